package data_test

import (
	"context"
	"errors"
	"testing"

	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

// finalInvoice saves an invoice with one line and makes it final under a number.
func finalInvoice(tx *data.Tx, number string, day data.Day, cents data.Cents) (data.Invoice, error) {
	i := data.Invoice{Kind: "invoice", State: "draft", Day: day, DueDay: day.AddDays(30), Name: "Wout Appelman", TotalCents: cents}
	if err := tx.SaveInvoice(&i); err != nil {
		return i, err
	}
	if err := tx.SetInvoiceLines(&i, []data.InvoiceLine{{Description: "Handleiding", Quantity: 1, UnitCents: cents, VATCode: "low"}}); err != nil {
		return i, err
	}
	if err := tx.AddInvoiceVAT(i.ID, []data.InvoiceVAT{{VATCode: "low", Percent: 9, NetCents: cents}}); err != nil {
		return i, err
	}
	i.Number, i.State = number, "final"
	return i, tx.SaveInvoice(&i)
}

func TestFinalInvoiceTakesOnlyPaymentsAndTheDayItWasSent(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		s := open(t, address)
		var i data.Invoice
		write(t, s, func(tx *data.Tx) (err error) { i, err = finalInvoice(tx, "2026-0001", "2026-03-02", 11495); return err })
		refuse := func(what string, want error, f func(*data.Tx) error) {
			t.Helper()
			err := s.Write(context.Background(), data.Change{Title: "Proef"}, f)
			if err == nil || want != nil && !errors.Is(err, want) {
				t.Errorf("%s: %v", what, err)
			}
		}
		for what, change := range map[string]func(*data.Invoice){
			"total": func(i *data.Invoice) { i.TotalCents = 1 }, "name": func(i *data.Invoice) { i.Name = "Ander" },
			"draft again": func(i *data.Invoice) { i.State, i.Number = "draft", "" }, "number": func(i *data.Invoice) { i.Number = "2026-0002" },
			"document": func(i *data.Invoice) { i.DocumentID = 7 }, "day": func(i *data.Invoice) { i.Day = "2026-03-03" },
		} {
			refuse(what, data.ErrFinal, func(tx *data.Tx) error { c := i; change(&c); return tx.SaveInvoice(&c) })
		}
		refuse("delete", data.ErrFinal, func(tx *data.Tx) error { return tx.DeleteInvoice(i.ID) })
		refuse("lines", data.ErrFinal, func(tx *data.Tx) error { return tx.SetInvoiceLines(&i, nil) })
		refuse("vat", data.ErrFinal, func(tx *data.Tx) error { return tx.AddInvoiceVAT(i.ID, nil) })
		refuse("paid by hand", nil, func(tx *data.Tx) error { c := i; c.PaidCents = 5; return tx.SaveInvoice(&c) })
		refuse("final from the start", nil, func(tx *data.Tx) error {
			return tx.SaveInvoice(&data.Invoice{Kind: "invoice", State: "final", Number: "2026-0009"})
		})
		refuse("a number twice", data.ErrDouble, func(tx *data.Tx) error { _, err := finalInvoice(tx, "2026-0001", "2026-03-02", 1); return err })
		paid := write(t, s, func(tx *data.Tx) error {
			if err := tx.AddPayment(&data.Payment{InvoiceID: i.ID, Day: "2026-03-09", AmountCents: 10000, Source: "bank"}); err != nil {
				return err
			}
			c, err := tx.Invoice(i.ID)
			if err != nil {
				return err
			}
			c.SentOn = "2026-03-03"
			return tx.SaveInvoice(&c)
		})
		read(t, s, func(tx *data.Tx) error {
			c, err := tx.InvoiceByNumber("2026-0001")
			if err != nil || c.OpenCents() != 1495 || c.SentOn != "2026-03-03" || c.Name != i.Name {
				t.Errorf("%+v %v", c, err)
			}
			lines, err := tx.InvoiceLinesOf(i.ID)
			if err != nil || len(lines) != 1 {
				t.Errorf("%+v %v", lines, err)
			}
			return nil
		})
		if _, err := s.Undo(context.Background(), "Ruud", paid); !errors.Is(err, data.ErrCannotUndo) {
			t.Errorf("undo of a payment: %v", err)
		}
	})
}

func TestUndoDoesNotReachTheLinesOfAFinalInvoice(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		s := open(t, address)
		i := data.Invoice{Kind: "invoice", State: "draft", Name: "Wout Appelman"}
		lines := func(text string) []data.InvoiceLine {
			return []data.InvoiceLine{{Description: text, Quantity: 1, UnitCents: 100, VATCode: "low"}}
		}
		made := write(t, s, func(tx *data.Tx) error {
			if err := tx.SaveInvoice(&i); err != nil {
				return err
			}
			return tx.SetInvoiceLines(&i, lines("eerst"))
		})
		edited := write(t, s, func(tx *data.Tx) error { return tx.SetInvoiceLines(&i, lines("later")) })
		write(t, s, func(tx *data.Tx) error { i.Number, i.State = "2026-0001", "final"; return tx.SaveInvoice(&i) })
		for _, change := range []int64{edited, made} {
			if _, err := s.Undo(context.Background(), "Ruud", change); !errors.Is(err, data.ErrCannotUndo) {
				t.Errorf("undo: %v", err)
			}
		}
		read(t, s, func(tx *data.Tx) error {
			got, err := tx.InvoiceLinesOf(i.ID)
			if len(got) != 1 || got[0].Description != "later" {
				t.Errorf("lines %+v", got)
			}
			return err
		})
	})
}

func TestPagesOfInvoicesMeetWithoutDoubles(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		s := open(t, address)
		write(t, s, func(tx *data.Tx) error {
			for _, x := range []struct {
				number string
				day    data.Day
			}{{"2026-0001", "2026-01-05"}, {"2026-0002", "2026-01-05"}, {"2025-0007", "2025-06-01"}, {"2026-0003", "2026-02-01"}} {
				if _, err := finalInvoice(tx, x.number, x.day, 100); err != nil {
					return err
				}
			}
			return tx.SaveInvoice(&data.Invoice{Kind: "invoice", State: "draft"})
		})
		read(t, s, func(tx *data.Tx) error {
			var got []string
			var last *data.Invoice
			for {
				page, err := tx.InvoicesPage(data.AllInvoices, last, 2)
				if err != nil {
					return err
				}
				if len(page) == 0 {
					break
				}
				for _, i := range page {
					got = append(got, i.Number)
				}
				last = &page[len(page)-1]
			}
			want := []string{"2026-0003", "2026-0002", "2026-0001", "2025-0007", ""}
			if len(got) != len(want) {
				t.Fatalf("%q", got)
			}
			for i := range want {
				if got[i] != want[i] {
					t.Errorf("%q, want %q", got, want)
					break
				}
			}
			return nil
		})
	})
}
