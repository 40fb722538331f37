package sales

import (
	"context"
	"fmt"
	"strings"

	"kiesvoorhetkind.nl/kantoor/app/document"
	"kiesvoorhetkind.nl/kantoor/app/dutch"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Issued is an invoice or credit note that is final.
type Issued struct {
	ID         int64
	Number     string
	TotalCents data.Cents
	DocumentID int64  // the PDF as it was issued
	SHA256     string // of the PDF
}

// Finalise gives a draft the next number, its days, its VAT and its PDF, all in
// one transaction. From then on it is read-only.
func (s *Sales) Finalise(ctx context.Context, id int64) (Issued, error) {
	var out Issued
	_, err := s.writeNumbered(ctx, "Factuur definitief gemaakt", func(tx *data.Tx) (err error) {
		out, err = FinaliseIn(tx, id)
		return err
	})
	if err != nil {
		return Issued{}, err
	}
	return out, nil
}

// OrderToInvoice makes the final invoice of an order in one step. An order that
// has one already gets no second: the answer is the one it has.
func (s *Sales) OrderToInvoice(ctx context.Context, order int64) (Issued, error) {
	var out Issued
	_, err := s.writeNumbered(ctx, "Bestelling gefactureerd", func(tx *data.Tx) (err error) {
		out, err = InvoiceOrder(tx, order)
		return err
	})
	if err != nil {
		return Issued{}, err
	}
	return out, nil
}

// InvoiceOrder is OrderToInvoice within a transaction of another job.
func InvoiceOrder(tx *data.Tx, order int64) (Issued, error) {
	i, err := draftFromOrder(tx, order)
	if err != nil {
		return Issued{}, err
	}
	if i.State == "draft" {
		return FinaliseIn(tx, i.ID)
	}
	d, err := tx.Document(i.DocumentID)
	return Issued{ID: i.ID, Number: i.Number, TotalCents: i.TotalCents, DocumentID: d.ID, SHA256: d.SHA256}, err
}

// invoiceSeries is the name of the counter of a year.
func invoiceSeries(year string) string { return "invoice-" + year }

// FinaliseIn is Finalise within a transaction of another job.
func FinaliseIn(tx *data.Tx, id int64) (Issued, error) {
	i, err := tx.Invoice(id)
	if err != nil {
		return Issued{}, err
	}
	if i.State == "final" {
		return Issued{}, data.Explain("Deze factuur is al definitief: %s.", data.ErrFinal, i.Number)
	}
	seller, err := SellerOf(tx)
	if err != nil {
		return Issued{}, err
	}
	if err := seller.refuseMissing(); err != nil {
		return Issued{}, err
	}
	lines, err := tx.InvoiceLinesOf(id)
	if err != nil {
		return Issued{}, err
	}
	if err := checkBuyer(i); err != nil {
		return Issued{}, err
	}
	year := string(tx.Today()[:4])
	n, err := tx.NextNumber(invoiceSeries(year))
	if err != nil {
		return Issued{}, err
	}
	i.Day = tx.Today()
	if i.DeliveryDay == "" {
		i.DeliveryDay = i.Day
	}
	vat, err := fixRates(tx, &i, lines)
	if err != nil {
		return Issued{}, err
	}
	original, err := checkTotal(tx, i)
	if err != nil {
		return Issued{}, err
	}
	if err := tx.AddInvoiceVAT(i.ID, vat); err != nil {
		return Issued{}, err
	}
	i.Number, i.State = fmt.Sprintf("%s-%04d", year, n), "final"
	if i.Kind == "invoice" {
		i.DueDay = i.Day.AddDays(seller.DueDays)
	}
	d, err := issueDocument(tx, i, original, lines, vat, seller)
	if err != nil {
		return Issued{}, err
	}
	i.DocumentID = d.ID
	if err := tx.SaveInvoice(&i); err != nil {
		return Issued{}, err
	}
	if i.Kind == "credit" {
		if err = setOff(tx, i, original); err == nil {
			err = settleMembership(tx, original.ID)
		}
	} else {
		err = markInvoiced(tx, i.OrderID)
	}
	return Issued{ID: i.ID, Number: i.Number, TotalCents: i.TotalCents, DocumentID: d.ID, SHA256: d.SHA256}, err
}

// fixRates puts the rates of the day of delivery on the lines for good.
func fixRates(tx *data.Tx, i *data.Invoice, lines []data.InvoiceLine) ([]data.InvoiceVAT, error) {
	if len(lines) == 0 {
		return nil, data.Refuse("Deze factuur heeft nog geen regels. Er is geen nummer gegeven.")
	}
	rated, err := ratedLines(tx, *i, lines)
	if err != nil {
		return nil, err
	}
	changed := false
	i.TotalCents = 0
	for n, r := range rated {
		i.TotalCents += r.Cents
		changed = changed || lines[n].VATPercent != r.Percent
		lines[n].VATPercent = r.Percent
	}
	if changed {
		if err := tx.SetInvoiceLines(i, lines); err != nil {
			return nil, err
		}
	}
	return PerRate(rated), nil
}

// checkBuyer sees that the customer's name and address are complete (Wet OB 1968 art. 35a).
func checkBuyer(i data.Invoice) error {
	var missing []string
	for _, f := range []struct{ value, word string }{
		{i.Organisation + i.Name, words.T("de naam")}, {i.Street, words.T("de straat")}, {i.Town, words.T("de plaats")},
	} {
		if f.value == "" {
			missing = append(missing, f.word)
		}
	}
	if i.Postcode == "" && (i.Country == "NL" || i.Country == "") {
		missing = append(missing, words.T("de postcode"))
	}
	if len(missing) == 0 {
		return nil
	}
	return data.Refuse("De factuur is nog niet definitief: van de klant ontbreekt %s. Er is geen nummer gegeven; vul het aan en probeer het opnieuw.", dutch.DeskAnd(missing))
}

// checkTotal sees that an invoice asks something and that a credit note gives
// back no more than is left of its original, which it answers.
func checkTotal(tx *data.Tx, i data.Invoice) (data.Invoice, error) {
	if i.Kind == "invoice" {
		if i.TotalCents <= 0 {
			return data.Invoice{}, data.Refuse("Op deze factuur valt niets te betalen. Er is geen nummer gegeven.")
		}
		return data.Invoice{}, nil
	}
	original, err := tx.Invoice(i.CreditOf)
	if err != nil {
		return original, err
	}
	left, err := uncredited(tx, original)
	if err != nil {
		return original, err
	}
	switch {
	case i.TotalCents >= 0:
		return original, data.Refuse("Deze creditfactuur geeft niets terug. Er is geen nummer gegeven.")
	case -i.TotalCents > left:
		return original, data.Refuse("Van factuur %s kan nog hooguit %s worden gecrediteerd. Er is geen nummer gegeven.", original.Number, money(left))
	}
	return original, nil
}

// uncredited is what is left of an invoice after its credit notes.
func uncredited(tx *data.Tx, i data.Invoice) (data.Cents, error) {
	credits, err := tx.CreditsOf(i.ID)
	left := i.TotalCents
	for _, c := range credits {
		left += c.TotalCents
	}
	return left, err
}

func markInvoiced(tx *data.Tx, order int64) error {
	if order == 0 {
		return nil
	}
	o, err := tx.Order(order)
	if err != nil || o.State != "new" {
		return err
	}
	o.State = "invoiced"
	return tx.SaveOrder(&o)
}

// money writes an amount as a Dutch sentence has it: "€ 1.234,50".
func money(c data.Cents) string { return document.Money(int64(c)) }

// issueDocument makes the PDF and keeps its bytes.
func issueDocument(tx *data.Tx, i, original data.Invoice, lines []data.InvoiceLine, vat []data.InvoiceVAT, seller Seller) (data.Document, error) {
	look, err := LookOf(tx)
	if err != nil {
		return data.Document{}, err
	}
	pdf, err := document.Invoice(invoiceValues(i, original, lines, vat, seller), look)
	if err != nil {
		return data.Document{}, data.Explain("De factuur kon niet op papier worden gezet. Er is geen nummer gegeven; controleer de gegevens en probeer het opnieuw.", err)
	}
	name := "Factuur "
	if i.Kind == "credit" {
		name = "Creditfactuur "
	}
	d := data.Document{Kind: "invoice", Name: name + i.Number + ".pdf", MediaType: "application/pdf", Bytes: pdf}
	return d, tx.AddDocument(&d)
}

func invoiceValues(i, original data.Invoice, lines []data.InvoiceLine, vat []data.InvoiceVAT, seller Seller) document.InvoiceValues {
	v := document.InvoiceValues{
		Credit: i.Kind == "credit", Number: i.Number, Date: string(i.Day), Due: string(i.DueDay), Delivered: string(i.DeliveryDay),
		Original: original.Number, OriginalDate: string(original.Day), Reason: i.Reason,
		Buyer: document.Address{
			Organisation: i.Organisation, Name: first(i.Attention, i.Name), Street: spaced(i.Street, i.HouseNumber),
			Postcode: i.Postcode, Town: i.Town, Country: dutch.Country(i.Country),
		},
		BuyerVATID: i.VATNumber, BuyerKvK: i.KvK, Reference: i.Reference,
		TotalCents: int64(i.TotalCents),
	}
	for _, l := range lines {
		net := unitNet(l.UnitCents, l.VATPercent)
		sign := ""
		if net < 0 {
			sign, net = "-", -net
		}
		v.Lines = append(v.Lines, document.InvoiceLine{
			Text: l.Description, Quantity: l.Quantity, UnitCents: int64(l.UnitCents), AmountCents: int64(l.Cents()),
			UnitNet: fmt.Sprintf("%s%d,%04d", sign, net/10000, net%10000), VAT: rateLabel(l.VATCode, l.VATPercent),
		})
	}
	for _, t := range vat {
		v.VAT = append(v.VAT, document.VATLine{Label: rateLabel(t.VATCode, t.Percent), NetCents: int64(t.NetCents), VATCents: int64(t.VATCents)})
		v.NetCents += int64(t.NetCents)
		v.VATCents += int64(t.VATCents)
		if t.Text != "" {
			v.Exemptions = append(v.Exemptions, t.Text)
		}
	}
	if v.Credit {
		v.Payment = fmt.Sprintf("Deze creditfactuur hoort bij factuur %s. Wat daarvan nog openstond, is hiermee verrekend; was hij al betaald, dan betalen we het bedrag terug.", original.Number)
		return v
	}
	v.Payment = fmt.Sprintf("Graag %s uiterlijk op %s overmaken naar %s ten name van %s, onder vermelding van factuurnummer %s.",
		money(i.TotalCents), dutch.Day(i.DueDay.Time()), document.IBAN(seller.IBAN), seller.account(), i.Number)
	v.Code = paymentCode(seller, i)
	return v
}

func rateLabel(code string, percent int64) string {
	if code == ExemptVAT {
		return "vrijgesteld"
	}
	return fmt.Sprintf("%d%%", percent)
}

// paymentCode is what the QR code holds with which a bank's app fills in the
// payment (EPC069-12, version 2).
func paymentCode(seller Seller, i data.Invoice) string {
	cents := int64(i.TotalCents)
	return strings.Join([]string{
		"BCD", "002", "1", "SCT", seller.BIC, cut(seller.account(), 70), seller.IBAN,
		fmt.Sprintf("EUR%d.%02d", cents/100, cents%100), "", "", i.Number,
	}, "\n")
}

func cut(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n])
	}
	return s
}
