package sales

import (
	"testing"

	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

// BenchmarkOrderToInvoice is an order that comes in and its final invoice, PDF included.
func BenchmarkOrderToInvoice(b *testing.B) {
	for name, address := range map[string]func(testing.TB) string{"sqlite": storetest.SQLite, "postgres": storetest.Postgres} {
		b.Run(name, func(b *testing.B) {
			store, err := data.Open(b.Context(), address(b))
			if err != nil {
				b.Fatal(err)
			}
			s := New(store)
			if _, err := s.SaveSeller(b.Context(), testSeller()); err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				saved, err := s.NewOrder(b.Context(), order(1))
				if err != nil {
					b.Fatal(err)
				}
				if _, err := s.OrderToInvoice(b.Context(), saved.ID); err != nil {
					b.Fatal(err)
				}
			}
			if err := store.Close(); err != nil {
				b.Fatal(err)
			}
		})
	}
}
