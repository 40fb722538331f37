package ui

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
)

// testPage is a page that remembers what the shell asked of it.
type testPage struct {
	title         string
	list          *block.List
	shown, reload int
	opened        []string
	dropped       []string
	did           []string
	stay          bool
	leave         func()
}

func (p *testPage) Title() string              { return p.title }
func (p *testPage) Content() fyne.CanvasObject { return p.list }
func (p *testPage) Shown()                     { p.shown++ }
func (p *testPage) Reload()                    { p.reload++ }
func (p *testPage) First() fyne.Focusable      { return p.list.Keys() }
func (p *testPage) Open(key string)            { p.opened = append(p.opened, key) }
func (p *testPage) Dropped(paths []string)     { p.dropped = append(p.dropped, paths...) }

func (p *testPage) MayLeave(leave func()) bool {
	p.leave = leave
	return !p.stay
}

func (p *testPage) Commands() []Command {
	return []Command{
		{ID: "print", Text: p.title + " printen", Hint: "printen", Key: Ctrl(fyne.KeyP), Run: func() { p.did = append(p.did, "print") }},
		{ID: "all", Text: "Iedereen aanwezig", Hint: "iedereen aanwezig", Key: Plain(fyne.KeyA), Run: func() { p.did = append(p.did, "all") }},
		{ID: "never", Text: "Kan niet", Enabled: func() bool { return false }, Run: func() { p.did = append(p.did, "never") }},
	}
}

type finder func(text string) ([]Hit, error)

func (f finder) Find(_ context.Context, text string, _ int) ([]Hit, error) { return f(text) }

type desk struct {
	*Shell
	mail, people *testPage
	log          *bytes.Buffer
}

// newDesk opens a window with two screens, everything in line.
func newDesk(t *testing.T) *desk {
	t.Helper()
	app := test.NewTempApp(t)
	d := &desk{log: &bytes.Buffer{}}
	win := test.NewTempWindow(t, nil)
	log := slog.New(slog.NewTextHandler(d.log, nil))
	d.Shell = New(Config{
		App: app, Window: win, Tasks: NewInlineTasks(log), Log: log, User: "Annelies",
		Today: func() string { return "2026-03-03" },
	})
	page := func(title string) *testPage {
		p := &testPage{title: title, list: block.NewList("Leeg", "Hier komt iets.")}
		p.list.SetItems([]block.Item{{ID: "1", Title: "een"}, {ID: "2", Title: "twee"}})
		return p
	}
	d.mail, d.people = page("Post"), page("Register")
	d.Register(
		Screen{ID: ScreenRegister, New: func(*Shell) Page { return d.people }},
		Screen{ID: ScreenMail, New: func(*Shell) Page { return d.mail }},
	)
	win.Resize(fyne.NewSize(1200, 800))
	d.Start()
	return d
}

func (d *desk) key(name fyne.KeyName) {
	if f := d.win.Canvas().Focused(); f != nil {
		f.TypedKey(&fyne.KeyEvent{Name: name})
		return
	}
	d.win.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: name})
}

func TestOnlyRegisteredScreensAreShownInTheirOrder(t *testing.T) {
	d := newDesk(t)
	var names []string
	for _, i := range d.nav.items {
		names = append(names, i.slot.name)
	}
	if got := strings.Join(names, " "); got != "Post Register" {
		t.Errorf("the navigation has %q", got)
	}
	if d.Where().Screen != ScreenMail || d.mail.shown != 1 {
		t.Errorf("the first screen is %v, shown %d times", d.Where(), d.mail.shown)
	}
}

func TestBackAndForward(t *testing.T) {
	d := newDesk(t)
	d.At("m1")
	d.Go(Route{ScreenRegister, "p7"})
	d.Go(Route{ScreenMail, ""})
	d.Run("back")
	if d.Where() != (Route{ScreenRegister, "p7"}) || d.people.opened[len(d.people.opened)-1] != "p7" {
		t.Errorf("back leads to %v", d.Where())
	}
	d.Run("back")
	if d.Where() != (Route{ScreenMail, "m1"}) || d.mail.opened[len(d.mail.opened)-1] != "m1" {
		t.Errorf("back leads to %v", d.Where())
	}
	d.Run("back")
	d.Run("forward")
	if d.Where() != (Route{ScreenRegister, "p7"}) {
		t.Errorf("forward leads to %v", d.Where())
	}
}

func TestUnsavedPageIsNotLeft(t *testing.T) {
	d := newDesk(t)
	d.mail.stay = true
	d.Go(Route{Screen: ScreenRegister})
	if d.Where().Screen != ScreenMail {
		t.Fatal("the page was left with something unsaved")
	}
	d.mail.leave()
	if d.Where().Screen != ScreenRegister {
		t.Error("the page was not left once it was settled")
	}
}

func TestCommandsOfThePage(t *testing.T) {
	d := newDesk(t)
	d.win.Canvas().OnTypedRune()('a')
	d.Run("print")
	d.Run("never")
	if got := strings.Join(d.mail.did, " "); got != "all print" {
		t.Errorf("did %q", got)
	}
	if got := d.status.left.Text; !strings.Contains(got, "A iedereen aanwezig") || !strings.Contains(got, "printen") {
		t.Errorf("the bottom line says %q", got)
	}
	d.Go(Route{Screen: ScreenRegister})
	if got := d.win.MainMenu().Items; len(got) != 6 || got[2].Label != "Dit scherm" || !strings.HasPrefix(got[2].Items[0].Label, "Register printen") {
		t.Errorf("the menu was not made anew: %d menus", len(got))
	}
}

func TestNoCommandRunsBehindADialog(t *testing.T) {
	d := newDesk(t)
	d.Ask(&block.Dialog{Title: "Zeker weten?", OK: "Ja"})
	if d.Run("print") {
		t.Error("a command ran behind a dialog")
	}
	d.win.Canvas().OnTypedRune()('a')
	d.key(fyne.KeyEscape)
	if len(d.win.Canvas().Overlays().List()) != 0 {
		t.Fatal("Esc does not close the dialog")
	}
	if !d.Run("print") || len(d.mail.did) != 1 {
		t.Errorf("did %v", d.mail.did)
	}
}

func TestSearchBoxFindsRecordsAndCommands(t *testing.T) {
	d := newDesk(t)
	d.SetFinder(finder(func(text string) ([]Hit, error) {
		if text != "ter" {
			return nil, nil
		}
		return []Hit{{Title: "Terwindt, Ada", Kind: "professional", Route: Route{ScreenRegister, "ada"}}}, nil
	}))
	d.Run("search")
	test.Type(d.top.box, "ter")
	items := d.top.results.list.Items()
	if len(items) != 1 || items[0].Title != "Terwindt, Ada" {
		t.Fatalf("found %v", items)
	}
	d.key(fyne.KeyReturn)
	if d.Where() != (Route{ScreenRegister, "ada"}) || d.searchOpen() || d.top.box.Text != "" {
		t.Errorf("Enter leads to %v, box %q", d.Where(), d.top.box.Text)
	}
	d.Run("search")
	test.Type(d.top.box, "register pr")
	d.key(fyne.KeyReturn)
	if len(d.people.did) != 1 || d.people.did[0] != "print" {
		t.Errorf("typing a command did %v", d.people.did)
	}
}

func TestWholeNameOfACommandGoesBeforePeople(t *testing.T) {
	d := newDesk(t)
	d.SetFinder(finder(func(string) ([]Hit, error) {
		return []Hit{{Title: "Registerman, Ada", Kind: "professional", Route: Route{ScreenRegister, "ada"}}}, nil
	}))
	d.Run("search")
	test.Type(d.top.box, "register")
	d.key(fyne.KeyReturn)
	if d.Where() != (Route{Screen: ScreenRegister}) {
		t.Errorf("the screen's own name leads to %v", d.Where())
	}
}

func TestSearchErrorIsTold(t *testing.T) {
	d := newDesk(t)
	d.SetFinder(finder(func(string) ([]Hit, error) { return nil, userError("Het register is nu niet te bereiken.") }))
	d.Run("search")
	test.Type(d.top.box, "x")
	if !d.bars.wrong.Visible() || d.bars.wrong.Text() != "Het register is nu niet te bereiken." {
		t.Errorf("told %q", d.bars.wrong.Text())
	}
}

func TestUndoForTenSeconds(t *testing.T) {
	d := newDesk(t)
	undone := 0
	undo := func(context.Context) error { undone++; return nil }
	d.Done("2 maart: iedereen aanwezig", undo)
	d.Tasks.Advance(9 * time.Second)
	d.Run("undo")
	if undone != 1 || d.mail.reload != 1 {
		t.Fatalf("undone %d times, read again %d times", undone, d.mail.reload)
	}
	d.Run("undo")
	d.Done("iets anders", undo)
	d.Tasks.Advance(11 * time.Second)
	d.Run("undo")
	if undone != 1 || d.bars.toast.Visible() {
		t.Errorf("undone %d times, bar shown: %v", undone, d.bars.toast.Visible())
	}
}

func TestUndoThatFailsIsTold(t *testing.T) {
	d := newDesk(t)
	d.Done("gedaan", func(context.Context) error { return errors.New("disk full") })
	d.Run("undo")
	if !d.bars.wrong.Visible() || !strings.Contains(d.log.String(), "disk full") {
		t.Errorf("told: %v, log: %s", d.bars.wrong.Visible(), d.log.String())
	}
}

type userError string

func (e userError) Error() string    { return "technical" }
func (e userError) UserText() string { return string(e) }

func TestUserText(t *testing.T) {
	if got := UserText(fmt.Errorf("save: %w", userError("De schijf is vol."))); got != "De schijf is vol." {
		t.Errorf("told %q", got)
	}
	if got := UserText(errors.New("pq: 40001")); strings.Contains(got, "40001") || !strings.Contains(got, "logboek") {
		t.Errorf("told %q", got)
	}
}

type fileURI struct {
	fyne.URI
	path string
}

func (u fileURI) Scheme() string { return "file" }
func (u fileURI) Path() string   { return u.path }

func TestDroppedFilesGoToThePage(t *testing.T) {
	d := newDesk(t)
	d.Shell.dropped([]fyne.URI{fileURI{path: "a.xlsx"}, fileURI{path: "b.sta"}})
	if got := strings.Join(d.mail.dropped, " "); got != "a.xlsx b.sta" {
		t.Errorf("dropped %q", got)
	}
}

func TestViewIsChangedAndKept(t *testing.T) {
	d := newDesk(t)
	var kept View
	d.cfg.OnView = func(v View) { kept = v }
	d.Run("text.larger")
	d.Run("look.dark")
	if kept != (View{Mode: look.Dark, Text: 110}) || look.Factor() < 1.09 {
		t.Errorf("kept %v, factor %v", kept, look.Factor())
	}
	for range 20 {
		d.Run("text.larger")
	}
	if kept.Text != look.LargestText {
		t.Errorf("text grew to %d%%", kept.Text)
	}
}

func TestTheNameAtTheDeskStandsOnOneLine(t *testing.T) {
	d := newDesk(t)
	room := d.top.desk.Size()
	d.SetUser("Annelies van Nieuwenhuijzen")
	if got := d.top.desk.Size(); got.Width <= room.Width || got.Height > room.Height {
		t.Errorf("%q has %v, it had %v", d.top.desk.Text, got, room)
	}
}

func TestCountsInTheNavigation(t *testing.T) {
	d := newDesk(t)
	d.SetCount(ScreenMail, 6, true)
	i := d.nav.items[0]
	if i.count != 6 || !i.urgent {
		t.Errorf("count %d, urgent %v", i.count, i.urgent)
	}
}

func TestMenuKeysAreThoseThatTheToolkitSends(t *testing.T) {
	d := newDesk(t)
	names := map[string]bool{}
	for _, m := range d.win.MainMenu().Items {
		for _, i := range m.Items {
			if i.Shortcut == nil {
				continue
			}
			if name := i.Shortcut.ShortcutName(); names[name] {
				t.Errorf("%s stands twice in the menus", name)
			} else {
				names[name] = true
			}
		}
	}
	for _, name := range []string{(&fyne.ShortcutUndo{}).ShortcutName(), (&fyne.ShortcutSelectAll{}).ShortcutName()} {
		if !names[name] {
			t.Errorf("no menu item answers to %s", name)
		}
	}
}

func TestUndoInAFieldIsTheFields(t *testing.T) {
	d := newDesk(t)
	undone := 0
	d.Done("gedaan", func(context.Context) error { undone++; return nil })
	d.Run("search")
	test.Type(d.top.box, "abc")
	for _, c := range d.fixed {
		if c.ID == "undo" {
			d.runFromMenu(c)
		}
	}
	if undone != 0 || d.top.box.Text == "abc" {
		t.Errorf("undone %d, the field has %q", undone, d.top.box.Text)
	}
}

func TestKeysAsTheyStandOnTheKeyboard(t *testing.T) {
	for _, c := range []struct {
		key       Key
		here, mac string
	}{
		{Key{fyne.KeyK, fyne.KeyModifierControl}, "Ctrl K", "⌃K"},
		{Key{fyne.KeyK, fyne.KeyModifierSuper | fyne.KeyModifierShift}, "Shift Super K", "⇧⌘K"},
		{Alt(fyne.KeyLeft), "Alt ←", "⌥←"},
		{Plain(fyne.KeyF1), "F1", "F1"},
		{Key{}, "", ""},
	} {
		if got := c.key.text(false); got != c.here {
			t.Errorf("%v is %q, want %q", c.key, got, c.here)
		}
		if got := c.key.text(true); got != c.mac {
			t.Errorf("%v is %q on a Mac, want %q", c.key, got, c.mac)
		}
	}
}

func TestEscClosesWhatWentWrong(t *testing.T) {
	d := newDesk(t)
	d.Fail(errors.New("x"))
	if !d.bars.wrong.Visible() {
		t.Fatal("nothing is told")
	}
	d.key(fyne.KeyEscape)
	if d.bars.wrong.Visible() {
		t.Error("it still stands over the page")
	}
}

// Another office comes in the same window: nothing that was open over the one before may have its keys.
func TestClearedWindowKeepsNothingOfWhatWasOpen(t *testing.T) {
	d := newDesk(t)
	closed := 0
	under := &block.Dialog{Title: "Onder", OK: "Ja", OnClosed: func() { closed++ }}
	over := &block.Dialog{Title: "Boven", OK: "Ja", OnClosed: func() {
		closed++
		under.Close() // one that closes another with it
	}}
	d.Ask(under)
	d.Ask(over)
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", fyne.NewMenuItem("Een", func() {})), d.win.Canvas(), fyne.NewPos(10, 10))
	Clear(d.win)
	if n := len(d.win.Canvas().Overlays().List()); n != 0 || closed != 2 || d.win.MainMenu() != nil {
		t.Fatalf("%d are open over it, %d told that they closed, the menu is %v", n, closed, d.win.MainMenu())
	}
	next := New(Config{App: d.cfg.App, Window: d.win, Tasks: NewInlineTasks(d.cfg.Log)})
	pressed := 0
	next.Register(Screen{ID: ScreenMail, New: func(*Shell) Page {
		return &keyPage{testPage: &testPage{title: "Nieuw", list: block.NewList("", "")}, did: func() { pressed++ }}
	}})
	next.Start()
	over.Close()
	under.Close()
	d.win.Canvas().Unfocus()
	d.win.Canvas().OnTypedRune()('q')
	if pressed != 1 || len(d.mail.did) != 0 {
		t.Errorf("the key came %d times to the new page and %v to the old one", pressed, d.mail.did)
	}
}

type keyPage struct {
	*testPage
	did func()
}

func (p *keyPage) Commands() []Command {
	return []Command{{ID: "q", Text: "Doen", Key: Plain("Q"), Run: p.did}}
}

func TestFilesAreNotTakenBehindADialog(t *testing.T) {
	d := newDesk(t)
	taken := 0
	d.OfferDrop(func(string) bool { return true }, func([]string) { taken++ })
	dialog := &block.Dialog{Title: "Zeker weten?", OK: "Ja"}
	d.Ask(dialog)
	d.Drop([]string{"a.db"})
	if taken != 0 || len(d.mail.dropped) != 0 {
		t.Error("a file was taken behind a dialog")
	}
	dialog.Close()
	if d.Drop([]string{"a.db"}); taken != 1 {
		t.Error("no file is taken after it")
	}
}
