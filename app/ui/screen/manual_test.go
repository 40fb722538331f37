package screen

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"kiesvoorhetkind.nl/kantoor/app/manual"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/uitest"
	"kiesvoorhetkind.nl/kantoor/assets"
)

func readManual(t *testing.T) *manual.Book {
	t.Helper()
	files, err := fs.Sub(assets.Manual, "manual")
	if err != nil {
		t.Fatal(err)
	}
	book, err := manual.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	return book
}

// Each screen has a page, and each key that the manual names is a key of the program.
func TestTheManualKnowsTheScreensAndTheirKeys(t *testing.T) {
	office := newTrader(t).office
	screens := All(office, Outside{})
	d := uitest.New(t, nil, nil, screens...)
	book := readManual(t)
	for _, s := range screens {
		if s.ID == screenWelcome {
			continue // it says itself where: among the Helped below
		}
		if _, ok := book.Page(string(s.ID)); !ok {
			t.Errorf("the manual has no page about %s", s.ID)
		}
	}
	for _, h := range []ui.Helped{&importPage{}, &logPage{}, &welcomePage{}} {
		name, anchor, _ := strings.Cut(h.Help(), "#")
		if p, ok := book.Page(name); !ok || anchor != "" && p.Section(anchor) < 0 {
			t.Errorf("the manual has no %s", h.Help())
		}
	}
	keys := 0
	for _, p := range book.Pages {
		for _, s := range p.Sections {
			for _, b := range s.Blocks {
				for _, sp := range b.Spans {
					if sp.Key == "" {
						continue
					}
					keys++
					if d.KeyOf(sp.Key).Name == "" {
						t.Errorf("%s, %q: no command %q has a key", p.ID, s.Title, sp.Key)
					}
				}
			}
		}
	}
	if keys < 20 {
		t.Errorf("only %d keys are named", keys)
	}
}

// What the manual has in bold can be read on the screen: it is a text of the program.
func TestTheManualNamesWhatTheProgramSays(t *testing.T) {
	texts := programTexts(t)
	bold := 0
	for _, p := range readManual(t).Pages {
		for _, s := range p.Sections {
			for _, b := range s.Blocks {
				for _, sp := range b.Spans {
					if !sp.Bold {
						continue
					}
					bold++
					if !texts[sp.Text] {
						t.Errorf("%s, %q: the program says nowhere %q", p.ID, s.Title, sp.Text)
					}
				}
			}
		}
	}
	if bold < 50 {
		t.Errorf("only %d texts are named", bold)
	}
}

// programTexts are the texts in the source of the window and the jobs, and of formats their beginning: "Inlezen (%s)" is
// also "Inlezen".
func programTexts(t *testing.T) map[string]bool {
	t.Helper()
	texts := map[string]bool{}
	root := filepath.Join("..", "..")
	err := filepath.WalkDir(root, func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() && (e.Name() == "testdata" || e.Name() == "gallery" || e.Name() == "demo" || e.Name() == "manual") {
			return fs.SkipDir
		}
		if e.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		source, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, source, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				if text, err := strconv.Unquote(lit.Value); err == nil {
					texts[text] = true
					head, _, _ := strings.Cut(text, "%")
					texts[strings.TrimRight(head, " (")] = true
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(texts) < 500 {
		t.Fatalf("found only %d texts", len(texts))
	}
	return texts
}
