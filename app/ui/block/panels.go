package block

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// ErrorPanel says that something went wrong: what happened, what was kept and what to do, with the buttons that do it.
type ErrorPanel struct {
	widget.BaseWidget

	text *Paragraph
	body *fyne.Container
}

// NewErrorPanel returns a panel with its sentences and buttons.
func NewErrorPanel(text string, buttons ...fyne.CanvasObject) *ErrorPanel {
	p := &ErrorPanel{text: NewParagraph(text)}
	p.text.Color = look.Red.Front()
	row := append([]fyne.CanvasObject{NewIcon(look.IconWarning, look.Red.Front()), p.text}, buttons...)
	p.body = container.New(&stack{}, NewBox(look.Red.Back(), look.WrongLine, 6), Pad(10, 12, 10, 14, Beside(12, 1, row...)))
	p.ExtendBaseWidget(p)
	return p
}

// SetText says something else.
func (p *ErrorPanel) SetText(text string) { p.text.SetText(text) }

// Text answers what it says.
func (p *ErrorPanel) Text() string { return p.text.String() }

// CreateRenderer is for the toolkit.
func (p *ErrorPanel) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(p.body) }

// ProgressPanel says how far something is that takes longer, and lets it be cancelled.
type ProgressPanel struct {
	widget.BaseWidget

	title  *Text
	count  *Text
	bar    *widget.ProgressBar
	wait   *widget.ProgressBarInfinite
	cancel *Button
	body   *fyne.Container
}

// NewProgressPanel returns a panel for work that begins; cancel is called when the user has enough of it, and may be nil
// for what cannot be stopped.
func NewProgressPanel(title string, cancel func()) *ProgressPanel {
	p := &ProgressPanel{title: NewBold(title), count: NewQuiet(""), bar: widget.NewProgressBar(), wait: widget.NewProgressBarInfinite()}
	p.bar.TextFormatter = func() string { return "" }
	p.bar.Hide()
	p.wait.Stop()
	p.cancel = NewButton(words.T("Annuleren"), func() {
		p.cancel.Disable()
		p.cancel.SetText(words.T("Wordt gestopt"))
		cancel()
	})
	if cancel == nil {
		p.cancel.Hide()
	}
	p.body = container.New(&stack{}, NewBox(look.Paper, look.Edge, 6),
		Pad(12, 14, 12, 14, Column(8, p.title, container.New(&thinBar{}, p.bar, p.wait), Ends(p.count, p.cancel))))
	p.ExtendBaseWidget(p)
	return p
}

// thinBar makes of the toolkit's bars a line: they are as high as a text, which they do not have here.
type thinBar struct{}

func (thinBar) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.NewPos(0, 0))
		o.Resize(size)
	}
}

func (thinBar) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(look.Scaled(80), look.Scaled(8))
}

// Begin shows other work, that nothing is known of yet and that can be cancelled.
func (p *ProgressPanel) Begin(title string) {
	p.title.SetText(title)
	p.cancel.Enable()
	p.cancel.SetText(words.T("Annuleren"))
	p.Set(0, 0, "")
}

// Set shows that done of total are ready, and in a few words what is being done now; of a total of 0 it is not known how
// long it takes.
func (p *ProgressPanel) Set(done, total int, note string) {
	text := note
	switch {
	case total > 0 && note != "":
		text = words.T("%s van %s · %s", dots(done), dots(total), note)
	case total > 0:
		text = words.T("%s van %s", dots(done), dots(total))
	}
	p.count.SetText(text)
	if total > 0 {
		p.bar.Max = float64(total)
		p.bar.SetValue(float64(min(done, total)))
		p.bar.Show()
		p.wait.Stop()
		p.wait.Hide()
		return
	}
	p.bar.Hide()
	p.wait.Show()
	p.wait.Start()
}

// End stops what moves.
func (p *ProgressPanel) End() { p.wait.Stop() }

// CreateRenderer is for the toolkit.
func (p *ProgressPanel) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(p.body)
}
