package ui

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"reflect"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"fyne.io/fyne/v2"
)

// Tasks does everything that must not hold the window up. It is the only place in the window that starts goroutines;
// what comes of the work is always handed over on the window's own goroutine. In tests it does the work at once, in
// line, and its clock stands still until Advance.
type Tasks struct {
	log    *slog.Logger
	inline bool
	held   *[]func() // in tests: work that waits; nil while none has to

	ctx    context.Context
	cancel context.CancelFunc
	wg     sync.WaitGroup
	left   bool // what is still answered is for a window that shows something else; of the window's goroutine

	mu      sync.Mutex
	running []*Progress
	beating bool // somebody tells the window how far they are
	timers  []*timer
	now     time.Duration

	onFail     func(error)
	onProgress func()
}

// NewTasks returns a runner that works in the background.
func NewTasks(log *slog.Logger) *Tasks {
	ctx, cancel := context.WithCancel(context.Background())
	return &Tasks{log: log, ctx: ctx, cancel: cancel}
}

// NewInlineTasks returns a runner that does everything at once, for tests.
func NewInlineTasks(log *slog.Logger) *Tasks {
	t := NewTasks(log)
	t.inline = true
	return t
}

// Close cancels everything and waits until it has stopped, but not longer than a limit.
func (t *Tasks) Close(limit time.Duration) {
	t.cancel()
	stopped := make(chan struct{})
	go func() {
		t.wg.Wait()
		close(stopped)
	}()
	select {
	case <-stopped:
	case <-time.After(limit):
		t.log.Warn("work still busy at closing")
	}
}

// Leave cancels everything, and drops what it still answers: what the window showed has made place for something else,
// over which no dialog, message or choice of before may come. An error that is dropped so is logged. To be called on the
// window's goroutine; Close waits for the end.
func (t *Tasks) Leave() {
	t.left = true
	t.cancel()
}

// dropped answers whether nobody is there any more for what work came to.
func (t *Tasks) dropped(where string, err error) bool {
	if t.left && err != nil && !errors.Is(err, context.Canceled) {
		t.note(where, err)
	}
	return t.left
}

// start runs f beside the window.
func (t *Tasks) start(f func()) {
	if t.inline {
		if t.held != nil {
			*t.held = append(*t.held, f)
			return
		}
		f()
		return
	}
	t.wg.Add(1)
	go func() {
		defer t.wg.Done()
		f()
	}()
}

// post runs f on the window's goroutine. What breaks down in it does not end the program: it is told and logged.
func (t *Tasks) post(f func()) {
	if t.inline {
		f()
		return
	}
	fyne.Do(func() {
		_, err := guard(t, context.Background(), sourceOf(f), func(context.Context) (struct{}, error) {
			f()
			return struct{}{}, nil
		})
		if err != nil && t.onFail != nil {
			t.onFail(err)
		}
	})
}

// Lane holds work of which only the newest counts, such as the search for what is typed: new work cancels what went
// before, and what that still answers is dropped. Every list and every page has its own.
type Lane struct {
	t      *Tasks
	turn   int
	cancel context.CancelFunc
	after  func()
}

// Lane returns a new lane.
func (t *Tasks) Lane() *Lane { return &Lane{t: t} }

// Stop cancels what is under way, and what was to come after it; it answers nothing any more.
func (l *Lane) Stop() {
	l.after = nil
	l.drop()
}

func (l *Lane) drop() {
	l.turn++
	if l.cancel != nil {
		l.cancel()
		l.cancel = nil
	}
}

// Busy says whether something is under way. A list that was read anew leaves the choice to what is being opened then.
func (l *Lane) Busy() bool { return l.cancel != nil }

// Then runs f once what is under way was shown; at once when nothing is. Of several only the last is run.
func (l *Lane) Then(f func()) {
	l.after = f
	l.settled()
}

func (l *Lane) settled() {
	if f := l.after; f != nil && l.cancel == nil {
		l.after = nil
		f()
	}
}

// Load does work beside the window and hands its answer to done, on the window's goroutine. An error is shown and
// logged, and done is not called. To be called on the window's goroutine.
func Load[T any](l *Lane, work func(context.Context) (T, error), done func(T)) {
	where := sourceOf(work)
	load(l, where, work, func(v T, err error) {
		if err != nil {
			l.t.fail(where, err)
			return
		}
		done(v)
	})
}

// LoadOr is Load for who deals with the error.
func LoadOr[T any](l *Lane, work func(context.Context) (T, error), done func(T, error)) {
	load(l, sourceOf(work), work, done)
}

func load[T any](l *Lane, where string, work func(context.Context) (T, error), done func(T, error)) {
	l.drop()
	turn := l.turn
	ctx, cancel := context.WithCancel(l.t.ctx)
	l.cancel = cancel
	l.t.start(func() {
		v, err := guard(l.t, ctx, where, work)
		l.t.post(func() {
			cancel()
			if turn == l.turn && !l.t.dropped(where, err) {
				l.cancel = nil
				done(v, err)
				l.settled()
			}
		})
	})
}

// Act does something to the end beside the window, such as saving, printing or importing: another Act does not cancel
// it, the user can. After a second a bar with its title and count appears. An error is shown and logged; done is called
// only when there was none.
func Act[T any](t *Tasks, title string, work func(context.Context, *Progress) (T, error), done func(T)) {
	where := sourceOf(work)
	act(t, title, where, work, func(v T, err error) {
		if err != nil {
			t.fail(where, err)
			return
		}
		if done != nil {
			done(v)
		}
	})
}

// ActOr is Act for who deals with the error. An error that is context.Canceled means that the user cancelled.
func ActOr[T any](t *Tasks, title string, work func(context.Context, *Progress) (T, error), done func(T, error)) {
	act(t, title, sourceOf(work), work, done)
}

func act[T any](t *Tasks, title, where string, work func(context.Context, *Progress) (T, error), done func(T, error)) {
	ctx, cancel := context.WithCancel(t.ctx)
	p := &Progress{title: title, cancel: cancel}
	t.enter(p)
	t.start(func() {
		v, err := guard(t, ctx, where, func(ctx context.Context) (T, error) { return work(ctx, p) })
		t.post(func() {
			cancel()
			t.leave(p)
			if !t.dropped(where, err) {
				done(v, err)
			}
		})
	})
}

// Keep runs work that waits, such as for new mail, until the program stops. It hands what it finds to tell, which runs
// a function on the window's goroutine. In tests it does nothing.
func (t *Tasks) Keep(name string, work func(ctx context.Context, tell func(func())) error) {
	if t.inline {
		return
	}
	t.start(func() {
		_, err := protect(t, t.ctx, name, func(ctx context.Context) (struct{}, error) {
			return struct{}{}, work(ctx, func(f func()) {
				t.post(func() {
					if !t.left {
						f()
					}
				})
			})
		})
		if err != nil && !errors.Is(err, context.Canceled) {
			t.log.Error("background work stopped", "work", name, "error", err)
		}
	})
}

// slowWork is how long work may take before the log tells how long it took.
const slowWork = 500 * time.Millisecond

// sourceOf names the function that does some work as it stands in the source, for the log: its title may hold a name.
func sourceOf(work any) string {
	f := runtime.FuncForPC(reflect.ValueOf(work).Pointer())
	if f == nil {
		return "unknown"
	}
	name := f.Name()
	return name[strings.LastIndexByte(name, '/')+1:]
}

// guard runs work, logs how long it took when that was long, and makes an error of a panic.
func guard[T any](t *Tasks, ctx context.Context, where string, work func(context.Context) (T, error)) (v T, err error) {
	defer noteSlow(t, where, time.Now())
	return protect(t, ctx, where, work)
}

func noteSlow(t *Tasks, where string, began time.Time) {
	if took := time.Since(began); took >= slowWork {
		t.log.Info("slow work", "work", where, "took", took.Round(time.Millisecond))
	}
}

// protect runs work and makes an error of a panic.
func protect[T any](t *Tasks, ctx context.Context, where string, work func(context.Context) (T, error)) (v T, err error) {
	defer func() {
		if p := recover(); p != nil {
			// What is thrown may hold a record; only faults of the language itself are safe to write down.
			what := fmt.Sprintf("%T", p)
			if re, ok := p.(runtime.Error); ok {
				what = re.Error()
			}
			t.log.Error("work broke down", "work", where, "what", what, "stack", string(debug.Stack()))
			err = fmt.Errorf("work broke down: %s", what)
		}
	}()
	return work(ctx)
}

// fail tells and logs an error.
func (t *Tasks) fail(where string, err error) {
	if errors.Is(err, context.Canceled) {
		return
	}
	t.note(where, err)
	if t.onFail != nil {
		t.onFail(err)
	}
}

// note logs an error. A refusal is the answer to what was asked, and no fault of the program.
func (t *Tasks) note(where string, err error) {
	level := slog.LevelError
	var refused interface{ UserText() string }
	if errors.As(err, &refused) {
		if w, ok := refused.(interface{ Unwrap() error }); !ok || w.Unwrap() == nil {
			level = slog.LevelInfo
		}
	}
	t.log.Log(context.Background(), level, "work failed", "work", where, "error", err)
}

// Progress says how far something is. Its methods may be called from any goroutine.
type Progress struct {
	title  string
	cancel context.CancelFunc
	age    time.Duration

	mu          sync.Mutex
	done, total int
	note        string
}

// Set says that done of total are ready; a total of 0 is not known.
func (p *Progress) Set(done, total int) {
	p.mu.Lock()
	p.done, p.total = done, total
	p.mu.Unlock()
}

// Note says in a few Dutch words what is being done now.
func (p *Progress) Note(text string) {
	p.mu.Lock()
	p.note = text
	p.mu.Unlock()
}

func (p *Progress) state() (done, total int, note string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.done, p.total, p.note
}

// progressBeat is how often a bar moves.
const progressBeat = 200 * time.Millisecond

func (t *Tasks) enter(p *Progress) {
	t.mu.Lock()
	t.running = append(t.running, p)
	first := !t.beating && !t.inline
	t.beating = t.beating || first
	t.mu.Unlock()
	if first {
		t.wg.Add(1)
		go t.beat()
	}
}

func (t *Tasks) leave(p *Progress) {
	t.mu.Lock()
	for i, q := range t.running {
		if q == p {
			t.running = append(t.running[:i:i], t.running[i+1:]...)
			break
		}
	}
	t.mu.Unlock()
	if t.onProgress != nil && !t.left {
		t.onProgress()
	}
}

// beat tells the window how far things are for as long as anything runs.
func (t *Tasks) beat() {
	defer t.wg.Done()
	tick := time.NewTicker(progressBeat)
	defer tick.Stop()
	for {
		select {
		case <-t.ctx.Done():
			return
		case <-tick.C:
		}
		t.mu.Lock()
		n := len(t.running)
		for _, p := range t.running {
			p.age += progressBeat
		}
		t.beating = n > 0
		t.mu.Unlock()
		if n == 0 {
			return
		}
		t.post(func() {
			if t.onProgress != nil && !t.left {
				t.onProgress()
			}
		})
	}
}

// slow answers the work that has taken longer than a second, the oldest first.
func (t *Tasks) slow() []*Progress {
	t.mu.Lock()
	defer t.mu.Unlock()
	var list []*Progress
	for _, p := range t.running {
		if p.age >= time.Second {
			list = append(list, p)
		}
	}
	return list
}

type timer struct {
	at   time.Duration
	f    func()
	stop *time.Timer
	off  bool
}

// After runs f on the window's goroutine after a time, unless the answered function or Close is called before. In tests the time
// passes only by Advance.
func (t *Tasks) After(d time.Duration, f func()) (stop func()) {
	m := &timer{f: f}
	if t.inline {
		m.at = t.now + d
		t.timers = append(t.timers, m)
		return func() { m.off = true }
	}
	m.stop = time.AfterFunc(d, func() {
		t.post(func() {
			if !m.off && !t.left && t.ctx.Err() == nil {
				f()
			}
		})
	})
	return func() {
		m.off = true
		m.stop.Stop()
	}
}

// Hold has work wait in a test, as for a slow store, until the answered function is called.
func (t *Tasks) Hold() (release func()) {
	var waiting []func()
	t.held = &waiting
	return func() {
		t.held = nil
		for _, f := range waiting {
			f()
		}
	}
}

// Advance lets time pass in a test.
func (t *Tasks) Advance(d time.Duration) {
	t.now += d
	due := t.timers
	t.timers = nil
	for _, m := range due {
		switch {
		case m.off || t.left:
		case m.at <= t.now:
			m.f()
		default:
			t.timers = append(t.timers, m)
		}
	}
}
