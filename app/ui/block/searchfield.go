package block

import (
	"strings"

	"fyne.io/fyne/v2"
)

// SearchField is the field above a list that says what the list shows. Down and Enter go on to the list; Esc empties
// the field first.
type SearchField struct {
	entry

	// OnText is called with what is typed, without blanks around it, after each change.
	OnText func(text string)
	// OnList is called for Down and Enter.
	OnList func()
}

// NewSearchField returns an empty field.
func NewSearchField(placeholder string) *SearchField {
	f := &SearchField{}
	f.PlaceHolder = placeholder
	f.begin(f)
	f.came = f.selectAll
	f.OnEdit(func() {
		if f.OnText != nil {
			f.OnText(f.Value())
		}
	})
	f.keys = func(e *fyne.KeyEvent) bool {
		switch {
		case (e.Name == fyne.KeyDown || e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter) && f.OnList != nil:
			f.OnList()
		case e.Name == fyne.KeyEscape && f.Text != "":
			f.SetText("")
		default:
			return false
		}
		return true
	}
	return f
}

// Value answers what is typed, without blanks around it.
func (f *SearchField) Value() string { return strings.TrimSpace(f.Text) }

// SetValue shows a text without telling it.
func (f *SearchField) SetValue(s string) { f.setQuiet(s) }

var _ Field = (*SearchField)(nil)

// Keys answers what takes the keyboard.
func (f *SearchField) Keys() fyne.Focusable { return f }

// Problem is always empty.
func (f *SearchField) Problem() string { return "" }
