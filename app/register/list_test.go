package register

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

func TestListsOfMembersAPageAtATime(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		ctx := context.Background()
		s, err := data.Open(ctx, address, data.WithClock(func() time.Time { return time.Date(2026, 3, 3, 9, 0, 0, 0, time.UTC) }))
		if err != nil {
			t.Fatal(err)
		}
		defer func() {
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		}()
		r := New(s)
		// In the order of their names, each with the last day as a member.
		until := []data.Day{"2026-03-02", "2026-03-03", "", "2028-01-01", "2026-06-01", "2026-06-02", "2026-03-10", "2026-02-01", "2026-01-31", "2024-05-01"}
		// Who has two memberships ends with each; who has both in one list stands in it once.
		mediators := map[int]data.Day{3: "2026-04-01", 6: "2026-03-12", 0: "2026-02-20"}
		err = s.Write(ctx, data.Change{Who: "test", Title: "test"}, func(tx *data.Tx) error {
			for i, day := range until {
				p := data.Person{FirstName: "Anna", Surname: fmt.Sprintf("Bakker%d", i), Town: "Ede", Country: "NL", MemberUntil: max(day, mediators[i]), CoachUntil: day, MediatorUntil: mediators[i]}
				if err := tx.SavePerson(&p); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range []struct{ which, text, want string }{
			{Everybody, "", "0 1 2 3 4 5 6 7 8 9"},
			{Members, "", "1 3 4 5 6"},
			{ByEnd, "", "1 6 4 5 3"},
			{Ending, "", "1 6 3 4"},
			{InGrace, "", "7 0"},
			{Lapsed, "", "8 9"},
			{Everybody, "ede", "0 1 2 3 4 5 6 7 8 9"},
			{Everybody, "bakker3", "3"},
			{Members, "bakker", "1 3 4 5 6"},
			{Ending, "anna ede", "1 3 4 6"},
			{InGrace, "anna", "0 7"},
			{Lapsed, "anna", "8 9"},
			{Members, "bakker2", ""},
		} {
			var got []string
			var last *Row
			for page := 0; page < 10; page++ {
				rows, err := r.List(ctx, c.which, c.text, last, len(got), 2)
				if err != nil {
					t.Fatal(err)
				}
				for _, row := range rows {
					got = append(got, strings.TrimPrefix(strings.TrimSuffix(row.ListName, ", Anna"), "Bakker"))
				}
				if len(rows) < 2 {
					break
				}
				last = &rows[len(rows)-1]
			}
			if text := strings.Join(got, " "); text != c.want {
				t.Errorf("%s %q: %q, want %q", c.which, c.text, text, c.want)
			}
		}
		if e, err := r.Ends(ctx); err != nil || e != (Ends{Ending: 4, Grace: 2, Lapsed: 2}) {
			t.Errorf("%+v end, %v", e, err)
		}
	})
}

func TestWordsOfAPersonsPage(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{AchievedText("2017"), "2017"},
		{AchievedText("2017-05"), "mei 2017"},
		{AchievedText("2017-05-12"), "12 mei 2017"},
		{AchievedText(""), ""},
		{EnrolmentName("confirmed", "passed"), "geslaagd"},
		{EnrolmentName("cancelled", "passed"), "geannuleerd"},
		{EnrolmentName("waiting", ""), "op de wachtlijst"},
		{CertificateStatusName("revoked"), "ingetrokken"},
		{OrderStateName("sent"), "verzonden"},
		{RegimeName(RegimeMediator), "mediator"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}
