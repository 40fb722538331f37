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
		if err == nil {
			err = o.ShowExample()
		}
		switch {
		case err == nil:
		case ctxDone(err):
			s.Say(words.T("Het voorbeeldkantoor is niet gemaakt; er is niets achtergebleven."))
		default:
			s.Fail(err)
		}
	})
}

// showOwn goes back to the desk's own office.
func showOwn(s *ui.Shell, o Offices) {
	if err := o.ShowOwn(); err != nil {
		s.Fail(err)
	}
}

// MarkExample is what stands in the window, and what can be done in it, as long as it shows the example office.
func MarkExample(back func()) (ui.Mark, ui.Command) {
	text := words.T("Naar mijn eigen kantoor")
	return ui.Mark{Text: words.T("Voorbeeldkantoor"), Link: text, Run: back}, ui.Command{ID: "office.own", Text: text, Words: words.T("voorbeeld demo terug"), Run: back}
}
