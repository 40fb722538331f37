package block

import (
	"strings"

	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// sieve finds which of a number of rows have every word of a text. What the rows say is folded once, so that a long
// list keeps up with typing.
type sieve struct {
	words []string
	keys  []string
}

// set takes another text, and answers whether it asks for something else.
func (s *sieve) set(text string) bool {
	words := strings.Fields(fold(text))
	if strings.Join(words, " ") == strings.Join(s.words, " ") {
		return false
	}
	s.words = words
	return true
}

// on says whether anything is asked for.
func (s *sieve) on() bool { return len(s.words) > 0 }

// forget is to be called when rows changed, other than that some came after them.
func (s *sieve) forget() { s.keys = nil }

// passes says whether row i has all that is asked for. Rows are to be asked from the first, one after the other.
func (s *sieve) passes(i int, texts func(i int) []string) bool {
	for len(s.keys) <= i {
		s.keys = append(s.keys, fold(strings.Join(texts(len(s.keys)), "\x00")))
	}
	for _, w := range s.words {
		if !strings.Contains(s.keys[i], w) {
			return false
		}
	}
	return true
}

// showEmpty shows the sign of a list without rows: that there are none, or none that fit the filter.
func showEmpty(e *Empty, on, filtered bool, title, text string) {
	if !on {
		e.Hide()
		return
	}
	if filtered {
		title, text = words.T("Niets gevonden"), words.T("Niets in deze lijst past bij wat je hebt getypt. Met Esc in het filter zie je alles weer.")
	}
	e.SetText(title, text)
	e.Show()
}

// Filtered is a list or table with a filter.
type Filtered interface {
	SetFilter(text string)
	Focus()
}

// NewFilter returns the field above a list or table that says what it shows: Down and Enter go on to the list, Esc
// empties the field first.
func NewFilter(placeholder string, list Filtered) *SearchField {
	f := NewSearchField(placeholder)
	f.OnText = list.SetFilter
	f.OnList = list.Focus
	return f
}
