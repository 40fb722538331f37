package document

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// noBreak is the space at which a line is never broken. On paper it is an
// ordinary space.
const noBreak = "\u00a0"

var monthNames = [...]string{
	"januari", "februari", "maart", "april", "mei", "juni",
	"juli", "augustus", "september", "oktober", "november", "december",
}

var weekdayNames = [...]string{
	"zondag", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag",
}

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
	return strconv.Itoa(t.Day()) + noBreak + monthNames[t.Month()-1] + noBreak + strconv.Itoa(t.Year())
}

// LongDay writes a day as "dinsdag 3 maart 2026".
func LongDay(t time.Time) string {
	return weekdayNames[t.Weekday()] + " " + Day(t)
}

// DayList writes days the way a sentence does, without repeating a month or
// year: "25 september, 6 en 20 november 2025". The order is kept.
func DayList(days []time.Time) string {
	var months []string
	several := false // whether the last month has several days
	for i := 0; i < len(days); {
		first := days[i]
		var numbers []string
		for ; i < len(days) && days[i].Month() == first.Month() && days[i].Year() == first.Year(); i++ {
			numbers = append(numbers, strconv.Itoa(days[i].Day()))
		}
		several = len(numbers) > 1
		text := joinAnd(numbers) + noBreak + monthNames[first.Month()-1]
		if i == len(days) || days[i].Year() != first.Year() {
			text += noBreak + strconv.Itoa(first.Year())
		}
		months = append(months, text)
	}
	if several {
		return strings.Join(months, ", ")
	}
	return joinAnd(months)
}

// joinAnd joins as "a, b en c".
func joinAnd(parts []string) string {
	switch len(parts) {
	case 0:
		return ""
	case 1:
		return parts[0]
	}
	last := len(parts) - 1
	return strings.Join(parts[:last], ", ") + " en " + parts[last]
}

// Money writes whole cents as "€ 1.234,50".
func Money(cents int64) string {
	return "€" + noBreak + Amount(cents)
}

// Amount writes whole cents as "1.234,50", without a currency.
func Amount(cents int64) string {
	sign := ""
	size := uint64(cents)
	if cents < 0 {
		sign = "-"
		size = -size
	}
	return sign + groupThousands(size/100) + fmt.Sprintf(",%02d", size%100)
}

func groupThousands(n uint64) string {
	digits := strconv.FormatUint(n, 10)
	var b strings.Builder
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteByte('.')
		}
		b.WriteRune(d)
	}
	return b.String()
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
