package screen

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app"
	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/uitest"
	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

// clerk is an office with somebody at the register.
type clerk struct {
	*uitest.Desk
	t      *testing.T
	office *app.Office
	opened []string // the files that were opened
	path   string   // what is answered when a file is asked for
	page   *registerPage
}

func (d *clerk) Open(_ string, _ []string, then func(string)) { then(d.path) }
func (d *clerk) Save(_, _ string, then func(string))          { then(d.path) }
func (d *clerk) Folder(_ string, then func(string))           { then(d.path) }

// newClerk opens the screen on an office with people.
func newClerk(t *testing.T, people ...data.Person) *clerk {
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
	d := &clerk{t: t, office: o}
	for _, p := range people {
		d.person(p)
	}
	screen := Register(o.Register, o.Training, o.Reports, Memberships{Sales: o.Sales, Reminders: o.Reminders, Now: o.Store.Now}, Papers{Pages: new(drawings).open, Show: func(path string) error {
		b, err := os.ReadFile(path)
		d.opened = append(d.opened, string(b))
		return err
	}}, o)
	make := screen.New
	screen.New = func(s *ui.Shell) ui.Page {
		p := make(s)
		d.page, _ = p.(*registerPage)
		return p
	}
	d.Desk = uitest.New(t, Finder{Store: o.Store}, d, screen)
	return d
}

func (d *clerk) person(p data.Person) data.Person {
	d.t.Helper()
	p, _, err := d.office.Register.AddPerson(context.Background(), p, "coach")
	if err != nil {
		d.t.Fatal(err)
	}
	return p
}

func (d *clerk) write(f func(*data.Tx) error) {
	d.t.Helper()
	if err := d.office.Store.Write(context.Background(), data.Change{Who: "Bram", Title: "test"}, f); err != nil {
		d.t.Fatal(err)
	}
}

// read gives somebody as they are kept now.
func (d *clerk) read(id int64) data.Person {
	d.t.Helper()
	page, err := d.office.Register.Person(context.Background(), id)
	if err != nil {
		d.t.Fatal(err)
	}
	return page.Person
}

// fill types into a field of the form, by its label.
func (d *clerk) fill(label, text string) {
	d.t.Helper()
	d.Fill(d.field(label), text)
}

// field gives a field of the form that is open, by its label.
func (d *clerk) field(label string) block.Field {
	d.t.Helper()
	f := d.page.Field(label)
	if f == nil {
		d.t.Fatalf("no form with %q is open", label)
	}
	return f
}

var (
	fenna = data.Person{FirstName: "Fenna", Infix: "van der", Surname: "Zandstra", Street: "Wal", HouseNumber: "4", Postcode: "8011 AB", Town: "Zwolle", Country: "NL", Email: "fenna@example.nl", Organisation: "Praktijk De Brug"}
	joost = data.Person{FirstName: "Joost", Surname: "Aalbers", Town: "Deventer", Country: "NL", WorkEmail: "joost@example.org"}
	lotte = data.Person{FirstName: "Lotte", Surname: "Meeuwis", Town: "Breda", Country: "NL"}
)

// withStory gives Fenna a certificate with its PDF, a membership, a mail, an order and an invoice.
func withStory(d *clerk, id int64) {
	d.write(func(tx *data.Tx) error {
		doc := data.Document{Kind: "certificate", Name: "certificaat.pdf", MediaType: "application/pdf", Bytes: []byte("%PDF-1.7 certificaat")}
		if err := tx.AddDocument(&doc); err != nil {
			return err
		}
		c := data.Certificate{
			PersonID: id, Number: "KC-2025-0007", Kind: "passed", Status: "valid", Holder: "Fenna van der Zandstra", Course: "KIES coach 7-12 jaar",
			Achieved: "2025-05-12", Place: "Zwolle", Trainers: "Ans Bol\nPiet Zand", IssuedOn: "2025-05-12", DocumentID: doc.ID,
		}
		if err := tx.SaveCertificate(&c); err != nil {
			return err
		}
		if err := register.RecordMembership(tx, data.MembershipEvent{PersonID: id, Regime: register.RegimeCoach, Kind: register.EventTraining, Day: "2025-05-12"}); err != nil {
			return err
		}
		o := data.Order{Number: "B2026-0001", Day: "2026-02-20", State: "invoiced", PersonID: id, Name: "Fenna"}
		if err := tx.SaveOrder(&o); err != nil {
			return err
		}
		i := data.Invoice{Kind: "invoice", State: "draft", PersonID: id, Name: "Fenna"}
		if err := tx.SaveInvoice(&i); err != nil {
			return err
		}
		p, err := tx.Person(id)
		if err != nil {
			return err
		}
		return tx.SavePerson(&p)
	})
}

func TestFindSomebodyAndSeeEverythingInOneStep(t *testing.T) {
	d := newClerk(t, joost, lotte)
	f := d.person(fenna)
	withStory(d, f.ID)
	for _, text := range []string{"zan", "wol", "a@ex", "025-0007", "FENNA Zw", "van der zand"} {
		d.Run("person.find")
		d.Reset()
		d.Fill(d.page.search, text)
		d.Press(fyne.KeyReturn)
		d.MustSee("Zandstra, Fenna van der", "Fenna van der Zandstra", "KIES coach", "lid tot wo 12 mei 2027", "8011 AB Zwolle", "fenna@example.nl", "Praktijk De Brug",
			"Fenna staat op de openbare kaart: het lidmaatschap loopt tot 12 mei 2027", "Lid tot 12 mei 2027: gratis lid na de training van 12 mei 2025.", "KC-2025-0007", "geldig", "Bestelling B2026-0001", "Factuur in concept",
			"Wat er gebeurde", "Certificaat KC-2025-0007")
		if d.Steps != 1 {
			t.Errorf("%q took %d steps", text, d.Steps)
		}
		if d.Sees("Aalbers, Joost") {
			t.Errorf("%q also shows who does not fit", text)
		}
	}
	d.Run("person.find")
	d.Fill(d.page.search, "qqq")
	if n := len(d.page.list.Items()); n != 0 {
		t.Errorf("%d fit nothing", n)
	}
	d.Press(fyne.KeyEscape)
	d.MustSee("Aalbers, Joost", "Meeuwis, Lotte", "3 mensen")
	d.Press(fyne.KeyEscape)
	d.Press("N")
	d.MustSee("Iemand toevoegen", "Voornaam")
}

func TestSomebodyOfTheSearchBoxIsShownWhereTheListStands(t *testing.T) {
	d := newClerk(t, joost, lotte, fenna)
	d.Run("search")
	d.Type("meeu")
	d.Press(fyne.KeyReturn)
	d.MustSee("Lotte Meeuwis", "Breda")
	if it, ok := d.page.list.Current(); !ok || it.Title != "Meeuwis, Lotte" {
		t.Errorf("the list stands at %v", it)
	}
	d.Press("E")
	if !d.page.Editing() {
		t.Error("E does not open the fields of who was looked up")
	}
}

func TestTheListReadsAPageAtATime(t *testing.T) {
	var people []data.Person
	for i := range 250 {
		people = append(people, data.Person{FirstName: "Anna", Surname: fmt.Sprintf("Bakker%03d", i), Country: "NL", Town: "Ede"})
	}
	d := newClerk(t)
	d.write(func(tx *data.Tx) error {
		for i := range people {
			if err := tx.SavePerson(&people[i]); err != nil {
				return err
			}
		}
		return nil
	})
	d.Run("reload")
	if n := len(d.page.list.Items()); n != pageSize {
		t.Fatalf("read %d at first", n)
	}
	for range 5 {
		d.page.list.Choose(len(d.page.list.Items()) - 1)
	}
	items := d.page.list.Items()
	if n := len(items); n != 250 || items[0].Title != "Bakker000, Anna" || items[249].Title != "Bakker249, Anna" {
		t.Errorf("read %d, from %s to %s", n, items[0].Title, items[n-1].Title)
	}
	d.Fill(d.page.search, "ede")
	for range 5 {
		d.page.list.Choose(len(d.page.list.Items()) - 1)
	}
	if n := len(d.page.list.Items()); n != 250 {
		t.Errorf("found %d", n)
	}
}

func TestMembersOnly(t *testing.T) {
	d := newClerk(t, lotte)
	f, j := d.person(fenna), d.person(joost)
	d.write(func(tx *data.Tx) error {
		for id, day := range map[int64]data.Day{f.ID: "2025-05-12", j.ID: "2024-04-01"} {
			if err := register.RecordMembership(tx, data.MembershipEvent{PersonID: id, Regime: register.RegimeCoach, Kind: register.EventTraining, Day: day}); err != nil {
				return err
			}
		}
		return nil
	})
	shown := func() string {
		var names []string
		for _, it := range d.page.list.Items() {
			names = append(names, it.Title+" "+it.Pill)
		}
		return strings.Join(names, "; ")
	}
	d.Run("reload")
	for _, c := range []struct{ chip, text, want string }{
		{"Leden", "", "Aalbers, Joost lid tot 1 apr; Zandstra, Fenna van der lid tot 12 mei 2027"},
		{"Loopt af", "", "Aalbers, Joost lid tot 1 apr"},
		{"Leden", "joo", "Aalbers, Joost lid tot 1 apr"},
		{"Loopt af", "fen", ""},
		{"Iedereen", "lot", "Meeuwis, Lotte KIES coach"},
	} {
		d.Fill(d.page.search, c.text)
		if c.text == "" {
			d.page.search.SetText("")
		}
		d.Click(c.chip)
		if got := shown(); got != c.want {
			t.Errorf("%s %q shows %q", c.chip, c.text, got)
		}
	}
}

func TestOrganisationsAndWhoWorksThere(t *testing.T) {
	d := newClerk(t, joost)
	f := d.person(fenna)
	d.page.list.Focus()
	d.Press("O")
	d.fill("Naam", "Praktijk De Brug")
	d.fill("Plaats", "Zwolle")
	d.Press(fyne.KeyReturn)
	d.MustSee("Organisatie toegevoegd", "praktijk", "0 mensen")
	d.Go(ui.Route{Screen: ui.ScreenRegister, Key: key(f.ID)})
	d.Press("E")
	org, ok := d.field("Organisatie").(*block.PickField)
	if !ok {
		t.Fatal("the organisation is not picked")
	}
	d.Fill(org, "brug")
	d.Press(fyne.KeyReturn)
	d.Command("form.save")
	if p := d.read(f.ID); p.OrganisationID == 0 || p.Organisation != "Praktijk De Brug" {
		t.Fatalf("linked to %d %s", p.OrganisationID, p.Organisation)
	}
	d.Click("Bekijk de organisatie")
	d.MustSee("1 persoon", "Zandstra, Fenna van der")
	d.Press("E")
	d.fill("Naam", "Praktijk De Bruggen")
	d.Command("form.save")
	if p := d.read(f.ID); p.Organisation != "Praktijk De Bruggen" {
		t.Errorf("works at %s", p.Organisation)
	}
	d.ClickCell("Zandstra, Fenna van der", "name")
	d.MustSee("Fenna van der Zandstra", "8011 AB Zwolle")
}

func TestRolesAndTheEndOfAMembership(t *testing.T) {
	d := newClerk(t)
	f := d.person(fenna)
	withStory(d, f.ID)
	d.Go(ui.Route{Screen: ui.ScreenRegister, Key: key(f.ID)})
	if _, err := d.office.Register.GiveRole(context.Background(), f.ID, "mediator", "2026-01-01"); err != nil {
		t.Fatal(err)
	}
	d.Run("reload")
	d.MustSee("KIES mediator", "sinds do 1 jan 2026")
	d.Press("L")
	d.Type("1-8-2027")
	d.Press(fyne.KeyReturn)
	d.MustSee("Vul dit in.")
	d.Type("ziek geweest")
	d.Press(fyne.KeyReturn)
	d.MustSee("Einddatum van het lidmaatschap bepaald", "lid tot zo 1 aug 2027", "ziek geweest")
	d.Run("undo")
	d.MustSee("lid tot wo 12 mei 2027")
}

func TestTheCertificateIsOpenedAsItWasIssued(t *testing.T) {
	d := newClerk(t)
	withStory(d, d.person(fenna).ID)
	d.Run("reload")
	d.Click("Zandstra, Fenna")
	d.Click("Bekijken en afdrukken")
	d.MustSee("Deze PDF is beschadigd") // it is no more than its first words
	d.Click("PDF openen")
	if len(d.opened) != 1 || d.opened[0] != "%PDF-1.7 certificaat" {
		t.Errorf("opened %q", d.opened)
	}
	d.path = filepath.Join(t.TempDir(), "c.pdf")
	d.Click("Bekijken en afdrukken")
	d.Click("PDF opslaan …")
	if b, err := os.ReadFile(d.path); err != nil || string(b) != "%PDF-1.7 certificaat" {
		t.Errorf("saved %q, %v", b, err)
	}
}
