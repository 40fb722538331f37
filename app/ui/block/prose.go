package block

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kiesvoorhetkind.nl/kantoor/app/ui/look"
)

// Measure keeps an object from becoming wider than a line that reads well, in units that grow with the text.
func Measure(width float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(&atMost{width: width}, o)
}

type atMost struct{ width float32 }

func (a *atMost) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.NewPos(0, 0))
		o.Resize(fyne.NewSize(min(size.Width, look.Scaled(a.width)), size.Height))
	}
}

func (a *atMost) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var m fyne.Size
	for _, o := range objects {
		m = m.Max(o.MinSize())
	}
	return fyne.NewSize(min(m.Width, look.Scaled(a.width)), m.Height)
}

// Hanging stands a mark before running text, at the height of its first line: the number of a step, the dot of a point.
// Indent is the room of the mark at the normal text size.
func Hanging(indent float32, mark, text fyne.CanvasObject) *fyne.Container {
	return container.New(&hanging{indent: indent}, mark, text)
}

type hanging struct{ indent float32 }

func (h *hanging) Layout(o []fyne.CanvasObject, size fyne.Size) {
	in := look.Scaled(h.indent)
	m := o[0].MinSize()
	line := measure("Ag", look.Size(look.SizeText), false).Height * lineSpacing
	o[0].Move(fyne.NewPos(0, max(0, (line-m.Height)/2)))
	o[0].Resize(m)
	o[1].Move(fyne.NewPos(in, 0))
	o[1].Resize(fyne.NewSize(max(0, size.Width-in), size.Height))
}

func (h *hanging) MinSize(o []fyne.CanvasObject) fyne.Size {
	m := o[1].MinSize()
	return fyne.NewSize(m.Width+look.Scaled(h.indent), max(m.Height, o[0].MinSize().Height))
}

// Number is a number in a circle, before a step.
func Number(text string) fyne.CanvasObject {
	n := NewQuiet(text)
	n.Bold, n.Color, n.SizeName, n.Align = true, look.OnChosen, look.SizeTiny, fyne.TextAlignCenter
	return container.New(&round{}, NewBox(look.Chosen, "", 20), n)
}

// round makes a square of its objects.
type round struct{}

func (round) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for i, o := range objects {
		if i == 0 {
			o.Move(fyne.NewPos(0, 0))
			o.Resize(size)
			continue
		}
		m := o.MinSize()
		o.Move(fyne.NewPos((size.Width-m.Width)/2, (size.Height-m.Height)/2))
		o.Resize(m)
	}
}

func (round) MinSize([]fyne.CanvasObject) fyne.Size {
	side := look.Scaled(20)
	return fyne.NewSize(side, side)
}

// Picture is a picture with a line around it, as large as it is at the normal text size, and smaller where there is less
// room. Width and height are in units. In the dark it is dimmed: pictures are light.
func Picture(file fyne.Resource, width, height float32) fyne.CanvasObject {
	img := canvas.NewImageFromResource(file)
	img.FillMode = canvas.ImageFillContain
	img.ScaleMode = canvas.ImageScaleSmooth
	frame := NewBox(look.Dim, look.Line, 0)
	return container.New(&fitted{width: width, height: height}, img, frame)
}

type fitted struct{ width, height, room float32 }

func (f *fitted) size(room float32) fyne.Size {
	w := look.Scaled(f.width)
	if room > 0 {
		w = min(w, room)
	}
	return fyne.NewSize(w, w*f.height/f.width)
}

func (f *fitted) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	f.room = size.Width
	s := f.size(size.Width)
	for _, o := range objects {
		o.Move(fyne.NewPos(0, 0))
		o.Resize(s)
	}
}

func (f *fitted) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(look.Scaled(60), f.size(f.room).Height)
}

// Reader is a page of running text that is read with the keyboard: arrows, PgUp, PgDn, Space, Home and End scroll it.
type Reader struct {
	widget.BaseWidget

	width  float32
	detail *Detail
	text   *fyne.Container
	edge   *canvas.Rectangle
	want   int     // what is to stand at the top, also at another width; -1: nothing
	stands float32 // where that was scrolled to; less than 0 when not yet

	focused bool
}

var _ fyne.Focusable = (*Reader)(nil)

// NewReader returns an empty page whose lines are no wider than width, in units that grow with the text.
func NewReader(width float32) *Reader {
	r := &Reader{width: width, detail: NewDetail(), text: Column(0), edge: canvas.NewRectangle(color.Transparent), want: -1}
	r.ExtendBaseWidget(r)
	return r
}

// Set shows other content, from the top.
func (r *Reader) Set(gap float32, objects ...fyne.CanvasObject) {
	r.text, r.want = Column(gap, objects...), -1
	r.detail.Set(Measure(r.width, r.text))
}

// To brings the object with a number of those given to Set to the top.
func (r *Reader) To(i int) {
	r.want, r.stands = i, -1
	r.turn()
}

func (r *Reader) turn() {
	if r.want < 0 || r.want >= len(r.text.Objects) || r.detail.Size().Height <= 0 {
		return
	}
	if r.stands >= 0 && r.stands != r.Offset() {
		r.want = -1 // somebody scrolled further since
		return
	}
	y := r.text.Objects[r.want].Position().Y
	if r.want > 0 && y == 0 {
		return // not laid out yet
	}
	r.scrollTo(y)
	r.stands = r.Offset()
}

// Reveal scrolls as little as is needed to have an object of the page in view.
func (r *Reader) Reveal(o fyne.CanvasObject) { r.detail.Reveal(o) }

// Offset answers how far the page is scrolled, in units.
func (r *Reader) Offset() float32 { return r.detail.scroll.scroll.Offset.Y }

func (r *Reader) scrollTo(y float32) {
	s := r.detail.scroll.scroll
	most := r.detail.scroll.content.MinSize().Height - s.Size().Height
	s.ScrollToOffset(fyne.NewPos(0, max(0, min(y, most))))
}

// FocusGained is for the toolkit.
func (r *Reader) FocusGained() { r.mark(true) }

// FocusLost is for the toolkit.
func (r *Reader) FocusLost() { r.mark(false) }

func (r *Reader) mark(on bool) {
	r.focused = on
	r.Refresh()
}

// TypedRune is for the toolkit.
func (r *Reader) TypedRune(c rune) {
	if c == ' ' {
		r.scrollTo(r.Offset() + r.page())
		return
	}
	passRune(r, c)
}

func (r *Reader) page() float32 {
	return max(look.Scaled(40), r.detail.scroll.scroll.Size().Height-look.Scaled(40))
}

// TypedKey is for the toolkit.
func (r *Reader) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyDown:
		r.scrollTo(r.Offset() + look.Scaled(48))
	case fyne.KeyUp:
		r.scrollTo(r.Offset() - look.Scaled(48))
	case fyne.KeyPageDown:
		r.scrollTo(r.Offset() + r.page())
	case fyne.KeyPageUp:
		r.scrollTo(r.Offset() - r.page())
	case fyne.KeyHome:
		r.scrollTo(0)
	case fyne.KeyEnd:
		r.scrollTo(1e6)
	case fyne.KeySpace:
	default:
		passKey(r, e)
	}
}

// CreateRenderer is for the toolkit.
func (r *Reader) CreateRenderer() fyne.WidgetRenderer {
	v := &readerRenderer{r: r}
	v.apply()
	return v
}

type readerRenderer struct{ r *Reader }

func (v *readerRenderer) apply() {
	v.r.edge.FillColor = look.Color(look.Clear)
	if v.r.focused {
		v.r.edge.FillColor = look.Color(look.Accent)
	}
}

func (v *readerRenderer) Layout(size fyne.Size) {
	v.r.edge.Resize(fyne.NewSize(2, size.Height))
	v.r.detail.Resize(size)
	v.r.turn()
}

func (v *readerRenderer) MinSize() fyne.Size { return v.r.detail.MinSize() }

func (v *readerRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{v.r.detail, v.r.edge}
}
func (v *readerRenderer) Destroy() {}

func (v *readerRenderer) Refresh() {
	v.apply()
	v.r.edge.Refresh()
	v.r.detail.Refresh()
}
