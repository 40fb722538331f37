package data

import (
	"os"
	"path/filepath"
	"testing"
)

// The log of a damaged office is nowhere else in the office's own folder: it may only go when the file that it belongs
// to has gone.
func TestLogStaysWithAnOfficeThatIsNotReplaced(t *testing.T) {
	dir := t.TempDir()
	address, part := filepath.Join(dir, "kantoor.db"), filepath.Join(dir, "kantoor.db.part")
	// No file can take the place of a folder that holds something.
	if err := os.MkdirAll(filepath.Join(address, "iets"), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, f := range []string{part, address + "-wal"} {
		if err := os.WriteFile(f, []byte(filepath.Base(f)), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := putInPlace(part, address); err == nil {
		t.Fatal("the folder was replaced")
	}
	if b, err := os.ReadFile(address + "-wal"); err != nil || string(b) != "kantoor.db-wal" {
		t.Errorf("the log: %q, %v", b, err)
	}
	if err := os.RemoveAll(address); err != nil {
		t.Fatal(err)
	}
	if _, err := putInPlace(part, address); err != nil {
		t.Fatal(err)
	}
	if exists(address + "-wal") {
		t.Error("the old log would be read into the new file")
	}
}
