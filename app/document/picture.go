package document

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"

	"rsc.io/qr"
)

// Limits of a logo or a signature, looked at before it is decoded.
const (
	maxPictureBytes = 10 << 20
	maxPictureSide  = 4000
)

// picture is a checked image in the form that the pen takes.
type picture struct {
	data          []byte
	kind          string
	width, height float64 // in pixels
}

// readPicture checks a PNG or JPEG and rewrites it as a plain picture on
// white: the PDF library takes no interlaced or 16-bit PNG, and what is
// hidden in a file does not travel into the document.
func readPicture(data []byte) (*picture, error) {
	if len(data) > maxPictureBytes {
		return nil, fmt.Errorf("het plaatje is groter dan 10 MB")
	}
	config, kind, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("het plaatje is geen png of jpg: %w", err)
	}
	if config.Width < 1 || config.Height < 1 || config.Width > maxPictureSide || config.Height > maxPictureSide {
		return nil, fmt.Errorf("het plaatje is %d bij %d beeldpunten, hoogstens %d mag", config.Width, config.Height, maxPictureSide)
	}
	source, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("het plaatje is niet te lezen: %w", err)
	}
	flat := image.NewRGBA(image.Rect(0, 0, config.Width, config.Height))
	draw.Draw(flat, flat.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.Draw(flat, flat.Bounds(), source, source.Bounds().Min, draw.Over)

	p := &picture{width: float64(config.Width), height: float64(config.Height)}
	var out bytes.Buffer
	if kind == "jpeg" {
		p.kind = "JPG"
		err = jpeg.Encode(&out, flat, &jpeg.Options{Quality: 92})
	} else {
		p.kind = "PNG"
		err = png.Encode(&out, flat)
	}
	if err != nil {
		return nil, fmt.Errorf("het plaatje is niet om te zetten: %w", err)
	}
	p.data = out.Bytes()
	return p, nil
}

// codeRows makes the modules of a QR code that holds the text. Level M still
// reads with a seventh of it damaged.
func codeRows(text string) ([][]bool, error) {
	code, err := qr.Encode(text, qr.M)
	if err != nil {
		return nil, fmt.Errorf("de tekst past niet in een QR-code: %w", err)
	}
	rows := make([][]bool, code.Size)
	for y := range rows {
		rows[y] = make([]bool, code.Size)
		for x := range rows[y] {
			rows[y][x] = code.Black(x, y)
		}
	}
	return rows, nil
}
