package block

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"kiesvoorhetkind.nl/kantoor/app/ui/look"
)

// tableHead is the line of titles above a table. A click or Enter sorts by a column, drawing at its edge makes it wider,
// and the button at the end, a right click or the menu key opens the menu of the columns. The keyboard comes here by Tab,
// or by Up from the first row.
type tableHead struct {
	widget.BaseWidget

	t       *Table
	hover   int
	focused bool
	// at is the column that the keyboard is at; as many as there are is the button.
	at int
	// drawn is the column of which the width is being changed, from is its width as it began.
	drawn int
	// coming lets the keyboard in where Tab does not lead.
	coming bool
}

var (
	_ fyne.Tappable          = (*tableHead)(nil)
	_ fyne.SecondaryTappable = (*tableHead)(nil)
	_ fyne.Draggable         = (*tableHead)(nil)
	_ fyne.Focusable         = (*tableHead)(nil)
	_ fyne.Disableable       = (*tableHead)(nil)
	_ desktop.Hoverable      = (*tableHead)(nil)
	_ desktop.Cursorable     = (*tableHead)(nil)
)

func newTableHead(t *Table) *tableHead {
	h := &tableHead{t: t, hover: -1, drawn: -1}
	h.ExtendBaseWidget(h)
	return h
}

// more says whether a place is on the button at the end.
func (h *tableHead) more(x float32) bool {
	return h.t.moreWidth() > 0 && x >= h.BaseWidget.Size().Width-h.t.moreWidth()
}

// Tapped is for the toolkit.
func (h *tableHead) Tapped(e *fyne.PointEvent) {
	if h.t.many && e.Position.X < h.t.boxWidth() {
		h.t.SelectAll()
		return
	}
	if h.more(e.Position.X) {
		h.t.columnMenu(-1, h.below(len(h.t.columns)), false)
		return
	}
	if i := h.t.columnAt(e.Position.X); i >= 0 {
		h.sort(i)
	}
}

func (h *tableHead) sort(i int) {
	h.t.SortBy(h.t.columns[i].ID, h.t.sortBy == i && !h.t.sortDown)
}

// TappedSecondary is for the toolkit.
func (h *tableHead) TappedSecondary(e *fyne.PointEvent) {
	h.t.columnMenu(h.t.columnAt(e.Position.X), e.AbsolutePosition, false)
}

// Dragged is for the toolkit.
func (h *tableHead) Dragged(e *fyne.DragEvent) {
	if h.drawn < 0 {
		if h.drawn = h.t.edgeAt(e.Position.X - e.Dragged.DX); h.drawn < 0 {
			h.drawn = len(h.t.columns) // not at an edge: this drag does nothing
		}
	}
	if h.drawn < len(h.t.columns) {
		left := h.t.boxWidth()
		for _, w := range h.t.widths[:h.drawn] {
			left += w
		}
		h.t.setWidth(h.drawn, e.Position.X-left-look.Scaled(cellGap)/2)
	}
}

// DragEnd is for the toolkit.
func (h *tableHead) DragEnd() {
	if h.drawn >= 0 && h.drawn < len(h.t.columns) {
		h.t.keep()
	}
	h.drawn = -1
}

// Cursor is for the toolkit.
func (h *tableHead) Cursor() desktop.Cursor {
	if h.hover >= edgeHover {
		return desktop.HResizeCursor
	}
	return desktop.DefaultCursor
}

// edgeHover is added to the column that the mouse is at while it is at its edge.
const edgeHover = 1 << 16

// MouseIn is for the toolkit.
func (h *tableHead) MouseIn(e *desktop.MouseEvent) { h.MouseMoved(e) }

// MouseMoved is for the toolkit.
func (h *tableHead) MouseMoved(e *desktop.MouseEvent) {
	i := h.t.columnAt(e.Position.X)
	if edge := h.t.edgeAt(e.Position.X); edge >= 0 {
		i = edge + edgeHover
	}
	if h.more(e.Position.X) {
		i = len(h.t.columns)
	}
	if i != h.hover {
		h.hover = i
		h.Refresh()
	}
}

// MouseOut is for the toolkit.
func (h *tableHead) MouseOut() {
	h.hover = -1
	h.Refresh()
}

// Enable is for the toolkit.
func (h *tableHead) Enable() {}

// Disable is for the toolkit.
func (h *tableHead) Disable() {}

// Disabled is for the toolkit: Tab passes over the titles of a short table within a page.
func (h *tableHead) Disabled() bool { return h.t.name == "" && !h.focused && !h.coming }

// enter gives the titles the keyboard; false when there is nothing to do in them.
func (h *tableHead) enter() bool {
	if h.step(-1, 1) < 0 {
		return false
	}
	h.coming = true
	focus(h)
	h.coming = false
	return h.focused
}

// step answers the next title that the keyboard can be at; -1 when there is none.
func (h *tableHead) step(from, by int) int {
	for i := from + by; i >= 0 && i <= len(h.t.columns); i += by {
		if i == len(h.t.columns) {
			if h.t.moreWidth() > 0 {
				return i
			}
			continue
		}
		if i < len(h.t.widths) && h.t.widths[i] > 0 && !h.t.columns[i].Fixed {
			return i
		}
	}
	return -1
}

func (h *tableHead) goTo(i int) {
	if i >= 0 {
		h.at = i
		h.Refresh()
	}
}

// FocusGained is for the toolkit.
func (h *tableHead) FocusGained() {
	h.focused = true
	if h.at < len(h.t.columns) && (h.at >= len(h.t.widths) || h.t.widths[h.at] == 0 || h.t.columns[h.at].Fixed) {
		h.at = max(0, h.step(-1, 1))
	}
	h.Refresh()
	came(h)
}

// FocusLost is for the toolkit.
func (h *tableHead) FocusLost() {
	h.focused = false
	h.Refresh()
}

// TypedRune is for the toolkit.
func (h *tableHead) TypedRune(r rune) {
	switch r {
	case '+', '=':
		h.widen(16)
	case '-':
		h.widen(-16)
	case ' ':
	default:
		passRune(h, r)
	}
}

func (h *tableHead) widen(by float32) {
	if h.at < len(h.t.columns) && h.at < len(h.t.widths) {
		h.t.setWidth(h.at, h.t.widths[h.at]-look.Scaled(cellGap)+look.Scaled(by))
		h.t.keep()
	}
}

// TypedKey is for the toolkit.
func (h *tableHead) TypedKey(e *fyne.KeyEvent) {
	switch {
	case e.Name == fyne.KeyLeft:
		h.goTo(h.step(h.at, -1))
	case e.Name == fyne.KeyRight:
		h.goTo(h.step(h.at, 1))
	case e.Name == fyne.KeyHome:
		h.goTo(h.step(-1, 1))
	case e.Name == fyne.KeyEnd:
		h.goTo(h.step(len(h.t.columns)+1, -1))
	case e.Name == fyne.KeyDown:
		h.t.Focus()
	case menuKey(e), h.at == len(h.t.columns) && (e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter || e.Name == fyne.KeySpace):
		column := h.at
		if column == len(h.t.columns) {
			column = -1
		}
		h.t.columnMenu(column, h.below(h.at), true)
	case e.Name == fyne.KeyReturn, e.Name == fyne.KeyEnter, e.Name == fyne.KeySpace:
		h.sort(h.at)
	default:
		passKey(h, e)
	}
}

// below answers where a menu of a column hangs, on the window.
func (h *tableHead) below(column int) fyne.Position {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(h)
	size := h.BaseWidget.Size()
	x := h.t.boxWidth()
	for _, w := range h.t.widths[:min(column, len(h.t.widths))] {
		x += w
	}
	if column >= len(h.t.columns) {
		x = size.Width - h.t.moreWidth()
	}
	return at.AddXY(x, size.Height)
}

func (h *tableHead) CreateRenderer() fyne.WidgetRenderer {
	v := &headRenderer{
		h: h, line: canvas.NewRectangle(nil), ring: canvas.NewRectangle(nil), box: newMark(),
		arrow: &canvas.Image{FillMode: canvas.ImageFillContain}, more: &canvas.Image{FillMode: canvas.ImageFillContain},
	}
	v.draw()
	return v
}

type headRenderer struct {
	h           *tableHead
	line, ring  *canvas.Rectangle
	box         mark
	titles      []*canvas.Text
	arrow, more *canvas.Image
	objects     []fyne.CanvasObject
}

func (v *headRenderer) draw() {
	t := v.h.t
	if len(v.titles) != len(t.columns) || v.objects == nil {
		v.titles = nil
		v.objects = append([]fyne.CanvasObject{v.line, v.arrow, v.more, v.ring}, v.box.objects()...)
		for range t.columns {
			o := canvas.NewText("", nil)
			v.titles, v.objects = append(v.titles, o), append(v.objects, o)
		}
	}
	size := v.h.BaseWidget.Size()
	v.line.FillColor = look.Color(look.Edge)
	v.line.Move(fyne.NewPos(0, size.Height-1))
	v.line.Resize(fyne.NewSize(size.Width, 1))
	v.arrow.Hidden, v.ring.Hidden = true, true
	x := t.boxWidth()
	v.box.hide()
	if t.many {
		v.box.check(len(t.marked) > 0 && len(t.marked) == len(t.view), fyne.NewPos(0, 0), fyne.NewSize(x, size.Height))
	}
	for i := range t.columns {
		o := v.titles[i]
		o.Hidden = i >= len(t.widths) || t.widths[i] == 0
		if !o.Hidden {
			v.title(i, x, size.Height)
			x += t.widths[i]
		}
	}
	v.drawMore(size)
}

// title draws one title, and the arrow where the table is sorted by it.
func (v *headRenderer) title(i int, x, height float32) {
	t, o := v.h.t, v.titles[i]
	c := t.columns[i]
	w, side := t.widths[i]-look.Scaled(cellGap), look.Scaled(12)
	room := w
	if t.sortBy == i {
		room -= side + 2
	}
	o.TextSize, o.TextStyle.Bold = look.Size(look.SizeSmall), true
	o.Text = fit(c.Title, o.TextSize, o.TextStyle, max(room, 1))
	o.Color = look.Color(look.Quiet)
	if t.sortBy == i || (v.h.hover == i && !c.Fixed) {
		o.Color = look.Color(look.Ink)
	}
	m := o.MinSize()
	tx := x
	switch c.Align {
	case Right:
		tx = x + w - m.Width
	case Center:
		tx = x + (w-m.Width)/2
	}
	o.Move(fyne.NewPos(tx, (height-m.Height)/2))
	o.Resize(m)
	if t.sortBy == i {
		icon := look.IconSortUp
		if t.sortDown {
			icon = look.IconSortDown
		}
		setIcon(v.arrow, icon, look.Ink)
		v.arrow.Hidden = false
		ax := tx + m.Width + 2
		if c.Align == Right {
			ax = tx - side - 2
		}
		v.arrow.Move(fyne.NewPos(ax, (height-side)/2))
		v.arrow.Resize(fyne.NewSize(side, side))
	}
	if v.h.focused && v.h.at == i {
		v.circle(fyne.NewPos(x-3, 2), fyne.NewSize(w+6, height-5))
	}
}

// drawMore draws the button at the end.
func (v *headRenderer) drawMore(size fyne.Size) {
	t := v.h.t
	room := t.moreWidth()
	v.more.Hidden = room == 0
	if room == 0 {
		return
	}
	ink := look.Quiet
	if v.h.hover == len(t.columns) || v.h.focused && v.h.at == len(t.columns) {
		ink = look.Ink
	}
	setIcon(v.more, look.IconMore, ink)
	side := look.Scaled(16)
	v.more.Move(fyne.NewPos(size.Width-room+(room-side)/2, (size.Height-side)/2))
	v.more.Resize(fyne.NewSize(side, side))
	if v.h.focused && v.h.at == len(t.columns) {
		v.circle(fyne.NewPos(size.Width-room, 2), fyne.NewSize(room, size.Height-5))
	}
}

func (v *headRenderer) circle(at fyne.Position, size fyne.Size) {
	v.ring.Hidden = false
	v.ring.FillColor = look.Color(look.Clear)
	v.ring.StrokeColor, v.ring.StrokeWidth, v.ring.CornerRadius = look.Color(look.Accent), 2, 5
	v.ring.Move(at)
	v.ring.Resize(size)
}

func setIcon(image *canvas.Image, icon look.Icon, ink fyne.ThemeColorName) {
	if res := icon.Resource(ink); res != image.Resource {
		image.Resource = res
		image.Refresh()
	}
}

func (v *headRenderer) Layout(fyne.Size)             { v.draw() }
func (v *headRenderer) MinSize() fyne.Size           { return fyne.NewSize(40, look.Scaled(32)) }
func (v *headRenderer) Objects() []fyne.CanvasObject { return v.objects }
func (v *headRenderer) Destroy()                     {}

func (v *headRenderer) Refresh() {
	v.draw()
	canvas.Refresh(v.h)
}
