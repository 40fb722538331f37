package training

import (
	"kiesvoorhetkind.nl/kantoor/data"
)

// Vacancy is a seat that is free, or kept, for somebody on the waiting list.
type Vacancy struct {
	Cohort int64
	Title  string // "KIES coach 7-12 jaar basistraining, Zwolle"
	Name   string // who is the first to be asked; empty: everybody had a turn
	Silent string // who was offered it and did not answer in time
	Asked  string // who was offered it and has not answered yet, when nobody is to be asked now
	Until  data.Day
}

// Vacancies gives the seats that wait for somebody to be asked, or for an answer, in
// the order of the cohorts' first days; one for each cohort.
func Vacancies(tx *data.Tx) ([]Vacancy, error) {
	cohorts, err := tx.CohortsIn([]string{Planned, Opened, Full, Running}, false, 0, maxSearched)
	if err != nil || len(cohorts) == 0 {
		return nil, err
	}
	ids := make([]int64, len(cohorts))
	for i, c := range cohorts {
		ids[i] = c.ID
	}
	all, err := tx.EnrolmentsIn(ids...)
	if err != nil {
		return nil, err
	}
	turns, err := tx.SeatOffersIn(ids...)
	if err != nil {
		return nil, err
	}
	in := map[int64][]data.Enrolment{}
	for _, e := range all {
		in[e.CohortID] = append(in[e.CohortID], e)
	}
	var out []Vacancy
	for _, c := range cohorts {
		if c.LastDay != "" && c.LastDay < tx.Today() {
			continue
		}
		v, ok, err := vacancy(tx, seatsOf(c, in[c.ID], turns, tx.Today()))
		if err != nil {
			return nil, err
		}
		if ok {
			out = append(out, v)
		}
	}
	return out, nil
}

func vacancy(tx *data.Tx, s *seats) (Vacancy, bool, error) {
	queue := s.queue()
	if len(queue) == 0 || s.free() == 0 && s.offered() == 0 {
		return Vacancy{}, false, nil
	}
	v := Vacancy{Cohort: s.cohort.ID}
	course, err := tx.Course(s.cohort.CourseID)
	if err != nil {
		return v, false, err
	}
	v.Title = joined(", ", course.Name, s.cohort.Town)
	for _, e := range queue {
		o, ok := s.turns[e.ID]
		var into *string
		switch {
		case ok && s.live(e.ID) && v.Asked == "":
			into, v.Until = &v.Asked, o.Until
		case ok && !s.live(e.ID) && (o.State == turnOpen || o.State == turnExpired) && v.Silent == "":
			into = &v.Silent
		default:
			continue
		}
		p, err := tx.Person(e.PersonID)
		if err != nil {
			return v, false, err
		}
		*into = p.Name()
	}
	if next := s.candidates(); s.free() > 0 && len(next) > 0 {
		p, err := tx.Person(next[0].PersonID)
		if err != nil {
			return v, false, err
		}
		v.Name, v.Asked = p.Name(), ""
	}
	return v, v.Name != "" || v.Asked != "" || s.free() > 0, nil
}
