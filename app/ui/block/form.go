package block

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kiesvoorhetkind.nl/kantoor/app/ui/look"
)

// FormRow is a field with its label, and a hint under it that may be empty.
type FormRow struct {
	Label string
	Field Field
	Hint  string
}

// Form is a number of fields under each other, labels at the left or, where there is little room, above. What is wrong
// with a field stands under it once it was checked, and goes as soon as it is mended.
type Form struct {
	widget.BaseWidget

	// OnEdit is called after each change of a field.
	OnEdit func()

	rows     []FormRow
	problems []*Paragraph
	offers   []*fyne.Container // under each problem: the link that mends it
	notes    []*fyne.Container // under each field: what to look at
	body     *fyne.Container
	edited   bool
	all      []fyne.CanvasObject // what body has when Only leaves nothing out

	// What the page that the form stands on does for it: reveal brings a field into view, relayout gives the form more or
	// less height.
	reveal   func(fyne.CanvasObject)
	relayout func()
}

// NewForm returns a form.
func NewForm(rows ...FormRow) *Form {
	f := &Form{rows: rows}
	var objects []fyne.CanvasObject
	for i, r := range rows {
		p := NewQuietParagraph("")
		p.Color = look.Wrong
		p.Hide()
		offer := Column(0)
		offer.Hide()
		note := Column(2)
		note.Hide()
		f.problems, f.offers, f.notes = append(f.problems, p), append(f.offers, offer), append(f.notes, note)
		cell := Column(2, r.Field, p, offer, note)
		if r.Hint != "" {
			cell.Add(NewQuietParagraph(r.Hint))
		}
		objects = append(objects, NewQuiet(r.Label), cell)
		if k, ok := r.Field.(interface{ onKeyboard(func()) }); ok {
			k.onKeyboard(func() {
				if f.reveal != nil {
					f.reveal(cell)
				}
			})
		}
		changed := func() {
			f.edited = true
			if p.Visible() {
				f.tell(i, r.Field.Problem())
			}
			if f.OnEdit != nil {
				f.OnEdit()
			}
		}
		r.Field.OnEdit(changed)
		if t, ok := r.Field.(interface{ onTyped(func()) }); ok {
			t.onTyped(changed)
		}
	}
	f.body = container.New(&factsGrid{gap: 10, single: true}, objects...)
	f.ExtendBaseWidget(f)
	return f
}

func (f *Form) tell(i int, problem string) bool {
	p := f.problems[i]
	f.offers[i].Hide()
	if problem == p.String() && p.Visible() == (problem != "") {
		return problem == ""
	}
	if w, ok := f.rows[i].Field.(interface{ setWrong(bool) }); ok {
		w.setWrong(problem != "")
	}
	p.SetText(problem)
	if problem == "" {
		p.Hide()
	} else {
		p.Show()
	}
	f.body.Refresh()
	f.Refresh()
	if f.relayout != nil {
		f.relayout()
	}
	return problem == ""
}

// Labels gives the labels at least a width, in units at the normal text size, so that the fields of several forms on one
// page begin under each other.
func (f *Form) Labels(width float32) *Form {
	if g, ok := f.body.Layout.(*factsGrid); ok {
		g.labels = width
	}
	return f
}

// Check says what is wrong under each field, gives the first wrong one the keyboard, and answers whether all are good.
func (f *Form) Check() bool {
	first := -1
	for i, r := range f.rows {
		if p, ok := r.Field.(*PickField); ok {
			p.settle()
		}
		if !f.tell(i, r.Field.Problem()) && first < 0 {
			first = i
		}
	}
	if first >= 0 {
		focus(f.rows[first].Field.Keys())
	}
	return first < 0
}

// Tell shows a problem under a field that only a job could find; it goes at the next change.
func (f *Form) Tell(field Field, problem string) {
	for i, r := range f.rows {
		if r.Field == field {
			f.tell(i, problem)
		}
	}
}

// Offer is Tell with a link that puts another value in the field.
func (f *Form) Offer(field Field, problem, link string, take func()) {
	for i, r := range f.rows {
		if r.Field != field {
			continue
		}
		f.offers[i].Objects = []fyne.CanvasObject{Spread(0, NewLink(link, func() {
			take()
			f.tell(i, "")
			focus(field.Keys())
		}))}
		f.tell(i, problem)
		f.offers[i].Show()
		if f.relayout != nil {
			f.relayout()
		}
	}
}

// Note puts something to look at under a field, in the place of what stood there. Unlike a problem it stops nothing and
// stays until it is told anew.
func (f *Form) Note(field Field, objects ...fyne.CanvasObject) {
	for i, r := range f.rows {
		if r.Field != field || len(objects) == 0 && len(f.notes[i].Objects) == 0 {
			continue
		}
		f.notes[i].Objects = objects
		if f.notes[i].Hide(); len(objects) > 0 {
			f.notes[i].Show()
		}
		f.body.Refresh()
		f.Refresh()
		if f.relayout != nil {
			f.relayout()
		}
	}
}

// Edited says whether the user changed anything since the form was made or Clean was called.
func (f *Form) Edited() bool { return f.edited }

// Clean forgets that anything was changed, after saving.
func (f *Form) Clean() { f.edited = false }

// First answers the first field's keyboard.
func (f *Form) First() fyne.Focusable {
	if len(f.rows) == 0 {
		return nil
	}
	return f.rows[0].Field.Keys()
}

// CreateRenderer is for the toolkit.
func (f *Form) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.body) }
