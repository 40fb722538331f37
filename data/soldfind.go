package data

import "strings"

// searchText is what a record is found by.
func searchText(parts ...string) string { return Fold(strings.Join(parts, " ")) }

// FindOrders gives the orders in whose number, web shop's number, customer or
// recipient every word of a text stands, newest first. A text needs a word of
// three letters or more.
func (tx *Tx) FindOrders(text string, limit int) ([]Order, error) {
	return newestWith(tx, &orders, text, limit)
}

// FindInvoices gives the invoices and credit notes in whose number, name,
// organisation or reference every word of a text stands, newest first. A text
// needs a word of three letters or more.
func (tx *Tx) FindInvoices(text string, limit int) ([]Invoice, error) {
	return newestWith(tx, &invoices, text, limit)
}

// newestWith finds the newest records with all the words of a text.
func newestWith[T any](tx *Tx, t *table[T], text string, limit int) ([]T, error) {
	words := strings.Fields(Fold(text))
	where, args := tx.containing(t.name, words)
	if where == "" {
		return nil, nil
	}
	args = append(args, limit)
	return t.all(tx, where+tx.newestFirst(t.name)+" LIMIT $"+itoa(len(args)), args...)
}
