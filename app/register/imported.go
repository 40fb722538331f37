package register

import (
	"context"
	"errors"

	"kiesvoorhetkind.nl/kantoor/data"
)

// Imported is a list that was read in, as the screen tells of it.
type Imported struct {
	Change  int64
	Day     data.Day
	Who     string
	File    string
	New     int // people who came with it
	Changed int // people whom it changed
	Undone  bool
}

// mostImports is how many lists are told of.
const mostImports = 200

// Imports gives the lists that were read in, the newest first.
func (r *Register) Imports(ctx context.Context) ([]Imported, error) {
	var out []Imported
	err := r.store.Read(ctx, func(tx *data.Tx) error {
		found, err := tx.ListImports(mostImports)
		out = nil
		for _, l := range found {
			out = append(out, Imported{Change: l.ChangeID, Day: data.DayOf(l.CreatedAt), Who: l.CreatedBy, File: l.File, New: l.PeopleNew, Changed: l.PeopleChanged, Undone: l.Undone})
		}
		return err
	})
	return out, err
}

// TakenBack is what taking an import back does, or will do.
type TakenBack struct {
	Removed int      // people who go
	Turned  int      // people who are as before
	Stay    []string // who came with the list and stay, since something was changed or added about them
	Notes   []string // in Dutch what else stays
	Change  int64
}

// LookAtTakeBack says what taking back an import will do; nothing is changed.
func (r *Register) LookAtTakeBack(ctx context.Context, change int64) (TakenBack, error) {
	var out TakenBack
	_, err := r.write(ctx, "Inlezen teruggedraaid", func(tx *data.Tx) (err error) {
		if out, err = takeBack(tx, change); err != nil {
			return err
		}
		return errOnlyLooked
	})
	if errors.Is(err, errOnlyLooked) {
		err = nil
	}
	return out, err
}

// TakeBackImport takes back what reading in a list did, as far as nothing else depends on it by now.
func (r *Register) TakeBackImport(ctx context.Context, change int64) (TakenBack, error) {
	var out TakenBack
	id, err := r.write(ctx, "Inlezen teruggedraaid", func(tx *data.Tx) (err error) {
		out, err = takeBack(tx, change)
		return err
	})
	out.Change = id
	return out, err
}

func takeBack(tx *data.Tx, change int64) (TakenBack, error) {
	b, err := tx.TakeBackImport(change)
	if err != nil {
		return TakenBack{}, err
	}
	out := TakenBack{Removed: b.Removed, Turned: len(b.Changed)}
	for _, id := range b.Changed {
		if err := RefreshMembership(tx, id); err != nil {
			return out, err
		}
	}
	for _, id := range b.Stay {
		p, err := tx.Person(id)
		if err != nil {
			return out, err
		}
		out.Stay = append(out.Stay, p.ListName())
	}
	out.Notes = staying(data.Unmerged{Kind: data.MergedPerson, Kept: b.Kept})
	return out, nil
}

// explainImport tells where an import that cannot be undone as a whole is taken back as far as it goes.
func explainImport(err error) error {
	return data.Explain("Sinds het inlezen is er iets aan deze mensen gewijzigd. Kies in het register “Ingelezen lijsten” om terug te draaien wat nog kan. Er is niets gewijzigd.", err)
}

// UndoImport takes an import back as a whole; where something was changed since it says where it can be done in part.
func (r *Register) UndoImport(ctx context.Context, change int64) (isImport bool, err error) {
	err = r.store.Read(ctx, func(tx *data.Tx) error {
		_, err := tx.ListImportOf(change)
		return err
	})
	if errors.Is(err, data.ErrNotFound) {
		return false, nil
	}
	if err != nil {
		return true, err
	}
	_, err = r.store.Undo(ctx, r.Who(), change)
	if errors.Is(err, data.ErrCannotUndo) {
		err = explainImport(err)
	}
	return true, err
}
