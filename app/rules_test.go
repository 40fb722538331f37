// The rules of the house, checked over the syntax of every Go file in the tree.
package app_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const (
	module   = "kiesvoorhetkind.nl/kantoor"
	maxLines = 600
)

// rooms says which folders, with all below them, may import a package or what is below it.
var rooms = []struct {
	imported string
	by       []string
}{
	{"fyne.io/fyne/v2/app", []string{"cmd/kantoor"}},
	{"fyne.io/fyne/v2", []string{"app/ui", "cmd/kantoor"}},
	{"fyne.io", []string{"app/ui", "cmd/kantoor"}},
	{"database/sql", []string{"data"}},
	{"modernc.org/sqlite", []string{"data"}},
	{"github.com/jackc/pgx", []string{"data"}},
	{"github.com/jung-kurt/gofpdf", []string{"app/document"}},
	{"github.com/klippa-app/go-pdfium", []string{"app/document/pages"}},
	{"github.com/tetratelabs/wazero", []string{"app/document/pages"}},
	{"github.com/emersion/go-imap", []string{"app/mailbox"}},
	{"github.com/emersion/go-smtp", []string{"app/mailbox"}},
	{"github.com/emersion/go-message", []string{"app/mailbox"}},
	{"github.com/jhillyerd/enmime", []string{"app/mailbox"}},
	{module + "/app/ui", []string{"app/ui", "cmd/kantoor"}},
}

// closed says what a folder may import of this module; for all else it is shut.
var closed = []struct {
	folder string
	opens  []string
}{
	{"data", []string{"data", "assets"}},
	{"assets", []string{"assets"}},
	{"app/document", []string{"app/document", "app/dutch", "assets"}},
	{"app/dutch", []string{"app/dutch", "assets"}},
}

// taskRunner matches the files of app/ui that may start goroutines and call fyne.Do.
var taskRunner = regexp.MustCompile(`^app/ui/(.*/)?tasks?(_[a-z]+)*(/[^/]+)?\.go$`)

// machinePath matches a path that only exists on somebody's own machine.
var machinePath = regexp.MustCompile("[\"'`\\s=(](/(wor[k]|roo[t]|tm[p]|Users)|/home/[a-z]+)/")

// leftover matches the words for work that was put off.
var leftover = regexp.MustCompile(`\b(TO` + `DO|FIX` + `ME|XX` + `X|HA` + `CK)\b`)

func within(folder, room string) bool {
	return folder == room || strings.HasPrefix(folder, room+"/")
}

// source is one Go file, parsed.
type source struct {
	name, folder string // with slashes, from the root
	text         string
	syntax       *ast.File
	positions    *token.FileSet
}

func (s *source) test() bool { return strings.HasSuffix(s.name, "_test.go") }

func (s *source) line(node ast.Node) int { return s.positions.Position(node.Pos()).Line }

// broken lists what is wrong in one file, as "file:line: what".
func broken(s *source) []string {
	var found []string
	report := func(node ast.Node, format string, values ...any) {
		found = append(found, fmt.Sprintf("%s:%d: %s", s.name, s.line(node), fmt.Sprintf(format, values...)))
	}
	for _, spec := range s.syntax.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			report(spec, "import %s: %v", spec.Path.Value, err)
			continue
		}
		for _, rule := range rooms {
			if within(imported, rule.imported) && !slices.ContainsFunc(rule.by, func(room string) bool { return within(s.folder, room) }) {
				report(spec, "imports %s, which only %s may", imported, strings.Join(rule.by, " and "))
			}
		}
		own, ours := strings.CutPrefix(imported, module+"/")
		for _, rule := range closed {
			if ours && within(s.folder, rule.folder) && !slices.ContainsFunc(rule.opens, func(room string) bool { return within(own, room) }) {
				report(spec, "%s may import nothing of %s", rule.folder, own)
			}
		}
	}
	if lines := strings.Count(s.text, "\n"); lines > maxLines && !s.test() {
		found = append(found, fmt.Sprintf("%s: %d lines, more than %d", s.name, lines, maxLines))
	}
	for _, group := range s.syntax.Comments {
		for _, comment := range group.List {
			if word := leftover.FindString(comment.Text); word != "" {
				report(comment, "%s", word)
			}
		}
	}
	if place := machinePath.FindString(s.text); place != "" {
		found = append(found, fmt.Sprintf("%s: a machine's own path:%s", s.name, place))
	}
	window := within(s.folder, "app/ui") && !s.test() && !taskRunner.MatchString(s.name)
	ast.Inspect(s.syntax, func(node ast.Node) bool {
		switch node := node.(type) {
		case *ast.GoStmt:
			if window {
				report(node, "starts a goroutine outside the task runner")
			}
		case *ast.SelectorExpr:
			of, ok := node.X.(*ast.Ident)
			if !ok {
				break
			}
			switch call := of.Name + "." + node.Sel.Name; call {
			case "fyne.Do":
				if window {
					report(node, "fyne.Do outside the task runner")
				}
			case "fyne.DoAndWait":
				report(node, "%s can wait for itself for ever", call)
			case "t.Skip", "t.Skipf", "t.SkipNow", "b.Skip", "b.Skipf", "b.SkipNow", "tb.Skip", "tb.Skipf", "tb.SkipNow":
				report(node, "%s: a test that needs a part that is not there fails", call)
			case "time.Sleep":
				if s.test() {
					report(node, "%s in a test: wait for the thing itself", call)
				}
			}
		}
		return true
	})
	return found
}

func parse(name, text string) (*source, error) {
	positions := token.NewFileSet()
	syntax, err := parser.ParseFile(positions, name, text, parser.ParseComments|parser.SkipObjectResolution)
	return &source{name, path.Dir(name), text, syntax, positions}, err
}

// files calls visit for every file of the tree that is not hidden, built or test data.
func files(t *testing.T, visit func(name, text string)) {
	t.Helper()
	root := os.DirFS("..")
	err := fs.WalkDir(root, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			hidden := strings.HasPrefix(entry.Name(), ".") && name != "." && name != ".ci"
			if hidden || name == "build" || entry.Name() == "testdata" {
				return fs.SkipDir
			}
			return nil
		}
		switch filepath.Ext(name) {
		case ".go", ".sh", ".md", ".toml", "":
			text, err := fs.ReadFile(root, name)
			if err != nil {
				return err
			}
			visit(name, string(text))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestRulesOfTheHouse(t *testing.T) {
	described := map[string]bool{} // folder: has a package comment
	files(t, func(name, text string) {
		if !strings.HasSuffix(name, ".go") {
			if place := machinePath.FindString(text); place != "" {
				t.Errorf("%s: a machine's own path:%s", name, place)
			}
			return
		}
		s, err := parse(name, text)
		if err != nil {
			t.Error(err)
			return
		}
		for _, fault := range broken(s) {
			t.Error(fault)
		}
		if !s.test() {
			described[s.folder] = described[s.folder] || s.syntax.Doc.Text() != ""
		}
	})
	if len(described) == 0 {
		t.Fatal("no package found")
	}
	for folder, ok := range described {
		if !ok {
			t.Errorf("%s: no package comment says what it is for", folder)
		}
	}
}

// A rule that finds nothing proves nothing: each is shown a file that breaks it and one
// that does not.
func TestRulesFindWhatBreaksThem(t *testing.T) {
	imports := func(path string) string { return "package x\n\nimport _ \"" + path + "\"\n" }
	calls := func(call string) string { return "package x\n\nfunc f() { " + call + " }\n" }
	for _, c := range []struct {
		name, text string
		fault      string // part of the one fault; empty: none
	}{
		{"app/ui/post.go", imports("fyne.io/fyne/v2/widget"), ""},
		{"app/ui/post.go", imports("fyne.io/fyne/v2/app"), "imports fyne.io/fyne/v2/app"},
		{"cmd/kantoor/main.go", imports("fyne.io/fyne/v2/app"), ""},
		{"cmd/kantoorctl/main.go", imports("fyne.io/systray"), "imports fyne.io/systray"},
		{"app/sales/order.go", imports("database/sql"), "imports database/sql"},
		{"app/sales/order_test.go", imports("github.com/jackc/pgx/v5"), "imports github.com/jackc/pgx/v5"},
		{"data/sqlite.go", imports("modernc.org/sqlite"), ""},
		{"app/training/print.go", imports("github.com/jung-kurt/gofpdf"), "imports github.com/jung-kurt/gofpdf"},
		{"app/ui/screen/papers.go", imports("github.com/klippa-app/go-pdfium/webassembly"), "imports github.com/klippa-app/go-pdfium"},
		{"app/document/pages/sandbox.go", imports("github.com/klippa-app/go-pdfium/webassembly"), ""},
		{"app/mailbox/fetch/fetch.go", imports("github.com/emersion/go-imap/v2/imapclient"), ""},
		{"app/complaint/reply.go", imports("github.com/emersion/go-message/mail"), "imports github.com/emersion/go-message/mail"},
		{"app/training/print.go", imports(module + "/app/ui/look"), "imports " + module + "/app/ui/look"},
		{"data/person.go", imports(module + "/app/register"), "data may import nothing of app/register"},
		{"data/person_test.go", imports(module + "/data/storetest"), ""},
		{"database/x.go", imports(module + "/app/register"), ""},
		{"app/document/label.go", imports(module + "/data"), "app/document may import nothing of data"},
		{"app/document/label.go", imports(module + "/app/sales"), "app/document may import nothing of app/sales"},
		{"app/document/label.go", imports(module + "/assets"), ""},
		{"app/sales/long.go", "package x\n" + strings.Repeat("\n", maxLines), "lines, more than"},
		{"app/sales/long_test.go", "package x\n" + strings.Repeat("\n", maxLines), ""},
		{"app/sales/a.go", "package x // TO" + "DO: later\n", "a.go:1: TO" + "DO"},
		{"app/sales/a.go", "package x // TO" + "DOs are not allowed\n", ""},
		{"app/sales/a.go", "package x\n\nconst p = \"/ro" + "ot/x\"\n", "a machine's own path"},
		{"app/sales/a.go", "package x\n\nconst p = \"a/ro" + "ot/x\"\n", ""},
		{"app/ui/post.go", calls("go f()"), "starts a goroutine"},
		{"app/ui/post_test.go", calls("go f()"), ""},
		{"app/ui/tasks.go", calls("go f()"), ""},
		{"app/ui/shell/tasks.go", calls("fyne.Do(f)"), ""},
		{"app/ui/task/runner.go", calls("fyne.Do(f)"), ""},
		{"app/ui/taskbar.go", calls("fyne.Do(f)"), "fyne.Do outside the task runner"},
		{"app/ui/tasks.go", calls("fyne.DoAndWait(f)"), "wait for itself"},
		{"app/sales/order.go", calls("go f()"), ""},
		{"app/sales/a_test.go", calls("t.Sk" + "ip()"), "fails"},
		{"app/sales/a_test.go", calls("time.Sleep(1)"), "wait for the thing itself"},
		{"app/sales/a.go", calls("time.Sleep(1)"), ""},
	} {
		s, err := parse(c.name, c.text)
		if err != nil {
			t.Fatal(err)
		}
		found := strings.Join(broken(s), "\n")
		if c.fault == "" && found != "" {
			t.Errorf("%s\n%s: wrongly found: %s", c.text, c.name, found)
		}
		if c.fault != "" && !strings.Contains(found, c.fault) {
			t.Errorf("%s\n%s: found %q, want %q", c.text, c.name, found, c.fault)
		}
	}
}
