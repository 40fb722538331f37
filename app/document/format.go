package document

import (
	"strings"
	"time"

	"kiesvoorhetkind.nl/kantoor/app/dutch"
)

// noBreak is the space at which a line is never broken. On paper it is an
// ordinary space.
const noBreak = "\u00a0"

// parseDay reads a day written as YYYY-MM-DD.
func parseDay(day string) (time.Time, error) {
	t, err := time.Parse(time.DateOnly, strings.TrimSpace(day))
	if err != nil {
		return time.Time{}, explain(err, "een dag is geen jjjj-mm-dd")
	}
	return t, nil
}

// Day writes a day as "3 maart 2026".
func Day(t time.Time) string {
	return strings.ReplaceAll(dutch.Day(t), " ", noBreak)
}

// LongDay writes a day as "dinsdag 3 maart 2026".
func LongDay(t time.Time) string {
	return dutch.Weekdays[t.Weekday()] + " " + Day(t)
}

// DayList writes days the way a sentence does, without repeating a month or
// year: "25 september, 6 en 20 november 2025". The order is kept.
func DayList(days []time.Time) string { return dutch.Days(days, noBreak) }

// Money writes whole cents as "€ 1.234,50".
func Money(cents int64) string {
	return "€" + noBreak + dutch.Amount(cents)
}

// IBAN writes an account number in groups of four, as banks print it.
func IBAN(iban string) string {
	plain := strings.ToUpper(strings.Join(strings.Fields(iban), ""))
	var b strings.Builder
	for i, r := range []rune(plain) {
		if i > 0 && i%4 == 0 {
			b.WriteString(noBreak)
		}
		b.WriteRune(r)
	}
	return b.String()
}
