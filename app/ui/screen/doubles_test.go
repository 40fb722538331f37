package screen

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/data"
)

var fennaAgain = data.Person{Initials: "F.", Infix: "van der", Surname: "Zandstra", Postcode: "8011 AB", HouseNumber: "4", Town: "Zwolle", Country: "NL", Email: "info@example.org", Mobile: "06-00112233"}

func TestDoublesAreMergedInTwoStepsAndTakenBack(t *testing.T) {
	d := newClerk(t, joost, lotte)
	one, two := d.person(fenna), d.person(fennaAgain)
	withStory(d, two.ID)
	d.Go(ui.Route{Screen: ui.ScreenRegister})
	d.Reset()
	d.Command("person.doubles")
	d.MustSee("Fenna van der Zandstra", "F. van der Zandstra", "waarschijnlijk", "zelfde achternaam", "zelfde postcode en huisnummer", "ander mailadres", "fenna@example.nl", "info@example.org", "1 certificaat", "1 factuur", "1 bestelling")
	d.Press(fyne.KeyReturn)
	if d.Steps != 2 {
		t.Errorf("%d steps", d.Steps)
	}
	d.MustSee("Samengevoegd", "Geen dubbelen")
	if n := d.count(); n != 3 {
		t.Fatalf("%d people", n)
	}
	p := d.read(one.ID)
	if p.ID != two.ID || p.FirstName != "Fenna" || p.Mobile != fennaAgain.Mobile || p.Street != "Wal" || p.WorkEmail == "" {
		t.Errorf("merged: %+v", p)
	}
	d.Run("undo")
	if n := d.count(); n != 4 {
		t.Fatalf("%d people after undoing", n)
	}
	if p := d.read(one.ID); p.ID != one.ID {
		t.Errorf("came back as %d", p.ID)
	}
}

func TestTheValuesThatStayAreChosen(t *testing.T) {
	d := newClerk(t)
	one, two := d.person(fenna), d.person(fennaAgain)
	d.Go(ui.Route{Screen: ui.ScreenRegister})
	d.Command("person.doubles")
	d.Click("info@example.org")
	d.Command("doubles.values")
	d.Press(fyne.KeyUp, fyne.KeyUp, fyne.KeyUp, fyne.KeyRight)
	d.Press(fyne.KeyReturn)
	p := d.read(one.ID)
	if d.count() != 1 || p.Email != "info@example.org" || p.WorkEmail != "fenna@example.nl" {
		t.Errorf("%d people, %+v", d.count(), p)
	}
	if d.read(two.ID) != p {
		t.Error("the other number leads to somebody else")
	}
}

func TestDifferentPeopleAreNotProposedAgain(t *testing.T) {
	d := newClerk(t)
	d.person(fenna)
	d.person(fennaAgain)
	d.Go(ui.Route{Screen: ui.ScreenRegister})
	d.Command("person.doubles")
	d.Press("V")
	d.MustSee("Onthouden: dit zijn verschillende mensen", "Geen dubbelen gevonden")
	d.Press(fyne.KeyEscape)
	d.Command("person.doubles")
	d.MustSee("Geen dubbelen gevonden")
	d.Run("undo")
	d.MustSee("F. van der Zandstra")
}

func TestSomebodyIsMergedFromTheirOwnPageAndTakenBackLater(t *testing.T) {
	d := newClerk(t, lotte)
	one, two := d.person(fenna), d.person(data.Person{FirstName: "Fenna", Surname: "Bakker", Town: "Assen", Country: "NL"})
	d.Go(ui.Route{Screen: ui.ScreenRegister, Key: key(one.ID)})
	d.Reset()
	d.Press("S")
	d.Type("bakker")
	d.Press(fyne.KeyReturn)
	d.MustSee("Fenna van der Zandstra", "Fenna Bakker", "Zelf gekozen")
	d.Press(fyne.KeyReturn)
	if d.Steps != 3 {
		t.Errorf("%d steps", d.Steps)
	}
	d.MustSee("Samengevoegd met Fenna Bakker", "Samenvoegen terugdraaien")
	d.write(func(tx *data.Tx) error {
		p, err := tx.Person(one.ID)
		if err != nil {
			return err
		}
		p.Notes = "belt graag"
		return tx.SavePerson(&p)
	})
	d.Click("Samenvoegen terugdraaien")
	d.MustSee("Samenvoegen terugdraaien?", "Fenna Bakker staat daarna weer apart in het register.")
	d.Press(fyne.KeyReturn)
	d.MustSee("Het samenvoegen is teruggedraaid")
	if p, q := d.read(one.ID), d.read(two.ID); p.Notes != "belt graag" || q.Surname != "Bakker" || q.Town != "Assen" {
		t.Errorf("%+v\n%+v", p, q)
	}
}

func TestThreeRecordsBecomeOne(t *testing.T) {
	d := newClerk(t)
	one := d.person(fenna)
	d.person(fennaAgain)
	d.person(data.Person{FirstName: "Fen", Surname: "Bakker", Town: "Assen", Country: "NL"})
	d.Go(ui.Route{Screen: ui.ScreenRegister})
	d.Command("person.doubles")
	d.Press("N")
	d.Type("bakker")
	d.Press(fyne.KeyReturn)
	d.MustSee("Fen Bakker", "F. van der Zandstra", "Fenna van der Zandstra")
	d.Press(fyne.KeyReturn)
	if n := d.count(); n != 1 {
		t.Errorf("%d people", n)
	}
	page, err := d.office.Register.Person(context.Background(), one.ID)
	if err != nil || len(page.Merged) != 1 || len(page.Merged[0].Names) != 2 {
		t.Errorf("%+v, %v", page.Merged, err)
	}
}

// organisation adds an organisation with somebody who works there.
func (d *clerk) organisation(o data.Organisation) data.Organisation {
	d.t.Helper()
	o, _, err := d.office.Register.SaveOrganisation(context.Background(), o)
	must(d.t, err)
	return o
}

func TestDoubleOrganisationsAreMergedAndTakenBackLater(t *testing.T) {
	d := newClerk(t, lotte)
	one := d.organisation(data.Organisation{Kind: "school", Name: "De Kring", Town: "Ede", Country: "NL", KvK: "12345678"})
	two := d.organisation(data.Organisation{Kind: "school", Name: "Stichting De Kring", Town: "Ede", Country: "NL", KvK: "12345678", InvoiceEmail: "facturen@example.org"})
	d.person(data.Person{FirstName: "Bo", Surname: "Bakker", Country: "NL", OrganisationID: two.ID, Organisation: two.Name})
	d.Go(ui.Route{Screen: ui.ScreenRegister})
	d.Reset()
	d.Command("organisation.doubles")
	d.MustSee("Is dit dezelfde organisatie?", "De Kring", "Stichting De Kring", "zelfde KvK-nummer", "facturen@example.org", "1 persoon die er werkt")
	d.Press(fyne.KeyReturn)
	if d.Steps != 2 {
		t.Errorf("%d steps", d.Steps)
	}
	d.MustSee("Samengevoegd", "Geen dubbelen")
	d.Go(ui.Route{Screen: ui.ScreenRegister, Key: organisationKey(one.ID)})
	d.MustSee("samengevoegd met De Kring", "Samenvoegen terugdraaien", "Bakker, Bo")
	d.Click("Samenvoegen terugdraaien")
	d.MustSee("De Kring staat daarna weer apart in het register.")
	d.Press(fyne.KeyReturn)
	d.MustSee("Het samenvoegen is teruggedraaid")
	page, err := d.office.Register.Organisation(context.Background(), one.ID)
	if err != nil || page.Organisation.ID != one.ID {
		t.Errorf("%+v, %v", page.Organisation, err)
	}
}

func TestAnOrganisationIsMergedFromItsOwnPageOrSaidToBeAnother(t *testing.T) {
	d := newClerk(t)
	one := d.organisation(data.Organisation{Kind: "school", Name: "De Kring", Town: "Ede", Country: "NL"})
	d.organisation(data.Organisation{Kind: "school", Name: "Basisschool Anders", Town: "Goes", Country: "NL"})
	d.Go(ui.Route{Screen: ui.ScreenRegister, Key: organisationKey(one.ID)})
	d.Press("S")
	d.Type("anders")
	d.Press(fyne.KeyReturn)
	d.MustSee("Zelf gekozen", "Basisschool Anders", "Dit zijn verschillende organisaties")
	d.Press("V")
	d.MustSee("Onthouden: dit zijn verschillende organisaties")
	apart := map[[2]int64]bool{}
	must(t, d.office.Store.Read(context.Background(), func(tx *data.Tx) (err error) {
		apart, err = tx.KeptApart(data.MergedOrganisation)
		return err
	}))
	if len(apart) != 1 {
		t.Errorf("remembered %v", apart)
	}
}
