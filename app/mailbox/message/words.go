package message

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// An encoded word (RFC 2047), with the faults that are common: spaces and
// question marks inside, the end missing.
var encodedWord = regexp.MustCompile(`=\?([A-Za-z0-9_.:-]+)(?:\*[A-Za-z-]*)?\?([bBqQ])\?(.*?)(?:\?=|$)`)

// maxField is how much of one header field is read, in bytes.
const maxField = 64 << 10

func capped(s string) string {
	if len(s) > maxField {
		return s[:maxField]
	}
	return s
}

// decodeWords decodes the encoded words in a header value. Words that follow
// each other in one charset are joined first: some programs cut a letter in two.
func decodeWords(s string) string {
	s = capped(strings.NewReplacer("\r", "", "\n", "").Replace(s))
	if !utf8.ValidString(s) {
		s, _ = decodeCharset([]byte(s), "", false)
	}
	found := encodedWord.FindAllStringSubmatchIndex(s, -1)
	if found == nil {
		return s
	}
	var out strings.Builder
	var pending []byte
	pendingCharset := ""
	flush := func() {
		if pending != nil {
			text, _ := decodeCharset(pending, pendingCharset, false)
			out.WriteString(text)
			pending = nil
		}
	}
	end := 0
	for i, f := range found {
		between := s[end:f[0]]
		if i == 0 || strings.TrimSpace(between) != "" {
			flush()
			out.WriteString(between)
		}
		label := strings.ToLower(s[f[2]:f[3]])
		word := s[f[6]:f[7]]
		var b []byte
		if strings.EqualFold(s[f[4]:f[5]], "b") {
			b, _ = decodeBase64([]byte(word))
		} else {
			b = decodeQuoted([]byte(strings.ReplaceAll(word, "_", " ") + "\x00"))
			b = b[:len(b)-1]
		}
		if pending != nil && label != pendingCharset {
			flush()
		}
		pending = append(pending, b...)
		if pending == nil {
			pending = []byte{}
		}
		pendingCharset = label
		end = f[1]
	}
	flush()
	out.WriteString(s[end:])
	return out.String()
}

// unsafeRune tells the runes that hide or turn text: controls, direction marks,
// and those without width.
func unsafeRune(c rune) bool {
	switch {
	case c < ' ', c >= 0x7f && c < 0xa0:
		return true
	case c == 0xad, c == 0x200b, c == 0x200e, c == 0x200f, c == 0x2060, c == 0xfeff:
		return true
	case c >= 0x202a && c <= 0x202e, c >= 0x2066 && c <= 0x2069:
		return true
	case c >= 0xe0000 && c <= 0xe007f:
		return true
	}
	return false
}

// oneLine makes a header value safe to show: valid, NFC, one line, at most max
// runes.
func oneLine(s string, max int) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	s = strings.Map(func(c rune) rune {
		switch {
		case unicode.IsSpace(c):
			return ' '
		case unsafeRune(c):
			return -1
		}
		return c
	}, s)
	s = strings.Join(strings.Fields(norm.NFC.String(s)), " ")
	return strings.TrimSpace(cutRunes(s, max))
}

func cutRunes(s string, max int) string {
	if len(s) <= max {
		return s
	}
	n := 0
	for i := range s {
		if n == max {
			return s[:i]
		}
		n++
	}
	return s
}

var angleID = regexp.MustCompile(`<([^<>]+)>`)

// firstID is the first Message-ID in a value, without <>.
func firstID(s string) string {
	if m := angleID.FindStringSubmatch(s); m != nil {
		return cleanID(m[1])
	}
	if f := strings.Fields(strings.Trim(s, "<> \t")); len(f) > 0 {
		return cleanID(f[0])
	}
	return ""
}

// allIDs are the Message-IDs in References, without doubles. Of more than
// maxRefs the first, which names the conversation, and the newest stay.
func allIDs(s string) []string {
	var list []string
	if m := angleID.FindAllStringSubmatch(s, -1); m != nil {
		for _, id := range m {
			list = append(list, id[1])
		}
	} else {
		list = strings.Fields(s)
	}
	var out []string
	seen := map[string]bool{}
	for _, id := range list {
		id = cleanID(id)
		if id != "" && !seen[id] {
			seen[id] = true
			out = append(out, id)
		}
	}
	if len(out) > maxRefs {
		out = append(out[:1:1], out[len(out)-maxRefs+1:]...)
	}
	return out
}

func cleanID(s string) string {
	s, _ = decodeCharset([]byte(s), "", false)
	return strings.Trim(oneLine(s, 990), "<> ")
}
