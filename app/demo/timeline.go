package demo

import (
	"context"
	"fmt"
	"slices"
	"time"

	"kiesvoorhetkind.nl/kantoor/data"
)

// event is one thing that happens in the story.
type event struct {
	at   time.Time
	what string // for an error
	do   func(ctx context.Context) error
}

// at plans something for a day and a time ("10:42"). What would come after the
// end of the story comes just before it.
func (s *story) at(day data.Day, clock, what string, do func(ctx context.Context) error) {
	s.events = append(s.events, event{at: s.moment(day, clock), what: what, do: do})
}

// moment is a time of a day in the office's own time zone, within the story.
func (s *story) moment(day data.Day, clock string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", string(day)+" "+clock, data.Amsterdam())
	if err != nil || t.After(s.now) {
		return s.now
	}
	if first := beginning(s.now); t.Before(first) {
		return first
	}
	return t
}

// happen lets everything happen in the order of time; what has the same moment,
// in the order in which it was planned.
func (s *story) happen(ctx context.Context, report func(done int)) error {
	slices.SortStableFunc(s.events, func(a, b event) int { return a.at.Compare(b.at) })
	for i, e := range s.events {
		if err := ctx.Err(); err != nil {
			return err
		}
		s.clock.set(e.at)
		if err := e.do(ctx); err != nil {
			return fmt.Errorf("%s: %w", e.what, err)
		}
		report(i + 1)
	}
	s.clock.set(s.now)
	return nil
}

// day is the working day nearest to so many days from today, going back in time
// for today and what has been, and on for what is to come.
func (s *story) day(n int) data.Day {
	d := s.today.AddDays(n)
	if n <= 0 {
		return s.working(d)
	}
	return s.office.Calendar.Add(d.AddDays(-1), 1)
}

// working is the last working day up to a day.
func (s *story) working(d data.Day) data.Day {
	for !s.office.Calendar.Working(d) {
		d = d.AddDays(-1)
	}
	return d
}

// next is the working day that comes so many working days after today.
func (s *story) next(n int) data.Day { return s.office.Calendar.Add(s.today, n) }

// between picks a number from a to b.
func (s *story) between(a, b int) int {
	if b <= a {
		return a
	}
	return a + s.rand.IntN(b-a+1)
}

// pick takes one of a list.
func pick[T any](s *story, list []T) T { return list[s.rand.IntN(len(list))] }

// clockTime is a time in office hours.
func (s *story) clockTime() string {
	return fmt.Sprintf("%02d:%02d", s.between(9, 16), s.between(0, 59))
}
