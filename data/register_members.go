package data

// MembersPage gives a page of who is a member on a day, in the order of the names,
// after a person (nil: from the start).
func (tx *Tx) MembersPage(on Day, after *Person, limit int) ([]Person, error) {
	const members = "WHERE t.member_until <> '' AND t.member_until >= $1"
	if after == nil {
		return people.all(tx, members+" ORDER BY t.sort_key, t.id LIMIT $2", string(on), limit)
	}
	return people.all(tx, members+" AND (t.sort_key, t.id) > ($2, $3) ORDER BY t.sort_key, t.id LIMIT $4", string(on), after.SortKey, after.ID, limit)
}

// MembersUntilPage gives a page of those whose last day as a member lies from one
// day to another, the first to end first, after a person (nil: from the start).
func (tx *Tx) MembersUntilPage(from, to Day, after *Person, limit int) ([]Person, error) {
	const ending = "WHERE t.member_until <> '' AND t.member_until >= $1 AND t.member_until <= $2"
	if after == nil {
		return people.all(tx, ending+" ORDER BY t.member_until, t.sort_key, t.id LIMIT $3", string(from), string(to), limit)
	}
	return people.all(tx, ending+" AND (t.member_until, t.sort_key, t.id) > ($3, $4, $5) ORDER BY t.member_until, t.sort_key, t.id LIMIT $6",
		string(from), string(to), string(after.MemberUntil), after.SortKey, after.ID, limit)
}

// CountMembersUntil counts those whose last day as a member lies from one day to another.
func (tx *Tx) CountMembersUntil(from, to Day) (int, error) {
	return tx.count("SELECT count(*) FROM person WHERE member_until <> '' AND member_until >= $1 AND member_until <= $2", string(from), string(to))
}
