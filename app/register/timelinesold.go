package register

import (
	"fmt"
	"strings"

	"kiesvoorhetkind.nl/kantoor/app/dutch"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// sold tells of orders, invoices and what was paid or set off on them.
func (s *tale) sold() {
	for _, o := range s.page.Orders {
		what := fmt.Sprintf("%d × %s", o.Quantity, o.Description)
		if o.Lines > 1 {
			what += words.T(" en meer")
		}
		s.add(rankOrder, AboutSold, Event{Day: o.Day, Table: "sales_order", ID: o.ID, Text: words.T("Bestelling %s: %s", o.Number, what), Led: OrderStateName(o.State)})
	}
	for _, i := range s.page.Invoices {
		kind := words.T("Factuur")
		if i.Kind == "credit" {
			kind = words.T("Creditfactuur")
		}
		event := Event{Table: "invoice", ID: i.ID, Day: i.Day}
		if i.State == "draft" {
			event.Day, event.Text = data.DayOf(i.CreatedAt), words.T("%s in concept", kind)
			if i.TotalCents != 0 {
				event.Led = "€ " + dutch.Amount(int64(i.TotalCents))
			}
			s.add(rankInvoice, AboutSold, event)
			continue
		}
		event.Text = fmt.Sprintf("%s %s: € %s", kind, i.Number, dutch.Amount(int64(i.TotalCents)))
		event.Led = invoiceLed(i)
		s.add(rankInvoice, AboutSold, event)
	}
	for _, p := range s.page.Payments {
		text := words.T("€ %s betaald op factuur %s", dutch.Amount(int64(p.AmountCents)), p.Number)
		switch {
		case p.SetOff && p.AmountCents < 0:
			text = words.T("Verrekening van € %s op factuur %s teruggedraaid", dutch.Amount(int64(-p.AmountCents)), p.Number)
		case p.SetOff:
			text = words.T("€ %s verrekend op factuur %s", dutch.Amount(int64(p.AmountCents)), p.Number)
		case p.AmountCents < 0:
			text = words.T("€ %s teruggeboekt van factuur %s", dutch.Amount(int64(-p.AmountCents)), p.Number)
		}
		led := s.memberBy(p.Day, func(e data.MembershipEvent) bool {
			return e.InvoiceID == p.InvoiceID && e.Day == p.Day && p.AmountCents > 0
		})
		if p.Source != "" {
			led = append([]string{p.Source}, led...)
		}
		s.add(rankPayment, AboutSold, Event{Day: p.Day, Table: "invoice", ID: p.InvoiceID, Text: text, Led: strings.Join(led, ", ")})
	}
}

// SettledName says how an invoice or credit note was settled: what was set off was never paid, and the books show the
// difference.
func SettledName(kind string, s data.Settlement) string {
	switch {
	case s == data.SettledSetOff:
		return words.T("verrekend")
	case s == data.SettledBoth && kind == "credit":
		return words.T("terugbetaald en verrekend")
	case s == data.SettledBoth:
		return words.T("betaald en verrekend")
	case kind == "credit":
		return words.T("terugbetaald")
	}
	return words.T("betaald")
}

// invoiceLed says what became of a final invoice or credit note.
func invoiceLed(i data.InvoiceStory) string {
	open, credit := i.TotalCents-i.PaidCents, i.Kind == "credit"
	switch {
	case credit && open < 0:
		return words.T("nog € %s terug te betalen", dutch.Amount(int64(-open)))
	case credit && open > 0:
		return words.T("te veel terugbetaald")
	case open > 0:
		return words.T("nog € %s te betalen", dutch.Amount(int64(open)))
	case !credit && i.CreditedCents > 0 && i.CreditedCents >= i.TotalCents:
		return words.T("gecrediteerd")
	case open < 0:
		return words.T("te veel betaald")
	}
	return SettledName(i.Kind, data.SettledBy(i.TotalCents, i.PaidCents, i.SetOffCents))
}
