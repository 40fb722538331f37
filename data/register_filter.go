package data

import (
	"strconv"
	"strings"
)

// PeopleFilter says which people of the register are wanted; what is empty does not matter.
type PeopleFilter struct {
	AgeGroups   []string // any of these, of a valid certificate
	Course      string   // of a valid certificate, as it stands there
	Country     string   // code
	Province    string   // in full
	Towns       []string // any of these names
	MemberOn    Day      // a member on this day
	EndsFrom    Day      // of whom a membership has its last day on this day or after
	EndsTo      Day      // and on this day or before
	EndedBefore Day      // who are no member of any kind since before this day
	Role        string   // has this role on RoleOn
	RoleOn      Day
	IDs         []int64 // any of these, when not nil
}

// Ends says whether the filter's days of ending keep somebody with these last days.
func (f PeopleFilter) Ends(p Person) bool {
	in := func(d Day) bool { return d != "" && d >= f.EndsFrom && d <= f.EndsTo }
	return (f.MemberOn == "" || p.MemberUntil >= f.MemberOn) && (f.EndsTo == "" || in(p.CoachUntil) || in(p.MediatorUntil)) &&
		(f.EndedBefore == "" || p.MemberUntil != "" && p.MemberUntil < f.EndedBefore)
}

// Any says whether the filter leaves anybody out.
func (f PeopleFilter) Any() bool {
	return f.Course+f.Country+f.Province+f.Role+string(f.MemberOn)+string(f.EndsTo)+string(f.EndedBefore) != "" || len(f.Towns)+len(f.AgeGroups) > 0 || f.IDs != nil
}

// scarce is below how many certificates of a kind it is quicker to go through those than
// through the register by name.
const scarce = 3000

// conditions writes a filter. One of town, province and country leads, which has an index in the order
// of the names; the others are kept from choosing theirs, since they say less.
func (f PeopleFilter) conditions(tx *Tx, args []any) ([]string, []any, error) {
	var out []string
	add := func(v string) string {
		args = append(args, v)
		return "$" + itoa(len(args))
	}
	if f.IDs != nil {
		in := []string{"0"}
		for _, id := range f.IDs {
			in = append(in, strconv.FormatInt(id, 10))
		}
		out = append(out, "t.id IN ("+strings.Join(in, ", ")+")")
	}
	led := false
	lead := func(column string) string {
		if led {
			return "(" + column + " || '')"
		}
		led = true
		return column
	}
	if len(f.Towns) > 0 {
		var in []string
		for _, t := range f.Towns {
			in = append(in, add(Fold(t)))
		}
		out = append(out, lead("t.town_key")+" IN ("+strings.Join(in, ", ")+")")
	}
	if f.Province != "" {
		out = append(out, lead("t.province")+" = "+add(f.Province))
	}
	if f.Country != "" {
		out = append(out, lead("t.country")+" = "+add(f.Country))
	}
	if f.MemberOn != "" {
		out = append(out, "t.member_until <> '' AND t.member_until >= "+add(string(f.MemberOn)))
	}
	if f.EndsTo != "" {
		from, to := add(string(f.EndsFrom)), add(string(f.EndsTo))
		out = append(out, "(t.coach_until <> '' AND t.coach_until >= "+from+" AND t.coach_until <= "+to+
			" OR t.mediator_until <> '' AND t.mediator_until >= "+from+" AND t.mediator_until <= "+to+")")
	}
	if f.EndedBefore != "" {
		out = append(out, "t.member_until <> '' AND t.member_until < "+add(string(f.EndedBefore)))
	}
	if f.Role != "" {
		on := string(f.RoleOn)
		out = append(out, "EXISTS (SELECT 1 FROM role r WHERE r.person_id = t.id AND r.kind = "+add(f.Role)+" AND r.since <= "+add(on)+" AND (r.until = '' OR r.until >= "+add(on)+"))")
	}
	courses := []string{}
	if f.Course != "" {
		courses = append(courses, f.Course)
	}
	for _, c := range []struct {
		column string
		values []string
	}{{"age_group", f.AgeGroups}, {"course", courses}} {
		if len(c.values) == 0 {
			continue
		}
		in := make([]string, len(c.values))
		count := make([]any, len(c.values))
		for i, v := range c.values {
			in[i], count[i] = add(v), v
		}
		n, err := tx.count("SELECT count(*) FROM (SELECT 1 FROM certificate WHERE "+c.column+" IN ("+placeholders(1, len(count))+") AND status = 'valid' LIMIT "+itoa(scarce)+") few", count...)
		if err != nil {
			return nil, nil, err
		}
		has := "c." + c.column + " IN (" + strings.Join(in, ", ") + ") AND c.status = 'valid'"
		if n < scarce && !led {
			out = append(out, "t.id IN (SELECT c.person_id FROM certificate c WHERE "+has+")")
			led = true
		} else {
			out = append(out, "EXISTS (SELECT 1 FROM certificate c WHERE c.person_id = t.id AND "+has+")")
		}
	}
	return out, args, nil
}

// FilteredPage gives a page of who a filter leaves, in the order of the names, after a person (nil: from the start).
func (tx *Tx) FilteredPage(f PeopleFilter, after *Person, limit int) ([]Person, error) {
	conds, args, err := f.conditions(tx, nil)
	if err != nil {
		return nil, err
	}
	if after != nil {
		args = append(args, after.SortKey, after.ID)
		conds = append(conds, "(t.sort_key, t.id) > ($"+itoa(len(args)-1)+", $"+itoa(len(args))+")")
	}
	where := ""
	if len(conds) > 0 {
		where = "WHERE " + strings.Join(conds, " AND ")
	}
	args = append(args, limit)
	return people.all(tx, where+" ORDER BY t.sort_key, t.id LIMIT $"+itoa(len(args)), args...)
}

// SearchFiltered finds people as SearchPeople does, of those that a filter leaves.
func (tx *Tx) SearchFiltered(text string, f PeopleFilter, limit int) ([]Person, error) {
	words := strings.Fields(Fold(text))
	if len(words) == 0 {
		return tx.FilteredPage(f, nil, limit)
	}
	start := strings.Join(words, " ")
	conds, args, err := f.conditions(tx, []any{start, start + "\U0010ffff"})
	if err != nil {
		return nil, err
	}
	conds = append([]string{"t.sort_key >= $1 AND t.sort_key < $2"}, conds...)
	args = append(args, limit)
	out, err := people.all(tx, "WHERE "+strings.Join(conds, " AND ")+" ORDER BY t.sort_key, t.id LIMIT $"+itoa(len(args)), args...)
	if err != nil || len(out) >= limit {
		return out, err
	}
	where, args := tx.containing("person", words)
	if where == "" {
		return out, nil
	}
	few, err := tx.few(f)
	if err != nil {
		return nil, err
	}
	if few {
		// Quicker to look through those than through all who have the words.
		where, args = tx.holding(words)
	}
	conds, args, err = f.conditions(tx, args)
	if err != nil {
		return nil, err
	}
	for _, c := range conds {
		where += " AND " + c
	}
	args = append(args, limit)
	more, err := people.all(tx, where+" LIMIT $"+itoa(len(args)), args...)
	if err != nil {
		return nil, err
	}
	seen := map[int64]bool{}
	for _, p := range out {
		seen[p.ID] = true
	}
	for _, p := range more {
		if !seen[p.ID] && len(out) < limit {
			out = append(out, p)
		}
	}
	return out, nil
}

// few says whether a filter leaves so few people that they are looked through one by one.
func (tx *Tx) few(f PeopleFilter) (bool, error) {
	conds, args, err := f.conditions(tx, nil)
	if err != nil || len(conds) == 0 {
		return false, err
	}
	n, err := tx.count("SELECT count(*) FROM (SELECT 1 FROM person t WHERE "+strings.Join(conds, " AND ")+" LIMIT "+itoa(scarce)+") few", args...)
	return n < scarce, err
}

// holding writes the part of a search that asks for every word without an index.
func (tx *Tx) holding(words []string) (string, []any) {
	var conds []string
	var args []any
	for _, w := range words {
		args = append(args, "%"+likeText(w)+"%")
		conds = append(conds, "t.search LIKE $"+itoa(len(args))+` ESCAPE '\'`)
	}
	return "WHERE " + strings.Join(conds, " AND "), args
}

// CertificateKinds gives the age groups of valid certificates, and the courses of those that have none.
func (tx *Tx) CertificateKinds() (ageGroups, courses []string, err error) {
	// From one value to the next, so that it does not matter how many certificates there are.
	next := func(column, more string) ([]string, error) {
		var out []string
		for last := ""; ; {
			var v string
			n := 0
			err := tx.rows("SELECT "+column+" FROM certificate WHERE "+column+" > $1 AND status = 'valid'"+more+" ORDER BY "+column+" LIMIT 1", []any{last}, func(scan func(...any) error) error {
				n++
				return scan(&v)
			})
			if err != nil || n == 0 || len(out) >= 200 {
				return out, err
			}
			out, last = append(out, v), v
		}
	}
	if ageGroups, err = next("age_group", ""); err != nil {
		return nil, nil, err
	}
	courses, err = next("course", " AND age_group = ''")
	return ageGroups, courses, err
}

// CertificateFor is somebody's valid certificate, as a list needs it.
type CertificateFor struct {
	PersonID         int64
	Course, AgeGroup string
}

// ValidCertificatesOf gives the valid certificates of several people.
func (tx *Tx) ValidCertificatesOf(ids []int64) (map[int64][]CertificateFor, error) {
	out := map[int64][]CertificateFor{}
	for len(ids) > 0 {
		n := min(len(ids), 500)
		err := tx.rows("SELECT person_id, course, age_group FROM certificate WHERE status = 'valid' AND person_id IN ("+placeholders(1, n)+") ORDER BY person_id, achieved, id", anys(ids[:n]), func(scan func(...any) error) error {
			var c CertificateFor
			err := scan(&c.PersonID, &c.Course, &c.AgeGroup)
			out[c.PersonID] = append(out[c.PersonID], c)
			return err
		})
		if err != nil {
			return nil, err
		}
		ids = ids[n:]
	}
	return out, nil
}
