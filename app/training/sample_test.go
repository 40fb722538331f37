package training_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/data"
)

// What is looked at beforehand is what is issued after, but for the number; and looking issues nothing.
func TestSampleShowsWhatIssueMakes(t *testing.T) {
	both(t, "2026-03-12", func(t *testing.T, d *desk) {
		ctx := context.Background()
		id := d.plan(basic, "2026-03-05", "2026-03-12")
		who := d.add(id, "Ria Oosterling", "Ton Ekkers", "Lot Cools", "Wen 李")
		days := d.page(id).Days
		d.done(d.SetAttendance(ctx, who[1], days[1].ID, training.Absent))
		d.done(d.MarkAllPresent(ctx, id, 0))
		sample, err := d.Sample(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		if p := d.page(id); len(p.Runs) != 0 || sample.ID != 0 || len(sample.Issued) != 0 {
			t.Errorf("looking made a run: %+v", p.Runs)
		}
		run, err := d.Issue(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		if len(run.Issued) != 2 || run.Issued[0].Number != "KC-2026-0001" {
			t.Fatalf("issued %+v", run.Issued)
		}
		before, after := pdfText(t, sample.PDF), pdfText(t, run.PDF)
		if len(before) != len(after) {
			t.Fatalf("%d pages were shown, %d made", len(before), len(after))
		}
		for i := range after {
			if want := strings.ReplaceAll(after[i], run.Issued[i].Number, "concept"); before[i] != want {
				t.Errorf("shown %q, made %q", before[i], after[i])
			}
		}
		if len(sample.LeftOut) != len(run.LeftOut) || len(sample.LeftOut) != 2 {
			t.Errorf("left out before %v, after %v", sample.LeftOut, run.LeftOut)
		}
		// Whose name cannot be printed is all that is left; with him out of the way there is nobody.
		if _, err = d.Sample(ctx, id); !errors.Is(err, training.ErrNothingToIssue) {
			t.Errorf("with only an unprintable name left: %v", err)
		}
		d.done(d.HoldCertificate(ctx, who[3], "naam navragen"))
		_, err = d.Sample(ctx, id)
		if text, _ := data.UserText(err); !errors.Is(err, training.ErrNothingToIssue) || !strings.HasPrefix(text, "Er zijn nu geen") {
			t.Errorf("with everybody issued: %v", err)
		}
	})
}
