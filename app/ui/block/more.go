package block

import (
	"strings"

	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// MoreItem is something that can be done from a More.
type MoreItem struct {
	// Text says what it does, Hint the key that does the same; there may be none.
	Text, Hint string
	// Apart has a line above it.
	Apart bool
	Run   func()
}

// NewMore returns the button at the end of a row, behind which stands what is not done every day. What there is, is asked
// each time that it is opened.
func NewMore(items func() []MoreItem) *Button {
	b := NewButton(words.T("Meer"), nil)
	b.Icon, b.iconLast = look.IconDown, true
	b.OnTap = func() { openMore(b, items()) }
	return b
}

// openMore shows the list under its button. The key of an item does it at once, as it does when the list is closed.
func openMore(b *Button, items []MoreItem) {
	if len(items) == 0 {
		return
	}
	lines, texts := make([]choiceLine, len(items)), make([]string, len(items))
	for i, it := range items {
		lines[i], texts[i] = choiceLine{it.Text, it.Hint, it.Apart && i > 0}, it.Text
	}
	m := &choiceMenu{
		from: b, choose: func(i int) { items[i].Run() },
		jump: func(after int, letter rune) int { return nextWith(texts, after, letter) },
		key: func(r rune) int {
			for i, it := range items {
				if strings.EqualFold(it.Hint, string(r)) {
					return i
				}
			}
			return -1
		},
	}
	m.open(b, lines, b.Size().Width, 0)
}
