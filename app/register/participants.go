package register

import (
	"errors"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// ListedPerson is somebody as a list, a mail or an order names them.
type ListedPerson struct {
	Row             int // of the list, from 1; 0 elsewhere
	Title           string
	FirstName       string
	Initials        string
	Infix           string
	Surname         string
	CertificateName string // as it must stand on a certificate, where the list says so
	Organisation    string
	Email           string
	Phone           string
	Town            string
	Remarks         string
	Other           map[string]string // columns that were not recognised, by their heading
}

// Name is the name in reading order.
func (l ListedPerson) Name() string {
	p := l.person()
	return p.Name()
}

// Named makes a ListedPerson of a name in one piece and a mail address.
func Named(name, email string) ListedPerson {
	l := ListedPerson{Email: email}
	l.FirstName, l.Infix, l.Surname = SplitName(name)
	l.settle()
	return l
}

// settle puts initials where they belong and gives names their capitals.
func (l *ListedPerson) settle() {
	if l.Initials == "" && looksLikeInitials(l.FirstName) && (strings.Contains(l.FirstName, ".") || len([]rune(l.FirstName)) == 1) {
		l.FirstName, l.Initials = "", l.FirstName
	}
	l.FirstName, l.Surname, l.Initials = tidyCase(l.FirstName), tidyCase(l.Surname), tidyInitials(l.Initials)
	if l.Infix != "" && l.Infix == strings.ToUpper(l.Infix) {
		l.Infix = strings.ToLower(l.Infix)
	}
}

func (l ListedPerson) person() data.Person {
	return data.Person{
		Title: l.Title, FirstName: l.FirstName, Initials: l.Initials, Infix: l.Infix, Surname: l.Surname,
		Organisation: l.Organisation, Email: l.Email, Phone: l.Phone, Town: l.Town, Country: "NL",
	}
}

// Warning is what was doubtful in a list: where, what stood there and why.
type Warning struct {
	Sheet  string `json:"sheet,omitempty"` // only where a file has several
	Row    int    `json:"row"`             // from 1, as the office sees it
	Column string `json:"column"`
	Value  string `json:"value"`
	Reason string `json:"reason"`
}

// ReadPeople reads a list of participants (.xlsx or .csv): a column with names or
// columns for their parts, and what else is known. Rows that name nobody are left
// out with a warning; blank rows without one.
func ReadPeople(file string) ([]ListedPerson, []Warning, error) {
	content, err := readFile(file)
	if err != nil {
		return nil, nil, err
	}
	sheets, err := readSheets(content)
	if err != nil {
		return nil, nil, err
	}
	for _, s := range sheets {
		if l, ok := findLayout(s); ok {
			people, warnings := listedPeople(s, l)
			if len(people) > 0 {
				return people, warnings, nil
			}
		}
	}
	for _, s := range sheets {
		if l, ok := onlyNames(s); ok {
			people, warnings := listedPeople(s, l)
			return people, warnings, nil
		}
	}
	return nil, nil, data.Refuse("In dit bestand staat geen rij met kopjes zoals Naam, Organisatie en E-mail. Zet die boven de deelnemers en probeer het opnieuw. Er is niets ingelezen.")
}

// onlyNames takes a sheet without headings and with one filled column as a list of names.
func onlyNames(s sheet) (layout, bool) {
	at, rows := -1, 0
	for _, row := range s.rows {
		for i, cell := range row {
			if strings.TrimSpace(cell) == "" {
				continue
			}
			if at >= 0 && at != i || !looksLikeName(oneLine(cell)) {
				return layout{}, false
			}
			at = i
			rows++
		}
	}
	if at < 0 || rows == 0 {
		return layout{}, false
	}
	columns := make([]column, at+1)
	columns[at].field = fName
	return layout{header: -1, columns: columns}, true
}

// looksLikeName: two to eight words of letters with the capitals and signs that names have.
func looksLikeName(s string) bool {
	parts := strings.Fields(s)
	if len(parts) < 2 || len(parts) > 8 {
		return false
	}
	for _, p := range parts {
		if r, _ := utf8.DecodeRuneInString(p); unicode.IsLower(r) && !isInfix(p) {
			return false
		}
	}
	return !strings.ContainsAny(s, "0123456789@:;/\\=*#<>_€%")
}

func listedPeople(s sheet, l layout) (people []ListedPerson, warnings []Warning) {
	for i := l.header + 1; i < len(s.rows); i++ {
		row := s.rows[i]
		if reason := noPerson(row, l); reason != "" {
			if reason != reasonBlank {
				warnings = append(warnings, Warning{Row: i + 1, Value: short(strings.Join(filledCells(row), " | ")), Reason: reason})
			}
			continue
		}
		p, doubts := listed(row, l)
		p.Row = i + 1
		for _, w := range doubts {
			w.Row = i + 1
			warnings = append(warnings, w)
		}
		if at := slices.IndexFunc(people, func(q ListedPerson) bool { return samePerson(q, p) }); at >= 0 {
			warnings = append(warnings, Warning{Row: p.Row, Column: string(fName), Value: p.Name(), Reason: words.T("staat ook op rij %d en telt één keer mee", people[at].Row)})
			continue
		}
		people = append(people, p)
	}
	return people, warnings
}

// samePerson: two rows say the same about somebody.
func samePerson(a, b ListedPerson) bool {
	return data.Fold(a.Name()) == data.Fold(b.Name()) && data.Fold(a.Organisation) == data.Fold(b.Organisation) && strings.EqualFold(a.Email, b.Email)
}

func listed(row []string, l layout) (ListedPerson, []Warning) {
	var p ListedPerson
	var warnings []Warning
	doubt := func(c column, value, reason string) {
		warnings = append(warnings, Warning{Column: c.heading, Value: value, Reason: reason})
	}
	for i, c := range l.columns {
		if i >= len(row) {
			break
		}
		v := oneLine(row[i])
		if v == "" {
			continue
		}
		switch c.field {
		case fName:
			p.FirstName, p.Infix, p.Surname = SplitName(v)
		case fSurname:
			p.Surname = v
		case fInfix:
			infix, unsure := tidyInfix(v)
			p.Infix = infix
			if unsure {
				doubt(c, v, words.T("kan van de, van der of van den zijn"))
			}
		case fFirst:
			p.FirstName = v
		case fInitials:
			p.Initials = v
		case fTitle:
			p.Title = v
		case fCertName:
			p.CertificateName = v
		case fOrg:
			p.Organisation = v
		case fTown:
			p.Town = v
		case fEmail, fWorkEmail:
			addresses, wrong := readEmails(v)
			if wrong != "" {
				doubt(c, v, wrong)
			}
			if p.Email == "" && len(addresses) > 0 {
				p.Email = addresses[0]
			}
		case fPhone, fMobile:
			if p.Phone == "" {
				p.Phone = v
			}
		case fNotes:
			p.Remarks = strings.TrimSpace(p.Remarks + "\n" + tidy(row[i]))
		default:
			if c.heading != "" && c.field != fSerial {
				if p.Other == nil {
					p.Other = map[string]string{}
				}
				p.Other[c.heading] = v
			}
		}
	}
	if p.Infix == "" {
		p.Infix, p.Surname = splitInfix(strings.Fields(p.Surname))
	}
	p.settle()
	return p, warnings
}

// FindOrAdd finds somebody in the register, or adds them, in the caller's
// transaction. The same mail address with the same name is the same person;
// the same name without a mail address to tell them apart is taken as the same
// only where there is exactly one of that name and nothing speaks against it
// (another organisation, another address). existed says which it was. What the
// register did not know yet of a found person is added to it.
func FindOrAdd(tx *data.Tx, l ListedPerson) (p data.Person, existed bool, err error) {
	l.Email = strings.ToLower(strings.TrimSpace(l.Email))
	if strings.TrimSpace(l.FirstName+l.Initials+l.Surname) == "" {
		return p, false, data.Refuse("Er is geen naam opgegeven. Vul een naam in en probeer het opnieuw.")
	}
	p, existed, err = find(tx, l)
	if err != nil {
		return p, false, err
	}
	if !existed {
		p = l.person()
	}
	before := p
	if p.Email == "" && p.WorkEmail == "" {
		p.Email = l.Email
	}
	if p.FirstName == "" {
		p.FirstName = l.FirstName
	}
	if p.Organisation == "" && p.OrganisationID == 0 {
		p.Organisation = l.Organisation
	}
	if existed && p == before {
		return p, true, nil
	}
	if p.OrganisationID == 0 && p.Organisation != "" {
		o, err := organisationNamed(tx, p.Organisation)
		if err != nil && !errors.Is(err, data.ErrNotFound) {
			return p, false, err
		}
		p.OrganisationID = o.ID
	}
	placeOf(&p).settle()
	return p, existed, tx.SavePerson(&p)
}

func find(tx *data.Tx, l ListedPerson) (data.Person, bool, error) {
	if l.Email != "" {
		using, err := tx.PeopleByEmail(l.Email)
		if err != nil {
			return data.Person{}, false, err
		}
		for _, p := range using {
			if sameName(p, l.person()) {
				return p, true, nil
			}
		}
	}
	named, err := tx.PeopleNamed(l.person())
	if err != nil {
		return data.Person{}, false, err
	}
	var could []data.Person
	for _, p := range named {
		if speaksAgainst(p, l) {
			continue
		}
		could = append(could, p)
	}
	if len(could) == 1 && (len(named) == 1 || l.Organisation != "" && data.Fold(could[0].Organisation) == data.Fold(l.Organisation)) {
		return could[0], true, nil
	}
	return data.Person{}, false, nil
}

// speaksAgainst: what is known of two people of one name says that they are two.
// Somebody who has neither address nor organisation in common with the list
// is not taken for the one it names.
func speaksAgainst(p data.Person, l ListedPerson) bool {
	sameOrg := l.Organisation != "" && data.Fold(p.Organisation) == data.Fold(l.Organisation)
	sameTown := l.Town != "" && data.Fold(p.Town) == data.Fold(l.Town)
	switch {
	case sameOrg || sameTown:
		return false
	case l.Email != "" && (p.Email != "" || p.WorkEmail != ""):
		return true
	case l.Organisation != "" && p.Organisation != "":
		return true
	case l.Town != "" && p.Town != "":
		return true
	}
	return false
}

// sameName: the surnames are the same, prefixes apart, and the first names or
// initials do not contradict each other.
func sameName(a, b data.Person) bool {
	if !fits(a.Surname, b.Surname) {
		return false
	}
	switch {
	case a.FirstName != "" && b.FirstName != "":
		return fits(a.FirstName, b.FirstName)
	case a.FirstName+a.Initials == "" || b.FirstName+b.Initials == "":
		return true
	}
	return firstLetter(a) == firstLetter(b)
}

func firstLetter(p data.Person) string {
	for _, r := range data.Fold(p.FirstName + p.Initials) {
		return string(r)
	}
	return ""
}
