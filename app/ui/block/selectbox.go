package block

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"kiesvoorhetkind.nl/kantoor/app/ui/look"
)

// selectBox draws a line around the toolkit's select, which has none, and what is chosen over as many lines as it needs,
// where the toolkit would cut it.
type selectBox struct {
	fyne.WidgetRenderer
	f     *ChoiceField
	line  *canvas.Rectangle
	words []*canvas.Text
	// parts are the toolkit's own, without its text.
	parts []fyne.CanvasObject
}

// CreateRenderer is for the toolkit.
func (f *ChoiceField) CreateRenderer() fyne.WidgetRenderer {
	f.ExtendBaseWidget(f)
	b := &selectBox{WidgetRenderer: f.Select.CreateRenderer(), f: f, line: canvas.NewRectangle(nil)}
	for _, o := range b.WidgetRenderer.Objects() {
		if _, text := o.(*widget.RichText); !text {
			b.parts = append(b.parts, o)
		}
	}
	b.apply()
	return b
}

// edge is the room beside the words, as much as in the toolkit's entry.
func (b *selectBox) edge() float32 { return 7 }

// broken answers the lines of what is chosen, for the width that the field has.
func (b *selectBox) broken() []string {
	text := b.f.Selected
	if text == "" {
		text = b.f.PlaceHolder
	}
	width := b.f.Size().Width
	if width <= 0 {
		return []string{text}
	}
	return breakLines(text, look.Size(look.SizeText), false, max(20, width-2*b.edge()-look.Scaled(22)))
}

func (b *selectBox) apply() {
	drawFieldLine(b.line, b.f.Size(), b.f.focused, b.f.wrong, b.f.Disabled())
	// The toolkit's own ground for the keyboard is hardly seen, and takes the contrast from the words.
	if ground, ok := b.parts[0].(*canvas.Rectangle); ok {
		ground.FillColor = look.Color(look.FieldPaper)
	}
	ink := look.Ink
	if b.f.Selected == "" || b.f.Disabled() {
		ink = look.Quiet
	}
	lines := b.broken()
	for len(b.words) < len(lines) {
		b.words = append(b.words, canvas.NewText("", nil))
	}
	b.words = b.words[:len(lines)]
	for i, w := range b.words {
		w.Text, w.Color, w.TextSize = lines[i], look.Color(ink), look.Size(look.SizeText)
	}
}

// MinSize is for the toolkit.
func (b *selectBox) MinSize() fyne.Size {
	m := b.WidgetRenderer.MinSize()
	return m.AddWidthHeight(0, float32(len(b.broken())-1)*cellLine())
}

func (b *selectBox) Layout(size fyne.Size) {
	b.WidgetRenderer.Layout(size)
	b.apply()
	high := cellLine()
	y := (size.Height - high*float32(len(b.words))) / 2
	for i, w := range b.words {
		w.Move(fyne.NewPos(b.edge(), y+float32(i)*high))
		w.Resize(w.MinSize())
	}
}

func (b *selectBox) Objects() []fyne.CanvasObject {
	objects := append(append([]fyne.CanvasObject(nil), b.parts...), b.line)
	for _, w := range b.words {
		objects = append(objects, w)
	}
	return objects
}

func (b *selectBox) Refresh() {
	b.WidgetRenderer.Refresh()
	b.Layout(b.f.Size())
	b.line.Refresh()
}
