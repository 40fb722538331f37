package screen

import (
	"context"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/sales"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/workday"
	"kiesvoorhetkind.nl/kantoor/assets/words"
)

func (p *settingsPage) loadTerm(t *part) {
	type term struct {
		seller sales.Seller
		next   string
	}
	ui.Load(t.lane, func(ctx context.Context) (term, error) {
		o, err := p.Sales.Seller(ctx)
		if err != nil {
			return term{}, err
		}
		next, err := p.Sales.NextInvoice(ctx)
		return term{o, next}, err
	}, func(now term) {
		said := words.T("Betaaltermijn opgeslagen")
		e := sellerEdit(p.Sales, &now.seller, func(into, from *sales.Seller) { into.DueDays = from.DueDays }, said, p.saved(said))
		e.Rows = func(r *ui.Rows) {
			wholeRow(r, words.Later("Betaaltermijn in dagen"), &now.seller.DueDays).Hint(words.T("In hoeveel dagen een factuur betaald moet zijn.")).Words(words.T("vervaldatum")).Check(sales.CheckDueDays)
		}
		t.fill(e, func(in *ui.Inset) []fyne.CanvasObject {
			return append(t.always(in), block.NewQuietParagraph(words.T("De volgende factuur krijgt nummer %s. De nummers lopen elk jaar zonder gaten door; dat kun je niet wijzigen.", now.next)))
		})
	})
}

func (p *settingsPage) loadHolidays(t *part) {
	ui.Load(t.lane, p.Desk.Holidays, func(c workday.Calendar) {
		friday, liberation := block.NewCheckField(words.T("Goede Vrijdag is een vrije dag")), block.NewCheckField(words.T("5 mei is een vrije dag"))
		friday.SetValue(!c.WorkOnGoodFriday)
		liberation.SetValue(!c.WorkOnLiberationDay)
		form := block.NewForm(block.FormRow{Label: words.T("Goede Vrijdag"), Field: friday}, block.FormRow{Label: words.T("Bevrijdingsdag"), Field: liberation})
		rows := []row{{words.T("Goede Vrijdag") + " " + words.T("pasen"), friday}, {words.T("Bevrijdingsdag") + " " + words.T("5 mei"), liberation}}
		form.OnEdit = func() {
			said := words.T("Feestdagen opgeslagen")
			chosen := workday.Calendar{WorkOnGoodFriday: !friday.Value(), WorkOnLiberationDay: !liberation.Value()}
			ui.Act(p.s.Tasks, said, func(ctx context.Context, _ *ui.Progress) (int64, error) { return p.Desk.SetHolidays(ctx, chosen) }, p.saved(said))
		}
		t.set(form, rows, form, block.NewQuietParagraph(words.T("De andere feestdagen van de Algemene termijnenwet zijn altijd vrij.")))
	})
}
