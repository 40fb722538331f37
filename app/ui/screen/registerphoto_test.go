package screen

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/png"
	"path/filepath"
	"testing"

	"kiesvoorhetkind.nl/kantoor/data"
)

func TestPhotoIsChosenRefusedReplacedAndTakenAway(t *testing.T) {
	a := newArchive(t)
	a.Go(routeToPerson(a.anna))
	p := a.Page().(*registerPage)
	a.files.open = filepath.Join(t.TempDir(), "portret.png")
	must(t, writeFile(a.files.open, paperScan(t)))
	a.Click("Meer")
	a.Click("Foto kiezen")
	a.MustSee("Foto toegevoegd", "Andere foto", "Foto verwijderen")
	if p.portrait.picture == nil || p.portrait.document != p.person.Person.PhotoID {
		t.Fatalf("the photo is not shown: %+v", p.portrait)
	}
	first := p.person.Person.PhotoID

	// Too many pixels: the page says so, and the photo stays.
	var b bytes.Buffer
	must(t, png.Encode(&b, image.NewGray(image.Rect(0, 0, 2400, 10))))
	wide := filepath.Join(t.TempDir(), "breed.jpg")
	must(t, writeFile(wide, b.Bytes()))
	p.Dropped([]string{wide})
	a.MustSee("2400 bij 10 beeldpunten")
	if p.person.Person.PhotoID != first {
		t.Error("the photo changed")
	}
	a.Click("Foto verwijderen")
	a.MustSee("Foto verwijderd")
	if a.Sees("Andere foto") {
		t.Error("there is still a photo")
	}
	if _, err := a.office.Register.Photo(context.Background(), a.anna); !errors.Is(err, data.ErrNotFound) {
		t.Errorf("after taking it away: %v", err)
	}
	a.Click("Ongedaan maken")
	doc, err := a.office.Register.Photo(context.Background(), a.anna)
	must(t, err)
	if doc.MediaType != "image/png" || !bytes.Equal(doc.Bytes, paperScan(t)) {
		t.Errorf("after undoing: %s", doc.MediaType)
	}
}
