package logbook

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"testing"
)

// logCall gives the message and the attributes of a call that logs, such as d.log.Warn("...", "key", value).
func logCall(n ast.Node) (message ast.Expr, attributes []ast.Expr, ok bool) {
	call, isCall := n.(*ast.CallExpr)
	if !isCall {
		return nil, nil, false
	}
	method, isMethod := call.Fun.(*ast.SelectorExpr)
	if !isMethod {
		return nil, nil, false
	}
	of := ""
	switch x := method.X.(type) {
	case *ast.Ident:
		of = x.Name
	case *ast.SelectorExpr:
		of = x.Sel.Name
	}
	if of != "log" && of != "Log" && of != "slog" {
		return nil, nil, false
	}
	skip := map[string]int{"Debug": 0, "Info": 0, "Warn": 0, "Error": 0, "Log": 2}
	n0, logs := skip[method.Sel.Name]
	if !logs || len(call.Args) <= n0 {
		return nil, nil, false
	}
	return call.Args[n0], call.Args[n0+1:], true
}

// What is logged has a message from the source and keys that the log knows; anything else would be dropped, or could be
// about a person.
func TestEveryLogCallInTheTreeIsKnown(t *testing.T) {
	set := token.NewFileSet()
	calls := 0
	root := os.DirFS("../..")
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") || strings.HasPrefix(name, "build/") {
			return err
		}
		text, err := fs.ReadFile(root, name)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(set, name, text, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			message, attributes, ok := logCall(n)
			if !ok {
				return true
			}
			calls++
			// The one place that hands on what the toolkit said has its message from its caller.
			if _, fixed := literal(message); !fixed && name != "app/logbook/handler.go" {
				t.Errorf("%s: the message is no text of the source", set.Position(n.Pos()))
			}
			for i := 0; i < len(attributes); i += 2 {
				key, fixed := literal(attributes[i])
				if !fixed || !Known(key) {
					t.Errorf("%s: the log does not know the key %q", set.Position(n.Pos()), key)
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if calls < 10 {
		t.Errorf("only %d calls were found", calls)
	}
}

func literal(e ast.Expr) (string, bool) {
	l, ok := e.(*ast.BasicLit)
	if !ok || l.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(l.Value)
	return s, err == nil
}
