package sales

import (
	"strings"

	"kiesvoorhetkind.nl/kantoor/data"
)

// findFrom is how many letters have to be typed before orders and invoices are looked for.
const findFrom = 3

// Find gives the orders and invoices that a text names, newest first, for a search over everything.
func Find(tx *data.Tx, text string, limit int) ([]OrderRow, []Invoice, error) {
	text = strings.TrimSpace(text)
	if len([]rune(text)) < findFrom {
		return nil, nil, nil
	}
	found, err := tx.FindOrders(text, limit)
	if err != nil {
		return nil, nil, err
	}
	rows, err := orderRows(tx, found)
	if err != nil {
		return nil, nil, err
	}
	var out []Invoice
	billed, err := tx.FindInvoices(text, limit)
	for _, i := range billed {
		out = append(out, invoiceRow(tx, i))
	}
	return rows, out, err
}
