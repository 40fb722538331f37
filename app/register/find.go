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

	coachUntil, mediatorUntil data.Day
}

// Find gives who fits a text (part of a name, town, mail address, organisation,
// postcode or certificate number), the best first; an empty text gives the start of the
// register. Where nothing fits, people whose record has a word that differs by one
// letter are given.
func (r *Register) Find(ctx context.Context, text string, limit int) ([]Row, error) {
	var out []Row
	err := r.store.Read(ctx, func(tx *data.Tx) error {
		found, err := tx.SearchPeople(text, limit)
		if err != nil {
			return err
		}
		if len(found) == 0 {
			if found, err = nearly(tx, strings.Fields(data.Fold(text)), limit); err != nil {
				return err
			}
		}
		out, err = rowsOf(tx, found)
		return err
	})
	return out, err
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
	today := tx.Today()
	out := make([]Row, len(people))
	for i, p := range people {
		out[i] = Row{
			ID: p.ID, Name: p.Name(), ListName: p.ListName(), Town: p.Town, Email: firstFilled(p.Email, p.WorkEmail), Organisation: p.Organisation,
			Roles: []string{}, MemberUntil: p.MemberUntil, Member: p.MemberUntil >= today,
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

// A word of at least this many letters is looked for with a typing fault: one of
// its halves is then whole, and long enough for the index of three letters.
const shortestForgiven = 6

// nearly finds people where one of the words has one letter wrong, missing or too
// many, or two letters exchanged.
func nearly(tx *data.Tx, words []string, limit int) ([]data.Person, error) {
	for i, w := range words {
		letters := []rune(w)
		if len(letters) < shortestForgiven {
			continue
		}
		var others []string
		for j, o := range words {
			if j != i && len([]rune(o)) >= 3 {
				others = append(others, o)
			}
		}
		could, err := tx.PeopleNearly(others, pieces(letters), 800)
		if err != nil {
			return nil, err
		}
		var fit []int64
		for _, f := range could {
			if len(fit) < limit && slices.ContainsFunc(strings.FieldsFunc(f.Search, apart), func(known string) bool { return oneFault(letters, []rune(known)) }) {
				fit = append(fit, f.ID)
			}
		}
		if len(fit) > 0 {
			return tx.PeopleByID(fit)
		}
	}
	return nil, nil
}

// pieces are what of a word is whole when one letter is wrong: the first or the second
// half, or, when the letters in the middle are exchanged, what is on either side.
func pieces(w []rune) [][]string {
	half := len(w) / 2
	out := [][]string{{string(w[:half])}, {string(w[half:])}}
	if half > 3 {
		out = append(out, []string{string(w[:half-1]), string(w[half+1:])})
	}
	return out
}

func apart(r rune) bool { return r == ' ' || r == '@' || r == '.' || r == '-' }

// oneFault: b is a with at most one letter changed, left out, put in, or two exchanged.
func oneFault(a, b []rune) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) < len(b) {
		return slices.Equal(a[i:], b[i+1:])
	}
	if i >= len(a)-1 {
		return true
	}
	return slices.Equal(a[i+1:], b[i+1:]) || a[i] == b[i+1] && a[i+1] == b[i] && slices.Equal(a[i+2:], b[i+2:])
}
