// Package enrolment is where a place in a training and its invoice meet: making
// invoices of enrolments, and cancelling or moving an enrolment, or a whole cohort,
// with what that does to the invoices. Before anything happens it says what will;
// what it does is one change, and only drafts are made, so that it can be undone.
//
// Who has a seat is training's, what stands on an invoice and giving it a number
// is sales's; this package stands above both.
package enrolment

import (
	"context"

	"kiesvoorhetkind.nl/kantoor/app/workday"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Desk does the work.
type Desk struct {
	// Who names the person at the desk, for the history.
	Who func() string
	// Calendar says which days the office works.
	Calendar workday.Calendar

	store *data.Store
}

// New makes the job on a store.
func New(store *data.Store) *Desk { return &Desk{Who: func() string { return "" }, store: store} }

func (d *Desk) do(ctx context.Context, title string, f func(tx *data.Tx) error) (int64, error) {
	return d.store.Do(ctx, data.Change{Who: d.Who(), Title: title}, f)
}
