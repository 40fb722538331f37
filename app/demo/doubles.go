package demo

import (
	"context"

	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/data"
)

// doubles puts some people in the register once more, as it happens: from a mail with only initials, and with a new
// address.
func (s *story) doubles(ctx context.Context) error {
	rows, err := s.office.Register.List(ctx, register.Members, "", nil, 0, 60)
	if err != nil {
		return err
	}
	made := 0
	for _, row := range rows {
		page, err := s.office.Register.Person(ctx, row.ID)
		if err != nil {
			return err
		}
		p := page.Person
		if p.FirstName == "" || p.Postcode == "" || p.Email == "" || p.OrganisationID != 0 {
			continue
		}
		again := data.Person{Infix: p.Infix, Surname: p.Surname, Country: p.Country}
		switch made {
		case 0:
			again.Initials, again.Street, again.HouseNumber, again.Postcode, again.Town = initials(p.FirstName), p.Street, p.HouseNumber, p.Postcode, p.Town
		case 1:
			again.FirstName, again.Email, again.Town = p.FirstName, p.Email, p.Town
		default:
			return nil
		}
		if _, _, err := s.office.Register.AddPerson(ctx, again, ""); err != nil {
			return err
		}
		made++
	}
	return nil
}
