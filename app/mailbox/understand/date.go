package understand

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Day is a calendar day.
type Day struct {
	Year  int
	Month time.Month
	Date  int
}

// dayOf is the day of a moment on the writer's own clock.
func dayOf(t time.Time) Day {
	y, m, d := t.Date()
	return Day{y, m, d}
}

func (d Day) time() time.Time       { return time.Date(d.Year, d.Month, d.Date, 12, 0, 0, 0, time.UTC) }
func (d Day) add(days int) Day      { return dayOf(d.time().AddDate(0, 0, days)) }
func (d Day) weekday() time.Weekday { return d.time().Weekday() }
func (d Day) before(o Day) bool     { return d.time().Before(o.time()) }

// String is the day as YYYY-MM-DD.
func (d Day) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Date) }

func (d Day) valid() bool {
	return d.Date >= 1 && d.Date <= 31 && dayOf(d.time()) == d && d.Year >= 1900 && d.Year <= 2200
}
func (d Day) daysTo(o Day) int { return int(o.time().Sub(d.time()).Hours() / 24) }

// when is a day found in a text.
type when struct {
	start, end int
	day        Day
	yearGiven  bool // the year stands there; else it is the one that fits best
	relative   bool // "gisteren", "aanstaande donderdag"
	weekday    int  // 0 to 6 where a weekday stands with it, else -1
	sent       int
}

var months = map[string]time.Month{
	"januari": 1, "jan": 1, "februari": 2, "feb": 2, "febr": 2, "maart": 3, "mrt": 3, "mar": 3, "april": 4, "apr": 4, "mei": 5, "juni": 6, "jun": 6,
	"juli": 7, "jul": 7, "augustus": 8, "aug": 8, "september": 9, "sept": 9, "sep": 9, "oktober": 10, "okt": 10, "oct": 10, "october": 10, "november": 11, "nov": 11, "december": 12, "dec": 12,
	"january": 1, "february": 2, "march": 3, "may": 5, "june": 6, "july": 7, "august": 8,
}

const (
	monthForm   = `januari|jan|februari|febr|feb|maart|mrt|april|apr|mei|juni|jun|juli|jul|augustus|aug|september|sept|sep|oktober|okt|november|nov|december|dec|january|february|march|may|june|july|august|october`
	weekdayForm = `maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|ma|di|wo|do|vr|za|zo`
)

var (
	reDayMonth   = expression(`(?i)(?:\b(` + weekdayForm + `)\.?,?\s+)?\b(\d{1,2})(?:e|ste|de)?\s+(` + monthForm + `)\b\.?(?:,?\s+(\d{4})\b|\s+['’](\d{2})\b)?`)
	reMonthDay   = expression(`(?i)\b(january|february|march|april|may|june|july|august|september|october|november|december)\s+(\d{1,2})(?:st|nd|rd|th)?\b(?:,?\s+(\d{4}))?`)
	reNumeric    = expression(`\b(\d{1,2})([-/.])(\d{1,2})([-/.])(\d{4}|\d{2})\b`)
	reISODay     = expression(`\b((?:19|20)\d{2})-(\d{2})-(\d{2})\b`)
	reShort      = expression(`(?i)\b(?:(` + weekdayForm + `)\.?|op|per|vanaf|van|d\.?d\.?|tot|t/m|voor|vóór|datum:?|start|startdatum:?)\s+(\d{1,2})[/-](\d{1,2})\b`)
	reShared     = expression(`(?i)\b(\d{1,2})(?:\s*,\s*(\d{1,2}))?\s*(?:,|en|&|\+|t/m|tot en met|-|–|of)\s*$`)
	reWeekdayRel = expression(`(?i)\b(?:(aanstaande|komende|volgende week|volgende|afgelopen|vorige week|vorige|jongstleden|deze|laatste|eerstvolgende)\s+(maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag)|(maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag)\s+(a\.?s\.?|jl\.?|aanstaande|jongstleden|volgende week|vorige week|afgelopen))(?:\W|$)`)
	reRelDay     = expression(`(?i)\b(eergisteren|gisteren|gister|gisteravond|gistermiddag|gisterenmiddag|vandaag|overmorgen|morgen(?:ochtend|middag|avond)?)\b`)
	reAgo        = expression(`(?i)\b(een|één|twee|drie|vier|\d{1,2})\s+(dag|dagen|week|weken)\s+(geleden|terug)\b`)
)

var weekdays = map[string]int{
	"zondag": 0, "maandag": 1, "dinsdag": 2, "woensdag": 3, "donderdag": 4, "vrijdag": 5, "zaterdag": 6,
	"zo": 0, "ma": 1, "di": 2, "wo": 3, "do": 4, "vr": 5, "za": 6,
}

// lean says in which direction a day without a year is looked for.
type lean int

const (
	nearest lean = iota
	past
	future
)

// yearFor fills in the year that fits: the weekday that stands there decides, else the
// direction, else whichever lies nearest.
func yearFor(d Day, today Day, weekday int, to lean) Day {
	candidates := []int{0, -1, 1}
	switch to {
	case past:
		candidates = []int{0, -1}
		if d.Year = today.Year; today.before(d) {
			candidates = []int{-1, 0}
		}
	case future:
		candidates = []int{0, 1}
		if d.Year = today.Year; d.before(today) {
			candidates = []int{1, 0}
		}
	default:
		best := 400
		for _, y := range []int{0, -1, 1} {
			d.Year = today.Year + y
			if n := today.daysTo(d); max(n, -n) < best {
				best = max(n, -n)
				candidates[0] = y
			}
		}
		candidates = []int{candidates[0], 0, -1, 1}
	}
	d.Year = today.Year + candidates[0]
	first := d
	if weekday >= 0 {
		for _, y := range append(candidates, 1, -1) {
			d.Year = today.Year + y
			if d.valid() && int(d.weekday()) == weekday {
				return d
			}
		}
	}
	return first
}

// datesIn lists the days named in a page in their order. Ages such as "7-12 jaar" and
// times are none.
func datesIn(p *page, today Day, to lean) []when {
	var out []when
	add := func(start, end int, d Day, year bool, weekday int, relative bool) {
		if !d.valid() || len(out) > 200 {
			return
		}
		for _, o := range out {
			if start < o.end && o.start < end {
				return
			}
		}
		out = append(out, when{start, end, d, year, relative, weekday, p.sentenceAt(start)})
	}
	s := p.flat
	for _, m := range reDayMonth.FindAllStringSubmatchIndex(s, 200) {
		weekday := -1
		if m[2] >= 0 {
			weekday = weekdays[strings.ToLower(s[m[2]:m[3]])]
		}
		month := months[strings.ToLower(s[m[6]:m[7]])]
		dd := number(s[m[4]:m[5]])
		d := Day{today.Year, month, dd}
		year := m[8] >= 0 || m[10] >= 0
		switch {
		case m[8] >= 0:
			d.Year = number(s[m[8]:m[9]])
		case m[10] >= 0:
			d.Year = fullYear(s[m[10]:m[11]])
		default:
			d = yearFor(d, today, weekday, to)
		}
		// "12, 13 en 19 maart" and "16 t/m 18 maart" share their month.
		head := s[max(0, m[0]-24):m[0]]
		if k := reShared.FindStringSubmatchIndex(head); k != nil && m[2] < 0 {
			base := max(0, m[0]-24)
			for g := 2; g <= 4; g += 2 {
				if k[g] >= 0 {
					e := d
					e.Date = number(head[k[g]:k[g+1]])
					add(base+k[g], base+k[g+1], e, year, -1, false)
				}
			}
		}
		add(m[0], m[1], d, year, weekday, false)
	}
	for _, m := range reMonthDay.FindAllStringSubmatchIndex(s, 50) {
		d := Day{today.Year, months[strings.ToLower(s[m[2]:m[3]])], number(s[m[4]:m[5]])}
		if m[6] >= 0 {
			d.Year = fullYear(s[m[6]:m[7]])
		} else {
			d = yearFor(d, today, -1, to)
		}
		add(m[0], m[1], d, m[6] >= 0, -1, false)
	}
	for _, m := range reISODay.FindAllStringSubmatchIndex(s, 100) {
		add(m[0], m[1], Day{number(s[m[2]:m[3]]), time.Month(number(s[m[4]:m[5]])), number(s[m[6]:m[7]])}, true, -1, false)
	}
	for _, m := range reNumeric.FindAllStringSubmatchIndex(s, 100) {
		if s[m[4]:m[5]] != s[m[8]:m[9]] {
			continue
		}
		add(m[0], m[1], Day{fullYear(s[m[10]:m[11]]), time.Month(number(s[m[6]:m[7]])), number(s[m[2]:m[3]])}, true, -1, false)
	}
	for _, m := range reShort.FindAllStringSubmatchIndex(s, 100) {
		after := fold(s[m[1]:min(len(s), m[1]+8)])
		if strings.HasPrefix(after, " ja") || strings.HasPrefix(after, " jr") || strings.HasPrefix(after, "-") || strings.HasPrefix(after, "/") {
			continue
		}
		weekday := -1
		if m[2] >= 0 {
			weekday = weekdays[strings.ToLower(s[m[2]:m[3]])]
		}
		d := yearFor(Day{today.Year, time.Month(number(s[m[6]:m[7]])), number(s[m[4]:m[5]])}, today, weekday, to)
		add(m[4], m[7], d, false, weekday, false)
	}
	addRelative(s, today, add)
	for i := 1; i < len(out); i++ {
		for j := i; j > 0 && out[j].start < out[j-1].start; j-- {
			out[j], out[j-1] = out[j-1], out[j]
		}
	}
	return out
}

// addRelative reads days counted from the mail's own: "afgelopen maandag", "gisteren".
func addRelative(s string, today Day, add func(int, int, Day, bool, int, bool)) {
	for _, m := range reWeekdayRel.FindAllStringSubmatchIndex(s, 100) {
		how, name := 2, 4
		if m[2] < 0 {
			how, name = 8, 6
		}
		word := strings.ToLower(strings.TrimRight(s[m[how]:m[how+1]], "."))
		weekday := weekdays[strings.ToLower(s[m[name]:m[name+1]])]
		ahead := (weekday - int(today.weekday()) + 7) % 7
		if ahead == 0 {
			ahead = 7
		}
		monday := -((int(today.weekday()) + 6) % 7)
		switch word {
		case "afgelopen", "vorige", "jongstleden", "jl", "laatste":
			ahead -= 7
			if ahead == 0 {
				ahead = -7
			}
		case "vorige week":
			ahead = monday - 7 + (weekday+6)%7
		case "volgende week":
			ahead = monday + 7 + (weekday+6)%7
		}
		add(m[0], m[1], today.add(ahead), false, weekday, true)
	}
	for _, m := range reRelDay.FindAllStringSubmatchIndex(s, 100) {
		n := 0
		switch w := strings.ToLower(s[m[2]:m[3]]); {
		case strings.HasPrefix(w, "eergister"):
			n = -2
		case strings.HasPrefix(w, "gister"):
			n = -1
		case strings.HasPrefix(w, "overmorgen"):
			n = 2
		case strings.HasPrefix(w, "morgen"):
			n = 1
		}
		add(m[0], m[1], today.add(n), false, -1, true)
	}
	for _, m := range reAgo.FindAllStringSubmatchIndex(s, 50) {
		n := numberWord(s[m[2]:m[3]])
		if strings.HasPrefix(strings.ToLower(s[m[4]:m[5]]), "we") {
			n *= 7
		}
		add(m[0], m[1], today.add(-n), false, -1, true)
	}
}

func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

// fullYear reads a year of two or four figures; below 60 it is 20xx.
func fullYear(s string) int {
	n := number(s)
	switch {
	case len(s) > 2:
		return n
	case n < 60:
		return 2000 + n
	}
	return 1900 + n
}

var numberWords = map[string]int{
	"een": 1, "eentje": 1, "een enkel": 1, "twee": 2, "beide": 2, "allebei": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9, "tien": 10,
	"elf": 11, "twaalf": 12, "dertien": 13, "veertien": 14, "vijftien": 15, "zestien": 16, "zeventien": 17, "achttien": 18, "negentien": 19, "twintig": 20, "dozijn": 12, "tweetal": 2, "drietal": 3, "viertal": 4, "vijftal": 5, "zestal": 6, "achttal": 8, "tiental": 10, "twaalftal": 12, "paar": 2,
	"vijfentwintig": 25, "dertig": 30, "veertig": 40, "vijftig": 50, "zestig": 60, "zeventig": 70, "tachtig": 80, "negentig": 90, "honderd": 100, "tweehonderd": 200, "driehonderd": 300, "vijfhonderd": 500, "duizend": 1000,
}

// numberWord reads a count in figures or in words; 0 is none.
func numberWord(s string) int {
	s = fold(s)
	if n, ok := numberWords[s]; ok {
		return n
	}
	return number(strings.TrimSuffix(strings.TrimSuffix(s, "x"), "st"))
}
