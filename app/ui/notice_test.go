package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/ui/block"
)

func TestNoticeStandsUntilItIsClosed(t *testing.T) {
	d := newDesk(t)
	page := d.middle.Position()
	opened := 0
	d.Notify(Notice{Text: "Er is iets gebeurd.", Links: []NoticeLink{{"Bekijken", func() { opened++ }}}, Under: []NoticeLink{{"Formulier", func() { opened += 10 }}}})
	if !d.notice.body.Visible() || d.notice.text.String() != "Er is iets gebeurd." || d.middle.Position().Y <= page.Y {
		t.Fatalf("the notice stands at %v, the page at %v", d.notice.body.Position(), d.middle.Position())
	}
	if len(d.win.Canvas().Overlays().List()) != 0 {
		t.Error("the notice holds the window up")
	}
	d.notice.links.Objects[0].(*block.Button).Tapped(nil)
	d.notice.under.Objects[0].(*block.Button).Tapped(nil)
	if opened != 11 {
		t.Errorf("its links did %d", opened)
	}
	d.Go(Route{Screen: ScreenRegister})
	if !d.notice.body.Visible() {
		t.Error("it went with the page")
	}
	if !d.Run("notice.close") || d.notice.body.Visible() || d.middle.Position() != page {
		t.Errorf("after closing the page is at %v, was at %v", d.middle.Position(), page)
	}
	if d.Run("notice.close") {
		t.Error("a notice that is not there can be closed")
	}
	d.Notify(Notice{Text: "Iets anders."})
	if d.notice.under.Visible() || len(d.notice.links.Objects) != 1 {
		t.Error("the links of the last notice are still there")
	}
}

func TestOfferedCommandIsInTheHelpMenuAndTheSearchBox(t *testing.T) {
	d := newDesk(t)
	did := 0
	d.Offer(Command{ID: "log", Text: "Logboek bekijken", Run: func() { did++ }})
	if !d.Run("log") || did != 1 {
		t.Errorf("did it %d times", did)
	}
	menus := d.win.MainMenu().Items
	last := menus[len(menus)-1]
	var names []string
	for _, i := range last.Items {
		names = append(names, i.Label)
	}
	if last.Label != menuHelp || !strings.Contains(strings.Join(names, " "), "Logboek bekijken") {
		t.Errorf("the menu %s has %v", last.Label, names)
	}
	d.Register(Screen{ID: ScreenToday, New: func(*Shell) Page { return d.mail }})
	if !d.Run("log") {
		t.Error("it went when a screen came")
	}
}

func TestPlacesWithoutPagesCannotBeOpened(t *testing.T) {
	d := newDesk(t)
	d.Register(Screen{ID: ScreenOrders})
	d.Go(Route{Screen: ScreenOrders})
	if d.Where().Screen == ScreenOrders {
		t.Error("a screen without a page was opened")
	}
	d.Register(Screen{ID: ScreenOrders, New: func(*Shell) Page { return d.people }})
	d.Go(Route{Screen: ScreenOrders})
	if d.Where().Screen != ScreenOrders {
		t.Error("its page does not open")
	}
}

func TestWaitingGivesWayToTheFirstPage(t *testing.T) {
	d := newDesk(t)
	before := d.middle.Objects[0]
	d.Wait("Het kantoor gaat open…")
	if d.middle.Objects[0] != before {
		t.Error("it took the place of a page")
	}
	d.current = nil
	d.Wait("Het kantoor gaat open…")
	if d.middle.Objects[0] == before {
		t.Error("nothing is said")
	}
	d.Seat("Bram", func() string { return "2026-03-04" })
	d.Start()
	if d.middle.Objects[0] != fyne.CanvasObject(d.mail.list) || d.User() != "Bram" || d.Today() != "2026-03-04" {
		t.Errorf("after it: %T, %s, %s", d.middle.Objects[0], d.User(), d.Today())
	}
}
