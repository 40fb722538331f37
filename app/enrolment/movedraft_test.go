package enrolment_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"kiesvoorhetkind.nl/kantoor/app/enrolment"
	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

// drafts writes the drafts of invoices, oldest first: "2026-06-10 Nascholing, Zutphen, 10 juni 2026/Ria Smal 200".
func (d *desk) drafts() string {
	d.t.Helper()
	var out []string
	err := d.store.Read(context.Background(), func(tx *data.Tx) error {
		out = nil
		all, err := tx.InvoicesPage(data.DraftInvoices, nil, 50)
		for n := len(all) - 1; n >= 0; n-- {
			lines, err := tx.InvoiceLinesOf(all[n].ID)
			if err != nil {
				return err
			}
			text := string(all[n].DeliveryDay)
			for _, l := range lines {
				text += " " + strings.NewReplacer("\nDeelnemer: ", "/", "\n", "; ").Replace(l.Description) + " " + amount(l.Cents())
			}
			out = append(out, text)
		}
		return err
	})
	if err != nil {
		d.t.Fatal(err)
	}
	return strings.Join(out, "|")
}

// undated takes the days of a cohort away.
func (d *desk) undated(cohort int64) {
	d.write(func(tx *data.Tx) error {
		c, err := tx.Cohort(cohort)
		if err != nil {
			return err
		}
		days, err := tx.CohortDays(cohort)
		for _, x := range days {
			if err := tx.RemoveCohortDay(x.ID); err != nil {
				return err
			}
		}
		if err != nil {
			return err
		}
		c.FirstDay, c.LastDay = "", ""
		return tx.SaveCohort(&c)
	})
}

func TestADraftMovesWithItsDay(t *testing.T) {
	const here, there = "Nascholing, Zutphen, 10 juni 2026", "Nascholing, Ede, 10 juli 2026"
	for _, c := range []struct {
		name    string
		state   string // of the invoice
		price   data.Cents
		prepare func(d *desk, to int64)
		lines   string
		after   string
	}{
		{
			"a draft", "draft", 20000, nil,
			"De conceptfactuur wordt aangepast aan de nieuwe groep: € 200,00 in plaats van € 200,00.|De leverdatum wordt 10 juli 2026 in plaats van 10 juni 2026.",
			"2026-07-10 " + there + "/Ria Smal 200",
		},
		{
			"to a group without days", "draft", 20000, func(d *desk, to int64) { d.undated(to) },
			"De conceptfactuur wordt aangepast aan de nieuwe groep: € 200,00 in plaats van € 200,00.|De nieuwe groep heeft nog geen dagen: de leverdatum wordt de dag waarop je de factuur definitief maakt.",
			" Nascholing, Ede/Ria Smal 200",
		},
		{
			"final, dearer", "final", 25000, nil,
			"De nieuwe groep kost € 250,00 in plaats van € 200,00: er komt een conceptfactuur van € 50,00.",
			"2026-07-10 Prijsverschil, verplaatst naar; " + there + "/Ria Smal 50",
		},
		{
			"what is left as it is", "draft", 25000, nil, "De facturen blijven zoals ze zijn.", "2026-06-10 " + here + "/Ria Smal 200",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			ctx := context.Background()
			d := open(t, storetest.SQLite(t))
			from, who := d.group("Zutphen", "2026-06-10", 20000, "Ria Smal")
			to, _ := d.group("Ede", "2026-07-10", c.price)
			d.invoiced(from, c.state)
			if c.prepare != nil {
				c.prepare(d, to)
			}
			d.moves(ctx, who[0], to, enrolment.Settle{Leave: strings.HasPrefix(c.name, "what")}, c.lines, c.after)
		})
	}
}

// moves looks at what moving does, does it, and takes it back.
func (d *desk) moves(ctx context.Context, who, to int64, o enrolment.Settle, lines, after string) {
	d.t.Helper()
	before := d.drafts() + "\n" + d.invoices()
	effect, err := d.MoveEffect(ctx, who, to, o)
	if err != nil || plain(strings.Join(effect.Lines, "|")) != lines {
		d.t.Errorf("told: %q %v\nwant %q", plain(strings.Join(effect.Lines, "|")), err, lines)
	}
	_, change, err := d.Move(ctx, who, to, o)
	d.done(change, err)
	if got := d.drafts(); got != after {
		d.t.Errorf("after: %q\nwant   %q", got, after)
	}
	if _, err := d.store.Undo(ctx, "Marloes", change); err != nil {
		d.t.Fatal(err)
	}
	if got := d.drafts() + "\n" + d.invoices(); got != before {
		d.t.Errorf("undone: %q\nwant    %q", got, before)
	}
}

func TestWhoLeavesADraftOfMoreGetsAnOwn(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		ctx := context.Background()
		from, who := d.group("Zutphen", "2026-06-10", 20000, "Ria Smal", "Ton Ekkers")
		to, _ := d.group("Ede", "2026-07-10", 21000)
		same, _ := d.group("Ede", "2026-06-10", 21000)
		free, _ := d.group("Velp", "2026-07-10", 0)
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
		d.invoiced(from, "draft")
		ton := "2026-06-10 Nascholing, Zutphen, 10 juni 2026/Ton Ekkers 200"
		d.moves(ctx, who[0], to, enrolment.Settle{}, "De conceptfactuur wordt aangepast aan de nieuwe groep: € 210,00 in plaats van € 200,00.|"+
			"De regel gaat naar een eigen conceptfactuur, want de andere deelnemers blijven in deze groep.|De leverdatum wordt 10 juli 2026 in plaats van 10 juni 2026.",
			ton+"|2026-07-10 Nascholing, Ede, 10 juli 2026/Ria Smal 210")
		d.moves(ctx, who[0], same, enrolment.Settle{}, "De conceptfactuur wordt aangepast aan de nieuwe groep: € 210,00 in plaats van € 200,00.",
			"2026-06-10 Nascholing, Ede, 10 juni 2026/Ria Smal 210 Nascholing, Zutphen, 10 juni 2026/Ton Ekkers 200")
		d.moves(ctx, who[0], free, enrolment.Settle{}, "De nieuwe groep kost niets: op de conceptfactuur voor meer deelnemers vervalt de regel van € 200,00.", ton)

		// The own draft names who it is about, at the same address.
		if _, _, err := d.Move(ctx, who[0], to, enrolment.Settle{}); err != nil {
			t.Fatal(err)
		}
		err := d.store.Read(ctx, func(tx *data.Tx) error {
			all, err := tx.InvoicesPage(data.DraftInvoices, nil, 5)
			if err != nil || len(all) != 2 || all[0].Organisation != "Praktijk De Brug" || all[0].Attention != "Ria Smal" || all[0].PersonID == 0 || all[0].TotalCents != 21000 || all[1].TotalCents != 20000 {
				return fmt.Errorf("%+v %w", all, err)
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
		// The last one of the group takes the rest of it along.
		d.moves(ctx, who[1], to, enrolment.Settle{}, "De conceptfactuur wordt aangepast aan de nieuwe groep: € 210,00 in plaats van € 200,00.|De leverdatum wordt 10 juli 2026 in plaats van 10 juni 2026.",
			"2026-07-10 Nascholing, Ede, 10 juli 2026/Ton Ekkers 210|2026-07-10 Nascholing, Ede, 10 juli 2026/Ria Smal 210")
	})
}

func TestADifferenceInDraftMovesOn(t *testing.T) {
	ctx := context.Background()
	d := open(t, storetest.SQLite(t))
	from, who := d.group("Zutphen", "2026-06-10", 20000, "Ria Smal")
	to, _ := d.group("Ede", "2026-07-10", 25000)
	d.invoiced(from, "final")
	added, _, err := d.Move(ctx, who[0], to, enrolment.Settle{})
	if err != nil {
		t.Fatal(err)
	}
	const moved = "Prijsverschil, verplaatst naar; Nascholing, Velp, 9 september 2026/Ria Smal "
	for _, c := range []struct {
		price        data.Cents
		lines, after string
	}{
		{25000, "De prijs is gelijk (€ 250,00): de factuur blijft staan.|De conceptfactuur van € 50,00 blijft staan.|De leverdatum wordt 9 september 2026 in plaats van 10 juli 2026.", "2026-09-09 " + moved + "50"},
		{23000, "De nieuwe groep kost € 230,00 in plaats van € 250,00.|Op de conceptfactuur blijft € 30,00 staan in plaats van € 50,00.|De leverdatum wordt 9 september 2026 in plaats van 10 juli 2026.|Factuur 2026-0001 blijft staan.", "2026-09-09 " + moved + "30"},
		{26000, "De nieuwe groep kost € 260,00 in plaats van € 250,00: er komt een conceptfactuur van € 10,00.|De conceptfactuur van € 50,00 blijft staan.|De leverdatum wordt 9 september 2026 in plaats van 10 juli 2026.", "2026-09-09 " + moved + "50|2026-09-09 " + moved + "10"},
	} {
		on, _ := d.group("Velp", "2026-09-09", c.price)
		d.moves(ctx, added.EnrolmentID, on, enrolment.Settle{}, c.lines, c.after)
	}
}
