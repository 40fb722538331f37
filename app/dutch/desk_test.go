package dutch_test

import (
	"testing"
	"time"

	"kiesvoorhetkind.nl/kantoor/app/dutch"
	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// TestPaperStaysDutch: what is for the screen is in the language of the desk, what is for paper never changes.
func TestPaperStaysDutch(t *testing.T) {
	days := []time.Time{time.Date(2025, 9, 25, 0, 0, 0, 0, time.UTC), time.Date(2025, 11, 6, 0, 0, 0, 0, time.UTC), time.Date(2025, 11, 20, 0, 0, 0, 0, time.UTC)}
	names := []string{"a", "b", "c"}
	said := func() []string {
		return []string{dutch.DeskDay(days[0]), dutch.DeskDay(time.Time{}), dutch.DeskDays(days), dutch.DeskAnd(names), dutch.DeskAnd(names[:1])}
	}
	printed := func() []string { return []string{dutch.Day(days[0]), dutch.Days(days, " "), dutch.And(names)} }
	same := func(what string, got []string, want ...string) {
		t.Helper()
		for i, w := range want {
			if got[i] != w {
				t.Errorf("%s: got %q, want %q", what, got[i], w)
			}
		}
	}
	paper := []string{"25 september 2025", "25 september, 6 en 20 november 2025", "a, b en c"}
	same("said in Dutch", said(), "25 september 2025", "", "25 september, 6 en 20 november 2025", "a, b en c", "a")
	same("printed", printed(), paper...)
	if err := words.Use(words.English); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := words.Use(words.Dutch); err != nil {
			t.Error(err)
		}
	})
	same("said in English", said(), "25 September 2025", "", "25 September, 6 and 20 November 2025", "a, b and c", "a")
	same("printed at an English desk", printed(), paper...)
}
