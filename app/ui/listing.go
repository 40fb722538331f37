package ui

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"kiesvoorhetkind.nl/kantoor/app/paper"
	"kiesvoorhetkind.nl/kantoor/app/sheet"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/dutch"
	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// forgetful is the memory of a window that was given none.
type forgetful map[string]string

func (f forgetful) Get(key string) string { return f[key] }
func (f forgetful) Set(key, value string) { f[key] = value }

// Memory keeps how lists are seen: for Table.Remember and Chips.Remember.
func (s *Shell) Memory() block.Memory { return s.cfg.Memory }

// Export is a list that can be written to a file.
type Export struct {
	// Name is that of the file that is proposed, without its ending, such as "Facturen te laat".
	Name string
	// Rows makes the list, beside the window; where the window shows the first of many it makes them all, and says how
	// far it is.
	Rows func(ctx context.Context, p *Progress) (sheet.Table, error)
}

// buildListing adds the commands on the list of the page.
func (s *Shell) buildListing(add func(menu, id, text, words string, key Key, run func()), when func(func() bool)) {
	exports := func() bool {
		if e, ok := s.page().(Exporter); ok {
			_, ok = e.Export()
			return ok
		}
		return false
	}
	add(menuFile, "list.export", words.T("Lijst exporteren"), words.T("excel xlsx opslaan bestand werkblad"), Ctrl(fyne.KeyE), func() { s.export(sheet.Workbook) })
	when(exports)
	add(menuFile, "list.text", words.T("Lijst exporteren als .csv"), words.T("tekst opslaan bestand puntkomma"), CtrlShift(fyne.KeyE), func() { s.export(sheet.Separate) })
	when(exports)
	add(menuView, "list.filter", words.T("Lijst filteren"), words.T("zoeken beperken vinden"), Ctrl(fyne.KeyF), func() {
		if f, ok := s.page().(Filterer); ok {
			s.win.Canvas().Focus(f.Filter())
		}
	})
	when(func() bool { _, ok := s.page().(Filterer); return ok })
	add(menuView, "list.columns", words.T("Kolommen en volgorde kiezen"), words.T("sorteren verbergen tabel"), CtrlShift(fyne.KeyK), func() {
		if c, ok := s.page().(Columner); ok && c.Columns() != nil && !s.inList() {
			c.Columns().Menu()
			return
		}
		if l, ok := s.page().(Lister); ok {
			l.List().OrderMenu()
		}
	})
	when(func() bool {
		if c, ok := s.page().(Columner); ok && c.Columns() != nil {
			return true
		}
		l, ok := s.page().(Lister)
		return ok && l.List().Table() != nil
	})
	add(menuView, "list.table", words.T("Lijst als tabel, of weer als lijst"), words.T("kolommen sorteren breed excel"), CtrlShift(fyne.KeyT), func() {
		if l, ok := s.page().(Lister); ok {
			l.List().ShowTable(!l.List().AsTable())
			l.List().Focus()
		}
	})
	when(func() bool {
		l, ok := s.page().(Lister)
		return ok && l.List().Table() != nil
	})
}

// inList says whether the keyboard is in the list of the page, or in the titles above it.
func (s *Shell) inList() bool {
	l, ok := s.page().(Lister)
	if !ok || l.List().Table() == nil {
		return false
	}
	f := s.win.Canvas().Focused()
	return f == l.List().Keys() || l.List().Above(f)
}

// export writes the list of the page to a file.
func (s *Shell) export(ending string) {
	if e, ok := s.page().(Exporter); ok {
		if list, ok := e.Export(); ok {
			s.exportAs(list, ending)
		}
	}
}

// ExportList asks for a file and writes a list to it, for a page that has more than the one of Ctrl+E.
func (s *Shell) ExportList(list Export) { s.exportAs(list, sheet.Workbook) }

// ExportListAs is ExportList with the ending of the file that is proposed.
func (s *Shell) ExportListAs(list Export, ending string) { s.exportAs(list, ending) }

func (s *Shell) exportAs(list Export, ending string) {
	s.Files().Save(words.T("Lijst exporteren"), paper.Name(list.Name)+ending, func(path string) { s.exportTo(path, ending, list) })
}

func (s *Shell) exportTo(path, ending string, list Export) {
	if !sheet.Known(path) {
		path += ending
		if _, err := os.Stat(path); err == nil {
			s.bars.fail(words.T("Er is al een bestand met die naam. Het is niet vervangen; kies een andere naam."))
			return
		}
	}
	Act(s.Tasks, words.T("Lijst exporteren"), func(ctx context.Context, p *Progress) (int, error) {
		table, err := list.Rows(ctx, p)
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return 0, err
		}
		p.Note(words.T("bestand schrijven"))
		return len(table.Rows), table.Save(path)
	}, func(n int) {
		s.SayWith(words.T("%s in %s", dutch.Count(n, words.T("rij"), words.T("rijen")), filepath.Base(path)), words.T("Openen"), func() { s.openFile(path) })
	})
}

// SayWith tells something, with a link that does more with it for ten seconds.
func (s *Shell) SayWith(text, link string, run func()) { s.bars.offer(text, link, run) }

// openFile opens a file in the program that the computer has for it.
func (s *Shell) openFile(path string) {
	u, err := url.Parse(storage.NewFileURI(path).String())
	if err == nil {
		err = s.cfg.App.OpenURL(u)
	}
	if err != nil {
		s.Tasks.log.Error("file does not open", "kind", fmt.Sprintf("%T", err)) // the error itself names the file
		s.bars.fail(words.T("Deze computer heeft geen programma dat dit bestand opent. Het bestand staat er wel."))
	}
}

// More is the button behind which stands what can be done with a record and is not done every day: commands of the page,
// those that can be done when it is opened, with their keys. An empty ID is a line between them.
func (s *Shell) More(ids ...string) *block.Button {
	return block.NewMore(func() []block.MoreItem {
		var items []block.MoreItem
		line := false
		for _, id := range ids {
			if id == "" {
				line = len(items) > 0
				continue
			}
			for _, c := range s.commands() {
				if c.ID != id || !c.enabled() {
					continue
				}
				items = append(items, block.MoreItem{Text: c.Text, Hint: c.Key.String(), Apart: line, Run: func() { s.run(c) }})
				line = false
				break
			}
		}
		return items
	})
}

// Menu makes a context menu of commands of the page, by their IDs; "" is a line between them. What cannot be done now is
// left out.
func (s *Shell) Menu(ids ...string) *fyne.Menu {
	m := fyne.NewMenu("")
	line := false
	for _, id := range ids {
		if id == "" {
			line = len(m.Items) > 0
			continue
		}
		for _, c := range s.commands() {
			if c.ID != id || !c.enabled() {
				continue
			}
			if line {
				m.Items, line = append(m.Items, fyne.NewMenuItemSeparator()), false
			}
			item := s.menuItem(c)
			if item.Shortcut != nil {
				item.Label, item.Shortcut = words.T("%s  (%s)", c.Text, c.Key), nil
			}
			m.Items = append(m.Items, item)
			break
		}
	}
	return m
}
