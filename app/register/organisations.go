package register

import (
	"kiesvoorhetkind.nl/kantoor/data"
)

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
