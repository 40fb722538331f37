package sales

import (
	"context"

	"kiesvoorhetkind.nl/kantoor/data"
)

// Credit makes a final credit note of all that is left of an invoice, with its
// own number in the same series. The reason stands on it.
func (s *Sales) Credit(ctx context.Context, invoice int64, reason string) (Issued, error) {
	var out Issued
	_, err := s.writeNumbered(ctx, "Creditfactuur gemaakt", func(tx *data.Tx) error {
		draft, err := draftCredit(tx, invoice, reason)
		if err != nil {
			return err
		}
		out, err = FinaliseIn(tx, draft.ID)
		return err
	})
	if err != nil {
		return Issued{}, err
	}
	return out, nil
}

// DraftCredit makes a draft of a credit note, to take lines off before it
// becomes final. It gives its id and the change.
func (s *Sales) DraftCredit(ctx context.Context, invoice int64, reason string) (id, change int64, err error) {
	change, err = s.write(ctx, "Concept-creditfactuur gemaakt", func(tx *data.Tx) error {
		draft, err := draftCredit(tx, invoice, reason)
		id = draft.ID
		return err
	})
	return id, change, err
}

func draftCredit(tx *data.Tx, id int64, reason string) (data.Invoice, error) {
	c, err := blankCredit(tx, id, reason)
	if err != nil {
		return c, err
	}
	original, err := tx.Invoice(id)
	if err != nil {
		return c, err
	}
	lines, err := creditLines(tx, original)
	if err != nil {
		return c, err
	}
	return c, keepDraft(tx, &c, lines)
}

// blankCredit is a credit note on an invoice without its lines.
func blankCredit(tx *data.Tx, id int64, reason string) (data.Invoice, error) {
	i, err := tx.Invoice(id)
	if err != nil {
		return i, err
	}
	reason = tidy(reason)
	switch {
	case i.State == "draft":
		return i, data.Refuse("Deze factuur is nog een concept: wijzig hem, of gooi hem weg.")
	case i.Kind == "credit":
		return i, data.Refuse("Een creditfactuur kan niet worden gecrediteerd. Maak een nieuwe factuur.")
	case i.Imported:
		return i, data.Refuse("Deze factuur is in een ander programma gemaakt: daar staat de btw. Maak de creditfactuur daar.")
	case len([]rune(reason)) > maxText:
		return i, data.Refuse("De reden is langer dan %d tekens.", maxText)
	}
	left, err := uncredited(tx, i)
	if err != nil {
		return i, err
	}
	if left <= 0 {
		return i, data.Refuse("Factuur %s is al helemaal gecrediteerd.", i.Number)
	}
	c := i
	c.Meta, c.Number, c.Kind, c.State = data.Meta{}, "", "credit", "draft"
	c.CreditOf, c.Reason, c.Membership = i.ID, reason, ""
	c.Day, c.DueDay, c.SentOn, c.PaidCents, c.SetOffCents, c.DocumentID = "", "", "", 0, 0, 0
	return c, nil
}

// creditLines are the lines of an invoice with what earlier credit notes left of them, negative.
func creditLines(tx *data.Tx, i data.Invoice) ([]data.InvoiceLine, error) {
	lines, err := tx.InvoiceLinesOf(i.ID)
	if err != nil {
		return nil, err
	}
	credits, err := tx.CreditsOf(i.ID)
	if err != nil {
		return nil, err
	}
	for _, c := range credits {
		given, err := tx.InvoiceLinesOf(c.ID)
		if err != nil {
			return nil, err
		}
		for _, g := range given {
			back := -g.Quantity
			for n := range lines {
				l := &lines[n]
				if back > 0 && l.Quantity > 0 && l.Description == g.Description && l.UnitCents == g.UnitCents && l.VATCode == g.VATCode {
					taken := min(back, l.Quantity)
					l.Quantity -= taken
					back -= taken
				}
			}
		}
	}
	var out []data.InvoiceLine
	for _, l := range lines {
		if l.Quantity != 0 {
			l.Quantity = -l.Quantity
			out = append(out, l)
		}
	}
	return out, nil
}

// setOff pays what is open on the original out of its credit note.
func setOff(tx *data.Tx, credit, original data.Invoice) error {
	amount := min(original.OpenCents(), -credit.TotalCents)
	if amount <= 0 {
		return nil
	}
	err := tx.AddPayment(&data.Payment{InvoiceID: original.ID, Day: credit.Day, AmountCents: amount, Source: "verrekend met " + credit.Number, SetOff: true})
	if err != nil {
		return err
	}
	return tx.AddPayment(&data.Payment{InvoiceID: credit.ID, Day: credit.Day, AmountCents: -amount, Source: "verrekend met " + original.Number, SetOff: true})
}
