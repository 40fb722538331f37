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

const (
	dash, dashGap = float32(7), float32(5)
	dropRadius    = float32(8)
)

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
	v.back.FillColor, v.back.CornerRadius = look.Color(fill), dropRadius
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
	for x := dropRadius; x < size.Width-dropRadius; x += dash + dashGap {
		end := min(x+dash, size.Width-dropRadius)
		line(fyne.NewPos(x, 1), fyne.NewPos(end, 1))
		line(fyne.NewPos(x, size.Height-1), fyne.NewPos(end, size.Height-1))
	}
	for y := dropRadius; y < size.Height-dropRadius; y += dash + dashGap {
		end := min(y+dash, size.Height-dropRadius)
		line(fyne.NewPos(1, y), fyne.NewPos(1, end))
		line(fyne.NewPos(size.Width-1, y), fyne.NewPos(size.Width-1, end))
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
