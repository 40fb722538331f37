package data

// PersonRegistration is somebody's number in a professional register, such as
// that of SKJ.
type PersonRegistration struct {
	Meta
	PersonID int64
	Register string
	Number   string
}

var personRegistrations = table[PersonRegistration]{
	name: "person_registration", columns: "person_id register number",
	meta:   func(r *PersonRegistration) *Meta { return &r.Meta },
	fields: func(r *PersonRegistration) []any { return []any{&r.PersonID, &r.Register, &r.Number} },
}

// RegistrationsOf gives somebody's numbers, by register.
func (tx *Tx) RegistrationsOf(person int64) ([]PersonRegistration, error) {
	return personRegistrations.all(tx, "WHERE t.person_id = $1 ORDER BY t.register, t.id", person)
}

// Registrations gives the numbers in a register of who is or was enrolled in a cohort.
func (tx *Tx) Registrations(cohort int64, register string) ([]PersonRegistration, error) {
	return personRegistrations.all(tx, "WHERE t.register = $2 AND t.person_id IN (SELECT person_id FROM enrolment WHERE cohort_id = $1) ORDER BY t.id", cohort, register)
}

// SaveRegistration adds or changes a number; ErrDouble when the person has one in that register.
func (tx *Tx) SaveRegistration(r *PersonRegistration) error { return personRegistrations.save(tx, r) }

// RemoveRegistration takes a number away.
func (tx *Tx) RemoveRegistration(id int64) error { return personRegistrations.remove(tx, id) }
