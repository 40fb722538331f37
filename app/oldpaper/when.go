package oldpaper

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"kiesvoorhetkind.nl/kantoor/app/dutch"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// When is a date as a certificate says it, or as somebody remembers it: a day, or
// a stretch of time in which the day lies. The zero When says nothing.
type When struct {
	From, Until data.Day
	// Swapped is the day with day and month exchanged, where that is one too.
	Swapped data.Day
}

// None says that no date is known.
func (w When) None() bool { return w.From == "" }

// Exact says whether it is one day.
func (w When) Exact() bool { return w.From != "" && w.From == w.Until }

// length is how many days it covers.
func (w When) length() int { return w.From.Until(w.Until) + 1 }

// Text writes it as a sentence has it, in the language of the desk: "12 maart 2009", "2009", "1 februari 2009 tot en met 30
// juni 2009".
func (w When) Text() string {
	return w.text(dutch.DeskDay, func(month string) string { return words.T(month) }, words.T("%d tot en met %d"), words.T("%s tot en met %s"))
}

// Said writes it in Dutch, as a certificate says it and as it is kept.
func (w When) Said() string {
	return w.text(dutch.Day, func(month string) string { return month }, "%d tot en met %d", "%s tot en met %s")
}

func (w When) text(day func(time.Time) string, month func(string) string, years, days string) string {
	from, until := w.From.Time(), w.Until.Time()
	switch {
	case w.None():
		return ""
	case w.Exact():
		return day(from)
	case from.YearDay() == 1 && until.Month() == time.December && until.Day() == 31 && from.Year() == until.Year():
		return strconv.Itoa(from.Year())
	case from.YearDay() == 1 && until.Month() == time.December && until.Day() == 31:
		return fmt.Sprintf(years, from.Year(), until.Year())
	case from.Day() == 1 && w.Until == w.From.AddMonths(1).AddDays(-1):
		return month(dutch.Months[from.Month()-1]) + " " + strconv.Itoa(from.Year())
	}
	return fmt.Sprintf(days, day(from), day(until))
}

const monthForm = `januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|jan|febr|feb|mrt|mar|apr|jun|jul|aug|sept|sep|okt|oct|nov|dec|january|february|march|may|june|july|august|october`

// monthOf reads the name of a month by its first three letters.
func monthOf(name string) time.Month {
	name = name[:3]
	for i, m := range dutch.ShortMonths {
		if name == m {
			return time.Month(i + 1)
		}
	}
	switch name {
	case "maa", "mar":
		return time.March
	case "may":
		return time.May
	case "oct":
		return time.October
	}
	return 0
}

const yearForm = `((?:19|20)\d{2}|'?\d{2})`

var (
	reISO    = regexp.MustCompile(`\b((?:19|20)\d{2})-(\d{1,2})(?:-(\d{1,2}))?\b`)
	reFigure = regexp.MustCompile(`\b(\d{1,2})\s?[-/. ]\s?(\d{1,2})\s?[-/. ]\s?` + yearForm + `\b`)
	reSaid   = regexp.MustCompile(`\b(?:(\d{1,2})(?:e|ste|de)?\s*(?:en|&|\+|t/m|-)\s*)?(?:(\d{1,2})(?:e|ste|de)?\s*(?:en|&|\+|t/m|-)\s*)?(\d{1,2})(?:e|ste|de)?\s+(` + monthForm + `)\.?\s*&?\s*` + yearForm + `\b`)
	reMonth  = regexp.MustCompile(`\b(` + monthForm + `)\.?\s*(?:van\s+)?` + yearForm + `\b`)
	reMM     = regexp.MustCompile(`\b(0?[1-9]|1[0-2])\s?[-/]\s?((?:19|20)\d{2})\b`)
	reSchool = regexp.MustCompile(`\b(?:school|cursus|studie)jaar\s+` + yearForm + `\s*[-/]\s*` + yearForm + `\b`)
	reSeason = regexp.MustCompile(`\b(voorjaar|lente|zomer|najaar|herfst|winter|begin|medio|halverwege|midden|eind|einde)\s+(?:van\s+)?(?:(?:het|de|in)\s+)?(?:jaar\s+)?` + yearForm + `(?:\s*[-/]\s*` + yearForm + `)?`)
	reYears  = regexp.MustCompile(`\b((?:19|20)\d{2})\s*(?:-|/|of|en|tot|t/m|tot en met)\s*` + yearForm + `\b`)
	reYear   = regexp.MustCompile(`\b((?:19|20)\d{2})\b|'(\d{2})\b`)
	reUntil  = regexp.MustCompile(`\s(?:tot en met|t/m|tot|-|en|&)\s`)
	reRough  = regexp.MustCompile(`\b(?:rond|ongeveer|circa|ca|omstreeks|plusminus|volgens mij|denk ik|meen ik)\b|\?`)
)

// seasons are the months, and their part of the year, that people mean by these words; generous at both ends.
var seasons = map[string][2]int{
	"voorjaar": {2, 6}, "lente": {2, 6}, "zomer": {6, 9}, "najaar": {9, 12}, "herfst": {9, 12},
	"begin": {1, 4}, "medio": {4, 9}, "halverwege": {4, 9}, "midden": {4, 9}, "eind": {9, 12}, "einde": {9, 12},
}

// ReadWhen reads a date as people write it: a day in figures or words, with two
// or four digits of the year, a month, a season ("voorjaar 2009"), a year, or
// several years. Text that holds no date gives none.
func ReadWhen(text string) When {
	// Folding drops commas, which part the days of a training.
	text = strings.NewReplacer("’", "'", "‘", "'", "`", "'", ",", " & ").Replace(text)
	w := readWhen(data.Fold(short(text)))
	if !w.None() && reRough.MatchString(data.Fold(short(text))) {
		w = w.widened()
	}
	return w
}

// short keeps what a date can stand in: a certificate's line, not a letter.
func short(text string) string {
	if r := []rune(text); len(r) > 400 {
		return string(r[:400])
	}
	return text
}

// widened is what somebody means who says "ongeveer".
func (w When) widened() When {
	switch n := w.length(); {
	case n == 1:
		return When{From: w.From.AddDays(-14), Until: w.Until.AddDays(14)}
	case n <= 31:
		return When{From: w.From.AddMonths(-1), Until: w.Until.AddMonths(1)}
	}
	return When{From: w.From.AddMonths(-12), Until: w.Until.AddMonths(12)}
}

func readWhen(s string) When {
	if w := readStretch(s); !w.None() {
		return w
	}
	if m := reISO.FindStringSubmatch(s); m != nil {
		if m[3] == "" {
			return monthWhen(year(m[1]), time.Month(number(m[2])))
		}
		return dayWhen(year(m[1]), number(m[2]), number(m[3]))
	}
	if m := reSaid.FindStringSubmatch(s); m != nil {
		y, month := year(m[5]), monthOf(m[4])
		last, err := data.NewDay(y, month, number(m[3]))
		if err == nil {
			first := last
			for _, earlier := range []string{m[2], m[1]} {
				if d, err := data.NewDay(y, month, number(earlier)); err == nil && d < first {
					first = d
				}
			}
			return When{From: first, Until: last}
		}
	}
	if m := reFigure.FindStringSubmatch(s); m != nil {
		if w := dayWhen(year(m[3]), number(m[2]), number(m[1])); !w.None() {
			return w
		}
	}
	if m := reSchool.FindStringSubmatch(s); m != nil {
		return between(year(m[1]), 8, year(m[2]), 7)
	}
	if m := reSeason.FindStringSubmatch(s); m != nil {
		return seasonWhen(m[1], m[2], m[3])
	}
	if m := reMonth.FindStringSubmatch(s); m != nil {
		return monthWhen(year(m[2]), monthOf(m[1]))
	}
	if m := reMM.FindStringSubmatch(s); m != nil {
		return monthWhen(year(m[2]), time.Month(number(m[1])))
	}
	if m := reYears.FindStringSubmatch(s); m != nil {
		return between(year(m[1]), 1, year(m[2]), 12)
	}
	if m := reYear.FindStringSubmatch(s); m != nil {
		y := year(m[1] + m[2])
		return between(y, 1, y, 12)
	}
	return When{}
}

// longest is how long a training is at most that two whole days with a word between them tell of.
const longest = 400

// readStretch reads two whole dates with a word between them: "5 maart 2009 tot en met 12 maart 2009".
func readStretch(s string) When {
	for _, m := range reUntil.FindAllStringIndex(s, 8) {
		a, b := readPoint(s[:m[0]]), readPoint(s[m[1]:])
		if a.None() || b.None() || a.length() > 31 || b.length() > 31 || b.Until < a.From || a.From.Until(b.Until) > longest {
			continue
		}
		return When{From: a.From, Until: b.Until}
	}
	return When{}
}

// readPoint reads a day or a month, and nothing longer.
func readPoint(s string) When {
	if m := reSaid.FindStringSubmatch(s); m != nil {
		if d, err := data.NewDay(year(m[5]), monthOf(m[4]), number(m[3])); err == nil {
			return When{From: d, Until: d}
		}
	}
	if m := reISO.FindStringSubmatch(s); m != nil && m[3] != "" {
		return dayWhen(year(m[1]), number(m[2]), number(m[3]))
	}
	if m := reFigure.FindStringSubmatch(s); m != nil {
		return dayWhen(year(m[3]), number(m[2]), number(m[1]))
	}
	return When{}
}

// seasonWhen reads "voorjaar 2009" and "winter 2009/2010".
func seasonWhen(word, first, second string) When {
	y := year(first)
	if word == "winter" {
		if second != "" {
			return between(y, 11, year(second), 3)
		}
		return between(y-1, 12, y, 3) // the winter of a year is both its ends
	}
	last := y
	if second != "" {
		last = year(second)
	}
	return between(y, seasons[word][0], last, seasons[word][1])
}

// between is from the first of a month to the end of another.
func between(y1, m1, y2, m2 int) When {
	if y2 < y1 {
		y1, y2 = y2, y1
	}
	from, err := data.NewDay(y1, time.Month(m1), 1)
	if err != nil {
		return When{}
	}
	until, err := data.NewDay(y2, time.Month(m2), 1)
	if err != nil || until < from {
		return When{}
	}
	return When{From: from, Until: until.AddMonths(1).AddDays(-1)}
}

func monthWhen(y int, m time.Month) When { return between(y, int(m), y, int(m)) }

// dayWhen is a day in figures, day before month as the Dutch write it; where that is no date, month before day.
func dayWhen(y, m, d int) When {
	day, err := data.NewDay(y, time.Month(m), d)
	swapped, wrong := data.NewDay(y, time.Month(d), m)
	switch {
	case err == nil && wrong == nil && swapped != day:
		return When{From: day, Until: day, Swapped: swapped}
	case err == nil:
		return When{From: day, Until: day}
	case wrong == nil:
		return When{From: swapped, Until: swapped}
	}
	return When{}
}

func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0 // no day has it
	}
	return n
}

// year reads four digits, or two: below 60 are of this century, as in the lists that are read in.
func year(s string) int {
	s = strings.TrimPrefix(s, "'")
	n := number(s)
	switch {
	case len(s) > 2:
		return n
	case n < 60:
		return 2000 + n
	}
	return 1900 + n
}

// keptWhen reads a date as the office keeps it: YYYY, YYYY-MM or YYYY-MM-DD.
func keptWhen(s string) When {
	y := number(s[:min(4, len(s))])
	switch len(s) {
	case 4:
		return between(y, 1, y, 12)
	case 7:
		return monthWhen(y, time.Month(number(s[5:])))
	case 10:
		if d, err := data.ParseDay(s); err == nil {
			return When{From: d, Until: d}
		}
	}
	return When{}
}

// Kept is how a certificate keeps the date: the day, or less where less is sure; empty for more than a year.
func (w When) Kept() string {
	switch {
	case w.None():
		return ""
	case w.Exact(), w.length() <= 7:
		return string(w.Until) // of several days the last is the certificate's
	case w.From[:7] == w.Until[:7]:
		return string(w.From[:7])
	case w.From[:4] == w.Until[:4]:
		return string(w.From[:4])
	}
	return ""
}
