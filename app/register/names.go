package register

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"kiesvoorhetkind.nl/kantoor/data"
)

// infixWords are the words of which prefixes of surnames are made.
var infixWords = wordSet("van von vom de der den des het 't 's ten ter te op in aan bij onder uit uijt over voor tot " +
	"di da do dos das del della du la le les lo d' el al af zu zum zur v. v v.d. v.d vd v/d v.den v.der v.de vden vder v/h vh")

// titleWords stand before or after a name and are no part of it; the short ones
// can be names or initials and count with a dot or in capitals only.
var (
	titleWords      = wordSet("drs dr ir ing mr mw mevr mevrouw dhr heer prof msc bsc llm phd mba")
	shortTitleWords = wordSet("ba ma bc bed hr rm mfn")
)

func wordSet(s string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		m[w] = true
	}
	return m
}

func isInfix(word string) bool {
	return infixWords[strings.ReplaceAll(strings.ToLower(word), "’", "'")]
}

func isTitle(word string) bool {
	bare := strings.TrimSuffix(strings.TrimSuffix(word, ","), ".")
	low := strings.ToLower(bare)
	return titleWords[low] || shortTitleWords[low] && (bare != word || bare == strings.ToUpper(bare))
}

// SplitName takes a name in one piece apart: "Jolanda van den Berg" and "Berg,
// Jolanda van den" are both Jolanda, van den, Berg. Titles are left out; initials
// come as the first name. A single word is a surname.
func SplitName(name string) (first, infix, surname string) {
	name = oneLine(name)
	for _, dash := range []string{" - ", " – ", " -", "- "} {
		name = strings.ReplaceAll(name, dash, "-")
	}
	if left, right, ok := strings.Cut(name, ","); ok && strings.TrimSpace(right) != "" {
		if rest := withoutTitles(strings.Fields(strings.ReplaceAll(right, ",", " "))); len(rest) > 0 {
			return splitListed(withoutTitles(strings.Fields(left)), rest)
		}
		name = left
	}
	parts := withoutTitles(strings.Fields(strings.ReplaceAll(name, ",", " ")))
	if len(parts) == 0 {
		return "", "", ""
	}
	if at := initialsAfter(parts); at > 0 {
		return splitListed(parts[:at], parts[at:])
	}
	for i := range parts {
		if at := strings.LastIndex(parts[i], "-"); at > 0 && isInfix(parts[i][at+1:]) {
			break
		}
		if i+1 < len(parts) && isInfix(parts[i]) && (i > 0 || parts[0] == strings.ToLower(parts[0]) || len(parts) == 2) {
			infix, surname = splitInfix(parts[i:])
			return strings.Join(parts[:i], " "), infix, surname
		}
	}
	last := len(parts) - 1
	for i := 1; i < last; i++ {
		// "Smit-de Zwart": the words after the hyphen belong to the surname.
		if at := strings.LastIndex(parts[i], "-"); at > 0 && isInfix(parts[i][at+1:]) {
			last = i
		}
	}
	return strings.Join(parts[:last], " "), "", strings.Join(parts[last:], " ")
}

// initialsAfter finds the initials in a name that lists sort without a comma, "Berg J.M. van den": where they stand, 0 in
// another name. A known first name before a letter is no surname: "Sanne V.".
func initialsAfter(parts []string) int {
	if len(parts) < 2 || isInfix(parts[0]) || strings.Contains(parts[0], ".") || commonNames[data.Fold(parts[0])] {
		return 0
	}
	for i, w := range parts[1:] {
		if !strings.Contains(w, ".") || !looksLikeInitials(w) || isInfix(w) {
			continue
		}
		if i+2 == len(parts) || allInfix(strings.Join(parts[i+2:], " ")) {
			return i + 1
		}
		return 0
	}
	return 0
}

// splitListed reads a name as lists sort it, cut at the comma.
func splitListed(left, right []string) (first, infix, surname string) {
	infix, surname = splitInfix(left)
	var given, after []string
	for i, w := range right {
		if isInfix(w) && (i > 0 || w == strings.ToLower(w)) {
			after = append(after, w)
		} else {
			given = append(given, w)
		}
	}
	if len(after) > 0 {
		infix = strings.TrimSpace(strings.Join(after, " ") + " " + infix)
	}
	return strings.Join(given, " "), infix, surname
}

// splitInfix parts the words of a surname into its prefix and the rest, which
// keeps at least one word.
func splitInfix(parts []string) (infix, surname string) {
	n := 0
	for n < len(parts)-1 && isInfix(parts[n]) {
		n++
	}
	return strings.Join(parts[:n], " "), strings.Join(parts[n:], " ")
}

// withoutTitles drops titles around a name, and remarks in brackets.
func withoutTitles(parts []string) []string {
	var out []string
	bracket := false
	for _, p := range parts {
		switch {
		case strings.HasPrefix(p, "("):
			bracket = !strings.HasSuffix(p, ")")
		case bracket:
			bracket = !strings.HasSuffix(p, ")")
		case isTitle(p):
		default:
			out = append(out, p)
		}
	}
	return out
}

// looksLikeInitials: "J.", "J.M.", "JM", "A.Ch.".
func looksLikeInitials(s string) bool {
	s = strings.ReplaceAll(s, " ", "")
	if s == "" {
		return false
	}
	if strings.HasSuffix(s, ".") {
		for part := range strings.SplitSeq(strings.TrimSuffix(s, "."), ".") {
			if n := utf8.RuneCountInString(part); n < 1 || n > 3 {
				return false
			}
		}
		return true
	}
	return utf8.RuneCountInString(s) <= 3 && s == strings.ToUpper(s) && !slices.ContainsFunc([]rune(s), func(r rune) bool { return !unicode.IsLetter(r) })
}

// tidyInitials writes initials as "J.M.".
func tidyInitials(s string) string {
	s = oneLine(s)
	if s == "" || strings.Contains(s, ".") {
		return strings.ReplaceAll(s, ". ", ".")
	}
	letters := []rune(strings.ReplaceAll(s, " ", ""))
	if len(letters) > 6 || string(letters) != strings.ToUpper(string(letters)) && len(letters) > 1 {
		return s
	}
	var b strings.Builder
	for _, r := range letters {
		if !unicode.IsLetter(r) {
			return s
		}
		b.WriteRune(unicode.ToUpper(r))
		b.WriteByte('.')
	}
	return b.String()
}

// tidyCase gives a name that was typed in capitals only, or without any, the
// capitals that names have: "VAN DEN BERG-IJSSEL" is "van den Berg-IJssel". Others stay.
func tidyCase(s string) string {
	if s == "" || s != strings.ToUpper(s) && s != strings.ToLower(s) || strings.ToUpper(s) == strings.ToLower(s) || looksLikeInitials(s) && strings.Contains(s, ".") {
		return s
	}
	var b strings.Builder
	word := func(w string) {
		low := strings.ToLower(w)
		switch {
		case w == "":
		case isInfix(low) && len(w) < len(s):
			b.WriteString(low)
		case strings.HasPrefix(low, "ij"):
			b.WriteString("IJ" + low[2:])
		default:
			r, size := utf8.DecodeRuneInString(low)
			b.WriteString(string(unicode.ToUpper(r)) + low[size:])
		}
	}
	start := 0
	for i, r := range s {
		if r == ' ' || r == '-' || (r == '\'' || r == '’') && i > start {
			word(s[start:i])
			b.WriteRune(r)
			start = i + utf8.RuneLen(r)
		}
	}
	word(s[start:])
	if out := b.String(); strings.ToLower(out) != out {
		return out
	}
	return s
}

// tidyInfix writes a prefix as the Dutch do. Abbreviations of one meaning are
// written out; "v.d." can be van de, van der or van den, so it stays "v.d." and
// unsure says so.
func tidyInfix(s string) (infix string, unsure bool) {
	s = strings.ReplaceAll(strings.ToLower(oneLine(s)), "’", "'")
	switch strings.NewReplacer(" ", "", ".", "", "/", "").Replace(s) {
	case "v":
		return "van", false
	case "vd":
		return "v.d.", true
	case "vden":
		return "van den", false
	case "vder":
		return "van der", false
	case "vde":
		return "van de", false
	case "vh", "vhet":
		return "van het", false
	case "vt", "v't":
		return "van 't", false
	}
	return s, false
}

// fits says whether two texts are the same, letters that an old encoding lost
// ("D?browska") taken as any letter.
func fits(a, b string) bool {
	a, b = data.Fold(a), data.Fold(b)
	if a == b {
		return true
	}
	if !strings.Contains(a, "?") && !strings.Contains(b, "?") {
		return false
	}
	x, y := []rune(a), []rune(b)
	if len(x) != len(y) {
		return false
	}
	for i := range x {
		if x[i] != y[i] && x[i] != '?' && y[i] != '?' {
			return false
		}
	}
	return true
}
