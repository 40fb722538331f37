package words_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// spoken are the packages whose texts all end on the screen.
var spoken = []string{"app/ui", "app/ui/block", "app/ui/screen", "app/today", "cmd/kantoor"}

// kept are texts of those packages that rightly have no English.
var kept = map[string][]string{
	// The manual on paper is in Dutch, as is the one in the window.
	"app/ui/manualpdf.go": nil,
	// What the log writes is in English by itself, and is what its Dutch is found by.
	"app/ui/screen/logbook.go": nil,
	"app/ui/tasks.go":          {"work failed"},
	// Mails that leave the office, what is kept with a complaint, and what the names of keys on paper and mails begin with.
	"app/ui/screen/invoicespage.go": {
		"Beste ", "Goedendag", ",\n\nHierbij ontvang je ", " van ", " Jullie referentie: ", " Wil je het bedrag uiterlijk ", " overmaken?",
		"\n\nMet vriendelijke groet,\n\n", "Creditfactuur ", "Factuur ",
	},
	"app/ui/screen/mailedit.go":   {"Beste ", "Goedendag", "Re: ", ",\n\n\n\nMet vriendelijke groet,\n\n"},
	"app/ui/screen/complaints.go": {"Per mail"},
	// Names of fields by which what was typed is kept.
	"app/ui/screen/postedit.go":     {"Deelnemer", "Mailadres"},
	"app/ui/screen/mailstandard.go": {"Tekst"},
	// Both languages are called by their own names.
	"app/ui/screen/settingsdesk.go": {"Nederlands", "English"},
	// For the log, and between two of the program on one computer.
	"cmd/kantoor/main.go":   {"panic: in the window\n"},
	"cmd/kantoor/window.go": {"one window", "sign of life", "failed to initialise GLFW"},
}

// keeping are calls whose texts nobody reads at the desk: refusals for the log, and names by which something is kept.
var keeping = regexp.MustCompile(`^(errors\.New|fmt\.Errorf|slog\.\w+|log\.\w+|regexp\.MustCompile|flag\.\w+|\.(Info|Warn|Error|Debug|Remember|Tabled|SetTable|Named|NewLazyDLL|NewProc|Flag|String|Bool|StringVar|BoolVar))$`)

var (
	sentence = regexp.MustCompile(`\p{L}{2}.* | .*\p{L}{2}`)
	heading  = regexp.MustCompile(`^\p{Lu}\p{Ll}{3,}$`)
)

// TestTextsOfTheWindowAreAskedFor finds what somebody wrote for the screen and forgot to ask for in the desk's language.
func TestTextsOfTheWindowAreAskedFor(t *testing.T) {
	table, err := words.Table(words.English)
	if err != nil {
		t.Fatal(err)
	}
	files := token.NewFileSet()
	found := 0
	for _, dir := range spoken {
		list, err := filepath.Glob(filepath.Join("..", "..", filepath.FromSlash(dir), "*.go"))
		if err != nil || len(list) == 0 {
			t.Fatalf("no source in %s: %v", dir, err)
		}
		for _, path := range list {
			if strings.HasSuffix(path, "_test.go") {
				continue
			}
			name := dir + "/" + filepath.Base(path)
			f, err := parser.ParseFile(files, path, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			exempt := kept[name]
			if _, whole := kept[name]; whole && exempt == nil {
				continue
			}
			for _, l := range loose(f) {
				found++
				text, err := strconv.Unquote(l.Value)
				if err != nil {
					t.Error(err)
				}
				e, known := table[text]
				reads := known && e != text || !known && (sentence.MatchString(text) || heading.MatchString(text))
				if reads && !slices.Contains(exempt, text) {
					t.Errorf("%s: %q is not asked for with words.T", files.Position(l.Pos()), text)
				}
			}
		}
	}
	if found < 200 {
		t.Errorf("only %d texts looked at", found)
	}
}

// loose gives the texts of a file that are not asked for in a language, and not plainly something else: names of
// constants, keys and cases, and what goes to the log.
func loose(f *ast.File) []*ast.BasicLit {
	var list []*ast.BasicLit
	var look func(n ast.Node) bool
	look = func(n ast.Node) bool {
		switch x := n.(type) {
		case *ast.ImportSpec:
			return false
		case *ast.GenDecl:
			return x.Tok != token.CONST
		case *ast.StructType:
			return false
		case *ast.CaseClause:
			for _, s := range x.Body {
				ast.Inspect(s, look)
			}
			return false
		case *ast.BinaryExpr:
			return x.Op != token.EQL && x.Op != token.NEQ
		case *ast.IndexExpr:
			ast.Inspect(x.X, look)
			return false
		case *ast.KeyValueExpr:
			if id, ok := x.Key.(*ast.Ident); !ok || id.Name != "ID" {
				ast.Inspect(x.Value, look)
			}
			return false
		case *ast.CallExpr:
			name := callee(x.Fun, "")
			if s, ok := x.Fun.(*ast.SelectorExpr); ok && strings.HasPrefix(name, ".") || name == "" && ok {
				name = "." + s.Sel.Name
			}
			switch {
			case name == "words.T", name == "words.Later", name == "data.Refuse", name == "data.Explain":
				for _, a := range x.Args[1:] {
					ast.Inspect(a, look)
				}
				return false
			case keeping.MatchString(name):
				for _, a := range x.Args { // functions among them may hold texts that are read
					if _, ok := a.(*ast.FuncLit); ok {
						ast.Inspect(a, look)
					}
				}
				ast.Inspect(x.Fun, look)
				return false
			}
		case *ast.BasicLit:
			if x.Kind == token.STRING {
				list = append(list, x)
			}
		}
		return true
	}
	ast.Inspect(f, look)
	return list
}
