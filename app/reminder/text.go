package reminder

import (
	"context"
	"fmt"
	"slices"

	"kiesvoorhetkind.nl/kantoor/app/dutch"
	"kiesvoorhetkind.nl/kantoor/app/letter"
	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/sales"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Text is one of the reminders as the office has it now.
type Text struct {
	ID   string // as in its file's name: "coach_ending"
	Name string // in the language of the desk
	letter.Text
}

// textNames are the reminders that there are, in the order in which somebody gets them.
var textNames = []struct{ id, name string }{
	{"coach_ending", words.Later("Coach: het lidmaatschap loopt af")},
	{"coach_grace", words.Later("Coach: het lidmaatschap is net afgelopen")},
	{"coach_lapsed", words.Later("Coach: het lidmaatschap is langer afgelopen")},
	{"mediator_ending", words.Later("Mediator: het jaar loopt af")},
	{"mediator_over", words.Later("Mediator: het jaar is afgelopen")},
}

// Fields are the values that a text can name, as {{.Until}}.
var Fields = []string{"Greeting", "Name", "Until", "FollowUp", "Price", "Sender", "Office"}

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

// fileOf is the name of the file, and of the setting, of a text.
func fileOf(id string) string { return "member." + id }

// Texts gives the reminders as they are now.
func (r *Reminders) Texts(ctx context.Context) ([]Text, error) {
	var out []Text
	err := r.store.Read(ctx, func(tx *data.Tx) error {
		out = nil
		for _, n := range textNames {
			t, err := letter.Of(tx, fileOf(n.id))
			if err != nil {
				return err
			}
			out = append(out, Text{n.id, words.T(n.name), t})
		}
		return nil
	})
	return out, err
}

// SaveText keeps the office's own text of a reminder; an empty subject and body bring the program's own back.
// It gives the change for undoing it.
func (r *Reminders) SaveText(ctx context.Context, t Text) (int64, error) {
	if !slices.ContainsFunc(textNames, func(n struct{ id, name string }) bool { return n.id == t.ID }) {
		return 0, fmt.Errorf("reminder text %q", t.ID)
	}
	return r.store.Do(ctx, data.Change{Who: r.Who(), Title: "Tekst van herinnering gewijzigd"}, func(tx *data.Tx) error {
		return letter.Save(tx, fileOf(t.ID), t.Text, Fields)
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
		"Greeting": greeting, "Name": c.Name(), "Until": dutch.Day(c.Until.Time()), "FollowUp": followUpText(terms, events, today),
		"Price": priceText(l, c.Regime), "Sender": who, "Office": seller.Name,
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
