package register

import (
	"context"
	"strings"
	"testing"

	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

// A credit note that is set off is booked as a payment, but nobody paid.
func TestTheStoryTellsWhatWasCredited(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		s := open(t, address)
		id := story(t, s)
		write(t, s, func(tx *data.Tx) error {
			final := func(number, kind string, of int64, total, paid data.Cents) (int64, error) {
				i := data.Invoice{Kind: kind, State: "draft", PersonID: id, Country: "NL", TotalCents: total, CreditOf: of}
				if err := tx.SaveInvoice(&i); err != nil {
					return 0, err
				}
				i.Number, i.State, i.Day = number, "final", "2026-11-01"
				if err := tx.SaveInvoice(&i); err != nil || paid == 0 {
					return i.ID, err
				}
				return i.ID, tx.AddPayment(&data.Payment{InvoiceID: i.ID, Day: "2026-11-02", AmountCents: paid, Source: "bank"})
			}
			for _, x := range []struct {
				number string
				back   data.Cents
			}{{"2026-0011", 7500}, {"2026-0012", 2500}, {"2026-0013", 0}} {
				of, err := final(x.number, "invoice", 0, 7500, 7500)
				if err != nil {
					return err
				}
				if x.back == 0 {
					continue
				}
				if _, err := final("C"+x.number, "credit", of, -x.back, -x.back); err != nil {
					return err
				}
			}
			return nil
		})
		page, err := New(s).Person(context.Background(), id)
		if err != nil {
			t.Fatal(err)
		}
		led := map[string]string{}
		for _, e := range page.Timeline {
			led[e.Text] = e.Led
		}
		for number, want := range map[string]string{"2026-0011": "gecrediteerd", "2026-0012": "betaald", "2026-0013": "betaald"} {
			if got := led["Factuur "+number+": € 75,00"]; got != want {
				t.Errorf("%s is told as %q, want %q", number, got, want)
			}
		}
	})
}

// What was set off is not told as paid, on the invoice, the credit note and the line of the day it was booked.
func TestSetOffIsToldAsThat(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		s := open(t, address)
		id := story(t, s)
		write(t, s, func(tx *data.Tx) error {
			for _, x := range []struct {
				number, kind         string
				total, setOff, other data.Cents
			}{
				{"2026-0021", "invoice", 7500, 7500, 0},
				{"2026-0022", "invoice", 7500, 2500, 5000},
				{"2026-0023", "invoice", 7500, 2500, 0},
				{"2026-0024", "credit", -7500, -7500, 0},
				{"2026-0025", "credit", -7500, -2500, 0},
				{"2026-0026", "credit", -7500, 0, -7500},
			} {
				i := data.Invoice{Kind: x.kind, State: "draft", PersonID: id, Country: "NL", TotalCents: x.total}
				if err := tx.SaveInvoice(&i); err != nil {
					return err
				}
				i.Number, i.State, i.Day = x.number, "final", "2026-11-01"
				if err := tx.SaveInvoice(&i); err != nil {
					return err
				}
				for setOff, cents := range map[bool]data.Cents{true: x.setOff, false: x.other} {
					if cents == 0 {
						continue
					}
					if err := tx.AddPayment(&data.Payment{InvoiceID: i.ID, Day: "2026-11-02", AmountCents: cents, SetOff: setOff}); err != nil {
						return err
					}
				}
			}
			return nil
		})
		page, err := New(s).Person(context.Background(), id)
		if err != nil {
			t.Fatal(err)
		}
		led := map[string]string{}
		for _, e := range page.Timeline {
			led[e.Text] = e.Led
		}
		for text, want := range map[string]string{
			"Factuur 2026-0021: € 75,00":             "verrekend",
			"Factuur 2026-0022: € 75,00":             "betaald en verrekend",
			"Factuur 2026-0023: € 75,00":             "nog € 50,00 te betalen",
			"Creditfactuur 2026-0024: € -75,00":      "verrekend",
			"Creditfactuur 2026-0025: € -75,00":      "nog € 50,00 terug te betalen",
			"Creditfactuur 2026-0026: € -75,00":      "terugbetaald",
			"€ 75,00 verrekend op factuur 2026-0021": "",
			"€ 25,00 verrekend op factuur 2026-0022": "",
			"€ 50,00 betaald op factuur 2026-0022":   "",
		} {
			if got, told := led[text]; !told || got != want {
				t.Errorf("%s: %q (told: %t), want %q", text, got, told, want)
			}
		}
	})
}

// Only who gets a certificate for passing has passed.
func TestWhoTookPartIsNotToldToHavePassed(t *testing.T) {
	for gives, want := range map[string]string{"passed": "geslaagd", "attended": "deelgenomen", "none": "deelgenomen"} {
		s := &tale{page: PersonPage{Membership: []Term{{Steps: []Step{{Event: data.MembershipEvent{EnrolmentID: 7}}}}}}}
		if got := s.outcome(data.TrainingStory{EnrolmentID: 7, Certificate: gives}); got != want {
			t.Errorf("%s: %q, want %q", gives, got, want)
		}
		if got := s.outcome(data.TrainingStory{EnrolmentID: 8, Certificate: gives}); !strings.Contains(got, "open") {
			t.Errorf("%s, not completed: %q", gives, got)
		}
	}
}
