package ui

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestOnlyTheNewestOfALaneCounts(t *testing.T) {
	tasks := NewInlineTasks(slog.New(slog.DiscardHandler))
	lane := tasks.Lane()
	var got []string
	LoadOr(lane, func(outer context.Context) (string, error) {
		// While this one works, the next is asked for.
		Load(lane, func(context.Context) (string, error) { return "new", nil }, func(s string) { got = append(got, s) })
		if outer.Err() == nil {
			t.Error("the older work was not cancelled")
		}
		return "old", nil
	}, func(s string, _ error) { got = append(got, s) })
	if len(got) != 1 || got[0] != "new" {
		t.Errorf("got %v", got)
	}
}

func TestStoppedLaneAnswersNothing(t *testing.T) {
	lane := NewInlineTasks(slog.New(slog.DiscardHandler)).Lane()
	LoadOr(lane, func(context.Context) (int, error) {
		lane.Stop()
		return 1, nil
	}, func(int, error) { t.Error("a stopped lane answered") })
}

// What ends after the window shows something else comes to nothing there; what went wrong is in the log.
func TestWhatWasLeftAnswersNothing(t *testing.T) {
	fault := errors.New("the disk is gone")
	for name, begin := range map[string]func(tasks *Tasks, leave func(ctx context.Context) error, answered func()){
		"load": func(tasks *Tasks, leave func(context.Context) error, answered func()) {
			Load(tasks.Lane(), func(ctx context.Context) (int, error) { return 1, leave(ctx) }, func(int) { answered() })
		},
		"load or": func(tasks *Tasks, leave func(context.Context) error, answered func()) {
			LoadOr(tasks.Lane(), func(ctx context.Context) (int, error) { return 1, leave(ctx) }, func(int, error) { answered() })
		},
		"act": func(tasks *Tasks, leave func(context.Context) error, answered func()) {
			Act(tasks, "x", func(ctx context.Context, _ *Progress) (int, error) { return 1, leave(ctx) }, func(int) { answered() })
		},
		"act or": func(tasks *Tasks, leave func(context.Context) error, answered func()) {
			ActOr(tasks, "x", func(ctx context.Context, _ *Progress) (int, error) { return 1, leave(ctx) }, func(int, error) { answered() })
		},
		"after": func(tasks *Tasks, leave func(context.Context) error, answered func()) {
			tasks.After(time.Second, answered)
			_ = leave(tasks.ctx)
			tasks.Advance(time.Minute)
		},
	} {
		for _, err := range []error{nil, fault} {
			var log bytes.Buffer
			tasks := NewInlineTasks(slog.New(slog.NewTextHandler(&log, nil)))
			answered := false
			tasks.onFail = func(error) { answered = true }
			tasks.onProgress = func() { answered = true }
			begin(tasks, func(ctx context.Context) error {
				tasks.Leave()
				if ctx.Err() == nil {
					t.Errorf("%s: it is not cancelled", name)
				}
				return err
			}, func() { answered = true })
			if answered {
				t.Errorf("%s (%v): it answers a window that shows something else", name, err)
			}
			if logged := strings.Contains(log.String(), "the disk is gone"); name != "after" && logged != (err != nil) {
				t.Errorf("%s (%v): the log has %q", name, err, log.String())
			}
		}
	}
}

func TestPanicBecomesAnErrorWithoutItsText(t *testing.T) {
	var log bytes.Buffer
	tasks := NewInlineTasks(slog.New(slog.NewTextHandler(&log, nil)))
	var failed error
	tasks.onFail = func(err error) { failed = err }
	Act(tasks, "x", func(context.Context, *Progress) (int, error) { panic("Jansen, Piet") }, func(int) { t.Error("done after a panic") })
	if failed == nil || strings.Contains(failed.Error()+log.String(), "Jansen") {
		t.Errorf("failed: %v, log: %s", failed, log.String())
	}
	if len(tasks.running) != 0 {
		t.Error("it still counts as running")
	}
}

func TestCancelledWorkIsNoFailure(t *testing.T) {
	tasks := NewInlineTasks(slog.New(slog.DiscardHandler))
	tasks.onFail = func(err error) { t.Errorf("told %v", err) }
	Act(tasks, "x", func(ctx context.Context, p *Progress) (int, error) {
		p.cancel()
		return 0, ctx.Err()
	}, func(int) { t.Error("done after cancelling") })
}

func TestProgressIsShownAfterASecond(t *testing.T) {
	tasks := NewInlineTasks(slog.New(slog.DiscardHandler))
	Act(tasks, "Printen", func(_ context.Context, p *Progress) (int, error) {
		p.Set(3, 10)
		p.Note("blad")
		if len(tasks.slow()) != 0 {
			t.Error("shown at once")
		}
		p.age = time.Second
		slow := tasks.slow()
		if len(slow) != 1 {
			t.Fatal("not shown after a second")
		}
		if d, n, note := slow[0].state(); d != 3 || n != 10 || note != "blad" {
			t.Errorf("shows %d of %d, %q", d, n, note)
		}
		return 0, nil
	}, nil)
}

func TestBackgroundWorkStopsAtClosing(t *testing.T) {
	tasks := NewTasks(slog.New(slog.DiscardHandler))
	started, stopped := make(chan struct{}), make(chan error, 1)
	tasks.Keep("post", func(ctx context.Context, _ func(func())) error {
		close(started)
		<-ctx.Done()
		stopped <- ctx.Err()
		return ctx.Err()
	})
	<-started
	tasks.Close(time.Minute)
	if err := <-stopped; !errors.Is(err, context.Canceled) {
		t.Errorf("stopped by %v", err)
	}
}

func TestManyActsBesideTheWindow(t *testing.T) {
	tasks := NewTasks(slog.New(slog.DiscardHandler))
	var mu sync.Mutex
	sum := 0
	var all sync.WaitGroup
	for i := range 50 {
		all.Add(1)
		ActOr(tasks, "tellen", func(_ context.Context, p *Progress) (int, error) {
			p.Set(i, 50)
			return i, nil
		}, func(v int, _ error) {
			mu.Lock()
			sum += v
			mu.Unlock()
			all.Done()
		})
	}
	all.Wait()
	tasks.Close(time.Minute)
	if sum != 1225 {
		t.Errorf("sum %d", sum)
	}
}

func TestTimersPassOnlyByAdvance(t *testing.T) {
	tasks := NewInlineTasks(slog.New(slog.DiscardHandler))
	rang := 0
	stop := tasks.After(time.Second, func() { rang += 10 })
	tasks.After(2*time.Second, func() { rang++ })
	stop()
	tasks.Advance(time.Second)
	if rang != 0 {
		t.Errorf("rang %d too early", rang)
	}
	tasks.Advance(time.Second)
	tasks.Advance(time.Hour)
	if rang != 1 {
		t.Errorf("rang %d", rang)
	}
}

func TestSlowWorkIsLoggedByItsPlace(t *testing.T) {
	var log bytes.Buffer
	tasks := NewInlineTasks(slog.New(slog.NewTextHandler(&log, nil)))
	began := time.Now().Add(-time.Hour)
	noteSlow(tasks, "screen.save", began)
	noteSlow(tasks, "screen.quick", time.Now())
	if got := log.String(); !strings.Contains(got, "work=screen.save took=1h") || strings.Contains(got, "quick") {
		t.Errorf("logged %q", got)
	}
}

func TestRefusalIsNoFault(t *testing.T) {
	var log bytes.Buffer
	tasks := NewInlineTasks(slog.New(slog.NewTextHandler(&log, nil)))
	for _, c := range []struct {
		err   error
		level string
	}{{userError("Vul een naam in."), "INFO"}, {fmt.Errorf("save: %w", userError("Vol.")), "INFO"}, {errors.New("disk"), "ERROR"}} {
		log.Reset()
		Act(tasks, "Jansen opslaan", func(context.Context, *Progress) (int, error) { return 0, c.err }, nil)
		if got := log.String(); !strings.Contains(got, "level="+c.level) || !strings.Contains(got, "work=ui.TestRefusalIsNoFault.func") || strings.Contains(got, "Jansen") {
			t.Errorf("%v is logged as %q", c.err, got)
		}
	}
}
