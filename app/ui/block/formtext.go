package block

import (
	"encoding/json"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// Typed answers the text in the field as it was typed, also half a date.
func (e *entry) Typed() string { return e.Text }

// SetTyped puts such a text back.
func (e *entry) SetTyped(s string) { e.setQuiet(s) }

const ticked = "ja"

// Typed answers "ja" when it is ticked.
func (f *CheckField) Typed() string {
	if f.Checked {
		return ticked
	}
	return ""
}

// SetTyped ticks it or not.
func (f *CheckField) SetTyped(s string) { f.SetValue(s != "") }

// words answers a kept text as the user reads it.
func (f *CheckField) words(s string) string {
	if s == "" {
		return words.T("nee")
	}
	return words.T(s)
}

// Typed answers the ID of what is chosen.
func (f *ChoiceField) Typed() string { return f.Value() }

// SetTyped chooses by ID.
func (f *ChoiceField) SetTyped(id string) { f.SetValue(id) }

func (f *ChoiceField) words(id string) string {
	for _, c := range f.choices {
		if c.ID == id {
			return c.Text
		}
	}
	return id
}

// Typed answers what is picked, or else what was typed to find it.
func (p *PickField) Typed() string {
	if p.picked.ID == "" && p.input.Text == "" {
		return ""
	}
	return list(p.picked.ID, p.input.Text)
}

// SetTyped puts that back.
func (p *PickField) SetTyped(s string) {
	parts := unlist(s, 2)
	p.picked = Option{}
	if parts[0] != "" {
		p.picked = Option{ID: parts[0], Text: parts[1]}
	}
	p.turn++
	p.show(nil, false)
	p.input.setQuiet(parts[1])
}

func (p *PickField) words(s string) string { return unlist(s, 2)[1] }

// onTyped has f called after each letter; OnEdit is only after a pick.
func (p *PickField) onTyped(f func()) { p.input.OnEdit(f) }

// Disable takes the field out of use.
func (p *PickField) Disable() { p.input.Disable() }

// Enable takes it in use again.
func (p *PickField) Enable() { p.input.Enable() }

// Words answers what a kept text of a field means to the user: the choice and not its ID.
func Words(f Field, typed string) string {
	if w, ok := f.(interface{ words(string) string }); ok {
		typed = w.words(typed)
	}
	return typed
}

// list makes one text of several.
func list(texts ...string) string {
	b, err := json.Marshal(texts)
	if err != nil {
		return "" // texts can always be written
	}
	return string(b)
}

// unlist makes n texts of one; what was not made by list is n empty ones.
func unlist(s string, n int) []string {
	var texts []string
	if err := json.Unmarshal([]byte(s), &texts); err != nil || len(texts) != n {
		return make([]string, n)
	}
	return texts
}

// Fields are several fields in one row of a form, such as an article and how many of it.
type Fields struct {
	widget.BaseWidget

	// Check answers what is wrong with the values together, in Dutch; nil answers the first problem of the fields.
	Check func() string

	fields []Field
	body   fyne.CanvasObject
}

var _ Field = (*Fields)(nil)

// NewFields returns fields as one; body holds them as they stand.
func NewFields(body fyne.CanvasObject, fields ...Field) *Fields {
	f := &Fields{fields: fields, body: body}
	f.ExtendBaseWidget(f)
	return f
}

// CreateRenderer is for the toolkit.
func (f *Fields) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.body) }

// Parts answers the fields, as they stand.
func (f *Fields) Parts() []Field { return f.fields }

// Keys answers what takes the keyboard first.
func (f *Fields) Keys() fyne.Focusable { return f.fields[0].Keys() }

// Problem answers what is wrong with the values.
func (f *Fields) Problem() string {
	if f.Check != nil {
		return f.Check()
	}
	for _, g := range f.fields {
		if p := g.Problem(); p != "" {
			return p
		}
	}
	return ""
}

// OnEdit has g called after each change of one of them.
func (f *Fields) OnEdit(g func()) {
	for _, field := range f.fields {
		field.OnEdit(g)
	}
}

// Typed answers the texts of all of them.
func (f *Fields) Typed() string {
	texts := make([]string, len(f.fields))
	for i, field := range f.fields {
		texts[i] = field.Typed()
	}
	return list(texts...)
}

// SetTyped puts them back.
func (f *Fields) SetTyped(s string) {
	for i, text := range unlist(s, len(f.fields)) {
		f.fields[i].SetTyped(text)
	}
}

func (f *Fields) words(s string) string {
	text := ""
	for i, t := range unlist(s, len(f.fields)) {
		if t = Words(f.fields[i], t); t != "" {
			if text != "" {
				text += " · "
			}
			text += t
		}
	}
	return text
}

func (f *Fields) onTyped(g func()) {
	for _, field := range f.fields {
		if t, ok := field.(interface{ onTyped(func()) }); ok {
			t.onTyped(g)
		}
	}
}

func (f *Fields) onKeyboard(g func()) {
	for _, field := range f.fields {
		if k, ok := field.(interface{ onKeyboard(func()) }); ok {
			k.onKeyboard(g)
		}
	}
}
