package register

import (
	"context"
	"slices"
	"strings"

	"kiesvoorhetkind.nl/kantoor/app/geo"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Workplace is where somebody works, and whether they stand on the public map.
type Workplace struct {
	Address    Address
	Visibility Visibility
}

// Worker is somebody who works in an area.
type Worker struct {
	Row
	Workplace
}

// Area is what a municipality is told about: who works in its towns.
type Area struct {
	Name     string
	Province string
	Towns    []string // that count
	Own      bool     // the towns are the office's own list
	// Professionals work there: on the public map or not. Who is only a contact person is not among them.
	Professionals []Worker
	Organisations []data.Organisation
}

// professional are the roles of who works with children and parents.
var professional = []string{"coach", "mediator", "care_coach", "trainer"}

// Area gives who works in the towns of a municipality: those that the office wrote down for it, else those that are
// known to lie in it, else its own town.
func (r *Register) Area(ctx context.Context, municipality int64) (Area, error) {
	var a Area
	err := r.store.Read(ctx, func(tx *data.Tx) (err error) {
		a, err = AreaIn(tx, municipality)
		return err
	})
	return a, err
}

// AreaIn is Area in a transaction.
func AreaIn(tx *data.Tx, municipality int64) (Area, error) {
	o, err := tx.Organisation(municipality)
	if err != nil {
		return Area{}, err
	}
	return areaOf(tx, o)
}

// TownsOfArea gives the towns of a municipality, and whether the office wrote them down itself.
func TownsOfArea(o data.Organisation) (towns []string, own bool) {
	for town := range strings.Lines(o.Area) {
		if town = oneLine(town); town != "" {
			towns = append(towns, town)
		}
	}
	if len(towns) > 0 {
		return towns, true
	}
	found := geo.Known().TownsOf(o.Name, o.Province)
	if len(found) == 0 {
		found = geo.Known().TownsOf(o.Town, o.Province)
	}
	for _, t := range found {
		if !slices.Contains(towns, t.Name) {
			towns = append(towns, t.Name)
		}
	}
	if len(towns) == 0 && o.Town != "" {
		towns = append(towns, o.Town)
	}
	slices.SortFunc(towns, func(a, b string) int { return strings.Compare(data.Fold(a), data.Fold(b)) })
	return towns, false
}

func areaOf(tx *data.Tx, o data.Organisation) (Area, error) {
	a := Area{Name: o.Name, Province: o.Province}
	a.Towns, a.Own = TownsOfArea(o)
	country := firstFilled(o.Country, "NL")
	var names []string
	for _, t := range a.Towns {
		names = append(names, geo.Known().Names(t)...)
	}
	people, err := tx.PeopleInTowns(names, country)
	if err != nil {
		return a, err
	}
	at, err := Workplaces(tx, people, map[int64]*data.Organisation{})
	if err != nil {
		return a, err
	}
	workers, err := Workers(tx, people, at)
	if err != nil {
		return a, err
	}
	in := map[string]bool{}
	for _, n := range names {
		in[data.Fold(n)] = true
	}
	for _, w := range workers {
		if !in[data.Fold(w.Address.Town)] || w.Address.Country != country {
			continue // lives there, and works elsewhere
		}
		// Two towns of one name: the province says which.
		if t, known := geo.Known().Place(w.Address.Town, w.Address.Postcode, w.Address.Province, country); known && !a.Own && o.Province != "" && t.Province != o.Province {
			continue
		}
		if w.MemberUntil != "" || slices.ContainsFunc(w.Roles, func(kind string) bool { return slices.Contains(professional, kind) }) {
			a.Professionals = append(a.Professionals, w)
		}
	}
	found, err := tx.OrganisationsIn(names, country)
	for _, q := range found {
		if q.ID != o.ID {
			a.Organisations = append(a.Organisations, q)
		}
	}
	return a, err
}

// Workplaces gives where people work and whether they stand on the public map, without the rules one by one. It reads the
// organisations that are not known yet, and adds them.
func Workplaces(tx *data.Tx, people []data.Person, known map[int64]*data.Organisation) ([]Workplace, error) {
	var ids []int64
	for _, p := range people {
		if _, have := known[p.OrganisationID]; !have && p.OrganisationID != 0 {
			known[p.OrganisationID] = nil
			ids = append(ids, p.OrganisationID)
		}
	}
	found, err := tx.OrganisationsByID(ids)
	if err != nil {
		return nil, err
	}
	for id, o := range found {
		known[id] = &o
	}
	today := tx.Today()
	out := make([]Workplace, len(people))
	for i, p := range people {
		o := known[p.OrganisationID]
		out[i] = Workplace{Address: WorkAddress(p, o), Visibility: OnMap(p, o, p.MemberUntil >= today)}
		out[i].Visibility.Rules = nil
	}
	return out, nil
}

// Workers gives people as lists show them, with where they work.
func Workers(tx *data.Tx, people []data.Person, at []Workplace) ([]Worker, error) {
	rows, err := rowsOf(tx, people)
	if err != nil {
		return nil, err
	}
	out := make([]Worker, len(people))
	for i := range people {
		out[i] = Worker{Row: rows[i], Workplace: at[i]}
	}
	return out, nil
}

// SetArea writes down which towns count for a municipality, a line each; none lets the known ones count again.
func (r *Register) SetArea(ctx context.Context, municipality int64, towns string) (int64, error) {
	var lines []string
	for line := range strings.FieldsFuncSeq(towns, func(r rune) bool { return r == '\n' || r == ',' || r == ';' }) {
		if line = tidyTown(oneLine(line)); line != "" {
			lines = append(lines, line)
		}
	}
	return r.write(ctx, "Plaatsen van de gemeente bepaald", func(tx *data.Tx) error {
		o, err := tx.Organisation(municipality)
		if err != nil {
			return err
		}
		o.Area = strings.Join(lines, "\n")
		return tx.SaveOrganisation(&o)
	})
}
