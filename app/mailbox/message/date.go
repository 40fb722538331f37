package message

import (
	"net/mail"
	"regexp"
	"strings"
	"time"
)

// Forms of a date that net/mail does not read, all met in mail of programs that
// make their own headers.
var dateLayouts = []string{
	"2 Jan 2006 15:04:05 -0700",
	"2 Jan 2006 15:04:05 MST",
	"2 Jan 2006 15:04 -0700",
	"2 Jan 2006 15:04:05",
	"2 January 2006 15:04:05 -0700",
	"2 Jan 06 15:04:05 -0700",
	"2-Jan-2006 15:04:05 -0700",
	"Jan 2 15:04:05 2006",
	"Jan 2 15:04:05 2006 -0700",
	"Jan 2 15:04:05 MST 2006",
	"2006-01-02T15:04:05Z07:00",
	"2006-01-02 15:04:05 -0700",
	"2006-01-02 15:04:05",
	"02-01-2006 15:04:05",
	"2 Jan 2006 15.04.05 -0700",
}

var (
	shortened   = regexp.MustCompile(`([A-Za-z]{2,})\.`)
	dateComment = regexp.MustCompile(`\([^)]*\)`)
	dateWeekday = regexp.MustCompile(`(?i)^\s*[a-z]{2,9}\.?,?\s+(.*)$`)
	// Half and quarter hours aside, "GMT+0100" is the offset itself.
	dateZone   = regexp.MustCompile(`(?i)\b(?:GMT|UTC)\s*([+-]\d{2}):?(\d{2})$`)
	dutchMonth = regexp.MustCompile(`(?i)\b(januari|februari|maart|mrt|mei|juni|juli|augustus|oktober|okt)\b\.?`)
)

var englishMonth = map[string]string{
	"januari": "Jan", "februari": "Feb", "maart": "Mar", "mrt": "Mar", "mei": "May",
	"juni": "Jun", "juli": "Jul", "augustus": "Aug", "oktober": "Oct", "okt": "Oct",
}

// sentAt reads a Date header. A date is absurd, and so not found, before 1990,
// from 2100, or more than a day and a half after the mail was received.
func sentAt(value string, received time.Time) (time.Time, bool) {
	t, ok := parseDate(value)
	if !ok || t.Year() < 1990 || t.Year() >= 2100 {
		return time.Time{}, false
	}
	if !received.IsZero() && t.After(received.Add(36*time.Hour)) {
		return time.Time{}, false
	}
	return t, true
}

// receivedAt is the moment in the topmost Received header.
func receivedAt(h header) time.Time {
	for _, r := range h["Received"] {
		i := strings.LastIndexByte(r, ';')
		if i < 0 {
			continue
		}
		if t, ok := parseDate(r[i+1:]); ok && t.Year() >= 1990 && t.Year() < 2100 {
			return t
		}
	}
	return time.Time{}
}

func parseDate(s string) (time.Time, bool) {
	s = oneLine(dateComment.ReplaceAllString(s, " "), 100)
	if s == "" {
		return time.Time{}, false
	}
	if t, err := mail.ParseDate(s); err == nil {
		return t, true
	}
	s = dutchMonth.ReplaceAllStringFunc(s, func(m string) string {
		return englishMonth[strings.ToLower(strings.TrimSuffix(m, "."))]
	})
	s = shortened.ReplaceAllString(s, "$1")
	s = dateZone.ReplaceAllString(s, "$1$2")
	if m := dateWeekday.FindStringSubmatch(s); m != nil {
		if t, ok := tryLayouts(m[1]); ok {
			return t, true
		}
	}
	return tryLayouts(s)
}

func tryLayouts(s string) (time.Time, bool) {
	for _, l := range dateLayouts {
		if t, err := time.Parse(l, s); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}
