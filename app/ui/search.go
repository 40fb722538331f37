package ui

import (
	"context"
	"sort"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// topBar holds the search box and says whose desk it is and what day.
type topBar struct {
	s       *Shell
	box     *searchEntry
	field   *fyne.Container
	desk    *block.Text
	line    *fyne.Container // the search box and the desk
	body    *fyne.Container
	results *results
}

func newTopBar(s *Shell) *topBar {
	t := &topBar{s: s}
	t.box = newSearchEntry()
	t.results = newResults(s, t)
	t.box.OnChanged = func(string) { t.results.look(t.box.Text) }
	t.box.keys = t.results.key
	t.box.open = s.searchOpen
	t.desk = block.NewQuiet(s.desk())
	hint := block.NewQuiet(Ctrl(fyne.KeyK).String())
	hint.SizeName = look.SizeTiny
	key := container.NewStack(block.NewBox(look.Side, look.Line, 4), block.Pad(1, 6, 1, 6, hint))
	icon := block.NewIcon(look.IconSearch, look.Quiet)
	icon.Units = 17
	around := block.NewBox(look.FieldPaper, look.FieldLine, 6)
	t.box.ring = around.SetRing
	t.field = container.NewStack(
		around,
		block.Pad(0, 10, 0, 10, block.Beside(4, 1, icon, t.box, key)),
	)
	t.line = container.New(&topLayout{t.box, t.desk}, t.field, t.desk)
	t.body = block.Pad(10, 20, 10, 20, t.line)
	return t
}

// refresh writes whose desk it is, in as much room as that takes.
func (t *topBar) refresh() {
	t.desk.SetText(t.s.desk())
	t.line.Refresh()
}

// topLayout gives the search box up to 520 units, and leaves the desk out where there is no room for it.
type topLayout struct {
	box  *searchEntry
	desk *block.Text
}

func (l topLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(look.Scaled(160), max(look.Scaled(34), o[0].MinSize().Height))
}

func (l topLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	// A long name too stands on one line: its own width first, since the text needs more lines in less.
	l.desk.Resize(fyne.NewSize(l.desk.OwnWidth(), size.Height))
	desk := fyne.NewSize(l.desk.OwnWidth(), l.desk.MinSize().Height)
	w := min(look.Scaled(520), size.Width)
	if room := size.Width - desk.Width - 16; room >= look.Scaled(380) {
		w = min(w, room)
		o[1].Move(fyne.NewPos(size.Width-desk.Width, (size.Height-desk.Height)/2))
		o[1].Resize(desk)
	} else {
		o[1].Move(fyne.NewPos(-10000, 0))
	}
	o[0].Move(fyne.NewPos(0, 0))
	o[0].Resize(fyne.NewSize(w, size.Height))
	hint := words.T(searchHint)
	if w < look.Scaled(420) {
		hint = words.T(searchHintShort)
	}
	if l.box.PlaceHolder != hint {
		l.box.SetPlaceHolder(hint)
	}
}

var (
	searchHint      = words.Later("Zoek iemand, een nummer, of doe iets …")
	searchHintShort = words.Later("Zoek, of doe iets …")
)

// searchEntry is an entry without a box, whose arrows and Enter are the results'.
type searchEntry struct {
	widget.Entry

	keys func(*fyne.KeyEvent) bool
	open func() bool
	ring func(bool) // draws that it has the keyboard, or not
}

func newSearchEntry() *searchEntry {
	e := &searchEntry{}
	e.PlaceHolder = words.T(searchHint)
	e.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	e.ExtendBaseWidget(e)
	return e
}

// TypedKey is for the toolkit.
func (e *searchEntry) TypedKey(k *fyne.KeyEvent) {
	if e.keys == nil || !e.keys(k) {
		e.Entry.TypedKey(k)
	}
}

// FocusGained is for the toolkit.
func (e *searchEntry) FocusGained() {
	e.Entry.FocusGained()
	e.ring(true)
}

// FocusLost is for the toolkit.
func (e *searchEntry) FocusLost() {
	e.Entry.FocusLost()
	e.ring(false)
}

// AcceptsTab is for the toolkit: with Tab the results close, so that they do not stay over what gets the keyboard.
func (e *searchEntry) AcceptsTab() bool { return e.open != nil && e.open() }

// CreateRenderer is for the toolkit: the line around the entry and its icon are the bar's.
func (e *searchEntry) CreateRenderer() fyne.WidgetRenderer {
	return &bareEntry{WidgetRenderer: e.Entry.CreateRenderer()}
}

type bareEntry struct{ fyne.WidgetRenderer }

// Objects leaves out the first two, which are the box and its line.
func (b *bareEntry) Objects() []fyne.CanvasObject {
	o := b.WidgetRenderer.Objects()
	if len(o) < 3 {
		return o
	}
	return o[2:]
}

// results is the list under the search box.
type results struct {
	s     *Shell
	top   *topBar
	lane  *Lane
	list  *block.List
	hits  []func()
	layer *fyne.Container
	panel *fyne.Container
	open  bool
	// waiting is what keys asked while what is typed is looked up; nil when they asked nothing.
	waiting func()
}

func newResults(s *Shell, t *topBar) *results {
	r := &results{s: s, top: t, lane: s.Tasks.Lane()}
	r.list = block.NewList("", words.T("Niets gevonden. Probeer een deel van een naam, een plaats of een nummer."))
	r.list.OnTap = r.do
	r.panel = container.NewStack(block.NewBox(look.Paper, look.Edge, 6), r.list)
	r.layer = container.New(&resultsLayout{r}, newBackdrop(s.closeSearch), r.panel)
	r.layer.Hide()
	return r
}

// resultsLayout hangs the results under the search box.
type resultsLayout struct{ r *results }

func (l *resultsLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(0, 0) }

func (l *resultsLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Resize(size)
	left := fyne.CurrentApp().Driver().AbsolutePositionForObject(l.r.top.field).X
	n := min(len(l.r.list.Items()), 8)
	if n == 0 {
		n = 2 // room to say that nothing was found
	}
	w := min(max(l.r.top.field.Size().Width, look.Scaled(480)), size.Width-left-8)
	y := l.r.top.body.MinSize().Height - 4
	o[1].Move(fyne.NewPos(left, y))
	o[1].Resize(fyne.NewSize(w, min(float32(n)*look.Scaled(66), size.Height-y-20)))
}

func (s *Shell) searchOpen() bool { return s.top != nil && s.top.results.open }

// openSearch gives the search box the keyboard and shows what can be done.
func (s *Shell) openSearch() {
	s.win.Canvas().Focus(s.top.box)
	s.top.box.TypedShortcut(&fyne.ShortcutSelectAll{})
	s.top.results.look(s.top.box.Text)
}

func (s *Shell) closeSearch() {
	if !s.searchOpen() {
		return
	}
	r := s.top.results
	r.lane.Stop()
	r.open, r.waiting = false, nil
	r.layer.Hide()
	if s.top.box.Text != "" {
		f := s.top.box.OnChanged
		s.top.box.OnChanged = nil
		s.top.box.SetText("")
		s.top.box.OnChanged = f
	}
	s.focusPage()
}

const (
	mostHits     = 20
	mostCommands = 5
)

// look finds what is typed: records in the background, and commands at once.
func (r *results) look(text string) {
	text = strings.TrimSpace(text)
	commands := r.s.matching(text)
	if text == "" || r.s.cfg.Finder == nil {
		r.lane.Stop()
		r.waiting = nil
		r.show(nil, commands)
		return
	}
	find := r.s.cfg.Finder
	LoadOr(r.lane, func(ctx context.Context) ([]Hit, error) { return find.Find(ctx, text, mostHits) }, func(hits []Hit, err error) {
		if err != nil {
			r.s.Tasks.fail("search", err)
		}
		r.show(hits, commands)
	})
}

func (r *results) show(hits []Hit, commands []Command) {
	items := make([]block.Item, 0, len(hits)+len(commands))
	r.hits = r.hits[:0]
	offer := func(c Command) {
		items = append(items, block.Item{ID: c.ID, Title: c.Text, Detail: words.T(c.menu), Right: c.Key.String(), Pill: words.T("doen"), Tone: look.Blue})
		r.hits = append(r.hits, func() { r.s.run(c) })
	}
	// Who types "Post" whole means the screen, not somebody called Postma.
	named := func(c Command) bool { return strings.EqualFold(c.Text, strings.TrimSpace(r.top.box.Text)) }
	for _, c := range commands {
		if named(c) {
			offer(c)
		}
	}
	add := func(i int, h Hit) {
		items = append(items, block.Item{ID: string(h.Route.Screen) + "/" + h.Route.Key + "/" + string(rune('0'+i)), Title: h.Title, Detail: h.Detail, Pill: h.Kind})
		route := h.Route
		r.hits = append(r.hits, func() { r.s.Go(route) })
	}
	for i, h := range hits {
		if !h.Last {
			add(i, h)
		}
	}
	for _, c := range commands {
		if !named(c) {
			offer(c)
		}
	}
	for _, h := range r.s.helpHits(r.top.box.Text) {
		items = append(items, block.Item{ID: "manual/" + h.Page + "/" + h.Anchor, Title: words.T("Hulp: %s", h.Title), Detail: h.PageTitle, Pill: words.T("handleiding")})
		r.hits = append(r.hits, func() { r.s.showManual(h.Page, h.Anchor) })
	}
	for i, h := range hits {
		if h.Last {
			add(i, h)
		}
	}
	r.open = true
	r.list.SetItems(items)
	if len(items) > 0 {
		r.list.Choose(0)
	}
	r.layer.Show()
	r.layer.Refresh()
}

func (r *results) key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyDown:
		if !r.open {
			r.look(r.top.box.Text)
			return true
		}
		r.onceFound(func() { r.list.Step(1) })
	case fyne.KeyUp:
		r.onceFound(func() { r.list.Step(-1) })
	case fyne.KeyReturn, fyne.KeyEnter:
		r.onceFound(func() { r.do(r.list.Index()) })
	case fyne.KeyEscape, fyne.KeyTab:
		if r.open {
			r.s.closeSearch()
		} else {
			r.s.focusPage()
		}
	default:
		return false
	}
	return true
}

// onceFound does what a key asks once what is typed was looked up, after what the keys before it asked.
func (r *results) onceFound(f func()) {
	text, before := r.top.box.Text, r.waiting
	r.waiting = func() {
		if before != nil {
			before()
		}
		if r.open && r.top.box.Text == text {
			f()
		}
	}
	r.lane.Then(func() {
		all := r.waiting
		r.waiting = nil
		all()
	})
}

func (r *results) do(i int) {
	if !r.open || i < 0 || i >= len(r.hits) {
		return
	}
	f := r.hits[i]
	r.s.closeSearch()
	f()
}

// matching answers the commands whose words begin with every typed word; of the page when nothing is typed.
func (s *Shell) matching(text string) []Command {
	asked := strings.Fields(strings.ToLower(text))
	type scored struct {
		c     Command
		score int
	}
	var found []scored
	list := s.commands()
	if len(asked) > 0 {
		list = append(list, s.elsewhere()...)
	}
	for _, c := range list {
		if c.ID == "search" || !c.enabled() {
			continue
		}
		if len(asked) == 0 {
			if c.menu == menuScreen {
				found = append(found, scored{c, 0})
			}
			continue
		}
		score, all := 0, true
		for _, w := range asked {
			switch {
			case begins(c.Text, w):
				score++
			case begins(c.Words, w):
			default:
				all = false
			}
		}
		if all {
			found = append(found, scored{c, score})
		}
	}
	sort.SliceStable(found, func(i, j int) bool { return found[i].score > found[j].score })
	best := make([]Command, 0, mostCommands)
	for i := 0; i < len(found) && i < mostCommands; i++ {
		best = append(best, found[i].c)
	}
	return best
}

func begins(text, word string) bool {
	for _, w := range strings.Fields(strings.ToLower(text)) {
		if strings.HasPrefix(w, word) {
			return true
		}
	}
	return false
}

// backdrop lies under the results and closes them when it is clicked.
type backdrop struct {
	widget.BaseWidget

	tap func()
}

func newBackdrop(tap func()) *backdrop {
	b := &backdrop{tap: tap}
	b.ExtendBaseWidget(b)
	return b
}

// Tapped is for the toolkit.
func (b *backdrop) Tapped(*fyne.PointEvent) { b.tap() }

// CreateRenderer is for the toolkit.
func (b *backdrop) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(block.NewBox(look.Clear, "", 0))
}
