package block

import "fyne.io/fyne/v2"

// tapped answers whether a click in a row was on its box or on a cell that is switched.
func (t *Table) tapped(i int, at fyne.Position) bool {
	if t.many {
		if at.X < t.boxWidth() {
			t.anchor = i
			t.mark(i, !t.marked[t.view[i].ID])
			return true
		}
		switch m := modifiers(); {
		case m&fyne.KeyModifierShift != 0 && t.anchor >= 0:
			t.markRange(t.anchor, i)
			return true
		case m&fyne.KeyModifierShortcutDefault != 0:
			t.anchor = i
			t.mark(i, !t.marked[t.view[i].ID])
			return true
		}
		t.anchor = i
	}
	c := t.columnAt(at.X)
	if c >= 0 && t.columns[c].OnToggle != nil {
		t.cursor = c
		t.columns[c].OnToggle(t.view[i])
		t.rows.content.update(true)
		return true
	}
	return false
}

func (t *Table) markRange(from, to int) {
	clear(t.marked)
	for i := min(from, to); i <= max(from, to) && i < len(t.view); i++ {
		t.marked[t.view[i].ID] = true
	}
	t.markedChanged()
}

// rune keeps the space bar here, where it was dealt with as a key.
func (t *Table) rune(r rune) bool {
	return r == ' ' && (t.many || t.toggles())
}

func (t *Table) toggles() bool {
	for _, c := range t.columns {
		if c.OnToggle != nil {
			return true
		}
	}
	return false
}

func (t *Table) key(e *fyne.KeyEvent) bool {
	cur := t.rows.current
	switch e.Name {
	case fyne.KeySpace:
		if t.cursor >= 0 && cur >= 0 {
			t.columns[t.cursor].OnToggle(t.view[cur])
			t.rows.content.update(true)
			return true
		}
		if t.many && cur >= 0 {
			t.anchor = cur
			t.mark(cur, !t.marked[t.view[cur].ID])
			return true
		}
		if t.toggles() {
			t.moveCursor(1)
			return true
		}
	case fyne.KeyLeft:
		return t.moveCursor(-1)
	case fyne.KeyRight:
		return t.moveCursor(1)
	case fyne.KeyUp, fyne.KeyDown:
		if e.Name == fyne.KeyUp && cur <= 0 && modifiers()&fyne.KeyModifierShift == 0 {
			return t.head.enter()
		}
		if !t.many || modifiers()&fyne.KeyModifierShift == 0 {
			return false
		}
		if t.anchor < 0 {
			t.anchor = cur
		}
		to := cur + 1
		if e.Name == fyne.KeyUp {
			to = cur - 1
		}
		t.rows.setCurrent(to, true)
		t.markRange(max(t.anchor, 0), t.rows.current)
		return true
	}
	return false
}

// moveCursor goes to the next column that can be switched; before the first is none.
func (t *Table) moveCursor(step int) bool {
	if !t.toggles() {
		return false
	}
	for c := t.cursor + step; c >= -1 && c < len(t.columns); c += step {
		if c == -1 || t.columns[c].OnToggle != nil {
			t.cursor = c
			t.rows.content.update(true)
			return true
		}
	}
	return true
}

// SelectAll chooses all rows, for the shell's Ctrl or Cmd+A.
func (t *Table) SelectAll() {
	if t.many {
		t.MarkAll(len(t.marked) != len(t.view))
	}
}
