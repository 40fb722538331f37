package data

// OldestOrder is the day of the oldest order in a state; empty when there is none.
func (tx *Tx) OldestOrder(state string) (Day, error) {
	var d string
	err := tx.row("SELECT coalesce(min(day), '') FROM sales_order WHERE state = $1", []any{state}, &d)
	return Day(d), err
}

// MessagesByIntent counts the mails in a state by what they seem to be.
func (tx *Tx) MessagesByIntent(state string) (map[string]int, error) {
	out := map[string]int{}
	err := tx.rows(`SELECT intent, count(*) FROM (SELECT intent FROM message WHERE state = $1
		UNION ALL SELECT intent FROM complaint_message WHERE state = $1) m GROUP BY intent`, []any{state}, func(scan func(...any) error) error {
		var intent string
		var n int
		if err := scan(&intent, &n); err != nil {
			return err
		}
		out[intent] = n
		return nil
	})
	return out, err
}
