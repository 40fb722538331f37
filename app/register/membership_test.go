package register

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

func open(t testing.TB, address string) *data.Store {
	t.Helper()
	clock := func() time.Time { return time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC) }
	s, err := data.Open(context.Background(), address, data.WithClock(clock))
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

func write(t testing.TB, s *data.Store, f func(*data.Tx) error) int64 {
	t.Helper()
	id, err := s.Do(context.Background(), data.Change{Who: "Ineke", Title: "Proef"}, f)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func read(t testing.TB, s *data.Store, f func(*data.Tx) error) {
	t.Helper()
	if err := s.Read(context.Background(), f); err != nil {
		t.Fatal(err)
	}
}

// events reads "kind day [until]" a line; kinds of mediators start with "m:".
func events(lines ...string) []data.MembershipEvent {
	var out []data.MembershipEvent
	for _, l := range lines {
		f := strings.Fields(l)
		e := data.MembershipEvent{Regime: RegimeCoach, Kind: f[0], Day: data.Day(f[1])}
		if kind, ok := strings.CutPrefix(f[0], "m:"); ok {
			e.Regime, e.Kind = RegimeMediator, kind
		}
		if len(f) > 2 {
			e.Until = data.Day(f[2])
		}
		out = append(out, e)
	}
	return out
}

func TestMembershipFollowsFromWhatHappened(t *testing.T) {
	for name, c := range map[string]struct {
		events []data.MembershipEvent
		want   string // regime from until, one a term
	}{
		"never":                                       {nil, ""},
		"training gives two years":                    {events("training 2023-05-12"), "coach 2023-05-12 2025-05-12"},
		"leap day":                                    {events("training 2024-02-29"), "coach 2024-02-29 2026-02-28"},
		"follow-up in time counts from the end":       {events("training 2023-05-12", "follow_up 2024-03-01"), "coach 2023-05-12 2027-05-12"},
		"follow-up on the very last day":              {events("training 2023-05-12", "follow_up 2025-05-12"), "coach 2023-05-12 2027-05-12"},
		"follow-up a day late starts anew":            {events("training 2023-05-12", "follow_up 2025-05-13"), "coach 2023-05-12 2025-05-12, coach 2025-05-13 2027-05-13"},
		"within two years of the last certificate":    {events("training 2019-01-10", "follow_up 2020-12-01", "follow_up 2022-11-30"), "coach 2019-01-10 2025-01-10"},
		"paid on, follow-up too late: a new term":     {events("training 2019-01-10", "payment 2020-12-01", "follow_up 2021-06-01"), "coach 2019-01-10 2023-06-01"},
		"paying before the end costs nothing":         {events("training 2019-01-10", "payment 2020-01-02"), "coach 2019-01-10 2022-01-10"},
		"paying after the end starts on the day":      {events("training 2019-01-10", "payment 2024-03-05"), "coach 2019-01-10 2021-01-10, coach 2024-03-05 2025-03-05"},
		"second training while a member":              {events("training 2023-05-12", "training 2024-06-01"), "coach 2023-05-12 2026-06-01"},
		"out of order":                                {events("follow_up 2024-03-01", "training 2023-05-12"), "coach 2023-05-12 2027-05-12"},
		"mediator yearly":                             {events("m:payment 2025-02-01", "m:payment 2026-01-20"), "mediator 2025-02-01 2027-02-01"},
		"coach and mediator side by side":             {events("training 2025-02-01", "m:payment 2025-02-01"), "coach 2025-02-01 2027-02-01, mediator 2025-02-01 2026-02-01"},
		"follow-up does not pay a mediator's year":    {events("m:payment 2025-02-01", "m:follow_up 2025-06-01"), "mediator 2025-02-01 2026-02-01"},
		"list date as stated":                         {events("training 2009-11-25", "list 2026-11-20 2011-06-30"), "coach 2009-11-25 2011-06-30"},
		"list date of an older end":                   {events("training 2009-11-25", "list 2026-11-20 2015-12-31"), "coach 2009-11-25 2011-11-25, coach  2015-12-31"},
		"list date without training":                  {events("list 2026-11-20 2027-12-31"), "coach  2027-12-31"},
		"list says no member any more":                {events("training 2026-01-05", "list 2026-11-20"), "coach 2026-01-05 2026-11-20"},
		"list says nothing on who never was one":      {events("list 2026-11-20"), ""},
		"given up":                                    {events("training 2023-05-12", "ended 2024-01-01"), "coach 2023-05-12 2024-01-01"},
		"given up, then a follow-up within two years": {events("training 2023-05-12", "ended 2024-01-01", "follow_up 2024-06-01"), "coach 2023-05-12 2024-01-01, coach 2024-06-01 2026-06-01"},
		"by hand, before an earlier term's end":       {events("training 2019-01-10", "follow_up 2021-06-01", "by_hand 2021-07-01 2020-12-31"), "coach 2019-01-10 2020-12-31"},
		"by hand":                                     {events("training 2023-05-12", "by_hand 2024-01-01 2025-12-31"), "coach 2023-05-12 2025-12-31"},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, term := range Membership(c.events, DefaultTerms(), "2026-11-20") {
				got = append(got, fmt.Sprintf("%s %s %s", term.Regime, term.From, term.Until))
			}
			if s := strings.Join(got, ", "); s != c.want {
				t.Fatalf("got %q, want %q", s, c.want)
			}
		})
	}
}

func TestMembershipExplainsItsEndDate(t *testing.T) {
	terms := Membership(events("training 2025-05-12", "follow_up 2026-03-01"), DefaultTerms(), "2026-11-20")
	want := "Lid tot 12 mei 2029. Gratis lid na de training van 12 mei 2025, tot 12 mei 2027. Daarna 2 jaar verlengd door de nascholing van 1 maart 2026, tot 12 mei 2029."
	if len(terms) != 1 || terms[0].Explanation != want || !terms[0].Active || terms[0].Grace {
		t.Fatalf("got %+v, want %q", terms, want)
	}
	terms = Membership(events("m:payment 2025-11-01"), DefaultTerms(), "2026-11-20")
	want = "Lid geweest als mediator tot 1 november 2026: lid geworden door de jaarbijdrage van 1 november 2025."
	if len(terms) != 1 || terms[0].Explanation != want || terms[0].Active || !terms[0].Grace {
		t.Fatalf("got %+v, want %q", terms, want)
	}
}

func TestLengthsHoldFromTheirDay(t *testing.T) {
	terms := append(DefaultTerms(), Lengths{Since: "2025-01-01", Training: 36, FollowUp: 12, FollowUpWithin: 24, Payment: 12, Mediator: 12})
	for day, want := range map[string]data.Day{"2024-12-31": "2026-12-31", "2025-01-01": "2028-01-01"} {
		if got := MemberUntil(Membership(events("training "+day), terms, "2026-11-20")); got != want {
			t.Errorf("training on %s: until %s, want %s", day, got, want)
		}
	}
}

func drawEvents(t *rapid.T, kinds ...string) []data.MembershipEvent {
	n := rapid.IntRange(0, 8).Draw(t, "n")
	var out []data.MembershipEvent
	for i := range n {
		out = append(out, data.MembershipEvent{
			Meta:   data.Meta{ID: int64(i + 1)},
			Regime: RegimeCoach,
			Kind:   rapid.SampledFrom(kinds).Draw(t, "kind"),
			Day:    data.Day("2015-01-31").AddDays(rapid.IntRange(0, 4000).Draw(t, "day")),
		})
	}
	return out
}

// Whoever renews, takes a follow-up or pays never ends earlier than without it.
func TestMoreNeverCostsTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		gains := []string{EventTraining, EventFollowUp, EventPayment}
		before := drawEvents(t, gains...)
		more := data.MembershipEvent{
			Meta: data.Meta{ID: 99}, Regime: RegimeCoach, Kind: rapid.SampledFrom(gains).Draw(t, "more"),
			Day: data.Day("2015-01-31").AddDays(rapid.IntRange(0, 4000).Draw(t, "on")),
		}
		was := MemberUntil(Membership(before, DefaultTerms(), "2026-11-20"))
		is := MemberUntil(Membership(append(before, more), DefaultTerms(), "2026-11-20"))
		if is < was {
			t.Fatalf("%s on %s: until %s became %s", more.Kind, more.Day, was, is)
		}
		if months := map[string]int{EventTraining: 24, EventFollowUp: 24, EventPayment: 12}[more.Kind]; is < more.Day.AddMonths(months) {
			t.Fatalf("%s on %s gives less than %d months: %s", more.Kind, more.Day, months, is)
		}
	})
}

func TestGivingUpWhatWasOverIsTold(t *testing.T) {
	list := events("training 2023-05-12", "ended 2025-06-01")
	list[1].Reason = "op eigen verzoek"
	terms := Membership(list, DefaultTerms(), "2025-06-10")
	want := "Lid geweest tot 12 mei 2025. Gratis lid na de training van 12 mei 2023, tot 12 mei 2025. Daarna beëindigd op 1 juni 2025 (op eigen verzoek)."
	if len(terms) != 1 || terms[0].Until != "2025-05-12" || terms[0].Explanation != want {
		t.Errorf("%+v", terms)
	}
}

// The order in which events are entered makes no difference, and terms neither
// overlap nor turn around.
func TestTermsAreInOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := drawEvents(t, EventTraining, EventFollowUp, EventPayment, EventEnded)
		terms := Membership(all, DefaultTerms(), "2026-11-20")
		turned := rapid.Permutation(all).Draw(t, "turned")
		if again := Membership(turned, DefaultTerms(), "2026-11-20"); fmt.Sprint(again) != fmt.Sprint(terms) {
			t.Fatalf("entered otherwise: %v, was %v", again, terms)
		}
		for i, term := range terms {
			if term.From > term.Until || i > 0 && terms[i-1].Until >= term.From {
				t.Fatalf("terms %+v", terms)
			}
		}
	})
}

func TestRecordedMembershipStandsWithThePerson(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		s := open(t, address)
		p := data.Person{FirstName: "Wendelmoet", Surname: "Quakkel", Country: "NL"}
		enrolled := data.MembershipEvent{Regime: RegimeCoach, Kind: EventTraining, Day: "2026-10-01", EnrolmentID: 7}
		undo := write(t, s, func(tx *data.Tx) error {
			if err := tx.SavePerson(&p); err != nil {
				return err
			}
			enrolled.PersonID = p.ID
			return nil
		})
		until := func(want data.Day, events int) {
			t.Helper()
			read(t, s, func(tx *data.Tx) error {
				got, err := tx.Person(p.ID)
				if err != nil {
					return err
				}
				all, err := tx.MembershipEventsOf(p.ID)
				if got.MemberUntil != want || len(all) != events {
					t.Fatalf("until %q with %d events, want %q with %d", got.MemberUntil, len(all), want, events)
				}
				return err
			})
		}
		write(t, s, func(tx *data.Tx) error { return RecordMembership(tx, enrolled) })
		until("2028-10-01", 1)
		// Marked again, a day later: still one training.
		enrolled.Day = "2026-10-02"
		write(t, s, func(tx *data.Tx) error { return RecordMembership(tx, enrolled) })
		until("2028-10-02", 1)
		paid := write(t, s, func(tx *data.Tx) error {
			return RecordMembership(tx, data.MembershipEvent{PersonID: p.ID, Regime: RegimeMediator, Kind: EventPayment, Day: "2028-01-01", InvoiceID: 3})
		})
		until("2029-01-01", 2)
		if _, err := s.Undo(context.Background(), "Ineke", paid); err != nil {
			t.Fatal(err)
		}
		until("2028-10-02", 1)
		write(t, s, func(tx *data.Tx) error { return WithdrawMembership(tx, p.ID, 7) })
		until("", 0)
		for _, bad := range []data.MembershipEvent{
			{PersonID: p.ID, Regime: "friend", Kind: EventPayment, Day: "2026-01-01"},
			{PersonID: p.ID, Regime: RegimeCoach, Kind: "gift", Day: "2026-01-01"},
			{PersonID: p.ID, Regime: RegimeCoach, Kind: EventPayment},
			{PersonID: p.ID, Regime: RegimeCoach, Kind: EventByHand, Day: "2026-01-01", Until: "2027-01-01"},
		} {
			if err := s.Write(context.Background(), data.Change{}, func(tx *data.Tx) error { return RecordMembership(tx, bad) }); err == nil {
				t.Errorf("recorded %+v", bad)
			}
		}
		until("", 0)
		if undo == 0 {
			t.Fatal("adding a person is no change")
		}
	})
}

func TestTermsComeFromTheSettings(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		s := open(t, address)
		write(t, s, func(tx *data.Tx) error {
			if err := tx.SaveSetting("membership.training_months", "2027-01-01", "36"); err != nil {
				return err
			}
			return tx.SaveSetting("membership.payment_months", "", "6")
		})
		read(t, s, func(tx *data.Tx) error {
			terms, err := ReadTerms(tx)
			if err != nil {
				return err
			}
			old, later := terms.At("2026-12-31"), terms.At("2027-01-01")
			if old.Training != 24 || old.Payment != 6 || later.Training != 36 || later.Payment != 6 || later.FollowUp != 24 {
				t.Fatalf("got %+v and %+v", old, later)
			}
			return nil
		})
		write(t, s, func(tx *data.Tx) error { return tx.SaveSetting("membership.payment_months", "", "een jaar") })
		err := s.Read(context.Background(), func(tx *data.Tx) error { _, err := ReadTerms(tx); return err })
		if text, ok := data.UserText(err); !ok || !strings.Contains(text, "membership.payment_months") {
			t.Fatalf("a setting that is no number: %v", err)
		}
	})
}
