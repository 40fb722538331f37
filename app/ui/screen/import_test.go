package screen

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/ui"
)

const smallList = `Achternaam;Tussenvoegsel;Voornaam;Postcode;Nr;Plaats;E-mail;Certificaatnr;Datum training;Schoenmaat
Hofstede;;Rixt;8011 AB;4;Zwolle;rixt@example.nl;OC-1;3 mrt 2025;39
Elzinga;van;Douwe;7411AA;12;DEVENTER;douwe@example.org;;31-2-2016;44
Elzinga;van;Douwe;7411AA;12;DEVENTER;douwe@example.org;;31-2-2016;44
;;;;;;;;;
Totaal;2;;;;;;;;
`

func listFile(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func (d *clerk) count() int {
	d.t.Helper()
	n, err := d.office.Register.Count(context.Background())
	if err != nil {
		d.t.Fatal(err)
	}
	return n
}

func TestAnOldListIsShownReadInAndTakenBack(t *testing.T) {
	d := newClerk(t)
	d.MustSee("Het register is nog leeg", "Nog niemand in het register")
	d.path = listFile(t, "lijst.csv", smallList)
	d.Reset()
	d.Click("Zet je ledenlijst hier neer")
	d.MustSee("lijst.csv", "3 rijen met een persoon", "2 nieuw", "Rixt Hofstede", "Douwe van Elzinga", "Deventer", "gelijk aan rij 3", "overgeslagen", "Inlezen (2)", "rij 2 · Rixt Hofstede · Zwolle")
	if d.count() != 0 {
		t.Fatal("something was read in before it was asked")
	}
	d.Press(fyne.KeyReturn)
	if d.Steps != 2 {
		t.Errorf("%d steps", d.Steps)
	}
	d.MustSee("2 mensen ingelezen", "Deze lijst verandert niets", "2 gelijk")
	if d.count() != 2 {
		t.Fatalf("%d people", d.count())
	}
	d.Run("undo")
	d.MustSee("Inlezen (2)")
	if d.count() != 0 {
		t.Fatalf("%d people after undoing", d.count())
	}
	d.Press(fyne.KeyReturn, fyne.KeyEscape)
	d.MustSee("Elzinga, Douwe van", "Hofstede, Rixt", "2 mensen")
}

func TestTheRowsOfAListByKindAndItsColumns(t *testing.T) {
	d := newClerk(t)
	d.path = listFile(t, "lijst.csv", smallList)
	d.Run("register.import")
	d.Click("Twijfels")
	d.MustSee("rij 3 · Douwe van Elzinga · Deventer", "Datum training “31-2-2016”")
	d.Click("Overgeslagen")
	d.MustSee("2 rijen", "rij 6")
	d.Click("Kolommen")
	d.MustSee("Schoenmaat", "niet herkend: gaat naar de opmerkingen", "10 kolommen")
	d.Click("Dubbel")
	d.MustSee("1 rij", "gelijk aan rij 3")
}

func TestAChangedListSaysWhatItChanges(t *testing.T) {
	d := newClerk(t)
	d.path = listFile(t, "lijst.csv", smallList)
	d.Run("register.import")
	d.Press(fyne.KeyReturn)
	d.path = listFile(t, "nieuw.csv", "Achternaam;Voornaam;Postcode;Nr;Plaats;E-mail\nHofstede;Rixt;8011 AB;4;Kampen;rixt@example.nl\n")
	d.Run("register.import")
	d.MustSee("1 gewijzigd", "Plaats: Zwolle wordt Kampen", "Inlezen (1)")
	d.Press(fyne.KeyReturn)
	d.MustSee("1 persoon bijgewerkt")
}

func TestFilesThatAreNoList(t *testing.T) {
	for name, c := range map[string]struct{ content, want string }{
		"brief.docx": {"PK\x03\x04", "Een ledenlijst is een Excel-bestand (.xlsx) of een .csv."},
		"foto.jpg":   {"\xff\xd8\xff", "Deze foto kan niet"}, // of who is shown
		"a.xlsx":     {"PK\x03\x04 kapot", "Er is niets ingelezen"},
		"leeg.csv":   {"", "Er is niets ingelezen"},
		"b.csv":      {"hallo\nwereld\n", "Er is niets ingelezen"},
	} {
		t.Run(name, func(t *testing.T) {
			d := newClerk(t, fenna)
			d.page.Dropped([]string{listFile(t, name, c.content)})
			d.MustSee(c.want)
			if d.Where().Screen != ui.ScreenRegister || d.count() != 1 {
				t.Errorf("at %v with %d people", d.Where(), d.count())
			}
		})
	}
}

const oddList = `Wie;Kenmerk;Iets;Plaats
Rixt Hofstede;rixt@example.nl;De Brug;Zwolle
Douwe van Elzinga;douwe@example.org;De Wal;Deventer
`

func TestWhatAColumnHoldsIsChosenInTheWindow(t *testing.T) {
	d := newClerk(t)
	d.path = listFile(t, "lijst.csv", oddList)
	d.Run("register.import")
	d.Reset()
	d.Press("K")
	d.MustSee("Iets", "niet herkend: gaat naar de opmerkingen", "De Brug · De Wal", "aan de inhoud", "aan het kopje", "Wordt gelezen als")
	page, ok := d.Page().(*importPage)
	if !ok {
		t.Fatal("the list is not shown")
	}
	d.Press(fyne.KeyReturn, fyne.KeyDown)
	d.Type("o")
	d.Press(fyne.KeyReturn)
	d.MustSee("Organisatie", "zelf gekozen", "Alle kolommen zoals herkend")
	if d.Steps > 4 {
		t.Errorf("%d steps", d.Steps)
	}
	d.Click("Alle rijen")
	d.Run("import.apply")
	if d.count() != 2 {
		t.Fatalf("%d people", d.count())
	}
	if p := d.read(1); p.Organisation != "De Brug" || p.Notes != "" {
		t.Errorf("read in: %+v", p)
	}
	d.path = listFile(t, "volgende.csv", "Wie;Kenmerk;Iets;Plaats\nJikke de Graaf;jikke@example.nl;De Linde;Goes\n")
	d.Run("register.import")
	d.Press("K")
	d.MustSee("zoals vorige keer gekozen")
	d.Click("Alle kolommen zoals herkend")
	d.MustSee("niet herkend: gaat naar de opmerkingen")
	if page == d.Page() {
		t.Error("the next list is not shown")
	}
}

func TestAListIsTakenBackLater(t *testing.T) {
	d := newClerk(t, lotte)
	d.path = listFile(t, "lijst.csv", oddList)
	d.Run("register.import")
	d.Press(fyne.KeyReturn)
	changed := d.read(2)
	changed.Town = "Kampen"
	if _, _, err := d.office.Register.Save(context.Background(), changed); err != nil {
		t.Fatal(err)
	}
	d.Press(fyne.KeyEscape)
	d.Reset()
	d.Command("register.imports")
	d.MustSee("lijst.csv", "Annelies", "in het register")
	d.Press(fyne.KeyReturn)
	d.MustSee("lijst.csv terugdraaien?", "Uit het register: 1 persoon.", "Deze mensen blijven", "Hofstede, Rixt")
	d.Press(fyne.KeyReturn)
	if d.Steps != 3 {
		t.Errorf("%d steps", d.Steps)
	}
	d.MustSee("De lijst is teruggedraaid", "teruggedraaid")
	if d.count() != 2 || d.read(2).Town != "Kampen" {
		t.Errorf("%d people, %+v", d.count(), d.read(2))
	}
}
