package enrolment_test

import (
	"context"
	"strings"
	"testing"

	"kiesvoorhetkind.nl/kantoor/app/enrolment"
	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

// one is somebody in a group of € 200, with another group of € 250 beside it.
type one struct {
	*desk
	here, there, person int64
	in                  int64 // the cohort where she is
	enrolment           int64
}

func (o *one) cancel(s enrolment.Settle) {
	o.t.Helper()
	o.done(o.Cancel(context.Background(), o.enrolment, s))
}

// again enrols her, where she is or in another group.
func (o *one) again(cohort int64) {
	o.t.Helper()
	o.write(func(tx *data.Tx) error {
		added, err := training.Enrol(tx, cohort, training.Enrolling{PersonID: o.person})
		o.in, o.enrolment = cohort, added.EnrolmentID
		return err
	})
}

func (o *one) move(to int64) {
	o.t.Helper()
	added, _, err := o.Move(context.Background(), o.enrolment, to, enrolment.Settle{})
	if err != nil {
		o.t.Fatal(err)
	}
	o.in, o.enrolment = to, added.EnrolmentID
}

// final makes every draft final.
func (o *one) final() {
	o.t.Helper()
	ctx := context.Background()
	var ids []int64
	err := o.store.Read(ctx, func(tx *data.Tx) error {
		ids = nil
		all, err := tx.InvoicesPage(data.DraftInvoices, nil, 50)
		for _, i := range all {
			ids = append(ids, i.ID)
		}
		return err
	})
	if err != nil {
		o.t.Fatal(err)
	}
	for n := len(ids) - 1; n >= 0; n-- {
		if _, err := o.sales.Finalise(ctx, ids[n]); err != nil {
			o.t.Fatal(err)
		}
	}
}

func (o *one) credit(cents data.Cents) {
	o.t.Helper()
	o.write(func(tx *data.Tx) error {
		lines, err := tx.InvoiceLinesOfEnrolments(o.enrolment)
		if err != nil {
			return err
		}
		l := lines[len(lines)-1]
		l.Quantity, l.UnitCents = -1, cents
		c := data.Invoice{Kind: "credit", State: "draft", CreditOf: l.InvoiceID}
		if err := tx.SaveInvoice(&c); err != nil {
			return err
		}
		return tx.SetInvoiceLines(&c, []data.InvoiceLine{l})
	})
}

func TestWhatIsStillToBeInvoiced(t *testing.T) {
	bill := func(o *one, state string) { o.invoiced(o.in, state, o.enrolment) }
	half, whole, free, leave := enrolment.Settle{FeeCents: 10000}, enrolment.Settle{FeeCents: 20000}, enrolment.Settle{}, enrolment.Settle{Leave: true}
	for _, c := range []struct {
		name   string
		happen func(o *one)
		due    data.Cents
		fee    string // what making the invoice says of the fee
		text   string // how the enrolment stands before
	}{
		{"never invoiced", func(*one) {}, 20000, "", ""},
		{"a draft", func(o *one) { bill(o, "draft") }, 0, "", "concept"},
		{"final", func(o *one) { bill(o, "final") }, 0, "", "open"},
		{"paid", func(o *one) { bill(o, "paid") }, 0, "", "betaald"},
		{"set off", func(o *one) { bill(o, "set off") }, 0, "", "verrekend"},
		{"credited whole", func(o *one) { bill(o, "final"); o.credit(20000) }, 20000, "", "gecrediteerd"},
		{"credited in part", func(o *one) { bill(o, "final"); o.credit(5000) }, 0, "", "open"},

		{"called off free, draft", func(o *one) { bill(o, "draft"); o.cancel(free); o.again(o.here) }, 20000, "", ""},
		{"called off free, final", func(o *one) { bill(o, "final"); o.cancel(free); o.final(); o.again(o.here) }, 20000, "", ""},
		{"called off by mistake, invoice left", func(o *one) { bill(o, "final"); o.cancel(leave); o.again(o.here) }, 0, "", "open"},
		{"fee in draft", func(o *one) { bill(o, "draft"); o.cancel(half); o.again(o.here) }, 20000, "€ 100,00", "annuleringskosten"},
		{"fee without an invoice before", func(o *one) { o.cancel(half); o.final(); o.again(o.here) }, 20000, "€ 100,00", "annuleringskosten"},
		{"fee final", func(o *one) { bill(o, "final"); o.cancel(half); o.final(); o.again(o.here) }, 20000, "€ 100,00", "annuleringskosten"},
		{"fee paid", func(o *one) { bill(o, "paid"); o.cancel(half); o.final(); o.again(o.here) }, 20000, "€ 100,00", "annuleringskosten"},
		{"fee of all of it", func(o *one) { bill(o, "paid"); o.cancel(whole); o.again(o.here) }, 20000, "€ 200,00", "annuleringskosten"},
		{"fee waived since", func(o *one) { o.cancel(half); o.final(); o.credit(10000); o.again(o.here) }, 20000, "", ""},
		{"still called off", func(o *one) { bill(o, "final"); o.cancel(half); o.final() }, 0, "", "open"},

		{"again, invoiced", func(o *one) { bill(o, "final"); o.cancel(half); o.final(); o.again(o.here); bill(o, "draft") }, 0, "", "concept"},
		{"twice called off", func(o *one) {
			bill(o, "final")
			o.cancel(half)
			o.final()
			o.again(o.here)
			bill(o, "final")
			o.cancel(half)
			o.final()
			o.again(o.here)
		}, 20000, "€ 200,00", "annuleringskosten"},

		{"moved, none", func(o *one) { o.move(o.there) }, 25000, "", ""},
		{"moved, draft", func(o *one) { bill(o, "draft"); o.move(o.there) }, 0, "", "concept"},
		{"moved, final", func(o *one) { bill(o, "final"); o.move(o.there); o.final() }, 0, "", "open"},
		{"moved, called off there, again", func(o *one) { bill(o, "final"); o.move(o.there); o.cancel(half); o.final(); o.again(o.there) }, 25000, "€ 100,00", "annuleringskosten"},
		{"moved, called off there, again here", func(o *one) { bill(o, "final"); o.move(o.there); o.cancel(half); o.final(); o.again(o.here) }, 20000, "€ 100,00", "annuleringskosten"},
		{"again, moved", func(o *one) { bill(o, "final"); o.cancel(half); o.final(); o.again(o.here); o.move(o.there) }, 25000, "€ 100,00", "annuleringskosten"},
		{"again, invoiced, moved", func(o *one) {
			bill(o, "final")
			o.cancel(half)
			o.final()
			o.again(o.here)
			bill(o, "final")
			o.move(o.there)
		}, 0, "", "concept"},
		{"moved and back", func(o *one) { bill(o, "final"); o.move(o.there); o.final(); o.move(o.here); o.final() }, 0, "", "open"},
	} {
		t.Run(c.name, func(t *testing.T) {
			ctx := context.Background()
			o := &one{desk: open(t, storetest.SQLite(t))}
			var who []int64
			o.here, who = o.group("Zutphen", "2026-06-10", 20000, "Ria Smal")
			o.there, _ = o.group("Ede", "2026-07-10", 25000)
			o.in, o.enrolment = o.here, who[0]
			o.write(func(tx *data.Tx) error {
				e, err := tx.Enrolment(o.enrolment)
				o.person = e.PersonID
				return err
			})
			c.happen(o)
			bills, err := o.Bills(ctx, o.in)
			if b := bills[o.enrolment]; err != nil || b.Missing != c.due || b.Text != c.text || (b.Text != "") != (b.InvoiceID != 0) {
				t.Errorf("stands: %+v %v, want %d, %q", b, err, c.due, c.text)
			}
			made, _, err := o.Invoice(ctx, o.in)
			if c.due == 0 {
				if _, said := data.UserText(err); !said || len(made.Drafts) != 0 {
					t.Errorf("invoiced again: %+v %v", made, err)
				}
				return
			}
			if err != nil || made.Cents != c.due || made.People != 1 || (len(made.Notices) > 0) != (c.fee != "") || c.fee != "" && !strings.Contains(plain(made.Notices[0]), "blijft "+c.fee+" staan") {
				t.Errorf("%+v %v, want %d with %q", made, err, c.due, c.fee)
			}
			if _, _, err := o.Invoice(ctx, o.in); err == nil {
				t.Error("asked twice")
			}
		})
	}
}

func TestAFeeOfBeforeStaysOutOfWhatHappensNext(t *testing.T) {
	ctx := context.Background()
	d := open(t, storetest.SQLite(t))
	here, who := d.group("Zutphen", "2026-06-10", 20000, "Ria Smal")
	there, _ := d.group("Ede", "2026-07-10", 25000)
	o := &one{desk: d, here: here, there: there, in: here, enrolment: who[0]}
	o.write(func(tx *data.Tx) error {
		e, err := tx.Enrolment(o.enrolment)
		o.person = e.PersonID
		return err
	})
	d.invoiced(here, "final")
	change, err := d.Cancel(ctx, who[0], enrolment.Settle{FeeCents: 5000})
	d.done(change, err)
	// Taking the cancelling back makes the invoice that of the price again.
	if _, err := d.store.Undo(ctx, "Marloes", change); err != nil {
		t.Fatal(err)
	}
	if bills, err := d.Bills(ctx, here); err != nil || bills[who[0]].Missing != 0 || bills[who[0]].Text != "open" {
		t.Errorf("undone: %+v %v", bills, err)
	}
	o.cancel(enrolment.Settle{FeeCents: 5000})
	o.final()
	o.again(here)
	d.invoiced(here, "final")
	move, err := d.MoveEffect(ctx, o.enrolment, there, enrolment.Settle{})
	if err != nil || plain(strings.Join(move.Lines, "|")) != "De nieuwe groep kost € 250,00 in plaats van € 200,00: er komt een conceptfactuur van € 50,00.|De annuleringskosten van eerder (€ 50,00) blijven staan." {
		t.Errorf("%q %v", move.Lines, err)
	}
	off, err := d.CancelEffect(ctx, o.enrolment, enrolment.Settle{})
	if err != nil || plain(strings.Join(off.Lines, "|")) != "Factuur 2026-0003 is nog niet betaald: er komt een concept-creditfactuur van € 200,00.|De annuleringskosten van eerder (€ 50,00) blijven staan." {
		t.Errorf("%q %v", off.Lines, err)
	}
}
