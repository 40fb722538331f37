package block

import (
	"strings"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// Tabled lets a list be shown as a table as well, over the whole width with the page behind it, and be put in the order of
// each of its columns. The items have their rows in Item.Row; what is hidden, how wide columns are, the order and which of
// both is shown are kept under a name. It is to be called after Split.Follow and List.Counted.
func (l *List) Tabled(split *Split, m Memory, name string, columns ...TableColumn) *List {
	t := NewTable(l.noun[0], l.noun[1], columns...).Remember(m, name)
	l.table, l.split, l.memory, l.kept = t, split, m, "list."+name
	t.within = true
	t.foot.Hide()
	t.OnChoose = func(Row) {
		if i := t.rows.current; l.OnChoose != nil && i >= 0 && i < len(l.items) {
			l.OnChoose(i, l.items[i])
		}
	}
	t.OnNearEnd = func() {
		if l.OnNearEnd != nil {
			l.OnNearEnd()
		}
	}
	t.OnSort = func(string, bool) { l.sorted() }
	t.rows.onMenu = l.menu
	t.rows.picked = l.rows.picked
	t.rows.onOpen = nil
	l.order, l.face = NewLink("", l.OrderMenu), NewLink("", func() { l.ShowTable(!l.tabled) })
	l.tabled = m != nil && m.Get(l.kept) == asTable
	split.Behind(l.tabled)
	l.faced()
	l.build()
	return l
}

// asTable is what is kept of a list that is shown as a table.
const asTable = "table"

// Table answers the table that the list can be shown as; nil when it has none.
func (l *List) Table() *Table { return l.table }

// Above says whether the keyboard is in the titles of the table, where it stays when the rows change.
func (l *List) Above(f fyne.Focusable) bool {
	return l.table != nil && f == fyne.Focusable(l.table.head)
}

// AsTable says whether the list is shown as a table.
func (l *List) AsTable() bool { return l.tabled }

// ShowTable shows the list as a table, or as a list again.
func (l *List) ShowTable(on bool) {
	if l.table == nil || on == l.tabled {
		return
	}
	it, chosen := l.Current()
	focused := l.shown().focused
	l.tabled = on
	l.shown().current = -1
	if l.memory != nil {
		kept := ""
		if on {
			kept = asTable
		}
		l.memory.Set(l.kept, kept)
	}
	l.faced()
	l.changed()
	if chosen {
		for i := range l.items {
			if l.items[i].ID == it.ID {
				l.shown().setCurrent(i, false)
			}
		}
	}
	l.split.Behind(on)
	if focused {
		l.Focus()
	}
}

// faced shows the rows of the list or those of its table, and has the links say what they do.
func (l *List) faced() {
	if l.tabled {
		l.rows.Hide()
		l.table.Show()
		l.face.SetText(words.T("Als lijst"))
	} else {
		l.table.Hide()
		l.rows.Show()
		l.face.SetText(words.T("Als tabel"))
	}
	text := words.T("Volgorde")
	if by := l.table.sortBy; by >= 0 {
		text = words.T("Op %s", strings.ToLower(l.table.columns[by].Title))
	}
	l.order.SetText(text)
	if l.footer != nil {
		l.body.Refresh()
	}
}

// Sorted answers by which column somebody wants the list, "" when in its own order.
func (l *List) Sorted() (column string, down bool) {
	if l.table == nil {
		return "", false
	}
	return l.table.Sorted()
}

// sorted is called when somebody asked for another order.
func (l *List) sorted() {
	l.top = true
	l.faced()
	if l.OnSort != nil {
		l.OnSort()
		return
	}
	l.sieve.forget()
	l.changed()
}

// arrange puts the items in the order that is asked, where nobody else does.
func (l *List) arrange() {
	l.all = l.given
	if l.table == nil || l.OnSort != nil || l.table.sortBy < 0 {
		return
	}
	column := l.table.sortBy
	l.all = append([]Item(nil), l.given...)
	l.sieve.forget()
	sortBy(l.all, func(it Item) Cell {
		if it.Row == nil {
			return Cell{}
		}
		return it.Row.cell(column)
	}, l.table.columns[column].Numeric, l.table.sortDown)
}

// tableRows are the items as rows.
func (l *List) tableRows() []Row {
	out := make([]Row, len(l.items))
	for i, it := range l.items {
		if it.Row != nil {
			out[i] = *it.Row
		}
		out[i].ID = it.ID
	}
	return out
}

// SetTable gives the table other columns, which are kept under another name, for a list that shows something else now.
func (l *List) SetTable(name string, columns ...TableColumn) {
	if l.table.name == name {
		return
	}
	l.table.name = name
	clear(l.table.dragged)
	l.table.SetColumns(columns...)
	l.faced()
}

// OrderMenu opens the menu of the order, and of the columns while they are shown.
func (l *List) OrderMenu() {
	if l.table == nil {
		return
	}
	if l.tabled {
		l.table.Menu()
		return
	}
	m := fyne.NewMenu("")
	by, down := l.table.Sorted()
	own := fyne.NewMenuItem(words.T("Gewone volgorde"), l.table.unsort)
	own.Checked = by == ""
	m.Items = append(m.Items, own, fyne.NewMenuItemSeparator())
	for _, c := range l.table.columns {
		if c.Fixed {
			continue
		}
		item := fyne.NewMenuItem(c.Title, func() { l.table.SortBy(c.ID, false) })
		item.Checked = c.ID == by
		if item.Checked {
			up, back := c.orders()
			if down {
				up = back
			}
			item.Label = words.T("%s: %s", c.Title, up)
		}
		m.Items = append(m.Items, item)
	}
	if by != "" {
		m.Items = append(m.Items, fyne.NewMenuItemSeparator(), fyne.NewMenuItem(words.T("Andersom"), func() { l.table.SortBy(by, !down) }))
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(l.order)
	showMenuAt(l, m, at, 1)
}

// unsort puts the rows in the order in which they were given.
func (t *Table) unsort() {
	t.sortBy, t.sortDown = -1, false
	if t.OnSort != nil {
		t.OnSort("", false)
	}
	t.head.Refresh()
	t.keep()
}

// withColumns adds the columns to the menu of a row in a table.
func (l *List) withColumns(m *fyne.Menu, at fyne.Position) *fyne.Menu {
	if !l.tabled || m == nil {
		return m
	}
	if len(m.Items) > 0 {
		m.Items = append(m.Items, fyne.NewMenuItemSeparator())
	}
	m.Items = append(m.Items, fyne.NewMenuItem(words.T("Kolommen en volgorde …"), func() { l.table.columnMenu(-1, at, true) }))
	return m
}
