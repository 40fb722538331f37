package training

import (
	"context"
	"slices"
	"strings"

	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Row is a cohort in the list.
type Row struct {
	ID     int64
	Code   string
	Title  string // "KIES coach 7-12 jaar basistraining, Eindhoven"
	Course string
	Town   string   // may be empty
	Day    data.Day // the next one, or the last when all have been; may be empty
	Detail string   // "8 deelnemers", "20 van 20, 3 wachtend"
	Pill   Pill
	Start  bool // the first day was, and it is not said to be running yet
	Finish bool // all days were, and nothing is open any more
}

// List gives a page of a part of the list: what is going on and what is
// planned by the next day, what is finished with the newest first. limit is at
// most a few hundred; what is going on never is more than that.
func (t *Training) List(ctx context.Context, stage Stage, offset, limit int) ([]Row, error) {
	var out []Row
	err := t.store.Read(ctx, func(tx *data.Tx) error {
		out = nil
		cohorts, err := tx.CohortsIn(stageStatuses[stage], stage == StageFinished, offset, limit)
		if err != nil {
			return err
		}
		s, err := readSummaries(tx, cohorts)
		if err != nil {
			return err
		}
		for _, c := range cohorts {
			out = append(out, s.row(c, tx.Today()))
		}
		if stage != StageFinished {
			slices.SortStableFunc(out, func(a, b Row) int { return strings.Compare(string(a.Day), string(b.Day)) })
		}
		return nil
	})
	return out, err
}

// Counts says how many cohorts each part of the list has.
func (t *Training) Counts(ctx context.Context) (map[Stage]int, error) {
	out := map[Stage]int{}
	err := t.store.Read(ctx, func(tx *data.Tx) error {
		clear(out)
		counts, err := tx.CountCohorts()
		for stage, statuses := range stageStatuses {
			for _, s := range statuses {
				out[stage] += counts[s]
			}
		}
		return err
	})
	return out, err
}

// summaries is what the rows of a page need, read with one question a table.
type summaries struct {
	courses      map[int64]data.Course
	days         map[int64][]data.CohortDay
	enrolments   map[int64][]data.Enrolment
	marks        map[int64][]string // by enrolment
	certificates map[int64]bool     // by enrolment
	offers       []data.SeatOffer
}

func readSummaries(tx *data.Tx, cohorts []data.Cohort) (*summaries, error) {
	s := &summaries{
		courses: map[int64]data.Course{}, days: map[int64][]data.CohortDay{}, enrolments: map[int64][]data.Enrolment{},
		marks: map[int64][]string{},
	}
	courses, err := tx.Courses()
	if err != nil {
		return nil, err
	}
	for _, c := range courses {
		s.courses[c.ID] = c
	}
	ids := make([]int64, len(cohorts))
	for i, c := range cohorts {
		ids[i] = c.ID
	}
	days, err := tx.CohortDays(ids...)
	if err != nil {
		return nil, err
	}
	for _, d := range days {
		s.days[d.CohortID] = append(s.days[d.CohortID], d)
	}
	enrolments, err := tx.EnrolmentsIn(ids...)
	if err != nil {
		return nil, err
	}
	for _, e := range enrolments {
		s.enrolments[e.CohortID] = append(s.enrolments[e.CohortID], e)
	}
	// Only what is going on needs attendance; finished cohorts do without.
	var going []int64
	for _, c := range cohorts {
		if c.Status != Finished && c.Status != Cancelled {
			going = append(going, c.ID)
		}
	}
	attendance, err := tx.AttendanceIn(going...)
	if err != nil {
		return nil, err
	}
	for _, id := range going {
		for enrolment, marks := range attendanceMarks(s.days[id], attendance) {
			s.marks[enrolment] = marks
		}
	}
	if s.offers, err = tx.SeatOffersIn(going...); err != nil {
		return nil, err
	}
	s.certificates, err = tx.CertifiedEnrolments(going...)
	return s, err
}

func (s *summaries) row(c data.Cohort, today data.Day) Row {
	course := AsTaught(c, s.courses[c.CourseID])
	seats := seatsOf(c, s.enrolments[c.ID], s.offers, today)
	c.Status = seats.status()
	r := Row{ID: c.ID, Code: c.Code, Title: joined(", ", course.Name, c.Town), Course: course.Name, Town: c.Town, Day: c.LastDay}
	next := 0
	for i, d := range s.days[c.ID] {
		if d.Day >= today {
			r.Day, next = d.Day, i+1
			break
		}
	}
	confirmed, waiting, ready, undecided := 0, 0, 0, 0
	for _, e := range s.enrolments[c.ID] {
		switch e.Status {
		case Waiting:
			waiting++
		case Confirmed:
			confirmed++
			marks := s.marks[e.ID]
			if marks == nil {
				marks = make([]string, len(s.days[c.ID]))
			}
			j := Judge(&course, marks, e.Result, e.ResultReason)
			if course.Certificate != "none" && j.Completed(&course) && e.CertificateHold == "" && !s.certificates[e.ID] {
				ready++
			}
			if !j.Decided() {
				undecided++
			}
		}
	}
	r.Detail = number(confirmed, words.T("deelnemer"), words.T("deelnemers"))
	if c.Status == Full {
		r.Detail = words.T("%d van %d", confirmed, c.Seats)
	}
	if waiting > 0 {
		r.Detail += words.T(", %d wachtend", waiting)
	}
	days := len(s.days[c.ID])
	r.Start = days > 0 && c.FirstDay <= today && (c.Status == Opened || c.Status == Full)
	over := days > 0 && c.LastDay <= today
	switch {
	case c.Status == Finished || c.Status == Cancelled:
		r.Pill = statusPill(c.Status)
	case over && ready > 0:
		r.Pill = Pill{words.T("printen"), Blue}
	case over && undecided > 0:
		r.Pill = Pill{words.T("uitslag invullen"), Amber}
	case over:
		r.Finish, r.Pill = true, Pill{words.T("af te ronden"), Blue}
	case seats.free() > 0 && len(seats.candidates()) > 0:
		r.Pill = Pill{words.T("plaats vrij"), Blue}
	case next > 1:
		r.Pill = Pill{words.T("dag %d van %d", next, days), Grey}
	case next == 1 && c.Status != Planned && today.Until(c.FirstDay) <= 7:
		r.Pill = Pill{words.T("begint"), Grey}
	default:
		r.Pill = statusPill(c.Status)
	}
	return r
}
