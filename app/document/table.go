package document

import "strings"

// column is one column of a table. Width is in millimetres.
type column struct {
	head  string
	width float64
	right bool // figures end at the same place
}

// table is set row by row on a flow, with its heads again on each new sheet.
type table struct {
	flow    *flow
	columns []column
	style   style
	pad     float64 // space at both sides of a cell's text
	least   float64 // least height of a row
	grid    bool    // lines between columns as well
	// atBreak, when set, writes a line at the end of a sheet and again at the
	// start of the next, such as an amount carried over.
	atBreak func(next bool)
	reserve float64 // height that atBreak needs
	begun   bool    // the heads stand on this sheet
	gridTop float64
}

const rowPad = 1.5 // space above and below the text of a row

// x is where a column begins.
func (t *table) x(n int) float64 {
	x := t.flow.left()
	for _, c := range t.columns[:n] {
		x += c.width
	}
	return x
}

// heads writes the heads of the columns.
func (t *table) heads() {
	st := style{face: sansBold, size: t.style.size - 1, ink: quiet}
	cells, height := t.set(st, t.titles())
	s := t.flow.sheet()
	t.gridTop = t.flow.y
	if height > 2*rowPad {
		s.rect(t.flow.left(), t.flow.y, t.width(), height, tint)
		t.cells(st, cells)
		t.flow.y += height
	}
	t.begun = true
}

func (t *table) titles() []string {
	titles := make([]string, len(t.columns))
	for i, c := range t.columns {
		titles[i] = c.head
	}
	return titles
}

func (t *table) width() float64 {
	w := 0.0
	for _, c := range t.columns {
		w += c.width
	}
	return w
}

// set wraps the texts of a row and answers its height.
func (t *table) set(st style, texts []string) (cells [][]string, height float64) {
	most := 0
	cells = make([][]string, len(t.columns))
	for i, c := range t.columns {
		if i >= len(texts) {
			continue
		}
		lines, lost := st.paragraphs(texts[i], c.width-2*t.pad)
		t.flow.sheet().lost = append(t.flow.sheet().lost, lost...)
		if len(lines) == 1 && lines[0] == "" {
			lines = nil
		}
		cells[i] = lines
		most = max(most, len(lines))
	}
	if most == 0 {
		return cells, 2 * rowPad
	}
	return cells, 2*rowPad + st.capital() + float64(most-1)*st.leading()
}

// cells writes the wrapped texts of a row at the place of the flow.
func (t *table) cells(st style, cells [][]string) {
	for i, lines := range cells {
		y := t.flow.y + rowPad + st.capital()
		for _, line := range lines {
			if t.columns[i].right {
				t.flow.sheet().textRight(t.x(i)+t.columns[i].width-t.pad, y, st, line)
			} else {
				t.flow.sheet().text(t.x(i)+t.pad, y, st, line)
			}
			y += st.leading()
		}
	}
}

// row writes a row. A row that is higher than a whole sheet goes on on the next.
func (t *table) row(texts []string) {
	cells, height := t.set(t.style, texts)
	height = max(height, t.least)
	if !t.begun {
		t.flow.room(height + 12)
		t.heads()
	}
	for {
		left := t.flow.bottom() - t.reserve - t.flow.y
		if height <= left {
			break
		}
		fits := int((left - 2*rowPad - t.style.capital()) / t.style.leading())
		fresh := t.flow.y < marginTop+20
		if !fresh {
			t.turn()
			continue
		}
		if fits < 1 {
			t.flow.fail(refuse("een rij van de tabel past niet op een pagina"))
			return
		}
		part := make([][]string, len(cells))
		for i, lines := range cells {
			n := min(fits, len(lines))
			part[i], cells[i] = lines[:n], lines[n:]
		}
		t.cells(t.style, part)
		t.flow.y = t.flow.bottom() - t.reserve
		t.turn()
		most := 0
		for _, lines := range cells {
			most = max(most, len(lines))
		}
		height = max(t.least, 2*rowPad+t.style.capital()+float64(most-1)*t.style.leading())
	}
	t.cells(t.style, cells)
	t.flow.y += height
	t.flow.sheet().line(t.flow.left(), t.flow.y, t.flow.left()+t.width(), t.flow.y, 0.12, rule)
}

// turn goes on on the next sheet.
func (t *table) turn() {
	t.end()
	if t.atBreak != nil {
		t.atBreak(false)
	}
	t.flow.next()
	t.heads()
	if t.atBreak != nil {
		t.atBreak(true)
	}
}

// end draws what a sheet's part of the table needs when it is complete.
func (t *table) end() {
	if !t.grid || !t.begun {
		return
	}
	for i := 0; i <= len(t.columns); i++ {
		x := t.x(i)
		t.flow.sheet().line(x, t.gridTop, x, t.flow.y, 0.12, rule)
	}
}

// spread gives columns without a width one, by what they hold, so that
// together they are as wide as the room.
func spread(columns []column, rows [][]string, st style, pad, room float64) {
	const narrowest = 12.0
	var open []int
	wish := make([]float64, len(columns))
	for i := range columns {
		if columns[i].width > 0 {
			room -= columns[i].width
			continue
		}
		open = append(open, i)
		w := style{face: sansBold, size: st.size}.width(columns[i].head)
		for _, row := range rows {
			if i < len(row) {
				for line := range strings.SplitSeq(row[i], "\n") {
					w = max(w, st.width(line))
				}
			}
		}
		wish[i] = max(narrowest, w+2*pad+0.5)
	}
	if len(open) == 0 {
		return
	}
	total := 0.0
	for _, i := range open {
		total += wish[i]
	}
	if total <= room {
		for _, i := range open {
			columns[i].width = wish[i] + (room-total)*wish[i]/total
		}
		return
	}
	// Too wide: narrow columns keep what they wish, the wide ones share the rest.
	left, settled := room, map[int]bool{}
	for changed := true; changed; {
		changed = false
		share := left / float64(len(open)-len(settled))
		for _, i := range open {
			if !settled[i] && wish[i] <= share {
				settled[i], changed = true, true
				columns[i].width = wish[i]
				left -= wish[i]
			}
		}
		if len(settled) == len(open) {
			return
		}
	}
	for _, i := range open {
		if !settled[i] {
			columns[i].width = left / float64(len(open)-len(settled))
		}
	}
}
