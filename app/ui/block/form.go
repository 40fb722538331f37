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
	// OnField is called when a field gets the keyboard, to bring it into view.
	OnField func(fyne.CanvasObject)

	rows     []FormRow
	problems []*Paragraph
	body     *fyne.Container
	edited   bool
	all      []fyne.CanvasObject // what body has when Only leaves nothing out
}

// NewForm returns a form.
func NewForm(rows ...FormRow) *Form {
	f := &Form{rows: rows}
	var objects []fyne.CanvasObject
	for i, r := range rows {
		p := NewQuietParagraph("")
		p.Color = look.Wrong
		p.Hide()
		f.problems = append(f.problems, p)
		cell := Column(2, r.Field, p)
		if r.Hint != "" {
			cell.Add(NewQuietParagraph(r.Hint))
		}
		objects = append(objects, NewQuiet(r.Label), cell)
		if k, ok := r.Field.(interface{ onKeyboard(func()) }); ok {
			k.onKeyboard(func() {
				if f.OnField != nil {
					f.OnField(cell)
				}
			})
		}
		r.Field.OnEdit(func() {
			f.edited = true
			if p.Visible() {
				f.tell(i, r.Field.Problem())
			}
			if f.OnEdit != nil {
				f.OnEdit()
			}
		})
	}
	f.body = container.New(&factsGrid{gap: 10, single: true}, objects...)
	f.ExtendBaseWidget(f)
	return f
}

func (f *Form) tell(i int, problem string) bool {
	p := f.problems[i]
	if problem == p.String() && p.Visible() == (problem != "") {
		return problem == ""
	}
	p.SetText(problem)
	if problem == "" {
		p.Hide()
	} else {
		p.Show()
	}
	f.body.Refresh()
	f.Refresh()
	return problem == ""
}

// Check says what is wrong under each field, gives the first wrong one the keyboard, and answers whether all are good.
func (f *Form) Check() bool {
	first := -1
	for i, r := range f.rows {
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
