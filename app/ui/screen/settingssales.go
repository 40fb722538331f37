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
	ui.Load(t.lane, p.sales.Products, func(products []data.Product) {
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
	fields := block.NewForm(
		block.FormRow{Label: words.T("Naam"), Field: name, Hint: words.T("Zoals hij op de factuur komt.")},
		block.FormRow{Label: words.T("Code"), Field: code, Hint: words.T("Waarmee de webwinkel het artikel noemt.")},
		block.FormRow{Label: words.T("Prijs"), Field: cost, Hint: words.T("Inclusief btw en verzending. Leeg is nog geen prijs, 0 is gratis.")},
		block.FormRow{Label: words.T("Vorm"), Field: form}, block.FormRow{Label: words.T("Btw"), Field: vat}, block.FormRow{Label: "", Field: ended})
	save := block.NewButton(words.T("Opslaan"), func() {
		pr.Name, pr.Code, pr.Form, pr.VATCode, pr.Ended = name.Value(), code.Value(), form.Value(), vat.Value(), ended.Value()
		pr.PriceCents = data.NoPrice
		if cents, ok := cost.Value(); ok {
			pr.PriceCents = data.Cents(cents)
		}
		kept := pr
		t.save(fields, words.T("Artikel opgeslagen"), func(ctx context.Context) (int64, error) { return p.sales.SaveProduct(ctx, &kept) })
	})
	t.show([]*block.Form{fields}, fields, block.Spread(8, save, block.NewButton(words.T("Annuleren"), func() { t.load(t) })))
	p.s.Window().Canvas().Focus(fields.First())
}

func (p *settingsPage) loadRates(t *part) {
	ui.Load(t.lane, p.sales.VATRates, func(rates []data.VATRate) {
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
	form := block.NewForm(
		block.FormRow{Label: words.T("Tarief"), Field: code}, block.FormRow{Label: words.T("Percentage"), Field: percent}, block.FormRow{Label: words.T("Geldt vanaf"), Field: since},
		block.FormRow{Label: words.T("Tekst op de factuur"), Field: why, Hint: words.T("Alleen bij vrijgesteld: waarom.")})
	save := block.NewButton(words.T("Opslaan"), func() {
		r := data.VATRate{Code: code.Value(), Percent: number(percent.Value()), Since: data.Day(since.Value()), Text: why.Value()}
		t.save(form, words.T("Btw-tarief opgeslagen"), func(ctx context.Context) (int64, error) { return p.sales.SaveVATRate(ctx, &r) })
	})
	t.show([]*block.Form{form}, form, block.Spread(8, save, block.NewButton(words.T("Annuleren"), func() { t.load(t) })))
	p.s.Window().Canvas().Focus(form.First())
}
