package document

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
)

// Limits of a logo or a signature, looked at before it is decoded.
const (
	maxPictureBytes = 10 << 20
	maxPictureSide  = 4000
)

// picture is a checked image in the form that the pen takes.
type picture struct {
	data          []byte
	kind          string       // as the PDF library calls it
	pixels        *image.RGBA  // on white, or transparent
	clear         bool         // transparent where there is no ink
	width, height float64      // in pixels
	pen           *color.NRGBA // of a hand; nil where there are more colours
	palette       bool         // written with a palette where it has few colours
}

// readPicture checks a PNG or JPEG and rewrites it as a plain picture on
// white: the PDF library takes no interlaced or 16-bit PNG, and what is
// hidden in a file does not travel into the document.
func readPicture(data []byte) (*picture, error) { return decodePicture(data, false) }

// readLogo does so too, but what is transparent in the picture stays so: it may stand on a
// ground of lines.
func readLogo(data []byte) (*picture, error) { return decodePicture(data, true) }

func decodePicture(data []byte, clear bool) (*picture, error) {
	if len(data) > maxPictureBytes {
		return nil, refuse("het plaatje is groter dan 10 MB")
	}
	config, kind, err := readHead(data)
	if err != nil {
		return nil, explain(err, "het plaatje is geen png of jpg")
	}
	if kind != "png" && kind != "jpeg" { // other formats may be known to the program
		return nil, refuse("het plaatje is geen png of jpg")
	}
	if config.Width < 1 || config.Height < 1 || config.Width > maxPictureSide || config.Height > maxPictureSide {
		return nil, refuse("het plaatje is %d bij %d beeldpunten, hoogstens %d mag", config.Width, config.Height, maxPictureSide)
	}
	source, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, explain(err, "het plaatje is niet te lezen")
	}
	flat := image.NewRGBA(image.Rect(0, 0, config.Width, config.Height))
	if !clear {
		draw.Draw(flat, flat.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	}
	draw.Draw(flat, flat.Bounds(), source, source.Bounds().Min, draw.Over)

	p := &picture{kind: "PNG", pixels: flat, clear: clear && !flat.Opaque()}
	if kind == "jpeg" {
		p.kind = "JPG"
	}
	return p, p.encode()
}

// encode writes the pixels as the PDF library reads them.
func (p *picture) encode() error {
	var out bytes.Buffer
	var err error
	if p.kind == "JPG" {
		err = jpeg.Encode(&out, p.pixels, &jpeg.Options{Quality: 92})
	} else if p.palette {
		err = png.Encode(&out, fewColours(p.pixels))
	} else if p.pen != nil {
		err = png.Encode(&out, toned(p.pixels, *p.pen))
	} else {
		err = png.Encode(&out, p.pixels)
	}
	if err != nil {
		return explain(err, "het plaatje is niet om te zetten")
	}
	size := p.pixels.Bounds()
	p.data, p.width, p.height = out.Bytes(), float64(size.Dx()), float64(size.Dy())
	return nil
}

// widened is the picture with a white edge of so many pixels at its right.
func (p *picture) widened(edge int) (*picture, error) {
	bounds := p.pixels.Bounds()
	bounds.Max.X += edge
	wide := image.NewRGBA(bounds)
	if !p.clear {
		draw.Draw(wide, bounds, image.NewUniform(color.White), image.Point{}, draw.Src)
	}
	draw.Draw(wide, p.pixels.Bounds(), p.pixels, image.Point{}, draw.Src)
	w := &picture{kind: p.kind, pixels: wide, palette: p.palette, clear: p.clear, pen: p.pen}
	return w, w.encode()
}

// readHead reads the size and kind of a PNG or JPEG. Anything else is refused by its first bytes: other parts of a program
// may add readers to the library's, and not each of them is careful.
func readHead(data []byte) (image.Config, string, error) {
	if !bytes.HasPrefix(data, []byte("\x89PNG\r\n\x1a\n")) && !bytes.HasPrefix(data, []byte("\xff\xd8")) {
		return image.Config{}, "", image.ErrFormat
	}
	return image.DecodeConfig(bytes.NewReader(data))
}
