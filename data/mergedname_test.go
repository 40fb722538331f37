package data_test

import (
	"fmt"
	"testing"

	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

// An old name that is typed, or that stands in a list, finds the organisation that has taken the place.
func TestAMergedOrganisationIsFoundByItsOldName(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		s := open(t, address)
		names := []string{"Samen Jong", "Zorghuis Noord", "Praktijk Één"}
		of := make([]data.Organisation, len(names))
		write(t, s, func(tx *data.Tx) error {
			for i, n := range names {
				of[i] = data.Organisation{Kind: "youthcare", Name: n, Country: "NL"}
				if err := tx.SaveOrganisation(&of[i]); err != nil {
					return err
				}
			}
			return nil
		})
		merge := func(stays, gone int64) int64 {
			return write(t, s, func(tx *data.Tx) error {
				a, err := tx.Organisation(stays)
				if err != nil {
					return err
				}
				b, err := tx.Organisation(gone)
				if err != nil {
					return err
				}
				return tx.MergeOrganisations(&a, b)
			})
		}
		finds := func(when string, want ...int64) {
			t.Helper()
			read(t, s, func(tx *data.Tx) error {
				for i, n := range []string{"samen jong", "zorghuis NOORD", "praktijk een"} {
					byName, err := tx.OrganisationsByName(n)
					if err != nil {
						return err
					}
					found, err := tx.SearchOrganisations(n, 5)
					if err != nil {
						return err
					}
					if len(byName) != 1 || byName[0].ID != want[i] || len(found) != 1 || found[0].ID != want[i] {
						return fmt.Errorf("%s: %s is %v, found %v, want %d", when, n, byName, found, want[i])
					}
				}
				none, err := tx.OrganisationsByName("Zorghuis")
				if err == nil && len(none) != 0 {
					err = fmt.Errorf("%s: half a name is %v", when, none)
				}
				return err
			})
		}
		a, b, c := of[0].ID, of[1].ID, of[2].ID
		finds("apart", a, b, c)
		first := merge(b, c)
		finds("one merged", a, b, b)
		second := merge(a, b)
		finds("and that one too", a, a, a)
		write(t, s, func(tx *data.Tx) error {
			o, err := tx.Organisation(a)
			if err != nil {
				return err
			}
			o.Town = "Goes"
			return tx.SaveOrganisation(&o)
		})
		finds("changed since", a, a, a)
		for n, change := range []int64{second, first} {
			write(t, s, func(tx *data.Tx) error {
				_, err := tx.Unmerge(change)
				return err
			})
			finds("taken back", [][]int64{{a, b, b}, {a, b, c}}[n]...)
		}
		// Who has the name itself goes before who took it over.
		merge(a, b)
		own := data.Organisation{Kind: "youthcare", Name: "Zorghuis Noord", Country: "NL"}
		write(t, s, func(tx *data.Tx) error { return tx.SaveOrganisation(&own) })
		read(t, s, func(tx *data.Tx) error {
			got, err := tx.OrganisationsByName("Zorghuis Noord")
			if err == nil && (len(got) != 1 || got[0].ID != own.ID) {
				err = fmt.Errorf("of two: %v", got)
			}
			return err
		})
	})
}
