package data_test

import (
	"errors"
	"testing"

	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

func TestOrderAndItsLinesComeBack(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		s := open(t, address)
		p := data.Product{Code: "book", Name: "Boek", Form: "paper", PriceCents: 995, VATCode: "low"}
		o := data.Order{
			Number: "B2026-0001", ExternalID: "web-1", Day: "2026-03-02", State: "new", Name: "Zoë de Graaf", Country: "NL",
			PayerOrganisation: "Gemeente Lindewoude", PayerTown: "Lindewoude", InvoiceReference: "PO-7", MessageSHA: "ab",
		}
		write(t, s, func(tx *data.Tx) error {
			if err := tx.SaveProduct(&p); err != nil {
				return err
			}
			if err := tx.SaveOrder(&o); err != nil {
				return err
			}
			return tx.SetOrderLines(&o, []data.OrderLine{
				{ProductID: p.ID, Description: "Boek", Quantity: 2, UnitCents: 995, VATCode: "low"},
				{Description: "Kaart", Quantity: 1, UnitCents: data.NoPrice, VATCode: "high"},
			})
		})
		read(t, s, func(tx *data.Tx) error {
			for name, find := range map[string]func() (data.Order, error){
				"id": func() (data.Order, error) { return tx.Order(o.ID) }, "number": func() (data.Order, error) { return tx.OrderByNumber("B2026-0001") },
				"external": func() (data.Order, error) { return tx.OrderByExternalID("web-1") },
			} {
				if got, err := find(); err != nil || got != o {
					t.Errorf("%s: %+v %v", name, got, err)
				}
			}
			if _, err := tx.OrderByExternalID(""); !errors.Is(err, data.ErrNotFound) {
				t.Errorf("no external id: %v", err)
			}
			lines, err := tx.OrderLinesOf(o.ID)
			if len(lines) != 2 || lines[0].ProductID != p.ID || lines[0].Position != 1 || lines[1].ProductID != 0 || lines[1].UnitCents != data.NoPrice {
				t.Errorf("%+v", lines)
			}
			if found, err := tx.OrdersOfMessage("ab"); err != nil || len(found) != 1 {
				t.Errorf("of message: %v %v", found, err)
			}
			return err
		})
		old := o
		write(t, s, func(tx *data.Tx) error {
			return tx.SetOrderLines(&o, []data.OrderLine{{Description: "Boek", Quantity: 9}})
		})
		err := s.Write(t.Context(), data.Change{Title: "Proef"}, func(tx *data.Tx) error { return tx.SetOrderLines(&old, nil) })
		if !errors.Is(err, data.ErrStale) {
			t.Errorf("lines from an older order: %v", err)
		}
		double := data.Order{Number: "B2026-0002", ExternalID: "web-1", Day: "2026-03-02", State: "new"}
		err = s.Write(t.Context(), data.Change{Title: "Proef"}, func(tx *data.Tx) error { return tx.SaveOrder(&double) })
		if !errors.Is(err, data.ErrDouble) {
			t.Errorf("external id twice: %v", err)
		}
	})
}

func TestRateThatHoldsOnADay(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		s := open(t, address)
		write(t, s, func(tx *data.Tx) error {
			for _, r := range []data.VATRate{{Code: "low", Since: "2001-01-01", Percent: 6}, {Code: "low", Since: "2019-01-01", Percent: 9}} {
				if err := tx.SaveVATRate(&r); err != nil {
					return err
				}
			}
			return nil
		})
		read(t, s, func(tx *data.Tx) error {
			for day, want := range map[data.Day]int64{"2018-12-31": 6, "2019-01-01": 9, "2026-11-20": 9} {
				if r, err := tx.VATRateOn("low", day); err != nil || r.Percent != want {
					t.Errorf("%s: %d %v", day, r.Percent, err)
				}
			}
			if _, err := tx.VATRateOn("low", "2000-12-31"); !errors.Is(err, data.ErrNotFound) {
				t.Errorf("before there was a rate: %v", err)
			}
			return nil
		})
	})
}

func TestNumbersGoOnAfterOnesFromElsewhere(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		s := open(t, address)
		write(t, s, func(tx *data.Tx) error {
			if err := tx.QueueForNumbers(); err != nil {
				return err
			}
			for _, n := range []int64{60, 12} {
				if err := tx.RaiseNumber("invoice-2026", n); err != nil {
					return err
				}
			}
			n, err := tx.NextNumber("invoice-2026")
			if n != 61 {
				t.Errorf("next number %d, want 61", n)
			}
			return err
		})
	})
}
