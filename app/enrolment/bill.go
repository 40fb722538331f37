package enrolment

import (
	"context"
	"slices"

	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// bill is what one invoice asks for an enrolment, less what was credited of it.
type bill struct {
	invoice  data.Invoice
	lines    []data.InvoiceLine // of this enrolment
	left     data.Cents
	credited bool // something of it was credited, also in a draft
	others   bool // of a draft: something else stands on it too, such as a book
	people   bool // of a draft: other participants stand on it too
}

func (b bill) draft() bool { return b.invoice.State == "draft" }

// bills are the invoices of an enrolment, and of those that were moved into it, the
// oldest first.
type bills struct {
	now []bill
	// fees are the invoices of which something stayed due when the enrolment was
	// cancelled; who takes part again is asked the price besides.
	fees []bill
}

// feeCents is what stayed due of earlier cancelling.
func (b bills) feeCents() data.Cents {
	var sum data.Cents
	for _, x := range b.fees {
		sum += max(0, x.left)
	}
	return sum
}

// readBills reads them. Drafts of credit notes count as given, so that nothing is
// credited twice.
func readBills(tx *data.Tx, enrolment int64) (bills, error) {
	var out bills
	chain, err := chainOf(tx, enrolment)
	if err != nil {
		return out, err
	}
	settled := map[int64]data.Enrolment{}
	var ids []int64
	for _, e := range chain {
		ids, settled[e.ID] = append(ids, e.ID), e
	}
	lines, err := tx.InvoiceLinesOfEnrolments(ids...)
	if err != nil {
		return out, err
	}
	known := map[int64]data.Invoice{}
	var now, before []data.InvoiceLine
	for _, l := range lines {
		i, err := tx.Invoice(l.InvoiceID)
		if err != nil {
			return out, err
		}
		known[i.ID] = i
		about := i.ID
		if i.CreditOf != 0 {
			about = i.CreditOf
		}
		if e := settled[l.EnrolmentID]; e.Settled(about) {
			before = append(before, l)
		} else {
			now = append(now, l)
		}
	}
	out.now, out.fees = billsOf(now, known), billsOf(before, known)
	for n := range out.now {
		if b := &out.now[n]; b.draft() {
			all, err := tx.InvoiceLinesOf(b.invoice.ID)
			if err != nil {
				return out, err
			}
			for _, l := range all {
				other := !slices.Contains(ids, l.EnrolmentID)
				b.others, b.people = b.others || other, b.people || other && l.EnrolmentID != 0
			}
		}
	}
	return out, nil
}

func billsOf(lines []data.InvoiceLine, known map[int64]data.Invoice) []bill {
	at := map[int64]int{}
	var out []bill
	for _, credits := range []bool{false, true} {
		for _, l := range lines {
			i := known[l.InvoiceID]
			if credits != (i.Kind == "credit") {
				continue
			}
			id := i.ID
			if credits {
				id = i.CreditOf
			}
			n, have := at[id]
			if !have {
				if credits {
					continue // its invoice is about somebody else
				}
				n = len(out)
				at[id], out = n, append(out, bill{invoice: i})
			}
			if out[n].left += l.Cents(); credits {
				out[n].credited = true
			} else {
				out[n].lines = append(out[n].lines, l)
			}
		}
	}
	return out
}

// chainOf is an enrolment with those that were moved into it.
func chainOf(tx *data.Tx, enrolment int64) ([]data.Enrolment, error) {
	first, err := tx.Enrolment(enrolment)
	if err != nil {
		return nil, err
	}
	chain := []data.Enrolment{first}
	for i := 0; i < len(chain); i++ {
		before, err := tx.EnrolmentsMovedTo(chain[i].ID)
		if err != nil {
			return nil, err
		}
		for _, e := range before {
			if !slices.ContainsFunc(chain, func(c data.Enrolment) bool { return c.ID == e.ID }) {
				chain = append(chain, e)
			}
		}
	}
	return chain, nil
}

// closeBills notes which invoices there are when an enrolment is cancelled: what is
// left of them is the fee, and is no part of the price when somebody enrols again.
func closeBills(tx *data.Tx, enrolment int64) error {
	chain, err := chainOf(tx, enrolment)
	if err != nil {
		return err
	}
	var ids []int64
	for _, e := range chain {
		ids = append(ids, e.ID)
	}
	lines, err := tx.InvoiceLinesOfEnrolments(ids...)
	if err != nil {
		return err
	}
	var invoices []int64
	for _, l := range lines {
		invoices = append(invoices, l.InvoiceID)
	}
	for _, e := range chain {
		before := e.SettledInvoices
		if e.Settle(invoices); e.SettledInvoices == before {
			continue
		}
		if err := tx.SaveEnrolment(&e); err != nil {
			return err
		}
	}
	return nil
}

// due is what is still to be invoiced of an enrolment: the price of the cohort, once,
// for who has a seat and has no invoice of which anything is left. What stayed due
// when it was cancelled before is a fee for that and no part of the price. why says
// why nothing is to be invoiced.
func due(t taught, e data.Enrolment, b bills) (cents data.Cents, why string) {
	switch {
	case e.Status != training.Confirmed:
		return 0, words.T("heeft geen plaats")
	case t.course.PriceCents == 0:
		return 0, words.T("betaalt niets: de groep heeft geen prijs")
	case slices.ContainsFunc(b.now, func(x bill) bool { return x.left > 0 }):
		return 0, words.T("heeft al een factuur")
	}
	return t.course.PriceCents, ""
}

// Bill is how an enrolment stands with its invoices.
type Bill struct {
	InvoiceID int64 // the newest; 0: there is none
	Text      string
	Tone      string // blue, amber, red, green, grey
	Cents     data.Cents
	Missing   data.Cents // what is still to be invoiced
}

// Bills gives how everybody of a cohort stands, by enrolment; who has no invoice and
// needs none is left out.
func (d *Desk) Bills(ctx context.Context, cohort int64) (map[int64]Bill, error) {
	out := map[int64]Bill{}
	err := d.store.Read(ctx, func(tx *data.Tx) error {
		clear(out)
		t, err := readTaught(tx, cohort)
		if err != nil {
			return err
		}
		all, err := tx.EnrolmentsIn(cohort)
		if err != nil {
			return err
		}
		for _, e := range all {
			if e.MovedTo != 0 {
				continue
			}
			bills, err := readBills(tx, e.ID)
			if err != nil {
				return err
			}
			b := standing(bills, e, tx.Today())
			if b.Missing, _ = due(t, e, bills); b != (Bill{}) {
				out[e.ID] = b
			}
		}
		return nil
	})
	return out, err
}

func standing(b bills, e data.Enrolment, today data.Day) Bill {
	switch {
	case e.Status == training.CalledOff && len(b.fees)+len(b.now) > 0:
		return stand(slices.Concat(b.fees, b.now), today)
	case len(b.now) > 0:
		return stand(b.now, today)
	case b.feeCents() > 0:
		return Bill{InvoiceID: b.fees[len(b.fees)-1].invoice.ID, Text: words.T("annuleringskosten"), Tone: "grey"}
	}
	return Bill{}
}

// stand says in a word how the invoices of somebody are.
func stand(bills []bill, today data.Day) Bill {
	last := bills[len(bills)-1]
	b := Bill{InvoiceID: last.invoice.ID}
	draft, open, late := false, false, false
	settled := map[data.Settlement]bool{}
	for _, x := range bills {
		b.Cents += x.left
		draft = draft || x.draft()
		if !x.draft() && x.left > 0 && x.invoice.OpenCents() > 0 {
			open = true
			late = late || x.invoice.DueDay != "" && x.invoice.DueDay < today
		}
		if x.left > 0 {
			settled[x.invoice.Settled()] = true
		}
	}
	switch {
	case draft:
		b.Text, b.Tone = words.T("concept"), "grey"
	case b.Cents == 0:
		b.Text, b.Tone = words.T("gecrediteerd"), "grey"
	case late:
		b.Text, b.Tone = words.T("te laat"), "red"
	case open:
		b.Text, b.Tone = words.T("open"), "blue"
	case settled[data.SettledSetOff] && len(settled) == 1:
		b.Text, b.Tone = words.T("verrekend"), "green"
	default:
		b.Text, b.Tone = words.T("betaald"), "green"
	}
	return b
}
