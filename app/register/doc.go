// Package register is the office's register: people and organisations, finding
// them, lists in, and membership of the platform for professionals.
//
// It knows what a person is and until when somebody is a member. What a training
// is (training), what was ordered and paid (sales) and what was written
// (mailbox, complaint) it only shows on a person's page; those jobs tell it what
// matters for membership through RecordMembership. How a screen looks is left to
// the screens.
package register

import (
	"context"

	"kiesvoorhetkind.nl/kantoor/data"
)

// Register is the job. Who names the person at the desk, for the history.
type Register struct {
	store   *data.Store
	Who     func() string
	doubles lastDoubles
}

// New makes the job on a store.
func New(store *data.Store) *Register {
	return &Register{store: store, Who: func() string { return "" }}
}

func (r *Register) change(title string) data.Change {
	return data.Change{Who: r.Who(), Title: title}
}

func (r *Register) write(ctx context.Context, title string, f func(*data.Tx) error) (int64, error) {
	return r.store.Do(ctx, r.change(title), f)
}
