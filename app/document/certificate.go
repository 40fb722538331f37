package document

import (
	"strings"
	"time"

	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// Outcome is why a certificate is given.
type Outcome string

// The two outcomes that a course can give a certificate for.
const (
	Passed   Outcome = "geslaagd"
	Attended Outcome = "deelgenomen"
)

// maxTrainers is how many signatures fit beside each other.
const maxTrainers = 4

// Trainer signs a certificate. Signature is a PNG or JPEG; without it there
// is a line to sign on.
type Trainer struct {
	Name      string
	Signature []byte
}

// Certificate is what is printed for one holder. Organisation, AgeGroup,
// Venue, Code and Role may be empty.
type Certificate struct {
	Number       string
	Name         string // as it must stand on the certificate
	Organisation string
	Course       string
	AgeGroup     string // as "7-12 jaar"; left out when the course names it
	Outcome      Outcome
	Days         []string // YYYY-MM-DD
	Venue        string
	Town         string
	Trainers     []Trainer // one to four
	Issued       string    // YYYY-MM-DD
	Code         string    // what the QR code holds
}

// Problem says what is wrong with one record of a batch.
type Problem struct {
	Index int    // of the record in the list
	Left  bool   // no page was made for it
	Text  string // a sentence in Dutch, without personal data
}

// certificateMaker lays certificates out in one look.
type certificateMaker struct {
	paper    *paper
	layout   *layout
	ground   *ground
	pictures map[string]*picture // signatures by their bytes
}

func newCertificateMaker(p *paper, l *layout) *certificateMaker {
	m := &certificateMaker{paper: p, layout: l, ground: &ground{}, pictures: map[string]*picture{}}
	for _, s := range l.ground {
		m.ground.marks = append(m.ground.marks, s.marks(l, p.accent)...)
	}
	return m
}

// sheet lays one certificate out. The error is a Dutch sentence.
func (m *certificateMaker) sheet(c Certificate) (*sheet, []rune, error) {
	values, lost, err := m.values(c)
	if err != nil {
		return nil, nil, err
	}
	l := m.layout
	s := newSheet(l.width, l.height)
	s.title = "Certificaat " + values["nummer"]
	s.under, s.fine = m.ground, true
	logo := l.logo != nil && m.paper.logo != nil
	if logo {
		s.picture(l.logo.x, l.logo.y, l.logo.w, l.logo.h, float64(l.logo.align), m.paper.logo)
	}
	for _, column := range l.columns {
		if err := m.column(s, column, values, logo); err != nil {
			return nil, nil, err
		}
	}
	if err := m.code(s, c.Code); err != nil {
		return nil, nil, err
	}
	if err := m.signatures(s, c.Trainers); err != nil {
		return nil, nil, err
	}
	if err := s.check(); err != nil {
		return nil, nil, err
	}
	if err := s.checkApart(); err != nil {
		return nil, nil, err
	}
	return s, append(lost, s.lost...), nil
}

// values checks a certificate and says what stands for each name in the
// texts of a layout.
func (m *certificateMaker) values(c Certificate) (map[string]string, []rune, error) {
	var lost []rune
	tidy := func(s string) string {
		text, l := clean(s)
		lost = append(lost, l...)
		return text
	}
	v := map[string]string{
		"kantoor":     m.paper.office.Name,
		"naam":        tidy(c.Name),
		"organisatie": tidy(c.Organisation),
		"opleiding":   tidy(c.Course),
		"leeftijd":    tidy(c.AgeGroup),
		"nummer":      tidy(c.Number),
		"uitslag":     m.layout.words[c.Outcome]["uitslag"],
		"titel":       m.layout.words[c.Outcome]["titel"],
		"plaatsnaam":  m.paper.office.Town,
	}
	v["plaats"] = joinFilled(", ", tidy(c.Venue), tidy(c.Town))
	if v["plaatsnaam"] == "" {
		v["plaatsnaam"] = tidy(c.Town)
	}
	if strings.Contains(digitsOf(v["opleiding"]), digitsOf(v["leeftijd"])) {
		v["leeftijd"] = ""
	}
	for _, needed := range []struct{ key, word string }{
		{"naam", words.Later("de naam")}, {"opleiding", words.Later("de opleiding")}, {"nummer", words.Later("het nummer")}, {"plaats", words.Later("de plaats")},
	} {
		if v[needed.key] == "" {
			return nil, nil, refuse("%s ontbreekt", words.T(needed.word))
		}
	}
	if v["uitslag"] == "" {
		return nil, nil, refuse("er staat niet of iemand geslaagd is of deelgenomen heeft")
	}
	if len(c.Days) == 0 {
		return nil, nil, refuse("de dagen ontbreken")
	}
	days := make([]time.Time, len(c.Days))
	for i, day := range c.Days {
		t, err := parseDay(day)
		if err != nil {
			return nil, nil, err
		}
		days[i] = t
	}
	v["dagen"] = DayList(days)
	issued, err := parseDay(c.Issued)
	if err != nil {
		return nil, nil, explain(err, "de datum van uitgifte")
	}
	v["datum"] = Day(issued)
	if len(c.Trainers) == 0 || len(c.Trainers) > maxTrainers {
		return nil, nil, refuse("er zijn %d trainers, het moeten er 1 tot %d zijn", len(c.Trainers), maxTrainers)
	}
	return v, lost, nil
}

// digitsOf is the digits of a text, to see whether two texts name the same
// ages though one has a dash and the other a hyphen.
func digitsOf(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}

// describe names a text of the layout without its value.
func describe(text string) string {
	name := strings.Trim(text, "{} ")
	if strings.ContainsAny(name, "{}") || name == text {
		return words.T("een tekst")
	}
	return words.T("het gegeven „%s”", name)
}

// picture reads a signature once, however many certificates it stands on.
func (m *certificateMaker) picture(data []byte) (*picture, error) {
	if p, known := m.pictures[string(data)]; known {
		return p, nil
	}
	p, err := readSignature(data)
	if err != nil {
		return nil, err
	}
	m.pictures[string(data)] = p
	return p, nil
}
