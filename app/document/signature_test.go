package document

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math"
	"strings"
	"testing"
)

// drawn is a picture of a hand: paper and pen of a colour, with a gradient of light over the paper.
func drawn(w, h int, paper, pen color.NRGBA, shade int) *image.NRGBA {
	p := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := paper
			less := uint8(shade * x / w)
			c.R, c.G, c.B = c.R-less, c.G-less, c.B-less
			p.SetNRGBA(x, y, c)
		}
	}
	for i := range 4 * w {
		t := float64(i) / float64(4*w)
		x, y := w/5+int(t*float64(w)*0.6), h/2+int(float64(h)*0.25*math.Sin(20*t))
		for dy := range 4 {
			p.SetNRGBA(x, y+dy, pen)
		}
	}
	return p
}

func asPNG(t testing.TB, p image.Image) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := png.Encode(&out, p); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestSignatureIsTheInkAlone(t *testing.T) {
	blue := color.NRGBA{0x20, 0x30, 0x90, 0xFF}
	var photo bytes.Buffer
	if err := jpeg.Encode(&photo, drawn(2000, 900, color.NRGBA{0xEE, 0xEC, 0xE4, 0xFF}, blue, 30), &jpeg.Options{Quality: 80}); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{
		"on white":     asPNG(t, drawn(500, 200, color.NRGBA{255, 255, 255, 255}, blue, 0)),
		"in shadow":    asPNG(t, drawn(500, 200, color.NRGBA{245, 245, 240, 255}, blue, 20)),
		"transparent":  asPNG(t, drawn(500, 200, color.NRGBA{}, blue, 0)),
		"a large JPEG": photo.Bytes(),
	} {
		p, err := readSignature(data)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if p.width > keptWidth || p.height > keptHeight || p.width/p.height < 2 {
			t.Errorf("%s: cut to %g by %g", name, p.width, p.height)
		}
		kept, err := png.Decode(bytes.NewReader(p.data))
		if err != nil {
			t.Fatal(err)
		}
		size := kept.Bounds()
		clear, blueish := 0, 0
		for y := range size.Dy() {
			for x := range size.Dx() {
				c := color.NRGBAModel.Convert(kept.At(x, y)).(color.NRGBA)
				if c.A == 0 {
					clear++
				} else if c.A > 200 && c.B > c.R+40 {
					blueish++
				}
			}
		}
		all := size.Dx() * size.Dy()
		if clear < all/2 || blueish < all/200 {
			t.Errorf("%s: of %d points %d are clear and %d ink", name, all, clear, blueish)
		}
		again, err := readSignature(p.data)
		if err != nil || math.Abs(again.width-p.width) > 3 || math.Abs(again.height-p.height) > 3 {
			t.Errorf("%s: what was kept reads otherwise: %v", name, err)
		}
	}
}

func TestSignatureRefusals(t *testing.T) {
	white, black := color.NRGBA{255, 255, 255, 255}, color.NRGBA{10, 10, 10, 255}
	blank := image.NewNRGBA(image.Rect(0, 0, 300, 100))
	for i := range blank.Pix {
		blank.Pix[i] = 0xFF
	}
	block := drawn(300, 100, white, black, 0)
	for y := 10; y < 90; y++ {
		for x := 10; x < 290; x++ {
			block.SetNRGBA(x, y, black)
		}
	}
	for say, data := range map[string][]byte{
		"groter dan 10 MB":           make([]byte, maxSignatureBytes+1),
		"geen png of jpg":            []byte("GIF89a....."),
		"is maar":                    asPNG(t, drawn(24, 12, white, black, 0)),
		"alles heeft één kleur":      asPNG(t, blank),
		"te donker":                  asPNG(t, drawn(300, 100, black, white, 0)),
		"niet van het papier":        asPNG(t, block),
		"40 miljoen":                 asPNG(t, image.NewGray(image.Rect(0, 0, 12_001, 10))),
		"het plaatje is niet te lez": asPNG(t, drawn(300, 100, white, black, 0))[:300],
	} {
		_, err := Signature(data)
		if err == nil || !strings.Contains(err.Error(), say) {
			t.Errorf("%s: %v", say, err)
		}
	}
}

func TestAccentIsReadable(t *testing.T) {
	for _, hex := range []string{"#FFFF00", "#FFFFFF", "#0F6E84", "#000000", "#C0C0C0", "#FF7F00"} {
		c, err := parseColour(hex)
		if err != nil {
			t.Fatal(err)
		}
		if r := c.readable(); contrast(r, white) < readRatio {
			t.Errorf("%s is read on white as %v: %.2f", hex, r, contrast(r, white))
		}
		if contrast(c.over(), c) < readRatio-0.2 {
			t.Errorf("on %s stands %v: %.2f", hex, c.over(), contrast(c.over(), c))
		}
	}
	if c, _ := parseColour("#0F6E84"); c.readable() != c {
		t.Error("a colour that can be read was changed")
	}
	look := testLook()
	look.Accent = "#FFEE33"
	for _, file := range []string{"modern.json", "klassiek.json"} {
		look.LayoutFile = file
		mustBatch(t, []Certificate{testCertificate("Roos Klinkhamer")}, look)
	}
}
