package training_test

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/data"
)

func TestAttendanceListHasEverybodyAndRefusesACohortWithoutDays(t *testing.T) {
	both(t, "2026-03-03", func(t *testing.T, d *desk) {
		id := d.plan(after, "2026-03-10")
		d.add(id, "Roos van Dam", "Bob Visser")
		name, pdf, err := d.AttendanceList(context.Background(), id)
		if err != nil || !bytes.HasPrefix(pdf, []byte("%PDF")) || name != "presentielijst 2026-ZUT-1.pdf" {
			t.Fatalf("%q with %d bytes: %v", name, len(pdf), err)
		}
		_, _, err = d.AttendanceList(context.Background(), d.plan(after))
		if text := refused(t, "a list without days", err); !strings.Contains(text, "0 dagen") {
			t.Errorf("refused with %q", text)
		}
	})
}

func TestCohortsAreFoundByTheirWords(t *testing.T) {
	both(t, "2026-03-03", func(t *testing.T, d *desk) {
		d.plan(after, "2026-03-10")
		d.plan(after, "2026-04-10")
		d.plan(basic, "2026-03-11", "2026-03-18")
		for text, want := range map[string]int{
			"zutphen": 3, "nascholing zut": 2, "2026-ZUT-2": 1, "de kelder basistraining": 1, "Deventer": 0, " ": 0, "nascholing deventer": 0,
		} {
			var found []training.Row
			d.read(func(tx *data.Tx) (err error) { found, err = training.FindCohorts(tx, text, 10); return err })
			if len(found) != want {
				t.Errorf("%q finds %d, want %d", text, len(found), want)
			}
		}
		var few []training.Row
		d.read(func(tx *data.Tx) (err error) { few, err = training.FindCohorts(tx, "zutphen", 2); return err })
		if len(few) != 2 {
			t.Errorf("a limit of 2 gives %d", len(few))
		}
	})
}

func TestEveryResultThatCanBeGivenHasItsWords(t *testing.T) {
	seen := map[string]bool{}
	for i, r := range training.Results() {
		if r.Text == "" || seen[r.Result] || (r.Result == training.Open) != (i == 0) {
			t.Errorf("result %d is %+v", i, r)
		}
		seen[r.Result] = true
	}
	for _, never := range []string{training.Missing} {
		if seen[never] {
			t.Errorf("%q can be given by hand", never)
		}
	}
}
