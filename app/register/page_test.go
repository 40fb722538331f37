package register

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

func found(t testing.TB, r *Register, text string) string {
	t.Helper()
	rows, err := r.Find(context.Background(), text, 10)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, row := range rows {
		out = append(out, row.Name)
	}
	return strings.Join(out, ", ")
}

func TestFindByAnythingAndWithOneFault(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		s := open(t, address)
		r := New(s)
		list := "Voornaam;Tv;Achternaam;Plaats;E-mail;Functie;Certificaatnr;Praktijk\n" +
			"Wendelmoet;van der;Quakkel;Zwolle;wq@x.example.nl;KIES coach;OC-2011-17;Het Wiel\n" +
			"Zoë;;Kooistra;Goes;zoe@y.example.nl;mediator;OC-2012-18;\n"
		if _, err := r.Apply(context.Background(), preview(t, r, "a.csv", []byte(list), Options{})); err != nil {
			t.Fatal(err)
		}
		for text, want := range map[string]string{
			"qua": "Wendelmoet van der Quakkel", "van der quak": "Wendelmoet van der Quakkel", "zwo": "Wendelmoet van der Quakkel", "wq@": "Wendelmoet van der Quakkel",
			"2012-18": "Zoë Kooistra", "zoe koo": "Zoë Kooistra", "WIEL": "Wendelmoet van der Quakkel",
			"quakel": "Wendelmoet van der Quakkel", "wendelmoed": "Wendelmoet van der Quakkel", "koositra": "Zoë Kooistra", "kooistrra zoe": "Zoë Kooistra",
			"koekoek": "", "xyz": "", "100%": "",
		} {
			if got := found(t, r, text); got != want {
				t.Errorf("%q: got %q, want %q", text, got, want)
			}
		}
		rows, err := r.Find(context.Background(), "quakkel", 10)
		if err != nil || len(rows) != 1 {
			t.Fatal(err, rows)
		}
		want := Row{
			ID: rows[0].ID, Name: "Wendelmoet van der Quakkel", ListName: "Quakkel, Wendelmoet van der", Town: "Zwolle", Email: "wq@x.example.nl", Organisation: "Het Wiel", Roles: []string{"coach"},
			Province: "Overijssel", Latest: data.LatestCertificate{Course: "KIES training", Number: "OC-2011-17"},
		}
		if !reflect.DeepEqual(rows[0], want) {
			t.Fatalf("got %+v, want %+v", rows[0], want)
		}
		if page, err := r.Page(context.Background(), nil, 1); err != nil || len(page) != 1 || page[0].Name != "Zoë Kooistra" {
			t.Fatal(err, page)
		} else if page, err = r.Page(context.Background(), &page[0], 5); err != nil || len(page) != 1 || page[0].ID != rows[0].ID {
			t.Fatal(err, page)
		}
	})
}

func TestFaultsAreCounted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := []rune(rapid.StringMatching(`[a-zëé]{4,12}`).Draw(t, "word"))
		at := rapid.IntRange(0, len(word)-1).Draw(t, "at")
		letter := []rune(rapid.StringMatching(`[a-z]`).Draw(t, "letter"))[0]
		changed := append([]rune{}, word...)
		changed[at] = letter
		missing := append(append([]rune{}, word[:at]...), word[at+1:]...)
		more := append(append(append([]rune{}, word[:at]...), letter), word[at:]...)
		swapped := append([]rune{}, word...)
		if at+1 < len(word) {
			swapped[at], swapped[at+1] = swapped[at+1], swapped[at]
		}
		for _, other := range [][]rune{word, changed, missing, more, swapped} {
			one, _ := faults(word, other, 2)
			if back, _ := faults(other, word, 2); one > 1 || back != one {
				t.Fatalf("%q and %q: %d and %d", string(word), string(other), one, back)
			}
		}
		if two := append([]rune("#"), append(append([]rune{}, word...), '#')...); two != nil {
			if n, _ := faults(word, two, 2); n != 2 {
				t.Fatalf("%q and %q: %d", string(word), string(two), n)
			}
			if n, _ := faults(word, two, 1); n <= 1 {
				t.Fatalf("%q and %q: %d", string(word), string(two), n)
			}
		}
	})
}

// story gives somebody a past in every job.
func story(t testing.TB, s *data.Store) (person int64) {
	t.Helper()
	write(t, s, func(tx *data.Tx) error {
		o := data.Organisation{Kind: "practice", Name: "Het Wiel", Country: "NL"}
		if err := tx.SaveOrganisation(&o); err != nil {
			return err
		}
		p := data.Person{FirstName: "Wendelmoet", Infix: "van der", Surname: "Quakkel", Organisation: o.Name, OrganisationID: o.ID, Street: "Dijk", HouseNumber: "12", Postcode: "1234 AB", Town: "Zwolle", Country: "NL", Email: "wq@x.example.nl"}
		if err := tx.SavePerson(&p); err != nil {
			return err
		}
		person = p.ID
		k := data.Course{Name: "Basistraining", Kind: "basic", Days: 1, VATCode: "exempt", Certificate: "passed", Seats: 8}
		if err := tx.SaveCourse(&k); err != nil {
			return err
		}
		c := data.Cohort{Code: "2026-A", CourseID: k.ID, Status: "finished", Town: "Zwolle", FirstDay: "2026-03-02", LastDay: "2026-03-02", Seats: 8}
		if err := tx.SaveCohort(&c); err != nil {
			return err
		}
		e := data.Enrolment{CohortID: c.ID, PersonID: p.ID, Position: 1, Status: "confirmed", Result: "passed"}
		if err := tx.SaveEnrolment(&e); err != nil {
			return err
		}
		if err := tx.SaveCertificate(&data.Certificate{PersonID: p.ID, EnrolmentID: e.ID, Number: "K-1", Kind: "passed", Status: "valid", Holder: p.Name(), Course: k.Name, Achieved: "2026-03-02", IssuedOn: "2026-03-05"}); err != nil {
			return err
		}
		if err := RecordMembership(tx, data.MembershipEvent{PersonID: p.ID, Regime: RegimeCoach, Kind: EventTraining, Day: "2026-03-02", EnrolmentID: e.ID}); err != nil {
			return err
		}
		order := data.Order{Number: "B-1", Day: "2026-04-01", State: "invoiced", PersonID: p.ID, Country: "NL"}
		if err := tx.SaveOrder(&order); err != nil {
			return err
		}
		if err := tx.SetOrderLines(&order, []data.OrderLine{{Position: 1, Description: "Handleiding", Quantity: 2, UnitCents: 11495, VATCode: "low"}}); err != nil {
			return err
		}
		invoice := data.Invoice{Kind: "invoice", State: "draft", PersonID: p.ID, OrderID: order.ID, Country: "NL", TotalCents: 22990}
		if err := tx.SaveInvoice(&invoice); err != nil {
			return err
		}
		return tx.SaveMessage(&data.Message{SHA256: "a1", Received: tx.Now(), FromEmail: "wq@x.example.nl", Subject: "Vraag", State: "new", Raw: []byte("x")})
	})
	return person
}

func TestOnePageTellsTheWholeStory(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		s := open(t, address)
		r := New(s)
		page, err := r.Person(context.Background(), story(t, s))
		if err != nil {
			t.Fatal(err)
		}
		if page.Name != "Wendelmoet van der Quakkel" || page.Organisation == nil || len(page.Trainings) != 1 || len(page.Certificates) != 1 || len(page.Orders) != 1 || len(page.Invoices) != 1 || len(page.Mail) != 1 {
			t.Fatalf("%+v", page)
		}
		if want := "Lid tot 2 maart 2028: gratis lid na de training van 2 maart 2026."; page.Member != want || !page.IsMember {
			t.Errorf("got %q, want %q", page.Member, want)
		}
		if want := "Wendelmoet staat op de openbare kaart: het lidmaatschap loopt tot 2 maart 2028, en organisatie, straat, postcode en plaats zijn ingevuld."; page.Visibility.Told != want {
			t.Errorf("got %q, want %q", page.Visibility.Told, want)
		}
		if !page.Visibility.Visible {
			t.Errorf("not visible: %+v", page.Visibility)
		}
		if want := []string{"Dijk 12", "1234 AB Zwolle"}; !reflect.DeepEqual(page.Address, want) {
			t.Errorf("address %q", page.Address)
		}
		var got []string
		for _, e := range page.Timeline {
			got = append(got, strings.TrimSuffix(fmt.Sprintf("%s %s: %s -> %s", e.Day, e.Table, e.Text, e.Led), " -> "))
		}
		want := []string{
			"2026-11-20 invoice: Factuur in concept -> € 229,90",
			"2026-11-20 message: Mail: Vraag",
			"2026-11-20 person: In het register gezet door Ineke",
			"2026-04-01 sales_order: Bestelling B-1: 2 × Handleiding -> gefactureerd",
			"2026-03-05 certificate: Certificaat K-1 Basistraining",
			"2026-03-02 cohort: Basistraining, Zwolle: geslaagd -> certificaat K-1, lid tot 2 maart 2028",
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
		if _, err := r.Person(context.Background(), 987654); !errors.Is(err, data.ErrNotFound) {
			t.Errorf("nobody: %v", err)
		}
	})
}

func TestVisibilitySaysWhy(t *testing.T) {
	whole := data.Person{Organisation: "Het Wiel", Street: "Dijk", Postcode: "1234 AB", Town: "Zwolle"}
	bare := data.Person{Town: "Zwolle"}
	home := &data.Organisation{Street: "Laan", Postcode: "1234 AC", Town: "Goes"}
	for _, c := range []struct {
		p      data.Person
		o      *data.Organisation
		member bool
		want   string
	}{
		{whole, nil, true, "Zichtbaar op de kaart: lid, en organisatie, straat, postcode en plaats zijn ingevuld."},
		{whole, nil, false, "Niet zichtbaar op de kaart: geen lid."},
		{bare, nil, true, "Niet zichtbaar op de kaart: organisatie, straat en postcode niet ingevuld."},
		{bare, nil, false, "Niet zichtbaar op de kaart: geen lid, en organisatie, straat en postcode niet ingevuld."},
		{bare, home, true, "Zichtbaar op de kaart: lid, en organisatie, straat, postcode en plaats zijn ingevuld."},
	} {
		if v := OnMap(c.p, c.o, c.member); v.Text != c.want || v.Visible != strings.HasPrefix(c.want, "Zichtbaar") {
			t.Errorf("got %+v, want %q", v, c.want)
		}
	}
}

func TestSavingPutsInFormAndRefuses(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		ctx := context.Background()
		s := open(t, address)
		r := New(s)
		p, change, err := r.AddPerson(ctx, data.Person{FirstName: " Bo ", Surname: "Zand", Postcode: "1234ab", Mobile: "612345678", Email: " BO@x.example.nl "}, "coach")
		if err != nil || change == 0 {
			t.Fatal(err)
		}
		if p.FirstName != "Bo" || p.Postcode != "1234 AB" || p.Mobile != "06-12345678" || p.Email != "bo@x.example.nl" || p.Country != "NL" {
			t.Fatalf("%+v", p)
		}
		for name, bad := range map[string]func(*data.Person){
			"postcode": func(q *data.Person) { q.Postcode = "12 AB" }, "e-mail": func(q *data.Person) { q.Email = "bo(at)x" }, "name": func(q *data.Person) { q.FirstName, q.Surname = "", " " },
		} {
			q := p
			bad(&q)
			if _, _, err := r.Save(ctx, q); err == nil {
				t.Errorf("%s was saved", name)
			} else if text, ok := data.UserText(err); !ok || !strings.Contains(text, "niets opgeslagen") {
				t.Errorf("%s: %v", name, err)
			}
		}
		q := p
		q.Town = "Goes"
		if _, _, err := r.Save(ctx, q); err != nil {
			t.Fatal(err)
		}
		q.Town = "Delft"
		if _, _, err := r.Save(ctx, q); !errors.Is(err, data.ErrStale) {
			t.Fatalf("stale: %v", err)
		}
		if alike, err := r.Alike(ctx, data.Person{FirstName: "B", Surname: "Ander", Email: "bo@x.example.nl"}); err != nil || len(alike) != 1 {
			t.Fatal(err, alike)
		}
		if _, err := r.GiveRole(ctx, p.ID, "coach", "2026-01-01"); err == nil {
			t.Fatal("gave the same role twice")
		}
		if _, err := r.SetMemberUntil(ctx, p.ID, RegimeCoach, "2027-01-01", "afspraak met directie"); err != nil {
			t.Fatal(err)
		}
		page, err := r.Person(ctx, p.ID)
		if err != nil || !strings.Contains(page.Member, "afspraak met directie") || page.Person.MemberUntil != "2027-01-01" || len(page.Roles) != 1 || page.Roles[0].Name != "KIES coach" {
			t.Fatalf("%v %+v", err, page)
		}
	})
}

func TestOrganisationsAndWhoWorksThere(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		ctx := context.Background()
		s := open(t, address)
		r := New(s)
		person := story(t, s)
		all, err := r.FindOrganisations(ctx, "wiel", 5)
		if err != nil || len(all) != 1 {
			t.Fatal(err, all)
		}
		o := all[0]
		o.Name = "Praktijk Het Wiel"
		o, change, err := r.SaveOrganisation(ctx, o)
		if err != nil {
			t.Fatal(err)
		}
		if got := found(t, r, "praktijk wiel"); got != "Wendelmoet van der Quakkel" {
			t.Fatalf("renamed: %q", got)
		}
		page, err := r.Organisation(ctx, o.ID)
		if err != nil || len(page.People) != 1 || page.Kind != "praktijk" {
			t.Fatalf("%v %+v", err, page)
		}
		if _, err := s.Undo(ctx, "Ineke", change); err != nil {
			t.Fatal(err)
		}
		if _, err := r.Link(ctx, person, 0); err != nil {
			t.Fatal(err)
		}
		page, err = r.Organisation(ctx, o.ID)
		if err != nil || len(page.People) != 0 || page.Organisation.Name != "Het Wiel" {
			t.Fatalf("%v %+v", err, page)
		}
		if _, _, err := r.SaveOrganisation(ctx, data.Organisation{}); err == nil {
			t.Fatal("saved an organisation without a name")
		}
	})
}
