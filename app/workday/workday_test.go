package workday_test

import (
	"testing"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/nl"
	"pgregory.net/rapid"

	"kiesvoorhetkind.nl/kantoor/app/workday"
	"kiesvoorhetkind.nl/kantoor/data"
)

func TestHolidaysAgreeWithAnotherCalendar(t *testing.T) {
	other := cal.NewBusinessCalendar()
	other.AddHoliday(nl.Holidays...)
	var c workday.Calendar
	for d := data.Day("2020-01-01"); d < "2040-01-01"; d = d.AddDays(1) {
		if got, want := c.Working(d), other.IsWorkday(d.Time()); got != want {
			t.Errorf("%s: working %v, the other calendar says %v (%s)", d, got, want, c.Holiday(d))
		}
	}
}

func TestHolidays(t *testing.T) {
	for d, want := range map[data.Day]string{
		"2026-04-03": "Goede Vrijdag", "2026-04-06": "tweede paasdag", "2026-04-27": "Koningsdag", "2026-05-05": "Bevrijdingsdag",
		"2026-05-14": "Hemelvaartsdag", "2026-05-15": "", "2026-05-25": "tweede pinksterdag", "2025-04-26": "Koningsdag", "2025-04-27": "",
		"2026-12-25": "eerste kerstdag", "2026-12-26": "tweede kerstdag", "2027-01-01": "nieuwjaarsdag", "2026-12-31": "",
	} {
		if got := (workday.Calendar{}).Holiday(d); got != want {
			t.Errorf("%s: %q, want %q", d, got, want)
		}
	}
	own := workday.Calendar{WorkOnGoodFriday: true, WorkOnLiberationDay: true}
	if !own.Working("2026-04-03") || !own.Working("2026-05-05") {
		t.Error("an office that works on Good Friday and 5 May must not see a holiday")
	}
}

func TestAddAndBetweenAreEachOthersReverse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var c workday.Calendar
		d := data.DayOf(time.Date(2024, 1, 1, 12, 0, 0, 0, time.UTC)).AddDays(rapid.IntRange(0, 3000).Draw(t, "day"))
		n := rapid.IntRange(1, 40).Draw(t, "n")
		end := c.Add(d, n)
		if !c.Working(end) {
			t.Fatalf("%s ends on %s, which is no working day", d, end)
		}
		if got := c.Between(d, end); got != n {
			t.Fatalf("%s + %d = %s, but between them are %d", d, n, end, got)
		}
		if got := c.Between(end, d); got != -n {
			t.Fatalf("backwards: %d", got)
		}
	})
}
