package uitest

import (
	"testing"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/gallery"
)

func TestDeskAtTheGallery(t *testing.T) {
	d := New(t, gallery.Finder{}, nil, gallery.Screens()...)
	d.MustSee("Vandaag", "Facturen over de vervaldatum, samen € 1.149,50", "Annelies · dinsdag 3 maart 2026")
	d.Click("Post")
	d.Click("Karin van der Brugge")
	d.MustSee("Nieuw adres praktijk", "op de server 1.284")
	d.Press(fyne.KeyReturn)
	d.MustSee("Bestelling 2026-0101 gemaakt", "Ongedaan maken")
	d.Click("Ongedaan maken")
	d.MustSee("Dat is ongedaan gemaakt.")
	d.Press(fyne.KeyR)
	d.MustSee("Klacht sluiten?")
	if d.Sees("Nieuw adres praktijk") {
		t.Error("what is behind a dialog counts as seen")
	}
	d.Click("Annuleren")
	if d.Steps != 6 {
		t.Errorf("%d steps", d.Steps)
	}
	d.Reset()
	d.Command("search")
	d.Type("pelgrim")
	d.Press(fyne.KeyReturn)
	d.MustSee("Pelgrim Gezinscoaching")
	if d.Steps != 2 || d.Where().Screen != ui.ScreenRegister {
		t.Errorf("%d steps to %v", d.Steps, d.Where())
	}
}

func TestCellsAreClicked(t *testing.T) {
	d := New(t, nil, nil, gallery.Screens()...)
	d.Go(ui.Route{Screen: ui.ScreenTrainings})
	before := len(d.Texts())
	d.ClickCell("Dokter, Sjoerd", "d1")
	d.Click("Certificaten afdrukken")
	d.MustSee("7 certificaten afgedrukt")
	if before == 0 || d.Steps != 2 {
		t.Errorf("%d texts, %d steps", before, d.Steps)
	}
}
