package enrolment_test

import (
	"context"
	"strings"
	"testing"

	"kiesvoorhetkind.nl/kantoor/app/enrolment"
	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/data"
)

// merge makes one person of two who are enrolled, and gives the change.
func (d *desk) merge(stays, gone int64) int64 {
	d.t.Helper()
	change, err := d.store.Do(context.Background(), data.Change{Title: "Proef"}, func(tx *data.Tx) error {
		s, err := tx.Person(stays)
		if err != nil {
			return err
		}
		g, err := tx.Person(gone)
		if err != nil {
			return err
		}
		return tx.MergePeople(&s, g)
	})
	if err != nil {
		d.t.Fatal(err)
	}
	return change
}

func (d *desk) personOf(enrolment int64) int64 {
	d.t.Helper()
	var id int64
	d.done(0, d.store.Read(context.Background(), func(tx *data.Tx) error {
		e, err := tx.Enrolment(enrolment)
		id = e.PersonID
		return err
	}))
	return id
}

// A fee for cancelling is no part of the price, also not when the one who was called off and the one who enrolled again
// turn out to be one person.
func TestAFeeStaysAFeeWhenDoublesAreMerged(t *testing.T) {
	ctx := context.Background()
	half, leave := enrolment.Settle{FeeCents: 10000}, enrolment.Settle{Leave: true}
	called := func(d *desk, group, who int64, o enrolment.Settle) {
		d.done(d.Cancel(ctx, who, o))
		one := &one{desk: d}
		one.final()
	}
	for _, c := range []struct {
		name   string
		happen func(d *desk, group int64, who []int64)
		again  bool // both were called off: she enrols again after the merging
		due    data.Cents
	}{
		{"a fee and no invoice", func(d *desk, g int64, who []int64) {
			d.invoiced(g, "final", who[0])
			called(d, g, who[0], half)
		}, false, 20000},
		{"a fee and an invoice after", func(d *desk, g int64, who []int64) {
			d.invoiced(g, "final", who[0])
			called(d, g, who[0], half)
			d.invoiced(g, "final", who[1])
		}, false, 0},
		{"an invoice before the fee's", func(d *desk, g int64, who []int64) {
			d.invoiced(g, "final", who[1])
			d.invoiced(g, "final", who[0])
			called(d, g, who[0], half)
		}, false, 0},
		{"an invoice between the fee's and its credit note", func(d *desk, g int64, who []int64) {
			d.invoiced(g, "final", who[0])
			d.invoiced(g, "final", who[1])
			called(d, g, who[0], half)
		}, false, 0},
		{"an invoice before the fee's, and no invoice called off", func(d *desk, g int64, who []int64) {
			d.invoiced(g, "final", who[1])
			called(d, g, who[0], half)
		}, false, 0},
		{"an invoice before the fee's, of which all is credited", func(d *desk, g int64, who []int64) {
			d.invoiced(g, "final", who[1])
			d.invoiced(g, "final", who[0])
			called(d, g, who[0], half)
			(&one{desk: d, enrolment: who[1]}).credit(20000)
		}, false, 20000},
		{"the price between two fees", func(d *desk, g int64, who []int64) {
			d.invoiced(g, "final", who[0])
			called(d, g, who[0], half)
			d.invoiced(g, "final", who[1])
			(&one{desk: d, person: d.personOf(who[0])}).again(g)
			d.invoiced(g, "final", who[0])
			called(d, g, who[0], half)
		}, false, 0},
		{"both called off, one with a fee", func(d *desk, g int64, who []int64) {
			d.invoiced(g, "final", who[0])
			called(d, g, who[0], half)
			called(d, g, who[1], enrolment.Settle{})
		}, true, 20000},
		{"both called off, one by mistake", func(d *desk, g int64, who []int64) {
			d.invoiced(g, "final", who[0])
			called(d, g, who[0], half)
			d.invoiced(g, "final", who[1])
			called(d, g, who[1], leave)
		}, true, 0},
	} {
		for _, second := range []bool{false, true} {
			name := c.name + ", the first stays"
			if second {
				name = c.name + ", the second stays"
			}
			t.Run(name, func(t *testing.T) {
				each(t, func(t *testing.T, d *desk) {
					group, who := d.group("Zutphen", "2026-06-10", 20000, "Ria Smal", "R. Smal")
					c.happen(d, group, who)
					before := d.standing(group)
					stays, gone := d.personOf(who[0]), d.personOf(who[1])
					if second {
						stays, gone = gone, stays
					}
					change := d.merge(stays, gone)
					if c.again {
						d.write(func(tx *data.Tx) error {
							_, err := training.Enrol(tx, group, training.Enrolling{PersonID: stays})
							return err
						})
					}
					bills, err := d.Bills(ctx, group)
					var due data.Cents
					for _, b := range bills {
						due += b.Missing
					}
					if err != nil || due != c.due {
						t.Errorf("still to be invoiced: %d %v, want %d", due, err, c.due)
					}
					if c.again {
						return
					}
					// Calling her off now leaves what she was called off for before, and takes back the price.
					fee := "€ 100,00"
					if strings.Contains(c.name, "two fees") {
						fee = "€ 200,00"
					}
					for e := range bills {
						effect, err := d.CancelEffect(ctx, e, enrolment.Settle{})
						if said := plain(strings.Join(effect.Lines, "|")); err != nil || !strings.HasSuffix(said, "De annuleringskosten van eerder ("+fee+") blijven staan.") || strings.Count(said, "creditfactuur") > 1 {
							t.Errorf("called off again: %q %v", said, err)
						}
					}
					d.write(func(tx *data.Tx) error {
						_, err := tx.Unmerge(change)
						return err
					})
					if got := d.standing(group); got != before {
						t.Errorf("taken back: %s\nwant        %s", got, before)
					}
				})
			})
		}
	}
}

// standing writes how those in a group stand with their invoices.
func (d *desk) standing(group int64) string {
	d.t.Helper()
	bills, err := d.Bills(context.Background(), group)
	if err != nil {
		d.t.Fatal(err)
	}
	var out []string
	d.done(0, d.store.Read(context.Background(), func(tx *data.Tx) error {
		out = nil
		all, err := tx.EnrolmentsIn(group)
		if err != nil {
			return err
		}
		for _, e := range all {
			out = append(out, strings.Join([]string{e.Status, e.SettledInvoices, bills[e.ID].Text, amount(bills[e.ID].Missing)}, " "))
		}
		return nil
	}))
	return strings.Join(out, ", ")
}

// An enrolment names an organisation as text: when it was merged, the invoice goes to who has its place.
func TestAnInvoiceGoesToWhatTheOrganisationBecame(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		ctx := context.Background()
		group, who := d.group("Zutphen", "2026-06-10", 20000, "Ria Smal")
		d.write(func(tx *data.Tx) error {
			e, err := tx.Enrolment(who[0])
			if err != nil {
				return err
			}
			e.Organisation = "Zorghuis Noord"
			if err := tx.SaveEnrolment(&e); err != nil {
				return err
			}
			stays := data.Organisation{Kind: "youthcare", Name: "Samen Jong", Street: "Singel", HouseNumber: "8", InvoiceEmail: "facturen@jong.example.nl", Country: "NL"}
			gone := data.Organisation{Kind: "youthcare", Name: "Zorghuis Noord", Country: "NL"}
			for _, o := range []*data.Organisation{&stays, &gone} {
				if err := tx.SaveOrganisation(o); err != nil {
					return err
				}
			}
			return tx.MergeOrganisations(&stays, gone)
		})
		made, _, err := d.Invoice(ctx, group)
		if err != nil || len(made.Drafts) != 1 {
			t.Fatalf("%+v %v", made, err)
		}
		d.done(0, d.store.Read(ctx, func(tx *data.Tx) error {
			i, err := tx.Invoice(made.Drafts[0])
			if i.Organisation != "Samen Jong" || i.OrganisationID == 0 || i.Street != "Singel" || i.Email != "facturen@jong.example.nl" || i.Attention != "Ria Smal" {
				t.Errorf("%+v", i)
			}
			return err
		}))
	})
}
