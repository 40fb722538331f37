package screen

import (
	"context"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"kiesvoorhetkind.nl/kantoor/app/sales"
	"kiesvoorhetkind.nl/kantoor/app/today"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/uitest"
	"kiesvoorhetkind.nl/kantoor/data"
)

// atSettings opens the settings of an office anew, as after a crash.
func (d *trader) atSettings(t *testing.T, mail mailSettings) {
	t.Helper()
	o := d.office
	jobs := JobsOf(o)
	jobs.Mail = mail
	parts := today.Parts{Store: o.Store, Complaints: o.Complaints, Training: o.Training}
	d.Desk = uitest.New(t, nil, d,
		Today(func(ctx context.Context) (today.Overview, error) { return today.Gather(ctx, parts) }, o.Store.Now),
		Settings(jobs, o.Store.Now, Outside{}))
	d.Resize(1440, 4000)
	d.SetDrafts(o.Drafts)
	d.Reload()
}

func TestSettingsThatWereNotSavedComeBack(t *testing.T) {
	d, mail := newTrader(t), &refusingMail{kept: []data.MailAccount{{Meta: data.Meta{ID: 7}, Address: "info@example.nl", Host: "imap.example.nl", Port: 993}}}
	settings := func() { d.Go(ui.Route{Screen: ui.ScreenSettings}) }
	d.atSettings(t, mail)
	settings()
	d.Pass(2 * time.Second)
	if open, err := d.office.Drafts.List(context.Background()); err != nil || len(open) != 0 {
		t.Fatalf("nothing was typed, and %v is kept, %v", open, err)
	}
	d.Fill(field(t, d.Desk, "Plaats"), "Zutphen")
	d.Fill(field(t, d.Desk, "Betaaltermijn in dagen"), "2")
	d.Go(ui.Route{Screen: ui.ScreenSettings, Key: partProducts})
	d.Click("Poster KIES")
	d.Click("Wijzigen")
	d.Fill(field(t, d.Desk, "Naam"), "Poster groot")
	d.Go(ui.Route{Screen: ui.ScreenToday})
	d.Pass(2 * time.Second)

	d.atSettings(t, mail)
	d.MustSee("3 formulieren die je nog niet had opgeslagen", "Instellingen: Kantoor", "Instellingen: Facturen", "Artikel: Poster KIES")
	settings()
	if town, days := field(t, d.Desk, "Plaats").Value(), field(t, d.Desk, "Betaaltermijn in dagen").Value(); town != "Zutphen" || days != "2" {
		t.Errorf("back are %q and %q", town, days)
	}
	d.Go(ui.Route{Screen: ui.ScreenToday})
	open, err := d.office.Drafts.List(context.Background())
	if err != nil || len(open) != 3 {
		t.Fatalf("%+v, %v", open, err)
	}
	for _, k := range open {
		if k.Form == formSettings+partProducts {
			d.Resume(k)
		}
	}
	d.MustSee("Wat je eerder typte is teruggezet.", "Annuleren")
	if name := field(t, d.Desk, "Naam").Value(); name != "Poster groot" {
		t.Errorf("back is %q", name)
	}
	d.Click("Opslaan")
	d.MustSee("Artikel opgeslagen", "Poster groot")
	d.Go(ui.Route{Screen: ui.ScreenSettings, Key: partInvoices})
	d.Click("Niet wijzigen")
	d.MustSee("Weggegooid: Instellingen: Facturen")
	if days := field(t, d.Desk, "Betaaltermijn in dagen").Value(); days != "30" {
		t.Errorf("thrown away is %q", days)
	}
	d.Run("undo")
	if days := field(t, d.Desk, "Betaaltermijn in dagen").Value(); days != "2" {
		t.Errorf("taken back is %q", days)
	}
	d.Click("Niet wijzigen")
	d.Go(ui.Route{Screen: ui.ScreenToday})
	d.MustSee("1 formulier dat je nog niet had opgeslagen", "Instellingen: Kantoor")
}

func TestAPasswordIsNeverKept(t *testing.T) {
	d, mail := newTrader(t), &refusingMail{}
	d.atSettings(t, mail)
	d.Go(ui.Route{Screen: ui.ScreenSettings, Key: partMail})
	d.Click("Mailbox instellen")
	d.Fill(field(t, d.Desk, "Wachtwoord"), "heelgeheim")
	d.Pass(2 * time.Second)
	if open, err := d.office.Drafts.List(context.Background()); err != nil || len(open) != 0 {
		t.Fatalf("a password alone is kept: %d, %v", len(open), err)
	}
	d.Fill(field(t, d.Desk, "Mailadres"), "info@example.nl")
	d.Pass(2 * time.Second)
	d.KeepTyped() // as at closing the window
	open, err := d.office.Drafts.List(context.Background())
	if err != nil || len(open) != 1 || len(open[0].Texts) == 0 {
		t.Fatalf("%d are kept, %v", len(open), err)
	}
	for _, text := range open[0].Texts {
		if text.Field == "Wachtwoord" || strings.Contains(text.Text+text.Base, "geheim") {
			t.Errorf("the password is kept with %q", text.Field)
		}
	}
	d.atSettings(t, mail)
	d.Resume(open[0])
	d.MustSee("Een wachtwoord wordt nooit bewaard; vul dat opnieuw in.")
	if a, p := field(t, d.Desk, "Mailadres").Value(), field(t, d.Desk, "Wachtwoord").Value(); a != "info@example.nl" || p != "" {
		t.Errorf("back are %q and %q", a, p)
	}
	d.Fill(field(t, d.Desk, "Wachtwoord"), "goed")
	d.Click("Opslaan")
	d.MustSee("De mailbox werkt en is ingesteld.")
	if open, err := d.office.Drafts.List(context.Background()); err != nil || len(open) != 0 {
		t.Errorf("%d are left, %v", len(open), err)
	}
}

func TestSettingThatAnotherDeskChangedMeanwhile(t *testing.T) {
	ctx := context.Background()
	d := newTrader(t)
	d.atSettings(t, &refusingMail{})
	d.Go(ui.Route{Screen: ui.ScreenSettings})
	change := func(f func(*sales.Seller)) {
		o, err := d.office.Sales.Seller(ctx)
		if err != nil {
			t.Fatal(err)
		}
		f(&o)
		if _, err := d.office.Sales.SaveSeller(ctx, o); err != nil {
			t.Fatal(err)
		}
	}
	d.Fill(field(t, d.Desk, "Plaats"), "Zutphen")
	change(func(o *sales.Seller) { o.DueDays = 21 }) // no part of this form
	d.Press(fyne.KeyReturn)
	d.MustSee("Kantoorgegevens opgeslagen")
	d.Fill(field(t, d.Desk, "Plaats"), "Lochem")
	change(func(o *sales.Seller) { o.Phone = "0570 000 000" })
	d.Press(fyne.KeyReturn)
	d.MustSee("Iemand anders heeft dit net gewijzigd.")
	d.Press(fyne.KeyReturn)
	o, err := d.office.Sales.Seller(ctx)
	if err != nil || o.Town != "Lochem" || o.Phone != "0570 000 000" || o.DueDays != 21 {
		t.Errorf("%+v, %v", o, err)
	}
}

func TestHolidayThatIsTickedIsSavedAtOnceAndNotKept(t *testing.T) {
	d := newTrader(t)
	d.atSettings(t, &refusingMail{})
	d.Go(ui.Route{Screen: ui.ScreenSettings, Key: partHolidays})
	for _, o := range test.LaidOutObjects(d.Window().Canvas().Content()) {
		if c, ok := o.(*block.CheckField); ok {
			c.Tapped(&fyne.PointEvent{})
			break
		}
	}
	d.MustSee("Feestdagen opgeslagen")
	d.Pass(2 * time.Second)
	if open, err := d.office.Drafts.List(context.Background()); err != nil || len(open) != 0 {
		t.Errorf("%v, %v", open, err)
	}
}
