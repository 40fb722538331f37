package training_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/data"
)

func TestJudge(t *testing.T) {
	const p, h, a, u = training.Present, training.Partly, training.Absent, ""
	passes := data.Course{Certificate: training.Passed}
	three := data.Course{Certificate: training.Passed, DaysNeeded: 3}
	attends := data.Course{Certificate: training.Attended}
	for _, c := range []struct {
		course       data.Course
		marks        []string
		byHand       string
		result, pill string
		completed    bool
	}{
		{passes, []string{p, p, p, p}, "", training.Passed, "geslaagd", true},
		{passes, []string{p, a, p, p}, "", training.Missing, "mist dag 2", false},
		{passes, []string{a, a, p, a}, "", training.Missing, "mist dag 1, 2 en 4", false},
		{passes, []string{p, a, u, u}, "", training.Missing, "mist dag 2", false},
		{passes, []string{p, p, p, u}, "", training.Open, "nog open", false},
		{passes, []string{p, h, p, p}, "", training.Passed, "geslaagd", true},
		{passes, []string{a, a, a, a}, "", training.NoShow, "niet verschenen", false},
		{passes, nil, "", training.Open, "nog open", false},
		{three, []string{p, a, p, p}, "", training.Passed, "geslaagd", true},
		{three, []string{p, p, p, u}, "", training.Open, "nog open", false},
		{three, []string{p, a, a, p}, "", training.Missing, "mist dag 2 en 3", false},
		{three, []string{p, p}, "", training.Passed, "geslaagd", true},
		{attends, []string{p}, "", training.Attended, "deelgenomen", true},
		{attends, []string{h}, "", training.Attended, "deelgenomen", true},
		{attends, []string{a}, "", training.NoShow, "niet verschenen", false},
		{passes, []string{p, p, p, p}, training.Failed, training.Failed, "niet geslaagd", false},
		{passes, []string{p, a, p, p}, training.Passed, training.Passed, "geslaagd", true},
		{passes, []string{p, p, p, p}, training.Attended, training.Attended, "deelgenomen", false},
		{attends, []string{a}, training.Passed, training.Passed, "geslaagd", true},
		{passes, []string{p, a, p, p}, training.CatchUp, training.CatchUp, "haalt dag 2 in", false},
		{passes, []string{p, p, p, p}, training.CatchUp, training.Passed, "geslaagd", true},
		{passes, []string{p, u, u, u}, training.Stopped, training.Stopped, "gestopt", false},
	} {
		j := training.Judge(&c.course, c.marks, c.byHand, "omdat")
		if j.Result != c.result || j.Pill().Text != c.pill || j.Completed(&c.course) != c.completed {
			t.Errorf("%v by hand %q: got %q, %q, %v; want %q, %q, %v", c.marks, c.byHand, j.Result, j.Pill().Text, j.Completed(&c.course), c.result, c.pill, c.completed)
		}
		if j.Pill().Tone == "" {
			t.Errorf("%q has no colour", j.Result)
		}
	}
}

func TestLastDayOfSomebodysTraining(t *testing.T) {
	const p, h, a, u = training.Present, training.Partly, training.Absent, ""
	days := []data.Day{"2026-03-05", "2026-03-12", "2026-03-19"}
	for _, c := range []struct {
		days  []data.Day
		marks []string
		last  data.Day
	}{
		{nil, nil, ""},
		{days[:1], []string{u}, "2026-03-05"},
		{days, nil, "2026-03-19"},
		{days, []string{u, u, u}, "2026-03-19"},
		{days, []string{p, p, u}, "2026-03-19"},
		{days, []string{p, p, h}, "2026-03-19"},
		{days, []string{p, p, a}, "2026-03-12"}, // known beforehand: the other days were enough
		{days, []string{p, a, u}, "2026-03-19"},
		{days, []string{p, a, a}, "2026-03-05"},
		{days, []string{a, a, a}, "2026-03-19"}, // of who is never there it says nothing
	} {
		if got := training.LastDayFor(c.days, c.marks); got != c.last {
			t.Errorf("%v %q: %q, want %q", c.days, c.marks, got, c.last)
		}
	}
}

// Being there on more days never makes a result worse, and who was on every day
// has completed any course.
func TestMoreAttendanceNeverMakesAResultWorse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		marks := rapid.SliceOfN(rapid.SampledFrom([]string{training.Present, training.Partly, training.Absent, ""}), 1, 8).Draw(t, "marks")
		course := data.Course{
			Certificate: rapid.SampledFrom([]string{training.Passed, training.Attended, "none"}).Draw(t, "certificate"),
			DaysNeeded:  rapid.IntRange(0, 9).Draw(t, "needed"),
		}
		before := training.Judge(&course, marks, "", "")
		if got := len(before.Missed) + len(before.Unsure); before.Completed(&course) && (len(before.Unsure) > 0 || course.DaysNeeded == 0 && got > 0) {
			t.Fatalf("%v: completed with days missed or not marked", marks)
		}
		day := rapid.IntRange(0, len(marks)-1).Draw(t, "day")
		better := slices.Clone(marks)
		better[day] = training.Present
		after := training.Judge(&course, better, "", "")
		if before.Completed(&course) && !after.Completed(&course) {
			t.Fatalf("%v completed, %v does not", marks, better)
		}
		for i := range better {
			better[i] = training.Present
		}
		if j := training.Judge(&course, better, "", ""); !j.Completed(&course) || !j.Decided() {
			t.Fatalf("there on all %d days: %q", len(better), j.Result)
		}
	})
}
