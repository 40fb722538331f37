package pages

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// Engine draws PDFs, one after the other. Its methods may be called from any
// goroutine.
type Engine struct {
	folder  string
	slowest time.Duration
	restful time.Duration

	// turn has a token when nobody works. Who took it may touch what follows.
	turn    chan struct{}
	machine *machine
	held    *File    // whose PDF is open
	box     *sandbox // where; nil when none is
	idle    *time.Timer
	rests   int  // which idle timer is the newest
	closed  bool // for good
	starts  atomic.Int32
}

// NewEngine makes an engine that keeps what it compiles in a folder of its own, which
// is made when it is not there and emptied when what it holds is broken; none when "". It takes nothing until the first PDF is opened.
func NewEngine(folder string) *Engine {
	e := &Engine{folder: folder, slowest: slowest, restful: restful, turn: make(chan struct{}, 1)}
	e.turn <- struct{}{}
	return e
}

// CacheFolder is the folder in the user's own cache for an engine to keep what it
// compiled; "" where the system has none.
func CacheFolder() string {
	dir, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "kies-kantoor", "pdf")
}

// errClosed is what a closed engine answers.
var errClosed = errors.New("pdf engine: closed")

// Warm starts the engine, so that the first PDF need not wait for it.
func (e *Engine) Warm(ctx context.Context) error {
	return e.run(ctx, func(*watch) error { return e.start() })
}

// Close stops the engine, after what is under way.
func (e *Engine) Close() error {
	<-e.turn
	defer func() { e.turn <- struct{}{} }()
	e.closed = true
	return e.rest()
}

// start sees that the library is there. Only in turn.
func (e *Engine) start() error {
	if e.closed {
		return errClosed
	}
	if e.machine != nil {
		return nil
	}
	m, err := startMachine(e.folder)
	if err != nil {
		return &refusal{text: words.Later("Het voorbeeld kan op deze computer niet worden gemaakt. Afdrukken, opslaan en openen kan wel."), cause: err}
	}
	e.starts.Add(1)
	e.machine = m
	return nil
}

// empty gives back the memory of the PDF that is open. Only in turn.
func (e *Engine) empty() {
	if e.box != nil {
		// The sandbox goes in any case; what the library says of the PDF in it is of no use.
		_ = e.box.lib.Close()
	}
	e.box, e.held = nil, nil
}

// rest gives back all memory. Only in turn.
func (e *Engine) rest() error {
	e.empty()
	m := e.machine
	e.machine = nil
	if m == nil {
		return nil
	}
	return m.stop()
}

// forget closes a file's sandbox, when it is the one that is open and nothing
// draws; else the next file or the idle time does.
func (e *Engine) forget(f *File) {
	select {
	case <-e.turn:
		if e.held == f {
			e.empty()
		}
		e.turn <- struct{}{}
	default:
	}
}

// with runs work in the sandbox that holds a file, after opening it there.
func (e *Engine) with(ctx context.Context, f *File, work func(*sandbox) error) error {
	return e.run(ctx, func(w *watch) error {
		if err := e.start(); err != nil {
			return err
		}
		if e.held != f {
			e.empty()
			// Not with ctx: a sandbox that is half made when somebody cancels would be lost.
			limit, cancel := context.WithTimeout(context.Background(), e.slowest)
			box, err := e.machine.sandbox(limit)
			cancel()
			if err != nil {
				return err
			}
			e.box = box
			w.over(box, e.slowest)
			sizes, err := box.open(f.pdf)
			if err != nil {
				return err
			}
			if f.sizes == nil {
				f.sizes = sizes
			}
			e.held = f
		}
		w.over(e.box, e.slowest)
		return work(e.box)
	})
}

// watch stops a sandbox that takes too long. Starting the engine does not count.
type watch struct {
	mu    sync.Mutex
	box   *sandbox
	limit *time.Timer
	hurry bool // nobody waits any more
	ended bool
}

// over says which sandbox works now, and from the first on how long it may.
func (w *watch) over(s *sandbox, most time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.box = s
	switch {
	case w.ended:
		s.stop()
	case w.limit == nil:
		if w.hurry {
			most = min(most, grace)
		}
		w.limit = time.AfterFunc(most, w.end)
	}
}

func (w *watch) end() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.ended = true
	w.box.stop()
}

// left is called when nobody waits for the answer any more.
func (w *watch) left() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.hurry = true
	if w.limit != nil && w.limit.Stop() {
		w.limit.Reset(grace)
	}
}

// done ends the watch and says whether it had to stop anything.
func (w *watch) done() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.limit != nil {
		w.limit.Stop()
	}
	return w.ended
}

// run does work in turn. Who cancels is answered at once; the work then has a
// moment to end by itself, so that leafing quickly does not cost a sandbox a page.
func (e *Engine) run(ctx context.Context, work func(*watch) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	select {
	case <-e.turn:
	case <-ctx.Done():
		return ctx.Err()
	}
	w := &watch{}
	answer := make(chan error, 1)
	go func() {
		waiting := context.AfterFunc(ctx, w.left)
		err := work(w)
		waiting()
		slow := w.done()
		if err != nil || slow {
			e.empty() // a sandbox in which something failed is not used again
		}
		e.restLater()
		e.turn <- struct{}{}
		answer <- explain(err, slow)
	}()
	select {
	case err := <-answer:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// restLater gives the memory back when nothing is drawn for a while. Only in turn.
func (e *Engine) restLater() {
	if e.idle != nil {
		e.idle.Stop()
	}
	if e.machine == nil {
		return
	}
	e.rests++
	mine := e.rests
	e.idle = time.AfterFunc(e.restful, func() {
		<-e.turn
		defer func() { e.turn <- struct{}{} }()
		if mine == e.rests {
			_ = e.rest() // what cannot be closed is not used again either
			// By itself the runtime keeps what is free for minutes, and a desk often has nothing to do.
			debug.FreeOSMemory()
		}
	})
}
