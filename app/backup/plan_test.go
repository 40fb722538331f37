package backup

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"kiesvoorhetkind.nl/kantoor/data"
)

func at(t testing.TB, text string) time.Time {
	t.Helper()
	m, err := time.ParseInLocation("2006-01-02 15:04", text, data.Amsterdam())
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func copiesAt(t testing.TB, moments ...string) []Copy {
	t.Helper()
	var out []Copy
	for _, m := range moments {
		made := at(t, m)
		out = append(out, Copy{Name: "kantoor-" + made.Format(copyStamp) + ".db", Made: made})
	}
	return out
}

func TestDue(t *testing.T) {
	now := at(t, "2026-03-03 09:00")
	for _, c := range []struct {
		made []string
		due  bool
	}{
		{nil, true},
		{[]string{"2026-03-03 00:01"}, false},
		{[]string{"2026-03-02 23:59"}, true},
		{[]string{"2026-03-02 12:00", "2026-03-03 08:59"}, false},
		{[]string{"2027-01-01 10:00"}, true}, // a clock was wrong: that one is no copy of today
	} {
		if got := Due(now, copiesAt(t, c.made...)); got != c.due {
			t.Errorf("%v: %v", c.made, got)
		}
	}
	// Late in the evening it is still the same day here, and the next one in UTC.
	if Due(at(t, "2026-07-01 00:30"), copiesAt(t, "2026-07-01 00:10")) {
		t.Error("the day is not that of Amsterdam")
	}
}

func TestOld(t *testing.T) {
	now := at(t, "2026-03-03 09:00")
	for _, c := range []struct {
		name string
		made []string
		old  []string
	}{
		{"nothing", nil, nil},
		{"the only one", []string{"2020-01-01 10:00"}, nil},
		{"two of a day", []string{"2026-03-02 09:00", "2026-03-02 16:00", "2026-03-03 08:00"}, []string{"2026-03-02 09:00"}},
		{"a long pause takes nothing", []string{"2025-01-06 10:00", "2025-01-07 10:00", "2025-01-08 10:00", "2026-03-03 08:00"}, nil},
		{
			"the eighth day of one week and month", // 23 Feb to 1 Mar is one week
			[]string{"2026-02-16 10:00", "2026-02-17 10:00", "2026-02-18 10:00", "2026-02-19 10:00", "2026-02-20 10:00", "2026-02-23 10:00", "2026-02-24 10:00", "2026-02-25 10:00", "2026-02-26 10:00", "2026-02-27 10:00", "2026-03-02 10:00", "2026-03-03 08:00"},
			[]string{"2026-02-16 10:00", "2026-02-17 10:00", "2026-02-18 10:00", "2026-02-19 10:00"},
		},
		{"of tomorrow", []string{"2026-03-04 09:00", "2026-03-04 10:00", "2026-03-03 08:00"}, nil},
	} {
		var got []string
		for _, o := range Old(now, copiesAt(t, c.made...)) {
			got = append(got, o.Made.Format("2006-01-02 15:04"))
		}
		if !slices.Equal(got, c.old) {
			t.Errorf("%s: %v go, not %v", c.name, got, c.old)
		}
	}
}

// A working office that makes a copy each day for three years always has what was promised.
func TestThreeYearsOfCopies(t *testing.T) {
	now := at(t, "2023-01-01 10:00")
	var have []Copy
	for day := range 3 * 366 {
		now = now.AddDate(0, 0, 1)
		if Due(now, have) {
			have = append(have, Copy{Name: fmt.Sprint(day), Made: now})
		}
		for _, o := range Old(now, have) {
			have = slices.DeleteFunc(have, func(c Copy) bool { return c == o })
		}
	}
	days, weeks, months := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, c := range have {
		days[ofDay(c.Made)], weeks[ofWeek(c.Made)], months[ofMonth(c.Made)] = true, true, true
	}
	for n := range keepDays {
		if d := ofDay(now.AddDate(0, 0, -n)); !days[d] {
			t.Errorf("no copy of %s", d)
		}
	}
	for n := range keepWeeks {
		if w := ofWeek(now.AddDate(0, 0, -7*n)); !weeks[w] {
			t.Errorf("no copy of week %s", w)
		}
	}
	first := time.Date(now.Year(), now.Month(), 1, 12, 0, 0, 0, data.Amsterdam())
	for n := range keepMonths {
		if m := ofMonth(first.AddDate(0, -n, 0)); !months[m] {
			t.Errorf("no copy of %s", m)
		}
	}
	if len(have) > keepDays+keepWeeks+keepMonths || len(have) < keepMonths {
		t.Errorf("%d copies stay", len(have))
	}
}

func TestOldProperties(t *testing.T) {
	now := at(t, "2026-03-03 09:00")
	rapid.Check(t, func(t *rapid.T) {
		var have []Copy
		for i, hours := range rapid.SliceOfN(rapid.IntRange(-100, 24*900), 0, 80).Draw(t, "hours ago") {
			have = append(have, Copy{Name: fmt.Sprint(i), Made: now.Add(-time.Duration(hours) * time.Hour)})
		}
		old := Old(now, have)
		goes := map[string]bool{}
		for _, o := range old {
			if goes[o.Name] {
				t.Fatalf("%s goes twice", o.Name)
			}
			goes[o.Name] = true
			if o.Made.After(now) {
				t.Fatal("one that was made later than now goes")
			}
		}
		var stay []Copy
		past, newest := 0, time.Time{}
		for _, c := range have {
			if !goes[c.Name] {
				stay = append(stay, c)
			}
			if !c.Made.After(now) && c.Made.After(newest) {
				newest = c.Made
			}
		}
		for _, c := range stay {
			if !c.Made.After(now) {
				past++
			}
		}
		if past > keepDays+keepWeeks+keepMonths {
			t.Fatalf("%d stay", past)
		}
		if !newest.IsZero() && !slices.ContainsFunc(stay, func(c Copy) bool { return c.Made.Equal(newest) }) {
			t.Fatal("the newest goes")
		}
		if more := Old(now, stay); len(more) > 0 {
			t.Fatalf("%d more go the second time", len(more))
		}
		if len(have) <= keepDays {
			days := map[string]bool{}
			for _, c := range have {
				days[ofDay(c.Made.In(data.Amsterdam()))] = true
			}
			if len(days) == len(have) && len(old) > 0 {
				t.Fatal("one of few days goes")
			}
		}
	})
}
