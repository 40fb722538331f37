package document

import (
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"kiesvoorhetkind.nl/kantoor/assets"
)

// face is one of the fonts that pages are set in.
type face uint8

const (
	sans face = iota
	sansBold
	serif
	serifMedium
	serifItalic
	grotesk
	groteskBold
	faceCount
)

// faceNames are the names by which a layout file asks for a face; faceFiles
// the files under assets/fonts, which are also the PostScript names.
var (
	faceNames = [faceCount]string{"sans", "sans-bold", "serif", "serif-medium", "serif-italic", "grotesk", "grotesk-bold"}
	faceFiles = [faceCount]string{"NotoSans-Regular", "NotoSans-SemiBold", "EBGaramond-Regular", "EBGaramond-Medium", "EBGaramond-Italic", "LibreFranklin-Light", "LibreFranklin-SemiBold"}
)

// stand says which face stands in for one that lacks a letter of a text.
var stand = [faceCount]face{sans: sans, sansBold: sansBold, serif: sans, serifMedium: sansBold, serifItalic: serif, grotesk: sans, groteskBold: sansBold}

// able is the face itself, or the one that stands in for it where it lacks a letter of
// the text.
func (f face) able(text string) face {
	for !f.holds(text) && stand[f] != f {
		f = stand[f]
	}
	return f
}

// holds says whether a face has every letter of a text.
func (f face) holds(text string) bool {
	for _, r := range text {
		if r != '\u00a0' && !faces[f].metrics.has(r) {
			return false
		}
	}
	return true
}

// The pages draw only runes of the Basic Multilingual Plane; the PDF library
// addresses glyphs by two bytes.
const maxRune = 0xFFFF

// missing marks a rune that a face has no glyph for.
const missing = -1

// metrics is what is known of a face: everything that is needed to measure a
// text before it is drawn. Advances are in thousandths of the font size.
type metrics struct {
	data    []byte
	font    *sfnt.Font
	advance [maxRune + 1]int16
	ascent  float64 // of the tallest capital with accents, in font sizes
	descent float64
	capital float64 // height of a capital, in font sizes
	kerning sync.Map
	reaches sync.Map // how far letters reach from the base line
}

var faces [faceCount]struct {
	once    sync.Once
	metrics *metrics
	err     error
}

// load reads a face, once for the life of the program.
func (f face) load() (*metrics, error) {
	slot := &faces[f]
	slot.once.Do(func() { slot.metrics, slot.err = readMetrics(faceFiles[f]) })
	return slot.metrics, slot.err
}

// loadFaces makes sure that all faces can be used without an error from there.
func loadFaces() error {
	for f := range faceCount {
		if _, err := f.load(); err != nil {
			return explain(err, "het lettertype %s van het programma is niet te lezen", faceFiles[f])
		}
	}
	return nil
}

func readMetrics(file string) (*metrics, error) {
	data, err := assets.Fonts.ReadFile("fonts/" + file + ".ttf")
	if err != nil {
		return nil, err
	}
	parsed, err := sfnt.Parse(data)
	if err != nil {
		return nil, err
	}
	m := &metrics{data: data, font: parsed}
	var buf sfnt.Buffer
	em := fixed.I(1000)
	for r := range m.advance {
		m.advance[r] = missing
		glyph, err := parsed.GlyphIndex(&buf, rune(r))
		if err != nil {
			return nil, err
		}
		if glyph == 0 {
			continue
		}
		a, err := parsed.GlyphAdvance(&buf, glyph, em, font.HintingNone)
		if err != nil {
			return nil, err
		}
		m.advance[r] = int16(a.Round())
	}
	fm, err := parsed.Metrics(&buf, em, font.HintingNone)
	if err != nil {
		return nil, err
	}
	m.ascent = float64(fm.Ascent.Round()) / 1000
	m.descent = float64(fm.Descent.Round()) / 1000
	m.capital = float64(fm.CapHeight.Round()) / 1000
	return m, nil
}

// has says whether the face can draw the rune.
func (m *metrics) has(r rune) bool {
	return r >= 0 && r <= maxRune && m.advance[r] != missing
}

// kern is how much nearer (minus) or further two runes stand, in thousandths
// of the font size.
func (m *metrics) kern(a, b rune) int {
	key := [2]rune{a, b}
	if v, ok := m.kerning.Load(key); ok {
		return v.(int)
	}
	v := m.readKern(a, b)
	m.kerning.Store(key, v)
	return v
}

func (m *metrics) readKern(a, b rune) int {
	var buf sfnt.Buffer
	first, err := m.font.GlyphIndex(&buf, a)
	if err != nil {
		return 0
	}
	second, err := m.font.GlyphIndex(&buf, b)
	if err != nil {
		return 0
	}
	v, err := m.font.Kern(&buf, first, second, fixed.I(1000), font.HintingNone)
	if err != nil {
		return 0 // the font says nothing about this pair
	}
	return v.Round()
}
