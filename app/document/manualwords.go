package document

import "strings"

// manualWord is what stays together on a line: pieces without a space between them.
type manualWord struct {
	space float64 // before it
	width float64
	parts []manualPart
}

type manualPart struct {
	text  string
	style style
	key   bool
	width float64
}

// keyPad is the room beside the letters of a key.
const keyPad = 1.2

// manualWords cuts spans into words.
func manualWords(spans []ManualSpan, st style) []manualWord {
	var words []manualWord
	fresh := true
	add := func(p manualPart) {
		if fresh || len(words) == 0 {
			words = append(words, manualWord{space: st.width(" ")})
		}
		w := &words[len(words)-1]
		w.parts = append(w.parts, p)
		w.width += p.width
		fresh = false
	}
	for _, s := range spans {
		if s.Key {
			key := st.sized(st.size - 1)
			text, _ := clean(s.Text)
			add(manualPart{text: text, style: key, key: true, width: key.width(text) + 2*keyPad})
			continue
		}
		one := st
		if s.Bold {
			one.face = sansBold
		}
		for i, piece := range strings.Split(s.Text, " ") {
			fresh = fresh || i > 0
			if text, _ := clean(piece); text != "" {
				add(manualPart{text: text, style: one, width: one.width(text)})
			}
		}
	}
	return words
}

// wrapWords breaks words into lines.
func wrapWords(words []manualWord, width float64) [][]manualWord {
	var lines [][]manualWord
	var line []manualWord
	x := 0.0
	for _, w := range words {
		if len(line) > 0 && x+w.space+w.width > width {
			lines = append(lines, line)
			line, x = nil, 0
		}
		if len(line) > 0 {
			x += w.space
		}
		line = append(line, w)
		x += w.width
	}
	return append(lines, line)
}
