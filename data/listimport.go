package data

import (
	"errors"
	"slices"
)

// ListImport is a list that was read into the register.
type ListImport struct {
	Meta
	ChangeID      int64 // the change that it was, as the history has it
	File          string
	Sheet         string
	PeopleNew     int
	PeopleChanged int
	PeopleSame    int
	Undone        bool // read with it: whether it was taken back
}

var listImports = table[ListImport]{
	name: "list_import", columns: "change_id file sheet people_new people_changed people_same",
	meta: func(l *ListImport) *Meta { return &l.Meta },
	fields: func(l *ListImport) []any {
		return []any{&l.ChangeID, &l.File, &l.Sheet, &l.PeopleNew, &l.PeopleChanged, &l.PeopleSame}
	},
}

// AddListImport remembers that a list was read in by this change.
func (tx *Tx) AddListImport(l *ListImport) error {
	if l.ChangeID = tx.changeID; l.ChangeID == 0 {
		return errors.New("list: nothing was read in")
	}
	return listImports.insert(tx, l)
}

// ListImports gives the lists that were read in, the newest first.
func (tx *Tx) ListImports(limit int) ([]ListImport, error) {
	out, err := listImports.all(tx, "ORDER BY t.id DESC LIMIT $1", limit)
	for i := range out {
		n, err := tx.count("SELECT count(*) FROM change WHERE id = $1 AND undone_by IS NOT NULL", out[i].ChangeID)
		if err != nil {
			return nil, err
		}
		out[i].Undone = n > 0
	}
	return out, err
}

// ListImportOf gives the list that was read in by a change; ErrNotFound when it was none.
func (tx *Tx) ListImportOf(change int64) (ListImport, error) {
	return listImports.one(tx, "WHERE t.change_id = $1", change)
}

// TakenBack is what taking an import back came to.
type TakenBack struct {
	Removed int     // people who are no longer there
	Changed []int64 // people who were there before, and are as they were then but for Kept
	Stay    []int64 // people who came with the list and stay
	// Kept is what stays as it is now of people who were there before.
	Kept []Kept
}

// TakeBackImport takes back what reading in a list did, whenever that was, as far as nothing else depends on it: who came
// with it goes, unless something was changed or added about them since; who was changed by it is as before where nobody
// changed the same again.
func (tx *Tx) TakeBackImport(change int64) (TakenBack, error) {
	var out TakenBack
	n, err := tx.count("SELECT count(*) FROM change WHERE id = $1 AND undone_by IS NOT NULL", change)
	if err != nil {
		return out, err
	}
	if n > 0 {
		return out, Explain("Deze lijst is al teruggedraaid.", ErrCannotUndo)
	}
	if _, err := tx.ListImportOf(change); err != nil {
		return out, err
	}
	lines, err := tx.journalLines("journal", change)
	if err != nil {
		return out, err
	}
	b := takingBack{tx: tx, made: map[rowKey]row{}}
	net := sortUndo(lines)
	for _, l := range net.made {
		b.made[rowKey{l.table, l.row}] = l.after
	}
	if err := b.people(net.made); err != nil {
		return out, err
	}
	if err := b.turnBack(net.changed); err != nil {
		return out, err
	}
	for _, l := range net.made {
		if err := b.remove(l); err != nil {
			return out, err
		}
	}
	if err := b.again(net.changed); err != nil {
		return out, err
	}
	if tx.changeID == 0 {
		return b.TakenBack, Explain("Hiervan is niets meer terug te draaien: alles wat erbij kwam is sindsdien gewijzigd of in gebruik. Er is niets gewijzigd.", ErrCannotUndo)
	}
	_, err = tx.exec("UPDATE change SET undone_by = $1 WHERE id = $2", tx.changeID, change)
	return b.TakenBack, err
}

type rowKey struct {
	table string
	id    int64
}

type takingBack struct {
	tx *Tx
	TakenBack
	made map[rowKey]row // what the import made, as it made it
	stay map[int64]bool // people that it made and that stay
}

// same says whether a row is still as it was made, less what is computed.
func same(made, now row) bool {
	for c, v := range made {
		if !computed[c] && now[c] != v {
			return false
		}
	}
	return true
}

// people finds out who of the people that came with the list stay: about whom something is no longer as the list had it.
func (b *takingBack) people(made []journalLine) error {
	b.stay = map[int64]bool{}
	for _, l := range made {
		if l.table != "person" {
			continue
		}
		now, err := b.tx.look(shapes["person"], "id", l.row)
		if err != nil {
			return err
		}
		if len(now) == 0 {
			continue // merged into somebody, or removed
		}
		stays := !same(l.after, now[0])
		for _, r := range references {
			if r.to != "person" || stays {
				continue
			}
			rows, err := b.tx.look(r.from, r.column, l.row)
			if err != nil {
				return err
			}
			stays = slices.ContainsFunc(rows, func(now row) bool {
				was, ours := b.made[rowKey{r.from.name, now.id()}]
				return !ours || !same(was, now)
			})
		}
		if stays {
			b.stay[l.row] = true
			b.Stay = append(b.Stay, l.row)
		}
	}
	slices.Sort(b.Stay)
	return nil
}

// turnBack gives people who were there before what they had before, where nobody changed it since.
func (b *takingBack) turnBack(changed []journalLine) error {
	u := unmerging{tx: b.tx}
	for _, l := range changed {
		if _, known := shapes[l.table]; !known {
			continue
		}
		if err := u.turnBack(l); err != nil {
			return err
		}
	}
	b.Kept = u.Kept
	return nil
}

// again saves who was changed by the import, so that they are found by what they have now.
func (b *takingBack) again(changed []journalLine) error {
	for _, l := range changed {
		if l.table != "person" {
			continue
		}
		p, err := b.tx.Person(l.row)
		if errors.Is(err, ErrNotFound) {
			continue
		}
		if err == nil {
			err = b.tx.SavePerson(&p)
		}
		if err != nil {
			return err
		}
		b.Changed = append(b.Changed, p.ID)
	}
	return nil
}

// remove takes away what the import made, unless its person stays or something hangs under it.
func (b *takingBack) remove(l journalLine) error {
	s, known := shapes[l.table]
	if !known {
		return nil
	}
	owner := row(l.after).number("person_id")
	if l.table == "person" {
		owner = l.row
	}
	if b.stay[owner] {
		return nil
	}
	now, err := b.tx.look(s, "id", l.row)
	if err != nil || len(now) == 0 || !same(l.after, now[0]) {
		return err
	}
	done, err := b.tx.attempt(func() error { return b.tx.erase(s, now[0]) })
	if err != nil {
		return err
	}
	switch {
	case done && l.table == "person":
		b.Removed++
	case !done && l.table == "person":
		b.Stay = append(b.Stay, l.row)
	}
	return nil
}
