package oldpaper

import "kiesvoorhetkind.nl/kantoor/data"

// scale is a copy ready to be compared with many trainings and people: what is read of it is read once, and of a name or a
// place that comes back as well.
type scale struct {
	claim    Claim
	when     When
	names    []nameParts // that the holder may be known by
	trainers []nameParts
	place    []string
	near     Near
	memo     *memo
	own      recorded // what counts for nothing
}

// memo keeps what was read of names and places.
type memo struct {
	names   map[string]nameParts
	people  map[[3]string]nameParts
	places  map[string][]string
	courses map[string]taught
}

// taught is what a text says of a course.
type taught struct{ kind, ages string }

func newMemo() *memo {
	return &memo{map[string]nameParts{}, map[[3]string]nameParts{}, map[string][]string{}, map[string]taught{}}
}

func (m *memo) course(text string) taught {
	c, known := m.courses[text]
	if !known {
		c = taught{kindOf(text), agesOf(text)}
		m.courses[text] = c
	}
	return c
}

func (m *memo) name(s string) nameParts {
	p, known := m.names[s]
	if !known {
		p = partsOf(s)
		m.names[s] = p
	}
	return p
}

func (m *memo) place(s string) []string {
	p, known := m.places[s]
	if !known {
		p = placeWords(s)
		m.places[s] = p
	}
	return p
}

// person reads a name that the register keeps in its parts.
func (m *memo) person(p data.Person) nameParts {
	key := [3]string{p.FirstName, p.Initials, p.Surname}
	parts, known := m.people[key]
	if !known {
		parts = partsOfPerson(p)
		m.people[key] = parts
	}
	return parts
}

func newScale(c Claim, near Near, m *memo) *scale {
	s := &scale{claim: c, when: c.When(), place: m.place(c.Place), near: near, memo: m}
	for _, n := range namesOf(c) {
		s.names = append(s.names, m.name(n))
	}
	for _, t := range c.Trainers {
		s.trainers = append(s.trainers, m.name(t))
	}
	return s
}

// holder finds the closest likeness of the holder to a name of somebody, and which name that is.
func (s *scale) holder(p data.Person, names ...string) (best likeness, under string) {
	is, own := p.Name(), s.memo.person(p)
	for _, a := range s.names {
		if like := alike(a, own); like > best {
			best, under = like, is
		}
		for _, n := range names {
			if n == "" {
				continue
			}
			if like := alike(a, s.memo.name(n)); like > best {
				best, under = like, n
			}
		}
	}
	return best, under
}
