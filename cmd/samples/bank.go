package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
)

// statement is the right answer for one bank file.
type statement struct {
	Entries []struct {
		Ref      string   `json:"ref"`
		Invoices []string `json:"invoices"`
		Match    string   `json:"match"`
	} `json:"entries"`
}

// bank scores the matching of the statements in XML, each tried without booking on a store
// that has the open invoices.
func (s *scorer) bank() error {
	const store = "bank.db"
	files, err := filepath.Glob(filepath.Join(s.dir, "bank", "*.xml"))
	if err != nil || len(files) == 0 {
		return fmt.Errorf("no statements: %w", err)
	}
	for _, command := range [][]string{
		{"bank", "import", "--json", "--dry-run", files[0]},
		{"invoice", "import", "--json", filepath.Join(s.dir, "bank", "invoices.json")},
	} {
		got, err := s.call(store, command...)
		if err != nil {
			return err
		}
		if got.status == wrongUsage {
			fmt.Fprintln(s.out, "bank: not built")
			return nil
		}
	}
	read, right, total, wrong := 0, 0, 0, 0
	for _, file := range files {
		var want statement
		if err := s.expected(&want, "bank", strings.TrimSuffix(filepath.Base(file), ".xml")+".json"); err != nil {
			return err
		}
		got, err := s.call(store, "bank", "import", "--json", "--dry-run", file)
		if err != nil {
			return err
		}
		read += min(len(got.objects), len(want.Entries))
		total += len(want.Entries)
		for i, entry := range want.Entries[:min(len(got.objects), len(want.Entries))] {
			var invoices []string
			for _, match := range got.objects[i].list("matches") {
				invoices = append(invoices, match.text("invoice"))
			}
			slices.Sort(invoices)
			switch expected := slices.Sorted(slices.Values(entry.Invoices)); {
			case slices.Equal(invoices, expected):
				right++
			case len(invoices) > 0:
				wrong++
				s.remark("%s %s (%s): %v, right is %v", filepath.Base(file), entry.Ref, entry.Match, invoices, expected)
			}
		}
	}
	s.figure("bank entries read", read, total)
	s.figure("bank entries with the right invoices", right, total)
	s.count("bank entries with a wrong invoice", wrong)
	return nil
}
