// Package draft keeps what somebody typed in a form of the window and did not
// save yet, so that a power cut costs nothing. A draft is the staff member's own;
// what it means for a record is left to the form.
package draft

import (
	"context"
	"slices"
	"strings"

	"kiesvoorhetkind.nl/kantoor/data"
)

// The most that is kept of one form. What a person types stays far below it; a
// pasted file does not.
const (
	maxFields = 2000
	maxBytes  = 1 << 20
)

// Drafts are the forms that were not saved, of who sits at the desk.
type Drafts struct {
	// Who sits at the desk, by login.
	Who func() string

	store *data.Store
}

// New gives the drafts in a store.
func New(store *data.Store, who func() string) *Drafts { return &Drafts{Who: who, store: store} }

// List gives the forms that were not saved, the newest first: Screen and Key say
// where each is, Title what it is called, At when it was last typed in.
func (d *Drafts) List(ctx context.Context) ([]data.Draft, error) {
	var out []data.Draft
	err := d.store.Read(ctx, func(tx *data.Tx) error {
		common, err := tx.Drafts(d.Who(), false)
		if err != nil {
			return err
		}
		private, err := tx.Drafts(d.Who(), true)
		out = append(common, private...)
		return err
	})
	slices.SortStableFunc(out, func(a, b data.Draft) int { return b.At.Compare(a.At) })
	return out, err
}

// Find gives what was typed in a form for a record; data.ErrNotFound when there is nothing.
func (d *Drafts) Find(ctx context.Context, form, key string, complaint bool) (data.Draft, error) {
	var out data.Draft
	err := d.store.Read(ctx, func(tx *data.Tx) (err error) {
		out, err = tx.Draft(d.Who(), form, key, complaint)
		return err
	})
	return out, err
}

// Keep keeps a draft in the place of the one there was. One without texts is
// dropped; one that is too large is refused, and the one before stays.
func (d *Drafts) Keep(ctx context.Context, draft data.Draft) error {
	if len(draft.Texts) == 0 {
		return d.Drop(ctx, draft.Form, draft.Key, draft.Complaint)
	}
	size := len(draft.Title)
	for _, t := range draft.Texts {
		size += len(t.Field) + len(t.Base) + len(t.Text)
	}
	if len(draft.Texts) > maxFields || size > maxBytes {
		return data.Refuse("Dit formulier is te groot om tijdens het typen te bewaren. Sla het op voordat je het venster sluit.")
	}
	draft.Who = d.Who()
	draft.Title = strings.TrimSpace(draft.Title)
	return d.store.Write(ctx, data.Change{Who: draft.Who}, func(tx *data.Tx) error { return tx.KeepDraft(draft) })
}

// Drop removes what was typed in a form, after it was saved or thrown away.
func (d *Drafts) Drop(ctx context.Context, form, key string, complaint bool) error {
	return d.store.Write(ctx, data.Change{Who: d.Who()}, func(tx *data.Tx) error { return tx.DropDraft(d.Who(), form, key, complaint) })
}
