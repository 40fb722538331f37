package register

import (
	"context"
	"slices"
	"strings"

	"kiesvoorhetkind.nl/kantoor/app/geo"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Query is what somebody looks for in the register, as on the public site (FAQ: by certificate, country,
// province and town), with the text that is everything at once.
type Query struct {
	Which       string // Everybody, Members, ByEnd, Ending, InGrace, Lapsed
	Text        string
	Certificate string // an ID of Kinds
	Country     string // code
	Province    string // in full
	Town        string // any name of it
	// Sort is the order that somebody asked for, as data.Tx.SortedPeople knows them; the zero value is by name, of a list of
	// ends by the last day, and with a text the best first.
	Sort data.Sort
}

// Any says whether one of the filters beside the text is set.
func (q Query) Any() bool { return q.Certificate+q.Country+q.Province+q.Town != "" }

// What the IDs of kinds of certificates begin with.
const (
	byAgeGroup = "age:"
	byCourse   = "course:"
)

// filter says what is asked of the store; grace is how many days after its end a membership is in grace.
func (q Query) filter(today data.Day, grace int) data.PeopleFilter {
	f := data.PeopleFilter{Country: q.Country, Province: q.Province}
	if age, ok := strings.CutPrefix(q.Certificate, byAgeGroup); ok {
		f.AgeGroups = ageGroups(age)
	} else if course, ok := strings.CutPrefix(q.Certificate, byCourse); ok {
		f.Course = course
	}
	if town := strings.TrimSpace(q.Town); town != "" {
		f.Towns = geo.Known().Names(town)
	}
	switch q.Which {
	case Members, ByEnd:
		f.MemberOn = today
	case Ending:
		f.EndsFrom, f.EndsTo = today, today.AddDays(EndingDays)
	case InGrace:
		f.EndsFrom, f.EndsTo = today.AddDays(-grace), today.AddDays(-1)
	case Lapsed:
		f.EndedBefore = today.AddDays(-grace)
	}
	return f
}

// Search gives a page of who a query finds: by name, after a row of the page before (nil: from the start). With a text
// the best first; given tells how many of those were given already.
func (r *Register) Search(ctx context.Context, q Query, after *Row, given, limit int) ([]Row, error) {
	if q.Sort.By != "" {
		return r.sorted(ctx, q, after, limit)
	}
	if !q.Any() {
		return r.List(ctx, q.Which, q.Text, after, given, limit)
	}
	var out []Row
	faulty := false
	err := r.store.Read(ctx, func(tx *data.Tx) error {
		grace, err := graceDays(tx)
		if err != nil {
			return err
		}
		f := q.filter(tx.Today(), grace)
		var found []data.Person
		if data.Fold(q.Text) != "" {
			if found, err = tx.SearchFiltered(q.Text, f, given+limit); err != nil {
				return err
			}
			if faulty = len(found) == 0; faulty {
				if found, err = nearlyOf(tx, q.Text, f, given+limit); err != nil {
					return err
				}
			}
			found = found[min(given, len(found)):]
		} else {
			var from *data.Person
			if after != nil {
				p, err := tx.Person(after.ID)
				if err != nil {
					return err
				}
				from = &p
			}
			if found, err = tx.FilteredPage(f, from, limit); err != nil {
				return err
			}
		}
		out, err = rowsOf(tx, found)
		for i := range out {
			out[i].in(q.Which, tx.Today(), grace)
		}
		return err
	})
	if data.Fold(q.Text) != "" && !faulty {
		out = byName(out, q.Text)
	}
	return out, err
}

// sorted gives a page of who a query finds in the order that it asks.
func (r *Register) sorted(ctx context.Context, q Query, after *Row, limit int) ([]Row, error) {
	var out []Row
	err := r.store.Read(ctx, func(tx *data.Tx) error {
		grace, err := graceDays(tx)
		if err != nil {
			return err
		}
		from := int64(0)
		if after != nil {
			from = after.ID
		}
		f := q.filter(tx.Today(), grace)
		found, err := tx.SortedPeople(f, q.Text, q.Sort, from, limit)
		if err == nil && len(found) == 0 && data.Fold(q.Text) != "" {
			found, err = sortedNearly(tx, f, q, from, limit)
		}
		if err != nil {
			return err
		}
		out, err = rowsOf(tx, found)
		for i := range out {
			out[i].in(q.Which, tx.Today(), grace)
		}
		return err
	})
	return out, err
}

// sortedNearly gives who has a text with a typing fault, where nobody has it without.
func sortedNearly(tx *data.Tx, f data.PeopleFilter, q Query, from int64, limit int) ([]data.Person, error) {
	if from != 0 {
		// Was this page after one of people who do have the text, then there are no more.
		had, err := tx.SortedPeople(f, q.Text, q.Sort, 0, 1)
		if err != nil || len(had) > 0 {
			return nil, err
		}
	}
	near, err := nearlyOf(tx, q.Text, f, foundAtMost)
	if err != nil || len(near) == 0 {
		return nil, err
	}
	for _, p := range near {
		f.IDs = append(f.IDs, p.ID)
	}
	return tx.SortedPeople(f, "", q.Sort, from, limit)
}

// nearlyOf is nearly, of those that a filter leaves.
func nearlyOf(tx *data.Tx, text string, f data.PeopleFilter, limit int) ([]data.Person, error) {
	found, err := Nearly(tx, text, mostPieces/2)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	ids := make([]int64, len(found))
	for i, p := range found {
		ids[i] = p.ID
	}
	certificates, err := tx.ValidCertificatesOf(ids)
	if err != nil {
		return nil, err
	}
	keep := func(p data.Person) bool {
		has := func(c data.CertificateFor) bool {
			return (len(f.AgeGroups) == 0 || slices.Contains(f.AgeGroups, c.AgeGroup)) && (f.Course == "" || c.Course == f.Course)
		}
		return (f.Country == "" || p.Country == f.Country) && (f.Province == "" || p.Province == f.Province) &&
			(len(f.Towns) == 0 || slices.ContainsFunc(f.Towns, func(t string) bool { return data.Fold(t) == p.TownKey })) &&
			f.Ends(p) &&
			(len(f.AgeGroups) == 0 && f.Course == "" || slices.ContainsFunc(certificates[p.ID], has))
	}
	found = slices.DeleteFunc(found, func(p data.Person) bool { return !keep(p) })
	return found[:min(limit, len(found))], nil
}

// Kind is something to filter by, as its ID and its words.
type Kind struct{ ID, Text string }

// CertificateKinds gives the kinds of certificates that there are: by age group, then the courses without one.
func (r *Register) CertificateKinds(ctx context.Context) ([]Kind, error) {
	var out []Kind
	err := r.store.Read(ctx, func(tx *data.Tx) error {
		ages, courses, err := tx.CertificateKinds()
		for _, a := range ages {
			if k := (Kind{byAgeGroup + AgeGroup(a), words.T("%s jaar", AgeGroup(a))}); !slices.Contains(out, k) {
				out = append(out, k)
			}
		}
		for _, c := range courses {
			out = append(out, Kind{byCourse + c, c})
		}
		return err
	})
	return out, err
}

// AgeGroup is an age group without "jaar", which old lists leave out: "7-12".
func AgeGroup(s string) string {
	return strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(s), "jaar"))
}

// ageGroups are the ways in which an age group stands on certificates.
func ageGroups(age string) []string { return []string{AgeGroup(age), AgeGroup(age) + " jaar"} }

// Provinces gives the provinces of a country, of both where none is said.
func Provinces(country string) []string {
	switch country {
	case "NL":
		return geo.DutchProvinces
	case "BE":
		return geo.BelgianProvinces
	case "":
		return append(slices.Clone(geo.DutchProvinces), geo.BelgianProvinces...)
	}
	return nil
}
