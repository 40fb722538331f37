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
		t.show(nil, table, block.Spread(8, change, block.NewButton(words.T("Nieuw artikel"), func() {
			edit(data.Product{Form: "paper", VATCode: sales.LowVAT, PriceCents: data.NoPrice})
		})))
	})
}

// editProduct shows a product as fields, in the place of the list.
func (p *settingsPage) editProduct(t *part, pr data.Product) {
	name, code, cost := text(pr.Name), text(pr.Code), block.NewMoneyField()
	name.Required, code.Required = true, true
	if pr.PriceCents != data.NoPrice {
		cost.SetValue(int64(pr.PriceCents))
	}
	form, vat := block.NewChoiceField(inUse(formChoices)...), block.NewChoiceField(inUse(vatChoices)...)
	form.SetValue(pr.Form)
	vat.SetValue(pr.VATCode)
	ended := block.NewCheckField(words.T("Niet meer te koop"))
	ended.SetValue(pr.Ended)
	fields := t.form(
		row{label: words.T("Naam"), field: name, hint: words.T("Zoals hij op de factuur komt.")},
		row{label: words.T("Code"), field: code, hint: words.T("Waarmee de webwinkel het artikel noemt.")},
		row{label: words.T("Prijs"), field: cost, hint: words.T("Inclusief btw en verzending. Leeg is nog geen prijs, 0 is gratis.")},
		row{label: words.T("Vorm"), field: form, hint: words.T("Digitaal wordt niet verstuurd.")}, row{label: words.T("Btw"), field: vat, hint: words.T("Welk tarief op de factuur komt.")}, row{label: words.T("Verkoop"), field: ended})
	save := t.buttons(fields, nil, words.T("Artikel opgeslagen"), func() keeping {
		kept := pr
		kept.Name, kept.Code, kept.Form, kept.VATCode, kept.Ended = name.Value(), code.Value(), form.Value(), vat.Value(), ended.Value()
		kept.PriceCents = data.NoPrice
		if cents, ok := cost.Value(); ok {
			kept.PriceCents = data.Cents(cents)
		}
		return func(ctx context.Context) (int64, error) { return p.Sales.SaveProduct(ctx, &kept) }
	})
	t.show([]*block.Form{fields}, fields, block.Spread(8, save, block.NewButton(words.T("Annuleren"), func() { t.load(t) })))
	p.s.Window().Canvas().Focus(fields.First())
}

func (p *settingsPage) loadRates(t *part) {
	ui.Load(t.lane, p.Sales.VATRates, func(rates []data.VATRate) {
		var facts []block.Fact
		for _, r := range rates {
			facts = append(facts, block.Fact{Label: choiceText(vatChoices, r.Code), Value: joined(", ", words.T("%s%% vanaf %s", strconv.FormatInt(r.Percent, 10), day(r.Since)), r.Text)})
		}
		t.show(nil, block.Facts(facts...), block.Spread(8, block.NewButton(words.T("Nieuw tarief"), func() { p.addRate(t) })))
	})
}

func (p *settingsPage) addRate(t *part) {
	code, percent, since, why := block.NewChoiceField(inUse(vatChoices)...), numberField(0), block.NewDateField(), text("")
	code.Required, since.Required = true, true
	since.Today = p.s.Today()
	form := t.form(
		row{label: words.T("Tarief"), field: code}, row{label: words.T("Percentage"), field: percent}, row{label: words.T("Geldt vanaf"), field: since},
		row{label: words.T("Tekst op de factuur"), field: why, hint: words.T("Alleen bij vrijgesteld: waarom.")})
	save := t.buttons(form, since, words.T("Btw-tarief opgeslagen"), func() keeping {
		r := data.VATRate{Code: code.Value(), Percent: number(percent.Value()), Since: data.Day(since.Value()), Text: why.Value()}
		return func(ctx context.Context) (int64, error) { return p.Sales.SaveVATRate(ctx, &r) }
	})
	t.show([]*block.Form{form}, form, block.Spread(8, save, block.NewButton(words.T("Annuleren"), func() { t.load(t) })))
	p.s.Window().Canvas().Focus(form.First())
}
