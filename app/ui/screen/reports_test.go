package screen

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kiesvoorhetkind.nl/kantoor/app"
	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/uitest"
	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

// reader is somebody at the reports.
type reader struct {
	*uitest.Desk
	office *app.Office
	page   *reportsPage
	path   string
}

func (d *reader) Open(_ string, _ []string, then func(string)) { then(d.path) }
func (d *reader) Save(_, _ string, then func(string))          { then(d.path) }
func (d *reader) Folder(_ string, then func(string))           { then(d.path) }

// newReader opens the reports of an office with members in two provinces, one of whom wants no mail and one of whom has
// no street.
func newReader(t *testing.T) *reader {
	t.Helper()
	ctx := context.Background()
	now := time.Date(2026, 3, 3, 9, 0, 0, 0, time.UTC)
	o, err := app.Open(ctx, app.Options{Address: storetest.SQLite(t), Who: "Annelies", Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := o.Close(); err != nil {
			t.Error(err)
		}
	})
	for _, p := range []data.Person{
		{FirstName: "Fenna", Infix: "van der", Surname: "Zandstra", Street: "Wal", HouseNumber: "4", Postcode: "8011 AB", Town: "Zwolle", Country: "NL", Email: "fenna@example.nl", Organisation: "Praktijk De Brug"},
		{FirstName: "Joost", Surname: "Aalbers", Street: "Brink", Postcode: "7411 AB", Town: "Deventer", Country: "NL", Email: "joost@example.org", Organisation: "=HYPERLINK(1)"},
		{FirstName: "Lotte", Surname: "Meeuwis", Town: "Breda", Country: "NL", Email: "lotte@example.nl", Organisation: "De Kring"},
		{FirstName: "Sanne", Surname: "Bos", Town: "Breda", Country: "NL", Email: "sanne@example.nl", NoMail: true},
	} {
		kept, _, err := o.Register.AddPerson(ctx, p, "coach")
		if err != nil {
			t.Fatal(err)
		}
		err = o.Store.Write(ctx, data.Change{Who: "Bram", Title: "test"}, func(tx *data.Tx) error {
			if err := tx.SaveCertificate(&data.Certificate{PersonID: kept.ID, Number: "KC-2025-000" + key(kept.ID), Kind: "passed", Status: "valid", Holder: kept.Name(), Course: "KIES coach 7-12 jaar", AgeGroup: "7-12 jaar"}); err != nil {
				return err
			}
			return register.RecordMembership(tx, data.MembershipEvent{PersonID: kept.ID, Regime: register.RegimeCoach, Kind: register.EventTraining, Day: "2025-05-12"})
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	d := &reader{office: o}
	screen := Reports(o.Reports, Papers{Pages: new(drawings).open, Show: func(string) error { return nil }})
	make := screen.New
	screen.New = func(s *ui.Shell) ui.Page {
		p := make(s)
		d.page, _ = p.(*reportsPage)
		return p
	}
	d.Desk = uitest.New(t, Finder{Store: o.Store}, d, screen)
	return d
}

func TestExportAMailingList(t *testing.T) {
	d := newReader(t)
	d.path = filepath.Join(t.TempDir(), "leden.csv")
	d.Reset()
	d.Click("Mailinglijst leden")
	d.MustSee("3 mailadressen", "1 wil geen mail en staat er niet in.", "fenna@example.nl", "Zandstra, Fenna van der")
	if d.Sees("sanne@example.nl") {
		t.Error("who asked not to be mailed is on the list")
	}
	d.Press("C")
	if d.Steps != 2 {
		t.Errorf("took %d steps", d.Steps)
	}
	raw, err := os.ReadFile(d.path)
	if err != nil {
		t.Fatal(err)
	}
	text := string(raw)
	for _, want := range []string{"fenna@example.nl", "Fenna van der Zandstra", "Overijssel", "joost@example.org"} {
		if !strings.Contains(text, want) {
			t.Errorf("the file has no %q:\n%s", want, text)
		}
	}
	if strings.Contains(text, "sanne@") || strings.Contains(text, ";=HYPER") || strings.Contains(text, ";\"=HYPER") {
		t.Errorf("the file:\n%s", text)
	}
	d.MustSee("3 rijen in leden.csv")
}

func TestMailingListOfAProvince(t *testing.T) {
	d := newReader(t)
	d.page.Open("coach")
	d.page.mail.Province = "Overijssel"
	d.page.load()
	d.MustSee("2 mailadressen", "joost@example.org")
	if d.Sees("lotte@example.nl") {
		t.Error("somebody of another province is on the list")
	}
}

func TestTheMapAndWhoIsNotOnIt(t *testing.T) {
	d := newReader(t)
	d.Click("Openbare kaart")
	d.MustSee("2 professionals", "Zwolle", "Deventer", "Niet op de kaart", "Meeuwis, Lotte", "geen straat, postcode", "2 professionals staan niet op de kaart; de reden staat erachter.", "CC BY 4.0")
	d.path = filepath.Join(t.TempDir(), "kaart.geojson")
	d.page.s.Run("report.geojson")
	raw, err := os.ReadFile(d.path)
	if err != nil {
		t.Fatal(err)
	}
	var found struct {
		Type     string
		Features []struct {
			Geometry struct {
				Type        string
				Coordinates []float64
			}
			Properties map[string]any
		}
	}
	if err := json.Unmarshal(raw, &found); err != nil || found.Type != "FeatureCollection" || len(found.Features) != 2 {
		t.Fatalf("%v: %s", err, raw)
	}
	if strings.Contains(string(raw), "Wal") || strings.Contains(string(raw), "8011") || strings.Contains(string(raw), "example.nl") {
		t.Errorf("the file says where somebody lives or how to mail them:\n%s", raw)
	}
}

func TestRoomsOfThePlatform(t *testing.T) {
	d := newReader(t)
	d.Click("Ruimtes van het platform")
	d.MustSee("KIES 7-12 jaar", "4 van 4 mogen erin", "Zandstra, Fenna van der", "ja")
}
