package ui

import (
	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// Editor has records filled in on the place of their page. A page embeds one, made by NewEditor, and the shell does the
// rest: Ctrl+S and Enter save, Esc leaves, letters are no commands meanwhile.
//
// Nothing that was typed is asked for or lost. Somebody who goes to another screen finds the form there again; one who
// chooses another record finds what was typed when the form is opened again; one who throws it away has ten seconds to
// take that back.
type Editor struct {
	s      *Shell
	detail *block.Detail
	list   *block.List
	show   func()
	now    *Edit
	place  func(parts []fyne.CanvasObject) []fyne.CanvasObject

	offered *Edit // shown, and nothing typed in it yet
	awaited string
	next    func()
	needs   *Lane
	split   *block.Split
	reader  *Lane  // of what is chosen; nil when it is there at once
	ready   string // the record that is shown
	turn    int    // how often one was
}

// NewEditor returns an editor on a page; list is the list beside it, and show puts back on the page what was there.
func NewEditor(s *Shell, detail *block.Detail, list *block.List, show func()) *Editor {
	return &Editor{s: s, detail: detail, list: list, show: show, needs: s.Tasks.Lane()}
}

// Awaits says on which lane the page reads what is chosen: commands wait for that.
func (p *Editor) Awaits(reader *Lane) *Editor {
	p.reader = reader
	return p
}

// In says where list and page stand: a form comes to the front where they stand one behind the other, and stays there when
// the window becomes that narrow. Commands on a record are done only while it is InSight.
func (p *Editor) In(split *block.Split) {
	p.split = split
	split.OnTurn = func(narrow bool) {
		if narrow && p.now != nil {
			split.ShowPage()
		}
	}
	// Later, for the window may be laying itself out.
	split.OnFront = func() { p.s.Tasks.After(0, p.s.Changed) }
}

// InView says whether the page can be seen.
func (p *Editor) InView() bool { return p == nil || p.split == nil || p.split.PageInView() }

// InSight says whether the record of the page is the one that somebody means: the page can be seen, or the list is in front
// of it and has that record chosen. Ask it before something is done with the record that is not a Command, such as taking a
// file that was dropped.
func (p *Editor) InSight() bool {
	if p.InView() {
		return true
	}
	it, ok := p.list.Current()
	return ok && it.ID == p.ready
}

// Needs is the lane for what a form needs before it can be shown, such as what there is to choose from.
func (p *Editor) Needs() *Lane { return p.needs }

// OnceRead does something once the record that is chosen is shown, and says whether that is still to come. It is not done
// when another one came, or none. Somebody who chooses a record and at once goes to change it must not change the one
// before; commands wait by themselves, so this is for what else is done with the record, such as a button.
func (p *Editor) OnceRead(f func()) bool {
	if p.now != nil || p.reader == nil || !p.reader.Busy() {
		return false
	}
	shown, turn, chosen := p.ready, p.turn, ""
	if it, ok := p.list.Current(); ok {
		chosen = it.ID
	}
	p.reader.Then(func() {
		if p.now == nil && p.turn != turn && (p.ready == chosen || p.ready == shown) {
			f()
		}
	})
	return true
}

// Editing says whether something is filled in.
func (p *Editor) Editing() bool { return p.now != nil }

// EditingOf says whether that is this form of this record.
func (p *Editor) EditingOf(form, key string) bool {
	return p.now != nil && p.now.Form == form && p.now.Key == key
}

// Field answers a field of the form that is open, by its name; nil when there is none.
func (p *Editor) Field(name string) block.Field {
	if p.now == nil {
		return nil
	}
	return p.now.Field(name)
}

// EnterOffer gives the keyboard to the first field of the form that the page always shows, where it shows one.
func (p *Editor) EnterOffer() {
	if p.offered != nil && p.offered.form != nil {
		p.s.Focus(p.offered.form.First())
	}
}

// Edit answers what is filled in, nil when nothing is.
func (p *Editor) Edit() *Edit { return p.now }

// Fill shows a form on the page; what was filled in before is put away.
func (p *Editor) Fill(e *Edit) { p.FillIn(e, nil) }

// FillIn is Fill with the form as a part of the page: around answers the whole of it.
func (p *Editor) FillIn(e *Edit, around func(parts []fyne.CanvasObject) []fyne.CanvasObject) {
	p.PutAway(func() {
		p.hold(e, around)
		e.begin(p.s, p.hostOf(e))
		p.front()
		e.focus(e.First)
		e.keeper.look()
		p.s.Changed()
	})
}

// Offer shows a form without taking the keyboard, for what is changed where it is read. From the first change on it is
// being filled in.
func (p *Editor) Offer(e *Edit) {
	p.PutAway(func() {
		p.offered = e
		e.begin(p.s, p.hostOf(e))
		e.keeper.first = func() {
			p.offered = nil
			p.hold(e, nil)
			p.s.Changed()
		}
		e.keeper.look()
		p.s.Changed()
	})
}

func (p *Editor) front() {
	if p.split != nil {
		p.split.ShowPage()
	}
}

func (p *Editor) hold(e *Edit, around func(parts []fyne.CanvasObject) []fyne.CanvasObject) {
	p.now, p.place = e, around
	e.at = ""
	if it, ok := p.list.Current(); ok {
		e.at = it.ID
	}
}

// PutAway does something that makes an end of the form. What was typed stays kept, and is there again when the form is
// opened again.
func (p *Editor) PutAway(then func()) {
	e, around := p.now, p.place
	if p.offered != nil {
		p.offered.end()
		p.offered = nil
	}
	if e == nil {
		then()
		return
	}
	edited := e.Edited() && !e.busy // what is being saved is told of by its saving
	p.now = nil
	e.end()
	then()
	p.s.Changed()
	if edited {
		p.s.DoneHere(words.T("Nog niet opgeslagen: %s. Wat je typte is bewaard.", e.Title), func() { p.again(e, around) })
	}
}

// Cancel throws away what was filled in.
func (p *Editor) Cancel() {
	e, around := p.now, p.place
	if e == nil || e.busy {
		return
	}
	edited := e.Edited()
	p.now = nil
	e.end()
	e.keeper.drop()
	p.leave()
	p.show()
	p.s.Changed()
	if edited {
		p.s.DoneHere(words.T("Weggegooid: %s", e.Title), func() { p.again(e, around) })
	}
}

// again takes leaving a form back, at the record that it is of.
func (p *Editor) again(e *Edit, around func(parts []fyne.CanvasObject) []fyne.CanvasObject) {
	p.s.Go(Route{Screen: e.keeper.screen})
	back := func() {
		p.PutAway(func() {
			p.hold(e, around)
			e.watch()
			p.front()
			e.focus("")
			e.keeper.touched()
			p.s.Changed()
		})
	}
	if it, ok := p.list.Current(); e.at != "" && (!ok || it.ID != e.at) {
		p.Then(e.at, back)
		if p.list.ChooseID(e.at) {
			return
		}
		p.next = nil
	}
	back()
}

// Choose deals with a choice in the list beside the page: what was being filled in is put away for another record.
func (p *Editor) Choose(id string, open func(id string)) {
	if p.now != nil && id == p.now.at {
		return
	}
	if id != p.awaited {
		p.next = nil // what waits is for another record
	}
	p.PutAway(func() { open(id) })
}

// Then does something once a record is shown on the page, which says so with Ready.
func (p *Editor) Then(key string, f func()) { p.awaited, p.next = key, f }

// Ready says that a record is shown.
func (p *Editor) Ready(key string) {
	other := p.ready != key
	p.ready = key
	p.turn++
	if other && !p.InView() {
		p.s.Changed() // the commands are those on this record from now on
	}
	if f := p.next; f != nil && p.awaited == key {
		p.next = nil
		f()
	}
}

// leave gives the keyboard back to the list: the fields that had it are gone.
func (p *Editor) leave() {
	if p.shown() && !p.s.help.open {
		p.s.Focus(p.list.Keys())
	}
}

// shown says whether the page is the one in the window.
func (p *Editor) shown() bool {
	own, ok := p.s.current.(interface{ editor() *Editor })
	return ok && own.editor() == p
}

// At tells the shell what is chosen on the page, as Shell.At; nothing where another page was gone to meanwhile.
func (p *Editor) At(key string) {
	if p.shown() {
		p.s.At(key)
	}
}

// left forgets what was to be opened on the page: who went to another screen is not called back.
func (p *Editor) left() {
	if p == nil {
		return
	}
	p.needs.Stop()
	p.next = nil
}

func (p *Editor) editor() *Editor { return p }

// pageHost is a form on the place of a page.
type pageHost struct {
	p *Editor
	e *Edit
}

func (p *Editor) hostOf(e *Edit) editHost { return &pageHost{p, e} }

func (h *pageHost) place() {
	e, p := h.e, h.p
	ok := e.OK
	if ok == "" {
		ok = words.T("Opslaan")
	}
	buttons := append([]fyne.CanvasObject{
		block.NewPrimary(ok, e.save).WithHint(Ctrl(fyne.KeyS).String()),
		block.NewButton(words.T("Annuleren"), p.Cancel).WithHint(words.T("Esc")),
	}, e.rows.links...)
	parts := append(append([]fyne.CanvasObject{}, e.notice...), e.form, block.Spread(8, buttons...))
	if p.place != nil {
		p.detail.Set(p.place(parts)...)
		return
	}
	p.detail.Set(append([]fyne.CanvasObject{block.Head(e.Title, e.Under...)}, parts...)...)
}

func (h *pageHost) closed() {
	if h.p.now != h.e && h.p.offered != h.e {
		return // it was put away while it was saved
	}
	h.p.now, h.p.offered = nil, nil
	h.p.leave()
	h.p.s.Changed()
}

// editing answers the editor of the page that is shown, nil when nothing is filled in there.
func (s *Shell) editing() *Editor {
	if p, ok := s.page().(interface{ editor() *Editor }); ok {
		if e := p.editor(); e != nil && e.now != nil {
			return e
		}
	}
	return nil
}

// formCommands are those of the form that is open, before the page's own; a letter is no command then.
func (s *Shell) formCommands(own []Command) []Command {
	p := s.editing()
	if p == nil {
		return own
	}
	list := []Command{
		{ID: "form.save", Text: words.T("Opslaan"), Hint: words.T("opslaan"), Key: Ctrl(fyne.KeyS), Run: func() { p.now.save() }},
		{ID: "form.enter", Text: words.T("Formulier opslaan"), Key: Plain(fyne.KeyReturn), Run: func() { p.now.save() }},
		{ID: "form.leave", Text: words.T("Formulier verlaten"), Hint: words.T("annuleren"), Key: Plain(fyne.KeyEscape), Run: p.Cancel},
	}
	for _, c := range own {
		if c.Key.Mod == 0 && (len(c.Key.Name) == 1 || c.Key.Name == fyne.KeyDelete || c.Key.Name == fyne.KeyReturn) {
			c.Enabled = func() bool { return false }
		}
		list = append(list, c)
	}
	return list
}

// dialogHost is a form in a dialog.
type dialogHost struct {
	e     *Edit
	d     *block.Dialog
	above *fyne.Container
	form  *fyne.Container
	fixed fyne.CanvasObject // above all that; nil for nothing
}

func (h *dialogHost) place() {
	h.above.Objects = h.e.notice
	h.form.Objects = []fyne.CanvasObject{h.e.form}
	h.above.Refresh()
	h.form.Refresh()
	h.d.Relayout()
}

func (h *dialogHost) closed() { h.d.Close() }

// AskEdit has a form filled in in a dialog, of which the texts, the width and what stands above the fields are given; the
// rest is the form's. It stays
// open until saving is done. Who leaves it has ten seconds to take that back.
func (s *Shell) AskEdit(e *Edit, d *block.Dialog) {
	if e.Title == "" {
		e.Title = d.Title
	}
	h := newDialogHost(e, d)
	e.begin(s, h)
	s.showEdit(e, h)
	e.keeper.look()
}

func newDialogHost(e *Edit, d *block.Dialog) *dialogHost {
	return &dialogHost{e: e, d: d, above: block.Column(6), form: block.Column(0), fixed: d.Content}
}

func (s *Shell) showEdit(e *Edit, h *dialogHost) {
	d := h.d
	if d.Title == "" {
		d.Title = e.Title
	}
	d.OK = e.OK
	if d.OK == "" {
		d.OK = words.T("Opslaan")
	}
	content := block.Column(10)
	if h.fixed != nil {
		content.Add(h.fixed)
	}
	content.Add(h.above)
	content.Add(h.form)
	d.Content = content
	d.OnOK = func() bool {
		e.save()
		return false
	}
	d.OnCancel = func() {
		edited := e.Edited()
		e.end()
		if e.busy {
			return // what is being saved is told of by its saving
		}
		e.keeper.drop()
		if edited {
			s.DoneHere(words.T("Weggegooid: %s", e.Title), func() {
				again := newDialogHost(e, &block.Dialog{Title: d.Title, Text: d.Text, Danger: d.Danger, Width: d.Width, Content: h.fixed, OnKey: d.OnKey})
				e.host = again
				e.watch()
				s.showEdit(e, again)
				e.keeper.touched()
			})
		}
	}
	d.First = e.form.First()
	if f := e.Field(e.First); f != nil {
		d.First = f.Keys()
	}
	s.Ask(d)
}
