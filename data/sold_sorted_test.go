package data_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

// errTakenBack undoes what a check wrote, so that the next begins with nothing.
var errTakenBack = errors.New("taken back")

// said writes a number so that texts compare as the numbers do.
func said(n int64) string { return fmt.Sprintf("%09d", n+1000) }

// Glued together the pages of what was sold are all of it in order, whatever they are sorted by and however many are alike.
func TestPagesOfSortedInvoicesAndOrders(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		ctx := context.Background()
		s, err := data.Open(ctx, address)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		run := 0
		rapid.Check(t, func(rt *rapid.T) {
			run++
			state := rapid.SampledFrom([]string{"new", "sent", ""}).Draw(rt, "state")
			word := func(what string) string {
				return rapid.SampledFrom([]string{"", "", "Aa", "Ab", "Ba", "Éd", "ed", "Øst", "Şa"}).Draw(rt, what)
			}
			var sold, bought []listed
			err := s.Write(ctx, data.Change{Title: "Verkoop"}, func(tx *data.Tx) error {
				sold, bought = nil, nil
				for i := range rapid.IntRange(1, 8).Draw(rt, "sold") {
					d := data.Invoice{
						Kind: "invoice", State: "draft", Day: data.Day(rapid.SampledFrom([]string{"", "2026-01-01", "2026-02-01"}).Draw(rt, "day")), DueDay: data.Day(rapid.SampledFrom([]string{"", "2001-01-01", "2999-01-01"}).Draw(rt, "due")),
						Name: word("name"), Organisation: word("organisation"), Reference: word("reference"), Town: word("town"), Country: "NL", TotalCents: data.Cents(rapid.IntRange(-2, 2).Draw(rt, "total")),
					}
					if err := tx.SaveInvoice(&d); err != nil {
						return err
					}
					final := rapid.Bool().Draw(rt, "final")
					if final {
						d.State, d.Number = "final", fmt.Sprintf("%d-%d", run, i)
						if err := tx.SaveInvoice(&d); err != nil {
							return err
						}
					}
					l := listed{id: d.ID, name: string(d.Day), says: map[string]string{
						"number": d.Number, "kind": "invoice", "customer": data.Fold(cmp.Or(d.Organisation, d.Name)), "day": string(d.Day), "due": string(d.DueDay),
						"amount": said(int64(d.TotalCents)), "reference": data.Fold(d.Reference), "sent": "", "town": data.Fold(d.Town),
					}}
					switch {
					case !final:
						l.says["state"] = "0"
					case d.TotalCents < 0:
						l.says["state"] = "4"
					case d.TotalCents == 0:
						l.says["state"] = "6"
					case d.DueDay == "2001-01-01":
						l.says["state"] = "3"
					default:
						l.says["state"] = "1"
					}
					if final {
						l.says["open"] = said(int64(d.TotalCents))
					}
					sold = append(sold, l)
				}
				for i := range rapid.IntRange(1, 8).Draw(rt, "bought") {
					o := data.Order{
						Number: fmt.Sprintf("B%d-%d", run, i), Day: data.Day(rapid.SampledFrom([]string{"2026-01-01", "2026-02-01"}).Draw(rt, "ordered")), State: rapid.SampledFrom([]string{"new", "sent"}).Draw(rt, "stands"),
						Name: word("customer"), DeliveryName: word("delivery"), Email: strings.ToLower(word("email")), Town: word("place"), Country: "NL", PayerCountry: "NL",
					}
					if err := tx.SaveOrder(&o); err != nil {
						return err
					}
					l := listed{id: o.ID, name: string(o.Day), says: map[string]string{
						"number": o.Number, "day": string(o.Day), "customer": data.Fold(cmp.Or(o.Name, o.DeliveryName)), "state": o.State, "email": o.Email, "town": data.Fold(o.Town), "invoice": "",
					}}
					var lines []data.OrderLine
					total := int64(0)
					for range rapid.IntRange(0, 2).Draw(rt, "lines") {
						line := data.OrderLine{Description: rapid.SampledFrom([]string{"Boek", "Kaart", "Échte kaart"}).Draw(rt, "article"), Quantity: int64(rapid.IntRange(1, 2).Draw(rt, "many")), UnitCents: data.Cents(rapid.IntRange(-1, 2).Draw(rt, "price")), VATCode: "high"}
						total += line.Quantity * int64(max(0, line.UnitCents))
						lines = append(lines, line)
					}
					if err := tx.SetOrderLines(&o, lines); err != nil {
						return err
					}
					if len(lines) > 0 {
						l.says["articles"] = data.Fold(lines[0].Description)
					}
					l.says["amount"] = said(total)
					if state == "" || state == o.State {
						bought = append(bought, l)
					}
				}
				size := rapid.IntRange(1, 5).Draw(rt, "size")
				newest := func(a, b listed) int { return cmp.Or(cmp.Compare(b.name, a.name), cmp.Compare(b.id, a.id)) }
				check := func(of string, records []listed, columns []string, page func(by data.Sort, after int64) ([]int64, error)) {
					for _, column := range columns {
						for _, down := range []bool{false, true} {
							by := data.Sort{By: column, Down: down}
							got := glued(rt, size, len(records), func(after int64) ([]int64, error) { return page(by, after) })
							if want := inOrder(records, by, newest); !slices.Equal(got, want) {
								rt.Fatalf("%s by %s (down %v) in pages of %d: %v, want %v of %+v", of, column, down, size, got, want, records)
							}
						}
					}
				}
				check("invoices", sold, []string{"number", "kind", "customer", "day", "due", "amount", "open", "state", "reference", "sent", "town"}, func(by data.Sort, after int64) (ids []int64, err error) {
					found, err := tx.SortedInvoices(data.AllInvoices, by, after, size)
					for _, i := range found {
						ids = append(ids, i.ID)
					}
					return ids, err
				})
				check("orders", bought, []string{"number", "day", "customer", "articles", "amount", "state", "invoice", "email", "town"}, func(by data.Sort, after int64) (ids []int64, err error) {
					found, err := tx.SortedOrders(state, by, after, size)
					for _, o := range found {
						ids = append(ids, o.ID)
					}
					return ids, err
				})
				return errTakenBack
			})
			if !errors.Is(err, errTakenBack) {
				rt.Fatal(err)
			}
		})
	})
}
