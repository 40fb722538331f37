package screen

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
)

func TestEditInPlaceAndTakeItBack(t *testing.T) {
	d := newClerk(t, lotte)
	f := d.person(fenna)
	d.Go(ui.Route{Screen: ui.ScreenRegister, Key: key(f.ID)})
	d.Press("E")
	d.fill("Plaats", "Kampen")
	d.fill("Postcode", "8261")
	d.Press(fyne.KeyReturn)
	d.MustSee("De postcode klopt niet")
	if d.read(f.ID).Town != "Zwolle" {
		t.Fatal("half of it was saved")
	}
	d.fill("Postcode", "8261cd")
	d.Press(fyne.KeyReturn)
	d.MustSee("Gegevens opgeslagen", "8261 CD Kampen")
	d.Run("undo")
	d.MustSee("8011 AB Zwolle")
	if p := d.read(f.ID); p.Town != "Zwolle" || p.Postcode != "8011 AB" {
		t.Errorf("after undoing %s %s", p.Postcode, p.Town)
	}
}

func TestWhatTwoDesksTypedIsKeptAndShown(t *testing.T) {
	d := newClerk(t, lotte)
	f := d.person(fenna)
	d.Go(ui.Route{Screen: ui.ScreenRegister, Key: key(f.ID)})
	d.Press("E")
	d.fill("Plaats", "Kampen")
	d.fill("Opmerkingen", "belt terug")
	other := d.read(f.ID)
	other.Town, other.Mobile, other.Gender, other.Organisation = "Hattem", "06-12345678", "X", "De Wending"
	if _, _, err := d.office.Register.Save(context.Background(), other); err != nil {
		t.Fatal(err)
	}
	gender, ok := d.field("M/V").(*block.ChoiceField)
	if !ok {
		t.Fatal("M/V is not a choice")
	}
	gender.SetValue("V")
	d.Fill(d.field("Organisatie"), "Praktijk Anders")
	d.Press(fyne.KeyReturn)
	d.Command("form.save")
	d.MustSee("Iemand anders vulde hier in: anders", "Iemand anders vulde hier in: De Wending")
	d.MustSee("Iemand anders heeft dit net gewijzigd. Jouw wijziging is nog niet opgeslagen, maar staat er nog.", "Iemand anders vulde hier in: Hattem")
	if p := d.read(f.ID); p.Town != "Hattem" || p.Notes != "" {
		t.Fatalf("the second desk wrote over the first: %s, %s", p.Town, p.Notes)
	}
	d.Command("form.save")
	d.MustSee("Gegevens opgeslagen")
	if p := d.read(f.ID); p.Town != "Kampen" || p.Notes != "belt terug" || p.Mobile != other.Mobile || p.Gender != "V" || p.Organisation != "Praktijk Anders" {
		t.Errorf("kept %s, %s, %s", p.Town, p.Notes, p.Mobile)
	}
}

func TestSomebodyNewWhoMayBeThereAlready(t *testing.T) {
	d := newClerk(t, fenna, lotte)
	d.page.list.Focus()
	d.Press("N")
	d.fill("Voornaam", "Fenna")
	d.fill("Achternaam", "Zandstra")
	role, ok := d.field("Functie").(*block.ChoiceField)
	if !ok || role.Value() != "" {
		t.Fatal("somebody new has a role that nobody chose")
	}
	role.SetValue("coach")
	d.Press(fyne.KeyReturn)
	d.MustSee("Staat deze persoon al in het register?", "Fenna van der Zandstra", "Toch toevoegen")
	if d.page.total != 2 {
		t.Fatal("somebody was added before it was asked")
	}
	d.Press(fyne.KeyReturn)
	d.MustSee("Toegevoegd aan het register", "Zandstra, Fenna", "Nooit lid geweest.", "KIES coach")
	d.Run("undo")
	if n, err := d.office.Register.Count(context.Background()); err != nil || n != 2 {
		t.Errorf("after undoing %d people, %v", n, err)
	}
}

func TestNothingTypedIsLost(t *testing.T) {
	d := newClerk(t, joost, fenna)
	d.page.list.Focus()
	d.Press("E")
	d.Press(fyne.KeyEscape)
	if d.page.Editing() || d.Sees("Weggegooid") {
		t.Fatal("Esc does not leave fields that nothing was typed in")
	}
	d.Press("E")
	d.fill("Plaats", "Olst")
	d.Click("Zandstra, Fenna")
	d.MustSee("Fenna van der Zandstra", "Nog niet opgeslagen: Gegevens van Joost")
	if d.page.Editing() || d.read(d.page.person.Person.ID).Town != "Zwolle" {
		t.Fatal("the fields of the one went to the other")
	}
	d.Click("Ongedaan maken")
	if it, _ := d.page.list.Current(); !d.page.Editing() || it.Title != "Aalbers, Joost" {
		t.Fatalf("the form did not come back, at %s", it.Title)
	}
	d.MustSee("Olst")
	d.Press(fyne.KeyEscape)
	d.MustSee("Weggegooid: Gegevens van Joost")
	d.Run("undo")
	d.Command("form.save")
	d.MustSee("Gegevens opgeslagen", "Olst")
}
