package data

import (
	"slices"
	"strings"
)

// rolesInOrder are the roles by what they are called in Dutch: contactpersoon, directie, KIES coach, KIES mediator, ...
var rolesInOrder = []string{"contact", "management", "coach", "mediator", "trainer", "care_coach", "staff", "intern"}

// RoleRank says where a role stands among the others, so that a list shows somebody's roles as it sorts them.
func RoleRank(kind string) int {
	if i := slices.Index(rolesInOrder, kind); i >= 0 {
		return i
	}
	return len(rolesInOrder)
}

// activeRole is the condition that role r is one of today.
const activeRole = "(r.until = '' OR r.until >= TODAY)"

// byRole is the ordering of people by the first of their roles of today. It finds that of everybody in one walk through an
// index, since asking it of each person costs several times as much.
func byRole() ordering {
	return ordering{
		value: "f.first_role", key: "f.person_id", filled: "t.id = f.person_id",
		from:  "(SELECT r.person_id, min(" + ranked("r.kind", rolesInOrder) + ") AS first_role FROM role r WHERE " + activeRole + " GROUP BY r.person_id) f CROSS JOIN person t",
		empty: "NOT EXISTS (SELECT 1 FROM role r WHERE r.person_id = t.id AND " + activeRole + ")",
	}
}

// latest is the condition that certificate c is the latest valid one of its person.
const latest = "c.person_id = t.id AND c.status = 'valid' AND NOT EXISTS (SELECT 1 FROM certificate n " +
	"WHERE n.person_id = c.person_id AND n.status = 'valid' AND (n.achieved, n.id) > (c.achieved, c.id))"

// byLatest is the ordering of people by something of their latest valid certificate. It reads from the certificates on, so
// that an index on them gives the order.
func byLatest(column string) ordering {
	filled := latest + " AND " + column + " <> ''"
	return ordering{
		value: column, from: "certificate c CROSS JOIN person t", key: "c.person_id", filled: filled,
		empty: "NOT EXISTS (SELECT 1 FROM certificate c WHERE " + filled + ")",
	}
}

// peopleSorting are the orders of the register. Of people who are alike in a column the names decide, in the Dutch order.
var peopleSorting = sorting[Person]{
	table: &people, ties: []string{"t.sort_key", "t.id"},
	columns: map[string]ordering{
		"name":         texted("t.sort_key"),
		"town":         texted("t.town_key"),
		"postcode":     texted("t.postcode"),
		"province":     texted("t.province"),
		"organisation": texted("t.organisation_key"),
		"email":        texted("(CASE WHEN t.email <> '' THEN t.email ELSE t.work_email END)"),
		"phone":        texted("(CASE WHEN t.mobile <> '' THEN t.mobile ELSE t.phone END)"),
		"roles":        byRole(),
		"member_until": texted("t.member_until"),
		"trained":      byLatest("c.achieved"),
		"course":       {value: "c.course_key", from: "certificate c CROSS JOIN person t", key: "c.person_id", filled: latest, empty: "NOT EXISTS (SELECT 1 FROM certificate c WHERE " + latest + ")"},
		"number":       byLatest("c.number"),
	},
}

// SortedPeople gives a page of who a filter and a text leave, in an order ("name", "town", "postcode", "province",
// "organisation", "email", "phone", "roles", "member_until", or of the latest valid certificate "trained", "course",
// "number"), after the person with a number (0: from the start). An empty text leaves everybody.
func (tx *Tx) SortedPeople(f PeopleFilter, text string, by Sort, after int64, limit int) ([]Person, error) {
	conds, args, err := f.conditions(tx, nil)
	if err != nil {
		return nil, err
	}
	if words := strings.Fields(Fold(text)); len(words) > 0 {
		var with string
		with, args = tx.having(words, args)
		conds = append(conds, with)
	}
	return peopleSorting.page(tx, by, conds, args, after, limit)
}

// having writes the condition that a person has every word of a search, as SearchPeople finds them: words of three letters
// or more anywhere, and where there are none of those a surname that begins with the text.
func (tx *Tx) having(words []string, args []any) (string, []any) {
	add := func(v string) string {
		args = append(args, v)
		return "$" + itoa(len(args))
	}
	long := func(w string) bool { return len([]rune(w)) >= 3 }
	if !slices.ContainsFunc(words, long) {
		start := strings.Join(words, " ")
		from := add(start)
		return "t.sort_key >= " + from + " AND t.sort_key < " + add(start+"\U0010ffff"), args
	}
	var conds, quoted []string
	for _, w := range words {
		if long(w) && !tx.postgres {
			quoted = append(quoted, `"`+strings.ReplaceAll(w, `"`, `""`)+`"`)
			continue
		}
		conds = append(conds, "t.search LIKE "+add("%"+likeText(w)+"%")+` ESCAPE '\'`)
	}
	if len(quoted) > 0 {
		conds = append(conds, "t.id IN (SELECT rowid FROM person_fts WHERE person_fts MATCH "+add(strings.Join(quoted, " AND "))+")")
	}
	return strings.Join(conds, " AND "), args
}

// latestColumns are what a list shows of somebody's latest valid certificate.
const latestColumns = "c.person_id, c.course, c.age_group, c.achieved, c.number"

// LatestCertificate is somebody's latest valid certificate, as a list needs it.
type LatestCertificate struct {
	Course, AgeGroup string
	Achieved         string // a day, or less of it, as it is known
	Number           string // empty on old paper
}

// LatestCertificates gives the latest valid certificate of several people.
func (tx *Tx) LatestCertificates(ids []int64) (map[int64]LatestCertificate, error) {
	out := map[int64]LatestCertificate{}
	for len(ids) > 0 {
		n := min(len(ids), 500)
		err := tx.rows("SELECT "+latestColumns+" FROM certificate c WHERE c.status = 'valid' AND c.person_id IN ("+placeholders(1, n)+") ORDER BY c.person_id, c.achieved, c.id", anys(ids[:n]), func(scan func(...any) error) error {
			var person int64
			var c LatestCertificate
			err := scan(&person, &c.Course, &c.AgeGroup, &c.Achieved, &c.Number)
			out[person] = c // the last one read is the latest
			return err
		})
		if err != nil {
			return nil, err
		}
		ids = ids[n:]
	}
	return out, nil
}
