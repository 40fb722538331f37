package demo_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"kiesvoorhetkind.nl/kantoor/app/demo"
	"kiesvoorhetkind.nl/kantoor/data"
)

func TestExampleIsWholeOrNotThere(t *testing.T) {
	home := t.TempDir()
	file := filepath.Join(home, "voorbeeld", "kantoor.db")
	ctx, cancel := context.WithCancel(context.Background())
	err := demo.Example(ctx, file, func(done, _ int) {
		if done > 20 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("broken off: %v", err)
	}
	if left, err := os.ReadDir(home); err != nil || len(left) > 0 {
		t.Errorf("%v stayed behind, %v", left, err)
	}
	if err := demo.Example(context.Background(), file, nil); err != nil {
		t.Fatal(err)
	}
	if err := data.CheckFile(context.Background(), file); err != nil {
		t.Error(err)
	}
	before, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := demo.Example(context.Background(), file, nil); err != nil {
		t.Fatal(err)
	}
	if after, err := os.Stat(file); err != nil || !os.SameFile(before, after) || !after.ModTime().Equal(before.ModTime()) {
		t.Errorf("the example was made again: %v", err)
	}
}
