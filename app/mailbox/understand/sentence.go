package understand

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

var abbreviations = map[string]bool{
	"t.a.v": true, "dhr": true, "mw": true, "mevr": true, "nr": true, "tel": true, "o.v.v": true, "a.s": true, "jl": true,
	"incl": true, "excl": true, "drs": true, "mr": true, "ir": true, "dr": true, "ca": true, "bijv": true, "evt": true,
	"i.v.m": true, "d.d": true, "e.d": true, "m.b.t": true, "t.b.v": true, "b.v": true, "n.v": true, "fam": true,
	"st": true, "ing": true, "prof": true, "art": true, "p.s": true, "ps": true, "mob": true, "ivm": true, "resp": true,
	"jan": true, "feb": true, "mrt": true, "apr": true, "aug": true, "sept": true, "okt": true, "nov": true, "dec": true,
	"ma": true, "di": true, "wo": true, "do": true, "vr": true, "za": true, "zo": true, "ref": true, "afd": true, "no": true,
}

// cutSentences walks the flattened text once: sentences end at . ! ? before a space,
// at hard line ends and at tabs; words are folded on the way.
func (p *page) cutSentences() {
	s := p.flat
	para, blank := 0, 0
	i := 0
	for i < len(s) {
		for i < len(s) && (s[i] == ' ' || s[i] == '\n' || s[i] == '\t') {
			if s[i] == '\n' {
				blank++
			}
			i++
		}
		if i >= len(s) {
			break
		}
		if blank >= 2 {
			para++
		}
		blank = 0
		start, first, question := i, len(p.words), false
		for i < len(s) && s[i] != '\n' && s[i] != '\t' {
			c := s[i]
			if c == '.' || c == '!' || c == '?' {
				j := i
				for j < len(s) && (s[j] == '.' || s[j] == '!' || s[j] == '?' || s[j] == ')' || s[j] == '"') {
					question = question || s[j] == '?'
					j++
				}
				if strings.HasPrefix(s[j:], "”") || strings.HasPrefix(s[j:], "’") {
					j += 3
				}
				if (j >= len(s) || s[j] == ' ' || s[j] == '\n') && (c != '.' || p.endsSentence(start, i, j)) {
					i = j
					break
				}
				i = j
				continue
			}
			if c < utf8.RuneSelf && !isWordByte(c) {
				i++
				continue
			}
			i = p.addWord(i)
		}
		p.sents = append(p.sents, sentence{start: start, end: i, first: first, last: len(p.words), question: question, para: para, bullet: isBullet(s[start:min(i, start+8)])})
		for k := first; k < len(p.words); k++ {
			p.words[k].sent = len(p.sents) - 1
		}
	}
}

// endsSentence says whether the point at dot ends a sentence; abbreviations, initials
// and a following small letter say no.
func (p *page) endsSentence(start, dot, after int) bool {
	k := dot
	for k > start && s1(p.flat[k-1]) {
		k--
	}
	token := strings.ToLower(p.flat[k:dot])
	if k == start && token != "" && len(token) <= 2 && token[0] >= '0' && token[0] <= '9' {
		return false // the number of an item
	}
	if abbreviations[token] || (len(token) == 1 && token[0] >= 'a') || (strings.Contains(token, ".") && len(token) <= 6) {
		return false
	}
	for after < len(p.flat) && p.flat[after] == ' ' {
		after++
	}
	if after >= len(p.flat) {
		return true
	}
	r, _ := utf8.DecodeRuneInString(p.flat[after:])
	return !unicode.IsLower(r)
}

func s1(c byte) bool { return c != ' ' && c != '(' && c != '\n' && c != '\t' && c != '"' }

func isWordByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '@'
}

// addWord reads the word at i (which may turn out to be a sign only) and returns where it ends.
func (p *page) addWord(i int) int {
	s, start := p.flat, i
	for i < len(s) {
		c := s[i]
		if c < utf8.RuneSelf {
			inner := (c == '-' || c == '\'' || c == '.' || c == '/' || c == '&' || c == '_') && i > start && i+1 < len(s) && (isWordByte(s[i+1]) || s[i+1] >= utf8.RuneSelf) && c != '/'
			if !isWordByte(c) && !inner {
				break
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if !unicode.IsLetter(r) && !unicode.IsMark(r) && (r != '’' || i == start) {
			if i == start {
				return i + n
			}
			break
		}
		i += n
	}
	if i == start {
		return i + 1
	}
	// A run of loose accents folds to nothing.
	if w := fold(s[start:i]); w != "" {
		p.words = append(p.words, word{s: w, start: start, end: i})
	}
	return i
}
