package screen

import (
	"context"
	"fmt"
	"testing"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/data"
)

func TestAMailIsPutAsideByWhatItIs(t *testing.T) {
	c := newCounter(t, orderMail, signupMail)
	c.Click("Iets anders …")
	c.Focused().(interface{ SetValue(string) }).SetValue("aside")
	c.Click("Verder")
	c.MustSee("Bericht opzijgelegd", "Voorstel: aanmelding")
}

func TestTheNextMailIsNotChosenForWhoWentOnAlready(t *testing.T) {
	c := newCounter(t, orderMail, signupMail, complaintMail)
	page, ok := c.Page().(*postPage)
	if !ok {
		t.Fatal("this is no post")
	}
	release := c.Tasks.Hold()
	c.Run("mail.done")
	page.list.Choose(2)
	release()
	if it, _ := page.list.Current(); it.Title != "Bas Ouderling" || page.letter.FromName != "Bas Ouderling" {
		t.Errorf("chosen is %q, shown %q", it.Title, page.letter.FromName)
	}
	release = c.Tasks.Hold()
	c.Run("mail.make")
	c.Go(ui.Route{Screen: ui.ScreenComplaints})
	release()
	if c.Where() != (ui.Route{Screen: ui.ScreenComplaints}) && c.Where().Key != "1" {
		t.Errorf("what was read for another screen leads to %v", c.Where())
	}
}

func TestCertificatesAreNotMadeForAnotherGroupThanWasShown(t *testing.T) {
	c := newClassroom(t, func(c *classroom) {
		a := c.group(lessons, "Assen", []string{"2026-02-10"}, "Ada Aal")
		b := c.group(lessons, "Breda", []string{"2026-02-11"}, "Bo Bos", "Cor Ceder")
		for _, id := range []int64{a, b} {
			c.done(c.job.MarkAllPresent(context.Background(), id, 0))
		}
	})
	c.page.list.Choose(0)
	laidOut := c.Tasks.Hold()
	c.Run("cohort.print")
	opened := c.Tasks.Hold()
	c.page.list.Choose(1)
	opened()
	laidOut()
	if c.Window().Canvas().Overlays().Top() != nil {
		t.Error("the certificates of the group that was left are asked for")
	}
	for _, it := range c.page.list.Items() {
		if page := c.read(number(it.ID)); len(page.Runs) > 0 {
			t.Errorf("certificates were made for %s", page.Place)
		}
	}
}

func TestTodaySaysNothingBeforeItKnows(t *testing.T) {
	d := newToday(t)
	d.order(t)
	page, ok := d.Page().(*todayPage)
	if !ok {
		t.Fatal("this is not today")
	}
	page.overview.Sections, page.known = nil, false
	page.show()
	if d.Sees("Alles is gedaan") {
		t.Error("all is said to be done before anybody looked")
	}
}

func TestTheNextPageDoesNotComeUnderAnotherPart(t *testing.T) {
	d := newTrader(t)
	err := d.office.Store.Write(context.Background(), data.Change{Who: "Annelies", Title: "Bestellingen"}, func(tx *data.Tx) error {
		for i := range 3 * pageSize {
			state := "new"
			if i >= pageSize {
				state = "sent"
			}
			o := data.Order{Number: fmt.Sprintf("B%04d", i), Day: "2026-01-05", State: state, Name: fmt.Sprintf("Klant %04d", i), Country: "NL", DeliveryName: "Klant", PayerCountry: "NL"}
			if err := tx.SaveOrder(&o); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	d.Go(ui.Route{Screen: ui.ScreenInvoices})
	d.Go(ui.Route{Screen: ui.ScreenOrders})
	page, ok := d.Page().(*ordersPage)
	if !ok {
		t.Fatal("these are no orders")
	}
	release := d.Tasks.Hold()
	d.Click("Verzonden")
	page.more()
	release()
	for _, r := range page.rows {
		if r.Order.State != "sent" {
			t.Fatalf("%s among what was sent", r.Order.Number)
		}
	}
}

func TestAKeyRightAfterAnArrowIsForTheNextMail(t *testing.T) {
	c := newCounter(t, orderMail, signupMail)
	release := c.Tasks.Hold()
	c.Press(fyne.KeyDown, "O")
	release()
	n, err := c.office.Mail.Count(context.Background(), "aside")
	if err != nil {
		t.Fatal(err)
	}
	c.MustSee("Voorstel: bestelling", "Bericht opzijgelegd")
	if n != 1 {
		t.Errorf("%d mails were put aside", n)
	}
}

func TestAFormComesToTheFrontInANarrowWindow(t *testing.T) {
	c := newClassroom(t, func(c *classroom) { c.group(lessons, "Assen", []string{"2026-02-10"}, "Ada Aal") })
	c.Resize(870, 600)
	if c.page.split.ShowList(); !c.page.split.Narrow() {
		t.Fatal("the window is not narrow")
	}
	c.Run("cohort.new")
	if !c.page.detail.Visible() {
		t.Error("the form opens behind the list")
	}
	c.Resize(1400, 800)
	c.page.split.ShowList()
	c.Resize(870, 600)
	if !c.page.detail.Visible() || c.Focused() == c.page.list.Keys() {
		t.Error("the form goes behind the list when the window becomes narrow")
	}
}
