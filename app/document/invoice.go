package document

import (
	"fmt"
	"strings"

	"kiesvoorhetkind.nl/kantoor/app/dutch"
	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// InvoiceValues is what stands on an invoice or a credit note (Wet OB 1968
// art. 35a). Amounts are whole cents, days YYYY-MM-DD. Amounts of a credit
// note are printed as given.
type InvoiceValues struct {
	Credit       bool
	Number       string
	Date         string
	Due          string // may be empty on a credit note
	Delivered    string // day of delivery
	Original     string // of a credit note: the number that it corrects
	OriginalDate string
	Reason       string // of a credit note

	Buyer      Address
	BuyerVATID string
	BuyerKvK   string
	Reference  string // of the customer
	Customer   string // customer number

	Lines      []InvoiceLine
	VAT        []VATLine
	NetCents   int64
	VATCents   int64
	TotalCents int64
	PaidCents  int64 // already paid, shown when it is not 0

	Exemptions []string // texts for what is exempt
	Payment    string   // how to pay, one or more paragraphs
	Kenmerk    string   // payment reference
	Code       string   // what the payment QR code holds
	Remark     string
}

// InvoiceLine is one line. Prices and amount include VAT.
type InvoiceLine struct {
	Text        string
	Quantity    int64
	Unit        string // as "stuks"; may be empty
	UnitCents   int64
	UnitNet     string // price of one without VAT, as "105,4587"; may be empty
	VAT         string // as "9%" or "vrijgesteld"
	AmountCents int64
}

// VATLine is the tax of one rate.
type VATLine struct {
	Label    string // as "9%" or "vrijgesteld"
	NetCents int64
	VATCents int64
}

// Invoice makes the PDF of an invoice or credit note. It refuses values that lack
// what the law asks for or do not add up.
func Invoice(v InvoiceValues, o Look) ([]byte, error) {
	kind := "Factuur"
	if v.Credit {
		kind = "Creditfactuur"
	}
	p, err := o.paper(kind + " " + v.Number)
	if err != nil {
		return nil, err
	}
	if err := v.check(p.office); err != nil {
		return nil, explain(err, "de %s is niet gemaakt", words.T(strings.ToLower(kind)))
	}
	w := &invoiceWriter{v: v, kind: kind, flow: newFlow(p, a4Short, a4Long)}
	w.flow.name = p.info.title
	w.top()
	w.particulars()
	w.lines()
	w.totals()
	w.payment()
	return w.flow.finish()
}

// check sees that all is there that must be on an invoice and that it adds up.
func (v InvoiceValues) check(o Office) error {
	needed := []struct{ value, word string }{
		{v.Number, words.Later("het nummer")},
		{o.Name, words.Later("de naam van het kantoor")},
		{o.Street, words.Later("het adres van het kantoor")},
		{o.Town, words.Later("de plaats van het kantoor")},
		{o.KvK, words.Later("het KvK-nummer van het kantoor")},
		{o.VATID, words.Later("het btw-nummer van het kantoor")},
		{v.Buyer.Organisation + v.Buyer.Name, words.Later("de naam van de klant")},
		{v.Buyer.Town, words.Later("de plaats van de klant")},
		{v.Delivered, words.Later("de leverdatum")},
	}
	if !v.Credit {
		needed = append(needed, struct{ value, word string }{v.Due, words.Later("de vervaldatum")},
			struct{ value, word string }{o.IBAN, words.Later("het rekeningnummer van het kantoor")})
	} else {
		needed = append(needed, struct{ value, word string }{v.Original, words.Later("het nummer van de oorspronkelijke factuur")})
	}
	for _, n := range needed {
		if strings.TrimSpace(n.value) == "" {
			return refuse("%s ontbreekt", words.T(n.word))
		}
	}
	for _, day := range []string{v.Date, v.Due, v.Delivered, v.OriginalDate} {
		if day == "" && day != v.Date {
			continue
		}
		if _, err := parseDay(day); err != nil {
			return err
		}
	}
	if len(v.Lines) == 0 {
		return refuse("er zijn geen regels")
	}
	var lines, net, vat int64
	for _, l := range v.Lines {
		lines += l.AmountCents
	}
	for _, t := range v.VAT {
		net += t.NetCents
		vat += t.VATCents
	}
	switch {
	case lines != v.TotalCents:
		return refuse("de regels zijn samen %s, het totaal is %s", Money(lines), Money(v.TotalCents))
	case net != v.NetCents || vat != v.VATCents:
		return refuse("de btw per tarief telt niet op tot het totaal")
	case net+vat != v.TotalCents:
		return refuse("netto en btw zijn samen %s, het totaal is %s", Money(net+vat), Money(v.TotalCents))
	}
	return nil
}

type invoiceWriter struct {
	v    InvoiceValues
	kind string
	flow *flow
}

func (w *invoiceWriter) top() {
	f := w.flow
	f.letterhead()
	f.address(w.v.Buyer)
	f.y = 98
	f.sheet().text(f.left(), f.y+titleText.capital(), titleText, w.kind)
	f.y += titleText.capital() + 6
}

// pair is a label and what it says.
type pair struct{ label, value string }

// dayOf writes a day that check has seen.
func dayOf(day string) string {
	t, err := parseDay(day)
	if err != nil {
		return ""
	}
	return Day(t)
}

func (w *invoiceWriter) particulars() {
	v := w.v
	original := v.Original
	if original != "" && v.OriginalDate != "" {
		original += " van " + dayOf(v.OriginalDate)
	}
	dates := []pair{
		{w.kind + "nummer", v.Number},
		{w.kind + "datum", dayOf(v.Date)},
		{"Leverdatum", dayOf(v.Delivered)},
		{"Vervaldatum", dayOf(v.Due)},
		{"Correctie op", original},
	}
	customer := []pair{
		{"Uw referentie", v.Reference},
		{"Klantnummer", v.Customer},
		{"Uw btw-id", v.BuyerVATID},
		{"Uw KvK-nummer", v.BuyerKvK},
		{"Betalingskenmerk", v.Kenmerk},
	}
	f := w.flow
	top := f.y
	f.pairs(f.left(), 82, dates)
	end := f.y
	f.y = top
	f.pairs(f.left()+86, f.width()-86, customer)
	f.y = max(end, f.y) + 5
	if v.Reason != "" {
		f.text(bodyText, v.Reason, f.width())
		f.y += 3
	}
}

// pairs writes labels and values below each other, the values at one place
// clear of the longest label; empty values are left out.
func (f *flow) pairs(x, width float64, pairs []pair) {
	labelWidth := 0.0
	for _, p := range pairs {
		if strings.TrimSpace(p.value) != "" {
			labelWidth = max(labelWidth, bodyText.width(p.label)+5)
		}
	}
	for _, p := range pairs {
		value, lost := clean(p.value)
		if value == "" {
			continue
		}
		s := f.sheet()
		s.lost = append(s.lost, lost...)
		s.text(x, f.y+bodyText.capital(), bodyText.inked(quiet), p.label)
		f.lines(x+labelWidth, bodyText, bodyText.wrap(value, width-labelWidth))
	}
}

// inked is the same style in another colour.
func (s style) inked(c colour) style {
	s.ink = c
	return s
}

func (w *invoiceWriter) lines() {
	f := w.flow
	withNet := false
	for _, l := range w.v.Lines {
		withNet = withNet || l.UnitNet != ""
	}
	columns := []column{
		{head: "Omschrijving"},
		{head: "Aantal", width: 19, right: true},
		{head: "Prijs excl. btw", width: 24, right: true},
		{head: "Prijs incl. btw", width: 24, right: true},
		{head: "Btw", width: 21, right: true},
		{head: "Bedrag incl. btw", width: 27, right: true},
	}
	if !withNet {
		columns = append(columns[:2], columns[3:]...)
	}
	var rows [][]string
	for _, l := range w.v.Lines {
		quantity := strings.TrimSpace(fmt.Sprintf("%d %s", l.Quantity, l.Unit))
		row := []string{l.Text, quantity, l.UnitNet, dutch.Amount(l.UnitCents), l.VAT, dutch.Amount(l.AmountCents)}
		if !withNet {
			row = append(row[:2], row[3:]...)
		}
		rows = append(rows, row)
	}
	// What the figures leave is for the description.
	used := 0.0
	for i := 1; i < len(columns); i++ {
		need := style{face: sansBold, size: 8}.width(columns[i].head)
		for _, row := range rows {
			need = max(need, bodyText.sized(9).width(row[i]))
		}
		columns[i].width = min(columns[i].width, need+4)
		used += columns[i].width
	}
	columns[0].width = f.width() - used
	sum := int64(0)
	t := &table{flow: f, columns: columns, style: bodyText.sized(9), pad: 1.5, reserve: 8}
	t.atBreak = func(next bool) {
		text := "Subtotaal, zie de volgende pagina"
		if next {
			text = "Subtotaal van de vorige pagina"
		}
		st := style{face: sansBold, size: 8.5, ink: quiet}
		y := f.y + rowPad + st.capital()
		f.sheet().text(f.left()+t.pad, y, st, text)
		f.sheet().textRight(f.right()-t.pad, y, st, Money(sum))
		f.y += 2*rowPad + st.capital()
		if next {
			f.sheet().line(f.left(), f.y, f.right(), f.y, 0.12, rule)
		}
	}
	for i, row := range rows {
		t.row(row)
		sum += w.v.Lines[i].AmountCents
	}
	t.end()
	f.y += 5
}

// totals writes the tax by rate and what is to be paid, all on one sheet.
func (w *invoiceWriter) totals() {
	f, v := w.flow, w.v
	st := bodyText
	step := st.leading() + 0.6
	f.room(float64(len(v.VAT)+5)*step + 10)
	x0, x1 := f.right()-88, f.right()-1.5
	row := func(st style, label, value string) {
		f.sheet().text(x0, f.y+st.capital(), st, label)
		f.sheet().textRight(x1, f.y+st.capital(), st, value)
		f.y += step
	}
	row(st, "Totaal exclusief btw", Money(v.NetCents))
	for _, t := range v.VAT {
		label, _ := clean(t.Label)
		text := "Btw " + label + " over " + Money(t.NetCents)
		if t.VATCents == 0 && !strings.ContainsAny(label, "0123456789") {
			text = upperFirst(label) + " van btw: " + Money(t.NetCents)
		}
		row(st.inked(quiet), text, Money(t.VATCents))
	}
	row(st, "Totaal btw", Money(v.VATCents))
	f.y += 1
	f.sheet().line(x0, f.y, f.right(), f.y, 0.3, f.paper.accent)
	f.y += 2.5
	big := style{face: sansBold, size: 11, ink: ink}
	label := "Te betalen"
	if v.Credit {
		label = "Totaal creditfactuur"
	}
	if v.PaidCents != 0 {
		row(boldText, "Totaal", Money(v.TotalCents))
		row(st, "Al betaald", Money(-v.PaidCents))
	}
	row(big, label, Money(v.TotalCents-v.PaidCents))
	f.y += 3
	for _, text := range v.Exemptions {
		f.text(bodyText.sized(8.5).inked(quiet), text, f.width())
	}
	if v.Remark != "" {
		f.y += 2
		f.text(bodyText, v.Remark, f.width())
	}
}

// payment writes how to pay, with the QR code beside it.
func (w *invoiceWriter) payment() {
	f, v := w.flow, w.v
	if v.Payment == "" && v.Code == "" {
		return
	}
	const size = 28.0
	width := f.width() - 10
	if v.Code != "" {
		width -= size + 6
	}
	lines, lost := bodyText.paragraphs(v.Payment, width)
	f.sheet().lost = append(f.sheet().lost, lost...)
	height := float64(len(lines))*bodyText.leading() + 10
	if v.Code != "" {
		height = max(height, size+15)
	}
	f.y += 4
	f.room(height)
	s, top := f.sheet(), f.y
	s.rect(f.left(), top, f.width(), height, tint)
	f.y = top + 5
	for _, line := range lines {
		s.text(f.left()+5, f.y+bodyText.capital(), bodyText, line)
		f.y += bodyText.leading()
	}
	if v.Code != "" {
		rows, err := codeRows(v.Code)
		if err != nil {
			f.fail(err)
			return
		}
		x := f.right() - 5 - size
		// Scanners need four modules of white around the code.
		s.rect(x-3, top+2, size+6, size+6, white)
		s.marks = append(s.marks, codeMark{x, top + 5, size, rows, ink})
		st := smallText.sized(7)
		s.textCentre(x+size/2, top+size+9.5+st.capital(), st, "Betaal met je bank-app")
	}
	f.y = top + height
}
