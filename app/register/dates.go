package register

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// listDate is a date as an old list has it: a day, or only a month or a year.
type listDate struct {
	text  string // YYYY-MM-DD, YYYY-MM or YYYY; empty: none
	fault string // in Dutch why it could not be read; empty: it could
}

// day is the whole date; empty where only month or year are known.
func (d listDate) day() data.Day {
	if len(d.text) == len(time.DateOnly) {
		return data.Day(d.text)
	}
	return ""
}

// last is the last day that the date can mean.
func (d listDate) last() data.Day {
	switch len(d.text) {
	case len("2006"):
		return data.Day(d.text + "-12-31")
	case len("2006-01"):
		return data.Day(d.text + "-01").AddMonths(1).AddDays(-1)
	}
	return data.Day(d.text)
}

var (
	threeParts = regexp.MustCompile(`^(\d{1,2})(?:\s*[-/. ]\s*)(\d{1,2})(?:\s*[-/. ]\s*)(\d{4}|'?\d{2})$`)
	isoParts   = regexp.MustCompile(`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ]\d{1,2}:\d{2}.*)?$`)
	withMonth  = regexp.MustCompile(`^(?:(\d{1,2})(?:e|ste|de)?[-/. ]*)?([a-zé]{3,10})\.?(?:[-/. ]*'?)(\d{4}|\d{2})$`)
	monthYear  = regexp.MustCompile(`^(\d{1,2})\s*[-/. ]\s*(\d{4})$`)
	yearMonth  = regexp.MustCompile(`^(\d{4})\s*[-/. ]\s*(\d{1,2})$`)
	onlyYear   = regexp.MustCompile(`^(\d{4})(?:\.0)?$`)
	serial     = regexp.MustCompile(`^(\d{5})(?:[.,]\d+)?$`)
	eightInRow = regexp.MustCompile(`^(\d{8})$`)
	timeOfDay  = regexp.MustCompile(`\s+\d{1,2}:\d{2}(:\d{2})?(\.\d+)?$`)
	before     = regexp.MustCompile(`^(?:ja|op|tot|t/m|d\.?d\.?)[,:]?\s+`)
	weekday    = regexp.MustCompile(`^(ma|di|wo|do|vr|za|zo|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag)\.?,?\s+`)
)

var months = map[string]time.Month{
	"januari": 1, "jan": 1, "january": 1, "februari": 2, "feb": 2, "febr": 2, "february": 2, "maart": 3, "mrt": 3, "mar": 3, "maa": 3, "march": 3,
	"april": 4, "apr": 4, "mei": 5, "may": 5, "juni": 6, "jun": 6, "june": 6, "juli": 7, "jul": 7, "july": 7, "augustus": 8, "aug": 8, "august": 8,
	"september": 9, "sep": 9, "sept": 9, "oktober": 10, "okt": 10, "oct": 10, "october": 10, "november": 11, "nov": 11, "december": 12, "dec": 12,
}

// firstSerial and lastSerial bound the day numbers of Excel that are taken for
// dates: 1950 to 2099.
const firstSerial, lastSerial = 18264, 73050

// parseDate reads a date as Dutch people write it, the day first; two-digit
// years below 60 are 20xx. Anything it is not sure of is a fault, never a guess.
func parseDate(s string) listDate {
	s = strings.ReplaceAll(strings.ToLower(oneLine(s)), "’", "'")
	if s == "" {
		return listDate{}
	}
	if day, marked := strings.CutPrefix(s, "'"); marked && len(day) > 4 {
		s = day // the sign of a spreadsheet for a text, not of a year such as '16
	}
	s = weekday.ReplaceAllString(before.ReplaceAllString(s, ""), "")
	s = timeOfDay.ReplaceAllString(s, "")
	switch {
	case isoParts.MatchString(s):
		m := isoParts.FindStringSubmatch(s)
		return dayOf(m[1], m[2], m[3])
	case threeParts.MatchString(s):
		m := threeParts.FindStringSubmatch(s)
		return dayOf(m[3], m[2], m[1])
	case withMonth.MatchString(s):
		m := withMonth.FindStringSubmatch(s)
		month, known := months[m[2]]
		if !known {
			break
		}
		if m[1] != "" {
			return dayOf(m[3], strconv.Itoa(int(month)), m[1])
		}
		return monthOf(m[3], int(month))
	case monthYear.MatchString(s):
		m := monthYear.FindStringSubmatch(s)
		n, _ := strconv.Atoi(m[1]) // the pattern allows only two digits
		return monthOf(m[2], n)
	case yearMonth.MatchString(s):
		m := yearMonth.FindStringSubmatch(s)
		n, _ := strconv.Atoi(m[2]) // the pattern allows only two digits
		return monthOf(m[1], n)
	case onlyYear.MatchString(s):
		if year := onlyYear.FindStringSubmatch(s)[1]; plausible(yearOf(year)) {
			return listDate{text: year}
		}
	case serial.MatchString(s):
		n, _ := strconv.Atoi(serial.FindStringSubmatch(s)[1]) // the pattern allows only five digits
		if n >= firstSerial && n <= lastSerial {
			return listDate{text: string(data.Day("1899-12-30").AddDays(n))}
		}
	case eightInRow.MatchString(s):
		if d := dayOf(s[:4], s[4:6], s[6:]); d.fault == "" {
			return d
		}
		return dayOf(s[4:], s[2:4], s[:2])
	}
	return listDate{fault: words.T("geen datum die gelezen kan worden")}
}

func yearOf(s string) int {
	n, err := strconv.Atoi(strings.TrimPrefix(s, "'"))
	switch {
	case err != nil:
		return 0
	case len(strings.TrimPrefix(s, "'")) == 4:
		return n
	case n < 60:
		return 2000 + n
	}
	return 1900 + n
}

func plausible(year int) bool { return year >= 1940 && year <= 2099 }

func dayOf(year, month, day string) listDate {
	y := yearOf(year)
	m, err := strconv.Atoi(month)
	if err != nil {
		return listDate{fault: words.T("geen datum die gelezen kan worden")}
	}
	d, err := strconv.Atoi(day)
	if err != nil || !plausible(y) {
		return listDate{fault: words.T("geen datum die gelezen kan worden")}
	}
	date, err := data.NewDay(y, time.Month(m), d)
	if err != nil {
		return listDate{fault: words.T("deze datum bestaat niet")}
	}
	return listDate{text: string(date)}
}

func monthOf(year string, month int) listDate {
	if y := yearOf(year); plausible(y) && month >= 1 && month <= 12 {
		return listDate{text: fmt.Sprintf("%04d-%02d", y, month)}
	}
	return listDate{fault: words.T("geen datum die gelezen kan worden")}
}
