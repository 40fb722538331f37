package data

// Setting is one of the office's own choices, from a day on ("" from always).
type Setting struct {
	Meta
	Name  string
	Since Day
	Value string
}

var settings = table[Setting]{
	name: "setting", columns: "name since value",
	meta:   func(s *Setting) *Meta { return &s.Meta },
	fields: func(s *Setting) []any { return []any{&s.Name, &s.Since, &s.Value} },
}

// Setting gives the value that holds on a day; ErrNotFound when none was set.
func (tx *Tx) Setting(name string, on Day) (string, error) {
	s, err := settings.one(tx, "WHERE t.name = $1 AND t.since <= $2 ORDER BY t.since DESC", name, string(on))
	return s.Value, err
}

// Settings gives every setting, by name and day.
func (tx *Tx) Settings() ([]Setting, error) { return settings.all(tx, "ORDER BY t.name, t.since") }

// SaveSetting sets a value from a day on; the same day again replaces it.
func (tx *Tx) SaveSetting(name string, since Day, value string) error {
	s, err := settings.one(tx, "WHERE t.name = $1 AND t.since = $2", name, string(since))
	if err != nil && err != ErrNotFound {
		return err
	}
	s.Name, s.Since, s.Value = name, since, value
	return settings.save(tx, &s)
}

// DeleteSetting takes a value away that was set.
func (tx *Tx) DeleteSetting(id int64) error { return settings.remove(tx, id) }

// Staff is somebody who works at a desk of this office.
type Staff struct {
	Meta
	Name        string
	Login       string // the system's or the database's user
	Complaints  bool
	Bookkeeping bool
	Manager     bool
	Ended       bool
}

var staffs = table[Staff]{
	name: "staff", columns: "name login complaints bookkeeping manager ended",
	meta: func(s *Staff) *Meta { return &s.Meta },
	fields: func(s *Staff) []any {
		return []any{&s.Name, &s.Login, &s.Complaints, &s.Bookkeeping, &s.Manager, &s.Ended}
	},
}

// StaffByLogin finds who sits at a desk; ErrNotFound when nobody has that login.
func (tx *Tx) StaffByLogin(login string) (Staff, error) {
	return staffs.one(tx, "WHERE t.login = $1 AND NOT t.ended", login)
}

// Staff gives everybody who works here, by name.
func (tx *Tx) Staff() ([]Staff, error) { return staffs.all(tx, "WHERE NOT t.ended ORDER BY t.name") }

// SaveStaff saves a staff member.
func (tx *Tx) SaveStaff(s *Staff) error { return staffs.save(tx, s) }
