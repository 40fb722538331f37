package training

import (
	"context"
	"errors"
	"strings"
	"unicode/utf8"

	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/data"
)

// MarkAllPresent marks everybody of a cohort present on a day (0: on every day
// so far) of whom nothing was marked yet, so that exceptions made before stand. It
// refuses a day that is still to come. A cohort that was open goes on as running.
func (t *Training) MarkAllPresent(ctx context.Context, cohort, day int64) (int64, error) {
	return t.do(ctx, "Iedereen aanwezig", func(tx *data.Tx) error {
		g, err := readGroup(tx, cohort)
		if err != nil {
			return err
		}
		if err := g.mayMark(""); err != nil {
			return err
		}
		found := false
		for i, d := range g.days {
			if day != 0 && d.ID != day || day == 0 && d.Day > tx.Today() {
				continue
			}
			found = true
			if d.Day > tx.Today() {
				return data.Refuse("Deze dag is nog niet geweest. Er is niets gewijzigd.")
			}
			for _, m := range g.confirmed() {
				if m.marks[i] != "" {
					continue
				}
				if err := tx.SaveAttendance(&data.Attendance{EnrolmentID: m.enrolment.ID, CohortDayID: d.ID, State: Present}); err != nil {
					return err
				}
			}
		}
		if !found {
			return data.Refuse("Er is nog geen dag geweest om aanwezigheid van in te vullen. Er is niets gewijzigd.")
		}
		if err := start(tx, cohort); err != nil {
			return err
		}
		return follow(tx, cohort, 0)
	})
}

// SetAttendance marks somebody on a day: Present, Partly, Absent, or "" for not known.
func (t *Training) SetAttendance(ctx context.Context, enrolment, day int64, state string) (int64, error) {
	return t.do(ctx, "Aanwezigheid gewijzigd", func(tx *data.Tx) error {
		return setAttendance(tx, enrolment, day, func(string) string { return state })
	})
}

// ToggleAttendance moves a mark on: not known or in part, present, absent, in
// part, present.
func (t *Training) ToggleAttendance(ctx context.Context, enrolment, day int64) (int64, error) {
	return t.do(ctx, "Aanwezigheid gewijzigd", func(tx *data.Tx) error {
		return setAttendance(tx, enrolment, day, func(now string) string {
			switch now {
			case Present:
				return Absent
			case Absent:
				return Partly
			}
			return Present
		})
	})
}

func setAttendance(tx *data.Tx, enrolment, day int64, next func(now string) string) error {
	e, err := readEnrolment(tx, enrolment)
	if err != nil {
		return err
	}
	g, err := readGroup(tx, e.CohortID)
	if err != nil {
		return err
	}
	if err := g.mayMark(e.Result); err != nil {
		return err
	}
	if e.Status != Confirmed {
		return data.Refuse("Aanwezigheid is alleen in te vullen van wie een plaats heeft. Er is niets gewijzigd.")
	}
	if _, issued := g.certificates[e.ID]; issued {
		return data.Refuse("Het certificaat is al uitgegeven. De aanwezigheid staat daarmee vast; er is niets gewijzigd.")
	}
	d, err := tx.CohortDay(day)
	if err != nil || d.CohortID != e.CohortID {
		return data.Explain("Deze dag hoort niet meer bij de trainingsgroep. Er is niets gewijzigd.", errors.Join(data.ErrNotFound, err))
	}
	a, err := tx.AttendanceOn(enrolment, day)
	known := err == nil
	if err != nil && !errors.Is(err, data.ErrNotFound) {
		return err
	}
	switch state := next(a.State); state {
	case "":
		if !known {
			return nil
		}
		if err := tx.RemoveAttendance(a.ID); err != nil {
			return err
		}
	case Present, Partly, Absent:
		if d.Day > tx.Today() && state != Absent {
			return data.Refuse("Deze dag is nog niet geweest. Er is niets gewijzigd.")
		}
		a.EnrolmentID, a.CohortDayID, a.State = enrolment, day, state
		if err := tx.SaveAttendance(&a); err != nil {
			return err
		}
		if g.cohort.Status == Finished {
			return caughtUp(tx, e)
		}
		if err := start(tx, e.CohortID); err != nil {
			return err
		}
	default:
		return errors.New("attendance: unknown state")
	}
	return follow(tx, e.CohortID, e.ID)
}

// mayMark: attendance is kept until the cohort is finished; after that only of who
// catches up.
func (g *group) mayMark(result string) error {
	switch {
	case g.cohort.Status == Cancelled:
		return data.Refuse("Deze trainingsgroep is geannuleerd. Er is niets gewijzigd.")
	case g.cohort.Status == Finished && result != CatchUp:
		return data.Refuse("Deze trainingsgroep is afgerond. Heropen hem eerst; er is niets gewijzigd.")
	}
	return nil
}

// caughtUp makes the result final of somebody who did the last missed day after
// the cohort was finished.
func caughtUp(tx *data.Tx, e data.Enrolment) error {
	g, err := readGroup(tx, e.CohortID)
	if err != nil {
		return err
	}
	if m, ok := g.member(e.ID); ok {
		return g.complete(tx, m)
	}
	return nil
}

// start lets a cohort go on as running once attendance is kept of a day that was.
func start(tx *data.Tx, cohort int64) error {
	c, err := tx.Cohort(cohort)
	if err != nil {
		return err
	}
	if c.FirstDay > tx.Today() || c.Status == Running {
		return nil
	}
	c.Status = Running
	return tx.SaveCohort(&c)
}

// SetResult decides a result by hand, with the reason; Open lets it follow from
// attendance again. Where the course had been completed, the membership that came
// of it is taken back or given. It refuses an own decision without a reason
// where attendance says otherwise, and any change once there is a certificate.
func (t *Training) SetResult(ctx context.Context, enrolment int64, result, reason string) (int64, error) {
	return t.do(ctx, "Uitslag gewijzigd", func(tx *data.Tx) error {
		e, err := readEnrolment(tx, enrolment)
		if err != nil {
			return err
		}
		return setResult(tx, e, result, tidy(reason))
	})
}

func setResult(tx *data.Tx, e data.Enrolment, result, reason string) error {
	if _, known := resultWords[result]; !known && result != Open {
		return errors.New("result: unknown")
	}
	if utf8.RuneCountInString(reason) > maxText {
		return data.Refuse("De reden is te lang: hoogstens 2000 tekens. Er is niets gewijzigd.")
	}
	g, err := readGroup(tx, e.CohortID)
	if err != nil {
		return err
	}
	m, ok := g.member(e.ID)
	if !ok || e.Status != Confirmed {
		return data.Refuse("Een uitslag is alleen in te vullen van wie een plaats heeft. Er is niets gewijzigd.")
	}
	if _, issued := g.certificates[e.ID]; issued {
		return data.Refuse("Het certificaat is al uitgegeven. De uitslag staat daarmee vast; er is niets gewijzigd.")
	}
	byRule := Judge(&g.course, m.marks, "", "")
	if result != Open && result != byRule.Result && strings.TrimSpace(reason) == "" {
		return data.Refuse("Zeg erbij waarom de uitslag anders is dan uit de aanwezigheid volgt. Er is niets gewijzigd.")
	}
	was := m.judgement
	e.Result, e.ResultReason = result, reason
	if err := tx.SaveEnrolment(&e); err != nil {
		return err
	}
	m.enrolment = e
	m.judgement = Judge(&g.course, m.marks, result, reason)
	if g.cohort.Status != Finished {
		return follow(tx, e.CohortID, e.ID)
	}
	if m.judgement.Completed(&g.course) {
		return g.complete(tx, m)
	}
	if was.Completed(&g.course) {
		return register.WithdrawMembership(tx, e.PersonID, e.ID)
	}
	return nil
}

func (g *group) member(enrolment int64) (member, bool) {
	for _, m := range g.members {
		if m.enrolment.ID == enrolment {
			return m, true
		}
	}
	return member{}, false
}

// HoldCertificate keeps somebody's certificate back for a reason; without a
// reason it is given free again.
func (t *Training) HoldCertificate(ctx context.Context, enrolment int64, reason string) (int64, error) {
	return t.do(ctx, "Certificaat aangehouden of vrijgegeven", func(tx *data.Tx) error {
		e, err := readEnrolment(tx, enrolment)
		if err != nil {
			return err
		}
		e.CertificateHold = tidy(reason)
		return tx.SaveEnrolment(&e)
	})
}
