package data

// Likeness is what two records of one person are known by, without the rest of the record.
type Likeness struct {
	ID          int64
	FirstName   string
	Initials    string
	Infix       string
	Surname     string
	Gender      string
	Street      string
	HouseNumber string
	Postcode    string
	Town        string
	Country     string
	Phone       string
	Mobile      string
	Email       string
	WorkEmail   string
}

// Likenesses gives everybody in the register, in the order in which they were added.
func (tx *Tx) Likenesses() ([]Likeness, error) {
	var out []Likeness
	err := tx.rows(`SELECT id, first_name, initials, infix, surname, gender, street, house_number, postcode, town, country, phone, mobile, email, work_email
		FROM person ORDER BY id`, nil, func(scan func(...any) error) error {
		var l Likeness
		err := scan(&l.ID, &l.FirstName, &l.Initials, &l.Infix, &l.Surname, &l.Gender, &l.Street, &l.HouseNumber, &l.Postcode, &l.Town, &l.Country,
			&l.Phone, &l.Mobile, &l.Email, &l.WorkEmail)
		out = append(out, l)
		return err
	})
	return out, err
}

// CertificateHolders gives who has a certificate of each number.
func (tx *Tx) CertificateHolders() (map[string][]int64, error) {
	out := map[string][]int64{}
	err := tx.rows("SELECT number, person_id FROM certificate WHERE number <> '' ORDER BY id", nil, func(scan func(...any) error) error {
		var number string
		var person int64
		err := scan(&number, &person)
		out[number] = append(out[number], person)
		return err
	})
	return out, err
}
