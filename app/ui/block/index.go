package block

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"kiesvoorhetkind.nl/kantoor/app/ui/look"
)

// Index stands beside a long page and names its parts; a click on one brings it into view. It takes no keyboard, so
// that Tab goes straight to the page. Where there is little room, only the page is shown.
type Index struct {
	widget.BaseWidget

	// OnChoose is called for a click on a part.
	OnChoose func(i int)

	width float32
	lines *fyne.Container
	side  *fyne.Container
	page  fyne.CanvasObject
}

// NewIndex returns an index without parts of a width at the normal text size, beside a page.
func NewIndex(width float32, page fyne.CanvasObject) *Index {
	x := &Index{width: width, lines: Column(0), page: page}
	x.side = On(look.Aside, Frame(nil, nil, nil, VLine(), NewScroll(Pad(18, 8, 14, 12, x.lines))))
	x.ExtendBaseWidget(x)
	return x
}

// Line is a part of the page as the index names it.
type Line struct {
	Name string
	// Mark stands before the name; may be empty.
	Mark  look.Icon
	Color fyne.ThemeColorName
	// Chosen draws it as the part that is shown.
	Chosen bool
}

// Set names other parts.
func (x *Index) Set(lines ...Line) {
	x.lines.Objects = nil
	for i, l := range lines {
		o := &indexLine{line: l, tap: func() {
			if x.OnChoose != nil {
				x.OnChoose(i)
			}
		}}
		o.ExtendBaseWidget(o)
		x.lines.Add(o)
	}
	x.side.Refresh()
}

// CreateRenderer is for the toolkit.
func (x *Index) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.New(&indexLayout{x}, x.side, x.page))
}

type indexLayout struct{ x *Index }

func (l *indexLayout) MinSize(o []fyne.CanvasObject) fyne.Size { return o[1].MinSize() }

func (l *indexLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	w := look.Scaled(l.x.width)
	for _, line := range l.x.lines.Objects {
		w = max(w, line.MinSize().Width+24)
	}
	if size.Width < w+look.Scaled(560) {
		w = 0
		o[0].Hide()
	} else {
		o[0].Show()
		o[0].Move(fyne.NewPos(0, 0))
		o[0].Resize(fyne.NewSize(w, size.Height))
	}
	o[1].Move(fyne.NewPos(w, 0))
	o[1].Resize(fyne.NewSize(size.Width-w, size.Height))
}

// indexLine is one name.
type indexLine struct {
	widget.BaseWidget

	line    Line
	tap     func()
	hovered bool
}

var (
	_ fyne.Tappable     = (*indexLine)(nil)
	_ desktop.Hoverable = (*indexLine)(nil)
)

// Label answers the name, for tests that look for it.
func (o *indexLine) Label() string { return o.line.Name }

func (o *indexLine) Tapped(*fyne.PointEvent)        { o.tap() }
func (o *indexLine) MouseIn(*desktop.MouseEvent)    { o.hovered = true; o.Refresh() }
func (o *indexLine) MouseMoved(*desktop.MouseEvent) {}
func (o *indexLine) MouseOut()                      { o.hovered = false; o.Refresh() }

func (o *indexLine) CreateRenderer() fyne.WidgetRenderer {
	v := &indexRenderer{o: o, back: canvas.NewRectangle(nil), name: NewText(o.line.Name)}
	v.objects = []fyne.CanvasObject{v.back, v.name}
	if o.line.Mark != "" {
		v.mark = NewIcon(o.line.Mark, o.line.Color)
		v.mark.Units = 16
		v.objects = append(v.objects, v.mark)
	}
	v.apply()
	return v
}

type indexRenderer struct {
	o       *indexLine
	back    *canvas.Rectangle
	name    *Text
	mark    *IconView
	objects []fyne.CanvasObject
}

func (v *indexRenderer) apply() {
	fill := look.Clear
	switch {
	case v.o.line.Chosen:
		fill = look.Chosen
	case v.o.hovered:
		fill = look.Hover
	}
	v.back.FillColor, v.back.CornerRadius = look.Color(fill), 5
	v.name.Bold = v.o.line.Chosen
	v.name.Color = look.Ink
}

func (v *indexRenderer) left() float32 {
	if v.mark == nil {
		return look.Scaled(10)
	}
	return look.Scaled(34)
}

func (v *indexRenderer) MinSize() fyne.Size {
	m := v.name.MinSize()
	return fyne.NewSize(v.left()+m.Width+look.Scaled(10), max(look.Scaled(32), m.Height+8))
}

func (v *indexRenderer) Layout(size fyne.Size) {
	v.back.Resize(size)
	m := v.name.MinSize()
	v.name.Move(fyne.NewPos(v.left(), (size.Height-m.Height)/2))
	v.name.Resize(fyne.NewSize(size.Width-v.left()-4, m.Height))
	if v.mark != nil {
		side := v.mark.MinSize()
		v.mark.Move(fyne.NewPos(look.Scaled(10), (size.Height-side.Height)/2))
		v.mark.Resize(side)
	}
}

func (v *indexRenderer) Refresh() {
	v.apply()
	v.back.Refresh()
	v.name.Refresh()
	if v.mark != nil {
		v.mark.Refresh()
	}
	v.Layout(v.o.Size())
}

func (v *indexRenderer) Objects() []fyne.CanvasObject { return v.objects }
func (v *indexRenderer) Destroy()                     {}

// To scrolls so that an object of the page stands at the top.
func (d *Detail) To(o fyne.CanvasObject) {
	driver := fyne.CurrentApp().Driver()
	top := driver.AbsolutePositionForObject(o).Y - driver.AbsolutePositionForObject(d.scroll.content).Y
	d.scroll.scroll.ScrollToOffset(fyne.NewPos(0, max(0, top-look.Scaled(16))))
}
