package main

import (
	"context"
	"errors"
	"os/user"
	"time"

	"kiesvoorhetkind.nl/kantoor/app"
	"kiesvoorhetkind.nl/kantoor/app/keychain"
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
}

// openOffice begins to open the office for who sits here.
func openOffice(ctx context.Context, o options) *opening {
	op := &opening{ready: make(chan struct{}), again: func() *opening { return openOffice(ctx, o) }}
	begin := time.Now()
	go func() {
		defer close(op.ready)
		if op.office, op.err = open(ctx, o); op.err == nil {
			state, err := op.office.Setup.State(ctx)
			if op.fresh = state.Fresh; err != nil {
				op.office, op.err = nil, errors.Join(err, op.office.Close())
			}
		}
		op.took = time.Since(begin)
	}()
	return op
}

func open(ctx context.Context, o options) (*app.Office, error) {
	office, err := app.Open(ctx, app.Options{Address: o.address, Who: o.who, Secrets: keychain.System{}})
	if err != nil || o.who != "" {
		return office, err
	}
	login := ""
	if u, err := user.Current(); err == nil {
		login = u.Username
	}
	if err := office.SignIn(ctx, login); err != nil {
		return nil, errors.Join(err, office.Close())
	}
	return office, nil
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
	if !op.within(limit) || op.office == nil {
		return nil
	}
	return op.office.Close()
}
