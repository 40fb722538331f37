package block

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"kiesvoorhetkind.nl/kantoor/app/ui/look"
)

const cellGap = 14

// boxWidth is the room before the first column: that of the boxes, or a little, so that text does not stand against the
// edge of a chosen row.
func (t *Table) boxWidth() float32 {
	if t.many {
		return look.Scaled(32)
	}
	return 6
}

// fitColumns gives every column its width within the table's; a column that has to go has none.
func (t *Table) fitColumns(width float32) {
	if width <= 0 {
		return
	}
	gap := look.Scaled(cellGap)
	t.widths = make([]float32, len(t.columns))
	least := make([]float32, len(t.columns))
	left, growing := width-t.boxWidth(), 0
	for i, c := range t.columns {
		title := measure(c.Title, look.Size(look.SizeSmall), true).Width
		if !c.Fixed {
			title += look.Scaled(14)
		}
		w := max(title, look.Scaled(c.Width))
		if c.Width == 0 {
			need := widest(t.all, i)
			if c.Free {
				need = min(need, look.Scaled(180))
			}
			w = max(w, need)
		}
		t.widths[i], least[i] = w+gap, w+gap
		if c.Free {
			least[i] = max(title, look.Scaled(60)) + gap
		}
		left -= t.widths[i]
		if c.Grow {
			growing++
		}
	}
	// Too narrow: free text gives way first, then whole columns by their rank, and only then what may grow.
	for i := range t.columns {
		if left < 0 {
			give := min(-left, t.widths[i]-least[i])
			t.widths[i] -= give
			left += give
		}
	}
	for left < 0 {
		out := -1
		for i, c := range t.columns {
			if c.Rank > 0 && t.widths[i] > 0 && (out < 0 || c.Rank > t.columns[out].Rank) {
				out = i
			}
		}
		if out < 0 {
			break
		}
		left += t.widths[out]
		t.widths[out] = 0
		if t.columns[out].Grow {
			growing--
		}
	}
	for i, c := range t.columns {
		switch {
		case t.widths[i] == 0 || !c.Grow:
		case left > 0:
			t.widths[i] += left / float32(growing)
		case left < 0:
			give := min(-left, max(0, t.widths[i]-look.Scaled(60)))
			t.widths[i] -= give
			left += give
		}
	}
}

func (t *Table) columnAt(x float32) int {
	at := t.boxWidth()
	for i, w := range t.widths {
		if x >= at && x < at+w {
			return i
		}
		at += w
	}
	return -1
}

// tableHead is the line of titles above a table.
type tableHead struct {
	widget.BaseWidget

	t     *Table
	hover int
}

func newTableHead(t *Table) *tableHead {
	h := &tableHead{t: t, hover: -1}
	h.ExtendBaseWidget(h)
	return h
}

// Tapped is for the toolkit.
func (h *tableHead) Tapped(e *fyne.PointEvent) {
	if h.t.many && e.Position.X < h.t.boxWidth() {
		h.t.SelectAll()
		return
	}
	if i := h.t.columnAt(e.Position.X); i >= 0 {
		h.t.SortBy(h.t.columns[i].ID, h.t.sortBy == i && !h.t.sortDown)
	}
}

// MouseIn is for the toolkit.
func (h *tableHead) MouseIn(e *desktop.MouseEvent) { h.MouseMoved(e) }

// MouseMoved is for the toolkit.
func (h *tableHead) MouseMoved(e *desktop.MouseEvent) {
	if i := h.t.columnAt(e.Position.X); i != h.hover {
		h.hover = i
		h.Refresh()
	}
}

// MouseOut is for the toolkit.
func (h *tableHead) MouseOut() {
	h.hover = -1
	h.Refresh()
}

func (h *tableHead) CreateRenderer() fyne.WidgetRenderer {
	v := &headRenderer{h: h, line: canvas.NewRectangle(nil), box: newMark()}
	v.draw()
	return v
}

type headRenderer struct {
	h       *tableHead
	line    *canvas.Rectangle
	box     mark
	titles  []*canvas.Text
	arrow   *canvas.Image
	objects []fyne.CanvasObject
}

func (v *headRenderer) draw() {
	t := v.h.t
	if v.arrow == nil {
		v.arrow = &canvas.Image{FillMode: canvas.ImageFillContain}
	}
	if len(v.titles) != len(t.columns) {
		v.titles = nil
		for range t.columns {
			v.titles = append(v.titles, canvas.NewText("", nil))
		}
		v.objects = append([]fyne.CanvasObject{v.line, v.arrow}, v.box.objects()...)
		for _, o := range v.titles {
			v.objects = append(v.objects, o)
		}
	}
	size := v.h.BaseWidget.Size()
	v.line.FillColor = look.Color(look.FieldLine)
	v.line.Move(fyne.NewPos(0, size.Height-1))
	v.line.Resize(fyne.NewSize(size.Width, 1))
	v.arrow.Hidden = true
	x := t.boxWidth()
	v.box.hide()
	if t.many {
		v.box.check(len(t.marked) > 0 && len(t.marked) == len(t.view), fyne.NewPos(0, 0), fyne.NewSize(x, size.Height))
	}
	for i, c := range t.columns {
		o := v.titles[i]
		o.Text, o.TextSize, o.TextStyle.Bold = c.Title, look.Size(look.SizeSmall), true
		o.Color = look.Color(look.Quiet)
		if t.sortBy == i || (v.h.hover == i && !c.Fixed) {
			o.Color = look.Color(look.Ink)
		}
		o.Hidden = i >= len(t.widths) || t.widths[i] == 0
		if o.Hidden {
			continue
		}
		w := t.widths[i] - look.Scaled(cellGap)
		m := o.MinSize()
		tx := x
		switch c.Align {
		case Right:
			tx = x + w - m.Width
		case Center:
			tx = x + (w-m.Width)/2
		}
		o.Move(fyne.NewPos(tx, (size.Height-m.Height)/2))
		o.Resize(m)
		if t.sortBy == i {
			icon := look.IconSortUp
			if t.sortDown {
				icon = look.IconSortDown
			}
			side := look.Scaled(12)
			v.arrow.Resource, v.arrow.Hidden = icon.Resource(look.Ink), false
			ax := tx + m.Width + 2
			if c.Align == Right {
				ax = tx - side - 2
			}
			v.arrow.Move(fyne.NewPos(ax, (size.Height-side)/2))
			v.arrow.Resize(fyne.NewSize(side, side))
		}
		x += t.widths[i]
	}
}

func (v *headRenderer) Layout(fyne.Size)             { v.draw() }
func (v *headRenderer) MinSize() fyne.Size           { return fyne.NewSize(40, look.Scaled(32)) }
func (v *headRenderer) Objects() []fyne.CanvasObject { return v.objects }
func (v *headRenderer) Destroy()                     {}

func (v *headRenderer) Refresh() {
	v.draw()
	canvas.Refresh(v.h)
	v.arrow.Refresh()
}

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
