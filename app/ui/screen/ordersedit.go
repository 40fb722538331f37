package screen

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/sales"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// formOrder names the form in what is kept of it while somebody types.
const formOrder = "order"

// lineName is the name of a field of which there are several.
func lineName(i int) string { return lineWord + key(int64(i+1)) }

const lineWord = "regel "

// moreLines gives as many lines as are needed for the one with a name; false when it is no name of a line.
func moreLines[T any](lines *[]T, name string, empty T) bool {
	text, ok := strings.CutPrefix(name, lineWord)
	n := number(text)
	if !ok || n < 1 || n > 100 {
		return false
	}
	for len(*lines) < int(n) {
		*lines = append(*lines, empty)
	}
	return true
}

// orderLine adds a field for what is ordered, and how many.
func orderLine(r *ui.Rows, lines *[]sales.Item, i int, products []data.Product) {
	var choices []block.Choice
	for _, pr := range products {
		if !pr.Ended || pr.Code == (*lines)[i].Product {
			choices = append(choices, block.Choice{ID: pr.Code, Text: joined(" · ", pr.Name, price(pr.PriceCents))})
		}
	}
	product, many := block.NewChoiceField(choices...), text("")
	f := block.NewFields(block.Beside(8, 0, product, block.Wide(70, many)), product, many)
	f.Check = func() string {
		if n := number(many.Value()); product.Value() != "" && (n < 1 || n > 999) {
			return words.T("Vul een aantal in van 1 tot 999.")
		}
		return ""
	}
	label := ""
	if i == 0 {
		label = words.Later("Artikel en aantal")
	}
	r.Add(lineName(i), f, func() {
		product.SetValue((*lines)[i].Product)
		many.SetValue(key(max((*lines)[i].Quantity, 1)))
	}, func() { (*lines)[i] = sales.Item{Product: product.Value(), Quantity: number(many.Value())} }).Labelled(label)
}

// add begins a new order.
func (p *ordersPage) add() {
	p.fill(0, 0, "", sales.Order{Delivery: sales.Delivery{Country: "NL"}, Lines: []sales.Item{{Product: sales.Handbook, Quantity: 1}}})
}

// edit changes the order in its own place.
func (p *ordersPage) edit() {
	o := p.page.Order
	if p.OnceRead(p.edit) {
		return
	}
	p.fill(o.ID, o.Version, o.Number, p.page.Editable())
}

// Resume goes on with an order that was not saved.
func (p *ordersPage) Resume(form, id string) {
	switch {
	case p.EditingOf(form, id):
	case id == "":
		p.add()
	default:
		p.Then(id, p.edit)
		p.Open(id)
	}
}

// fill shows an order as fields; one without a number is new.
func (p *ordersPage) fill(id, version int64, number string, o sales.Order) {
	ui.Load(p.Needs(), p.job.Products, func(products []data.Product) {
		if id != 0 && id != p.page.Order.ID {
			return // another one was chosen meanwhile
		}
		e := &ui.Edit{Form: formOrder, Title: words.T("Nieuwe bestelling")}
		e.Rows = func(r *ui.Rows) { p.orderRows(r, e, &o, products) }
		e.Missing = func(name string) bool { return moreLines(&o.Lines, name, sales.Item{Quantity: 1}) }
		if id != 0 {
			e.Key, e.Title, e.Under = key(id), words.T("Bestelling aanpassen"), []fyne.CanvasObject{block.NewQuiet(number)}
			e.Newest = ui.ReadBy(func(ctx context.Context) (sales.OrderPage, error) { return p.job.Order(ctx, id) }, func(page sales.OrderPage) {
				version, o = page.Order.Version, page.Editable()
			})
		}
		e.Save = ui.SaveBy(words.T("Bestelling opslaan"), func(ctx context.Context) (sales.SavedOrder, error) {
			filled := o
			filled.Lines = slices.DeleteFunc(slices.Clone(o.Lines), func(it sales.Item) bool { return it.Product == "" })
			if id == 0 {
				return p.job.NewOrder(ctx, filled)
			}
			change, err := p.job.ChangeOrder(ctx, id, version, filled)
			return sales.SavedOrder{ID: id, Change: change}, err
		}, func(saved sales.SavedOrder) {
			p.page.Order.ID = saved.ID
			said := words.T("Bestelling aangepast")
			if id == 0 {
				said = words.T("Bestelling %s gemaakt", saved.Number)
			}
			p.s.Done(said, undo(p.undo, saved.Change))
			p.Reload()
		})
		p.Fill(e)
	})
}

// pickPerson fills in what the register knows of somebody.
func (p *ordersPage) pickPerson(r *ui.Rows, e *ui.Edit, o *sales.Order) {
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
	field.OnEdit(func() {
		f, ok := people[field.Value().ID]
		if !ok {
			return
		}
		e.Change(func() {
			o.PersonID, o.OrganisationID = f.ID, f.OrganisationID
			o.Customer.Name, o.Customer.Organisation, o.Customer.Email = f.Name(), f.Organisation, f.Email
			if o.Customer.Phone = f.Phone; o.Customer.Phone == "" {
				o.Customer.Phone = f.Mobile
			}
			o.Delivery = sales.Delivery{Name: f.Name(), Street: f.Street, HouseNumber: f.HouseNumber, Postcode: f.Postcode, Town: f.Town, Country: f.Country}
		})
	})
	r.Add(words.Later("Uit het register"), field, func() {
		field.SetValue(block.Option{})
		if o.PersonID != 0 {
			field.SetValue(block.Option{ID: key(o.PersonID), Text: o.Customer.Name})
		}
	}, func() { o.PersonID = number(field.Value().ID) }).Hint(words.T("Vult naam en adres in. Staat iemand er niet in, vul dan zelf in."))
	r.Hidden("organisation", &o.OrganisationID)
}

// orderRows are the fields of an order.
func (p *ordersPage) orderRows(r *ui.Rows, e *ui.Edit, o *sales.Order, products []data.Product) {
	p.pickPerson(r, e, o)
	for i := range o.Lines {
		orderLine(r, &o.Lines, i, products)
	}
	r.Text(words.Later("Besteller"), &o.Customer.Name)
	r.Text(words.Later("Organisatie"), &o.Customer.Organisation)
	r.Text(words.Later("Mailadres"), &o.Customer.Email)
	r.Text(words.Later("Telefoon"), &o.Customer.Phone)
	r.Text(words.Later("Bezorgen bij"), &o.Delivery.Name)
	r.Text(words.Later("Organisatie daar"), &o.Delivery.Organisation)
	r.Text(words.Later("Straat"), &o.Delivery.Street)
	r.Text(words.Later("Huisnummer"), &o.Delivery.HouseNumber).Short()
	r.Text(words.Later("Postcode"), &o.Delivery.Postcode).Short()
	r.Text(words.Later("Plaats"), &o.Delivery.Town)
	r.Text(words.Later("Land"), &o.Delivery.Country).Short()
	r.Text(words.Later("Factuur aan organisatie"), &o.Payer.Organisation)
	r.Text(words.Later("Ter attentie van"), &o.Payer.Attention)
	r.Text(words.Later("Straat (factuur)"), &o.Payer.Street)
	r.Text(words.Later("Huisnummer (factuur)"), &o.Payer.HouseNumber).Short()
	r.Text(words.Later("Postcode (factuur)"), &o.Payer.Postcode).Short()
	r.Text(words.Later("Plaats (factuur)"), &o.Payer.Town)
	r.Text(words.Later("Factuur naar (mail)"), &o.Payer.Email)
	r.Text(words.Later("Referentie"), &o.Payer.Reference)
	r.Area(words.Later("Opmerkingen"), &o.Remarks, 3)
	r.More(words.T("Nog een artikel"), func() { o.Lines = append(o.Lines, sales.Item{Quantity: 1}) })
}
