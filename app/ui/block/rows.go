package block

import (
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"kiesvoorhetkind.nl/kantoor/app/ui/look"
)

// doubleTap is the most time between the two taps of a double one.
const doubleTap = 400 * time.Millisecond

// rowState is how a row stands among the others.
type rowState struct {
	current, focused, hovered bool
}

// rows scrolls over any number of rows of one height and keeps only those in view. It is the ground of List and
// Table; it knows which row is the current one, and nothing of what a row shows.
type rows struct {
	widget.BaseWidget

	count     func() int
	rowHeight func() float32
	newRow    func() fyne.CanvasObject
	// bind shows row i in an object that may have shown another one.
	bind func(i int, o fyne.CanvasObject, s rowState)

	onCurrent func(i int)
	onOpen    func(i int)
	onMenu    func(i int, at fyne.Position, keyboard bool)
	onTap     func(i int, at fyne.Position) bool
	onKey     func(e *fyne.KeyEvent) bool
	onRune    func(r rune) bool
	onNearEnd func()
	// picked is told of a row that was tapped or entered, and answers whether that led elsewhere.
	picked func() bool

	current  int
	hovered  int
	focused  bool
	nearSaid int

	scroll  *wheelScroll
	content *rowsContent
	// ring shows the keyboard where there are no rows.
	ring *canvas.Rectangle
}

var (
	_ fyne.Focusable  = (*rows)(nil)
	_ fyne.Tabbable   = (*rows)(nil)
	_ desktop.Keyable = (*rows)(nil)
)

func newRows() *rows {
	r := &rows{current: -1, hovered: -1}
	r.content = &rowsContent{rows: r, shown: map[int]fyne.CanvasObject{}}
	r.content.ExtendBaseWidget(r.content)
	r.scroll = newWheelScroll(r.content)
	r.scroll.OnScrolled = func(fyne.Position) { r.content.update(false) }
	r.ExtendBaseWidget(r)
	return r
}

// reset shows the rows anew after they changed; the current row stays where it still exists.
func (r *rows) reset() {
	if n := r.count(); r.current >= n {
		r.current = n - 1
	}
	r.nearSaid = 0
	r.Refresh()
}

func (r *rows) state(i int) rowState {
	return rowState{current: i == r.current, focused: i == r.current && r.focused, hovered: i == r.hovered}
}

// setCurrent makes a row the current one and brings it into view; tell says so to onCurrent.
func (r *rows) setCurrent(i int, tell bool) {
	n := r.count()
	if n == 0 {
		i = -1
	} else {
		i = min(max(i, 0), n-1)
	}
	if i == r.current {
		r.show(i)
		return
	}
	old := r.current
	r.current = i
	r.show(i)
	r.content.rebind(old, i)
	if tell && i >= 0 && r.onCurrent != nil {
		r.onCurrent(i)
	}
}

// show scrolls as little as is needed to have row i in view.
func (r *rows) show(i int) {
	h, view := r.rowHeight(), r.scroll.Size().Height
	if i < 0 || view <= 0 {
		return
	}
	top := float32(i) * h
	y := r.scroll.Offset.Y
	switch {
	case top < y:
		y = top
	case top+h > y+view:
		y = top + h - view
	default:
		return
	}
	r.scroll.ScrollToOffset(fyne.NewPos(0, y))
	r.content.update(false)
}

// Refresh is for the toolkit.
func (r *rows) Refresh() {
	r.content.Resize(fyne.NewSize(r.scroll.Size().Width, r.content.MinSize().Height))
	r.scroll.Refresh()
	r.content.update(true)
	r.showRing()
	r.BaseWidget.Refresh()
}

// CreateRenderer is for the toolkit.
func (r *rows) CreateRenderer() fyne.WidgetRenderer {
	r.ring = canvas.NewRectangle(nil)
	r.ring.Hidden = true
	return &rowsRenderer{r: r, objects: []fyne.CanvasObject{r.scroll, r.ring}}
}

// FocusGained is for the toolkit.
func (r *rows) FocusGained() {
	r.focused = true
	if r.current < 0 && r.count() > 0 {
		r.setCurrent(0, true)
	}
	r.content.rebind(r.current)
	r.showRing()
	cameAt(r, float32(max(0, r.current))*r.rowHeight()-r.scroll.Offset.Y, r.rowHeight())
}

// showRing shows that the keyboard is here where there is no row to show it.
func (r *rows) showRing() {
	if r.ring == nil {
		return
	}
	r.ring.Hidden = !r.focused || r.count() > 0
	r.ring.FillColor, r.ring.StrokeColor = look.Color(look.Clear), look.Color(look.Accent)
	r.ring.StrokeWidth, r.ring.CornerRadius = 1, 5
	r.ring.Refresh()
}

// FocusLost is for the toolkit.
func (r *rows) FocusLost() {
	r.focused = false
	r.content.rebind(r.current)
	r.showRing()
}

// AcceptsTab is for the toolkit: Tab goes on to the next block.
func (r *rows) AcceptsTab() bool { return false }

// KeyDown is for the toolkit.
func (r *rows) KeyDown(*fyne.KeyEvent) {}

// KeyUp is for the toolkit.
func (r *rows) KeyUp(*fyne.KeyEvent) {}

// TypedRune is for the toolkit.
func (r *rows) TypedRune(c rune) {
	if r.onRune != nil && r.onRune(c) {
		return
	}
	passRune(r, c)
}

// TypedKey is for the toolkit.
func (r *rows) TypedKey(e *fyne.KeyEvent) {
	if r.onKey != nil && r.onKey(e) {
		return
	}
	if menuKey(e) && r.onMenu != nil {
		r.menu()
		return
	}
	page := max(1, int(r.scroll.Size().Height/r.rowHeight())-1)
	switch e.Name {
	case fyne.KeyDown:
		r.setCurrent(r.current+1, true)
	case fyne.KeyUp:
		r.setCurrent(r.current-1, true)
	case fyne.KeyPageDown:
		r.setCurrent(r.current+page, true)
	case fyne.KeyPageUp:
		r.setCurrent(r.current-page, true)
	case fyne.KeyHome:
		r.setCurrent(0, true)
	case fyne.KeyEnd:
		r.setCurrent(r.count()-1, true)
	case fyne.KeyReturn, fyne.KeyEnter:
		if r.current >= 0 && r.picked != nil && r.picked() {
			return
		}
		if r.current >= 0 && r.onOpen != nil {
			r.onOpen(r.current)
			return
		}
		passKey(r, e)
	default:
		passKey(r, e)
	}
}

// menu opens the context menu of the current row, under it.
func (r *rows) menu() {
	if r.current < 0 || r.current >= r.count() {
		return
	}
	r.show(r.current)
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(r)
	if c := fyne.CurrentApp().Driver().CanvasForObject(r); c != nil && at.IsZero() {
		// What is not in view has no place: the page of the row stands before the list.
		r.onMenu(r.current, fyne.NewPos(c.Size().Width/3, c.Size().Height/5), true)
		return
	}
	below := float32(r.current+1)*r.rowHeight() - r.scroll.Offset.Y
	r.onMenu(r.current, at.AddXY(min(40, r.BaseWidget.Size().Width/2), min(below, r.scroll.Size().Height)), true)
}

type rowsRenderer struct {
	r       *rows
	objects []fyne.CanvasObject
}

func (v *rowsRenderer) Layout(size fyne.Size) {
	v.r.content.Resize(fyne.NewSize(size.Width, v.r.content.MinSize().Height))
	v.r.scroll.Resize(size)
	v.r.ring.Move(fyne.NewPos(2, 2))
	v.r.ring.Resize(fyne.NewSize(max(0, size.Width-4), max(0, size.Height-4)))
	v.r.content.update(false)
}

func (v *rowsRenderer) MinSize() fyne.Size {
	return fyne.NewSize(60, v.r.rowHeight())
}

func (v *rowsRenderer) Refresh()                     { canvas.Refresh(v.r) }
func (v *rowsRenderer) Objects() []fyne.CanvasObject { return v.objects }
func (v *rowsRenderer) Destroy()                     {}

// rowLook is what rows were drawn with: the size of the text and the ground.
type rowLook struct {
	factor float32
	paper  color.Color
}

// rowsContent is as high as all rows and holds the objects of those in view.
type rowsContent struct {
	widget.BaseWidget

	rows    *rows
	shown   map[int]fyne.CanvasObject
	spare   []fyne.CanvasObject
	look    rowLook
	objects []fyne.CanvasObject
	width   float32
	tapped  time.Time
}

var (
	_ fyne.Tappable          = (*rowsContent)(nil)
	_ fyne.SecondaryTappable = (*rowsContent)(nil)
	_ desktop.Hoverable      = (*rowsContent)(nil)
)

// update binds the rows in view; all of them again when their values may have changed.
func (c *rowsContent) update(all bool) {
	h := c.rows.rowHeight()
	n := c.rows.count()
	view := c.rows.scroll.Size().Height
	y := c.rows.scroll.Offset.Y
	first := max(0, int(y/h))
	last := min(n-1, int((y+view)/h))
	if view <= 0 {
		last = first - 1
	}
	width := c.BaseWidget.Size().Width
	changed := false
	if now := (rowLook{look.Factor(), look.Color(look.Paper)}); now != c.look {
		// Objects that were out of view when the look changed still have the old one, and so has all of a page that
		// was not shown.
		c.look, c.spare = now, nil
		changed = len(c.shown) > 0
		clear(c.shown)
	}
	for i, o := range c.shown {
		if i < first || i > last {
			delete(c.shown, i)
			c.spare = append(c.spare, o)
			changed = true
		}
	}
	for i := first; i <= last; i++ {
		o, ok := c.shown[i]
		if !ok {
			if k := len(c.spare); k > 0 {
				o, c.spare = c.spare[k-1], c.spare[:k-1]
			} else {
				o = c.rows.newRow()
			}
			c.shown[i] = o
			changed = true
		}
		if !ok || all || c.width != width {
			o.Move(fyne.NewPos(0, float32(i)*h))
			o.Resize(fyne.NewSize(width, h))
			c.rows.bind(i, o, c.rows.state(i))
		}
	}
	c.width = width
	if changed {
		c.objects = c.objects[:0:0]
		for i := first; i <= last; i++ {
			c.objects = append(c.objects, c.shown[i])
		}
		canvas.Refresh(c)
	}
	if f := c.rows.onNearEnd; f != nil && n > 0 && last >= n-1-(last-first+1) && c.rows.nearSaid != n {
		c.rows.nearSaid = n
		f()
	}
}

func (c *rowsContent) rowAt(pos fyne.Position) int {
	i := int(pos.Y / c.rows.rowHeight())
	if i < 0 || i >= c.rows.count() {
		return -1
	}
	return i
}

// Tapped is for the toolkit.
func (c *rowsContent) Tapped(e *fyne.PointEvent) {
	i := c.rowAt(e.Position)
	if i < 0 {
		focus(c.rows)
		return
	}
	// The toolkit's own double tap would hold every single one back for a third of a second.
	double := i == c.rows.current && time.Since(c.tapped) < doubleTap
	c.tapped = time.Now()
	c.rows.setCurrent(i, true)
	focus(c.rows)
	at := fyne.NewPos(e.Position.X, e.Position.Y-float32(i)*c.rows.rowHeight())
	if c.rows.onTap != nil && c.rows.onTap(i, at) {
		return
	}
	if c.rows.picked != nil && c.rows.picked() {
		return
	}
	if double && c.rows.onOpen != nil {
		c.tapped = time.Time{}
		c.rows.onOpen(i)
	}
}

func (c *rowsContent) tapRow(i int, x float32) {
	c.Tapped(&fyne.PointEvent{Position: fyne.NewPos(x, (float32(i)+0.5)*c.rows.rowHeight())})
}

// TappedSecondary is for the toolkit.
func (c *rowsContent) TappedSecondary(e *fyne.PointEvent) {
	i := c.rowAt(e.Position)
	if i < 0 {
		return
	}
	c.rows.setCurrent(i, true)
	focus(c.rows)
	if c.rows.onMenu != nil {
		c.rows.onMenu(i, e.AbsolutePosition, false)
	}
}

// MouseIn is for the toolkit.
func (c *rowsContent) MouseIn(e *desktop.MouseEvent) { c.hover(c.rowAt(e.Position)) }

// MouseMoved is for the toolkit.
func (c *rowsContent) MouseMoved(e *desktop.MouseEvent) { c.hover(c.rowAt(e.Position)) }

// MouseOut is for the toolkit.
func (c *rowsContent) MouseOut() { c.hover(-1) }

func (c *rowsContent) hover(i int) {
	old := c.rows.hovered
	if i == old {
		return
	}
	c.rows.hovered = i
	c.rebind(old, i)
}

// rebind shows rows again whose state changed, as far as they are in view.
func (c *rowsContent) rebind(list ...int) {
	for _, i := range list {
		if o, ok := c.shown[i]; ok && i < c.rows.count() {
			c.rows.bind(i, o, c.rows.state(i))
		}
	}
}

// CreateRenderer is for the toolkit.
func (c *rowsContent) CreateRenderer() fyne.WidgetRenderer { return &contentRenderer{c} }

type contentRenderer struct{ c *rowsContent }

func (v *contentRenderer) Layout(fyne.Size) { v.c.update(false) }

func (v *contentRenderer) MinSize() fyne.Size {
	return fyne.NewSize(1, float32(v.c.rows.count())*v.c.rows.rowHeight())
}

func (v *contentRenderer) Refresh()                     { v.c.update(true) }
func (v *contentRenderer) Objects() []fyne.CanvasObject { return v.c.objects }
func (v *contentRenderer) Destroy()                     {}
