package enrolment

import (
	"context"
	"slices"

	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// bill is what one invoice asks for an enrolment, less what was credited of it.
type bill struct {
	invoice  data.Invoice
	lines    []data.InvoiceLine // of this enrolment
	left     data.Cents
	credited bool // something of it was credited, also in a draft
	others   bool // of a draft: other participants stand on it too
}

func (b bill) draft() bool { return b.invoice.State == "draft" }

// readBills gives the invoices of an enrolment, and of those that were moved into
// it, the oldest first. Drafts of credit notes count as given, so that nothing is
// credited twice.
func readBills(tx *data.Tx, enrolment int64) ([]bill, error) {
	chain, err := chainOf(tx, enrolment)
	if err != nil {
		return nil, err
	}
	lines, err := tx.InvoiceLinesOfEnrolments(chain...)
	if err != nil {
		return nil, err
	}
	bills, err := billsOf(tx, lines, map[int64]data.Invoice{})
	if err != nil {
		return nil, err
	}
	for n := range bills {
		if b := &bills[n]; b.draft() {
			all, err := tx.InvoiceLinesOf(b.invoice.ID)
			if err != nil {
				return nil, err
			}
			for _, l := range all {
				b.others = b.others || l.EnrolmentID != 0 && !slices.Contains(chain, l.EnrolmentID)
			}
		}
	}
	return bills, nil
}

func billsOf(tx *data.Tx, lines []data.InvoiceLine, known map[int64]data.Invoice) ([]bill, error) {
	at := map[int64]int{}
	var out []bill
	for _, credits := range []bool{false, true} {
		for _, l := range lines {
			i, read := known[l.InvoiceID]
			if !read {
				var err error
				if i, err = tx.Invoice(l.InvoiceID); err != nil {
					return nil, err
				}
				known[l.InvoiceID] = i
			}
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
	return out, nil
}

// chainOf is an enrolment with those that were moved into it.
func chainOf(tx *data.Tx, enrolment int64) ([]int64, error) {
	chain := []int64{enrolment}
	for i := 0; i < len(chain); i++ {
		before, err := tx.EnrolmentsMovedTo(chain[i])
		if err != nil {
			return nil, err
		}
		for _, e := range before {
			if !slices.Contains(chain, e.ID) {
				chain = append(chain, e.ID)
			}
		}
	}
	return chain, nil
}

// Bill is how an enrolment stands with its invoice.
type Bill struct {
	InvoiceID int64 // the newest; 0: there is none
	Text      string
	Tone      string // blue, amber, red, green, grey
	Cents     data.Cents
}

// Bills gives how everybody of a cohort stands, by enrolment; who has no invoice is
// left out.
func (d *Desk) Bills(ctx context.Context, cohort int64) (map[int64]Bill, error) {
	out := map[int64]Bill{}
	err := d.store.Read(ctx, func(tx *data.Tx) error {
		clear(out)
		all, err := tx.EnrolmentsIn(cohort)
		if err != nil {
			return err
		}
		for _, e := range all {
			bills, err := readBills(tx, e.ID)
			if err != nil {
				return err
			}
			if len(bills) > 0 && e.MovedTo == 0 {
				out[e.ID] = stand(bills, tx.Today())
			}
		}
		return nil
	})
	return out, err
}

// stand says in a word how the invoices of somebody are.
func stand(bills []bill, today data.Day) Bill {
	last := bills[len(bills)-1]
	b := Bill{InvoiceID: last.invoice.ID}
	draft, open, late := false, false, false
	for _, x := range bills {
		b.Cents += x.left
		draft = draft || x.draft()
		if !x.draft() && x.left > 0 && x.invoice.OpenCents() > 0 {
			open = true
			late = late || x.invoice.DueDay != "" && x.invoice.DueDay < today
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
	default:
		b.Text, b.Tone = words.T("betaald"), "green"
	}
	return b
}
