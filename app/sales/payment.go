package sales

import (
	"context"

	"kiesvoorhetkind.nl/kantoor/data"
)

// SourceSetOff is the source of what no money was paid for: it was set off against another paper.
const SourceSetOff = "verrekend"

// RecordPayment books money that came in on an invoice (negative: that went
// back) on a day (empty: today). Source says where it is known from, such as
// "bank", "contant" or SourceSetOff. A booked payment stays; a wrong one is booked back. It
// gives what is open after it.
func (s *Sales) RecordPayment(ctx context.Context, invoice int64, day data.Day, amount data.Cents, source string) (data.Cents, error) {
	var open data.Cents
	_, err := s.write(ctx, "Betaling geboekt", func(tx *data.Tx) (err error) {
		open, err = RecordPaymentIn(tx, invoice, day, amount, source)
		return err
	})
	return open, err
}

// RecordPaymentIn is RecordPayment within a transaction of another job.
func RecordPaymentIn(tx *data.Tx, invoice int64, day data.Day, amount data.Cents, source string) (data.Cents, error) {
	if day == "" {
		day = tx.Today()
	}
	if _, err := data.ParseDay(string(day)); err != nil {
		return 0, data.Explain("De datum van de betaling bestaat niet. Er is niets geboekt.", err)
	}
	switch {
	case day > tx.Today():
		return 0, data.Refuse("De datum van de betaling ligt in de toekomst. Er is niets geboekt.")
	case amount == 0:
		return 0, data.Refuse("Vul een bedrag in. Er is niets geboekt.")
	case amount > maxPrice*maxQuantity || amount < -maxPrice*maxQuantity:
		return 0, data.Refuse("Het bedrag is te hoog. Er is niets geboekt.")
	}
	source = cut(tidy(source), maxText)
	if err := tx.AddPayment(&data.Payment{InvoiceID: invoice, Day: day, AmountCents: amount, Source: source, SetOff: source == SourceSetOff}); err != nil {
		return 0, err
	}
	if err := settleMembership(tx, invoice); err != nil {
		return 0, err
	}
	i, err := tx.Invoice(invoice)
	return i.OpenCents(), err
}
