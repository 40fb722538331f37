package training

import (
	"context"
	"slices"

	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// The statuses of a cohort.
const (
	Planned   = "planned"
	Opened    = "open"
	Full      = "full"
	Running   = "running"
	Finished  = "finished"
	Cancelled = "cancelled"
)

// Stage is a part of the list of cohorts.
type Stage string

// The parts of the list.
const (
	StageRunning  Stage = "running"  // open for enrolling, full, or going on
	StagePlanned  Stage = "planned"  //
	StageFinished Stage = "finished" // or cancelled
)

// stageStatuses says which statuses stand in which part of the list.
var stageStatuses = map[Stage][]string{
	StageRunning:  {Opened, Full, Running},
	StagePlanned:  {Planned},
	StageFinished: {Finished, Cancelled},
}

func stageOf(status string) Stage {
	for stage, statuses := range stageStatuses {
		if slices.Contains(statuses, status) {
			return stage
		}
	}
	return StageRunning
}

// statusWords are the statuses on screen.
var statusWords = map[string]Pill{
	Planned: {words.Later("gepland"), Grey}, Opened: {words.Later("open"), Green}, Full: {words.Later("vol"), Amber}, Running: {words.Later("loopt"), Blue},
	Finished: {words.Later("afgerond"), Grey}, Cancelled: {words.Later("geannuleerd"), Grey},
}

// moves are the changes of status that somebody can make, with what the button
// says. Becoming full and open again goes by itself with the seats.
var moves = map[string][]Move{
	Planned:   {{Opened, words.Later("Openstellen")}, {Cancelled, words.Later("Groep annuleren")}},
	Opened:    {{Running, words.Later("Starten")}, {Finished, words.Later("Afronden")}, {Planned, words.Later("Terug naar gepland")}, {Cancelled, words.Later("Groep annuleren")}},
	Full:      {{Running, words.Later("Starten")}, {Finished, words.Later("Afronden")}, {Cancelled, words.Later("Groep annuleren")}},
	Running:   {{Finished, words.Later("Afronden")}, {Opened, words.Later("Weer openstellen")}, {Cancelled, words.Later("Groep annuleren")}},
	Finished:  {{Running, words.Later("Heropenen")}},
	Cancelled: {{Planned, words.Later("Toch plannen")}},
}

// statusPill is a status on screen.
func statusPill(status string) Pill { return statusWords[status].said() }

// movesOf are the changes that somebody can make from a status.
func movesOf(status string) []Move {
	out := make([]Move, len(moves[status]))
	for i, m := range moves[status] {
		out[i] = Move{m.Status, words.T(m.Text)}
	}
	return out
}

// Move is a change of status that is possible now.
type Move struct {
	Status string
	Text   string
}

// SetStatus changes the status of a cohort. Finishing it makes the results
// final: whoever completed the course gets the role and the membership that it
// gives. It refuses a step that is not in the list of moves, starting without
// days, finishing before the last day or with results still open, and
// cancelling when there are certificates.
func (t *Training) SetStatus(ctx context.Context, cohort int64, status string) (int64, error) {
	return t.do(ctx, "Trainingsgroep: "+statusWords[status].Text, func(tx *data.Tx) error { return SetStatus(tx, cohort, status) })
}

// SetStatus changes the status of a cohort in the caller's transaction.
func SetStatus(tx *data.Tx, cohort int64, status string) error {
	g, err := readGroup(tx, cohort)
	if err != nil {
		return err
	}
	if err := g.mayBecome(status, tx.Today()); err != nil {
		return err
	}
	switch {
	case status == Finished:
		err = g.finish(tx)
	case g.cohort.Status == Finished:
		err = g.reopen(tx)
	}
	if err != nil {
		return err
	}
	c := g.cohort
	c.Status = status
	if err := tx.SaveCohort(&c); err != nil {
		return err
	}
	return settle(tx, cohort)
}

// MayBecome says why a cohort cannot get a status, in Dutch; nil when it can.
func MayBecome(tx *data.Tx, cohort int64, status string) error {
	g, err := readGroup(tx, cohort)
	if err != nil {
		return err
	}
	return g.mayBecome(status, tx.Today())
}

// mayBecome holds the rules on changing a status.
func (g *group) mayBecome(status string, today data.Day) error {
	possible := slices.ContainsFunc(moves[g.cohort.Status], func(m Move) bool { return m.Status == status })
	switch {
	case !possible:
		return data.Refuse("Deze trainingsgroep staat op „%s” en kan niet naar „%s”. Er is niets gewijzigd.", statusPill(g.cohort.Status).Text, statusPill(status).Text)
	case len(g.days) == 0 && status != Cancelled && status != Planned:
		return data.Refuse("Deze trainingsgroep heeft nog geen dagen. Vul die eerst in; er is niets gewijzigd.")
	case status == Finished && g.cohort.LastDay > today:
		return data.Refuse("De laatste dag is nog niet geweest. Er is niets gewijzigd.")
	case status == Finished && g.undecided() > 0:
		return data.Refuse("Van %s staat de uitslag nog open. Vul die eerst in; er is niets gewijzigd.", number(g.undecided(), words.T("deelnemer"), words.T("deelnemers")))
	case status == Cancelled && len(g.certificates) > 0:
		return data.Refuse("Van deze trainingsgroep zijn al certificaten uitgegeven. Daarom kan hij niet meer geannuleerd worden.")
	}
	return nil
}

// finish makes the results final. Who completed it before it was reopened and
// does not now loses the membership that came of it.
func (g *group) finish(tx *data.Tx) error {
	for _, m := range g.confirmed() {
		var err error
		if m.judgement.Completed(&g.course) {
			err = g.complete(tx, m)
		} else {
			err = register.WithdrawMembership(tx, m.enrolment.PersonID, m.enrolment.ID)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// reopen lets results that followed from attendance follow from it again,
// except where a certificate was issued on them.
func (g *group) reopen(tx *data.Tx) error {
	for _, m := range g.confirmed() {
		e := m.enrolment
		if _, issued := g.certificates[e.ID]; issued || e.Result == "" || e.ResultReason != "" {
			continue
		}
		if Judge(&g.course, m.marks, "", "").Result != e.Result {
			continue
		}
		e.Result = ""
		if err := tx.SaveEnrolment(&e); err != nil {
			return err
		}
	}
	return nil
}
