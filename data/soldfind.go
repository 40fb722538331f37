package data

import "strings"

// FindOrders gives the orders whose number, web shop's number, customer or organisation holds a text, newest first.
func (tx *Tx) FindOrders(text string, limit int) ([]Order, error) {
	like := "%" + likeText(strings.ToLower(text)) + "%"
	return orders.all(tx, `WHERE lower(t.number) LIKE $1 ESCAPE '\' OR lower(t.external_id) LIKE $1 ESCAPE '\' OR lower(t.name) LIKE $1 ESCAPE '\'
		OR lower(t.organisation) LIKE $1 ESCAPE '\' ORDER BY t.id DESC LIMIT $2`, like, limit)
}

// FindInvoices gives the invoices and credit notes whose number, name, organisation or reference holds a text, newest first.
func (tx *Tx) FindInvoices(text string, limit int) ([]Invoice, error) {
	like := "%" + likeText(strings.ToLower(text)) + "%"
	return invoices.all(tx, `WHERE lower(t.number) LIKE $1 ESCAPE '\' OR lower(t.name) LIKE $1 ESCAPE '\' OR lower(t.organisation) LIKE $1 ESCAPE '\'
		OR lower(t.reference) LIKE $1 ESCAPE '\' ORDER BY t.id DESC LIMIT $2`, like, limit)
}
