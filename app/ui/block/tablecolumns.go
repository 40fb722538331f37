package block

import "kiesvoorhetkind.nl/kantoor/app/ui/look"

const (
	cellGap = 14
	// leastWidth and mostWidth are what a column can be drawn to, in units at the normal text size.
	leastWidth, mostWidth = 32, 1200
	// moreRoom is the room of the button at the end of the titles.
	moreRoom = 26
)

// boxWidth is the room before the first column: that of the boxes, or a little, so that text does not stand against the
// edge of a chosen row.
func (t *Table) boxWidth() float32 {
	if t.many {
		return look.Scaled(32)
	}
	return 6
}

// moreWidth is the room after the last column.
func (t *Table) moreWidth() float32 {
	if t.name == "" {
		return 0
	}
	return look.Scaled(moreRoom)
}

// needs answers how wide the cells of each column are; measured once for the rows that are there.
func (t *Table) needs() []float32 {
	if len(t.need) != len(t.columns) || t.needAt != look.Factor() {
		t.need, t.needAt = make([]float32, len(t.columns)), look.Factor()
		for i := range t.columns {
			t.need[i] = widest(t.all, i)
		}
	}
	return t.need
}

// fitColumns gives every column its width within the table's; a column that has to go has none.
func (t *Table) fitColumns(width float32) {
	if width <= 0 {
		return
	}
	gap := look.Scaled(cellGap)
	t.widths = make([]float32, len(t.columns))
	least, want, grow := make([]float32, len(t.columns)), make([]float32, len(t.columns)), make([]bool, len(t.columns))
	left, growing := width-t.boxWidth()-t.moreWidth(), 0
	for i, c := range t.columns {
		if t.hidden[c.ID] {
			continue
		}
		title := t.titleWidth(c)
		w := max(title, look.Scaled(c.Width))
		drawn, fixed := t.dragged[c.ID]
		switch {
		case fixed:
			w = look.Scaled(drawn)
			least[i] = min(w, max(title, t.needs()[i])) + gap
		case c.Width == 0:
			need := t.needs()[i]
			if c.Free {
				need = min(need, look.Scaled(180))
			}
			w = max(w, need)
		}
		t.widths[i], want[i] = w+gap, w+gap
		if least[i] == 0 {
			least[i] = w + gap
		}
		if c.Free {
			least[i] = min(w, max(title, look.Scaled(max(60, c.Least)))) + gap
		}
		left -= t.widths[i]
		if grow[i] = c.Grow && !fixed; grow[i] {
			growing++
		}
	}
	// Too narrow: free text gives way first, then whole columns by their rank, and only then what may grow.
	for i := range t.columns {
		if left < 0 {
			give := min(-left, t.widths[i]-least[i])
			t.widths[i] -= give
			left += give
		}
	}
	var gone []int
	for left < 0 {
		out := -1
		for i, c := range t.columns {
			if c.Rank > 0 && t.widths[i] > 0 && (out < 0 || c.Rank > t.columns[out].Rank) {
				out = i
			}
		}
		if out < 0 {
			break
		}
		left += t.widths[out]
		t.widths[out] = 0
		gone = append(gone, out)
		if grow[out] {
			growing--
		}
	}
	// The last one made room enough for all; in what it left over, one that went before it may still fit.
	for k := len(gone) - 2; k >= 0; k-- {
		if i := gone[k]; least[i] <= left {
			t.widths[i] = least[i]
			left -= least[i]
			if grow[i] {
				growing++
			}
		}
	}
	for i, w := range t.widths {
		if w > 0 && left > 0 {
			back := min(left, want[i]-w)
			t.widths[i] += back
			left -= back
		}
	}
	// What is cut gets what is left before the rest does, and the last column before the first.
	for i := len(t.columns) - 1; i >= 0 && left > 0; i-- {
		if grow[i] && t.widths[i] > 0 {
			more := min(left, max(0, t.needs()[i]+gap-t.widths[i]))
			t.widths[i] += more
			left -= more
		}
	}
	// The first gives way last: it tells the rows apart.
	for i := len(t.columns) - 1; i >= 0; i-- {
		switch {
		case t.widths[i] == 0 || !grow[i]:
		case left > 0:
			t.widths[i] += left / float32(growing)
		case left < 0:
			give := min(-left, max(0, t.widths[i]-look.Scaled(60)))
			t.widths[i] -= give
			left += give
		}
	}
}

// titleWidth is what a column's title needs, with the arrow of sorting.
func (t *Table) titleWidth(c TableColumn) float32 {
	w := measure(c.Title, look.Size(look.SizeSmall), true).Width
	if !c.Fixed {
		w += look.Scaled(14)
	}
	return w
}

func (t *Table) columnAt(x float32) int {
	at := t.boxWidth()
	for i, w := range t.widths {
		if x >= at && x < at+w {
			return i
		}
		at += w
	}
	return -1
}

// edgeAt answers the column whose right edge is at x, for drawing it wider; -1 where there is none.
func (t *Table) edgeAt(x float32) int {
	const near = 5
	at := t.boxWidth()
	for i, w := range t.widths {
		at += w
		// The edge is felt in the middle of the gap between two columns.
		if edge := at - look.Scaled(cellGap)/2; w > 0 && x >= edge-near && x <= edge+near {
			return i
		}
	}
	return -1
}

// setWidth makes a column as wide as was asked, in units on the window.
func (t *Table) setWidth(column int, width float32) {
	t.dragged[t.columns[column].ID] = min(max(width/look.Factor(), leastWidth), mostWidth)
	t.relay()
}

// relay shows columns of other widths, or others.
func (t *Table) relay() {
	t.fitColumns(t.lastW)
	t.head.Refresh()
	t.rows.content.update(true)
}

// canHide says whether a column may go: not the first, which tells the rows apart.
func (t *Table) canHide(column int) bool { return column > 0 && !t.columns[column].Passing }

// ShowColumn shows a column, or hides it; the first always stays.
func (t *Table) ShowColumn(id string, on bool) {
	for i, c := range t.columns {
		if c.ID == id && t.canHide(i) {
			if on {
				delete(t.hidden, id)
			} else {
				t.hidden[id] = true
			}
			if t.cursor == i {
				t.cursor = -1
			}
			t.relay()
			t.keep()
		}
	}
}

// hideOptional begins with the columns that are shown when nobody chose.
func (t *Table) hideOptional() {
	clear(t.hidden)
	for i, c := range t.columns {
		if c.Optional && t.canHide(i) {
			t.hidden[c.ID] = true
		}
	}
}

// Reset shows the columns as they were before anybody chose, and the rows in the order in which they were given.
func (t *Table) Reset() {
	t.hideOptional()
	clear(t.dragged)
	t.sortBy, t.sortDown = -1, false
	if t.OnSort != nil {
		t.OnSort("", false)
	}
	t.all = t.given
	t.apply()
	t.keep()
}
