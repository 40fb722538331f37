package training

import (
	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/data"
)

// follow lets the membership follow from attendance and results as soon as the last day was: whoever completed the course
// has it without anybody doing more for it, and who turns out not to have loses it again. FAQ: "Na het volgen van een KIES
// training of nascholing ben je automatisch gratis lid". With an enrolment only that one is looked at, else all of the
// cohort. Role, result and certificate still wait for finishing the cohort or printing.
func follow(tx *data.Tx, cohort, enrolment int64) error {
	g, err := readGroup(tx, cohort)
	if err != nil || g.cohort.Status == Cancelled || g.cohort.LastDay == "" || g.cohort.LastDay > tx.Today() {
		return err
	}
	for _, m := range g.confirmed() {
		if _, revoked := g.revoked[m.enrolment.ID]; revoked || enrolment != 0 && m.enrolment.ID != enrolment {
			continue
		}
		if !g.course.ExtendsMembership || !m.judgement.Completed(&g.course) {
			if err := register.WithdrawMembership(tx, m.enrolment.PersonID, m.enrolment.ID); err != nil {
				return err
			}
			continue
		}
		roles, err := tx.RolesOf(m.enrolment.PersonID)
		if err != nil {
			return err
		}
		if err := g.extend(tx, m, roles); err != nil {
			return err
		}
	}
	return nil
}
