package register

import (
	"slices"
	"sort"
	"strings"

	"kiesvoorhetkind.nl/kantoor/app/dutch"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// matcher says of each record of a list who of the register it is, and with apply
// also brings the register up to date.
type matcher struct {
	tx    *data.Tx
	apply bool
	terms Terms

	sources       map[string]bool  // fingerprints of the list itself: those people are spoken for
	organisations map[string]int64 // by folded name
	claimed       map[int64]bool   // people of the register whom an earlier row is
}

func (m *matcher) match(p *Plan) error {
	m.sources, m.organisations, m.claimed = map[string]bool{}, map[string]int64{}, map[int64]bool{}
	for _, r := range p.records {
		m.sources[r.person.Source] = true
	}
	p.Skipped, p.Warnings = append([]Skip{}, p.skips...), []Warning{}
	for _, s := range p.skips {
		p.Rows = append(p.Rows, PlanRow{Sheet: s.Sheet, Row: s.Row, Action: ActionSkipped, Reason: words.T(s.Reason)})
	}
	first := map[string]record{}
	twins := probableDoubles(p.records)
	for i, r := range p.records {
		p.RowsRead++
		row := PlanRow{Sheet: r.sheet, Row: r.row, Name: r.person.Name(), Town: r.person.Town, Repaired: r.repaired}
		if of, double := first[r.person.Source]; double {
			row.Action, row.DoubleOf, row.Reason = ActionDouble, of.row, words.T("gelijk aan rij %d", of.row)
			row.Doubts = r.warnings
			p.Duplicates++
			p.Warnings = append(p.Warnings, row.Doubts...)
			p.Rows = append(p.Rows, row)
			continue
		}
		first[r.person.Source] = r
		row.Doubts = append(row.Doubts, r.warnings...)
		if t, ok := twins[i]; ok {
			p.Duplicates++
			row.Doubts = append(row.Doubts, Warning{
				Sheet: r.sheet, Row: r.row, Column: string(fName), Value: row.Name,
				Reason: words.T("lijkt dezelfde persoon als rij %d (%s); blijft apart", t.row, t.why),
			})
		}
		if err := m.one(p, r, &row); err != nil {
			return err
		}
		p.Warnings = append(p.Warnings, row.Doubts...)
		p.Rows = append(p.Rows, row)
	}
	sort.SliceStable(p.Rows, func(a, b int) bool {
		return p.Rows[a].Sheet == p.Rows[b].Sheet && p.Rows[a].Row < p.Rows[b].Row
	})
	return nil
}

// one decides about one record.
func (m *matcher) one(p *Plan, r record, row *PlanRow) error {
	known, err := m.tx.PeopleBySource(r.person.Source)
	if err != nil {
		return err
	}
	if len(known) > 0 {
		p.PeopleSame++
		row.Action, row.PersonID = ActionSame, known[0].ID
		return nil
	}
	found, like, err := m.find(r)
	if err != nil {
		return err
	}
	if found == nil {
		if like != "" {
			row.Doubts = append(row.Doubts, Warning{Sheet: r.sheet, Row: r.row, Column: string(fName), Value: row.Name, Reason: like})
		}
		p.PeopleNew++
		p.Certificates += len(r.certificates)
		row.Action = ActionNew
		return m.add(r)
	}
	row.PersonID = found.ID
	m.claimed[found.ID] = true
	u, err := m.update(r, *found)
	if err != nil {
		return err
	}
	if len(u.changes) == 0 {
		p.PeopleSame++
		row.Action = ActionSame
		return nil
	}
	p.PeopleChange++
	p.Certificates += len(u.certificates)
	row.Action, row.Changes = ActionChanged, u.changes
	if u.person.Source == "" {
		// The same row again is known by this, whatever is changed by hand in between.
		u.person.Source = r.person.Source
	}
	return m.save(u)
}

// find looks in the register for who a record is: by certificate number, by mail
// address, or by postcode or telephone, each with the name. like says of whom it
// could be but is not sure enough.
func (m *matcher) find(r record) (found *data.Person, like string, err error) {
	var could []data.Person
	for _, c := range r.certificates {
		if c.Number == "" {
			continue
		}
		certificates, err := m.tx.CertificatesByNumber(c.Number)
		if err != nil {
			return nil, "", err
		}
		for _, known := range certificates {
			p, err := m.tx.Person(known.PersonID)
			if err != nil {
				return nil, "", err
			}
			could = append(could, p)
		}
	}
	for _, address := range []string{r.person.Email, r.person.WorkEmail} {
		using, err := m.tx.PeopleByEmail(address)
		if err != nil {
			return nil, "", err
		}
		could = append(could, using...)
	}
	for i, p := range could {
		switch {
		case m.sources[p.Source], m.claimed[p.ID]:
		case sameName(p, r.person):
			return &could[i], "", nil
		case fits(p.FirstName, r.person.FirstName):
			like = words.T("lijkt op iemand in het register met hetzelfde certificaatnummer of e-mailadres; blijft apart")
		}
	}
	named, err := m.tx.PeopleNamed(r.person)
	if err != nil {
		return nil, "", err
	}
	var at []data.Person
	for _, p := range named {
		if m.sources[p.Source] || m.claimed[p.ID] {
			continue
		}
		if same(p.Postcode, r.person.Postcode) && p.HouseNumber == r.person.HouseNumber || same(p.Mobile, r.person.Mobile) || same(p.Phone, r.person.Phone) {
			at = append(at, p)
		} else {
			like = firstFilled(like, words.T("in het register staat al iemand met deze naam; blijft apart"))
		}
	}
	if len(at) == 1 {
		return &at[0], "", nil
	}
	return nil, like, nil
}

// same: both are filled in and equal.
func same(a, b string) bool { return a != "" && data.Fold(a) == data.Fold(b) }

// twin is the earlier row that a row is probably the same person as.
type twin struct {
	row int
	why string
}

// probableDoubles finds rows that share a first name and something that two people
// of that name rarely share: an address, a telephone, a mail address or a
// certificate number. Rows that are equal in all are left to their own count.
func probableDoubles(records []record) map[int]twin {
	seen := map[string]int{}
	keys := map[string]bool{}
	out := map[int]twin{}
	for i, r := range records {
		if keys[r.person.Source] {
			continue
		}
		keys[r.person.Source] = true
		p := r.person
		given := firstFilled(data.Fold(p.FirstName), data.Fold(p.Initials+" "+p.Surname))
		for _, mark := range []struct{ what, value string }{
			{words.Later("certificaatnummer"), certificateMark(r)},
			{words.Later("e-mailadres"), p.Email},
			{words.Later("e-mailadres"), p.WorkEmail},
			{words.Later("telefoonnummer"), p.Mobile},
			{words.Later("telefoonnummer"), p.Phone},
			{words.Later("adres"), addressMark(p.Postcode, p.HouseNumber)},
			{words.Later("adres"), addressMark(p.Street+" "+p.Town, p.HouseNumber)},
		} {
			if mark.value == "" {
				continue
			}
			k := given + "\x1f" + mark.what + "\x1f" + data.Fold(mark.value)
			earlier, known := seen[k]
			if !known {
				seen[k] = i
				continue
			}
			if _, told := out[i]; !told && earlier != i {
				out[i] = twin{records[earlier].row, words.T("zelfde voornaam en %s", words.T(mark.what))}
			}
		}
	}
	return out
}

func certificateMark(r record) string {
	for _, c := range r.certificates {
		if c.Number != "" {
			return strings.Map(func(x rune) rune {
				if x == '-' || x == ' ' || x == '.' || x == '/' {
					return -1
				}
				return x
			}, c.Number)
		}
	}
	return ""
}

func addressMark(place, number string) string {
	if strings.TrimSpace(place) == "" || number == "" {
		return ""
	}
	return place + " " + number
}

// update is what a record adds to somebody who is in the register.
type update struct {
	person       data.Person
	organisation string
	changes      []FieldChange
	roles        []string
	certificates []data.Certificate
	events       []data.MembershipEvent
}

// update compares a record with a person. What the list leaves empty stays; what
// it has otherwise is taken over and shown; notes are added to.
func (m *matcher) update(r record, p data.Person) (update, error) {
	u := update{person: p}
	change := func(field string, old *string, new string) {
		if new == "" || fits(*old, new) {
			return
		}
		u.changes = append(u.changes, FieldChange{Field: field, Old: *old, New: new})
		*old = new
	}
	q, l := &u.person, r.person
	for _, f := range []struct {
		name string
		old  *string
		new  string
	}{
		{words.Later("Titel"), &q.Title, l.Title},
		{words.Later("Voornaam"), &q.FirstName, l.FirstName},
		{words.Later("Voorletters"), &q.Initials, l.Initials},
		{words.Later("Tussenvoegsel"), &q.Infix, l.Infix},
		{words.Later("Achternaam"), &q.Surname, l.Surname},
		{words.Later("M/V"), &q.Gender, l.Gender},
		{words.Later("Naam op certificaat"), &q.CertificateName, l.CertificateName},
		{words.Later("Organisatie"), &q.Organisation, l.Organisation},
		{words.Later("Straat"), &q.Street, l.Street},
		{words.Later("Huisnummer"), &q.HouseNumber, l.HouseNumber},
		{words.Later("Postcode"), &q.Postcode, l.Postcode},
		{words.Later("Plaats"), &q.Town, l.Town},
		{words.Later("Provincie"), &q.Province, l.Province},
		{words.Later("Land"), &q.Country, l.Country},
		{words.Later("Telefoon"), &q.Phone, l.Phone},
		{words.Later("Mobiel"), &q.Mobile, l.Mobile},
		{words.Later("E-mail"), &q.Email, l.Email},
		{words.Later("E-mail werk"), &q.WorkEmail, l.WorkEmail},
	} {
		change(words.T(f.name), f.old, f.new)
	}
	if q.Organisation != p.Organisation {
		q.OrganisationID, u.organisation = 0, r.organisation
	}
	if l.NoMail && !q.NoMail {
		q.NoMail = true
		u.changes = append(u.changes, FieldChange{Field: words.T("Geen mail"), New: words.T("ja")})
	}
	var more []string
	for note := range strings.SplitSeq(l.Notes, "\n") {
		if !fits(note, "") && !strings.Contains(data.Fold(q.Notes), data.Fold(note)) && !strings.Contains(note, "?") {
			more = append(more, note)
		}
	}
	if len(more) > 0 {
		change(words.T("Opmerkingen"), &q.Notes, strings.TrimSpace(q.Notes+"\n"+strings.Join(more, "\n")))
	}
	if err := m.updateStory(r, &u); err != nil {
		return u, err
	}
	return u, nil
}

func (m *matcher) updateStory(r record, u *update) error {
	roles, err := m.tx.RolesOf(u.person.ID)
	if err != nil {
		return err
	}
	for _, kind := range r.roles {
		if !slices.ContainsFunc(roles, func(x data.Role) bool { return x.Kind == kind }) {
			u.roles = append(u.roles, kind)
			u.changes = append(u.changes, FieldChange{Field: words.T("Functie"), New: RoleName(kind)})
		}
	}
	certificates, err := m.tx.CertificatesOf(u.person.ID)
	if err != nil {
		return err
	}
	for _, c := range r.certificates {
		if !slices.ContainsFunc(certificates, func(x data.Certificate) bool {
			return c.Number != "" && x.Number == c.Number || x.Achieved == c.Achieved && data.Fold(x.Course) == data.Fold(c.Course)
		}) {
			u.certificates = append(u.certificates, c)
			u.changes = append(u.changes, FieldChange{Field: words.T("Certificaat"), New: strings.Join(strings.Fields(c.Course+" "+c.Number+" "+c.Achieved), " ")})
		}
	}
	events, err := m.tx.MembershipEventsOf(u.person.ID)
	if err != nil {
		return err
	}
	for _, e := range r.events {
		if !slices.ContainsFunc(events, func(x data.MembershipEvent) bool {
			return x.Regime == e.Regime && x.Kind == e.Kind && x.Until == e.Until && (e.Day == "" || x.Day == e.Day)
		}) {
			u.events = append(u.events, e)
			u.changes = append(u.changes, FieldChange{Field: words.T("Lidmaatschap"), New: eventText(e)})
		}
	}
	return nil
}

func eventText(e data.MembershipEvent) string {
	switch {
	case e.Kind == EventList && e.Until != "":
		return words.T("lid tot %s volgens de lijst", dutch.DeskDay(e.Until.Time()))
	case e.Kind == EventList:
		return words.T("geen lid volgens de lijst")
	case e.Kind == EventFollowUp:
		return words.T("nascholing op %s", dutch.DeskDay(e.Day.Time()))
	}
	return words.T("training op %s", dutch.DeskDay(e.Day.Time()))
}
