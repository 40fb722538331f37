package understand

import (
	"strings"
)

// A cue is a phrase that speaks for an intent (or, with a negative weight, against it).
//
// A phrase is words, folded. A word may be a choice (a|b) and may end in * to stand for
// any ending; ~3 lets up to three words stand between; a # is a number. A phrase stands
// within one sentence. A semicolon parts phrases that are one cue.
type cue struct {
	intent string
	weight float64
	phrase string
}

// element is one word of a compiled phrase: the choices, or a gap before it.
type element struct {
	choices []string
	gap     int
}

type pattern struct {
	elements []element
	index    int // into the list that was compiled
}

// matcher finds many phrases in one walk over the words. Phrases are filed under the
// first letters of their first word.
type matcher struct {
	byHead map[string][]pattern
	cues   []cue
}

const headLen = 3

func head(w string) string {
	if len(w) > headLen {
		return w[:headLen]
	}
	return w
}

func newMatcher(list []cue) *matcher {
	m := &matcher{byHead: map[string][]pattern{}, cues: list}
	for i, c := range list {
		for _, phrase := range strings.Split(c.phrase, " ; ") {
			p := pattern{elements: compile(phrase), index: i}
			if len(p.elements) == 0 {
				continue
			}
			seen := map[string]bool{}
			for _, choice := range p.elements[0].choices {
				h := head(strings.TrimSuffix(choice, "*"))
				if !seen[h] {
					seen[h] = true
					m.byHead[h] = append(m.byHead[h], p)
				}
			}
		}
	}
	return m
}

func compile(phrase string) []element {
	var out []element
	gap := 0
	for _, w := range strings.Fields(phrase) {
		if w[0] == '~' {
			gap = number(w[1:])
			continue
		}
		out = append(out, element{strings.Split(w, "|"), gap})
		gap = 0
	}
	return out
}

func (e element) fits(w string) bool {
	for _, c := range e.choices {
		if c == "#" && w[0] >= '0' && w[0] <= '9' || matchWord(c, w) {
			return true
		}
	}
	return false
}

// hit is a phrase found: words[first:last] of the page.
type hit struct {
	index, first, last int
}

// find calls f for every phrase that begins at some word of the page.
func (m *matcher) find(p *page, f func(hit)) {
	for i, w := range p.words {
		end := p.sents[w.sent].last
		if w.s[0] >= '0' && w.s[0] <= '9' {
			for _, q := range m.byHead["#"] {
				if last := q.at(p, i, end); last > 0 {
					f(hit{q.index, i, last})
				}
			}
		}
		for n := 1; n <= headLen && n <= len(w.s); n++ {
			if n < headLen && n < len(w.s) {
				// Short heads file short whole words and short prefixes only.
				for _, q := range m.byHead[w.s[:n]] {
					if last := q.at(p, i, end); last > 0 {
						f(hit{q.index, i, last})
					}
				}
				continue
			}
			for _, q := range m.byHead[w.s[:n]] {
				if last := q.at(p, i, end); last > 0 {
					f(hit{q.index, i, last})
				}
			}
			break
		}
	}
}

// at tries the pattern at word i; it gives the end of the match, or 0.
func (q pattern) at(p *page, i, end int) int {
	if !q.elements[0].fits(p.words[i].s) {
		return 0
	}
	at := i + 1
	for _, e := range q.elements[1:] {
		k := at
		for k < end && k <= at+e.gap && !e.fits(p.words[k].s) {
			k++
		}
		if k >= end || k > at+e.gap {
			return 0
		}
		at = k + 1
	}
	return at
}

// mention is a product or course named in a page.
type mention struct {
	term        int
	first, last int // words
	sent        int
}

// terms finds the products or the courses of a vocabulary.
type terms struct {
	list    []Term
	matcher *matcher
	owner   []int // the term of each cue of the matcher
}

func newTerms(list []Term) *terms {
	t := &terms{list: list}
	var phrases []cue
	for i, x := range list {
		for _, w := range x.Words {
			if strings.TrimSpace(w) == "" {
				continue
			}
			phrases = append(phrases, cue{phrase: w})
			t.owner = append(t.owner, i)
		}
	}
	t.matcher = newMatcher(phrases)
	return t
}

// in finds the terms in a page in their order; of two that overlap an earlier term of
// the list stays before a later, and the longer before the shorter.
func (t *terms) in(p *page) []mention {
	var out []mention
	t.matcher.find(p, func(h hit) {
		n := mention{t.owner[h.index], h.first, h.last, p.words[h.first].sent}
		for k := len(out) - 1; k >= 0 && k >= len(out)-4; k-- {
			o := out[k]
			if n.first < o.last && o.first < n.last {
				if n.term < o.term || n.term == o.term && n.last-n.first > o.last-o.first {
					out[k] = n
				}
				return
			}
		}
		out = append(out, n)
	})
	return out
}
