package data

// FormerTraining is a training from before the program that was never entered as
// a cohort: what somebody knows of it, and how that is known.
type FormerTraining struct {
	Meta
	Course    string
	AgeGroup  string
	FromDay   string // YYYY, YYYY-MM or YYYY-MM-DD
	UntilDay  string // the same; empty: FromDay says all of it
	Venue     string
	Town      string
	Trainers  string // names, parted by newlines
	Source    string // how the office knows: "agenda 2009", "verteld door een trainer"
	Uncertain string // which of date, place, trainers, course are not sure, parted by spaces
	Notes     string
	NotedFor  int64 // the old paper that it was noted from, for which it proves nothing; 0: none
}

var formerTrainings = table[FormerTraining]{
	name:    "former_training",
	columns: "course age_group from_day until_day venue town trainers source uncertain notes noted_for",
	meta:    func(f *FormerTraining) *Meta { return &f.Meta },
	fields: func(f *FormerTraining) []any {
		return []any{&f.Course, &f.AgeGroup, &f.FromDay, &f.UntilDay, &f.Venue, &f.Town, &f.Trainers, &f.Source, &f.Uncertain, &f.Notes, &f.NotedFor}
	},
}

// SaveFormerTraining adds or changes one.
func (tx *Tx) SaveFormerTraining(f *FormerTraining) error { return formerTrainings.save(tx, f) }

// FormerTraining reads one; ErrNotFound when there is none.
func (tx *Tx) FormerTraining(id int64) (FormerTraining, error) { return formerTrainings.get(tx, id) }

// FormerTrainings gives all of them, the newest first.
func (tx *Tx) FormerTrainings() ([]FormerTraining, error) {
	return formerTrainings.all(tx, "ORDER BY t.from_day DESC, t.id DESC")
}

// RemoveFormerTraining removes one.
func (tx *Tx) RemoveFormerTraining(id int64) error { return formerTrainings.remove(tx, id) }
