package dutch

import (
	"testing"
	"time"

	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// TestDaysInEnglishAreReadBack: a field shows a day in the desk's language and reads it again when it is left.
func TestDaysInEnglishAreReadBack(t *testing.T) {
	if err := words.Use(words.English); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := words.Use(words.Dutch); err != nil {
			t.Error(err)
		}
	})
	if got := LongDay("2026-05-05"); got != "Tuesday 5 May 2026" {
		t.Errorf("a day in English is %q", got)
	}
	for d := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC); d.Year() == 2026; d = d.AddDate(0, 0, 1) {
		day := d.Format(layout)
		for _, text := range []string{Day(day), LongDay(day), ShortDay(day, "2025-01-01"), ShortDay(day, day)} {
			if got, err := ParseDay(text, day); err != nil || got != day {
				t.Errorf("%q is read as %q, %v", text, got, err)
			}
		}
	}
	for text, want := range map[string]string{"today": "2026-03-03", "tomorrow": "2026-03-04", "yesterday": "2026-03-02", "3 maart": "2026-03-03", "morgen": "2026-03-04"} {
		if got, err := ParseDay(text, "2026-03-03"); err != nil || got != want {
			t.Errorf("%q is read as %q, %v", text, got, err)
		}
	}
}
