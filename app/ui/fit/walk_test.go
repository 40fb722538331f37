package fit

import (
	"context"
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
	"kiesvoorhetkind.nl/kantoor/data"
)

// view is a window as somebody has it.
type view struct {
	width, height float32
	text          int
	mode          look.Mode
}

func (v view) String() string { return fmt.Sprintf("%.0fx%.0f at %d%%", v.width, v.height, v.text) }

// oneFile answers a list of people to whoever asks for a file, and nowhere to whoever wants to keep one.
type oneFile struct{ list string }

func (f oneFile) Open(_ string, _ []string, then func(string)) { then(f.list) }
func (oneFile) Save(string, string, func(string))              {}
func (oneFile) Folder(string, func(string))                    {}

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
		w.d = uitest.New(w.t, screen.Finder{Store: w.office.Store}, oneFile{longList(w.t)})
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
			w.whole(where)
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

// whole checks that what a list may cut of a record's name stands on its page in full.
func (w *walker) whole(where []string) {
	p := w.parts()
	if len(p.lists) == 0 {
		return
	}
	it, ok := p.lists[0].Current()
	if !ok {
		return
	}
	all := ""
	for _, word := range draw(w.d.Window().Canvas()).words {
		if list, _ := within[*block.List](&word.node); list == nil {
			all += word.text.Text
		}
	}
	narrow := true
	for _, n := range draw(w.d.Window().Canvas()).nodes {
		if s, ok := n.object.(*block.Split); ok {
			narrow = s.Narrow()
		}
	}
	if narrow {
		return
	}
	// A list begins with the surname where the page does not.
	for _, part := range strings.Split(it.Title, ", ") {
		if !strings.Contains(plain(all), plain(part)) {
			w.t.Errorf("%s: %q of %q does not stand on its page in full", strings.Join(where, " / "), part, it.Title)
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

// choices opens the fields that offer a few things to choose from.
func (w *walker) choices(where []string) {
	c := w.d.Window().Canvas()
	for _, n := range draw(c).nodes {
		f, ok := n.object.(*block.ChoiceField)
		if step := "options " + strings.Join(where[:1], "") + fmt.Sprint(len(where)) + strings.Join(optionsOf(f), "|"); !ok || f.Disabled() || w.seen[step] {
			continue
		} else {
			w.seen[step] = true
		}
		f.Tapped(&fyne.PointEvent{})
		w.at(append(where, "options of "+strings.Join(optionsOf(f), "|"))...)
		c.Overlays().Remove(c.Overlays().Top())
	}
}

func optionsOf(f *block.ChoiceField) []string {
	if f == nil {
		return nil
	}
	return f.Options
}

// window looks at what the window itself shows over a screen.
func (w *walker) window() {
	long := "Bericht van " + firsts[1] + " " + surnames[1] + " afgehandeld"
	for what, open := range map[string]func(){
		"search":          func() { w.d.Run("search"); w.d.Type("van") },
		"search in vain":  func() { w.d.Run("search"); w.d.Type("qqqqq") },
		"search commands": func() { w.d.Run("search") },
		"help":            func() { w.d.Run("help") },
		"done":            func() { w.d.Done(long, func(context.Context) error { return nil }) },
		"said":            func() { w.d.Say(strings.Repeat(long+". ", 3)) },
		"failed":          func() { w.d.Fail(data.Refuse(strings.Repeat(long+". ", 2))) },
	} {
		w.open(ui.ScreenComplaints)
		open()
		w.at("window", what)
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
				w.choices(append(where, c))
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
				w.choices(append(where, "“"+b.Label()+"”"))
				break
			}
		}
	}
}

var screens = []ui.ScreenID{
	ui.ScreenToday, ui.ScreenMail, ui.ScreenComplaints, ui.ScreenRegister, ui.ScreenTrainings, ui.ScreenOrders, ui.ScreenInvoices, ui.ScreenReports, ui.ScreenSettings,
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
			w.window()
			t.Logf("%d looks in %v", w.count, time.Since(start))
		})
	}
}
