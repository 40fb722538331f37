package training

import (
	"errors"
	"slices"
	"strings"

	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/data"
)

// group is a cohort with all that belongs to it, read once for the rules and
// pages that need all of it.
type group struct {
	cohort       data.Cohort
	course       data.Course // with the terms of the cohort
	template     data.Course // as it is now
	days         []data.CohortDay
	trainers     []data.CohortTrainer
	members      []member                   // in the Dutch order of names
	certificates map[int64]data.Certificate // the valid ones, by enrolment
	revoked      map[int64]data.Certificate // of who has no valid one, by enrolment
	sign         signing                    // what the codes are made with
	signatures   map[int64][]byte           // by trainer of the cohort; only once a page is made
	today        data.Day
}

// member is somebody in a cohort.
type member struct {
	enrolment data.Enrolment
	person    data.Person
	marks     []string // attendance on each day, "" where it is not known
	judgement Judgement
}

// readGroup reads a cohort; a Dutch refusal when it is not there any more.
func readGroup(tx *data.Tx, cohort int64) (*group, error) {
	g := &group{certificates: map[int64]data.Certificate{}, revoked: map[int64]data.Certificate{}, today: tx.Today()}
	var err error
	if g.cohort, err = readCohort(tx, cohort); err != nil {
		return nil, err
	}
	if g.template, err = tx.Course(g.cohort.CourseID); err != nil {
		return nil, err
	}
	g.course = AsTaught(g.cohort, g.template)
	if g.days, err = tx.CohortDays(cohort); err != nil {
		return nil, err
	}
	if g.trainers, err = tx.CohortTrainers(cohort); err != nil {
		return nil, err
	}
	issued, err := tx.CertificatesIn(cohort)
	if err != nil {
		return nil, err
	}
	for _, c := range issued {
		switch c.Status {
		case "valid":
			g.certificates[c.EnrolmentID] = c
			delete(g.revoked, c.EnrolmentID)
		case "revoked":
			g.revoked[c.EnrolmentID] = c
		}
	}
	return g, g.readMembers(tx)
}

func (g *group) readMembers(tx *data.Tx) error {
	all, err := tx.EnrolmentsIn(g.cohort.ID)
	if err != nil {
		return err
	}
	turns, err := tx.SeatOffersIn(g.cohort.ID)
	if err != nil {
		return err
	}
	g.cohort.Status = seatsOf(g.cohort, all, turns, tx.Today()).status()
	people, err := tx.PeopleEnrolled(g.cohort.ID)
	if err != nil {
		return err
	}
	byID := make(map[int64]*data.Person, len(people))
	for i := range people {
		byID[people[i].ID] = &people[i]
	}
	attendance, err := tx.AttendanceIn(g.cohort.ID)
	if err != nil {
		return err
	}
	marks := attendanceMarks(g.days, attendance)
	for _, e := range all {
		p := byID[e.PersonID]
		if p == nil {
			return errors.New("enrolment without a person")
		}
		m := member{enrolment: e, person: *p, marks: marks[e.ID]}
		if m.marks == nil {
			m.marks = make([]string, len(g.days))
		}
		m.judgement = Judge(&g.course, m.marks, e.Result, e.ResultReason)
		g.members = append(g.members, m)
	}
	// Sorted here rather than by the store, so that both engines give one order.
	slices.SortStableFunc(g.members, func(a, b member) int { return strings.Compare(a.person.SortKey, b.person.SortKey) })
	return nil
}

// attendanceMarks puts attendance in the order of the days, for each enrolment.
func attendanceMarks(days []data.CohortDay, attendance []data.Attendance) map[int64][]string {
	at := make(map[int64]int, len(days))
	for i, d := range days {
		at[d.ID] = i
	}
	out := map[int64][]string{}
	for _, a := range attendance {
		i, known := at[a.CohortDayID]
		if !known {
			continue
		}
		if out[a.EnrolmentID] == nil {
			out[a.EnrolmentID] = make([]string, len(days))
		}
		out[a.EnrolmentID][i] = a.State
	}
	return out
}

func readCohort(tx *data.Tx, id int64) (data.Cohort, error) {
	c, err := tx.Cohort(id)
	if errors.Is(err, data.ErrNotFound) {
		return c, data.Explain("Deze trainingsgroep is er niet meer.", err)
	}
	return c, err
}

// confirmed are those who take part, in the order of the list.
func (g *group) confirmed() []member {
	var out []member
	for _, m := range g.members {
		if m.enrolment.Status == Confirmed {
			out = append(out, m)
		}
	}
	return out
}

// undecided counts those of whom something is still awaited.
func (g *group) undecided() int {
	n := 0
	for _, m := range g.confirmed() {
		if !m.judgement.Decided() {
			n++
		}
	}
	return n
}

// membershipOf is the regime that completing a course counts for, and as what. A
// follow-up counts for coaches; of somebody who is a mediator only it is kept with
// the mediator's membership, which goes by a yearly contribution (FAQ).
func membershipOf(course data.Course, roles []data.Role) (regime, kind string) {
	switch course.Kind {
	case FollowUp, Deepening, StudyDay:
		kind = register.EventFollowUp
	default:
		kind = register.EventTraining
	}
	mediator := course.Kind == Mediation || course.GivesRole == "mediator"
	if kind == register.EventFollowUp && !mediator {
		coach := false
		for _, r := range roles {
			coach = coach || r.Kind == "coach" || r.Kind == "care_coach"
			mediator = mediator || r.Kind == "mediator"
		}
		mediator = mediator && !coach
	}
	if mediator {
		return register.RegimeMediator, kind
	}
	return register.RegimeCoach, kind
}

// complete makes somebody's result final when the course was completed, and gives
// the role and the membership that follow from it. FAQ: "Na het volgen van een
// KIES training of nascholing ben je automatisch gratis lid". Doing it again changes
// nothing. Persons that were read before are older than the store afterwards.
func (g *group) complete(tx *data.Tx, m member) error {
	e := m.enrolment
	if !m.judgement.Completed(&g.course) {
		return nil
	}
	if _, revoked := g.revoked[e.ID]; revoked {
		return nil // what followed from it was decided when it was revoked
	}
	if e.Result != m.judgement.Result {
		e.Result = m.judgement.Result
		if err := tx.SaveEnrolment(&e); err != nil {
			return err
		}
	}
	roles, err := tx.RolesOf(e.PersonID)
	if err != nil {
		return err
	}
	day := g.completedOn(tx.Today())
	if err := g.giveRole(tx, e.PersonID, roles, day); err != nil {
		return err
	}
	return g.extend(tx, m, roles)
}

// extend gives the membership that follows from completing the course.
func (g *group) extend(tx *data.Tx, m member, roles []data.Role) error {
	e := m.enrolment
	if !g.course.ExtendsMembership {
		return nil
	}
	regime, kind := membershipOf(g.course, roles)
	return register.RecordMembership(tx, data.MembershipEvent{
		PersonID: e.PersonID, Regime: regime, Kind: kind, Day: g.completedOn(tx.Today()), Reason: g.course.Name, EnrolmentID: e.ID,
	})
}

// completedOn is the day on which the course was completed: the last one, or
// today when somebody was passed before it.
func (g *group) completedOn(today data.Day) data.Day {
	if g.cohort.LastDay == "" {
		return today
	}
	return min(g.cohort.LastDay, today)
}

func (g *group) giveRole(tx *data.Tx, person int64, roles []data.Role, day data.Day) error {
	if g.course.GivesRole == "" {
		return nil
	}
	for _, r := range roles {
		if r.Kind == g.course.GivesRole && (r.Until == "" || r.Since == day) {
			return nil
		}
	}
	return tx.SaveRole(&data.Role{PersonID: person, Kind: g.course.GivesRole, Since: day})
}
