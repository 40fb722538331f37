package register

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"kiesvoorhetkind.nl/kantoor/app/dutch"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Merge makes one person, or one organisation, of those that were compared, with the values that were chosen. All that hangs under them goes
// to the one who stays; papers that are final keep the name that stands on them. It gives who stayed and the change to
// take it back with. data.ErrStale: one of them was changed since they were compared.
func (r *Register) Merge(ctx context.Context, c Comparison) (person, change int64, err error) {
	if len(c.People) < 2 || c.Stays < 0 || c.Stays >= len(c.People) {
		return 0, 0, errors.New("merge: no comparison")
	}
	if c.Kind == data.MergedOrganisation {
		return r.mergeOrganisations(ctx, c)
	}
	if len(c.Fields) != len(personFields) {
		return 0, 0, errors.New("merge: no comparison of people")
	}
	change, err = r.write(ctx, "Dubbelen samengevoegd", func(tx *data.Tx) error {
		stays := c.result()
		var gone []data.Person
		for i := range c.People {
			if i != c.Stays {
				gone = append(gone, c.People[i].Person)
				if stays.PhotoID == 0 {
					stays.PhotoID = c.People[i].Person.PhotoID
				}
			}
		}
		if err := tx.MergePeople(&stays, gone...); err != nil {
			return err
		}
		return RefreshMembership(tx, stays.ID)
	})
	return c.People[c.Stays].Person.ID, change, err
}

// MergedLine is a merging that can be taken back, as a person's page tells of it.
type MergedLine struct {
	Change int64
	Day    data.Day
	Who    string   // who did it
	Names  []string // of who were merged in
}

// MergedInto gives what was merged into somebody, the newest first.
func (r *Register) MergedInto(ctx context.Context, person int64) ([]MergedLine, error) {
	var out []MergedLine
	err := r.store.Read(ctx, func(tx *data.Tx) (err error) {
		out, err = mergedLines(tx, data.MergedPerson, person)
		return err
	})
	return out, err
}

func mergedLines(tx *data.Tx, kind string, id int64) ([]MergedLine, error) {
	of, err := tx.MergedTo(kind, id)
	var out []MergedLine
	for _, m := range of {
		if n := len(out); n > 0 && out[n-1].Change == m.ChangeID {
			out[n-1].Names = append(out[n-1].Names, m.Name)
			continue
		}
		out = append(out, MergedLine{Change: m.ChangeID, Day: data.DayOf(m.CreatedAt), Who: m.CreatedBy, Names: []string{m.Name}})
	}
	return out, err
}

// Unmerging is what taking a merging back does, or will do.
type Unmerging struct {
	Person int64   // who stays
	Back   []int64 // who are records of their own again
	Names  []string
	Moved  int // records that go back to them
	// Stays says what does not go back, a sentence each.
	Stays  []string
	Change int64
}

// errOnlyLooked ends the transaction of a look at what taking back would do.
var errOnlyLooked = errors.New("only looked")

// LookAtUnmerge says what taking back the merging of a change will do; nothing is changed.
func (r *Register) LookAtUnmerge(ctx context.Context, change int64) (Unmerging, error) {
	var out Unmerging
	_, err := r.write(ctx, "Samenvoegen teruggedraaid", func(tx *data.Tx) (err error) {
		if out, err = unmerge(tx, change); err != nil {
			return err
		}
		return errOnlyLooked
	})
	if errors.Is(err, errOnlyLooked) {
		err = nil
	}
	return out, err
}

// Unmerge takes back the merging of a change, also when much happened since: what is still as merging left it returns,
// what came or changed since stays with the one who stayed.
func (r *Register) Unmerge(ctx context.Context, change int64) (Unmerging, error) {
	var out Unmerging
	id, err := r.write(ctx, "Samenvoegen teruggedraaid", func(tx *data.Tx) (err error) {
		out, err = unmerge(tx, change)
		return err
	})
	out.Change = id
	return out, err
}

// Merged says whether people or organisations were merged in a change, which is then taken back by Unmerge.
func (r *Register) Merged(ctx context.Context, change int64) (bool, error) {
	var found []data.Merged
	err := r.store.Read(ctx, func(tx *data.Tx) (err error) {
		found, err = tx.MergedBy(change)
		return err
	})
	return len(found) > 0, err
}

func unmerge(tx *data.Tx, change int64) (Unmerging, error) {
	u, err := tx.Unmerge(change)
	if err != nil {
		return Unmerging{}, err
	}
	out := Unmerging{Person: u.SurvivorID, Moved: u.Moved}
	for _, m := range u.Back {
		out.Back, out.Names = append(out.Back, m.GoneID), append(out.Names, m.Name)
	}
	if u.Kind == data.MergedPerson {
		for _, id := range append([]int64{u.SurvivorID}, out.Back...) {
			if err := RefreshMembership(tx, id); err != nil {
				return out, err
			}
		}
	}
	out.Stays = staying(u)
	return out, nil
}

// staying says what does not go back: fields that were changed since by name, the rest counted.
func staying(u data.Unmerged) []string {
	var out, fields []string
	moved, lost := 0, 0
	for _, k := range u.Kept {
		switch {
		case k.Lost:
			lost++
		case k.Table == u.Kind && k.Column != "":
			if label := columnLabel(k.Column); !slices.Contains(fields, label) {
				fields = append(fields, label)
			}
		default:
			moved++
		}
	}
	if len(fields) > 0 {
		out = append(out, words.T("Sindsdien gewijzigd, blijft zoals het nu is: %s.", dutch.DeskAnd(fields)))
	}
	switch {
	case moved == 1:
		out = append(out, words.T("1 ding dat sindsdien is gewijzigd blijft waar het nu is."))
	case moved > 1:
		out = append(out, words.T("%d dingen die sindsdien zijn gewijzigd blijven waar ze nu zijn.", moved))
	}
	switch {
	case lost == 1:
		out = append(out, words.T("1 ding is sindsdien verwijderd en komt niet terug."))
	case lost > 1:
		out = append(out, words.T("%d dingen zijn sindsdien verwijderd en komen niet terug.", lost))
	}
	return out
}

// columnLabel is what the screen calls a column of a person or an organisation.
func columnLabel(column string) string {
	labels := map[string]string{
		"infix": words.Later("Tussenvoegsel"), "organisation_id": words.Later("Organisatie"), "street": words.Later("Adres"), "house_number": words.Later("Adres"), "postcode": words.Later("Adres"),
		"town": words.Later("Adres"), "province": words.Later("Adres"), "country": words.Later("Adres"), "name": words.Later("Naam"), "department": words.Later("Afdeling"), "website": words.Later("Website"),
		"invoice_email": words.Later("Facturen naar"), "invoice_reference": words.Later("Referentie"), "kvk": words.Later("KvK"), "oin": words.Later("OIN"), "vat_number": words.Later("Btw-nummer"),
		"complaints_procedure": words.Later("Klachtenregeling"), "kind": words.Later("Soort"),
	}
	for _, m := range personFields {
		labels[m.id] = m.label
	}
	if l := labels[column]; l != "" {
		return words.T(l)
	}
	return fmt.Sprintf("“%s”", column)
}
