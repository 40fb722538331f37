package ui

import (
	"context"
	"errors"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"kiesvoorhetkind.nl/kantoor/app/sheet"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
)

// listPage is a page with a list that can be exported, and a table.
type listPage struct {
	testPage
	table  *block.Table
	filter *block.SearchField
	fail   error
	none   bool
}

func (p *listPage) Filter() fyne.Focusable { return p.filter }
func (p *listPage) Columns() *block.Table  { return p.table }
func (p *listPage) Content() fyne.CanvasObject {
	return block.Frame(p.filter, nil, nil, nil, p.table)
}

func (p *listPage) Export() (Export, bool) {
	return Export{Name: "Facturen: te laat", Rows: func(context.Context, *Progress) (sheet.Table, error) {
		return p.table.Sheet("Facturen"), p.fail
	}}, !p.none
}

// saver chooses where files are kept without asking.
type saver struct {
	Files
	path     string
	proposed string
}

func (s *saver) Save(_, name string, then func(string)) {
	s.proposed = name
	if s.path != "" {
		then(s.path)
	}
}

// browser notes what is opened outside the program.
type browser struct {
	fyne.App
	opened []string
	fail   error
}

func (b *browser) OpenURL(u *url.URL) error {
	b.opened = append(b.opened, u.Path)
	return b.fail
}

func newListDesk(t *testing.T) (*Shell, *listPage, *saver, *browser) {
	t.Helper()
	app := &browser{App: test.NewTempApp(t)}
	files := &saver{}
	p := &listPage{table: block.NewTable("factuur", "facturen", block.TableColumn{ID: "a", Title: "Klant"}, block.TableColumn{ID: "b", Title: "Stad"})}
	p.title, p.list = "Facturen", block.NewList("", "")
	p.table.SetRows([]block.Row{{ID: "1", Cells: []block.Cell{{Text: "=Baken"}, {Text: "Breda"}}}})
	p.filter = block.NewFilter("Filter", p.table)
	s := New(Config{App: app, Window: test.NewTempWindow(t, nil), Tasks: NewInlineTasks(slog.New(slog.DiscardHandler)), Files: files})
	p.table.Remember(s.Memory(), "facturen")
	s.win.Resize(fyne.NewSize(1000, 700))
	s.Register(Screen{ID: ScreenInvoices, New: func(*Shell) Page { return p }})
	s.Start()
	return s, p, files, app
}

func TestExportWritesTheListAndOffersToOpenIt(t *testing.T) {
	s, _, files, app := newListDesk(t)
	dir := t.TempDir()
	for command, c := range map[string]struct{ ending, start string }{
		"list.export": {".xlsx", "PK"},
		"list.text":   {".csv", "\uFEFF\"Klant\";\"Stad\"\r\n\"'=Baken\";\"Breda\"\r\n"},
	} {
		files.path = filepath.Join(dir, "Lijst"+c.ending)
		if !s.Run(command) {
			t.Fatalf("%s cannot be done", command)
		}
		if files.proposed != "Facturen- te laat"+c.ending {
			t.Errorf("proposed %q", files.proposed)
		}
		b, err := os.ReadFile(files.path)
		if err != nil || !strings.HasPrefix(string(b), c.start) {
			t.Errorf("%s wrote %.80q (%v)", command, b, err)
		}
		if got := s.bars.toastText.Text; got != "1 rij in Lijst"+c.ending || s.bars.toastLink.Text != "Openen" || !s.bars.toastLink.Visible() {
			t.Errorf("it says %q with %q", got, s.bars.toastLink.Text)
		}
		s.bars.toastLink.Tapped(nil)
		if n := len(app.opened); n == 0 || app.opened[n-1] != files.path || s.bars.toast.Visible() {
			t.Errorf("opened %q", app.opened)
		}
	}
	app.fail = errors.New("no program for Jansen.xlsx")
	s.Run("list.export")
	s.bars.toastLink.Tapped(nil)
	if !s.bars.wrong.Visible() {
		t.Error("a file that does not open goes unsaid")
	}
	s.Done("Iets gedaan", func(context.Context) error { return nil })
	if s.bars.toastLink.Text != "Ongedaan maken" {
		t.Errorf("after it the link says %q", s.bars.toastLink.Text)
	}
}

func TestExportKeepsWhatWasThere(t *testing.T) {
	s, p, files, _ := newListDesk(t)
	dir := t.TempDir()
	files.path = filepath.Join(dir, "oud")
	if err := os.WriteFile(files.path+".xlsx", []byte("oud"), 0o600); err != nil {
		t.Fatal(err)
	}
	s.Run("list.export")
	if b, err := os.ReadFile(files.path + ".xlsx"); err != nil || string(b) != "oud" || !s.bars.wrong.Visible() {
		t.Errorf("a file that nobody was asked about is now %.10q (%v)", b, err)
	}
	s.bars.closeWrong()
	p.fail = errors.New("the store is away")
	files.path = filepath.Join(dir, "nieuw.xlsx")
	s.Run("list.export")
	if _, err := os.Stat(files.path); !errors.Is(err, os.ErrNotExist) || !s.bars.wrong.Visible() {
		t.Errorf("of a list that could not be read there is a file (%v)", err)
	}
	p.none = true
	if s.Run("list.export") {
		t.Error("a list that is not there is exported")
	}
}

func TestFilterAndColumnsByKeyboard(t *testing.T) {
	s, p, _, _ := newListDesk(t)
	if !s.Run("list.filter") || s.win.Canvas().Focused() != p.filter {
		t.Errorf("%T has the keyboard", s.win.Canvas().Focused())
	}
	if !s.Run("list.columns") || len(s.win.Canvas().Overlays().List()) != 1 {
		t.Error("the menu of the columns does not open")
	}
	d := newDesk(t)
	for _, id := range []string{"list.filter", "list.columns", "list.export"} {
		if d.Run(id) {
			t.Errorf("%s on a page without", id)
		}
	}
}

func TestContextMenuOfCommands(t *testing.T) {
	d := newDesk(t)
	d.Go(Route{Screen: ScreenMail})
	m := d.Menu("", "all", "never", "", "never", "", "print", "")
	var texts []string
	for _, i := range m.Items {
		texts = append(texts, i.Label)
	}
	if got := strings.Join(texts, "|"); got != "Iedereen aanwezig  (A)||Post printen  ("+Ctrl(fyne.KeyP).String()+")" {
		t.Errorf("the menu is %q", got)
	}
	m.Items[0].Action()
	if got := strings.Join(d.mail.did, ""); got != "all" {
		t.Errorf("did %q", got)
	}
}

func TestThenWaitsForWhatIsUnderWay(t *testing.T) {
	tasks := NewInlineTasks(slog.New(slog.DiscardHandler))
	l := tasks.Lane()
	var did []string
	l.Then(func() { did = append(did, "at once") })
	Load(l, func(context.Context) (int, error) {
		l.Then(func() { did = append(did, "later") })
		did = append(did, "read")
		return 1, nil
	}, func(int) { did = append(did, "shown") })
	if got := strings.Join(did, ", "); got != "at once, read, shown, later" {
		t.Errorf("did %s", got)
	}
}
