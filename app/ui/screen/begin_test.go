package screen

import (
	"context"
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

// typedForms is what was not saved, and where it is gone on with.
type typedForms struct {
	*logPage
	ui.Drafts
	open    []data.Draft
	resumed string
}

func (p *typedForms) List(context.Context) ([]data.Draft, error) { return p.open, nil }
func (p *typedForms) Resume(form, key string)                    { p.resumed += form + key + " " }

func TestCrashIsToldWithWhatWasKept(t *testing.T) {
	p := &typedForms{}
	d := uitest.New(t, nil, nil, ui.Screen{ID: ui.ScreenToday, New: func(s *ui.Shell) ui.Page {
		p.logPage = newLogPage(s, &fakeLog{}, time.Now, nil)
		return p
	}})
	now := time.Date(2026, 3, 3, 9, 0, 0, 0, data.Amsterdam())
	opened := 0
	tell := func() { Stopped(d.Shell, now.Add(-17*time.Hour), now, func() { opened++ }) }
	tell()
	d.MustSee("KIES Kantoor is gisteren om 16:00 onverwacht gestopt. Alles wat was opgeslagen, is er nog.")
	d.Click("Logboek bekijken")
	if opened != 1 {
		t.Errorf("the log was opened %d times", opened)
	}
	d.SetDrafts(p)
	for _, title := range []string{"Nieuwe professional", "Bestelling B-12", "Factuur", "Klacht"} {
		p.open = append(p.open, data.Draft{Screen: string(ui.ScreenToday), Form: title[:1], Key: "7", Title: title})
	}
	tell()
	d.MustSee("Wat je had getypt is bewaard.", "Verder met Factuur")
	d.Click("Verder met Bestelling B-12")
	if p.resumed != "B7 " || d.Sees("Klacht") {
		t.Errorf("went on with %q", p.resumed)
	}
}

func TestRefusedOffersToTryAgain(t *testing.T) {
	tried, closed := 0, 0
	_, first := Refused("Er is geen verbinding.", func() { tried++ }, nil, func() { closed++ })
	button, ok := first.(*block.Button)
	if !ok {
		t.Fatalf("the keyboard is at %T", first)
	}
	button.Tapped(nil)
	if tried != 1 || !strings.Contains(button.Label(), "Opnieuw") {
		t.Errorf("%q tried %d times", button.Label(), tried)
	}
	_, first = Refused("Al open.", nil, nil, func() { closed++ })
	first.(*block.Button).Tapped(nil)
	if closed != 1 {
		t.Error("the only button does not close")
	}
	led := 0
	_, first = Refused("Beschadigd.", func() { tried++ }, func() { led++ }, func() { closed++ })
	first.(*block.Button).Tapped(nil)
	if led != 1 || tried != 1 {
		t.Error("a damaged office does not lead to its backups first")
	}
}
