package training

import (
	"context"

	"kiesvoorhetkind.nl/kantoor/data"
)

// sampleNumber stands on a certificate that was not issued.
const sampleNumber = "concept"

// Sample lays out the certificates that Issue would make now, for looking at: with
// "concept" in the place of the numbers. It keeps nothing and gives no number. Only
// PDF, LeftOut and Warnings of the answer are filled in. When there is nothing to make it answers
// ErrNothingToIssue, as Issue does.
func (t *Training) Sample(ctx context.Context, cohort int64) (Run, error) {
	var run Run
	err := t.store.Read(ctx, func(tx *data.Tx) error {
		run = Run{}
		g, err := readGroup(tx, cohort)
		if err != nil {
			return err
		}
		plan := g.plan()
		run.LeftOut = plan.LeftOut
		if plan.Problem != "" {
			return data.Explain("Er zijn nu geen certificaten om te bekijken. %s", ErrNothingToIssue, plan.Problem)
		}
		if len(plan.Ready) == 0 {
			return data.Explain("Er zijn nu geen certificaten om te bekijken: niemand is zover, of iedereen heeft het al.", ErrNothingToIssue)
		}
		look, err := t.look(tx, g)
		if err != nil {
			return err
		}
		g.sign = unsigned
		pages, batch, err := g.batch(plan.Ready, look, func(int) string { return sampleNumber }, string(tx.Today()), &run)
		if err != nil {
			return err
		}
		for _, p := range pages {
			if w := missedDays(p.member); w != "" {
				run.Warnings = append(run.Warnings, w)
			}
		}
		run.PDF = batch.PDF()
		return nil
	})
	if err != nil {
		return Run{LeftOut: run.LeftOut}, err
	}
	return run, nil
}
