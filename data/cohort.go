package data

// Cohort is one run of a course.
type Cohort struct {
	Meta
	Code        string // "2026-UTR-1", as people name it
	CourseID    int64
	Status      string // planned, open, full, running, finished, cancelled
	Venue       string
	Street      string
	HouseNumber string
	Postcode    string
	Town        string
	FirstDay    Day // the days are in CohortDay; these say their ends for lists
	LastDay     Day
	Seats       int
	Notes       string
	Terms       CohortTerms
}

// CohortTerms is what was agreed for a cohort, copied from its course when it was
// planned; changing the course later leaves it. An empty Certificate is a cohort
// without terms of its own.
type CohortTerms struct {
	AgeGroup          string
	CourseDays        int // how many days the course took then
	PriceCents        Cents
	VATCode           string
	Certificate       string
	CertificateText   string
	DaysNeeded        int // 0: all of them
	PartlyAbsent      bool
	GivesRole         string
	ExtendsMembership bool
}

var cohorts = table[Cohort]{
	name: "cohort",
	columns: "code course_id status venue street house_number postcode town first_day last_day seats notes " +
		"age_group course_days price_cents vat_code certificate certificate_text days_needed partly_absent gives_role extends_membership",
	meta: func(c *Cohort) *Meta { return &c.Meta },
	fields: func(c *Cohort) []any {
		t := &c.Terms
		return []any{
			&c.Code, &c.CourseID, &c.Status, &c.Venue, &c.Street, &c.HouseNumber, &c.Postcode, &c.Town, &c.FirstDay, &c.LastDay,
			&c.Seats, &c.Notes, &t.AgeGroup, &t.CourseDays, &t.PriceCents, &t.VATCode, &t.Certificate, &t.CertificateText, &t.DaysNeeded,
			&t.PartlyAbsent, &t.GivesRole, &t.ExtendsMembership,
		}
	},
}

// SaveCohort adds or changes a cohort; ErrDouble when another one has its code.
func (tx *Tx) SaveCohort(c *Cohort) error { return cohorts.save(tx, c) }

// Cohort reads one; ErrNotFound when there is none.
func (tx *Tx) Cohort(id int64) (Cohort, error) { return cohorts.get(tx, id) }

// CohortByCode finds a cohort by its code; ErrNotFound when there is none.
func (tx *Tx) CohortByCode(code string) (Cohort, error) {
	return cohorts.one(tx, "WHERE t.code = $1", code)
}

// CohortCodes gives the codes that start with a text.
func (tx *Tx) CohortCodes(start string) ([]string, error) {
	var out []string
	err := tx.rows(`SELECT code FROM cohort WHERE code LIKE $1 ESCAPE '\'`, []any{likeText(start) + "%"}, func(scan func(...any) error) error {
		var code string
		if err := scan(&code); err != nil {
			return err
		}
		out = append(out, code)
		return nil
	})
	return out, err
}

// CohortsIn gives cohorts in any of the statuses, in the order of their first
// day, the newest first when last is true; a page of limit from offset.
func (tx *Tx) CohortsIn(statuses []string, last bool, offset, limit int) ([]Cohort, error) {
	args := make([]any, 0, len(statuses)+2)
	for _, s := range statuses {
		args = append(args, s)
	}
	order := "t.first_day, t.id"
	if last {
		order = "t.first_day DESC, t.id DESC"
	}
	n := len(statuses)
	args = append(args, limit, offset)
	return cohorts.all(tx, "WHERE t.status IN ("+placeholders(1, n)+") ORDER BY "+order+" LIMIT $"+itoa(n+1)+" OFFSET $"+itoa(n+2), args...)
}

// CountCohorts counts the cohorts in each status.
func (tx *Tx) CountCohorts() (map[string]int, error) {
	out := map[string]int{}
	err := tx.rows("SELECT status, count(*) FROM cohort GROUP BY status", nil, func(scan func(...any) error) error {
		var status string
		var n int
		if err := scan(&status, &n); err != nil {
			return err
		}
		out[status] = n
		return nil
	})
	return out, err
}

// CohortDay is one day of a cohort.
type CohortDay struct {
	Meta
	CohortID int64
	Day      Day
	Starts   string // "09:30"
	Ends     string
}

var cohortDays = table[CohortDay]{
	name: "cohort_day", columns: "cohort_id day starts ends",
	meta:   func(d *CohortDay) *Meta { return &d.Meta },
	fields: func(d *CohortDay) []any { return []any{&d.CohortID, &d.Day, &d.Starts, &d.Ends} },
}

// CohortDays gives the days of cohorts, each cohort's in their order.
func (tx *Tx) CohortDays(cohorts ...int64) ([]CohortDay, error) {
	if len(cohorts) == 0 {
		return nil, nil
	}
	return cohortDays.all(tx, "WHERE t.cohort_id IN ("+placeholders(1, len(cohorts))+") ORDER BY t.day, t.id", anys(cohorts)...)
}

// CohortDay reads one; ErrNotFound when there is none.
func (tx *Tx) CohortDay(id int64) (CohortDay, error) { return cohortDays.get(tx, id) }

// SaveCohortDay adds or changes a day; ErrDouble when the cohort has that day.
func (tx *Tx) SaveCohortDay(d *CohortDay) error { return cohortDays.save(tx, d) }

// RemoveCohortDay takes a day out, with its attendance.
func (tx *Tx) RemoveCohortDay(id int64) error {
	marks, err := attendances.all(tx, "WHERE t.cohort_day_id = $1", id)
	if err != nil {
		return err
	}
	for _, a := range marks {
		if err := attendances.remove(tx, a.ID); err != nil {
			return err
		}
	}
	return cohortDays.remove(tx, id)
}

// CohortTrainer is who teaches a cohort, in the order in which they sign.
type CohortTrainer struct {
	Meta
	CohortID int64
	PersonID int64 // 0: not in the register
	Name     string
	Position int
}

var cohortTrainers = table[CohortTrainer]{
	name: "cohort_trainer", columns: "cohort_id person_id name position",
	meta:   func(t *CohortTrainer) *Meta { return &t.Meta },
	fields: func(t *CohortTrainer) []any { return []any{&t.CohortID, ref{&t.PersonID}, &t.Name, &t.Position} },
}

// CohortTrainers gives the trainers of a cohort in the order in which they sign.
func (tx *Tx) CohortTrainers(cohort int64) ([]CohortTrainer, error) {
	return cohortTrainers.all(tx, "WHERE t.cohort_id = $1 ORDER BY t.position, t.id", cohort)
}

// SaveCohortTrainer adds or changes a trainer.
func (tx *Tx) SaveCohortTrainer(t *CohortTrainer) error { return cohortTrainers.save(tx, t) }

// RemoveCohortTrainer takes a trainer out of a cohort.
func (tx *Tx) RemoveCohortTrainer(id int64) error { return cohortTrainers.remove(tx, id) }

// CohortsStarting finds runs of a course by their first day and town; cancelled ones do not count.
func (tx *Tx) CohortsStarting(course int64, first Day, town string) ([]Cohort, error) {
	return cohorts.all(tx, "WHERE t.course_id = $1 AND t.first_day = $2 AND t.town = $3 AND t.status <> 'cancelled' ORDER BY t.id",
		course, string(first), town)
}
