package screen

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// registerField is a field of a form, with its value as text.
type registerField struct {
	row block.FormRow
	get func() string
	set func(string)
	// words writes a value as the user reads it; nil for one that is text.
	words func(string) string
	// base is the value that the form began with.
	base string
}

// registerForm is somebody, or an organisation, while it is filled in, on the place of the page.
type registerForm struct {
	p      *registerPage
	title  string
	fields []*registerField
	form   *block.Form
	notice fyne.CanvasObject // what should be known before it is saved
	okText string
	busy   bool
	// keep saves what is filled in.
	keep func()
}

func (f *registerForm) text(label, value, hint string) *registerField {
	return f.line(block.NewTextField(""), label, value, hint)
}

func (f *registerForm) line(t *block.TextField, label, value, hint string) *registerField {
	t.SetValue(value)
	return f.add(&registerField{row: block.FormRow{Label: label, Field: t, Hint: hint}, get: t.Value, set: t.SetValue})
}

func (f *registerForm) choice(label, value string, choices ...block.Choice) *registerField {
	c := block.NewChoiceField(choices...)
	c.SetValue(value)
	said := func(v string) string {
		for _, choice := range choices {
			if choice.ID == v {
				return choice.Text
			}
		}
		return v
	}
	return f.add(&registerField{row: block.FormRow{Label: label, Field: c}, get: c.Value, set: c.SetValue, words: said})
}

func (f *registerForm) check(label, text string, value bool) *registerField {
	c := block.NewCheckField(text)
	c.SetValue(value)
	return f.add(&registerField{row: block.FormRow{Label: label, Field: c}, get: func() string { return yes(c.Value()) }, set: func(v string) { c.SetValue(v != "") }})
}

func (f *registerForm) add(r *registerField) *registerField {
	r.base = r.get()
	f.fields = append(f.fields, r)
	return r
}

// yes writes a box to tick as text: "ja" or nothing.
func yes(v bool) string {
	if v {
		return "ja"
	}
	return ""
}

// begin shows the form in the place of the page.
func (f *registerForm) begin() {
	rows := make([]block.FormRow, len(f.fields))
	for i, r := range f.fields {
		rows[i] = r.row
	}
	f.form = block.NewForm(rows...)
	f.form.OnEdit, f.form.OnField = f.p.detail.Relayout, f.p.detail.Reveal
	f.p.form = f
	f.show()
	f.p.split.ShowPage()
	f.p.s.Window().Canvas().Focus(f.form.First())
	f.p.s.Changed()
}

func (f *registerForm) show() {
	objects := []fyne.CanvasObject{block.Head(f.title)}
	if f.notice != nil {
		objects = append(objects, f.notice)
	}
	buttons := block.Spread(8, block.NewPrimary(f.okText, f.save).WithHint(words.T("Enter")), block.NewButton(words.T("Annuleren"), func() { f.p.drop(f.p.show) }).WithHint(words.T("Esc")))
	f.p.detail.Set(append(objects, f.form, buttons)...)
}

// tell shows what should be known, above the fields.
func (f *registerForm) tell(objects ...fyne.CanvasObject) {
	f.notice = block.Panel(objects...)
	f.show()
}

func (f *registerForm) edited() bool {
	for _, r := range f.fields {
		if r.get() != r.base {
			return true
		}
	}
	return false
}

func (f *registerForm) save() {
	if f.busy || !f.form.Check() {
		f.p.detail.Relayout()
		return
	}
	f.busy = true
	f.keep()
}

// saved leaves the form and shows the record, with the way back.
func (f *registerForm) saved(key, said string, change int64) {
	f.busy = false
	f.p.form = nil
	f.p.key = key
	f.p.want = key
	f.p.s.Done(said, undo(f.p.undo, change))
	f.p.open(key)
	f.p.keep = true
	f.p.Reload()
	f.p.keep = false
}

// failed keeps the form with what was typed. Where another desk was first, newest
// reads what it made of the record; values are those of the fields now.
func (f *registerForm) failed(err error, newest func(context.Context) ([]string, error)) {
	f.busy = false
	if !errors.Is(err, data.ErrStale) {
		f.tell(warning(ui.UserText(err)))
		return
	}
	ui.Load(f.p.finder, newest, f.merge)
}

// merge takes over what another desk changed where nothing was typed here, and shows
// it beside what was typed where both did.
func (f *registerForm) merge(now []string) {
	var both []func()
	taken := 0
	for i, r := range f.fields {
		if i >= len(now) || now[i] == r.base {
			continue
		}
		switch mine := r.get(); {
		case mine == r.base:
			r.set(now[i])
			taken++
		case mine != now[i]:
			theirs := now[i]
			if r.words != nil {
				theirs = r.words(theirs)
			}
			if theirs == "" {
				theirs = words.T("(leeg)")
			}
			both = append(both, func() { f.form.Tell(r.row.Field, words.T("Iemand anders vulde hier in: %s", theirs)) })
		}
		r.base = now[i]
	}
	text := words.T("Iemand anders heeft dit net gewijzigd. Jouw wijziging is nog niet opgeslagen, maar staat er nog.")
	if taken > 0 {
		text += words.T(" Wat de ander wijzigde staat er nu bij.")
	}
	if len(both) > 0 {
		text += words.T(" Waar jullie allebei iets wijzigden, staat eronder wat de ander invulde.")
	}
	f.tell(warning(words.T("%s Kijk het na en sla het dan opnieuw op.", text)))
	for _, tell := range both {
		tell()
	}
	f.p.detail.Relayout()
}

func warning(text string) fyne.CanvasObject {
	return block.Beside(8, 1, block.NewIcon(look.IconWarning, look.Amber.Front()), block.NewParagraph(text))
}

// drop does something that makes an end of the form, after asking where it holds something unsaved.
func (p *registerPage) drop(then func()) {
	if p.form == nil || !p.form.edited() {
		p.form = nil
		then()
		return
	}
	p.s.Ask(&block.Dialog{
		Title: words.T("Wat je invulde weggooien?"), Text: words.T("Het is nog niet opgeslagen."), OK: words.T("Weggooien"), Cancel: words.T("Verder invullen"), Danger: true,
		OnOK: func() bool {
			p.form = nil
			then()
			return true
		},
	})
}

// MayLeave asks before something unsaved is lost.
func (p *registerPage) MayLeave(leave func()) bool {
	if p.form == nil {
		return true
	}
	if !p.form.edited() {
		p.show()
		return true
	}
	p.drop(func() {
		p.show()
		leave()
	})
	return false
}
