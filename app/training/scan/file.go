package scan

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"

	// The kinds of pictures that are read.
	_ "image/gif"
	_ "image/jpeg"
	_ "image/png"

	_ "golang.org/x/image/bmp"
	_ "golang.org/x/image/tiff"
	_ "golang.org/x/image/webp"

	"kiesvoorhetkind.nl/kantoor/app/photo"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// What is refused before it is decoded.
const (
	MaxBytes  = 64 << 20   // of a file
	maxPixels = 50_000_000 // of a picture: a telephone's 48 million, an A4 at 600 dots an inch has 35
	maxSide   = 20_000
	maxDeep   = maxPixels / 2 // of a picture with sixteen bits a colour
	leastSide = 21            // no code is smaller, with a pixel for each module
)

func isPDF(b []byte) bool { return bytes.HasPrefix(b, []byte("%PDF-")) }

var errPicture = errors.New("scan: not a picture")

// pictures are the pages of a file of pictures.
type pictures struct {
	content []byte
	tiff    []uint32 // where the pages of a TIFF are described
	count   int
}

// decode looks what a file is and how large, without decoding it.
func decode(content []byte) (*pictures, error) {
	if len(content) > MaxBytes {
		return nil, data.Refuse("Dit bestand is groter dan %d MB. Maak een kleinere scan of foto.", MaxBytes>>20)
	}
	p := &pictures{content: content, count: 1, tiff: tiffPages(content)}
	p.count = max(1, len(p.tiff))
	if len(content) >= 12 && bytes.Equal(content[4:8], []byte("ftyp")) {
		return nil, data.Refuse("Dit is een foto (HEIC) of film die hier niet gelezen kan worden. Sla hem op als JPG of PDF, of maak een schermafdruk.")
	}
	return p, p.check(content)
}

func (p *pictures) check(content []byte) error {
	config, err := image.Config{}, errors.New("no kind of picture that is read")
	if photo.Known(content, "BM", "II*\x00", "MM\x00*", "RIFF") {
		config, _, err = image.DecodeConfig(bytes.NewReader(content))
	}
	if err != nil {
		return data.Explain("Dit bestand is geen plaatje of PDF dat hier gelezen kan worden. Neem een PNG, JPG, GIF, TIFF of PDF, of typ het nummer.", errors.Join(errPicture, err))
	}
	most := maxPixels
	switch config.ColorModel {
	case color.RGBA64Model, color.NRGBA64Model:
		most = maxDeep
	}
	if config.Width < leastSide || config.Height < leastSide {
		return data.Refuse("Dit plaatje is te klein om een code te lezen.")
	}
	if config.Width > maxSide || config.Height > maxSide || config.Width*config.Height > most {
		return data.Refuse("Dit plaatje is te groot: %d bij %d beeldpunten. Maak een kleinere scan of foto.", config.Width, config.Height)
	}
	return nil
}

// page decodes a page to grey.
func (p *pictures) page(n int) (g *image.Gray, err error) {
	content := p.content
	if n > 0 {
		// A reader of TIFF reads the page that the beginning of the file points at.
		content = bytes.Clone(content)
		order(content).PutUint32(content[4:], p.tiff[n])
		if err := p.check(content); err != nil {
			return nil, err
		}
	}
	unreadable := words.Later("Dit plaatje is beschadigd of van een soort die hier niet gelezen kan worden. Maak een nieuwe scan, of sla het op als PNG of JPG.")
	defer func() {
		if r := recover(); r != nil {
			// A decoder that breaks on a foreign file takes nothing else along.
			g, err = nil, data.Explain(unreadable, fmt.Errorf("%w: decoder stopped: %T", errPicture, r))
		}
	}()
	m, _, err := image.Decode(bytes.NewReader(content))
	if err != nil {
		return nil, data.Explain(unreadable, errors.Join(errPicture, err))
	}
	return grayOf(m), nil
}

// tiffPages answers where the pages of a TIFF are described; nil of another file.
func tiffPages(b []byte) []uint32 {
	o := order(b)
	if o == nil {
		return nil
	}
	var out []uint32
	seen := map[uint32]bool{}
	at := o.Uint32(b[4:])
	for at != 0 && !seen[at] && len(out) < MaxPages+1 {
		if uint64(at)+2 > uint64(len(b)) {
			break
		}
		next := uint64(at) + 2 + 12*uint64(o.Uint16(b[at:]))
		if next+4 > uint64(len(b)) {
			break
		}
		out, seen[at] = append(out, at), true
		at = o.Uint32(b[next:])
	}
	return out
}

// order is the order of bytes of a TIFF; nil of another file.
func order(b []byte) binary.ByteOrder {
	switch {
	case len(b) < 8:
	case bytes.HasPrefix(b, []byte("II*\x00")):
		return binary.LittleEndian
	case bytes.HasPrefix(b, []byte("MM\x00*")):
		return binary.BigEndian
	}
	return nil
}

// grayOf makes a picture grey, on white where it is transparent, with its corner at 0, 0.
func grayOf(m image.Image) *image.Gray {
	bounds := m.Bounds()
	g := image.NewGray(image.Rect(0, 0, bounds.Dx(), bounds.Dy()))
	switch m := m.(type) {
	case *image.YCbCr:
		for y := range bounds.Dy() {
			at := m.YOffset(bounds.Min.X, bounds.Min.Y+y)
			copy(g.Pix[y*g.Stride:y*g.Stride+bounds.Dx()], m.Y[at:at+bounds.Dx()])
		}
	case *image.RGBA:
		for y := range bounds.Dy() {
			at := m.PixOffset(bounds.Min.X, bounds.Min.Y+y)
			for x := range bounds.Dx() {
				c := m.Pix[at+4*x : at+4*x+4 : at+4*x+4]
				// Its colours are weighed with how much of them there is already.
				g.Pix[y*g.Stride+x] = uint8((299*int(c[0])+587*int(c[1])+114*int(c[2]))/1000 + 255 - int(c[3]))
			}
		}
	default:
		draw.Draw(g, g.Rect, image.White, image.Point{}, draw.Src)
		draw.Draw(g, g.Rect, m, bounds.Min, draw.Over)
	}
	return g
}
