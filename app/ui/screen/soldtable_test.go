package screen

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"kiesvoorhetkind.nl/kantoor/app/complaint"
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

func TestTrainingsAsATable(t *testing.T) {
	c := newClassroom(t, func(c *classroom) {
		c.group(lessons, "Zwolle", []string{"2026-02-23"}, "Ada van den Berg", "Bo Dijk")
		c.group(lessons, "Assen", []string{"2026-04-14"})
		c.group(lessons, "Meppel", []string{"2026-03-14"}, "Bo Dijk")
	})
	list := c.page.list
	towns := func() string {
		var out []string
		for _, it := range list.Items() {
			out = append(out, it.Row.Cells[1].Text)
		}
		return strings.Join(out, " ")
	}
	c.Command("list.table")
	c.MustSee("Deelnemers", "Plaatsen")
	list.Table().SortBy("town", false)
	if towns() != "Assen Meppel Zwolle" {
		t.Errorf("by town %s", towns())
	}
	list.Table().SortBy("people", true)
	if towns() != "Zwolle Meppel Assen" {
		t.Errorf("by participants %s", towns())
	}
	eachOrder(t, list, 3)
	list.Table().SortBy("day", true)
	c.files.save = filepath.Join(t.TempDir(), "groepen.csv")
	list.Focus()
	c.Command("list.text")
	if got := written(t, c.files.save); len(got) != 4 || !strings.Contains(got[1], "Assen") || !strings.Contains(got[3], "Zwolle") {
		t.Errorf("exported as %q", got)
	}
	c.Click("Opleidingen")
	c.MustSee("Leeftijdsgroep")
	eachOrder(t, list, len(list.Items()))
}

func TestComplaintsAsATable(t *testing.T) {
	c := newCounter(t)
	for _, n := range []complaint.NewComplaint{
		{Route: "training", Subject: "Zaal te koud", Complainant: "Wil Dam", Received: "2026-03-02"},
		{Route: "other", Subject: "Boek te laat", Complainant: "", Received: "2026-02-27"},
	} {
		if _, _, err := c.office.Complaints.Register(context.Background(), n); err != nil {
			t.Fatal(err)
		}
	}
	c.Go(ui.Route{Screen: ui.ScreenComplaints})
	page := c.Shell.Page().(ui.Lister)
	c.Command("list.table")
	page.List().Table().SortBy("subject", false)
	inThisOrder(t, page.List(), "Boek te laat", "Zaal te koud")
	page.List().Table().SortBy("who", true)
	inThisOrder(t, page.List(), "Zaal te koud", "Boek te laat")
	eachOrder(t, page.List(), 2)
}
