package data

// CountMembersUntil counts the people whose membership ends on a day in a stretch, both days with it.
func (tx *Tx) CountMembersUntil(from, to Day) (int, error) {
	return tx.count("SELECT count(*) FROM person WHERE member_until >= $1 AND member_until <= $2 AND member_until <> ''", string(from), string(to))
}

// OldestOrder is the day of the oldest order in a state; empty when there is none.
func (tx *Tx) OldestOrder(state string) (Day, error) {
	var d string
	err := tx.row("SELECT coalesce(min(day), '') FROM sales_order WHERE state = $1", []any{state}, &d)
	return Day(d), err
}
