package words_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

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
			if v, ok := n.(*ast.ValueSpec); ok && path == columnNames {
				list = append(list, named(t, files, v)...)
			}
			c, ok := n.(*ast.CallExpr)
			if !ok || len(c.Args) == 0 {
				return true
			}
			first, skip := 0, 1
			switch callee(c.Fun, f.Name.Name) {
			case "words.T", "words.Later", "data.Refuse", "document.refuse":
			case "data.Explain": // the cause stands between the text and what it is filled with
				skip = 2
			case "document.explain":
				first, skip = 1, 2
			default:
				return true
			}
			l, ok := c.Args[first].(*ast.BasicLit)
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
	for _, n := range calendar(t) {
		list = append(list, used{n, "app/dutch", 0})
	}
	if len(list) < 500 {
		t.Fatalf("only %d texts found in the source", len(list))
	}
	return list
}

// columnNames is the file whose constants are the names of columns, which the window says by the constant.
var columnNames = filepath.Join("..", "..", "app", "register", "columns.go")

// named gives the texts of constants of type field.
func named(t *testing.T, files *token.FileSet, v *ast.ValueSpec) []used {
	t.Helper()
	if id, ok := v.Type.(*ast.Ident); !ok || id.Name != "field" || len(v.Values) != 1 {
		return nil
	}
	l, ok := v.Values[0].(*ast.BasicLit)
	if !ok || l.Value == `""` {
		return nil
	}
	text, err := strconv.Unquote(l.Value)
	if err != nil {
		t.Error(err)
	}
	return []used{{text, files.Position(l.Pos()).String(), 0}}
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

func TestEveryTextIsInEnglish(t *testing.T) {
	table, err := words.Table(words.English)
	if err != nil {
		t.Fatal(err)
	}
	asked := asked(t)
	known := map[string]bool{}
	for _, u := range asked {
		if known[u.text] || u.text == "" {
			continue
		}
		known[u.text] = true
		if table[u.text] == "" {
			t.Errorf("%s: no English for %q", u.place, u.text)
		}
	}
	for d, e := range table {
		if !known[d] {
			t.Errorf("nothing asks for %q any more", d)
		}
		if strings.TrimSpace(d) == "" || strings.TrimSpace(e) == "" {
			t.Errorf("an empty text: %q is %q", d, e)
		}
	}
}

func TestEnglishIsShapedAsTheDutch(t *testing.T) {
	table, err := words.Table(words.English)
	if err != nil {
		t.Fatal(err)
	}
	for d, e := range table {
		if want, got := verbs(d), verbs(e); !maps.Equal(want, got) {
			t.Errorf("%q fills in %v, %q fills in %v", d, want, e, got)
		}
		if blanks(d) != blanks(e) {
			t.Errorf("%q and %q do not begin and end with the same blanks", d, e)
		}
		if want, got := begins(d), begins(e); want != got && want != "" && got != "" && e != "VAT" && !slices.Contains(calendar(t), d) {
			t.Errorf("one of %q and %q begins with a capital", d, e)
		}
		if strings.Count(d, "\n") != strings.Count(e, "\n") {
			t.Errorf("%q and %q have not as many lines", d, e)
		}
	}
}

// calendar gives the names of days and months, which the window says by the tables of package dutch. English writes them
// with a capital.
func calendar(t *testing.T) []string {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), filepath.Join("..", "..", "app", "dutch", "dutch.go"), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	ast.Inspect(f, func(n ast.Node) bool {
		v, ok := n.(*ast.ValueSpec)
		if !ok || len(v.Names) != 1 || !slices.Contains([]string{"Months", "ShortMonths", "Weekdays"}, v.Names[0].Name) {
			return true
		}
		for _, e := range v.Values[0].(*ast.CompositeLit).Elts {
			name, err := strconv.Unquote(e.(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			names = append(names, name)
		}
		return false
	})
	if len(names) != 12+12+7 {
		t.Fatalf("%d names of months and days", len(names))
	}
	return names
}

// begins says whether a text begins with a capital or a small letter; "" when with neither.
func begins(s string) string {
	switch r, _ := utf8.DecodeRuneInString(strings.TrimLeftFunc(s, unicode.IsSpace)); {
	case unicode.IsUpper(r):
		return "a capital"
	case unicode.IsLower(r):
		return "a small letter"
	}
	return ""
}

// blanks gives the blanks around a text.
func blanks(s string) [2]string {
	left := strings.TrimLeftFunc(s, unicode.IsSpace)
	return [2]string{s[:len(s)-len(left)], s[len(strings.TrimRightFunc(s, unicode.IsSpace)):]}
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
