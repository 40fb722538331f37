package sales

import (
	"bytes"
	"context"
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/ledongthuc/pdf"

	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

func TestMain(m *testing.M) {
	if address := os.Getenv(childStore); address != "" {
		os.Exit(invoiceUntilKilled(address))
	}
	storetest.Main(m)
}

// today is the day of every test that does not set another.
var today = time.Date(2026, 11, 20, 10, 0, 0, 0, time.UTC)

// desk is a job on a fresh store with a clock that the test can turn.
type desk struct {
	*Sales
	store *data.Store
	now   *time.Time
	t     *testing.T
}

func newDesk(t *testing.T, address string) *desk {
	t.Helper()
	now := today
	store, err := data.Open(t.Context(), address, data.WithClock(func() time.Time { return now }))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	d := &desk{Sales: New(store), store: store, now: &now, t: t}
	d.Who = func() string { return "Annelies" }
	return d
}

func testSeller() Seller {
	return Seller{
		Name: "Expertisecentrum Kind en Scheiding", Street: "Lindelaan", HouseNumber: "12", Postcode: "5611 AB", Town: "Eindhoven",
		Email: "administratie@kantoor.example.nl", KvK: "17148829", VATID: "NL001234567B01", IBAN: "NL91ABNA0417164300", DueDays: 30,
	}
}

func (d *desk) withSeller() *desk {
	d.t.Helper()
	if _, err := d.SaveSeller(d.t.Context(), testSeller()); err != nil {
		d.t.Fatal(err)
	}
	return d
}

func (d *desk) tx(f func(*data.Tx) error) {
	d.t.Helper()
	if err := d.store.Write(context.Background(), data.Change{Title: "Proef"}, f); err != nil {
		d.t.Fatal(err)
	}
}

func order(quantity int64) Order {
	return Order{
		Customer: Customer{Name: "Tessel van Wijngaarden", Email: "tessel@praktijk.example.nl"},
		Delivery: Delivery{Name: "Tessel van Wijngaarden", Street: "Dorpsstraat", HouseNumber: "7a", Postcode: "7411kl", Town: "Deventer"},
		Lines:    []Item{{Product: Handbook, Quantity: quantity}},
	}
}

func (d *desk) order(o Order) SavedOrder {
	d.t.Helper()
	saved, err := d.NewOrder(d.t.Context(), o)
	if err != nil {
		d.t.Fatal(err)
	}
	return saved
}

func (d *desk) invoice(o Order) Issued {
	d.t.Helper()
	issued, err := d.OrderToInvoice(d.t.Context(), d.order(o).ID)
	if err != nil {
		d.t.Fatal(err)
	}
	return issued
}

func (d *desk) page(id int64) InvoicePage {
	d.t.Helper()
	page, err := d.Invoice(d.t.Context(), id)
	if err != nil {
		d.t.Fatal(err)
	}
	return page
}

// refused sees that an error is a Dutch sentence that says something about a thing.
func refused(t *testing.T, err error, about string) {
	t.Helper()
	text, ok := data.UserText(err)
	if !ok || !strings.Contains(text, about) {
		t.Errorf("refusal %v does not speak of %q", err, about)
	}
}

// textOf reads what stands on a PDF, without spaces.
func textOf(t *testing.T, b []byte) string {
	t.Helper()
	r, err := pdf.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for n := 1; n <= r.NumPage(); n++ {
		for _, piece := range r.Page(n).Content().Text {
			out.WriteString(piece.S)
		}
	}
	return strings.Join(strings.Fields(strings.ReplaceAll(out.String(), "\u00a0", " ")), "")
}

func TestOrderBecomesFinalInvoice(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		d := newDesk(t, address).withSeller()
		for quantity, want := range map[int64][3]data.Cents{1: {11495, 10546, 949}, 4: {45980, 42183, 3797}} {
			issued := d.invoice(order(quantity))
			page := d.page(issued.ID)
			if issued.TotalCents != want[0] || len(page.VAT) != 1 || page.VAT[0].NetCents != want[1] || page.VAT[0].VATCents != want[2] || page.VAT[0].Percent != 9 {
				t.Errorf("%d pieces: %+v %+v", quantity, issued, page.VAT)
			}
			if page.Day != "2026-11-20" || page.DueDay != "2026-12-20" || page.DeliveryDay != "2026-11-20" || page.State != "final" {
				t.Errorf("days %s %s %s, state %s", page.Day, page.DueDay, page.DeliveryDay, page.State)
			}
			o, err := d.Order(t.Context(), page.OrderID)
			if err != nil || o.Order.State != "invoiced" || o.InvoiceNumber != issued.Number {
				t.Errorf("order after invoicing: %v %s %s", err, o.Order.State, o.InvoiceNumber)
			}
		}
		first, err := d.FindInvoice(t.Context(), "2026-0001")
		if err != nil || first.Number != "2026-0001" {
			t.Fatalf("first number: %v", err)
		}
		kept, err := d.InvoicePDF(t.Context(), first.ID)
		if err != nil || data.SumOf(kept.Bytes) != first.SHA256 {
			t.Fatalf("kept PDF: %v", err)
		}
		text := textOf(t, kept.Bytes)
		for _, must := range []string{
			"2026-0001", "20november2026", "20december2026", "ExpertisecentrumKindenScheiding", "Lindelaan12", "5611AB", "17148829", "NL001234567B01",
			"TesselvanWijngaarden", "Dorpsstraat7a", "7411KL", "Deventer", "HandleidingKIEScoach7-12jaar", "9%", "NL91ABNA0417164300",
		} {
			if !strings.Contains(text, must) {
				t.Errorf("%q does not stand on the invoice:\n%s", must, text)
			}
		}
		again, err := d.OrderToInvoice(t.Context(), first.OrderID)
		if err != nil || again.ID != first.ID || again.Number != first.Number || again.SHA256 != first.SHA256 {
			t.Errorf("the same order invoiced twice: %+v %v", again, err)
		}
	})
}

func TestNoNumberWhileSomethingIsMissing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		d := newDesk(t, address)
		saved := d.order(order(1))
		_, err := d.OrderToInvoice(t.Context(), saved.ID)
		refused(t, err, "het btw-id")
		d.withSeller()
		homeless := order(1)
		homeless.Delivery = Delivery{}
		_, err = d.OrderToInvoice(t.Context(), d.order(homeless).ID)
		refused(t, err, "van de klant ontbreekt")
		priceless := order(1)
		priceless.Lines = []Item{{Product: "workbook-kies-voor-mij", Quantity: 2}}
		_, err = d.OrderToInvoice(t.Context(), d.order(priceless).ID)
		refused(t, err, "nog geen prijs")
		gift := order(1)
		gift.Lines = []Item{{Product: "kindplan", Quantity: 2}}
		_, err = d.OrderToInvoice(t.Context(), d.order(gift).ID)
		refused(t, err, "niets te betalen")
		issued, err := d.OrderToInvoice(t.Context(), saved.ID)
		if err != nil || issued.Number != "2026-0001" {
			t.Errorf("after refusals: %+v %v", issued, err)
		}
	})
}

func TestFinalInvoiceIsReadOnly(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		d := newDesk(t, address).withSeller()
		saved := d.order(order(1))
		id, _, err := d.DraftFromOrder(t.Context(), saved.ID)
		if err != nil {
			t.Fatal(err)
		}
		page := d.page(id)
		if page.Number != "" || page.State != "draft" {
			t.Fatalf("draft %+v", page.Invoice)
		}
		draft := Draft{Organisation: "Basisschool De Hazelaar", Street: "Kerkweg", HouseNumber: "1", Postcode: "1234AB", Town: "Ede", Lines: []DraftLine{
			{Description: "Handleiding", Quantity: 1, UnitCents: 11495, VATCode: LowVAT}, {Description: "Kaarten", Quantity: 3, UnitCents: 250, VATCode: HighVAT},
		}}
		edit, err := d.SaveDraft(t.Context(), id, page.Version, draft)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := d.SaveDraft(t.Context(), id, page.Version, draft); !errors.Is(err, data.ErrStale) {
			t.Errorf("stale draft: %v", err)
		}
		if _, err := d.Finalise(t.Context(), id); err != nil {
			t.Fatal(err)
		}
		page = d.page(id)
		if page.TotalCents != 12245 || len(page.VAT) != 2 || page.Organisation != "Basisschool De Hazelaar" {
			t.Errorf("final: %+v %+v", page.Invoice, page.VAT)
		}
		try := map[string]func(*data.Tx, data.Invoice) error{
			"save":   func(tx *data.Tx, i data.Invoice) error { i.TotalCents++; return tx.SaveInvoice(&i) },
			"state":  func(tx *data.Tx, i data.Invoice) error { i.State, i.Number = "draft", ""; return tx.SaveInvoice(&i) },
			"delete": func(tx *data.Tx, i data.Invoice) error { return tx.DeleteInvoice(i.ID) },
			"lines":  func(tx *data.Tx, i data.Invoice) error { return tx.SetInvoiceLines(&i, nil) },
			"vat":    func(tx *data.Tx, i data.Invoice) error { return tx.AddInvoiceVAT(i.ID, make([]data.InvoiceVAT, 1)) },
			"again":  func(tx *data.Tx, i data.Invoice) error { _, err := FinaliseIn(tx, i.ID); return err },
		}
		for name, f := range try {
			err := d.store.Write(t.Context(), data.Change{Title: "Proef"}, func(tx *data.Tx) error { return f(tx, page.Invoice.Invoice) })
			if !errors.Is(err, data.ErrFinal) {
				t.Errorf("%s of a final invoice: %v", name, err)
			}
		}
		if _, err := d.store.Undo(t.Context(), "Ruud", edit); !errors.Is(err, data.ErrCannotUndo) {
			t.Errorf("undo of an edit under a final invoice: %v", err)
		}
		if _, err := d.MarkInvoiceSent(t.Context(), id); err != nil {
			t.Error(err)
		}
		if after := d.page(id); len(after.Lines) != 2 || after.SentOn != "2026-11-20" {
			t.Errorf("after all that: %+v", after)
		}
		if problems, err := d.store.Check(t.Context()); err != nil || len(problems) > 0 {
			t.Errorf("check: %v %v", problems, err)
		}
	})
}
