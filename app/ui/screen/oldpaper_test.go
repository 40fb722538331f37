package screen

import (
	"bytes"
	"context"
	"encoding/base64"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app"
	"kiesvoorhetkind.nl/kantoor/app/keychain"
	"kiesvoorhetkind.nl/kantoor/app/oldpaper"
	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/uitest"
	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

// archive is the office with trainings of long ago.
type archive struct {
	*uitest.Desk
	office *app.Office
	drafts *draftsFolder
	files  *folder
	cohort int64
	anna   int64
	t      *testing.T
}

const copyMail = `From: Anna de Boer-Jansen <anna@speelhoek.example.nl>
Subject: Weer lid worden
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="grens"

--grens
Content-Type: text/plain; charset=utf-8

Beste mensen,

Ik wil graag weer lid worden van het platform. Mijn certificaat KIES coach heb ik behaald op 12 maart 2009 in Zwolle, de trainers waren Joke Veldkamp en Berend Aal. Mijn certificaat staat op naam van Anna Jansen. Een kopie gaat hierbij.

Groet,
Anna de Boer-Jansen

--grens
Content-Type: image/png; name="certificaat.png"
Content-Disposition: attachment; filename="certificaat.png"
Content-Transfer-Encoding: base64

SCAN
--grens--
`

// paperScan draws something like a certificate.
func paperScan(t *testing.T) []byte {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, 120, 80))
	for x := range 120 {
		m.Set(x, 40, color.Black)
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func newArchive(t *testing.T, mails ...string) *archive {
	t.Helper()
	ctx := context.Background()
	now := func() time.Time { return time.Date(2026, 3, 3, 9, 0, 0, 0, time.UTC) }
	office, err := app.Open(ctx, app.Options{Address: storetest.SQLite(t), Who: "Annelies", Secrets: keychain.Memory{}, Now: now})
	must(t, err)
	t.Cleanup(func() { must(t, office.Close()) })
	a := &archive{office: office, t: t, files: &folder{}, drafts: &draftsFolder{Box: office.Mail}}
	courses, err := office.Training.Courses(ctx)
	must(t, err)
	var basic int64
	for _, c := range courses {
		if c.AgeGroup == "7-12 jaar" {
			basic = c.ID
		}
	}
	plan := func(town string, days ...data.Day) int64 {
		v := training.CohortValues{CourseID: basic, Town: town, Trainers: []training.Trainer{{Name: "Joke Veldkamp"}, {Name: "Berend Aal"}}}
		for _, d := range days {
			v.Days = append(v.Days, training.CohortDay{Day: d})
		}
		id, _, err := office.Training.PlanCohort(ctx, v)
		must(t, err)
		return id
	}
	plan("Utrecht", "2009-03-12", "2009-03-19")
	a.cohort = plan("Zwolle", "2009-03-05", "2009-03-12")
	plan("Zwolle", "2010-03-04", "2010-03-11")
	anna, _, err := office.Register.AddPerson(ctx, data.Person{FirstName: "Anna", Infix: "de", Surname: "Boer-Jansen", Email: "anna@speelhoek.example.nl", Town: "Hattem", Country: "NL"}, "")
	must(t, err)
	a.anna = anna.ID
	_, _, err = office.Training.AddPerson(ctx, a.cohort, training.Enrolling{PersonID: anna.ID, Status: training.Confirmed, CertificateName: "Anna Jansen"})
	must(t, err)
	_, _, err = office.Training.AddNamed(ctx, a.cohort, register.Named("Wim Zandstra", ""), training.Enrolling{Status: training.Confirmed})
	must(t, err)
	for i, m := range mails {
		m = strings.ReplaceAll(m, "SCAN", base64.StdEncoding.EncodeToString(paperScan(t)))
		raw := "To: administratie@kantoor.example.nl\r\nDate: Tue, 3 Mar 2026 08:0" + key(int64(9-i)) + ":00 +0100\r\nMessage-ID: <" + key(int64(i)) + "@mailpunt.example.nl>\r\n" + strings.ReplaceAll(m, "\n", "\r\n")
		_, _, err := office.Mail.Take(ctx, []byte(raw), time.Time{})
		must(t, err)
	}
	a.Desk = uitest.New(t, nil, a.files, Post(a.drafts, office.Intake, office.Training, Papers{}, office, now, Judging(office.OldPapers)),
		OldPapers(office.OldPapers, Finder{Store: office.Store}, a.drafts, Papers{}, office, office.Name), Register(office.Register, office.Training, office.Reports, Memberships{Sales: office.Sales, Reminders: office.Reminders, Now: office.Store.Now}, Papers{}, office))
	return a
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (a *archive) certificates() []data.Certificate {
	a.t.Helper()
	page, err := a.office.Register.Person(context.Background(), a.anna)
	must(a.t, err)
	return page.Certificates
}

func (a *archive) mustNotSee(texts ...string) {
	a.t.Helper()
	for _, text := range texts {
		if a.Sees(text) {
			a.t.Errorf("%q is in view", text)
		}
	}
}

func (a *archive) papers(states ...string) []oldpaper.Row {
	a.t.Helper()
	rows, err := a.office.OldPapers.List(context.Background(), states...)
	must(a.t, err)
	return rows
}

// DESIGN.md: verify an old certificate in at most four steps.
func TestOldCertificateOfAMailIsVerifiedInFourSteps(t *testing.T) {
	a := newArchive(t, copyMail)
	a.MustSee("Weer lid worden", "Dit lijkt op: lidmaatschap")
	a.Reset()
	a.Click("Certificaat beoordelen")
	a.MustSee("Certificaat van Anna de Boer-Jansen", "past heel goed", "datum klopt: 12 maart 2009 is de laatste dag", "plaats klopt: Zwolle", "Anna Jansen stond op de lijst, nu Anna de Boer-Jansen",
		"plaats verschilt: Zwolle, niet Utrecht", "trainer klopt: Joke Veldkamp")
	a.Press(fyne.KeyReturn)
	a.MustSee("Dit certificaat is echt")
	a.Click("Aanvaarden")
	if a.Steps > 4 {
		t.Errorf("%d steps", a.Steps)
	}
	a.MustSee("Certificaat aanvaard", "Hierna: het lidmaatschap")
	made := a.certificates()
	if len(made) != 1 || made[0].Kind != "old_paper" || made[0].Holder != "Anna Jansen" || made[0].Achieved != "2009-03-12" || made[0].Place != "Zwolle" || made[0].Number != "" || made[0].EnrolmentID == 0 {
		t.Fatalf("certificates: %+v", made)
	}
	rows, err := a.office.Mail.List(context.Background(), "done", false, nil, 10)
	must(t, err)
	if len(rows) != 1 || rows[0].Outcome != "oud certificaat aanvaard" {
		t.Errorf("the mail: %+v", rows)
	}
	a.Click("Ongedaan maken")
	if got := a.certificates(); len(got) != 0 {
		t.Errorf("after undoing: %+v", got)
	}
	if open := a.papers(oldpaper.Open); len(open) != 1 {
		t.Errorf("after undoing: %+v", open)
	}
}

func TestAnotherTrainingAndPersonAreChosenByKeyboard(t *testing.T) {
	a := newArchive(t, copyMail)
	a.Click("Certificaat beoordelen")
	p, ok := a.Page().(*oldPapersPage)
	if !ok {
		t.Fatalf("%T", a.Page())
	}
	first := p.candidate().ID
	a.Command("oldpaper.training")
	if c := p.candidate(); c == nil || c.ID == first {
		t.Errorf("after T: %+v", c)
	}
	for p.training >= 0 {
		a.Command("oldpaper.training")
	}
	a.MustSee("Geen training gekozen")
	a.Command("oldpaper.person")
	a.MustSee("Van iemand die nog niet in het register staat")
}

func TestMoreIsAskedWithALetterThatSaysWhatIsMissing(t *testing.T) {
	a := newArchive(t, strings.Replace(strings.Replace(copyMail, "Een kopie gaat hierbij.", "", 1), " in Zwolle", "", 1))
	a.Click("Certificaat beoordelen")
	a.MustSee("Ontbreekt nog: de plaats of locatie van de training")
	a.Command("oldpaper.ask")
	a.Click("Vastleggen en brief schrijven")
	a.MustSee("Antwoord schrijven")
	a.Click("Bij concepten zetten")
	if len(a.drafts.drafts) != 1 || !strings.Contains(a.drafts.drafts[0].Text, "- de plaats of locatie van de training") || a.drafts.drafts[0].To[0].Email != "anna@speelhoek.example.nl" {
		t.Fatalf("drafts: %+v", a.drafts.drafts)
	}
	if asked := a.papers(oldpaper.Asked); len(asked) != 1 {
		t.Errorf("asked: %+v", asked)
	}
}

func TestACertificateIsRefusedWithAReasonAndLookedAtAgain(t *testing.T) {
	a := newArchive(t, copyMail)
	a.Click("Certificaat beoordelen")
	a.Command("oldpaper.refuse")
	a.Click("Afwijzen")
	a.MustSee("Vul dit in")
	p := a.Page().(*oldPapersPage)
	a.Fill(p.Field("Waarom"), "De handtekening is van een ander.")
	a.Click("Afwijzen")
	a.MustSee("Afgewezen op", "De handtekening is van een ander.")
	if n := len(a.certificates()); n != 0 {
		t.Errorf("%d certificates", n)
	}
	a.Click("Opnieuw bekijken")
	if open := a.papers(oldpaper.Open); len(open) != 1 {
		t.Errorf("open: %+v", open)
	}
}

func TestTrainingOfBeforeIsNotedAndFound(t *testing.T) {
	a := newArchive(t)
	a.Go(routeToPapers)
	a.Command("oldpaper.former")
	p := a.Page().(*oldPapersPage)
	a.Fill(p.Field("Wanneer"), "voorjaar 2006")
	a.Fill(p.Field("Plaats"), "Venlo")
	a.Fill(p.Field("Trainers"), "Guus Hendrix")
	a.Fill(p.Field("Hoe weten we dit"), "agenda van Guus")
	a.Click("Opslaan")
	a.MustSee("Venlo", "agenda van Guus")
	a.Command("oldpaper.new")
	a.Fill(p.Field("Gestuurd door"), "Trudy Linssen")
	a.Fill(p.Field("Datum"), "mei 2006")
	a.Fill(p.Field("Plaats"), "Venlo")
	a.Fill(p.Field("Trainers"), "G. Hendrix")
	a.Click("Zoeken")
	a.MustSee("Certificaat van Trudy Linssen", "plaats klopt: Venlo", "bekend uit: agenda van Guus", "Van iemand die nog niet in het register staat")
	a.files.open = filepath.Join(t.TempDir(), "scan.png")
	must(t, writeFile(a.files.open, paperScan(t)))
	a.Command("oldpaper.copy")
	a.MustSee("De kopie ligt erbij")
	a.Press(fyne.KeyReturn)
	a.Click("Aanvaarden")
	a.MustSee("Certificaat aanvaard", "Naar Trudy Linssen")
	a.Click("Naar Trudy Linssen")
	a.MustSee("zonder nummer", "mei 2006")
}

// A training that is noted from the copy itself is chosen, and proves nothing; the page of the decision says what was
// decided and what was recorded.
func TestTrainingNotedFromTheCopyProvesNothing(t *testing.T) {
	a := newArchive(t)
	a.Go(routeToPapers)
	a.Command("oldpaper.new")
	p := a.Page().(*oldPapersPage)
	a.Fill(p.Field("Gestuurd door"), "Trudy Linssen")
	a.Fill(p.Field("Datum"), "mei 2006")
	a.Fill(p.Field("Plaats"), "Venlo")
	a.Fill(p.Field("Trainers"), "Guus Hendrix")
	a.Click("Zoeken")
	a.Click("Training van vroeger noteren")
	a.Fill(p.Field("Hoe weten we dit"), "verteld door Trudy")
	a.Click("Opslaan")
	a.MustSee("Certificaat van Trudy Linssen", "hieruit vastgelegd", "gekozen", "genoteerd uit deze kopie: dat het klopt, bewijst niets")
	a.mustNotSee("past heel goed", "past goed", "plaats klopt")
	a.Press(fyne.KeyReturn)
	a.Fill(p.Field("Waarom"), "Origineel gezien op kantoor.")
	a.Click("Aanvaarden")
	a.MustSee("Aanvaard op", "Origineel gezien op kantoor.", "Beslist: het gaat om", "Hieruit vastgelegd: certificaat", "Trainingen die bij de beslissing pasten", "In het register stond toen niemand die hierop leek.")
	a.mustNotSee("past heel goed", "past goed", "ledenlijst")
}

func TestOldCertificateBeginsAtAPersonsPage(t *testing.T) {
	a := newArchive(t)
	a.Go(routeToPerson(a.anna))
	a.Click("Oud certificaat")
	p, ok := a.Page().(*oldPapersPage)
	if !ok {
		t.Fatalf("%T", a.Page())
	}
	if f, ok := p.Field("Gestuurd door").(*block.TextField); !ok || f.Value() != "Anna de Boer-Jansen" {
		t.Errorf("the name is not filled in")
	}
	a.Type("voorjaar 2009")
	if f, ok := p.Field("Datum").(*block.TextField); !ok || f.Value() != "voorjaar 2009" {
		t.Errorf("what is typed is lost")
	}
}

var routeToPapers = ui.Route{Screen: ui.ScreenOldPapers}

func routeToPerson(id int64) ui.Route { return ui.Route{Screen: ui.ScreenRegister, Key: key(id)} }

func writeFile(path string, content []byte) error { return os.WriteFile(path, content, 0o600) }
