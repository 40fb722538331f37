package data

import (
	"errors"
	"fmt"
	"slices"
)

// Unmerged is what taking a merging back came to.
type Unmerged struct {
	Kind       string
	SurvivorID int64
	Back       []Merged // who are records of their own again
	Moved      int      // records that returned to them
	Kept       []Kept   // what stays as it is now
}

// Kept is something that did not go back, since it became something else in the meantime.
type Kept struct {
	Table  string
	RowID  int64
	Column string // empty: the row as a whole
	// Lost: what it belongs with is no longer there.
	Lost bool
}

// computed are the columns that follow from others; Meta's go their own way.
var computed = map[string]bool{
	"id": true, "version": true, "created_at": true, "created_by": true, "changed_at": true, "changed_by": true,
	"sort_key": true, "search": true, "name_key": true, "town_key": true, "member_until": true, "coach_until": true, "mediator_until": true,
}

// Unmerge takes back the merging that was done in a change, whenever that was: the records come back with their own
// numbers, and what was moved or changed by merging returns where it is still as merging left it. What came or changed
// since stays with the one who stayed; what hangs under a row that returns goes along. It is all or nothing: a later
// merging of the same record must be taken back first.
func (tx *Tx) Unmerge(change int64) (Unmerged, error) {
	gone, err := tx.MergedBy(change)
	if err != nil {
		return Unmerged{}, err
	}
	if len(gone) == 0 {
		return Unmerged{}, Explain("Deze samenvoeging is al teruggedraaid.", ErrCannotUndo)
	}
	u := unmerging{tx: tx, Unmerged: Unmerged{Kind: gone[0].Kind, SurvivorID: gone[0].SurvivorID, Back: gone}}
	if err := u.refuseLater(change); err != nil {
		return Unmerged{}, err
	}
	common, err := tx.journalLines("journal", change)
	if err != nil {
		return Unmerged{}, err
	}
	private, err := tx.journalLines("complaint_journal", change)
	if err != nil {
		return Unmerged{}, err
	}
	c, p := sortUndo(common), sortUndo(private)
	for _, l := range slices.Concat(c.restored, p.restored) {
		if err := u.restore(l); err != nil {
			return Unmerged{}, err
		}
	}
	for _, l := range slices.Concat(c.changed, p.changed) {
		if err := u.turnBack(l); err != nil {
			return Unmerged{}, err
		}
	}
	for _, m := range gone {
		if err := merges.remove(tx, m.ID); err != nil {
			return Unmerged{}, err
		}
	}
	if err := u.compute(); err != nil {
		return Unmerged{}, err
	}
	_, err = tx.exec("UPDATE change SET undone_by = $1 WHERE id = $2", tx.changeID, change)
	return u.Unmerged, err
}

type unmerging struct {
	tx *Tx
	Unmerged
	touched []int64 // people of an organisation whose searching is to be computed again
}

func (u *unmerging) refuseLater(change int64) error {
	n, err := u.tx.count("SELECT count(*) FROM merged WHERE kind = $1 AND change_id > $2 AND (survivor_id = $3 OR gone_id = $3)", u.Kind, change, u.SurvivorID)
	if err != nil {
		return err
	}
	if n > 0 {
		return Explain("Hierna is nog een keer samengevoegd. Draai eerst de laatste samenvoeging terug. Er is niets gewijzigd.", ErrCannotUndo)
	}
	return nil
}

// restore brings back a row that merging let go.
func (u *unmerging) restore(l journalLine) error {
	s, ok := shapes[l.table]
	if !ok {
		return fmt.Errorf("unmerge: no shape of %s", l.table)
	}
	r := row(l.before)
	if l.table == "person" && r["organisation_id"] != nil {
		// The organisation may itself have been merged away, or removed.
		org, err := u.tx.MergedInto(MergedOrganisation, r.number("organisation_id"))
		if err != nil {
			return err
		}
		r["organisation_id"] = org
		if _, err := u.tx.Organisation(org); errors.Is(err, ErrNotFound) {
			r["organisation_id"] = nil
		} else if err != nil {
			return err
		}
	}
	done, err := u.tx.attempt(func() error { return u.tx.bring(s, r) })
	if err != nil {
		return err
	}
	if !done && l.table == u.Kind {
		return Explain("Dit kan niet worden teruggedraaid: het oude nummer is intussen van iets anders. Er is niets gewijzigd.", ErrCannotUndo)
	}
	if !done {
		u.Kept = append(u.Kept, Kept{Table: l.table, RowID: l.row, Lost: true})
	}
	return nil
}

// turnBack gives the columns that merging changed their old values, where nobody changed them since.
func (u *unmerging) turnBack(l journalLine) error {
	s, ok := shapes[l.table]
	if !ok {
		return fmt.Errorf("unmerge: no shape of %s", l.table)
	}
	found, err := u.tx.look(s, "id", l.row)
	if err != nil {
		return err
	}
	if len(found) == 0 {
		u.Kept = append(u.Kept, Kept{Table: l.table, RowID: l.row, Lost: true})
		return nil
	}
	now, set := found[0], row{}
	for _, c := range s.columns {
		before, after := l.before[c], l.after[c]
		switch {
		case computed[c] || before == after || now[c] == before:
		case now[c] != after:
			u.Kept = append(u.Kept, Kept{Table: l.table, RowID: l.row, Column: c})
		default:
			set[c] = before
		}
	}
	if len(set) == 0 {
		return nil
	}
	done, err := u.tx.attempt(func() error {
		_, err := u.tx.alter(s, now, set)
		return err
	})
	switch {
	case err != nil:
		return err
	case !done:
		u.Kept = append(u.Kept, Kept{Table: l.table, RowID: l.row})
		return nil
	}
	if l.table == "person" && u.Kind == MergedOrganisation {
		u.touched = append(u.touched, l.row)
	}
	for _, r := range references {
		if back, moved := set[r.column]; moved && r.from.name == l.table && r.to == u.Kind {
			u.Moved++
			if err := u.follow(l.table, l.row, r.column, now[r.column], back); err != nil {
				return err
			}
		}
	}
	return nil
}

// follow takes along what was hung since under a row that returned.
func (u *unmerging) follow(table string, id int64, column string, from, to any) error {
	for _, f := range followers {
		if f.parent != table || !u.names(f.table, f.column) {
			continue
		}
		s := shapes[f.table]
		under, err := u.tx.look(s, f.under, id)
		if err != nil {
			return err
		}
		for _, r := range under {
			if r[f.column] != from {
				continue
			}
			done, err := u.tx.attempt(func() error {
				_, err := u.tx.alter(s, r, row{f.column: to})
				return err
			})
			if err != nil {
				return err
			}
			if done {
				u.Moved++
				if err := u.follow(f.table, r.id(), f.column, from, to); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// names says whether a column names what is being unmerged.
func (u *unmerging) names(table, column string) bool {
	return slices.ContainsFunc(references, func(r reference) bool { return r.from.name == table && r.column == column && r.to == u.Kind })
}

// compute brings what follows from the rest up to date, now that the rows are where they belong.
func (u *unmerging) compute() error {
	if u.Kind == MergedOrganisation {
		for _, id := range append([]int64{u.SurvivorID}, ids(u.Back)...) {
			o, err := u.tx.Organisation(id)
			if err == nil {
				err = u.tx.SaveOrganisation(&o)
			}
			if err != nil {
				return err
			}
		}
	} else {
		u.touched = append([]int64{u.SurvivorID}, ids(u.Back)...)
	}
	for _, id := range u.touched {
		p, err := u.tx.Person(id)
		if err == nil {
			err = u.tx.SavePerson(&p)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func ids(of []Merged) []int64 {
	out := make([]int64, len(of))
	for i, m := range of {
		out[i] = m.GoneID
	}
	return out
}
