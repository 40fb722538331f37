package block

import (
	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// columnMenu opens the menu of the columns: sorting by one, which are shown, and all as it was. It comes back after each
// column that is shown or hidden, so that several are done at once.
func (t *Table) columnMenu(column int, at fyne.Position, keyboard bool) {
	t.columnMenuAt(column, at, firstItem(keyboard))
}

func (t *Table) columnMenuAt(column int, at fyne.Position, item int) {
	n := 0
	m := fyne.NewMenu("")
	add := func(i *fyne.MenuItem) {
		n++
		m.Items = append(m.Items, i)
	}
	if column >= 0 && !t.columns[column].Fixed {
		up, down := t.columns[column].orders()
		id := t.columns[column].ID
		add(fyne.NewMenuItem(up, func() { t.SortBy(id, false) }))
		add(fyne.NewMenuItem(down, func() { t.SortBy(id, true) }))
		m.Items = append(m.Items, fyne.NewMenuItemSeparator())
	}
	for i, c := range t.columns {
		if !t.canHide(i) {
			continue
		}
		choice := fyne.NewMenuItem(c.Title, nil)
		choice.Checked = !t.hidden[c.ID]
		add(choice)
		place := n
		choice.Action = func() {
			t.ShowColumn(c.ID, t.hidden[c.ID])
			t.columnMenuAt(column, at, place)
		}
	}
	if column < 0 {
		t.sortItems(m)
	}
	m.Items = append(m.Items, fyne.NewMenuItemSeparator(), fyne.NewMenuItem(words.T("Kolommen zoals eerst"), t.Reset))
	showMenuAt(t, m, at, item)
}

// sortItems adds what the table can be sorted by.
func (t *Table) sortItems(m *fyne.Menu) {
	by := fyne.NewMenu("")
	for _, c := range t.columns {
		if c.Fixed {
			continue
		}
		up, down := c.orders()
		for _, one := range []struct {
			text string
			down bool
		}{{up, false}, {down, true}} {
			by.Items = append(by.Items, fyne.NewMenuItem(words.T("%s: %s", c.Title, one.text), func() { t.SortBy(c.ID, one.down) }))
		}
	}
	if len(by.Items) == 0 {
		return
	}
	item := fyne.NewMenuItem(words.T("Sorteren op"), nil)
	item.ChildMenu = by
	m.Items = append(m.Items, fyne.NewMenuItemSeparator(), item)
}

// orders answers what sorting by the column is called, upward and downward.
func (c TableColumn) orders() (up, down string) {
	switch {
	case c.Numeric:
		return words.T("Laag naar hoog"), words.T("Hoog naar laag")
	case c.Holds == Days:
		return words.T("Oud naar nieuw"), words.T("Nieuw naar oud")
	}
	return words.T("A naar Z"), words.T("Z naar A")
}

// Menu opens the menu of the columns from the keyboard, as the button at the end of the titles does.
func (t *Table) Menu() { t.columnMenu(-1, t.head.below(len(t.columns)), true) }

// rowMenu opens the context menu of a row: that of the screen, and the columns where they can be chosen.
func (t *Table) rowMenu(i int, at fyne.Position, keyboard bool) {
	if i >= len(t.view) {
		return
	}
	m := fyne.NewMenu("")
	if t.OnMenu != nil {
		if own := t.OnMenu(t.view[i]); own != nil {
			m.Items = append(m.Items, own.Items...)
		}
	}
	if t.name != "" {
		if len(m.Items) > 0 {
			m.Items = append(m.Items, fyne.NewMenuItemSeparator())
		}
		m.Items = append(m.Items, fyne.NewMenuItem(words.T("Kolommen en volgorde …"), func() { t.columnMenu(-1, at, true) }))
	}
	showMenuAt(t, m, at, firstItem(keyboard))
}
