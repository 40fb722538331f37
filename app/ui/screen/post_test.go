package screen

import (
	"context"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app"
	"kiesvoorhetkind.nl/kantoor/app/complaint"
	"kiesvoorhetkind.nl/kantoor/app/intake"
	"kiesvoorhetkind.nl/kantoor/app/keychain"
	"kiesvoorhetkind.nl/kantoor/app/mailbox"
	"kiesvoorhetkind.nl/kantoor/app/mailbox/message"
	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/uitest"
	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

// draftsFolder stands for the mailbox's own folder; real servers are in the
// tests of mailbox.
type draftsFolder struct {
	*mailbox.Box
	drafts []message.Draft
	fails  error
}

func (f *draftsFolder) Accounts(context.Context) ([]data.MailAccount, error) {
	return []data.MailAccount{{Name: "info", Address: "info@kantoor.example.nl"}}, nil
}

func (f *draftsFolder) SaveDraft(_ context.Context, _ data.MailAccount, d message.Draft) ([]byte, error) {
	if f.fails != nil {
		return nil, f.fails
	}
	f.drafts = append(f.drafts, d)
	return []byte("x"), nil
}

// counter is the office at its mail.
type counter struct {
	*uitest.Desk
	office *app.Office
	drafts *draftsFolder
}

func newCounter(t *testing.T, mails ...string) *counter {
	t.Helper()
	ctx := context.Background()
	now := func() time.Time { return time.Date(2026, 3, 3, 9, 0, 0, 0, time.UTC) }
	office, err := app.Open(ctx, app.Options{Address: storetest.SQLite(t), Who: "Annelies", Secrets: keychain.Memory{}, Now: now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := office.Close(); err != nil {
			t.Error(err)
		}
	})
	courses, err := office.Training.Courses(ctx)
	if err != nil {
		t.Fatal(err)
	}
	var basic int64
	for _, c := range courses {
		if c.Name == "KIES coach 7-12 jaar basistraining" {
			basic = c.ID
		}
	}
	if _, _, err := office.Training.PlanCohort(ctx, training.CohortValues{CourseID: basic, Town: "Zwolle", Seats: 12, Days: []training.CohortDay{{Day: "2026-04-14"}, {Day: "2026-04-21"}}}); err != nil {
		t.Fatal(err)
	}
	for i, m := range mails {
		raw := "To: info@kantoor.example.nl\r\nDate: Tue, 3 Mar 2026 08:0" + key(int64(9-i)) + ":00 +0100\r\nMessage-ID: <" + key(int64(i)) + "@mailpunt.example.nl>\r\n" + strings.ReplaceAll(m, "\n", "\r\n")
		if _, _, err := office.Mail.Take(ctx, []byte(raw), time.Time{}); err != nil {
			t.Fatal(err)
		}
	}
	c := &counter{office: office, drafts: &draftsFolder{Box: office.Mail}}
	c.Desk = uitest.New(t, nil, &folder{}, Post(c.drafts, office.Intake, office.Training, Papers{}, office, now), Complaints(office.Complaints, c.drafts, office, office.Name))
	return c
}

const orderMail = `From: Loes Bakker <loes@dewilg.example.nl>
Subject: Handleiding

Hallo,

Graag bestel ik 2 handleidingen KIES coach 7-12 jaar.

Praktijk De Wilg
Loes Bakker
Wilgenlaan 14
3721 VB Bilthoven

Groet, Loes`

const complaintMail = `From: Bas Ouderling <bas@mailpunt.example.nl>
Subject: Klacht over KIES coach

Geachte heer, mevrouw,

Ik dien een klacht in over KIES coach Tessa Winters van Praktijk Boomhut. Zij is zonder mijn toestemming begonnen.

Bas Ouderling`

const signupMail = `From: Fenna Ruiter <fenna@hetnest.example.nl>
Subject: Aanmelding basistraining

Goedemorgen,

Ik meld mij aan voor de KIES coach 7-12 jaar basistraining in Zwolle die begint op 14 april 2026.

Naam: Fenna Ruiter
Organisatie: Kindcentrum Het Nest
Telefoon: 06-00112233

Groet,
Fenna`

func TestOrderOfAMailIsOneStepAndCanBeTakenBack(t *testing.T) {
	c := newCounter(t, orderMail)
	c.MustSee("Loes Bakker", "Voorstel: bestelling", "2 × Handleiding KIES coach 7-12 jaar", "Wilgenlaan 14", "€ 229,90")
	c.Reset()
	c.Press(fyne.KeyReturn)
	if c.Steps > 1 {
		t.Errorf("%d steps", c.Steps)
	}
	orders, err := c.office.Sales.Orders(context.Background(), "new", nil, 10)
	if err != nil || len(orders) != 1 || orders[0].TotalCents != 22990 {
		t.Fatalf("orders: %+v %v", orders, err)
	}
	c.MustSee("Bestelling " + orders[0].Order.Number + " gemaakt")
	c.Click("Ongedaan maken")
	if orders, err = c.office.Sales.Orders(context.Background(), "new", nil, 10); err != nil || len(orders) != 0 {
		t.Errorf("after undoing: %+v %v", orders, err)
	}
	if n, err := c.office.Mail.Count(context.Background(), "new"); err != nil || n != 1 {
		t.Errorf("the mail is not new again: %d %v", n, err)
	}
}

// DESIGN.md, "Steps": order from a mail to invoice and label 3.
func TestOrderOfAMailToInvoiceAndLabelInThreeSteps(t *testing.T) {
	d := newTrader(t)
	raw := "To: info@kantoor.example.nl\r\nDate: Tue, 3 Mar 2026 08:00:00 +0100\r\nMessage-ID: <1@mailpunt.example.nl>\r\n" + strings.ReplaceAll(orderMail, "\n", "\r\n")
	if _, _, err := d.office.Mail.Take(context.Background(), []byte(raw), time.Time{}); err != nil {
		t.Fatal(err)
	}
	d.Register(Post(d.office.Mail, d.office.Intake, d.office.Training, Papers{}, d.office, d.office.Store.Now))
	d.Go(ui.Route{Screen: ui.ScreenMail})
	d.MustSee("Voorstel: bestelling")
	d.Reset()
	d.Press("F")
	d.MustSee("Factuur 2026-0001 gemaakt", "Volgende stap: het pakket")
	d.Press("E", "Return")
	if len(d.shown) != 2 || d.Steps > 3 {
		t.Errorf("%d steps, shown %q", d.Steps, d.shown)
	}
}

// DESIGN.md, "Steps": enrolment from a mail 2.
func TestEnrolmentFromAMailTakesTwoStepsAtMost(t *testing.T) {
	c := newCounter(t, signupMail)
	c.MustSee("Voorstel: aanmelding", "Fenna Ruiter", "Kindcentrum Het Nest")
	c.Reset()
	c.Press(fyne.KeyReturn)
	if c.Steps > 2 {
		t.Errorf("%d steps", c.Steps)
	}
	rows, err := c.office.Training.List(context.Background(), training.StagePlanned, 0, 10)
	if err != nil || len(rows) != 1 {
		t.Fatal(rows, err)
	}
	page, err := c.office.Training.Cohort(context.Background(), rows[0].ID)
	if err != nil || len(page.Participants) != 1 || page.Participants[0].Organisation != "Kindcentrum Het Nest" {
		t.Errorf("participants: %+v %v", page.Participants, err)
	}
}

// DESIGN.md, "Steps": complaint registered, routed, acknowledged 3.
func TestComplaintIsRegisteredRoutedAndAnsweredInThreeSteps(t *testing.T) {
	c := newCounter(t, complaintMail)
	c.MustSee("Voorstel: klacht", "over een KIES professional", "Tessa Winters")
	c.Reset()
	c.Press(fyne.KeyReturn) // registers and routes it, and opens the dossier
	c.MustSee("K-2026-0001", "nog 10 werkdagen")
	c.Command("complaint.letter")
	c.MustSee("Antwoord schrijven")
	c.Click("Bij concepten zetten")
	if c.Steps > 3 {
		t.Errorf("%d steps", c.Steps)
	}
	if len(c.drafts.drafts) != 1 || !strings.Contains(c.drafts.drafts[0].Text, "K-2026-0001") || c.drafts.drafts[0].To[0].Email != "bas@mailpunt.example.nl" {
		t.Fatalf("drafts: %+v", c.drafts.drafts)
	}
	c.MustSee("Conceptbrief klaargezet", "Brief is verstuurd: verwezen")
	c.Click("Brief is verstuurd: verwezen")
	c.MustSee("gereageerd")
}

func TestWhatWasTypedStaysWhenTheServerCannotBeReached(t *testing.T) {
	c := newCounter(t, complaintMail)
	c.Press(fyne.KeyReturn)
	c.drafts.fails = data.Refuse("De mailserver geeft geen antwoord.")
	c.Command("complaint.letter")
	c.Click("Bij concepten zetten")
	c.MustSee("Antwoord schrijven", "De mailserver geeft geen antwoord.")
	c.drafts.fails = nil
	c.Click("Bij concepten zetten")
	if len(c.drafts.drafts) != 1 {
		t.Errorf("drafts: %d", len(c.drafts.drafts))
	}
}

// readAgain is a job whose list is read anew while a page is being opened, as happens when a screen is shown.
type readAgain struct {
	complaints
	meanwhile func()
}

func (r *readAgain) Page(ctx context.Context, id int64) (complaint.Page, error) {
	if f := r.meanwhile; f != nil {
		r.meanwhile = nil
		f()
	}
	return r.complaints.Page(ctx, id)
}

func TestTheComplaintThatIsAskedForStaysWhenTheListIsReadAgain(t *testing.T) {
	c := newCounter(t)
	ctx := context.Background()
	var ids []int64
	for _, about := range []string{"Tessa Winters", "Bram Zomers"} {
		made, _, err := c.office.Complaints.Register(ctx, complaint.NewComplaint{Route: "professional", About: about, Received: "2026-03-02"})
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, made.ID)
	}
	job := &readAgain{complaints: c.office.Complaints}
	c.Register(Complaints(job, c.drafts, c.office, c.office.Name))
	for _, id := range append(ids, ids[0]) {
		job.meanwhile = c.Desk.Reload
		c.Go(ui.Route{Screen: ui.ScreenComplaints, Key: key(id)})
		if at := c.Where().Key; at != key(id) {
			t.Errorf("asked for %d, shown %s", id, at)
		}
	}
}

func TestAComplaintThatWasTakenBackIsNoError(t *testing.T) {
	c := newCounter(t, complaintMail)
	c.Press(fyne.KeyReturn)
	c.MustSee("K-2026-0001")
	c.Click("Ongedaan maken")
	c.MustSee("Deze klacht is er niet meer", "Dat is ongedaan gemaakt.")
	if c.Log() != "" {
		t.Errorf("logged: %s", c.Log())
	}
}

func TestAKindHasToBeChosenForAMailThatIsSomethingElse(t *testing.T) {
	c := newCounter(t, orderMail)
	c.Click("Iets anders …")
	c.Click("Verder")
	c.MustSee("Wat is dit bericht?", "Kies wat dit bericht is.")
}

func TestAMailIsPutAsideAndTheNextOneShown(t *testing.T) {
	c := newCounter(t, orderMail, signupMail)
	c.MustSee("Voorstel: bestelling")
	c.Command("mail.aside")
	c.MustSee("Voorstel: aanmelding", "Bericht opzijgelegd")
	c.Click("Opzij")
	c.MustSee("Loes Bakker")
}

func TestAProposalIsAdjustedInItsPlace(t *testing.T) {
	c := newCounter(t, orderMail)
	c.Click("Aanpassen")
	c.MustSee("Voorstel aanpassen: bestelling", "Huisnummer", "Handleiding KIES coach 7-12 jaar")
	c.Click("Annuleren")
	c.MustSee("Voorstel: bestelling")
}

func TestAnAdjustedProposalIsNotLost(t *testing.T) {
	c := newCounter(t, orderMail, signupMail)
	c.Click("Aanpassen")
	c.Type("9")
	c.Click("Aanmelding basistraining")
	c.MustSee("Voorstel: aanmelding", "Nog niet opgeslagen: Voorstel aanpassen: bestelling.")
	c.Click("Ongedaan maken")
	c.MustSee("Voorstel aanpassen: bestelling")
	c.Click("Annuleren")
	c.MustSee("Voorstel: bestelling", "Weggegooid")
}

func TestKindsOfMailHaveWords(t *testing.T) {
	for kind := range makeWords {
		if kindName(intake.Proposal{Kind: kind}) == "" {
			t.Errorf("%s has no word", kind)
		}
	}
}

func TestShortKeepsWholeWords(t *testing.T) {
	for text, want := range map[string]string{
		"een twee drie": "een twee drie", "een twee drie vier": "een twee drie …", "aaaaaaaaaaaaaaaaaaaa": "aaaaaaaaaaaaaa …", "een  twee": "een twee",
	} {
		if got := short(text, 13); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// DESIGN.md, "Steps": answer a mail with a standard text 3.
func TestAMailIsAnsweredWithAStandardTextInThreeSteps(t *testing.T) {
	c := newCounter(t, signupMail)
	c.Reset()
	c.Press(fyne.KeyR)
	c.MustSee("Antwoord schrijven", "Begin met", "Inschrijving ontvangen", "Vraag doorgezet")
	c.Press(fyne.KeyF2)
	c.Click("Bij concepten zetten")
	if c.Steps > 3 {
		t.Errorf("%d steps", c.Steps)
	}
	if len(c.drafts.drafts) != 1 {
		t.Fatalf("drafts: %+v", c.drafts.drafts)
	}
	d := c.drafts.drafts[0]
	if !strings.HasPrefix(d.Text, "Beste Fenna Ruiter,\n\nDank je wel voor je aanmelding.") || !strings.HasSuffix(d.Text, "Met vriendelijke groet,\n\nAnnelies") || d.To[0].Email != "fenna@hetnest.example.nl" {
		t.Errorf("%+v", d)
	}
}

func TestAStandardTextTakesNothingAway(t *testing.T) {
	c := newCounter(t, signupMail)
	c.Press(fyne.KeyR)
	c.Press(fyne.KeyF2, fyne.KeyF2) // the next one comes in the place of one that nobody changed
	text := func() *block.TextField {
		f, ok := c.Focused().(*block.TextField)
		if !ok {
			t.Fatalf("%T has the keyboard, not the text", c.Focused())
		}
		return f
	}
	if v := text().Value(); strings.Contains(v, "je aanmelding") || !strings.Contains(v, "je bestelling") {
		t.Errorf("after twice F2: %q", v)
	}
	c.Fill(text(), "Beste Fenna,\n\nLeuk dat je komt!\n\nMet vriendelijke groet,\n\nAnnelies")
	c.Click("Vraag doorgezet")
	v := text().Value()
	own, said, signed := strings.Index(v, "Leuk dat je komt!"), strings.Index(v, "Ik heb hem doorgezet"), strings.Index(v, "Met vriendelijke groet")
	if own < 0 || said < own || signed < said || strings.Count(v, "Met vriendelijke groet") != 1 || strings.Count(v, "Beste") != 1 {
		t.Errorf("%q", v)
	}
}

func TestAnOfficeWithoutMailSaysHowItComes(t *testing.T) {
	c := newCounter(t)
	c.MustSee("Nog geen post opgehaald", "Mailbox instellen", "Post ophalen")
	c.Go(ui.Route{Screen: ui.ScreenComplaints})
	c.MustSee("Geen open klachten", "Klacht toevoegen")
	c = newCounter(t, orderMail)
	c.Click("Opzij")
	if c.MustSee("Hier staat het bericht dat je links kiest."); c.Sees("Nog geen post opgehaald") {
		t.Error("an office that has mail is told that it fetched none")
	}
}
