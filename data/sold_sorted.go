package data

// invoiceState writes the state of an invoice as a place among the others: draft, open, partly set off, partly paid, late,
// paid too much, to be paid back, paid back too much, paid, paid back, paid and set off, set off.
const invoiceState = "(CASE WHEN t.state = 'draft' THEN 0 " +
	"WHEN t.total_cents < t.paid_cents THEN CASE WHEN t.kind = 'credit' THEN 6 ELSE 5 END " +
	"WHEN t.total_cents = t.paid_cents THEN CASE WHEN t.set_off_cents = 0 AND t.kind = 'credit' THEN 9 WHEN t.set_off_cents = 0 THEN 8 " +
	"WHEN t.set_off_cents = t.total_cents THEN 12 WHEN t.kind = 'credit' THEN 11 ELSE 10 END " +
	"WHEN t.kind = 'credit' THEN 7 WHEN t.due_day <> '' AND t.due_day < TODAY THEN 4 " +
	"WHEN t.paid_cents > t.set_off_cents THEN 3 WHEN t.paid_cents > 0 THEN 2 ELSE 1 END)"

// invoiceSorting are the orders of the invoices; of those that are alike in a column the newest comes first.
var invoiceSorting = sorting[Invoice]{
	table: &invoices, ties: []string{"t.day", "t.id"}, tiesDown: true,
	columns: map[string]ordering{
		"number":    texted("t.number"),
		"kind":      texted("t.kind"),
		"customer":  texted("t.customer_key"),
		"day":       texted("t.day"),
		"due":       texted("t.due_day"),
		"amount":    always("t.total_cents"),
		"open":      {value: "(t.total_cents - t.paid_cents)", filled: "t.state = 'final'", empty: "t.state = 'draft'"},
		"state":     always(invoiceState),
		"reference": texted("t.reference_key"),
		"sent":      texted("t.sent_on"),
		"town":      texted("t.town_key"),
	},
}

// SortedInvoices gives a page of a part of the invoices in an order ("number", "kind", "customer", "day", "due", "amount",
// "open", "state", "reference", "sent", "town"), after the one with a number (0: from the start).
func (tx *Tx) SortedInvoices(f InvoiceFilter, by Sort, after int64, limit int) ([]Invoice, error) {
	return invoiceSorting.page(tx, by, []string{f.where()}, []any{string(tx.Today())}, after, limit)
}

// orderLine writes something of the lines of order t.
func orderLine(what string) string {
	return "(SELECT " + what + " FROM order_line l WHERE l.order_id = t.id)"
}

// orderSorting are the orders of what was ordered; of those that are alike in a column the newest comes first.
var orderSorting = sorting[Order]{
	table: &orders, ties: []string{"t.day", "t.id"}, tiesDown: true,
	columns: map[string]ordering{
		"number":   always("t.number"),
		"day":      always("t.day"),
		"customer": texted("t.customer_key"),
		// What is ordered is said with its number first; people look for the thing.
		"articles": counted("(SELECT l.description_key FROM order_line l WHERE l.order_id = t.id ORDER BY l.position LIMIT 1)"),
		"amount":   always(orderLine("CAST(coalesce(sum(CASE WHEN l.unit_cents < 0 THEN 0 ELSE l.quantity * l.unit_cents END), 0) AS BIGINT)")),
		"state":    always("(" + ranked("t.state", []string{"new", "invoiced", "sent", "cancelled"}) + ")"),
		"invoice":  counted("(SELECT max(i.number) FROM invoice i WHERE i.order_id = t.id AND i.kind = 'invoice' AND i.number <> '')"),
		"email":    texted("t.email"),
		"town":     texted("t.town_key"),
	},
}

// SortedOrders gives a page of the orders in a state ("" all) in an order ("number", "day", "customer", "articles",
// "amount", "state", "invoice", "email", "town"), after the one with a number (0: from the start).
func (tx *Tx) SortedOrders(state string, by Sort, after int64, limit int) ([]Order, error) {
	if state == "" {
		return orderSorting.page(tx, by, nil, nil, after, limit)
	}
	return orderSorting.page(tx, by, []string{"t.state = $1"}, []any{state}, after, limit)
}
