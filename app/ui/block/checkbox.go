package block

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"kiesvoorhetkind.nl/kantoor/app/ui/look"
)

// checkBox draws a ring around the toolkit's box and its words while they have the keyboard, which the toolkit shows by a
// spot that is hardly seen.
type checkBox struct {
	fyne.WidgetRenderer
	f    *CheckField
	ring *canvas.Rectangle
}

// CreateRenderer is for the toolkit.
func (f *CheckField) CreateRenderer() fyne.WidgetRenderer {
	f.ExtendBaseWidget(f)
	b := &checkBox{WidgetRenderer: f.Check.CreateRenderer(), f: f, ring: canvas.NewRectangle(nil)}
	b.apply()
	return b
}

func (b *checkBox) apply() {
	b.ring.FillColor = look.Color(look.Clear)
	b.ring.StrokeColor, b.ring.StrokeWidth, b.ring.CornerRadius = look.Color(look.Accent), 2, 5
	b.ring.Hidden = !b.f.focused
	for _, o := range b.WidgetRenderer.Objects() {
		if spot, ok := o.(*canvas.Circle); ok {
			spot.Hidden = true
		}
	}
}

func (b *checkBox) Layout(size fyne.Size) {
	b.WidgetRenderer.Layout(size)
	// The box stands where the line of a field begins; the toolkit leaves room for its spot before it, and a little more in
	// its picture.
	edge := float32(0)
	for _, o := range b.WidgetRenderer.Objects() {
		if icon, ok := o.(*canvas.Image); ok {
			edge = icon.Position().X + icon.Size().Width/8
		}
	}
	for _, o := range b.WidgetRenderer.Objects() {
		o.Move(o.Position().SubtractXY(edge, 0))
	}
	b.ring.Move(fyne.NewPos(-ringRoom, 0))
	b.ring.Resize(fyne.NewSize(min(size.Width, b.MinSize().Width-edge)+ringRoom, size.Height))
}

func (b *checkBox) Objects() []fyne.CanvasObject {
	return append(append([]fyne.CanvasObject(nil), b.WidgetRenderer.Objects()...), b.ring)
}

func (b *checkBox) Refresh() {
	b.WidgetRenderer.Refresh()
	b.apply()
	b.ring.Refresh()
}
