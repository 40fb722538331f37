package logbook

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"time"
)

const (
	markFile  = "bezig"
	crashFile = "storing.txt"
)

// Run is the program from its start to its end, in a folder in which no other runs.
type Run struct{ mark, crash string }

// Ending is how the last run stopped without coming to its end.
type Ending struct {
	// At is the last sign of life: the crash itself, or at most a Beat before.
	At time.Time
	// Trace has the traces of a crash; empty when the program was killed or the machine went off.
	Trace string
}

// Begin marks that the program runs, and has a crash written to a file. It answers how the last run stopped when that did
// not come to End, else nil. What stood in the file of that crash is gone then but for its Trace.
func Begin(dir string) (*Run, *Ending, error) {
	r := &Run{filepath.Join(dir, markFile), filepath.Join(dir, crashFile)}
	last, err := r.last()
	if err != nil {
		return nil, nil, fmt.Errorf("last run: %w", err)
	}
	if err := r.begin(); err != nil {
		return nil, last, fmt.Errorf("this run: %w", err)
	}
	return r, last, nil
}

func (r *Run) last() (*Ending, error) {
	var e *Ending
	if info, err := os.Stat(r.mark); err == nil {
		e = &Ending{At: info.ModTime()}
	} else if !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	f, err := os.Open(r.crash)
	if errors.Is(err, os.ErrNotExist) {
		return e, nil
	}
	if err != nil {
		return e, err
	}
	info, err := f.Stat()
	if err != nil {
		return e, errors.Join(err, f.Close())
	}
	raw, err := io.ReadAll(io.LimitReader(f, mostTrace))
	if err = errors.Join(err, f.Close()); err != nil || len(raw) == 0 {
		return e, err
	}
	if e == nil {
		e = &Ending{}
	}
	e.Trace = Trace(string(raw))
	if info.ModTime().After(e.At) {
		e.At = info.ModTime()
	}
	return e, nil
}

func (r *Run) begin() error {
	f, err := os.OpenFile(r.crash, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	// The runtime keeps a handle of its own.
	if err := errors.Join(debug.SetCrashOutput(f, debug.CrashOptions{}), f.Close()); err != nil {
		return err
	}
	// Also where the last mark still stands: its time is the sign of life.
	if err := os.WriteFile(r.mark, nil, 0o600); err != nil {
		return err
	}
	return r.Beat()
}

// Beat is a sign of life, to be given every minute or so.
func (r *Run) Beat() error {
	now := time.Now()
	return os.Chtimes(r.mark, now, now)
}

// Broke writes down the crash of which the program ends now, as debug.Stack gave it, and answers what it kept.
func (r *Run) Broke(stack []byte) (string, error) {
	text := Trace(string(stack))
	return text, os.WriteFile(r.crash, []byte(text+"\n"), 0o600)
}

// End marks that the program came to its end.
func (r *Run) End() error {
	err := debug.SetCrashOutput(nil, debug.CrashOptions{})
	return errors.Join(err, os.Remove(r.crash), os.Remove(r.mark))
}
