package message

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// tidy makes a text safe to show and store: valid UTF-8 in NFC, lines ended by
// newline, no controls but newline and TAB, nothing that hides or turns text.
func (w *walk) tidy(s string) string {
	if len(s) > 2*maxText {
		s = s[:2*maxText]
		w.problem("De tekst van deze mail is te lang; het einde is weggelaten.")
	}
	s = strings.ToValidUTF8(s, "\uFFFD")
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n\n", "\f", "\n", "\v", "\n").Replace(s)
	s = strings.Map(func(c rune) rune {
		switch {
		case c == '\n' || c == '\t':
			return c
		case unsafeRune(c):
			return -1
		case unicode.Is(unicode.Zs, c):
			return ' '
		}
		return c
	}, s)
	lines := strings.Split(norm.NFC.String(s), "\n")
	for i, l := range lines {
		// "-- " parts a signature from a letter; its space means something.
		if l != "-- " {
			lines[i] = strings.TrimRight(l, " \t")
		}
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n")
}

// unflow joins the lines of a format=flowed text (RFC 3676): a line that ends in
// a space goes on in the next of the same quote depth.
func unflow(s string, deleteSpace bool) string {
	lines := strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n")
	out := make([]string, 0, len(lines))
	open, openDepth := false, 0
	for _, l := range lines {
		text := strings.TrimLeft(l, ">")
		depth := len(l) - len(text)
		text = strings.TrimPrefix(text, " ")
		if text == "-- " {
			open = false
			out = append(out, quotePrefix(depth)+text)
			continue
		}
		flowed := strings.HasSuffix(text, " ")
		if flowed && deleteSpace {
			text = text[:len(text)-1]
		}
		if open && depth == openDepth {
			out[len(out)-1] += text
		} else {
			out = append(out, quotePrefix(depth)+text)
		}
		open, openDepth = flowed, depth
	}
	return strings.Join(out, "\n")
}

func quotePrefix(depth int) string {
	if depth == 0 {
		return ""
	}
	return strings.Repeat(">", depth) + " "
}
