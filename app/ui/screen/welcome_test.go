package screen

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app"
	"kiesvoorhetkind.nl/kantoor/app/setup"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/uitest"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

// newcomer is somebody at a new, empty office.
type newcomer struct {
	*uitest.Desk
	t      *testing.T
	office *app.Office
	mail   *refusingMail
	file   string // that is chosen when a list is asked for
	shops  *shops
}

func (n *newcomer) Open(_ string, _ []string, then func(string)) { then(n.file) }
func (n *newcomer) Save(_, _ string, then func(string))          { then(n.file) }
func (n *newcomer) Folder(_ string, then func(string))           { then(n.file) }

// shops is the example office and the own one, of which it notes which was asked for.
type shops struct {
	asked  []string
	broken error
	away   bool
}

func (s *shops) Away() bool { return s.away }

func (s *shops) MakeExample(_ context.Context, progress func(done, total int)) error {
	progress(1, 2)
	s.asked = append(s.asked, "make")
	return s.broken
}

func (s *shops) ShowExample()                { s.asked = append(s.asked, "example") }
func (s *shops) ShowOwn()                    { s.asked = append(s.asked, "own") }
func (s *shops) Look(file, called string)    { s.asked = append(s.asked, "look", file, called) }
func (s *shops) Restore(file, called string) { s.asked = append(s.asked, "restore", file, called) }

func newNewcomer(t *testing.T) *newcomer {
	t.Helper()
	now := time.Date(2026, 3, 3, 9, 0, 0, 0, time.UTC)
	o, err := app.Open(context.Background(), app.Options{Address: storetest.SQLite(t), Who: "ilse", Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := o.Close(); err != nil {
			t.Error(err)
		}
	})
	n := &newcomer{t: t, office: o, mail: &refusingMail{}, shops: &shops{}}
	jobs := JobsOf(o)
	jobs.Mail = n.mail
	outside := Outside{Offices: n.shops}
	screens := slices.DeleteFunc(All(o, outside), func(s ui.Screen) bool { return s.ID == ui.ScreenSettings || s.ID == screenWelcome })
	n.Desk = uitest.New(t, nil, n, append(screens, Settings(jobs, o.Store.Now, outside), Welcome(jobs, o.Setup, o.Register, outside))...)
	n.Go(WelcomeRoute)
	return n
}

func (n *newcomer) state() setup.State {
	n.t.Helper()
	s, err := n.office.Setup.State(context.Background())
	if err != nil {
		n.t.Fatal(err)
	}
	return s
}

// over types in the place of what stands in the field that has the keyboard.
func (n *newcomer) over(text string) {
	n.t.Helper()
	s, ok := n.Focused().(fyne.Shortcutable)
	if !ok {
		n.t.Fatalf("%T has the keyboard, not a field", n.Focused())
	}
	s.TypedShortcut(&fyne.ShortcutSelectAll{})
	n.Type(text)
}

// tab gives the next field the keyboard.
func (n *newcomer) tab(times int) {
	for range times {
		n.Window().Canvas().FocusNext()
	}
}

// The whole first run by keyboard alone: Enter goes on, Tab goes to the next field.
func TestFirstRunByKeyboard(t *testing.T) {
	n := newNewcomer(t)
	if !n.state().Fresh {
		t.Fatal("the office is not new")
	}
	n.MustSee("Welkom bij KIES Kantoor", "Beginnen")
	n.Press(fyne.KeyReturn)
	n.MustSee("Stap 1 van 6", "Je naam")
	n.over("")
	n.Press(fyne.KeyReturn)
	n.MustSee("Vul dit in.", "Stap 1 van 6")
	n.over("Ilse Bakker")
	n.Press(fyne.KeyReturn)
	n.MustSee("Stap 2 van 6", "Ilse Bakker · dinsdag 3 maart 2026")
	n.over("Kantoor De Proef")
	for _, value := range []string{"Lindelaan", "1", "7411 AA", "Deventer", "", "geen adres"} {
		n.tab(1)
		n.over(value)
	}
	n.Press(fyne.KeyReturn)
	n.MustSee("Het mailadres klopt niet.", "Stap 2 van 6")
	n.over("info@example.nl")
	n.Press(fyne.KeyReturn)
	n.MustSee("Stap 3 van 6")
	for _, value := range []string{"12345678", "NL123456789B01", "NL00"} {
		n.over(value)
		n.tab(1)
	}
	n.Press(fyne.KeyReturn)
	n.MustSee("De IBAN klopt niet", "Stap 3 van 6")
	n.over("NL91 ABNA 0417 1643 00")
	n.Press(fyne.KeyReturn)
	n.MustSee("Stap 4 van 6")
	n.Press(fyne.KeyReturn) // with nothing filled in it waits
	n.MustSee("Stap 5 van 6")
	n.Press(fyne.KeyEscape)
	n.MustSee("Stap 4 van 6")
	n.over("info@example.nl")
	n.Press(fyne.KeyReturn)
	n.MustSee("Vul dit in.", "Stap 4 van 6")
	n.MustSee("Gevonden: imap.example.nl.")
	n.over("fout")
	n.Press(fyne.KeyReturn)
	n.MustSee("De server kent dit wachtwoord niet.", "Stap 4 van 6")
	if len(n.mail.kept) != 0 {
		t.Error("a mailbox that does not work was kept")
	}
	n.Fill(field(t, n.Desk, "Wachtwoord"), "goed")
	n.Press(fyne.KeyReturn)
	if len(n.mail.kept) != 1 || n.mail.kept[0].Host != "imap.example.nl" {
		t.Errorf("%+v", n.mail.kept)
	}
	n.MustSee("Stap 5 van 6", "Lijst kiezen …")
	n.file = filepath.Join(t.TempDir(), "leden.csv")
	if err := os.WriteFile(n.file, []byte("Voornaam;Achternaam;Plaats\nBo;Veen;Assen\nNoor;Prins;Gouda\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	n.Press(fyne.KeyReturn)
	n.MustSee("leden.csv", "Inlezen (2)", "Terug naar het inrichten")
	n.Press(fyne.KeyReturn)
	n.MustSee("2 mensen ingelezen", "Stap 5 van 6", "Er staan mensen in het register")
	n.Press(fyne.KeyReturn)
	n.MustSee("Stap 6 van 6", "Back-up maken en verder")
	dir := filepath.Join(t.TempDir(), "back-ups")
	n.over("hier")
	n.Press(fyne.KeyReturn)
	n.MustSee("vul het hele pad in", "Stap 6 van 6")
	n.over(dir)
	n.Press(fyne.KeyReturn)
	n.MustSee("Klaar", "Naar Vandaag")
	if made, err := filepath.Glob(filepath.Join(dir, "kantoor-*.db")); err != nil || len(made) != 1 {
		t.Errorf("%v, %v", made, err)
	}
	// The mailbox of this test is not kept in the store, so it is the one that stays open.
	if s := n.state(); !slices.Equal(s.Open, []setup.Step{setup.Mailbox}) {
		t.Errorf("%v is open", s.Open)
	}
	n.MustSee("Nog open", "Mailbox")
	n.Press(fyne.KeyReturn)
	n.MustSee("Vandaag", "Mailbox instellen")
	if n.Where().Screen != ui.ScreenToday || n.office.Who() != "Ilse Bakker" {
		t.Errorf("%v, %s", n.Where(), n.office.Who())
	}
}

func TestFirstRunSkippedAndTakenUpAgain(t *testing.T) {
	n := newNewcomer(t)
	n.Press(fyne.KeyReturn)
	for range setup.Steps() {
		n.Command("welcome.skip")
	}
	n.MustSee("Klaar", "Nog open", "Wie hier zit", "Naam en adres", "Back-up")
	if s := n.state(); len(s.Open) != len(setup.Steps()) || !s.Fresh {
		t.Errorf("skipping filled something in: %+v", s)
	}
	n.Press(fyne.KeyReturn)
	if n.state().Fresh || n.Where().Screen != ui.ScreenToday {
		t.Error("the first run opens again by itself")
	}
	n.MustSee("Gegevens van het kantoor", "Ledenlijst inlezen", "Mailbox instellen", "Een plaats voor de back-up kiezen", "Zeggen wie hier zit")
	n.Go(ui.Route{Screen: ui.ScreenSettings, Key: partStore})
	n.Click("Kantoor inrichten …")
	n.Go(ui.Route{Screen: screenWelcome, Key: string(setup.Office)})
	n.Fill(field(t, n.Desk, "Straat"), "Lindelaan")
	n.Press(fyne.KeyReturn)
	n.MustSee("Stap 3 van 6", "Kantoorgegevens opgeslagen")
	n.Run("undo")
	if s, err := n.office.Sales.Seller(context.Background()); err != nil || s.Street != "" {
		t.Errorf("%+v, %v", s, err)
	}
	n.Press(fyne.KeyEscape)
	n.MustSee("Stap 2 van 6")
}

func TestNothingTypedInTheFirstRunIsLost(t *testing.T) {
	n := newNewcomer(t)
	n.SetDrafts(n.office.Drafts)
	n.Press(fyne.KeyReturn)
	n.over("Ilse")
	n.Go(ui.Route{Screen: ui.ScreenToday})
	if n.Where().Screen != ui.ScreenToday {
		t.Error("leaving is asked about")
	}
	n.Go(WelcomeRoute)
	n.MustSee("Stap 1 van 6")
	if f := field(t, n.Desk, "Je naam"); f.Value() != "Ilse" {
		t.Errorf("%q stands in the field", f.Value())
	}
	n.Command("welcome.skip")
	n.MustSee("Stap 2 van 6", "Nog niet opgeslagen: Kantoor inrichten: Wie hier zit. Wat je typte is bewaard.")
	n.over("De Proef")
	n.Press(fyne.KeyEscape)
	n.MustSee("Stap 1 van 6", "Wat je eerder typte is teruggezet.")
	if f := field(t, n.Desk, "Je naam"); f.Value() != "Ilse" {
		t.Errorf("%q came back", f.Value())
	}
	n.Command("welcome.later")
	n.MustSee("2 formulieren die je nog niet had opgeslagen")
	open, err := n.office.Drafts.List(context.Background())
	if err != nil || len(open) != 2 {
		t.Fatalf("%+v, %v", open, err)
	}
	for _, d := range open {
		n.Go(ui.Route{Screen: ui.ScreenToday})
		n.Resume(d)
		n.MustSee("Wat je eerder typte is teruggezet.")
	}
}

func TestLookAroundInTheExampleFirst(t *testing.T) {
	n := newNewcomer(t)
	n.shops.broken = context.Canceled
	n.Click("Eerst rondkijken")
	n.MustSee("Het voorbeeldkantoor is niet gemaakt")
	n.shops.broken = nil
	n.Click("Eerst rondkijken")
	if !slices.Equal(n.shops.asked, []string{"make", "make", "example"}) {
		t.Error(n.shops.asked)
	}
}
