package screen

import (
	"context"

	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

func (p *settingsPage) loadPlaces(t *part) {
	ui.Load(t.lane, p.Places.PlaceTerms, func(now training.PlaceTerms) {
		was := now
		said := words.T("Termijnen opgeslagen")
		e := &ui.Edit{Rows: func(r *ui.Rows) {
			wholeRow(r, words.Later("Gratis afmelden tot"), &now.FreeDays).Hint(words.T("werkdagen voor de eerste dag"))
			wholeRow(r, words.Later("Daarna verschuldigd"), &now.Percent).Hint(words.T("procent van de prijs"))
			wholeRow(r, words.Later("Antwoord op een vrije plaats"), &now.OfferDays).Hint(words.T("werkdagen de tijd, daarna is de volgende op de wachtlijst aan de beurt"))
		}}
		e.Newest = ui.ReadBy(p.Places.PlaceTerms, func(read training.PlaceTerms) { was, now = read, read })
		e.Save = ui.SaveBy(said, func(ctx context.Context) (int64, error) {
			if read, err := p.Places.PlaceTerms(ctx); err != nil {
				return 0, err
			} else if read != was {
				return 0, data.ErrStale // another desk changed them meanwhile
			}
			return p.Places.SavePlaceTerms(ctx, now)
		}, p.saved(said))
		t.fill(e, t.always)
	})
}
