package block

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// Table shows records as rows with columns. A click on a column's title sorts; arrows, PgUp, PgDn, Home and End move;
// Enter opens; with Many set Space chooses a row, Shift with an arrow more, and Ctrl or Cmd+A all. The menu key and
// Shift+F10 open the context menu. Up from the first row goes to the titles, where the arrows go from one to the next,
// Enter sorts, + and - make a column wider and narrower, and the menu key says which columns are shown.
type Table struct {
	widget.BaseWidget

	// OnChoose is called when another row becomes the current one.
	OnChoose func(row Row)
	// OnOpen is called for Enter and a double click.
	OnOpen func(row Row)
	// OnMarked is called when other rows are chosen, with Many set.
	OnMarked func(n int)
	// OnMenu answers the context menu of a row.
	OnMenu func(row Row) *fyne.Menu
	// OnNearEnd is called when the last rows come in view: load the next page and Append it.
	OnNearEnd func()
	// OnSort, when set, is called in the place of sorting here: for a table that shows a part of what the store has.
	OnSort func(column string, down bool)

	columns []TableColumn
	noun    [2]string
	many    bool
	fitting bool

	// given are the rows as they came, all as they are sorted, and view those that pass the filter.
	given, all, view []Row
	sieve            sieve

	total    int
	marked   map[string]bool
	anchor   int
	sortBy   int
	sortDown bool
	cursor   int

	rows  *rows
	head  *tableHead
	empty *Empty
	// emptyTitle and emptyText stand where there are no rows at all.
	emptyTitle, emptyText string

	footer *Text
	said   string
	foot   *fyne.Container
	// within is a table in the place of a list, which says itself how many rows there are, and that there are none.
	within bool
	body   *fyne.Container
	widths []float32
	lastW  float32

	// memory keeps under name what is hidden and how wide columns were drawn, in units at the normal text size.
	memory  Memory
	name    string
	hidden  map[string]bool
	dragged map[string]float32
	need    []float32
	needAt  float32
	tall    tall
}

// NewTable returns an empty table. The nouns are those of the count under it, such as "deelnemer" and "deelnemers".
func NewTable(one, more string, columns ...TableColumn) *Table {
	t := &Table{columns: columns, noun: [2]string{one, more}, marked: map[string]bool{}, hidden: map[string]bool{}, dragged: map[string]float32{}, sortBy: -1, cursor: -1, total: -1, anchor: -1}
	t.hideOptional()
	t.rows = newRows()
	t.head = newTableHead(t)
	t.emptyTitle = words.T("Nog geen %s", more)
	t.empty = NewEmpty(look.IconInbox, t.emptyTitle, "").within(6)
	t.empty.Hide()
	t.footer = NewQuiet("")
	t.foot = Pad(8, 0, 4, 0, t.footer)
	t.body = Frame(t.head, t.foot, nil, nil, container.NewStack(t.rows, t.empty))
	r := t.rows
	r.count = func() int { return len(t.view) }
	r.rowHeight = t.rowHigh
	r.newRow = func() fyne.CanvasObject { return newTableRow(t) }
	r.bind = func(i int, o fyne.CanvasObject, s rowState) {
		if i < len(t.view) {
			o.(*tableRow).set(t.view[i], s, t.marked[t.view[i].ID])
		}
	}
	r.onCurrent = func(i int) {
		if t.OnChoose != nil {
			t.OnChoose(t.view[i])
		}
	}
	r.onOpen = func(i int) {
		if t.OnOpen != nil {
			t.OnOpen(t.view[i])
		} else {
			passKey(t, &fyne.KeyEvent{Name: fyne.KeyReturn})
		}
	}
	r.onMenu = t.rowMenu
	r.onNearEnd = func() {
		if t.OnNearEnd != nil {
			t.OnNearEnd()
		}
	}
	r.onTap = t.tapped
	r.onKey = t.key
	r.onRune = t.rune
	t.ExtendBaseWidget(t)
	return t
}

// Many lets several rows be chosen, with a box at the start of each.
func (t *Table) Many() *Table {
	t.many = true
	return t
}

// Fitting makes the table as high as its rows, for a short table on a scrolling page.
func (t *Table) Fitting() *Table {
	t.fitting = true
	return t
}

// Columns answers the columns.
func (t *Table) Columns() []TableColumn { return t.columns }

// SetColumns shows other columns; the rows go.
func (t *Table) SetColumns(columns ...TableColumn) {
	t.columns, t.sortBy, t.cursor = columns, -1, -1
	t.hideOptional()
	t.Remember(t.memory, t.name)
	t.SetRows(nil)
}

// SetEmpty says what stands where there are no rows.
func (t *Table) SetEmpty(title, text string) {
	t.emptyTitle, t.emptyText = title, text
	t.empty.SetText(title, text)
}

// SetRows shows other rows. What was current or chosen stays so when it is still there (by ID).
func (t *Table) SetRows(rows []Row) {
	t.given = rows
	t.sortAll()
	there := make(map[string]bool, len(t.marked))
	for _, r := range rows {
		if t.marked[r.ID] {
			there[r.ID] = true
		}
	}
	lost := len(there) != len(t.marked)
	t.marked = there
	t.apply()
	if lost && t.OnMarked != nil {
		t.OnMarked(len(t.marked))
	}
}

// Append shows more rows after those that are there.
func (t *Table) Append(rows []Row) {
	if len(rows) == 0 {
		return // nothing changed, and asking for more again would go on for ever
	}
	t.given = append(t.given, rows...)
	if t.sorts() {
		t.sortAll()
	} else {
		t.all, t.need = t.given, nil
	}
	t.apply()
}

// SetTotal says how many rows the store has where the table shows the first of them; -1 is as many as are shown.
func (t *Table) SetTotal(n int) {
	t.total = n
	t.count()
}

// SetFooter puts a text in the place of the count, while all rows are shown and none is chosen.
func (t *Table) SetFooter(text string) {
	t.said = text
	t.count()
}

// SetFilter shows only rows that have every word of the text somewhere.
func (t *Table) SetFilter(text string) {
	if t.sieve.set(text) {
		t.apply()
	}
}

// Update shows another value for the row with this ID, in its place.
func (t *Table) Update(row Row) {
	for _, list := range [][]Row{t.given, t.all, t.view} {
		for i := range list {
			if list[i].ID == row.ID {
				list[i] = row
			}
		}
	}
	t.need = nil
	t.sieve.forget()
	t.rows.content.update(true)
}

// Shown answers the rows in the order in which they are shown.
func (t *Table) Shown() []Row { return t.view }

// Current answers the current row, and false when there is none.
func (t *Table) Current() (Row, bool) {
	if c := t.rows.current; c >= 0 && c < len(t.view) {
		return t.view[c], true
	}
	return Row{}, false
}

// Marked answers the IDs of the chosen rows in the order in which they are shown; when none is chosen, the current one.
func (t *Table) Marked() []string {
	var ids []string
	for _, r := range t.view {
		if t.marked[r.ID] {
			ids = append(ids, r.ID)
		}
	}
	if r, ok := t.Current(); ok && len(ids) == 0 {
		ids = []string{r.ID}
	}
	return ids
}

// MarkAll chooses all rows that are shown, or none.
func (t *Table) MarkAll(on bool) {
	clear(t.marked)
	if on {
		for _, r := range t.view {
			t.marked[r.ID] = true
		}
	}
	t.markedChanged()
}

// Choose makes row i the current one, as a click would.
func (t *Table) Choose(i int) { t.rows.setCurrent(i, true) }

// SortBy sorts by a column.
func (t *Table) SortBy(column string, down bool) {
	for i, c := range t.columns {
		if c.ID == column && !c.Fixed {
			t.sortBy, t.sortDown = i, down
			if t.OnSort != nil {
				t.OnSort(column, down)
			} else {
				t.sortAll()
				t.apply()
			}
			t.head.Refresh()
			t.keep()
		}
	}
}

// Tap clicks in row i on a column, as the mouse would; for tests. An unknown column is the first.
func (t *Table) Tap(i int, column string) {
	x := t.boxWidth() + 3
	at := x
	for k, c := range t.columns {
		if c.ID == column {
			x = at
		}
		if k < len(t.widths) {
			at += t.widths[k]
		}
	}
	t.rows.content.tapRow(i, x)
}

// Focus gives the table the keyboard.
func (t *Table) Focus() { focus(t.rows) }

// Keys answers what takes the keyboard, for tests and for the shell's first focus.
func (t *Table) Keys() fyne.Focusable { return t.rows }

func (t *Table) onPicked(f func() bool) { t.rows.picked = f }

// Sorted answers the column that the table is sorted by, "" when by none; for a table of which the store sorts.
func (t *Table) Sorted() (column string, down bool) {
	if t.sortBy < 0 {
		return "", false
	}
	return t.columns[t.sortBy].ID, t.sortDown
}

// sorts says whether the rows are put in order here.
func (t *Table) sorts() bool { return t.sortBy >= 0 && t.OnSort == nil }

// sortAll puts the rows that were given in their order.
func (t *Table) sortAll() {
	t.all, t.need = t.given, nil
	t.sieve.forget()
	if t.sorts() {
		t.all = append([]Row(nil), t.given...)
		sortRows(t.all, t.sortBy, t.columns[t.sortBy].Numeric, t.sortDown)
	}
}

// apply shows the rows that pass the filter, and keeps the current one.
func (t *Table) apply() {
	id := ""
	if r, ok := t.Current(); ok {
		id = r.ID
	}
	t.view = t.all
	if t.sieve.on() {
		t.view = nil
		for i := range t.all {
			if t.sieve.passes(i, t.texts) {
				t.view = append(t.view, t.all[i])
			}
		}
	}
	t.rows.current = -1
	for i := range t.view {
		if id != "" && t.view[i].ID == id {
			t.rows.current = i
			break
		}
	}
	showEmpty(t.empty, len(t.view) == 0 && !t.within, t.sieve.on(), t.emptyTitle, t.emptyText)
	t.count()
	t.fitColumns(t.lastW)
	t.head.Refresh()
	t.rows.reset()
	if len(t.view) == 0 && t.sieve.on() && t.OnNearEnd != nil {
		t.OnNearEnd() // what is asked for may be further on
	}
	if t.fitting {
		t.Refresh()
	}
}
