package draft

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

func office(t *testing.T, address string) (*data.Store, *Drafts) {
	t.Helper()
	now := time.Date(2026, 3, 3, 9, 0, 0, 0, time.UTC)
	s, err := data.Open(context.Background(), address, data.WithClock(func() time.Time { now = now.Add(time.Minute); return now }))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s, New(s, func() string { return "Annelies" })
}

func typed(text string) []data.DraftText { return []data.DraftText{{Field: "Plaats", Text: text}} }

func TestDraftsOfTwoDesksDoNotMix(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		ctx := context.Background()
		s, mine := office(t, address)
		theirs := New(s, func() string { return "Bert" })
		for _, d := range []data.Draft{
			{Form: "order", Key: "7", Title: "Bestelling aanpassen", Texts: typed("Kampen")},
			{Form: "complaint.letter", Key: "3", Title: "Brief", Texts: typed("Beste"), Complaint: true},
			{Form: "order", Title: "Nieuwe bestelling", Texts: typed("Olst")},
		} {
			if err := mine.Keep(ctx, d); err != nil {
				t.Fatal(err)
			}
		}
		if err := theirs.Keep(ctx, data.Draft{Form: "order", Key: "7", Texts: typed("Hattem"), Who: "Annelies"}); err != nil {
			t.Fatal(err)
		}
		list, err := mine.List(ctx)
		if err != nil || len(list) != 3 {
			t.Fatalf("%v, %v", list, err)
		}
		if list[0].Title != "Nieuwe bestelling" || list[1].Title != "Brief" || !list[1].Complaint || list[2].Key != "7" {
			t.Errorf("not the newest first: %v", list)
		}
		if d, err := mine.Find(ctx, "order", "7", false); err != nil || d.Texts[0].Text != "Kampen" {
			t.Errorf("%v, %v", d, err)
		}
		// A form that holds nothing new is none that waits.
		if err := mine.Keep(ctx, data.Draft{Form: "order", Key: "7"}); err != nil {
			t.Fatal(err)
		}
		if _, err := mine.Find(ctx, "order", "7", false); !errors.Is(err, data.ErrNotFound) {
			t.Errorf("an empty draft stays: %v", err)
		}
		if d, err := theirs.Find(ctx, "order", "7", false); err != nil || d.Texts[0].Text != "Hattem" {
			t.Errorf("the other desk has %v, %v", d, err)
		}
	})
}

func TestADraftThatIsTooLargeLeavesTheOneBefore(t *testing.T) {
	ctx := context.Background()
	_, d := office(t, storetest.SQLite(t))
	if err := d.Keep(ctx, data.Draft{Form: "order", Texts: typed("Kampen")}); err != nil {
		t.Fatal(err)
	}
	for name, texts := range map[string][]data.DraftText{"long": typed(strings.Repeat("x", maxBytes)), "many": make([]data.DraftText, maxFields+1)} {
		err := d.Keep(ctx, data.Draft{Form: "order", Texts: texts})
		if _, ok := data.UserText(err); !ok {
			t.Errorf("%s: %v", name, err)
		}
	}
	if got, err := d.Find(ctx, "order", "", false); err != nil || got.Texts[0].Text != "Kampen" {
		t.Errorf("%v, %v", got, err)
	}
}
