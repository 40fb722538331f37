package screen

import (
	"context"
	"os"
	"strings"
	"testing"

	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/data"
)

func (d *trader) invoiced(t *testing.T) int64 {
	t.Helper()
	i, err := d.office.Sales.OrderToInvoice(context.Background(), d.order(t).ID)
	if err != nil {
		t.Fatal(err)
	}
	d.Go(ui.Route{Screen: ui.ScreenInvoices})
	return i.ID
}

func TestPaymentIsRecorded(t *testing.T) {
	d := newTrader(t)
	id := d.invoiced(t)
	d.MustSee("Open 1", "Open € 229,90", "Nog open € 229,90")
	d.Reset()
	d.Press("B", "Return")
	d.MustSee("Betaling vastgelegd, alles is betaald")
	if d.Steps != 2 {
		t.Errorf("%d steps", d.Steps)
	}
	page, err := d.office.Sales.Invoice(context.Background(), id)
	if err != nil || page.OpenCents() != 0 || page.Payments[0].Source != "bank" {
		t.Errorf("%+v, %v", page.Payments, err)
	}
	d.Click("Betaald")
	d.MustSee("Fenna Hoekstra", "betaald")
}

func TestCreditAsksFirst(t *testing.T) {
	d := newTrader(t)
	d.invoiced(t)
	d.Press("C")
	d.MustSee("Dat kan niet ongedaan worden gemaakt.")
	d.Click("Crediteren")
	d.MustSee("Vul dit in.")
	n, err := d.office.Sales.CountInvoices(context.Background(), data.AllInvoices)
	if err != nil || n != 1 {
		t.Fatalf("%d invoices without a reason, %v", n, err)
	}
	d.Type("Dubbel besteld")
	d.Click("Crediteren")
	d.MustSee("Creditfactuur 2026-0002 gemaakt", "Gecrediteerd", "Dubbel besteld", "verrekend met 2026-0002", "Betaald en verrekend")
	// Nobody paid it: it stands under what was set off, with its credit note, and not under what was paid.
	d.Click("Verrekend")
	d.MustSee("2 facturen", "verrekend")
	d.Click("Betaald")
	d.MustSee("Geen facturen")
}

func TestSetOffByHand(t *testing.T) {
	d := newTrader(t)
	d.invoiced(t)
	d.Press("B")
	d.Window().Canvas().FocusNext()
	d.Window().Canvas().FocusNext()
	d.Type("v")
	d.Click("Vastleggen")
	d.MustSee("Verrekening vastgelegd, er staat niets meer open")
	d.Click("Verrekend")
	d.MustSee("Fenna Hoekstra", "verrekend", "1 factuur")
	if d.Sees("Terug te betalen") {
		t.Error("a part for what is to be paid back, with nothing in it")
	}
}

func TestDraftIsChangedAndMadeFinal(t *testing.T) {
	d := newTrader(t)
	d.order(t)
	d.Run("reload")
	d.Press("C")
	d.MustSee("Dit is nog een concept")
	d.Press("A")
	d.Type("Stichting De Brug")
	d.Run("form.save")
	d.MustSee("Concept opgeslagen", "Stichting De Brug")
	d.Run("undo")
	if d.Sees("Stichting De Brug") {
		t.Error("the change was not taken back")
	}
	d.Press("O")
	d.MustSee("Zo wordt de factuur", "Pagina 1 van 1")
	d.drawn.must(t, 1)
	d.Press("Escape")
	d.MustSee("Dit is nog een concept")
	d.Press("O", "Return")
	d.MustSee("Factuur 2026-0001 gemaakt", "kenmerk")
	d.Press("O")
	d.MustSee("Factuur 2026-0001", "Pagina 1 van 1")
	d.drawn.must(t, 3)
	d.Click("PDF openen")
	if len(d.shown) != 1 || d.shown[0] != "Factuur 2026-0001.pdf" {
		t.Errorf("opened %q", d.shown)
	}
	d.Run("invoice.store")
	pdf, err := os.ReadFile(d.saveTo)
	if err != nil || !strings.HasPrefix(string(pdf), "%PDF-") {
		t.Errorf("saved %d bytes, %v", len(pdf), err)
	}
}

func TestNewInvoiceWithALine(t *testing.T) {
	d := newTrader(t)
	d.Go(ui.Route{Screen: ui.ScreenInvoices})
	d.Press("N")
	d.Type("Gemeente Voorbeeldstad")
	d.Run("form.save")
	d.MustSee("Gemeente Voorbeeldstad", "€ 0,00")
	d.Press("D")
	d.MustSee("van de klant ontbreekt de straat, de plaats en de postcode")
}

func TestDraftThrownAwayComesBack(t *testing.T) {
	d := newTrader(t)
	d.order(t)
	d.Run("reload")
	d.Press("C")
	d.Click("Weggooien")
	d.MustSee("Deze factuur is er niet meer")
	d.Run("undo")
	d.Click("Concept")
	d.MustSee("Fenna Hoekstra")
}
