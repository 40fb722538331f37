package manual

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"kiesvoorhetkind.nl/kantoor/assets"
)

const sample = `# Bestellingen

Van bestelling naar pakket.

![Een bestelling](pictures/bestelling.png)

## Een bestelling factureren

1. Kies **Factuur maken** ({key:order.invoice}).
2. Kies daarna
   het etiket.

> Let op het nummer.

- Met **Verzonden** is het klaar.
- [De factuur](08-facturen.md#versturen)
`

func TestReadsAPage(t *testing.T) {
	p, err := Read([]byte(sample))
	if err != nil {
		t.Fatal(err)
	}
	if p.Title != "Bestellingen" || p.About != "Van bestelling naar pakket." || len(p.Sections) != 2 {
		t.Fatalf("read %+v", p)
	}
	task := p.Sections[1]
	if task.Title != "Een bestelling factureren" || task.Anchor != "een-bestelling-factureren" || p.Section(task.Anchor) != 1 || p.Section("") != -1 {
		t.Errorf("task %q, anchor %q", task.Title, task.Anchor)
	}
	kinds := []Kind{Step, Step, Note, Point, Link}
	if len(task.Blocks) != len(kinds) {
		t.Fatalf("%d blocks: %+v", len(task.Blocks), task.Blocks)
	}
	for i, b := range task.Blocks {
		if b.Kind != kinds[i] {
			t.Errorf("block %d is a %d, want %d", i, b.Kind, kinds[i])
		}
	}
	first := task.Blocks[0].Spans
	if len(first) != 5 || first[1] != (Span{Text: "Factuur maken", Bold: true}) || first[3] != (Span{Key: "order.invoice"}) || first[4].Text != ")." {
		t.Errorf("spans %+v", first)
	}
	if b := task.Blocks[1]; b.Number != 2 || b.String() != "Kies daarna het etiket." {
		t.Errorf("step %d %q", b.Number, b)
	}
	if b := task.Blocks[4]; b.Page != "facturen" || b.Anchor != "versturen" || b.String() != "De factuur" {
		t.Errorf("link %+v", b)
	}
	if b := p.Sections[0].Blocks[1]; b.Picture != "bestelling.png" || b.String() != "Een bestelling" {
		t.Errorf("picture %+v", b)
	}
}

// What the manual is not written in is refused, so that nothing is left out unseen.
func TestRefusesOtherMarkdown(t *testing.T) {
	const good = "# T\n\nTekst.\n\n"
	if _, err := Read([]byte(good)); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{
		"", "Tekst.", "# T", "# T\n\n- punt", "# T\n\n# U\n\nx", good + "### Diep", "## Eerst\n\nx", good + "## A\n\nx\n\n## A\n\ny",
		good + "# T **vet**", good + "    code", good + "`code`", good + "*schuin*", good + "<b>x</b>", good + "<div>\n\nx\n\n</div>", good + "---", good + "regel  \nregel",
		good + "tekst met [link](04-post.md) erin", good + "[x](https://example.nl)", good + "[x](map/04-post.md)", good + "[x](04-post.txt)", good + "[](04-post.md)",
		good + "![x](../x.png)", good + "![x](pictures/X.PNG)", good + "![](pictures/x.png)", good + "- a\n\n  tweede alinea", good + "1. a\n   - b", "# T\n\n\xff",
		good + strings.Repeat("x", most),
	} {
		if p, err := Read([]byte(text)); err == nil {
			t.Errorf("took %.60q as %+v", text, p)
		}
	}
}

func TestFaultNamesTheLine(t *testing.T) {
	_, err := Read([]byte("# T\n\nTekst.\n\nEen *schuin* woord.\n"))
	if err == nil || !strings.Contains(err.Error(), "line 5") {
		t.Errorf("told %v", err)
	}
}

func TestFindsTasks(t *testing.T) {
	book, err := Load(fstest.MapFS{
		"02-b.md": {Data: []byte("# Betalen\n\nGeld.\n\n## Een factuur betalen\n\nGa naar de bank.\n")},
		"01-a.md": {Data: []byte("# Factuur\n\nEen factuur maken.\n\n## Versturen\n\nMet de post. Per mail gaat ook, naar José.\n")},
		"x.txt":   {Data: []byte("niets")},
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(book.Pages) != 2 || book.Pages[0].ID != "a" {
		t.Fatalf("pages %+v", book.Pages)
	}
	for _, c := range []struct{ text, want string }{
		{"factuur", "b#een-factuur-betalen a# a#versturen"},
		{"FACT BET", "b#een-factuur-betalen"},
		{"post", "a#versturen"},
		{"jose", "a#versturen"},
		{"ost", ""},
		{"  ", ""},
		{"betalen geld", "b#"},
	} {
		var got []string
		for _, h := range book.Find(c.text, 10) {
			got = append(got, h.Page+"#"+h.Anchor)
		}
		if strings.Join(got, " ") != c.want && !sameSet(got, c.want) {
			t.Errorf("%q finds %v, want %s", c.text, got, c.want)
		}
	}
	if n := len(book.Find("factuur", 1)); n != 1 {
		t.Errorf("%d hits, not 1", n)
	}
}

// sameSet compares without order.
func sameSet(got []string, want string) bool {
	left := " " + want + " "
	for _, g := range got {
		if !strings.Contains(left, " "+g+" ") {
			return false
		}
	}
	return len(got) == len(strings.Fields(want))
}

// Every link leads to a task, every picture is there and is shown.
func TestTheManualIsWhole(t *testing.T) {
	files, err := fs.Sub(assets.Manual, "manual")
	if err != nil {
		t.Fatal(err)
	}
	book, err := Load(files)
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{}
	list, err := fs.Glob(files, "*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range list {
		names[pageID(name)] = true
	}
	pictures := map[string]int{}
	for _, p := range book.Pages {
		if n := len([]rune(p.About)); n > 48 || !strings.HasSuffix(p.About, ".") {
			t.Errorf("%s: the line under the title is one short sentence, not %q", p.ID, p.About)
		}
		for _, s := range p.Sections {
			for _, b := range s.Blocks {
				switch b.Kind {
				case Link:
					to, ok := book.Page(b.Page)
					if !ok || !names[b.Page] || b.Anchor != "" && to.Section(b.Anchor) < 0 {
						t.Errorf("%s: the link %q leads nowhere: %s#%s", p.ID, b, b.Page, b.Anchor)
					}
				case Picture:
					pictures[b.Picture]++
					if _, err := fs.Stat(files, "pictures/"+b.Picture); err != nil {
						t.Errorf("%s: %v", p.ID, err)
					}
				}
			}
		}
	}
	found, err := fs.Glob(files, "pictures/*")
	if err != nil {
		t.Fatal(err)
	}
	total := int64(0)
	for _, name := range found {
		if pictures[strings.TrimPrefix(name, "pictures/")] == 0 {
			t.Errorf("%s is shown nowhere", name)
		}
		info, err := fs.Stat(files, name)
		if err != nil {
			t.Fatal(err)
		}
		total += info.Size()
	}
	if total > 1_500_000 {
		t.Errorf("the pictures take %d bytes", total)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(sample))
	f.Add([]byte("# T\n\nx {key:a.b} **b {key:c}**\n\n1. a\n\n   ![p](pictures/p.png)\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		p, err := Read(text)
		if err != nil {
			return
		}
		anchors := map[string]bool{}
		for _, s := range p.Sections {
			if anchors[s.Anchor] {
				t.Errorf("two sections are called %q", s.Anchor)
			}
			anchors[s.Anchor] = true
			for _, b := range s.Blocks {
				if b.Kind == Picture && strings.ContainsAny(b.Picture, "/\\") {
					t.Errorf("a picture outside its folder: %q", b.Picture)
				}
			}
		}
		b := Book{Pages: []Page{p}}
		b.Find(p.Title, 5)
	})
}
