package data

// PeopleInTowns gives who has their own address in one of several towns, or works at an organisation there, by name.
func (tx *Tx) PeopleInTowns(towns []string, country string) ([]Person, error) {
	if len(towns) == 0 {
		return nil, nil
	}
	in, n := placeholders(1, len(towns)), itoa(len(towns)+1)
	args := append(folded(towns), country)
	return people.all(tx, `WHERE t.id IN (SELECT p.id FROM person p WHERE p.town_key IN (`+in+`) AND p.country = $`+n+`
		UNION SELECT p.id FROM person p WHERE p.organisation_id IN (SELECT o.id FROM organisation o WHERE o.town_key IN (`+in+`) AND o.country = $`+n+`))
		ORDER BY t.sort_key, t.id`, args...)
}

// MemberPlaces gives a page of who is a member on a day, in the order of the names, after a person (nil: from the start):
// only what says who they are and where they work, the rest of the record is empty.
func (tx *Tx) MemberPlaces(on Day, after *Person, limit int) ([]Person, error) {
	args := []any{string(on)}
	cond := "member_until <> '' AND member_until >= $1"
	if after != nil {
		args = append(args, after.SortKey, after.ID)
		cond += " AND (sort_key, id) > ($2, $3)"
	}
	args = append(args, limit)
	var out []Person
	err := tx.rows(`SELECT id, first_name, initials, infix, surname, organisation_id, organisation, street, postcode, town, province, country, email, work_email, member_until, coach_until, mediator_until, sort_key
		FROM person WHERE `+cond+" ORDER BY sort_key, id LIMIT $"+itoa(len(args)), args, func(scan func(...any) error) error {
		var p Person
		err := scan(&p.ID, &p.FirstName, &p.Initials, &p.Infix, &p.Surname, ref{&p.OrganisationID}, &p.Organisation, &p.Street, &p.Postcode, &p.Town, &p.Province, &p.Country,
			&p.Email, &p.WorkEmail, &p.MemberUntil, &p.CoachUntil, &p.MediatorUntil, &p.SortKey)
		out = append(out, p)
		return err
	})
	return out, err
}

// OrganisationsByID reads several organisations.
func (tx *Tx) OrganisationsByID(ids []int64) (map[int64]Organisation, error) {
	out := map[int64]Organisation{}
	for len(ids) > 0 {
		n := min(len(ids), 500)
		found, err := organisations.all(tx, "WHERE t.id IN ("+placeholders(1, n)+")", anys(ids[:n])...)
		if err != nil {
			return nil, err
		}
		for _, o := range found {
			out[o.ID] = o
		}
		ids = ids[n:]
	}
	return out, nil
}

// Certified is a valid certificate with who has it.
type Certified struct {
	PersonID    int64
	FirstName   string
	Initials    string
	Infix       string
	Surname     string
	Country     string
	Email       string
	WorkEmail   string
	NoMail      bool
	MemberUntil Day
	Number      string
	Course      string
	AgeGroup    string
}

// EveryCertified goes through the valid certificates in the order of the names of who has them.
func (tx *Tx) EveryCertified(each func(Certified) error) error {
	return tx.rows(`SELECT p.id, p.first_name, p.initials, p.infix, p.surname, p.country, p.email, p.work_email, p.no_mail, p.member_until, c.number, c.course, c.age_group
		FROM certificate c JOIN person p ON p.id = c.person_id WHERE c.status = 'valid' ORDER BY p.sort_key, p.id, c.achieved, c.id`, nil, func(scan func(...any) error) error {
		var c Certified
		if err := scan(&c.PersonID, &c.FirstName, &c.Initials, &c.Infix, &c.Surname, &c.Country, &c.Email, &c.WorkEmail, &c.NoMail, &c.MemberUntil, &c.Number, &c.Course, &c.AgeGroup); err != nil {
			return err
		}
		return each(c)
	})
}

// RefusedAddresses gives the mail addresses of who asked not to be mailed: they are not written to by another record
// that has the same address either.
func (tx *Tx) RefusedAddresses() (map[string]bool, error) {
	out := map[string]bool{}
	err := tx.rows("SELECT email, work_email FROM person WHERE no_mail", nil, func(scan func(...any) error) error {
		var private, work string
		if err := scan(&private, &work); err != nil {
			return err
		}
		for _, a := range []string{private, work} {
			if a != "" {
				out[a] = true
			}
		}
		return nil
	})
	return out, err
}
