package register

import (
	"regexp"

	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// add makes a person of a record, when the matcher applies.
func (m *matcher) add(r record) error {
	if !m.apply {
		return nil
	}
	return m.save(update{person: r.person, organisation: r.organisation, roles: r.roles, certificates: r.certificates, events: r.events})
}

// save writes what a record gives. The person is written last, so that the numbers
// of the certificates and the end of the membership stand in the record at once.
func (m *matcher) save(u update) error {
	if !m.apply {
		return nil
	}
	p := &u.person
	if u.organisation != "" {
		id, err := m.organisation(u.organisation)
		if err != nil {
			return err
		}
		p.OrganisationID = id
	}
	if p.ID == 0 {
		if err := m.tx.SavePerson(p); err != nil {
			return err
		}
	}
	since := data.Day("")
	for _, c := range u.certificates {
		c.PersonID = p.ID
		if since == "" {
			since = listDate{text: c.Achieved}.day()
		}
		if err := m.tx.SaveCertificate(&c); err != nil {
			return err
		}
	}
	for _, kind := range u.roles {
		role := data.Role{PersonID: p.ID, Kind: kind}
		if kind != "trainer" {
			role.Since = since
		}
		if err := m.tx.SaveRole(&role); err != nil {
			return err
		}
	}
	for _, e := range u.events {
		e.PersonID = p.ID
		if e.Day == "" {
			e.Day = m.tx.Today()
		}
		if err := m.tx.SaveMembershipEvent(&e); err != nil {
			return err
		}
	}
	events, err := m.tx.MembershipEventsOf(p.ID)
	if err != nil {
		return err
	}
	SetEnds(p, Membership(events, m.terms, m.tx.Today()))
	return m.tx.SavePerson(p)
}

// organisation finds an organisation by name or makes it; 0 where several have the name.
func (m *matcher) organisation(name string) (int64, error) {
	key := data.Fold(name)
	if id, known := m.organisations[key]; known {
		return id, nil
	}
	found, err := m.tx.OrganisationsByName(name)
	if err != nil {
		return 0, err
	}
	var id int64
	switch len(found) {
	case 0:
		o := data.Organisation{Kind: organisationKind(name), Name: name, Country: "NL"}
		if err := m.tx.SaveOrganisation(&o); err != nil {
			return 0, err
		}
		id = o.ID
	case 1:
		id = found[0].ID
	}
	m.organisations[key] = id
	return id, nil
}

// kinds are the words by which the name of an organisation says what it is, in
// the order in which they count.
var kinds = []struct {
	kind  string
	words *regexp.Regexp
}{
	{"municipality", regexp.MustCompile(`(?i)\bgemeente\b|\bgem\.`)},
	{"practice", regexp.MustCompile(`(?i)praktijk|mediation|coaching|therap|pedagogiek\b|begeleiding\b`)},
	{"school", regexp.MustCompile(`(?i)school|scholen|\b(obs|cbs|kbs|rkbs|pcb|sbo|ikc|bs)\b|college|lyceum|onderwijs|kindcentrum`)},
	{"youthcare", regexp.MustCompile(`(?i)jeugd|\bcjg\b|buurtteam|wijkteam|gezin|maatschappelijk|welzijn|opvang|veilig thuis|\bggz\b|\bggd\b`)},
}

func organisationKind(name string) string {
	for _, k := range kinds {
		if k.words.MatchString(name) {
			return k.kind
		}
	}
	return "other"
}

// roleNames are the roles as the screen says them.
var roleNames = map[string]string{
	"management": words.Later("directie"), "trainer": words.Later("KIES trainer"), "staff": words.Later("medewerker"), "intern": words.Later("stagiair"), "coach": words.Later("KIES coach"),
	"mediator": words.Later("KIES mediator"), "care_coach": words.Later("KIES zorg- en opvoedcoach"), "contact": words.Later("contactpersoon"),
}

// RoleName is a role as the screen says it.
func RoleName(kind string) string { return firstFilled(words.T(roleNames[kind]), kind) }

// RoleOnPaper is a role as papers say it, in Dutch whatever the desk's language.
func RoleOnPaper(kind string) string { return firstFilled(roleNames[kind], kind) }
