package data_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

func open(t *testing.T, address string) *data.Store {
	t.Helper()
	s, err := data.Open(context.Background(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func write(t *testing.T, s *data.Store, f func(*data.Tx) error) int64 {
	t.Helper()
	id, err := s.Do(context.Background(), data.Change{Who: "Annelies", Title: "Proef"}, f)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func read(t *testing.T, s *data.Store, f func(*data.Tx) error) {
	t.Helper()
	if err := s.Read(context.Background(), f); err != nil {
		t.Fatal(err)
	}
}

func add(t *testing.T, s *data.Store, ps ...*data.Person) int64 {
	t.Helper()
	return write(t, s, func(tx *data.Tx) error {
		for _, p := range ps {
			if err := tx.SavePerson(p); err != nil {
				return err
			}
		}
		return nil
	})
}

func TestSavedPersonComesBackAndStaleSaveIsRefused(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		s := open(t, address)
		p := data.Person{FirstName: "Zoë", Infix: "van der", Surname: "Meer", Town: "Zwolle", NoMail: true, MemberUntil: "2027-01-31"}
		add(t, s, &p)
		var got data.Person
		read(t, s, func(tx *data.Tx) (err error) { got, err = tx.Person(p.ID); return err })
		if got != p {
			t.Fatalf("got %+v, want %+v", got, p)
		}
		newer, stale := got, got
		newer.Town = "Deventer"
		add(t, s, &newer)
		stale.Town = "Kampen"
		err := s.Write(context.Background(), data.Change{Who: "x", Title: "y"}, func(tx *data.Tx) error { return tx.SavePerson(&stale) })
		if !errors.Is(err, data.ErrStale) {
			t.Fatalf("stale save: %v", err)
		}
	})
}

func TestSearchFindsWithoutAccentsAndByAnyWord(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		s := open(t, address)
		add(t, s,
			&data.Person{FirstName: "Grażyna", Surname: "Źrebiec", Town: "Eindhoven", Email: "g@voorbeeld.example.nl"},
			&data.Person{FirstName: "Jan", Infix: "van den", Surname: "Berg", Town: "Zwolle"},
			&data.Person{FirstName: "Els", Surname: "Bergsma", Town: "Groningen"},
			&data.Person{FirstName: "An", Surname: "100%", Town: "Oss"})
		for text, want := range map[string]int{"zre": 1, "graz": 1, "ber": 2, "berg zwo": 1, "van den": 1, "voorbeeld": 1, "eindh": 1, "be": 2, "xyz": 0, "100%": 1, "%%%": 0, `"a" OR`: 0, "jan b": 1} {
			read(t, s, func(tx *data.Tx) error {
				found, err := tx.SearchPeople(text, 50)
				if err != nil {
					return err
				}
				if len(found) != want {
					t.Errorf("%q: found %d, want %d", text, len(found), want)
				}
				return nil
			})
		}
	})
}

func TestPeopleAreFoundByMailAddressHoweverItIsWritten(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		s := open(t, address)
		add(t, s, &data.Person{Surname: "Aalbers", Email: " Anna@Voorbeeld.example.nl", WorkEmail: "A.Aalbers@SCHOOL.example.nl"})
		read(t, s, func(tx *data.Tx) error {
			for _, a := range []string{"anna@voorbeeld.example.nl", "ANNA@voorbeeld.example.nl ", "a.aalbers@school.example.nl"} {
				found, err := tx.PeopleByEmail(a)
				if err != nil || len(found) != 1 {
					t.Errorf("%q: %d found, %v", a, len(found), err)
				}
			}
			return nil
		})
	})
}

func TestUndoTakesBackAWholeChange(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		s := open(t, address)
		a, b := data.Person{Surname: "Aalbers"}, data.Person{Surname: "Bos"}
		add(t, s, &a)
		change := write(t, s, func(tx *data.Tx) error {
			if err := tx.SavePerson(&b); err != nil {
				return err
			}
			b.Town = "Oss"
			if err := tx.SavePerson(&b); err != nil {
				return err
			}
			if err := tx.SaveRole(&data.Role{PersonID: b.ID, Kind: "coach"}); err != nil {
				return err
			}
			a.Town = "Breda"
			return tx.SavePerson(&a)
		})
		undo, err := s.Undo(context.Background(), "Ruud", change)
		if err != nil {
			t.Fatal(err)
		}
		read(t, s, func(tx *data.Tx) error {
			if _, err := tx.Person(b.ID); !errors.Is(err, data.ErrNotFound) {
				t.Errorf("b is still there: %v", err)
			}
			got, err := tx.Person(a.ID)
			if got.Town != "" || got.Version != 3 {
				t.Errorf("a: town %q version %d", got.Town, got.Version)
			}
			return err
		})
		if _, err := s.Undo(context.Background(), "Ruud", change); !errors.Is(err, data.ErrCannotUndo) {
			t.Errorf("second undo: %v", err)
		}
		if _, err := s.Undo(context.Background(), "Ruud", undo); err != nil {
			t.Fatalf("redo: %v", err)
		}
		read(t, s, func(tx *data.Tx) error {
			got, err := tx.Person(b.ID)
			if err != nil || got.Town != "Oss" {
				t.Errorf("redone b: %v %q", err, got.Town)
			}
			roles, err := tx.RolesOf(b.ID)
			if len(roles) != 1 {
				t.Errorf("redone roles: %d", len(roles))
			}
			return err
		})
	})
}

func TestUndoRefusesWhatStandsUnderANewerChange(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		s := open(t, address)
		p := data.Person{Surname: "Aalbers"}
		first := add(t, s, &p)
		p.Town = "Ede"
		add(t, s, &p)
		if _, err := s.Undo(context.Background(), "Ruud", first); !errors.Is(err, data.ErrCannotUndo) {
			t.Fatalf("undo under a newer change: %v", err)
		}
		read(t, s, func(tx *data.Tx) error {
			got, err := tx.Person(p.ID)
			if got.Town != "Ede" {
				t.Errorf("town %q", got.Town)
			}
			return err
		})
	})
}

func TestSeveralProgramsStartAtOnceOnANewOffice(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		var wg sync.WaitGroup
		for range 4 {
			wg.Go(func() {
				s, err := data.Open(context.Background(), address)
				if err != nil {
					t.Error(err)
					return
				}
				if err := s.Close(); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
	})
}

func TestNumbersHaveNoGapsWhenDesksWorkAtOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		s := open(t, address)
		var mu sync.Mutex
		got := map[int64]bool{}
		var wg sync.WaitGroup
		for range 4 {
			wg.Go(func() {
				for range 10 {
					var n int64
					err := s.Write(context.Background(), data.Change{}, func(tx *data.Tx) (err error) { n, err = tx.NextNumber("proef"); return err })
					if err != nil {
						t.Error(err)
						return
					}
					mu.Lock()
					got[n] = true
					mu.Unlock()
				}
			})
		}
		wg.Wait()
		for n := int64(1); n <= 40; n++ {
			if !got[n] {
				t.Errorf("number %d was not given", n)
			}
		}
	})
}

func TestBackupRestoresOnBoth(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		ctx := context.Background()
		s := open(t, address)
		p := data.Person{Surname: "Kuiper", NoMail: true}
		add(t, s, &p)
		write(t, s, func(tx *data.Tx) error {
			return tx.AddDocument(&data.Document{Kind: "letter", Name: "a.pdf", Bytes: []byte{0, 1, 255}})
		})
		change := write(t, s, func(tx *data.Tx) error { return tx.SaveSetting("x", "", "1") })
		if _, err := s.Undo(ctx, "Ruud", change); err != nil {
			t.Fatal(err)
		}
		b, err := s.Backup(ctx, t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		later := p
		later.Surname = "Anders"
		add(t, s, &later)
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		if _, err := data.Restore(ctx, b.File, address, t.TempDir(), s.Now); err != nil {
			t.Fatal(err)
		}
		again := open(t, address)
		read(t, again, func(tx *data.Tx) error {
			got, err := tx.Person(p.ID)
			if got != p {
				t.Errorf("got %+v, want %+v", got, p)
			}
			found, err2 := tx.SearchPeople("kuip", 10)
			if len(found) != 1 {
				t.Errorf("search after restore found %d", len(found))
			}
			return errors.Join(err, err2)
		})
		add(t, again, &data.Person{Surname: "Nieuw"})
		problems, err := again.Check(ctx)
		if err != nil || len(problems) > 0 {
			t.Errorf("check: %v %v", problems, err)
		}
	})
}

func TestOtherFilesAreNotTouched(t *testing.T) {
	dir := t.TempDir()
	letter := filepath.Join(dir, "brief.txt")
	if err := os.WriteFile(letter, []byte("Beste mevrouw, dit is een brief."), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := data.Open(context.Background(), letter)
	if _, ok := data.UserText(err); !ok {
		t.Fatalf("a letter was opened: %v", err)
	}
	if b, err := os.ReadFile(letter); err != nil || string(b) != "Beste mevrouw, dit is een brief." {
		t.Fatalf("the letter changed: %q %v", b, err)
	}
	if err := data.CheckFile(context.Background(), letter); err == nil {
		t.Fatal("a letter passed for a backup")
	}
}
