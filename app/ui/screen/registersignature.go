package screen

import (
	"bytes"
	"context"
	"errors"
	"image"
	_ "image/jpeg" // the kinds of pictures of which the size is read
	"image/png"
	"io"
	"os"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/photo"
	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// signatureKeeper is what is asked of how trainers sign.
type signatureKeeper interface {
	Signature(ctx context.Context, person int64) ([]byte, error)
	SetSignature(ctx context.Context, person int64, picture []byte) (int64, error)
}

// personRead is what the page of a person shows.
type personRead struct {
	register.PersonPage
	signature image.Image // nil: none
	awaits    []int64
}

// readPerson reads somebody with how he or she signs.
func (p *registerPage) readPerson(ctx context.Context, id int64) (personRead, error) {
	page, err := p.job.Person(ctx, id)
	read := personRead{PersonPage: page}
	if err == nil {
		read.awaits, err = p.certificates.Awaits(ctx, page.Person.ID)
	}
	if err != nil || page.Person.SignatureID == 0 {
		return read, err
	}
	picture, err := p.certificates.Signature(ctx, id)
	if err != nil {
		return read, err
	}
	read.signature, err = png.Decode(bytes.NewReader(picture))
	return read, err
}

// trains says whether the person that is shown gives trainings, or gave them.
func (p *registerPage) trains() bool {
	if p.person.Person.ID == 0 {
		return false
	}
	for _, r := range p.person.Roles {
		if r.Kind == "trainer" {
			return true
		}
	}
	return len(p.person.Given) > 0 || p.person.Person.SignatureID != 0
}

// signaturePart shows how a trainer signs.
func (p *registerPage) signaturePart() fyne.CanvasObject {
	if p.signature == nil {
		choose := block.NewButton(words.T("Handtekening kiezen …"), p.chooseSignature).WithHint("H")
		return block.Section(words.T("Handtekening"),
			block.NewParagraph(words.T("Er is nog geen handtekening. Op certificaten komt een lijn om op te tekenen. Kies een png of jpg van een handtekening op wit papier, of zet hem op dit scherm neer.")),
			block.Spread(8, choose))
	}
	return block.Section(words.T("Handtekening"),
		block.NewQuietParagraph(words.T("Komt op de certificaten die je vanaf nu maakt. Wat al is uitgegeven, verandert niet.")),
		block.Spread(8, scanOf(p.signature)),
		block.Spread(8, block.NewButton(words.T("Andere handtekening …"), p.chooseSignature).WithHint("H"), block.NewLink(words.T("Weghalen"), p.removeSignature)))
}

// scanOf shows a picture of ink, as wide as it asks for.
func scanOf(picture image.Image) *block.Scan {
	const high = 84
	size := picture.Bounds()
	return block.NewScan(picture, min(320, max(120, float32(size.Dx())/float32(size.Dy())*(high-16)+16)), high)
}

// maxSignatureBytes is the most that is read of a signature.
const maxSignatureBytes = 10 << 20

func (p *registerPage) chooseSignature() {
	if !p.trains() {
		return
	}
	id := p.person.Person.ID
	p.s.Files().Open(words.T("Handtekening van %s", p.person.Name), pictureKinds, func(path string) { p.takeSignature(id, path) })
}

func (p *registerPage) takeSignature(id int64, path string) {
	p.act(words.T("Handtekening ingesteld"), func(ctx context.Context) (int64, error) {
		picture, err := readSmall(path, maxSignatureBytes)
		if err != nil {
			return 0, err
		}
		return p.certificates.SetSignature(ctx, id, picture)
	})
}

func (p *registerPage) removeSignature() {
	id := p.person.Person.ID
	p.act(words.T("Handtekening weggehaald"), func(ctx context.Context) (int64, error) { return p.certificates.SetSignature(ctx, id, nil) })
}

// signatureDropped takes a picture that was dropped on the page of a trainer, unless it has the shape of a photo: people
// sign in a line, and are taken upright.
func (p *registerPage) signatureDropped(paths []string) bool {
	if len(paths) != 1 || !isPicture(paths[0]) || !p.trains() || p.Editing() || !p.InSight() || !inALine(paths[0]) {
		return false
	}
	p.takeSignature(p.person.Person.ID, paths[0])
	return true
}

// inALine says whether a picture is much wider than it is high; it reads no more of it than that.
func inALine(path string) bool {
	file, err := os.Open(path)
	if err != nil {
		return false
	}
	head := make([]byte, 64<<10)
	n, err := io.ReadFull(file, head)
	if errors.Is(err, io.ErrUnexpectedEOF) {
		err = nil
	}
	if errors.Join(err, file.Close()) != nil || !photo.Known(head[:n]) {
		return false
	}
	size, _, err := image.DecodeConfig(bytes.NewReader(head[:n]))
	return err == nil && 2*size.Width >= 3*size.Height
}

// signatureCommand chooses how a trainer signs.
func (p *registerPage) signatureCommand() ui.Command {
	return ui.Command{ID: "person.signature", Text: words.T("Handtekening kiezen …"), Words: words.T("trainer tekenen certificaat scan"), Key: ui.Plain("K"), Enabled: p.trains, Run: p.chooseSignature}
}
