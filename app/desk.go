package app

import (
	"context"

	"kiesvoorhetkind.nl/kantoor/data"
)

// History gives the last changes, newest first, before a number (0: from the newest).
func (o *Office) History(ctx context.Context, before int64, limit int) ([]data.HistoryEntry, error) {
	var out []data.HistoryEntry
	err := o.Store.Read(ctx, func(tx *data.Tx) (err error) {
		out, err = tx.History(before, limit)
		return err
	})
	return out, err
}

// Backup writes the whole office to a file in a folder and checks it.
func (o *Office) Backup(ctx context.Context, dir string) (data.Backup, error) {
	return o.Store.Backup(ctx, dir)
}

// Check looks whether everything that is kept is whole, and says in Dutch what is not.
func (o *Office) Check(ctx context.Context) ([]string, error) { return o.Store.Check(ctx) }

// Where is the file or the database that the office is kept in, and whether several desks share it.
func (o *Office) Where() (address string, shared bool) { return o.Store.Address(), o.Store.Shared() }
