package main

import (
	"context"
	"errors"
	"os/user"
	"time"

	"kiesvoorhetkind.nl/kantoor/app"
	"kiesvoorhetkind.nl/kantoor/app/keychain"
	"kiesvoorhetkind.nl/kantoor/data"
)

// opening is an office that is being opened beside the window.
type opening struct {
	// again opens it once more.
	again func() *opening
	ready chan struct{}
	// Known once ready is closed.
	office *app.Office
	fresh  bool // nobody has filled in anything there yet
	err    error
	took   time.Duration
	drop   func() error // takes away what was made for this opening only; may be nil
}

// openOffice begins to open the office for who sits here.
func openOffice(ctx context.Context, o options) *opening {
	op := &opening{ready: make(chan struct{}), again: func() *opening { return openOffice(ctx, o) }}
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

// shut closes the office, which is ready, and takes away what was made for it.
func (op *opening) shut() error {
	if op.office == nil {
		return nil
	}
	err := op.office.Close()
	if op.drop != nil {
		err = errors.Join(err, op.drop())
	}
	return err
}

// putBack is what came of putting a backup back: the office as it is now, being opened or not opening, and why nothing
// was put back.
type putBack struct {
	op       *opening
	restored data.Restored
	err      error
}

// restoreOffice closes the office, puts a backup in its place and opens it again, also when nothing was put back. The
// office is opened for as long as life lasts.
func restoreOffice(ctx, life context.Context, before *opening, file string, o options) *putBack {
	var b putBack
	if b.err = before.close(parting); b.err == nil {
		b.restored, b.err = app.Restore(ctx, file, o.address)
	}
	b.op = openOffice(life, o)
	<-b.op.ready
	return &b
}
