// Package dutch writes days, amounts and enumerations as a Dutch sentence has
// them. The window's short forms and reading what is typed are package
// app/ui/dutch; what keeps words together on paper is package document. What is named after the desk is in its language,
// for lists and pages on the screen.
package dutch

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// Months are the names of the months, January first.
var Months = [...]string{
	"januari", "februari", "maart", "april", "mei", "juni",
	"juli", "augustus", "september", "oktober", "november", "december",
}

// ShortMonths are the months in three letters.
var ShortMonths = [...]string{"jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"}

// Weekdays are the names of the days of the week, Sunday first as in package time.
var Weekdays = [...]string{"zondag", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag"}

// Day writes a day as "3 maart 2026"; the zero time gives "".
func Day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return strconv.Itoa(t.Day()) + " " + Months[t.Month()-1] + " " + strconv.Itoa(t.Year())
}

// Amount writes whole cents as "1.234,50", with a minus when negative.
func Amount(cents int64) string {
	sign, size := "", uint64(cents)
	if cents < 0 {
		sign, size = "-", -size
	}
	return sign + Grouped(size/100) + fmt.Sprintf(",%02d", size%100)
}

// Grouped writes a whole number with dots: "1.284".
func Grouped(n uint64) string {
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

// And joins as "a, b en c".
func And(parts []string) string {
	n := len(parts)
	if n < 2 {
		return strings.Join(parts, "")
	}
	return strings.Join(parts[:n-1], ", ") + " en " + parts[n-1]
}

// DeskDay writes a day as Day does, in the language of the desk: for the screen, never for paper.
func DeskDay(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return strconv.Itoa(t.Day()) + " " + words.T(Months[t.Month()-1]) + " " + strconv.Itoa(t.Year())
}

// DeskAnd joins as And does, in the language of the desk: for the screen, never for paper.
func DeskAnd(parts []string) string {
	n := len(parts)
	if n < 2 {
		return strings.Join(parts, "")
	}
	return words.T("%s en %s", strings.Join(parts[:n-1], ", "), parts[n-1])
}

// Days writes days the way a sentence does, without repeating a month or year: "25 september, 6 en 20 november 2025".
// Three or more days on end of one month are a range: "5 tot en met 8 maart 2026".
// The order is kept; the glue stands between the parts of one day.
func Days(days []time.Time, glue string) string {
	return listed(days, glue, func(month string) string { return month }, And, func(from, to int) string {
		return strconv.Itoa(from) + " tot en met " + strconv.Itoa(to)
	})
}

// DeskDays writes days as Days does, in the language of the desk: for the screen, never for paper.
func DeskDays(days []time.Time) string {
	return listed(days, " ", func(month string) string { return words.T(month) }, DeskAnd, func(from, to int) string {
		return words.T("%d tot en met %d", from, to)
	})
}

func listed(days []time.Time, glue string, said func(month string) string, and func([]string) string, between func(from, to int) string) string {
	var months []string
	several := false // whether the last month has several days
	for i := 0; i < len(days); {
		first := days[i]
		var numbers []string
		for ; i < len(days) && days[i].Month() == first.Month() && days[i].Year() == first.Year(); i++ {
			end := i
			for end+1 < len(days) && days[end+1].Equal(days[end].AddDate(0, 0, 1)) && days[end+1].Month() == first.Month() {
				end++
			}
			if end >= i+2 {
				numbers = append(numbers, between(days[i].Day(), days[end].Day()))
				i = end
				continue
			}
			numbers = append(numbers, strconv.Itoa(days[i].Day()))
		}
		several = len(numbers) > 1
		text := and(numbers) + glue + said(Months[first.Month()-1])
		if i == len(days) || days[i].Year() != first.Year() {
			text += glue + strconv.Itoa(first.Year())
		}
		months = append(months, text)
	}
	if several {
		return strings.Join(months, ", ")
	}
	return and(months)
}
