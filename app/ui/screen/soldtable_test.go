package screen

import (
	"context"
	"testing"

	"kiesvoorhetkind.nl/kantoor/app/sales"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
)

// eachOrder sorts a table by every column, both ways, and fails where the list loses a row.
func eachOrder(t *testing.T, list *block.List, rows int) {
	t.Helper()
	for _, c := range list.Table().Columns() {
		for _, down := range []bool{false, true} {
			list.Table().SortBy(c.ID, down)
			if n := len(list.Items()); n != rows {
				t.Errorf("by %s (down %v) there are %d rows, want %d", c.ID, down, n, rows)
			}
			if by, way := list.Sorted(); by != c.ID || way != down {
				t.Errorf("sorted by %s says %s", c.ID, by)
			}
		}
	}
}

func TestOrdersAndInvoicesAsATable(t *testing.T) {
	d := newTrader(t)
	ctx := context.Background()
	for _, o := range []struct {
		name string
		many int64
	}{{"Zeger Zand", 1}, {"Aafke Aalst", 3}, {"Mo Meer", 2}} {
		saved, err := d.office.Sales.NewOrder(ctx, sales.Order{
			Customer: sales.Customer{Name: o.name}, Delivery: sales.Delivery{Name: o.name, Street: "Wal", HouseNumber: "5", Postcode: "8011AB", Town: "Zwolle", Country: "NL"},
			Lines: []sales.Item{{Product: sales.Handbook, Quantity: o.many}},
		})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := d.office.Sales.OrderToInvoice(ctx, saved.ID); err != nil {
			t.Fatal(err)
		}
	}
	for _, screen := range []ui.ScreenID{ui.ScreenOrders, ui.ScreenInvoices} {
		d.Go(ui.Route{Screen: screen})
		d.Click("Alles")
		page, ok := d.Shell.Page().(ui.Lister)
		if !ok {
			t.Fatalf("%s has no list", screen)
		}
		list := page.List()
		inThisOrder(t, list, "Mo Meer", "Aafke Aalst", "Zeger Zand")
		list.Table().SortBy("customer", false)
		inThisOrder(t, list, "Aafke Aalst", "Mo Meer", "Zeger Zand")
		d.Command("list.table")
		list.Table().SortBy("amount", true)
		inThisOrder(t, list, "Aafke Aalst", "Mo Meer", "Zeger Zand")
		list.Table().SortBy("amount", false)
		inThisOrder(t, list, "Zeger Zand", "Mo Meer", "Aafke Aalst")
		eachOrder(t, list, 3)
		list.Table().Reset()
		inThisOrder(t, list, "Mo Meer", "Aafke Aalst", "Zeger Zand")
	}
}
