package main

import (
	"context"
	"errors"
	"io"
	stdlog "log"
	"log/slog"
	"os"
	"runtime"
	"strings"
	"sync"
	"time"

	"kiesvoorhetkind.nl/kantoor/app"
	"kiesvoorhetkind.nl/kantoor/app/logbook"
	"kiesvoorhetkind.nl/kantoor/app/single"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

const (
	// patience is how long a window that runs already may take to come to the front.
	patience = 8 * time.Second
	// signOfLife is how often the program notes that it runs.
	signOfLife = time.Minute
)

// desk is what one person's program has on one office beside the office itself: being the only one, a log, and how the
// last run ended. Any of these may be missing where the folder for them cannot be written; the office opens all the same.
type desk struct {
	turn *single.Turn
	book *logbook.Book
	life *logbook.Run
	// last is how the last run stopped; nil when it came to its end.
	last *logbook.Ending
	log  *slog.Logger
	// rescue keeps what can be kept when the window breaks down; may be nil.
	rescue func()
	// toolkit is what the toolkit said that went wrong.
	toolkit beginning
}

// beginning keeps the first of what is written to it.
type beginning struct {
	mu   sync.Mutex
	text []byte
}

func (b *beginning) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.text) < 4096 {
		b.text = append(b.text, p...)
	}
	return len(p), nil
}

func (b *beginning) holds(text string) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return strings.Contains(string(b.text), text)
}

// quietDesk is a desk without an office.
func quietDesk() *desk {
	d := &desk{}
	d.logTo(os.Stderr)
	return d
}

// takeDesk sits down at an office. ErrShown: this person has a window on it already, which is at the front now. Any
// error that is told comes with a desk that has a log.
func takeDesk(ctx context.Context, address string) (*desk, error) {
	d := quietDesk()
	folder, err := app.DeskFolder(address)
	if err != nil {
		d.log.Warn("no folder for this desk", "error", err)
		return d, nil
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	d.turn, err = single.Take(ctx, folder)
	switch {
	case errors.Is(err, single.ErrShown):
		return d, err
	case errors.Is(err, single.ErrSilent):
		return d, data.Explain(words.T("KIES Kantoor is al open op dit kantoor, maar geeft geen antwoord. Sluit dat venster, of wacht tot het weer reageert, en start opnieuw."), err)
	case err != nil:
		// Two windows do no harm; two logs in one file would.
		d.log.Warn("cannot tell whether it runs already", "error", err)
		return d, nil
	}
	if d.book, err = logbook.Open(folder); err != nil {
		d.log.Warn("no log file", "error", err)
	} else {
		d.logTo(logbook.Both(d.book, os.Stderr))
	}
	d.warn(os.RemoveAll(lookFolder(folder))) // copies that were left by a power cut; this is the only window
	d.log.Info("begin", "version", appVersion, "system", runtime.GOOS+"/"+runtime.GOARCH)
	if d.life, d.last, err = logbook.Begin(folder); err != nil {
		d.log.Warn("no crash file", "error", err)
	}
	if d.last != nil {
		d.log.Warn("the last run did not end", "at", d.last.At, "stack", d.last.Trace)
	}
	return d, nil
}

// logTo has the program's own log, and what the toolkit says, written.
func (d *desk) logTo(w io.Writer) {
	d.log = slog.New(logbook.NewHandler(w))
	stdlog.SetFlags(0)
	stdlog.SetOutput(logbook.Both(&d.toolkit, logbook.Lines(d.log, "toolkit")))
}

// live notes now and then that the program runs, until the context ends.
func (d *desk) live(ctx context.Context) error {
	if d.life == nil {
		return nil
	}
	tick := time.NewTicker(signOfLife)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			if err := d.life.Beat(); err != nil {
				return err
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// broke writes down a breakdown, and answers its traces.
func (d *desk) broke(stack []byte) (string, error) {
	text := logbook.Trace(string(stack))
	d.log.Error("the program breaks down", "stack", text)
	if d.life == nil {
		return text, nil
	}
	return d.life.Broke(stack)
}

// quiet answers no second start any more: that one waits until this program has ended.
func (d *desk) quiet() {
	if d.turn != nil {
		d.warn(d.turn.Quiet())
	}
}

// end notes that the program came to its end, and gets up.
func (d *desk) end() {
	d.log.Info("end")
	if d.life != nil {
		d.warn(d.life.End())
	}
	d.close()
}

func (d *desk) close() {
	if d.book != nil {
		d.warn(d.book.Close())
		d.logTo(os.Stderr)
	}
	if d.turn != nil {
		d.warn(d.turn.Close())
	}
}

func (d *desk) warn(err error) {
	if err != nil {
		d.log.Warn("the desk is not left as it should be", "error", err)
	}
}
