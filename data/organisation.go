package data

import (
	"errors"
	"strings"
)

// Organisation is a municipality, school, youth-care institution, practice or other body.
type Organisation struct {
	Meta
	Kind                string // municipality, school, youthcare, practice, other
	Name                string
	Department          string
	Street              string
	HouseNumber         string
	Postcode            string
	Town                string
	Province            string
	Country             string
	Email               string
	Phone               string
	Website             string
	InvoiceEmail        string
	InvoiceReference    string
	KvK                 string // chamber of commerce number, 8 digits
	OIN                 string // government identification number, 20 digits
	VATNumber           string
	ComplaintsProcedure string // where its complaints procedure is, for referrals
	Notes               string
	TownKey             string // set by SaveOrganisation
	Area                string // of a municipality: its towns where the office says so, parted by newlines; empty: those that are known
	NameKey             string // set by SaveOrganisation
	Search              string // set by SaveOrganisation
}

var organisations = table[Organisation]{
	name: "organisation",
	columns: "kind name department street house_number postcode town province country email phone website invoice_email invoice_reference " +
		"kvk oin vat_number complaints_procedure notes town_key area name_key search department_key",
	meta: func(o *Organisation) *Meta { return &o.Meta },
	fields: func(o *Organisation) []any {
		return []any{
			&o.Kind, &o.Name, &o.Department, &o.Street, &o.HouseNumber, &o.Postcode, &o.Town, &o.Province, &o.Country, &o.Email, &o.Phone, &o.Website,
			&o.InvoiceEmail, &o.InvoiceReference, &o.KvK, &o.OIN, &o.VATNumber, &o.ComplaintsProcedure, &o.Notes, &o.TownKey, &o.Area, &o.NameKey, &o.Search,
			sortKey{&o.Department},
		}
	},
}

// Organisation reads one; ErrNotFound when there is none.
func (tx *Tx) Organisation(id int64) (Organisation, error) { return organisations.get(tx, id) }

// SaveOrganisation adds or changes an organisation.
func (tx *Tx) SaveOrganisation(o *Organisation) error {
	o.NameKey, o.TownKey = Fold(o.Name), Fold(o.Town)
	o.Search = Fold(strings.Join([]string{o.Name, o.Department, o.Town, o.Postcode, o.Email, o.InvoiceEmail, o.KvK}, " "))
	if o.ID != 0 {
		more, err := tx.formerly(MergedOrganisation, o.ID, o.Search)
		if err != nil {
			return err
		}
		o.Search = strings.TrimRight(o.Search+" "+more, " ")
	}
	return organisations.save(tx, o)
}

// OrganisationsByName finds organisations of exactly this name, accents and case apart; where none has it, those into
// which one of this name was merged.
func (tx *Tx) OrganisationsByName(name string) ([]Organisation, error) {
	out, err := organisations.all(tx, "WHERE t.name_key = $1 ORDER BY t.town, t.id", Fold(name))
	if err != nil || len(out) > 0 {
		return out, err
	}
	merged, err := tx.mergedNamed(MergedOrganisation, name)
	if err != nil {
		return nil, err
	}
	for _, id := range merged {
		o, err := tx.Organisation(id)
		if errors.Is(err, ErrNotFound) {
			continue // the one that stayed was removed since
		}
		if err != nil {
			return nil, err
		}
		out = append(out, o)
	}
	return out, nil
}

// SearchOrganisations finds organisations in which every word stands; by name.
func (tx *Tx) SearchOrganisations(text string, limit int) ([]Organisation, error) {
	var conds []string
	var args []any
	for _, w := range strings.Fields(Fold(text)) {
		args = append(args, "%"+likeText(w)+"%")
		conds = append(conds, `t.search LIKE $`+itoa(len(args))+` ESCAPE '\'`)
	}
	where, key := "", "t.name_key"
	if len(conds) > 0 {
		// All are looked through: quicker as they lie than by the index of names, with the few that are found sorted.
		where, key = "WHERE "+strings.Join(conds, " AND "), "(t.name_key || '')"
	}
	args = append(args, limit)
	return organisations.all(tx, where+" ORDER BY "+key+", t.id LIMIT $"+itoa(len(args)), args...)
}

// PeopleOf gives who works at an organisation, by name.
func (tx *Tx) PeopleOf(organisation int64) ([]Person, error) {
	return people.all(tx, "WHERE t.organisation_id = $1 ORDER BY t.sort_key, t.id", organisation)
}

// OrganisationsIn gives the organisations in towns, by name.
func (tx *Tx) OrganisationsIn(towns []string, country string) ([]Organisation, error) {
	if len(towns) == 0 {
		return nil, nil
	}
	args := append(folded(towns), country)
	return organisations.all(tx, "WHERE t.town_key IN ("+placeholders(1, len(towns))+") AND t.country = $"+itoa(len(args))+" ORDER BY t.name_key, t.id", args...)
}

// OrganisationsOfKind gives a page of the organisations of a kind (empty: all) by name, after one of them (nil: from the start).
func (tx *Tx) OrganisationsOfKind(kind string, after *Organisation, limit int) ([]Organisation, error) {
	where, args := "WHERE ($1 = '' OR t.kind = $1)", []any{kind}
	if after != nil {
		where += " AND (t.name_key, t.id) > ($2, $3)"
		args = append(args, after.NameKey, after.ID)
	}
	args = append(args, limit)
	return organisations.all(tx, where+" ORDER BY t.name_key, t.id LIMIT $"+itoa(len(args)), args...)
}

// folded are names as the keys of towns are kept.
func folded(names []string) []any {
	out := make([]any, len(names))
	for i, n := range names {
		out[i] = Fold(n)
	}
	return out
}
