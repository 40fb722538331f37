package words_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// used is a text that the source asks for, and where.
type used struct {
	text, place string
	args        int
}

// asked gives the texts that the program asks for: the first arguments of T and Later, and of the store's sentences for
// people.
func asked(t *testing.T) []used {
	t.Helper()
	root := filepath.Join("..", "..")
	var list []used
	files := token.NewFileSet()
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "build" || strings.HasPrefix(d.Name(), ".") && d.Name() != "..") {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		source, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		f, err := parser.ParseFile(files, path, source, 0)
		if err != nil {
			return err
		}
		ast.Inspect(f, func(n ast.Node) bool {
			c, ok := n.(*ast.CallExpr)
			if !ok || len(c.Args) == 0 {
				return true
			}
			skip := 1
			switch callee(c.Fun, f.Name.Name) {
			case "words.T", "words.Later", "data.Refuse":
			case "data.Explain":
				skip = 2
			default:
				return true
			}
			l, ok := c.Args[0].(*ast.BasicLit)
			if !ok {
				return true
			}
			text, err := strconv.Unquote(l.Value)
			if err != nil {
				t.Errorf("%s: %v", files.Position(l.Pos()), err)
			}
			n2 := len(c.Args) - skip
			if c.Ellipsis.IsValid() {
				n2 = -1
			}
			list = append(list, used{text, files.Position(l.Pos()).String(), n2})
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(list) < 500 {
		t.Fatalf("only %d texts found in the source", len(list))
	}
	return list
}

func callee(e ast.Expr, own string) string {
	switch x := e.(type) {
	case *ast.Ident:
		return own + "." + x.Name
	case *ast.SelectorExpr:
		if p, ok := x.X.(*ast.Ident); ok {
			return p.Name + "." + x.Sel.Name
		}
	}
	return ""
}

var verb = regexp.MustCompile(`%(\[(\d+)\])?[-+# 0-9.]*([a-zA-Z%])`)

// verbs gives the verb of each argument that a format has, by its place.
func verbs(format string) map[int]string {
	out, next := map[int]string{}, 1
	for _, m := range verb.FindAllStringSubmatch(format, -1) {
		if m[3] == "%" {
			continue
		}
		if m[2] != "" {
			next, _ = strconv.Atoi(m[2])
		}
		out[next] = m[3]
		next++
	}
	return out
}

func TestFormatsFitTheirArguments(t *testing.T) {
	for _, u := range asked(t) {
		if u.args > 0 && len(verbs(u.text)) != u.args {
			t.Errorf("%s: %q has %d arguments", u.place, u.text, u.args)
		}
	}
}

func TestT(t *testing.T) {
	t.Cleanup(func() {
		if err := words.Use(words.Dutch); err != nil {
			t.Error(err)
		}
	})
	if got := words.T("Nog %d werkdagen, %s", 4, "zegt iemand"); got != "Nog 4 werkdagen, zegt iemand" {
		t.Errorf("a format in Dutch gave %q", got)
	}
	if got := words.T("100% zeker"); got != "100% zeker" {
		t.Errorf("a text without arguments gave %q", got)
	}
	if err := words.Use("fy"); err == nil {
		t.Error("an unknown language was taken")
	}
	if err := words.Use(words.English); err != nil {
		t.Fatal(err)
	}
	if got, want := words.T("Een tekst die %s vertaalde", "niemand"), fmt.Sprintf("Een tekst die %s vertaalde", "niemand"); got != want {
		t.Errorf("a text without a translation gave %q", got)
	}
	if words.InUse() != words.English {
		t.Error("the language in use is not the one that was chosen")
	}
}
