package register

import (
	"context"
	"strings"

	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// OrganisationPage is an organisation with who works there.
type OrganisationPage struct {
	Organisation data.Organisation
	Kind         string // "gemeente"
	Address      []string
	People       []Row
}

var organisationKinds = map[string]string{
	"municipality": words.Later("gemeente"), "school": words.Later("school"), "youthcare": words.Later("jeugdhulp"), "practice": words.Later("praktijk"), "other": words.Later("overige organisatie"),
}

// OrganisationKindName is the kind of an organisation as the screen says it.
func OrganisationKindName(kind string) string {
	return firstFilled(words.T(organisationKinds[kind]), kind)
}

// organisationNamed finds the one organisation of a name; data.ErrNotFound where
// there is none or more than one.
func organisationNamed(tx *data.Tx, name string) (data.Organisation, error) {
	found, err := tx.OrganisationsByName(name)
	if err != nil {
		return data.Organisation{}, err
	}
	if len(found) != 1 {
		return data.Organisation{}, data.ErrNotFound
	}
	return found[0], nil
}

// FindOrganisations gives the organisations in which every word of a text stands, by
// name; an empty text gives the first ones.
func (r *Register) FindOrganisations(ctx context.Context, text string, limit int) (out []data.Organisation, err error) {
	err = r.store.Read(ctx, func(tx *data.Tx) error {
		out, err = tx.SearchOrganisations(text, limit)
		return err
	})
	return out, err
}

// SortedOrganisations gives a page of the organisations that a text finds, in the order that somebody asked for (the zero
// value: by name), after the one with a number (0: from the start).
func (r *Register) SortedOrganisations(ctx context.Context, text string, by data.Sort, after int64, limit int) (out []data.Organisation, err error) {
	if by.By == "" {
		by.By = "name"
	}
	err = r.store.Read(ctx, func(tx *data.Tx) error {
		out, err = tx.SortedOrganisations(text, by, after, limit)
		return err
	})
	return out, err
}

// Organisation gives an organisation's page.
func (r *Register) Organisation(ctx context.Context, id int64) (OrganisationPage, error) {
	var page OrganisationPage
	err := r.store.Read(ctx, func(tx *data.Tx) error {
		o, err := tx.Organisation(id)
		if err != nil {
			return err
		}
		page = OrganisationPage{Organisation: o, Kind: OrganisationKindName(o.Kind)}
		page.Address = AddressLines(data.Person{Street: o.Street, HouseNumber: o.HouseNumber, Postcode: o.Postcode, Town: o.Town, Country: o.Country})
		people, err := tx.PeopleOf(id)
		if err != nil {
			return err
		}
		page.People, err = rowsOf(tx, people)
		return err
	})
	return page, err
}

// SaveOrganisation adds or changes an organisation. A new name goes to everybody
// who is linked to it.
func (r *Register) SaveOrganisation(ctx context.Context, o data.Organisation) (data.Organisation, int64, error) {
	o.Name = oneLine(o.Name)
	if o.Name == "" {
		return o, 0, data.Refuse("Vul de naam van de organisatie in. Er is niets opgeslagen.")
	}
	for _, s := range []*string{&o.Email, &o.InvoiceEmail} {
		*s = strings.ToLower(strings.TrimSpace(*s))
		if *s != "" && !validEmail(*s) {
			return o, 0, data.Refuse("Een van de e-mailadressen klopt niet. Controleer het @-teken en de punt. Er is niets opgeslagen.")
		}
	}
	if o.Kind == "" {
		o.Kind = organisationKind(o.Name)
	}
	placeOfOrganisation(&o).settle()
	if err := checkPostcode(o.Postcode, o.Country); err != nil {
		return o, 0, err
	}
	id, err := r.write(ctx, "Organisatie opgeslagen", func(tx *data.Tx) error {
		q := o
		if q.ID != 0 {
			before, err := tx.Organisation(q.ID)
			if err != nil {
				return err
			}
			placeOfOrganisation(&q).movedFrom(placeOfOrganisation(&before))
		}
		if err := tx.SaveOrganisation(&q); err != nil {
			return err
		}
		people, err := tx.PeopleOf(q.ID)
		if err != nil {
			return err
		}
		for _, p := range people {
			p.Organisation = q.Name
			if err := tx.SavePerson(&p); err != nil {
				return err
			}
		}
		o = q
		return nil
	})
	return o, id, err
}

// Link says where somebody works; 0 takes the link away and keeps the name as written.
func (r *Register) Link(ctx context.Context, person, organisation int64) (int64, error) {
	return r.write(ctx, "Organisatie gekoppeld", func(tx *data.Tx) error {
		p, err := tx.Person(person)
		if err != nil {
			return err
		}
		p.OrganisationID = organisation
		if organisation != 0 {
			o, err := tx.Organisation(organisation)
			if err != nil {
				return err
			}
			p.Organisation = o.Name
		}
		return tx.SavePerson(&p)
	})
}
