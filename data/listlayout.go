package data

import "errors"

// ListLayout gives what somebody chose for the columns of lists of a shape; empty where nothing was chosen.
func (tx *Tx) ListLayout(shape string) (string, error) {
	var text string
	err := tx.row("SELECT columns FROM list_layout WHERE shape = $1", []any{shape}, &text)
	if errors.Is(err, ErrNotFound) {
		return "", nil
	}
	return text, err
}

// KeepListLayout keeps what was chosen for the columns of lists of a shape; empty forgets it. It is no record: the
// history does not know it, and taking an import back does not take it back.
func (tx *Tx) KeepListLayout(shape, columns string) error {
	if columns == "" {
		_, err := tx.exec("DELETE FROM list_layout WHERE shape = $1", shape)
		return err
	}
	_, err := tx.exec("INSERT INTO list_layout (shape, columns, at) VALUES ($1, $2, $3) ON CONFLICT (shape) DO UPDATE SET columns = excluded.columns, at = excluded.at",
		shape, columns, momentText(tx.now))
	return err
}
