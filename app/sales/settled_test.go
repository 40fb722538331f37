package sales

import (
	"cmp"
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

// What was set off is never said to be paid, on the invoice, on the credit note and in the parts of the list.
func TestSetOffIsNotPaid(t *testing.T) {
	const all = data.Cents(4 * 11495)
	parts := map[data.InvoiceFilter]string{data.OpenInvoices: "open", data.RefundInvoices: "refund", data.PaidInvoices: "paid", data.SetOffInvoices: "set off"}
	for _, c := range []struct {
		name   string
		steps  func(d *desk, id int64)
		text   string
		in     []string
		credit string // what its credit note says; empty: there is none
	}{
		{"paid", func(d *desk, id int64) { d.pays(id, all, "bank") }, "betaald", []string{"paid"}, ""},
		{"credited before it was paid", func(d *desk, id int64) { d.credits(id, 4) }, "verrekend", []string{"set off"}, "verrekend"},
		{"a part credited, the rest open", func(d *desk, id int64) { d.credits(id, 1) }, "deels verrekend", []string{"open"}, "verrekend"},
		{"a part credited, the rest paid", func(d *desk, id int64) { d.credits(id, 1); d.pays(id, all-11495, "bank") }, "betaald en verrekend", []string{"paid", "set off"}, "verrekend"},
		{"a part paid, all credited", func(d *desk, id int64) { d.pays(id, 11495, "bank"); d.credits(id, 4) }, "betaald en verrekend", []string{"paid", "set off"}, "terug te betalen"},
		{"a part paid, all credited and paid back", func(d *desk, id int64) {
			d.pays(id, 11495, "bank")
			d.pays(d.credits(id, 4), -11495, "bank")
		}, "betaald en verrekend", []string{"paid", "set off"}, "terugbetaald en verrekend"},
		{"paid, then credited", func(d *desk, id int64) { d.pays(id, all, "bank"); d.credits(id, 4) }, "betaald", []string{"paid"}, "terug te betalen"},
		{"paid, credited, paid back", func(d *desk, id int64) { d.pays(id, all, "bank"); d.pays(d.credits(id, 4), -all, "bank") }, "betaald", []string{"paid"}, "terugbetaald"},
		{"set off by hand", func(d *desk, id int64) { d.pays(id, all, SourceSetOff) }, "verrekend", []string{"set off"}, ""},
		{"set off by hand and taken back", func(d *desk, id int64) { d.pays(id, all, SourceSetOff); d.pays(id, -all, SourceSetOff) }, "open", []string{"open"}, ""},
		{"a part set off, a part paid", func(d *desk, id int64) { d.pays(id, 100, SourceSetOff); d.pays(id, 100, "bank") }, "deels betaald", []string{"open"}, ""},
		{"paid too much", func(d *desk, id int64) { d.pays(id, all+100, "bank") }, "te veel betaald", []string{"refund"}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDesk(t, storetest.SQLite(t)).withSeller()
			id := d.invoice(order(4)).ID
			c.steps(d, id)
			page := d.page(id)
			if page.StateText != c.text {
				t.Errorf("says %q, want %q", page.StateText, c.text)
			}
			credit := ""
			if len(page.Credits) > 0 {
				credit = page.Credits[0].StateText
			}
			if credit != c.credit {
				t.Errorf("the credit note says %q, want %q", credit, c.credit)
			}
			var in []string
			for part, name := range parts {
				rows, err := d.Invoices(t.Context(), part, nil, 10)
				if err != nil {
					t.Fatal(err)
				}
				if slices.ContainsFunc(rows, func(r Invoice) bool { return r.ID == id }) {
					in = append(in, name)
				}
			}
			slices.Sort(in)
			if !slices.Equal(in, c.in) {
				t.Errorf("stands in %q, want %q", in, c.in)
			}
		})
	}
}

func (d *desk) pays(id int64, amount data.Cents, source string) {
	d.t.Helper()
	if _, err := d.RecordPayment(d.t.Context(), id, "", amount, source); err != nil {
		d.t.Fatal(err)
	}
}

// credits makes the credit note of some pieces and gives its number in the store.
func (d *desk) credits(id, pieces int64) int64 {
	d.t.Helper()
	draft, _, err := d.DraftCredit(d.t.Context(), id, "Retour")
	if err != nil {
		d.t.Fatal(err)
	}
	d.tx(func(tx *data.Tx) error {
		lines, err := tx.InvoiceLinesOf(draft)
		if err != nil {
			return err
		}
		lines[0].Quantity = -pieces
		return SetDraftLines(tx, draft, "", lines)
	})
	issued, err := d.Finalise(d.t.Context(), draft)
	if err != nil {
		d.t.Fatal(err)
	}
	return issued.ID
}

// Whatever is booked, the parts of the list, their counts and the order by state agree with what each invoice says.
func TestStatesPartsAndOrderAgree(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		d := newDesk(t, address).withSeller()
		number := 0
		rapid.Check(t, func(r *rapid.T) {
			i := data.Invoice{Kind: rapid.SampledFrom([]string{"invoice", "credit"}).Draw(r, "kind"), State: "draft", TotalCents: 200}
			sign := data.Cents(1)
			if i.Kind == "credit" {
				sign = -1
			}
			i.TotalCents *= sign
			due := rapid.SampledFrom([]data.Day{"", "2026-11-01", "2026-12-01"}).Draw(r, "due")
			booked := rapid.SliceOfN(rapid.Custom(func(r *rapid.T) data.Payment {
				return data.Payment{Day: "2026-11-02", AmountCents: sign * data.Cents(rapid.Int64Range(-1, 2).Draw(r, "amount")*100), SetOff: rapid.Bool().Draw(r, "set off")}
			}), 0, 3).Draw(r, "booked")
			d.tx(func(tx *data.Tx) error {
				if err := tx.SaveInvoice(&i); err != nil {
					return err
				}
				number++
				i.Number, i.State, i.Day, i.DueDay = fmt.Sprintf("2026-%06d", number), "final", "2026-11-01", due
				if err := tx.SaveInvoice(&i); err != nil {
					return err
				}
				for _, p := range booked {
					if p.InvoiceID = i.ID; p.AmountCents == 0 {
						continue
					}
					if err := tx.AddPayment(&p); err != nil {
						return err
					}
				}
				return nil
			})
		})
		of := map[data.InvoiceFilter]func(Invoice) bool{
			data.OpenInvoices:   func(i Invoice) bool { return i.OpenCents() > 0 },
			data.RefundInvoices: func(i Invoice) bool { return i.OpenCents() < 0 },
			data.PaidInvoices: func(i Invoice) bool {
				return slices.Contains([]string{"betaald", "betaald en verrekend", "terugbetaald", "terugbetaald en verrekend"}, i.StateText)
			},
			data.SetOffInvoices: func(i Invoice) bool {
				return slices.Contains([]string{"verrekend", "betaald en verrekend", "terugbetaald en verrekend"}, i.StateText)
			},
		}
		all, err := d.Invoices(t.Context(), data.AllInvoices, nil, 1_000_000)
		if err != nil {
			t.Fatal(err)
		}
		for part, belongs := range of {
			want := 0
			for _, i := range all {
				if belongs(i) {
					want++
				}
			}
			found, err := d.Invoices(t.Context(), part, nil, 1_000_000)
			n, err2 := d.CountInvoices(t.Context(), part)
			if err = cmp.Or(err, err2); err != nil || n != want || len(found) != want || slices.ContainsFunc(found, func(i Invoice) bool { return !belongs(i) }) {
				t.Errorf("%s: %d rows, counted %d, want %d (%v)", part, len(found), n, want, err)
			}
		}
		sorted, err := d.SortedInvoices(t.Context(), data.AllInvoices, data.Sort{By: "state"}, nil, 1_000_000)
		if err != nil || len(sorted) != len(all) {
			t.Fatalf("%d sorted of %d, %v", len(sorted), len(all), err)
		}
		seen := map[string]bool{}
		for n, i := range sorted {
			if n > 0 && sorted[n-1].StateText != i.StateText && seen[i.StateText] {
				t.Fatalf("%q stands in two places", i.StateText)
			}
			seen[i.StateText] = true
		}
	})
}
