package data

import (
	"errors"
	"slices"
	"strings"
)

// Sort is the order in which somebody wants to see a list: by one of its columns, upward or downward. The zero value is
// the list's own order. Records of which the column says nothing come last either way.
type Sort struct {
	By   string
	Down bool
}

// ordering is a column that a list can be sorted by.
type ordering struct {
	// value is what the column says of record t, a text or a whole number; TODAY stands for today in it.
	value string
	// filled is the condition under which it says something, and empty that under which it does not; no empty: it
	// always says something.
	filled, empty string
	// from is what is read where that is more than table t, and key what holds the number of the record in it.
	from, key string
}

// texted is the ordering by a text.
func texted(value string) ordering {
	return ordering{value: value, filled: value + " <> ''", empty: value + " = ''"}
}

// always is the ordering by what every record has.
func always(value string) ordering { return ordering{value: value} }

// counted is the ordering by a number that may be NULL.
func counted(value string) ordering {
	return ordering{value: value, filled: value + " IS NOT NULL", empty: value + " IS NULL"}
}

// ranked writes the place of a text in a list; what is not in it comes last.
func ranked(value string, order []string) string {
	q := "CASE " + value
	for i, v := range order {
		q += " WHEN '" + v + "' THEN " + itoa(i)
	}
	return q + " ELSE " + itoa(len(order)) + " END"
}

// sorting is how the records of a table are put in order.
type sorting[T any] struct {
	table   *table[T]
	columns map[string]ordering
	// ties is the order of records of which the column says the same, the last with the record's number; all of them
	// upward, or downward.
	ties     []string
	tiesDown bool
}

// page gives a page of the records that the conditions leave, in an order, after a record of the page before (0: from the
// start). It reads from where that record stands now, so that a page far on costs the same as the first.
func (s sorting[T]) page(tx *Tx, by Sort, conds []string, args []any, after int64, limit int) ([]T, error) {
	o, ok := s.columns[by.By]
	if !ok {
		return nil, errors.New(s.table.name + ": no such column to sort by")
	}
	for _, text := range []*string{&o.value, &o.filled, &o.empty, &o.from} {
		*text = strings.ReplaceAll(*text, "TODAY", "'"+string(tx.Today())+"'")
	}
	if o.from == "" {
		o.from, o.key = s.table.name+" t", "t.id"
	}
	var value any
	ties, rest := []any(nil), false
	if after != 0 {
		var err error
		if value, ties, rest, err = s.place(tx, o, after); err != nil {
			return nil, err
		}
	}
	var ids []int64
	if !rest {
		part := slices.Clone(conds)
		if o.filled != "" {
			part = append([]string{o.filled}, part...)
		}
		with := slices.Clone(args)
		if after != 0 {
			further := ">"
			if by.Down {
				further = "<"
			}
			with = append(with, value)
			n := "$" + itoa(len(with))
			var beyond string
			beyond, with = s.beyond(ties, with)
			// The first of both lets an index begin where the page begins.
			part = append(part, o.value+" "+further+"= "+n, "("+o.value+" "+further+" "+n+" OR "+beyond+")")
		}
		order := o.value
		if by.Down {
			order += " DESC"
		}
		found, err := s.numbers(tx, o.key, o.from, part, order+", "+s.tied(), with, limit)
		if err != nil {
			return nil, err
		}
		ids, ties = found, nil
	}
	if o.empty != "" && len(ids) < limit {
		part, with := append([]string{o.empty}, conds...), slices.Clone(args)
		if ties != nil {
			var beyond string
			beyond, with = s.beyond(ties, with)
			part = append(part, beyond)
		}
		found, err := s.numbers(tx, "t.id", s.table.name+" t", part, s.tied(), with, limit-len(ids))
		if err != nil {
			return nil, err
		}
		ids = append(ids, found...)
	}
	return s.read(tx, ids)
}

// place reads where a record stands: what its column says and what its ties are; rest is that the column says nothing.
func (s sorting[T]) place(tx *Tx, o ordering, id int64) (value any, ties []any, rest bool, err error) {
	ties = make([]any, len(s.ties))
	into := []any{&value}
	for i := range ties {
		into = append(into, &ties[i])
	}
	where := " WHERE " + o.key + " = $1 AND t.id = $1"
	if o.filled != "" {
		where += " AND " + o.filled
	}
	tied := strings.Join(s.ties, ", ")
	err = tx.row("SELECT "+o.value+", "+tied+" FROM "+o.from+where, []any{id}, into...)
	if errors.Is(err, ErrNotFound) && o.empty != "" {
		rest = true
		err = tx.row("SELECT "+tied+" FROM "+s.table.name+" t WHERE t.id = $1", []any{id}, into[1:]...)
	}
	return value, ties, rest, err
}

// beyond writes the condition that a record comes after the ties of another one.
func (s sorting[T]) beyond(ties []any, args []any) (string, []any) {
	further := ">"
	if s.tiesDown {
		further = "<"
	}
	marks := placeholders(len(args)+1, len(ties))
	return "(" + strings.Join(s.ties, ", ") + ") " + further + " (" + marks + ")", append(args, ties...)
}

// tied writes the order of the ties.
func (s sorting[T]) tied() string {
	if s.tiesDown {
		return strings.Join(s.ties, " DESC, ") + " DESC"
	}
	return strings.Join(s.ties, ", ")
}

func (s sorting[T]) numbers(tx *Tx, key, from string, conds []string, order string, args []any, limit int) ([]int64, error) {
	where := ""
	if len(conds) > 0 {
		where = " WHERE " + strings.Join(conds, " AND ")
	}
	args = append(args, limit)
	var out []int64
	err := tx.rows("SELECT "+key+" FROM "+from+where+" ORDER BY "+order+" LIMIT $"+itoa(len(args)), args, func(scan func(...any) error) error {
		var id int64
		err := scan(&id)
		out = append(out, id)
		return err
	})
	return out, err
}

// read reads records in the order of their numbers here.
func (s sorting[T]) read(tx *Tx, ids []int64) ([]T, error) {
	at := make(map[int64]int, len(ids))
	for i, id := range ids {
		at[id] = i
	}
	out := make([]T, len(ids))
	for len(ids) > 0 {
		n := min(len(ids), 500)
		found, err := s.table.all(tx, "WHERE t.id IN ("+placeholders(1, n)+")", anys(ids[:n])...)
		if err != nil {
			return nil, err
		}
		for _, r := range found {
			out[at[s.table.meta(&r).ID]] = r
		}
		ids = ids[n:]
	}
	return out, nil
}
