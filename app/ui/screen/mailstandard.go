package screen

import (
	"strings"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/answer"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// closing begins the end of every letter: who signs it.
const closing = "\n\nMet vriendelijke groet,"

// offerStandard lets a mail begin with a standard text, by a click or by F2, which goes on to the next each time. A text
// that somebody wrote in stays: the standard text comes under it.
func offerStandard(s *ui.Shell, e *ui.Edit, d *block.Dialog, text *string, list []answer.Text) {
	put, next := *text, 0
	choose := func(i int) {
		next = (i + 1) % len(list)
		e.Change(func() {
			if strings.TrimSpace(*text) == strings.TrimSpace(put) {
				*text = list[i].Text
			} else {
				*text = under(*text, list[i].Text)
			}
			put = *text
		})
		if f := e.Field("Tekst"); f != nil {
			s.Window().Canvas().Focus(f.Keys())
		}
	}
	var buttons []fyne.CanvasObject
	for i, t := range list {
		b := block.NewButton(t.Title, func() { choose(i) })
		if i == 0 {
			b = b.WithHint("F2")
		}
		buttons = append(buttons, b)
	}
	d.Content = block.Column(6, block.NewQuiet(words.T("Begin met")), block.Spread(8, buttons...))
	d.OnKey = func(k *fyne.KeyEvent) bool {
		if k.Name == fyne.KeyF2 {
			choose(next)
		}
		return k.Name == fyne.KeyF2
	}
}

// under puts what a standard text says under what was written, before the signature.
func under(written, standard string) string {
	_, said, _ := strings.Cut(standard, "\n\n") // without its greeting
	said, _, _ = strings.Cut(said, closing)
	before, after, signed := strings.Cut(written, closing)
	text := strings.TrimRight(before, "\n ") + "\n\n" + said
	if signed {
		text += closing + after
	}
	return text
}
