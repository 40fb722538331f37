package ui

import (
	"io/fs"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/manual"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/assets"
	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// Helped is a page that says itself where the manual tells about it: "register", or "register#een-ledenlijst-inlezen".
// Others are told about on the page of the manual with the name of their screen.
type Helped interface{ Help() string }

// helpDesk is the manual in the window. It stands over the page of a screen, which stays as it is: who looks up how a form
// is filled in finds that form again.
type helpDesk struct {
	book *manual.Book
	page *manualPage
	open bool
	// held had the keyboard before.
	held fyne.Focusable
	// keys of all commands by their ID, once somebody asked.
	keys map[string]Key
}

// manual reads the manual when it is first asked for.
func (s *Shell) manual() *manual.Book {
	if s.help.book != nil {
		return s.help.book
	}
	b := &manual.Book{}
	files, err := fs.Sub(assets.Manual, "manual")
	if err == nil {
		b, err = manual.Load(files)
	}
	if err != nil {
		s.cfg.Log.Error("the manual cannot be read", "error", err)
		b = &manual.Book{}
	}
	s.help.book = b
	return b
}

// showHelp opens the manual where it tells about the page that is shown; again goes back.
func (s *Shell) showHelp() {
	if s.help.open {
		s.closeHelp()
		return
	}
	place := string(s.at.Screen)
	if h, ok := s.current.(Helped); ok {
		place = h.Help()
	}
	page, anchor, _ := strings.Cut(place, "#")
	s.showManual(page, anchor)
}

// showManual opens the manual at a page, the first one where there is none of that name, and a task on it.
func (s *Shell) showManual(page, anchor string) {
	if s.help.page == nil {
		s.help.page = newManualPage(s)
	}
	p := s.help.page
	if !s.help.open {
		s.help.held, s.help.open = s.win.Canvas().Focused(), true
		s.middle.Objects = []fyne.CanvasObject{p.Content()}
		s.middle.Refresh()
		s.win.SetTitle(p.Title() + " – " + s.cfg.Name)
		p.begin()
	}
	p.visit(page, anchor)
	s.Changed()
	s.focusPage()
}

// closeHelp goes back to the page that the manual stands over, and to what had the keyboard there.
func (s *Shell) closeHelp() {
	held := s.help.held
	s.leaveHelp()
	if held != nil && s.current != nil {
		s.win.Canvas().Focus(held)
	}
	if held == nil || s.win.Canvas().Focused() != held {
		s.focusPage() // what had it may be gone, as a form that was saved meanwhile
	}
}

// leaveHelp puts the page of the screen back.
func (s *Shell) leaveHelp() {
	if !s.help.open {
		return
	}
	s.help.open, s.help.held = false, nil
	if s.current == nil {
		return
	}
	s.middle.Objects = []fyne.CanvasObject{s.current.Content()}
	s.middle.Refresh()
	s.win.SetTitle(s.current.Title() + " – " + s.cfg.Name)
	s.Changed()
}

// Most tasks of the manual that the search box shows, and the fewest letters that it looks them up for.
const (
	mostHelp  = 3
	helpAfter = 4
)

// helpHits are the tasks of the manual for what is typed in the search box.
func (s *Shell) helpHits(text string) []manual.Hit {
	if utf8.RuneCountInString(strings.TrimSpace(text)) < helpAfter {
		return nil
	}
	var hits []manual.Hit
	for _, h := range s.manual().Find(text, 50) {
		// Among people and commands only what is named so; the manual's own search looks in its text too.
		if h.Named && len(hits) < mostHelp {
			hits = append(hits, h)
		}
	}
	return hits
}

// made answers the page of a screen that is registered.
func (s *Shell) made(id ScreenID) (Page, bool) {
	if sc, ok := s.screens[id]; !ok || sc.New == nil {
		return nil, false
	}
	return s.pageOf(id), true
}

// plainKeys are those that mean the same on every screen and are no command that is always there.
var plainKeys = map[string]Key{
	"enter": Plain(fyne.KeyReturn), "esc": Plain(fyne.KeyEscape), "tab": Plain(fyne.KeyTab), "space": Plain(fyne.KeySpace),
	"home": Plain(fyne.KeyHome), "end": Plain(fyne.KeyEnd), "down": Plain(fyne.KeyDown), "save": Ctrl(fyne.KeyS),
}

// KeyOf answers the key of a command by its ID, of the window or of any screen, or of a key that is no command such as
// "enter"; none where it has none.
func (s *Shell) KeyOf(id string) Key {
	if s.help.keys == nil {
		s.help.keys = maps.Clone(plainKeys)
		for _, sl := range slices.Concat(slots, unlisted) {
			p, ok := s.made(sl.id)
			if !ok {
				continue
			}
			if c, ok := p.(Commander); ok {
				for _, c := range c.Commands() {
					s.help.keys[c.ID] = c.Key
				}
			}
		}
		for _, c := range s.fixed {
			s.help.keys[c.ID] = c.Key
		}
	}
	return s.help.keys[id]
}

// keyLines are commands with their keys under each other.
func keyLines(commands []Command) fyne.CanvasObject {
	lines := block.Column(6)
	for _, c := range commands {
		lines.Add(keyLine(c.Key.String(), c.Text))
	}
	return lines
}

func keyLine(key, text string) fyne.CanvasObject {
	cap := block.NewSpans(block.KeySpan(key))
	if key == "" {
		cap = block.NewParagraph("")
	}
	return block.Hanging(110, cap.Natural(), block.NewParagraph(text))
}

// screenKeys are the commands of a screen; nothing when it has none.
func (s *Shell) screenKeys(id ScreenID) []fyne.CanvasObject {
	p, ok := s.made(id)
	if !ok {
		return nil
	}
	c, ok := p.(Commander)
	if !ok {
		return nil
	}
	commands := c.Commands()
	if len(commands) == 0 {
		return nil
	}
	return []fyne.CanvasObject{heading(words.T("Toetsen op dit scherm")), keyLines(commands)}
}

// everywhereKeys are the keys that are the same on each screen.
func (s *Shell) everywhereKeys() []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, menu := range menuOrder {
		var list []Command
		for _, c := range s.fixed {
			if c.menu == menu {
				list = append(list, c)
			}
		}
		if len(list) > 0 {
			out = append(out, heading(words.T("Menu %s", words.T(menu))), keyLines(list))
		}
	}
	return out
}
