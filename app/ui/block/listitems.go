package block

import (
	"cmp"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// SetItems shows other items. The item that was the current one stays so when it is still there (by ID).
func (l *List) SetItems(items []Item) {
	l.given = items
	l.sieve.forget()
	l.changed()
}

// Append shows more items after those that are there.
func (l *List) Append(items []Item) {
	if len(items) == 0 {
		return // nothing changed, and asking for more again would go on for ever
	}
	l.given = append(l.given, items...)
	l.changed()
}

// SetEmpty says something else where there are no items at all.
func (l *List) SetEmpty(title, text string) { l.emptyTitle, l.emptyText = title, text }

// SetFilter shows only items that have every word of the text somewhere. Where the list has the first of what the store
// has, it goes on asking for more until its room is full or there are no more.
func (l *List) SetFilter(text string) {
	if l.sieve.set(text) {
		l.changed()
	}
}

// Counted puts under the list how many there are, of the nouns such as "factuur" and "facturen"; called again it takes
// other nouns.
func (l *List) Counted(one, more string) *List {
	l.noun = [2]string{one, more}
	if l.footer != nil {
		l.count()
		return l
	}
	l.footer = NewQuiet("")
	l.build()
	return l
}

// build stands the rows and what is under them.
func (l *List) build() {
	middle := l.stack()
	if l.footer != nil {
		under := Pad(5, 14, 5, 14, l.footer)
		if l.table != nil {
			under = Pad(0, 14, 0, 14, Beside(14, 0, l.footer, l.order, l.face))
		}
		middle = Frame(nil, Column(0, HLine(), under), nil, nil, middle)
	}
	l.body.Objects = []fyne.CanvasObject{middle}
	l.body.Refresh()
}

// SetTotal says how many items the store has where the list shows the first of them; -1 is as many as it has.
func (l *List) SetTotal(n int) {
	l.total, l.more = n, false
	l.count()
}

// SetMore says that the store has more items than the list has, or not, where nobody counted how many.
func (l *List) SetMore(more bool) {
	l.total, l.more = -1, more
	l.count()
}

func (l *List) count() {
	if l.footer != nil {
		text := countText(len(l.items), len(l.all), l.total, l.noun)
		if l.more {
			text = words.T("%s, er zijn er meer", text)
		}
		l.footer.SetText(text)
	}
}

// changed shows what passes the filter, and keeps the current item.
func (l *List) changed() {
	id := ""
	if it, ok := l.Current(); ok {
		id = it.ID
	}
	l.arrange()
	l.items = l.all
	if l.sieve.on() {
		l.items = nil
		for i := range l.all {
			if l.sieve.passes(i, l.texts) {
				l.items = append(l.items, l.all[i])
			}
		}
	}
	current := -1
	for i := range l.items {
		if id != "" && l.items[i].ID == id {
			current = i
			break
		}
	}
	if l.OnOpen != nil {
		l.rows.onOpen = func(i int) { l.OnOpen(i, l.items[i]) }
	}
	showEmpty(l.empty, len(l.items) == 0, l.sieve.on(), l.emptyTitle, l.emptyText)
	l.count()
	if l.top {
		l.top = false
		l.shown().scroll.ScrollToOffset(fyne.NewPos(0, 0))
	}
	if l.tabled {
		l.table.SetRows(l.tableRows())
	} else {
		l.rows.current = current
		l.rows.reset()
	}
	if len(l.items) == 0 && l.sieve.on() && l.OnNearEnd != nil {
		l.OnNearEnd() // what is asked for may be further on
	}
}

func (l *List) texts(i int) []string { return l.all[i].texts() }

func (it Item) texts() []string {
	texts := []string{it.Title, it.Detail, it.Right, it.Pill}
	if it.Row != nil {
		for _, c := range it.Row.Cells {
			texts = append(texts, cmp.Or(c.Full, c.Text))
		}
	}
	return texts
}

// Keeps answers what the filter lets through now, for telling it of items that the list does not have; to be used by one
// goroutine, also beside the window.
func (l *List) Keeps() func(Item) bool {
	asked := l.sieve.words
	return func(it Item) bool {
		s := sieve{words: asked}
		return s.passes(0, func(int) []string { return it.texts() })
	}
}

// menu opens the context menu of an item, once it is shown.
func (l *List) menu(i int, at fyne.Position, keyboard bool) {
	if l.OnMenu == nil {
		return
	}
	id := l.items[i].ID
	open := func() {
		if i == l.Index() && i < len(l.items) && l.items[i].ID == id {
			showMenuAt(l, l.withColumns(l.OnMenu(i, l.items[i]), at), at, firstItem(keyboard))
		}
	}
	if l.Settle != nil {
		l.Settle(open)
		return
	}
	open()
}
