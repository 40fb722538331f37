package data_test

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

func TestDraftsAreKeptByPersonFormAndRecordOutsideTheHistory(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		now := time.Date(2026, 3, 3, 9, 0, 0, 0, time.UTC)
		s, err := data.Open(context.Background(), address, data.WithClock(func() time.Time { now = now.Add(time.Second); return now }))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		})
		texts := []data.DraftText{{Field: "Plaats", Base: "Zwolle", Text: "Kampen"}, {Field: "Dag 1", Text: "3-"}, {Field: "Opmerkingen", Text: "regel 1\nregel 2 \"zo\" é"}}
		order := data.Draft{Who: "Annelies", Form: "order", Key: "7", Screen: "bestellingen", Title: "Bestelling aanpassen", Texts: texts}
		other, private := order, order
		other.Who = "Bert"
		private.Form, private.Complaint = "complaint.letter", true
		change := write(t, s, func(tx *data.Tx) error {
			return errors.Join(tx.KeepDraft(order), tx.KeepDraft(other), tx.KeepDraft(private))
		})
		if change != 0 {
			t.Errorf("keeping a draft is change %d of the history", change)
		}
		order.Texts = texts[:1]
		write(t, s, func(tx *data.Tx) error { return tx.KeepDraft(order) })
		read(t, s, func(tx *data.Tx) error {
			got, err := tx.Draft("Annelies", "order", "7", false)
			if err != nil || !slices.Equal(got.Texts, texts[:1]) || got.Title != order.Title || got.Screen != order.Screen || got.At.IsZero() {
				t.Errorf("draft %+v, %v", got, err)
			}
			if got, err := tx.Draft("Bert", "order", "7", false); err != nil || !slices.Equal(got.Texts, texts) {
				t.Errorf("the other desk's draft %+v, %v", got, err)
			}
			if _, err := tx.Draft("Annelies", "order", "", false); !errors.Is(err, data.ErrNotFound) {
				t.Errorf("a draft of another record: %v", err)
			}
			if _, err := tx.Draft("Annelies", "complaint.letter", "7", false); !errors.Is(err, data.ErrNotFound) {
				t.Errorf("a complaint's draft lies with the others: %v", err)
			}
			common, err := tx.Drafts("Annelies", false)
			if err != nil || len(common) != 1 {
				t.Errorf("%d drafts, %v", len(common), err)
			}
			own, err := tx.Drafts("Annelies", true)
			if err != nil || len(own) != 1 || !own[0].Complaint {
				t.Errorf("%d drafts of complaints, %v", len(own), err)
			}
			return nil
		})
		write(t, s, func(tx *data.Tx) error {
			return errors.Join(tx.DropDraft("Annelies", "order", "7", false), tx.DropDraft("Annelies", "order", "8", false))
		})
		read(t, s, func(tx *data.Tx) error {
			if _, err := tx.Draft("Annelies", "order", "7", false); !errors.Is(err, data.ErrNotFound) {
				t.Errorf("a dropped draft: %v", err)
			}
			_, err := tx.Draft("Bert", "order", "7", false)
			return err
		})
	})
}

// What was typed goes along wherever the office goes: into a backup, to the other engine and back, and out of a backup.
func TestDraftsGoWithACopyAndABackup(t *testing.T) {
	ctx := context.Background()
	storetest.Each(t, func(t *testing.T, address string) {
		s := open(t, address)
		add(t, s, &data.Person{Surname: "Kuiper"})
		drafts := []data.Draft{
			{Who: "annelies", Form: "order", Screen: "bestellingen", Title: "Nieuwe bestelling", Texts: []data.DraftText{{Field: "Plaats", Text: "Kampen"}}},
			{Who: "annelies", Form: "complaint.letter", Key: "3", Screen: "klachten", Title: "Brief", Texts: []data.DraftText{{Field: "Tekst", Base: "Beste", Text: "Beste Öykü, \"zo\"\n"}}, Complaint: true},
		}
		write(t, s, func(tx *data.Tx) error { return errors.Join(tx.KeepDraft(drafts[0]), tx.KeepDraft(drafts[1])) })
		same := func(name string, office *data.Store) {
			t.Helper()
			read(t, office, func(tx *data.Tx) error {
				for _, d := range drafts {
					if got, err := tx.Draft(d.Who, d.Form, d.Key, d.Complaint); err != nil || !slices.Equal(got.Texts, d.Texts) || got.Screen != d.Screen || got.Title != d.Title {
						t.Errorf("%s: %+v, %v", name, got, err)
					}
				}
				return nil
			})
			if problems, err := office.Check(ctx); err != nil || len(problems) > 0 {
				t.Errorf("%s: %v, %v", name, problems, err)
			}
		}
		b, err := s.Backup(ctx, t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		same("backup", open(t, b.File))
		file := open(t, filepath.Join(t.TempDir(), "copy.db"))
		if err := data.CopyOffice(ctx, s, file); err != nil {
			t.Fatal(err)
		}
		same("copy", file)
		if !storetest.Quick() {
			server := open(t, storetest.Postgres(t))
			if err := data.CopyOffice(ctx, file, server); err != nil {
				t.Fatal(err)
			}
			same("on a server", server)
		}

		// What was typed after the backup goes with the office that it was typed in.
		write(t, s, func(tx *data.Tx) error {
			later := drafts[0]
			later.Texts = []data.DraftText{{Field: "Plaats", Text: "Zwolle"}}
			return errors.Join(tx.KeepDraft(later), tx.DropDraft("annelies", "complaint.letter", "3", true))
		})
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		if _, err := data.Restore(ctx, b.File, address, filepath.Join(t.TempDir(), "before"), time.Now); err != nil {
			t.Fatal(err)
		}
		same("restored", open(t, address))
	})
}
