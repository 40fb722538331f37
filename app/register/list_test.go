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
		until := []data.Day{"2026-03-02", "2026-03-03", "", "2028-01-01", "2026-05-02", "2026-05-03", "2026-03-10"}
		err = s.Write(ctx, data.Change{Who: "test", Title: "test"}, func(tx *data.Tx) error {
			for i, day := range until {
				p := data.Person{FirstName: "Anna", Surname: fmt.Sprintf("Bakker%d", i), Town: "Ede", Country: "NL", MemberUntil: day}
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
			{Everybody, "", "0 1 2 3 4 5 6"},
			{Members, "", "1 3 4 5 6"},
			{Ending, "", "1 6 4"},
			{Everybody, "ede", "0 1 2 3 4 5 6"},
			{Everybody, "bakker3", "3"},
			{Members, "bakker", "1 3 4 5 6"},
			{Ending, "anna ede", "1 4 6"},
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
		if n, err := r.CountEnding(ctx); err != nil || n != 3 {
			t.Errorf("%d end soon, %v", n, err)
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
