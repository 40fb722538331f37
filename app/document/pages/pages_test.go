package pages

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestPageIsDrawnAsItIsPrinted(t *testing.T) {
	e := engine(t)
	with := open(t, e, certificates(t, "Mirthe van der Veen", "Joris Aalbers"))
	if got := with.Sizes(); len(got) != 2 || got[0].Width < 841 || got[0].Width > 843 || got[0].Height < 594 || got[0].Height > 596 {
		t.Fatalf("sizes %v, want twice A4 on its side", got)
	}
	first, second := draw(t, with, 0, 1000), draw(t, with, 1, 1000)
	if first.Rect != image.Rect(0, 0, 1000, 707) {
		t.Fatalf("drawn as %v", first.Rect)
	}
	if box := ink(first); box.Dx() < 700 || box.Dy() < 500 {
		t.Errorf("ink only in %v", box)
	}
	// What differs between the two is the name in the middle, and number and code below it.
	box := differs(first, second)
	middle := image.Rect(0, 0, 1000, 460)
	name := differs(first.SubImage(middle).(*image.RGBA), second.SubImage(middle).(*image.RGBA))
	if name.Empty() || name.Dx() < 200 || name.Min.X < 150 || name.Max.X > 850 || name.Min.Y < 120 {
		t.Errorf("the name stands in %v (all that differs: %v)", name, box)
	}
	again := open(t, e, certificates(t, "Mirthe van der Veen", "Joris Aalbers"))
	if !differs(draw(t, again, 0, 1000), first).Empty() {
		t.Error("drawn again it looks different")
	}
}

func TestPageIsAsWideAsAsked(t *testing.T) {
	f := open(t, engine(t), label(t, "Wilma Koster"))
	for _, width := range []int{1, 37, 640, 1239, 2481} {
		p := draw(t, f, 0, width)
		if p.Rect.Dx() != width {
			t.Errorf("asked %d, drawn %v", width, p.Rect)
		}
		if width > 100 && ink(p).Empty() {
			t.Errorf("blank at %d", width)
		}
	}
	for _, page := range []int{-1, len(f.Sizes())} {
		if _, err := f.Draw(context.Background(), page, 100); err == nil {
			t.Errorf("page %d was drawn", page)
		}
	}
}

func TestNoPictureIsTooLarge(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := Size{rapid.Float64().Draw(t, "width"), rapid.Float64().Draw(t, "height")}.sane()
		width := rapid.Int().Draw(t, "pixels")
		w, h := s.pixels(width)
		if w < 1 || h < 1 || w > maxSide || h > maxSide || w*h > maxPixels {
			t.Fatalf("%v at %d: %d x %d", s, width, w, h)
		}
		if w > max(1, width) {
			t.Fatalf("%v at %d: %d wide", s, width, w)
		}
	})
}

func TestTallPageKeepsWithinThePixels(t *testing.T) {
	if w, h := (Size{595, 842}).pixels(4217); w*h > maxPixels || w*h < maxPixels-2*w {
		t.Fatalf("%d x %d, at most %d pixels", w, h, maxPixels)
	}
}

func TestStrangeSizesAreDrawn(t *testing.T) {
	e := engine(t)
	for _, box := range []string{"0 0 1 14400", "0 0 14400 1", "0 0 0 0", "5 5 5 5", "-100 -100 100 100", "0 0 99999999 99999999", "a b c d"} {
		f, err := e.Open(context.Background(), onePage(box, "", "0 0 1 rg 0 0 100 100 re f"))
		if err != nil {
			t.Errorf("%s: %v", box, err)
			continue
		}
		if _, err := f.Draw(context.Background(), 0, 800); err != nil {
			t.Errorf("%s: %v", box, err)
		}
	}
}

// A page with see-through parts is shown as on white paper.
func TestSeeThroughPageComesOnWhite(t *testing.T) {
	pdf := onePage("0 0 100 100", "/ExtGState << /H << /ca 0.5 >> >>", "/H gs 1 0 0 rg 0 0 50 100 re f",
		"<< >>")
	pdf = bytes.Replace(pdf, []byte("/Type /Page /Parent"), []byte("/Type /Page /Group << /S /Transparency >> /Parent"), 1)
	p := draw(t, open(t, engine(t), pdf), 0, 100)
	near := func(x int, want color.RGBA) {
		got := p.RGBAAt(x, 50)
		off := func(a, b uint8) bool { return max(a, b)-min(a, b) > 3 }
		if off(got.R, want.R) || off(got.G, want.G) || off(got.B, want.B) || got.A != 255 {
			t.Errorf("at %d: %v, want %v", x, got, want)
		}
	}
	near(25, color.RGBA{255, 127, 127, 255})
	near(75, color.RGBA{255, 255, 255, 255})
}

func TestWhatIsNoPDFIsRefused(t *testing.T) {
	e := engine(t)
	whole := label(t, "Wilma Koster")
	for name, b := range map[string][]byte{
		"nothing": nil, "text": []byte("Beste Wilma,"), "start only": []byte("%PDF-1.7\n"), "page of the web": []byte("<html><body>Inloggen</body></html>"),
		"first half of a head": whole[:100], "no pages": written("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>"),
		"too large": make([]byte, maxBytes+1),
	} {
		_, err := e.Open(context.Background(), b)
		var told interface{ UserText() string }
		if !errors.As(err, &told) || !strings.HasSuffix(told.UserText(), ".") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if ink(draw(t, open(t, e, whole), 0, 300)).Empty() {
		t.Error("blank after refusals")
	}
}

func TestLockedPDFIsToldApart(t *testing.T) {
	pdf, err := os.ReadFile(filepath.Join("testdata", "locked.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := engine(t).Open(context.Background(), pdf); !errors.Is(err, ErrLocked) {
		t.Errorf("got %v", err)
	}
}

// Many goroutines draw from two papers; each gets its own.
func TestDrawingAtTheSameTime(t *testing.T) {
	e := engine(t)
	files := []*File{open(t, e, certificates(t, "Noor Bakema", "Sietse de Haan")), open(t, e, label(t, "Wilma Koster"))}
	want := []*image.RGBA{draw(t, files[0], 1, 200), draw(t, files[1], 0, 200)}
	var all sync.WaitGroup
	for i := range 6 {
		all.Go(func() {
			for range 3 {
				p, err := files[i%2].Draw(context.Background(), 1-i%2, 200)
				if err != nil {
					t.Error(err)
					return
				}
				if p.Rect != want[i%2].Rect || !differs(p, want[i%2]).Empty() {
					t.Error("drawn wrongly beside others")
				}
			}
			if i == 0 {
				files[0].Close()
			}
		})
	}
	all.Wait()
}

func FuzzOpen(f *testing.F) {
	f.Add(label(f, "Wilma Koster"))
	f.Add(certificates(f, "Noor Bakema"))
	f.Add(onePage("0 0 200 200", "", "1 0 0 rg 10 10 100 100 re f"))
	f.Add([]byte("%PDF-1.4\n%%EOF"))
	e := engine(f)
	// An input may take ten seconds, in which compiling does not fit.
	if err := e.Warm(context.Background()); err != nil {
		f.Fatal(err)
	}
	e.slowest = 2 * time.Second
	f.Fuzz(func(t *testing.T, pdf []byte) {
		file, err := e.Open(context.Background(), pdf)
		if err != nil {
			if _, ok := errors.AsType[*refusal](err); !ok {
				t.Fatalf("no sentence: %v", err)
			}
			return
		}
		p, err := file.Draw(context.Background(), 0, 120)
		if err == nil && (p.Rect.Empty() || len(p.Pix) != 4*p.Rect.Dx()*p.Rect.Dy()) {
			t.Fatalf("drawn as %v", p.Rect)
		}
	})
}
