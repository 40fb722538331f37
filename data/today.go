package data

// OldestOrder is the day of the oldest order in a state; empty when there is none.
func (tx *Tx) OldestOrder(state string) (Day, error) {
	var d string
	err := tx.row("SELECT coalesce(min(day), '') FROM sales_order WHERE state = $1", []any{state}, &d)
	return Day(d), err
}
