package demo

import (
	"context"
	"fmt"
	"strings"

	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/data"
)

// founders puts the organisations and those who have a part in the story in the
// register, as it was at the beginning.
func (s *story) founders(ctx context.Context) error {
	s.clock.set(s.moment(s.first, "09:10"))
	err := s.write(ctx, "Organisaties toegevoegd", func(tx *data.Tx) error {
		s.organisations = nil
		for _, line := range s.names.Organisations {
			o := s.organisation(line)
			if err := tx.SaveOrganisation(&o); err != nil {
				return err
			}
			s.organisations = append(s.organisations, o)
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := s.areas(ctx); err != nil {
		return err
	}
	var cast []*member
	for _, r := range s.names.Cast {
		m := s.castMember(r)
		s.foresee(m)
		cast = append(cast, m)
	}
	return s.write(ctx, "Mensen toegevoegd", func(tx *data.Tx) error {
		terms, err := register.ReadTerms(tx)
		if err != nil {
			return err
		}
		s.trainers = nil
		for _, m := range cast {
			if err := s.join(tx, m, terms); err != nil {
				return err
			}
			if m.roles[0] == "trainer" {
				s.trainers = append(s.trainers, m.person.Name())
			}
		}
		return nil
	})
}

// areas says for the municipalities, which are invented, which real towns lie in them, so that people work there.
func (s *story) areas(ctx context.Context) error {
	for _, o := range s.organisations {
		if o.Kind != "municipality" {
			continue
		}
		var towns []string
		for _, t := range s.names.Towns {
			if t[2] == o.Province {
				towns = append(towns, t[0])
			}
		}
		if _, err := s.office.Register.SetArea(ctx, o.ID, strings.Join(towns, "\n")); err != nil {
			return err
		}
	}
	return nil
}

// castMember is somebody of the cast as a member to be.
func (s *story) castMember(r role) *member {
	p := data.Person{FirstName: r.First, Initials: initials(r.First), Infix: r.Infix, Surname: r.Surname, Organisation: r.Organisation, Country: "NL", Mobile: s.mobile()}
	p.Street, p.HouseNumber, p.Postcode, p.Town, p.Province = s.home()
	for _, o := range s.organisations {
		if o.Name == r.Organisation {
			p.OrganisationID = o.ID
			p.Street, p.HouseNumber, p.Postcode, p.Town, p.Province = o.Street, o.HouseNumber, o.Postcode, o.Town, o.Province
		}
	}
	if r.Street != "" {
		p.Street, p.HouseNumber, p.Postcode, p.Province = r.Street, r.Number, r.Postcode, r.Province
	}
	if r.Town != "" {
		p.Town = r.Town
		for _, t := range s.names.Towns {
			if t[0] == r.Town && r.Postcode == "" {
				p.Postcode, p.Province = t[1], t[2]
			}
		}
	}
	p.Email = r.Email
	if p.OrganisationID != 0 {
		p.Email, p.WorkEmail = "", r.Email
	}
	s.taken[p.Name()], s.taken[r.Email] = true, true
	m := &member{person: p, roles: r.Roles, place: r.Place, achieved: r.Achieved}
	if r.Member != 0 {
		m.until = s.today.AddDays(r.Member)
	}
	return m
}

// member is somebody who comes into the register with a past.
type member struct {
	person   data.Person
	roles    []string
	until    data.Day // when the membership ends in the end; empty: never a member
	paying   bool     // stays a member by paying
	achieved string   // of the old certificate; empty: follows from the membership
	place    string
	past     []data.MembershipEvent // what had happened to the membership when the story begins
}

// foresee makes up the membership of somebody who is to join, and plans what
// still happens to it within the story.
func (s *story) foresee(m *member) {
	for _, e := range s.membership(m) {
		if e.Day <= s.first {
			m.past = append(m.past, e)
			continue
		}
		s.paidMembership(m, e)
	}
}

// join puts somebody in the register with roles, old certificate and what had
// happened to the membership so far. The end date is worked out before saving,
// since a big register would otherwise be written twice.
func (s *story) join(tx *data.Tx, m *member, terms register.Terms) error {
	p := m.person
	register.SetEnds(&p, register.Membership(m.past, terms, tx.Today()))
	if err := tx.SavePerson(&p); err != nil {
		return err
	}
	var since data.Day
	if len(m.past) > 0 {
		since = m.past[0].Day
	}
	for _, kind := range m.roles {
		if err := tx.SaveRole(&data.Role{PersonID: p.ID, Kind: kind, Since: since}); err != nil {
			return err
		}
	}
	if err := s.oldCertificate(tx, m, &p); err != nil {
		return err
	}
	for _, e := range m.past {
		e.PersonID = p.ID
		if err := tx.SaveMembershipEvent(&e); err != nil {
			return err
		}
	}
	m.person.ID = p.ID
	return nil
}

// membership makes up what happened, so that the end date is the wanted one by
// the office's own rules.
func (s *story) membership(m *member) []data.MembershipEvent {
	if m.until == "" {
		return nil
	}
	if m.roles[len(m.roles)-1] == "mediator" {
		var out []data.MembershipEvent
		for d := m.until.AddMonths(-12); d > s.first.AddMonths(-30) && d <= s.today; d = d.AddMonths(-12) {
			out = append([]data.MembershipEvent{{Regime: register.RegimeMediator, Kind: register.EventPayment, Day: d}}, out...)
		}
		if len(out) == 0 {
			out = []data.MembershipEvent{{Regime: register.RegimeMediator, Kind: register.EventList, Day: s.first, Until: m.until, Reason: "oude ledenlijst"}}
		}
		return out
	}
	coach := func(kind string, day, until data.Day, reason string) data.MembershipEvent {
		return data.MembershipEvent{Regime: register.RegimeCoach, Kind: kind, Day: day, Until: until, Reason: reason}
	}
	before := m.until.AddMonths(-24)
	if m.paying {
		paid := m.until.AddMonths(-12)
		if paid = paid.AddDays(-s.between(5, 30)); paid > s.first && paid <= s.today {
			return []data.MembershipEvent{coach(register.EventList, s.first, m.until.AddMonths(-12), "oude ledenlijst"), coach(register.EventPayment, paid, "", "")}
		}
	}
	if before <= s.first && before > s.first.AddMonths(-60) && m.achieved == "" && s.rand.IntN(3) > 0 {
		return []data.MembershipEvent{coach(register.EventTraining, before, "", "KIES coach 7-12 jaar basistraining")}
	}
	return []data.MembershipEvent{coach(register.EventList, s.first, m.until, "oude ledenlijst")}
}

// oldCertificate gives coaches the paper certificate of before the program. Most
// have no number; some lists knew no more than the year.
func (s *story) oldCertificate(tx *data.Tx, m *member, p *data.Person) error {
	course := map[string]string{"coach": "KIES coach 7-12 jaar basistraining", "care_coach": "KIES zorg en opvoedcoach"}[m.roles[len(m.roles)-1]]
	if course == "" {
		return nil
	}
	c := data.Certificate{
		PersonID: p.ID, Kind: "old_paper", Status: "valid", Holder: p.Name(), Course: course, Achieved: m.achieved,
		Place: m.place, Trainers: s.trainerNames(),
	}
	if course != "KIES zorg en opvoedcoach" {
		c.AgeGroup = "7-12 jaar"
	}
	if c.Place == "" {
		c.Place = pick(s, s.names.Towns)[0]
	}
	if c.Achieved == "" {
		day := s.first.AddDays(-s.between(400, 5500))
		if len(m.past) > 0 && m.past[0].Kind == register.EventTraining {
			day = m.past[0].Day
		}
		c.Achieved = string(day)
		if day < "2013" && s.rand.IntN(3) == 0 {
			c.Achieved = c.Achieved[:4]
		}
	}
	if s.rand.IntN(5) == 0 {
		c.Number = fmt.Sprintf("%s/%03d", c.Achieved[:4], s.between(1, 400))
	}
	if err := tx.SaveCertificate(&c); err != nil {
		return err
	}
	if c.Number == "" {
		return nil
	}
	// Saved again so that the number is found by searching.
	return tx.SavePerson(p)
}

// trainerNames are two of the office's trainers, a name a line.
func (s *story) trainerNames() string {
	if len(s.trainers) < 2 {
		return "Hanneke Wijnsma\nBert Oldenkamp"
	}
	n := s.rand.IntN(len(s.trainers))
	return s.trainers[n] + "\n" + s.trainers[(n+1)%len(s.trainers)]
}

// members is how many people come into the register with a past; the others come
// through cohorts, mails and orders.
const members = 190

// planMembers lets the members of before the program come in, in parts.
func (s *story) planMembers() {
	var all []*member
	for _, d := range s.names.Difficult {
		all = append(all, s.oldMember(data.Person{FirstName: d[0], Infix: d[1], Surname: d[2], Country: "NL", Mobile: s.mobile()}, len(all)))
	}
	for _, b := range s.names.Belgian {
		p := data.Person{FirstName: b[0], Infix: b[1], Surname: b[2], Country: "BE", Mobile: "+32 470 00 " + fmt.Sprintf("%02d %02d", s.rand.IntN(100), s.rand.IntN(100))}
		m := s.oldMember(p, 5)
		p = m.person
		p.OrganisationID, p.Organisation, p.WorkEmail = 0, "Praktijk "+b[2], ""
		p.Street, p.HouseNumber, p.Town, p.Postcode, p.Province = "Kerkstraat", fmt.Sprint(s.between(1, 90)), b[3], b[4], b[5]
		p.Email = s.address(&p, "praktijk.example.com")
		m.person = p
		all = append(all, m)
	}
	for len(all) < members {
		all = append(all, s.oldMember(s.invent(), len(all)))
	}
	for _, m := range all {
		s.foresee(m)
		if m.roles[0] == "coach" && m.person.Street != "" && m.person.Postcode != "" {
			s.coaches = append(s.coaches, m)
		}
	}
	for len(all) > 0 {
		part := all[:min(40, len(all))]
		all = all[len(part):]
		s.at(s.first, "10:00", "members", func(ctx context.Context) error {
			return s.write(ctx, "Ledenlijst overgenomen", func(tx *data.Tx) error {
				terms, err := register.ReadTerms(tx)
				if err != nil {
					return err
				}
				for _, m := range part {
					if err := s.join(tx, m, terms); err != nil {
						return err
					}
				}
				return nil
			})
		})
	}
}

// oldMember gives somebody a place to work, a role and a membership, in turn, so
// that every state is there.
func (s *story) oldMember(p data.Person, n int) *member {
	if p.Initials == "" {
		p.Initials = initials(p.FirstName)
	}
	s.taken[p.Name()] = true
	m := &member{roles: []string{"coach"}}
	var at *data.Organisation
	if s.rand.IntN(3) > 0 {
		o := pick(s, s.organisations)
		at = &o
	}
	switch n % 20 {
	case 0, 1:
		m.until = s.today.AddDays(s.between(4, 88)) // ends soon
	case 2:
		m.until = s.today.AddDays(-s.between(2, 27)) // in grace
	case 3, 4, 7, 8, 9:
		m.until = s.today.AddDays(-s.between(60, 2600)) // lapsed
	case 10, 11:
		m.until, m.paying = s.today.AddDays(s.between(20, 330)), true
	case 12, 13:
		m.roles, m.until = []string{"mediator"}, s.today.AddDays(s.between(-20, 340))
	case 14:
		m.roles, m.until = []string{"care_coach"}, s.today.AddDays(s.between(100, 290))
	case 15:
		m.roles = []string{"contact"} // never a member
		if at == nil {
			o := pick(s, s.organisations)
			at = &o
		}
	case 16:
		// certified once, and never a member since
	default:
		m.until = s.today.AddDays(s.between(92, 300))
	}
	s.live(&p, at)
	switch {
	case n%9 == 4: // not complete enough for the map
		p.Street, p.HouseNumber = "", ""
	case n%13 == 6:
		p.Postcode = ""
	case at == nil && n%3 == 0:
		p.Organisation = "Praktijk " + p.Surname
	}
	p.NoMail = n%31 == 3
	if n%23 == 8 {
		p.Title = "drs."
	}
	if n%17 == 2 {
		p.Notes = pick(s, []string{"Geeft groepen op twee scholen.", "Belt liever dan dat ze mailt.", "Wil intervisie in de regio opzetten.", "Werkt alleen op maandag en donderdag."})
	}
	m.person = p
	return m
}
