package register

import (
	"context"
	"errors"
	"slices"
	"strings"

	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// organisationField is a field of an organisation as merging sees it.
type organisationField struct {
	id, label string
	show      func(o *data.Organisation) string
	copy      func(to, from *data.Organisation)
}

func organisationText(id, label string, of func(o *data.Organisation) *string) organisationField {
	return organisationField{
		id: id, label: label,
		show: func(o *data.Organisation) string { return *of(o) },
		copy: func(to, from *data.Organisation) { *of(to) = *of(from) },
	}
}

// organisationFields are all fields of an organisation, in the order of its page.
var organisationFields = []organisationField{
	organisationText("name", words.Later("Naam"), func(o *data.Organisation) *string { return &o.Name }),
	{
		id: "kind", label: words.Later("Soort"), show: func(o *data.Organisation) string { return OrganisationKindName(o.Kind) },
		copy: func(to, from *data.Organisation) { to.Kind, to.Area = from.Kind, from.Area },
	},
	organisationText("department", words.Later("Afdeling"), func(o *data.Organisation) *string { return &o.Department }),
	{
		id: "address", label: words.Later("Adres"),
		show: func(o *data.Organisation) string {
			return strings.Join(AddressLines(data.Person{Street: o.Street, HouseNumber: o.HouseNumber, Postcode: o.Postcode, Town: o.Town, Country: o.Country}), ", ")
		},
		copy: func(to, from *data.Organisation) {
			to.Street, to.HouseNumber, to.Postcode, to.Town, to.Province, to.Country = from.Street, from.HouseNumber, from.Postcode, from.Town, from.Province, from.Country
		},
	},
	organisationText("email", words.Later("E-mail"), func(o *data.Organisation) *string { return &o.Email }),
	organisationText("phone", words.Later("Telefoon"), func(o *data.Organisation) *string { return &o.Phone }),
	organisationText("website", words.Later("Website"), func(o *data.Organisation) *string { return &o.Website }),
	organisationText("invoice_email", words.Later("Facturen naar"), func(o *data.Organisation) *string { return &o.InvoiceEmail }),
	organisationText("invoice_reference", words.Later("Referentie"), func(o *data.Organisation) *string { return &o.InvoiceReference }),
	organisationText("kvk", words.Later("KvK"), func(o *data.Organisation) *string { return &o.KvK }),
	organisationText("oin", words.Later("OIN"), func(o *data.Organisation) *string { return &o.OIN }),
	organisationText("vat_number", words.Later("Btw-nummer"), func(o *data.Organisation) *string { return &o.VATNumber }),
	organisationText("complaints_procedure", words.Later("Klachtenregeling"), func(o *data.Organisation) *string { return &o.ComplaintsProcedure }),
	organisationText("notes", words.Later("Opmerkingen"), func(o *data.Organisation) *string { return &o.Notes }),
}

// organisationWords are what can hang under an organisation, by the column that names it.
var organisationWords = []struct{ column, one, more string }{
	{"person.organisation_id", words.Later("persoon die er werkt"), words.Later("mensen die er werken")},
	{"invoice.organisation_id", words.Later("factuur"), words.Later("facturen")},
	{"sales_order.organisation_id", words.Later("bestelling"), words.Later("bestellingen")},
	{"enrolment.payer_id", words.Later("inschrijving die zij betaalt"), words.Later("inschrijvingen die zij betaalt")},
}

// CompareOrganisations puts organisations side by side, with the best guess of what stays.
func (r *Register) CompareOrganisations(ctx context.Context, ids []int64) (Comparison, error) {
	var c Comparison
	if len(ids) < 2 {
		return c, data.Refuse("Kies minstens twee organisaties om naast elkaar te zetten.")
	}
	err := r.store.Read(ctx, func(tx *data.Tx) error {
		c = Comparison{Kind: data.MergedOrganisation}
		for i, id := range ids {
			if slices.Contains(ids[:i], id) {
				return data.Refuse("Dit is twee keer dezelfde organisatie. Kies een andere.")
			}
			o, err := tx.Organisation(id)
			if err != nil {
				return err
			}
			counts, err := tx.References(data.MergedOrganisation, id)
			if err != nil {
				return err
			}
			x := ComparedPerson{ID: id, Name: o.Name, Added: data.DayOf(o.CreatedAt)}
			for _, w := range organisationWords {
				if n := counts[w.column]; n > 0 {
					x.Has, x.count = append(x.Has, counted(n, words.T(w.one), words.T(w.more))), x.count+n
				}
			}
			c.organisations, c.People = append(c.organisations, o), append(c.People, x)
		}
		return nil
	})
	if err == nil {
		c.guessOrganisation()
	}
	return c, err
}

// guessOrganisation presets what stays: of the one with most about it the number and what it has, of the others what it
// lacks; notes are put under each other.
func (c *Comparison) guessOrganisation() {
	for i := range c.People {
		if c.People[i].count > c.People[c.Stays].count {
			c.Stays = i
		}
	}
	for _, m := range organisationFields {
		f := ComparedField{ID: m.id, Label: words.T(m.label), Chosen: c.Stays}
		for i := range c.organisations {
			v := m.show(&c.organisations[i])
			f.Values = append(f.Values, v)
			f.Differ = f.Differ || v != f.Values[0]
		}
		for i, v := range f.Values {
			if now := f.Values[f.Chosen]; now == "" && v != "" || m.id == "address" && strings.Count(v, ",") > strings.Count(now, ",") {
				f.Chosen = i
			}
		}
		if m.id == "notes" {
			notes := make([]data.Person, len(f.Values))
			for i, v := range f.Values {
				notes[i].Notes = v
			}
			if f.Extra = allNotes(notes, 0); f.Extra != "" && f.Differ {
				f.Chosen = len(f.Values)
			} else {
				f.Extra = ""
			}
		}
		c.Fields = append(c.Fields, f)
	}
}

// mergeOrganisations makes one organisation of those that were compared.
func (r *Register) mergeOrganisations(ctx context.Context, c Comparison) (organisation, change int64, err error) {
	if len(c.organisations) != len(c.People) || len(c.Fields) != len(organisationFields) {
		return 0, 0, errors.New("merge: no comparison of organisations")
	}
	stays := c.organisations[c.Stays]
	for i, m := range organisationFields {
		if f := c.Fields[i]; f.Chosen < len(c.organisations) {
			m.copy(&stays, &c.organisations[f.Chosen])
		} else {
			stays.Notes = f.Extra
		}
	}
	var gone []data.Organisation
	for i, o := range c.organisations {
		if i != c.Stays {
			gone = append(gone, o)
		}
	}
	change, err = r.write(ctx, "Organisaties samengevoegd", func(tx *data.Tx) error {
		kept := stays
		if err := tx.MergeOrganisations(&kept, gone...); err != nil {
			return err
		}
		people, err := tx.PeopleOf(kept.ID)
		for _, p := range people {
			if err == nil && p.Organisation != kept.Name {
				p.Organisation = kept.Name
				err = tx.SavePerson(&p)
			}
		}
		return err
	})
	return stays.ID, change, err
}
