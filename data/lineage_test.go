package data_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

// work makes changes in an office, a second apart.
type work struct {
	at time.Time
}

func (w *work) now() time.Time {
	w.at = w.at.Add(time.Second)
	return w.at
}

func (w *work) open(t *testing.T, address string) *data.Store {
	t.Helper()
	s, err := data.Open(context.Background(), address, data.WithClock(w.now))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func do(t testing.TB, s *data.Store, who string) {
	t.Helper()
	err := s.Write(context.Background(), data.Change{Who: who, Title: "Gewijzigd"}, func(tx *data.Tx) error {
		return tx.SaveSetting("test.last", "", fmt.Sprint(who, tx.Now()))
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestWhatABackupTakesAndBrings(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		ctx, w := context.Background(), &work{at: time.Date(2026, 3, 3, 9, 0, 0, 0, time.UTC)}
		s := w.open(t, address)
		do(t, s, "Annelies")
		do(t, s, "Bram")
		b, err := s.Backup(ctx, t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		compare := func(file string) data.Difference {
			t.Helper()
			backup, err := data.OpenBackup(ctx, file)
			if err != nil {
				t.Fatal(err)
			}
			d, err := data.Compare(ctx, s, backup)
			if err != nil {
				t.Fatal(err)
			}
			if err := backup.Close(); err != nil {
				t.Fatal(err)
			}
			return d
		}
		if d := compare(b.File); !reflect.DeepEqual(d, data.Difference{Kin: true}) {
			t.Errorf("nothing was done since: %+v", d)
		}
		do(t, s, "Bram")
		do(t, s, "Annelies")
		do(t, s, "Bram")
		last := w.at
		write(t, s, func(tx *data.Tx) error {
			i := data.Invoice{Kind: "invoice", State: "draft", Day: "2026-03-03"}
			if err := tx.SaveInvoice(&i); err != nil {
				return err
			}
			i.Number, i.State = "2026-0007", "final"
			return tx.SaveInvoice(&i)
		})
		d := compare(b.File)
		if !d.Kin || d.Since.Changes != 4 || !reflect.DeepEqual(d.Since.By, []data.DoneBy{{Who: "Annelies", Changes: 2}, {Who: "Bram", Changes: 2}}) || !d.Since.Last.At.After(last) {
			t.Errorf("since then: %+v", d.Since)
		}
		if len(d.Since.Invoices) != 1 || d.Since.Invoices[0] != "2026-0007" || d.More.Changes != 0 || d.More.Invoices != nil {
			t.Errorf("numbers: %+v, %+v", d.Since, d.More)
		}
		// Another way on from the same backup: what is kept of this one brings its own changes.
		kept, err := s.Backup(ctx, t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		if _, err := data.Restore(ctx, b.File, address, t.TempDir(), w.now); err != nil {
			t.Fatal(err)
		}
		s = w.open(t, address)
		t.Cleanup(func() {
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		})
		do(t, s, "Chris")
		if d := compare(kept.File); !d.Kin || d.Since.Changes != 1 || d.Since.By[0].Who != "Chris" || d.More.Changes != 4 || len(d.More.Invoices) != 1 {
			t.Errorf("another way on: %+v", d)
		}
		// An office that never was this one.
		stranger := w.open(t, filepath.Join(t.TempDir(), "ander.db"))
		do(t, stranger, "Dirk")
		strange, err := stranger.Backup(ctx, t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		if err := stranger.Close(); err != nil {
			t.Fatal(err)
		}
		if d := compare(strange.File); d.Kin || d.Since.Changes != 3 || d.More.Changes != 1 {
			t.Errorf("a stranger's: %+v", d)
		}
	})
}

// What somebody typed and did not save is in no history, and goes all the same.
func TestWhatWasTypedSinceABackupIsCounted(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		ctx := context.Background()
		s := open(t, address)
		draft := func(who, text string, complaint bool) data.Draft {
			return data.Draft{Who: who, Form: "order", Key: "7", Texts: []data.DraftText{{Field: "Plaats", Text: text}}, Complaint: complaint}
		}
		keep := func(drafts ...data.Draft) {
			write(t, s, func(tx *data.Tx) error {
				for _, d := range drafts {
					if err := tx.KeepDraft(d); err != nil {
						return err
					}
				}
				return nil
			})
		}
		keep(draft("Annelies", "Kampen", false), draft("Bert", "Olst", false))
		b, err := s.Backup(ctx, t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		typed := func() int {
			backup, err := data.OpenBackup(ctx, b.File)
			if err != nil {
				t.Fatal(err)
			}
			d, err := data.Compare(ctx, s, backup)
			if err = errors.Join(err, backup.Close()); err != nil || d.Since.Changes != 0 {
				t.Errorf("%+v, %v", d, err)
			}
			return d.Typed
		}
		if n := typed(); n != 0 {
			t.Errorf("%d forms that the backup has too", n)
		}
		keep(draft("Bert", "Zwolle", false), draft("Carla", "Olst", false), draft("Annelies", "Kampen", true))
		if n := typed(); n != 3 {
			t.Errorf("%d forms", n)
		}
	})
}

// However long both went on: what is counted is what was done after they parted.
func TestPartingIsFound(t *testing.T) {
	w := &work{at: time.Date(2026, 3, 3, 9, 0, 0, 0, time.UTC)}
	for _, together := range []int{0, 1, 6} {
		ctx, dir := context.Background(), t.TempDir()
		s := w.open(t, filepath.Join(dir, "kantoor.db"))
		for range together {
			do(t, s, "Annelies")
		}
		b, err := s.Backup(ctx, dir)
		if err != nil {
			t.Fatal(err)
		}
		other := w.open(t, b.File)
		here, there := 0, 0
		for _, step := range []struct{ here, there int }{{0, 0}, {1, 0}, {0, 1}, {4, 0}, {0, 9}} {
			for range step.here {
				do(t, s, "Annelies")
			}
			for range step.there {
				do(t, other, "Annelies")
			}
			here, there = here+step.here, there+step.there
			d, err := data.Compare(ctx, s, other)
			if err != nil {
				t.Fatal(err)
			}
			if d.Kin != (together > 0) || d.Since.Changes != here || d.More.Changes != there {
				t.Errorf("%d together, %d here, %d there: %+v", together, here, there, d)
			}
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		if err := other.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
