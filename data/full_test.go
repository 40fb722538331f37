package data

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
)

// A full disk is imitated by the engine's own limit: SQLite answers both with the same code.
func TestFullDiskIsSaidInDutchAndNothingIsHalfDone(t *testing.T) {
	ctx := context.Background()
	s, err := Open(ctx, filepath.Join(t.TempDir(), "kantoor.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}()
	p := Person{Surname: "Aalbers"}
	if err := s.Write(ctx, Change{}, func(tx *Tx) error { return tx.SavePerson(&p) }); err != nil {
		t.Fatal(err)
	}
	var pages int
	if err := s.write.QueryRow("PRAGMA page_count").Scan(&pages); err != nil {
		t.Fatal(err)
	}
	if _, err := s.write.Exec("PRAGMA max_page_count = " + itoa(pages+4)); err != nil {
		t.Fatal(err)
	}
	err = s.Write(ctx, Change{Title: "Te veel"}, func(tx *Tx) error {
		changed := p
		changed.Town = "Assen"
		if err := tx.SavePerson(&changed); err != nil {
			return err
		}
		return tx.AddDocument(&Document{Kind: "letter", Name: "groot.pdf", Bytes: make([]byte, 1<<20)})
	})
	if text, ok := UserText(err); !ok || !strings.Contains(text, "schijf is vol") {
		t.Fatalf("answer: %v", err)
	}
	err = s.Read(ctx, func(tx *Tx) error {
		got, err := tx.Person(p.ID)
		if got != p {
			t.Errorf("half done: %+v", got)
		}
		history, err2 := tx.History(0, 10)
		if len(history) != 1 {
			t.Errorf("history: %+v", history)
		}
		if err == nil {
			err = err2
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
