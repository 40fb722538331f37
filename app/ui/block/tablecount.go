package block

import (
	"strconv"

	"kiesvoorhetkind.nl/kantoor/assets/words"
)

func (t *Table) count() {
	text := countText(len(t.view), len(t.all), t.total, t.noun)
	if m := len(t.marked); m > 0 {
		text += words.T(" · %s gekozen", dots(m))
	}
	if t.said != "" && len(t.marked) == 0 && !t.sieve.on() {
		text = t.said
	}
	t.footer.SetText(text)
}

// countText says how many rows are shown of how many there are: of those that were read, or of a total that is more.
func countText(shown, read, total int, noun [2]string) string {
	if all := max(total, read); all > shown {
		return words.T("%s van %s", dots(shown), counted(all, noun))
	}
	return counted(shown, noun)
}

func counted(n int, noun [2]string) string {
	if n == 1 {
		return "1 " + noun[0]
	}
	return dots(n) + " " + noun[1]
}

// dots writes a number with a dot before every three digits.
func dots(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "." + s[i:]
	}
	return s
}

func (t *Table) markedChanged() {
	t.count()
	t.head.Refresh()
	t.rows.content.update(true)
	if t.OnMarked != nil {
		t.OnMarked(len(t.marked))
	}
}

func (t *Table) mark(i int, on bool) {
	if i < 0 || i >= len(t.view) {
		return
	}
	if on {
		t.marked[t.view[i].ID] = true
	} else {
		delete(t.marked, t.view[i].ID)
	}
	t.markedChanged()
}
