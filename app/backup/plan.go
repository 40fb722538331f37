package backup

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"kiesvoorhetkind.nl/kantoor/data"
)

// How many copies stay: the newest of each of so many days, weeks and months that have one. Days without a copy, such
// as a holiday of the office, do not count, so that a pause makes no copy go.
const (
	keepDays   = 7
	keepWeeks  = 5
	keepMonths = 24
)

// Copy is a copy of the office: its file's name, and when it was made.
type Copy struct {
	Name string
	Made time.Time
}

// Due says whether a copy has to be made: there is none of today yet.
func Due(now time.Time, copies []Copy) bool {
	today := data.DayOf(now)
	return !slices.ContainsFunc(copies, func(c Copy) bool { return data.DayOf(c.Made) == today })
}

// Old gives the copies that may go, the oldest first. The newest never goes, nor does one that was made later than now:
// then a clock was wrong, and which is the newer one cannot be told.
func Old(now time.Time, copies []Copy) []Copy {
	var past []Copy
	for _, c := range copies {
		if !c.Made.After(now) {
			past = append(past, c)
		}
	}
	slices.SortStableFunc(past, func(a, b Copy) int { return cmp.Or(b.Made.Compare(a.Made), cmp.Compare(b.Name, a.Name)) })
	stay := make([]bool, len(past))
	for _, rule := range []struct {
		many   int
		period func(time.Time) string
	}{{keepDays, ofDay}, {keepWeeks, ofWeek}, {keepMonths, ofMonth}} {
		seen, last := 0, ""
		for i, c := range past {
			p := rule.period(c.Made.In(data.Amsterdam()))
			if p == last {
				continue
			}
			if seen++; seen > rule.many {
				break
			}
			stay[i], last = true, p
		}
	}
	var old []Copy
	for i, c := range slices.Backward(past) {
		if !stay[i] {
			old = append(old, c)
		}
	}
	return old
}

func ofDay(t time.Time) string { return t.Format(time.DateOnly) }

func ofWeek(t time.Time) string {
	year, week := t.ISOWeek()
	return fmt.Sprint(year, "-", week)
}

func ofMonth(t time.Time) string { return t.Format("2006-01") }
