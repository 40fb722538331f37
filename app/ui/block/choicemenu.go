package block

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"kiesvoorhetkind.nl/kantoor/app/ui/look"
)

// choiceMenu is the open list of a ChoiceField, or of a More. The toolkit's own knows no letters, does not begin at what is
// chosen, and does not bring what the arrows come to into view.
type choiceMenu struct {
	widget.BaseWidget

	from   fyne.Focusable // what it hangs under
	choose func(i int)
	jump   func(after int, letter rune) int // the place that a letter goes to; -1: none
	key    func(r rune) int                 // the place that a key takes at once; nil: none does
	rows   []*choiceRow
	scroll *Scroll
	pop    *widget.PopUp
	at     int // the choice that Enter takes
	begun  int // the one that it began at
}

var _ fyne.Focusable = (*choiceMenu)(nil)

// choiceLine is a line of an open list.
type choiceLine struct {
	text, hint string
	apart      bool // a line stands above it
}

// open shows the choices, with the keyboard at the one that is chosen.
func (f *ChoiceField) open() {
	if f.Disabled() || len(f.Options) == 0 {
		return
	}
	lines := make([]choiceLine, len(f.Options))
	for i, text := range f.Options {
		lines[i].text = text
	}
	m := &choiceMenu{from: f, choose: f.SetSelectedIndex, jump: f.jump}
	m.open(f, lines, f.Size().Width, f.SelectedIndex())
}

// open shows lines under what the list hangs under, at least as wide as given, with the keyboard at one of them.
func (m *choiceMenu) open(under fyne.CanvasObject, lines []choiceLine, wide float32, at int) {
	c := fyne.CurrentApp().Driver().CanvasForObject(under)
	if c == nil {
		return
	}
	m.at = -1
	column := Column(0)
	need := fyne.NewSize(wide, 0)
	for i, l := range lines {
		if l.apart {
			line := Pad(4, 0, 4, 0, HLine())
			column.Add(line)
			need.Height += line.MinSize().Height
		}
		row := newChoiceRow(l.text, l.hint, func() { m.take(i) }, func() { m.light(i) })
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
	place := fyne.CurrentApp().Driver().AbsolutePositionForObject(under)
	// Under the field, or above it where there is more room; what does not fit in that scrolls, so that the field stays in view.
	below := place.Y + under.Size().Height
	if room := c.Size().Height - below; size.Height <= room || room >= place.Y {
		place.Y, size.Height = below, min(size.Height, room)
	} else {
		size.Height = min(size.Height, place.Y)
		place.Y -= size.Height
	}
	place.X = max(0, min(place.X, c.Size().Width-size.Width))
	m.pop.ShowAtPosition(place)
	m.pop.Resize(size)
	c.Focus(m)
	m.begun = max(0, at)
	m.move(m.begun)
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
	m.choose(i)
}

// close leaves the list; what it hangs under has the keyboard again.
func (m *choiceMenu) close() {
	m.pop.Hide()
	focus(m.from)
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
		m.move(len(m.rows) - 1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		m.take(m.at)
	case fyne.KeyEscape:
		m.close()
	case fyne.KeyTab:
		m.pass()
	}
}

// pass goes on to the next field, or the one before, with what the arrows came to in a ChoiceField. A list of things to do
// is only left.
func (m *choiceMenu) pass() {
	f, field := m.from.(*ChoiceField)
	if !field {
		m.close()
		return
	}
	if m.at == m.begun {
		m.close()
	} else {
		m.take(m.at)
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(f); c == nil {
		return
	} else if modifiers()&fyne.KeyModifierShift != 0 {
		c.FocusPrevious()
	} else {
		c.FocusNext()
	}
}

// AcceptsTab is for the toolkit: Tab would leave the list open behind it.
func (m *choiceMenu) AcceptsTab() bool { return true }

// TypedRune is for the toolkit.
func (m *choiceMenu) TypedRune(r rune) {
	if m.key != nil {
		if i := m.key(r); i >= 0 {
			m.take(i)
			return
		}
	}
	if i := m.jump(m.at, r); i >= 0 {
		m.move(i)
	}
}

// jump answers the next choice after one that begins with a letter; -1 when there is none.
func (f *ChoiceField) jump(after int, letter rune) int {
	return nextWith(f.Options, after, letter)
}

// nextWith answers the place of the next text after one that begins with a letter; -1 when there is none.
func nextWith(texts []string, after int, letter rune) int {
	wanted := fold(string(letter))
	for n := range len(texts) {
		i := (after + 1 + n) % len(texts)
		if begin := []rune(fold(texts[i])); wanted != "" && len(begin) > 0 && string(begin[:1]) == wanted {
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
	hint *Text
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

func newChoiceRow(text, hint string, tap, over func()) *choiceRow {
	r := &choiceRow{text: NewText(text), hint: NewQuiet(hint), back: NewBox("", "", 0), bar: NewBox("", "", 0), tap: tap, over: over}
	r.text.Clip = true
	var body fyne.CanvasObject = r.text
	if hint != "" {
		body = Beside(24, 0, r.text, r.hint)
	}
	r.body = container.NewStack(r.back, Frame(nil, nil, container.New(&thin{wide: 3}, r.bar), nil, Pad(7, 12, 7, 9, body)))
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
