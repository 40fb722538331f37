package block

import (
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// previewView is where the paper of a Preview lies; it takes the keyboard.
type previewView struct {
	widget.BaseWidget

	p       *Preview
	scroll  *previewScroll
	table   *fyne.Container // under the paper, as large as can be scrolled over
	edge    *canvas.Rectangle
	sheet   *canvas.Rectangle
	picture *canvas.Image
	dim     *canvas.Rectangle // over the paper, which is white in the dark as well
	message *Paragraph
	waits   *Pill // on the paper, in colours of its own
	focused bool
	busy    bool
}

var (
	_ fyne.Focusable    = (*previewView)(nil)
	_ fyne.Tappable     = (*previewView)(nil)
	_ desktop.Hoverable = (*previewView)(nil)
)

func newPreviewView(p *Preview) *previewView {
	v := &previewView{p: p, edge: canvas.NewRectangle(nil), sheet: canvas.NewRectangle(color.White)}
	v.picture = &canvas.Image{FillMode: canvas.ImageFillStretch, ScaleMode: canvas.ImageScaleFastest}
	v.message = NewQuietParagraph("")
	v.waits = NewPill(words.T("De pagina wordt getekend …"), look.Grey)
	v.dim = canvas.NewRectangle(nil)
	v.table = container.New(&freeLayout{}, v.edge, v.sheet, v.picture, v.dim, v.message, v.waits)
	v.scroll = newPreviewScroll(v.table)
	v.scroll.onEnd = func(by int) { v.leaf(by) }
	v.ExtendBaseWidget(v)
	return v
}

// freeLayout leaves its objects where they are put.
type freeLayout struct{ size fyne.Size }

func (l *freeLayout) Layout([]fyne.CanvasObject, fyne.Size) {}
func (l *freeLayout) MinSize([]fyne.CanvasObject) fyne.Size { return l.size }

// arrange puts the paper, or what is said in its place, in the middle of the room.
func (v *previewView) arrange() {
	room := v.BaseWidget.Size()
	if v.busy || room.Width <= 0 || room.Height <= 0 {
		return
	}
	v.busy = true
	defer func() { v.busy = false }()
	p := v.p
	paper := len(p.sizes) > 0 && !p.wrong
	v.edge.Hidden, v.sheet.Hidden, v.dim.Hidden = !paper, !paper, !paper
	v.picture.Hidden = !paper || p.picture == nil
	v.message.Hidden = p.message == ""
	v.waits.Hidden = !paper || !p.waits
	table := room
	if paper {
		size, width := p.paper()
		p.need(width)
		v.picture.Hidden = p.picture == nil
		table = size.AddWidthHeight(2*paperMargin, 2*paperMargin).Max(room)
		if size.Width+2*paperMargin <= room.Width+1 {
			table.Width = room.Width
		}
		if size.Height+2*paperMargin <= room.Height+1 {
			table.Height = room.Height
		}
		v.place(size, table)
	}
	if p.message != "" {
		v.message.Color = look.Quiet
		if p.wrong {
			v.message.Color = look.Ink
		}
		v.message.SetText(p.message)
		w := min(room.Width-2*paperMargin, look.Scaled(360), v.message.naturalWidth())
		h := heightAt(v.message, w)
		v.message.Resize(fyne.NewSize(w, h))
		v.message.Move(fyne.NewPos((room.Width-w)/2, max(paperMargin, (room.Height-h)/2)))
	}
	free, _ := v.table.Layout.(*freeLayout)
	free.size = table
	v.table.Resize(table)
	v.scroll.Resize(room)
	v.scroll.Refresh()
	v.paint()
}

// place lays the paper on whole pixels.
func (v *previewView) place(size, table fyne.Size) {
	d := dotsAt(v)
	whole := func(x float32) float32 { return float32(math.Round(float64(x*d))) / d }
	at := fyne.NewPos(whole((table.Width-size.Width)/2), whole((table.Height-size.Height)/2))
	v.sheet.Move(at)
	v.sheet.Resize(size)
	v.picture.Move(at)
	v.picture.Resize(size)
	v.dim.Move(at)
	v.dim.Resize(size)
	if v.picture.Image != v.p.picture {
		v.picture.Image = v.p.picture
		v.picture.Refresh()
	}
	line := float32(1)
	if v.focused {
		line = 2
	}
	pill := v.waits.MinSize()
	v.waits.Resize(pill)
	v.waits.Move(at.AddXY(max(0, (size.Width-pill.Width)/2), size.Height/3))
	v.edge.Move(at.SubtractXY(line, line))
	v.edge.Resize(size.AddWidthHeight(2*line, 2*line))
}

func (v *previewView) paint() {
	v.edge.FillColor = look.Color(look.Edge)
	if v.focused {
		v.edge.FillColor = look.Color(look.Accent)
	}
	v.dim.FillColor = look.Color(look.Dim)
	v.edge.Refresh()
	v.sheet.Refresh()
	v.dim.Refresh()
}

// leaf goes to the next page, or to the end of the one before.
func (v *previewView) leaf(by int) {
	if v.p.step(by) && by < 0 {
		v.scroll.ScrollToBottom()
	}
}

// Tapped is for the toolkit.
func (v *previewView) Tapped(*fyne.PointEvent) { focus(v) }

// FocusGained is for the toolkit.
func (v *previewView) FocusGained() { v.focused = true; v.arrange() }

// FocusLost is for the toolkit.
func (v *previewView) FocusLost() { v.focused = false; v.arrange() }

// MouseIn is for the toolkit.
func (v *previewView) MouseIn(*desktop.MouseEvent) {}

// MouseMoved is for the toolkit.
func (v *previewView) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is for the toolkit.
func (v *previewView) MouseOut() {}

// TypedKey is for the toolkit.
func (v *previewView) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyPageDown:
		v.p.step(1)
	case fyne.KeyPageUp:
		v.p.step(-1)
	case fyne.KeyHome:
		v.p.GoTo(0)
	case fyne.KeyEnd:
		v.p.GoTo(v.p.Pages() - 1)
	case fyne.KeyDown:
		v.scroll.by(0, -lineOfPaper)
	case fyne.KeyUp:
		v.scroll.by(0, lineOfPaper)
	case fyne.KeyRight:
		v.scroll.by(-lineOfPaper, 0)
	case fyne.KeyLeft:
		v.scroll.by(lineOfPaper, 0)
	default:
		passKey(v, e)
	}
}

// TypedRune is for the toolkit.
func (v *previewView) TypedRune(r rune) {
	switch r {
	case '+', '=':
		v.p.ZoomIn()
	case '-':
		v.p.ZoomOut()
	case '0':
		v.p.FitPage()
	case '9':
		v.p.FitWidth()
	default:
		passRune(v, r)
	}
}

// CreateRenderer is for the toolkit.
func (v *previewView) CreateRenderer() fyne.WidgetRenderer {
	return &previewRenderer{v: v, objects: []fyne.CanvasObject{v.scroll}}
}

type previewRenderer struct {
	v       *previewView
	objects []fyne.CanvasObject
}

func (r *previewRenderer) Layout(fyne.Size) { r.v.arrange() }

func (r *previewRenderer) MinSize() fyne.Size {
	return fyne.NewSize(look.Scaled(160), look.Scaled(120))
}
func (r *previewRenderer) Refresh()                     { r.v.arrange() }
func (r *previewRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *previewRenderer) Destroy()                     {}

// lineOfPaper is how far an arrow scrolls, in units.
const lineOfPaper = 60

// previewScroll scrolls over a page, and at its end goes to the next.
type previewScroll struct {
	container.Scroll

	onEnd func(by int)
	// spent keeps one turn of the wheel from leafing through more than a page.
	spent float32
}

func newPreviewScroll(content fyne.CanvasObject) *previewScroll {
	s := &previewScroll{}
	s.Content, s.Direction = content, container.ScrollBoth
	s.ExtendBaseWidget(s)
	return s
}

// by scrolls, and leafs where there is nothing to scroll.
func (s *previewScroll) by(dx, dy float32) {
	was := s.Offset
	s.Scroll.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DX: dx, DY: dy}})
	if s.Offset != was {
		return
	}
	if dx+dy < 0 {
		s.onEnd(1)
	} else {
		s.onEnd(-1)
	}
}

// wheelPage is how far the wheel has to turn at the end of a page to get to the next.
const wheelPage = 40

// Scrolled is for the toolkit.
func (s *previewScroll) Scrolled(e *fyne.ScrollEvent) {
	was := s.Offset
	s.Scroll.Scrolled(e)
	if s.Offset != was || e.Scrolled.DY == 0 {
		s.spent = 0
		return
	}
	s.spent += e.Scrolled.DY
	if s.spent <= -wheelPage || s.spent >= wheelPage {
		by := 1
		if s.spent > 0 {
			by = -1
		}
		s.spent = 0
		s.onEnd(by)
	}
}
