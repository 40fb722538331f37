package document

import (
	"math"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// replaced stands on paper for what cannot be printed.
const replaced = '\uFFFD'

// kernFrom is the size in points from which letters are kerned. Below it the
// difference is finer than a printer's dot.
const kernFrom = 13

// clean makes a text printable: composed letters, no invisible signs, no
// line breaks, runes that no font of ours can hold replaced. It returns the
// runes that were lost.
func clean(s string) (string, []rune) {
	var lost []rune
	var b strings.Builder
	for _, r := range strings.ToValidUTF8(s, string(replaced)) {
		switch {
		case r == '\u00a0', r == '\u202f', r == '\u2007':
			b.WriteString(noBreak)
		case unicode.IsSpace(r), unicode.Is(unicode.Cc, r):
			b.WriteByte(' ')
		case unicode.Is(unicode.Cf, r), r >= 0xFE00 && r <= 0xFE0F:
			// invisible: soft hyphens, marks of direction, joiners, variations
		case r > maxRune, r >= 0xF900 && r <= 0xFAFF, unicode.Is(unicode.Co, r):
			// the middle ones compose to what lies beyond
			lost = append(lost, r)
			b.WriteRune(replaced)
		case r == replaced:
			lost = append(lost, r)
			b.WriteRune(r)
		default:
			b.WriteRune(r)
		}
	}
	// Composed only here: what something invisible stood between composes too, and what lies
	// beyond our fonts is gone, of which x/text 0.41 looks at the last 16 bits alone and makes letters.
	text := norm.NFC.String(b.String())
	text = strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r == ' ' }), " ")
	return strings.Trim(text, " "+noBreak), lost
}

// Unprintable lists the runes in the texts that the office's fonts cannot print;
// on paper a sign stands in their place. Whoever makes a document of which
// there is no batch to report them asks here first.
func Unprintable(texts ...string) ([]rune, error) {
	if err := loadFaces(); err != nil {
		return nil, err
	}
	var lost []rune
	for _, t := range texts {
		cleaned, gone := clean(t)
		lost = append(lost, gone...)
		_, gone = sans.drawable(strings.ReplaceAll(cleaned, string(replaced), ""))
		lost = append(lost, gone...)
	}
	return lost, nil
}

// drawable makes of a cleaned text what is drawn in a face: an unbreakable
// space becomes an ordinary one, a rune without a glyph the replacement sign.
func (f face) drawable(s string) (string, []rune) {
	m := faces[f].metrics
	var lost []rune
	text := strings.Map(func(r rune) rune {
		switch {
		case r == '\u00a0':
			return ' '
		case !m.has(r):
			lost = append(lost, r)
			return replaced
		}
		return r
	}, s)
	return text, lost
}

// ligatures are the letters that the serif has as one: without it the hook of an f
// keeps the dot of an i at a distance.
var (
	ligate   = strings.NewReplacer("ffi", "\uFB03", "ffl", "\uFB04", "ff", "\uFB00", "fi", "\uFB01", "fl", "\uFB02")
	unligate = strings.NewReplacer("\uFB03", "ffi", "\uFB04", "ffl", "\uFB00", "ff", "\uFB01", "fi", "\uFB02", "fl")
)

var betweenNumbers = regexp.MustCompile(`\b(\d{1,2})-(\d{1,2})\b`)

// typeset is a text as a printer sets it: with the apostrophe that it has in a book,
// and a dash between two numbers.
func typeset(text string) string {
	if !strings.ContainsAny(text, "'-") {
		return text
	}
	return betweenNumbers.ReplaceAllString(strings.ReplaceAll(text, "'", "\u2019"), "$1\u2013$2")
}

// bearing is the room before the ink of the first letter, in millimetres.
func (s style) bearing(text string) float64 {
	for _, r := range text {
		return faces[s.face].metrics.reach(r).left * s.size * mmPerPoint
	}
	return 0
}

// extent is how far a line reaches above and below its base line, in font
// sizes.
func (f face) extent() (up, down float64) {
	m := faces[f].metrics
	return m.ascent, m.descent
}

// capital is the height of a capital letter in millimetres.
func (s style) capital() float64 {
	return faces[s.face].metrics.capital * s.size * mmPerPoint
}

// width measures a text in millimetres, exactly as the pen draws it.
func (s style) width(text string) float64 {
	m := faces[s.face].metrics
	thousandths := 0.0
	previous := rune(-1)
	for _, r := range text {
		if r == '\u00a0' {
			r = ' '
		}
		if !m.has(r) {
			r = replaced
		}
		thousandths += float64(m.advance[r]) + s.track
		if previous >= 0 && s.size >= kernFrom {
			thousandths += float64(m.kern(previous, r))
		}
		previous = r
	}
	if previous >= 0 {
		thousandths -= s.track
	}
	return thousandths / 1000 * s.size * mmPerPoint
}

// pieces cuts a text where a line may end: after a space and after a hyphen
// or slash between letters.
func pieces(text string) []string {
	var out []string
	start := 0
	for i, r := range text {
		end := i + utf8.RuneLen(r)
		cut := r == ' '
		if strings.ContainsRune("-–/", r) && i > start && end < len(text) {
			next, _ := utf8.DecodeRuneInString(text[end:])
			cut = unicode.IsLetter(next)
		}
		if cut {
			out = append(out, text[start:end])
			start = end
		}
	}
	if start < len(text) {
		out = append(out, text[start:])
	}
	return out
}

// wrap breaks a text into lines that fit the width. A word that is wider by
// itself is broken where it must.
func (s style) wrap(text string, width float64) []string {
	var lines []string
	line := ""
	for _, piece := range pieces(text) {
		if s.width(strings.TrimRight(line+piece, " ")) <= width {
			line += piece
			continue
		}
		if line != "" {
			lines = append(lines, strings.TrimRight(line, " "))
			line = ""
		}
		for s.width(strings.TrimRight(piece, " ")) > width {
			n := s.longestPrefix(piece, width)
			lines = append(lines, piece[:n])
			piece = piece[n:]
		}
		line = piece
	}
	if line = strings.TrimRight(line, " "); line != "" {
		lines = append(lines, line)
	}
	return lines
}

// longestPrefix is how many bytes of the text fit the width, at least one rune.
func (s style) longestPrefix(text string, width float64) int {
	fits := 0
	for i, r := range text {
		end := i + utf8.RuneLen(r)
		if fits > 0 && s.width(text[:end]) > width {
			break
		}
		fits = end
	}
	return fits
}

// paragraphs cleans a text of several lines and wraps each of them. An empty
// line stays one.
func (s style) paragraphs(text string, width float64) (lines []string, lost []rune) {
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	for part := range strings.SplitSeq(strings.TrimRight(text, "\n "), "\n") {
		cleaned, l := clean(part)
		lost = append(lost, l...)
		if cleaned == "" {
			lines = append(lines, "")
			continue
		}
		lines = append(lines, s.wrap(cleaned, width)...)
	}
	return lines, lost
}

// mostShrunk is how far a text shrinks to stay on one line, where it may take more.
const mostShrunk = 0.75

// fit finds the largest size at which a text fits the width: first on one
// line down to three quarters of the size, then over more lines, evenly and
// broken at a sensible place. A word that is too wide for that is broken
// where it must at the least size. It fails when even that does not fit.
func (s style) fit(text string, width, least float64, maxLines int) ([]string, style, bool) {
	most := min(maxLines, len(pieces(text)))
	for count := 1; count <= most; count++ {
		floor := least
		if count == 1 && most > 1 {
			floor = max(least, s.size*mostShrunk)
		}
		lines := s.split(text, count)
		if len(lines) < count {
			continue
		}
		widest := 0.0
		for _, l := range lines {
			widest = max(widest, s.width(l))
		}
		// Half a point down from the size that the widest line asks for, until
		// it fits: kerning makes width not quite proportional to size.
		size := s.size
		if widest > width {
			size = math.Floor(s.size*width/widest*2) / 2
		}
		for ; size >= floor; size -= 0.5 {
			st := s.sized(size)
			if st.widest(lines) <= width {
				return lines, st, true
			}
		}
	}
	st := s.sized(least)
	if lines := st.wrap(text, width); len(lines) <= maxLines {
		return lines, st, true
	}
	return nil, s, false
}

func (s style) widest(lines []string) float64 {
	w := 0.0
	for _, l := range lines {
		w = max(w, s.width(l))
	}
	return w
}

// split breaks a text into the given number of lines so that the widest is
// as narrow as can be, preferring places where a reader would break a name:
// before a tussenvoegsel, not within one and not at a hyphen.
func (s style) split(text string, count int) []string {
	if count == 1 {
		return []string{text}
	}
	parts := pieces(text)
	if len(parts) < count {
		return nil
	}
	best, bestCost := []string(nil), math.Inf(1)
	total := s.width(text)
	var try func(from, left int, done []string, widest, penalty float64)
	try = func(from, left int, done []string, widest, penalty float64) {
		if left == 1 {
			line := strings.TrimRight(strings.Join(parts[from:], ""), " ")
			cost := max(widest, s.width(line)) + penalty
			if cost < bestCost {
				best, bestCost = append(append([]string(nil), done...), line), cost
			}
			return
		}
		for to := from + 1; to <= len(parts)-left+1; to++ {
			line := strings.TrimRight(strings.Join(parts[from:to], ""), " ")
			w := max(widest, s.width(line))
			if w+penalty >= bestCost {
				break
			}
			try(to, left-1, append(done[:len(done):len(done)], line), w,
				penalty+breakPenalty(parts[to-1], parts[to])*total)
		}
	}
	try(0, count, nil, 0, 0)
	return best
}

// breakPenalty is how bad it is to break between two pieces, as a part of the
// width of the whole text.
func breakPenalty(before, after string) float64 {
	if !strings.HasSuffix(before, " ") {
		return 0.10 // within a hyphenated word
	}
	if startsLower(before) {
		return 0.25 // "van / den Berg", "de / Wit"
	}
	if startsLower(after) {
		return 0 // "Maria / van den Berg"
	}
	return 0.02
}

func startsLower(word string) bool {
	for _, r := range word {
		if unicode.IsLetter(r) {
			return unicode.IsLower(r)
		}
	}
	return false
}
