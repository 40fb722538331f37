package training

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// issuedNumber matches our own numbers inside a text.
var issuedNumber = regexp.MustCompile(`(?i)\bKC\s*[-–]?\s*(\d{4})\s*[-–]\s*(\d{4,9})\b`)

// findNumber finds the number of a certificate in a text: ours wherever it
// stands, else the text itself, as an old number may look like anything.
func findNumber(text string) string {
	if len(text) > 64<<10 {
		text = text[:64<<10]
	}
	text = tidy(strings.ToValidUTF8(text, ""))
	if m := issuedNumber.FindStringSubmatch(text); m != nil {
		return "KC-" + m[1] + "-" + m[2]
	}
	if utf8.RuneCountInString(text) > 60 {
		return ""
	}
	return text
}
