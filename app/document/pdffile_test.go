package document

import (
	"bytes"
	"testing"
)

// writtenSample is a document as the pen leaves it.
func writtenSample(t testing.TB) []byte {
	t.Helper()
	mustFaces(t)
	s := newSheet(a4Short, a4Long)
	s.text(20, 20, bodyText, "Een (haakje) en een \\")
	pdf, err := write([]*sheet{s, s}, docInfo{title: `Titel (met \ tekens)`})
	if err != nil {
		t.Fatal(err)
	}
	return pdf
}

func TestForeignPDFIsRefused(t *testing.T) {
	pdf := writtenSample(t)
	if _, err := readPDF(pdf, 2); err != nil {
		t.Fatal(err)
	}
	for name, other := range map[string][]byte{
		"empty":        nil,
		"text":         []byte("hallo"),
		"cut off":      pdf[:len(pdf)/2],
		"shifted":      append([]byte("\n"), pdf...),
		"other pages":  bytes.ReplaceAll(pdf, []byte("/Type /Page\n"), []byte("/Type /Pagx\n")),
		"no catalogue": bytes.ReplaceAll(pdf, []byte("/Type /Catalog"), []byte("/Type /Catalox")),
	} {
		if _, err := readPDF(other, 2); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	if _, err := readPDF(pdf, 3000); err == nil {
		t.Error("more pages than there are: accepted")
	}
}

func TestCutPageHasItsOwnTitle(t *testing.T) {
	file, err := readPDF(writtenSample(t), 2)
	if err != nil {
		t.Fatal(err)
	}
	cut := keep(t, file.cut(1, "Ander (é) \\ opschrift"))
	sound(t, cut)
	if info := tool(t, "pdfinfo", cut); !bytes.Contains([]byte(info), []byte("Ander (é) \\ opschrift\n")) {
		t.Error(info)
	}
}

func FuzzReadPDF(f *testing.F) {
	pdf := writtenSample(f)
	f.Add(pdf, 2)
	f.Add(pdf[:len(pdf)-40], 1)
	f.Add([]byte("startxref\n3\nxref\n0 9\n"), 1)
	f.Fuzz(func(t *testing.T, data []byte, pages int) {
		if pages < 1 || pages > 10 {
			return
		}
		file, err := readPDF(data, pages)
		if err == nil {
			_ = file.cut(pages-1, "x") // must not panic
		}
	})
}

func FuzzReadPicture(f *testing.F) {
	f.Add(testPicture(f, 8, 8))
	f.Add([]byte("\xff\xd8\xff\xe0"))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := readPicture(data)
		if err == nil && (p.width < 1 || p.height < 1 || len(p.data) == 0) {
			t.Errorf("a picture without a size: %+v", p)
		}
	})
}

// Whatever a layout says: an error or a sheet that can be drawn, never a panic.
func FuzzReadLayout(f *testing.F) {
	f.Add(mustLayout(f))
	f.Add([]byte(`{"paper":{"width":100,"height":100}}`))
	paper, err := testLook().paper("x")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		l, err := readLayout("x.json", data)
		if err != nil {
			return
		}
		m := newCertificateMaker(paper, l)
		if s, _, err := m.sheet(testCertificate("Roos Klinkhamer")); err == nil && s.check() != nil {
			t.Error("a sheet beyond its paper")
		}
	})
}

// Whatever somebody drops as a signature: refused in Dutch, or ink that can be read again and is not larger than it is kept.
func FuzzSignature(f *testing.F) {
	f.Add(testPicture(f, 60, 40))
	f.Add([]byte("\x89PNG\r\n\x1a\n"))
	f.Add([]byte("\xff\xd8\xff\xe0"))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := readSignature(data)
		if err != nil {
			if spoken(err) == "" {
				t.Errorf("no word for %v", err)
			}
			return
		}
		if p.width < 1 || p.height < 1 || p.width > keptWidth || p.height > keptHeight || len(p.data) == 0 {
			t.Errorf("kept %g by %g", p.width, p.height)
		}
	})
}
