package data

import (
	"fmt"
	"time"
	_ "time/tzdata" // Windows has no time zones of its own
)

// Day is a date without a time, as YYYY-MM-DD; empty means none. Days compare
// and sort as text.
type Day string

// DayOf gives the day of a moment on the office's own calendar.
func DayOf(t time.Time) Day { return Day(t.In(Amsterdam()).Format(time.DateOnly)) }

// NewDay checks that the three make a date that exists.
func NewDay(year int, month time.Month, day int) (Day, error) {
	t := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	if t.Year() != year || t.Month() != month || t.Day() != day || year < 1000 || year > 9999 {
		return "", fmt.Errorf("no such date: %04d-%02d-%02d", year, month, day)
	}
	return Day(t.Format(time.DateOnly)), nil
}

// ParseDay reads YYYY-MM-DD; empty text gives the empty day.
func ParseDay(s string) (Day, error) {
	if s == "" {
		return "", nil
	}
	if _, err := time.Parse(time.DateOnly, s); err != nil {
		return "", fmt.Errorf("no date: %w", err)
	}
	return Day(s), nil
}

// Time is midnight UTC of the day; the zero time for no day or text that is none.
func (d Day) Time() time.Time {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return time.Time{}
	}
	return t
}

// AddDays moves by n days; no day stays no day.
func (d Day) AddDays(n int) Day {
	if d == "" {
		return ""
	}
	return Day(d.Time().AddDate(0, 0, n).Format(time.DateOnly))
}

// AddMonths moves by n months and stays within the month it lands in:
// 31 January and one month is 28 or 29 February.
func (d Day) AddMonths(n int) Day {
	if d == "" {
		return ""
	}
	t := d.Time()
	first := time.Date(t.Year(), t.Month()+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return Day(first.AddDate(0, 0, min(t.Day(), last)-1).Format(time.DateOnly))
}

// Until counts the days from d to e; negative when e is earlier.
func (d Day) Until(e Day) int { return int(e.Time().Sub(d.Time()).Hours() / 24) }

var amsterdam = loadAmsterdam()

func loadAmsterdam() *time.Location {
	if l, err := time.LoadLocation("Europe/Amsterdam"); err == nil {
		return l
	}
	return time.FixedZone("CET", 3600) // not reached while time/tzdata is built in
}

// Amsterdam is the time zone in which the office's days begin and end.
func Amsterdam() *time.Location { return amsterdam }

// Cents is an amount of money in whole euro cents.
type Cents int64
