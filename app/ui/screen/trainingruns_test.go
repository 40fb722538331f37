package screen

import (
	"context"
	"os"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"kiesvoorhetkind.nl/kantoor/app/document"
	"kiesvoorhetkind.nl/kantoor/app/mailbox/message"
	"kiesvoorhetkind.nl/kantoor/app/run"
	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/data"
)

// mailtray keeps the mails that are placed, and may be full.
type mailtray struct {
	mails []message.Draft
	full  map[string]bool // by address
	gone  error
}

func (o *mailtray) Put(_ context.Context, d message.Draft) ([]byte, error) {
	if o.full[d.To[0].Email] {
		return nil, data.Refuse("De map is vol.")
	}
	o.mails = append(o.mails, d)
	return []byte("mail"), nil
}
func (o *mailtray) Has(context.Context, string) (bool, error) { return false, nil }
func (o *mailtray) Domain() string                            { return "example.org" }

// invited is a cohort that begins in two weeks, with addresses; its page has a mailbox.
func invited(t *testing.T, names ...string) (*classroom, *mailtray, int64) {
	t.Helper()
	var id int64
	c := newClassroom(t, func(c *classroom) {
		id = c.group("KIES zorg en opvoedcoach", "Zutphen", []string{"2026-03-16", "2026-03-23"}, names...)
		err := c.store.Write(context.Background(), data.Change{Who: "Annelies", Title: "Adressen"}, func(tx *data.Tx) error {
			people, err := tx.PeopleEnrolled(id)
			for _, p := range people {
				p.Email, p.Street, p.HouseNumber, p.Postcode, p.Town = strings.ToLower(p.FirstName)+"@example.org", "Lindelaan", "1", "7201 AB", "Zutphen"
				if err == nil {
					err = tx.SavePerson(&p)
				}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	})
	o := &mailtray{full: map[string]bool{}}
	c.page.papers.Post = func(context.Context) (run.Post, func() error, error) {
		return o, func() error { return nil }, o.gone
	}
	c.page.Open(key(id))
	return c, o, id
}

// clickNth clicks on one of several links with the same words in a dialog, from 0.
func (c *classroom) clickNth(text string, n int) {
	c.t.Helper()
	for _, o := range test.LaidOutObjects(c.Window().Canvas().Overlays().Top()) {
		if b, ok := o.(*block.Button); ok && b.Label() == text {
			if n == 0 {
				c.Steps++
				b.Tapped(&fyne.PointEvent{})
				return
			}
			n--
		}
	}
	c.t.Fatalf("there is no such %q", text)
}

// lastField is the last text field of a dialog.
func (c *classroom) lastField() *block.TextField {
	c.t.Helper()
	var last *block.TextField
	for _, o := range test.LaidOutObjects(c.Window().Canvas().Overlays().Top()) {
		if f, ok := o.(*block.TextField); ok {
			last = f
		}
	}
	if last == nil {
		c.t.Fatal("the dialog has no field")
	}
	return last
}

// After a paper jam: see which page is the first that lacks, and print on from there.
func TestPrintingGoesOnFromAPage(t *testing.T) {
	var id int64
	c := newClassroom(t, func(c *classroom) {
		id = c.group(lessons, "Zutphen", []string{"2026-03-02"}, "Tom Dekhuis", "Ilse Penning", "Mai Nguyen", "Bob Visser")
		c.done(c.job.MarkAllPresent(context.Background(), id, 0))
	})
	c.Command("cohort.print")
	c.Press(fyne.KeyReturn)
	c.Reset()
	c.Click("Bekijken")
	c.MustSee("4 certificaten", "alle pagina's op Kantoor-2", "Wie erin zitten (4)", "pagina 3", "Liep het papier vast?", "SHA-256")
	c.clickNth("Vanaf hier afdrukken", 2)
	c.MustSee("Verder afdrukken", "Al afgedrukt op", "Pagina 3 van 4")
	steps := c.Steps // leafing is looking, no step on the way
	c.Press(fyne.KeyPageUp)
	c.MustSee("Pagina 3 van 4") // what is before it was printed
	c.Press(fyne.KeyPageDown)
	c.MustSee("Pagina 4 van 4")
	c.Steps = steps
	c.Press(fyne.KeyReturn)
	c.most(3, "printing on after a paper jam")
	if len(c.tray.pdfs) != 2 {
		t.Fatalf("%d papers went to the printer", len(c.tray.pdfs))
	}
	all, part := c.tray.pdfs[0], c.tray.pdfs[1]
	want, err := document.CutPages(all, 3, 4)
	if err != nil || string(want) != string(part) {
		t.Fatalf("not pages 3 and 4: %v", err)
	}
	log := c.read(id).Papers[0].Jobs
	if len(log) != 2 || log[0].Pages != (run.Span{First: 3, Last: 4}) || log[1].Pages != (run.Span{}) {
		t.Errorf("kept: %+v", log)
	}
	c.MustSee("pagina 3 tot en met 4 op Kantoor-2")
}

func TestPagesAreChosenWhenPrinting(t *testing.T) {
	c := newClassroom(t, func(c *classroom) {
		id := c.group(lessons, "Zutphen", []string{"2026-03-02"}, "Tom Dekhuis", "Ilse Penning", "Mai Nguyen")
		c.done(c.job.MarkAllPresent(context.Background(), id, 0))
	})
	c.Command("cohort.print")
	c.Press(fyne.KeyReturn)
	c.Click("Opnieuw afdrukken")
	c.MustSee("Pagina's", "7- vanaf pagina 7")
	pages := c.lastField()
	pages.SetValue("2-9")
	c.Press(fyne.KeyReturn)
	c.MustSee("Deze pagina's zijn er niet")
	c.MustSee("Pagina 1 van 3")
	c.Fill(pages, "2")
	c.MustSee("Pagina 2 van 3")
	c.Press(fyne.KeyReturn)
	if len(c.tray.pdfs) != 2 {
		t.Fatalf("%d papers went to the printer", len(c.tray.pdfs))
	}
	want, err := document.CutPages(c.tray.pdfs[0], 2, 2)
	if err != nil || string(want) != string(c.tray.pdfs[1]) {
		t.Errorf("not page 2: %v", err)
	}
}

func TestInvitationsByMailGoToTheDraftsOnce(t *testing.T) {
	c, o, id := invited(t, "Tom Dekhuis", "Ilse Penning", "Mai Nguyen")
	o.full["mai@example.org"] = true
	c.Reset()
	c.Command("cohort.invite")
	c.MustSee("Uitnodigen per mail (3)", "maandag 16 maart 2026, 09:30 tot 16:30 uur", "Zaal De Linde", "Wil Aardema")
	c.Press(fyne.KeyReturn)
	c.most(2, "inviting everybody")
	if len(o.mails) != 2 || !strings.HasPrefix(o.mails[0].Text, "Beste ") {
		t.Fatalf("placed: %+v", o.mails)
	}
	c.MustSee("2 mails bij de concepten van je mailbox gezet. 1 niet; kijk bij Papieren", "2 van 3 klaargezet")
	o.full = nil
	c.Click("Klaarzetten")
	if len(o.mails) != 3 || c.read(id).Papers[0].Placed != 3 {
		t.Fatalf("after going on: %d mails", len(o.mails))
	}
	c.Command("cohort.letters")
	c.MustSee("iedereen had dit al", "Tom Dekhuis: had dit al op 3 maart 2026", "Ook maken voor wie hem al had (3)")
	if len(c.read(id).Papers) != 1 {
		t.Error("letters were made for who had a mail")
	}
	c.Click("Ook maken voor wie hem al had (3)")
	c.MustSee("Pagina 1 van 3", "Voor 3 deelnemers")
	c.Press(fyne.KeyReturn)
	if got := c.read(id).Papers; len(got) != 2 || got[0].Kind != run.Invitations || got[0].Made != 3 || len(c.tray.pdfs) != 1 {
		t.Errorf("all the same: %+v", got)
	}
}

// A mailbox that cannot be reached costs nothing: the mails wait.
func TestMailsWaitForTheMailbox(t *testing.T) {
	c, o, id := invited(t, "Tom Dekhuis")
	o.gone = data.Refuse("De mailserver is niet te bereiken.")
	c.Command("cohort.invite")
	c.Press(fyne.KeyReturn)
	c.MustSee("De mailserver is niet te bereiken. De mails zijn bewaard", "0 van 1 klaargezet")
	o.gone = nil
	c.Click("Klaarzetten")
	if len(o.mails) != 1 || c.read(id).Papers[0].Placed != 1 {
		t.Errorf("placed %d", len(o.mails))
	}
}

func TestRouteIsWrittenOnce(t *testing.T) {
	c, o, _ := invited(t, "Tom Dekhuis")
	c.Command("cohort.invite")
	c.Click("Route naar deze plek …")
	c.Focused().(*block.TextField).SetText("Naast de molen.")
	c.Click("Opslaan")
	c.MustSee("Uitnodigen per mail (1)", "Naast de molen.")
	c.Press(fyne.KeyReturn)
	if len(o.mails) != 1 || !strings.Contains(o.mails[0].Text, "Naast de molen.") {
		t.Errorf("%+v", o.mails)
	}
}

func TestListsAreKeptOnlyWhenPrinted(t *testing.T) {
	c, _, id := invited(t, "Tom Dekhuis", "Ilse Penning")
	for _, command := range []string{"cohort.list", "cohort.addresses"} {
		c.Command(command)
		c.Click("PDF openen")
	}
	if got := c.read(id).Papers; len(got) != 0 || len(c.shown) != 2 {
		t.Fatalf("looking left %+v", got)
	}
	c.Command("cohort.addresses")
	c.Press(fyne.KeyReturn)
	c.Command("cohort.badges")
	c.MustSee("Voor 2 deelnemers", "Pagina 1 van 1")
	c.Press(fyne.KeyReturn)
	got := c.read(id).Papers
	if len(got) != 2 || got[0].Kind != run.Badges || len(got[0].Jobs) != 1 || got[1].Kind != run.Addresses || len(c.tray.jobs) != 2 {
		t.Errorf("kept %+v", got)
	}
	if _, _, err := c.job.AttendanceList(context.Background(), id); err != nil {
		t.Error(err)
	}
	c.Command("cohort.badges")
	c.MustSee("iedereen had dit al")
	if len(training.InvitationValues()) == 0 {
		t.Error("nothing can be named")
	}
}

func TestAttendanceForPEOnline(t *testing.T) {
	var id int64
	path := t.TempDir() + "/pe.csv"
	c := newClassroom(t, func(c *classroom) {
		c.files.save = path
		id = c.group(lessons, "Zutphen", []string{"2026-03-02"}, "Tom Dekhuis", "Ilse Penning", "Anna Aalt")
		c.done(c.job.MarkAllPresent(context.Background(), id, 0))
		page := c.read(id)
		c.done(c.job.SetAttendance(context.Background(), page.Participants[0].EnrolmentID, page.Days[0].ID, training.Absent))
	})
	c.Command("cohort.accredit")
	c.MustSee("Presentie voor PE-online", "Dekhuis, Tom", "Penning, Ilse", "Register", "Cursusnummer")
	c.Press(fyne.KeyReturn)
	c.MustSee("Register") // it has to be filled in
	c.Type("SKJ")
	c.lastField().SetText("110045678")
	c.Press(fyne.KeyReturn)
	c.MustSee("1 regel in de lijst.", "Waren er, maar hebben geen nummer", "Tom Dekhuis", "Nummers van", "kopiëren (1)",
		"Hebben de training (nog) niet afgerond en zitten er niet in", "Anna Aalt")
	c.Click("Nummers van")
	if got := fyne.CurrentApp().Clipboard().Content(); got != "110045678" {
		t.Errorf("copied %q", got)
	}
	c.Click("Lijst opslaan …")
	b, err := os.ReadFile(path)
	if err != nil || !strings.Contains(string(b), `"110045678"`) || !strings.Contains(string(b), "externalPersonID") {
		t.Errorf("%v %s", err, b)
	}
}

func TestInvitationTextIsASetting(t *testing.T) {
	d, _ := newSettings(t)
	d.Type("uitnodiging")
	d.MustSee("Uitnodiging", "Leuk dat je komt", "{{.Days}}")
	d.Fill(field(t, d.Desk, "Onderwerp"), "Kom naar {{.Course}}")
	d.Click("Opslaan")
	d.MustSee("Uitnodiging opgeslagen")
	d.Fill(field(t, d.Desk, "Onderwerp"), "Kom naar {{.Feest}}")
	d.Click("Opslaan")
	d.MustSee("De tekst noemt {{.Feest}}")
}

func TestAFileWithCertificatesIsCalledAfterItsNumbers(t *testing.T) {
	for _, c := range []struct {
		numbers []string
		want    string
	}{
		{[]string{"KC-2026-0001"}, "certificaat KC-2026-0001.pdf"},
		{[]string{"KC-2026-0001", "KC-2026-0002", "KC-2026-0004"}, "certificaten KC-2026-0001 tot en met KC-2026-0004.pdf"},
	} {
		var run training.Run
		for _, n := range c.numbers {
			run.Issued = append(run.Issued, training.Issued{Number: n})
		}
		if got := issued(run, training.Plan{}).name; got != c.want {
			t.Errorf("%v: %q, not %q", c.numbers, got, c.want)
		}
	}
}
