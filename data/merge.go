package data

import (
	"errors"
	"maps"
	"slices"
	"strings"
)

// The kinds of records that can be made one.
const (
	MergedPerson       = "person"
	MergedOrganisation = "organisation"
)

// Merged is a record that was merged into another.
type Merged struct {
	Meta
	Kind       string
	ChangeID   int64  // the change in which it happened, as the history has it
	SurvivorID int64  // the record that stayed
	GoneID     int64  // the number that it had itself
	Name       string // as it was called
	NameKey    string // set when it is merged
	Source     string // the list row that it came from, so that the row is known when the list comes again
	Search     string // what it was found by
}

var merges = table[Merged]{
	name: "merged", columns: "kind change_id survivor_id gone_id name name_key source search",
	meta: func(m *Merged) *Meta { return &m.Meta },
	fields: func(m *Merged) []any {
		return []any{&m.Kind, &m.ChangeID, &m.SurvivorID, &m.GoneID, &m.Name, &m.NameKey, &m.Source, &m.Search}
	},
}

// MergedInto follows a number that was merged away to the record that has its place now; the number itself when it was
// not merged.
func (tx *Tx) MergedInto(kind string, id int64) (int64, error) {
	for {
		m, err := merges.one(tx, "WHERE t.kind = $1 AND t.gone_id = $2", kind, id)
		if errors.Is(err, ErrNotFound) {
			return id, nil
		}
		if err != nil {
			return 0, err
		}
		id = m.SurvivorID
	}
}

// MergedTo gives what was merged into a record and was not taken back, the newest first.
func (tx *Tx) MergedTo(kind string, id int64) ([]Merged, error) {
	return merges.all(tx, "WHERE t.kind = $1 AND t.survivor_id = $2 ORDER BY t.id DESC", kind, id)
}

// MergedBy gives what was merged in a change; none where the change merged nothing, or that was taken back.
func (tx *Tx) MergedBy(change int64) ([]Merged, error) {
	return merges.all(tx, "WHERE t.change_id = $1 ORDER BY t.id", change)
}

// References counts what names a record, by table and column: "invoice.person_id".
func (tx *Tx) References(kind string, id int64) (map[string]int, error) {
	out := map[string]int{}
	for _, r := range references {
		if r.to != kind {
			continue
		}
		n, err := tx.count("SELECT count(*) FROM "+r.from.name+" WHERE "+r.column+" = $1", id)
		if err != nil {
			return nil, err
		}
		out[r.from.name+"."+r.column] = n
	}
	return out, nil
}

// MergePeople makes one person of several. What named the others names the one who stays, who is saved as given; what
// one person cannot have twice (the same cohort, the same role) becomes one. Papers that are final keep the name that
// stands on them. Each must be as it was read, else ErrStale.
func (tx *Tx) MergePeople(stays *Person, gone ...Person) error {
	for _, g := range gone {
		now, err := tx.Person(g.ID)
		if err != nil {
			return err
		}
		if now.Version != g.Version || g.ID == stays.ID {
			return ErrStale
		}
		m := Merged{Kind: MergedPerson, SurvivorID: stays.ID, GoneID: g.ID, Name: now.Name(), Source: now.Source, Search: now.Search}
		if err := tx.merge(&m, nil, func() error { return people.remove(tx, g.ID) }); err != nil {
			return err
		}
	}
	return tx.SavePerson(stays)
}

// MergeOrganisations is MergePeople for organisations.
func (tx *Tx) MergeOrganisations(stays *Organisation, gone ...Organisation) error {
	if err := tx.SaveOrganisation(stays); err != nil {
		return err
	}
	for _, g := range gone {
		now, err := tx.Organisation(g.ID)
		if err != nil {
			return err
		}
		if now.Version != g.Version || g.ID == stays.ID {
			return ErrStale
		}
		m := Merged{Kind: MergedOrganisation, SurvivorID: stays.ID, GoneID: g.ID, Name: now.Name, Search: now.Search}
		if err := tx.merge(&m, row{"id": stays.ID, "name": stays.Name}, func() error { return organisations.remove(tx, g.ID) }); err != nil {
			return err
		}
	}
	// Saved again to be found by what the others were called.
	if err := tx.SaveOrganisation(stays); err != nil {
		return err
	}
	return tx.findAgain(MergedOrganisation, stays.ID)
}

// merge moves what names a record to the one that stays, removes it and remembers it.
func (tx *Tx) merge(m *Merged, stays row, remove func() error) error {
	if err := tx.notApart(m.Kind, m.SurvivorID, m.GoneID); err != nil {
		return err
	}
	if err := tx.repointAll(m.Kind, m.GoneID, m.SurvivorID, stays); err != nil {
		return err
	}
	if err := remove(); err != nil {
		if constraint(err) {
			return Explain("Samenvoegen kan niet: er hoort iets bij dat niet mee kan. Er is niets gewijzigd.", err)
		}
		return err
	}
	if err := tx.moveDrafts(m.Kind, m.GoneID, m.SurvivorID); err != nil {
		return err
	}
	m.ChangeID, m.NameKey = tx.changeID, Fold(m.Name)
	return merges.save(tx, m)
}

// notApart forgets that two records were said to be different: they are about to be one.
func (tx *Tx) notApart(kind string, one, other int64) error {
	t := apartOf(kind)
	column, _, _ := strings.Cut(t.columns, " ")
	pairs, err := t.all(tx, "WHERE t."+column+" = $1 AND t.other_id = $2 OR t."+column+" = $2 AND t.other_id = $1", one, other)
	for _, p := range pairs {
		if err == nil {
			err = t.remove(tx, p.ID)
		}
	}
	return err
}

// repointAll makes whatever names one record name another; stays is what the other is, where rows that move take
// something over of it.
func (tx *Tx) repointAll(table string, from, to int64, stays row) error {
	for _, r := range references {
		if r.to != table {
			continue
		}
		if err := tx.repoint(r, from, to, stays); err != nil {
			return err
		}
	}
	return nil
}

func (tx *Tx) repoint(r reference, from, to int64, stays row) error {
	moved, err := tx.look(r.from, r.column, from)
	if err != nil {
		return err
	}
	var there []row
	if r.alike != nil {
		if there, err = tx.look(r.from, r.column, to); err != nil {
			return err
		}
	}
	for _, m := range moved {
		set := row{r.column: to}
		if r.also != nil {
			for c, v := range r.also(stays) {
				set[c] = v
			}
		}
		if twin := r.twin(there, m); twin >= 0 {
			if r.free == nil {
				if there[twin], err = tx.fold(r, there[twin], m); err != nil {
					return err
				}
				continue
			}
			for c, v := range r.free(m) {
				set[c] = v
			}
		}
		now, err := tx.alter(r.from, m, set)
		if err != nil {
			return err
		}
		there = append(there, now)
	}
	return nil
}

// twin finds which row that is there is the same thing; -1 when none is.
func (r reference) twin(there []row, moved row) int {
	best, most := -1, 0
	if r.alike == nil {
		return best
	}
	for i, t := range there {
		if n := r.alike(t, moved); n > most {
			best, most = i, n
		}
	}
	return best
}

// fold lets a row go into the one that is there, with what hangs under it.
func (tx *Tx) fold(r reference, there, moved row) (row, error) {
	set := row{}
	if r.take != nil {
		set = r.take(there, moved)
	}
	if r.beside != nil {
		more, err := r.beside(tx, there, moved)
		if err != nil {
			return nil, err
		}
		maps.Copy(set, more)
	}
	if err := tx.repointAll(r.from.name, moved.id(), there.id(), nil); err != nil {
		return nil, err
	}
	if err := tx.erase(r.from, moved); err != nil || len(set) == 0 {
		return there, err
	}
	return tx.alter(r.from, there, set)
}

// findAgain saves the people of an organisation, who are found by its name.
func (tx *Tx) findAgain(kind string, id int64) error {
	if kind != MergedOrganisation {
		return nil
	}
	of, err := tx.PeopleOf(id)
	for i := range of {
		if err == nil {
			err = tx.SavePerson(&of[i])
		}
	}
	return err
}

// draftKeys are how the register's screen calls a person and an organisation, which a draft is kept under.
var draftKeys = map[string]string{MergedPerson: "", MergedOrganisation: "o"}

// moveDrafts keeps what somebody typed about a record and did not save yet, with the record that stays.
func (tx *Tx) moveDrafts(kind string, from, to int64) error {
	const screen = "register"
	old, now := draftKeys[kind]+itoa(int(from)), draftKeys[kind]+itoa(int(to))
	n, err := tx.count("SELECT count(*) FROM draft a JOIN draft b ON b.who = a.who AND b.form = a.form AND b.screen = a.screen AND b.record = $2 WHERE a.screen = $3 AND a.record = $1",
		old, now, screen)
	if err != nil {
		return err
	}
	if n > 0 {
		return Refuse("Van allebei is nog iets getypt dat niet is opgeslagen. Sla dat eerst op of gooi het weg; het staat bij Vandaag. Er is niets gewijzigd.")
	}
	_, err = tx.exec("UPDATE draft SET record = $2 WHERE screen = $3 AND record = $1", old, now, screen)
	return err
}

// mergedNamed gives the records, each once, into which what had exactly this name was merged.
func (tx *Tx) mergedNamed(kind, name string) ([]int64, error) {
	of, err := merges.all(tx, "WHERE t.kind = $1 AND t.name_key = $2 ORDER BY t.id", kind, Fold(name))
	var out []int64
	for _, m := range of {
		id, err := tx.MergedInto(kind, m.SurvivorID)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out, err
}

// formerly is what the people, organisations and lists of before a merging are found by, with what is found by the record itself left
// out.
func (tx *Tx) formerly(kind string, id int64, has string) (string, error) {
	var more []string
	todo := []int64{id}
	for len(todo) > 0 {
		of, err := tx.MergedTo(kind, todo[0])
		if err != nil {
			return "", err
		}
		todo = todo[1:]
		for _, m := range of {
			todo = append(todo, m.GoneID)
			for w := range strings.FieldsSeq(m.Search) {
				if !strings.Contains(has, w) && !slices.Contains(more, w) {
					more = append(more, w)
				}
			}
		}
	}
	return strings.Join(more, " "), nil
}
