package data

import "strings"

// PeopleNamed finds people with a surname, and whose first name, or first letter
// where only initials are known, does not contradict the one that is looked for.
// Prefixes (van, van der) count only where both sides have one.
func (tx *Tx) PeopleNamed(like Person) ([]Person, error) {
	surname := Fold(like.Surname)
	starts := []string{surname}
	if like.Infix != "" {
		// Belgians sort under the prefix.
		starts = append(starts, Fold(like.Infix+" "+like.Surname))
	}
	letter := firstRune(Fold(like.FirstName + like.Initials))
	if surname == "" && letter == "" {
		return nil, nil
	}
	var out []Person
	for _, start := range starts {
		if surname != "" && letter != "" {
			start += " " + letter
		} else if surname == "" {
			start = letter
		}
		found, err := people.all(tx, "WHERE t.sort_key >= $1 AND t.sort_key < $2 ORDER BY t.sort_key, t.id", start, start+"\U0010ffff")
		if err != nil {
			return nil, err
		}
		if letter != "" && surname != "" {
			bare, err := people.all(tx, "WHERE t.sort_key = $1 ORDER BY t.id", strings.TrimSuffix(start, " "+letter))
			if err != nil {
				return nil, err
			}
			found = append(found, bare...)
		}
		for _, p := range found {
			if Fold(p.Surname) == surname && prefixesAgree(p, like) && givenNamesAgree(p, like) {
				out = append(out, p)
			}
		}
	}
	return out, nil
}

func prefixesAgree(a, b Person) bool {
	return a.Infix == "" || b.Infix == "" || Fold(a.Infix) == Fold(b.Infix)
}

func givenNamesAgree(a, b Person) bool {
	if a.FirstName != "" && b.FirstName != "" {
		return Fold(a.FirstName) == Fold(b.FirstName)
	}
	x, y := firstRune(Fold(a.FirstName+a.Initials)), firstRune(Fold(b.FirstName+b.Initials))
	return x == "" || y == "" || x == y
}

func firstRune(s string) string {
	for _, r := range s {
		return string(r)
	}
	return ""
}

// PeopleBySource finds who came from a list row with this fingerprint, also when
// merged into somebody since.
func (tx *Tx) PeopleBySource(source string) ([]Person, error) {
	if source == "" {
		return nil, nil
	}
	found, err := people.all(tx, "WHERE t.source = $1 AND t.source <> '' ORDER BY t.id", source)
	if err != nil || len(found) > 0 {
		return found, err
	}
	gone, err := merges.all(tx, "WHERE t.source = $1 AND t.source <> '' ORDER BY t.id", source)
	for _, m := range gone {
		id, err := tx.MergedInto(MergedPerson, m.GoneID)
		if err != nil {
			return nil, err
		}
		p, err := tx.Person(id)
		if err != nil {
			return nil, err
		}
		found = append(found, p)
	}
	return found, err
}
