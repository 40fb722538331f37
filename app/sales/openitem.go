package sales

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"

	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// The most that a list of open items may hold.
const (
	maxItemBytes = 20 << 20
	maxItems     = 20_000
)

// OpenItem is an invoice that was made in another program, as a list gives it.
type OpenItem struct {
	Number       string     `json:"number"`
	Day          data.Day   `json:"date"`
	DueDay       data.Day   `json:"due_date"`
	Organisation string     `json:"organisation"`
	Name         string     `json:"name"`
	Description  string     `json:"description"`
	AmountCents  data.Cents `json:"amount_cents"`
	PaidCents    data.Cents `json:"paid_cents"`
}

// ImportedInvoice is what came of an open item.
type ImportedInvoice struct {
	Number      string
	AmountCents data.Cents
	OpenCents   data.Cents
	State       string // open, partial, paid, overpaid
	Known       bool   // it was there already
}

// ImportInvoices reads a list of open items (JSON) and keeps them under their
// own numbers; the series goes on after the highest. One list is one
// transaction, and the same list again changes nothing. With paid, what the
// list says was paid is booked too; without, payments are left to the bank's statements.
func (s *Sales) ImportInvoices(ctx context.Context, r io.Reader, paid bool) ([]ImportedInvoice, error) {
	items, err := ReadOpenItems(r)
	if err != nil {
		return nil, err
	}
	var out []ImportedInvoice
	_, err = s.writeNumbered(ctx, "Openstaande facturen ingelezen", func(tx *data.Tx) error {
		out = out[:0]
		for _, item := range items {
			i, err := importItem(tx, item, paid)
			if err != nil {
				return err
			}
			out = append(out, i)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

var ownNumber = regexp.MustCompile(`^(20[0-9]{2})-([0-9]{4,9})$`)

func importItem(tx *data.Tx, item OpenItem, paid bool) (ImportedInvoice, error) {
	i, err := tx.InvoiceByNumber(item.Number)
	switch {
	case err == nil && i.TotalCents != item.AmountCents:
		return ImportedInvoice{}, data.Refuse("Factuur %s is hier al bekend met een ander bedrag. Er is niets ingelezen.", item.Number)
	case err == nil:
		return ImportedInvoice{Number: i.Number, AmountCents: i.TotalCents, OpenCents: i.OpenCents(), State: paymentState(i), Known: true}, nil
	case !errors.Is(err, data.ErrNotFound):
		return ImportedInvoice{}, err
	}
	i = data.Invoice{
		Kind: "invoice", State: "draft", Day: item.Day, DueDay: item.DueDay, DeliveryDay: item.Day,
		Name: item.Name, Organisation: item.Organisation, Country: "NL", TotalCents: item.AmountCents, Imported: true,
	}
	if item.Organisation != "" {
		i.Name, i.Attention = "", item.Name
	}
	if item.AmountCents < 0 {
		i.Kind = "credit"
	}
	if err := tx.SaveInvoice(&i); err != nil {
		return ImportedInvoice{}, err
	}
	// The VAT of it stands in the books of the other program.
	line := data.InvoiceLine{Description: first(item.Description, "Factuur "+item.Number), Quantity: 1, UnitCents: item.AmountCents}
	if err := tx.SetInvoiceLines(&i, []data.InvoiceLine{line}); err != nil {
		return ImportedInvoice{}, err
	}
	i.Number, i.State = item.Number, "final"
	if err := tx.SaveInvoice(&i); err != nil {
		return ImportedInvoice{}, err
	}
	if m := ownNumber.FindStringSubmatch(item.Number); m != nil {
		n, err := strconv.ParseInt(m[2], 10, 64)
		if err != nil {
			return ImportedInvoice{}, fmt.Errorf("number: %w", err)
		}
		if err := tx.RaiseNumber(invoiceSeries(m[1]), n); err != nil {
			return ImportedInvoice{}, err
		}
	}
	if paid && item.PaidCents != 0 {
		p := data.Payment{InvoiceID: i.ID, Day: item.Day, AmountCents: item.PaidCents, Source: "ingelezen"}
		if err := tx.AddPayment(&p); err != nil {
			return ImportedInvoice{}, err
		}
		i.PaidCents = item.PaidCents
	}
	return ImportedInvoice{Number: i.Number, AmountCents: i.TotalCents, OpenCents: i.OpenCents(), State: paymentState(i)}, nil
}

// paymentState is how far an invoice was paid, in the words of the command line.
func paymentState(i data.Invoice) string {
	switch open := i.OpenCents(); {
	case open == 0:
		return "paid"
	case open < 0 && i.Kind == "invoice":
		return "overpaid"
	case i.PaidCents != 0:
		return "partial"
	}
	return "open"
}

// ReadOpenItems reads a list of open items from JSON, a list of objects. What is
// wrong is said in Dutch with the place in the list.
func ReadOpenItems(r io.Reader) ([]OpenItem, error) {
	raw, err := io.ReadAll(io.LimitReader(r, maxItemBytes+1))
	if err != nil {
		return nil, data.Explain("De lijst kan niet worden gelezen. Er is niets ingelezen.", err)
	}
	if len(raw) > maxItemBytes {
		return nil, data.Refuse("Het bestand is groter dan 20 MB. Er is niets ingelezen.")
	}
	var items []OpenItem
	if err := json.Unmarshal(bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf")), &items); err != nil {
		return nil, data.Explain("Dit is geen lijst met openstaande facturen (JSON). Er is niets ingelezen.", errors.New("json: not a list of open items"))
	}
	if len(items) > maxItems {
		return nil, data.Refuse("De lijst heeft meer dan %d facturen. Er is niets ingelezen.", maxItems)
	}
	seen := map[string]bool{}
	for n := range items {
		i := &items[n]
		wrong := func(what string) error {
			return data.Refuse("Bij factuur %d van de lijst %s. Er is niets ingelezen.", n+1, what)
		}
		i.Number, i.Name, i.Organisation, i.Description = tidy(i.Number), tidy(i.Name), tidy(i.Organisation), tidy(i.Description)
		switch _, err := data.ParseDay(string(i.Day)); {
		case i.Number == "" || len([]rune(i.Number)) > 40:
			return nil, wrong(words.T("ontbreekt het nummer, of het is langer dan 40 tekens"))
		case seen[i.Number]:
			return nil, wrong(words.T("staat een nummer dat al eerder in de lijst voorkomt"))
		case err != nil || i.Day == "":
			return nil, wrong(words.T("ontbreekt de datum, of die bestaat niet"))
		case i.AmountCents == 0 || i.AmountCents > maxPrice*maxQuantity || i.AmountCents < -maxPrice*maxQuantity:
			return nil, wrong(words.T("klopt het bedrag niet"))
		case i.PaidCents > maxPrice*maxQuantity || i.PaidCents < -maxPrice*maxQuantity:
			return nil, wrong(words.T("klopt het betaalde bedrag niet"))
		case i.Name == "" && i.Organisation == "":
			return nil, wrong(words.T("ontbreekt de naam van de klant"))
		case len([]rune(i.Name)) > maxText || len([]rune(i.Organisation)) > maxText || len([]rune(i.Description)) > maxText:
			return nil, wrong(words.T("is een tekst langer dan %d tekens", maxText))
		}
		if _, err := data.ParseDay(string(i.DueDay)); err != nil {
			return nil, wrong(words.T("bestaat de vervaldatum niet"))
		}
		seen[i.Number] = true
	}
	return items, nil
}
