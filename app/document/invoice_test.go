package document

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func testAddress() Address {
	return Address{Organisation: "Stichting Opvoedpunt", Name: "Łucja Żak", Department: "Financiën", Street: "Dijkweg 7 II", Postcode: "4811 ZZ", Town: "Breda", Country: "NL"}
}

// testInvoice is four books and an exempt day.
func testInvoice() InvoiceValues {
	return InvoiceValues{
		Number: "2026-0117", Date: "2026-03-03", Due: "2026-04-02", Delivered: "2026-02-27",
		Buyer: testAddress(), BuyerVATID: "NL000000000B11", BuyerKvK: "00000001", Reference: "PO-88/A", Customer: "K-12",
		Lines: []InvoiceLine{
			{Text: "Handboek, inclusief verzendkosten", Quantity: 4, Unit: "stuks", UnitCents: 11495, UnitNet: "105,4587", VAT: "9%", AmountCents: 45980},
			{Text: "Themadag", Quantity: 1, UnitCents: 19500, UnitNet: "195,00", VAT: "vrijgesteld", AmountCents: 19500},
		},
		VAT:      []VATLine{{"9%", 42183, 3797}, {"vrijgesteld", 19500, 0}},
		NetCents: 61683, VATCents: 3797, TotalCents: 65480,
		Exemptions: []string{"Vrijgesteld van btw volgens artikel 11 Wet OB 1968."},
		Payment:    "Betaal vóór 2 april 2026.", Kenmerk: "5000056789012345",
		Code: "BCD\n002\n1\nSCT\n\nVoorbeeld\nNL91ABNA0417164300\nEUR654.80\n\n\n2026-0117",
	}
}

func mustPDF(t testing.TB, pdf []byte, err error) string {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	return keep(t, pdf)
}

func wantTexts(t *testing.T, text string, wants ...string) {
	t.Helper()
	text = oneLine(text)
	for _, want := range wants {
		if !strings.Contains(text, printed(want)) {
			t.Errorf("lacks %q: %q", want, text)
		}
	}
}

func TestInvoiceHasWhatTheLawAsks(t *testing.T) {
	pdf, err := Invoice(testInvoice(), testLook())
	file := mustPDF(t, pdf, err)
	sound(t, file)
	insidePage(t, file)
	pages := pagesOf(t, file)
	if len(pages) != 1 {
		t.Fatalf("%d pages", len(pages))
	}
	wantTexts(t, pages[0],
		"Factuur", "2026-0117", "3 maart 2026", "2 april 2026", "27 februari 2026",
		"Kantoor Voorbeeld en Zonen", "Voorbeeldstraat 12", "5611 AB Eindhoven",
		"KvK 00000000", "Btw-id NL000000000B00", "IBAN NL91 ABNA 0417 1643 00",
		"Stichting Opvoedpunt", "T.a.v. Łucja Żak", "Dijkweg 7 II", "4811 ZZ Breda", "NL000000000B11", "00000001",
		"PO-88/A", "5000056789012345", "Handboek, inclusief verzendkosten", "4 stuks", "105,4587", "114,95", "459,80",
		"Btw 9% over € 421,83", "€ 37,97", "Vrijgesteld van btw: € 195,00", "€ 616,83", "€ 654,80",
		"volgens artikel 11 Wet OB 1968", "Betaal vóór 2 april 2026.",
	)
	png := filepath.Join(t.TempDir(), "f")
	tool(t, "pdftoppm", "-r", "150", "-gray", "-png", "-singlefile", file, png)
	if got := strings.TrimSpace(tool(t, "zbarimg", "-q", "--raw", png+".png")); got != testInvoice().Code {
		t.Errorf("the payment code reads %q", got)
	}
}

func TestInvoiceRefusesWhatIsMissingOrWrong(t *testing.T) {
	for say, change := range map[string]func(*InvoiceValues, *Look){
		"het nummer ontbreekt":       func(v *InvoiceValues, _ *Look) { v.Number = " " },
		"leverdatum":                 func(v *InvoiceValues, _ *Look) { v.Delivered = "" },
		"vervaldatum":                func(v *InvoiceValues, _ *Look) { v.Due = "" },
		"naam van de klant":          func(v *InvoiceValues, _ *Look) { v.Buyer.Name, v.Buyer.Organisation = "", "" },
		"plaats van de klant":        func(v *InvoiceValues, _ *Look) { v.Buyer.Town = "" },
		"btw-nummer van het kantoor": func(_ *InvoiceValues, l *Look) { l.Office.VATID = "" },
		"KvK-nummer van het kantoor": func(_ *InvoiceValues, l *Look) { l.Office.KvK = "" },
		"rekeningnummer":             func(_ *InvoiceValues, l *Look) { l.Office.IBAN = "" },
		"jjjj-mm-dd":                 func(v *InvoiceValues, _ *Look) { v.Date = "3 maart" },
		"geen regels":                func(v *InvoiceValues, _ *Look) { v.Lines = nil },
		"de regels zijn samen":       func(v *InvoiceValues, _ *Look) { v.Lines[0].AmountCents++ },
		"telt niet op":               func(v *InvoiceValues, _ *Look) { v.VAT[0].VATCents++ },
		"netto en btw zijn samen":    func(v *InvoiceValues, _ *Look) { v.NetCents--; v.VAT[0].NetCents-- },
		"de oorspronkelijke factuur": func(v *InvoiceValues, _ *Look) { v.Credit = true },
		"past niet in een QR-code":   func(v *InvoiceValues, _ *Look) { v.Code = strings.Repeat("é", 3000) },
		"het adres past niet":        func(v *InvoiceValues, _ *Look) { v.Buyer.Organisation = strings.Repeat("Zeer lange naam ", 80) },
		"het logo":                   func(_ *InvoiceValues, l *Look) { l.Logo = []byte("<svg/>") },
		"de kleur":                   func(_ *InvoiceValues, l *Look) { l.Accent = "teal" },
	} {
		v, l := testInvoice(), testLook()
		change(&v, &l)
		if _, err := Invoice(v, l); err == nil || !strings.Contains(err.Error(), say) {
			t.Errorf("want a sentence with %q, got %v", say, err)
		}
	}
}

func TestLongInvoiceCarriesOver(t *testing.T) {
	v := testInvoice()
	v.Lines, v.VAT = nil, nil
	var total int64
	for i := range 120 {
		amount := int64(1000 + i)
		total += amount
		v.Lines = append(v.Lines, InvoiceLine{
			Text:     fmt.Sprintf("Artikel nummer%d met %s", i, strings.Repeat("een lange uitleg ", i%4)),
			Quantity: 1, UnitCents: amount, VAT: "0%", AmountCents: amount,
		})
	}
	v.VAT = []VATLine{{"0%", total, 0}}
	v.NetCents, v.VATCents, v.TotalCents = total, 0, total
	pdf, err := Invoice(v, testLook())
	file := mustPDF(t, pdf, err)
	sound(t, file)
	insidePage(t, file)
	pages := pagesOf(t, file)
	if len(pages) < 4 {
		t.Fatalf("%d pages", len(pages))
	}
	all := oneLine(strings.Join(pages, " "))
	for i := range 120 {
		if word := fmt.Sprintf("nummer%d met", i); strings.Count(all, word) != 1 {
			t.Errorf("line %d stands %d times on it", i, strings.Count(all, word))
		}
	}
	var sum int64
	next := 0
	for n, page := range pages[:len(pages)-1] {
		for next < 120 && strings.Contains(oneLine(page), fmt.Sprintf("nummer%d met", next)) {
			sum += v.Lines[next].AmountCents
			next++
		}
		if next == 120 {
			break // only the totals follow
		}
		wantTexts(t, page, "Subtotaal, zie de volgende pagina", spaces(Money(sum)), fmt.Sprintf("Pagina %d van %d", n+1, len(pages)))
		wantTexts(t, pages[n+1], "Subtotaal van de vorige pagina", spaces(Money(sum)), "Factuur 2026-0117")
	}
	wantTexts(t, pages[len(pages)-1], "Te betalen", spaces(Money(total)))
}

func TestCreditNoteNamesItsInvoice(t *testing.T) {
	v := testInvoice()
	v.Credit, v.Due, v.Code, v.Number = true, "", "", "2026-0118"
	v.Original, v.OriginalDate, v.Reason = "2026-0117", "2026-03-03", "Twee boeken kwamen terug."
	v.Lines = []InvoiceLine{{Text: "Handboek", Quantity: -2, UnitCents: 11495, VAT: "9%", AmountCents: -22990}}
	v.VAT = []VATLine{{"9%", -21092, -1898}}
	v.NetCents, v.VATCents, v.TotalCents = -21092, -1898, -22990
	pdf, err := Invoice(v, testLook())
	wantTexts(t, pagesOf(t, mustPDF(t, pdf, err))[0],
		"Creditfactuur", "2026-0118", "2026-0117 van 3 maart 2026", "Twee boeken kwamen terug.", "€ -229,90", "Btw 9% over € -210,92")
}

func TestVeryLongOrganisationWraps(t *testing.T) {
	v := testInvoice()
	v.Buyer.Organisation = strings.TrimSpace(strings.Repeat("Samenwerkingsverband Jeugd en Gezin ", 6))[:200]
	v.Lines[0].Text = strings.Repeat("Onafgebrokentekst", 40)
	pdf, err := Invoice(v, testLook())
	file := mustPDF(t, pdf, err)
	insidePage(t, file)
	wantTexts(t, pagesOf(t, file)[0], v.Buyer.Organisation)
}

func TestPagesOfOneReceiverAreTheSameTwice(t *testing.T) {
	makers := map[string]func() ([]byte, error){
		"invoice": func() ([]byte, error) { return Invoice(testInvoice(), testLook()) },
		"letter":  func() ([]byte, error) { return Letter(testLetter(), testLook()) },
		"label":   func() ([]byte, error) { return Label([]Address{testAddress()}, LabelSheet{}, testLook()) },
		"list":    func() ([]byte, error) { return Attendance(testAttendance(), testLook()) },
		"slip":    func() ([]byte, error) { return PackingSlip(testSlip(), testLook()) },
	}
	for name, make := range makers {
		first, err := make()
		if err != nil {
			t.Fatal(name, err)
		}
		for range 3 {
			if again, err := make(); err != nil || !bytes.Equal(first, again) {
				t.Errorf("%s: other bytes, %v", name, err)
			}
		}
		file := keep(t, first)
		sound(t, file)
		insidePage(t, file)
	}
}

func BenchmarkInvoice(b *testing.B) {
	for b.Loop() {
		pdf, err := Invoice(testInvoice(), testLook())
		if err != nil {
			b.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(b.TempDir(), "f.pdf"), pdf, 0o600); err != nil {
			b.Fatal(err)
		}
	}
}
