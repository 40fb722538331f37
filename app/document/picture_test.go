package document

import (
	"bytes"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"
)

func TestPictureIsFlattenedOnWhite(t *testing.T) {
	p, err := readPicture(testPicture(t, 40, 30))
	if err != nil {
		t.Fatal(err)
	}
	back, err := png.Decode(bytes.NewReader(p.data))
	if err != nil {
		t.Fatal(err)
	}
	if back.Bounds().Dx() != 40 || back.Bounds().Dy() != 30 || p.width != 40 || p.height != 30 {
		t.Errorf("size %v, %g by %g", back.Bounds(), p.width, p.height)
	}
	if r, g, b, a := back.At(0, 0).RGBA(); r&g&b&a != 0xFFFF {
		t.Errorf("what was transparent is %x %x %x %x", r, g, b, a)
	}
	wide, err := p.widened(3)
	if err != nil || wide.width != 43 || wide.pixels.At(42, 5) != (color.RGBA{255, 255, 255, 255}) {
		t.Errorf("widened to %g, %v", wide.width, err)
	}
}

func TestPictureRefusals(t *testing.T) {
	encode := func(f func(*bytes.Buffer, image.Image) error, w, h int) []byte {
		var b bytes.Buffer
		if err := f(&b, image.NewGray(image.Rect(0, 0, w, h))); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	asJPEG := func(b *bytes.Buffer, i image.Image) error { return jpeg.Encode(b, i, nil) }
	asPNG := func(b *bytes.Buffer, i image.Image) error { return png.Encode(b, i) }
	asGIF := func(b *bytes.Buffer, i image.Image) error { return gif.Encode(b, i, nil) }
	if p, err := readPicture(encode(asJPEG, 20, 10)); err != nil || p.kind != "JPG" {
		t.Errorf("a JPEG: %v", err)
	}
	for name, c := range map[string]struct {
		data []byte
		say  string
	}{
		"too wide":  {encode(asPNG, 4001, 1), "4001"},
		"no format": {encode(asGIF, 4, 4), "geen png of jpg"},
		"cut off":   {encode(asPNG, 400, 400)[:60], "niet te lezen"},
		"too large": {make([]byte, maxPictureBytes+1), "10 MB"},
		"empty":     {nil, "geen png of jpg"},
	} {
		if _, err := readPicture(c.data); err == nil || !strings.Contains(err.Error(), c.say) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
