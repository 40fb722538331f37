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

// orderEdit is an order that is being filled in.
type orderEdit struct {
	id, version int64 // 0: a new one
	order       sales.Order
	products    []data.Product
	form        *block.Form
	take        func()
	touched     bool
}

func (e *orderEdit) edited() bool { return e.touched || e.form != nil && e.form.Edited() }

// orderLine is a field for what is ordered, and how many.
type orderLine struct {
	widget.BaseWidget
	body    *fyne.Container
	product *block.ChoiceField
	many    *block.TextField
}

func newOrderLine(it sales.Item, products []data.Product) *orderLine {
	var choices []block.Choice
	for _, pr := range products {
		if !pr.Ended || pr.Code == it.Product {
			choices = append(choices, block.Choice{ID: pr.Code, Text: joined(" · ", pr.Name, price(pr.PriceCents))})
		}
	}
	l := &orderLine{product: block.NewChoiceField(choices...), many: text(strconv.FormatInt(max(it.Quantity, 1), 10))}
	l.product.SetValue(it.Product)
	l.body = block.Beside(8, 0, l.product, block.Wide(70, l.many))
	l.ExtendBaseWidget(l)
	return l
}

// CreateRenderer is for the toolkit.
func (l *orderLine) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.body) }

func (l *orderLine) Keys() fyne.Focusable { return l.product }

func (l *orderLine) Problem() string {
	if n := number(l.many.Value()); l.product.Value() != "" && (n < 1 || n > 999) {
		return words.T("Vul een aantal in van 1 tot 999.")
	}
	return ""
}

func (l *orderLine) OnEdit(f func()) {
	l.product.OnEdit(f)
	l.many.OnEdit(f)
}

// add begins a new order.
func (p *ordersPage) add() {
	p.fill(&orderEdit{order: sales.Order{Delivery: sales.Delivery{Country: words.T("NL")}, Lines: []sales.Item{{Product: sales.Handbook, Quantity: 1}}}})
}

// edit changes the order in its own place.
func (p *ordersPage) edit() {
	p.fill(&orderEdit{id: p.page.Order.ID, version: p.page.Order.Version, order: p.page.Editable()})
}

func (p *ordersPage) fill(e *orderEdit) {
	ui.Load(p.reader, p.job.Products, func(products []data.Product) {
		e.products = products
		p.form = e
		p.split.ShowPage()
		p.showForm()
		p.s.Changed()
		p.s.Window().Canvas().Focus(e.form.First())
	})
}

// pickPerson fills in what the register knows of somebody.
func (p *ordersPage) pickPerson(e *orderEdit) *block.PickField {
	people := map[string]data.Person{}
	field := block.NewPickField(words.T("Typ een naam"), func(typed string, show func([]block.Option)) {
		ui.Load(p.finder, func(ctx context.Context) ([]data.Person, error) { return p.people.People(ctx, typed, 8) }, func(found []data.Person) {
			var options []block.Option
			for _, f := range found {
				people[key(f.ID)] = f
				options = append(options, block.Option{ID: key(f.ID), Text: f.ListName(), Detail: joined(", ", f.Organisation, f.Town)})
			}
			show(options)
		})
	})
	if e.order.PersonID != 0 {
		field.SetValue(block.Option{ID: key(e.order.PersonID), Text: e.order.Customer.Name})
	}
	field.OnEdit(func() {
		f, ok := people[field.Value().ID]
		if !ok {
			return
		}
		e.take()
		e.touched = true
		o := &e.order
		o.PersonID, o.OrganisationID = f.ID, f.OrganisationID
		o.Customer.Name, o.Customer.Organisation, o.Customer.Email = f.Name(), f.Organisation, f.Email
		if o.Customer.Phone = f.Phone; o.Customer.Phone == "" {
			o.Customer.Phone = f.Mobile
		}
		o.Delivery = sales.Delivery{Name: f.Name(), Street: f.Street, HouseNumber: f.HouseNumber, Postcode: f.Postcode, Town: f.Town, Country: f.Country}
		p.showForm()
		p.s.Window().Canvas().Focus(e.form.First())
	})
	return field
}

// showForm shows the order as fields.
func (p *ordersPage) showForm() {
	e := p.form
	o := &e.order
	var rows []block.FormRow
	var set []func()
	line := func(label string, into *string) {
		f := text(*into)
		rows = append(rows, block.FormRow{Label: label, Field: f})
		set = append(set, func() { *into = f.Value() })
	}
	person := p.pickPerson(e)
	rows = append(rows, block.FormRow{Label: words.T("Uit het register"), Field: person, Hint: words.T("Vult naam en adres in. Staat iemand er niet in, vul dan zelf in.")})
	var lines []*orderLine
	for i, it := range o.Lines {
		l := newOrderLine(it, e.products)
		lines = append(lines, l)
		label := ""
		if i == 0 {
			label = words.T("Artikel en aantal")
		}
		rows = append(rows, block.FormRow{Label: label, Field: l})
	}
	set = append(set, func() {
		o.Lines = o.Lines[:0]
		for _, l := range lines {
			if l.product.Value() != "" {
				o.Lines = append(o.Lines, sales.Item{Product: l.product.Value(), Quantity: number(l.many.Value())})
			}
		}
		if person.Value().ID == "" {
			o.PersonID = 0
		}
	})
	line(words.T("Besteller"), &o.Customer.Name)
	line(words.T("Organisatie"), &o.Customer.Organisation)
	line(words.T("Mailadres"), &o.Customer.Email)
	line(words.T("Telefoon"), &o.Customer.Phone)
	line(words.T("Bezorgen bij"), &o.Delivery.Name)
	line(words.T("Organisatie daar"), &o.Delivery.Organisation)
	line(words.T("Straat"), &o.Delivery.Street)
	line(words.T("Huisnummer"), &o.Delivery.HouseNumber)
	line(words.T("Postcode"), &o.Delivery.Postcode)
	line(words.T("Plaats"), &o.Delivery.Town)
	line(words.T("Land"), &o.Delivery.Country)
	line(words.T("Factuur aan organisatie"), &o.Payer.Organisation)
	line(words.T("Ter attentie van"), &o.Payer.Attention)
	line(words.T("Straat (factuur)"), &o.Payer.Street)
	line(words.T("Huisnummer (factuur)"), &o.Payer.HouseNumber)
	line(words.T("Postcode (factuur)"), &o.Payer.Postcode)
	line(words.T("Plaats (factuur)"), &o.Payer.Town)
	line(words.T("Factuur naar (mail)"), &o.Payer.Email)
	line(words.T("Referentie"), &o.Payer.Reference)
	remarks := block.NewTextArea("", 3)
	remarks.SetValue(o.Remarks)
	rows = append(rows, block.FormRow{Label: words.T("Opmerkingen"), Field: remarks})
	e.form = block.NewForm(rows...)
	e.take = func() {
		for _, f := range set {
			f()
		}
		o.Remarks = remarks.Value()
	}
	head := block.Head(words.T("Nieuwe bestelling"))
	if e.id != 0 {
		head = block.Head(words.T("Bestelling aanpassen"), block.NewQuiet(p.page.Order.Number))
	}
	p.detail.Set(
		head,
		e.form,
		block.Spread(8, block.NewPrimary(words.T("Opslaan"), p.keep), block.NewButton(words.T("Nog een artikel"), p.moreLines), block.NewButton(words.T("Annuleren"), func() { p.drop(p.show) })),
	)
}

// moreLines makes room for another product.
func (p *ordersPage) moreLines() {
	p.form.take()
	p.form.order.Lines = append(p.form.order.Lines, sales.Item{Quantity: 1})
	p.form.touched = p.form.edited()
	p.showForm()
}

// keep saves what was filled in.
func (p *ordersPage) keep() {
	e := p.form
	if e == nil || !e.form.Check() {
		return
	}
	e.take()
	ui.Act(p.s.Tasks, words.T("Bestelling opslaan"), func(ctx context.Context, _ *ui.Progress) (sales.SavedOrder, error) {
		if e.id != 0 {
			change, err := p.job.ChangeOrder(ctx, e.id, e.version, e.order)
			return sales.SavedOrder{ID: e.id, Change: change}, err
		}
		return p.job.NewOrder(ctx, e.order)
	}, func(saved sales.SavedOrder) {
		p.leaveForm()
		p.page.Order.ID = saved.ID
		said := words.T("Bestelling aangepast")
		if e.id == 0 {
			said = words.T("Bestelling %s gemaakt", saved.Number)
		}
		p.s.Done(said, undo(p.undo, saved.Change))
		p.Reload()
	})
}
