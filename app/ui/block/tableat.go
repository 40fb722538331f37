package block

// CursorAt gives the table the keyboard with its cursor in a column that can be
// switched, by the column's ID; Space switches it for the current row from there.
func (t *Table) CursorAt(id string) {
	t.Focus()
	for i, c := range t.columns {
		if c.ID == id && c.OnToggle != nil {
			t.cursor = i
			t.rows.content.update(true)
			return
		}
	}
}
