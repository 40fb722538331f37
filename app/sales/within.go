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

// SetDraftLines replaces the lines of a draft within a transaction of another
// job; without lines the draft is thrown away.
func SetDraftLines(tx *data.Tx, invoice int64, lines []data.InvoiceLine) error {
	if len(lines) == 0 {
		return tx.DeleteInvoice(invoice)
	}
	i, err := tx.Invoice(invoice)
	if err != nil {
		return err
	}
	return keepDraft(tx, &i, lines)
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
