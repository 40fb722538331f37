package pages

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"
)

// waitFor waits until something is so, looked at in turn.
func waitFor(t *testing.T, e *Engine, what string, so func() bool) {
	t.Helper()
	limit := time.NewTimer(20 * time.Second)
	defer limit.Stop()
	often := time.NewTicker(5 * time.Millisecond)
	defer often.Stop()
	for {
		<-e.turn
		ok := so()
		e.turn <- struct{}{}
		if ok {
			return
		}
		select {
		case <-limit.C:
			t.Fatal("still not: " + what)
		case <-often.C:
		}
	}
}

// A PDF that would draw for years takes the engine no longer than it may, and leaves the next paper alone. However many
// had to be stopped, or could not be opened, none keeps its place in the engine.
func TestEndlessPageIsStopped(t *testing.T) {
	e := engine(t)
	for n := range 6 { // the engine has room for four at once
		if n%2 == 1 {
			if _, err := e.Open(context.Background(), []byte("%PDF-1.7\n")); err == nil {
				t.Error("half a PDF was opened")
			}
			continue
		}
		f := open(t, e, endless())
		e.slowest = 200 * time.Millisecond
		if _, err := f.Draw(context.Background(), 0, 200); !errors.Is(err, ErrSlow) {
			t.Fatalf("got %v", err)
		}
		e.slowest = slowest
	}
	if ink(draw(t, open(t, e, label(t, "Wilma Koster")), 0, 300)).Empty() {
		t.Error("blank after a page that was stopped")
	}
}

// Who turns away from a page that takes long is answered at once, and the page is stopped soon.
func TestCancelledPageIsStopped(t *testing.T) {
	e := engine(t)
	f, err := e.Open(context.Background(), endless())
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	answer := make(chan error)
	go func() {
		_, err := f.Draw(ctx, 0, 200)
		answer <- err
	}()
	// It draws as soon as nobody else can have the turn.
	for len(e.turn) > 0 {
		runtime.Gosched()
	}
	cancel()
	if err := <-answer; !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	waitFor(t, e, "stopped", func() bool { return e.box == nil })
	if _, err := f.Draw(ctx, 0, 200); !errors.Is(err, context.Canceled) {
		t.Errorf("after cancelling: %v", err)
	}
}

func TestMemoryIsGivenBack(t *testing.T) {
	e := engine(t)
	f := open(t, e, label(t, "Wilma Koster"))
	f.Close()
	if e.box != nil || e.held != nil || e.machine == nil {
		t.Fatalf("after closing the file: box %v, engine %v", e.box, e.machine)
	}
	before := draw(t, f, 0, 300)
	e.restful = time.Millisecond
	draw(t, f, 0, 300)
	waitFor(t, e, "resting", func() bool { return e.machine == nil && e.box == nil })
	e.restful = time.Minute
	if !differs(draw(t, f, 0, 300), before).Empty() {
		t.Error("drawn differently after a rest")
	}
	if n := e.starts.Load(); n != 2 {
		t.Errorf("started %d times, want 2", n)
	}
}

func TestClosedEngineDrawsNothing(t *testing.T) {
	e := NewEngine(cache)
	f := open(t, e, label(t, "Wilma Koster"))
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Draw(context.Background(), 0, 100); err == nil {
		t.Error("drawn by a closed engine")
	}
}

// What lies in the folder speeds the start up; that it is broken or cannot be written stops nobody.
func TestStartWithBrokenFolder(t *testing.T) {
	warm(t, cache)
	dir := filepath.Join(t.TempDir(), "pdf")
	if err := os.CopyFS(dir, os.DirFS(cache)); err != nil {
		t.Fatal(err)
	}
	kept := map[string][]byte{}
	each := func(visit func(path string, b []byte)) {
		err := filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			b, err := os.ReadFile(path)
			visit(path, b)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	each(func(path string, b []byte) {
		kept[path] = bytes.Clone(b)
		b[len(b)/2] ^= 0xff
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
	})
	if len(kept) == 0 {
		t.Fatal("nothing was kept")
	}
	if ink(draw(t, open(t, engineIn(t, dir), label(t, "Wilma Koster")), 0, 300)).Empty() {
		t.Error("blank with a broken folder")
	}
	each(func(path string, b []byte) {
		if !bytes.Equal(b, kept[path]) {
			t.Error("the folder is still broken")
		}
	})
	taken := filepath.Join(dir, "een-bestand")
	if err := os.WriteFile(taken, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if ink(draw(t, open(t, engineIn(t, filepath.Join(taken, "map")), label(t, "Wilma Koster")), 0, 300)).Empty() {
		t.Error("blank without a folder")
	}
}

func TestNobodyElseWritesWhatIsRun(t *testing.T) {
	if runtime.GOOS == "windows" {
		return // who may write there is inherited from the person's own folder
	}
	warm(t, cache)
	if err := os.Chmod(cache, 0o777); err != nil {
		t.Fatal(err)
	}
	warm(t, cache)
	if info, err := os.Stat(cache); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("the folder has %v, %v", info.Mode(), err)
	}
}

func BenchmarkStartCold(b *testing.B) {
	for b.Loop() {
		warm(b, b.TempDir())
	}
}

func BenchmarkStartWarm(b *testing.B) {
	warm(b, cache)
	for b.Loop() {
		warm(b, cache)
	}
}

func warm(b testing.TB, folder string) {
	b.Helper()
	e := NewEngine(folder)
	if err := e.Warm(context.Background()); err != nil {
		b.Fatal(err)
	}
	if err := e.Close(); err != nil {
		b.Fatal(err)
	}
}

// BenchmarkOpen is opening a PDF and drawing its first page, with the engine running.
func BenchmarkOpen(b *testing.B) {
	e, pdf := engine(b), certificates(b, "Noor Bakema")
	for b.Loop() {
		f := open(b, e, pdf)
		draw(b, f, 0, 1000)
		f.Close()
	}
}

func BenchmarkDraw(b *testing.B) {
	for _, c := range []struct {
		name  string
		width int
	}{{"800", 800}, {"1600", 1600}} {
		b.Run(c.name, func(b *testing.B) {
			f := open(b, engine(b), certificates(b, "Noor Bakema"))
			for b.Loop() {
				draw(b, f, 0, c.width)
			}
		})
	}
}
