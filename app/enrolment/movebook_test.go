package enrolment_test

import (
	"context"
	"testing"

	"kiesvoorhetkind.nl/kantoor/app/enrolment"
	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

// withBook puts a book on a draft, as somebody does by hand.
func (d *desk) withBook(invoice int64) {
	d.write(func(tx *data.Tx) error {
		i, err := tx.Invoice(invoice)
		if err != nil {
			return err
		}
		lines, err := tx.InvoiceLinesOf(invoice)
		if err != nil {
			return err
		}
		lines = append(lines, data.InvoiceLine{Description: "Werkboek", Quantity: 1, UnitCents: 3000, VATCode: "low"})
		i.TotalCents += 3000
		if err := tx.SetInvoiceLines(&i, lines); err != nil {
			return err
		}
		return tx.SaveInvoice(&i)
	})
}

// A book that was put on somebody's draft stays there, on its own day, and what is told says so.
func TestABookOnADraftStaysWhereItIs(t *testing.T) {
	const book = "2026-06-10 Werkboek 30"
	for _, c := range []struct {
		name, day    string
		price        data.Cents
		lines, after string
	}{
		{"free", "2026-07-10", 0, "De nieuwe groep kost niets: op de conceptfactuur vervalt de regel van € 200,00; de rest blijft staan.", book},
		{
			"another day", "2026-07-10", 21000, "De conceptfactuur wordt aangepast aan de nieuwe groep: € 210,00 in plaats van € 200,00.|" +
				"De regel gaat naar een eigen conceptfactuur, want wat er verder op staat houdt zijn leverdatum.|De leverdatum wordt 10 juli 2026 in plaats van 10 juni 2026.",
			book + "|2026-07-10 Nascholing, Ede, 10 juli 2026/Ria Smal 210",
		},
		{
			"the same day", "2026-06-10", 21000, "De conceptfactuur wordt aangepast aan de nieuwe groep: € 210,00 in plaats van € 200,00.",
			"2026-06-10 Nascholing, Ede, 10 juni 2026/Ria Smal 210 Werkboek 30",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			each(t, func(t *testing.T, d *desk) {
				from, who := d.group("Zutphen", "2026-06-10", 20000, "Ria Smal")
				to, _ := d.group("Ede", c.day, c.price)
				d.withBook(d.invoiced(from, "draft")[0])
				d.moves(context.Background(), who[0], to, enrolment.Settle{}, c.lines, c.after)
			})
		})
	}
	t.Run("the other draft", func(t *testing.T) {
		d := open(t, storetest.SQLite(t))
		ctx := context.Background()
		from, who := d.group("Zutphen", "2026-06-10", 20000, "Ria Smal")
		to, _ := d.group("Ede", "2026-07-10", 0)
		first := d.invoiced(from, "draft")[0]
		d.write(func(tx *data.Tx) error {
			lines, err := tx.InvoiceLinesOf(first)
			if err != nil {
				return err
			}
			i := data.Invoice{Kind: "invoice", State: "draft", DeliveryDay: "2026-06-10", Name: "Ria Smal", Country: "NL", TotalCents: 20000}
			if err := tx.SaveInvoice(&i); err != nil {
				return err
			}
			return tx.SetInvoiceLines(&i, lines)
		})
		d.withBook(first + 1)
		d.moves(ctx, who[0], to, enrolment.Settle{}, "De nieuwe groep kost niets: de conceptfactuur vervalt.|Op de andere conceptfactuur vervalt de regel van € 200,00; de rest blijft staan.", book)
	})
	t.Run("called off", func(t *testing.T) {
		d := open(t, storetest.SQLite(t))
		from, who := d.group("Zutphen", "2026-06-10", 20000, "Ria Smal")
		d.withBook(d.invoiced(from, "draft")[0])
		off, err := d.CancelEffect(context.Background(), who[0], enrolment.Settle{})
		if err != nil || len(off.Lines) != 1 || plain(off.Lines[0]) != "Op de conceptfactuur vervalt de regel van € 200,00; de rest blijft staan." {
			t.Errorf("%q %v", off.Lines, err)
		}
	})
}

// What a draft still asks of the difference has the VAT of the group that it names.
func TestADifferenceThatMovesOnHasTheVATOfTheGroup(t *testing.T) {
	d := open(t, storetest.SQLite(t))
	ctx := context.Background()
	from, who := d.group("Zutphen", "2026-06-10", 20000, "Ria Smal")
	to, _ := d.group("Ede", "2026-07-10", 25000)
	on, _ := d.group("Velp", "2026-09-09", 25000)
	d.write(func(tx *data.Tx) error {
		c, err := tx.Cohort(on)
		if err != nil {
			return err
		}
		c.Terms.VATCode = "high"
		return tx.SaveCohort(&c)
	})
	d.invoiced(from, "final")
	added, _, err := d.Move(ctx, who[0], to, enrolment.Settle{})
	if err != nil {
		t.Fatal(err)
	}
	if added, _, err = d.Move(ctx, added.EnrolmentID, on, enrolment.Settle{}); err != nil {
		t.Fatal(err)
	}
	d.done(0, d.store.Read(ctx, func(tx *data.Tx) error {
		drafts, err := tx.InvoicesPage(data.DraftInvoices, nil, 5)
		if err != nil || len(drafts) != 1 {
			t.Fatalf("%v %v", drafts, err)
		}
		lines, err := tx.InvoiceLinesOf(drafts[0].ID)
		if err != nil || len(lines) != 1 || lines[0].VATCode != "high" || lines[0].EnrolmentID == 0 {
			t.Errorf("of %d: %+v %v", added.EnrolmentID, lines, err)
		}
		return err
	}))
}
