package register

import (
	"context"
	"testing"

	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

func TestLengthsAndPricesHoldFromTheDayThatIsChosen(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		ctx := context.Background()
		s := open(t, address) // 20 November 2026
		r := New(s)
		p := data.Person{FirstName: "Wendelmoet", Surname: "Quakkel", Country: "NL"}
		write(t, s, func(tx *data.Tx) error {
			if err := tx.SavePerson(&p); err != nil {
				return err
			}
			return RecordMembership(tx, data.MembershipEvent{PersonID: p.ID, Regime: RegimeCoach, Kind: EventTraining, Day: "2026-11-10"})
		})
		until := func() data.Day {
			t.Helper()
			page, err := r.Person(ctx, p.ID)
			if err != nil {
				t.Fatal(err)
			}
			return page.Person.MemberUntil
		}
		l, err := r.Lengths(ctx)
		if err != nil || l.Since != "2026-11-20" || l.Cents(RegimeCoach) != data.NoPrice {
			t.Fatal(l, err)
		}
		// From today on: what happened ten days ago keeps its length.
		l.Training, l.CoachCents, l.VATCode = 36, 7500, "high"
		if _, err := r.SaveLengths(ctx, l); err != nil {
			t.Fatal(err)
		}
		if got := until(); got != "2028-11-10" {
			t.Errorf("until %s", got)
		}
		// From the first of the month on: it holds for what happened since, and can be undone as a whole.
		l.Since, l.Training = "2026-11-01", 48
		change, err := r.SaveLengths(ctx, l)
		if err != nil || until() != "2030-11-10" {
			t.Errorf("until %s, %v", until(), err)
		}
		if _, err := s.Undo(ctx, "Ineke", change); err != nil || until() != "2028-11-10" {
			t.Errorf("undone: until %s, %v", until(), err)
		}
		// From next year on: nothing yet, and it can be dropped.
		l.Since, l.Training, l.CoachCents = "2027-01-01", 36, 9000
		if _, err := r.SaveLengths(ctx, l); err != nil {
			t.Fatal(err)
		}
		past, err := r.LengthsHistory(ctx)
		if err != nil || len(past) != 2 || past[1] != (LengthsSet{Since: "2027-01-01", Text: "prijs coach € 90,00", Later: true}) ||
			past[0].Text != "na een training 3 jaar, prijs coach € 75,00, btw hoog" {
			t.Errorf("%+v %v", past, err)
		}
		read(t, s, func(tx *data.Tx) error {
			terms, err := ReadTerms(tx)
			if terms.At("2026-12-31").CoachCents != 7500 || terms.At("2027-01-01").CoachCents != 9000 || terms.At("2027-01-01").VATCode != "high" {
				t.Errorf("%+v", terms)
			}
			return err
		})
		if _, err := r.DropLengths(ctx, "2027-01-01"); err != nil {
			t.Fatal(err)
		}
		if past, err = r.LengthsHistory(ctx); err != nil || len(past) != 1 {
			t.Errorf("%+v %v", past, err)
		}
		if _, err := r.DropLengths(ctx, "2026-11-20"); err == nil {
			t.Error("dropped what holds already")
		}
		l.Since, l.Training = "2026-11-20", 2000
		if _, err := r.SaveLengths(ctx, l); err == nil {
			t.Error("2000 months were taken")
		}
	})
}
