package register

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"kiesvoorhetkind.nl/kantoor/data"
)

// drawTerms gives lengths that change on some days, as an office may set them.
func drawTerms(t *rapid.T) Terms {
	terms := DefaultTerms()
	day := data.Day("2014-01-01")
	for range rapid.IntRange(0, 3).Draw(t, "changes") {
		day = day.AddDays(rapid.IntRange(1, 1500).Draw(t, "after"))
		l := Lengths{Since: day}
		for _, of := range []*int{&l.Training, &l.FollowUp, &l.FollowUpWithin, &l.Payment, &l.Mediator, &l.MediatorTraining} {
			*of = rapid.IntRange(0, 48).Draw(t, "months")
		}
		terms = append(terms, l)
	}
	return terms
}

// drawAny gives events of all kinds and both memberships, in the order of entering.
func drawAny(t *rapid.T) []data.MembershipEvent {
	all := drawEvents(t, order...)
	for i := range all {
		all[i].Regime = rapid.SampledFrom([]string{RegimeCoach, RegimeMediator}).Draw(t, "regime")
		if k := all[i].Kind; k == EventByHand || k == EventList && rapid.Bool().Draw(t, "stated") {
			all[i].Until = all[i].Day.AddDays(rapid.IntRange(-900, 900).Draw(t, "until"))
		}
	}
	return all
}

// Whatever happened and whatever was set: one more training, follow-up or payment takes no day away from any membership,
// whenever it is entered.
func TestNothingThatGivesCostsADay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		terms, before := drawTerms(t), drawAny(t)
		more := data.MembershipEvent{
			Meta: data.Meta{ID: 99}, Regime: rapid.SampledFrom([]string{RegimeCoach, RegimeMediator}).Draw(t, "for"),
			Kind: rapid.SampledFrom([]string{EventTraining, EventFollowUp, EventPayment}).Draw(t, "more"),
			Day:  data.Day("2015-01-31").AddDays(rapid.IntRange(0, 4000).Draw(t, "on")),
		}
		was, is := ends(before, terms), ends(append(before, more), terms)
		if is.CoachUntil < was.CoachUntil || is.MediatorUntil < was.MediatorUntil {
			t.Fatalf("%+v: %s and %s became %s and %s", more, was.CoachUntil, was.MediatorUntil, is.CoachUntil, is.MediatorUntil)
		}
	})
}

func ends(all []data.MembershipEvent, terms Terms) data.Person {
	var p data.Person
	SetEnds(&p, Membership(all, terms, "2026-11-20"))
	return p
}

// Paying or following up before the end counts from the end: the last day moves on by exactly the length that holds.
func TestRenewingBeforeTheEndAddsTheWholeLength(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		terms := drawTerms(t)
		first := data.MembershipEvent{Meta: data.Meta{ID: 1}, Regime: RegimeCoach, Kind: EventTraining, Day: data.Day("2015-01-31").AddDays(rapid.IntRange(0, 3000).Draw(t, "first"))}
		until := MemberUntil(Membership([]data.MembershipEvent{first}, terms, "2026-11-20"))
		if until == "" {
			return // trainings gave nothing then
		}
		on := first.Day.AddDays(rapid.IntRange(0, first.Day.Until(until)).Draw(t, "on"))
		kind, months := EventPayment, terms.At(on).Payment
		if rapid.Bool().Draw(t, "follow-up") && on <= first.Day.AddMonths(terms.At(on).FollowUpWithin) {
			kind, months = EventFollowUp, terms.At(on).FollowUp
		}
		got := MemberUntil(Membership([]data.MembershipEvent{first, {Meta: data.Meta{ID: 2}, Regime: RegimeCoach, Kind: kind, Day: on}}, terms, "2026-11-20"))
		if want := until.AddMonths(months); got != want {
			t.Fatalf("%s on %s, until %s: got %s, want %s", kind, on, until, got, want)
		}
	})
}

// Every end date has steps, the last of which led to it; computing it again, or from events entered in another order, gives
// the same; and what happens to one membership leaves the other alone.
func TestEveryEndIsExplained(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		terms, all := drawTerms(t), drawAny(t)
		got := Membership(all, terms, "2026-11-20")
		if again := Membership(rapid.Permutation(all).Draw(t, "turned"), terms, "2026-11-20"); fmt.Sprint(again) != fmt.Sprint(got) {
			t.Fatalf("entered otherwise: %v, was %v", again, got)
		}
		var coach []data.MembershipEvent
		for _, e := range all {
			if e.Regime == RegimeCoach {
				coach = append(coach, e)
			}
		}
		if alone := ends(coach, terms).CoachUntil; alone != ends(all, terms).CoachUntil {
			t.Fatalf("coach until %s, alone %s", ends(all, terms).CoachUntil, alone)
		}
		for _, term := range got {
			if len(term.Steps) == 0 || term.Explanation == "" || term.Steps[len(term.Steps)-1].Until != term.Until {
				t.Fatalf("not explained: %+v", term)
			}
			for _, s := range term.Steps {
				if s.Text == "" || s.Event.ID == 0 || s.Event.Regime != term.Regime {
					t.Fatalf("a step that nothing led to: %+v", s)
				}
			}
		}
	})
}
