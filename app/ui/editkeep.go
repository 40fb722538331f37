package ui

import (
	"context"
	"errors"
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Drafts keeps what is typed in forms and not saved yet, for who sits at the desk. Its methods are called beside the
// window.
type Drafts interface {
	// List gives the forms that were not saved, the newest first.
	List(ctx context.Context) ([]data.Draft, error)
	// Find gives what was kept of a form; data.ErrNotFound when there is nothing.
	Find(ctx context.Context, form, key string, complaint bool) (data.Draft, error)
	// Keep keeps it; without texts it is dropped.
	Keep(ctx context.Context, d data.Draft) error
	// Drop forgets it.
	Drop(ctx context.Context, form, key string, complaint bool) error
}

// keepBeat is how long what is typed may be lost.
const keepBeat = time.Second

// closeLimit is how long closing the window may wait for what is typed to be kept.
const closeLimit = 3 * time.Second

// keeper keeps what is typed in one form, one writing at a time.
type keeper struct {
	e      *Edit
	lane   *Lane
	screen ScreenID
	stop   func()           // of the beat that is waiting; nil when none is
	kept   []data.DraftText // what lies in the store
	busy   bool
	gone   bool     // saved or thrown away: nothing is to be kept
	first  func()   // called at the first change; may be nil
	after  []func() // wait until nothing is being written
}

// touched has what is in the form kept within a beat.
func (k *keeper) touched() {
	if f := k.first; f != nil {
		k.first = nil
		f()
	}
	if k.stop != nil || k.e.s.cfg.Drafts == nil {
		return
	}
	k.gone = false
	k.stop = k.e.s.Tasks.After(keepBeat, func() {
		k.stop = nil
		k.keep()
	})
}

func (k *keeper) draft() data.Draft {
	d := data.Draft{Form: k.e.Form, Key: k.e.Key, Screen: string(k.screen), Title: k.e.Title, Complaint: k.e.Complaint}
	if k.gone {
		return d
	}
	for _, l := range k.e.rows.lines {
		if typed := l.typed(); typed != l.base && !l.secret {
			d.Texts = append(d.Texts, data.DraftText{Field: l.name, Base: l.base, Text: typed})
		}
	}
	return d
}

// keep keeps what is in the form now, and again where it changed while that was written.
func (k *keeper) keep() {
	drafts := k.e.s.cfg.Drafts
	d := k.draft()
	if drafts == nil || k.busy || slices.Equal(d.Texts, k.kept) {
		return
	}
	k.busy = true
	LoadOr(k.lane, func(ctx context.Context) (struct{}, error) { return struct{}{}, drafts.Keep(ctx, d) }, func(_ struct{}, err error) {
		k.busy = false
		if err != nil {
			// The form itself is whole; the next letter tries again.
			if !errors.Is(err, context.Canceled) {
				k.e.s.Tasks.log.Error("what is typed is not kept", "form", d.Form, "error", err)
			}
			k.settle()
			return
		}
		k.kept = d.Texts
		k.e.s.draftsChanged()
		k.keep()
		k.settle()
	})
}

// settled does something once nothing is being written any more, such as showing the form anew: what was kept of it must
// be gone by then.
func (k *keeper) settled(f func()) {
	k.after = append(k.after, f)
	k.settle()
}

func (k *keeper) settle() {
	if k.busy {
		return
	}
	waiting := k.after
	k.after = nil
	for _, f := range waiting {
		f()
	}
}

// rest keeps what is typed at once, for a form that is put away.
func (k *keeper) rest() {
	if k.stop != nil {
		k.stop()
		k.stop = nil
	}
	k.keep()
}

// drop forgets what was kept, once the form was saved or thrown away.
func (k *keeper) drop() {
	k.gone = true
	k.rest()
}

// look asks for what was kept of the form and puts it back.
func (k *keeper) look() {
	drafts, e := k.e.s.cfg.Drafts, k.e
	if drafts == nil {
		return
	}
	LoadOr(e.lane, func(ctx context.Context) (data.Draft, error) {
		return drafts.Find(ctx, e.Form, e.Key, e.Complaint)
	}, func(d data.Draft, err error) {
		switch {
		case err == nil:
			k.kept = d.Texts
			e.restore(d)
		case !errors.Is(err, data.ErrNotFound) && !errors.Is(err, context.Canceled):
			e.s.Tasks.log.Error("what was typed cannot be read", "form", e.Form, "error", err)
		}
	})
}

// restore puts back what was typed before. Where the record was changed since, what is there now is shown beside it.
func (e *Edit) restore(d data.Draft) {
	left := slices.Clone(d.Texts)
	back := 0
	var tell []func()
	for more := true; more && len(left) > 0; {
		more = false
		shaped := false
		for _, l := range e.rows.lines {
			i := slices.IndexFunc(left, func(t data.DraftText) bool { return t.Field == l.name })
			if i < 0 {
				continue
			}
			t := left[i]
			left = slices.Delete(left, i, i+1)
			if l.typed() != l.base || t.Text == l.base {
				continue // typed anew already, or saved after all
			}
			l.retype(t.Text)
			back++
			shaped = shaped || l.shapes
			if t.Base != l.base {
				name, now := l.name, l.base
				tell = append(tell, func() { e.besideNamed(name, now) })
			}
		}
		if shaped {
			e.Change(func() {})
			more = true
		}
		for _, t := range left {
			room := false
			if e.Missing != nil {
				e.Change(func() { room = e.Missing(t.Field) })
			}
			if room && e.Field(t.Field) != nil {
				more = true
				break
			}
		}
	}
	if back == 0 && len(left) == 0 {
		e.keeper.keep()
		return
	}
	e.keeper.touched()
	e.tellRestored(left, len(tell) > 0)
	for _, t := range tell {
		t()
	}
}

// tellRestored says that what was typed is back; what has no field any more stands there to be read.
func (e *Edit) tellRestored(left []data.DraftText, changed bool) {
	said := words.T("Wat je eerder typte is teruggezet.")
	if changed {
		said = words.T("Wat je eerder typte is teruggezet. Iemand anders heeft dit daarna gewijzigd; dat staat eronder.")
	}
	if slices.ContainsFunc(e.rows.lines, func(l *Line) bool { return l.secret }) {
		said = words.T("Wat je eerder typte is teruggezet. Een wachtwoord wordt nooit bewaard; vul dat opnieuw in.")
	}
	objects := []fyne.CanvasObject{block.Spread(10, block.NewQuietParagraph(said).Natural(), block.NewLink(words.T("Weggooien"), e.discard))}
	for _, t := range left {
		objects = append(objects, block.NewQuietParagraph(words.T("%s: %s", words.T(t.Field), t.Text)))
	}
	e.notice = objects
	e.host.place()
}

// discard puts back what the form began with.
func (e *Edit) discard() {
	for _, l := range e.rows.lines {
		l.retype(l.base)
	}
	e.notice = nil
	e.Change(func() {})
	e.keeper.rest()
}

// KeepTyped keeps at once what is typed in every form that is open; to be called when the window has closed, before
// Tasks.Close.
func (s *Shell) KeepTyped() { s.Typed()() }

// Typed takes what is typed in every form that is open, and answers what keeps it, which may take closeLimit and is to be
// called beside the window: after Tasks.Close, so that nothing older is written over it.
func (s *Shell) Typed() (keep func()) {
	drafts, log := s.cfg.Drafts, s.Tasks.log
	var typed []data.Draft
	for e := range s.edits {
		if d := e.keeper.draft(); drafts != nil && !slices.Equal(d.Texts, e.keeper.kept) {
			typed = append(typed, d)
		}
	}
	return func() {
		ctx, cancel := context.WithTimeout(context.Background(), closeLimit)
		defer cancel()
		for _, d := range typed {
			if err := drafts.Keep(ctx, d); err != nil {
				log.Error("what is typed is not kept", "form", d.Form, "error", err)
			}
		}
	}
}

// SetDrafts gives the forms something that keeps what is typed.
func (s *Shell) SetDrafts(d Drafts) { s.cfg.Drafts = d }

// LoadDrafts gives the forms that were not saved, the newest first; none where nothing keeps them.
func (s *Shell) LoadDrafts(l *Lane, done func([]data.Draft)) {
	if s.cfg.Drafts == nil {
		done(nil)
		return
	}
	Load(l, s.cfg.Drafts.List, done)
}

// OnDrafts has f called after each time that more or less is kept of forms.
func (s *Shell) OnDrafts(f func()) { s.onDrafts = f }

func (s *Shell) draftsChanged() {
	if s.onDrafts != nil {
		s.onDrafts()
	}
}

// Resume goes on with a form that was not saved.
func (s *Shell) Resume(d data.Draft) {
	s.Go(Route{Screen: ScreenID(d.Screen)})
	if p, ok := s.current.(Resumer); ok && s.at.Screen == ScreenID(d.Screen) {
		p.Resume(d.Form, d.Key)
	}
}
