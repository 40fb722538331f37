package screen

import (
	"bytes"
	"context"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"kiesvoorhetkind.nl/kantoor/app/mailbox"
	"kiesvoorhetkind.nl/kantoor/app/sales"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/uitest"
	"kiesvoorhetkind.nl/kantoor/data"
)

// refusingMail is a mailbox whose server lets nobody in but one password.
type refusingMail struct{ kept []data.MailAccount }

func (m *refusingMail) Accounts(context.Context) ([]data.MailAccount, error) { return m.kept, nil }

func (m *refusingMail) Provider(_ context.Context, address string) (mailbox.Provider, bool) {
	_, domain, ok := strings.Cut(address, "@")
	return mailbox.Provider{Host: "imap." + domain, Port: 993, Known: true}, ok
}

func (m *refusingMail) Try(_ context.Context, _ *data.MailAccount, password string) error {
	if password != "goed" {
		return data.Refuse("De server kent dit wachtwoord niet.")
	}
	return nil
}

func (m *refusingMail) Connect(ctx context.Context, a *data.MailAccount, password string) error {
	if err := m.Try(ctx, a, password); err != nil {
		return err
	}
	m.kept = append(m.kept, *a)
	return nil
}

func newSettings(t *testing.T) (*trader, *refusingMail) {
	t.Helper()
	d := newTrader(t)
	mail := &refusingMail{}
	o := d.office
	jobs := JobsOf(o)
	jobs.Mail = mail
	d.Desk = uitest.New(t, nil, d, Settings(jobs, o.Store.Now, Outside{}))
	d.Resize(1440, 4000)
	return d, mail
}

// field answers the field that stands beside a label.
func field(t *testing.T, d *uitest.Desk, label string) *block.TextField {
	t.Helper()
	seen := false
	for _, o := range test.LaidOutObjects(d.Window().Canvas().Content()) {
		if l, ok := o.(*block.Text); ok && l.Text == label {
			seen = true
		}
		if f, ok := o.(*block.TextField); ok && seen {
			return f
		}
	}
	t.Fatalf("there is no field %q", label)
	return nil
}

func TestSettingIsFoundSavedAndTakenBack(t *testing.T) {
	d, _ := newSettings(t)
	d.Type("iban")
	if d.Sees("Geschiedenis") || !d.Sees("Kantoor") {
		t.Error("the search shows the wrong settings")
	}
	iban := field(t, d.Desk, "IBAN")
	d.Fill(iban, "NL00 WRONG")
	d.Click("Opslaan")
	d.MustSee("De IBAN klopt niet")
	d.Fill(iban, "NL20 INGB 0001 2345 67")
	d.Click("Opslaan")
	d.MustSee("Kantoorgegevens opgeslagen")
	seller := func() sales.Seller {
		s, err := d.office.Sales.Seller(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	if s := seller(); s.IBAN != "NL20INGB0001234567" || s.DueDays != 30 || s.Town != "Deventer" {
		t.Errorf("%+v", s)
	}
	d.Run("undo")
	if s := seller(); s.IBAN != "NL91ABNA0417164300" {
		t.Errorf("after undo %s", s.IBAN)
	}
}

func TestMailboxIsKeptOnlyWhenItWorks(t *testing.T) {
	d, mail := newSettings(t)
	d.Type("mailbox")
	d.Click("Mailbox instellen")
	d.Fill(field(t, d.Desk, "Mailadres"), "info@example.nl")
	d.Fill(field(t, d.Desk, "Wachtwoord"), "fout")
	d.Click("Opslaan")
	d.MustSee("De server kent dit wachtwoord niet.")
	if len(mail.kept) != 0 {
		t.Error("a mailbox that does not work was kept")
	}
	d.Fill(field(t, d.Desk, "Wachtwoord"), "goed")
	d.Click("Opslaan")
	d.MustSee("De mailbox werkt", "imap.example.nl, map INBOX")
	if len(mail.kept) != 1 || mail.kept[0].Username != "info@example.nl" || mail.kept[0].Port != 993 {
		t.Errorf("%+v", mail.kept)
	}
}

func TestPriceOfAProduct(t *testing.T) {
	d, _ := newSettings(t)
	d.Type("artikelen")
	d.Click("Poster KIES")
	d.Click("Wijzigen")
	for _, o := range test.LaidOutObjects(d.Window().Canvas().Content()) {
		if m, ok := o.(*block.MoneyField); ok {
			d.Fill(m, "12,50")
		}
	}
	d.Click("Opslaan")
	d.MustSee("Artikel opgeslagen", "€ 12,50")
	d.Run("undo")
	if d.Sees("€ 12,50") {
		t.Error("the price was not taken back")
	}
}

func TestHistoryTakesBack(t *testing.T) {
	d, _ := newSettings(t)
	d.Type("geschiedenis")
	d.MustSee("Kantoorgegevens gewijzigd")
	d.Click("Ongedaan maken")
	d.MustSee("Ongedaan gemaakt: ", "ongedaan gemaakt")
	d.Click("Ongedaan maken")
	d.MustSee("Opnieuw gedaan: ")
	if d.Sees("Ongedaan gemaakt: Ongedaan gemaakt") || d.Sees("Ongedaan gemaakt: Opnieuw") {
		t.Error("taking back what was taken back is not told as doing it again")
	}
}

func TestBackupIsMadeAndChecked(t *testing.T) {
	d, _ := newSettings(t)
	d.Run("settings.backup")
	d.MustSee("Back-up gemaakt en gecontroleerd")
	files, err := filepath.Glob(filepath.Join(d.saveTo, "kantoor-*.db"))
	if err != nil || len(files) != 1 {
		t.Fatalf("%q, %v", files, err)
	}
	if err := data.CheckFile(context.Background(), files[0]); err != nil {
		t.Error(err)
	}
	d.Type("gegevens")
	d.Click("Gegevens controleren")
	d.MustSee("alles is heel")
}

func TestLogoIsAPictureOrNothing(t *testing.T) {
	d, _ := newSettings(t)
	var logo bytes.Buffer
	if err := png.Encode(&logo, image.NewGray(image.Rect(0, 0, 40, 20))); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "logo.png")
	for _, c := range []struct {
		bytes []byte
		has   bool
		said  string
	}{
		{[]byte("no picture"), false, "Dit logo kan niet worden gebruikt"},
		{logo.Bytes(), true, "Logo ingesteld"},
	} {
		if err := os.WriteFile(path, c.bytes, 0o600); err != nil {
			t.Fatal(err)
		}
		d.saveTo = path
		d.Click("Logo kiezen")
		d.MustSee(c.said)
		if has, err := d.office.Sales.HasLogo(context.Background()); err != nil || has != c.has {
			t.Errorf("%q: %v, %v", strings.ToValidUTF8(c.said, ""), has, err)
		}
	}
	d.Run("undo")
	if has, err := d.office.Sales.HasLogo(context.Background()); err != nil || has {
		t.Errorf("after undo: %v, %v", has, err)
	}
}

func TestLengthsHoldFromToday(t *testing.T) {
	d, _ := newSettings(t)
	d.Type("lidmaatschappen")
	d.Fill(field(t, d.Desk, "Na een training"), "36")
	d.Click("Opslaan")
	d.MustSee("Lidmaatschappen opgeslagen", "Vanaf di 3 mrt 2026: na een training 3 jaar.")
	l, err := d.office.Register.Lengths(context.Background())
	if err != nil || l.Training != 36 || l.FollowUp != 24 || l.Since != uitest.Day {
		t.Errorf("%+v, %v", l, err)
	}
	// A price of next year holds next year, and can be dropped until then.
	l.Since, l.CoachCents = "2027-01-01", 8250
	if _, err := d.office.Register.SaveLengths(context.Background(), l); err != nil {
		t.Fatal(err)
	}
	d.Run("reload")
	d.MustSee("Vanaf vr 1 jan 2027: prijs coach € 82,50.")
	if l, err = d.office.Register.Lengths(context.Background()); err != nil || l.CoachCents != int(data.NoPrice) {
		t.Errorf("%+v, %v", l, err)
	}
	d.Click("Schrappen")
	if d.Sees("82,50.") {
		t.Error("what was dropped is still there")
	}
	d.Fill(field(t, d.Desk, "Na een training"), "veel")
	d.Click("Opslaan")
	d.MustSee("Vul een heel getal in.")
}

func TestHolidaysAreTheOfficesOwn(t *testing.T) {
	d, _ := newSettings(t)
	d.Type("bevrijdingsdag")
	for _, o := range test.LaidOutObjects(d.Window().Canvas().Content()) {
		if c, ok := o.(*block.CheckField); ok && c.Text == "5 mei is een vrije dag" {
			if !c.Checked {
				t.Error("5 May is no holiday at first")
			}
			c.Tapped(&fyne.PointEvent{})
		}
	}
	d.MustSee("Feestdagen opgeslagen")
	c, err := d.office.Holidays(context.Background())
	if err != nil || !c.WorkOnLiberationDay || c.WorkOnGoodFriday {
		t.Errorf("%+v, %v", c, err)
	}
}
