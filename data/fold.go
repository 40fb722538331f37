package data

import (
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// letters that Unicode does not take apart into a letter and an accent.
var unaccented = strings.NewReplacer("ø", "o", "ł", "l", "đ", "d", "ı", "i", "ß", "ss", "æ", "ae", "œ", "oe", "þ", "th", "ð", "d", "’", "'", "‘", "'", "`", "'", "–", "-", "—", "-", "‐", "-", "‑", "-")

// Fold makes a text comparable for searching: lower case, without accents, one
// space between words.
func Fold(s string) string {
	if isFolded(s) {
		return s
	}
	var b strings.Builder
	space := false
	for _, r := range norm.NFD.String(strings.ToLower(s)) {
		switch {
		case unicode.Is(unicode.Mn, r):
			continue
		case unicode.IsSpace(r) || r == ',':
			space = b.Len() > 0
			continue
		case unicode.IsControl(r):
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(r)
	}
	return unaccented.Replace(b.String())
}

// isFolded: small letters, figures and single spaces, as what was folded before mostly is.
func isFolded(s string) bool {
	before := byte(' ')
	for i := range len(s) {
		c := s[i]
		switch {
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9', c == ' ' && before != ' ', c == '.', c == '-', c == '@', c == '\'':
		default:
			return false
		}
		before = c
	}
	return s == "" || before != ' '
}

// likeText puts a backslash, LIKE's escape sign, before the signs that LIKE would read as any text.
func likeText(s string) string {
	return strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(s)
}

func itoa(n int) string { return strconv.Itoa(n) }
