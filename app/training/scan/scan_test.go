package scan

import (
	"context"
	"fmt"
	"image"
	"log"
	"math"
	"math/rand"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/image/draw"

	"kiesvoorhetkind.nl/kantoor/app/document"
	"kiesvoorhetkind.nl/kantoor/app/document/pages"
	"kiesvoorhetkind.nl/kantoor/app/training/proof"
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

func opener(ctx context.Context, pdf []byte) (PDF, error) { return engine().Open(ctx, pdf) }

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

// shown are ways in which a certificate comes back to the office.
var shown = []struct {
	name string
	dots float64
	as   func(*image.Gray) *image.Gray
}{
	{"scan", 150, all()},
	{"skewed and noisy scan", 150, all(turned(3), noisy(25))},
	{"skewed the other way, very noisy", 150, all(turned(-3), noisy(40))},
	{"on its side", 150, all(turned(90), noisy(15))},
	{"upside down", 150, all(turned(180), noisy(15))},
	{"on the other side", 150, all(turned(270), noisy(15))},
	{"askew", 150, all(turned(31), noisy(15))},
	{"fine scan", 300, all(turned(1.5), noisy(15))},
	{"very fine scan", 600, all(turned(1.5))},
	{"coarse scan", 120, all(turned(2), noisy(10))},
	{"pale copy", 150, all(pale(0.25), noisy(6))},
	{"dirty copy of a copy", 200, all(blurred(1), pale(0.6), noisy(30))},
	{"photo from aside", 250, all(leaning(0.12), turned(6), shaded, noisy(8))},
	{"photo from far aside", 250, all(leaning(0.25), turned(-8), noisy(8))},
	{"blurred photo", 250, all(leaning(0.08), blurred(3), noisy(5))},
	{"photo of a sheet on a desk", 200, all(turned(8), onDesk(0.5), noisy(10))},
	{"photo of a sheet far away", 200, all(onDesk(0.35), shaded, noisy(6))},
	{"stained", 200, all(stained, noisy(10))},
}

func TestCodeIsReadFromPaper(t *testing.T) {
	for _, c := range shown {
		for i, claim := range claims {
			t.Run(fmt.Sprintf("%s %d", c.name, i), func(t *testing.T) {
				want := codeOf(t, claim)
				start := time.Now()
				g := c.as(printed(t, claim, c.dots))
				made := time.Since(start)
				start = time.Now()
				got, err := find(context.Background(), g, func(s string) bool { return strings.HasPrefix(s, "KC-") })
				if err != nil || len(got) == 0 || got[len(got)-1] != want {
					t.Errorf("%v: read %q, %v (made %v)", time.Since(start), got, err, made)
				}
				t.Log(time.Since(start), g.Rect.Size())
			})
		}
	}
}
