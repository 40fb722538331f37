package data

import "strings"

// RolesOfPeople gives the roles of several people in one question, by person, oldest first.
func (tx *Tx) RolesOfPeople(ids []int64) (map[int64][]Role, error) {
	out := map[int64][]Role{}
	for len(ids) > 0 {
		n := min(len(ids), 500)
		args := make([]any, n)
		for i, id := range ids[:n] {
			args[i] = id
		}
		found, err := roles.all(tx, "WHERE t.person_id IN ("+placeholders(1, n)+") ORDER BY t.person_id, t.since, t.kind", args...)
		if err != nil {
			return nil, err
		}
		for _, r := range found {
			out[r.PersonID] = append(out[r.PersonID], r)
		}
		ids = ids[n:]
	}
	return out, nil
}

// DeleteRole removes a role.
func (tx *Tx) DeleteRole(id int64) error { return roles.remove(tx, id) }

// PeopleNearly finds people in whose record all the words stand, and everything of
// at least one group: the pieces of a word of which one may hold a typing fault.
// Words and pieces have three letters or more. At most limit, in no order.
func (tx *Tx) PeopleNearly(words []string, groups [][]string, limit int) ([]Person, error) {
	var args []any
	one := func(w string) string {
		if tx.postgres {
			args = append(args, "%"+likeText(w)+"%")
			return `t.search LIKE $` + itoa(len(args)) + ` ESCAPE '\'`
		}
		return `"` + strings.ReplaceAll(w, `"`, `""`) + `"`
	}
	all := func(list []string) string {
		out := make([]string, len(list))
		for i, w := range list {
			out[i] = one(w)
		}
		return "(" + strings.Join(out, " AND ") + ")"
	}
	either := make([]string, len(groups))
	for i, g := range groups {
		either[i] = all(g)
	}
	cond := "(" + strings.Join(either, " OR ") + ")"
	if len(words) > 0 {
		cond += " AND " + all(words)
	}
	if !tx.postgres {
		args = append(args, cond)
		cond = "t.id IN (SELECT rowid FROM person_fts WHERE person_fts MATCH $1)"
	}
	args = append(args, limit)
	return people.all(tx, "WHERE "+cond+" LIMIT $"+itoa(len(args)), args...)
}

// OrganisationsPage gives a page of all organisations by name, after one (nil: from the start).
func (tx *Tx) OrganisationsPage(after *Organisation, limit int) ([]Organisation, error) {
	if after == nil {
		return organisations.all(tx, "ORDER BY t.name_key, t.id LIMIT $1", limit)
	}
	return organisations.all(tx, "WHERE (t.name_key, t.id) > ($1, $2) ORDER BY t.name_key, t.id LIMIT $3", after.NameKey, after.ID, limit)
}

// CountOrganisations counts them.
func (tx *Tx) CountOrganisations() (int, error) { return tx.count("SELECT count(*) FROM organisation") }

// DeleteOrganisation removes an organisation to which nothing belongs.
func (tx *Tx) DeleteOrganisation(id int64) error { return organisations.remove(tx, id) }
