package scan

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"log"
	"math"
	"math/rand"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/image/draw"
	"golang.org/x/image/tiff"

	"kiesvoorhetkind.nl/kantoor/app/document"
	"kiesvoorhetkind.nl/kantoor/app/document/pages"
	"kiesvoorhetkind.nl/kantoor/app/training/proof"
	"kiesvoorhetkind.nl/kantoor/data"
)

// cache is where the engine of the tests keeps what it compiled.
var cache string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "scan-test-")
	if err != nil {
		log.Fatal(err)
	}
	cache = dir
	code := m.Run()
	if err := os.RemoveAll(dir); err != nil {
		log.Print(err)
	}
	os.Exit(code)
}

// engine is shared by the tests: starting it takes longer than drawing.
var engine = sync.OnceValue(func() *pages.Engine { return pages.NewEngine(cache) })

func opener(ctx context.Context, pdf []byte) (PDF, error) {
	f, err := engine().Open(ctx, pdf)
	if err != nil {
		return nil, err
	}
	return f, nil
}

// claims are what the certificates of the tests say, from short to as long as it becomes.
var claims = []proof.Claim{
	{Number: "KC-2026-0042", Name: "Bo Nguyễn", Course: "KIES coach 4-6", Date: "2026-03-12"},
	{Number: "KC-2026-0043", Name: "Wietske van der Łukasik-Bakema", Course: "Basistraining KIES coach", Date: "2026-03-12"},
	{Number: "KC-2026-0044", Name: "Marie-Louise Annabel Charlotte van der Nguyễn-Łukasiewicz van 's-Gravenmade", Course: "Basistraining KIES coach voor kinderen van zeven tot en met twaalf jaar", Date: "2026-03-12"},
}

// signature is no key's, and looks like one.
func signature(message []byte) []byte {
	b := make([]byte, 64)
	rand.New(rand.NewSource(int64(len(message)))).Read(b)
	return b
}

func codeOf(t testing.TB, c proof.Claim) string {
	t.Helper()
	code, err := proof.Sign(c, "1f3a9c07", signature)
	if err != nil {
		t.Fatal(err)
	}
	return code
}

// paper is the PDF of certificates.
func paper(t testing.TB, claims ...proof.Claim) []byte {
	t.Helper()
	var cs []document.Certificate
	for _, c := range claims {
		cs = append(cs, document.Certificate{
			Number: c.Number, Name: c.Name, Course: c.Course, Outcome: document.Passed, Days: []string{c.Date}, Town: "Utrecht",
			Trainers: []document.Trainer{{Name: "Fenna Dijkhuis"}}, Issued: c.Date, Code: codeOf(t, c),
		})
	}
	b, err := document.Certificates(cs, document.Look{Office: document.Office{Name: "Kantoor Zonnedauw"}, Created: time.Date(2026, 3, 12, 9, 0, 0, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	return b.PDF()
}

// printed is a certificate on paper, as a scanner of so many dots an inch sees it.
func printed(t testing.TB, c proof.Claim, dots float64) *image.Gray {
	t.Helper()
	f, err := engine().Open(context.Background(), paper(t, c))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	m, err := f.Draw(context.Background(), 0, int(f.Sizes()[0].Width/72*dots))
	if err != nil {
		t.Fatal(err)
	}
	return grayOf(m)
}

// mapped draws a picture of a size in which each point comes from a point of another, white outside it.
func mapped(g *image.Gray, w, h int, from func(x, y float64) (float64, float64)) *image.Gray {
	out := image.NewGray(image.Rect(0, 0, w, h))
	at := func(x, y int) float64 {
		if x < 0 || y < 0 || x >= g.Rect.Dx() || y >= g.Rect.Dy() {
			return 255
		}
		return float64(g.Pix[y*g.Stride+x])
	}
	for y := range h {
		for x := range w {
			u, v := from(float64(x), float64(y))
			x0, y0 := math.Floor(u), math.Floor(v)
			fx, fy := u-x0, v-y0
			i, j := int(x0), int(y0)
			top := at(i, j)*(1-fx) + at(i+1, j)*fx
			bottom := at(i, j+1)*(1-fx) + at(i+1, j+1)*fx
			out.Pix[y*out.Stride+x] = uint8(top*(1-fy) + bottom*fy)
		}
	}
	return out
}

// turned is a picture turned around its middle, on paper that is large enough.
func turned(degrees float64) func(*image.Gray) *image.Gray {
	return func(g *image.Gray) *image.Gray {
		sin, cos := math.Sincos(degrees * math.Pi / 180)
		w, h := float64(g.Rect.Dx()), float64(g.Rect.Dy())
		nw, nh := math.Abs(w*cos)+math.Abs(h*sin), math.Abs(w*sin)+math.Abs(h*cos)
		return mapped(g, int(nw), int(nh), func(x, y float64) (float64, float64) {
			x, y = x-nw/2, y-nh/2
			return x*cos + y*sin + w/2, -x*sin + y*cos + h/2
		})
	}
}

// leaning is a sheet seen from aside, of which the far edge seems so much shorter.
func leaning(share float64) func(*image.Gray) *image.Gray {
	return func(g *image.Gray) *image.Gray {
		w, h := float64(g.Rect.Dx()), float64(g.Rect.Dy())
		return mapped(g, int(w), int(h), func(x, y float64) (float64, float64) {
			k := 1 - share*(1-y/h) // how long the line seems
			return (x-w/2)/k + w/2, h * (y / h) / (k + (1-k)*y/h)
		})
	}
}

func noisy(sigma float64) func(*image.Gray) *image.Gray {
	return func(g *image.Gray) *image.Gray {
		r := rand.New(rand.NewSource(7))
		out := image.NewGray(g.Rect)
		for i, v := range g.Pix {
			out.Pix[i] = uint8(max(0, min(255, float64(v)+r.NormFloat64()*sigma)))
		}
		return out
	}
}

func blurred(times int) func(*image.Gray) *image.Gray {
	return func(g *image.Gray) *image.Gray {
		for range times {
			g = soften(g)
		}
		return g
	}
}

// pale leaves so much of the contrast, on grey paper.
func pale(share float64) func(*image.Gray) *image.Gray {
	return func(g *image.Gray) *image.Gray {
		out := image.NewGray(g.Rect)
		for i, v := range g.Pix {
			out.Pix[i] = uint8(110 + share*(float64(v)-128))
		}
		return out
	}
}

// shaded has light from the left, and the dark of who holds the telephone at the right.
func shaded(g *image.Gray) *image.Gray {
	out := image.NewGray(g.Rect)
	for i, v := range g.Pix {
		x := float64(i%g.Stride) / float64(g.Rect.Dx())
		out.Pix[i] = uint8(float64(v) * (1 - 0.7*x))
	}
	return out
}

// onDesk is a sheet that takes so much of what a photo shows.
func onDesk(share float64) func(*image.Gray) *image.Gray {
	return func(g *image.Gray) *image.Gray {
		w, h := int(float64(g.Rect.Dx())/share), int(float64(g.Rect.Dy())/share)
		out := image.NewGray(image.Rect(0, 0, w, h))
		r := rand.New(rand.NewSource(3))
		for y := range h {
			grain := 90 + 30*math.Sin(float64(y)/9) // the wood
			for x := range w {
				out.Pix[y*out.Stride+x] = uint8(grain + r.Float64()*25)
			}
		}
		draw.Draw(out, g.Rect.Add(image.Pt(w/5, h/6)), g, image.Point{}, draw.Src)
		return out
	}
}

func stained(g *image.Gray) *image.Gray {
	out := image.NewGray(g.Rect)
	copy(out.Pix, g.Pix)
	// A ring of coffee of some millimetres, where the code ends.
	cx, cy := float64(g.Rect.Dx())*0.93, float64(g.Rect.Dy())*0.9
	for y := range g.Rect.Dy() {
		for x := range g.Rect.Dx() {
			if d := math.Hypot(float64(x)-cx, float64(y)-cy); d > 10 && d < 17 {
				out.Pix[y*out.Stride+x] = 70
			}
		}
	}
	return out
}

func all(steps ...func(*image.Gray) *image.Gray) func(*image.Gray) *image.Gray {
	return func(g *image.Gray) *image.Gray {
		for _, s := range steps {
			g = s(g)
		}
		return g
	}
}

// shown are ways in which a certificate comes back to the office, and of which of the claims its code is read then; the
// last, with a name of 77 letters, makes the finest code.
var shown = []struct {
	name   string
	dots   float64
	as     func(*image.Gray) *image.Gray
	claims []int
}{
	{"scan", 150, all(), []int{0, 2}},
	{"skewed and noisy scan", 150, all(turned(3), noisy(25)), []int{0, 1, 2}},
	{"skewed the other way, very noisy", 150, all(turned(-3), noisy(40)), []int{1}},
	{"on its side", 150, all(turned(90), noisy(15)), []int{2}},
	{"upside down", 150, all(turned(180), noisy(15)), []int{1}},
	{"askew", 150, all(turned(31), noisy(15)), []int{1}},
	{"very fine scan", 600, all(turned(1.5)), []int{1}},
	{"coarse scan", 120, all(turned(2), noisy(10)), []int{1}},
	{"pale copy", 150, all(pale(0.25), noisy(6)), []int{2}},
	{"dirty copy of a copy", 200, all(blurred(1), pale(0.6), noisy(30)), []int{1}},
	{"photo from aside", 250, all(leaning(0.12), turned(6), shaded, noisy(8)), []int{2}},
	{"photo from far aside", 250, all(leaning(0.25), turned(-8), noisy(8)), []int{1}},
	{"blurred photo", 250, all(leaning(0.08), blurred(3), noisy(5)), []int{1}},
	{"photo of a sheet on a desk", 200, all(turned(8), onDesk(0.5), noisy(10)), []int{1}},
	{"stained", 200, all(stained, noisy(10)), []int{2}},
}

func isClaim(text string) bool { return strings.HasPrefix(text, "KC-") }

func TestCodeIsReadFromPaper(t *testing.T) {
	for _, c := range shown {
		for _, i := range c.claims {
			t.Run(fmt.Sprintf("%s, name of %d letters", c.name, len([]rune(claims[i].Name))), func(t *testing.T) {
				want := codeOf(t, claims[i])
				got, err := find(context.Background(), c.as(printed(t, claims[i], c.dots)), isClaim)
				if err != nil || len(got) == 0 || got[len(got)-1] != want {
					t.Errorf("read %q, %v", got, err)
				}
			})
		}
	}
}

// pictureOf writes a page as a file.
func pictureOf(t testing.TB, write func(w io.Writer, m image.Image) error, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// twoPages puts a second TIFF behind a first one, as a scanner writes a file of several pages.
func twoPages(first, second []byte) []byte {
	out := append(bytes.Clone(first), make([]byte, len(first)%2)...)
	shift := uint32(len(out))
	out = append(out, second...)
	o := binary.LittleEndian
	// The entries of the second page point into its own file: they are moved along.
	at := o.Uint32(second[4:]) + shift
	n := uint32(o.Uint16(out[at:]))
	for i := range n {
		e := at + 2 + 12*i
		size := map[uint16]uint32{1: 1, 2: 1, 3: 2, 4: 4, 5: 8}[o.Uint16(out[e+2:])] * o.Uint32(out[e+4:])
		strips := o.Uint16(out[e:]) == 273
		if size > 4 || strips {
			o.PutUint32(out[e+8:], o.Uint32(out[e+8:])+shift)
		}
	}
	last := o.Uint32(first[4:])
	o.PutUint32(out[last+2+12*uint32(o.Uint16(out[last:])):], at)
	return out
}

func TestFilesAreRead(t *testing.T) {
	ctx := context.Background()
	r := Reader{Open: opener, Wanted: isClaim}
	sheet := printed(t, claims[1], 150)
	asJPEG := func(w io.Writer, m image.Image) error { return jpeg.Encode(w, m, &jpeg.Options{Quality: 60}) }
	asGIF := func(w io.Writer, m image.Image) error { return gif.Encode(w, m, nil) }
	asTIFF := func(w io.Writer, m image.Image) error { return tiff.Encode(w, m, nil) }
	white := image.NewGray(image.Rect(0, 0, 600, 400))
	draw.Draw(white, white.Rect, image.White, image.Point{}, draw.Src)
	for name, c := range map[string]struct {
		content []byte
		pages   int
		page    int // on which the code is
	}{
		"PNG": {pictureOf(t, png.Encode, sheet), 1, 1}, "JPG": {pictureOf(t, asJPEG, sheet), 1, 1}, "GIF": {pictureOf(t, asGIF, sheet), 1, 1}, "TIFF": {pictureOf(t, asTIFF, sheet), 1, 1},
		"TIFF of two pages": {twoPages(pictureOf(t, asTIFF, white), pictureOf(t, asTIFF, sheet)), 2, 2},
		"PDF":               {paper(t, claims[1]), 1, 1},
	} {
		s, err := r.Read(ctx, c.content)
		if err != nil || s.Pages != c.pages || len(s.Codes) != 1 || s.Codes[0] != (Code{c.page, codeOf(t, claims[1])}) || s.Note() != "" {
			t.Errorf("%s: %+v, %v", name, s, err)
		}
	}
	s, err := r.Read(ctx, paper(t, claims...))
	if err != nil || len(s.Codes) != len(claims) || s.Codes[2].Page != 3 {
		t.Errorf("several pages: %+v, %v", s, err)
	}
	stopped, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := r.Read(stopped, pictureOf(t, png.Encode, sheet)); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func TestFilesAreRefused(t *testing.T) {
	good := pictureOf(t, png.Encode, image.NewGray(image.Rect(0, 0, 40, 40)))
	large := bytes.Clone(good)
	binary.BigEndian.PutUint32(large[16:], 60_000) // what the picture says of its width
	binary.BigEndian.PutUint32(large[29:], crc32.ChecksumIEEE(large[12:29]))
	for name, c := range map[string]struct {
		content []byte
		says    string
	}{
		"nothing":   {nil, "geen plaatje of PDF"},
		"text":      {[]byte("KC-2026-0001"), "geen plaatje of PDF"},
		"too large": {large, "te groot: 60000 bij 40"},
		"too small": {pictureOf(t, png.Encode, image.NewGray(image.Rect(0, 0, 20, 400))), "te klein"},
		"cut off":   {good[:60], "beschadigd"},
		"a film":    {[]byte("\x00\x00\x00\x18ftypheic0000"), "HEIC"},
		"a PDF":     {[]byte("%PDF-1.7 niets"), "PDF"},
	} {
		_, err := Reader{}.Read(context.Background(), c.content)
		text, ok := data.UserText(err)
		if !ok || !strings.Contains(text, c.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, write := range []func(io.Writer, image.Image) error{
		png.Encode,
		func(w io.Writer, m image.Image) error { return jpeg.Encode(w, m, nil) },
		func(w io.Writer, m image.Image) error { return gif.Encode(w, m, nil) },
		func(w io.Writer, m image.Image) error { return tiff.Encode(w, m, nil) },
	} {
		f.Add(pictureOf(f, write, image.NewGray(image.Rect(0, 0, 32, 24))))
	}
	f.Add([]byte("%PDF-1.7\n"))
	f.Fuzz(func(t *testing.T, content []byte) {
		p, err := decode(content)
		if err == nil {
			// A small file can be a large picture, which is allowed and takes long.
			if c, _, err := image.DecodeConfig(bytes.NewReader(content)); err != nil || c.Width*c.Height > 1<<18 {
				return
			}
			_, err = p.page(p.count - 1)
		}
		if _, ok := data.UserText(err); err != nil && !ok {
			t.Fatalf("no sentence: %v", err)
		}
	})
}

// FuzzPixels has any pixels looked through: what seems to be a code need not be one.
func FuzzPixels(f *testing.F) {
	f.Add([]byte("pixels"), 33)
	f.Fuzz(func(t *testing.T, pixels []byte, width int) {
		if width < leastSide || width > 200 || len(pixels) == 0 {
			return
		}
		g := image.NewGray(image.Rect(0, 0, width, width))
		for i := range g.Pix {
			g.Pix[i] = pixels[i%len(pixels)]
		}
		if _, err := find(context.Background(), g, nil); err != nil {
			t.Fatal(err)
		}
	})
}

func BenchmarkRead(b *testing.B) {
	for _, c := range shown {
		if c.name == "scan" || c.name == "skewed and noisy scan" || c.name == "photo from aside" {
			b.Run(strings.ReplaceAll(c.name, " ", "-"), func(b *testing.B) {
				g := c.as(printed(b, claims[1], c.dots))
				for b.Loop() {
					if got, err := find(context.Background(), g, isClaim); err != nil || len(got) == 0 {
						b.Fatal(got, err)
					}
				}
			})
		}
	}
	b.Run("page-without-a-code", func(b *testing.B) {
		g := printed(b, claims[1], 150)
		draw.Draw(g, image.Rect(g.Rect.Dx()*3/4, g.Rect.Dy()/2, g.Rect.Dx(), g.Rect.Dy()), image.White, image.Point{}, draw.Src)
		for b.Loop() {
			if got, err := find(context.Background(), g, isClaim); err != nil || len(got) != 0 {
				b.Fatal(got, err)
			}
		}
	})
}
