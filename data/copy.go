package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"kiesvoorhetkind.nl/kantoor/assets/words"
)

var createTable = regexp.MustCompile(`(?m)^CREATE TABLE (\w+) \(`)

// tables are the office's tables in the order in which the schema makes them, so
// that what a row refers to stands before it.
func tables() ([]string, error) {
	var out []string
	for _, name := range steps() {
		text, err := schemaFiles.ReadFile("schema/" + name + ".sql")
		if err != nil {
			return nil, err
		}
		for _, m := range createTable.FindAllStringSubmatch(string(text), -1) {
			out = append(out, m[1])
		}
	}
	return out, nil
}

// CopyOffice copies a whole office into an empty one, from a file to PostgreSQL
// or back, in one transaction.
func CopyOffice(ctx context.Context, from, to *Store) error {
	empty, err := to.empty(ctx)
	if err != nil {
		return err
	}
	if !empty {
		return Refuse("Daar staan al gegevens. Er is niets gekopieerd; kies een lege plaats.")
	}
	return Explain("Het kopiëren is niet gelukt; er is niets gewijzigd.", copyOffice(ctx, from, to))
}

// empty: nothing was ever changed in this office.
func (s *Store) empty(ctx context.Context) (bool, error) {
	var last int64
	err := s.Read(ctx, func(tx *Tx) error {
		var err error
		last, err = tx.LastChange()
		return err
	})
	return last == 0, err
}

func copyOffice(ctx context.Context, from, to *Store) error { return transfer(ctx, from, to, nil) }

// transfer reads from one consistent picture and writes in one transaction, in which
// may empties the place first when it is given: it says whether that can be.
func transfer(ctx context.Context, from, to *Store, may func(*sql.Tx) error) error {
	names, err := tables()
	if err != nil {
		return err
	}
	in, err := from.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true, Isolation: sql.LevelRepeatableRead})
	if err != nil {
		return err
	}
	defer in.Rollback() // reading only: there is nothing to keep
	out, err := to.write.BeginTx(ctx, &sql.TxOptions{})
	if err != nil {
		return err
	}
	err = func() error {
		if may != nil {
			if err := may(out); err != nil {
				return err
			}
			for i := len(names) - 1; i >= 0; i-- {
				if _, err := out.ExecContext(ctx, "DELETE FROM "+names[i]); err != nil {
					return fmt.Errorf("%s: %w", names[i], err)
				}
			}
		}
		for _, name := range names {
			if err := copyTable(ctx, in, out, name, to.postgres); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
		}
		return nil
	}()
	if err != nil {
		return errors.Join(err, out.Rollback())
	}
	return out.Commit()
}

// selfReferring tables are copied without the column that points at their own
// later rows, which is filled in afterwards.
var selfReferring = map[string]string{"change": "undone_by", "invoice": "credit_of", "certificate": "replaces_id"}

func copyTable(ctx context.Context, in, out *sql.Tx, name string, postgres bool) error {
	rows, err := in.QueryContext(ctx, "SELECT * FROM "+name)
	if err != nil {
		return err
	}
	defer rows.Close()
	cols, err := rows.Columns()
	if err != nil {
		return err
	}
	booleans, err := booleanColumns(ctx, out, name, postgres)
	if err != nil {
		return err
	}
	insert, err := out.PrepareContext(ctx, "INSERT INTO "+name+" ("+strings.Join(cols, ", ")+") VALUES ("+placeholders(1, len(cols))+")")
	if err != nil {
		return err
	}
	defer insert.Close()
	later := map[int64]any{}
	vals, ptrs := make([]any, len(cols)), make([]any, len(cols))
	for i := range vals {
		ptrs[i] = &vals[i]
	}
	for rows.Next() {
		if err := rows.Scan(ptrs...); err != nil {
			return err
		}
		var id int64
		for i, c := range cols {
			if n, ok := vals[i].(int64); ok && booleans[c] {
				vals[i] = n != 0
			}
			if n, ok := vals[i].(int64); ok && c == "id" {
				id = n
			}
		}
		for i, c := range cols {
			if c == selfReferring[name] && vals[i] != nil {
				later[id], vals[i] = vals[i], nil
			}
		}
		if _, err := insert.ExecContext(ctx, vals...); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	for id, v := range later {
		if _, err := out.ExecContext(ctx, "UPDATE "+name+" SET "+selfReferring[name]+" = $1 WHERE id = $2", v, id); err != nil {
			return err
		}
	}
	if !slices.Contains(cols, "id") {
		return nil
	}
	return goOn(ctx, out, name, postgres)
}

// goOn makes new rows go on after the numbers that came with the rows, and after
// those of removed rows that the journal knows.
func goOn(ctx context.Context, out *sql.Tx, name string, postgres bool) error {
	var last int64
	greatest := "max"
	if postgres {
		greatest = "greatest"
	}
	err := out.QueryRowContext(ctx, "SELECT "+greatest+`((SELECT coalesce(max(id), 0) FROM `+name+`),
		(SELECT coalesce(max(row_id), 0) FROM journal WHERE tbl = $1), (SELECT coalesce(max(row_id), 0) FROM complaint_journal WHERE tbl = $1))`, name).Scan(&last)
	if err != nil || last == 0 {
		return err
	}
	if postgres {
		_, err := out.ExecContext(ctx, "SELECT setval(pg_get_serial_sequence($1, 'id'), $2)", name, last)
		return err
	}
	if _, err := out.ExecContext(ctx, "DELETE FROM sqlite_sequence WHERE name = $1", name); err != nil {
		return err
	}
	_, err = out.ExecContext(ctx, "INSERT INTO sqlite_sequence (name, seq) VALUES ($1, $2)", name, last)
	return err
}

func booleanColumns(ctx context.Context, tx *sql.Tx, name string, postgres bool) (map[string]bool, error) {
	out := map[string]bool{}
	if !postgres {
		return out, nil
	}
	rows, err := tx.QueryContext(ctx, "SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = $1 AND data_type = 'boolean'", name)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var c string
		if err := rows.Scan(&c); err != nil {
			return nil, err
		}
		out[c] = true
	}
	return out, rows.Err()
}

// Check looks the whole office over and says in Dutch what is wrong; no lines
// when all is well.
func (s *Store) Check(ctx context.Context) ([]string, error) {
	var problems []string
	if !s.postgres {
		damage, err := s.damage(ctx)
		if err != nil {
			return nil, explainEngine(err)
		}
		problems = damage
	}
	err := s.Read(ctx, func(tx *Tx) error {
		for _, check := range []func(*Tx) ([]string, error){checkInvoiceNumbers, checkDocuments} {
			more, err := check(tx)
			if err != nil {
				return err
			}
			problems = append(problems, more...)
		}
		return nil
	})
	return problems, err
}

// damage lets SQLite look through the whole file. It does so on a connection of
// its own: one that searched before others wrote takes its older picture of the
// search index for damage (FTS5 does not renew it for a check).
func (s *Store) damage(ctx context.Context) (problems []string, err error) {
	db, err := sql.Open("sqlite", dsn(s.address, true))
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	db.SetMaxOpenConns(1)
	for _, q := range []string{"PRAGMA integrity_check", "PRAGMA foreign_key_check"} {
		found, err := firstColumn(ctx, db, q)
		if err != nil {
			return nil, err
		}
		for _, v := range found {
			if v != "ok" {
				problems = append(problems, words.T("Het gegevensbestand is beschadigd (%v).", v))
			}
		}
	}
	return problems, nil
}

// firstColumn gives the first value of each row.
func firstColumn(ctx context.Context, db *sql.DB, query string) (out []any, err error) {
	rows, err := db.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	cols, err := rows.Columns()
	if err != nil {
		return nil, err
	}
	for rows.Next() {
		vals, ptrs := make([]any, len(cols)), make([]any, len(cols))
		for i := range vals {
			ptrs[i] = &vals[i]
		}
		if err := rows.Scan(ptrs...); err != nil {
			return nil, err
		}
		out = append(out, vals[0])
	}
	return out, rows.Err()
}
