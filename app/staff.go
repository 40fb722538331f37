package app

import (
	"context"
	"errors"
	"fmt"
	"os/user"
	"slices"
	"strings"

	"kiesvoorhetkind.nl/kantoor/data"
)

// maxName is how long a staff member's name may be, in letters.
const maxName = 60

// NameDesk says who sits at this desk: whoever is signed in to this computer. It holds at once. It gives the change for
// undoing it.
func (o *Office) NameDesk(ctx context.Context, name string) (int64, error) {
	name, err := staffName(name)
	if err != nil {
		return 0, err
	}
	u, err := user.Current()
	if err != nil {
		return 0, data.Explain("Deze computer zegt niet wie er is aangemeld. Er is niets opgeslagen.", fmt.Errorf("name desk: %w", err))
	}
	change, err := o.Store.Do(ctx, data.Change{Who: o.Who(), Title: "Naam aan dit bureau gewijzigd"}, func(tx *data.Tx) error {
		s, err := tx.StaffByLogin(u.Username)
		if errors.Is(err, data.ErrNotFound) {
			all, other := tx.Staff()
			if other != nil {
				return other
			}
			// The first one at a new office does everything; others are given what they do.
			s, err = data.Staff{Login: u.Username, Complaints: len(all) == 0, Bookkeeping: len(all) == 0, Manager: len(all) == 0}, nil
		}
		if err != nil || s.Name == name {
			return err
		}
		s.Name = name
		return saveStaff(tx, &s)
	})
	if err == nil {
		o.sit(name)
	}
	return change, err
}

// Staff gives everybody who works here, by name.
func (o *Office) Staff(ctx context.Context) ([]data.Staff, error) {
	var all []data.Staff
	err := o.Store.Read(ctx, func(tx *data.Tx) (err error) {
		all, err = tx.Staff()
		return err
	})
	return all, err
}

// SaveStaff adds or changes a staff member. One that works here keeps a manager, and somebody for the complaints: else
// nobody could give those back. It gives the change for undoing it.
func (o *Office) SaveStaff(ctx context.Context, s *data.Staff) (int64, error) {
	name, err := staffName(s.Name)
	if err != nil {
		return 0, err
	}
	login := strings.TrimSpace(s.Login)
	if login == "" || len([]rune(login)) > 100 {
		return 0, data.Refuse("Vul de naam in waarmee deze medewerker zich bij de computer aanmeldt. Er is niets opgeslagen.")
	}
	title := "Medewerker gewijzigd"
	switch {
	case s.ID == 0:
		title = "Medewerker toegevoegd"
	case s.Ended:
		title = "Medewerker uit dienst"
	}
	return o.Store.Do(ctx, data.Change{Who: o.Who(), Title: title}, func(tx *data.Tx) error {
		s.Name, s.Login = name, login
		all, err := tx.Staff()
		if err != nil {
			return err
		}
		all = slices.DeleteFunc(all, func(other data.Staff) bool { return s.ID != 0 && other.ID == s.ID })
		if slices.ContainsFunc(all, func(other data.Staff) bool { return strings.EqualFold(other.Login, login) }) {
			return data.Refuse("Een andere medewerker meldt zich al met deze naam aan. Er is niets opgeslagen.")
		}
		if !s.Ended {
			all = append(all, *s)
		}
		if len(all) > 0 && !slices.ContainsFunc(all, func(s data.Staff) bool { return s.Manager }) {
			return data.Refuse("Er moet iemand blijven die het kantoor beheert. Er is niets opgeslagen; geef dat eerst aan een ander.")
		}
		if len(all) > 0 && !slices.ContainsFunc(all, func(s data.Staff) bool { return s.Complaints }) {
			return data.Refuse("Er moet iemand blijven die klachten behandelt. Er is niets opgeslagen; geef dat eerst aan een ander.")
		}
		return saveStaff(tx, s)
	})
}

func saveStaff(tx *data.Tx, s *data.Staff) error {
	err := tx.SaveStaff(s)
	if errors.Is(err, data.ErrDouble) {
		return data.Explain("Met deze aanmeldnaam heeft hier eerder iemand gewerkt; die blijft in de geschiedenis van haar of hem. Gebruik een andere. Er is niets opgeslagen.", err)
	}
	return err
}

func staffName(name string) (string, error) {
	name = strings.Join(strings.Fields(name), " ")
	if name == "" || len([]rune(name)) > maxName {
		return "", data.Refuse("Vul een naam in van hooguit %d tekens. Er is niets opgeslagen.", maxName)
	}
	return name, nil
}

// SuggestName is the name of whoever is signed in to this computer, as far as the computer knows it; else "".
func (o *Office) SuggestName() string {
	u, err := user.Current()
	if err != nil {
		return ""
	}
	full, _, _ := strings.Cut(u.Name, ",") // what follows are telephone numbers
	if name, err := staffName(full); err == nil && !strings.EqualFold(name, u.Username) {
		return name
	}
	return ""
}
