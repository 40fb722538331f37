package data_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

// Glued together the pages of the post are all of it in order, those of complaints among the others.
func TestPagesOfSortedMessages(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		ctx := context.Background()
		s, err := data.Open(ctx, address)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		start := time.Date(2026, 3, 3, 9, 0, 0, 0, time.UTC)
		rapid.Check(t, func(rt *rapid.T) {
			state := rapid.SampledFrom([]string{"", "", "new"}).Draw(rt, "state")
			complaints := rapid.Bool().Draw(rt, "complaints")
			word := func(what string) string {
				return rapid.SampledFrom([]string{"", "Aa", "Ab", "Ba", "Éd", "ed", "Øst"}).Draw(rt, what)
			}
			err := s.Write(ctx, data.Change{Title: "Post"}, func(tx *data.Tx) error {
				var all []listed
				shas := map[string]int64{}
				for i := range rapid.IntRange(1, 10).Draw(rt, "mails") {
					m := data.Message{
						SHA256: fmt.Sprintf("%064d", i), Received: start.Add(time.Duration(rapid.IntRange(0, 2).Draw(rt, "hour")) * time.Hour), Raw: []byte("x"),
						FromName: word("name"), FromEmail: strings.ToLower(word("email")), Subject: word("subject"), Outcome: word("outcome"),
						State: rapid.SampledFrom([]string{"new", "aside"}).Draw(rt, "stands"), Intent: rapid.SampledFrom([]string{"autoreply", "question"}).Draw(rt, "intent"), Complaint: rapid.Bool().Draw(rt, "complaint"),
					}
					if err := tx.SaveMessage(&m); err != nil {
						return err
					}
					shas[m.SHA256] = int64(i) + 1
					if state != "" && state != m.State || m.Complaint && !complaints {
						continue
					}
					order := map[string]string{"new": "0", "aside": "2"}
					all = append(all, listed{id: int64(i) + 1, name: m.Received.Format(time.RFC3339) + m.SHA256, says: map[string]string{
						"received": m.Received.Format(time.RFC3339), "sender": data.Fold(cmp.Or(m.FromName, m.FromEmail)), "email": m.FromEmail,
						"subject": data.Fold(m.Subject), "intent": m.Intent, "state": order[m.State], "outcome": data.Fold(m.Outcome),
					}})
				}
				size := rapid.IntRange(1, 5).Draw(rt, "size")
				for _, column := range []string{"received", "sender", "email", "subject", "intent", "state", "outcome"} {
					for _, down := range []bool{false, true} {
						by := data.Sort{By: column, Down: down}
						got := glued(rt, size, len(all), func(after int64) (ids []int64, err error) {
							sha := ""
							if after != 0 {
								sha = fmt.Sprintf("%064d", after-1)
							}
							found, err := tx.SortedMessages(state, complaints, by, sha, size)
							for _, m := range found {
								ids = append(ids, shas[m.SHA256])
							}
							return ids, err
						})
						want := inOrder(all, by, func(a, b listed) int { return cmp.Compare(b.name, a.name) })
						if !slices.Equal(got, want) {
							rt.Fatalf("by %s (down %v) in pages of %d: %v, want %v of %+v", column, down, size, got, want, all)
						}
					}
				}
				return errTakenBack
			})
			if !errors.Is(err, errTakenBack) {
				rt.Fatal(err)
			}
		})
	})
}
