package enrolment_test

import (
	"context"
	"errors"
	"testing"

	"pgregory.net/rapid"

	"kiesvoorhetkind.nl/kantoor/app/enrolment"
	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

// shift gives a cohort other days, and a place.
func (d *desk) shift(cohort int64, town string, days ...string) enrolment.Shifted {
	d.t.Helper()
	ctx := context.Background()
	p, err := d.training.Cohort(ctx, cohort)
	if err != nil {
		d.t.Fatal(err)
	}
	v := p.Values
	v.Town, v.Days = town, nil
	for _, day := range days {
		v.Days = append(v.Days, training.CohortDay{Day: data.Day(day)})
	}
	out, err := d.SaveCohort(ctx, cohort, p.Version, v)
	if err != nil {
		d.t.Fatal(err)
	}
	return out
}

// rewrite changes the first line of the first draft by hand.
func (d *desk) rewrite(invoice int64, f func(i *data.Invoice, l *data.InvoiceLine)) {
	d.write(func(tx *data.Tx) error {
		i, err := tx.Invoice(invoice)
		if err != nil {
			return err
		}
		lines, err := tx.InvoiceLinesOf(invoice)
		if err != nil {
			return err
		}
		f(&i, &lines[0])
		if err := tx.SetInvoiceLines(&i, lines); err != nil {
			return err
		}
		return tx.SaveInvoice(&i)
	})
}

func TestDraftsFollowTheDaysOfTheirGroup(t *testing.T) {
	const was, is = "Nascholing, Zutphen, 10 juni 2026", "Nascholing, Zutphen, 9 en 16 september 2026"
	ctx := context.Background()
	for _, c := range []struct {
		name    string
		prepare func(d *desk, group int64, who []int64)
		after   string // the drafts
		drafts  int
		final   int
	}{
		{"a draft", func(d *desk, g int64, who []int64) { d.invoiced(g, "draft", who[0]) }, "2026-09-09 " + is + "/Ria Smal 200", 1, 0},
		{"two drafts", func(d *desk, g int64, _ []int64) { d.invoiced(g, "draft") }, "2026-09-09 " + is + "/Ria Smal 200|2026-09-09 " + is + "/Ton Ekkers 200", 2, 0},
		{"a final invoice", func(d *desk, g int64, who []int64) { d.invoiced(g, "final", who[0]) }, "", 0, 1},
		{"a final and a draft", func(d *desk, g int64, who []int64) {
			d.invoiced(g, "final", who[0])
			d.invoiced(g, "draft", who[1])
		}, "2026-09-09 " + is + "/Ton Ekkers 200", 1, 1},
		{"nothing", func(*desk, int64, []int64) {}, "", 0, 0},
		{"another price, by hand", func(d *desk, g int64, who []int64) {
			d.rewrite(d.invoiced(g, "draft", who[0])[0], func(i *data.Invoice, l *data.InvoiceLine) { l.UnitCents, i.TotalCents = 15000, 15000 })
		}, "2026-09-09 " + is + "/Ria Smal 150", 1, 0},
		{"another text, by hand", func(d *desk, g int64, who []int64) {
			d.rewrite(d.invoiced(g, "draft", who[0])[0], func(_ *data.Invoice, l *data.InvoiceLine) { l.Description = "Nascholing in juni\nDeelnemer: R. Smal" })
		}, "2026-09-09 Nascholing in juni/R. Smal 200", 1, 0},
		{"more text, by hand", func(d *desk, g int64, who []int64) {
			d.rewrite(d.invoiced(g, "draft", who[0])[0], func(_ *data.Invoice, l *data.InvoiceLine) { l.Description += "\nmet lunch" })
		}, "2026-09-09 " + is + "/Ria Smal; met lunch 200", 1, 0},
		{"another day, by hand", func(d *desk, g int64, who []int64) {
			d.rewrite(d.invoiced(g, "draft", who[0])[0], func(i *data.Invoice, _ *data.InvoiceLine) { i.DeliveryDay = "2026-06-30" })
		}, "2026-06-30 " + is + "/Ria Smal 200", 1, 0},
		{"with a book", func(d *desk, g int64, who []int64) { d.withBook(d.invoiced(g, "draft", who[0])[0]) }, "2026-09-09 " + is + "/Ria Smal 200 Werkboek 30", 1, 0},
		{"called off, with a fee", func(d *desk, g int64, who []int64) {
			d.invoiced(g, "draft", who[0])
			d.done(d.Cancel(ctx, who[0], enrolment.Settle{FeeCents: 10000}))
		}, "2026-06-10 Annuleringskosten; " + was + "/Ria Smal 100", 0, 0},
		{"credited", func(d *desk, g int64, who []int64) {
			d.invoiced(g, "final", who[0])
			d.done(d.Cancel(ctx, who[0], enrolment.Settle{}))
		}, "2026-06-10 " + was + "/Ria Smal -200", 0, 0},
		{"moved in, a difference", func(d *desk, g int64, who []int64) {
			from, she := d.group("Ede", "2026-05-11", 15000, "Bo Vaart")
			d.invoiced(from, "final")
			_, _, err := d.Move(ctx, she[0], g, enrolment.Settle{})
			d.done(0, err)
		}, "2026-09-09 Prijsverschil, verplaatst naar; " + is + "/Bo Vaart 50", 1, 0},
		{"moved in, invoice left as it was", func(d *desk, g int64, who []int64) {
			from, she := d.group("Ede", "2026-05-11", 15000, "Bo Vaart")
			d.invoiced(from, "draft")
			_, _, err := d.Move(ctx, she[0], g, enrolment.Settle{Leave: true})
			d.done(0, err)
		}, "2026-05-11 Nascholing, Ede, 11 mei 2026/Bo Vaart 150", 0, 0},
		{"moved away", func(d *desk, g int64, who []int64) {
			to, _ := d.group("Ede", "2026-06-10", 15000)
			d.invoiced(g, "draft", who[0])
			_, _, err := d.Move(ctx, who[0], to, enrolment.Settle{})
			d.done(0, err)
		}, "2026-06-10 Nascholing, Ede, 10 juni 2026/Ria Smal 150", 0, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			each(t, func(t *testing.T, d *desk) {
				group, who := d.group("Zutphen", "2026-06-10", 20000, "Ria Smal", "Ton Ekkers")
				c.prepare(d, group, who)
				before := d.drafts() + "\n" + d.invoices()
				done := d.shift(group, "Zutphen", "2026-09-09", "2026-09-16")
				if got := d.drafts(); got != c.after {
					t.Errorf("after: %q\nwant   %q", got, c.after)
				}
				if done.Drafts != c.drafts || done.Final != c.final {
					t.Errorf("told: %+v, want %d drafts and %d final", done, c.drafts, c.final)
				}
				if _, err := d.store.Undo(ctx, "Marloes", done.Change); err != nil {
					t.Fatal(err)
				}
				if got := d.drafts() + "\n" + d.invoices(); got != before {
					t.Errorf("undone: %q\nwant    %q", got, before)
				}
			})
		})
	}
}

// The seats of an organisation stand on one draft: it is written once, and an old screen changes nothing.
func TestADraftOfSeveralFollowsAtOnce(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		group, who := d.group("Zutphen", "2026-06-10", 20000, "Ria Smal", "Ton Ekkers")
		d.write(func(tx *data.Tx) error {
			for _, id := range who {
				e, err := tx.Enrolment(id)
				if err != nil {
					return err
				}
				e.Organisation = "Praktijk De Brug"
				if err := tx.SaveEnrolment(&e); err != nil {
					return err
				}
			}
			return nil
		})
		d.invoiced(group, "draft")
		before := d.drafts()
		if _, err := d.SaveCohort(context.Background(), group, 1, training.CohortValues{}); !errors.Is(err, data.ErrStale) || d.drafts() != before {
			t.Errorf("an old screen: %v, %s", err, d.drafts())
		}
		done := d.shift(group, "Ede", "2026-09-09")
		const want = "2026-09-09 Nascholing, Ede, 9 september 2026/Ria Smal 200 Nascholing, Ede, 9 september 2026/Ton Ekkers 200"
		if got := d.drafts(); got != want || done.Drafts != 1 {
			t.Errorf("%q, %+v", got, done)
		}
		// Nothing about the cohort that an invoice names: nothing happens to it.
		if again := d.shift(group, "Ede", "2026-09-09"); again.Drafts != 0 || d.drafts() != want {
			t.Errorf("%+v: %q", again, d.drafts())
		}
	})
}

// However often a group is shifted, its drafts are those that would be made today.
func TestDraftsAreThoseOfToday(t *testing.T) {
	d := open(t, storetest.SQLite(t))
	group, _ := d.group("Zutphen", "2026-06-10", 20000, "Ria Smal", "Ton Ekkers")
	early := d.invoiced(group, "draft")
	rapid.Check(t, func(r *rapid.T) {
		days := rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"2026-06-10", "2026-06-11", "2026-07-01", "2026-09-30", "2027-01-06"}), 0, 4, rapid.ID).Draw(r, "days")
		town := rapid.SampledFrom([]string{"Zutphen", "Ede", "Nascholing"}).Draw(r, "town")
		d.shift(group, town, days...)
		followed := d.drafts()
		d.write(func(tx *data.Tx) error {
			for _, id := range early {
				if err := tx.DeleteInvoice(id); err != nil {
					return err
				}
			}
			return nil
		})
		early = d.invoiced(group, "draft")
		if fresh := d.drafts(); followed != fresh {
			r.Fatalf("%q\nmade today %q", followed, fresh)
		}
	})
}
