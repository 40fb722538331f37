package sales

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

func TestCreditNoteCorrectsItsInvoice(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		d := newDesk(t, address).withSeller()
		saved := d.order(order(4))
		issued, err := d.OrderToInvoice(t.Context(), saved.ID)
		if err != nil {
			t.Fatal(err)
		}
		_, err = d.CancelOrder(t.Context(), saved.ID)
		refused(t, err, "creditfactuur")
		// One piece comes back: the draft is the whole invoice, the desk makes it one.
		id, _, err := d.DraftCredit(t.Context(), issued.ID, "Eén exemplaar was beschadigd.")
		if err != nil {
			t.Fatal(err)
		}
		page := d.page(id)
		draft := Draft{Name: page.Name, Street: page.Street, HouseNumber: page.HouseNumber, Postcode: page.Postcode, Town: page.Town, Country: page.Country, Reason: page.Reason}
		draft.Lines = []DraftLine{{Description: page.Lines[0].Description, Quantity: -1, UnitCents: 11495, VATCode: LowVAT}}
		if page.TotalCents != -45980 || page.Lines[0].Quantity != -4 {
			t.Errorf("draft credit %+v", page)
		}
		if _, err := d.SaveDraft(t.Context(), id, page.Version, draft); err != nil {
			t.Fatal(err)
		}
		part, err := d.Finalise(t.Context(), id)
		if err != nil || part.Number != "2026-0002" || part.TotalCents != -11495 {
			t.Fatalf("%+v %v", part, err)
		}
		if p := d.page(part.ID); p.VAT[0].VATCents != -949 || p.OriginalOf != "2026-0001" || p.StateText != "verrekend" {
			t.Errorf("credit note %+v", p)
		}
		if p := d.page(issued.ID); p.OpenCents() != 3*11495 || len(p.Credits) != 1 {
			t.Errorf("original %+v", p)
		}
		// The customer pays the rest; then all the rest is credited and has to be paid back.
		if open, err := d.RecordPayment(t.Context(), issued.ID, "", 3*11495, "bank"); err != nil || open != 0 {
			t.Fatalf("open %d %v", open, err)
		}
		rest, err := d.Credit(t.Context(), issued.ID, "Bestelling ingetrokken.")
		if err != nil || rest.Number != "2026-0003" || rest.TotalCents != -3*11495 {
			t.Fatalf("%+v %v", rest, err)
		}
		if p := d.page(rest.ID); p.StateText != "terug te betalen" || p.OpenCents() != -3*11495 {
			t.Errorf("rest %+v", p.Invoice)
		}
		kept, err := d.InvoicePDF(t.Context(), rest.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, must := range []string{"Creditfactuur", "2026-0003", "2026-0001", "Bestellingingetrokken.", "-344,85"} {
			if text := textOf(t, kept.Bytes); !strings.Contains(text, must) {
				t.Errorf("%q does not stand on the credit note: %s", must, text)
			}
		}
		_, err = d.Credit(t.Context(), issued.ID, "")
		refused(t, err, "al helemaal gecrediteerd")
		_, err = d.Credit(t.Context(), rest.ID, "")
		refused(t, err, "kan niet worden gecrediteerd")
		// Room for a new invoice, and for cancelling it all.
		if _, err := d.CancelOrder(t.Context(), saved.ID); err != nil {
			t.Errorf("cancel after crediting: %v", err)
		}
	})
}

func TestCreditNoteGivesNoMoreThanThereIs(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		d := newDesk(t, address).withSeller()
		issued := d.invoice(order(1))
		var ids []int64
		for range 2 {
			id, _, err := d.DraftCredit(t.Context(), issued.ID, "")
			if err != nil {
				t.Fatal(err)
			}
			ids = append(ids, id)
		}
		if _, err := d.Finalise(t.Context(), ids[0]); err != nil {
			t.Fatal(err)
		}
		_, err := d.Finalise(t.Context(), ids[1])
		refused(t, err, "nog hooguit")
		// The credit note has the rates of its invoice, whatever the law says by then.
		other := d.invoice(order(1))
		d.tx(func(tx *data.Tx) error {
			return tx.SaveVATRate(&data.VATRate{Code: LowVAT, Since: "2026-12-01", Percent: 21})
		})
		*d.now = today.AddDate(0, 1, 0)
		back, err := d.Credit(t.Context(), other.ID, "")
		if err != nil {
			t.Fatal(err)
		}
		if p := d.page(back.ID); p.VAT[0].Percent != 9 || p.VAT[0].VATCents != -949 || back.Number != "2026-0004" {
			t.Errorf("%s %+v", back.Number, p.VAT)
		}
		fresh := d.invoice(order(1))
		if p := d.page(fresh.ID); p.VAT[0].Percent != 21 {
			t.Errorf("rate after the change: %+v", p.VAT)
		}
	})
}

func TestPaymentsAndWhatIsLate(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		d := newDesk(t, address).withSeller()
		a, b := d.invoice(order(1)), d.invoice(order(2))
		if open, err := d.RecordPayment(t.Context(), a.ID, "2026-11-19", 10000, "bank"); err != nil || open != 1495 {
			t.Fatalf("open %d %v", open, err)
		}
		if text := d.page(a.ID).StateText; text != "deels betaald" {
			t.Errorf("state %q", text)
		}
		for amount, day := range map[data.Cents]data.Day{0: "", 100: "2026-11-21", 200: "2026-02-31"} {
			_, err := d.RecordPayment(t.Context(), a.ID, day, amount, "bank")
			refused(t, err, "Er is niets geboekt")
		}
		count := func(part data.InvoiceFilter, want int) {
			t.Helper()
			n, err := d.CountInvoices(t.Context(), part)
			rows, err2 := d.Invoices(t.Context(), part, nil, 10)
			if err != nil || err2 != nil || n != want || len(rows) != want {
				t.Errorf("%q: %d and %d rows, want %d (%v %v)", part, n, len(rows), want, err, err2)
			}
		}
		count(data.OpenInvoices, 2)
		count(data.OverdueInvoices, 0)
		*d.now = today.AddDate(0, 0, 30)
		count(data.OverdueInvoices, 0)
		*d.now = today.AddDate(0, 0, 33)
		count(data.OverdueInvoices, 2)
		if p := d.page(b.ID); p.StateText != "te laat" || p.DaysLate != 3 {
			t.Errorf("%s, %d days", p.StateText, p.DaysLate)
		}
		if _, err := d.RecordPayment(t.Context(), b.ID, "", 30000, "bank"); err != nil {
			t.Fatal(err)
		}
		if p := d.page(b.ID); p.StateText != "te veel betaald" || p.OpenCents() != -7010 {
			t.Errorf("%s %d", p.StateText, p.OpenCents())
		}
		if _, err := d.RecordPayment(t.Context(), b.ID, "", -7010, "teruggestort"); err != nil {
			t.Fatal(err)
		}
		count(data.OpenInvoices, 1)
		id, _, err := d.NewDraft(t.Context(), Draft{Name: "Wout Appelman", Lines: []DraftLine{{Description: "Bijdrage", Quantity: 1, UnitCents: 5000, VATCode: HighVAT}}})
		if err != nil {
			t.Fatal(err)
		}
		count(data.DraftInvoices, 1)
		_, err = d.RecordPayment(t.Context(), id, "", 100, "bank")
		refused(t, err, "concept")
		if _, err := d.DeleteDraft(t.Context(), id); err != nil {
			t.Error(err)
		}
		count(data.DraftInvoices, 0)
	})
}

func TestSeriesStartsAnewEachYear(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		d := newDesk(t, address).withSeller()
		*d.now = time.Date(2026, 12, 31, 22, 59, 0, 0, time.UTC) // 23:59 in the office
		a := d.invoice(order(1))
		*d.now = d.now.Add(time.Minute)
		b := d.invoice(order(1))
		if a.Number != "2026-0001" || b.Number != "2027-0001" {
			t.Errorf("%s and %s", a.Number, b.Number)
		}
		if p := d.page(b.ID); p.Day != "2027-01-01" {
			t.Errorf("day %s", p.Day)
		}
	})
}

func TestSeveralDesksGiveNoNumberTwice(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		desks, each := 4, 25
		if slow {
			each = 5
		}
		d := newDesk(t, address).withSeller()
		var mu sync.Mutex
		var numbers []string
		var wg sync.WaitGroup
		for range desks {
			// Desks share a PostgreSQL; a file belongs to one program, that does several things at once.
			other := d
			if data.IsPostgres(address) {
				other = newDesk(t, address)
			}
			wg.Go(func() {
				for range each {
					saved, err := other.NewOrder(t.Context(), order(1))
					if err != nil {
						t.Error(err)
						return
					}
					issued, err := other.OrderToInvoice(t.Context(), saved.ID)
					if err != nil {
						t.Error(err)
						return
					}
					mu.Lock()
					numbers = append(numbers, issued.Number)
					mu.Unlock()
				}
			})
		}
		wg.Wait()
		slices.Sort(numbers)
		for i, n := range numbers {
			if want := fmt.Sprintf("2026-%04d", i+1); n != want {
				t.Fatalf("number %d is %s, want %s", i, n, want)
			}
		}
		if len(numbers) != desks*each {
			t.Errorf("%d invoices", len(numbers))
		}
		if problems, err := d.store.Check(t.Context()); err != nil || len(problems) > 0 {
			t.Errorf("check: %v %v", problems, err)
		}
	})
}

const openItems = `[
{"number":"2026-0007","date":"2026-01-05","due_date":"2026-01-19","organisation":null,"name":"Marit Hoekema","description":"1 x handleiding","amount_cents":11495,"payment":"transfer","paid_cents":11495,"status":"paid"},
{"number":"2026-0009","date":"2026-01-06","due_date":"2026-01-20","organisation":"Stichting De Brug","name":"K. Post","description":"training","amount_cents":89500,"paid_cents":45000},
{"number":"F-12","date":"2025-12-01","name":"Oud Nummer","amount_cents":500}]`

func TestOpenItemsKeepTheirNumbers(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		d := newDesk(t, address).withSeller()
		got, err := d.ImportInvoices(t.Context(), strings.NewReader(openItems), false)
		if err != nil || len(got) != 3 || got[1] != (ImportedInvoice{Number: "2026-0009", AmountCents: 89500, OpenCents: 89500, State: "open"}) {
			t.Fatalf("%+v %v", got, err)
		}
		again, err := d.ImportInvoices(t.Context(), strings.NewReader(openItems), true)
		if err != nil || !again[0].Known || again[0].OpenCents != 11495 {
			t.Errorf("again: %+v %v", again, err)
		}
		next := d.invoice(order(1))
		if next.Number != "2026-0010" {
			t.Errorf("the series goes on with %s", next.Number)
		}
		page, err := d.FindInvoice(t.Context(), "2026-0009")
		if err != nil || page.Organisation != "Stichting De Brug" || page.Attention != "K. Post" || !page.Imported || page.StateText != "te laat" {
			t.Errorf("%+v %v", page.Invoice, err)
		}
		_, err = d.InvoicePDF(t.Context(), page.ID)
		refused(t, err, "ander programma")
		_, err = d.Credit(t.Context(), page.ID, "")
		refused(t, err, "ander programma")
		_, err = d.ImportInvoices(t.Context(), strings.NewReader(strings.Replace(openItems, "89500", "1", 1)), false)
		refused(t, err, "ander bedrag")
		if problems, err := d.store.Check(t.Context()); err != nil || len(problems) > 0 {
			t.Errorf("check: %v %v", problems, err)
		}
	})
}

func TestOpenItemsWithWhatWasPaid(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		d := newDesk(t, address)
		got, err := d.ImportInvoices(t.Context(), strings.NewReader(openItems), true)
		if err != nil || got[0].State != "paid" || got[1].State != "partial" || got[1].OpenCents != 44500 || got[2].State != "open" {
			t.Errorf("%+v %v", got, err)
		}
		for text, about := range map[string]string{
			`{}`: "geen lijst",
			`[{"number":"1","date":"2026-02-31","name":"A","amount_cents":1}]`:                                                                                "de datum",
			`[{"number":"","date":"2026-02-01","name":"A","amount_cents":1}]`:                                                                                 "het nummer",
			`[{"number":"1","date":"2026-02-01","name":"A","amount_cents":0}]`:                                                                                "het bedrag",
			`[{"number":"1","date":"2026-02-01","amount_cents":5}]`:                                                                                           "de naam",
			`[{"number":"X","date":"2026-02-01","name":"A","amount_cents":5},{"number":"X","date":"2026-02-01","name":"A","amount_cents":5}]`:                 "factuur 2",
			`[{"number":"Y","date":"2026-02-01","name":"A","amount_cents":5},{"number":"Z","date":"2026-02-01","due_date":"nu","name":"A","amount_cents":5}]`: "vervaldatum",
		} {
			_, err := d.ImportInvoices(t.Context(), strings.NewReader(text), false)
			refused(t, err, about)
		}
		if n, err := d.CountInvoices(t.Context(), data.AllInvoices); err != nil || n != 3 {
			t.Errorf("%d invoices after refusals, %v", n, err)
		}
	})
}

func FuzzReadOpenItems(f *testing.F) {
	f.Add([]byte(openItems))
	f.Fuzz(func(t *testing.T, b []byte) {
		items, err := ReadOpenItems(strings.NewReader(string(b)))
		if err != nil {
			if _, ok := data.UserText(err); !ok {
				t.Errorf("no sentence for the user: %v", err)
			}
			return
		}
		for _, i := range items {
			if i.Number == "" || i.AmountCents == 0 || i.Day == "" {
				t.Errorf("passed: %+v", i)
			}
		}
	})
}

func TestExportWritesTheKeptBytes(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		d := newDesk(t, address).withSeller()
		issued := d.invoice(order(1))
		dir := t.TempDir()
		path := filepath.Join(dir, "factuur.pdf")
		for range 2 {
			out, err := d.Export(t.Context(), issued.Number, path)
			if err != nil || out.Number != issued.Number || !slices.Equal(out.Files, []string{path}) {
				t.Fatalf("%+v %v", out, err)
			}
		}
		b, err := os.ReadFile(path)
		if err != nil || data.SumOf(b) != issued.SHA256 {
			t.Errorf("written bytes: %v", err)
		}
		_, err = d.Export(t.Context(), issued.Number, filepath.Join(dir, "weg", "factuur.pdf"))
		refused(t, err, "niet worden geschreven")
		_, err = d.Export(t.Context(), issued.Number, dir)
		refused(t, err, "niet worden geschreven")
		_, err = d.Export(t.Context(), "2026-0099", path)
		refused(t, err, "geen factuur met nummer")
		if files, err := os.ReadDir(dir); err != nil || len(files) != 1 {
			t.Errorf("left behind: %v %v", files, err)
		}
	})
}

func TestSellerIsChecked(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		d := newDesk(t, address)
		s, err := d.Seller(t.Context())
		if err != nil || s.KvK != "17148829" || s.DueDays != 30 {
			t.Fatalf("%+v %v", s, err)
		}
		if missing := s.Missing(); !slices.Equal(missing, []string{"de straat", "de postcode", "de plaats", "het btw-id", "de IBAN"}) {
			t.Errorf("missing %q", missing)
		}
		for about, change := range map[string]func(*Seller){
			"IBAN":          func(s *Seller) { s.IBAN = "NL91ABNA0417164301" },
			"btw-id":        func(s *Seller) { s.VATID = "NL12B01" },
			"acht cijfers":  func(s *Seller) { s.KvK = "123" },
			"mailadres":     func(s *Seller) { s.Email = "a@b" },
			"betaaltermijn": func(s *Seller) { s.DueDays = 0 },
			"kleur":         func(s *Seller) { s.Accent = "rood" },
			"120 tekens":    func(s *Seller) { s.Name = strings.Repeat("x", 121) },
		} {
			wrong := testSeller()
			change(&wrong)
			_, err := d.SaveSeller(t.Context(), wrong)
			refused(t, err, about)
		}
		good := testSeller()
		good.IBAN, good.VATID, good.Postcode = "nl91 abna 0417 1643 00", "nl001234567.b.01", "5611ab"
		change, err := d.SaveSeller(t.Context(), good)
		if err != nil {
			t.Fatal(err)
		}
		if s, err = d.Seller(t.Context()); err != nil || s != testSeller() || len(s.Missing()) != 0 {
			t.Errorf("%+v %v", s, err)
		}
		if _, err := d.store.Undo(t.Context(), "Ruud", change); err != nil {
			t.Error(err)
		}
	})
}

func TestProductIsChecked(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		d := newDesk(t, address)
		products, err := d.Products(t.Context())
		if err != nil || len(products) != len(startingProducts) || products[0].Code != Handbook || products[0].PriceCents != 11495 {
			t.Fatalf("%+v %v", products, err)
		}
		p := products[1]
		p.PriceCents, p.Name = 995, "Werkboek"
		if _, err := d.SaveProduct(t.Context(), &p); err != nil {
			t.Fatal(err)
		}
		double := data.Product{Code: p.Code, Name: "Nog een", Form: "paper", VATCode: LowVAT}
		_, err = d.SaveProduct(t.Context(), &double)
		refused(t, err, "al een artikel")
		for about, wrong := range map[string]data.Product{
			"code": {Name: "A", Form: "paper", VATCode: LowVAT}, "naam": {Code: "a", Form: "paper", VATCode: LowVAT},
			"papier": {Code: "a", Name: "A", VATCode: LowVAT}, "prijs": {Code: "a", Name: "A", Form: "paper", VATCode: LowVAT, PriceCents: -2},
			"btw-tarief": {Code: "a", Name: "A", Form: "paper", VATCode: "luxe"},
		} {
			_, err := d.SaveProduct(t.Context(), &wrong)
			refused(t, err, about)
		}
		// Starting the program again leaves the office's own choices alone.
		if err := New(d.store).Prepare(t.Context()); err != nil {
			t.Fatal(err)
		}
		again, err := d.Products(t.Context())
		if err != nil || len(again) != len(products) || again[1].Name != "Werkboek" {
			t.Errorf("%+v %v", again, err)
		}
		p.Ended = true
		if _, err := d.SaveProduct(t.Context(), &p); err != nil {
			t.Fatal(err)
		}
		o := order(1)
		o.Lines = []Item{{Product: p.Code, Quantity: 1}}
		_, err = d.NewOrder(t.Context(), o)
		refused(t, err, "niet meer verkocht")
		if errors.Is(err, data.ErrNotFound) {
			t.Error("a product that ended is not unknown")
		}
	})
}

func TestRateIsChecked(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		d := newDesk(t, address)
		for about, wrong := range map[string]data.VATRate{
			"hoog, laag": {Code: "luxe", Since: "2027-01-01", Percent: 9}, "ingaat bestaat niet": {Code: LowVAT, Since: "2027-02-30", Percent: 9},
			"De dag waarop": {Code: LowVAT, Percent: 9}, "tussen 0 en 100": {Code: LowVAT, Since: "2027-01-01", Percent: 101},
			"bij vrijgesteld": {Code: ExemptVAT, Since: "2027-01-01", Percent: 9}, "de tekst": {Code: ExemptVAT, Since: "2027-01-01"},
			"al een tarief": {Code: LowVAT, Since: "2019-01-01", Percent: 10},
		} {
			_, err := d.SaveVATRate(t.Context(), &wrong)
			refused(t, err, about)
		}
		before, err := d.VATRates(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if _, err := d.SaveVATRate(t.Context(), &data.VATRate{Code: LowVAT, Since: "2027-01-01", Percent: 10}); err != nil {
			t.Fatal(err)
		}
		after, err := d.VATRates(t.Context())
		if err != nil || len(after) != len(before)+1 {
			t.Errorf("%d rates became %d, %v", len(before), len(after), err)
		}
	})
}
