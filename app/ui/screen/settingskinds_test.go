package screen

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"kiesvoorhetkind.nl/kantoor/app/sales"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/app/ui/uitest"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

func TestSettingsAreFoundByWordsAndSynonyms(t *testing.T) {
	d, _ := newSettings(t)
	for _, c := range []struct {
		typed       string
		sees, hides []string
	}{
		{"rekening", []string{"IBAN", "BIC", "Op naam van"}, []string{"Straat", "Huisstijl", "Geschiedenis"}},
		{"beeld", []string{"Kleuren", "200%"}, []string{"Gegevens controleren", "Straat"}},
		{"engels", []string{"English"}, []string{"Kleuren"}},
		{"pasen", []string{"Goede Vrijdag is een vrije dag"}, []string{"5 mei is een vrije dag"}},
		{"collega", []string{"Nieuwe medewerker"}, []string{"Op naam van"}},
		{"VERVALDATUM", []string{"Betaaltermijn in dagen"}, []string{"Op naam van"}},
		{"reservekopie", []string{"Map kiezen"}, []string{"Op naam van"}},
		{"ekening", []string{"IBAN"}, []string{"Straat"}},
		{"kwartetspel", []string{"Geen instelling gevonden"}, []string{"Straat"}},
	} {
		d.Run("settings.search")
		s, ok := d.Focused().(fyne.Shortcutable)
		if !ok {
			t.Fatal("the search field has not the keyboard")
		}
		s.TypedShortcut(&fyne.ShortcutSelectAll{})
		d.Type(c.typed)
		d.MustSee(c.sees...)
		for _, text := range c.hides {
			if d.Sees(text) {
				t.Errorf("%s: %q is shown", c.typed, text)
			}
		}
	}
	d.Press(fyne.KeyEscape)
	d.MustSee("Kantoor", "Huisstijl", "Over dit programma")
	d.Go(ui.Route{Screen: ui.ScreenSettings, Key: partBackups})
	if d.Sees("Medewerkers") || !d.Sees("Back-ups") {
		t.Error("another part was gone to")
	}
}

func TestSearchBoxFindsSettings(t *testing.T) {
	for text, id := range map[string]string{"iban": partOffice, "back-up": partBackups, "donker": partView, "medew": partStaff} {
		hits := settingHits(text)
		if !slices.ContainsFunc(hits, func(h ui.Hit) bool { return h.Route.Key == id }) {
			t.Errorf("%s: %+v", text, hits)
		}
	}
	for text, last := range map[string]bool{"opsl": false, "controleren": true} {
		for _, h := range settingHits(text) {
			if h.Route.Key == partStore && h.Last != last {
				t.Errorf("%s: %+v", text, h)
			}
		}
	}
	if hits := settingHits("  "); len(hits) != 0 {
		t.Errorf("nothing finds %d", len(hits))
	}
}

func TestEnterSavesTheSettingThatHasTheKeyboard(t *testing.T) {
	d, _ := newSettings(t)
	seller := func() sales.Seller {
		s, err := d.office.Sales.Seller(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	d.Fill(field(t, d.Desk, "Plaats"), "Zutphen")
	d.Fill(field(t, d.Desk, "Betaaltermijn in dagen"), "400")
	d.Press(fyne.KeyReturn)
	d.MustSee("De betaaltermijn is 1 tot 365 dagen.")
	d.Fill(field(t, d.Desk, "Betaaltermijn in dagen"), "21")
	d.Press(fyne.KeyReturn)
	if s := seller(); s.DueDays != 21 || s.Town != "Deventer" {
		t.Errorf("%+v", s)
	}
	if f := field(t, d.Desk, "Plaats"); f.Value() != "Zutphen" {
		t.Errorf("what was not saved yet became %q", f.Value())
	}
	d.Press(fyne.KeyReturn)
	if s := seller(); s.DueDays != 21 || s.Town != "Zutphen" {
		t.Errorf("%+v", s)
	}
	d.Run("undo")
	if s := seller(); s.DueDays != 21 || s.Town != "Deventer" {
		t.Errorf("after undo %+v", s)
	}
	d.MustSee("De volgende factuur krijgt nummer 2026-0001.")
}

func TestWhatIsWrongIsShownThoughTheSearchHidesIt(t *testing.T) {
	d, _ := newSettings(t)
	d.Fill(field(t, d.Desk, "KvK-nummer"), "12")
	d.Run("settings.search")
	d.Type("straat")
	if d.Sees("KvK-nummer") {
		t.Fatal("the search does not hide it")
	}
	d.Fill(field(t, d.Desk, "Straat"), "Eikenlaan")
	d.Press(fyne.KeyReturn)
	d.MustSee("Een KvK-nummer heeft acht cijfers.")
}

func TestStaff(t *testing.T) {
	ctx := context.Background()
	d, _ := newSettings(t)
	d.Go(ui.Route{Screen: ui.ScreenSettings, Key: partDesk})
	d.Fill(field(t, d.Desk, "Naam"), "Ilse Bakker")
	d.Click("Opslaan")
	d.MustSee("Naam opgeslagen", "Ilse Bakker · dinsdag")
	d.Go(ui.Route{Screen: ui.ScreenSettings, Key: partStaff})
	all, err := d.office.Staff(ctx)
	if err != nil || len(all) != 1 {
		t.Fatalf("%+v, %v", all, err)
	}
	d.Click("Nieuwe medewerker")
	d.Fill(field(t, d.Desk, "Naam"), "Ruud Vos")
	d.Fill(field(t, d.Desk, "Aanmeldnaam"), all[0].Login)
	d.Press(fyne.KeyReturn)
	d.MustSee("Een andere medewerker meldt zich al met deze naam aan.")
	d.Fill(field(t, d.Desk, "Aanmeldnaam"), "ruud")
	d.Press(fyne.KeyReturn)
	d.MustSee("Medewerker opgeslagen", "Ruud Vos", "meldt zich aan als ruud · boekhouding")
	d.Run("undo")
	if d.Sees("Ruud Vos") {
		t.Error("the new one was not taken back")
	}
	d.Click("Wijzigen")
	for _, o := range test.LaidOutObjects(d.Window().Canvas().Content()) {
		if c, ok := o.(*block.CheckField); ok && c.Text == "Beheert het kantoor" {
			c.Tapped(&fyne.PointEvent{})
		}
	}
	d.Click("Opslaan")
	d.MustSee("Er moet iemand blijven die het kantoor beheert.")
	if all, err = d.office.Staff(ctx); err != nil || !all[0].Manager {
		t.Errorf("%+v, %v", all, err)
	}
}

func TestViewAndLanguage(t *testing.T) {
	d, _ := newSettings(t)
	d.Go(ui.Route{Screen: ui.ScreenSettings, Key: partView})
	d.Click("Donker")
	d.Click("140%")
	if v := d.View(); v.Mode != look.Dark || v.Text != 140 {
		t.Errorf("%+v", v)
	}
	d.Click("100%")
	d.Go(ui.Route{Screen: ui.ScreenSettings, Key: partLanguage})
	d.Click("English")
	d.MustSee("De taal verandert vanaf de volgende start")
	if v := d.View(); v.Language != words.English || v.Mode != look.Dark || v.Text != 100 {
		t.Errorf("%+v", v)
	}
	d.Click("Nederlands")
	if v := d.View(); v.Language != words.Dutch {
		t.Errorf("%+v", v)
	}
}

func TestVATRateIsSavedAndTakenBack(t *testing.T) {
	d, _ := newSettings(t)
	d.Go(ui.Route{Screen: ui.ScreenSettings, Key: partRates})
	d.Click("Nieuw tarief")
	for _, o := range test.LaidOutObjects(d.Window().Canvas().Content()) {
		switch f := o.(type) {
		case *block.ChoiceField:
			f.SetValue(sales.LowVAT)
		case *block.DateField:
			f.SetValue("2027-01-01")
		}
	}
	d.Fill(field(t, d.Desk, "Percentage"), "10")
	d.Click("Opslaan")
	d.MustSee("Btw-tarief opgeslagen", "10% vanaf")
	d.Run("undo")
	if d.Sees("10% vanaf") {
		t.Error("the rate was not taken back")
	}
}

func TestDailyBackupIsSetUpAndTakenBack(t *testing.T) {
	d, _ := newSettings(t)
	d.Go(ui.Route{Screen: ui.ScreenSettings, Key: partBackups})
	d.MustSee("Er is nog geen map gekozen")
	d.Click("Map kiezen")
	d.MustSee("Map gekozen en de eerste back-up gemaakt", d.saveTo, "1 back-up")
	d.Click("Geen dagelijkse back-up")
	d.MustSee("Er is nog geen map gekozen")
	d.Run("undo")
	d.MustSee(d.saveTo, "1 back-up")
	if err := os.RemoveAll(d.saveTo); err != nil {
		t.Fatal(err)
	}
	d.Click("Nu een back-up maken")
	d.MustSee("De map voor de back-up is er niet.")
}

func TestBackupsAreKept(t *testing.T) {
	d, _ := newSettings(t)
	ctx := context.Background()
	var failed []error
	KeepBackups(d.Shell, d.office.Backups, func(err error) { failed = append(failed, err) })
	many := func() int {
		files, err := filepath.Glob(filepath.Join(d.saveTo, "kantoor-*.db"))
		if err != nil {
			t.Fatal(err)
		}
		return len(files)
	}
	d.Tasks.Advance(time.Hour)
	if many() != 0 || len(failed) != 0 {
		t.Errorf("without a place: %d copies, %v", many(), failed)
	}
	if _, err := d.office.Backups.SetPlace(ctx, d.saveTo); err != nil {
		t.Fatal(err)
	}
	d.Tasks.Advance(backupBeat)
	d.Tasks.Advance(backupBeat)
	if many() != 1 || len(failed) != 0 {
		t.Errorf("%d copies of one day, %v", many(), failed)
	}
	if err := os.RemoveAll(d.saveTo); err != nil {
		t.Fatal(err)
	}
	d.Tasks.Advance(backupBeat)
	if len(failed) != 1 {
		t.Errorf("%v", failed)
	}
	if err := os.Mkdir(d.saveTo, 0o700); err != nil {
		t.Fatal(err)
	}
	d.Tasks.Advance(backupBeat)
	if many() != 1 {
		t.Error("no copy was made once the folder was there again")
	}
}

func TestAboutIsCopiedForWhoHelps(t *testing.T) {
	d := newTrader(t)
	o := d.office
	d.Desk = uitest.New(t, nil, d, Settings(JobsOf(o), o.Store.Now, Outside{
		Log: "the-log", Facts: func() []block.Fact { return []block.Fact{{Label: "Versie", Value: "1.2.3"}} },
	}))
	d.Go(ui.Route{Screen: ui.ScreenSettings, Key: partAbout})
	d.MustSee("1.2.3", "the-log")
	d.Click("Kopiëren voor wie helpt")
	copied := fyne.CurrentApp().Clipboard().Content()
	address, _ := o.Where()
	if !strings.Contains(copied, "Versie: 1.2.3\n") || !strings.Contains(copied, address) {
		t.Errorf("%q was copied", copied)
	}
	shown := false
	d.Offer(ui.Command{ID: "log", Text: "Logboek", Run: func() { shown = true }})
	d.Click("Logboek bekijken")
	if !shown {
		t.Error("the log was not shown")
	}
}

func TestExampleIsAskedForFromTheSettings(t *testing.T) {
	d := newTrader(t)
	o, shops := d.office, &shops{}
	d.Desk = uitest.New(t, nil, d, Settings(JobsOf(o), o.Store.Now, Outside{Offices: shops}))
	d.Go(ui.Route{Screen: ui.ScreenSettings, Key: partStore})
	d.Click("Rondkijken in het voorbeeldkantoor")
	if !slices.Equal(shops.asked, []string{"make", "example"}) {
		t.Error(shops.asked)
	}
	shops.broken = data.Refuse("De schijf is vol.")
	d.Click("Rondkijken in het voorbeeldkantoor")
	d.MustSee("De schijf is vol.")
}
