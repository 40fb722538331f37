// Package report makes lists of the register for others: who stands on the public map, as a map and as files for the
// website, who may enter which room of the online platform, and mailing lists. What is true of a person or an
// organisation is register's to say; how a list becomes a file is package sheet's, how it is printed document's.
package report

import (
	"context"

	"kiesvoorhetkind.nl/kantoor/app/document"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Reports is the job.
type Reports struct {
	// Look says how the office presents itself on paper; by default only with its name.
	Look func(tx *data.Tx) (document.Look, error)

	store *data.Store
}

// New makes the job on a store.
func New(store *data.Store) *Reports {
	return &Reports{store: store, Look: func(*data.Tx) (document.Look, error) {
		return document.Look{Office: document.Office{Name: "Expertisecentrum Kind en Scheiding"}}, nil
	}}
}

// page is how many people are read at once.
const page = 1000

// everyMember goes through who is a member today and is left by a filter, by name, some at a time.
func everyOf(ctx context.Context, tx *data.Tx, f data.PeopleFilter, each func([]data.Person) error) error {
	var last *data.Person
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		found, err := tx.FilteredPage(f, last, page)
		if err != nil || len(found) == 0 {
			return err
		}
		if err := each(found); err != nil {
			return err
		}
		if len(found) < page {
			return nil
		}
		last = &found[len(found)-1]
	}
}
