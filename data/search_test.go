package data_test

import (
	"context"
	"testing"

	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

// TestSearchFindsWholeWordsOnly: an index of three letters has what a word is made up of, also where it stands apart.
func TestSearchFindsWholeWordsOnly(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		ctx := context.Background()
		s, err := data.Open(ctx, address)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		})
		err = s.Write(ctx, data.Change{Who: "Bram", Title: "test"}, func(tx *data.Tx) error {
			for _, p := range []data.Person{
				{FirstName: "Jan", Surname: "Nielsen", Town: "Devenhage-Winter"},
				{FirstName: "Ed", Surname: "Jansen", Town: "Deventer"},
				{FirstName: "Bo", Surname: "Jansen-Ôôstra", Town: "Zutphen"},
			} {
				if err := tx.SavePerson(&p); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		err = s.Read(ctx, func(tx *data.Tx) error {
			for text, want := range map[string]int{
				"jansen": 2, "deventer": 1, "jansen deventer": 1, "ed jansen": 1, "jansen zu": 1, "jansen xx": 0, "nielsen": 1, "oostra": 1, "ostr": 1, "jann": 0, `"`: 0, `jan"sen`: 0,
			} {
				found, err := tx.SearchPeople(text, 20)
				if err != nil {
					return err
				}
				if len(found) != want {
					t.Errorf("%q finds %d", text, len(found))
				}
			}
			there, err := tx.AnybodyWith("deventer")
			if err != nil || !there {
				t.Errorf("nobody with deventer: %v", err)
			}
			if there, err = tx.AnybodyWith("nieldev"); err != nil || there {
				t.Errorf("somebody with nieldev: %v", err)
			}
			for than, want := range map[int]bool{1: false, 2: false, 4: true} {
				if few, err := tx.FewWith([]string{"jansen"}, than); err != nil || few != want {
					t.Errorf("fewer than %d: %v, %v", than, few, err)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}
