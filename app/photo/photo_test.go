package photo

import (
	"bytes"
	"context"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"

	"kiesvoorhetkind.nl/kantoor/data"
)

func drawn(width, height int) image.Image {
	m := image.NewPaletted(image.Rect(0, 0, width, height), color.Palette{color.White, color.Black})
	m.SetColorIndex(0, 0, 1)
	return m
}

func as(t testing.TB, format string, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	var err error
	switch format {
	case "png":
		err = png.Encode(&b, m)
	case "jpeg":
		err = jpeg.Encode(&b, m, nil)
	case "gif":
		p, ok := m.(*image.Paletted)
		if !ok {
			t.Fatal("no palette")
		}
		err = gif.EncodeAll(&b, &gif.GIF{Image: []*image.Paletted{p, p, p}, Delay: []int{5, 5, 5}})
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// held puts in a JPEG how the telephone was held.
func held(jpg []byte, turn uint16) []byte {
	tiff := []byte("II*\x00\x08\x00\x00\x00\x01\x00")
	tiff = binary.LittleEndian.AppendUint16(tiff, 0x0112)
	tiff = binary.LittleEndian.AppendUint16(tiff, 3)
	tiff = binary.LittleEndian.AppendUint32(tiff, 1)
	tiff = binary.LittleEndian.AppendUint32(tiff, uint32(turn))
	block := append([]byte("Exif\x00\x00"), tiff...)
	out := append([]byte{0xFF, 0xD8, 0xFF, 0xE1}, byte((len(block)+2)>>8), byte(len(block)+2))
	return append(append(out, block...), jpg[2:]...)
}

// FAQ: .png, .jpg or .gif, at most 2000 x 2000 pixels and 10 MB.
func TestPhotosUnderThePublishedRules(t *testing.T) {
	fits := as(t, "png", drawn(2000, 2000))
	for name, c := range map[string]struct {
		content []byte
		says    []string // of the refusal; none where it is taken
		not     string
	}{
		"png of the largest size":     {content: fits},
		"jpg":                         {content: as(t, "jpeg", drawn(300, 400))},
		"animated gif":                {content: as(t, "gif", drawn(80, 60))},
		"too wide":                    {as(t, "png", drawn(2001, 10)), []string{"2001 bij 10 beeldpunten", "2000 bij 2000 mag"}, "MB"},
		"too high":                    {as(t, "gif", drawn(10, 2001)), []string{"10 bij 2001 beeldpunten"}, "png"},
		"exactly 10 MB":               {content: append(bytes.Clone(fits), make([]byte, MaxBytes-len(fits))...)},
		"a byte over 10 MB":           {append(bytes.Clone(fits), make([]byte, MaxBytes+1-len(fits))...), []string{"het bestand is 10,1 MB, en 10 MB mag"}, "beeldpunten"},
		"too large in both ways":      {append(as(t, "png", drawn(3000, 3000)), make([]byte, MaxBytes)...), []string{"beeldpunten", "en het bestand is"}, ""},
		"a page that calls itself":    {[]byte("<html>foto.png</html>"), []string{"het is geen .png, .jpg of .gif"}, "beeldpunten"},
		"a tif":                       {[]byte("II*\x00\x08\x00\x00\x00\x00\x00"), []string{"het is geen .png, .jpg of .gif"}, ""},
		"nothing":                     {nil, []string{"het is geen .png, .jpg of .gif"}, ""},
		"cut off":                     {fits[:len(fits)/2], []string{"beschadigd"}, ""},
		"a head that promises much":   {hugeHead(), []string{"beeldpunten"}, ""},
		"held sideways, and too tall": {held(as(t, "jpeg", drawn(2100, 20)), 6), []string{"20 bij 2100 beeldpunten"}, ""},
	} {
		_, err := Check(c.content)
		text, refused := data.UserText(err)
		if refused != (len(c.says) > 0) || err != nil && !refused {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for _, s := range c.says {
			if !strings.Contains(text, s) {
				t.Errorf("%s: %q does not say %q", name, text, s)
			}
		}
		if c.not != "" && strings.Contains(text, c.not) {
			t.Errorf("%s: %q speaks of %q", name, text, c.not)
		}
	}
}

// hugeHead is a PNG whose head says that it has more pixels than fit in memory.
func hugeHead() []byte {
	b := bytes.Clone(pngHead)
	binary.BigEndian.PutUint32(b[16:], 60000)
	binary.BigEndian.PutUint32(b[20:], 60000)
	binary.BigEndian.PutUint32(b[29:], crc(b[12:29]))
	return b
}

var pngHead = []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00\x00\x00\x00\x00")

func TestScansAreTurnedTheWayTheyWereHeld(t *testing.T) {
	// The black corner of a picture of 40 by 20 goes round with it.
	m := image.NewGray(image.Rect(0, 0, 40, 20))
	for i := range m.Pix {
		m.Pix[i] = 255
	}
	for y := range 8 {
		for x := range 8 {
			m.SetGray(x, y, color.Gray{})
		}
	}
	jpg := as(t, "jpeg", m)
	for turn, at := range map[uint16]image.Point{1: {3, 3}, 2: {36, 3}, 3: {36, 16}, 4: {3, 16}, 5: {3, 3}, 6: {16, 3}, 7: {16, 36}, 8: {3, 36}} {
		p, err := Open(held(jpg, turn))
		if err != nil {
			t.Fatal(err)
		}
		width := 40
		if turn >= 5 {
			width = 20
		}
		if p.Width != width {
			t.Errorf("held as %d it is %d wide", turn, p.Width)
		}
		out, err := p.Draw(context.Background(), width)
		if err != nil {
			t.Fatal(err)
		}
		if r, _, _, _ := out.At(at.X, at.Y).RGBA(); r > 0x4000 {
			t.Errorf("held as %d the corner is not at %v", turn, at)
		}
	}
}

func TestScansHaveLimits(t *testing.T) {
	for name, content := range map[string][]byte{"a text": []byte("geen plaatje"), "a head that promises much": hugeHead(), "too large": make([]byte, maxScanBytes+1)} {
		if _, err := Open(content); err == nil {
			t.Errorf("%s is opened", name)
		} else if _, ok := data.UserText(err); !ok {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzPhoto(f *testing.F) {
	for _, format := range []string{"png", "jpeg", "gif"} {
		f.Add(as(f, format, drawn(9, 7)))
	}
	f.Add(held(as(f, "jpeg", drawn(9, 7)), 6))
	f.Add(hugeHead())
	f.Fuzz(func(t *testing.T, content []byte) {
		info, err := Check(content)
		if _, said := data.UserText(err); err != nil && !said {
			t.Fatalf("no words for %v", err)
		}
		if err == nil && (info.Width < 1 || info.Height < 1 || info.Width > MaxSide || info.Height > MaxSide) {
			t.Fatalf("%+v is taken", info)
		}
		if err != nil {
			return
		}
		p, err := Open(content)
		if err != nil {
			t.Fatalf("what is taken is not shown: %v", err)
		}
		if out, err := p.Draw(context.Background(), 20); err != nil || out.Bounds().Dx() != 20 {
			t.Fatalf("%v %v", out.Bounds(), err)
		}
	})
}

func crc(b []byte) uint32 { return crc32.ChecksumIEEE(b) }

// A program may link readers of pictures that trust the sizes in a file; what is no picture of ours never comes to them.
func TestOnlyKnownKindsAreRead(t *testing.T) {
	for _, c := range []struct {
		head  string
		known bool
	}{
		{"\x89PNG\r\n\x1a\n", true},
		{"\xff\xd8\xff\xe0", true},
		{"GIF89a", true},
		{"BM", false},
		{"\x00\x00\x01\x00\x01\x00\x10\x10\x00\x00\x01\x00\x08\x00\xf2\xff\xff\xff\x16\x00\x00\x00", false},
		{"", false},
	} {
		if got := Known([]byte(c.head)); got != c.known {
			t.Errorf("Known(%q) = %v", c.head, got)
		}
	}
	if !Known([]byte("BM6"), "BM") {
		t.Error("a kind that is named is not known")
	}
}
