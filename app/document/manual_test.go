package document

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"regexp"
	"strings"
	"testing"
)

func line(text string) []ManualSpan { return []ManualSpan{{Text: text}} }

// testManual is a manual of some chapters, each of some tasks and a picture.
func testManual(t *testing.T, chapters int) ManualValues {
	t.Helper()
	v := ManualValues{Title: "Handleiding Proef", About: []string{"Voor wie het wil weten."}}
	pictures := [][]byte{testPicture(t, 600, 300), testPicture(t, 900, 2400)}
	for c := range chapters {
		page := ManualPage{ID: fmt.Sprint("h", c), Title: fmt.Sprint("Hoofdstuk ", c+1)}
		page.Sections = append(page.Sections, ManualSection{Blocks: []ManualBlock{
			{Spans: line("Waar dit over gaat.")},
			{Kind: ManualPicture, Picture: pictures[c%2], Width: 120},
		}})
		for n := range 4 {
			s := ManualSection{Anchor: fmt.Sprint("taak-", n), Title: fmt.Sprint("Een taak ", n+1)}
			for step := range 5 {
				s.Blocks = append(s.Blocks, ManualBlock{Kind: ManualStep, Number: step + 1, Spans: []ManualSpan{
					{Text: "Kies "}, {Text: "Opslaan", Bold: true}, {Text: " of druk op "}, {Text: "Ctrl S", Key: true}, {Text: strings.Repeat(", en dan verder", 12) + "."},
				}})
			}
			s.Blocks = append(s.Blocks,
				ManualBlock{Kind: ManualPoint, Spans: line("Een punt.")},
				ManualBlock{Kind: ManualNote, Spans: line(strings.Repeat("Let hierop. ", 30))},
				ManualBlock{Kind: ManualLink, Spans: line("Lees verder"), Page: "h0", Anchor: "taak-1"})
			page.Sections = append(page.Sections, s)
		}
		page.Sections = append(page.Sections, ManualSection{Title: "Toetsen", Blocks: []ManualBlock{
			{Kind: ManualKey, Spans: []ManualSpan{{Text: "Ctrl S", Key: true}, {Text: "Opslaan"}}}, {Kind: ManualKey, Spans: []ManualSpan{{}, {Text: "Zonder toets"}}},
		}})
		v.Pages = append(v.Pages, page)
	}
	return v
}

func TestManualHasLinksAndAnOutline(t *testing.T) {
	const chapters = 7
	pdf, err := Manual(testManual(t, chapters), testLook())
	if err != nil {
		t.Fatal(err)
	}
	// A line of the contents for each chapter and task, and the links in the text.
	if n := bytes.Count(pdf, []byte("/Subtype /Link")); n != chapters+2*4*chapters {
		t.Errorf("%d links, want %d", n, chapters+2*4*chapters)
	}
	if n := bytes.Count(pdf, []byte("/Dest [")); n != 1+(chapters+4*chapters)+chapters+2*4*chapters {
		t.Errorf("%d places led to", n)
	}
	outlines := regexp.MustCompile(`/Outlines (\d+) 0 R`).FindSubmatch(pdf)
	if outlines == nil || !bytes.Contains(pdf, []byte("\n"+string(outlines[1])+" 0 obj\n<</Type /Outlines ")) {
		t.Error("the catalogue leads to no outline")
	}
	// Each place is on a page that there is.
	pages := bytes.Count(pdf, []byte("<</Type /Page\n"))
	for _, m := range regexp.MustCompile(`/Dest \[(\d+) 0 R`).FindAllSubmatch(pdf, -1) {
		var n int
		if _, err := fmt.Sscan(string(m[1]), &n); err != nil || n < 3 || n > 2*pages+1 || n%2 == 0 {
			t.Fatalf("a link leads to object %s of %d pages", m[1], pages)
		}
	}
	again, err := Manual(testManual(t, chapters), testLook())
	if err != nil || !bytes.Equal(pdf, again) {
		t.Errorf("the same manual gives other bytes: %v", err)
	}
}

func TestManualReadsAsItWasWritten(t *testing.T) {
	v := testManual(t, 2)
	v.Pages[1].Sections[1].Blocks[0].Spans = []ManualSpan{{Text: "Kies "}, {Text: "Voorstel", Bold: true}, {Text: ", of "}, {Text: "F9", Key: true}, {Text: "."}}
	pdf, err := Manual(v, testLook())
	if err != nil {
		t.Fatal(err)
	}
	file := keep(t, pdf)
	sound(t, file)
	text := oneLine(strings.Join(pagesOf(t, file), " "))
	for _, want := range []string{"Handleiding Proef", "Hoofdstuk 2", "Een taak 4", "Voorstel", "F9", "Pagina 1 van", "Zonder toets"} {
		if !strings.Contains(text, want) {
			t.Errorf("the PDF does not read %q", want)
		}
	}
}

func TestManualRefuses(t *testing.T) {
	nowhere := testManual(t, 1)
	nowhere.Pages[0].Sections[1].Blocks = []ManualBlock{{Kind: ManualLink, Spans: line("x"), Page: "h9"}}
	broken := testManual(t, 1)
	broken.Pages[0].Sections[0].Blocks[1].Picture = []byte("geen plaatje")
	for name, v := range map[string]ManualValues{"nothing": {Title: "x"}, "a link to nowhere": nowhere, "a picture that is none": broken} {
		if _, err := Manual(v, testLook()); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestFewColours(t *testing.T) {
	two := image.NewRGBA(image.Rect(0, 0, 4, 4))
	two.Set(1, 1, color.RGBA{1, 2, 3, 0xFF})
	small, ok := fewColours(two).(*image.Paletted)
	if !ok || len(small.Palette) != 2 {
		t.Fatalf("two colours become %T", fewColours(two))
	}
	for y := range 4 {
		for x := range 4 {
			if small.At(x, y) != two.At(x, y) {
				t.Fatalf("the pixel at %d, %d is another", x, y)
			}
		}
	}
	many := image.NewRGBA(image.Rect(0, 0, 40, 40))
	for y := range 40 {
		for x := range 40 {
			many.Set(x, y, color.RGBA{uint8(x), uint8(y), 0, 0xFF})
		}
	}
	if got := fewColours(many); got != image.Image(many) {
		t.Errorf("1600 colours become %T", got)
	}
}

// A word that belongs to the one before it does not begin a line.
func TestWordsStayTogether(t *testing.T) {
	if err := loadFaces(); err != nil {
		t.Fatal(err)
	}
	words := manualWords([]ManualSpan{{Text: "Kies "}, {Text: "Op slaan", Bold: true}, {Text: "."}, {Text: " Klaar"}}, manualText)
	var got []string
	for _, w := range words {
		text := ""
		for _, p := range w.parts {
			text += p.text
		}
		got = append(got, text)
	}
	if strings.Join(got, "|") != "Kies|Op|slaan.|Klaar" {
		t.Errorf("words %q", got)
	}
	if lines := wrapWords(words, 0.1); len(lines) != 4 {
		t.Errorf("%d lines, not one a word", len(lines))
	}
}
