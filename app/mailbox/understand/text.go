package understand

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxText is the most bytes of a mail's text that are looked at. People write a few
// thousand; the rest of a longer mail is quotes, logs or an attack.
const maxText = 32 << 10

// page is a stretch of a mail, prepared for reading. flat has exactly the length of the
// text it was made of, so that an offset in it is an offset in Mail.Text: what does not
// belong to the page is blanked, soft line ends and odd spaces are plain spaces.
type page struct {
	flat  string
	words []word
	sents []sentence
}

// word is one word, folded: lower case, without accents, typographic quotes made plain.
type word struct {
	s          string
	start, end int
	sent       int
}

// sentence is a stretch of a page that is read as one. Words are words[first:last].
type sentence struct {
	start, end  int
	first, last int
	question    bool
	bullet      bool
	para        int
}

// line is one line of a text without its line end.
type line struct {
	start, end int
}

func splitLines(s string) []line {
	var out []line
	start := 0
	for i := 0; i < len(s); i++ {
		if s[i] == '\n' {
			end := i
			if end > start && s[end-1] == '\r' {
				end--
			}
			out = append(out, line{start, end})
			start = i + 1
		}
	}
	if start < len(s) {
		out = append(out, line{start, len(s)})
	}
	return out
}

// clip cuts a text at a character boundary.
func clip(s string, limit int) string {
	if len(s) <= limit {
		return s
	}
	for limit > 0 && !utf8.RuneStart(s[limit]) {
		limit--
	}
	return s[:limit]
}

// valid replaces bytes that are no UTF-8 by question marks, keeping the length.
func valid(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	b := []byte(s)
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n <= 1 {
			b[i] = '?'
			n = 1
		}
		i += n
	}
	return string(b)
}

// mask copies s and blanks the bytes outside the kept spans; line ends stay.
func mask(s string, keep []line) string {
	b := make([]byte, len(s))
	for i := range b {
		if s[i] == '\n' {
			b[i] = '\n'
		} else {
			b[i] = ' '
		}
	}
	for _, k := range keep {
		copy(b[k.start:k.end], s[k.start:k.end])
	}
	return string(b)
}

// flatten makes soft line ends, carriage returns and non-breaking spaces into spaces
// without changing the length. A line end is soft where the next line's first word
// would not have fitted, or where format=flowed left a space before it.
func flatten(s string) string {
	b := []byte(s)
	lines := splitLines(s)
	width := 0
	for _, l := range lines {
		if n := utf8.RuneCountInString(strings.TrimRight(s[l.start:l.end], " ")); n <= 80 {
			width = max(width, n)
		}
	}
	for i := 0; i+1 < len(lines); i++ {
		cur, next := s[lines[i].start:lines[i].end], s[lines[i+1].start:lines[i+1].end]
		text, after := strings.TrimSpace(cur), strings.TrimSpace(next)
		if text == "" || after == "" || isBullet(after) || strings.ContainsRune(next, '\t') {
			continue
		}
		n := utf8.RuneCountInString(strings.TrimRight(cur, " "))
		word, _, _ := strings.Cut(after, " ")
		wrapped := width >= 58 && n >= 48 && n <= 80 && n+1+utf8.RuneCountInString(word) > width
		flowed := n >= 40 && strings.HasSuffix(cur, " ") && cur[0] != ' ' && text != "--"
		if wrapped || flowed {
			for j := lines[i].end; j < lines[i+1].start; j++ {
				b[j] = ' '
			}
		}
	}
	for i := 0; i < len(b); i++ {
		switch {
		case b[i] == '\r':
			b[i] = ' '
		case b[i] == 0xC2 && i+1 < len(b) && b[i+1] == 0xA0:
			b[i], b[i+1] = ' ', ' '
		case b[i] == 0xE2 && i+2 < len(b) && b[i+1] == 0x80 && (b[i+2] == 0x8B || b[i+2] == 0xAF || b[i+2] == 0x89):
			b[i], b[i+1], b[i+2] = ' ', ' ', ' '
		}
	}
	return string(b)
}

// newPage prepares a masked text.
func newPage(masked string) *page {
	p := &page{flat: flatten(masked)}
	p.cutSentences()
	return p
}

// text gives the page's words between two offsets, spaces made single.
func (p *page) text(start, end int) string {
	return squeeze(p.flat[start:end])
}

func (p *page) sentenceText(i int) string {
	return p.text(p.sents[i].start, p.sents[i].end)
}

// sentenceAt finds the sentence that holds an offset, or -1.
func (p *page) sentenceAt(at int) int {
	lo, hi := 0, len(p.sents)
	for lo < hi {
		mid := (lo + hi) / 2
		if p.sents[mid].end <= at {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < len(p.sents) && p.sents[lo].start <= at {
		return lo
	}
	return -1
}

// lineAround gives the line that holds an offset, in the flattened text.
func (p *page) lineAround(at int) (start, end int) {
	start = strings.LastIndexByte(p.flat[:at], '\n') + 1
	end = len(p.flat)
	if i := strings.IndexByte(p.flat[at:], '\n'); i >= 0 {
		end = at + i
	}
	return start, end
}

// fold makes a text comparable: lower case, no accents, plain quotes.
func fold(s string) string {
	ascii := true
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			ascii = false
			break
		}
	}
	if ascii {
		return strings.ToLower(s)
	}
	var b strings.Builder
	for _, r := range norm.NFD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case r == '’' || r == '‘' || r == '`' || r == '´':
			b.WriteByte('\'')
		case r == '–' || r == '—' || r == '‑':
			b.WriteByte('-')
		case r == 'ł' || r == 'Ł':
			b.WriteByte('l')
		case r == 'ø' || r == 'Ø':
			b.WriteByte('o')
		case r == 'ı' || r == 'İ':
			b.WriteByte('i')
		case r == 'ß':
			b.WriteString("ss")
		default:
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// squash folds a text and keeps only letters and digits, to compare a name with a mail domain.
func squash(s string) string {
	var b strings.Builder
	for _, r := range fold(s) {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// squeeze trims and makes every run of white space one space.
func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

// isBullet says whether a line begins as an item of a list.
func isBullet(s string) bool {
	for _, b := range []string{"- ", "* ", "• ", "– ", "· ", "— ", "o ", "-\t", "•\t", "> "} {
		if strings.HasPrefix(s, b) {
			return true
		}
	}
	if len(s) > 2 && (s[1] == '.' || s[1] == ')') && s[2] == ' ' && (s[0] >= '1' && s[0] <= '9' || s[0] >= 'a' && s[0] <= 'h') {
		return true
	}
	return len(s) > 3 && s[0] >= '1' && s[0] <= '9' && s[1] >= '0' && s[1] <= '9' && (s[2] == '.' || s[2] == ')') && s[3] == ' '
}

// trimItem takes the bullet or number off an item and the sign off its end.
func trimItem(s string) string {
	s = strings.TrimSpace(s)
	if isBullet(s) {
		_, s, _ = strings.Cut(s, " ")
	}
	return strings.TrimSpace(strings.TrimRight(s, " ;,."))
}

// has says whether one of the words stands in sentence i, folded and whole; a final *
// lets it be the beginning of a word.
func (p *page) has(i int, words ...string) bool {
	for _, w := range p.words[p.sents[i].first:p.sents[i].last] {
		for _, q := range words {
			if matchWord(q, w.s) {
				return true
			}
		}
	}
	return false
}

func matchWord(pattern, w string) bool {
	if n := len(pattern) - 1; n >= 0 && pattern[n] == '*' {
		return strings.HasPrefix(w, pattern[:n])
	}
	return pattern == w
}
