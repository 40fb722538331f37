package screen

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/uitest"
)

// drafted opens the invoices as a table, with a draft chosen in it.
func (d *trader) drafted(t *testing.T) (*invoicesPage, int64) {
	t.Helper()
	d.order(t)
	d.Run("reload")
	d.Press("C")
	d.MustSee("Dit is nog een concept")
	page, ok := d.Page().(*invoicesPage)
	if !ok {
		t.Fatal("this is not the screen of the invoices")
	}
	d.Click("Concept")
	d.Command("list.table")
	return page, page.page.ID
}

// chipOf answers what has the keyboard when somebody goes to a chip.
func chipOf(t *testing.T, d *uitest.Desk, text string) fyne.Focusable {
	t.Helper()
	for _, o := range test.LaidOutObjects(d.Window().Canvas().Content()) {
		chip, ok := o.(interface {
			fyne.Focusable
			Label() string
		})
		if ok && chip.Label() == text {
			return chip
		}
	}
	t.Fatalf("there is no chip %q", text)
	return nil
}

// state answers how an invoice stands.
func (d *trader) state(t *testing.T, id int64) string {
	t.Helper()
	page, err := d.office.Sales.Invoice(context.Background(), id)
	if err != nil {
		t.Fatal(err)
	}
	return page.State
}

func TestADraftThatLeftTheTableIsNotMadeFinalBehindIt(t *testing.T) {
	d := newTrader(t)
	page, id := d.drafted(t)
	page.list.Focus()
	d.Press(fyne.KeyUp)
	head := d.Focused()
	if !page.list.Above(head) {
		t.Fatalf("%T has the keyboard, not the titles", head)
	}
	d.Click("Betaald") // where the draft is not
	if page.page.ID != id || page.list.Index() >= 0 || page.split.PageInView() {
		t.Fatalf("the page has %d behind row %d, in view %v", page.page.ID, page.list.Index(), page.split.PageInView())
	}
	for _, at := range []fyne.Focusable{head, chipOf(t, d.Desk, "Betaald"), page.list.Keys()} {
		d.Window().Canvas().Focus(at)
		d.Press("D", "A")
		if d.Run("invoice.final") || d.Run("invoice.edit") || d.Run("invoice.remove") || page.Editing() {
			t.Errorf("something is done with a draft that nobody sees, with the keyboard in %T", at)
		}
	}
	if state := d.state(t, id); state != "draft" {
		t.Fatalf("the draft behind the table is %s now", state)
	}
	if !d.Run("invoice.new") {
		t.Error("no other invoice can be made while one is behind the table")
	}
}

func TestADraftThatIsChosenInTheTableIsMadeFinal(t *testing.T) {
	d := newTrader(t)
	page, id := d.drafted(t)
	if page.split.PageInView() || page.list.Index() < 0 {
		t.Fatal("the draft is not a row before its page")
	}
	d.Pass(0)
	d.MustSee("D definitief maken")
	d.Press("D")
	if state := d.state(t, id); state != "final" {
		t.Errorf("the draft that is chosen in the table is %s", state)
	}
}

func TestALetterThatLeftTheTableIsNotDealtWith(t *testing.T) {
	c := newCounter(t, orderMail, signupMail)
	page, ok := c.Page().(*postPage)
	if !ok {
		t.Fatal("this is no post")
	}
	c.Command("list.table")
	sha := page.letter.SHA256
	if sha == "" {
		t.Fatal("no letter is shown")
	}
	c.Press("O")
	if page.letter.SHA256 == sha {
		t.Fatal("the letter that is chosen in the table is not put aside")
	}
	sha = page.letter.SHA256
	c.Click("Opzij")
	c.Window().Canvas().Unfocus()
	c.Press("A", "O", "R")
	letter, err := c.office.Mail.Open(context.Background(), sha)
	if err != nil || letter.State != "new" || page.Editing() {
		t.Errorf("the letter behind the table is %q, %v", letter.State, err)
	}
}

func TestAParticipantBehindTheTableStays(t *testing.T) {
	c := newClassroom(t, func(c *classroom) {
		c.group(lessons, "Zwolle", []string{"2026-02-23"}, "Ada van den Berg", "Bo Dijk")
	})
	c.page.list.Choose(0)
	c.Command("list.table")
	c.page.list.Focus()
	c.Press(fyne.KeyReturn) // to the page of the group
	c.Window().Canvas().Focus(c.page.table.Keys())
	c.Press(fyne.KeyDown, fyne.KeyEscape)
	if c.page.split.PageInView() {
		t.Fatal("Esc does not lead to the table")
	}
	c.page.list.Focus()
	c.Press(fyne.KeyDelete, "X", "R")
	if n := len(c.page.page.Participants); n != 2 || c.Window().Canvas().Overlays().Top() != nil {
		t.Errorf("%d participants are left, dialog %v", n, c.Window().Canvas().Overlays().Top())
	}
	c.Press("A") // of the group itself, whose row is chosen
	c.MustSee("aanwezig")
	c.Press(fyne.KeyReturn, fyne.KeyDelete)
	if n := len(c.page.page.Participants); n != 1 {
		t.Errorf("%d participants are left after one was taken out on the page", n)
	}
}

func TestTheTableComesToTheFrontInANarrowWindow(t *testing.T) {
	d := newTrader(t)
	d.invoiced(t)
	page, ok := d.Page().(*invoicesPage)
	if !ok {
		t.Fatal("this is not the screen of the invoices")
	}
	d.Resize(864, 700)
	page.list.Focus()
	d.Press(fyne.KeyReturn)
	if !page.split.Narrow() || !page.split.PageInView() {
		t.Fatal("the page does not stand before the list")
	}
	d.Command("list.table")
	if !page.list.Visible() || page.detail.Visible() || d.Focused() != page.list.Keys() {
		t.Errorf("table in view %v, page %v, the keyboard in %T", page.list.Visible(), page.detail.Visible(), d.Focused())
	}
	d.MustSee("Klant", "Als lijst")
	d.Press(fyne.KeyReturn)
	if !page.detail.Visible() || !page.Back() {
		t.Error("there is no way to the page and back")
	}
	d.Press(fyne.KeyReturn, "B")
	d.MustSee("Betaling")
}

func TestAFormStaysInFrontWhenTheListBecomesATable(t *testing.T) {
	d := newTrader(t)
	d.Go(ui.Route{Screen: ui.ScreenInvoices})
	page, ok := d.Page().(*invoicesPage)
	if !ok {
		t.Fatal("this is not the screen of the invoices")
	}
	d.Resize(864, 700)
	d.Press("N")
	d.Command("list.table")
	if !page.Editing() || !page.detail.Visible() {
		t.Errorf("filling in %v, form in view %v", page.Editing(), page.detail.Visible())
	}
}

func TestTheColumnsOfATableThatIsNotSeenAreNotChosen(t *testing.T) {
	c := newClassroom(t, func(c *classroom) {
		c.group(lessons, "Zwolle", []string{"2026-02-23"}, "Ada van den Berg", "Bo Dijk")
	})
	c.page.list.Choose(0)
	if c.page.Columns() == nil {
		t.Fatal("the participants have no columns to choose")
	}
	c.Command("list.table")
	c.page.list.Focus()
	c.Press(fyne.KeyUp) // to the titles
	if !c.page.list.Above(c.Focused()) {
		t.Fatalf("%T has the keyboard", c.Focused())
	}
	for _, at := range []fyne.Focusable{c.Focused(), c.page.filter, chipOf(t, c.Desk, "Gepland")} {
		c.Window().Canvas().Focus(at)
		c.Command("list.columns")
		got := menuTexts(t, c.Desk)
		if !strings.Contains(got, "Plaatsen") || strings.Contains(got, "E-mail") {
			t.Errorf("with the keyboard in %T the menu has %s", at, got)
		}
	}
}
