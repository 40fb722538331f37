package logbook

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
)

func open(t *testing.T, max int64) *Book {
	t.Helper()
	b, err := Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	b.max = max
	t.Cleanup(func() {
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	})
	return b
}

func TestFullFilesMakeRoom(t *testing.T) {
	b := open(t, 100)
	for n := range 100 {
		if _, err := fmt.Fprintf(b, "regel %04d\n", n); err != nil {
			t.Fatal(err)
		}
	}
	entries, err := os.ReadDir(b.Dir())
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != files {
		t.Errorf("there are %d files", len(entries))
	}
	for _, e := range entries {
		info, err := e.Info()
		if err != nil {
			t.Fatal(err)
		}
		if info.Size() > 100 {
			t.Errorf("%s has %d bytes", e.Name(), info.Size())
		}
		if runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
			t.Errorf("%s can be read by others: %v", e.Name(), info.Mode())
		}
	}
	for _, c := range []struct {
		most int
		want []string
	}{{25, []string{"regel 0098", "regel 0099"}}, {1 << 20, nil}, {0, []string{}}} {
		text, err := b.Text(c.most)
		if err != nil {
			t.Fatal(err)
		}
		if c.want != nil && text != strings.Join(append(c.want, ""), "\n") {
			t.Errorf("the newest %d bytes are %q", c.most, text)
		}
		if c.want == nil && (!strings.HasSuffix(text, "regel 0098\nregel 0099\n") || strings.Count(text, "\n") < 25) {
			t.Errorf("all that is there: %q", text)
		}
	}
}

// Where the older files cannot be moved, such as when another program holds one on Windows, the newest goes on.
func TestFullFileGoesOnWhereNoRoomCanBeMade(t *testing.T) {
	b := open(t, 100)
	for n := 1; n < files; n++ {
		if err := os.MkdirAll(filepath.Join(b.path(n), "in the way"), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	for n := range 30 {
		if n, err := fmt.Fprintf(b, "regel %04d\n", n); n == 0 {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile(b.path(0))
	if err != nil || strings.Count(string(text), "\n") != 30 {
		t.Errorf("the log has %q, %v", text, err)
	}
	if n, err := b.Write(make([]byte, 4*100)); n == 0 || err == nil {
		t.Errorf("the last record that fits: %d, %v", n, err)
	}
	if n, err := io.WriteString(b, "te veel\n"); n != 0 || err == nil {
		t.Errorf("the log grows on: %d, %v", n, err)
	}
}

func TestLogGoesOnAfterAnewStart(t *testing.T) {
	dir := t.TempDir()
	for _, line := range []string{"een\n", "twee\n"} {
		b, err := Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(b, line); err != nil {
			t.Fatal(err)
		}
		if err := b.Close(); err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(b, "te laat\n"); err == nil {
			t.Error("written after closing")
		}
	}
	text, err := os.ReadFile(filepath.Join(dir, fileName))
	if err != nil || string(text) != "een\ntwee\n" {
		t.Errorf("the log has %q, %v", text, err)
	}
}

func TestManyWritersDoNotMixTheirLines(t *testing.T) {
	b := open(t, 4096)
	var all sync.WaitGroup
	for n := range 8 {
		all.Go(func() {
			line := strings.Repeat(string(rune('a'+n)), 20) + "\n"
			for range 50 {
				if _, err := io.WriteString(b, line); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	text, err := b.Text(1 << 20)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(text) {
		if len(line) != 21 || strings.Trim(line, line[:1]+"\n") != "" {
			t.Fatalf("a mixed line: %q", line)
		}
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, os.ErrClosed }

func TestBrokenTerminalDoesNotStopTheLog(t *testing.T) {
	var kept bytes.Buffer
	if _, err := io.WriteString(Both(broken{}, &kept), "regel\n"); err == nil || kept.String() != "regel\n" {
		t.Errorf("kept %q, %v", kept.String(), err)
	}
}
