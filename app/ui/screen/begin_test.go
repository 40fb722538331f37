package screen

import (
	"strings"
	"testing"
	"time"

	"kiesvoorhetkind.nl/kantoor/app"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/uitest"
	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

func TestPlacesAreThoseOfAnOffice(t *testing.T) {
	uitest.New(t, nil, nil) // the toolkit, of which the screens ask the version
	office, err := app.Open(t.Context(), app.Options{Address: storetest.SQLite(t), Who: "Annelies"})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := office.Close(); err != nil {
			t.Error(err)
		}
	}()
	has := map[ui.ScreenID]int{}
	for _, s := range All(office, Outside{}) {
		has[s.ID]++
	}
	for _, s := range Places() {
		if s.New != nil {
			t.Errorf("%s has a page", s.ID)
		}
		has[s.ID]--
	}
	for id, n := range has {
		if n != 0 {
			t.Errorf("%s is a screen or a place only", id)
		}
	}
}

func TestWhenItStopped(t *testing.T) {
	at := func(text string) time.Time {
		when, err := time.ParseInLocation("2006-01-02 15:04", text, data.Amsterdam())
		if err != nil {
			t.Fatal(err)
		}
		return when
	}
	now := at("2026-03-03 09:05")
	for when, want := range map[string]string{
		"2026-03-03 08:59": "KIES Kantoor is vandaag om 08:59 onverwacht gestopt.",
		"2026-03-03 00:00": "KIES Kantoor is vandaag om 00:00 onverwacht gestopt.",
		"2026-03-02 16:42": "KIES Kantoor is gisteren om 16:42 onverwacht gestopt.",
		"2026-02-27 16:42": "KIES Kantoor is op vrijdag 27 februari 2026 om 16:42 onverwacht gestopt.",
	} {
		if got := stopped(at(when).UTC(), now); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestCrashIsToldWithWhatWasKept(t *testing.T) {
	d := uitest.New(t, nil, nil, ui.Screen{ID: ui.ScreenToday, New: func(s *ui.Shell) ui.Page {
		return newLogPage(s, &fakeLog{}, time.Now, nil)
	}})
	now := time.Date(2026, 3, 3, 9, 0, 0, 0, data.Amsterdam())
	opened := ""
	Stopped(d.Shell, now.Add(-17*time.Hour), now, nil, func() { opened = "log" })
	d.MustSee("KIES Kantoor is gisteren om 16:00 onverwacht gestopt. Alles wat was opgeslagen, is er nog.")
	d.Click("Logboek bekijken")
	if opened != "log" {
		t.Errorf("opened %q", opened)
	}
	Stopped(d.Shell, now, now, []ui.NoticeLink{{Text: "Ada Terwindt", Open: func() { opened = "form" }}}, func() {})
	d.MustSee("Wat je had getypt is bewaard.")
	d.Click("Ada Terwindt")
	if opened != "form" {
		t.Errorf("opened %q", opened)
	}
}

func TestRefusedOffersToTryAgain(t *testing.T) {
	tried, closed := 0, 0
	_, first := Refused("Er is geen verbinding.", func() { tried++ }, func() { closed++ })
	button, ok := first.(*block.Button)
	if !ok {
		t.Fatalf("the keyboard is at %T", first)
	}
	button.Tapped(nil)
	if tried != 1 || !strings.Contains(button.Label(), "Opnieuw") {
		t.Errorf("%q tried %d times", button.Label(), tried)
	}
	_, first = Refused("Al open.", nil, func() { closed++ })
	first.(*block.Button).Tapped(nil)
	if closed != 1 {
		t.Error("the only button does not close")
	}
}
