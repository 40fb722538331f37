package data

// Busy is a day of a cohort with where it is held.
type Busy struct {
	CohortID int64
	Day      Day
	Code     string
	Town     string
	Venue    string
}

// BusyOn gives the days of other cohorts that fall on any of the days. Cancelled
// cohorts do not count.
func (tx *Tx) BusyOn(except int64, days []Day) ([]Busy, error) {
	if len(days) == 0 {
		return nil, nil
	}
	args := []any{except}
	for _, d := range days {
		args = append(args, string(d))
	}
	var out []Busy
	err := tx.rows("SELECT c.id, d.day, c.code, c.town, c.venue FROM cohort_day d JOIN cohort c ON c.id = d.cohort_id "+
		"WHERE d.cohort_id <> $1 AND d.day IN ("+placeholders(2, len(days))+") AND c.status <> 'cancelled' ORDER BY d.day, c.code", args,
		func(scan func(...any) error) error {
			var b Busy
			if err := scan(&b.CohortID, &b.Day, &b.Code, &b.Town, &b.Venue); err != nil {
				return err
			}
			out = append(out, b)
			return nil
		})
	return out, err
}

// TrainersIn gives the trainers of cohorts.
func (tx *Tx) TrainersIn(in []int64) ([]CohortTrainer, error) {
	if len(in) == 0 {
		return nil, nil
	}
	return cohortTrainers.all(tx, "WHERE t.cohort_id IN ("+placeholders(1, len(in))+") ORDER BY t.cohort_id, t.position, t.id", anys(in)...)
}

// TakingPart gives who of some people has a seat in which of some cohorts, as
// pairs of cohort and person.
func (tx *Tx) TakingPart(in, people []int64) ([][2]int64, error) {
	var out [][2]int64
	const most = 400 // numbers in one question
	if len(in) == 0 {
		return nil, nil
	}
	for len(people) > 0 {
		some := people[:min(most, len(people))]
		people = people[len(some):]
		err := tx.rows("SELECT cohort_id, person_id FROM enrolment WHERE status = 'confirmed' AND cohort_id IN ("+placeholders(1, len(in))+
			") AND person_id IN ("+placeholders(len(in)+1, len(some))+") ORDER BY cohort_id, person_id", append(anys(in), anys(some)...),
			func(scan func(...any) error) error {
				var pair [2]int64
				if err := scan(&pair[0], &pair[1]); err != nil {
					return err
				}
				out = append(out, pair)
				return nil
			})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}
