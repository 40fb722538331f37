package document

import (
	"bytes"
	"strings"
	"testing"
)

func TestCutPagesAreThosePagesAndSound(t *testing.T) {
	var papers []*Paper
	for _, name := range nastyNames {
		p, err := LayLetter(LetterValues{To: Address{Name: name, Town: "Zutphen"}, Date: "2026-03-03", Body: "Beste " + name}, testLook())
		if err != nil {
			t.Fatal(err)
		}
		papers = append(papers, p)
	}
	pdf, err := Bind("Brieven", papers)
	if err != nil {
		t.Fatal(err)
	}
	if n, err := CountPages(pdf); err != nil || n != len(nastyNames) {
		t.Fatalf("%d pages: %v", n, err)
	}
	whole := pagesOf(t, keep(t, pdf))
	for _, c := range []struct{ first, last int }{{1, 1}, {3, 7}, {len(whole), len(whole)}, {2, len(whole)}, {1, len(whole)}} {
		part, err := CutPages(pdf, c.first, c.last)
		if err != nil {
			t.Fatal(err)
		}
		file := keep(t, part)
		sound(t, file)
		got := pagesOf(t, file)
		if strings.Join(got, "\f") != strings.Join(whole[c.first-1:c.last], "\f") {
			t.Errorf("pages %d to %d: %q", c.first, c.last, got)
		}
	}
	for _, c := range []struct{ first, last int }{{0, 1}, {2, 1}, {1, len(whole) + 1}} {
		if _, err := CutPages(pdf, c.first, c.last); err == nil {
			t.Errorf("cut %d to %d", c.first, c.last)
		}
	}
	batch, err := Certificates(sampleCertificates(), testLook())
	if err != nil {
		t.Fatal(err)
	}
	part, err := CutPages(batch.PDF(), 2, 3)
	if err != nil {
		t.Fatal(err)
	}
	sound(t, keep(t, part))
}

// A logo that every letter has is in the document once.
func TestBindWritesALogoOnce(t *testing.T) {
	look := testLook()
	look.Logo = testPicture(t, 300, 90)
	pictures := 0
	size := func(n int) int {
		var papers []*Paper
		for range n {
			p, err := LayLetter(LetterValues{To: Address{Name: "Jo Bos", Town: "Zutphen"}, Date: "2026-03-03", Body: "Beste Jo"}, look)
			if err != nil {
				t.Fatal(err)
			}
			papers = append(papers, p)
		}
		pdf, err := Bind("Brieven", papers)
		if err != nil {
			t.Fatal(err)
		}
		got := bytes.Count(pdf, []byte("/Subtype /Image"))
		if pictures == 0 {
			pictures = got // with a mask it is two
		}
		if got == 0 || got != pictures {
			t.Errorf("%d letters hold %d pictures", n, got)
		}
		return len(pdf)
	}
	if one, ten := size(1), size(10); ten > one+9*8000 {
		t.Errorf("one letter takes %d bytes and ten %d", one, ten)
	}
}

func TestBadgesFitWhateverTheName(t *testing.T) {
	for what, on := range map[string]BadgeSheet{"eight": Badges8, "ten": Badges10} {
		var list []Badge
		for _, name := range nastyNames {
			first, _, _ := strings.Cut(name, " ")
			list = append(list, Badge{First: first, Name: name, Organisation: strings.Repeat("Samenwerkingsverband ", 5) + "Noord-Overijssel eo"})
		}
		list = append(list, Badge{First: "Zoë\U0001F600", Name: "Zoë"}, Badge{})
		made, err := MakeBadges(list, "KIES coach 7-12 jaar basistraining", on, testLook())
		if err != nil {
			t.Fatal(err)
		}
		if len(made.Problems) != 2 || made.Page[len(list)-1] != 0 || made.Page[len(list)-2] != 0 {
			t.Errorf("%s: problems %+v", what, made.Problems)
		}
		pdf, err := made.PDF()
		if err != nil {
			t.Fatal(err)
		}
		file := keep(t, pdf)
		sound(t, file)
		pages := pagesOf(t, file)
		each := on.Columns * on.Rows
		if want := (len(nastyNames) + each - 1) / each; len(pages) != want || made.Pages() != want {
			t.Errorf("%s: %d sheets, want %d", what, len(pages), want)
		}
		for i, name := range nastyNames {
			if page := pages[made.Page[i]-1]; !strings.Contains(strings.ReplaceAll(oneLine(page), " ", ""), strings.ReplaceAll(printed(name), " ", "")) {
				t.Errorf("%s: sheet %d lacks %q", what, made.Page[i], name)
			}
		}
	}
	wide := Badges8
	wide.LabelW = 120
	if _, err := MakeBadges([]Badge{{First: "Jo"}}, "", wide, testLook()); err == nil {
		t.Error("badges beside the paper")
	}
}

func FuzzCutPages(f *testing.F) {
	p, err := LayLetter(LetterValues{To: Address{Name: "Jo Bos", Town: "Zutphen"}, Date: "2026-03-03", Body: "Beste Jo"}, testLook())
	if err != nil {
		f.Fatal(err)
	}
	pdf, err := Bind("Brief", []*Paper{p, p})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(pdf, 1, 1)
	f.Add([]byte("%PDF-1.4\nxref\n0 1\nstartxref\n9\n%%EOF"), 1, 2)
	f.Fuzz(func(t *testing.T, pdf []byte, first, last int) {
		part, err := CutPages(pdf, first, last)
		if (err == nil) != (part != nil) {
			t.Errorf("%d bytes and %v", len(part), err)
		}
	})
}
