package block

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"kiesvoorhetkind.nl/kantoor/app/ui/look"
)

// DropZone is a place to put files: it says which, and a click, Enter or Space asks for one. A file that is dropped
// anywhere on the window comes to the page (see Dropper in package ui), so that nobody has to aim.
type DropZone struct {
	widget.BaseWidget

	// OnChoose is called to ask for a file.
	OnChoose func()

	title, text      *Paragraph
	body             *fyne.Container
	focused, hovered bool
	off              bool
}

var (
	_ fyne.Tappable      = (*DropZone)(nil)
	_ fyne.Focusable     = (*DropZone)(nil)
	_ fyne.Disableable   = (*DropZone)(nil)
	_ desktop.Hoverable  = (*DropZone)(nil)
	_ desktop.Cursorable = (*DropZone)(nil)
)

// NewDropZone returns a place for files, such as "Zet hier de ledenlijst neer, of klik om te kiezen" with "Excel (.xlsx)
// of .csv" under it.
func NewDropZone(title, text string, choose func()) *DropZone {
	z := &DropZone{OnChoose: choose, title: NewSpans(Span{Text: title, Bold: true}), text: NewQuietParagraph(text)}
	icon := NewIcon(look.IconUpload, look.Quiet)
	icon.Units = 24
	z.body = Pad(20, 22, 20, 22, Beside(16, 1, icon, Column(2, z.title, z.text)))
	z.ExtendBaseWidget(z)
	return z
}

// Label answers what the place says, for tests that look for it.
func (z *DropZone) Label() string { return z.title.String() }

// Tapped is for the toolkit.
func (z *DropZone) Tapped(*fyne.PointEvent) {
	if !z.off {
		focus(z)
		z.choose()
	}
}

func (z *DropZone) choose() {
	if !z.off && z.OnChoose != nil {
		z.OnChoose()
	}
}

// TypedKey is for the toolkit.
func (z *DropZone) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		z.choose()
	default:
		passKey(z, e)
	}
}

// TypedRune is for the toolkit.
func (z *DropZone) TypedRune(r rune) {
	if r != ' ' {
		passRune(z, r)
	}
}

// FocusGained is for the toolkit.
func (z *DropZone) FocusGained() { z.focused = true; z.Refresh() }

// FocusLost is for the toolkit.
func (z *DropZone) FocusLost() { z.focused = false; z.Refresh() }

// MouseIn is for the toolkit.
func (z *DropZone) MouseIn(*desktop.MouseEvent) { z.hovered = true; z.Refresh() }

// MouseMoved is for the toolkit.
func (z *DropZone) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is for the toolkit.
func (z *DropZone) MouseOut() { z.hovered = false; z.Refresh() }

// Cursor is for the toolkit.
func (z *DropZone) Cursor() desktop.Cursor {
	if z.off {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// Enable takes files again.
func (z *DropZone) Enable() { z.off = false; z.Refresh() }

// Disable takes no files for now.
func (z *DropZone) Disable() { z.off = true; z.Refresh() }

// Disabled says whether no files are taken.
func (z *DropZone) Disabled() bool { return z.off }

// CreateRenderer is for the toolkit.
func (z *DropZone) CreateRenderer() fyne.WidgetRenderer {
	v := &dropRenderer{z: z, back: canvas.NewRectangle(nil)}
	v.draw(z.BaseWidget.Size())
	return v
}

type dropRenderer struct {
	z       *DropZone
	back    *canvas.Rectangle
	dashes  []*canvas.Line
	objects []fyne.CanvasObject
}

// dashed divides a side into dashes of about seven units with five between them, so that both corners are closed.
func dashed(length float32) [][2]float32 {
	const dash, gap = 7, 5
	n := max(2, int((length+gap)/(dash+gap)))
	step := (length - dash) / float32(n-1)
	var parts [][2]float32
	for i := range n {
		if at := float32(i) * step; at >= 0 {
			parts = append(parts, [2]float32{at, min(at+dash, length)})
		}
	}
	return parts
}

// draw draws the ground and the broken line around it.
func (v *dropRenderer) draw(size fyne.Size) {
	fill, ink, width := look.Paper, look.FieldLine, float32(1)
	switch {
	case v.z.off:
	case v.z.focused:
		fill, ink, width = look.Panel, look.Accent, 2
	case v.z.hovered:
		fill, ink, width = look.Panel, look.Accent, 1
	}
	v.z.title.Color = look.Ink
	if v.z.off {
		v.z.title.Color = look.Quiet
	}
	v.back.FillColor, v.back.StrokeWidth = look.Color(fill), 0
	if v.z.focused && !v.z.off {
		// A whole line in place of the broken one: that the keyboard is here is said as in a field.
		v.back.StrokeColor, v.back.StrokeWidth = look.Color(look.Accent), 2
	}
	v.back.Resize(size)
	n := 0
	line := func(from, to fyne.Position) {
		if n == len(v.dashes) {
			v.dashes = append(v.dashes, canvas.NewLine(nil))
		}
		l := v.dashes[n]
		n++
		l.StrokeColor, l.StrokeWidth = look.Color(ink), width
		l.Position1, l.Position2 = from, to
	}
	right, bottom := size.Width-1, size.Height-1
	for _, part := range dashed(right - 1) {
		line(fyne.NewPos(1+part[0], 1), fyne.NewPos(1+part[1], 1))
		line(fyne.NewPos(1+part[0], bottom), fyne.NewPos(1+part[1], bottom))
	}
	for _, part := range dashed(bottom - 1) {
		line(fyne.NewPos(1, 1+part[0]), fyne.NewPos(1, 1+part[1]))
		line(fyne.NewPos(right, 1+part[0]), fyne.NewPos(right, 1+part[1]))
	}
	v.dashes = v.dashes[:n]
	v.objects = append(v.objects[:0:0], v.back)
	for _, l := range v.dashes {
		v.objects = append(v.objects, l)
	}
	v.objects = append(v.objects, v.z.body)
}

func (v *dropRenderer) Layout(size fyne.Size) {
	v.draw(size)
	v.z.body.Resize(size)
}

func (v *dropRenderer) MinSize() fyne.Size           { return v.z.body.MinSize() }
func (v *dropRenderer) Objects() []fyne.CanvasObject { return v.objects }
func (v *dropRenderer) Destroy()                     {}

func (v *dropRenderer) Refresh() {
	v.draw(v.z.BaseWidget.Size())
	v.z.title.Refresh()
	canvas.Refresh(v.z)
}
