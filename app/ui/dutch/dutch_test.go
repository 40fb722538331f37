package dutch

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestParseDay(t *testing.T) {
	const today = "2026-03-03"
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{"3-3-2026", "2026-03-03"},
		{"03/03/26", "2026-03-03"},
		{"3.3.2026", "2026-03-03"},
		{"03032026", "2026-03-03"},
		{"030326", "2026-03-03"},
		{"2026-12-31", "2026-12-31"},
		{"3 mrt", "2026-03-03"},
		{"3mrt2026", "2026-03-03"},
		{"di 3 mrt. 2026", "2026-03-03"},
		{"Dinsdag 3 maart 2026", "2026-03-03"},
		{"29-2-2028", "2028-02-29"},
		{"31-12", "2026-12-31"},
		{"1-5-67", "1967-05-01"},
		{"1-5-45", "2045-05-01"},
		{"vandaag", "2026-03-03"},
		{"morgen", "2026-03-04"},
		{"gisteren", "2026-03-02"},
		{"7 sept 2026", "2026-09-07"},
	} {
		got, err := ParseDay(c.in, today)
		if err != nil || got != c.want {
			t.Errorf("ParseDay(%q) = %q, %v; want %q", c.in, got, err, c.want)
		}
	}
	for _, bad := range []string{"29-2-2026", "31-4-2026", "32-1-2026", "1-13-2026", "hallo", "3", "3-3-226", "1-1-1-1", "ma", "3-3-99999"} {
		if got, err := ParseDay(bad, today); err == nil {
			t.Errorf("ParseDay(%q) = %q, want a refusal", bad, got)
		}
	}
}

func TestWrittenDaysAreReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := time.Date(1950, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, rapid.IntRange(0, 60000).Draw(t, "day")).Format("2006-01-02")
		for _, text := range []string{Day(day), LongDay(day), ShortDay(day, "1900-01-01"), day} {
			if got, err := ParseDay(text, "2026-03-03"); err != nil || got != day {
				t.Fatalf("%q is read as %q, %v; want %q", text, got, err, day)
			}
		}
	})
}

func FuzzParseDay(f *testing.F) {
	f.Add("di 3 mrt 2026")
	f.Fuzz(func(t *testing.T, s string) {
		day, err := ParseDay(s, "2026-03-03")
		if err != nil || day == "" {
			return
		}
		if _, err := time.Parse("2006-01-02", day); err != nil {
			t.Fatalf("%q is read as %q, which is no day", s, day)
		}
	})
}

func TestWhen(t *testing.T) {
	now := time.Date(2026, 3, 3, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		at   time.Time
		want string
	}{
		{now.Add(-78 * time.Minute), "10:42"},
		{now.AddDate(0, 0, -1), "gisteren"},
		{now.AddDate(0, 0, -4), "vr 27 feb"},
		{now.AddDate(0, 0, -10), "21 feb"},
		{now.AddDate(-1, 0, 0), "3 mrt 2025"},
	} {
		if got := When(c.at, now); got != c.want {
			t.Errorf("When(%v) = %q, want %q", c.at, got, c.want)
		}
	}
}

func TestMoney(t *testing.T) {
	for cents, want := range map[int64]string{
		0: "€ 0,00", 5: "€ 0,05", 11495: "€ 114,95", 123450: "€ 1.234,50", -100000000: "€ -1.000.000,00",
	} {
		if got := Money(cents); got != want {
			t.Errorf("Money(%d) = %q, want %q", cents, got, want)
		}
	}
	for in, want := range map[string]int64{
		"114,95": 11495, "€ 1.234,50": 123450, "1234.5": 123450, "12,-": 1200, "1.234": 123400, "7": 700, "-3,10": -310,
		"0,5": 50, ",50": 50, "EUR 10": 1000,
	} {
		if got, err := ParseMoney(in); err != nil || got != want {
			t.Errorf("ParseMoney(%q) = %d, %v; want %d", in, got, err, want)
		}
	}
	for _, bad := range []string{"", "abc", "1,234,5", "1.23.4", "1,2345", "12345678901234567890123", "--5"} {
		if got, err := ParseMoney(bad); err == nil {
			t.Errorf("ParseMoney(%q) = %d, want a refusal", bad, got)
		}
	}
}

func TestWrittenAmountsAreReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cents := rapid.Int64Range(-1e14, 1e14).Draw(t, "cents")
		if got, err := ParseMoney(Money(cents)); err != nil || got != cents {
			t.Fatalf("%q is read as %d, %v; want %d", Money(cents), got, err, cents)
		}
	})
}
