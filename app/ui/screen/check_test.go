package screen

import (
	"bytes"
	"context"
	"encoding/base64"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"kiesvoorhetkind.nl/kantoor/app"
	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/uitest"
	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

// asked gives a field of the dialog that is open, by its label.
func asked(t *testing.T, d *uitest.Desk, label string) *block.TextField {
	t.Helper()
	seen := false
	for _, o := range test.LaidOutObjects(d.Window().Canvas().Overlays().Top()) {
		if l, ok := o.(*block.Text); ok && l.Text == label {
			seen = true
		}
		if f, ok := o.(*block.TextField); ok && seen {
			return f
		}
	}
	t.Fatalf("the dialog has no field %q", label)
	return nil
}

// checkDesk is a desk of a whole office in which two people got a certificate.
type checkDesk struct {
	*uitest.Desk
	office *app.Office
	cohort int64
	issued []training.Issued
}

func newCheckDesk(t *testing.T) *checkDesk {
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
	c := &checkDesk{office: o}
	courses, err := o.Training.Courses(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range courses {
		if k.Name == lessons {
			c.cohort, _, err = o.Training.PlanCohort(ctx, training.CohortValues{
				CourseID: k.ID, Town: "Zutphen", Trainers: []training.Trainer{{Name: "Wil Aardema"}}, Days: []training.CohortDay{{Day: "2026-03-02"}},
			})
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	if _, err := o.Training.SetStatus(ctx, c.cohort, training.Opened); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"Tom Dekhuis", "Yèl Nguyễn-Łukasik"} {
		if _, _, err := o.Training.AddNamed(ctx, c.cohort, register.Named(name, ""), training.Enrolling{}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := o.Training.MarkAllPresent(ctx, c.cohort, 0); err != nil {
		t.Fatal(err)
	}
	run, err := o.Training.Issue(ctx, c.cohort)
	if err != nil {
		t.Fatal(err)
	}
	c.issued = run.Issued
	c.Desk = uitest.New(t, Finder{Store: o.Store}, &folder{}, All(o, Outside{})...)
	return c
}

// scanned writes a certificate as a picture of 150 dots an inch.
func (c *checkDesk) scanned(t *testing.T, pdf []byte) string {
	t.Helper()
	f, err := c.office.Pages.Open(context.Background(), pdf)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	m, err := f.Draw(context.Background(), 0, int(f.Sizes()[0].Width/72*150))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "scan0001.png")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestCertificateIsCheckedInTwoSteps(t *testing.T) {
	c := newCheckDesk(t)
	first := c.issued[0]
	c.Reset()
	c.Command("certificate.check")
	c.Type("kc-2026-0001")
	c.Press(fyne.KeyReturn)
	if c.Steps > 2 {
		t.Errorf("a number takes %d steps", c.Steps)
	}
	c.MustSee("geldig", "Geldig certificaat, door ons uitgegeven.", first.Name, "2 maart 2026", "Alleen het nummer is nagekeken.")

	// The next one is typed over it, here as the code that somebody sent.
	var code string
	if err := c.office.Store.Read(context.Background(), func(tx *data.Tx) error {
		k, err := tx.Certificate(c.issued[1].CertificateID)
		code = k.Code
		return err
	}); err != nil {
		t.Fatal(err)
	}
	c.Type(code)
	c.Press(fyne.KeyReturn)
	c.MustSee("geldig", c.issued[1].Name, "KC-2026-0002")
	if c.Sees("Alleen het nummer") {
		t.Error("a whole code is taken for a number")
	}
	c.Fill(asked(t, c.Desk, "Nummer of code"), strings.Replace(code, "Nguy", "Nugy", 1))
	c.Press(fyne.KeyReturn)
	c.MustSee("gewijzigd", "de handtekening klopt niet", "Op het certificaat staat")
	c.Fill(asked(t, c.Desk, "Nummer of code"), "KC-2026-0099")
	c.Press(fyne.KeyReturn)
	c.MustSee("onbekend", "Dit nummer is bij ons niet bekend.")
	c.Press(fyne.KeyEscape)

	// A scan is dropped where somebody happens to be.
	path := c.scanned(t, first.PDF)
	c.Go(ui.Route{Screen: ui.ScreenInvoices})
	c.Reset()
	c.Drop([]string{path})
	c.Steps++
	if c.Steps > 2 {
		t.Errorf("a scan takes %d steps", c.Steps)
	}
	c.MustSee("geldig", first.Name, "scan0001.png", "Vergelijk naam, opleiding en datum")
	c.Click("Ons eigen certificaat")
	c.MustSee("Zoals wij het aan " + first.Name + " hebben uitgegeven.")
	c.Press(fyne.KeyEscape)
	// The next scan comes to the dialog that is open.
	c.Drop([]string{c.scanned(t, c.issued[1].PDF)})
	c.MustSee("geldig", c.issued[1].Name)
	other := filepath.Join(t.TempDir(), "brief.pdf")
	if err := os.WriteFile(other, []byte("geen pdf"), 0o600); err != nil {
		t.Fatal(err)
	}
	c.Drop([]string{other})
	c.MustSee("onbekend", "geen scan, foto of PDF")
	c.Fill(asked(t, c.Desk, "Nummer of code"), "KC-2026-0044")
	c.Drop([]string{path})
	if c.Sees("KC-2026-0044") {
		t.Error("the number that was typed before stands beside the answer about a file")
	}
	c.Click("In het register")
	if c.Where() != (ui.Route{Screen: ui.ScreenRegister, Key: key(first.PersonID)}) {
		t.Errorf("went to %+v", c.Where())
	}
	c.Drop([]string{path})
	c.MustSee("geldig", first.Name)
}

func TestCertificateIsReplacedFromThePersonsPage(t *testing.T) {
	c := newCheckDesk(t)
	old := c.issued[0]
	c.Go(ui.Route{Screen: ui.ScreenRegister, Key: key(old.PersonID)})
	c.Reset()
	c.Click("Vervangen")
	c.Type("d") // de naam is verkeerd geschreven
	c.Fill(asked(t, c.Desk, "Naam"), "Tom Dekhuijs")
	c.Press(fyne.KeyReturn)
	if c.Steps > 3 {
		t.Errorf("replacing takes %d steps", c.Steps)
	}
	c.MustSee("Certificaat KC-2026-0003")
	c.Press(fyne.KeyEscape)
	c.MustSee("KC-2026-0003", "in plaats van "+old.Number, "op naam van Tom Dekhuijs", "vervangen door KC-2026-0003", "vervangen", "naam verkeerd geschreven")
	if c.Sees("op naam van " + old.Name) {
		t.Error("a certificate in the name of the register is said to differ")
	}
	c.Command("certificate.check")
	c.Type(old.Number)
	c.Press(fyne.KeyReturn)
	c.MustSee("vervangen", "Dit certificaat is vervangen door KC-2026-0003.")
}

func TestCertificateReplacedSincePrintingIsNamed(t *testing.T) {
	var id int64
	c := newClassroom(t, func(c *classroom) {
		id = c.group(lessons, "Zutphen", []string{"2026-03-02"}, "Tom Dekhuis", "Ilse Penning", "Mai Nguyen")
		c.done(c.job.MarkAllPresent(context.Background(), id, 0))
	})
	c.Command("cohort.print")
	c.Press(fyne.KeyReturn)
	people := c.read(id).Participants
	if _, err := c.job.Revoke(context.Background(), people[0].CertificateID, training.Revoking{Reason: "verkeerde datum"}); err != nil {
		t.Fatal(err)
	}
	made, err := c.job.Replace(context.Background(), people[1].CertificateID, training.Replacement{Why: training.BecauseLost})
	if err != nil {
		t.Fatal(err)
	}
	c.page.Reload()
	// Printed from the page of its holder, the run of the one is not left open.
	c.MustSee("niet afgedrukt", "1 certificaat")
	if _, err := c.job.Print(context.Background(), made.Issued[0].DocumentID, "Balie", 1); err != nil {
		t.Fatal(err)
	}
	c.page.Reload()
	if c.Sees("niet afgedrukt") {
		t.Error("what was printed on its own is said not to be")
	}
	c.page.showRun(c.read(id).Papers[1])
	c.MustSee("3 certificaten", people[0].Certificate+" ingetrokken", people[1].Certificate+" vervangen", people[2].Certificate)
	c.Press(fyne.KeyEscape)
	c.page.printAgain(c.read(id).Papers[1], "")
	c.MustSee("Niet meer geldig: pagina 1, " + people[0].CertificateName + " (ingetrokken); pagina 2, " + people[1].CertificateName + " (vervangen).")
}

func TestCertificateInAMailIsChecked(t *testing.T) {
	c := newCheckDesk(t)
	raw := "From: Loes Bakker <loes@example.nl>\r\nTo: info@kantoor.example.nl\r\nSubject: Klopt dit?\r\nDate: Tue, 3 Mar 2026 08:00:00 +0100\r\nMessage-ID: <7@example.nl>\r\n" +
		"MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=grens\r\n\r\n--grens\r\nContent-Type: text/plain\r\n\r\nIs dit certificaat echt, en KC-2026-0044?\r\n" +
		"--grens\r\nContent-Type: application/octet-stream; name=\"x.bin\"\r\nContent-Disposition: attachment; filename=\"x.bin\"\r\nContent-Transfer-Encoding: base64\r\n\r\n" +
		base64.StdEncoding.EncodeToString(c.issued[1].PDF) + "\r\n--grens--\r\n"
	if _, _, err := c.office.Mail.Take(context.Background(), []byte(raw), time.Time{}); err != nil {
		t.Fatal(err)
	}
	c.Go(ui.Route{Screen: ui.ScreenMail})
	c.Reset()
	c.Click("Certificaat controleren")
	if c.Steps != 1 {
		t.Errorf("%d steps", c.Steps)
	}
	answers := []string{"geldig", c.issued[1].Name, "Dit is het bestand precies zoals wij het hebben uitgegeven.", "onbekend", "KC-2026-0044", "Dit nummer is bij ons niet bekend."}
	c.MustSee(answers...)
	if c.Sees("Beoordelen als oud certificaat") {
		t.Error("one of ours can be judged as an old certificate")
	}
	c.Press(fyne.KeyEscape)
	c.Command("mail.certificate")
	c.MustSee(answers...)
}

func TestCertificateInAMailThatIsNotOursIsJudgedFromTheAnswer(t *testing.T) {
	c := newCheckDesk(t)
	raw := "From: Loes Bakker <loes@example.nl>\r\nTo: info@kantoor.example.nl\r\nSubject: Mijn papier\r\nDate: Tue, 3 Mar 2026 08:00:00 +0100\r\nMessage-ID: <8@example.nl>\r\n" +
		"Content-Type: text/plain\r\n\r\nHierbij mijn papier uit 2009.\r\n"
	if _, _, err := c.office.Mail.Take(context.Background(), []byte(raw), time.Time{}); err != nil {
		t.Fatal(err)
	}
	c.Go(ui.Route{Screen: ui.ScreenMail})
	c.Command("mail.certificate")
	c.MustSee("onbekend", "Hier is geen certificaat in gevonden")
	c.Click("Beoordelen als oud certificaat")
	if c.Where().Screen != ui.ScreenOldPapers {
		t.Errorf("went to %+v", c.Where())
	}
	c.MustSee("te beoordelen")
}

func TestCommandsOfAScreenHaveNamesOfTheirOwn(t *testing.T) {
	c := newCheckDesk(t)
	for _, s := range All(c.office, Outside{}) {
		c.Go(ui.Route{Screen: s.ID})
		page, ok := c.Shell.Page().(ui.Commander)
		if !ok {
			continue
		}
		had := map[string]bool{}
		for _, command := range page.Commands() {
			if had[command.ID] {
				t.Errorf("%s has %s twice: a key or a link of the manual does only the first", s.ID, command.ID)
			}
			had[command.ID] = true
		}
	}
}
