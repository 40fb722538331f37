package data_test

import (
	"context"
	"errors"
	"testing"

	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

// What a newer change hung under a record goes nowhere when the record's own
// making is undone.
func TestUndoDoesNotTakeWhatANewerChangeAdded(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		s := open(t, address)
		p := data.Person{Surname: "Aalbers"}
		made := add(t, s, &p)
		write(t, s, func(tx *data.Tx) error { return tx.SaveRole(&data.Role{PersonID: p.ID, Kind: "coach"}) })
		c := data.Complaint{Number: "K-2026-0001", Route: "training", State: "open", Received: "2026-02-02", Subject: "Klacht over de zaal"}
		opened := write(t, s, func(tx *data.Tx) error { return tx.SaveComplaint(&c) })
		write(t, s, func(tx *data.Tx) error {
			return tx.SaveComplaintEvent(&data.ComplaintEvent{ComplaintID: c.ID, Day: "2026-02-03", Kind: "answered"})
		})
		for _, change := range []int64{made, opened} {
			if _, err := s.Undo(context.Background(), "Ruud", change); !errors.Is(err, data.ErrCannotUndo) {
				t.Errorf("undo of change %d: %v", change, err)
			}
		}
		read(t, s, func(tx *data.Tx) error {
			roles, err := tx.RolesOf(p.ID)
			events, err2 := tx.ComplaintEvents(c.ID)
			if len(roles) != 1 || len(events) != 1 {
				t.Errorf("left: %d roles, %d events", len(roles), len(events))
			}
			return errors.Join(err, err2)
		})
	})
}

// A number that was given once is not given to another record, here or in the
// copy that a backup is: the journal and undoing know records by it.
func TestNumbersOfRemovedRecordsAreNotUsedAgain(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		ctx := context.Background()
		s := open(t, address)
		p := data.Person{Surname: "Aalbers"}
		add(t, s, &p)
		role := data.Role{PersonID: p.ID, Kind: "coach"}
		made := write(t, s, func(tx *data.Tx) error { return tx.SaveRole(&role) })
		write(t, s, func(tx *data.Tx) error { return tx.DeleteRole(role.ID) })
		other := data.Role{PersonID: p.ID, Kind: "trainer"}
		write(t, s, func(tx *data.Tx) error { return tx.SaveRole(&other) })
		if other.ID == role.ID {
			t.Errorf("the number %d was used twice", other.ID)
		}
		if _, err := s.Undo(ctx, "Ruud", made); !errors.Is(err, data.ErrCannotUndo) {
			t.Errorf("undo of a record that is gone: %v", err)
		}
		write(t, s, func(tx *data.Tx) error { return tx.DeleteRole(other.ID) })
		b, err := s.Backup(ctx, t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		if _, err := data.Restore(ctx, b.File, address, t.TempDir(), s.Now); err != nil {
			t.Fatal(err)
		}
		again := open(t, address)
		third := data.Role{PersonID: p.ID, Kind: "staff"}
		write(t, again, func(tx *data.Tx) error { return tx.SaveRole(&third) })
		if third.ID <= other.ID {
			t.Errorf("after restoring, number %d was given again (had %d)", third.ID, other.ID)
		}
	})
}

// The transaction may be run again or refused at its end; the caller's record is
// then as it was before.
func TestARecordIsAsItWasWhenItsTransactionFailed(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		s := open(t, address)
		p := data.Person{Surname: "Aalbers"}
		refused := errors.New("refused")
		save := func() error {
			return s.Write(context.Background(), data.Change{}, func(tx *data.Tx) error { return errors.Join(tx.SavePerson(&p), refused) })
		}
		if err := save(); !errors.Is(err, refused) || p.ID != 0 || p.Version != 0 {
			t.Errorf("a refused new record: %v, %+v", err, p.Meta)
		}
		add(t, s, &p)
		before := p.Meta
		p.Town = "Assen"
		if err := save(); !errors.Is(err, refused) || p.Meta != before {
			t.Errorf("a refused change: %v, %+v", err, p.Meta)
		}
		add(t, s, &p)
		if p.Version != 2 {
			t.Errorf("version %d", p.Version)
		}
	})
}

// PostgreSQL takes no zero byte and no broken UTF-8; mail and lists hold both.
func TestTextThatOnlyOneEngineTakesIsKeptOnBoth(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		s := open(t, address)
		add(t, s, &data.Person{Surname: "Kok\x00er", Notes: "caf\xe9", Email: "kok\x00@example.nl"})
		read(t, s, func(tx *data.Tx) error {
			for _, text := range []string{"kokker", "kok\x00ker", "kokk\xe9er"} {
				if _, err := tx.SearchPeople(text, 5); err != nil {
					t.Errorf("search %q: %v", text, err)
				}
			}
			found, err := tx.SearchPeople("kok\x00er", 5)
			if len(found) != 1 || found[0].Surname != "Koker" || found[0].Notes != "caf�" {
				t.Errorf("found %+v", found)
			}
			return err
		})
	})
}

// A complaint refers to people, whose changes are in another journal.
func TestUndoAndRedoOfAComplaintWithItsPerson(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		ctx := context.Background()
		s := open(t, address)
		p := data.Person{Surname: "Aalbers"}
		c := data.Complaint{Number: "K-2026-0001", Route: "professional", State: "open", Received: "2026-02-02", Subject: "Klacht"}
		change := write(t, s, func(tx *data.Tx) error {
			if err := tx.SavePerson(&p); err != nil {
				return err
			}
			c.AboutPersonID = p.ID
			if err := tx.SaveComplaint(&c); err != nil {
				return err
			}
			return tx.SaveComplaintEvent(&data.ComplaintEvent{ComplaintID: c.ID, Day: c.Received, Kind: "received"})
		})
		undo, err := s.Undo(ctx, "Ruud", change)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Undo(ctx, "Ruud", undo); err != nil {
			t.Fatalf("redo: %v", err)
		}
		read(t, s, func(tx *data.Tx) error {
			got, err := tx.Complaint(c.ID)
			events, err2 := tx.ComplaintEvents(c.ID)
			if got.AboutPersonID != p.ID || len(events) != 1 {
				t.Errorf("came back: %+v, %d events", got, len(events))
			}
			return errors.Join(err, err2)
		})
	})
}
