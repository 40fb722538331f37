package data

import (
	"context"
	"fmt"
	"sort"
	"strings"
	"testing"
)

// Dump writes all rows of all tables in which the office keeps something, less what every change leaves behind: the
// history, versions and moments.
func (s *Store) Dump(t testing.TB) string {
	t.Helper()
	names, err := tables()
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for _, name := range names {
		if name == "change" || name == "journal" || name == "complaint_journal" {
			continue
		}
		rows, err := s.read.QueryContext(context.Background(), "SELECT * FROM "+name)
		if err != nil {
			t.Fatal(err)
		}
		columns, err := rows.Columns()
		if err != nil {
			t.Fatal(err)
		}
		var lines []string
		for rows.Next() {
			values, into := make([]any, len(columns)), make([]any, len(columns))
			for i := range values {
				into[i] = &values[i]
			}
			if err := rows.Scan(into...); err != nil {
				t.Fatal(err)
			}
			var line strings.Builder
			for i, c := range columns {
				if c != "version" && c != "changed_at" && c != "changed_by" && values[i] != nil && values[i] != "" {
					fmt.Fprintf(&line, " %s=%v", c, values[i])
				}
			}
			lines = append(lines, name+line.String())
		}
		if err := rows.Err(); err != nil {
			t.Fatal(err)
		}
		if err := rows.Close(); err != nil {
			t.Fatal(err)
		}
		sort.Strings(lines)
		out.WriteString(strings.Join(lines, "\n") + "\n")
	}
	return out.String()
}
