package block

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"kiesvoorhetkind.nl/kantoor/app/ui/look"
)

// tableRow draws a Row.
type tableRow struct {
	widget.BaseWidget

	t      *Table
	row    Row
	state  rowState
	marked bool
	cursor int
}

func newTableRow(t *Table) *tableRow {
	r := &tableRow{t: t, cursor: -1}
	r.ExtendBaseWidget(r)
	return r
}

func (r *tableRow) set(row Row, s rowState, marked bool) {
	cursor := -1
	if s.current {
		cursor = r.t.cursor
	}
	r.row, r.state, r.marked, r.cursor = row, s, marked, cursor
	r.Refresh()
}

func (r *tableRow) CreateRenderer() fyne.WidgetRenderer {
	v := &tableRowRenderer{r: r, back: canvas.NewRectangle(nil), bar: canvas.NewRectangle(nil), line: canvas.NewRectangle(nil), box: newMark()}
	v.draw()
	return v
}

type tableRowRenderer struct {
	r               *tableRow
	back, bar, line *canvas.Rectangle
	box             mark
	cells           []*cellShape
	// further counts the lines after the first that are among the objects.
	further int
	objects []fyne.CanvasObject
}

func (v *tableRowRenderer) draw() {
	t := v.r.t
	if len(v.cells) != len(t.columns) {
		v.cells, v.further = nil, 0
		v.objects = append([]fyne.CanvasObject{v.back, v.bar, v.line}, v.box.objects()...)
		for range t.columns {
			c := newCellShape()
			v.cells = append(v.cells, c)
			v.objects = append(v.objects, c.objects()...)
		}
	}
	size := v.r.BaseWidget.Size()
	back := look.Clear
	switch {
	case v.r.state.current || v.r.marked:
		back = look.Chosen
	case v.r.state.hovered:
		back = look.Hover
	}
	v.back.FillColor = look.Color(back)
	v.back.Resize(size)
	v.bar.Hidden = !v.r.state.current
	v.bar.FillColor = look.Color(look.Accent)
	bar := float32(2)
	if v.r.state.focused {
		bar = 3
	}
	v.bar.Move(fyne.NewPos(0, 0))
	v.bar.Resize(fyne.NewSize(bar, size.Height))
	v.line.FillColor = look.Color(look.Line)
	v.line.Move(fyne.NewPos(0, size.Height-1))
	v.line.Resize(fyne.NewSize(size.Width, 1))
	x := t.boxWidth()
	v.box.hide()
	if t.many {
		v.box.check(v.r.marked, fyne.NewPos(0, 0), fyne.NewSize(x, size.Height))
	}
	for i, c := range v.cells {
		if i >= len(t.widths) {
			break
		}
		col := t.columns[i]
		if t.widths[i] == 0 {
			c.set(Cell{}, col, false)
			c.ring(false)
			continue
		}
		c.set(v.r.row.cell(i), col, v.r.row.Quiet)
		c.place(x, t.widths[i]-look.Scaled(cellGap), size.Height)
		c.ring(v.r.cursor == i)
		x += t.widths[i]
	}
	v.collect()
}

// collect lists what is drawn, again where a cell has more lines than before.
func (v *tableRowRenderer) collect() {
	n := 0
	for _, c := range v.cells {
		n += len(c.more)
	}
	if n == v.further {
		return
	}
	v.further = n
	v.objects = append([]fyne.CanvasObject{v.back, v.bar, v.line}, v.box.objects()...)
	for _, c := range v.cells {
		v.objects = append(v.objects, c.objects()...)
	}
}

func (v *tableRowRenderer) Layout(fyne.Size)             { v.draw() }
func (v *tableRowRenderer) MinSize() fyne.Size           { return fyne.NewSize(40, v.r.t.rowHigh()) }
func (v *tableRowRenderer) Objects() []fyne.CanvasObject { return v.objects }
func (v *tableRowRenderer) Destroy()                     {}

func (v *tableRowRenderer) Refresh() {
	v.draw()
	canvas.Refresh(v.r)
}

// CreateRenderer is for the toolkit.
func (t *Table) CreateRenderer() fyne.WidgetRenderer {
	return &tableRenderer{t: t, objects: []fyne.CanvasObject{t.body}}
}

type tableRenderer struct {
	t       *Table
	objects []fyne.CanvasObject
}

func (v *tableRenderer) Layout(size fyne.Size) {
	if v.t.lastW != size.Width {
		v.t.lastW = size.Width
		v.t.fitColumns(size.Width)
	}
	v.t.body.Resize(size)
}

func (v *tableRenderer) MinSize() fyne.Size {
	head := v.t.head.MinSize().Height + v.t.foot.MinSize().Height
	n := 3
	if v.t.fitting {
		n = len(v.t.view)
		if n == 0 {
			head += v.t.empty.MinSize().Height
		}
	}
	return fyne.NewSize(look.Scaled(160), head+float32(n)*v.t.rowHigh())
}

func (v *tableRenderer) Objects() []fyne.CanvasObject { return v.objects }
func (v *tableRenderer) Destroy()                     {}

func (v *tableRenderer) Refresh() {
	v.t.fitColumns(v.t.lastW)
	v.t.head.Refresh()
	v.t.rows.Refresh()
	v.t.body.Refresh()
}
