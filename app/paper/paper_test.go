package paper_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kiesvoorhetkind.nl/kantoor/app/paper"
	"kiesvoorhetkind.nl/kantoor/data"
)

func TestWriteReplacesAFileAndLeavesNothingBeside(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "Factuur 2026-0001 (é #1%).pdf")
	for _, text := range []string{"oud", "nieuw en langer"} {
		if err := paper.Write(path, []byte(text)); err != nil {
			t.Fatal(err)
		}
		if b, err := os.ReadFile(path); err != nil || string(b) != text {
			t.Fatalf("%q %v", b, err)
		}
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 1 {
		t.Errorf("in the folder: %v %v", entries, err)
	}
}

func TestWriteThatFailsLeavesWhatWasThere(t *testing.T) {
	dir := t.TempDir()
	taken := filepath.Join(dir, "map")
	if err := os.MkdirAll(filepath.Join(taken, "vol"), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{taken, filepath.Join(dir, "bestaat niet", "a.pdf")} {
		err := paper.Write(path, []byte("x"))
		if _, ok := data.UserText(err); !ok || strings.Contains(err.Error(), dir) {
			t.Errorf("%s: %v", path, err)
		}
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 1 {
		t.Errorf("in the folder: %v %v", entries, err)
	}
}
