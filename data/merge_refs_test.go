package data

import (
	"context"
	"strings"
	"testing"

	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

// foreignKeys reads from the engine's own catalogue which columns name which tables.
func foreignKeys(t *testing.T, s *Store) map[string]string {
	t.Helper()
	query := `SELECT m.name, k."from", k."table" FROM sqlite_schema m JOIN pragma_foreign_key_list(m.name) k WHERE m.type = 'table'`
	if s.postgres {
		query = `SELECT c.conrelid::regclass::text, a.attname, c.confrelid::regclass::text
			FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey) WHERE c.contype = 'f'`
	}
	rows, err := s.read.QueryContext(context.Background(), query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	out := map[string]string{}
	for rows.Next() {
		var table, column, to string
		if err := rows.Scan(&table, &column, &to); err != nil {
			t.Fatal(err)
		}
		out[table+"."+column] = to
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

// columnsOf reads every table's columns from the catalogue.
func columnsOf(t *testing.T, s *Store) []string {
	t.Helper()
	query := `SELECT m.name || '.' || c.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'`
	if s.postgres {
		query = `SELECT table_name || '.' || column_name FROM information_schema.columns WHERE table_schema = current_schema()`
	}
	rows, err := s.read.QueryContext(context.Background(), query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var c string
		if err := rows.Scan(&c); err != nil {
			t.Fatal(err)
		}
		out = append(out, c)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

// A table that names a person must be moved when people are merged: whoever makes a new one adds it to references.
func TestMergingForgetsNoTable(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		s, err := Open(context.Background(), address)
		if err != nil {
			t.Fatal(err)
		}
		defer func() {
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		}()
		known, foldable := map[string]reference{}, map[string]bool{"person": true, "organisation": true}
		for _, r := range references {
			known[r.from.name+"."+r.column+" "+r.to] = r
			if r.alike != nil && r.free == nil {
				foldable[r.from.name] = true
			}
		}
		keys := foreignKeys(t, s)
		if len(keys) < 20 {
			t.Fatalf("the catalogue has only %d foreign keys", len(keys))
		}
		for column, to := range keys {
			if _, ok := known[column+" "+to]; foldable[to] && !ok {
				t.Errorf("%s names a record of %s, which can be merged: add it to references in merge_refs.go, with what happens where both have one", column, to)
			}
		}
		for key, r := range known {
			column, to, _ := strings.Cut(key, " ")
			if got := keys[column]; got != to && !r.loose {
				t.Errorf("%s does not name %s but %q", column, to, got)
			}
		}
		for _, c := range columnsOf(t, s) {
			_, column, _ := strings.Cut(c, ".")
			for kind := range foldable {
				_, moved := known[c+" "+kind]
				if !moved && (column == kind+"_id" || strings.HasSuffix(column, "_"+kind+"_id")) {
					t.Errorf("%s seems to name a record of %s and is not moved when two are merged", c, kind)
				}
			}
		}
	})
}
