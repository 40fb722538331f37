package dutch

import (
	"errors"
	"strconv"
	"strings"
	"time"
	"unicode"

	plain "kiesvoorhetkind.nl/kantoor/app/dutch"
	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// layout is how a day is kept.
const layout = "2006-01-02"

var weekdays, months, shortMonths = plain.Weekdays, plain.Months, plain.ShortMonths

// shortWeekday writes the first two letters of a day's name.
func shortWeekday(t time.Time) string { return words.T(weekdays[t.Weekday()])[:2] }

// ErrDay is the answer to a text that is no day.
var ErrDay = errors.New("geen datum: typ bijvoorbeeld 3-3-2026")

// Day writes a day as "di 3 mrt 2026"; "" stays "", and what is no day stays as it is.
func Day(day string) string {
	t, err := time.Parse(layout, day)
	if err != nil {
		return day
	}
	return shortWeekday(t) + " " + strconv.Itoa(t.Day()) + " " + words.T(shortMonths[t.Month()-1]) + " " + strconv.Itoa(t.Year())
}

// ShortDay writes a day as "3 mrt" within the year of today, else as "3 mrt 2025".
func ShortDay(day, today string) string {
	t, err := time.Parse(layout, day)
	if err != nil {
		return day
	}
	s := strconv.Itoa(t.Day()) + " " + words.T(shortMonths[t.Month()-1])
	if len(today) >= 4 && today[:4] == day[:4] {
		return s
	}
	return s + " " + strconv.Itoa(t.Year())
}

// LongDay writes a day as "dinsdag 3 maart 2026".
func LongDay(day string) string {
	t, err := time.Parse(layout, day)
	if err != nil {
		return day
	}
	return words.T(weekdays[t.Weekday()]) + " " + strconv.Itoa(t.Day()) + " " + words.T(months[t.Month()-1]) + " " + strconv.Itoa(t.Year())
}

// When writes a moment as lists show it beside today: "10:42", "gisteren", "ma 2 mrt", "3 mrt 2025". Both are taken in
// the location of now.
func When(moment, now time.Time) string {
	moment = moment.In(now.Location())
	day := func(t time.Time) int {
		return int(time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC).Unix() / 86400)
	}
	switch d := day(now) - day(moment); {
	case d == 0:
		return moment.Format("15:04")
	case d == 1:
		return words.T("gisteren")
	case d > 1 && d < 7:
		return shortWeekday(moment) + " " + ShortDay(moment.Format(layout), now.Format(layout))
	}
	return ShortDay(moment.Format(layout), now.Format(layout))
}

// ParseDay reads a day as people type it: 3-3-2026, 03/03/26, 3.3.2026, 03032026, 2026-03-03, 3 mrt, 3 maart 2026,
// di 3 mrt 2026, vandaag, morgen, gisteren. A year of two figures is the one nearest to today (up to 20 years ahead),
// a day without a year is in today's year. An empty text is an empty day.
func ParseDay(text, today string) (string, error) {
	s := strings.ToLower(strings.TrimSpace(text))
	if s == "" {
		return "", nil
	}
	now, err := time.Parse(layout, today)
	if err != nil {
		now = time.Now()
	}
	switch s {
	case "vandaag", "nu", strings.ToLower(words.T("vandaag")):
		return now.Format(layout), nil
	case "morgen", strings.ToLower(words.T("morgen")):
		return now.AddDate(0, 0, 1).Format(layout), nil
	case "overmorgen":
		return now.AddDate(0, 0, 2).Format(layout), nil
	case "gisteren", strings.ToLower(words.T("gisteren")):
		return now.AddDate(0, 0, -1).Format(layout), nil
	}
	parts := split(s)
	if len(parts) > 1 && isWeekday(parts[0]) {
		parts = parts[1:]
	}
	var d, m, y int
	switch {
	case len(parts) == 1 && len(parts[0]) == 8 && number(parts[0]) >= 0:
		d, m, y = number(parts[0][:2]), number(parts[0][2:4]), number(parts[0][4:])
	case len(parts) == 1 && len(parts[0]) == 6 && number(parts[0]) >= 0:
		d, m, y = number(parts[0][:2]), number(parts[0][2:4]), century(number(parts[0][4:]), now.Year())
	case len(parts) == 3 && len(parts[0]) == 4:
		y, m, d = number(parts[0]), month(parts[1]), number(parts[2])
	case len(parts) == 2 || len(parts) == 3:
		d, m, y = number(parts[0]), month(parts[1]), now.Year()
		if len(parts) == 3 {
			y = number(parts[2])
			switch len(parts[2]) {
			case 2:
				y = century(y, now.Year())
			case 4:
			default:
				return "", ErrDay
			}
		}
	default:
		return "", ErrDay
	}
	if y < 1900 || y > 2200 || m < 1 || m > 12 || d < 1 || d > 31 {
		return "", ErrDay
	}
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	if t.Day() != d {
		return "", ErrDay
	}
	return t.Format(layout), nil
}

// split parts a text at blanks and marks, and between figures and letters.
func split(s string) []string {
	var parts []string
	var b strings.Builder
	kind := 0
	flush := func() {
		if b.Len() > 0 {
			parts = append(parts, b.String())
			b.Reset()
		}
	}
	for _, r := range s {
		k := 0
		switch {
		case r >= '0' && r <= '9':
			k = 1
		case unicode.IsLetter(r):
			k = 2
		}
		if k != kind {
			flush()
		}
		kind = k
		if k != 0 {
			b.WriteRune(r)
		}
	}
	flush()
	return parts
}

func isWeekday(s string) bool {
	for _, w := range weekdays {
		if len(s) >= 2 && (strings.HasPrefix(w, s) || strings.HasPrefix(strings.ToLower(words.T(w)), s)) {
			return true
		}
	}
	return false
}

func month(s string) int {
	if n := number(s); n >= 0 {
		return n
	}
	if s == "mrt" || s == "mar" {
		return 3
	}
	for i, m := range months {
		if len(s) >= 3 && (strings.HasPrefix(m, s) || strings.HasPrefix(strings.ToLower(words.T(m)), s)) {
			return i + 1
		}
	}
	return -1
}

func number(s string) int {
	if s == "" || len(s) > 8 {
		return -1
	}
	n := 0
	for _, r := range s {
		if r < '0' || r > '9' {
			return -1
		}
		n = n*10 + int(r-'0')
	}
	return n
}

func century(yy, now int) int {
	y := now/100*100 + yy
	if y > now+20 {
		y -= 100
	}
	return y
}
