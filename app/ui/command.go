package ui

import (
	"runtime"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// Key is a shortcut. Without a modifier it works when no field has the keyboard.
type Key struct {
	Name fyne.KeyName
	Mod  fyne.KeyModifier
}

// Ctrl is a key with Ctrl, or with Cmd on a Mac.
func Ctrl(name fyne.KeyName) Key { return Key{name, fyne.KeyModifierShortcutDefault} }

// CtrlShift is a key with Shift and Ctrl or Cmd.
func CtrlShift(name fyne.KeyName) Key {
	return Key{name, fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift}
}

// Alt is a key with Alt.
func Alt(name fyne.KeyName) Key { return Key{name, fyne.KeyModifierAlt} }

// Plain is a key by itself: a letter of the screen, or F1 to F12.
func Plain(name fyne.KeyName) Key { return Key{Name: name} }

// String writes the key as it stands on the keyboard: "Ctrl K", or "⌘K" on a Mac.
func (k Key) String() string { return k.text(runtime.GOOS == "darwin") }

func (k Key) text(mac bool) string {
	if k.Name == "" {
		return ""
	}
	name := string(k.Name)
	switch k.Name {
	case fyne.KeyLeft:
		name = "←"
	case fyne.KeyRight:
		name = "→"
	case fyne.KeyUp:
		name = "↑"
	case fyne.KeyDown:
		name = "↓"
	case fyne.KeyReturn, fyne.KeyEnter:
		name = words.T("Enter")
	case fyne.KeySpace:
		name = "spatie"
	case fyne.KeyEscape:
		name = words.T("Esc")
	case fyne.KeyDelete:
		name = words.T("Delete")
	case fyne.KeyEqual, fyne.KeyPlus:
		name = "+"
	case fyne.KeyMinus:
		name = "-"
	}
	var mods []string
	for _, m := range []struct {
		mod         fyne.KeyModifier
		here, there string
	}{
		{fyne.KeyModifierControl, words.T("Ctrl"), "⌃"},
		{fyne.KeyModifierAlt, words.T("Alt"), "⌥"},
		{fyne.KeyModifierShift, words.T("Shift"), "⇧"},
		{fyne.KeyModifierSuper, words.T("Super"), "⌘"},
	} {
		if k.Mod&m.mod == 0 {
			continue
		}
		if mac {
			mods = append(mods, m.there)
		} else {
			mods = append(mods, m.here)
		}
	}
	if mac {
		return strings.Join(mods, "") + name
	}
	return strings.Join(append(mods, name), " ")
}

func (k Key) shortcut() fyne.Shortcut {
	// A Mac takes a menu's key without a modifier away from the fields.
	if k.Name == "" || k.Mod == 0 {
		return nil
	}
	// The toolkit has its own names for these two, and tells a menu only of them.
	switch k {
	case Ctrl(fyne.KeyZ):
		return &fyne.ShortcutUndo{}
	case Ctrl(fyne.KeyA):
		return &fyne.ShortcutSelectAll{}
	}
	return &desktop.CustomShortcut{KeyName: k.Name, Modifier: k.Mod}
}

// Command is something that can be done. The table of commands feeds the menus, the search box, the bottom line, the
// keyboard and the help under F1.
type Command struct {
	// ID names it for the program, such as "cohort.print".
	ID string
	// Text is what the user reads, such as "Certificaten afdrukken"; Words are more words that find it.
	Text, Words string
	// Hint is its short text in the bottom line; without one it does not stand there.
	Hint string
	Key  Key
	// Enabled says whether it can be done now; nil is always.
	Enabled func() bool
	// Anywhere is a command that needs nothing chosen: the search box offers it on every screen, and goes to its own first.
	Anywhere bool
	// Apart is a command that has nothing to do with the record on the page, and so does not wait for it.
	Apart bool
	// OnPage is a command on something that is chosen on the page itself, such as a participant of a cohort: it can be done
	// while the page is in view only.
	OnPage bool
	Run    func()

	menu string
}

func (c Command) enabled() bool { return c.Enabled == nil || c.Enabled() }

// The menus, in their order.
var (
	menuFile   = words.Later("Bestand")
	menuEdit   = words.Later("Bewerken")
	menuScreen = words.Later("Dit scherm")
	menuGo     = words.Later("Ga naar")
	menuView   = words.Later("Beeld")
	menuHelp   = words.Later("Help")
)

var menuOrder = []string{menuFile, menuEdit, menuScreen, menuGo, menuView, menuHelp}

// commands answers all commands that exist now: those of the page that is shown, then the window's.
func (s *Shell) commands() []Command {
	var list []Command
	if p, ok := s.page().(Commander); ok {
		list = p.Commands()
	}
	s.guard(list)
	list = s.formCommands(list)
	for i := range list {
		list[i].menu = menuScreen
	}
	return append(list, s.fixed...)
}

// guard lets what is done with a record be done only while somebody sees which one: the page may stand behind a list in
// which its record is no longer, and a letter that is pressed there means nothing on it.
func (s *Shell) guard(list []Command) {
	p, ok := s.page().(interface{ editor() *Editor })
	if !ok || p.editor() == nil {
		return
	}
	page := p.editor()
	for i, c := range list {
		if c.Anywhere || c.Apart {
			continue
		}
		list[i].Enabled = func() bool {
			seen := page.InSight()
			if c.OnPage {
				seen = page.InView()
			}
			return seen && c.enabled()
		}
	}
}

// elsewhere answers the commands of the screens that are not shown which can be asked for from anywhere. A screen that
// was not opened yet is made for it.
func (s *Shell) elsewhere() []Command {
	var list []Command
	for _, sl := range slices.Concat(s.shownSlots(), unlisted) {
		if _, ok := s.screens[sl.id]; !ok {
			continue
		}
		p := s.pageOf(sl.id)
		c, ok := p.(Commander)
		if !ok || p == s.current {
			continue
		}
		for _, cmd := range c.Commands() {
			if !cmd.Anywhere {
				continue
			}
			id := cmd.ID
			cmd.menu, cmd.Key, cmd.Enabled = sl.name, Key{}, nil
			cmd.Run = func() {
				s.Go(Route{Screen: sl.id})
				s.Run(id)
			}
			list = append(list, cmd)
		}
	}
	return list
}

// Run does a command by its ID, and answers false when it does not exist or cannot be done now.
func (s *Shell) Run(id string) bool {
	for _, c := range s.commands() {
		if c.ID == id {
			return s.run(c)
		}
	}
	return false
}

// run does a command, unless a dialog is open: menu shortcuts reach the window even then.
func (s *Shell) run(c Command) bool {
	if len(s.win.Canvas().Overlays().List()) > 0 {
		return false
	}
	if s.awaits(c) {
		return true
	}
	if !c.enabled() {
		return false
	}
	s.closeSearch()
	c.Run()
	return true
}

// awaits puts a command on the record of the page off until the one that is chosen is read, and says whether it did: who
// presses an arrow and at once a key means the record that the arrow went to.
func (s *Shell) awaits(c Command) bool {
	page := s.page()
	p, ok := page.(interface{ editor() *Editor })
	if !ok || c.menu != menuScreen || c.Anywhere || c.Apart {
		return false
	}
	editor := p.editor()
	return editor != nil && editor.OnceRead(func() {
		if s.page() != page {
			return
		}
		// With another record another command may have the key.
		for _, now := range s.commands() {
			if (now.ID == c.ID || now.Key.Name != "" && now.Key == c.Key) && s.run(now) {
				return
			}
		}
	})
}

func (s *Shell) buildFixed() {
	s.fixed = nil
	add := func(menu, id, text, more string, key Key, run func()) {
		s.fixed = append(s.fixed, Command{ID: id, Text: text, Words: more, Key: key, Run: run, menu: menu})
	}
	when := func(enabled func() bool) { s.fixed[len(s.fixed)-1].Enabled = enabled }
	add(menuEdit, "undo", words.T("Ongedaan maken"), words.T("terug herstel"), Ctrl(fyne.KeyZ), s.undo)
	when(func() bool { return s.bars.undoing != nil || s.bars.here != nil })
	add(menuEdit, "select.all", words.T("Alles kiezen"), words.T("selecteren"), Ctrl(fyne.KeyA), s.selectAll)
	add(menuGo, "search", words.T("Zoeken"), words.T("vinden"), Ctrl(fyne.KeyK), s.openSearch)
	for i, sl := range s.shownSlots() {
		key := Key{}
		if i < 9 {
			key = Ctrl(fyne.KeyName(rune('1' + i)))
		}
		add(menuGo, "go."+string(sl.id), words.T(sl.name), words.T("ga naar open"), key, func() { s.Go(Route{Screen: sl.id}) })
	}
	add(menuGo, "back", words.T("Terug"), words.T("vorige"), Alt(fyne.KeyLeft), s.back)
	when(func() bool { return len(s.past) > 0 || s.help.open })
	add(menuGo, "forward", words.T("Vooruit"), words.T("volgende"), Alt(fyne.KeyRight), s.forward)
	when(func() bool { return len(s.future) > 0 })
	add(menuFile, "print", words.T("Afdrukken"), words.T("printen"), Ctrl(fyne.KeyP), func() {
		e, edits := s.page().(interface{ editor() *Editor })
		if p, ok := s.page().(Printer); ok && (!edits || e.editor().InSight()) {
			p.Print()
		}
	})
	when(func() bool { _, ok := s.page().(Printer); return ok })
	s.buildListing(add, when)
	add(menuView, "reload", words.T("Vernieuwen"), words.T("verversen herladen"), Plain(fyne.KeyF5), s.Reload)
	add(menuView, "text.larger", words.T("Tekst groter"), words.T("lettergrootte zoom"), Ctrl(fyne.KeyEqual), func() { s.textStep(10) })
	add(menuView, "text.smaller", words.T("Tekst kleiner"), words.T("lettergrootte zoom"), Ctrl(fyne.KeyMinus), func() { s.textStep(-10) })
	add(menuView, "text.normal", words.T("Tekst gewoon"), words.T("lettergrootte zoom"), Ctrl(fyne.Key0), func() { s.textStep(0) })
	add(menuView, "look.light", words.T("Lichte kleuren"), words.T("thema dag"), Key{}, func() { s.setMode(look.Light) })
	add(menuView, "look.dark", words.T("Donkere kleuren"), words.T("thema nacht"), Key{}, func() { s.setMode(look.Dark) })
	add(menuView, "look.system", words.T("Kleuren zoals het systeem"), words.T("thema licht donker"), Key{}, func() { s.setMode(look.System) })
	s.fixed = append(s.fixed, s.offered...)
	add(menuHelp, "notice.close", words.T("Melding sluiten"), words.T("bericht weg"), Key{}, s.notice.close)
	when(s.notice.body.Visible)
	add(menuHelp, "help", words.T("Hulp over dit scherm"), words.T("toetsen sneltoetsen uitleg"), Plain(fyne.KeyF1), s.showHelp)
	add(menuHelp, "manual", words.T("Handleiding"), words.T("hulp uitleg inhoud"), Key{}, func() { s.showManual("", "") })
	add(menuHelp, "manual.pdf", words.T("Handleiding als PDF"), words.T("hulp uitleg opslaan afdrukken printen"), Key{}, s.saveManual)
}

// buildMenu makes the window's menus of the commands.
func (s *Shell) buildMenu() {
	byMenu := map[string][]*fyne.MenuItem{}
	taken := map[Key]bool{}
	for _, c := range s.commands() {
		// The page's commands come first: a key of theirs is not the window's while the page is shown.
		if taken[c.Key] {
			c.Key = Key{}
		}
		taken[c.Key] = true
		item := s.menuItem(c)
		// A greyed item of a Mac's menu keeps its key from the fields, which undo and choose all by themselves.
		item.Disabled = c.menu == menuScreen && !c.enabled()
		byMenu[c.menu] = append(byMenu[c.menu], item)
	}
	quit := fyne.NewMenuItem(words.T("Afsluiten"), s.win.Close)
	quit.IsQuit = true
	byMenu[menuFile] = append(byMenu[menuFile], fyne.NewMenuItemSeparator(), quit)
	var menus []*fyne.Menu
	for _, name := range menuOrder {
		if items := byMenu[name]; len(items) > 0 {
			menus = append(menus, fyne.NewMenu(words.T(name), items...))
		}
	}
	s.win.SetMainMenu(fyne.NewMainMenu(menus...))
}

// menuItem is a command as a menu has it, with its key.
func (s *Shell) menuItem(c Command) *fyne.MenuItem {
	item := fyne.NewMenuItem(c.Text, func() { s.runFromMenu(c) })
	item.Shortcut = c.Key.shortcut()
	if c.Key.Name != "" && (item.Shortcut == nil || runtime.GOOS != "darwin") {
		item.Label = words.T("%s  (%s)", c.Text, c.Key)
	}
	if item.Shortcut != nil && runtime.GOOS != "darwin" {
		item.Shortcut = menuKey(item.Shortcut.ShortcutName())
	}
	return item
}

// menuKey is a key that a menu answers to and does not write: the toolkit writes it grey on grey, and in its own way. A
// Mac's menu bar is the system's, and needs to know the key itself.
type menuKey string

// ShortcutName is for the toolkit, which knows a key by it.
func (k menuKey) ShortcutName() string { return string(k) }

// runFromMenu does a command that the toolkit's menu chose. Ctrl+A and Ctrl+Z arrive here even while a field has the
// keyboard, whose they are then.
func (s *Shell) runFromMenu(c Command) {
	if f, ok := s.win.Canvas().Focused().(interface {
		fyne.Shortcutable
		SelectedText() string
	}); ok {
		switch c.ID {
		case "undo":
			f.TypedShortcut(&fyne.ShortcutUndo{})
			return
		case "select.all":
			f.TypedShortcut(&fyne.ShortcutSelectAll{})
			return
		}
	}
	s.run(c)
}

// typedKey deals with keys that nothing with the keyboard had use for.
func (s *Shell) typedKey(e *fyne.KeyEvent) {
	if s.searchOpen() && e.Name == fyne.KeyEscape {
		s.closeSearch()
		return
	}
	if s.bars.wrong.Visible() && e.Name == fyne.KeyEscape {
		s.bars.closeWrong()
		return
	}
	if len([]rune(string(e.Name))) == 1 {
		return // a letter or figure, which typedRune is told of
	}
	for _, c := range s.commands() {
		if c.Key.Mod == 0 && c.Key.Name != "" && (c.Key.Name == e.Name || c.Key.Name == fyne.KeyReturn && e.Name == fyne.KeyEnter) {
			if s.run(c) {
				return
			}
		}
	}
	if e.Name == fyne.KeyEscape {
		if b, ok := s.page().(Backer); ok && b.Back() {
			return
		}
		s.focusPage()
	}
}

// typedRune deals with letters that no field took.
func (s *Shell) typedRune(r rune) {
	name := strings.ToUpper(string(r))
	for _, c := range s.commands() {
		if c.Key.Mod == 0 && string(c.Key.Name) == name && s.run(c) {
			return
		}
	}
}
