package data_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

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

// TestSearchFindsShortWordsBesideFrequentOnes: whoever has the short word is found, however many have the long one.
func TestSearchFindsShortWordsBesideFrequentOnes(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		s := open(t, address)
		write(t, s, func(tx *data.Tx) error {
			for n := range 8001 {
				if err := tx.SavePerson(&data.Person{FirstName: "Jan", Surname: "Dam"}); err != nil {
					return err
				}
				if n > 3000 {
					continue
				}
				o := data.Order{Number: fmt.Sprintf("B-2026-%04d", n), ExternalID: fmt.Sprint(n), Day: "2026-03-02", State: "new", Name: "Kies"}
				m := data.Message{SHA256: fmt.Sprintf("%064d", n), Received: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC), State: "new", Raw: []byte("x"), FromName: "Jan", Subject: "Kies"}
				if n == 0 {
					o.Name, m.Subject = "Kies Bo", "Kies Bo"
				}
				if err := errors.Join(tx.SaveOrder(&o), tx.SaveMessage(&m)); err != nil {
					return err
				}
			}
			return tx.SavePerson(&data.Person{FirstName: "Jan", Surname: "Xu", Town: "Ede"})
		})
		err := s.Read(t.Context(), func(tx *data.Tx) error {
			for text, want := range map[string]int{"jan xu": 1, "xu jan ed": 1, "jan xz": 0, "jan da": 20} {
				found, err := tx.SearchPeople(text, 20)
				if err != nil || len(found) != want {
					t.Errorf("%q finds %d people, %v", text, len(found), err)
				}
				found, err = tx.SearchFiltered(text, data.PeopleFilter{}, 20)
				if err != nil || len(found) != want {
					t.Errorf("%q finds %d people of a filter, %v", text, len(found), err)
				}
			}
			for text, want := range map[string]int{"kies bo": 1, "bo kies": 1, "kies ki": 20, "kies xz": 0} {
				orders, err := tx.FindOrders(text, 20)
				if err != nil || len(orders) != want {
					t.Errorf("%q finds %d orders, %v", text, len(orders), err)
				}
				mails, err := tx.FindMessages(text, 20)
				if err != nil || len(mails) != want {
					t.Errorf("%q finds %d mails, %v", text, len(mails), err)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}
