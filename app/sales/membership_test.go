package sales

import (
	"strings"
	"testing"
	"time"

	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

// withFees sets what membership costs.
func (d *desk) withFees() *desk {
	d.t.Helper()
	r := register.New(d.store)
	l, err := r.Lengths(d.t.Context())
	if err != nil {
		d.t.Fatal(err)
	}
	l.CoachCents, l.MediatorCents, l.VATCode = 7500, 15000, HighVAT
	if _, err := r.SaveLengths(d.t.Context(), l); err != nil {
		d.t.Fatal(err)
	}
	return d
}

// someone puts somebody in the register to whose membership something happened.
func (d *desk) someone(name string, events ...data.MembershipEvent) data.Person {
	d.t.Helper()
	p := data.Person{FirstName: "Noor", Surname: name, Street: "Wal", HouseNumber: "4", Postcode: "8011 AB", Town: "Zwolle", Country: "NL", Email: strings.ToLower(name) + "@example.nl"}
	d.tx(func(tx *data.Tx) error {
		if err := tx.SavePerson(&p); err != nil {
			return err
		}
		for _, e := range events {
			e.PersonID = p.ID
			if err := register.RecordMembership(tx, e); err != nil {
				return err
			}
		}
		return nil
	})
	return p
}

func (d *desk) mustEnd(person int64, coach, mediator data.Day) {
	d.t.Helper()
	d.tx(func(tx *data.Tx) error {
		p, err := tx.Person(person)
		if p.CoachUntil != coach || p.MediatorUntil != mediator {
			d.t.Errorf("coach until %q and mediator until %q, want %q and %q", p.CoachUntil, p.MediatorUntil, coach, mediator)
		}
		return err
	})
}

func (d *desk) pay(invoice int64, day data.Day, amount data.Cents) {
	d.t.Helper()
	if _, err := d.RecordPayment(d.t.Context(), invoice, day, amount, "bank"); err != nil {
		d.t.Fatal(err)
	}
}

func TestMembershipStartsOnPaymentAndGoesWithIt(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		d := newDesk(t, address).withSeller().withFees()
		p := d.someone("Haverkamp", data.MembershipEvent{Regime: register.RegimeCoach, Kind: register.EventTraining, Day: "2021-03-05"})
		made, err := d.InvoiceMembership(t.Context(), p.ID, register.RegimeCoach, true)
		if err != nil || made.Number == "" || made.TotalCents != 7500 {
			t.Fatal(made, err)
		}
		page, err := d.Invoice(t.Context(), made.ID)
		if err != nil || page.Membership != register.RegimeCoach || page.PersonID != p.ID || page.Name != "Noor Haverkamp" ||
			page.Lines[0].Description != "Lidmaatschap KIES platform, 1 jaar\nGaat in op de dag van betaling" {
			t.Fatalf("%+v %v", page, err)
		}
		d.mustEnd(p.ID, "2023-03-05", "") // not by the invoice
		if _, err := d.InvoiceMembership(t.Context(), p.ID, register.RegimeCoach, true); err == nil || !strings.Contains(err.Error(), made.Number) {
			t.Errorf("a second one: %v", err)
		}
		d.pay(made.ID, "2026-11-10", 5000)
		d.mustEnd(p.ID, "2023-03-05", "") // not by a part
		d.pay(made.ID, "2026-11-12", 2500)
		d.mustEnd(p.ID, "2027-11-12", "")
		person, err := register.New(d.store).Person(t.Context(), p.ID)
		if want := "Lid tot 12 november 2027: lid geworden door de betaling van 12 november 2026 (factuur " + made.Number + ")."; err != nil || person.Member != want {
			t.Errorf("%q, want %q, %v", person.Member, want, err)
		}
		if steps := person.Membership[1].Steps; steps[0].Event.InvoiceID != made.ID {
			t.Errorf("the step does not lead to its invoice: %+v", steps)
		}
		d.pay(made.ID, "2026-11-15", -2500)
		d.mustEnd(p.ID, "2023-03-05", "")
		d.pay(made.ID, "2026-11-18", 2500)
		d.mustEnd(p.ID, "2027-11-18", "")
		if _, err := d.Credit(t.Context(), made.ID, "bedacht zich"); err != nil {
			t.Fatal(err)
		}
		d.mustEnd(p.ID, "2023-03-05", "")
	})
}

func TestPaidMembershipGoesOnFromItsEnd(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		d := newDesk(t, address).withSeller().withFees()
		p := d.someone("Okkerse", data.MembershipEvent{Regime: register.RegimeCoach, Kind: register.EventTraining, Day: "2025-03-05"})
		made, err := d.InvoiceMembership(t.Context(), p.ID, register.RegimeCoach, false)
		if err != nil || made.Number != "" {
			t.Fatal(made, err)
		}
		page, err := d.Invoice(t.Context(), made.ID)
		if err != nil || !strings.HasSuffix(page.Lines[0].Description, "\nSluit aan op het lidmaatschap tot en met 5 maart 2027") {
			t.Fatalf("%+v %v", page.Lines, err)
		}
		if _, err := d.Finalise(t.Context(), made.ID); err != nil {
			t.Fatal(err)
		}
		d.pay(made.ID, "2026-11-20", 7500)
		d.mustEnd(p.ID, "2028-03-05", "") // paying before the end costs no day
		// A part that was given back leaves the membership as it is.
		if offer, err := d.MembershipOffer(t.Context(), p.ID, register.RegimeCoach); err != nil || offer.Problem != "" || !offer.Member || offer.Until != "2028-03-05" {
			t.Errorf("%+v %v", offer, err)
		}
	})
}

func TestUnpaidMembershipInvoiceThatIsCreditedGivesNothing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		d := newDesk(t, address).withSeller().withFees()
		p := d.someone("Peeters")
		made, err := d.InvoiceMembership(t.Context(), p.ID, register.RegimeCoach, true)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := d.Credit(t.Context(), made.ID, "dubbel"); err != nil {
			t.Fatal(err)
		}
		d.mustEnd(p.ID, "", "") // set off against its credit note is not paid
		if _, err := d.InvoiceMembership(t.Context(), p.ID, register.RegimeCoach, true); err != nil {
			t.Errorf("after the credit note: %v", err)
		}
	})
}

func TestNoPriceOrVATIsMadeUp(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		d := newDesk(t, address).withSeller()
		p := d.someone("Zuurbier")
		for _, want := range []string{"nog geen prijs", "nog geen btw-tarief"} {
			offer, err := d.MembershipOffer(t.Context(), p.ID, register.RegimeCoach)
			if err != nil || !strings.Contains(offer.Problem, want) || len(offer.Notices) != 1 {
				t.Errorf("%+v %v, want %q", offer, err, want)
			}
			if _, err := d.InvoiceMembership(t.Context(), p.ID, register.RegimeCoach, false); err == nil {
				t.Error("an invoice was made")
			}
			r := register.New(d.store)
			l, err := r.Lengths(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			l.CoachCents = 7500
			if _, err := r.SaveLengths(t.Context(), l); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func TestMediatorsPayYearly(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		d := newDesk(t, address).withSeller().withFees()
		paid := func(day data.Day) data.MembershipEvent {
			return data.MembershipEvent{Regime: register.RegimeMediator, Kind: register.EventPayment, Day: day}
		}
		soon := d.someone("Abeln", paid("2026-01-05"))
		grace := d.someone("Baars", paid("2025-11-01"))
		d.someone("Claassen", paid("2026-06-01"))
		d.someone("Dirksen", paid("2024-06-01"))
		d.someone("Evers", paid("2026-01-05"), data.MembershipEvent{Regime: register.RegimeMediator, Kind: register.EventEnded, Day: "2026-11-15"})
		lost := d.someone("Faber", paid("2026-01-06"))
		d.tx(func(tx *data.Tx) error {
			p, err := tx.Person(lost.ID)
			p.Street, p.Town = "", ""
			if err != nil {
				return err
			}
			return tx.SavePerson(&p)
		})
		plan, err := d.MediatorYear(t.Context())
		if err != nil || plan.Problem != "" || plan.Cents != 15000 {
			t.Fatalf("%+v %v", plan, err)
		}
		if got := yearText(plan.Ready) + " | " + yearText(plan.LeftOut); got != "Baars, Noor; Abeln, Noor | Evers, Noor: het lidmaatschap is beëindigd; Faber, Noor: het adres is niet volledig" {
			t.Errorf("%s", got)
		}
		run, err := d.InvoiceMediators(t.Context(), append(plan.Ready, plan.LeftOut[1]), nil)
		if err != nil || len(run.Made) != 2 || len(run.LeftOut) != 1 || !strings.Contains(run.LeftOut[0].Reason, "de straat") {
			t.Fatalf("%+v %v", run, err)
		}
		// The one that failed took no number.
		if run.Made[0].Number != "2026-0001" || run.Made[1].Number != "2026-0002" {
			t.Errorf("%+v", run.Made)
		}
		d.mustEnd(grace.ID, "", "2026-11-01")
		again, err := d.MediatorYear(t.Context())
		if err != nil || len(again.Ready) != 0 || !strings.Contains(yearText(again.LeftOut), "Abeln, Noor: factuur 2026-0002 staat nog open") {
			t.Errorf("%+v %v", again, err)
		}
		*d.now = time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC)
		for _, m := range run.Made {
			d.pay(m.ID, "2026-11-30", 15000)
		}
		d.mustEnd(soon.ID, "", "2028-01-05")  // paid before the end: counted from it
		d.mustEnd(grace.ID, "", "2027-11-30") // paid after the end: from the day of payment
	})
}

func yearText(lines []YearLine) string {
	var out []string
	for _, l := range lines {
		text := l.Name
		if l.Reason != "" {
			text += ": " + l.Reason
		}
		out = append(out, text)
	}
	return strings.Join(out, "; ")
}
