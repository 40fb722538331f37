package reminder

import (
	"errors"
	"testing"

	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/run"
	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

// dueIs compares what is due with what was expected, and with whom a run would write to.
func (d *desk) dueIs(when string, ending, grace int) {
	d.t.Helper()
	var gotEnding, gotGrace int
	d.tx(func(tx *data.Tx) (err error) {
		gotEnding, gotGrace, err = Due(tx)
		return err
	})
	if gotEnding != ending || gotGrace != grace {
		d.t.Errorf("%s: %d end and %d are in grace, want %d and %d", when, gotEnding, gotGrace, ending, grace)
	}
	for which, n := range map[string]int{register.Ending: gotEnding, register.InGrace: gotGrace} {
		if plan, err := d.Plan(d.t.Context(), Choice{Which: which}); err != nil || len(plan.Ready) != n {
			d.t.Errorf("%s: %d are due, and %s would be written to, %v", when, n, said(plan.Ready), err)
		}
	}
}

func TestDueIsWhomARunWouldWriteTo(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		d := newDesk(t, address)
		mediator := func(kind string, day data.Day) data.MembershipEvent {
			return data.MembershipEvent{Regime: register.RegimeMediator, Kind: kind, Day: day}
		}
		d.dueIs("nobody", 0, 0)
		d.member("Aalders", nil, trained("2024-03-10"))
		d.member("Bos", func(p *data.Person) { p.Email = "" }, trained("2024-03-11"))
		d.member("Cuijpers", func(p *data.Person) { p.NoMail = true }, trained("2024-03-12"))
		d.member("Jonker", nil, trained("2024-02-20"))
		d.member("Franken", nil, trained("2024-09-01")) // ends later
		d.member("Kool", nil, trained("2023-09-01"))    // long over
		both := d.member("Gerlach", nil, trained("2024-03-15"), mediator(register.EventPayment, "2025-03-16"))
		d.dueIs("five", 4, 1)

		d.member("Dros", func(p *data.Person) { p.Email, p.Street = "", "" }, trained("2024-03-13"))
		d.member("Egberts", nil, trained("2024-03-14"), data.MembershipEvent{Kind: register.EventEnded, Day: "2026-03-03"})
		d.member("Ietsma", nil, trained("2024-02-14"), data.MembershipEvent{Kind: register.EventEnded, Day: "2026-02-14"})
		draft := d.member("Linders", nil, trained("2024-03-16"))
		d.tx(func(tx *data.Tx) error {
			return tx.SaveInvoice(&data.Invoice{Kind: "invoice", State: "draft", PersonID: draft.ID, Membership: register.RegimeCoach, Name: "Noor Linders"})
		})
		d.enrolled(d.member("Moes", nil, trained("2024-03-20")), "Nascholing", "2026-03-12", nil)
		d.dueIs("spared, each for a reason of their own", 4, 1)

		d.enrolled(d.member("Nagel", nil, trained("2024-03-20")), "Thema-studiedag", "2026-03-12", nil)
		d.dueIs("who comes to a day that extends nothing", 5, 1)

		made, err := d.Make(t.Context(), Choice{Which: register.Ending})
		if err != nil {
			t.Fatal(err)
		}
		d.dueIs("made; one is a member of the other kind too", 1, 1)
		if _, err := d.Make(t.Context(), Choice{Which: register.Ending, Only: both.ID}); err != nil {
			t.Fatal(err)
		}
		if _, err := d.Make(t.Context(), Choice{Which: register.InGrace}); err != nil {
			t.Fatal(err)
		}
		d.dueIs("all made", 0, 0)
		if _, err := d.Make(t.Context(), Choice{Which: register.Ending}); !errors.Is(err, run.ErrNobody) {
			t.Errorf("made with nobody due: %v", err)
		}

		// What failed for sure is due again; what may lie in the mailbox is not.
		fail := func(reason string) {
			d.tx(func(tx *data.Tx) error {
				items, err := tx.PrintRunItems(made.Mails.ID)
				if err != nil {
					return err
				}
				for _, i := range items {
					if i.State != run.StateLeftOut && i.Name == "Noor Aalders" {
						i.State, i.Reason = run.StateFailed, reason
						if err := tx.SavePrintRunItem(&i); err != nil {
							return err
						}
					}
				}
				return nil
			})
		}
		fail(run.Unsure)
		d.dueIs("nobody knows whether it was placed", 0, 0)
		fail("proef")
		d.dueIs("failed", 1, 0)
	})
}
