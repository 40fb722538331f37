package screen

import (
	"context"
	"strconv"

	"kiesvoorhetkind.nl/kantoor/app/sales"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

var vatChoices = []block.Choice{{ID: sales.HighVAT, Text: words.Later("hoog")}, {ID: sales.LowVAT, Text: words.Later("laag")}, {ID: sales.ExemptVAT, Text: words.Later("vrijgesteld")}}

// choiceText is what a choice reads as.
func choiceText(choices []block.Choice, id string) string {
	for _, c := range choices {
		if c.ID == id {
			return words.T(c.Text)
		}
	}
	return id
}

var formChoices = []block.Choice{{ID: "paper", Text: words.Later("papier")}, {ID: "digital", Text: words.Later("digitaal")}}

func (p *settingsPage) loadProducts(t *part) {
	ui.Load(t.lane, p.Sales.Products, func(products []data.Product) {
		table := block.NewTable(words.T("artikel"), words.T("artikelen"),
			block.TableColumn{ID: "name", Title: words.T("Artikel"), Grow: true},
			block.TableColumn{ID: "form", Title: words.T("Vorm")},
			block.TableColumn{ID: "vat", Title: words.T("Btw")},
			block.TableColumn{ID: "price", Title: words.T("Prijs incl. btw"), Align: block.Right, Numeric: true},
		).Fitting()
		byID := map[string]data.Product{}
		var rows []block.Row
		for _, pr := range products {
			if t.wanted(key(pr.ID)) {
				p.editProduct(t, pr)
				return
			}
			byID[key(pr.ID)] = pr
			form := choiceText(formChoices, pr.Form)
			if pr.Ended {
				form += words.T(", niet meer te koop")
			}
			rows = append(rows, block.Row{ID: key(pr.ID), Quiet: pr.Ended, Cells: []block.Cell{
				{Text: pr.Name}, {Text: form}, {Text: choiceText(vatChoices, pr.VATCode)}, {Text: price(pr.PriceCents), Number: int64(pr.PriceCents)},
			}})
		}
		table.SetRows(rows)
		edit := func(pr data.Product) { p.editProduct(t, pr) }
		table.OnOpen = func(r block.Row) { edit(byID[r.ID]) }
		change := block.NewButton(words.T("Wijzigen"), func() {
			if r, ok := table.Current(); ok {
				edit(byID[r.ID])
			}
		}).WithHint(words.T("Enter"))
		change.Disable()
		table.OnChoose = func(block.Row) { change.Enable() }
		fresh := func() { edit(data.Product{Form: "paper", VATCode: sales.LowVAT, PriceCents: data.NoPrice}) }
		if t.wanted("") {
			fresh()
			return
		}
		t.set(nil, nil, table, block.Spread(8, change, block.NewButton(words.T("Nieuw artikel"), fresh)))
	})
}

// editProduct shows a product as fields, in the place of the list.
func (p *settingsPage) editProduct(t *part, pr data.Product) {
	said := words.T("Artikel opgeslagen")
	e := &ui.Edit{Title: words.T("Artikel: %s", pr.Name), Rows: func(r *ui.Rows) {
		r.Text(words.Later("Naam"), &pr.Name).Hint(words.T("Zoals hij op de factuur komt.")).Required()
		r.Text(words.Later("Code"), &pr.Code).Hint(words.T("Waarmee de webwinkel het artikel noemt.")).Required()
		priceRow(r, words.Later("Prijs"), &pr.PriceCents).Hint(words.T("Inclusief btw en verzending. Leeg is nog geen prijs, 0 is gratis."))
		r.Choice(words.Later("Vorm"), &pr.Form, inUse(formChoices)...).Hint(words.T("Digitaal wordt niet verstuurd."))
		r.Choice(words.Later("Btw"), &pr.VATCode, inUse(vatChoices)...).Hint(words.T("Welk tarief op de factuur komt."))
		r.Check(words.Later("Verkoop"), words.Later("Niet meer te koop"), &pr.Ended)
	}}
	e.Save = ui.SaveBy(said, func(ctx context.Context) (int64, error) {
		kept := pr
		return p.Sales.SaveProduct(ctx, &kept)
	}, p.saved(said))
	if pr.ID == 0 {
		e.Title = words.T("Nieuw artikel")
	} else {
		e.Key = key(pr.ID)
		e.Newest = newestOf(p.Sales.Products, func(n data.Product) bool { return n.ID == pr.ID }, func(now data.Product) { pr = now })
	}
	p.fillInList(t, e)
}

// priceRow is a field for a price; an empty one is none yet.
func priceRow(r *ui.Rows, label string, into *data.Cents) *ui.Line {
	f := block.NewMoneyField()
	return r.Add(label, f, func() {
		if *into != data.NoPrice {
			f.SetValue(int64(*into))
		}
	}, func() {
		*into = data.NoPrice
		if cents, ok := f.Value(); ok {
			*into = data.Cents(cents)
		}
	})
}

func (p *settingsPage) loadRates(t *part) {
	ui.Load(t.lane, p.Sales.VATRates, func(rates []data.VATRate) {
		var facts []block.Fact
		for _, r := range rates {
			facts = append(facts, block.Fact{Label: choiceText(vatChoices, r.Code), Value: joined(", ", words.T("%s%% vanaf %s", strconv.FormatInt(r.Percent, 10), day(r.Since)), r.Text)})
		}
		if t.wanted("") {
			p.addRate(t)
			return
		}
		t.set(nil, nil, block.Facts(facts...), block.Spread(8, block.NewButton(words.T("Nieuw tarief"), func() { p.addRate(t) })))
	})
}

func (p *settingsPage) addRate(t *part) {
	var rate data.VATRate
	said := words.T("Btw-tarief opgeslagen")
	e := &ui.Edit{Title: words.T("Nieuw tarief"), Rows: func(r *ui.Rows) {
		r.Choice(words.Later("Tarief"), &rate.Code, inUse(vatChoices)...).Required()
		wholeRow(r, words.Later("Percentage"), &rate.Percent)
		r.Date(words.Later("Geldt vanaf"), &rate.Since).Required()
		r.Text(words.Later("Tekst op de factuur"), &rate.Text).Hint(words.T("Alleen bij vrijgesteld: waarom."))
	}}
	t.refuse(e, words.Later("Geldt vanaf"))
	e.Save = ui.SaveBy(said, func(ctx context.Context) (int64, error) {
		kept := rate
		return p.Sales.SaveVATRate(ctx, &kept)
	}, p.saved(said))
	p.fillInList(t, e)
}
