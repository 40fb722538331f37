package screen

import (
	"context"

	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/sales"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/workday"
	"kiesvoorhetkind.nl/kantoor/assets/words"
)

func (p *settingsPage) loadTerm(t *part) {
	type term struct {
		days int
		next string
	}
	ui.Load(t.lane, func(ctx context.Context) (term, error) {
		o, err := p.Sales.Seller(ctx)
		if err != nil {
			return term{}, err
		}
		next, err := p.Sales.NextInvoice(ctx)
		return term{o.DueDays, next}, err
	}, func(now term) {
		days := numberField(now.days)
		days.Check = sales.CheckDueDays
		form := t.form(row{label: words.T("Betaaltermijn in dagen"), hint: words.T("In hoeveel dagen een factuur betaald moet zijn."), words: words.T("vervaldatum"), field: days})
		t.show([]*block.Form{form}, form,
			t.buttons(form, nil, words.T("Betaaltermijn opgeslagen"), func() keeping {
				n := int(number(days.Value()))
				return p.keepSeller(func(o *sales.Seller) { o.DueDays = n })
			}),
			block.NewQuietParagraph(words.T("De volgende factuur krijgt nummer %s. De nummers lopen elk jaar zonder gaten door; dat kun je niet wijzigen.", now.next)))
	})
}

func (p *settingsPage) loadLengths(t *part) {
	ui.Load(t.lane, p.Members.Lengths, func(l register.Lengths) {
		var rows []row
		var set []func()
		line := func(label, hint string, into *int) {
			f := numberField(*into)
			rows = append(rows, row{label: label, hint: hint, field: f})
			set = append(set, func() { *into = int(number(f.Value())) })
		}
		line(words.T("Na een training"), words.T("maanden gratis lid"), &l.Training)
		line(words.T("Na een nascholing"), words.T("maanden erbij, of opnieuw als het lidmaatschap was afgelopen"), &l.FollowUp)
		line(words.T("Nascholing telt binnen"), words.T("maanden na het laatste certificaat"), &l.FollowUpWithin)
		line(words.T("Na betaling"), words.T("maanden"), &l.Payment)
		line(words.T("Mediator, bijdrage"), words.T("maanden lid na het betalen van de jaarlijkse bijdrage"), &l.Mediator)
		line(words.T("Mediator, na een training"), words.T("maanden gratis lid"), &l.MediatorTraining)
		line(words.T("Uitloop"), words.T("dagen na het einde waarin iemand nog wordt herinnerd"), &l.GraceDays)
		form := t.form(rows...)
		t.show([]*block.Form{form}, form, t.buttons(form, nil, words.T("Lengtes opgeslagen"), func() keeping {
			for _, f := range set {
				f()
			}
			filled := l
			return func(ctx context.Context) (int64, error) { return p.Members.SaveLengths(ctx, filled) }
		}))
	})
}

func (p *settingsPage) loadHolidays(t *part) {
	ui.Load(t.lane, p.Desk.Holidays, func(c workday.Calendar) {
		friday, liberation := block.NewCheckField(words.T("Goede Vrijdag is een vrije dag")), block.NewCheckField(words.T("5 mei is een vrije dag"))
		friday.SetValue(!c.WorkOnGoodFriday)
		liberation.SetValue(!c.WorkOnLiberationDay)
		form := t.form(
			row{label: words.T("Goede Vrijdag"), field: friday, words: words.T("pasen")},
			row{label: words.T("Bevrijdingsdag"), field: liberation, words: words.T("5 mei")})
		save := func() {
			chosen := workday.Calendar{WorkOnGoodFriday: !friday.Value(), WorkOnLiberationDay: !liberation.Value()}
			t.save(form, nil, words.T("Feestdagen opgeslagen"), func(ctx context.Context) (int64, error) { return p.Desk.SetHolidays(ctx, chosen) })
		}
		form.OnEdit = save
		t.show(nil, form, block.NewQuietParagraph(words.T("De andere feestdagen van de Algemene termijnenwet zijn altijd vrij.")))
	})
}
