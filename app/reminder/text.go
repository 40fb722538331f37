package reminder

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"

	"kiesvoorhetkind.nl/kantoor/app/dutch"
	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/sales"
	"kiesvoorhetkind.nl/kantoor/assets"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Text is a reminder as the office writes it, with fields in braces such as {einddatum}.
type Text struct {
	ID      string // as in its file's name: "coach_ending"
	Name    string // in the language of the desk
	Subject string
	Body    string // paragraphs apart by an empty line
	Own     bool   // the office's own, and not the standard one any more
}

// textNames are the reminders that there are, in the order in which somebody gets them.
var textNames = []struct{ id, name string }{
	{"coach_ending", words.Later("Coach: het lidmaatschap loopt af")},
	{"coach_grace", words.Later("Coach: het lidmaatschap is net afgelopen")},
	{"coach_lapsed", words.Later("Coach: het lidmaatschap is langer afgelopen")},
	{"mediator_ending", words.Later("Mediator: het jaar loopt af")},
	{"mediator_over", words.Later("Mediator: het jaar is afgelopen")},
}

// Fields are what can stand in a text, in braces.
var Fields = []string{"aanhef", "naam", "einddatum", "nascholing", "prijs", "medewerker", "kantoor"}

// textOf says which text somebody gets.
func textOf(which, regime string) string {
	switch {
	case regime == register.RegimeMediator && which == register.Ending:
		return "mediator_ending"
	case regime == register.RegimeMediator:
		return "mediator_over"
	case which == register.Ending:
		return "coach_ending"
	case which == register.InGrace:
		return "coach_grace"
	}
	return "coach_lapsed"
}

const (
	settingPrefix = "letter.member."
	subjectMark   = "Onderwerp:"
	maxSubject    = 150
	maxBody       = 8000
)

// readText gives a text: the office's own, else the standard one.
func readText(tx *data.Tx, id string) (Text, error) {
	own, err := tx.Setting(settingPrefix+id, tx.Today())
	if err == nil && own != "" {
		t := split(own)
		t.ID, t.Own = id, true
		return t, nil
	}
	if err != nil && !errors.Is(err, data.ErrNotFound) {
		return Text{}, err
	}
	return standard(id)
}

func standard(id string) (Text, error) {
	raw, err := fs.ReadFile(assets.Letters, "letters/member."+id+".txt")
	if err != nil {
		return Text{}, fmt.Errorf("reminder: %w", err)
	}
	t := split(string(raw))
	t.ID = id
	return t, check(t)
}

func split(raw string) Text {
	head, body, _ := strings.Cut(strings.ReplaceAll(raw, "\r\n", "\n"), "\n\n")
	return Text{Subject: strings.TrimSpace(strings.TrimPrefix(head, subjectMark)), Body: strings.TrimSpace(body)}
}

var field = regexp.MustCompile(`\{[^{}\n]*\}`)

// check refuses a text that cannot be filled in, in Dutch.
func check(t Text) error {
	switch {
	case strings.TrimSpace(t.Subject) == "" || len([]rune(t.Subject)) > maxSubject || strings.ContainsRune(t.Subject, '\n'):
		return data.Refuse("Geef de herinnering een onderwerp van één regel, hooguit %d tekens. Er is niets opgeslagen.", maxSubject)
	case strings.TrimSpace(t.Body) == "" || len([]rune(t.Body)) > maxBody:
		return data.Refuse("Geef de herinnering een tekst van hooguit %d tekens. Er is niets opgeslagen.", maxBody)
	}
	for _, f := range field.FindAllString(t.Subject+" "+t.Body, -1) {
		if !slices.Contains(Fields, strings.Trim(f, "{}")) {
			return data.Refuse("Het veld %s bestaat niet. Je kunt gebruiken: %s. Er is niets opgeslagen.", f, "{"+strings.Join(Fields, "}, {")+"}")
		}
	}
	return nil
}

// filledIn puts the values in a text.
func (t Text) filledIn(values map[string]string) Text {
	put := func(s string) string {
		return field.ReplaceAllStringFunc(s, func(f string) string { return values[strings.Trim(f, "{}")] })
	}
	t.Subject, t.Body = put(t.Subject), put(t.Body)
	return t
}

// Texts gives the reminders as they are now.
func (r *Reminders) Texts(ctx context.Context) ([]Text, error) {
	var out []Text
	err := r.store.Read(ctx, func(tx *data.Tx) error {
		out = nil
		for _, n := range textNames {
			t, err := readText(tx, n.id)
			if err != nil {
				return err
			}
			t.Name = words.T(n.name)
			out = append(out, t)
		}
		return nil
	})
	return out, err
}

// SaveText keeps the office's own text of a reminder; an empty subject and body bring the standard one back.
// It gives the change for undoing it.
func (r *Reminders) SaveText(ctx context.Context, t Text) (int64, error) {
	if !slices.ContainsFunc(textNames, func(n struct{ id, name string }) bool { return n.id == t.ID }) {
		return 0, fmt.Errorf("reminder text %q", t.ID)
	}
	value := ""
	if strings.TrimSpace(t.Subject+t.Body) != "" {
		if err := check(t); err != nil {
			return 0, err
		}
		value = subjectMark + " " + strings.TrimSpace(t.Subject) + "\n\n" + strings.TrimSpace(t.Body)
	}
	return r.store.Do(ctx, data.Change{Who: r.Who(), Title: "Tekst van herinnering gewijzigd"}, func(tx *data.Tx) error {
		return tx.SaveSetting(settingPrefix+t.ID, "", value)
	})
}

// values are what the fields say for somebody.
func (c candidate) values(terms register.Terms, events []data.MembershipEvent, today data.Day, seller sales.Seller, who string) map[string]string {
	greeting := "Goedendag"
	if c.FirstName != "" {
		greeting = "Beste " + c.FirstName
	} else if n := c.Name(); n != "" {
		greeting = "Beste " + n
	}
	l := terms.At(today)
	return map[string]string{
		"aanhef": greeting, "naam": c.Name(), "einddatum": dutch.Day(c.Until.Time()), "nascholing": followUpText(terms, events, today),
		"prijs": priceText(l, c.Regime), "medewerker": who, "kantoor": seller.Name,
	}
}

func priceText(l register.Lengths, regime string) string {
	cents := l.Cents(regime)
	if cents == data.NoPrice {
		return "het bedrag laten we je graag weten"
	}
	return fmt.Sprintf("€ %s voor %s", dutch.Amount(int64(cents)), monthsText(l.Months(regime)))
}

// followUpText says what a follow-up would do. FAQ: "Wanneer KIES coaches binnen 2 jaar na het behalen van een
// certificaat een nascholing of verdiepingsdag volgt, dan word je lidmaatschap dan met 2 jaar verlengd".
func followUpText(terms register.Terms, events []data.MembershipEvent, today data.Day) string {
	l := terms.At(today)
	var last, until data.Day
	for _, e := range events {
		if e.Regime == register.RegimeCoach && (e.Kind == register.EventTraining || e.Kind == register.EventFollowUp) {
			last = max(last, e.Day)
		}
	}
	for _, t := range register.Membership(events, terms, today) {
		if t.Regime == register.RegimeCoach {
			until = max(until, t.Until)
		}
	}
	if last != "" && until >= today {
		if by := min(last.AddMonths(l.FollowUpWithin), until); by >= today {
			return fmt.Sprintf("Volg je uiterlijk op %s een nascholing of verdiepingsdag, dan komt er vanzelf %s bij, zonder dat je iets hoeft te doen.", dutch.Day(by.Time()), monthsText(l.FollowUp))
		}
	}
	return fmt.Sprintf("Volg je een nascholing of verdiepingsdag, dan ben je vanaf die dag vanzelf %s gratis lid.", monthsText(l.FollowUp))
}

func monthsText(n int) string {
	switch {
	case n%12 == 0:
		return fmt.Sprintf("%d jaar", n/12)
	case n == 1:
		return "1 maand"
	}
	return fmt.Sprintf("%d maanden", n)
}
