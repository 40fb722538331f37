package pages

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"log"
	"os"
	"strings"
	"testing"
	"time"

	"kiesvoorhetkind.nl/kantoor/app/document"
)

// cache is where the engines of the tests keep what they compiled.
var cache string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "pages-test-")
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

func engine(t testing.TB) *Engine {
	t.Helper()
	return engineIn(t, cache)
}

func engineIn(t testing.TB, folder string) *Engine {
	t.Helper()
	e := NewEngine(folder)
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	return e
}

func open(t testing.TB, e *Engine, pdf []byte) *File {
	t.Helper()
	f, err := e.Open(context.Background(), pdf)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func draw(t testing.TB, f *File, page, width int) *image.RGBA {
	t.Helper()
	p, err := f.Draw(context.Background(), page, width)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// certificates is a PDF with a certificate for each name.
func certificates(t testing.TB, names ...string) []byte {
	t.Helper()
	var cs []document.Certificate
	for i, name := range names {
		cs = append(cs, document.Certificate{
			Number: fmt.Sprintf("KC-2026-%04d", i+1), Name: name, Course: "Basistraining KIES coach", AgeGroup: "7-12 jaar", Outcome: document.Passed,
			Days: []string{"2026-03-03", "2026-03-10"}, Town: "Utrecht", Trainers: []document.Trainer{{Name: "Fenna Dijkhuis"}}, Issued: "2026-03-12", Code: "Certificaat",
		})
	}
	b, err := document.Certificates(cs, look())
	if err != nil {
		t.Fatal(err)
	}
	return b.PDF()
}

func look() document.Look {
	return document.Look{Office: document.Office{Name: "Kantoor Zonnedauw", Street: "Wilgenpad 3", Postcode: "3511 AA", Town: "Utrecht"}, Created: time.Date(2026, 3, 12, 9, 0, 0, 0, time.UTC)}
}

// label is a PDF with one label.
func label(t testing.TB, name string) []byte {
	t.Helper()
	pdf, err := document.Label([]document.Address{{Name: name, Street: "Lindelaan 4", Postcode: "1234 AB", Town: "Zwolle"}}, document.LabelsA6, look())
	if err != nil {
		t.Fatal(err)
	}
	return pdf
}

// ink is the box around what is not white.
func ink(p *image.RGBA) image.Rectangle {
	return differs(p, nil)
}

// differs is the box around where two pictures of one size are not the same; nil is a white one.
func differs(p, q *image.RGBA) image.Rectangle {
	var box image.Rectangle
	for y := range p.Rect.Dy() {
		for x := range p.Rect.Dx() {
			at := p.PixOffset(x, y)
			was := []byte{255, 255, 255, 255}
			if q != nil {
				was = q.Pix[at : at+4]
			}
			if !bytes.Equal(p.Pix[at:at+4], was) {
				box = box.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return box
}

// written is a PDF of objects, the first of which is its catalog, that a person could have typed.
func written(objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	var places []int
	for i, o := range objects {
		places = append(places, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	table := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, p := range places {
		fmt.Fprintf(&b, "%010d 00000 n \n", p)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, table)
	return b.Bytes()
}

// onePage is a PDF with a page of a size, what is drawn on it, and objects from number 5 on.
func onePage(box, resources, content string, more ...string) []byte {
	return written(append([]string{
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [" + box + "] /Resources << " + resources + " >> /Contents 4 0 R >>",
		stream("", content),
	}, more...)...)
}

func stream(keys, content string) string {
	return fmt.Sprintf("<< %s /Length %d >>\nstream\n%s\nendstream", keys, len(content), content)
}

// endless is a page of forms in forms in forms: a few kilobytes that draw for years.
func endless() []byte {
	const depth = 24
	var more []string
	for i := range depth {
		content, resources := "0 0 1 1 re f", ""
		if i < depth-1 {
			content = strings.Repeat("/F Do ", 40)
			resources = fmt.Sprintf("/Resources << /XObject << /F %d 0 R >> >>", 5+i+1)
		}
		more = append(more, stream("/Type /XObject /Subtype /Form /BBox [0 0 200 200] "+resources, content))
	}
	return onePage("0 0 200 200", "/XObject << /F 5 0 R >>", "/F Do", more...)
}
