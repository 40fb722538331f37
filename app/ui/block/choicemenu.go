package block

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// choiceMenu is the open list of a ChoiceField. The toolkit's own knows no letters and does not begin at what is chosen.
type choiceMenu struct {
	widget.BaseWidget

	f    *ChoiceField
	menu *widget.Menu
	pop  *widget.PopUp
	at   int // the choice that Enter takes; -1 for none
}

var _ fyne.Focusable = (*choiceMenu)(nil)

// open shows the choices, with the keyboard at the one that is chosen.
func (f *ChoiceField) open() {
	c := fyne.CurrentApp().Driver().CanvasForObject(f)
	if c == nil || f.Disabled() || len(f.Options) == 0 {
		return
	}
	m := &choiceMenu{f: f, at: -1}
	items := make([]*fyne.MenuItem, len(f.Options))
	for i, text := range f.Options {
		items[i] = fyne.NewMenuItem(text, func() { m.take(i) })
	}
	m.menu = widget.NewMenu(fyne.NewMenu("", items...))
	m.ExtendBaseWidget(m)
	m.pop = widget.NewPopUp(m, c)
	size := m.pop.MinSize()
	size.Height = min(size.Height, c.Size().Height)
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(f)
	// Under the field, or above it where the window ends too soon.
	if below := at.Y + f.Size().Height; below+size.Height <= c.Size().Height {
		at.Y = below
	} else {
		at.Y = max(0, at.Y-size.Height)
	}
	at.X = max(0, min(at.X, c.Size().Width-size.Width))
	m.pop.ShowAtPosition(at)
	m.pop.Resize(size)
	c.Focus(m)
	m.move(max(0, f.SelectedIndex()))
}

// CreateRenderer is for the toolkit.
func (m *choiceMenu) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(m.menu) }

// FocusGained is for the toolkit.
func (m *choiceMenu) FocusGained() {}

// FocusLost is for the toolkit.
func (m *choiceMenu) FocusLost() {}

// move goes to a choice.
func (m *choiceMenu) move(to int) {
	to = max(0, min(to, len(m.f.Options)-1))
	for ; m.at < to; m.at++ {
		m.menu.ActivateNext()
	}
	for ; m.at > to; m.at-- {
		m.menu.ActivatePrevious()
	}
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
