package backup

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

type desk struct {
	*Keeper
	t   *testing.T
	now time.Time
}

func newDesk(t *testing.T, address string) *desk {
	t.Helper()
	d := &desk{t: t, now: at(t, "2026-03-03 09:00")}
	store, err := data.Open(context.Background(), address, data.WithClock(func() time.Time { return d.now }))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	d.Keeper = New(store, func() string { return "Annelies" })
	return d
}

func (d *desk) place(dir string) {
	d.t.Helper()
	if _, err := d.SetPlace(context.Background(), dir); err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) run() Made {
	d.t.Helper()
	made, err := d.Run(context.Background())
	if err != nil {
		d.t.Fatal(err)
	}
	return made
}

func (d *desk) due() bool {
	d.t.Helper()
	due, err := d.Due(context.Background())
	if err != nil {
		d.t.Fatal(err)
	}
	return due
}

func (d *desk) state() State {
	d.t.Helper()
	s, err := d.State(context.Background())
	if err != nil {
		d.t.Fatal(err)
	}
	return s
}

func copiesIn(t *testing.T, dir string) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(dir, "*.db"))
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestACopyADay(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		d := newDesk(t, address)
		if s := d.state(); s != (State{}) || d.due() {
			t.Errorf("without a place: %+v", s)
		}
		if _, err := d.Run(context.Background()); err == nil {
			t.Error("a copy was made nowhere")
		}
		dir := filepath.Join(t.TempDir(), "back-ups")
		d.place(dir)
		if !d.due() {
			t.Error("the first copy is not due")
		}
		made := d.run()
		if err := data.CheckFile(context.Background(), made.File); err != nil {
			t.Error(err)
		}
		if s := d.state(); d.due() || s.Place != dir || s.Many != 1 || !s.Last.Equal(d.now) || s.Problem != "" {
			t.Errorf("%+v", s)
		}
		d.now = d.now.AddDate(0, 0, 1)
		if !d.due() {
			t.Error("the next day none is due")
		}
		d.run()
		if s := d.state(); s.Many != 2 || !s.Last.Equal(d.now) {
			t.Errorf("%+v", s)
		}
	})
}

func TestOnlyOwnOldCopiesGo(t *testing.T) {
	d := newDesk(t, storetest.SQLite(t))
	dir := t.TempDir()
	d.place(dir)
	// Made by hand, or by another office that keeps its copies here: the same kind of name, not in the ledger.
	byHand := filepath.Join(dir, "kantoor-2026-01-05-120000.db")
	if err := os.WriteFile(byHand, []byte("of somebody else"), 0o600); err != nil {
		t.Fatal(err)
	}
	first := d.run()
	d.now = d.now.Add(time.Hour)
	second := d.run()
	if second.Removed != 1 {
		t.Errorf("%d went", second.Removed)
	}
	if _, err := os.Stat(first.File); !errors.Is(err, os.ErrNotExist) {
		t.Error("the older copy of the same day stayed")
	}
	if err := os.WriteFile(second.File, []byte("changed by somebody"), 0o600); err != nil {
		t.Fatal(err)
	}
	d.now = d.now.Add(time.Hour)
	d.run()
	for _, file := range []string{byHand, second.File} {
		if _, err := os.Stat(file); err != nil {
			t.Errorf("a file that is not ours went: %v", err)
		}
	}
	if s := d.state(); s.Many != 1 {
		t.Errorf("%d copies count", s.Many)
	}
	other := newDesk(t, storetest.SQLite(t))
	other.place(dir)
	if s := other.state(); s.Many != 0 || !other.due() {
		t.Errorf("another office takes these copies for its own: %+v", s)
	}
}

func TestPlaceThatIsGone(t *testing.T) {
	d := newDesk(t, storetest.SQLite(t))
	dir := filepath.Join(t.TempDir(), "stick")
	d.place(dir)
	d.run()
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	if s := d.state(); s.Problem != unreachable || s.Place != dir || !d.due() {
		t.Errorf("%+v", s)
	}
	_, err := d.Run(context.Background())
	if text, _ := data.UserText(err); text != unreachable {
		t.Errorf("%v", err)
	}
	if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
		t.Error("the folder of a stick that was taken out was made")
	}
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if s := d.state(); s.Problem != unreachable {
		t.Errorf("what went wrong is forgotten before a copy was made: %+v", s)
	}
	d.run()
	if s := d.state(); s.Problem != "" || s.Many != 1 {
		t.Errorf("%+v", s)
	}
}

func TestPlaceIsRefused(t *testing.T) {
	d := newDesk(t, storetest.SQLite(t))
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{"back-ups", file, filepath.Join(file, "below")} {
		_, err := d.SetPlace(context.Background(), dir)
		if text, ok := data.UserText(err); !ok || !strings.Contains(text, "Er is niets gewijzigd") {
			t.Errorf("%s: %v", dir, err)
		}
	}
	if s := d.state(); s.Place != "" {
		t.Errorf("%+v", s)
	}
}

func TestPlaceIsTakenBack(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		ctx := context.Background()
		d := newDesk(t, address)
		one, two := t.TempDir(), t.TempDir()
		d.place(one)
		d.run()
		change, err := d.SetPlace(ctx, two)
		if err != nil {
			t.Fatal(err)
		}
		if s := d.state(); s.Place != two || s.Many != 0 {
			t.Errorf("%+v", s)
		}
		if _, err := d.store.Undo(ctx, "Annelies", change); err != nil {
			t.Fatal(err)
		}
		if s := d.state(); s.Place != one || s.Many != 1 {
			t.Errorf("%+v", s)
		}
		if _, err := d.SetPlace(ctx, ""); err != nil {
			t.Fatal(err)
		}
		if d.due() || len(copiesIn(t, one)) != 1 {
			t.Error("without a place copies are made, or those that were there went")
		}
	})
}

func TestCancelledCopyLeavesNothing(t *testing.T) {
	d := newDesk(t, storetest.SQLite(t))
	dir := t.TempDir()
	d.place(dir)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := d.Run(ctx); err == nil {
		t.Fatal("a cancelled copy was made")
	}
	files, err := os.ReadDir(dir)
	if err != nil || len(files) != 0 {
		t.Errorf("%v, %v", files, err)
	}
	if s := d.state(); s.Problem != "" {
		t.Errorf("cancelling is told as a fault: %+v", s)
	}
}

func TestOneAtATime(t *testing.T) {
	d := newDesk(t, storetest.SQLite(t))
	d.place(t.TempDir())
	if !d.begin() {
		t.Fatal("nothing is running")
	}
	if _, err := d.Run(context.Background()); err == nil {
		t.Error("two copies are made at once")
	}
	d.end()
	d.run()
}

// A network drive that hangs keeps one look waiting, not one for each time that somebody looks.
func TestHangingPlaceIsAskedOnce(t *testing.T) {
	d := newDesk(t, storetest.SQLite(t))
	d.place(t.TempDir())
	release := make(chan struct{})
	asked := make(chan struct{}, 10)
	hangs := func() error {
		asked <- struct{}{}
		<-release
		return nil
	}
	for range 3 {
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
		if err := d.within(ctx, "far", hangs); err == nil {
			t.Error("a place that hangs answers")
		}
		cancel()
	}
	if len(asked) != 1 {
		t.Errorf("asked %d times", len(asked))
	}
	if err := d.within(t.Context(), "near", func() error { return nil }); err != nil {
		t.Errorf("another place waits too: %v", err)
	}
	close(release)
	if err := d.within(t.Context(), "far", func() error { return nil }); err != nil {
		t.Errorf("it answers again: %v", err)
	}
}

func TestHalfLedgerIsNotInTheWay(t *testing.T) {
	d := newDesk(t, storetest.SQLite(t))
	dir := t.TempDir()
	d.place(dir)
	d.run()
	l, err := filepath.Glob(filepath.Join(dir, "*.sha256"))
	if err != nil || len(l) != 1 {
		t.Fatalf("%v, %v", l, err)
	}
	// A link in the place of the half one leads nowhere else.
	other := filepath.Join(t.TempDir(), "other")
	if err := os.WriteFile(other, []byte("of somebody else"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(other, l[0]+".part"); err != nil {
		t.Fatal(err)
	}
	d.now = d.now.AddDate(0, 0, 1)
	d.run()
	if s := d.state(); s.Many != 2 {
		t.Errorf("%+v", s)
	}
	if b, err := os.ReadFile(other); err != nil || string(b) != "of somebody else" {
		t.Errorf("another file has %q, %v", b, err)
	}
	if left, err := filepath.Glob(filepath.Join(dir, "*.part")); err != nil || len(left) != 0 {
		t.Errorf("left: %v, %v", left, err)
	}
}

func FuzzLedger(f *testing.F) {
	sum := strings.Repeat("ab", 32)
	f.Add([]byte(sum + "  kantoor-2026-03-03-090000.db\n" + sum + "  ../../etc/passwd\nrubbish\n"))
	f.Add([]byte(sum + "  kantoor-2026-13-03-090000.db\r\n"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		lines := parseLedger(raw)
		for _, l := range lines {
			if filepath.Base(l.Name) != l.Name || strings.ContainsAny(l.Name, `/\`) || l.Made.IsZero() {
				t.Fatalf("%q is taken for a copy", l.Name)
			}
		}
		again := parseLedger(writeLedger(lines))
		if !bytes.Equal(writeLedger(again), writeLedger(lines)) || len(again) != len(lines) {
			t.Fatal("what was written reads otherwise")
		}
	})
}
