package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
)

// texts are those that can be seen in the window.
func (d *desk) texts() string {
	var texts []string
	for _, o := range test.LaidOutObjects(d.win.Canvas().Content()) {
		if text, ok := o.(*canvas.Text); ok && text.Visible() {
			texts = append(texts, text.Text)
		}
	}
	return strings.Join(texts, "\n")
}

func (d *desk) windowKey(name fyne.KeyName) { d.win.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: name}) }

func TestHelpTellsAboutTheScreenAndGoesBackToIt(t *testing.T) {
	d := newDesk(t)
	before := d.win.Canvas().Focused()
	d.windowKey(fyne.KeyF1)
	if !d.help.open || d.help.page.at.page != "post" {
		t.Fatalf("F1 shows %v", d.help.page)
	}
	seen := d.texts()
	for _, want := range []string{"Post", "Toetsen op dit scherm", "Iedereen aanwezig", "Zoek in de handleiding"} {
		if !strings.Contains(seen, want) {
			t.Errorf("cannot see %q", want)
		}
	}
	if len(d.mail.did) != 0 || d.Where().Screen != ScreenMail {
		t.Errorf("the screen behind did %v, at %v", d.mail.did, d.Where())
	}
	d.key(fyne.KeyEscape)
	if d.help.open || d.win.Canvas().Focused() != before || strings.Contains(d.texts(), "Toetsen op dit scherm") {
		t.Error("Esc does not go back to the screen and to what had the keyboard")
	}
	d.windowKey(fyne.KeyF1)
	d.key(fyne.KeyF1)
	if d.help.open {
		t.Error("F1 again does not go back")
	}
}

// The page behind the manual is not left: what is filled in there stays.
func TestHelpLeavesAFormAlone(t *testing.T) {
	d := newDesk(t)
	d.mail.stay = true
	d.windowKey(fyne.KeyF1)
	if !d.help.open || d.mail.leave != nil {
		t.Fatal("looking up help leaves the page")
	}
	d.Go(Route{Screen: ScreenRegister})
	if d.Where().Screen != ScreenMail || d.mail.leave == nil {
		t.Fatal("another screen is opened over a form")
	}
	d.mail.leave()
	if d.Where().Screen != ScreenRegister || d.help.open {
		t.Errorf("at %v, help open: %v", d.Where(), d.help.open)
	}
}

func TestSearchBoxFindsTheManual(t *testing.T) {
	d := newDesk(t)
	d.Run("search")
	test.Type(d.top.box, "handleiding als")
	d.top.box.SetText("")
	test.Type(d.top.box, "back-up terug")
	items := d.top.results.list.Items()
	at := -1
	for i, it := range items {
		if strings.HasPrefix(it.Title, "Hulp: ") && at < 0 {
			at = i
		}
	}
	if at < 0 {
		t.Fatalf("found %v", items)
	}
	d.top.results.do(at)
	if !d.help.open || d.help.page.at.anchor == "" {
		t.Errorf("the task does not open: %v", d.help.page)
	}
}

func TestContentsAndSearchOfTheManual(t *testing.T) {
	d := newDesk(t)
	d.Run("manual")
	p := d.help.page
	pages := d.manual().Pages
	if len(p.list.Items()) != len(pages) || p.at.page != pages[0].ID {
		t.Fatalf("%d of %d pages in the contents, at %v", len(p.list.Items()), len(pages), p.at)
	}
	p.list.Choose(2)
	if p.at.page != pages[2].ID {
		t.Errorf("the third line opens %v", p.at)
	}
	d.Run("manual.find")
	p.search.SetText("etiket")
	found := p.list.Items()
	if len(found) == 0 {
		t.Fatal("the manual knows nothing of etiket")
	}
	p.list.Choose(len(found) - 1)
	p.list.Choose(0)
	if got := p.at.page + "#" + p.at.anchor; got != found[0].ID {
		t.Errorf("at %s, chosen %s", got, found[0].ID)
	}
	p.search.SetText("qqqq")
	if len(p.list.Items()) != 0 {
		t.Error("finds what is not there")
	}
}

func TestLinksOfTheManualAndTheWayBack(t *testing.T) {
	d := newDesk(t)
	d.windowKey(fyne.KeyF1)
	p := d.help.page
	p.visit("back-up", "")
	p.visit("toetsen", "")
	d.Run("back")
	d.Run("back")
	if !d.help.open || p.at.page != "post" {
		t.Fatalf("back leads to %v", p.at)
	}
	d.Run("back")
	if d.help.open {
		t.Error("back from the first page does not close the manual")
	}
}

type saving struct{ dir string }

func (s saving) Open(string, []string, func(string)) {}
func (s saving) Folder(string, func(string))         {}

func (s saving) Save(_, name string, then func(string)) { then(filepath.Join(s.dir, name)) }

func TestManualAsPDF(t *testing.T) {
	d := newDesk(t)
	dir := t.TempDir()
	d.cfg.Files = saving{dir}
	d.Run("manual.pdf")
	pdf, err := os.ReadFile(filepath.Join(dir, "Handleiding KIES Kantoor.pdf"))
	if err != nil {
		t.Fatalf("%v; told %q", err, d.bars.wrong.Text())
	}
	for _, want := range []string{"%PDF-", "/Outlines ", "/Annots ", "/Subtype /Image"} {
		if !strings.Contains(string(pdf), want) {
			t.Errorf("the PDF has no %s", want)
		}
	}
}
