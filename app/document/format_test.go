package document

import (
	"math"
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"kiesvoorhetkind.nl/kantoor/app/dutch"
)

func spaces(s string) string { return strings.ReplaceAll(s, noBreak, " ") }

func TestMoney(t *testing.T) {
	for cents, want := range map[int64]string{
		0: "€ 0,00", 5: "€ 0,05", 100: "€ 1,00", 123450: "€ 1.234,50", 11495: "€ 114,95", -1: "€ -0,01",
		-123456789: "€ -1.234.567,89", 100000: "€ 1.000,00", math.MinInt64: "€ -92.233.720.368.547.758,08",
	} {
		if got := spaces(Money(cents)); got != want {
			t.Errorf("%d cents: %q, want %q", cents, got, want)
		}
	}
}

func TestMoneyReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cents := rapid.Int64().Draw(t, "cents")
		digits := strings.NewReplacer(".", "", ",", "").Replace(dutch.Amount(cents))
		if back, err := strconv.ParseInt(digits, 10, 64); err != nil || back != cents {
			t.Fatalf("%d became %q", cents, dutch.Amount(cents))
		}
	})
}

func TestDays(t *testing.T) {
	day := func(s string) time.Time {
		d, err := parseDay(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	if got := spaces(LongDay(day("2026-03-03"))); got != "dinsdag 3 maart 2026" {
		t.Error(got)
	}
	if got := spaces(LongDay(day("2028-02-29"))); got != "dinsdag 29 februari 2028" {
		t.Error(got)
	}
	for list, want := range map[string]string{
		"":                      "",
		"2026-03-03":            "3 maart 2026",
		"2026-03-03 2026-03-10": "3 en 10 maart 2026",
		"2026-03-03 2026-04-10": "3 maart en 10 april 2026",
		"2025-12-18 2026-01-08": "18 december 2025 en 8 januari 2026",
		"2025-09-25 2025-10-16 2025-11-06 2025-11-20": "25 september, 16 oktober, 6 en 20 november 2025",
		"2026-05-21 2026-05-28 2026-06-18":            "21 en 28 mei en 18 juni 2026",
		"2025-03-03 2026-03-03":                       "3 maart 2025 en 3 maart 2026",
	} {
		var days []time.Time
		for _, s := range strings.Fields(list) {
			days = append(days, day(s))
		}
		if got := spaces(DayList(days)); got != want {
			t.Errorf("%s: %q, want %q", list, got, want)
		}
	}
	for _, bad := range []string{"", "3-3-2026", "2026-02-29", "2026-13-01", "vandaag"} {
		if _, err := parseDay(bad); err == nil {
			t.Errorf("%q was taken for a day", bad)
		}
	}
}

func TestIBAN(t *testing.T) {
	if got := spaces(IBAN(" nl91abna0417 164300")); got != "NL91 ABNA 0417 1643 00" {
		t.Error(got)
	}
}
