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
	pictures map[string]*picture // signatures by their bytes
}

// sheet lays one certificate out. The error is a Dutch sentence.
func (m *certificateMaker) sheet(c Certificate) (*sheet, []rune, error) {
	values, lost, err := m.values(c)
	if err != nil {
		return nil, nil, err
	}
	l := m.layout
	s := newSheet(l.Paper.Width, l.Paper.Height)
	s.title = "Certificaat " + values["nummer"]
	m.border(s)
	top := l.Middle.Top
	if m.paper.logo != nil {
		s.picture((s.w-l.Logo.Width)/2, l.Logo.Top, l.Logo.Width, l.Logo.Height, 0.5, m.paper.logo)
		top = l.Middle.TopWithLogo
	}
	if err := m.middle(s, values, top); err != nil {
		return nil, nil, err
	}
	if err := m.signatures(s, c.Trainers); err != nil {
		return nil, nil, err
	}
	if err := m.footer(s, values); err != nil {
		return nil, nil, err
	}
	if err := m.code(s, c.Code); err != nil {
		return nil, nil, err
	}
	if err := s.check(); err != nil {
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
		"uitslag":     m.layout.Outcome[string(c.Outcome)],
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

func (m *certificateMaker) border(s *sheet) {
	b := m.layout.Border
	if b.OuterLine > 0 {
		x, y := s.w-b.Outer, s.h-b.Outer
		s.marks = append(s.marks, pathMark{closed: true, width: b.OuterLine, ink: b.OuterColour.or(m.paper.accent), points: []point{
			{x: b.Outer, y: b.Outer}, {x: x, y: b.Outer}, {x: x, y: y}, {x: b.Outer, y: y},
		}})
	}
	if b.InnerLine > 0 {
		// Corners cut out as quarter circles around the corner itself.
		x0, y0, x1, y1, r := b.Inner, b.Inner, s.w-b.Inner, s.h-b.Inner, b.Corner
		s.marks = append(s.marks, pathMark{closed: true, width: b.InnerLine, ink: b.InnerColour.or(m.paper.accent), points: []point{
			{x: x0 + r, y: y0},
			{x: x1 - r, y: y0},
			{x: x1, y: y0 + r, bend: true, cx: x1, cy: y0},
			{x: x1, y: y1 - r},
			{x: x1 - r, y: y1, bend: true, cx: x1, cy: y1},
			{x: x0 + r, y: y1},
			{x: x0, y: y1 - r, bend: true, cx: x0, cy: y1},
			{x: x0, y: y0 + r},
			{x: x0 + r, y: y0, bend: true, cx: x0, cy: y0},
		}})
	}
}

// setBlock is a block of the middle whose lines and size are known.
type setBlock struct {
	layoutBlock
	lines []string
	style style
}

// step is from base line to base line in millimetres; the sans has taller
// small letters and needs more.
func (b setBlock) step() float64 {
	if b.style.face == sans || b.style.face == sansBold {
		return b.style.size * mmPerPoint * 1.32
	}
	return b.style.size * mmPerPoint * 1.16
}

// height is from the top of the capitals of the first line to the last base line.
func (b setBlock) height() float64 {
	return b.style.capital() + float64(len(b.lines)-1)*b.step()
}

// middle stacks the blocks and puts the stack in the middle of its room. If
// it is too high, all of it becomes a little smaller.
func (m *certificateMaker) middle(s *sheet, values map[string]string, top float64) error {
	room := m.layout.Middle.Bottom - top
	for scale := 1.0; scale > 0.55; scale -= 0.05 {
		blocks, height, gaps, err := m.set(values, scale)
		if err != nil {
			return err
		}
		if height > room {
			continue
		}
		// Where there is room to spare, the gaps take up part of it.
		stretch := 1.0
		if gaps > 0 && scale == 1 {
			stretch = min(maxStretch, 1+(room-height)/gaps)
			height += gaps * (stretch - 1)
		}
		y := top + (room-height)/2
		for i, b := range blocks {
			if i > 0 {
				y += b.Before * scale * stretch
			}
			base := y + b.style.capital()
			for n, line := range b.lines {
				s.textCentre(s.w/2, base+float64(n)*b.step(), b.style, line)
			}
			y += b.height()
			if b.Rule > 0 {
				y += ruleRoom * scale
				s.line((s.w-b.RuleWidth)/2, y, (s.w+b.RuleWidth)/2, y, b.Rule, m.paper.accent)
			}
		}
		return nil
	}
	return refuse("de teksten passen samen niet op het certificaat")
}

// maxStretch is how far the gaps may grow on a certificate with few texts.
const maxStretch = 1.3

// ruleRoom is the space between a base line and the rule beneath it.
const ruleRoom = 5.5

// set chooses lines and sizes of all blocks at a scale. It answers the height of
// the stack and how much of that are gaps.
func (m *certificateMaker) set(values map[string]string, scale float64) (blocks []setBlock, height, gaps float64, err error) {
	for _, block := range m.layout.Blocks {
		text := fill(block.Text, values)
		if text == "" {
			continue
		}
		if block.Text == text {
			// Fixed words may have ligatures; what somebody is called stays as it is
			// for programs that read letter by letter.
			text = ligate.Replace(text)
		}
		st := block.style(m.paper.accent)
		st.size = max(block.Least, st.size*scale)
		lines, fitted, ok := st.fit(text, block.Width, block.Least, block.Lines)
		if !ok {
			return nil, 0, 0, refuse("%s is te lang voor het certificaat", describe(block.Text))
		}
		b := setBlock{block, lines, fitted}
		if len(blocks) > 0 {
			gaps += block.Before * scale
		}
		height += b.height()
		if block.Rule > 0 {
			height += ruleRoom * scale
		}
		blocks = append(blocks, b)
	}
	return blocks, height + gaps, gaps, nil
}

// describe names a text of the layout without its value.
func describe(text string) string {
	name := strings.Trim(text, "{} ")
	if strings.ContainsAny(name, "{}") || name == text {
		return words.T("een tekst")
	}
	return words.T("het gegeven „%s”", name)
}

func (m *certificateMaker) signatures(s *sheet, trainers []Trainer) error {
	l := m.layout.Signatures
	n := float64(len(trainers))
	room := l.Right - l.Left
	width := min(l.Width, (room-l.Gap*(n-1))/n)
	x := l.Left + (room-n*width-(n-1)*l.Gap)/2
	name := style{face: face(l.Font), size: l.Size, ink: l.Colour.or(m.paper.accent)}
	role := style{face: sans, size: l.RoleSize, ink: l.RoleColour.or(m.paper.accent)}
	for _, t := range trainers {
		text, lost := clean(t.Name)
		s.lost = append(s.lost, lost...)
		if text == "" {
			return refuse("de naam van een trainer ontbreekt")
		}
		lines, fitted, ok := name.fit(text, width, l.Least, l.Lines)
		if !ok {
			return refuse("de naam van een trainer is te lang voor het certificaat")
		}
		if len(t.Signature) > 0 {
			p, err := m.picture(t.Signature)
			if err != nil {
				return explain(err, "een handtekening")
			}
			s.picture(x, l.Line-l.Height-0.5, width, l.Height, 0.5, p)
		}
		s.line(x, l.Line, x+width, l.Line, l.LineWidth, l.LineColour.or(m.paper.accent))
		y := l.Line + 2 + fitted.capital()
		step := fitted.size * mmPerPoint * 1.16
		for i, line := range lines {
			s.textCentre(x+width/2, y+float64(i)*step, fitted, line)
		}
		y += float64(len(lines)-1)*step + 1.6 + role.capital()
		s.textCentre(x+width/2, y, role, l.Role)
		x += width + l.Gap
	}
	return nil
}

// picture reads a signature once, however many certificates it stands on.
func (m *certificateMaker) picture(data []byte) (*picture, error) {
	if p, known := m.pictures[string(data)]; known {
		return p, nil
	}
	p, err := readPicture(data)
	if err != nil {
		return nil, err
	}
	m.pictures[string(data)] = p
	return p, nil
}

// footer sets its lines upwards from the base, so that the last one always
// stands on it.
func (m *certificateMaker) footer(s *sheet, values map[string]string) error {
	l := m.layout.Footer
	st := style{face: face(l.Font), size: l.Size, ink: l.Colour.or(m.paper.accent)}
	var texts []string
	for _, line := range l.Lines {
		if text := fill(line, values); text != "" {
			texts = append(texts, text)
		}
	}
	for i, text := range texts {
		lines, fitted, ok := st.fit(text, l.Width, l.Least, 1)
		if !ok {
			return refuse("een regel onderaan het certificaat is te lang")
		}
		s.text(l.Left, l.Base-float64(len(texts)-1-i)*l.Leading, fitted, lines[0])
	}
	return nil
}

func (m *certificateMaker) code(s *sheet, text string) error {
	if text == "" {
		return nil
	}
	rows, err := codeRows(text)
	if err != nil {
		return err
	}
	l := m.layout.Code
	s.marks = append(s.marks, codeMark{l.Right - l.Size, l.Bottom - l.Size, l.Size, rows, l.Colour.or(m.paper.accent)})
	if l.Text != "" {
		st := style{face: sans, size: l.TextSize, ink: quiet}
		s.textCentre(l.Right-l.Size/2, l.Bottom+1.5+st.capital(), st, l.Text)
	}
	return nil
}
