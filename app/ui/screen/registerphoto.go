package screen

import (
	"context"
	"image"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/photo"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// photographer keeps people's photos.
type photographer interface {
	Photo(ctx context.Context, person int64) (data.Document, error)
	SetPhoto(ctx context.Context, person int64, name string, content []byte) (int64, error)
	RemovePhoto(ctx context.Context, person int64) (int64, error)
}

// portrait is the photo that was read last.
type portrait struct {
	lane     *ui.Lane
	document int64
	picture  image.Image
	problem  string
}

// photoPart shows the photo of who is on the page, or the way to add one.
func (p *registerPage) photoPart() []fyne.CanvasObject {
	q := p.person.Person
	if q.PhotoID == 0 {
		return nil
	}
	links := block.Spread(12, block.NewLink(words.T("Andere foto"), p.choosePhoto), block.NewLink(words.T("Foto verwijderen"), p.removePhoto))
	switch {
	case p.portrait.document != q.PhotoID:
		p.readPhoto(q.ID, q.PhotoID)
		return []fyne.CanvasObject{block.High(block.PhotoSide, links)}
	case p.portrait.picture == nil:
		return []fyne.CanvasObject{block.NewQuietParagraph(p.portrait.problem), links}
	}
	return []fyne.CanvasObject{block.Photo(p.portrait.picture, links)}
}

// readPhoto reads and shrinks a photo beside the window, and shows the page again with it.
func (p *registerPage) readPhoto(person, document int64) {
	if p.portrait.lane == nil {
		p.portrait.lane = p.s.Tasks.Lane()
	}
	ui.LoadOr(p.portrait.lane, func(ctx context.Context) (image.Image, error) {
		doc, err := p.job.Photo(ctx, person)
		if err != nil {
			return nil, err
		}
		picture, err := photo.Open(doc.Bytes)
		if err != nil {
			return nil, err
		}
		width := block.PhotoPixels
		if picture.Height > picture.Width {
			width = max(1, block.PhotoPixels*picture.Width/picture.Height)
		}
		return picture.Draw(ctx, width)
	}, func(picture image.Image, err error) {
		p.portrait.document, p.portrait.picture, p.portrait.problem = document, picture, ""
		if err != nil {
			p.portrait.picture, p.portrait.problem = nil, ui.UserText(err)
		}
		if p.person.Person.PhotoID == document && !p.Editing() {
			p.show()
		}
	})
}

func (p *registerPage) choosePhoto() {
	p.s.Files().Open(words.T("Foto kiezen"), photoEndings[:4], p.setPhoto)
}

// photoEndings are the names of pictures: those that a photo can have, and others, so that the refusal says what is wrong.
var photoEndings = []string{".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".heic", ".tif", ".tiff", ".svg"}

// droppedPhoto takes a picture that is dropped on somebody's page, and says whether it was one.
func (p *registerPage) droppedPhoto(paths []string) bool {
	if p.person.Person.ID == 0 || p.Editing() || !p.InSight() || len(paths) != 1 || !slices.Contains(photoEndings, strings.ToLower(filepath.Ext(paths[0]))) {
		return false
	}
	p.setPhoto(paths[0])
	return true
}

func (p *registerPage) setPhoto(path string) {
	id := p.person.Person.ID
	ui.Act(p.s.Tasks, words.T("Foto toevoegen"), func(ctx context.Context, _ *ui.Progress) (int64, error) {
		content, err := fileOf(path)
		if err != nil {
			return 0, err
		}
		return p.job.SetPhoto(ctx, id, filepath.Base(path), content)
	}, func(change int64) {
		p.s.Done(words.T("Foto toegevoegd"), undo(p.undo, change))
		p.Reload()
	})
}

func (p *registerPage) removePhoto() {
	id := p.person.Person.ID
	p.act(words.T("Foto verwijderd"), func(ctx context.Context) (int64, error) { return p.job.RemovePhoto(ctx, id) })
}
