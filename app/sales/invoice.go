package sales

import (
	"context"
	"errors"

	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Invoice is an invoice or credit note as a list shows it.
type Invoice struct {
	data.Invoice
	Customer  string // organisation or name
	StateText string // concept, open, deels betaald, te laat, betaald, verrekend, te veel betaald, terug te betalen and the like
	Tone      string // of the state: blue, amber, red, green, grey
	DaysLate  int    // after the day to pay; 0 when it is not late
}

// InvoicePage is one invoice with all that belongs to it.
type InvoicePage struct {
	Invoice
	Lines       []data.InvoiceLine
	VAT         []data.InvoiceVAT // of a draft: as it would be today
	Payments    []data.Payment
	Credits     []Invoice // credit notes on this invoice
	OriginalOf  string    // of a credit note: the number that it corrects
	OrderNumber string
	SHA256      string // of the PDF
}

func invoiceRow(tx *data.Tx, i data.Invoice) Invoice {
	out := Invoice{Invoice: i, Customer: first(i.Organisation, i.Name)}
	say := func(text, tone string) { out.StateText, out.Tone = text, tone }
	switch open, credit := i.OpenCents(), i.Kind == "credit"; {
	case i.State == "draft":
		say(words.T("concept"), "grey")
	case open < 0 && credit:
		say(words.T("terug te betalen"), "amber")
	case open < 0:
		say(words.T("te veel betaald"), "amber")
	case open == 0:
		say(register.SettledName(i.Kind, i.Settled()), "green")
	case credit:
		say(words.T("te veel terugbetaald"), "amber")
	case i.DueDay != "" && i.DueDay < tx.Today():
		say(words.T("te laat"), "red")
		out.DaysLate = i.DueDay.Until(tx.Today())
	case i.PaidCents > i.SetOffCents:
		say(words.T("deels betaald"), "amber")
	case i.PaidCents > 0:
		say(words.T("deels verrekend"), "amber")
	default:
		say(words.T("open"), "blue")
	}
	return out
}

// Invoices gives a page of a part of the invoices, newest first, after one that
// an earlier page ended with (nil: from the newest).
func (s *Sales) Invoices(ctx context.Context, part data.InvoiceFilter, after *data.Invoice, limit int) ([]Invoice, error) {
	var out []Invoice
	err := s.read(ctx, func(tx *data.Tx) error {
		found, err := tx.InvoicesPage(part, after, limit)
		for _, i := range found {
			out = append(out, invoiceRow(tx, i))
		}
		return err
	})
	return out, err
}

// SortedInvoices gives a page of a part of the invoices in the order that somebody asked for, as data.Tx.SortedInvoices
// knows them (the zero value: newest first), after one that an earlier page ended with (nil: from the start).
func (s *Sales) SortedInvoices(ctx context.Context, part data.InvoiceFilter, by data.Sort, after *data.Invoice, limit int) ([]Invoice, error) {
	if by.By == "" {
		return s.Invoices(ctx, part, after, limit)
	}
	from := int64(0)
	if after != nil {
		from = after.ID
	}
	var out []Invoice
	err := s.read(ctx, func(tx *data.Tx) error {
		found, err := tx.SortedInvoices(part, by, from, limit)
		for _, i := range found {
			out = append(out, invoiceRow(tx, i))
		}
		return err
	})
	return out, err
}

// CountInvoices counts a part of the invoices.
func (s *Sales) CountInvoices(ctx context.Context, part data.InvoiceFilter) (int, error) {
	var n int
	err := s.read(ctx, func(tx *data.Tx) (err error) {
		n, err = tx.CountInvoices(part)
		return err
	})
	return n, err
}

// OpenTotal is what is still to be paid on a part of the invoices.
func (s *Sales) OpenTotal(ctx context.Context, part data.InvoiceFilter) (data.Cents, error) {
	var sum data.Cents
	err := s.read(ctx, func(tx *data.Tx) (err error) {
		sum, err = tx.OpenTotal(part)
		return err
	})
	return sum, err
}

// InvoicesOf gives somebody's invoices, drafts first, then newest first, for another job's page.
func InvoicesOf(tx *data.Tx, person int64) ([]Invoice, error) {
	found, err := tx.InvoicesOf(person)
	var out []Invoice
	for _, i := range found {
		out = append(out, invoiceRow(tx, i))
	}
	return out, err
}

// Invoice gives the page of one invoice.
func (s *Sales) Invoice(ctx context.Context, id int64) (InvoicePage, error) {
	var page InvoicePage
	err := s.read(ctx, func(tx *data.Tx) (err error) {
		page, err = invoicePage(tx, id)
		return err
	})
	return page, err
}

// FindInvoice gives the page of the invoice with a number.
func (s *Sales) FindInvoice(ctx context.Context, number string) (InvoicePage, error) {
	var page InvoicePage
	err := s.read(ctx, func(tx *data.Tx) error {
		i, err := invoiceByNumber(tx, number)
		if err != nil {
			return err
		}
		page, err = invoicePage(tx, i.ID)
		return err
	})
	return page, err
}

func invoiceByNumber(tx *data.Tx, number string) (data.Invoice, error) {
	i, err := tx.InvoiceByNumber(tidy(number))
	if errors.Is(err, data.ErrNotFound) {
		return i, data.Explain("Er is geen factuur met nummer %q.", err, shorten(tidy(number), 40))
	}
	return i, err
}

func invoicePage(tx *data.Tx, id int64) (InvoicePage, error) {
	i, err := tx.Invoice(id)
	if err != nil {
		return InvoicePage{}, err
	}
	page := InvoicePage{Invoice: invoiceRow(tx, i)}
	if page.Lines, err = tx.InvoiceLinesOf(id); err != nil {
		return page, err
	}
	if i.State == "draft" {
		rated, err := ratedLines(tx, i, page.Lines)
		if err != nil {
			return page, err
		}
		page.VAT = PerRate(rated)
	} else if page.VAT, err = tx.InvoiceVATOf(id); err != nil {
		return page, err
	}
	if page.Payments, err = tx.PaymentsOf(id); err != nil {
		return page, err
	}
	credits, err := tx.CreditsOf(id)
	if err != nil {
		return page, err
	}
	for _, c := range credits {
		page.Credits = append(page.Credits, invoiceRow(tx, c))
	}
	if i.CreditOf != 0 {
		original, err := tx.Invoice(i.CreditOf)
		if err != nil {
			return page, err
		}
		page.OriginalOf = original.Number
	}
	if i.OrderID != 0 {
		o, err := tx.Order(i.OrderID)
		if err != nil {
			return page, err
		}
		page.OrderNumber = o.Number
	}
	if i.DocumentID != 0 {
		d, err := tx.Document(i.DocumentID)
		if err != nil {
			return page, err
		}
		page.SHA256 = d.SHA256
	}
	return page, nil
}

// InvoicePDF gives the kept PDF of a final invoice, the same bytes each time.
func (s *Sales) InvoicePDF(ctx context.Context, id int64) (data.Document, error) {
	var d data.Document
	err := s.read(ctx, func(tx *data.Tx) error {
		i, err := tx.Invoice(id)
		if err != nil {
			return err
		}
		d, err = invoiceDocument(tx, i)
		return err
	})
	return d, err
}

func invoiceDocument(tx *data.Tx, i data.Invoice) (data.Document, error) {
	switch {
	case i.State == "draft":
		return data.Document{}, data.Refuse("Deze factuur is nog een concept: maak hem eerst definitief.")
	case i.DocumentID == 0:
		return data.Document{}, data.Refuse("Deze factuur is in een ander programma gemaakt; hier is geen PDF van bewaard.")
	}
	return tx.Document(i.DocumentID)
}

// MarkInvoiceSent notes that an invoice went to the customer today. It gives the change.
func (s *Sales) MarkInvoiceSent(ctx context.Context, id int64) (int64, error) {
	return s.write(ctx, "Factuur verstuurd", func(tx *data.Tx) error {
		i, err := tx.Invoice(id)
		if err != nil {
			return err
		}
		if i.State == "draft" {
			return data.Refuse("Deze factuur is nog een concept: maak hem eerst definitief.")
		}
		i.SentOn = tx.Today()
		return tx.SaveInvoice(&i)
	})
}
