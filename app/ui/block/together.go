package block

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/ui/look"
)

// lastAlone is from how many letters the last word of a text may stand on a line of its own.
const lastAlone = 12

// nextPiece answers the first word of a text with the blanks after it, and with what must not come on another line than
// it: "dag 1", "18 november", "€ 12,50", and a last word that would be lost on a line of its own. A piece that does not
// fit on a line is a single word.
func nextPiece(s string, fits func(piece string) bool) string {
	piece := nextWord(s)
	for left := piece; len(piece) < len(s); {
		right := nextWord(s[len(piece):])
		last := len(piece)+len(right) == len(s) && utf8.RuneCountInString(right) < lastAlone
		if !last && !belongs(strings.TrimRight(left, " \t"), strings.TrimRight(right, " \t")) || !fits(strings.TrimRight(s[:len(piece)+len(right)], " \t")) {
			break
		}
		piece, left = s[:len(piece)+len(right)], right
	}
	return piece
}

// shortUnits are the words under four letters that a number is read with.
var shortUnits = map[string]bool{
	"jan": true, "feb": true, "mrt": true, "apr": true, "mei": true, "jun": true, "jul": true, "aug": true, "sep": true,
	"okt": true, "nov": true, "dec": true, "dag": true, "uur": true, "mar": true, "may": true, "oct": true, "day": true,
}

// belongs says whether two words are read as one: a number and what it counts, or what a number is of.
func belongs(left, right string) bool {
	left = strings.TrimLeft(left, "(“\"'")
	right = strings.TrimRight(right, ".,;:!?)”\"'")
	switch strings.ToLower(left) {
	case "€":
		return true
	case "dag", "day":
		return number(right)
	}
	if !number(left) || len(left) > 3 && !strings.Contains(left, "-") {
		return false
	}
	first, _ := utf8.DecodeRuneInString(right)
	return shortUnits[right] || unicode.IsLower(first) && utf8.RuneCountInString(right) > 3
}

// number says whether a word is a number, or two with a hyphen: "7-12".
func number(s string) bool {
	return s != "" && strings.Trim(s, "0123456789-") == "" && s[0] != '-'
}

// longestWord answers the width of the longest word of a value that is running text; 0 of anything else.
func longestWord(o fyne.CanvasObject) float32 {
	p, ok := o.(*Paragraph)
	if !ok {
		return 0
	}
	wide := float32(0)
	for _, s := range p.Spans {
		for _, word := range strings.Fields(s.Text) {
			if len(word) > 12 { // shorter ones fit, and need not be measured
				wide = max(wide, measure(word, look.Size(p.SizeName), s.Bold).Width)
			}
		}
	}
	return wide
}
