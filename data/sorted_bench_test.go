package data_test

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"

	"kiesvoorhetkind.nl/kantoor/data"
)

// BenchmarkSortedPeople reads pages from the middle of a register of 20,000, in the orders that the list knows.
func BenchmarkSortedPeople(b *testing.B) {
	const people, page = 20_000, 100
	ctx := context.Background()
	s, err := data.Open(ctx, filepath.Join(b.TempDir(), "kantoor.db"))
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	kinds := []string{"coach", "coach", "coach", "coach", "coach", "coach", "mediator", "contact", "trainer", ""}
	ids := make([]int64, 0, people)
	err = s.Write(ctx, data.Change{Title: "Mensen"}, func(tx *data.Tx) error {
		for i := range people {
			p := data.Person{
				FirstName: "Noor", Surname: fmt.Sprintf("Van %05d", i*7919%people), Country: "NL", Organisation: fmt.Sprintf("Praktijk %d", i%900),
				Email: fmt.Sprintf("n%d@praktijk.example.nl", i*31%people), Phone: fmt.Sprintf("06-%08d", i*104729%100_000_000),
			}
			if err := tx.SavePerson(&p); err != nil {
				return err
			}
			ids = append(ids, p.ID)
			if kind := kinds[i%len(kinds)]; kind != "" {
				if err := tx.SaveRole(&data.Role{PersonID: p.ID, Kind: kind, Since: "2020-01-01"}); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	for _, column := range []string{"name", "organisation", "email", "phone", "roles"} {
		b.Run(column, func(b *testing.B) {
			n := 0
			for b.Loop() {
				n++
				err := s.Read(ctx, func(tx *data.Tx) error {
					_, err := tx.SortedPeople(data.PeopleFilter{}, "", data.Sort{By: column}, ids[n*6151%people], page)
					return err
				})
				if err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
