package data

import (
	"errors"
	"fmt"
	"maps"
	"strings"
)

// row is a record by the names of its columns, as the journal keeps it: what works on records of any table, such as
// merging, sees them so. Bytes are not among them.
type row map[string]any

func (r row) id() int64 { return r.number("id") }

func (r row) number(column string) int64 {
	n, _ := r[column].(int64)
	return n
}

func (r row) text(column string) string {
	s, _ := r[column].(string)
	return s
}

// shape is what a table's records look like.
type shape struct {
	name, journal string
	columns       []string
	boolean       map[string]bool
}

// shapeOf reads the shape off the table.
func shapeOf[T any](t *table[T]) shape {
	s := shape{name: t.name, journal: t.journal, boolean: map[string]bool{}}
	var r T
	columns := strings.Fields(metaColumns + " " + t.columns)
	for i, p := range t.pointers(&r) {
		if _, large := p.(blob); large {
			continue
		}
		s.columns = append(s.columns, columns[i])
		if _, is := p.(*bool); is {
			s.boolean[columns[i]] = true
		}
	}
	return s
}

// look reads the rows of a table that have a number in a column, in the order in which they were made.
func (tx *Tx) look(s shape, column string, number int64) ([]row, error) {
	var out []row
	q := "SELECT " + strings.Join(s.columns, ", ") + " FROM " + s.name + " WHERE " + column + " = $1 ORDER BY id"
	err := tx.rows(q, []any{number}, func(scan func(...any) error) error {
		values, into := make([]any, len(s.columns)), make([]any, len(s.columns))
		for i := range values {
			into[i] = &values[i]
		}
		if err := scan(into...); err != nil {
			return err
		}
		r := make(row, len(s.columns))
		for i, c := range s.columns {
			if n, ok := values[i].(int64); ok && s.boolean[c] {
				values[i] = n != 0 // SQLite has no other booleans
			}
			r[c] = values[i]
		}
		out = append(out, r)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", s.name, err)
	}
	return out, nil
}

// alter changes columns of a row, with its line in the journal, and gives the row as it is then. What has them already
// is left alone.
func (tx *Tx) alter(s shape, r row, set row) (row, error) {
	after := maps.Clone(r)
	maps.Copy(after, set)
	if maps.Equal(r, after) {
		return r, nil
	}
	after["version"], after["changed_at"], after["changed_by"] = r.number("version")+1, momentText(tx.now), tx.who
	var sets []string
	var args []any
	for _, c := range s.columns {
		if r[c] != after[c] {
			args = append(args, after[c])
			sets = append(sets, fmt.Sprintf("%s = $%d", c, len(args)))
		}
	}
	args = append(args, r.id())
	n, err := tx.exec("UPDATE "+s.name+" SET "+strings.Join(sets, ", ")+" WHERE id = $"+itoa(len(args)), args...)
	switch {
	case err != nil:
		return nil, fmt.Errorf("%s: %w", s.name, err)
	case n != 1:
		return nil, errors.New(s.name + ": the row to change is gone")
	}
	return after, tx.note(s, r.id(), r, after)
}

// erase removes a row; the journal keeps what it was.
func (tx *Tx) erase(s shape, r row) error {
	if _, err := tx.exec("DELETE FROM "+s.name+" WHERE id = $1", r.id()); err != nil {
		return fmt.Errorf("%s: %w", s.name, err)
	}
	return tx.note(s, r.id(), r, nil)
}

// bring puts a row back that was erased.
func (tx *Tx) bring(s shape, r row) error {
	cols := sortedKeys(r)
	args := make([]any, len(cols))
	for i, c := range cols {
		args[i] = r[c]
	}
	if _, err := tx.exec("INSERT INTO "+s.name+" ("+strings.Join(cols, ", ")+") VALUES ("+placeholders(1, len(cols))+")", args...); err != nil {
		return fmt.Errorf("%s: %w", s.name, err)
	}
	return tx.note(s, r.id(), nil, r)
}

func (tx *Tx) note(s shape, id int64, before, after row) error {
	was, err := pack(before)
	if err != nil {
		return err
	}
	is, err := pack(after)
	if err != nil {
		return err
	}
	return tx.journal(s.journal, s.name, id, was, is)
}

// attempt does something of which the engine may refuse a part that can be done without: then it is as if it was not
// tried, and done is false.
func (tx *Tx) attempt(f func() error) (done bool, err error) {
	if _, err := tx.exec("SAVEPOINT attempt"); err != nil {
		return false, err
	}
	change := tx.changeID
	tried := f()
	end := "RELEASE SAVEPOINT attempt"
	if tried != nil {
		end = "ROLLBACK TO SAVEPOINT attempt"
		tx.changeID = change
	}
	if _, err := tx.exec(end); err != nil {
		return false, errors.Join(tried, err)
	}
	if tried != nil && !constraint(tried) {
		return false, tried
	}
	return tried == nil, nil
}
