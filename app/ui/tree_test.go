package ui

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

// forbidden are the calls that start work beside the window, or hand it back: only tasks.go makes them.
var forbidden = map[string]bool{
	"fyne.Do": true, "fyne.DoAndWait": true, "time.AfterFunc": true, "time.NewTicker": true, "time.NewTimer": true,
	"time.Tick": true, "time.After": true, "time.Sleep": true,
}

func offWindow(file *ast.File, set *token.FileSet) []string {
	var found []string
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.GoStmt:
			found = append(found, set.Position(n.Pos()).String()+": go")
		case *ast.SelectorExpr:
			if x, ok := n.X.(*ast.Ident); ok && forbidden[x.Name+"."+n.Sel.Name] {
				found = append(found, set.Position(n.Pos()).String()+": "+x.Name+"."+n.Sel.Name)
			}
		}
		return true
	})
	return found
}

func TestOnlyTasksWorksBesideTheWindow(t *testing.T) {
	set := token.NewFileSet()
	seen := 0
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(set, path, nil, 0)
		if err != nil {
			return err
		}
		seen++
		found := offWindow(file, set)
		if path == "tasks.go" {
			if len(found) == 0 {
				t.Error("the check finds nothing in tasks.go, so it finds nothing at all")
			}
			return nil
		}
		for _, f := range found {
			t.Error(f, "belongs in tasks.go")
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen < 20 {
		t.Errorf("only %d files were looked at", seen)
	}
}
