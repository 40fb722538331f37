package ui

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// Files asks the user for files. Nothing is called when the user cancels.
type Files interface {
	// Open asks for a file to read; kinds are endings such as ".xlsx", none is all files.
	Open(title string, kinds []string, then func(path string))
	// Save asks where a file is to be written; name is the one proposed. It asks before a file is written over.
	Save(title, name string, then func(path string))
	// Folder asks for a folder.
	Folder(title string, then func(path string))
}

// chooser asks with a dialog of the shell's own: the toolkit's speaks no Dutch and does not listen to Enter and Esc.
type chooser struct {
	s *Shell
	// last is the folder that was chosen from last.
	last string
}

type choosing int

const (
	chooseFile choosing = iota
	chooseName
	chooseFolder
)

func (c *chooser) Open(title string, kinds []string, then func(path string)) {
	c.ask(title, words.T("Openen"), chooseFile, kinds, "", then)
}

func (c *chooser) Save(title, name string, then func(path string)) {
	c.ask(title, words.T("Opslaan"), chooseName, nil, name, then)
}

func (c *chooser) Folder(title string, then func(path string)) {
	c.ask(title, words.T("Deze map"), chooseFolder, nil, "", then)
}

// entryOf is a line of a folder.
type entryOf struct {
	name   string
	folder bool
}

// listing answers what a folder holds: folders first, then the files that fit, by name and without hidden ones.
func listing(dir string, kinds []string, folders bool) ([]entryOf, error) {
	found, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var list []entryOf
	for _, f := range found {
		name := f.Name()
		if strings.HasPrefix(name, ".") {
			continue
		}
		isDir := f.IsDir()
		if f.Type()&os.ModeSymlink != 0 {
			if info, err := os.Stat(filepath.Join(dir, name)); err == nil {
				isDir = info.IsDir()
			}
		}
		fits := len(kinds) == 0 || slices.Contains(kinds, strings.ToLower(filepath.Ext(name)))
		if isDir || (fits && !folders) {
			list = append(list, entryOf{name, isDir})
		}
	}
	slices.SortStableFunc(list, func(a, b entryOf) int {
		if a.folder != b.folder {
			if a.folder {
				return -1
			}
			return 1
		}
		return strings.Compare(strings.ToLower(a.name), strings.ToLower(b.name))
	})
	return list, nil
}

// noneOf says that a folder holds no file of the kinds that are asked for.
func noneOf(kinds []string) string {
	if len(kinds) == 0 {
		return words.T("In deze map staat geen bestand.")
	}
	return words.T("In deze map staat geen bestand dat past (%s).", strings.Join(kinds, ", "))
}

func (c *chooser) start() string {
	if c.last != "" {
		return c.last
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return string(filepath.Separator)
	}
	return home
}

func (c *chooser) ask(title, ok string, what choosing, kinds []string, name string, then func(path string)) {
	lane := c.s.Tasks.Lane()
	dir := c.start()
	path := block.NewTextField("")
	list := block.NewList("", words.T("Hier staat niets dat past."))
	problem := block.NewQuietParagraph("")
	problem.Color = look.Wrong
	problem.Hide()
	none := block.NewQuietParagraph("")
	none.Hide()
	d := &block.Dialog{Title: title, OK: ok, Width: 620, First: path}
	tell := func(text string) {
		problem.SetText(text)
		problem.Show()
		d.Relayout()
	}
	enter := func(to string) {
		LoadOr(lane, func(context.Context) ([]entryOf, error) { return listing(to, kinds, what == chooseFolder) }, func(found []entryOf, err error) {
			if err != nil {
				tell(words.T("Deze map kan niet worden gelezen."))
				return
			}
			dir = to
			path.SetValue(filepath.Join(dir, name))
			path.TypedShortcut(&fyne.ShortcutSelectAll{}) // what is typed or pasted takes its place
			items := []block.Item{{ID: "..", Title: words.T("Map erboven"), Detail: filepath.Dir(dir)}}
			if filepath.Dir(dir) == dir {
				items = nil
			}
			for _, e := range found {
				it := block.Item{ID: e.name, Title: e.name}
				if e.folder {
					it.Pill = words.T("map")
				}
				items = append(items, it)
			}
			list.SetItems(items)
			// An empty list of files says of which kinds there are none.
			if none.Hide(); what == chooseFile && !slices.ContainsFunc(found, func(e entryOf) bool { return !e.folder }) {
				none.SetText(noneOf(kinds))
				none.Show()
			}
			d.Relayout()
		})
	}
	list.OnTap = func(i int) {
		it := list.Items()[i]
		switch {
		case it.ID == "..":
			enter(filepath.Dir(dir))
		case it.Pill != "":
			enter(filepath.Join(dir, it.ID))
		default:
			path.SetValue(filepath.Join(dir, it.ID))
			c.s.win.Canvas().Focus(path)
		}
	}
	asked := ""
	d.OnOK = func() bool {
		p := filepath.Clean(path.Value())
		if !filepath.IsAbs(p) {
			p = filepath.Join(dir, p)
		}
		info, err := os.Stat(p)
		switch {
		case err == nil && info.IsDir() && what != chooseFolder:
			enter(p)
			return false
		case err != nil && what != chooseName:
			tell(words.T("Dit bestaat niet. Kies hieronder iets."))
			return false
		case err == nil && what == chooseName && asked != p:
			asked = p
			tell(words.T("Er is al een bestand met deze naam. Druk nog een keer op Opslaan om het te vervangen."))
			return false
		case what == chooseFolder && !info.IsDir():
			tell(words.T("Dit is een bestand. Kies een map."))
			return false
		}
		c.last = filepath.Dir(p)
		if what == chooseFolder {
			c.last = p
		}
		then(p)
		return true
	}
	d.Content = block.Column(8, path, problem, none, block.High(300, list))
	c.s.Ask(d)
	enter(dir)
}
