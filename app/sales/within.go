package sales

import "kiesvoorhetkind.nl/kantoor/data"

// NewDraftIn makes a draft within a transaction of another job.
func NewDraftIn(tx *data.Tx, d Draft) (data.Invoice, error) {
	if err := EnsureVATRates(tx); err != nil {
		return data.Invoice{}, err
	}
	i := data.Invoice{Kind: "invoice", State: "draft"}
	return i, saveDraft(tx, &i, d)
}

// SetDraftLines replaces the lines of a draft and its day of delivery (empty: the
// day on which it becomes final) within a transaction of another job; without lines
// the draft is thrown away.
func SetDraftLines(tx *data.Tx, invoice int64, delivery data.Day, lines []data.InvoiceLine) error {
	if len(lines) == 0 {
		return tx.DeleteInvoice(invoice)
	}
	i, err := tx.Invoice(invoice)
	if err != nil {
		return err
	}
	i.DeliveryDay = delivery
	return keepDraft(tx, &i, lines)
}

// SplitDraft makes a draft to the same buyer as another one, about one person, within a
// transaction of another job: an invoice has one day of delivery.
func SplitDraft(tx *data.Tx, from int64, person data.Person, delivery data.Day, lines []data.InvoiceLine) (data.Invoice, error) {
	i, err := tx.Invoice(from)
	if err != nil {
		return i, err
	}
	if i.State == "final" {
		return i, data.Explain("Deze factuur is al definitief: %s.", data.ErrFinal, i.Number)
	}
	i.Meta, i.DeliveryDay, i.PersonID = data.Meta{}, delivery, person.ID
	if i.Organisation != "" && i.Attention == "" {
		i.Attention = person.Name()
	}
	return i, keepDraft(tx, &i, lines)
}

// CreditIn makes a draft of a credit note with the lines given, whose quantities
// are negative, within a transaction of another job.
func CreditIn(tx *data.Tx, invoice int64, reason string, lines []data.InvoiceLine) (data.Invoice, error) {
	c, err := blankCredit(tx, invoice, reason)
	if err != nil {
		return c, err
	}
	return c, keepDraft(tx, &c, lines)
}
