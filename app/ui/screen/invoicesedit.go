package screen

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"kiesvoorhetkind.nl/kantoor/app/sales"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// invoiceEdit is a draft that is being filled in.
type invoiceEdit struct {
	id, version int64 // 0: a new one
	credit      bool
	draft       sales.Draft
	form        *block.Form
	take        func()
	touched     bool
}

func (e *invoiceEdit) edited() bool { return e.touched || e.form != nil && e.form.Edited() }

// invoiceLine is a field for one line of a draft: what, how many, the price with VAT, the rate.
type invoiceLine struct {
	widget.BaseWidget
	body       *fyne.Container
	what, many *block.TextField
	price      *block.MoneyField
	vat        *block.ChoiceField
	credit     bool
}

func newInvoiceLine(l sales.DraftLine, credit bool) *invoiceLine {
	f := &invoiceLine{what: text(l.Description), many: text(strconv.FormatInt(l.Quantity, 10)), price: block.NewMoneyField(), credit: credit}
	f.what.PlaceHolder = "omschrijving"
	f.vat = block.NewChoiceField(block.Choice{ID: sales.HighVAT, Text: words.T("hoog")}, block.Choice{ID: sales.LowVAT, Text: words.T("laag")}, block.Choice{ID: sales.ExemptVAT, Text: words.T("vrijgesteld")})
	f.vat.SetValue(l.VATCode)
	if l.Description != "" || l.UnitCents != 0 {
		f.price.SetValue(int64(l.UnitCents))
	}
	f.body = block.Column(4, f.what, block.Spread(6, block.NewQuiet(words.T("aantal")), block.Wide(60, f.many), block.NewQuiet(words.T("prijs incl. btw")), f.price, block.NewQuiet(words.T("btw")), f.vat))
	f.ExtendBaseWidget(f)
	return f
}

// CreateRenderer is for the toolkit.
func (f *invoiceLine) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.body) }

func (f *invoiceLine) Keys() fyne.Focusable { return f.what }

// empty lines are left out.
func (f *invoiceLine) empty() bool { return f.what.Value() == "" && f.price.Text == "" }

func (f *invoiceLine) Problem() string {
	if f.empty() {
		return ""
	}
	n := number(f.many.Value())
	switch {
	case f.what.Value() == "":
		return words.T("Vul een omschrijving in.")
	case f.credit && n >= 0:
		return words.T("Op een creditfactuur heeft het aantal een min ervoor.")
	case !f.credit && n < 1:
		return words.T("Vul een aantal in van 1 tot 999.")
	case f.vat.Value() == "":
		return words.T("Kies een btw-tarief.")
	}
	if _, ok := f.price.Value(); !ok {
		return words.T("Vul een prijs in, bijvoorbeeld 114,95.")
	}
	return ""
}

func (f *invoiceLine) OnEdit(g func()) {
	f.what.OnEdit(g)
	f.many.OnEdit(g)
	f.price.OnEdit(g)
	f.vat.OnEdit(g)
}

func (f *invoiceLine) value() sales.DraftLine {
	cents, _ := f.price.Value()
	return sales.DraftLine{Description: f.what.Value(), Quantity: number(f.many.Value()), UnitCents: data.Cents(cents), VATCode: f.vat.Value()}
}

// add begins a new draft.
func (p *invoicesPage) add() {
	p.fill(&invoiceEdit{draft: sales.Draft{Country: words.T("NL"), Lines: []sales.DraftLine{{Quantity: 1, VATCode: sales.ExemptVAT}}}})
}

// edit changes the draft in its own place.
func (p *invoicesPage) edit() {
	i := p.page
	e := &invoiceEdit{id: i.ID, version: i.Version, credit: i.Kind == "credit", draft: sales.Draft{
		Name: i.Name, Organisation: i.Organisation, Attention: i.Attention, Street: i.Street, HouseNumber: i.HouseNumber, Postcode: i.Postcode,
		Town: i.Town, Country: i.Country, Email: i.Email, Reference: i.Reference, KvK: i.KvK, OIN: i.OIN, VATNumber: i.VATNumber,
		DeliveryDay: i.DeliveryDay, Reason: i.Reason, PersonID: i.PersonID,
	}}
	for _, l := range i.Lines {
		e.draft.Lines = append(e.draft.Lines, sales.DraftLine{Description: l.Description, Quantity: l.Quantity, UnitCents: l.UnitCents, VATCode: l.VATCode})
	}
	p.fill(e)
}

func (p *invoicesPage) fill(e *invoiceEdit) {
	p.form = e
	p.split.ShowPage()
	p.showForm()
	p.s.Changed()
	p.s.Window().Canvas().Focus(e.form.First())
}

// showForm shows the draft as fields.
func (p *invoicesPage) showForm() {
	e := p.form
	d := &e.draft
	var rows []block.FormRow
	var set []func()
	line := func(label string, into *string) {
		f := text(*into)
		rows = append(rows, block.FormRow{Label: label, Field: f})
		set = append(set, func() { *into = f.Value() })
	}
	if e.credit {
		line(words.T("Reden"), &d.Reason)
	}
	line(words.T("Organisatie"), &d.Organisation)
	line(words.T("Ter attentie van"), &d.Attention)
	line(words.T("Naam (particulier)"), &d.Name)
	line(words.T("Straat"), &d.Street)
	line(words.T("Huisnummer"), &d.HouseNumber)
	line(words.T("Postcode"), &d.Postcode)
	line(words.T("Plaats"), &d.Town)
	line(words.T("Land"), &d.Country)
	line(words.T("Mailadres"), &d.Email)
	line(words.T("Referentie"), &d.Reference)
	line(words.T("KvK"), &d.KvK)
	line(words.T("OIN"), &d.OIN)
	line(words.T("Btw-id klant"), &d.VATNumber)
	delivered := block.NewDateField()
	delivered.Today = p.s.Today()
	delivered.SetValue(string(d.DeliveryDay))
	rows = append(rows, block.FormRow{Label: words.T("Geleverd op"), Field: delivered, Hint: words.T("Leeg is de dag waarop hij definitief wordt.")})
	var lines []*invoiceLine
	for i, l := range d.Lines {
		f := newInvoiceLine(l, e.credit)
		lines = append(lines, f)
		rows = append(rows, block.FormRow{Label: words.T("Regel %d", i+1), Field: f})
	}
	e.form = block.NewForm(rows...)
	e.take = func() {
		for _, f := range set {
			f()
		}
		d.DeliveryDay = data.Day(delivered.Value())
		d.Lines = d.Lines[:0]
		for _, f := range lines {
			if !f.empty() {
				d.Lines = append(d.Lines, f.value())
			}
		}
	}
	title := words.T("Nieuwe factuur")
	if e.id != 0 {
		title = words.T("%s aanpassen", invoiceName(p.page.Invoice.Invoice))
	}
	p.detail.Set(
		block.Head(title, block.NewQuiet(words.T("Een concept: er is nog geen nummer."))),
		e.form,
		block.Spread(8, block.NewPrimary(words.T("Opslaan"), p.keep), block.NewButton(words.T("Nog een regel"), p.moreLines), block.NewButton(words.T("Annuleren"), func() { p.drop(p.show) })),
	)
}

// moreLines makes room for another line.
func (p *invoicesPage) moreLines() {
	p.form.take()
	one := sales.DraftLine{Quantity: 1, VATCode: sales.ExemptVAT}
	if p.form.credit {
		one.Quantity = -1
	}
	p.form.draft.Lines = append(p.form.draft.Lines, one)
	p.form.touched = p.form.edited()
	p.showForm()
}

// keep saves what was filled in.
func (p *invoicesPage) keep() {
	e := p.form
	if e == nil || !e.form.Check() {
		return
	}
	e.take()
	type saved struct{ id, change int64 }
	ui.Act(p.s.Tasks, words.T("Concept opslaan"), func(ctx context.Context, _ *ui.Progress) (saved, error) {
		if e.id != 0 {
			change, err := p.job.SaveDraft(ctx, e.id, e.version, e.draft)
			return saved{e.id, change}, err
		}
		id, change, err := p.job.NewDraft(ctx, e.draft)
		return saved{id, change}, err
	}, func(s saved) {
		p.leaveForm()
		p.page.ID = s.id
		p.s.Done(words.T("Concept opgeslagen"), undo(p.undo, s.change))
		p.Reload()
	})
}
