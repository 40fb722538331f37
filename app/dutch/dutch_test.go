package dutch_test

import (
	"math"
	"testing"
	"time"

	"kiesvoorhetkind.nl/kantoor/app/dutch"
)

func TestDay(t *testing.T) {
	for want, day := range map[string]time.Time{
		"":                 {},
		"3 maart 2026":     time.Date(2026, 3, 3, 0, 0, 0, 0, time.UTC),
		"31 december 1999": time.Date(1999, 12, 31, 0, 0, 0, 0, time.UTC),
	} {
		if got := dutch.Day(day); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestAmount(t *testing.T) {
	for cents, want := range map[int64]string{
		0: "0,00", 5: "0,05", -5: "-0,05", 11495: "114,95", 123450: "1.234,50", -100000000: "-1.000.000,00",
		math.MinInt64: "-92.233.720.368.547.758,08",
	} {
		if got := dutch.Amount(cents); got != want {
			t.Errorf("%d: got %q, want %q", cents, got, want)
		}
	}
}

func TestAnd(t *testing.T) {
	for want, parts := range map[string][]string{"": nil, "a": {"a"}, "a en b": {"a", "b"}, "a, b en c": {"a", "b", "c"}} {
		if got := dutch.And(parts); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestCountries(t *testing.T) {
	for written, want := range map[string]string{
		"Nederland": "NL", "The  Netherlands": "NL", "NL": "NL", "België": "BE", "belgie": "BE", "B.": "BE", "Frankrijk": "FR", "U.K.": "GB", "Curacao": "CW",
	} {
		if got, known := dutch.CountryCode(written); got != want || !known {
			t.Errorf("%q: %q, want %q", written, got, want)
		}
	}
	if code, known := dutch.CountryCode("Atlantis"); known {
		t.Errorf("Atlantis is %q", code)
	}
	for code, want := range map[string]string{"BE": "België", "FR": "Frankrijk", "XK": "XK", "": ""} {
		if got := dutch.Country(code); got != want {
			t.Errorf("%q: %q, want %q", code, got, want)
		}
	}
}
