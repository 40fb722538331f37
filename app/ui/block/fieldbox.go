package block

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"kiesvoorhetkind.nl/kantoor/app/ui/look"
)

// fieldBox draws the line around the toolkit's entry, whose own falls between the dots of the screen and is hardly seen:
// a thick one for the keyboard, and a red one where the value is wrong.
type fieldBox struct {
	fyne.WidgetRenderer
	e    *entry
	line *canvas.Rectangle
	// parts are the toolkit's own, without its line.
	parts []fyne.CanvasObject
}

// CreateRenderer is for the toolkit.
func (e *entry) CreateRenderer() fyne.WidgetRenderer {
	b := &fieldBox{WidgetRenderer: e.Entry.CreateRenderer(), e: e, line: canvas.NewRectangle(nil)}
	b.apply()
	return b
}

func (b *fieldBox) apply() { drawFieldLine(b.line, b.e.Size(), b.e.ringed, b.e.wrong, b.e.Disabled()) }

// drawFieldLine gives the line around what is filled in its colour and width, and stands it within a size, so that no part
// of it is cut off where the field fills its room.
func drawFieldLine(line *canvas.Rectangle, size fyne.Size, focused, wrong, disabled bool) {
	line.FillColor = look.Color(look.Clear)
	line.StrokeColor, line.StrokeWidth, line.CornerRadius = look.Color(look.FieldLine), 1, 5
	if wrong {
		line.StrokeColor = look.Color(look.Wrong)
	}
	switch {
	case disabled:
		line.StrokeColor = look.Color(look.Edge)
	case focused && !wrong:
		line.StrokeColor, line.StrokeWidth = look.Color(look.Accent), 2
	case focused:
		line.StrokeWidth = 2
	}
	line.Move(fyne.NewSquareOffsetPos(line.StrokeWidth / 2))
	line.Resize(size.SubtractWidthHeight(line.StrokeWidth, line.StrokeWidth))
}

func (b *fieldBox) Layout(size fyne.Size) {
	b.WidgetRenderer.Layout(size)
	b.apply()
}

// Objects leaves out the toolkit's line, which is its second.
func (b *fieldBox) Objects() []fyne.CanvasObject {
	own := b.WidgetRenderer.Objects()
	if len(own) < 2 {
		return own
	}
	b.parts = append(append(append(b.parts[:0], own[0]), own[2:]...), b.line)
	return b.parts
}

func (b *fieldBox) Refresh() {
	b.apply()
	b.WidgetRenderer.Refresh()
	b.line.Refresh()
}

func (e *entry) setWrong(wrong bool) {
	if wrong != e.wrong {
		e.wrong = wrong
		e.self.Refresh()
	}
}

func (f *ChoiceField) setWrong(wrong bool) {
	if wrong != f.wrong {
		f.wrong = wrong
		f.Refresh()
	}
}

func (p *PickField) setWrong(wrong bool) { p.input.setWrong(wrong) }
