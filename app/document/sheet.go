package document

import (
	"math"
	"slices"
	"strconv"
)

// Paper sizes in millimetres.
const (
	a4Short = 210.0
	a4Long  = 297.0
	a6Short = 105.0
	a6Long  = 148.0
)

// mmPerPoint converts a font size in points to millimetres.
const mmPerPoint = 25.4 / 72

var errOutside = refuse("iets valt buiten het papier")

// colour is an RGB colour.
type colour struct{ r, g, b uint8 }

var (
	white = colour{0xFF, 0xFF, 0xFF}
	ink   = colour{0x1D, 0x25, 0x30}
	quiet = colour{0x5B, 0x66, 0x75}
	rule  = colour{0xC9, 0xD0, 0xD8}
	tint  = colour{0xF3, 0xF5, 0xF8}
	deep  = colour{0x0F, 0x6E, 0x84}
)

// parseColour reads "#0F6E84" or "0F6E84".
func parseColour(s string) (colour, error) {
	if len(s) == 7 && s[0] == '#' {
		s = s[1:]
	}
	n, err := strconv.ParseUint(s, 16, 32)
	if err != nil || len(s) != 6 {
		return colour{}, refuse("de kleur %q is geen #rrggbb", s)
	}
	return colour{uint8(n >> 16), uint8(n >> 8), uint8(n)}, nil
}

// style is how a text looks. Size is in points, track the extra space between
// letters in thousandths of the size.
type style struct {
	face  face
	size  float64
	track float64
	ink   colour
}

// sized is the same style at another size.
func (s style) sized(points float64) style {
	s.size = points
	return s
}

// mark is one thing on a sheet. Places are millimetres from the top left
// corner; of a text the y is its base line.
type mark interface {
	// box is the rectangle that the mark covers.
	box() (x0, y0, x1, y1 float64)
}

type textMark struct {
	x, y  float64
	width float64
	style style
	text  string
	reads string // what a program reads in it, where that is not the text
}

func (m textMark) box() (float64, float64, float64, float64) {
	up, down := m.style.face.extent()
	em := m.style.size * mmPerPoint
	return m.x, m.y - up*em, m.x + m.width, m.y + down*em
}

type rectMark struct {
	x, y, w, h float64
	fill       colour
}

func (m rectMark) box() (float64, float64, float64, float64) {
	return m.x, m.y, m.x + m.w, m.y + m.h
}

// point is a corner of a path. With bend it is reached along a quarter
// circle around the given centre, else along a straight line.
type point struct {
	x, y   float64
	bend   bool
	cx, cy float64
}

type pathMark struct {
	points []point
	closed bool
	width  float64 // of the line, in millimetres; 0 draws none
	ink    colour
	fill   *colour // nil: only the line
}

func (m pathMark) box() (float64, float64, float64, float64) {
	x0, y0 := math.Inf(1), math.Inf(1)
	x1, y1 := math.Inf(-1), math.Inf(-1)
	for _, p := range m.points {
		x0, x1 = min(x0, p.x), max(x1, p.x)
		y0, y1 = min(y0, p.y), max(y1, p.y)
	}
	half := m.width / 2
	return x0 - half, y0 - half, x1 + half, y1 + half
}

type pictureMark struct {
	x, y, w, h float64
	picture    *picture
}

func (m pictureMark) box() (float64, float64, float64, float64) {
	return m.x, m.y, m.x + m.w, m.y + m.h
}

// codeMark is a QR code; rows holds its modules without the quiet zone.
type codeMark struct {
	x, y, size float64
	rows       [][]bool
	ink        colour
}

func (m codeMark) box() (float64, float64, float64, float64) {
	return m.x, m.y, m.x + m.size, m.y + m.size
}

// sheet is one page before it is written.
type sheet struct {
	w, h  float64
	title string
	under *ground // what many sheets have in common
	marks []mark
	fine  bool   // texts are set as a printer would: curled apostrophes, dashes between numbers
	lost  []rune // runes that no glyph was found for
}

// ground is what stands behind the marks of many sheets; it is written once.
type ground struct{ marks []mark }

func newSheet(w, h float64) *sheet { return &sheet{w: w, h: h} }

// text puts a text with its left end at x.
func (s *sheet) text(x, y float64, st style, text string) {
	text, lost := st.face.drawable(text)
	s.lost = append(s.lost, lost...)
	if text == "" {
		return
	}
	m := textMark{x: x, y: y, width: st.width(text), style: st, text: text}
	if s.fine {
		if set := typeset(text); set != text && st.face.holds(set) {
			m.text, m.reads, m.width = set, unligate.Replace(text), st.width(set)
		}
	}
	if reads := unligate.Replace(text); m.reads == "" && reads != text {
		m.reads = reads
	}
	s.marks = append(s.marks, m)
}

// textRight puts a text with its right end at x.
func (s *sheet) textRight(x, y float64, st style, text string) {
	s.text(x-st.width(text), y, st, text)
}

// textCentre puts a text with its middle at x.
func (s *sheet) textCentre(x, y float64, st style, text string) {
	s.text(x-st.width(text)/2, y, st, text)
}

// textIn puts a text into a width: at its left, in its middle or at its right. At the
// left the ink of the first letter begins on the line, whatever room the letter has.
func (s *sheet) textIn(x, y, width float64, a align, st style, text string) {
	if a == 0 {
		s.text(x-st.bearing(text), y, st, text)
		return
	}
	s.text(x+(width-st.width(text))*float64(a), y, st, text)
}

func (s *sheet) rect(x, y, w, h float64, fill colour) {
	s.marks = append(s.marks, rectMark{x, y, w, h, fill})
}

func (s *sheet) line(x0, y0, x1, y1, width float64, c colour) {
	s.marks = append(s.marks, pathMark{
		points: []point{{x: x0, y: y0}, {x: x1, y: y1}}, width: width, ink: c,
	})
}

// circle fills a circle, with a line around it.
func (s *sheet) circle(x, y, r, width float64, line, fill colour) {
	quarter := func(dx, dy float64) point { return point{x: x + dx, y: y + dy, bend: true, cx: x, cy: y} }
	s.marks = append(s.marks, pathMark{
		points: []point{{x: x + r, y: y}, quarter(0, r), quarter(-r, 0), quarter(0, -r), quarter(r, 0)}, closed: true, width: width, ink: line, fill: &fill,
	})
}

// picture puts a picture as large as fits into the box, in its middle or,
// with align 0 or 1, at its left or right end.
func (s *sheet) picture(x, y, w, h, align float64, p *picture) {
	scale := min(w/p.width, h/p.height)
	pw, ph := p.width*scale, p.height*scale
	s.marks = append(s.marks, pictureMark{x + (w-pw)*align, y + (h-ph)/2, pw, ph, p})
}

// check fails when a mark leaves the paper: nothing is ever printed clipped.
func (s *sheet) check() error {
	const slack = 0.01
	all := s.marks
	if s.under != nil {
		all = slices.Concat(s.under.marks, s.marks)
	}
	for _, m := range all {
		x0, y0, x1, y1 := m.box()
		if x0 < -slack || y0 < -slack || x1 > s.w+slack || y1 > s.h+slack {
			return errOutside
		}
	}
	return nil
}
