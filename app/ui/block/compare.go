package block

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"kiesvoorhetkind.nl/kantoor/app/ui/look"
)

// CompareRow is one field of the records that a Compare shows beside each other.
type CompareRow struct {
	ID, Label string
	// Values are those to choose from, one a column; an empty one shows a dash and can be chosen too.
	Values []string
	// Chosen is the place of the value that stays.
	Chosen int
	// Same is for a field of which all have the same: there is nothing to choose.
	Same bool
}

// Compare shows records beside each other, a field a row, and lets a value be chosen of each field where they differ: by
// a click, or with the arrows, up and down from field to field, left and right from value to value.
type Compare struct {
	widget.BaseWidget

	// OnChoose is called when another value of a field was chosen.
	OnChoose func(row string, value int)

	heads   []fyne.CanvasObject
	rows    []CompareRow
	lines   []*compareLine
	current int
	focused bool
	wide    float32
}

var _ fyne.Focusable = (*Compare)(nil)

// NewCompare returns a comparison with what stands above each column, such as a name.
func NewCompare(heads ...fyne.CanvasObject) *Compare {
	c := &Compare{heads: heads}
	c.ExtendBaseWidget(c)
	return c
}

// SetRows shows other fields, or other choices.
func (c *Compare) SetRows(rows []CompareRow) {
	c.rows, c.lines = rows, nil
	c.current = min(c.current, max(0, len(rows)-1))
	for i, r := range rows {
		l := &compareLine{label: NewParagraph(r.Label), under: canvas.NewRectangle(nil)}
		if r.Same {
			l.label.Color = look.Quiet
		} else {
			l.label.Spans[0].Bold = true
		}
		for k, v := range r.Values {
			l.cells = append(l.cells, newCompareCell(c, i, k, v, r))
		}
		c.lines = append(c.lines, l)
	}
	c.Refresh()
}

func (c *Compare) choose(row, value int) {
	if row < 0 || row >= len(c.rows) || c.rows[row].Same || value < 0 || value >= len(c.rows[row].Values) {
		return
	}
	c.current = row
	if c.rows[row].Chosen != value && c.OnChoose != nil {
		c.OnChoose(c.rows[row].ID, value)
		return
	}
	c.mark()
}

func (c *Compare) mark() {
	for _, l := range c.lines {
		for _, cell := range l.cells {
			cell.Refresh()
		}
	}
}

// step goes to the next field of which there is something to choose.
func (c *Compare) step(by int) {
	for i := c.current + by; i >= 0 && i < len(c.rows); i += by {
		if !c.rows[i].Same {
			c.current = i
			c.mark()
			if l := c.lines[i]; len(l.cells) > 0 {
				cameAt(c, l.cells[0].Position().Y, l.cells[0].Size().Height)
			}
			return
		}
	}
}

// FocusGained is for the toolkit.
func (c *Compare) FocusGained() {
	c.focused = true
	if c.current < len(c.rows) && c.rows[c.current].Same {
		c.current = -1
		c.step(1)
	}
	c.current = max(c.current, 0)
	c.mark()
}

// FocusLost is for the toolkit.
func (c *Compare) FocusLost() {
	c.focused = false
	c.mark()
}

// TypedRune is for the toolkit.
func (c *Compare) TypedRune(r rune) { passRune(c, r) }

// TypedKey is for the toolkit.
func (c *Compare) TypedKey(e *fyne.KeyEvent) {
	if c.current < 0 || c.current >= len(c.rows) {
		passKey(c, e)
		return
	}
	switch e.Name {
	case fyne.KeyUp:
		c.step(-1)
	case fyne.KeyDown:
		c.step(1)
	case fyne.KeyLeft:
		c.choose(c.current, c.rows[c.current].Chosen-1)
	case fyne.KeyRight:
		c.choose(c.current, c.rows[c.current].Chosen+1)
	default:
		passKey(c, e)
	}
}

// CreateRenderer is for the toolkit.
func (c *Compare) CreateRenderer() fyne.WidgetRenderer { return &compareRenderer{c: c} }

type compareLine struct {
	label *Paragraph
	cells []*compareCell
	under *canvas.Rectangle
}

type compareRenderer struct {
	c      *Compare
	height float32
}

const compareGap = 10

// lay puts all in its place for a width and answers the height.
func (v *compareRenderer) lay(width float32) float32 {
	c := v.c
	columns := max(1, len(c.heads))
	for _, l := range c.lines {
		columns = max(columns, len(l.cells))
	}
	side := look.Scaled(70)
	for _, l := range c.lines {
		side = max(side, measure(l.label.String(), look.Size(look.SizeText), true).Width+look.Scaled(4))
	}
	gap := look.Scaled(compareGap)
	side = min(side, width/4)
	each := (width - side - gap*float32(columns)) / float32(columns)
	at := func(k int) float32 { return side + gap + float32(k)*(each+gap) }
	y := float32(0)
	for k, h := range c.heads {
		high := heightAt(h, each-look.Scaled(28))
		h.Move(fyne.NewPos(at(k)+look.Scaled(28), 0))
		h.Resize(fyne.NewSize(each-look.Scaled(28), high))
		y = max(y, high+look.Scaled(8))
	}
	for _, l := range c.lines {
		high := heightAt(l.label, side) + look.Scaled(10)
		for _, cell := range l.cells {
			high = max(high, cell.heightAt(each))
		}
		l.label.Move(fyne.NewPos(0, y+look.Scaled(6)))
		l.label.Resize(fyne.NewSize(side, high))
		for k, cell := range l.cells {
			cell.Move(fyne.NewPos(at(k), y))
			cell.Resize(fyne.NewSize(each, high))
		}
		y += high + 1
		l.under.FillColor = look.Color(look.Line)
		l.under.Move(fyne.NewPos(0, y))
		l.under.Resize(fyne.NewSize(width, 1))
		y += 2
	}
	return y
}

func (v *compareRenderer) Layout(size fyne.Size) {
	v.c.wide = size.Width
	v.height = v.lay(size.Width)
}

func (v *compareRenderer) MinSize() fyne.Size {
	wide := v.c.BaseWidget.Size().Width
	if wide <= 0 {
		wide = look.Scaled(560)
	}
	return fyne.NewSize(look.Scaled(260), v.lay(wide))
}

func (v *compareRenderer) Objects() []fyne.CanvasObject {
	objects := append([]fyne.CanvasObject(nil), v.c.heads...)
	for _, l := range v.c.lines {
		objects = append(objects, l.under, l.label)
		for _, cell := range l.cells {
			objects = append(objects, cell)
		}
	}
	return objects
}

func (v *compareRenderer) Refresh() {
	v.lay(v.c.BaseWidget.Size().Width)
	v.c.mark()
	canvas.Refresh(v.c)
}

func (v *compareRenderer) Destroy() {}

// compareCell is a value, with a dot that says whether it stays.
type compareCell struct {
	widget.BaseWidget

	c          *Compare
	row, value int
	text       *Paragraph
	same       bool
	hovered    bool
}

var (
	_ fyne.Tappable     = (*compareCell)(nil)
	_ desktop.Hoverable = (*compareCell)(nil)
)

func newCompareCell(c *Compare, row, value int, text string, r CompareRow) *compareCell {
	if text == "" {
		text = "–"
	}
	k := &compareCell{c: c, row: row, value: value, text: NewParagraph(text), same: r.Same}
	k.ExtendBaseWidget(k)
	return k
}

// Label answers what the cell says, for tests that look for it.
func (k *compareCell) Label() string { return k.text.String() }

// Tapped is for the toolkit.
func (k *compareCell) Tapped(*fyne.PointEvent) {
	focus(k.c)
	k.c.choose(k.row, k.value)
}

// MouseIn is for the toolkit.
func (k *compareCell) MouseIn(*desktop.MouseEvent) {
	k.hovered = true
	k.Refresh()
}

// MouseMoved is for the toolkit.
func (k *compareCell) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is for the toolkit.
func (k *compareCell) MouseOut() {
	k.hovered = false
	k.Refresh()
}

func (k *compareCell) heightAt(width float32) float32 {
	return heightAt(k.text, width-look.Scaled(36)) + look.Scaled(12)
}

// CreateRenderer is for the toolkit.
func (k *compareCell) CreateRenderer() fyne.WidgetRenderer {
	v := &compareCellRenderer{k: k, back: canvas.NewRectangle(nil), ring: canvas.NewCircle(nil), dot: canvas.NewCircle(nil)}
	v.objects = []fyne.CanvasObject{v.back, v.ring, v.dot, k.text}
	v.apply()
	return v
}

type compareCellRenderer struct {
	k         *compareCell
	back      *canvas.Rectangle
	ring, dot *canvas.Circle
	objects   []fyne.CanvasObject
}

func (v *compareCellRenderer) apply() {
	k := v.k
	chosen := !k.same && k.row < len(k.c.rows) && k.c.rows[k.row].Chosen == k.value
	fill, edge, ink := look.Clear, look.Clear, look.Ink
	switch {
	case k.same:
		ink = look.Quiet
	case chosen:
		fill = look.Chosen
	case k.hovered:
		fill = look.Hover
	default:
		ink = look.Quiet
	}
	if chosen && k.c.focused && k.c.current == k.row {
		edge = look.Accent
	}
	v.back.FillColor, v.back.StrokeColor, v.back.StrokeWidth, v.back.CornerRadius = look.Color(fill), look.Color(edge), 2, 5
	v.ring.Hidden, v.dot.Hidden = k.same, !chosen
	v.ring.FillColor, v.ring.StrokeColor, v.ring.StrokeWidth = look.Color(look.FieldPaper), look.Color(look.FieldLine), 1.5
	v.dot.FillColor = look.Color(look.Accent)
	if k.text.Color != ink {
		k.text.Color = ink
		k.text.SetSpans(k.text.Spans...)
	}
}

func (v *compareCellRenderer) Layout(size fyne.Size) {
	v.back.Resize(size)
	side, inset := look.Scaled(14), look.Scaled(8)
	top := look.Scaled(6) + (cellLine()-side)/2
	v.ring.Move(fyne.NewPos(inset, top))
	v.ring.Resize(fyne.NewSize(side, side))
	in := side * 0.5
	v.dot.Move(fyne.NewPos(inset+(side-in)/2, top+(side-in)/2))
	v.dot.Resize(fyne.NewSize(in, in))
	v.k.text.Move(fyne.NewPos(look.Scaled(28), look.Scaled(6)))
	v.k.text.Resize(fyne.NewSize(size.Width-look.Scaled(36), size.Height-look.Scaled(12)))
}

func (v *compareCellRenderer) MinSize() fyne.Size {
	return fyne.NewSize(look.Scaled(80), v.k.text.MinSize().Height+look.Scaled(12))
}

func (v *compareCellRenderer) Refresh() {
	v.apply()
	v.Layout(v.k.Size())
	canvas.Refresh(v.k)
}

func (v *compareCellRenderer) Objects() []fyne.CanvasObject { return v.objects }
func (v *compareCellRenderer) Destroy()                     {}
