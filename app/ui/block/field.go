package block

import (
	"errors"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// Field is something to fill in.
type Field interface {
	fyne.CanvasObject
	// Keys answers what takes the keyboard.
	Keys() fyne.Focusable
	// Problem answers what is wrong with the value, in Dutch; "" when nothing is.
	Problem() string
	// OnEdit has a function called after each change by the user.
	OnEdit(func())
	// Typed answers all that is in the field as one text, also what cannot be read yet, and SetTyped puts that back
	// without telling it as a change: for what is kept while somebody types.
	Typed() string
	SetTyped(string)
}

// entry is the toolkit's entry with keys that reach the window: Esc, function keys, and Enter in a single line.
type entry struct {
	widget.Entry

	self   fyne.Widget
	keys   func(e *fyne.KeyEvent) bool
	came   func()
	lost   func()
	held   func()
	edits  []func()
	ringed bool // it has the keyboard
	wrong  bool
	// units is the width of a field that needs no more, at the normal text size.
	units float32
}

func (e *entry) natural() bool { return e.units > 0 }

func (e *entry) begin(self fyne.Widget) {
	e.self = self
	e.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	e.Entry.OnChanged = func(string) { e.edited() }
	e.ExtendBaseWidget(self)
}

func (e *entry) edited() {
	for _, f := range e.edits {
		f()
	}
}

// OnEdit has f called after each change.
func (e *entry) OnEdit(f func()) { e.edits = append(e.edits, f) }

// TypedKey is for the toolkit.
func (e *entry) TypedKey(k *fyne.KeyEvent) {
	if e.keys != nil && e.keys(k) {
		return
	}
	switch k.Name {
	case fyne.KeyEscape, fyne.KeyF1, fyne.KeyF2, fyne.KeyF5:
		passKey(e.self, k)
	case fyne.KeyReturn, fyne.KeyEnter:
		if e.MultiLine || e.OnSubmitted != nil {
			e.Entry.TypedKey(k)
			return
		}
		passKey(e.self, k)
	default:
		e.Entry.TypedKey(k)
	}
}

// TypedShortcut is for the toolkit: Ctrl+S and Ctrl+Enter are the OK of a dialog from a field of several lines too, where
// Enter begins a line.
func (e *entry) TypedShortcut(s fyne.Shortcut) {
	if k, ok := s.(*desktop.CustomShortcut); ok && k.Modifier == fyne.KeyModifierShortcutDefault {
		switch k.KeyName {
		case fyne.KeyS, fyne.KeyReturn, fyne.KeyEnter:
			if acceptOver(e.self) {
				return
			}
		}
	}
	e.Entry.TypedShortcut(s)
}

// AcceptsTab is for the toolkit: Tab leaves a field of several lines too, since nothing else on the keyboard does.
func (e *entry) AcceptsTab() bool { return false }

// FocusGained is for the toolkit.
func (e *entry) FocusGained() {
	e.ringed = true
	e.Entry.FocusGained()
	came(e.self)
	if e.came != nil {
		e.came()
	}
	if e.held != nil {
		e.held()
	}
}

// onKeyboard has f called when the field gets the keyboard.
func (e *entry) onKeyboard(f func()) { e.held = f }

// FocusLost is for the toolkit.
func (e *entry) FocusLost() {
	e.ringed = false
	e.Entry.FocusLost()
	if e.lost != nil {
		e.lost()
	}
}

// MinSize is for the toolkit.
func (e *entry) MinSize() fyne.Size {
	m := e.Entry.MinSize()
	return fyne.NewSize(max(m.Width, look.Scaled(max(e.units, 90))), m.Height)
}

func (e *entry) selectAll() { e.TypedShortcut(&fyne.ShortcutSelectAll{}) }

// setQuiet shows a text without telling it as a change by the user.
func (e *entry) setQuiet(s string) {
	f := e.Entry.OnChanged
	e.Entry.OnChanged = nil
	e.Entry.SetText(s)
	e.Entry.OnChanged = f
}

// TextField is a field for text.
type TextField struct {
	entry

	// Required refuses an empty value.
	Required bool
	// Check answers why a value is wrong, in Dutch; nil accepts all.
	Check func(string) error
}

var _ Field = (*TextField)(nil)

// shortField is the width of a field for an amount, a number or a code, in units at the normal text size.
const shortField = 140

// Short keeps the field as narrow as what is filled in there: a number, a postcode. What stands there is replaced by
// typing, as in a field for an amount: a 2 typed at a 1 is not 21.
func (f *TextField) Short() *TextField {
	f.units = shortField
	f.came = f.selectAll
	return f
}

// NewTextField returns a field of one line; the placeholder is an example, and may be empty.
func NewTextField(placeholder string) *TextField {
	f := &TextField{}
	f.PlaceHolder = placeholder
	f.begin(f)
	return f
}

// NewTextArea returns a field of several lines.
func NewTextArea(placeholder string, lines int) *TextField {
	f := &TextField{}
	f.PlaceHolder = placeholder
	f.MultiLine = true
	f.begin(f)
	f.Wrapping = fyne.TextWrapWord
	f.SetMinRowsVisible(max(1, lines))
	return f
}

// NewPasswordField returns a field that hides what is typed.
func NewPasswordField() *TextField {
	f := &TextField{}
	f.Password = true
	f.begin(f)
	return f
}

// Value answers the text without blanks around it.
func (f *TextField) Value() string { return strings.TrimSpace(f.Entry.Text) }

// SetValue shows a text.
func (f *TextField) SetValue(s string) { f.setQuiet(s) }

// Keys answers what takes the keyboard.
func (f *TextField) Keys() fyne.Focusable { return f }

// Problem answers what is wrong with the value.
func (f *TextField) Problem() string {
	v := f.Value()
	if v == "" {
		if f.Required {
			return words.T("Vul dit in.")
		}
		return ""
	}
	if f.Check != nil {
		if err := f.Check(v); err != nil {
			var t interface{ UserText() string }
			if errors.As(err, &t) {
				return t.UserText()
			}
			return err.Error()
		}
	}
	return ""
}

// CheckField is a box to tick.
type CheckField struct {
	widget.Check

	focused bool
	held    func()
	edits   []func()
}

var _ Field = (*CheckField)(nil)

// NewCheckField returns a box with its text.
func NewCheckField(text string) *CheckField {
	f := &CheckField{}
	f.Text = text
	f.OnChanged = func(bool) {
		for _, g := range f.edits {
			g()
		}
	}
	f.ExtendBaseWidget(f)
	return f
}

// Value says whether it is ticked.
func (f *CheckField) Value() bool { return f.Checked }

// SetValue ticks it or not.
func (f *CheckField) SetValue(on bool) {
	f.Checked = on
	f.Refresh()
}

// Keys answers what takes the keyboard.
func (f *CheckField) Keys() fyne.Focusable { return f }

// Problem is always empty.
func (f *CheckField) Problem() string { return "" }

// OnEdit has g called after each change.
func (f *CheckField) OnEdit(g func()) { f.edits = append(f.edits, g) }

// TypedKey is for the toolkit.
func (f *CheckField) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeySpace {
		f.Check.TypedKey(e)
		return
	}
	passKey(f, e)
}

// ChoiceField chooses one of a few; for people and organisations use a PickField.
type ChoiceField struct {
	widget.Select

	// Required refuses to have nothing chosen.
	Required bool

	choices []Choice
	focused bool
	wrong   bool
	held    func()
	edits   []func()
}

var _ Field = (*ChoiceField)(nil)

// NewChoiceField returns a field with its choices, none of them chosen.
func NewChoiceField(choices ...Choice) *ChoiceField {
	f := &ChoiceField{}
	f.PlaceHolder = words.T("Kies …")
	f.OnChanged = func(string) {
		for _, g := range f.edits {
			g()
		}
	}
	f.SetChoices(choices...)
	f.ExtendBaseWidget(f)
	return f
}

// SetChoices shows other choices.
func (f *ChoiceField) SetChoices(choices ...Choice) {
	id := f.Value()
	f.choices = choices
	f.Options = nil
	for _, c := range choices {
		f.Options = append(f.Options, c.Text)
	}
	f.SetValue(id)
}

// Value answers the ID of what is chosen, "" when nothing is.
func (f *ChoiceField) Value() string {
	for _, c := range f.choices {
		if c.Text == f.Selected {
			return c.ID
		}
	}
	return ""
}

// SetValue chooses by ID; an unknown ID chooses nothing.
func (f *ChoiceField) SetValue(id string) {
	f.Selected = ""
	for _, c := range f.choices {
		if c.ID == id {
			f.Selected = c.Text
		}
	}
	f.Refresh()
}

// Keys answers what takes the keyboard.
func (f *ChoiceField) Keys() fyne.Focusable { return f }

// Problem answers what is wrong with the value.
func (f *ChoiceField) Problem() string {
	if f.Required && f.Value() == "" {
		return words.T("Kies hier iets.")
	}
	return ""
}

// OnEdit has g called after each change.
func (f *ChoiceField) OnEdit(g func()) { f.edits = append(f.edits, g) }
