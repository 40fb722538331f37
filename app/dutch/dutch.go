// Package dutch writes days, amounts and enumerations as a Dutch sentence has
// them. The window's short forms and reading what is typed are package
// app/ui/dutch; what keeps words together on paper is package document.
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
