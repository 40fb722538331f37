package data

// Apart says of two records that look like doubles that they are not.
type Apart struct {
	Meta
	OneID   int64
	OtherID int64
}

func apartTable(name, column string) table[Apart] {
	return table[Apart]{
		name: name, columns: column + " other_id",
		meta:   func(a *Apart) *Meta { return &a.Meta },
		fields: func(a *Apart) []any { return []any{&a.OneID, &a.OtherID} },
	}
}

var (
	peopleApart        = apartTable("person_apart", "person_id")
	organisationsApart = apartTable("organisation_apart", "organisation_id")
)

func apartOf(kind string) *table[Apart] {
	if kind == MergedOrganisation {
		return &organisationsApart
	}
	return &peopleApart
}

// KeepApart remembers that each of some records (MergedPerson, MergedOrganisation) is another than the rest.
func (tx *Tx) KeepApart(kind string, ids ...int64) error {
	known, err := tx.KeptApart(kind)
	if err != nil {
		return err
	}
	for i, one := range ids {
		for _, other := range ids[i+1:] {
			pair := [2]int64{min(one, other), max(one, other)}
			if known[pair] || one == other {
				continue
			}
			if err := apartOf(kind).save(tx, &Apart{OneID: pair[0], OtherID: pair[1]}); err != nil {
				return err
			}
		}
	}
	return nil
}

// KeptApart gives the pairs of records that are not the same, the smaller number first.
func (tx *Tx) KeptApart(kind string) (map[[2]int64]bool, error) {
	out := map[[2]int64]bool{}
	all, err := apartOf(kind).all(tx, "ORDER BY t.id")
	for _, a := range all {
		out[[2]int64{min(a.OneID, a.OtherID), max(a.OneID, a.OtherID)}] = true
	}
	return out, err
}
