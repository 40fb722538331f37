package app

import (
	"context"
	"errors"
	"fmt"
	"os/user"
	"strings"

	"kiesvoorhetkind.nl/kantoor/data"
)

// History gives the last changes, newest first, before a number (0: from the newest).
func (o *Office) History(ctx context.Context, before int64, limit int) ([]data.HistoryEntry, error) {
	var out []data.HistoryEntry
	err := o.Store.Read(ctx, func(tx *data.Tx) (err error) {
		out, err = tx.History(before, limit)
		return err
	})
	return out, err
}

// Backup writes the whole office to a file in a folder and checks it.
func (o *Office) Backup(ctx context.Context, dir string) (data.Backup, error) {
	return o.Store.Backup(ctx, dir)
}

// Check looks whether everything that is kept is whole, and says in Dutch what is not.
func (o *Office) Check(ctx context.Context) ([]string, error) { return o.Store.Check(ctx) }

// Where is the file or the database that the office is kept in, and whether several desks share it.
func (o *Office) Where() (address string, shared bool) { return o.Store.Address(), o.Store.Shared() }

// NameDesk says who sits at this desk: whoever is signed in to this computer. It holds from the next start of the
// program. It gives the change for undoing it.
func (o *Office) NameDesk(ctx context.Context, name string) (int64, error) {
	name = strings.Join(strings.Fields(name), " ")
	if name == "" || len([]rune(name)) > 60 {
		return 0, data.Refuse("Vul een naam in van hooguit 60 tekens. Er is niets opgeslagen.")
	}
	u, err := user.Current()
	if err != nil {
		return 0, data.Explain("Deze computer zegt niet wie er is aangemeld. Er is niets opgeslagen.", fmt.Errorf("name desk: %w", err))
	}
	return o.Store.Do(ctx, data.Change{Who: o.who, Title: "Naam aan dit bureau gewijzigd"}, func(tx *data.Tx) error {
		s, err := tx.StaffByLogin(u.Username)
		if errors.Is(err, data.ErrNotFound) {
			all, other := tx.Staff()
			if other != nil {
				return other
			}
			// The first one at a new office does everything; others are given what they do.
			s, err = data.Staff{Login: u.Username, Complaints: len(all) == 0, Bookkeeping: len(all) == 0, Manager: len(all) == 0}, nil
		}
		if err != nil {
			return err
		}
		s.Name = name
		return tx.SaveStaff(&s)
	})
}
