package oldpaper

import (
	"slices"
	"strings"

	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/data"
)

// likeness says how two names agree.
type likeness int

// From none to the same.
const (
	otherName    likeness = iota // nothing in common
	relative                     // the same surname and another first name: perhaps family
	firstOnly                    // only the first name: perhaps married since
	surnameOnly                  // one of them has no first name
	marriedName                  // part of the surname: "Jansen", "de Boer-Jansen"
	nearName                     // up to a typing fault, or initials for a first name
	sameNameWord                 // the same, accents and prefixes apart
)

// nameParts is a name ready to be compared.
type nameParts struct {
	given    []string // folded, without dots; initials are one letter each
	initials bool     // only initials are known
	surnames []string // folded pieces of the surname, without prefixes
}

// partsOf takes a name in one piece apart.
func partsOf(name string) nameParts {
	first, infix, surname := register.SplitName(short(name))
	return partsFrom(first, "", infix, surname)
}

func partsOfPerson(p data.Person) nameParts {
	return partsFrom(p.FirstName, p.Initials, p.Infix, p.Surname)
}

// prefixes are the words that stand before a surname and tell little.
var prefixes = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq("van von vom de der den des het 't 's t s ten ter te op in aan bij onder uit over voor tot di da do dos das del della du la le les lo el al v vd v.d v.d. v.") {
		m[w] = true
	}
	return m
}()

func partsFrom(first, initials, _, surname string) nameParts {
	var p nameParts
	given := data.Fold(first)
	if given == "" || strings.Contains(given, ".") || len([]rune(given)) == 1 || len([]rune(first)) <= 3 && first == strings.ToUpper(first) {
		p.initials = true
		if given == "" {
			given = data.Fold(initials)
		}
		for _, r := range given {
			if r != '.' && r != ' ' && r != '-' {
				p.given = append(p.given, string(r))
			}
		}
	} else {
		p.given = strings.Fields(given)
	}
	for _, piece := range strings.FieldsFunc(data.Fold(surname), func(r rune) bool { return r == '-' || r == ' ' || r == '/' }) {
		if piece = strings.Trim(piece, ".'"); piece != "" && !prefixes[piece] {
			p.surnames = append(p.surnames, piece)
		}
	}
	if len(p.surnames) == 0 {
		if s := strings.Trim(data.Fold(surname), ".' "); s != "" {
			p.surnames = []string{s}
		}
	}
	return p
}

// alike compares two names.
func alike(a, b nameParts) likeness {
	if len(a.surnames) == 0 || len(b.surnames) == 0 {
		return otherName
	}
	sur, given := surnamesAlike(a.surnames, b.surnames), givenAlike(a, b)
	switch {
	case sur == wordSame && given == wordSame:
		return sameNameWord
	case sur >= wordNear && given >= wordNear:
		return nearName
	case sur >= wordNear && given == wordUnknown:
		return surnameOnly
	case sur == wordPart && given >= wordNear:
		return marriedName
	case sur >= wordPart && given == wordOther:
		return relative
	case sur == wordOther && given == wordSame && !a.initials && !b.initials:
		return firstOnly
	}
	return otherName
}

// agreement of words.
type agreement int

const (
	wordOther agreement = iota
	wordUnknown
	wordPart
	wordNear
	wordSame
)

// surnamesAlike compares the pieces of two surnames, in any order: a double name is written both ways round.
func surnamesAlike(a, b []string) agreement {
	if len(a) > len(b) {
		a, b = b, a
	}
	exact, hit := 0, 0
	used := make([]bool, len(b))
	for _, x := range a {
		best, at := wordOther, -1
		for i, y := range b {
			if used[i] {
				continue
			}
			if w := wordsAlike(x, y); w > best {
				best, at = w, i
			}
		}
		if at >= 0 {
			used[at] = true
			hit++
			if best == wordSame {
				exact++
			}
		}
	}
	switch {
	case hit == 0:
		if wordsAlike(strings.Join(a, ""), strings.Join(b, "")) >= wordNear {
			return wordNear // "Zelfde Man", "Zelfdeman"
		}
		return wordOther
	case len(a) == len(b) && exact == len(a):
		return wordSame
	case len(a) == len(b) && hit == len(a):
		return wordNear
	}
	return wordPart
}

// givenAlike compares first names; initials against a name agree by their letter.
func givenAlike(a, b nameParts) agreement {
	if len(a.given) == 0 || len(b.given) == 0 {
		return wordUnknown
	}
	if a.initials || b.initials {
		if firstLetter(a.given[0]) != firstLetter(b.given[0]) {
			return wordOther
		}
		if a.initials && b.initials && slices.Equal(a.given, b.given) {
			return wordSame
		}
		return wordNear
	}
	if slices.Equal(a.given, b.given) {
		return wordSame
	}
	x, y := a.given[0], b.given[0]
	if w := wordsAlike(x, y); w == wordSame {
		return wordSame // "Anna Maria" and "Anna"
	} else if w == wordNear {
		return wordNear
	}
	// "Jo" and "Johanna", "Marie-Louise" and "Marie".
	if long, brief := x, y; strings.HasPrefix(long, brief) || strings.HasPrefix(brief, long) {
		if n := min(len(x), len(y)); n >= 3 || n == 2 && max(len(x), len(y)) <= 7 {
			return wordNear
		}
	}
	return wordOther
}

func firstLetter(s string) string {
	for _, r := range s {
		return string(r)
	}
	return ""
}

// wordsAlike compares two words: the same, or up to the faults that typing makes in a word of that length. A letter that
// an old encoding lost is any letter.
func wordsAlike(a, b string) agreement {
	if a == b {
		return wordSame
	}
	allowed := 0
	switch n := min(len([]rune(a)), len([]rune(b))); {
	case n >= 9:
		allowed = 2
	case n >= 4:
		allowed = 1
	}
	const widest = 4 // bytes of a letter
	if n := len(a) - len(b); n > widest*allowed || n < -widest*allowed || allowed == 0 && !strings.Contains(a, "?") && !strings.Contains(b, "?") {
		return wordOther
	}
	if d := distance(a, b); d <= allowed {
		if d == 0 {
			return wordSame
		}
		return wordNear
	}
	return wordOther
}

// distance counts the letters that are wrong, missing, too many or exchanged with their neighbour.
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	if n := len(x) - len(y); n > 2 || n < -2 {
		return 3 // more than is ever allowed
	}
	var room [3][48]int // no piece of a name is longer, and longer ones take their own
	before, last, row := room[0][:], room[1][:], room[2][:]
	if len(y) >= len(room[0]) {
		before, last, row = make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	}
	for j := range len(y) + 1 {
		last[j] = j
	}
	for i := range x {
		row[0] = i + 1
		for j := range y {
			cost := 1
			if x[i] == y[j] || x[i] == '?' || y[j] == '?' {
				cost = 0
			}
			row[j+1] = min(last[j]+cost, last[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && x[i] == y[j-1] && x[i-1] == y[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(y)]
}
