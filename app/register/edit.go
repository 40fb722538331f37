package register

import (
	"context"
	"slices"
	"strings"

	"kiesvoorhetkind.nl/kantoor/data"
)

// Check puts what somebody typed about a person in the office's forms (postcode,
// telephone, mail address, capitals) and refuses what cannot be right, in Dutch.
func Check(p *data.Person) error {
	for _, s := range []*string{
		&p.Title, &p.FirstName, &p.Initials, &p.Infix, &p.Surname, &p.CertificateName, &p.Organisation, &p.Street, &p.HouseNumber, &p.Town, &p.Province,
	} {
		*s = oneLine(*s)
	}
	p.Notes = tidy(p.Notes)
	if p.Surname == "" && p.FirstName == "" && p.Initials == "" {
		return data.Refuse("Vul een naam in. Er is niets opgeslagen.")
	}
	p.Initials = tidyInitials(p.Initials)
	placeOf(p).settle()
	if err := checkPostcode(p.Postcode, p.Country); err != nil {
		return err
	}
	for _, s := range []*string{&p.Email, &p.WorkEmail} {
		*s = strings.ToLower(strings.TrimSpace(*s))
		if *s != "" && !validEmail(*s) {
			return data.Refuse("Een van de e-mailadressen klopt niet. Controleer het @-teken en de punt. Er is niets opgeslagen.")
		}
	}
	for _, s := range []*string{&p.Phone, &p.Mobile} {
		if n := readPhone(oneLine(*s), p.Country); *s != "" && n.fault == "" && n.remark == "" {
			*s = n.number
		}
	}
	return nil
}

// checkPostcode refuses a postcode that cannot be one of its country.
func checkPostcode(code, country string) error {
	switch {
	case code == "" || readPostcode(code, country).fault == "":
	case country == "NL":
		return data.Refuse("De postcode klopt niet: een Nederlandse postcode heeft vier cijfers en twee letters, zoals 1234 AB. Er is niets opgeslagen.")
	case country == "BE":
		return data.Refuse("De postcode klopt niet: een Belgische postcode heeft vier cijfers, zoals 2910. Er is niets opgeslagen.")
	}
	return nil
}

// Save keeps what was changed about somebody, and gives the person as kept and the
// change to undo it with. data.ErrStale: another desk was first.
func (r *Register) Save(ctx context.Context, p data.Person) (data.Person, int64, error) {
	if err := Check(&p); err != nil {
		return p, 0, err
	}
	title := "Gegevens gewijzigd"
	if p.ID == 0 {
		title = "Professional toegevoegd"
	}
	id, err := r.write(ctx, title, func(tx *data.Tx) error {
		q := p
		if q.ID != 0 {
			before, err := tx.Person(q.ID)
			if err != nil {
				return err
			}
			placeOf(&q).movedFrom(placeOf(&before))
		}
		if q.OrganisationID == 0 && q.Organisation != "" && !selfEmployed.MatchString(q.Organisation) {
			// A name of an organisation in the register means that one.
			if o, err := organisationNamed(tx, q.Organisation); err == nil {
				q.OrganisationID, q.Organisation = o.ID, o.Name
			}
		}
		if err := tx.SavePerson(&q); err != nil {
			return err
		}
		p = q
		return nil
	})
	return p, id, err
}

// AddPerson adds somebody with a role (empty: none).
func (r *Register) AddPerson(ctx context.Context, p data.Person, role string) (data.Person, int64, error) {
	if err := Check(&p); err != nil {
		return p, 0, err
	}
	id, err := r.write(ctx, "Professional toegevoegd", func(tx *data.Tx) error {
		q := p
		q.Meta = data.Meta{}
		if err := tx.SavePerson(&q); err != nil {
			return err
		}
		p = q
		if role == "" {
			return nil
		}
		return tx.SaveRole(&data.Role{PersonID: q.ID, Kind: role, Since: tx.Today()})
	})
	return p, id, err
}

// Alike gives who in the register could be the person that is about to be added:
// the same name or the same mail address.
func (r *Register) Alike(ctx context.Context, p data.Person) ([]Row, error) {
	var out []Row
	err := r.store.Read(ctx, func(tx *data.Tx) error {
		found, err := tx.PeopleNamed(p)
		if err != nil {
			return err
		}
		for _, address := range []string{p.Email, p.WorkEmail} {
			using, err := tx.PeopleByEmail(address)
			if err != nil {
				return err
			}
			for _, q := range using {
				if !slices.ContainsFunc(found, func(f data.Person) bool { return f.ID == q.ID }) {
					found = append(found, q)
				}
			}
		}
		found = slices.DeleteFunc(found, func(f data.Person) bool { return f.ID == p.ID })
		out, err = rowsOf(tx, found)
		return err
	})
	return out, err
}

// GiveRole gives somebody a role from a day on; the role that runs already stays.
func (r *Register) GiveRole(ctx context.Context, person int64, kind string, since data.Day) (int64, error) {
	return r.write(ctx, "Functie toegevoegd", func(tx *data.Tx) error {
		known, err := tx.RolesOf(person)
		if err != nil {
			return err
		}
		for _, role := range known {
			if role.Kind == kind && (role.Until == "" || role.Until >= tx.Today()) {
				return data.Refuse("Deze functie staat er al. Er is niets gewijzigd.")
			}
		}
		return tx.SaveRole(&data.Role{PersonID: person, Kind: kind, Since: since})
	})
}

// EndRole ends a role after a day.
func (r *Register) EndRole(ctx context.Context, role data.Role, until data.Day) (int64, error) {
	return r.write(ctx, "Functie beëindigd", func(tx *data.Tx) error {
		role.Until = until
		return tx.SaveRole(&role)
	})
}

// RemoveRole takes a role away that was given by mistake.
func (r *Register) RemoveRole(ctx context.Context, id int64) (int64, error) {
	return r.write(ctx, "Functie verwijderd", func(tx *data.Tx) error { return tx.DeleteRole(id) })
}

// SetMemberUntil gives a membership an end date of the office's own choice, with the reason.
func (r *Register) SetMemberUntil(ctx context.Context, person int64, regime string, until data.Day, reason string) (int64, error) {
	return r.write(ctx, "Einddatum lidmaatschap bepaald", func(tx *data.Tx) error {
		return RecordMembership(tx, data.MembershipEvent{PersonID: person, Regime: regime, Kind: EventByHand, Day: tx.Today(), Until: until, Reason: reason})
	})
}

// EndMembership ends a membership today, for a reason.
func (r *Register) EndMembership(ctx context.Context, person int64, regime, reason string) (int64, error) {
	return r.write(ctx, "Lidmaatschap beëindigd", func(tx *data.Tx) error {
		return RecordMembership(tx, data.MembershipEvent{PersonID: person, Regime: regime, Kind: EventEnded, Day: tx.Today(), Reason: reason})
	})
}
