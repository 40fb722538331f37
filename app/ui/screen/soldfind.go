package screen

import (
	"kiesvoorhetkind.nl/kantoor/app/sales"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// soldHits are the orders and invoices that the search box finds.
func soldHits(tx *data.Tx, text string, limit int) ([]ui.Hit, error) {
	orders, invoices, err := sales.Find(tx, text, limit)
	var hits []ui.Hit
	for _, o := range orders {
		hits = append(hits, ui.Hit{Title: o.Customer, Detail: joined(" · ", o.Order.Number, o.StateText), Kind: words.T("bestelling"), Route: ui.Route{Screen: ui.ScreenOrders, Key: key(o.Order.ID)}})
	}
	for _, i := range invoices {
		hits = append(hits, ui.Hit{Title: i.Customer, Detail: joined(" · ", invoiceName(i.Invoice), money(i.TotalCents), i.StateText), Kind: words.T("factuur"), Route: ui.Route{Screen: ui.ScreenInvoices, Key: key(i.ID)}})
	}
	return hits, err
}
