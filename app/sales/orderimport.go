package sales

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"

	"kiesvoorhetkind.nl/kantoor/data"
)

// maxOrderBytes is the most that is read of a web shop's order: 1 MB.
const maxOrderBytes = 1 << 20

// ImportedOrder is what came of a web shop's order.
type ImportedOrder struct {
	Order      string     // number of the order
	Invoice    string     // number of its invoice; "" when it has none
	TotalCents data.Cents // of the invoice, else of the order
	OrderID    int64
	Known      bool // the order was there already
}

// ImportOrder reads one order in the shape that a web shop sends, keeps it and,
// when asked, invoices it, all in one transaction: when the invoice is refused
// there is no order either. The same id twice is one order.
func (s *Sales) ImportOrder(ctx context.Context, r io.Reader, invoice bool) (ImportedOrder, error) {
	o, err := ReadOrder(r)
	if err != nil {
		return ImportedOrder{}, err
	}
	var out ImportedOrder
	_, err = s.writeNumbered(ctx, "Bestelling ingelezen", func(tx *data.Tx) error {
		saved, err := AddOrder(tx, o)
		if err != nil {
			return err
		}
		out = ImportedOrder{Order: saved.Number, OrderID: saved.ID, TotalCents: saved.TotalCents, Known: saved.Known}
		if invoice {
			issued, err := InvoiceOrder(tx, saved.ID)
			out.Invoice, out.TotalCents = issued.Number, issued.TotalCents
			return err
		}
		there, err := tx.InvoicesOfOrder(saved.ID)
		for _, i := range there {
			if i.Kind == "invoice" && i.State == "final" {
				out.Invoice = i.Number
			}
		}
		return err
	})
	if err != nil {
		return ImportedOrder{}, err
	}
	return out, nil
}

// ReadOrder reads an order from JSON; keys that it does not know are left aside.
// What is wrong is said in Dutch, without repeating what the file holds.
func ReadOrder(r io.Reader) (Order, error) {
	raw, err := io.ReadAll(io.LimitReader(r, maxOrderBytes+1))
	if err != nil {
		return Order{}, data.Explain("De bestelling kan niet worden gelezen. Er is niets ingevoerd.", err)
	}
	if len(raw) > maxOrderBytes {
		return Order{}, data.Refuse("Het bestand is groter dan 1 MB; dat is geen bestelling. Er is niets ingevoerd.")
	}
	raw = bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))
	d := json.NewDecoder(bytes.NewReader(raw))
	var o Order
	if err := d.Decode(&o); err != nil {
		var wrong *json.UnmarshalTypeError
		if errors.As(err, &wrong) && wrong.Field != "" {
			return Order{}, data.Explain("In de bestelling staat bij %q iets anders dan verwacht. Er is niets ingevoerd.", errors.New("json: unexpected type"), shorten(wrong.Field, 40))
		}
		return Order{}, data.Explain("Dit is geen bestelling in de vorm die een webwinkel stuurt (JSON). Er is niets ingevoerd.", errors.New("json: not an order"))
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return Order{}, data.Refuse("Na de bestelling staat er nog iets in het bestand; één bestand is één bestelling. Er is niets ingevoerd.")
	}
	return o, o.check()
}
