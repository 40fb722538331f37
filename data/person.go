package data

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Person is somebody in the register.
type Person struct {
	Meta
	Title           string // drs., dr., ...
	FirstName       string
	Initials        string
	Infix           string // tussenvoegsel, "van der"
	Surname         string
	Gender          string // V, M, X or empty
	CertificateName string // as it must stand on a certificate; empty: the name itself
	SignatureID     int64  // the document with the picture of how somebody signs; 0: none
	OrganisationID  int64  // 0: none
	Organisation    string // its name; as written, where it is no organisation of the register
	Street          string
	HouseNumber     string
	Postcode        string
	Town            string
	Province        string
	Country         string // NL, BE, ...
	Phone           string
	Mobile          string
	Email           string
	WorkEmail       string
	NoMail          bool  // asked not to be mailed
	PhotoID         int64 // document; 0: none
	Notes           string
	MemberUntil     Day    // computed by register from the membership events: the last of both; empty: never a member
	CoachUntil      Day    // the same of the membership as a coach
	MediatorUntil   Day    // and as a mediator
	Source          string // fingerprint of the list row that the person came from
	TownKey         string // set by SavePerson
	SortKey         string // set by SavePerson
	Search          string // set by SavePerson
}

// Name is the name in reading order: "Jolanda van den Berg".
func (p *Person) Name() string {
	first := p.FirstName
	if first == "" {
		first = p.Initials
	}
	return strings.Join(strings.Fields(first+" "+p.Infix+" "+p.Surname), " ")
}

// ListName is the name as lists sort it: "Berg, Jolanda van den"; for Belgians,
// who sort under the prefix, "Van den Berg, Jolanda".
func (p *Person) ListName() string {
	first := p.FirstName
	if first == "" {
		first = p.Initials
	}
	sur, rest := p.Surname, strings.TrimSpace(first+" "+p.Infix)
	if p.Country == "BE" && p.Infix != "" {
		sur, rest = strings.ToUpper(p.Infix[:1])+p.Infix[1:]+" "+p.Surname, first
	}
	if sur == "" {
		return rest
	}
	if rest == "" {
		return sur
	}
	return sur + ", " + rest
}

var people = table[Person]{
	name: "person",
	columns: "title first_name initials infix surname gender certificate_name signature_id organisation_id organisation " +
		"street house_number postcode town province country phone mobile email work_email no_mail photo_id notes " +
		"member_until coach_until mediator_until source town_key sort_key search organisation_key",
	meta: func(p *Person) *Meta { return &p.Meta },
	fields: func(p *Person) []any {
		return []any{
			&p.Title, &p.FirstName, &p.Initials, &p.Infix, &p.Surname, &p.Gender, &p.CertificateName,
			ref{&p.SignatureID},
			ref{&p.OrganisationID},
			&p.Organisation,
			&p.Street, &p.HouseNumber, &p.Postcode, &p.Town, &p.Province, &p.Country, &p.Phone, &p.Mobile, &p.Email, &p.WorkEmail,
			&p.NoMail,
			ref{&p.PhotoID},
			&p.Notes, &p.MemberUntil, &p.CoachUntil, &p.MediatorUntil, &p.Source, &p.TownKey, &p.SortKey, &p.Search,
			sortKey{&p.Organisation},
		}
	},
}

// Person reads one person; ErrNotFound when there is none.
func (tx *Tx) Person(id int64) (Person, error) { return people.get(tx, id) }

// SavePerson adds or changes a person. Names are kept in Unicode's composed form
// (NFC), mail addresses in small letters, as PeopleByEmail looks for them.
func (tx *Tx) SavePerson(p *Person) error {
	for _, s := range []*string{&p.FirstName, &p.Initials, &p.Infix, &p.Surname, &p.CertificateName, &p.Organisation, &p.Town, &p.Street} {
		*s = norm.NFC.String(*s)
	}
	for _, s := range []*string{&p.Email, &p.WorkEmail} {
		*s = mailKey(*s)
	}
	p.SortKey, p.TownKey = Fold(p.ListName()), Fold(p.Town)
	p.Search = Fold(strings.Join([]string{p.Name(), p.Surname, p.Initials, p.CertificateName, p.Organisation, p.Town, p.Postcode, p.Email, p.WorkEmail}, " "))
	numbers, err := tx.certificateNumbers(p.ID)
	if err != nil {
		return err
	}
	for _, n := range numbers {
		p.Search += " " + Fold(n)
	}
	if p.ID != 0 {
		more, err := tx.formerly(MergedPerson, p.ID, p.Search)
		if err != nil {
			return err
		}
		p.Search = strings.TrimRight(p.Search+" "+more, " ")
	}
	return people.save(tx, p)
}

// certificateNumbers are part of what a person is found by.
func (tx *Tx) certificateNumbers(person int64) ([]string, error) {
	var out []string
	if person == 0 {
		return nil, nil
	}
	err := tx.rows("SELECT number FROM certificate WHERE person_id = $1 AND number <> '' ORDER BY id", []any{person}, func(scan func(...any) error) error {
		var n string
		if err := scan(&n); err != nil {
			return err
		}
		out = append(out, n)
		return nil
	})
	return out, err
}

// SearchPeople finds people by what they are called, where they live, how they
// are mailed and what their certificates are numbered: every word must be
// somewhere, with or without accents. Those whose surname starts with the text
// come first. Words of one or two letters are looked for at the start of the
// surname.
func (tx *Tx) SearchPeople(text string, limit int) ([]Person, error) {
	words := strings.Fields(Fold(text))
	if len(words) == 0 {
		return people.all(tx, "ORDER BY t.sort_key, t.id LIMIT $1", limit)
	}
	start := strings.Join(words, " ")
	out, err := people.all(tx, "WHERE t.sort_key >= $1 AND t.sort_key < $2 ORDER BY t.sort_key, t.id LIMIT $3", start, start+"\U0010ffff", limit)
	if err != nil || len(out) >= limit {
		return out, err
	}
	where, args := tx.containing("person", words)
	if where == "" {
		return out, nil
	}
	args = append(args, limit)
	more, err := people.all(tx, where+" LIMIT $"+itoa(len(args)), args...)
	if err != nil {
		return nil, err
	}
	seen := map[int64]bool{}
	for _, p := range out {
		seen[p.ID] = true
	}
	for _, p := range more {
		if !seen[p.ID] && len(out) < limit {
			out = append(out, p)
		}
	}
	return out, nil
}

// newestFirst orders what containing finds. SQLite reads backwards from the index then, so that it stops at the limit.
func (tx *Tx) newestFirst(table string) string {
	if tx.postgres {
		return " ORDER BY t.id DESC"
	}
	return " ORDER BY " + table + "_fts.rowid DESC"
}

// containing writes the part of a search in a table that asks for every word of three
// letters or more through the engine's trigram index, and checks the short ones
// on what that finds. No word that long: no search.
func (tx *Tx) containing(table string, words []string) (string, []any) {
	var long, short []string
	for _, w := range words {
		if len([]rune(w)) >= 3 {
			long = append(long, w)
		} else {
			short = append(short, w)
		}
	}
	if len(long) == 0 {
		return "", nil
	}
	var conds []string
	var args []any
	from := ""
	add := func(cond, arg string) {
		args = append(args, arg)
		conds = append(conds, strings.ReplaceAll(cond, "$N", "$"+itoa(len(args))))
	}
	if tx.postgres {
		for _, w := range long {
			add(`t.search LIKE $N ESCAPE '\'`, "%"+likeText(w)+"%")
		}
	} else {
		quoted := make([]string, len(long))
		for i, w := range long {
			quoted[i] = threes(w)
		}
		// Read from the index on, so that it stops at the limit however many there are.
		index := table + "_fts"
		add(index+" MATCH $N", strings.Join(quoted, " AND "))
		from = "JOIN " + index + " ON " + index + ".rowid = t.id "
		for _, w := range long {
			if len([]rune(w)) > 3 {
				add("instr(t.search, $N) > 0", w)
			}
		}
	}
	// No index has the short ones. All that the long ones find is looked at for them until the limit: whoever has them may be
	// the last.
	for _, w := range short {
		if tx.postgres {
			add(`t.search LIKE $N ESCAPE '\'`, "%"+likeText(w)+"%")
		} else {
			add("instr(t.search, $N) > 0", w)
		}
	}
	return from + "WHERE " + strings.Join(conds, " AND "), args
}

// PeoplePage gives a page of the whole register in the order of the names,
// after a person (nil: from the start).
func (tx *Tx) PeoplePage(after *Person, limit int) ([]Person, error) {
	if after == nil {
		return people.all(tx, "ORDER BY t.sort_key, t.id LIMIT $1", limit)
	}
	return people.all(tx, "WHERE (t.sort_key, t.id) > ($1, $2) ORDER BY t.sort_key, t.id LIMIT $3", after.SortKey, after.ID, limit)
}

// CountPeople counts the register.
func (tx *Tx) CountPeople() (int, error) { return tx.count("SELECT count(*) FROM person") }

// PeopleByEmail finds who uses an address, private or at work.
func (tx *Tx) PeopleByEmail(address string) ([]Person, error) {
	address = mailKey(address)
	if address == "" {
		return nil, nil
	}
	return people.all(tx, "WHERE (t.email = $1 AND t.email <> '') OR (t.work_email = $1 AND t.work_email <> '') ORDER BY t.sort_key, t.id", address)
}

// mailKey writes a mail address as it is kept and compared.
func mailKey(address string) string { return strings.ToLower(strings.TrimSpace(address)) }

// Role is what somebody is to the office, with the days between which it holds.
type Role struct {
	Meta
	PersonID int64
	Kind     string // management, trainer, staff, intern, coach, mediator, care_coach, contact
	Since    Day
	Until    Day
}

var roles = table[Role]{
	name: "role", columns: "person_id kind since until",
	meta:   func(r *Role) *Meta { return &r.Meta },
	fields: func(r *Role) []any { return []any{&r.PersonID, &r.Kind, &r.Since, &r.Until} },
}

// RolesOf gives somebody's roles, oldest first.
func (tx *Tx) RolesOf(person int64) ([]Role, error) {
	return roles.all(tx, "WHERE t.person_id = $1 ORDER BY t.since, t.kind", person)
}

// SaveRole adds or changes a role.
func (tx *Tx) SaveRole(r *Role) error { return roles.save(tx, r) }

// PeopleInRole gives everybody who has a role on a day, by name.
func (tx *Tx) PeopleInRole(kind string, on Day) ([]Person, error) {
	return people.all(tx, `WHERE t.id IN (SELECT person_id FROM role WHERE kind = $1 AND since <= $2 AND (until = '' OR until >= $2))
		ORDER BY t.sort_key, t.id`, kind, string(on))
}
