package ui

import (
	"context"
	"log/slog"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/dutch"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// View is how the user wants to see the window; kept from one day to the next by whoever starts it.
type View struct {
	Mode look.Mode
	// Text is the size of the text in percent, look.SmallestText to look.LargestText.
	Text int
	// Language is that of the window from the next start on; "" is Dutch.
	Language words.Language
}

// Config is what the window needs from outside.
type Config struct {
	App    fyne.App
	Window fyne.Window
	Tasks  *Tasks
	Log    *slog.Logger
	// Name is the program's, at the top left.
	Name string
	// User is who sits at the desk.
	User string
	// Today answers the day as YYYY-MM-DD.
	Today func() string
	// Finder looks up what is typed in the search box; may be nil.
	Finder Finder
	// Files asks for files; nil asks in the window.
	Files Files
	// Drafts keeps what is typed in forms and not saved yet; nil keeps nothing.
	Drafts Drafts
	View   View
	// Mark is nil where the desk's own office is shown.
	Mark *Mark
	// OnView is called when the user changed the view; may be nil.
	OnView func(View)
	// Memory keeps how lists are seen from one day to the next; nil keeps it until the window closes.
	Memory block.Memory
}

// Shell is the window: navigation, search box, one page, and what goes on around it. To be used on the window's
// goroutine only.
type Shell struct {
	Tasks *Tasks

	cfg     Config
	win     fyne.Window
	screens map[ScreenID]Screen
	pages   map[ScreenID]Page
	fixed   []Command
	offered []Command
	drops   []dropping
	taking  func(paths []string) // what takes all files that are dropped; nil when nothing does

	at      Route
	past    []Route
	future  []Route
	current Page
	help    helpDesk
	onDone  func()

	edits    map[*Edit]bool // the forms that are open
	onDrafts func()

	nav    *nav
	top    *topBar
	notice *noticeBar
	status *statusBar
	bars   *bars
	middle *fyne.Container
	root   *fyne.Container
}

// The smallest window that has room for a list and for the longest amounts, in units.
const (
	leastWidth  = 864
	leastHeight = 560
)

// New returns a shell in its window, without screens.
func New(cfg Config) *Shell {
	if cfg.View.Text == 0 {
		cfg.View.Text = look.SmallestText
	}
	if cfg.Today == nil {
		cfg.Today = func() string { return time.Now().Format("2006-01-02") }
	}
	if cfg.Name == "" {
		cfg.Name = words.T("KIES Kantoor")
	}
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	if cfg.Memory == nil {
		cfg.Memory = forgetful{}
	}
	s := &Shell{Tasks: cfg.Tasks, cfg: cfg, win: cfg.Window, screens: map[ScreenID]Screen{}, pages: map[ScreenID]Page{}, edits: map[*Edit]bool{}}
	if s.cfg.Files == nil {
		s.cfg.Files = &chooser{s: s}
	}
	look.SetDots(s.win.Canvas().Scale())
	s.applyView()
	s.nav = newNav(s)
	s.top = newTopBar(s)
	s.notice = newNoticeBar(s)
	s.status = newStatusBar()
	s.bars = newBars(s)
	s.middle = container.NewStack()
	right := block.Frame(
		block.Column(0, s.top.body, block.HLine(), s.notice.body),
		block.Column(0, block.HLine(), s.status.body),
		nil, nil, s.middle)
	floor := canvas.NewRectangle(look.Color(look.Clear))
	floor.SetMinSize(fyne.NewSize(leastWidth, leastHeight))
	s.root = container.NewStack(
		floor,
		block.On(look.Paper, block.Frame(nil, nil, s.nav.body, nil, right)),
		s.top.results.layer,
		s.bars.layer,
	)
	s.Tasks.onFail = s.Fail
	s.Tasks.onProgress = s.bars.showProgress
	s.win.SetPadded(false)
	s.win.SetContent(s.root)
	s.win.SetOnDropped(func(_ fyne.Position, uris []fyne.URI) { s.dropped(uris) })
	s.win.Canvas().SetOnTypedKey(s.typedKey)
	s.win.Canvas().SetOnTypedRune(s.typedRune)
	s.buildFixed()
	return s
}

// Register adds a screen to the navigation.
func (s *Shell) Register(screens ...Screen) {
	for _, sc := range screens {
		s.screens[sc.ID] = sc
	}
	s.nav.build()
	s.buildFixed()
	for _, sc := range screens {
		if sc.Begin != nil {
			sc.Begin(s)
		}
	}
}

// Start opens the first screen that is registered.
func (s *Shell) Start() {
	if list := s.shownSlots(); len(list) > 0 {
		s.Go(Route{Screen: list[0].id})
	}
	s.buildMenu()
}

func (s *Shell) shownSlots() []slot {
	var list []slot
	for _, sl := range slots {
		if _, ok := s.screens[sl.id]; ok {
			list = append(list, sl)
		}
	}
	return list
}

// Wait says in the place of a page what is waited for, until the first page is opened.
func (s *Shell) Wait(text string) {
	if s.current == nil {
		s.middle.Objects = []fyne.CanvasObject{block.Pad(20, 26, 24, 26, block.NewEmpty(look.IconClock, "", text))}
		s.middle.Refresh()
	}
}

// Seat tells who sits at the desk, and which day it is there as YYYY-MM-DD, once that is known.
func (s *Shell) Seat(user string, today func() string) { s.cfg.User, s.cfg.Today = user, today }

// Window answers the window, for dialogs.
func (s *Shell) Window() fyne.Window { return s.win }

// Today answers the day as YYYY-MM-DD.
func (s *Shell) Today() string { return s.cfg.Today() }

// User answers who sits at the desk.
func (s *Shell) User() string { return s.cfg.User }

// Files asks for files.
func (s *Shell) Files() Files { return s.cfg.Files }

// SetFinder gives the search box something to find with.
func (s *Shell) SetFinder(f Finder) { s.cfg.Finder = f }

// Ask opens a dialog.
func (s *Shell) Ask(d *block.Dialog) {
	d.Show(s.win.Canvas())
	s.Tasks.After(drawn, d.Drawn)
}

// drawn is how long a window takes to draw what was shown.
const drawn = 100 * time.Millisecond

// SetCount shows how many things wait on a screen; none when 0. Urgent ones are red.
func (s *Shell) SetCount(id ScreenID, n int, urgent bool) { s.nav.setCount(id, n, urgent) }

// Go opens a screen, and a record on it where the route has a key.
func (s *Shell) Go(r Route) {
	s.leaving(func() {
		if s.current != nil && r != s.at {
			s.past = append(s.past, s.at)
			s.future = nil
		}
		s.open(r)
	})
}

// GoDo opens a screen with a record on it, and does a command with that record where the page is a Doer.
func (s *Shell) GoDo(r Route, command string) {
	s.leaving(func() {
		if s.current != nil && r != s.at {
			s.past = append(s.past, s.at)
			s.future = nil
		}
		s.open(Route{Screen: r.Screen})
		s.at = r
		if d, ok := s.current.(Doer); ok {
			d.Do(r.Key, command)
		} else if o, ok := s.current.(Opener); ok {
			o.Open(r.Key)
		}
		s.Changed()
	})
}

// At tells the shell what is chosen on the page now, so that Back returns to it. It does not open anything. A page that
// reads beside the window tells it by Editor.At, which knows whether it is still shown.
func (s *Shell) At(key string) { s.at.Key = key }

// Where answers the place that is shown.
func (s *Shell) Where() Route { return s.at }

func (s *Shell) leaving(leave func()) {
	if l, ok := s.current.(Leaver); ok && !l.MayLeave(leave) {
		return
	}
	leave()
}

func (s *Shell) back() {
	if s.help.open {
		s.help.page.goBack()
		return
	}
	if len(s.past) == 0 {
		return
	}
	s.leaving(func() {
		r := s.past[len(s.past)-1]
		s.past = s.past[:len(s.past)-1]
		s.future = append(s.future, s.at)
		s.open(r)
	})
}

func (s *Shell) forward() {
	if len(s.future) == 0 {
		return
	}
	s.leaving(func() {
		r := s.future[len(s.future)-1]
		s.future = s.future[:len(s.future)-1]
		s.past = append(s.past, s.at)
		s.open(r)
	})
}

func (s *Shell) open(r Route) {
	sc, ok := s.screens[r.Screen]
	if !ok || sc.New == nil {
		return
	}
	s.leaveHelp()
	p := s.pageOf(sc.ID)
	changed := s.current != p
	if was, ok := s.current.(interface{ editor() *Editor }); ok && changed {
		was.editor().left()
	}
	s.current, s.at = p, r
	had := s.win.Canvas().Focused()
	if changed {
		s.middle.Objects = []fyne.CanvasObject{p.Content()}
		s.middle.Refresh()
		s.nav.choose(r.Screen)
		s.win.SetTitle(p.Title() + " – " + s.cfg.Name)
		s.top.refresh()
		p.Shown()
	}
	if o, ok := p.(Opener); ok && r.Key != "" {
		o.Open(r.Key)
	}
	s.Changed()
	if !changed {
		return
	}
	// A form that was begun with the page has the keyboard already.
	if f, ok := p.(interface{ Editing() bool }); ok && f.Editing() && s.win.Canvas().Focused() != had {
		return
	}
	s.focusPage()
}

// pageOf answers the page of a screen, and makes it when it was not opened yet.
func (s *Shell) pageOf(id ScreenID) Page {
	p, ok := s.pages[id]
	if !ok {
		p = s.screens[id].New(s)
		s.pages[id] = p
	}
	return p
}

// Show opens a page that no navigation leads to, such as the gallery of blocks.
func (s *Shell) Show(p Page) {
	const own = ScreenID("eigen")
	s.screens[own] = Screen{ID: own, New: func(*Shell) Page { return p }}
	s.pages[own] = p
	s.Go(Route{Screen: own})
}

// page is what stands in the middle: the manual while it is read, which the page of the screen waits behind.
func (s *Shell) page() Page {
	if s.help.open {
		return s.help.page
	}
	return s.current
}

// Changed has the shell ask the page again for its commands and state, after something on it became possible or
// impossible.
func (s *Shell) Changed() {
	s.status.show(s)
	s.buildMenu()
}

// Reload has the page read again what it shows.
func (s *Shell) Reload() {
	if s.current != nil {
		s.current.Reload()
		s.Changed()
	}
}

// Focus gives something on the page the keyboard, unless somebody is typing in the search box.
func (s *Shell) Focus(f fyne.Focusable) {
	if !s.searchOpen() {
		s.win.Canvas().Focus(f)
	}
}

func (s *Shell) focusPage() {
	if f, ok := s.page().(Focuser); ok {
		if first := f.First(); first != nil {
			s.win.Canvas().Focus(first)
			return
		}
	}
	s.win.Canvas().Unfocus()
}

func (s *Shell) selectAll() {
	if a, ok := s.page().(AllSelecter); ok {
		a.SelectAll()
	}
}

func (s *Shell) dropped(uris []fyne.URI) {
	var paths []string
	for _, u := range uris {
		if u.Scheme() == "file" {
			paths = append(paths, u.Path())
		}
	}
	s.Drop(paths)
}

// Drop takes files that were dropped on the window: for the dialog that is open, for the page, or for what takes such
// files everywhere.
func (s *Shell) Drop(paths []string) {
	switch {
	case len(paths) > 0 && s.taking != nil:
		s.taking(paths)
		return
	case len(paths) > 0 && len(s.win.Canvas().Overlays().List()) > 0:
		s.Say(words.T("Sluit eerst wat er open staat. Zet het bestand daarna neer."))
		return
	case len(paths) > 0 && s.takeOffered(paths):
		return
	}
	d, ok := s.page().(Dropper)
	if !ok || len(paths) == 0 {
		s.Say(words.T("Op dit scherm kun je geen bestanden neerzetten."))
		return
	}
	d.Dropped(paths)
}

// View answers how the window is seen now.
func (s *Shell) View() View { return s.cfg.View }

// SetView changes how the window is seen.
func (s *Shell) SetView(v View) {
	v.Text = min(max(v.Text, look.SmallestText), look.LargestText)
	if v == s.cfg.View {
		return
	}
	s.cfg.View = v
	s.applyView()
	s.root.Refresh()
	s.nav.build()
	if s.cfg.OnView != nil {
		s.cfg.OnView(v)
	}
}

func (s *Shell) applyView() {
	wanted := look.New(s.cfg.View.Mode, s.cfg.View.Text)
	if now, ok := s.cfg.App.Settings().Theme().(*look.Theme); !ok || *now != *wanted {
		s.cfg.App.Settings().SetTheme(wanted)
	}
}

func (s *Shell) textStep(step int) {
	v := s.cfg.View
	v.Text += step
	if step == 0 {
		v.Text = look.SmallestText
	}
	s.SetView(v)
}

func (s *Shell) setMode(m look.Mode) {
	v := s.cfg.View
	v.Mode = m
	s.SetView(v)
}

// Done says what was done, with ten seconds to take it back; no link when undo is nil. Ctrl or Cmd+Z does the same. Undo
// runs beside the window, and the page reads again after it.
func (s *Shell) Done(text string, undo func(context.Context) error) { s.bars.done(text, undo) }

// DoneHere is Done for what is taken back in the window itself, at once.
func (s *Shell) DoneHere(text string, undo func()) { s.bars.doneHere(text, undo) }

// OnDone has f called after each time that something was told as done or taken back, to count anew what waits on the
// other screens.
func (s *Shell) OnDone(f func()) { s.onDone = f }

// Say tells something that needs no answer.
func (s *Shell) Say(text string) { s.bars.done(text, nil) }

// Fail tells that something went wrong, in the error's Dutch text, until it is closed. It does not log: Load and Act
// do.
func (s *Shell) Fail(err error) { s.bars.fail(UserText(err)) }

func (s *Shell) undo() { s.bars.undo() }

func (s *Shell) desk() string {
	day := dutch.LongDay(s.cfg.Today())
	if s.cfg.User == "" {
		return day
	}
	return s.cfg.User + " · " + day
}
