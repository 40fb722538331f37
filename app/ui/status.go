package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// statusBar is the bottom line: the keys of the screen at the left, its state at the right.
type statusBar struct {
	left, right *block.Text
	body        *fyne.Container
	// hints are the keys of the screen, the most important first.
	hints []string
}

func newStatusBar() *statusBar {
	b := &statusBar{left: block.NewQuiet(""), right: block.NewQuiet("")}
	b.left.SizeName, b.right.SizeName = look.SizeTiny, look.SizeTiny
	b.left.Clip = true
	b.body = block.Pad(8, 20, 8, 20, container.New(&statusLayout{b}, b.left, b.right))
	return b
}

func (b *statusBar) show(s *Shell) {
	var hints []string
	for _, c := range s.commands() {
		if c.Hint != "" && c.enabled() {
			hints = append(hints, strings.TrimSpace(c.Key.String()+" "+c.Hint))
		}
	}
	state := words.T("F1 hulp over dit scherm")
	if p, ok := s.page().(Stater); ok {
		if text := p.State(); text != "" {
			state = text
		}
	}
	b.hints = hints
	b.right.SetText(state)
	b.body.Refresh()
}

// statusLayout lets the last keys give way to the state; they are all under F1.
type statusLayout struct{ b *statusBar }

func (statusLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(60, max(o[0].MinSize().Height, o[1].MinSize().Height))
}

func (l statusLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	right := o[1].MinSize()
	left := size.Width - right.Width - 24
	text := ""
	for i := len(l.b.hints); i > 0; i-- {
		text = strings.Join(l.b.hints[:i], "     ")
		if fyne.MeasureText(text, look.Size(look.SizeTiny), fyne.TextStyle{}).Width <= left {
			break
		}
		text = ""
	}
	l.b.left.SetText(text)
	o[0].Resize(fyne.NewSize(max(1, left), size.Height))
	o[1].Move(fyne.NewPos(max(0, size.Width-right.Width), 0))
	o[1].Resize(right)
}
