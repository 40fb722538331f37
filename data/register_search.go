package data

import (
	"slices"
	"strings"
)

// RolesOfPeople gives the roles of several people in one question, by person, oldest first.
func (tx *Tx) RolesOfPeople(ids []int64) (map[int64][]Role, error) {
	out := map[int64][]Role{}
	for len(ids) > 0 {
		n := min(len(ids), 500)
		args := make([]any, n)
		for i, id := range ids[:n] {
			args[i] = id
		}
		found, err := roles.all(tx, "WHERE t.person_id IN ("+placeholders(1, n)+") ORDER BY t.person_id, t.since, t.kind", args...)
		if err != nil {
			return nil, err
		}
		for _, r := range found {
			out[r.PersonID] = append(out[r.PersonID], r)
		}
		ids = ids[n:]
	}
	return out, nil
}

// DeleteRole removes a role.
func (tx *Tx) DeleteRole(id int64) error { return roles.remove(tx, id) }

// Found is what somebody can be found by: the number and the folded text.
type Found struct {
	ID     int64
	Search string
}

// threes asks an index of three letters for where a word of three or more can stand: those that make up the word, not every
// three in a row, which takes twice as long. Whether it stands there as it is has to be looked at.
func threes(word string) string {
	letters := []rune(word)
	var out []string
	for i := 0; i < len(letters); i += 3 {
		i := max(0, min(i, len(letters)-3))
		out = append(out, `"`+strings.ReplaceAll(string(letters[i:min(i+3, len(letters))]), `"`, `""`)+`"`)
	}
	return strings.Join(out, " AND ")
}

// AnybodyWith says whether a word of three letters or more stands in somebody's record.
func (tx *Tx) AnybodyWith(word string) (bool, error) {
	where, args := tx.containing("person", []string{word})
	n, err := tx.count("SELECT count(*) FROM (SELECT 1 FROM person t "+where+" LIMIT 1) one", args...)
	return n > 0, err
}

// FewWith says whether fewer people than a number have all of some words of three letters or more in their record. On
// SQLite it looks no further than the index, which may count a few too many.
func (tx *Tx) FewWith(words []string, than int) (bool, error) {
	from, args := tx.containing("person", words)
	from = "person t " + from
	if !tx.postgres {
		match := make([]string, len(words))
		for i, w := range words {
			match[i] = threes(w)
		}
		from, args = "person_fts WHERE person_fts MATCH $1", []any{strings.Join(match, " AND ")}
	}
	args = append(args, than)
	n, err := tx.count("SELECT count(*) FROM (SELECT 1 FROM "+from+" LIMIT $"+itoa(len(args))+") few", args...)
	return n < than, err
}

// PeopleNearly finds people in whose record all the words stand, and everything of
// at least one group, where there are any: the pieces of a word of which one may hold a typing fault. On SQLite a long piece
// is only nearly asked for.
// Words and pieces have three letters or more. At most limit, in no order.
func (tx *Tx) PeopleNearly(words []string, groups [][]string, limit int) ([]Found, error) {
	var args []any
	one := func(w string) string {
		if tx.postgres {
			args = append(args, "%"+likeText(w)+"%")
			return `t.search LIKE $` + itoa(len(args)) + ` ESCAPE '\'`
		}
		return threes(w)
	}
	all := func(list []string) string {
		out := make([]string, len(list))
		for i, w := range list {
			out[i] = one(w)
		}
		return "(" + strings.Join(out, " AND ") + ")"
	}
	either := make([]string, len(groups))
	for i, g := range groups {
		either[i] = all(g)
	}
	var parts []string
	if len(groups) > 0 {
		parts = append(parts, "("+strings.Join(either, " OR ")+")")
	}
	if len(words) > 0 {
		parts = append(parts, all(words))
	}
	if len(parts) == 0 {
		return nil, nil
	}
	cond := strings.Join(parts, " AND ")
	from := "person t WHERE " + cond
	if !tx.postgres {
		args = append(args, cond)
		from = "person_fts JOIN person t ON t.id = person_fts.rowid WHERE person_fts MATCH $1"
		for _, w := range words {
			args = append(args, w)
			from += " AND instr(t.search, $" + itoa(len(args)) + ") > 0"
		}
	}
	args = append(args, limit)
	var out []Found
	err := tx.rows("SELECT t.id, t.search FROM "+from+" LIMIT $"+itoa(len(args)), args, func(scan func(...any) error) error {
		var f Found
		if err := scan(&f.ID, &f.Search); err != nil {
			return err
		}
		out = append(out, f)
		return nil
	})
	return out, err
}

// SearchesOf gives what several people can be found by.
func (tx *Tx) SearchesOf(ids []int64) ([]Found, error) {
	var out []Found
	for part := range slices.Chunk(ids, 500) {
		args := make([]any, len(part))
		for i, id := range part {
			args[i] = id
		}
		err := tx.rows("SELECT t.id, t.search FROM person t WHERE t.id IN ("+placeholders(1, len(part))+")", args, func(scan func(...any) error) error {
			var f Found
			if err := scan(&f.ID, &f.Search); err != nil {
				return err
			}
			out = append(out, f)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// NamesFrom gives who sorts under names that begin with some letters, in that order.
func (tx *Tx) NamesFrom(start string, limit int) ([]Found, error) {
	var out []Found
	err := tx.rows("SELECT t.id, t.sort_key FROM person t WHERE t.sort_key >= $1 AND t.sort_key < $2 ORDER BY t.sort_key, t.id LIMIT $3", []any{start, start + "\U0010ffff", limit}, func(scan func(...any) error) error {
		var f Found
		if err := scan(&f.ID, &f.Search); err != nil {
			return err
		}
		out = append(out, f)
		return nil
	})
	return out, err
}

// PeopleByID reads several people, by name.
func (tx *Tx) PeopleByID(ids []int64) ([]Person, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	args := make([]any, len(ids))
	for i, id := range ids {
		args[i] = id
	}
	return people.all(tx, "WHERE t.id IN ("+placeholders(1, len(ids))+") ORDER BY t.sort_key, t.id", args...)
}
