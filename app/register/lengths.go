package register

import (
	"context"
	"strconv"
	"strings"

	"kiesvoorhetkind.nl/kantoor/app/dutch"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Lengths gives the lengths and prices of memberships that hold today; Since is today.
func (r *Register) Lengths(ctx context.Context) (Lengths, error) {
	var out Lengths
	err := r.store.Read(ctx, func(tx *data.Tx) error {
		terms, err := ReadTerms(tx)
		out = terms.At(tx.Today())
		out.Since = tx.Today()
		return err
	})
	return out, err
}

// SaveLengths sets what differs from what holds today, from l.Since on (empty: today). What happened
// before that day keeps the lengths of its own day; end dates that follow from what happened since are
// computed again. It gives the change for undoing it.
func (r *Register) SaveLengths(ctx context.Context, l Lengths) (int64, error) {
	for _, s := range termSettings {
		if n := *s.of(&l); n < s.min || n > s.max {
			if s.max == maxFee {
				return 0, data.Refuse("Een prijs ligt tussen € 0,00 en € 10.000,00. Er is niets opgeslagen.")
			}
			return 0, data.Refuse("Een lengte is een heel getal van 0 tot en met 1200. Er is niets opgeslagen.")
		}
	}
	if _, err := data.ParseDay(string(l.Since)); err != nil {
		return 0, data.Explain("De dag waarop dit ingaat bestaat niet. Er is niets opgeslagen.", err)
	}
	return r.write(ctx, "Lengte en prijs van lidmaatschappen gewijzigd", func(tx *data.Tx) error {
		since := l.Since
		if since == "" {
			since = tx.Today()
		}
		terms, err := ReadTerms(tx)
		if err != nil {
			return err
		}
		now := terms.At(tx.Today())
		for _, s := range termSettings {
			if *s.of(&now) == *s.of(&l) {
				continue
			}
			if err := tx.SaveSetting(s.name, since, strconv.Itoa(*s.of(&l))); err != nil {
				return err
			}
		}
		if now.VATCode != l.VATCode {
			if err := tx.SaveSetting(vatSetting, since, l.VATCode); err != nil {
				return err
			}
		}
		return refreshSince(tx, since)
	})
}

// refreshSince computes the end dates again of those to whom something happened since a day.
func refreshSince(tx *data.Tx, since data.Day) error {
	terms, err := ReadTerms(tx)
	if err != nil {
		return err
	}
	people, err := tx.PeopleWithEventsSince(since)
	if err != nil {
		return err
	}
	for _, id := range people {
		if err := refresh(tx, id, terms); err != nil {
			return err
		}
	}
	return nil
}

// LengthsSet is what was set from a day on.
type LengthsSet struct {
	Since data.Day
	Text  string // "na betaling 6 maanden, prijs coach € 75,00"
	Later bool   // it does not hold yet, and can still be dropped
}

// LengthsHistory tells what was set for memberships, by the day from which it holds.
func (r *Register) LengthsHistory(ctx context.Context) ([]LengthsSet, error) {
	var out []LengthsSet
	err := r.store.Read(ctx, func(tx *data.Tx) error {
		terms, err := ReadTerms(tx)
		if err != nil {
			return err
		}
		for i, l := range terms {
			before := DefaultTerms()[0]
			if i > 0 {
				before = terms[i-1]
			}
			if text := difference(before, l); text != "" {
				out = append(out, LengthsSet{Since: l.Since, Text: text, Later: l.Since > tx.Today()})
			}
		}
		return nil
	})
	return out, err
}

func difference(was, is Lengths) string {
	var parts []string
	for _, s := range termSettings {
		n := *s.of(&is)
		if *s.of(&was) == n {
			continue
		}
		value := length(n)
		switch {
		case s.max == maxFee && n < 0:
			value = words.T("nog niet bepaald")
		case s.max == maxFee:
			value = "€ " + dutch.Amount(int64(n))
		case s.name == "membership.grace_days":
			value = words.T("%d dagen", n)
		}
		parts = append(parts, words.T(s.what)+" "+value)
	}
	if was.VATCode != is.VATCode {
		parts = append(parts, words.T("btw")+" "+VATName(is.VATCode))
	}
	return strings.Join(parts, ", ")
}

var vatWords = map[string]string{"high": words.Later("hoog"), "low": words.Later("laag"), "exempt": words.Later("vrijgesteld")}

// VATName is the word for a VAT code.
func VATName(code string) string {
	if w := vatWords[code]; w != "" {
		return words.T(w)
	}
	return words.T("nog niet bepaald")
}

// DropLengths takes away what was set to hold from a day that is still to come. It gives the change.
func (r *Register) DropLengths(ctx context.Context, since data.Day) (int64, error) {
	return r.write(ctx, "Geplande wijziging van lidmaatschappen geschrapt", func(tx *data.Tx) error {
		if since <= tx.Today() {
			return data.Refuse("Dit geldt al. Er is niets gewijzigd.")
		}
		all, err := tx.Settings()
		if err != nil {
			return err
		}
		for _, s := range all {
			if s.Since != since || !strings.HasPrefix(s.Name, "membership.") {
				continue
			}
			if err := tx.DeleteSetting(s.ID); err != nil {
				return err
			}
		}
		return nil
	})
}
