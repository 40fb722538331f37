package sales

import (
	"context"

	"kiesvoorhetkind.nl/kantoor/app/document"
	"kiesvoorhetkind.nl/kantoor/data"
)

// draftNumber stands on the paper of an invoice that is not final.
const draftNumber = "concept"

// DraftPDF lays a draft out as it would be if it were made final today, with
// "concept" in the place of its number. It keeps nothing.
func (s *Sales) DraftPDF(ctx context.Context, id int64) ([]byte, error) {
	var pdf []byte
	err := s.read(ctx, func(tx *data.Tx) error {
		i, err := tx.Invoice(id)
		if err != nil {
			return err
		}
		if i.State == "final" {
			return data.Explain("Deze factuur is al definitief: %s.", data.ErrFinal, i.Number)
		}
		lines, err := tx.InvoiceLinesOf(id)
		if err != nil {
			return err
		}
		seller, err := SellerOf(tx)
		if err != nil {
			return err
		}
		var original data.Invoice
		if i.CreditOf != 0 {
			if original, err = tx.Invoice(i.CreditOf); err != nil {
				return err
			}
		}
		rated, err := ratedLines(tx, i, lines)
		if err != nil {
			return err
		}
		i.Number, i.Day, i.TotalCents = draftNumber, tx.Today(), 0
		for n, r := range rated {
			i.TotalCents += r.Cents
			lines[n].VATPercent = r.Percent
		}
		if i.DeliveryDay == "" {
			i.DeliveryDay = i.Day
		}
		if i.Kind == "invoice" {
			i.DueDay = i.Day.AddDays(seller.DueDays)
		}
		look, err := LookOf(tx)
		if err != nil {
			return err
		}
		pdf, err = document.Invoice(invoiceValues(i, original, lines, PerRate(rated), seller), look)
		return err
	})
	return pdf, err
}
