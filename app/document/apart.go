package document

import (
	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// errTouch is refused where two things on a sheet would stand on each other.
var errTouch = refuse("de teksten hebben niet genoeg plaats: iets staat over iets anders")

// area is a rectangle on a sheet.
type area struct{ x0, y0, x1, y1 float64 }

func (a area) touches(b area) bool {
	const slack = 0.02
	return a.x0 < b.x1-slack && b.x0 < a.x1-slack && a.y0 < b.y1-slack && b.y0 < a.y1-slack
}

// checkApart fails when texts, pictures or the code with its quiet zone stand on each
// other. Lines, fields and the ground may be written on.
func (s *sheet) checkApart() error {
	areas := make([]area, 0, len(s.marks))
	for _, m := range s.marks {
		a, solid := inked(m)
		if !solid {
			continue
		}
		for _, b := range areas {
			if a.touches(b) {
				return errTouch
			}
		}
		areas = append(areas, a)
	}
	return nil
}

// inked is where a mark puts ink that nothing else may stand on.
func inked(m mark) (area, bool) {
	switch m := m.(type) {
	case textMark:
		up, down := m.style.face.inkOf(m.text)
		em := m.style.size * mmPerPoint
		return area{m.x, m.y - up*em, m.x + m.width, m.y + down*em}, true
	case pictureMark:
		return area{m.x, m.y, m.x + m.w, m.y + m.h}, true
	case codeMark:
		q := m.quiet()
		return area{m.x - q, m.y - q, m.x + m.size + q, m.y + m.size + q}, true
	}
	return area{}, false
}

// reach is how far a letter goes above and below the base line and where it begins, in
// font sizes.
type reach struct{ up, down, left float64 }

// inkOf is how far a text really reaches above and below its base line, in font sizes.
func (f face) inkOf(text string) (up, down float64) {
	m := faces[f].metrics
	for _, r := range text {
		at := m.reach(r)
		up, down = max(up, at.up), max(down, at.down)
	}
	return up, down
}

func (m *metrics) reach(r rune) reach {
	if v, known := m.reaches.Load(r); known {
		return v.(reach)
	}
	var at reach
	var buf sfnt.Buffer
	glyph, err := m.font.GlyphIndex(&buf, r)
	if err == nil && glyph != 0 {
		bounds, _, err := m.font.GlyphBounds(&buf, glyph, fixed.I(1000), font.HintingNone)
		if err == nil {
			at = reach{-float64(bounds.Min.Y) / 64 / 1000, float64(bounds.Max.Y) / 64 / 1000, float64(bounds.Min.X) / 64 / 1000}
		}
	}
	m.reaches.Store(r, at)
	return at
}
