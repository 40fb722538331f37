package ui

import (
	"context"
	"errors"
	"slices"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Edit is a record while somebody fills it in: on the place of its page (Editor.Fill) or in a dialog (Shell.AskEdit).
// What is typed is kept as one types and comes back after the program ended; what another desk saved meanwhile is taken
// over, or shown beside what was typed here.
type Edit struct {
	// Form names the form in what is kept, and Key the record as its screen knows it, "" for a new one.
	Form, Key string
	// Title stands above the fields, Under on a line under it.
	Title string
	Under []fyne.CanvasObject
	// OK is the button that saves; "Opslaan" when empty.
	OK string
	// Complaint is for what belongs to a complaint: it is kept with those.
	Complaint bool
	// Rows makes the fields. It is called again when their number changes.
	Rows func(*Rows)
	// Missing makes room in the record for a field that was kept and that Rows did not make, such as the third line of an
	// order; false when there is none. May be nil.
	Missing func(name string) bool
	// Save is made by SaveBy; it finds the values in the record.
	Save Saving
	// Newest is made by ReadBy, for a record that another desk can change meanwhile.
	Newest Reading
	// Refused may deal with an error of saving itself, and answers whether it did. May be nil.
	Refused func(error) bool
	// Watch is called after each change of a field and when the fields are made, to look at what is typed. May be nil.
	Watch func()
	// First names the field that has the keyboard first; the first one when empty.
	First string

	s      *Shell
	host   editHost
	rows   *Rows
	form   *block.Form
	notice []fyne.CanvasObject
	busy   bool
	lane   *Lane
	keeper keeper
	at     string // what was chosen in the list beside it
}

// editHost is where a form stands.
type editHost interface {
	// place shows the form again, with what is told above it.
	place()
	// closed takes the form away after it was saved.
	closed()
}

// Saving does what OK asks for; made by SaveBy.
type Saving func(t *Tasks, failed func(error), done func())

// SaveBy saves by work, beside the window; saved is called when it is done and the form is gone.
func SaveBy[T any](title string, work func(context.Context) (T, error), saved func(T)) Saving {
	return func(t *Tasks, failed func(error), done func()) {
		ActOr(t, title, func(ctx context.Context, _ *Progress) (T, error) { return work(ctx) }, func(v T, err error) {
			if err != nil {
				failed(err)
				return
			}
			done()
			saved(v)
		})
	}
}

// Reading reads a record anew; made by ReadBy.
type Reading func(l *Lane, then func(error))

// ReadBy reads a record, beside the window, and puts it in the place of the one that the fields are bound to.
func ReadBy[T any](read func(context.Context) (T, error), put func(T)) Reading {
	return func(l *Lane, then func(error)) {
		LoadOr(l, read, func(v T, err error) {
			if err == nil {
				put(v)
			}
			then(err)
		})
	}
}

// begin makes the fields and asks for what was kept of them.
func (e *Edit) begin(s *Shell, host editHost) {
	e.s, e.host, e.lane = s, host, s.Tasks.Lane()
	e.keeper = keeper{e: e, lane: s.Tasks.Lane(), screen: s.at.Screen}
	e.notice, e.busy = nil, false
	e.make()
	e.watch()
}

func (e *Edit) watch() {
	e.s.edits[e] = true
	e.host.place()
}

// end takes the form away; what is kept of it stays.
func (e *Edit) end() {
	delete(e.s.edits, e)
	e.lane.Stop()
	e.keeper.rest()
}

func (e *Edit) make() {
	e.rows = &Rows{today: e.s.Today(), edit: e}
	e.Rows(e.rows)
	var rows []block.FormRow
	for _, l := range e.rows.lines {
		if l.Field == nil {
			continue
		}
		rows = append(rows, block.FormRow{Label: l.label, Field: l.Field, Hint: l.hint})
		if l.shapes {
			l.Field.OnEdit(func() { e.Change(func() {}) })
		}
	}
	e.form = block.NewForm(rows...)
	e.form.OnEdit = func() {
		e.keeper.touched()
		if e.Watch != nil {
			e.Watch()
		}
	}
	if e.Watch != nil {
		e.Watch()
	}
}

// Note puts something to look at under a field, in the place of what stood there; it stops nothing.
func (e *Edit) Note(name string, objects ...fyne.CanvasObject) {
	if f := e.Field(name); f != nil {
		e.form.Note(f, objects...)
	}
}

// Field answers a field by its name, nil when there is none.
func (e *Edit) Field(name string) block.Field {
	if l := e.line(name); l != nil {
		return l.Field
	}
	return nil
}

func (e *Edit) line(name string) *Line {
	for _, l := range e.rows.lines {
		if l.name == name {
			return l
		}
	}
	return nil
}

// Edited says whether anything differs from what the form began with.
func (e *Edit) Edited() bool {
	for _, l := range e.rows.lines {
		if l.typed() != l.base {
			return true
		}
	}
	return false
}

func (e *Edit) take() {
	for _, l := range e.rows.lines {
		l.take()
	}
}

// Change changes the record by something else than its fields, such as filling in somebody's address, and makes the
// rows anew. What was typed and cannot be read yet stays.
func (e *Edit) Change(f func()) {
	if e.busy {
		return
	}
	e.take()
	at := e.focused()
	type held struct{ base, typed, plain string }
	was := map[string]held{}
	for _, l := range e.rows.lines {
		h := held{base: l.base, typed: l.typed()}
		l.show()
		h.plain = l.typed()
		was[l.name] = h
	}
	f()
	e.make()
	for _, l := range e.rows.lines {
		h, ok := was[l.name]
		if !ok {
			continue
		}
		if l.base == h.plain {
			l.retype(h.typed)
		}
		l.base = h.base
	}
	e.host.place()
	e.focus(at)
	e.keeper.touched()
}

// grow makes room for one more and goes there.
func (e *Edit) grow(room func()) {
	known := map[string]bool{}
	for _, l := range e.rows.lines {
		known[l.name] = true
	}
	e.Change(room)
	for _, l := range e.rows.lines {
		if !known[l.name] && l.Field != nil {
			e.focus(l.name)
			return
		}
	}
}

// focused names the field that has the keyboard.
func (e *Edit) focused() string {
	now := e.s.win.Canvas().Focused()
	for _, l := range e.rows.lines {
		if now != nil && l.Field != nil && l.Field.Keys() == now {
			return l.name
		}
	}
	return ""
}

func (e *Edit) focus(name string) {
	first := e.form.First()
	if f := e.Field(name); f != nil {
		first = f.Keys()
	}
	if first != nil {
		e.s.Focus(first)
	}
}

// Tell shows something above the fields, from now on.
func (e *Edit) Tell(objects ...fyne.CanvasObject) {
	e.notice = []fyne.CanvasObject{block.Panel(objects...)}
	e.host.place()
}

// Warn tells what went wrong above the fields.
func (e *Edit) Warn(text string) { e.Tell(Warning(text)) }

// Warning is a line with the sign of something to look at.
func Warning(text string) fyne.CanvasObject {
	return block.Beside(8, 1, block.NewIcon(look.IconWarning, look.Amber.Front()), block.NewParagraph(text))
}

// save does what OK asks for.
func (e *Edit) save() {
	if e.busy || !e.form.Check() {
		return
	}
	e.take()
	e.busy = true
	e.Save(e.s.Tasks, e.failed, func() {
		e.busy = false
		e.end()
		e.keeper.drop()
		e.host.closed()
	})
}

// failed keeps the form with what was typed.
func (e *Edit) failed(err error) {
	e.busy = false
	if !e.s.edits[e] && !errors.Is(err, context.Canceled) {
		// It was put away while it was saved. What was typed is kept, and there again when the form is opened again.
		e.s.Tasks.fail("save", err)
		return
	}
	switch {
	case e.Refused != nil && e.Refused(err):
	case errors.Is(err, context.Canceled):
	case errors.Is(err, data.ErrStale) && e.Newest != nil:
		e.Newest(e.lane, func(err error) {
			if err != nil {
				e.Warn(UserText(err))
				return
			}
			e.merge()
		})
	default:
		e.s.Tasks.log.Error("saving failed", "form", e.Form, "error", err)
		e.Warn(UserText(err))
	}
}

// merge takes over what another desk changed where nothing was typed here, and shows it beside what was typed where
// both did. The record holds what the other desk made of it.
func (e *Edit) merge() {
	type held struct{ name, base, typed string }
	var was []held
	for _, l := range e.rows.lines {
		was = append(was, held{l.name, l.base, l.typed()})
	}
	at := e.focused()
	e.make()
	taken, both := 0, 0
	var tell []func()
	for _, l := range e.rows.lines {
		i := slices.IndexFunc(was, func(h held) bool { return h.name == l.name })
		if i < 0 {
			taken++
			continue
		}
		h, now := was[i], l.base
		was = slices.Delete(was, i, i+1)
		switch {
		case h.typed == h.base:
			if now != h.base {
				taken++
			}
		case now == h.base || now == h.typed:
			l.retype(h.typed)
		default:
			l.retype(h.typed)
			both++
			tell = append(tell, func() { e.besideNamed(l.name, now) })
		}
	}
	for _, h := range was {
		// What the other desk took away, such as a line, and something was typed in here.
		if h.typed != h.base && e.Missing != nil {
			e.Change(func() { e.Missing(h.name) })
			if l := e.line(h.name); l != nil {
				l.retype(h.typed)
			}
		}
	}
	text := words.T("Iemand anders heeft dit net gewijzigd. Jouw wijziging is nog niet opgeslagen, maar staat er nog. Kijk het na en sla het dan opnieuw op.")
	switch {
	case taken > 0 && both > 0:
		text = words.T("Iemand anders heeft dit net gewijzigd. Jouw wijziging is nog niet opgeslagen, maar staat er nog. Wat de ander wijzigde staat er nu bij; waar jullie allebei iets wijzigden, staat eronder wat de ander invulde. Kijk het na en sla het dan opnieuw op.")
	case taken > 0:
		text = words.T("Iemand anders heeft dit net gewijzigd. Jouw wijziging is nog niet opgeslagen, maar staat er nog. Wat de ander wijzigde staat er nu bij. Kijk het na en sla het dan opnieuw op.")
	case both > 0:
		text = words.T("Iemand anders heeft dit net gewijzigd. Jouw wijziging is nog niet opgeslagen, maar staat er nog. Waar jullie allebei iets wijzigden, staat eronder wat de ander invulde. Kijk het na en sla het dan opnieuw op.")
	}
	e.Warn(text)
	e.focus(at)
	for _, t := range tell {
		t()
	}
	e.keeper.touched()
}

// besideNamed shows under a field what somebody else filled in, with a link that takes it over.
func (e *Edit) besideNamed(name, theirs string) {
	l := e.line(name)
	if l == nil || l.Field == nil {
		return
	}
	text := block.Words(l.Field, theirs)
	if text == "" {
		text = words.T("(leeg)")
	}
	e.form.Offer(l.Field, words.T("Iemand anders vulde hier in: %s", text), words.T("Overnemen"), func() {
		l.retype(theirs)
		e.keeper.touched()
	})
}
