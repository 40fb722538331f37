package data_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

func TestFindMessages(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		ctx := context.Background()
		s, err := data.Open(ctx, address)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		start := time.Date(2026, 3, 3, 9, 0, 0, 0, time.UTC)
		mails := []data.Message{
			{FromName: "Nguyễn Thị Hồng", FromEmail: "hong@example.nl", Subject: "Handleiding bestellen"},
			{FromName: "Bo Veen", FromEmail: "bo@example.org", Subject: "Handleiding besteld, waar blijft hij?"},
			{FromName: "Bo Veen", FromEmail: "bo@example.org", Subject: "100%_zeker"},
			{FromName: "Wil Dam", FromEmail: "wil@example.nl", Subject: "Klacht over de handleiding", Complaint: true},
		}
		err = s.Write(ctx, data.Change{Title: "Post"}, func(tx *data.Tx) error {
			for i := range mails {
				mails[i].SHA256, mails[i].State, mails[i].Raw = fmt.Sprintf("%064d", i), "new", []byte("x")
				mails[i].Received = start.Add(time.Duration(i) * time.Hour)
				if err := tx.SaveMessage(&mails[i]); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		for text, want := range map[string][]int{
			"handleiding":        {1, 0},
			"nguyen hand":        {0},
			"VEEN":               {2, 1},
			"example.org":        {2, 1},
			"bo":                 nil, // too short to look for
			"veen klacht":        nil,
			"klacht":             nil, // lives with the complaints
			"100%_":              {2},
			`zeker" OR "veen`:    nil,
			"handleiding bestel": {1, 0},
		} {
			err := s.Read(ctx, func(tx *data.Tx) error {
				found, err := tx.FindMessages(text, 10)
				var got []int
				for _, m := range found {
					for i := range mails {
						if mails[i].SHA256 == m.SHA256 {
							got = append(got, i)
						}
					}
				}
				if fmt.Sprint(got) != fmt.Sprint(want) {
					t.Errorf("%q finds %v, want %v", text, got, want)
				}
				if one, err := tx.FindMessages(text, 1); err != nil || len(one) > 1 {
					t.Errorf("%q finds %d of 1, %v", text, len(one), err)
				}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		// What a mail is found by follows it when it moves to the complaints.
		if err := s.Write(ctx, data.Change{Title: "Klacht"}, func(tx *data.Tx) error { return tx.MoveToComplaints(&mails[0], true) }); err != nil {
			t.Fatal(err)
		}
		if err := s.Read(ctx, func(tx *data.Tx) error {
			if found, err := tx.FindMessages("nguyen", 10); err != nil || len(found) != 0 {
				t.Errorf("a mail that moved to the complaints is found: %v, %v", found, err)
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	})
}
