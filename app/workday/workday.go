// Package workday knows which days the office works: Monday to Friday, less the
// holidays of the Algemene termijnenwet. Terms that are counted in working days
// are counted here.
package workday

import (
	"time"

	"kiesvoorhetkind.nl/kantoor/data"
)

// Calendar says which holidays the office keeps. The law counts Good Friday and
// 5 May as holidays every year; an office may work on them.
type Calendar struct {
	WorkOnGoodFriday    bool
	WorkOnLiberationDay bool // 5 May
}

// Working says whether the office works on a day.
func (c Calendar) Working(d data.Day) bool {
	t := d.Time()
	if wd := t.Weekday(); wd == time.Saturday || wd == time.Sunday {
		return false
	}
	return c.Holiday(d) == ""
}

// Holiday names the holiday that a day is, in Dutch; empty when it is none.
func (c Calendar) Holiday(d data.Day) string {
	t := d.Time()
	switch easter := easterSunday(t.Year()); int(t.Sub(easter).Hours() / 24) {
	case -2:
		if !c.WorkOnGoodFriday {
			return "Goede Vrijdag"
		}
	case 1:
		return "tweede paasdag"
	case 39:
		return "Hemelvaartsdag"
	case 50:
		return "tweede pinksterdag"
	}
	switch {
	case t.Month() == time.January && t.Day() == 1:
		return "nieuwjaarsdag"
	case d.Time().Equal(kingsDay(t.Year())):
		return "Koningsdag"
	case t.Month() == time.May && t.Day() == 5 && !c.WorkOnLiberationDay:
		return "Bevrijdingsdag"
	case t.Month() == time.December && t.Day() == 25:
		return "eerste kerstdag"
	case t.Month() == time.December && t.Day() == 26:
		return "tweede kerstdag"
	}
	return ""
}

// kingsDay is 27 April, or the 26th when that is a Sunday.
func kingsDay(year int) time.Time {
	t := time.Date(year, time.April, 27, 0, 0, 0, 0, time.UTC)
	if t.Weekday() == time.Sunday {
		return t.AddDate(0, 0, -1)
	}
	return t
}

// easterSunday is computed by the anonymous Gregorian method (Meeus).
func easterSunday(year int) time.Time {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 19*l) / 433
	month := (h + l - 7*m + 90) / 25
	day := (h + l - 7*m + 33*month + 19) % 32
	return time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
}

// Add gives the n-th working day after a day; the day itself does not count.
func (c Calendar) Add(d data.Day, n int) data.Day {
	for n > 0 {
		d = d.AddDays(1)
		if c.Working(d) {
			n--
		}
	}
	return d
}

// Between counts the working days after from, up to and with to; negative when
// to is earlier.
func (c Calendar) Between(from, to data.Day) int {
	if to < from {
		return -c.Between(to, from)
	}
	n := 0
	for from < to {
		from = from.AddDays(1)
		if c.Working(from) {
			n++
		}
	}
	return n
}
