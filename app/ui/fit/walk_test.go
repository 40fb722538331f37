package fit

import (
	"fmt"
	"sort"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/app/ui/screen"
	"kiesvoorhetkind.nl/kantoor/app/ui/uitest"
)

// view is a window as somebody has it.
type view struct {
	width, height float32
	text          int
	mode          look.Mode
}

func (v view) String() string { return fmt.Sprintf("%.0fx%.0f at %d%%", v.width, v.height, v.text) }

// noFiles answers no file to whoever asks for one.
type noFiles struct{}

func (noFiles) Open(string, []string, func(string)) {}
func (noFiles) Save(string, string, func(string))   {}
func (noFiles) Folder(string, func(string))         {}

// walker goes through all that an office's window can show.
type walker struct {
	t      *testing.T
	office *app.Office
	view   view
	d      *uitest.Desk
	// look is called wherever the walker came, with the way to it.
	look func(where string)
	// seen are the kinds of pages and the steps that were taken already.
	seen  map[string]bool
	count int
}

// open opens the window anew, on a screen.
func (w *walker) open(id ui.ScreenID) {
	if w.d == nil {
		w.d = uitest.New(w.t, screen.Finder{Store: w.office.Store}, noFiles{})
	}
	all := screen.All(w.office, screen.Outside{})
	for i, s := range all {
		if s.ID == id {
			all[0], all[i] = all[i], all[0]
		}
	}
	w.d.Resize(w.view.width, w.view.height)
	w.d.Anew(ui.View{Mode: w.view.mode, Text: w.view.text}, all...)
	if w.view.width == 0 {
		// As small as the window can be made.
		least := w.d.Window().Canvas().Content().MinSize()
		w.d.Resize(least.Width, least.Height)
	}
}

// parts are the things on a window that the walker can do something with.
type parts struct {
	lists   []*block.List
	tables  []*block.Table
	buttons []*block.Button
	chips   []chip
}

type chip interface {
	fyne.Tappable
	Label() string
}

func (w *walker) parts() parts {
	var p parts
	for _, n := range draw(w.d.Window().Canvas()).nodes {
		switch o := n.object.(type) {
		case *block.List:
			p.lists = append(p.lists, o)
		case *block.Table:
			p.tables = append(p.tables, o)
		case *block.Button:
			if !o.Disabled() && o.Label() != "" {
				p.buttons = append(p.buttons, o)
			}
		case chip:
			if fmt.Sprintf("%T", o) == "*block.chip" {
				p.chips = append(p.chips, o)
			}
		}
	}
	return p
}

// kind tells one page from another by what can be done on it and what its parts are called.
func (w *walker) kind() string {
	var words []string
	for _, n := range draw(w.d.Window().Canvas()).nodes {
		switch o := n.object.(type) {
		case *block.Button:
			words = append(words, o.Label())
		case *block.Text:
			if o.Bold && o.SizeName != "" {
				words = append(words, o.Text)
			}
		case *block.Paragraph:
			if len(o.Spans) == 1 && o.Spans[0].Bold {
				words = append(words, o.Spans[0].Text)
			}
		case *block.Pill:
			words = append(words, "pill")
		}
	}
	sort.Strings(words)
	return strings.Join(words, "|")
}

func (w *walker) at(where ...string) {
	w.count++
	w.look(strings.Join(where, " / "))
}

// most is how many records of one list are opened to find other kinds of pages among them.
const most = 12

// screen walks one screen: each chip, the records under it, and what can be done with each kind of them.
func (w *walker) screen(id ui.ScreenID, act bool) {
	name := string(id)
	w.open(id)
	w.at(name)
	chips := w.parts().chips
	labels := []string{""}
	for i, c := range chips {
		if i > 0 {
			labels = append(labels, c.Label())
		}
	}
	for _, label := range labels {
		for i := 0; i < most; i++ {
			if !w.to(id, label, i) {
				break
			}
			where := []string{name, label, fmt.Sprint(i)}
			if i == 0 {
				w.at(where...)
			}
			kind := name + w.kind()
			if w.seen[kind] {
				continue
			}
			w.seen[kind] = true
			if i > 0 {
				w.at(where...)
			}
			w.otherSide(where)
			if act {
				w.acts(id, label, i, where)
			}
		}
	}
}

// to goes to record i of what a chip shows; false when there is none. A screen without lists has one page.
func (w *walker) to(id ui.ScreenID, label string, i int) bool {
	w.d.Go(ui.Route{Screen: id})
	for _, c := range w.parts().chips {
		if label != "" && c.Label() == label {
			c.Tapped(&fyne.PointEvent{})
		}
	}
	p := w.parts()
	switch {
	case len(p.lists) > 0:
		if i >= len(p.lists[0].Items()) {
			return i == 0
		}
		p.lists[0].Choose(i)
	case len(p.tables) > 0:
		if i >= len(p.tables[0].Shown()) {
			return i == 0
		}
		p.tables[0].Choose(i)
	default:
		return i == 0
	}
	return true
}

// otherSide looks at the page behind the list, or the list behind the page, where the window is too narrow for both.
func (w *walker) otherSide(where []string) {
	for _, n := range draw(w.d.Window().Canvas()).nodes {
		s, ok := n.object.(*block.Split)
		if !ok || !s.Narrow() {
			continue
		}
		if p := w.parts(); len(p.lists) > 0 && len(p.lists[0].Items()) > 0 {
			p.lists[0].Focus()
			w.d.Press(fyne.KeyReturn)
			w.at(append(where, "page")...)
		} else if s.Back() {
			w.at(append(where, "list")...)
		}
		return
	}
}

// acts does everything that can be done on a page, each time on a page that was opened anew.
func (w *walker) acts(id ui.ScreenID, label string, i int, where []string) {
	for _, c := range w.d.PageCommands() {
		if step := string(id) + "#" + c; !w.seen[step] {
			w.seen[step] = true
			w.open(id)
			if w.to(id, label, i) && w.d.Run(c) {
				w.at(append(where, c)...)
			}
		}
	}
	w.open(id)
	w.to(id, label, i)
	for _, b := range w.parts().buttons {
		step := string(id) + "!" + b.Label()
		if w.seen[step] {
			continue
		}
		w.seen[step] = true
		w.open(id)
		if !w.to(id, label, i) {
			continue
		}
		for _, again := range w.parts().buttons {
			if again.Label() == b.Label() {
				again.Tapped(&fyne.PointEvent{})
				w.at(append(where, "“"+b.Label()+"”")...)
				break
			}
		}
	}
}

var screens = []ui.ScreenID{
	ui.ScreenToday, ui.ScreenMail, ui.ScreenComplaints, ui.ScreenRegister, ui.ScreenTrainings, ui.ScreenOrders, ui.ScreenInvoices, ui.ScreenSettings,
}

func TestNothingIsCut(t *testing.T) {
	t.Setenv("PATH", "")
	t.Setenv("TMPDIR", t.TempDir())
	start := time.Now()
	file := newOffice(t, true)
	t.Logf("office in %v", time.Since(start))
	views := []struct {
		view
		act bool
	}{
		{view{1280, 720, 100, look.Light}, true},
		{view{1280, 720, 150, look.Dark}, false},
		{view{1280, 720, 200, look.Dark}, true},
		{view{1920, 1080, 100, look.Dark}, false},
		{view{1920, 1080, 200, look.Light}, false},
		{view{0, 0, 100, look.Light}, false},
		{view{0, 0, 150, look.Light}, false},
		{view{0, 0, 200, look.Light}, false},
	}
	told := map[string]bool{}
	for _, v := range views {
		t.Run(v.String(), func(t *testing.T) {
			start := time.Now()
			w := &walker{t: t, office: again(t, file), view: v.view, seen: map[string]bool{}}
			known := Known()
			w.look = func(where string) {
				c := w.d.Window().Canvas()
				found := append(append(append(Room(c), Contrast(c, known)...), English(c)...), Aligned(c)...)
				found = append(found, EnglishMenu(w.d.Window().MainMenu())...)
				if keys := "keys " + Keys(c); v.act && v.text == look.SmallestText && !w.seen[keys] {
					w.seen[keys] = true
					found = append(found, Keyboard(c)...)
				}
				for _, f := range found {
					if key := f.Path + f.Text; !told[key] {
						told[key] = true
						t.Errorf("%s: %v", where, f)
					}
				}
			}
			for _, id := range screens {
				w.screen(id, v.act)
			}
			t.Logf("%d looks in %v", w.count, time.Since(start))
		})
	}
}
