package data

import "strings"

// Course is what is taught: how long, for how much, and what it gives.
type Course struct {
	Meta
	Name              string
	Kind              string // basic, follow_up, deepening, study, mediation
	AgeGroup          string // "7-12 jaar"; certificates are per age group
	Days              int    // how many days it takes
	PriceCents        Cents  // including VAT where there is any
	VATCode           string // exempt or a code of the VAT rates
	Certificate       string // passed, attended, none: what a certificate is given for
	CertificateText   string // what it is called on the certificate; empty: Name
	Design            string // by which its certificates are made; empty: the office's own choice
	DaysNeeded        int    // days that must be attended; 0: all of them
	GivesRole         string // a kind of Role; empty: none
	ExtendsMembership bool   // completing it makes or keeps somebody a member
	Seats             int
	Ended             bool   // no longer taught
	NameKey           string // set by SaveCourse
	PartlyAbsent      bool   // a day attended in part does not count
}

var courses = table[Course]{
	name: "course",
	columns: "name kind age_group days price_cents vat_code certificate certificate_text design days_needed gives_role extends_membership " +
		"seats ended name_key partly_absent",
	meta: func(c *Course) *Meta { return &c.Meta },
	fields: func(c *Course) []any {
		return []any{
			&c.Name, &c.Kind, &c.AgeGroup, &c.Days, &c.PriceCents, &c.VATCode, &c.Certificate, &c.CertificateText, &c.Design, &c.DaysNeeded,
			&c.GivesRole, &c.ExtendsMembership, &c.Seats, &c.Ended, &c.NameKey, &c.PartlyAbsent,
		}
	},
}

// courseKey makes names comparable: case, accents, hyphens and commas apart.
func courseKey(name string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(Fold(name), "-", " ")), " ")
}

// SaveCourse adds or changes a course; ErrDouble when another one has its name.
func (tx *Tx) SaveCourse(c *Course) error {
	c.NameKey = courseKey(c.Name)
	return courses.save(tx, c)
}

// Course reads one; ErrNotFound when there is none.
func (tx *Tx) Course(id int64) (Course, error) { return courses.get(tx, id) }

// Courses gives all courses by name, those that ended last.
func (tx *Tx) Courses() ([]Course, error) { return courses.all(tx, "ORDER BY t.ended, t.name_key") }

// CourseByName finds a course by its name, however hyphens, accents and capitals
// are written; ErrNotFound when there is none.
func (tx *Tx) CourseByName(name string) (Course, error) {
	return courses.one(tx, "WHERE t.name_key = $1", courseKey(name))
}
