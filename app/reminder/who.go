package reminder

import (
	"fmt"
	"slices"

	"kiesvoorhetkind.nl/kantoor/app/document"
	"kiesvoorhetkind.nl/kantoor/app/dutch"
	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/run"
	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// most is how many memberships one run takes.
const most = 5000

// Codes of why somebody gets no reminder, beside those of run.
const (
	invoiced = "invoiced" // an invoice for it was made
	enrolled = "enrolled" // takes a training soon that extends it by itself
	gaveUp   = "ended"    // gave it up, or it was taken away
	still    = "still"    // is a member of the other kind
	together = "together" // is written to about the other membership
)

// candidates gives everybody whose membership ends or ended as chosen, the first to end first, with how each is
// written to or why not.
func candidates(tx *data.Tx, ch Choice) ([]candidate, error) {
	if err := refuseChoice(ch); err != nil {
		return nil, err
	}
	from, to, err := spanOf(tx, ch)
	if err != nil {
		return nil, err
	}
	if from > to && ch.Only == 0 {
		return nil, nil
	}
	var ends []data.MembershipEnd
	if ch.Only != 0 {
		if ch.Which == register.Lapsed {
			from = ""
		}
		ends, err = tx.MembershipEndsOf(ch.Only, from, to)
	} else {
		ends, err = tx.MembershipEnds(from, to, nil, most)
	}
	if err != nil {
		return nil, err
	}
	written := map[int64]bool{}
	var out []candidate
	for _, e := range ends {
		c := candidate{MembershipEnd: e}
		if err := c.decide(tx, ch); err != nil {
			return nil, err
		}
		if c.reason == "" && written[c.ID] {
			c.leave(together, words.Later("krijgt al een herinnering over het andere lidmaatschap"), nil)
		}
		written[c.ID] = written[c.ID] || c.reason == ""
		out = append(out, c)
	}
	return out, nil
}

// spanOf gives the days between which the last day of a membership lies for a choice.
func spanOf(tx *data.Tx, ch Choice) (from, to data.Day, err error) {
	terms, err := register.ReadTerms(tx)
	if err != nil {
		return "", "", err
	}
	today := tx.Today()
	grace := terms.At(today).GraceDays
	switch ch.Which {
	case register.InGrace:
		return today.AddDays(-grace), today.AddDays(-1), nil
	case register.Lapsed:
		return today.AddMonths(-ch.Months), today.AddDays(-grace - 1), nil
	}
	return today, today.AddDays(register.EndingDays), nil
}

// Due counts the reminders that runs would write now to whose membership ends soon, and to those in their days of
// grace, for an overview. Only those of whom something is known that could spare them are looked at one by one.
func Due(tx *data.Tx) (ending, grace int, err error) {
	if ending, err = due(tx, register.Ending); err != nil {
		return 0, 0, err
	}
	grace, err = due(tx, register.InGrace)
	return ending, grace, err
}

func due(tx *data.Tx, which string) (int, error) {
	from, to, err := spanOf(tx, Choice{Which: which})
	if err != nil || from > to {
		return 0, err
	}
	n, others, err := tx.EndsWithout(prefix(which), from, to)
	if err != nil {
		return 0, err
	}
	for _, id := range others {
		found, err := candidates(tx, Choice{Which: which, Only: id})
		if err != nil {
			return 0, err
		}
		for _, c := range found {
			if c.reason == "" {
				n++
			}
		}
	}
	return n, nil
}

// leave notes why somebody is not written to: for the desk, and in Dutch to keep.
func (c *candidate) leave(code, text string, args []any) {
	c.code, c.reason, c.kept = code, words.T(text, args...), text
	if len(args) > 0 {
		c.kept = fmt.Sprintf(text, args...)
	}
}

// decide finds out how somebody is written to, or why not.
func (c *candidate) decide(tx *data.Tx, ch Choice) error {
	for _, why := range []func(*data.Tx, Choice) error{c.hadIt, c.isDone, c.isComing} {
		if err := why(tx, ch); err != nil || c.reason != "" {
			return err
		}
	}
	return c.address(tx, ch)
}

// hadIt: the same reminder about the same last day was made before.
func (c *candidate) hadIt(tx *data.Tx, ch Choice) error {
	items, err := tx.PrintRunItemsOf(c.ID)
	if err != nil {
		return err
	}
	key := c.key(ch.Which)
	for _, i := range items {
		had := slices.Contains([]string{run.StateMade, run.StateWaiting, run.StatePlacing, run.StatePlaced}, i.State) ||
			i.State == run.StateFailed && i.Reason == run.Unsure
		if i.AddressKey != key || !had {
			continue
		}
		at := i.At
		if at.IsZero() {
			at = i.CreatedAt
		}
		if i.State == run.StateWaiting && c.code != run.Had {
			c.code = run.Waits
		} else {
			c.code = run.Had
		}
		c.had = data.DayOf(at)
		c.reason = run.LeftOut{Code: c.code, Day: c.had}.Reason()
	}
	return nil
}

// isDone: the membership was given up, an invoice for it was made, or the other one goes on.
func (c *candidate) isDone(tx *data.Tx, ch Choice) error {
	events, err := tx.MembershipEventsOf(c.ID)
	if err != nil {
		return err
	}
	for n := len(events) - 1; n >= 0; n-- {
		if events[n].Regime != c.Regime {
			continue
		}
		if events[n].Kind == register.EventEnded {
			c.leave(gaveUp, words.Later("het lidmaatschap is beëindigd"), nil)
			return nil
		}
		break
	}
	invoices, err := tx.MembershipInvoices(c.ID, c.Regime)
	if err != nil {
		return err
	}
	for _, i := range invoices {
		switch {
		case i.State == "draft":
			c.leave(invoiced, words.Later("er is al een conceptfactuur"), nil)
		case i.OpenCents() > 0:
			c.leave(invoiced, words.Later("factuur %s staat nog open"), []any{i.Number})
		}
	}
	if ch.Which == register.Lapsed && c.MemberUntil >= tx.Today() {
		c.leave(still, words.Later("is nog lid met het andere lidmaatschap"), nil)
	}
	return nil
}

// isComing: who takes a training in time that makes the membership last longer needs no reminder, since it does so by
// itself. In time is before the last day; for who is past it, soon.
func (c *candidate) isComing(tx *data.Tx, ch Choice) error {
	limit := tx.Today().AddDays(register.EndingDays)
	if ch.Which == register.Ending {
		limit = c.Until
	}
	t, comes, err := training.Extending(tx, c.ID, c.Regime, limit)
	if comes {
		c.leave(enrolled, words.Later("is ingeschreven voor %s van %s"), []any{t.Course, dutch.DeskDay(t.FirstDay.Time())})
	}
	return err
}

// address chooses mail or letter. Who asked not to be mailed gets a letter: our reading of a reminder about one's own
// membership, which is no newsletter.
func (c *candidate) address(tx *data.Tx, ch Choice) error {
	if !ch.Paper && !c.NoMail {
		if c.mail = c.Email; c.mail == "" {
			c.mail = c.WorkEmail
		}
	}
	if c.mail != "" {
		return nil
	}
	a := document.Address{Name: c.Name(), Street: spaced(c.Street, c.HouseNumber), Postcode: c.Postcode, Town: c.Town, Country: dutch.Country(c.Country)}
	if (a.Street == "" || a.Town == "") && c.OrganisationID != 0 {
		o, err := tx.Organisation(c.OrganisationID)
		if err != nil {
			return err
		}
		a = document.Address{Organisation: o.Name, Name: c.Name(), Street: spaced(o.Street, o.HouseNumber), Postcode: o.Postcode, Town: o.Town, Country: dutch.Country(o.Country)}
	}
	if c.to = a; a.Street == "" || a.Town == "" {
		why := words.Later("heeft geen mailadres en geen volledig adres")
		switch {
		case c.NoMail:
			why = words.Later("wil geen mail en heeft geen volledig adres")
		case c.Email != "" || c.WorkEmail != "":
			why = words.Later("heeft geen volledig adres")
		}
		c.leave(run.NoAddress, why, nil)
	}
	return nil
}

// spaced is a street with its house number; nothing without the street.
func spaced(a, b string) string {
	if a == "" || b == "" {
		return a
	}
	return a + " " + b
}
