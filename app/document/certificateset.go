package document

import (
	"strings"
)

// setBlock is a block of a column whose lines and size are known.
type setBlock struct {
	layoutBlock
	set   []string
	style style
}

// lineSteps are from base line to base line, in font sizes; a face with tall small
// letters needs more.
var lineSteps = [faceCount]float64{sans: 1.32, sansBold: 1.32, serif: 1.16, serifMedium: 1.16, serifItalic: 1.16, grotesk: 1.24, groteskBold: 1.2}

func (b setBlock) step() float64 {
	if b.leading > 0 {
		return b.style.size * mmPerPoint * b.leading
	}
	return b.style.step()
}

// step is from base line to base line in millimetres.
func (s style) step() float64 { return s.size * mmPerPoint * lineSteps[s.face] }

// height is from the top of the capitals of the first line to the last base line.
func (b setBlock) height() float64 {
	return b.style.capital() + float64(len(b.set)-1)*b.step()
}

// optical is the part of the room to spare that stands above a stack in the middle:
// what is exactly in the middle seems to hang.
const optical = 0.46

// column stacks the blocks and puts the stack in its room. If it is too high, all of it
// becomes a little smaller.
func (m *certificateMaker) column(s *sheet, c layoutColumn, values map[string]string, logo bool) error {
	top := c.top
	if logo {
		top = c.topWithLogo
	}
	room := c.bottom - top
	for scale := 1.0; scale > 0.5; scale -= 0.04 {
		blocks, height, gaps, err := m.set(c, values, scale)
		if err != nil {
			return err
		}
		if height > room {
			continue
		}
		// Where there is room to spare, the gaps take up part of it.
		stretch := 1.0
		if gaps > 0 && scale == 1 {
			stretch = min(c.stretch, 1+(room-height)/gaps)
			height += gaps * (stretch - 1)
		}
		y := top
		switch c.place {
		case "middle":
			y += (room - height) * optical
		case "bottom":
			y += room - height
		}
		for i, b := range blocks {
			if i > 0 {
				y += b.before * scale * stretch
			}
			base := y + b.style.capital()
			for n, line := range b.set {
				s.textIn(c.x, base+float64(n)*b.step(), c.width, c.align, b.style, line)
			}
			y += b.height()
			if b.rule > 0 {
				y += b.ruleGap * scale
				x := c.x + (c.width-b.ruleWidth)*float64(c.align)
				s.line(x, y, x+b.ruleWidth, y, b.rule, m.paper.accent)
			}
		}
		return nil
	}
	return refuse("de teksten passen samen niet op het certificaat")
}

// set chooses lines and sizes of all blocks of a column at a scale. It answers the
// height of the stack and how much of that are gaps.
func (m *certificateMaker) set(c layoutColumn, values map[string]string, scale float64) (blocks []setBlock, height, gaps float64, err error) {
	for _, block := range c.blocks {
		text := fill(block.text, values)
		if text == "" {
			continue
		}
		if block.capitals {
			text = strings.ToUpper(text)
		}
		st := block.style(m.paper.accent)
		st.face = st.face.able(text)
		if block.text == text && st.track == 0 && st.face.holds(ligate.Replace(text)) {
			// Fixed words may have ligatures; what somebody is called stays as it is
			// for programs that read letter by letter.
			text = ligate.Replace(text)
		}
		st.size = max(block.least, st.size*scale)
		lines, fitted, ok := st.fit(text, block.width, block.least, block.lines)
		if !ok {
			return nil, 0, 0, refuse("%s is te lang voor het certificaat", describe(block.text))
		}
		b := setBlock{block, lines, fitted}
		if len(blocks) > 0 {
			gaps += block.before * scale
		}
		height += b.height()
		if block.rule > 0 {
			height += block.ruleGap * scale
		}
		blocks = append(blocks, b)
	}
	return blocks, height + gaps, gaps, nil
}

// signatures stand on a line each, with the name beneath it. Without a picture the line
// is there to sign on.
func (m *certificateMaker) signatures(s *sheet, trainers []Trainer) error {
	l := m.layout.signatures
	n := float64(len(trainers))
	if m.paper.stamp != nil {
		n++ // it has a place of its own at the end of the row
	}
	room := l.right - l.left
	width := min(l.width, (room-l.gap*(n-1))/n)
	x := l.left + (room-n*width-(n-1)*l.gap)*float64(l.align)
	role := style{face: l.roleFont, size: l.roleSize, ink: l.roleColour.text(m.paper.accent)}
	names, size, err := m.signers(s, trainers, width)
	if err != nil {
		return err
	}
	for i, t := range trainers {
		name := names[i].sized(size)
		lines, fitted, ok := name.fit(names[i].text, width, size, l.lines)
		if !ok {
			return refuse("de naam van een trainer is te lang voor het certificaat")
		}
		if len(t.Signature) > 0 {
			p, err := m.picture(t.Signature)
			if err != nil {
				return explain(err, "een handtekening")
			}
			// A hand goes through the line a little.
			s.picture(x, l.line-l.height, width, l.height+signatureDip, signatureAlign(l.align), p)
		}
		s.line(x, l.line, x+width, l.line, l.lineWidth, l.lineColour.fill(m.paper.accent))
		y := l.line + signatureDip + 1 + fitted.capital()
		for i, line := range lines {
			s.textIn(x, y+float64(i)*fitted.step(), width, l.align, fitted, line)
		}
		if l.role != "" {
			y += float64(len(lines)-1)*fitted.step() + 1.6 + role.capital()
			s.textIn(x, y, width, l.align, role, l.role)
		}
		x += width + l.gap
	}
	if m.paper.stamp != nil {
		s.picture(x, l.line-l.height, width, l.height+stampDip, float64(l.align), m.paper.stamp)
	}
	return nil
}

// stampDip is how far the office's stamp reaches below the lines: as far as a name does.
const stampDip = 6

// signer is the name of a trainer and how it is set.
type signer struct {
	style
	text string
}

// signers are the names under the lines, and the size at which each of them fits: names
// beside each other have one size. A name goes over more lines before it becomes small.
func (m *certificateMaker) signers(s *sheet, trainers []Trainer, width float64) ([]signer, float64, error) {
	l := m.layout.signatures
	names, size := make([]signer, len(trainers)), l.size
	for i, t := range trainers {
		text, lost := clean(t.Name)
		s.lost = append(s.lost, lost...)
		if text == "" {
			return nil, 0, refuse("de naam van een trainer ontbreekt")
		}
		names[i] = signer{style{face: l.font.able(text), size: l.size, ink: l.colour.text(m.paper.accent)}, text}
		_, fitted, ok := names[i].fit(text, width, max(l.least, l.size*0.9), l.lines)
		if !ok {
			_, fitted, ok = names[i].fit(text, width, l.least, l.lines)
		}
		if !ok {
			return nil, 0, refuse("de naam van een trainer is te lang voor het certificaat")
		}
		size = min(size, fitted.size)
	}
	return names, size, nil
}

// signatureDip is how far a signature may reach below its line.
const signatureDip = 1.2

// signatureAlign lets a signature stand a little in from the left end of its line.
func signatureAlign(a align) float64 {
	if a == 0 {
		return 0.15
	}
	return float64(a)
}

// Sizes of the modules of a QR code in millimetres: what a scan of 150 dots an inch
// still tells apart, and the least that is printed at all.
const (
	fineModule  = 0.42
	leastModule = 0.3
	quietZone   = 4 // modules
)

// code draws the QR code in its room, at the bottom of it: as large as a scanner wants.
func (m *certificateMaker) code(s *sheet, text string) error {
	if text == "" {
		return nil
	}
	rows, err := codeRows(text)
	if err != nil {
		return err
	}
	l := m.layout.code
	n := float64(len(rows))
	room, zone := l.room, 0.0
	if l.panel {
		room *= n / (n + 2*quietZone) // the panel is what stands in the room
	}
	size := min(room, max(l.size, n*fineModule))
	if size/n < leastModule {
		return refuse("de QR-code houdt te veel in voor zijn plaats op het certificaat")
	}
	if l.panel {
		zone = quietZone * size / n
	}
	x, y := l.x+zone+(l.room-2*zone-size)*float64(l.align), l.y+l.room-zone-size
	mark := codeMark{x, y, size, rows, l.colour.fill(m.paper.accent)}
	if l.panel {
		s.rect(x-zone, y-zone, size+2*zone, size+2*zone, white)
	}
	s.marks = append(s.marks, mark)
	return nil
}

// quiet is how wide nothing may stand around a code, in millimetres.
func (m codeMark) quiet() float64 { return quietZone * m.size / float64(len(m.rows)) }
