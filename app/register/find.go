package register

import (
	"context"
	"slices"
	"strings"

	"kiesvoorhetkind.nl/kantoor/data"
)

// Row is a person as lists show them.
type Row struct {
	ID           int64    `json:"id"`
	Name         string   `json:"name"` // in reading order
	ListName     string   `json:"-"`    // as lists sort it: "Berg, Jolanda van den"
	Town         string   `json:"town"`
	Email        string   `json:"email"`
	Organisation string   `json:"organisation"`
	Roles        []string `json:"roles"` // kinds; RoleName gives the words
	MemberUntil  data.Day `json:"member_until"`
	Member       bool     `json:"-"` // today
	// End and EndRegime are the last day, and the membership, for which somebody stands in a list of ends.
	End       data.Day `json:"-"`
	EndRegime string   `json:"-"`
	// Phone is the mobile one where there is one.
	Phone    string `json:"-"`
	Postcode string `json:"-"`
	Province string `json:"-"`
	// Latest is the latest valid certificate; empty where there is none.
	Latest data.LatestCertificate `json:"-"`

	coachUntil, mediatorUntil data.Day
}

// Find gives who fits a text (part of a name, town, mail address, organisation,
// postcode or certificate number), the best first; an empty text gives the start of the
// register. Where nothing fits, people are given who have it with a typing fault, or with
// another tussenvoegsel.
func (r *Register) Find(ctx context.Context, text string, limit int) ([]Row, error) {
	out, _, err := r.find(ctx, text, limit)
	return out, err
}

// find also says whether the text was found with a fault: the order is then how near it is.
func (r *Register) find(ctx context.Context, text string, limit int) (out []Row, faulty bool, err error) {
	err = r.store.Read(ctx, func(tx *data.Tx) error {
		var found []data.Person
		if found, faulty, err = findPeople(tx, text, limit); err != nil {
			return err
		}
		out, err = rowsOf(tx, found)
		return err
	})
	return out, faulty, err
}

// FindPeople is Find for another job, and for a field in which somebody is chosen.
func FindPeople(tx *data.Tx, text string, limit int) ([]data.Person, error) {
	found, _, err := findPeople(tx, text, limit)
	return found, err
}

func findPeople(tx *data.Tx, text string, limit int) (found []data.Person, faulty bool, err error) {
	if found, err = tx.SearchPeople(text, limit); err != nil || len(found) > 0 {
		return found, false, err
	}
	found, err = nearly(tx, strings.Fields(data.Fold(text)), limit)
	return found, true, err
}

// Page gives a page of the whole register by name, after a row of the page before
// (nil: from the start).
func (r *Register) Page(ctx context.Context, after *Row, limit int) ([]Row, error) {
	var out []Row
	err := r.store.Read(ctx, func(tx *data.Tx) error {
		var from *data.Person
		if after != nil {
			p, err := tx.Person(after.ID)
			if err != nil {
				return err
			}
			from = &p
		}
		found, err := tx.PeoplePage(from, limit)
		if err != nil {
			return err
		}
		out, err = rowsOf(tx, found)
		return err
	})
	return out, err
}

// Count counts the register.
func (r *Register) Count(ctx context.Context) (n int, err error) {
	err = r.store.Read(ctx, func(tx *data.Tx) error {
		n, err = tx.CountPeople()
		return err
	})
	return n, err
}

func rowsOf(tx *data.Tx, people []data.Person) ([]Row, error) {
	ids := make([]int64, len(people))
	for i, p := range people {
		ids[i] = p.ID
	}
	roles, err := tx.RolesOfPeople(ids)
	if err != nil {
		return nil, err
	}
	latest, err := tx.LatestCertificates(ids)
	if err != nil {
		return nil, err
	}
	today := tx.Today()
	out := make([]Row, len(people))
	for i, p := range people {
		out[i] = Row{
			ID: p.ID, Name: p.Name(), ListName: p.ListName(), Town: p.Town, Email: firstFilled(p.Email, p.WorkEmail), Organisation: p.Organisation,
			Roles: []string{}, MemberUntil: p.MemberUntil, Member: p.MemberUntil >= today,
			Phone: firstFilled(p.Mobile, p.Phone), Postcode: p.Postcode, Province: p.Province, Latest: latest[p.ID],
			coachUntil: p.CoachUntil, mediatorUntil: p.MediatorUntil,
		}
		for _, role := range roles[p.ID] {
			if (role.Until == "" || role.Until >= today) && !slices.Contains(out[i].Roles, role.Kind) {
				out[i].Roles = append(out[i].Roles, role.Kind)
			}
		}
	}
	return out, nil
}
