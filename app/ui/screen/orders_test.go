package screen

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"kiesvoorhetkind.nl/kantoor/app"
	"kiesvoorhetkind.nl/kantoor/app/document"
	"kiesvoorhetkind.nl/kantoor/app/sales"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/uitest"
	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

// trader is an office with somebody at the screens of orders and invoices.
type trader struct {
	*uitest.Desk
	office  *app.Office
	shown   []string // the PDFs that were opened
	printed []string // the titles that went to a printer, and to which
	saveTo  string
	drawn   drawings

	printers []string // of the computer
}

func (d *trader) List(context.Context) ([]document.Queue, string, error) {
	var queues []document.Queue
	for _, name := range d.printers {
		queues = append(queues, document.Queue{Name: name})
	}
	standard := ""
	if len(queues) > 0 {
		standard = queues[0].Name
	}
	return queues, standard, nil
}

func (d *trader) Print(_ context.Context, pdf []byte, job document.Job) (string, error) {
	if bytes.HasPrefix(pdf, []byte("%PDF-")) {
		d.printed = append(d.printed, job.Title+" op "+job.Queue)
	}
	return "1", nil
}

func (d *trader) Open(_ string, _ []string, then func(string)) { then(d.saveTo) }
func (d *trader) Save(_, name string, then func(string)) {
	d.saveTo = filepath.Join(d.saveTo, name)
	then(d.saveTo)
}
func (d *trader) Folder(_ string, then func(string)) { then(d.saveTo) }

func newTrader(t *testing.T) *trader {
	t.Helper()
	ctx := context.Background()
	now := time.Date(2026, 3, 3, 9, 0, 0, 0, time.UTC)
	o, err := app.Open(ctx, app.Options{Address: storetest.SQLite(t), Who: "Annelies", Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := o.Close(); err != nil {
			t.Error(err)
		}
	})
	_, err = o.Sales.SaveSeller(ctx, sales.Seller{
		Name: "Kantoor De Proef", Street: "Lindelaan", HouseNumber: "1", Postcode: "7411 AA", Town: "Deventer", Email: "info@example.nl",
		KvK: "12345678", VATID: "NL123456789B01", IBAN: "NL91ABNA0417164300", DueDays: 30,
	})
	if err != nil {
		t.Fatal(err)
	}
	d := &trader{office: o, saveTo: t.TempDir()}
	papers := Papers{Printer: d, Pages: d.drawn.open, Show: func(path string) error {
		pdf, err := os.ReadFile(path)
		if err == nil && bytes.HasPrefix(pdf, []byte("%PDF-")) {
			d.shown = append(d.shown, filepath.Base(path))
		}
		return err
	}}
	d.Desk = uitest.New(t, nil, d,
		Orders(o.Sales, Finder{Store: o.Store}, papers, o),
		Invoices(o.Sales, o.Mail, papers, o, o.Name))
	return d
}

// order keeps an order of one handbook.
func (d *trader) order(t *testing.T) sales.SavedOrder {
	t.Helper()
	saved, err := d.office.Sales.NewOrder(context.Background(), sales.Order{
		Customer: sales.Customer{Name: "Fenna Hoekstra", Email: "fenna@example.nl"},
		Delivery: sales.Delivery{Name: "Fenna Hoekstra", Street: "Wal", HouseNumber: "4", Postcode: "8011AB", Town: "Zwolle", Country: "NL"},
		Lines:    []sales.Item{{Product: sales.Handbook, Quantity: 2}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return saved
}

func TestFromOrderToInvoiceAndLabelInTwoSteps(t *testing.T) {
	d := newTrader(t)
	d.order(t)
	d.Run("reload")
	d.MustSee("Fenna Hoekstra", "€ 229,90", "Volgende stap: de factuur", "Nieuw 1")
	d.Reset()
	d.Press("F")
	d.MustSee("Factuur 2026-0001 gemaakt", "Volgende stap: het pakket")
	d.Press("E")
	d.MustSee("Pagina 1 van 2", "geen printer gevonden")
	d.drawn.must(t, 1)
	d.Press("Return") // there is no printer: the papers are opened
	if got := strings.Join(d.shown, ", "); got != "Etiket B2026-0001.pdf, Pakbon B2026-0001.pdf" {
		t.Errorf("opened %q", got)
	}
	if d.Steps != 3 {
		t.Errorf("%d steps", d.Steps)
	}
	// With a label printer each paper goes to its own, and does so again the next time.
	d.printers = []string{"Etiketten", "Kantoor"}
	for range 2 {
		d.Run("print")
		if len(d.printed) == 0 {
			d.choosePrinters(t, "Etiketten", "Kantoor")
		}
		d.Press("Return")
	}
	if got := strings.Join(d.printed, ", "); got != "Etiket B2026-0001 op Etiketten, Pakbon B2026-0001 op Kantoor, Etiket B2026-0001 op Etiketten, Pakbon B2026-0001 op Kantoor" {
		t.Errorf("printed %q", got)
	}
	if d.drawn.held != 0 {
		t.Errorf("%d papers are still held", d.drawn.held)
	}
	d.Press("V")
	d.MustSee("Verzonden op di 3 mrt 2026.")
	d.Run("undo")
	d.MustSee("Volgende stap: het pakket")
	d.Click("2026-0001")
	if at := d.Where(); at.Screen != ui.ScreenInvoices {
		t.Errorf("the link goes to %v", at)
	}
	d.MustSee("Btw 9% over € 210,92", "€ 18,98", "Nog open € 229,90")
}

func TestNewOrderTakesSomebodyFromTheRegister(t *testing.T) {
	d := newTrader(t)
	ctx := context.Background()
	err := d.office.Store.Write(ctx, data.Change{Title: "test"}, func(tx *data.Tx) error {
		return tx.SavePerson(&data.Person{FirstName: "Ruben", Surname: "Kamphuis", Street: "Dijk", HouseNumber: "9", Postcode: "7201 CD", Town: "Zutphen", Country: "NL", Email: "ruben@example.nl"})
	})
	if err != nil {
		t.Fatal(err)
	}
	d.Press("N")
	d.MustSee("Nieuwe bestelling")
	d.Type("kamph")
	d.Press("Return")
	d.Click("Opslaan")
	d.MustSee("Bestelling B2026-0001 gemaakt", "Ruben Kamphuis", "7201 CD Zutphen", "€ 114,95")
	page, err := d.office.Sales.Order(ctx, 1)
	if err != nil || page.Order.PersonID == 0 || page.Order.Email != "ruben@example.nl" {
		t.Errorf("%+v, %v", page.Order, err)
	}

	d.Click("Aanpassen")
	d.Fill(manyOf(t, d.Desk), "3")
	d.Run("form.save")
	d.MustSee("Bestelling aangepast", "€ 344,85")
	d.Run("undo")
	d.MustSee("€ 114,95")
}

// manyOf answers how many of the first article of the order that is being filled in.
func manyOf(t *testing.T, d *uitest.Desk) block.Field {
	t.Helper()
	for _, o := range test.LaidOutObjects(d.Window().Canvas().Content()) {
		if l, ok := o.(*block.Fields); ok {
			return l.Parts()[1]
		}
	}
	t.Fatal("no order is being filled in")
	return nil
}

// count answers how many orders there are.
func (d *trader) count(t *testing.T) int {
	t.Helper()
	all, err := d.office.Sales.Orders(context.Background(), "", nil, 100)
	if err != nil {
		t.Fatal(err)
	}
	return len(all)
}

func TestCancelledFormKeepsNothing(t *testing.T) {
	d := newTrader(t)
	d.order(t)
	d.Run("reload")
	d.Press("N")
	d.Fill(manyOf(t, d.Desk), "4")
	d.Press("Escape")
	d.MustSee("Weggegooid: Nieuwe bestelling", "Volgende stap: de factuur")
	if n := d.count(t); n != 1 {
		t.Errorf("%d orders", n)
	}
}

func TestDroppedOrderOfAShopComesInOnce(t *testing.T) {
	d := newTrader(t)
	path := filepath.Join(t.TempDir(), "order.json")
	shop := `{"id":"web-7","customer":{"name":"Jet Mulder","email":"jet@example.nl"},
		"delivery":{"name":"Jet Mulder","street":"Brink","house_number":"2","postcode":"7511 AA","town":"Enschede","country":"NL"},
		"lines":[{"product":"handbook-7-12","quantity":1}]}`
	if err := os.WriteFile(path, []byte(shop), 0o600); err != nil {
		t.Fatal(err)
	}
	d.saveTo = path
	d.Run("order.import")
	d.MustSee("1 bestelling ingelezen", "Jet Mulder", "webwinkel, web-7")
	d.Run("order.import")
	d.MustSee("1 was er al")
	if err := os.WriteFile(path, []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	d.Run("order.import")
	d.MustSee("Dit is geen bestelling in de vorm die een webwinkel stuurt")
	if n := d.count(t); n != 1 {
		t.Errorf("%d orders", n)
	}
}

func TestCancelledOrderCanBeTakenBack(t *testing.T) {
	d := newTrader(t)
	d.order(t)
	d.Run("reload")
	d.Click("Annuleren")
	d.MustSee("Deze bestelling is geannuleerd.")
	d.Run("undo")
	d.MustSee("Volgende stap: de factuur")
}

// choosePrinters chooses in the fields of the panel that is open, from the top.
func (d *trader) choosePrinters(t *testing.T, names ...string) {
	t.Helper()
	for _, o := range test.LaidOutObjects(d.Window().Canvas().Overlays().Top()) {
		if f, ok := o.(*block.ChoiceField); ok && len(names) > 0 {
			f.SetValue(names[0])
			names = names[1:]
		}
	}
	if len(names) > 0 {
		t.Fatalf("there is no field for %q", names)
	}
}

func TestAllLabelsInOnePDF(t *testing.T) {
	d := newTrader(t)
	for range 2 {
		if _, err := d.office.Sales.OrderToInvoice(context.Background(), d.order(t).ID); err != nil {
			t.Fatal(err)
		}
	}
	d.Run("reload")
	d.Click("Te verzenden")
	d.Click("Alle etiketten in één PDF")
	d.MustSee("Pagina 1 van 2")
	d.Click("PDF openen")
	if len(d.shown) != 1 || d.shown[0] != "Etiketten.pdf" {
		t.Errorf("opened %q", d.shown)
	}
}
