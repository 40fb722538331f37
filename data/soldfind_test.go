package data_test

import (
	"fmt"
	"slices"
	"testing"

	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

func TestOrdersAndInvoicesAreFoundByWords(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		s := open(t, address)
		write(t, s, func(tx *data.Tx) error {
			for n, who := range []struct{ name, organisation, reference string }{
				{"Zoë de Groot", "Gemeente Hellevoet", "INK-77/2026"},
				{"Pim Groothuis", "Praktijk Ön", ""},
				{"Anna Veld", "", "100%_zeker"},
			} {
				o := data.Order{Number: fmt.Sprintf("B-2026-%04d", n+1), ExternalID: fmt.Sprintf("web-%d", 900+n), Day: "2026-03-02", State: "new", Name: who.name, Organisation: who.organisation}
				if err := tx.SaveOrder(&o); err != nil {
					return err
				}
				i := data.Invoice{Kind: "invoice", State: "draft", Name: who.name, Organisation: who.organisation, Reference: who.reference}
				if err := tx.SaveInvoice(&i); err != nil {
					return err
				}
				i.Number, i.State = fmt.Sprintf("2026-%04d", n+1), "final"
				if err := tx.SaveInvoice(&i); err != nil {
					return err
				}
			}
			// Who is called otherwise later is found by what he is called now.
			o, err := tx.OrderByNumber("B-2026-0003")
			if err != nil {
				return err
			}
			o.Name = "Anna Bos-Veld"
			return tx.SaveOrder(&o)
		})
		for _, c := range []struct {
			text             string
			orders, invoices []int
		}{
			{"groot", []int{2, 1}, []int{2, 1}},
			{"GROOT zoe", []int{1}, []int{1}},
			{"hellevoet de groot", []int{1}, []int{1}},
			{"on praktijk", []int{2}, []int{2}},
			{"2026-000", []int{3, 2, 1}, []int{3, 2, 1}},
			{"web-902", []int{3}, nil},
			{"ink-77/", nil, []int{1}},
			{"0%_z", nil, []int{3}},
			{"bos-v", []int{3}, nil},
			{"gro", []int{2, 1}, []int{2, 1}},
			{"gr", nil, nil}, // two letters name half the office
			{"groot zwolle", nil, nil},
			{`"groot`, nil, nil},
			{"", nil, nil},
		} {
			read(t, s, func(tx *data.Tx) error {
				orders, err := tx.FindOrders(c.text, 10)
				if err != nil {
					return err
				}
				invoices, err := tx.FindInvoices(c.text, 10)
				if err != nil {
					return err
				}
				last := func(number string) int { return int(number[len(number)-1] - '0') }
				var o, i []int
				for _, f := range orders {
					o = append(o, last(f.Number))
				}
				for _, f := range invoices {
					i = append(i, last(f.Number))
				}
				if !slices.Equal(o, c.orders) || !slices.Equal(i, c.invoices) {
					t.Errorf("%q: orders %v, invoices %v", c.text, o, i)
				}
				return nil
			})
		}
		read(t, s, func(tx *data.Tx) error {
			newest, err := tx.FindOrders("groot", 1)
			if err == nil && (len(newest) != 1 || newest[0].Number != "B-2026-0002") {
				t.Errorf("of two, the newest: %+v", newest)
			}
			return err
		})
	})
}

// A transaction that runs the same text of SQL again keeps it, also while its rows are read.
func TestOneTextOfSQLManyTimes(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		s := open(t, address)
		write(t, s, func(tx *data.Tx) error {
			for n := range 50 {
				p := data.Person{Surname: fmt.Sprintf("Peer%02d", n), Email: fmt.Sprintf("p%d@example.nl", n%7)}
				if err := tx.SavePerson(&p); err != nil {
					return err
				}
				if got, err := tx.Person(p.ID); err != nil || got.Surname != p.Surname {
					t.Fatalf("%d: %q %v", n, got.Surname, err)
				}
			}
			for n := range 7 {
				found, err := tx.PeopleByEmail(fmt.Sprintf("P%d@example.nl", n))
				if err != nil {
					return err
				}
				if want := (50 + 6 - n) / 7; len(found) != want {
					t.Errorf("address %d: %d people, not %d", n, len(found), want)
				}
			}
			return nil
		})
	})
}
