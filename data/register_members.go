package data

import (
	"slices"
	"strings"
)

// MembersPage gives a page of who is a member on a day, in the order of the names,
// after a person (nil: from the start).
func (tx *Tx) MembersPage(on Day, after *Person, limit int) ([]Person, error) {
	const members = "WHERE t.member_until <> '' AND t.member_until >= $1"
	if after == nil {
		return people.all(tx, members+" ORDER BY t.sort_key, t.id LIMIT $2", string(on), limit)
	}
	return people.all(tx, members+" AND (t.sort_key, t.id) > ($2, $3) ORDER BY t.sort_key, t.id LIMIT $4", string(on), after.SortKey, after.ID, limit)
}

// MembersUntilPage gives a page of those whose last day as a member of any kind lies from one
// day to another, the first to end first, after a person (nil: from the start).
func (tx *Tx) MembersUntilPage(from, to Day, after *Person, limit int) ([]Person, error) {
	const ending = "WHERE t.member_until <> '' AND t.member_until >= $1 AND t.member_until <= $2"
	if after == nil {
		return people.all(tx, ending+" ORDER BY t.member_until, t.sort_key, t.id LIMIT $3", string(from), string(to), limit)
	}
	return people.all(tx, ending+" AND (t.member_until, t.sort_key, t.id) > ($3, $4, $5) ORDER BY t.member_until, t.sort_key, t.id LIMIT $6",
		string(from), string(to), string(after.MemberUntil), after.SortKey, after.ID, limit)
}

// MembersEndedPage gives a page of those who are no member of any kind since before a day, the last to
// end first, after a person (nil: from the start).
func (tx *Tx) MembersEndedPage(before Day, after *Person, limit int) ([]Person, error) {
	const ended = "WHERE t.member_until <> '' AND t.member_until < $1"
	if after == nil {
		return people.all(tx, ended+" ORDER BY t.member_until DESC, t.sort_key DESC, t.id DESC LIMIT $2", string(before), limit)
	}
	return people.all(tx, ended+" AND (t.member_until, t.sort_key, t.id) < ($2, $3, $4) ORDER BY t.member_until DESC, t.sort_key DESC, t.id DESC LIMIT $5",
		string(before), string(after.MemberUntil), after.SortKey, after.ID, limit)
}

// CountMembersUntil counts those whose last day as a member of any kind lies from one day to another.
func (tx *Tx) CountMembersUntil(from, to Day) (int, error) {
	return tx.count("SELECT count(*) FROM person WHERE member_until <> '' AND member_until >= $1 AND member_until <= $2", string(from), string(to))
}

// MembershipEnd is the last day of one of somebody's memberships.
type MembershipEnd struct {
	Person
	Regime string // coach, mediator
	Until  Day
}

// regimeEnds are the columns that hold the last day of each membership.
var regimeEnds = []struct{ regime, column string }{{"coach", "coach_until"}, {"mediator", "mediator_until"}}

// MembershipEnds gives a page of the memberships (one of each kind a person) whose last day lies from
// one day to another, the first to end first, after one (nil: from the start).
func (tx *Tx) MembershipEnds(from, to Day, after *MembershipEnd, limit int) ([]MembershipEnd, error) {
	query, args := "", []any{string(from), string(to), limit}
	past := ""
	if after != nil {
		args = append(args, string(after.Until), after.SortKey, after.ID, after.Regime)
		past = " AND (COLUMN, sort_key, id, REGIME) > ($4, $5, $6, $7)"
	}
	for i, r := range regimeEnds {
		if i > 0 {
			query += " UNION ALL "
		}
		part := "SELECT id, sort_key, REGIME AS regime, COLUMN AS until FROM person WHERE COLUMN <> '' AND COLUMN >= $1 AND COLUMN <= $2" + past
		query += regimeQuery(part, r.regime, r.column)
	}
	var out []MembershipEnd
	var ids []int64
	err := tx.rows("SELECT id, regime, until FROM ("+query+") m ORDER BY until, sort_key, id, regime LIMIT $3", args, func(scan func(...any) error) error {
		var e MembershipEnd
		if err := scan(&e.ID, &e.Regime, &e.Until); err != nil {
			return err
		}
		out, ids = append(out, e), append(ids, e.ID)
		return nil
	})
	if err != nil || len(out) == 0 {
		return nil, err
	}
	found, err := tx.PeopleByID(ids)
	if err != nil {
		return nil, err
	}
	known := make(map[int64]Person, len(found))
	for _, p := range found {
		known[p.ID] = p
	}
	for i := range out {
		out[i].Person = known[out[i].ID]
	}
	return out, nil
}

// MembershipEndsOf gives those of somebody's memberships whose last day lies from one day to another, the first to end
// first.
func (tx *Tx) MembershipEndsOf(person int64, from, to Day) ([]MembershipEnd, error) {
	p, err := tx.Person(person)
	if err != nil {
		return nil, err
	}
	var out []MembershipEnd
	for _, e := range []MembershipEnd{{p, "coach", p.CoachUntil}, {p, "mediator", p.MediatorUntil}} {
		if e.Until != "" && e.Until >= from && e.Until <= to {
			out = append(out, e)
		}
	}
	slices.SortStableFunc(out, func(a, b MembershipEnd) int { return strings.Compare(string(a.Until), string(b.Until)) })
	return out, nil
}

// EndsWithout gives the memberships whose last day lies from one day to another and about which nothing was made in a
// run under their key: the prefix, the regime, a colon and the last day. It counts those of whom nothing is known that
// could spare them, and gives by number the others: whose membership was ended once, who has an invoice for it that is
// not paid, a seat in a training that is not over, no mail address for it and no whole address of their own, or another
// membership that ends then too.
func (tx *Tx) EndsWithout(prefix string, from, to Day) (clear int, others []int64, err error) {
	query := ""
	for i, r := range regimeEnds {
		if i > 0 {
			query += " UNION ALL "
		}
		part := `SELECT CASE WHEN (p.no_mail OR p.email = '' AND p.work_email = '') AND (p.street = '' OR p.town = '') OR (p.OTHER <> '' AND p.OTHER >= $2 AND p.OTHER <= $3)
			OR EXISTS (SELECT 1 FROM membership_event e WHERE e.person_id = p.id AND e.kind = 'ended' AND e.regime = REGIME)
			OR EXISTS (SELECT 1 FROM invoice v WHERE v.person_id = p.id AND v.membership = REGIME AND (v.state = 'draft' OR v.total_cents > v.paid_cents))
			OR EXISTS (SELECT 1 FROM enrolment s JOIN cohort c ON c.id = s.cohort_id WHERE s.person_id = p.id AND s.status = 'confirmed' AND c.last_day >= $4)
			THEN p.id ELSE 0 END AS who
			FROM person p WHERE p.COLUMN <> '' AND p.COLUMN >= $2 AND p.COLUMN <= $3
			AND NOT EXISTS (SELECT 1 FROM print_run_item t WHERE t.person_id = p.id AND t.address_key = $1 || REGIME || ':' || p.COLUMN AND ` + hadItem + `)`
		query += regimeQuery(strings.ReplaceAll(part, "OTHER", regimeEnds[1-i].column), r.regime, r.column)
	}
	err = tx.rows("SELECT who, count(*) FROM ("+query+") m GROUP BY who ORDER BY who", []any{prefix, string(from), string(to), string(tx.Today())}, func(scan func(...any) error) error {
		var who int64
		var many int
		if err := scan(&who, &many); err != nil {
			return err
		}
		if who == 0 {
			clear = many
		} else {
			others = append(others, who)
		}
		return nil
	})
	return clear, others, err
}

// CountMembershipEnds counts the people of whom a membership has its last day between two days; who
// has two that end then counts once.
func (tx *Tx) CountMembershipEnds(from, to Day) (int, error) {
	coaches, err := tx.count("SELECT count(*) FROM person WHERE coach_until <> '' AND coach_until >= $1 AND coach_until <= $2", string(from), string(to))
	if err != nil {
		return 0, err
	}
	mediators, err := tx.count(`SELECT count(*) FROM person WHERE mediator_until <> '' AND mediator_until >= $1 AND mediator_until <= $2
		AND NOT (coach_until >= $1 AND coach_until <= $2)`, string(from), string(to))
	return coaches + mediators, err
}

// PeopleWithEventsSince gives the numbers of those to whose membership something happened on or after a day.
func (tx *Tx) PeopleWithEventsSince(day Day) ([]int64, error) {
	var out []int64
	err := tx.rows("SELECT DISTINCT person_id FROM membership_event WHERE day >= $1 ORDER BY person_id", []any{string(day)}, func(scan func(...any) error) error {
		var id int64
		err := scan(&id)
		out = append(out, id)
		return err
	})
	return out, err
}

// MembershipInvoices gives somebody's invoices for a membership, the newest first; credit notes are not among these.
func (tx *Tx) MembershipInvoices(person int64, regime string) ([]Invoice, error) {
	return invoices.all(tx, "WHERE t.person_id = $1 AND t.membership = $2 AND t.kind = 'invoice' ORDER BY t.id DESC", person, regime)
}

// regimeQuery puts a regime and its column in a query.
func regimeQuery(query, regime, column string) string {
	return strings.NewReplacer("COLUMN", column, "REGIME", "'"+regime+"'").Replace(query)
}
