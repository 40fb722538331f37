package main

import (
	"context"
	"errors"
	"os/user"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"kiesvoorhetkind.nl/kantoor/app"
	"kiesvoorhetkind.nl/kantoor/app/keychain"
	"kiesvoorhetkind.nl/kantoor/data"
)

// opening is an office that is being opened beside the window.
type opening struct {
	ready chan struct{}
	// Known once ready is closed.
	office *app.Office
	fresh  bool // nobody has filled in anything there yet
	err    error
	took   time.Duration
	called string       // of which moment it is, where a backup is looked in
	drop   func() error // takes away what was made for this opening only; may be nil

	end    sync.Once
	closed atomic.Bool
	over   error // what came of closing it
}

// openings are the offices that were opened in one run of the program, so that none stays open at its end: one that was
// opened for a window that closed meanwhile is not shown any more.
type openings struct {
	mu  sync.Mutex
	all []*opening
}

// open begins to open an office.
func (o *openings) open(ctx context.Context, as options) *opening {
	op := openOffice(ctx, as)
	o.mu.Lock()
	o.all = append(slices.DeleteFunc(o.all, func(was *opening) bool { return was.closed.Load() }), op)
	o.mu.Unlock()
	return op
}

// close closes those that are open still; one that still opens is waited for up to a limit.
func (o *openings) close(limit time.Duration) error {
	o.mu.Lock()
	all := slices.Clone(o.all)
	o.mu.Unlock()
	var err error
	for _, op := range all {
		err = errors.Join(err, op.close(limit))
	}
	return err
}

// openOffice begins to open the office for who sits here.
func openOffice(ctx context.Context, o options) *opening {
	op := &opening{called: o.called, ready: make(chan struct{})}
	begin := time.Now()
	go func() {
		defer close(op.ready)
		if op.office, op.drop, op.err = open(ctx, o); op.err == nil {
			state, err := op.office.Setup.State(ctx)
			if op.fresh = state.Fresh; err != nil {
				op.err = errors.Join(err, op.shut())
				op.office = nil
			}
		}
		op.took = time.Since(begin)
	}()
	return op
}

func open(ctx context.Context, o options) (office *app.Office, drop func() error, err error) {
	if err := ctx.Err(); err != nil { // the window closed
		return nil, nil, err
	}
	as := app.Options{Address: o.address, Who: o.who, Secrets: keychain.System{}}
	if o.look != "" {
		if as.Address, drop, err = copyToLook(ctx, o); err != nil {
			return nil, nil, err
		}
		as.ReadOnly, as.Secrets = true, keychain.Memory{}
	}
	office, err = app.Open(ctx, as)
	if err == nil && o.who == "" {
		login := ""
		if u, err := user.Current(); err == nil {
			login = u.Username
		}
		if err = office.SignIn(ctx, login); err != nil {
			err = errors.Join(err, office.Close())
		}
	}
	if err != nil {
		if drop != nil {
			err = errors.Join(err, drop())
		}
		return nil, nil, err
	}
	return office, drop, nil
}

// within says whether it is ready in a time.
func (op *opening) within(limit time.Duration) bool {
	select {
	case <-op.ready:
		return true
	default:
	}
	late := time.NewTimer(limit)
	defer late.Stop()
	select {
	case <-op.ready:
		return true
	case <-late.C:
		return false
	}
}

// close closes the office, if it opened; one that still opens, and hears that it need not, is waited for up to a limit.
func (op *opening) close(limit time.Duration) error {
	if !op.within(limit) {
		return nil
	}
	return op.shut()
}

// shut closes the office, which is ready, and takes away what was made for it, once: who closes it again hears what came
// of that.
func (op *opening) shut() error {
	op.end.Do(func() {
		defer op.closed.Store(true)
		if op.office == nil {
			return
		}
		op.over = op.office.Close()
		if op.drop != nil {
			op.over = errors.Join(op.over, op.drop())
		}
	})
	return op.over
}

// putBack is what came of putting a backup back: the office as it is now, being opened or not opening, and why nothing
// was put back.
type putBack struct {
	op       *opening
	restored data.Restored
	err      error
}

// restoreOffice closes the office at an address, puts a backup in its place and has it opened again, also when nothing was
// put back.
func restoreOffice(ctx context.Context, before *opening, file, address string, again func() *opening) *putBack {
	var b putBack
	if b.err = before.close(parting); b.err == nil {
		b.restored, b.err = app.Restore(ctx, file, address)
	}
	b.op = again()
	<-b.op.ready
	return &b
}
