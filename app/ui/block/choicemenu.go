package block

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"kiesvoorhetkind.nl/kantoor/app/ui/look"
)

// choiceMenu is the open list of a ChoiceField. The toolkit's own knows no letters, does not begin at what is chosen, and
// does not bring what the arrows come to into view.
type choiceMenu struct {
	widget.BaseWidget

	f      *ChoiceField
	rows   []*choiceRow
	scroll *Scroll
	pop    *widget.PopUp
	at     int // the choice that Enter takes
}

var _ fyne.Focusable = (*choiceMenu)(nil)

// open shows the choices, with the keyboard at the one that is chosen.
func (f *ChoiceField) open() {
	c := fyne.CurrentApp().Driver().CanvasForObject(f)
	if c == nil || f.Disabled() || len(f.Options) == 0 {
		return
	}
	m := &choiceMenu{f: f, at: -1}
	column := Column(0)
	need := fyne.NewSize(f.Size().Width, 0)
	for i, text := range f.Options {
		row := newChoiceRow(text, func() { m.take(i) }, func() { m.light(i) })
		m.rows = append(m.rows, row)
		column.Add(row)
		size := row.full()
		need = fyne.NewSize(max(need.Width, size.Width), need.Height+size.Height)
	}
	m.scroll = NewScroll(column)
	m.ExtendBaseWidget(m)
	m.pop = widget.NewPopUp(m, c)
	edge := m.pop.MinSize().Subtract(m.MinSize()) // what the toolkit puts around it
	size := need.Add(edge)
	size.Width, size.Height = min(size.Width, c.Size().Width), min(size.Height, c.Size().Height)
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(f)
	// Under the field, or above it where there is more room; what does not fit in that scrolls, so that the field stays in view.
	below := at.Y + f.Size().Height
	if room := c.Size().Height - below; size.Height <= room || room >= at.Y {
		at.Y, size.Height = below, min(size.Height, room)
	} else {
		size.Height = min(size.Height, at.Y)
		at.Y -= size.Height
	}
	at.X = max(0, min(at.X, c.Size().Width-size.Width))
	m.pop.ShowAtPosition(at)
	m.pop.Resize(size)
	c.Focus(m)
	m.move(max(0, f.SelectedIndex()))
}

// CreateRenderer is for the toolkit.
func (m *choiceMenu) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(m.scroll) }

// FocusGained is for the toolkit.
func (m *choiceMenu) FocusGained() {}

// FocusLost is for the toolkit.
func (m *choiceMenu) FocusLost() {}

// light marks a choice as the one that Enter takes.
func (m *choiceMenu) light(at int) {
	if m.at >= 0 {
		m.rows[m.at].mark(false)
	}
	m.at = at
	m.rows[at].mark(true)
}

// move goes to a choice, and brings it into view.
func (m *choiceMenu) move(to int) {
	m.light(max(0, min(to, len(m.rows)-1)))
	row := m.rows[m.at]
	m.scroll.revealSpan(row.Position().Y, row.Size().Height)
}

func (m *choiceMenu) take(i int) {
	m.close()
	m.f.SetSelectedIndex(i)
}

// close leaves the list; the field has the keyboard again.
func (m *choiceMenu) close() {
	m.pop.Hide()
	focus(m.f)
}

// TypedKey is for the toolkit.
func (m *choiceMenu) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyDown:
		m.move(m.at + 1)
	case fyne.KeyUp:
		m.move(m.at - 1)
	case fyne.KeyHome, fyne.KeyPageUp:
		m.move(0)
	case fyne.KeyEnd, fyne.KeyPageDown:
		m.move(len(m.f.Options) - 1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		m.take(m.at)
	case fyne.KeyEscape:
		m.close()
	}
}

// AcceptsTab is for the toolkit: Tab would leave the list open behind it.
func (m *choiceMenu) AcceptsTab() bool { return true }

// TypedRune is for the toolkit.
func (m *choiceMenu) TypedRune(r rune) {
	if i := m.f.jump(m.at, r); i >= 0 {
		m.move(i)
	}
}

// jump answers the next choice after one that begins with a letter; -1 when there is none.
func (f *ChoiceField) jump(after int, letter rune) int {
	wanted := fold(string(letter))
	for n := range len(f.Options) {
		i := (after + 1 + n) % len(f.Options)
		if begin := []rune(fold(f.Options[i])); wanted != "" && len(begin) > 0 && string(begin[:1]) == wanted {
			return i
		}
	}
	return -1
}

// Tapped is for the toolkit.
func (f *ChoiceField) Tapped(*fyne.PointEvent) {
	if f.Disabled() {
		return
	}
	focus(f)
	f.open()
}

// TypedKey is for the toolkit.
func (f *ChoiceField) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyDown, fyne.KeyUp, fyne.KeySpace:
		f.open()
	case fyne.KeyLeft, fyne.KeyRight:
		f.Select.TypedKey(e)
	case fyne.KeyEscape, fyne.KeyReturn, fyne.KeyEnter, fyne.KeyF1, fyne.KeyF2, fyne.KeyF5:
		passKey(f, e)
	}
}

// TypedRune is for the toolkit: a letter chooses the next choice that begins with it.
func (f *ChoiceField) TypedRune(r rune) {
	if i := f.jump(f.SelectedIndex(), r); i >= 0 {
		f.SetSelectedIndex(i)
	}
}

// choiceRow is one choice in the open list.
type choiceRow struct {
	widget.BaseWidget

	text *Text
	back *Box
	bar  *Box
	body *fyne.Container
	tap  func()
	over func()
}

var (
	_ fyne.Tappable     = (*choiceRow)(nil)
	_ desktop.Hoverable = (*choiceRow)(nil)
)

func newChoiceRow(text string, tap, over func()) *choiceRow {
	r := &choiceRow{text: NewText(text), back: NewBox("", "", 0), bar: NewBox("", "", 0), tap: tap, over: over}
	r.text.Clip = true
	r.body = container.NewStack(r.back, Frame(nil, nil, container.New(&thin{wide: 3}, r.bar), nil, Pad(7, 12, 7, 9, r.text)))
	r.ExtendBaseWidget(r)
	return r
}

// full is the room in which the whole text fits on a line.
func (r *choiceRow) full() fyne.Size {
	return r.body.MinSize().AddWidthHeight(r.text.OwnWidth()-r.text.MinSize().Width, 0)
}

func (r *choiceRow) mark(on bool) {
	r.back.Fill, r.bar.Fill = "", ""
	if on {
		r.back.Fill, r.bar.Fill = look.Chosen, look.Accent
	}
	r.back.Refresh()
	r.bar.Refresh()
}

// Label answers the choice, for tests that look for it.
func (r *choiceRow) Label() string { return r.text.Text }

// Tapped is for the toolkit.
func (r *choiceRow) Tapped(*fyne.PointEvent) { r.tap() }

// MouseIn is for the toolkit.
func (r *choiceRow) MouseIn(*desktop.MouseEvent) { r.over() }

// MouseMoved is for the toolkit.
func (r *choiceRow) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is for the toolkit.
func (r *choiceRow) MouseOut() {}

// CreateRenderer is for the toolkit.
func (r *choiceRow) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.body) }
