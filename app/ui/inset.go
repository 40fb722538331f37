package ui

import (
	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// Inset is a form that is always open, as a part of a page that has more than that or buttons of its own: a subject of
// the settings, a step of the first run. The page shows it and says when it is saved or left; keeping what is typed,
// bringing it back and dealing with what another desk saved are as for every Edit.
type Inset struct {
	*Edit
	// Place shows the parts of the form on the page. It is called again when there is something to tell above the fields
	// or the fields were made anew.
	Place func(in *Inset)
	// Gone is called once the form was saved or thrown away and nothing is kept of it any more.
	Gone func()
	// Back puts the form on its page again, for who takes throwing it away back.
	Back func(in *Inset)

	over bool
}

// Begin makes the fields and puts back what was kept of them. Screen is the one that goes on with the form.
func (in *Inset) Begin(s *Shell, screen ScreenID) *Inset {
	in.begin(s, in)
	in.keeper.screen = screen
	in.keeper.look()
	return in
}

func (in *Inset) place() { in.Place(in) }

func (in *Inset) closed() {
	in.over = true
	in.keeper.settled(in.Gone)
}

// Fields answers the form itself.
func (in *Inset) Fields() *block.Form { return in.form }

// Lines answers the fields with what stands beside them, in the order of Fields.
func (in *Inset) Lines() []*Line {
	var lines []*Line
	for _, l := range in.rows.lines {
		if l.Field != nil {
			lines = append(lines, l)
		}
	}
	return lines
}

// Parts are what is told above the fields, and the fields.
func (in *Inset) Parts() []fyne.CanvasObject {
	return append(append([]fyne.CanvasObject{}, in.notice...), in.form)
}

// Save saves what was filled in, unless something is wrong with it, which the fields say then.
func (in *Inset) Save() { in.save() }

// Take puts what was filled in in the record without saving it; false where something is wrong with it, which the fields
// say then.
func (in *Inset) Take() bool {
	if !in.form.Check() {
		return false
	}
	in.take()
	return true
}

// Open says whether the form was neither saved nor thrown away.
func (in *Inset) Open() bool { return in != nil && !in.over }

// PutAway takes the form off its page. What was typed stays kept, and is there when the form is shown again; it answers
// whether there is any.
func (in *Inset) PutAway() bool {
	if !in.Open() {
		return false
	}
	in.over = true
	in.end()
	return in.Edited()
}

// Drop forgets the form, after something else than saving made an end of it.
func (in *Inset) Drop() {
	in.end()
	in.keeper.drop()
	in.closed()
}

// Cancel throws away what was typed, with ten seconds to take that back.
func (in *Inset) Cancel() {
	edited := in.Edited()
	in.Drop()
	if !edited {
		return
	}
	in.s.DoneHere(words.T("Weggegooid: %s", in.Title), func() {
		in.s.Go(Route{Screen: in.keeper.screen})
		in.over = false
		in.Back(in)
		in.watch()
		in.keeper.touched()
	})
}

// Told are the texts beside a field: its label, its hint and more words that find it.
func (l *Line) Told() (label, hint, words string) { return l.label, l.hint, l.words }

// Words gives more words by which a search finds the field.
func (l *Line) Words(text string) *Line {
	l.words = text
	return l
}
