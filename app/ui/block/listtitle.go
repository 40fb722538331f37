package block

import (
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
)

// titleLines is how many lines a row of a List has room for.
const titleLines = 3

// breakTitle breaks a title over as many lines as it needs, each of its own width; what does not fit in the last is left
// out. A word that is wider than a line is broken, at a hyphen where there is one.
func breakTitle(text string, size float32, bold bool, widths [titleLines]float32) []string {
	style := fyne.TextStyle{Bold: bold}
	var lines []string
	for i, width := range widths {
		if i == len(widths)-1 || fyne.MeasureText(text, size, style).Width <= width+0.5 {
			return append(lines, fit(text, size, style, width))
		}
		head := fit(text, size, style, width)
		if at := strings.LastIndexAny(head, " -"); at > len(head)/3 {
			if before := strings.LastIndexAny(head[:at], " "); before > len(head)/3 && head[at] == ' ' &&
				belongs(head[before+1:at], strings.TrimRight(nextWord(text[at+1:]), " ")) {
				at = before
			}
			head = head[:at+1]
		}
		if head == "" {
			_, n := utf8.DecodeRuneInString(text)
			head = text[:n]
		}
		lines = append(lines, strings.TrimRight(head, " "))
		text = strings.TrimLeft(text[len(head):], " ")
	}
	return lines
}
