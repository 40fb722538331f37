package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kiesvoorhetkind.nl/kantoor/app"
	"kiesvoorhetkind.nl/kantoor/app/single"
	"kiesvoorhetkind.nl/kantoor/app/ui"
)

// home gives the program a person's folder of its own, and an office in it.
func home(t *testing.T) (address string) {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"HOME", "XDG_DATA_HOME", "LOCALAPPDATA", "USERPROFILE"} {
		t.Setenv(name, dir)
	}
	return filepath.Join(dir, "kantoor.db")
}

func sit(t *testing.T, address string) *desk {
	t.Helper()
	d, err := takeDesk(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func logText(t *testing.T, d *desk) string {
	t.Helper()
	text, err := d.book.Text(1 << 20)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestDeskFromBeginningToEnd(t *testing.T) {
	address := home(t)
	d := sit(t, address)
	if d.turn == nil || d.book == nil || d.life == nil || d.last != nil {
		t.Fatalf("at the desk: %+v", d)
	}
	d.end()
	d = sit(t, address)
	if d.last != nil {
		t.Errorf("a run that ended is told as %+v", d.last)
	}
	if text := logText(t, d); strings.Count(text, "msg=begin") != 2 || strings.Count(text, "msg=end") != 1 {
		t.Errorf("the log has\n%s", text)
	}
	// A breakdown in the window: the desk is left as it stands.
	text, err := d.broke([]byte("goroutine 1 [running]:\nmain.(*window).enter(0x1)\n\tcmd/kantoor/window.go:9 +0x1\npanic(\"Ada\")\n"))
	if err != nil || strings.Contains(text, "Ada") {
		t.Errorf("kept %q, %v", text, err)
	}
	if err := d.turn.Close(); err != nil {
		t.Fatal(err)
	}
	d = sit(t, address)
	defer d.end()
	if d.last == nil || !strings.Contains(d.last.Trace, "main.(*window).enter(...)") || time.Since(d.last.At) > time.Hour {
		t.Fatalf("the breakdown is told as %+v", d.last)
	}
	if !strings.Contains(logText(t, d), "the last run did not end") {
		t.Errorf("the log has\n%s", logText(t, d))
	}
}

func TestSecondDeskAtTheSameOffice(t *testing.T) {
	address := home(t)
	d := sit(t, address)
	defer d.end()
	ctx, cancel := context.WithCancel(t.Context())
	served, shown := make(chan error, 1), make(chan struct{}, 1)
	go func() { served <- d.turn.Serve(ctx, func() { shown <- struct{}{} }) }()
	if _, err := takeDesk(t.Context(), address); !errors.Is(err, single.ErrShown) {
		t.Errorf("the second: %v", err)
	}
	<-shown
	other := sit(t, filepath.Join(filepath.Dir(address), "tweede.db"))
	other.end()
	cancel()
	if err := <-served; !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	silent, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := takeDesk(silent, address); !errors.Is(err, single.ErrSilent) || !strings.Contains(ui.UserText(err), "al open") {
		t.Errorf("one that does not answer: %v", err)
	}
}

func TestOfficeOpensWithoutAFolderForTheDesk(t *testing.T) {
	address := home(t)
	// A file stands in the place of the folder of the person's data.
	place := filepath.Dir(app.DefaultAddress())
	if err := os.MkdirAll(filepath.Dir(place), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(place, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	d := sit(t, address)
	if d.turn != nil || d.book != nil {
		t.Fatal("there is a folder after all")
	}
	if _, err := d.broke([]byte("goroutine 1 [running]:\n")); err != nil {
		t.Error(err)
	}
	op := openOffice(t.Context(), options{address: address, who: "Annelies"})
	<-op.ready
	if op.err != nil {
		t.Fatal(op.err)
	}
	if err := op.close(time.Minute); err != nil {
		t.Error(err)
	}
	d.quiet()
	d.end()
}

func TestOpeningIsWaitedForAndTriedAgain(t *testing.T) {
	address := home(t)
	if err := os.WriteFile(address, []byte("geen kantoor, maar een brief"), 0o600); err != nil {
		t.Fatal(err)
	}
	op := openOffice(t.Context(), options{address: address, who: "Annelies"})
	if !op.within(time.Minute) || op.err == nil || op.office != nil {
		t.Fatalf("a letter opened as an office: %v", op.err)
	}
	if err := op.close(0); err != nil {
		t.Error(err)
	}
	if err := os.Remove(address); err != nil {
		t.Fatal(err)
	}
	op = openOffice(t.Context(), options{address: address, who: "Annelies"})
	if !op.within(time.Minute) || op.err != nil {
		t.Fatal(op.err)
	}
	if err := op.close(0); err != nil {
		t.Error(err)
	}
}
