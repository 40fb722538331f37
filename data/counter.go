package data

import (
	"strconv"
	"strings"

	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// NextNumber gives the next number of a series, from 1. It is taken in the
// transaction that makes the document final: when that does not happen, the
// number was not given.
func (tx *Tx) NextNumber(series string) (int64, error) {
	var n int64
	err := tx.row(`INSERT INTO counter (name, last) VALUES ($1, 1)
		ON CONFLICT (name) DO UPDATE SET last = counter.last + 1 RETURNING last`, []any{series}, &n)
	return n, err
}

// LastNumber is the last number of a series that was given; 0 when none was.
func (tx *Tx) LastNumber(series string) (int64, error) {
	var n int64
	err := tx.row("SELECT coalesce(max(last), 0) FROM counter WHERE name = $1", []any{series}, &n)
	return n, err
}

// QueueForNumbers makes desks that give numbers wait for each other, where
// otherwise all but one would have to start again. It must be the first thing
// that a transaction does: on PostgreSQL its picture of the data is only taken
// once it is its turn. On SQLite writers queue by themselves.
func (tx *Tx) QueueForNumbers() error {
	if !tx.postgres {
		return nil
	}
	_, err := tx.exec("LOCK TABLE counter IN EXCLUSIVE MODE")
	return err
}

// RaiseNumber makes a series go on after n, for numbers that came from elsewhere.
func (tx *Tx) RaiseNumber(series string, n int64) error {
	_, err := tx.exec(`INSERT INTO counter (name, last) VALUES ($1, $2)
		ON CONFLICT (name) DO UPDATE SET last = CASE WHEN counter.last > excluded.last THEN counter.last ELSE excluded.last END`, series, n)
	return err
}

// checkInvoiceNumbers looks for gaps in the invoice numbers of each year that
// were given here ("2026-0007"; imported ones have their own series).
func checkInvoiceNumbers(tx *Tx) ([]string, error) {
	var out []string
	next := map[string]int{}
	err := tx.rows("SELECT number, imported FROM invoice WHERE state = 'final' ORDER BY length(number), number", nil, func(scan func(...any) error) error {
		var number string
		var imported bool
		if err := scan(&number, &imported); err != nil {
			return err
		}
		year, seq, ok := strings.Cut(number, "-")
		n, err := strconv.Atoi(seq)
		if !ok || err != nil {
			return nil
		}
		want := next[year] + 1
		if n != want && !imported && next[year] > 0 {
			out = append(out, words.T("In de factuurnummers van %s ontbreekt %s-%04d.", year, year, want))
		}
		next[year] = n
		return nil
	})
	return out, err
}
