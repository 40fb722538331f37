package data_test

import (
	"context"
	"fmt"
	"testing"

	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

// A connection that searched before others wrote must not take its older picture
// of the search index for damage.
func TestCheckAfterSearchAndWrite(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		s := open(t, address)
		for round := range 40 {
			write(t, s, func(tx *data.Tx) error {
				for i := range 30 {
					if err := tx.SavePerson(&data.Person{FirstName: "Wendelmoet", Surname: fmt.Sprintf("Quakkel %d-%d", round, i), Country: "NL"}); err != nil {
						return err
					}
				}
				return nil
			})
			if round > 2 {
				continue
			}
			read(t, s, func(tx *data.Tx) error {
				_, err := tx.SearchPeople("xquakkel", 5)
				return err
			})
		}
		problems, err := s.Check(context.Background())
		if err != nil || len(problems) > 0 {
			t.Errorf("%v, %v", problems, err)
		}
	})
}
