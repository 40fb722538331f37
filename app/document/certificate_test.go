package document

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"
)

func mustBatch(t testing.TB, cs []Certificate, l Look) *Batch {
	t.Helper()
	b, err := Certificates(cs, l)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestEveryNameStandsOnItsCertificate(t *testing.T) {
	cs := sampleCertificates()
	b := mustBatch(t, cs, testLook())
	if len(b.Problems) != 0 {
		t.Errorf("problems: %v", b.Problems)
	}
	file := keep(t, b.PDF())
	sound(t, file)
	pages := pagesOf(t, file)
	if len(pages) != len(cs) || b.Pages() != len(cs) {
		t.Fatalf("%d pages, says %d, want %d", len(pages), b.Pages(), len(cs))
	}
	for i, c := range cs {
		text := oneLine(pages[i])
		for _, want := range []string{
			c.Name, c.Course, c.Number, "is geslaagd voor", "8 en 22 januari en 5 februari 2026",
			"leeftijdsgroep 7-12 jaar", "Zaal De Linde, Tilburg", "Gerda Hollestelle", "Thijs Wolfswinkel", "Eindhoven, 5 februari 2026",
		} {
			if !strings.Contains(text, printed(want)) {
				t.Errorf("page %d lacks %q: %q", i+1, want, text)
			}
		}
	}
}

func TestEachPageIsADocumentOfItsOwn(t *testing.T) {
	cs := sampleCertificates()
	b := mustBatch(t, cs, testLook())
	whole := pagesOf(t, keep(t, b.PDF()))
	for i := range cs {
		file := keep(t, b.Page(i))
		sound(t, file)
		single := pagesOf(t, file)
		if len(single) != 1 || single[0] != whole[i] {
			t.Errorf("page %d cut out reads %q, in the whole %q", i+1, single, whole[i])
		}
		if info := tool(t, "pdfinfo", file); !strings.Contains(info, "Certificaat "+cs[i].Number+"\n") || !strings.Contains(info, "841.89 x 595.28") {
			t.Errorf("page %d says of itself %s", i+1, info)
		}
	}
	if b.Page(-1) != nil || b.Page(len(cs)) != nil {
		t.Error("there are pages beyond the list")
	}
}

func TestSameValuesSameBytes(t *testing.T) {
	cs := sampleCertificates()
	first := mustBatch(t, cs, testLook())
	for range 5 {
		again := mustBatch(t, cs, testLook())
		if !bytes.Equal(first.PDF(), again.PDF()) || !bytes.Equal(first.Page(3), again.Page(3)) {
			t.Fatal("the same values gave other bytes")
		}
	}
	later := testLook()
	later.Created = later.Created.AddDate(0, 0, 1)
	if bytes.Equal(first.PDF(), mustBatch(t, cs, later).PDF()) {
		t.Error("another moment gave the same bytes: the date of making is not in it")
	}
}

// The library writes pictures of one width in the order of a map.
func TestPicturesOfOneWidthKeepTheirOrder(t *testing.T) {
	c := testCertificate("Roos Klinkhamer")
	c.Trainers = nil
	for i := range maxTrainers {
		c.Trainers = append(c.Trainers, Trainer{Name: "Gerda Hollestelle", Signature: testPicture(t, 200, 60+i)})
	}
	look := testLook()
	look.Logo = testPicture(t, 200, 50)
	first := mustBatch(t, []Certificate{c, c}, look)
	for range 20 {
		if !bytes.Equal(first.PDF(), mustBatch(t, []Certificate{c, c}, look).PDF()) {
			t.Fatal("the same values gave other bytes")
		}
	}
	file := keep(t, first.PDF())
	sound(t, file)
	if n := strings.Count(tool(t, "pdfimages", "-list", file), " rgb "); n != 2*5 {
		t.Errorf("%d pictures on two pages, want 5 on each", n)
	}
}

func TestBadRecordIsReportedAndLeftOut(t *testing.T) {
	good := testCertificate("Roos Klinkhamer")
	change := func(f func(*Certificate)) Certificate {
		c := testCertificate("Wim Onbekend")
		f(&c)
		return c
	}
	for name, bad := range map[string]struct {
		c   Certificate
		say string
	}{
		"no name":      {change(func(c *Certificate) { c.Name = " \u200b " }), "de naam ontbreekt"},
		"no number":    {change(func(c *Certificate) { c.Number = "" }), "het nummer ontbreekt"},
		"no course":    {change(func(c *Certificate) { c.Course = "" }), "de opleiding ontbreekt"},
		"no place":     {change(func(c *Certificate) { c.Venue, c.Town = "", "" }), "de plaats ontbreekt"},
		"no days":      {change(func(c *Certificate) { c.Days = nil }), "de dagen ontbreken"},
		"no such day":  {change(func(c *Certificate) { c.Days = []string{"2026-02-30"} }), "jjjj-mm-dd"},
		"no issue":     {change(func(c *Certificate) { c.Issued = "morgen" }), "uitgifte"},
		"no outcome":   {change(func(c *Certificate) { c.Outcome = "misschien" }), "geslaagd is of deelgenomen"},
		"no trainer":   {change(func(c *Certificate) { c.Trainers = nil }), "0 trainers"},
		"five":         {change(func(c *Certificate) { c.Trainers = make([]Trainer, 5) }), "5 trainers"},
		"nameless":     {change(func(c *Certificate) { c.Trainers = []Trainer{{}} }), "naam van een trainer"},
		"no picture":   {change(func(c *Certificate) { c.Trainers[0].Signature = []byte("GIF89a") }), "handtekening"},
		"code":         {change(func(c *Certificate) { c.Code = strings.Repeat("x", 5000) }), "QR-code"},
		"name too big": {change(func(c *Certificate) { c.Name = strings.Repeat("W", 400) }), "te lang"},
	} {
		t.Run(name, func(t *testing.T) {
			b := mustBatch(t, []Certificate{good, bad.c, good}, testLook())
			if len(b.Problems) != 1 || b.Problems[0].Index != 1 || !b.Problems[0].Left || !strings.Contains(b.Problems[0].Text, bad.say) {
				t.Fatalf("problems %v, want one of record 1 with %q", b.Problems, bad.say)
			}
			if strings.Contains(b.Problems[0].Text, bad.c.Name) && strings.TrimSpace(bad.c.Name) != "" {
				t.Errorf("the problem names the person: %q", b.Problems[0].Text)
			}
			if b.Pages() != 2 || b.Page(1) != nil || b.Page(2) == nil {
				t.Errorf("%d pages", b.Pages())
			}
			if got := pagesOf(t, keep(t, b.Page(2))); !strings.Contains(got[0], good.Name) {
				t.Errorf("the record after it is %q", got)
			}
		})
	}
	if _, err := Certificates([]Certificate{{}}, testLook()); err == nil || !strings.Contains(err.Error(), "de naam ontbreekt") {
		t.Errorf("nothing to print gave %v", err)
	}
	if _, err := Certificates(nil, testLook()); err == nil {
		t.Error("an empty list made a document")
	}
}

func TestUnprintableSignIsShownAndReported(t *testing.T) {
	for given, want := range map[string]string{
		"Mila 🌷 Zonneveld":           "Mila \uFFFD Zonneveld",
		"王芳":                         "\uFFFD\uFFFD",
		"Bad \xff byte":              "Bad \uFFFD byte",
		"Pri\ue000vate":              "Pri\uFFFDvate",
		"Yes 👩\u200d👩\u200d👧 Family": "Yes \uFFFD\uFFFD\uFFFD Family",
	} {
		b := mustBatch(t, []Certificate{testCertificate(given)}, testLook())
		if len(b.Problems) != 1 || b.Problems[0].Left || !strings.Contains(b.Problems[0].Text, "U+") {
			t.Errorf("%q: problems %v", given, b.Problems)
		}
		if text := oneLine(pagesOf(t, keep(t, b.PDF()))[0]); !strings.Contains(text, want) {
			t.Errorf("%q reads %q, want %q", given, text, want)
		}
	}
}

func TestInvisibleSignsLeaveNoTrace(t *testing.T) {
	b := mustBatch(t, []Certificate{testCertificate("\u202eEls\u00ad\u200b  de\tWit\u200f\n")}, testLook())
	if len(b.Problems) != 0 {
		t.Errorf("problems: %v", b.Problems)
	}
	if text := oneLine(pagesOf(t, keep(t, b.PDF()))[0]); !strings.Contains(text, "dat Els de Wit is") {
		t.Errorf("reads %q", text)
	}
}

func TestLongTextsFit(t *testing.T) {
	c := testCertificate(nastyNames[12])
	c.Organisation = strings.TrimSpace(strings.Repeat("Samenwerkingsverband Jeugdhulp ", 7))
	c.Course = "Verdiepingsdag over het begeleiden van kinderen in een langdurig conflict tussen ouders na de scheiding"
	c.Days = nil
	for d := range 12 {
		c.Days = append(c.Days, fmt.Sprintf("2026-%02d-%02d", d+1, 2*d+1))
	}
	c.Venue = "Vergader- en Congrescentrum De Oude Remise aan de Nieuwe Haven, zaal Zuiderzee"
	c.Trainers = []Trainer{{Name: nastyNames[12]}, {Name: nastyNames[13]}, {Name: "Jo O"}, {Name: nastyNames[3]}}
	b := mustBatch(t, []Certificate{c}, testLook())
	if len(b.Problems) != 0 {
		t.Fatalf("problems: %v", b.Problems)
	}
	file := keep(t, b.PDF())
	text := oneLine(pagesOf(t, file)[0])
	for _, want := range []string{c.Name, c.Organisation, c.Course, c.Venue, "3 februari", "23 december 2026"} {
		if !strings.Contains(text, printed(want)) {
			t.Errorf("lacks %q: %q", want, text)
		}
	}
	insidePage(t, file)
}

// insidePage sees that no word that another program reads leaves the paper.
func insidePage(t *testing.T, file string) {
	t.Helper()
	var w, h, x0, y0, x1, y1 float64
	words := 0
	for line := range strings.Lines(tool(t, "pdftotext", "-bbox", file, "-")) {
		line = strings.TrimSpace(line)
		if _, err := fmt.Sscanf(line, `<page width="%f" height="%f">`, &w, &h); err == nil {
			continue
		}
		if _, err := fmt.Sscanf(line, `<word xMin="%f" yMin="%f" xMax="%f" yMax="%f">`, &x0, &y0, &x1, &y1); err != nil {
			continue
		}
		words++
		if x0 < 0 || y0 < 0 || x1 > w || y1 > h {
			t.Errorf("outside %g x %g: %s", w, h, line)
		}
	}
	if words == 0 {
		t.Error("no words were found")
	}
}

func TestCodeReadsFromPaper(t *testing.T) {
	c := testCertificate("Fenna Storm")
	c.Code = "https://example.nl/certificaat/2026-0001?controle=7F3K-9QXB"
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "c.pdf"), mustBatch(t, []Certificate{c}, testLook()).PDF(), 0o600); err != nil {
		t.Fatal(err)
	}
	tool(t, "pdftoppm", "-r", "150", "-gray", "-png", "-singlefile", filepath.Join(dir, "c.pdf"), filepath.Join(dir, "c"))
	if got := strings.TrimSpace(tool(t, "zbarimg", "-q", "--raw", filepath.Join(dir, "c.png"))); got != c.Code {
		t.Errorf("the code reads %q, want %q", got, c.Code)
	}
}

func TestFewTrainersManyTrainers(t *testing.T) {
	names := []string{"Gerda Hollestelle", "Thijs Wolfswinkel", "Noor Abelsma", "Pleun Vinkesteijn"}
	for n := 1; n <= len(names); n++ {
		c := testCertificate("Roos Klinkhamer")
		c.Trainers = nil
		for _, name := range names[:n] {
			c.Trainers = append(c.Trainers, Trainer{Name: name, Signature: testPicture(t, 300, 120)})
		}
		file := keep(t, mustBatch(t, []Certificate{c}, testLook()).PDF())
		text := oneLine(pagesOf(t, file)[0])
		for i, name := range names {
			if strings.Contains(text, name) != (i < n) {
				t.Errorf("%d trainers: %q", n, text)
			}
		}
	}
}

func TestLayoutFileChangesTheCertificate(t *testing.T) {
	standard := mustLayout(t)
	look := testLook()
	look.CertificateLayout = bytes.Replace(standard, []byte("Hierbij verklaren wij dat"), []byte("Wij bevestigen dat"), 1)
	b := mustBatch(t, []Certificate{testCertificate("Roos Klinkhamer")}, look)
	if text := pagesOf(t, keep(t, b.PDF()))[0]; !strings.Contains(text, "Wij bevestigen dat") {
		t.Errorf("reads %q", text)
	}
	// Readable but beyond the paper or onto each other: reported per record, never clipped.
	for edit, say := range map[[2]string]string{
		{`"code": {"x": 240`, `"code": {"x": 280`}:                                                        "buiten het papier",
		{`"code": {"x": 240`, `"code": {"x": 190`}:                                                        "over iets anders",
		{`"top": 165, "bottom": 189.5, "align": "left"`, `"top": 165, "bottom": 189.5, "align": "right"`}: "",
	} {
		look.CertificateLayout = bytes.Replace(standard, []byte(edit[0]), []byte(edit[1]), 1)
		if bytes.Equal(look.CertificateLayout, standard) {
			t.Fatalf("%s: nothing was changed", edit[0])
		}
		_, err := Certificates([]Certificate{testCertificate("Roos")}, look)
		if (err == nil) != (say == "") || err != nil && !strings.Contains(err.Error(), say) {
			t.Errorf("%s: %v", edit[1], err)
		}
	}
}

func TestBatchesAtTheSameTime(t *testing.T) {
	cs := sampleCertificates()
	want := mustBatch(t, cs, testLook())
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			b, err := Certificates(cs, testLook())
			if err != nil {
				t.Error(err)
				return
			}
			if !bytes.Equal(b.PDF(), want.PDF()) || !bytes.Equal(want.Page(1), b.Page(1)) {
				t.Error("another document came out")
			}
		})
	}
	wg.Wait()
}

// Whatever a name is, it is on the paper whole or reported, and nothing breaks.
func TestAnyNameIsPrintedOrReported(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.String().Draw(t, "name")
		b, err := Certificates([]Certificate{testCertificate("Roos Klinkhamer"), testCertificate(name)}, testLook())
		if err != nil {
			t.Fatal(err)
		}
		cleaned, lost := clean(name)
		reported := len(b.Problems) > 0
		if len(lost) > 0 && !reported {
			t.Fatalf("%q lost signs without a word", name)
		}
		if left := b.Page(1) == nil; left != (reported && b.Problems[0].Left) {
			t.Fatalf("%q (%q): page left out %v, problems %v", name, cleaned, left, b.Problems)
		}
	})
}

func TestLargeBatchKeepsItsOrder(t *testing.T) {
	cs := manyCertificates(150)
	b := mustBatch(t, cs, testLook())
	pages := pagesOf(t, keep(t, b.PDF()))
	if len(pages) != len(cs) {
		t.Fatalf("%d pages", len(pages))
	}
	for i, text := range pages {
		if !strings.Contains(text, cs[i].Number) {
			t.Errorf("page %d is not %s", i+1, cs[i].Number)
		}
	}
}

func manyCertificates(n int) []Certificate {
	cs := make([]Certificate, n)
	for i := range cs {
		cs[i] = testCertificate(nastyNames[i%len(nastyNames)])
		cs[i].Number = fmt.Sprintf("2026-%05d", i+1)
		cs[i].Code = "https://example.nl/c/" + cs[i].Number
	}
	return cs
}

// BenchmarkCertificates1000 makes a thousand certificates with a logo, two signatures and a long code, in each design
// as one document and in the standard one as a file each; beside it what a document of its own for each takes, which
// is how certificates are mostly made.
func BenchmarkCertificates1000(b *testing.B) {
	cs := manyCertificates(1000)
	trainers := cs[0].Trainers
	for k := range trainers {
		trainers[k].Signature = testPicture(b, 900, 300+k)
	}
	for i := range cs {
		cs[i].Code, cs[i].Trainers = strings.Repeat("K1EF9", 40)+cs[i].Number, trainers
	}
	look := testLook()
	look.Logo = testPicture(b, 700, 200)
	mustBatch(b, cs[:1], look) // the fonts are read once
	designs, err := Designs()
	if err != nil {
		b.Fatal(err)
	}
	for _, d := range designs {
		b.Run("one PDF, "+d.Name, func(b *testing.B) {
			in := look
			in.LayoutFile = d.File
			for b.Loop() {
				b.SetBytes(int64(len(mustBatch(b, cs, in).PDF())))
			}
		})
	}
	files := 0.0
	b.Run("1000 files", func(b *testing.B) {
		dir := b.TempDir()
		for b.Loop() {
			batch := mustBatch(b, cs, look)
			for i := range cs {
				if err := os.WriteFile(filepath.Join(dir, cs[i].Number+".pdf"), batch.Page(i), 0o600); err != nil {
					b.Fatal(err)
				}
			}
		}
		files = b.Elapsed().Seconds() / float64(b.N)
		b.ReportMetric(files, "s/1000")
	})
	b.Run("peer: a document each", func(b *testing.B) {
		const few = 40
		for b.Loop() {
			for i := range few {
				mustBatch(b, cs[i:i+1], look)
			}
		}
		each := b.Elapsed().Seconds() / float64(b.N) * 1000 / few
		b.ReportMetric(each, "s/1000")
		b.ReportMetric(each/files, "times-slower")
	})
}
