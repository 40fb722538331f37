package screen

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/document"
	"kiesvoorhetkind.nl/kantoor/app/enrolment"
	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/uitest"
	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

// tray is a printer that keeps what it was given.
type tray struct {
	names []string
	fails error
	jobs  []document.Job
	pdfs  [][]byte
}

func (t *tray) List(context.Context) ([]document.Queue, string, error) {
	var queues []document.Queue
	for _, n := range t.names {
		queues = append(queues, document.Queue{Name: n})
	}
	standard := ""
	if len(t.names) > 0 {
		standard = t.names[len(t.names)-1]
	}
	return queues, standard, nil
}

func (t *tray) Print(_ context.Context, pdf []byte, job document.Job) (string, error) {
	if t.fails != nil {
		return "", t.fails
	}
	t.jobs, t.pdfs = append(t.jobs, job), append(t.pdfs, pdf)
	return "1", nil
}

// folder answers the window's questions for files.
type folder struct{ open, save string }

func (f *folder) Open(_ string, _ []string, then func(string)) { then(f.open) }
func (f *folder) Save(_, _ string, then func(string))          { then(f.save) }
func (f *folder) Folder(string, func(string))                  {}

// undoing takes changes back as the office does.
type undoing struct{ store *data.Store }

func (u undoing) Undo(ctx context.Context, change int64) error {
	_, err := u.store.Undo(ctx, "Annelies", change)
	return err
}

// classroom is the screen of the trainings on an office of its own.
type classroom struct {
	*uitest.Desk
	t      *testing.T
	store  *data.Store
	job    *training.Training
	places *enrolment.Desk
	box    *outbox
	tray   *tray
	files  *folder
	page   *trainingsPage
	shown  [][]byte // in the viewer
	drawn  drawings
}

const lessons = "Nascholing"

// newClassroom opens the screen on the day of uitest.Day; prepare fills the office first.
func newClassroom(t *testing.T, prepare func(c *classroom)) *classroom {
	t.Helper()
	t.Setenv("TMPDIR", t.TempDir())
	noon, err := time.ParseInLocation(time.DateOnly, uitest.Day, data.Amsterdam())
	if err != nil {
		t.Fatal(err)
	}
	now := func() time.Time { return noon.Add(12 * time.Hour) }
	store, err := data.Open(context.Background(), storetest.SQLite(t), data.WithClock(now))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	c := &classroom{t: t, store: store, job: training.New(store), tray: &tray{names: []string{"Balie", "Kantoor-2"}}, files: &folder{}}
	c.job.Who = func() string { return "Annelies" }
	c.job.Printer = c.tray
	c.places, c.box = enrolment.New(store), &outbox{}
	c.places.Who = c.job.Who
	if err := store.Write(context.Background(), data.Change{Who: "Annelies", Title: "Inrichten"}, training.EnsureCourses); err != nil {
		t.Fatal(err)
	}
	prepare(c)
	s := Trainings(c.job, Finder{store}, Papers{Printer: c.tray, Pages: c.drawn.open, Show: func(path string) error {
		pdf, err := os.ReadFile(path)
		c.shown = append(c.shown, pdf)
		return err
	}}, undoing{store}, now, Seating{c.places, c.box})
	make := s.New
	s.New = func(shell *ui.Shell) ui.Page {
		p := make(shell)
		c.page = p.(*trainingsPage)
		return p
	}
	c.Desk = uitest.New(t, nil, c.files, s)
	return c
}

func (c *classroom) done(_ int64, err error) {
	c.t.Helper()
	if err != nil {
		c.t.Fatal(err)
	}
}

// group plans an open cohort with people in it, and gives its id.
func (c *classroom) group(course, town string, days []string, names ...string) int64 {
	c.t.Helper()
	ctx := context.Background()
	courses, err := c.job.Courses(ctx)
	if err != nil {
		c.t.Fatal(err)
	}
	v := training.CohortValues{Town: town, Venue: "Zaal De Linde", Trainers: []training.Trainer{{Name: "Wil Aardema"}}}
	for _, k := range courses {
		if k.Name == course {
			v.CourseID = k.ID
		}
	}
	for _, d := range days {
		v.Days = append(v.Days, training.CohortDay{Day: data.Day(d)})
	}
	id, change, err := c.job.PlanCohort(ctx, v)
	c.done(change, err)
	c.done(c.job.SetStatus(ctx, id, training.Opened))
	for _, n := range names {
		_, change, err := c.job.AddNamed(ctx, id, register.Named(n, ""), training.Enrolling{})
		c.done(change, err)
	}
	return id
}

func (c *classroom) read(id int64) training.Page {
	c.t.Helper()
	p, err := c.job.Cohort(context.Background(), id)
	if err != nil {
		c.t.Fatal(err)
	}
	return p
}

// most checks how many steps were taken.
func (c *classroom) most(steps int, what string) {
	c.t.Helper()
	if c.Steps > steps {
		c.t.Errorf("%s takes %d steps, the most is %d", what, c.Steps, steps)
	}
}

var twoDays = []string{"2026-02-16", "2026-03-02"}

func TestCertificatesOfThosePassedTakeTwoSteps(t *testing.T) {
	var id int64
	c := newClassroom(t, func(c *classroom) {
		id = c.group("KIES zorg en opvoedcoach", "Zutphen", twoDays, "Tom Dekhuis", "Ilse Penning", "Mai Nguyen")
		c.done(c.job.MarkAllPresent(context.Background(), id, 0))
		p := c.read(id)
		c.done(c.job.SetAttendance(context.Background(), p.Participants[2].EnrolmentID, p.Days[1].ID, training.Absent))
	})
	c.MustSee("2 geslaagd, certificaten klaar om te printen", "1 overgeslagen: Ilse Penning mist dag 2.", "Certificaten afdrukken (2)", "printen")
	c.Reset()
	c.Command("cohort.print")
	c.MustSee("Kantoor-2", "dat kan niet ongedaan gemaakt worden", "Pagina 1 van 2", "Krijgen er nu geen", "Ilse Penning: mist dag 2")
	c.drawn.must(t, 1)
	c.Press(fyne.KeyReturn)
	c.most(2, "printing certificates")
	if c.drawn.held != 0 {
		t.Errorf("%d papers are still held", c.drawn.held)
	}
	if len(c.tray.jobs) != 1 || c.tray.jobs[0].Queue != "Kantoor-2" || c.tray.jobs[0].Copies != 1 || !bytes.HasPrefix(c.tray.pdfs[0], []byte("%PDF")) {
		t.Fatalf("the printer got %+v", c.tray.jobs)
	}
	c.MustSee("2 certificaten gemaakt: KC-2026-0001 tot en met KC-2026-0002, 1 overgeslagen", "Uitslag van Ilse Penning", "KC-2026-0002", "2 certificaten uitgegeven", "Opnieuw afdrukken")
	c.Click("Openen")
	c.Click("Presentielijst")
	c.MustSee("Pagina 1 van 1")
	c.Click("PDF openen")
	if len(c.shown) != 2 || !bytes.Equal(c.shown[0], c.tray.pdfs[0]) || !bytes.HasPrefix(c.shown[1], []byte("%PDF")) {
		t.Errorf("the viewer got %d papers", len(c.shown))
	}
	// What was issued is not issued again: Ctrl+P prints the same once more.
	c.Command("cohort.print")
	c.Press(fyne.KeyReturn)
	if len(c.tray.pdfs) != 2 || !bytes.Equal(c.tray.pdfs[0], c.tray.pdfs[1]) {
		t.Errorf("printing again gave %d papers", len(c.tray.pdfs))
	}
	if n := len(c.read(id).Runs); n != 1 {
		t.Errorf("there are %d runs", n)
	}
}

// Who missed a day and gets a certificate all the same is named before anything is printed.
func TestWhatToLookAtIsSaidBeforePrinting(t *testing.T) {
	c := newClassroom(t, func(c *classroom) {
		id := c.group("KIES zorg en opvoedcoach", "Zutphen", twoDays, "Tom Dekhuis")
		p := c.read(id)
		c.done(c.job.SetAttendance(context.Background(), p.Participants[0].EnrolmentID, p.Days[1].ID, training.Absent))
		c.done(c.job.MarkAllPresent(context.Background(), id, 0))
		c.done(c.job.SetResult(context.Background(), p.Participants[0].EnrolmentID, training.Passed, "opdracht gemaakt"))
	})
	c.Command("cohort.print")
	c.MustSee("Certificaten afdrukken (1)", "Kijk dit na", "Tom Dekhuis: dag 2 gemist (opdracht gemaakt).")
	c.Press(fyne.KeyEscape)
	if len(c.tray.jobs) != 0 {
		t.Error("printed after Esc")
	}
}

// Somebody who was passed by hand before the last day has no certificate to print yet, and the page says why.
func TestNothingIsPrintedBeforeTheLastDay(t *testing.T) {
	c := newClassroom(t, func(c *classroom) {
		id := c.group("KIES zorg en opvoedcoach", "Zutphen", []string{"2026-03-02", "2026-03-09"}, "Tom Dekhuis")
		c.done(c.job.SetResult(context.Background(), c.read(id).Participants[0].EnrolmentID, training.Passed, "heeft alles al laten zien"))
	})
	c.MustSee("geslaagd", "Dag 2 van 2 is op", "Tom Dekhuis: de uitslag staat al vast. Het certificaat kan vanaf de laatste dag, 9 maart 2026.")
	for _, text := range []string{"Certificaten afdrukken", "klaar om te printen", "printen", "nog niet"} {
		if c.Sees(text) {
			t.Errorf("%q is in view", text)
		}
	}
	if slices.Contains(c.PageCommands(), "cohort.print") {
		t.Error("certificates can be printed")
	}
}

func TestPrinterThatFailsLeavesTheCertificates(t *testing.T) {
	var id int64
	c := newClassroom(t, func(c *classroom) {
		c.tray.fails = data.Refuse("De printer heeft geen papier.")
		id = c.group(lessons, "Zutphen", []string{"2026-03-02"}, "Tom Dekhuis")
		c.done(c.job.MarkAllPresent(context.Background(), id, 0))
	})
	c.Command("cohort.print")
	c.Press(fyne.KeyReturn)
	c.MustSee("1 certificaat gemaakt: KC-2026-0001. De printer heeft geen papier. De PDF staat bij Papieren")
	if n := len(c.read(id).Runs); n != 1 {
		t.Errorf("there are %d runs", n)
	}
}

func TestWithoutPrinterThePDFIsSaved(t *testing.T) {
	path := filepath.Join(t.TempDir(), "certificaten.pdf")
	c := newClassroom(t, func(c *classroom) {
		c.tray.names, c.files.save = nil, path
		id := c.group(lessons, "Zutphen", []string{"2026-03-02"}, "Tom Dekhuis")
		c.done(c.job.MarkAllPresent(context.Background(), id, 0))
	})
	c.Command("cohort.print")
	c.MustSee("geen printer gevonden", "Pagina 1 van 1")
	c.Click("Maken en PDF opslaan …")
	pdf, err := os.ReadFile(path)
	if err != nil || !bytes.HasPrefix(pdf, []byte("%PDF")) {
		t.Errorf("the file has %d bytes: %v", len(pdf), err)
	}
}

func TestPreviewMakesNothing(t *testing.T) {
	var id int64
	c := newClassroom(t, func(c *classroom) {
		id = c.group(lessons, "Zutphen", []string{"2026-03-02"}, "Tom Dekhuis", "Ilse Penning")
		p := c.read(id)
		c.done(c.job.SetAttendance(context.Background(), p.Participants[0].EnrolmentID, p.Days[0].ID, training.Present))
	})
	c.Press("V", fyne.KeyReturn) // Return prints nothing here
	c.MustSee("Krijgen een certificaat, met deze naam", "Tom Dekhuis", "Ilse Penning: dag 1 nog niet ingevuld", "Pagina 1 van 1")
	c.drawn.must(t, 1)
	c.Press(fyne.KeyEscape)
	if p := c.read(id); len(p.Runs) != 0 || p.Participants[0].CertificateID != 0 {
		t.Error("a preview made certificates")
	}
}

func TestAttendanceOfADayTakesTwoStepsAndTheExceptions(t *testing.T) {
	var id int64
	c := newClassroom(t, func(c *classroom) {
		id = c.group("KIES zorg en opvoedcoach", "Zutphen", twoDays, "Tom Dekhuis", "Ilse Penning", "Mai Nguyen")
	})
	marks := func() string {
		var out []string
		for _, m := range c.read(id).Participants {
			out = append(out, strings.Join(m.Marks, "+"))
		}
		return strings.Join(out, " ")
	}
	c.Reset()
	c.Press("A", fyne.KeyReturn)
	c.most(2, "attendance of a day")
	if got := marks(); got != "present+ present+ present+" {
		t.Fatalf("marked %q", got)
	}
	c.MustSee("16 feb: iedereen aanwezig", "Ongedaan maken")
	c.Reset()
	c.Press("A")
	c.ClickCell("Nguyen, Mai", key(c.read(id).Days[1].ID))
	c.most(2+1, "attendance with one exception")
	if got := marks(); got != "present+present present+absent present+present" {
		t.Fatalf("marked %q", got)
	}
	c.MustSee("mist dag 2", "2 mrt: Mai Nguyen afwezig")
	c.Run("undo")
	if got := marks(); got != "present+present present+present present+present" {
		t.Errorf("after undo marked %q", got)
	}
	// By keyboard: to the first row, to the first day, and switch it.
	c.page.table.Focus()
	c.Press(fyne.KeyHome, fyne.KeyLeft, fyne.KeySpace)
	if got := marks(); got != "absent+present present+present present+present" {
		t.Errorf("with the keyboard marked %q", got)
	}
}

func TestResultByHandNeedsAReason(t *testing.T) {
	var id int64
	c := newClassroom(t, func(c *classroom) {
		id = c.group(lessons, "Zutphen", []string{"2026-03-02"}, "Tom Dekhuis")
	})
	c.page.table.Choose(0)
	c.Reset()
	c.Command("participant.result")
	c.MustSee("Uitslag van Tom Dekhuis", "volgt uit de aanwezigheid")
	result := func() training.Participant { return c.read(id).Participants[0] }
	c.Focused().(*block.ChoiceField).SetSelected("gestopt")
	c.Press(fyne.KeyReturn)
	c.MustSee("Zeg erbij waarom")
	if result().ByHand {
		t.Fatal("a result without a reason was kept")
	}
	c.Window().Canvas().FocusNext()
	c.Type("verhuisd")
	c.Press(fyne.KeyReturn)
	c.MustSee("gestopt", "Ongedaan maken")
	if m := result(); !m.ByHand || m.Reason != "verhuisd" {
		t.Errorf("the result is %+v", m)
	}
	c.Run("undo")
	if result().ByHand {
		t.Error("undo left the result")
	}
}

func TestPeopleComeInByNameAndGoOutAgain(t *testing.T) {
	var id int64
	c := newClassroom(t, func(c *classroom) {
		c.group(lessons, "Deventer", []string{"2026-03-10"}, "Anna de Wit")
		id = c.group(lessons, "Zutphen", []string{"2026-03-09"}, "Tom Dekhuis")
	})
	c.Reset()
	c.Press("T")
	c.Type("anna")
	c.MustSee("Wit, Anna de")
	c.Press(fyne.KeyReturn)
	c.most(2, "adding somebody")
	if p := c.read(id); len(p.Participants) != 2 {
		t.Fatalf("there are %d participants", len(p.Participants))
	}
	c.MustSee("Anna de Wit toegevoegd")
	c.page.table.Focus()
	c.Press(fyne.KeyHome, fyne.KeyDelete)
	if p := c.read(id); len(p.Participants) != 1 {
		t.Fatalf("there are %d participants after removing", len(p.Participants))
	}
	c.Run("undo")
	if p := c.read(id); len(p.Participants) != 2 {
		t.Errorf("there are %d participants after undo", len(p.Participants))
	}
	// Somebody who is in no register yet.
	c.Command("participant.add")
	c.Type("Roos van Dam")
	c.Press(fyne.KeyReturn)
	c.MustSee("Nieuw in het register en in deze groep")
	c.Press(fyne.KeyReturn)
	c.MustSee("Dam, Roos van")
}

func TestSomebodyOfTheRegisterIsFoundDespiteTypingFaults(t *testing.T) {
	c := newClassroom(t, func(c *classroom) {
		c.group(lessons, "Deventer", []string{"2026-03-10"}, "Lianne Bakhuis")
		c.group(lessons, "Zutphen", []string{"2026-03-09"}, "Tom Dekhuis")
	})
	for _, typed := range []string{"Bakhius", "Liane Bakhuis", "Liane Bakhius"} {
		c.Command("participant.add")
		c.Type(typed)
		c.MustSee("Bakhuis, Lianne")
		c.Press(fyne.KeyEscape, fyne.KeyEscape) // what was found, and the question
	}
}

func TestListOfPeopleIsDropped(t *testing.T) {
	var id int64
	file := filepath.Join(t.TempDir(), "lijst.csv")
	if err := os.WriteFile(file, []byte("Voornaam;Tussenvoegsel;Achternaam;E-mail\nRoos;van;Dam;roos@example.org\nBob;;Visser;bob@example.org\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	c := newClassroom(t, func(c *classroom) { id = c.group(lessons, "Zutphen", []string{"2026-03-09"}, "Tom Dekhuis") })
	c.page.Dropped([]string{file})
	c.MustSee("2 deelnemers toegevoegd, 2 nieuw in het register", "Dam, Roos van")
	if p := c.read(id); len(p.Participants) != 3 {
		t.Errorf("there are %d participants", len(p.Participants))
	}
	c.page.Dropped([]string{"iets.docx"})
	c.MustSee("Dit soort bestand kan hier niet worden ingelezen")
}

func TestCohortAfterTheLastOneTakesFourSteps(t *testing.T) {
	c := newClassroom(t, func(c *classroom) { c.group("KIES zorg en opvoedcoach", "Zutphen", twoDays) })
	c.Reset()
	c.Press("N")
	c.Type("7-9-2026")
	c.Press(fyne.KeyReturn)
	c.most(4, "planning a cohort after the last one")
	rows, err := c.job.List(context.Background(), training.StagePlanned, 0, 10)
	if err != nil || len(rows) != 1 {
		t.Fatalf("planned %v, %v", rows, err)
	}
	p := c.read(rows[0].ID)
	if len(p.Days) != 2 || p.Days[0].Day != "2026-09-07" || p.Days[1].Day != "2026-09-21" || p.TrainersText != "Wil Aardema" || p.Values.Town != "Zutphen" {
		t.Errorf("planned %+v", p.Values)
	}
	c.MustSee("Trainingsgroep gepland", "7 en 21 september 2026", "Openstellen")
	c.Run("undo")
	c.MustSee("Deze trainingsgroep is er niet meer")
}

func TestWhatIsFilledInIsNotLost(t *testing.T) {
	c := newClassroom(t, func(c *classroom) { c.group(lessons, "Zutphen", []string{"2026-03-09"}) })
	c.Press("E")
	c.Fill(c.page.Field("Plaats"), "Lochem")
	c.Press(fyne.KeyEscape)
	c.MustSee("Weggegooid: Gegevens van", "Zutphen")
	c.Run("undo")
	c.MustSee("Lochem", "Gegevens van")
	c.Command("form.save")
	c.MustSee("Trainingsgroep gewijzigd", "Lochem, Zaal De Linde")
}

func TestStatusChanges(t *testing.T) {
	c := newClassroom(t, func(c *classroom) { c.group(lessons, "Zutphen", []string{"2026-03-09"}) })
	c.Command("cohort.move." + training.Planned)
	c.MustSee("Trainingsgroep: terug naar gepland", "Openstellen")
	c.Run("undo")
	c.MustSee("Starten")
}

func TestCourseIsChangedInPlace(t *testing.T) {
	c := newClassroom(t, func(*classroom) {})
	c.Click("Opleidingen")
	c.Click("Thema-studiedag")
	c.Press(fyne.KeyTab)
	c.MustSee("Op het certificaat", "thema-studiedag")
	c.Command("course.new")
	c.Type("Terugkomdag")
	c.Press(fyne.KeyReturn)
	c.MustSee("Opleiding opgeslagen", "Terugkomdag")
	courses, err := c.job.Courses(context.Background())
	if err != nil || len(courses) != 7 {
		t.Fatalf("there are %d courses: %v", len(courses), err)
	}
	c.Run("undo")
	if c.Sees("Terugkomdag") {
		t.Error("the course is still shown after undo")
	}
}

func TestCohortsAreRead(t *testing.T) {
	file := filepath.Join(t.TempDir(), "groepen.json")
	content := `[{"id":"2026-LOC-1","training":"Nascholing","dates":["2026-02-10"],"location":{"town":"Lochem"},"trainers":["Wil Aardema"],"participants":[{"name":"Roos van Dam","attendance":["present"],"result":"passed"}]}]`
	if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	c := newClassroom(t, func(c *classroom) { c.files.open = file })
	c.Command("cohort.import")
	counts, err := c.job.Counts(context.Background())
	if err != nil || counts[training.StageFinished]+counts[training.StageRunning]+counts[training.StagePlanned] != 1 {
		t.Fatalf("counts %v, %v; the window says %q", counts, err, c.Texts())
	}
}
