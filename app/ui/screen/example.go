package screen

import (
	"context"

	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// showExample opens the example office, and fills it first where it is not there yet.
func showExample(s *ui.Shell, o Offices) {
	ui.ActOr(s.Tasks, words.T("Voorbeeldkantoor vullen"), func(ctx context.Context, p *ui.Progress) (struct{}, error) {
		return struct{}{}, o.MakeExample(ctx, p.Set)
	}, func(_ struct{}, err error) {
		switch {
		case err == nil:
			o.ShowExample()
		case ctxDone(err):
			s.Say(words.T("Het voorbeeldkantoor is niet gemaakt; er is niets achtergebleven."))
		default:
			s.Fail(err)
		}
	})
}

// MarkAway is what stands in the window, and what can be done in it, as long as it shows another office than the desk's
// own; text says which.
func MarkAway(text string, back func()) (ui.Mark, ui.Command) {
	link := words.T("Naar mijn eigen kantoor")
	return ui.Mark{Text: text, Link: link, Run: back}, ui.Command{ID: "office.own", Text: link, Words: words.T("voorbeeld demo terug"), Run: back}
}
