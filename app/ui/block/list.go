package block

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kiesvoorhetkind.nl/kantoor/app/ui/look"
)

// Item is a row of a List: two lines, ready to be drawn.
type Item struct {
	// ID is the record's.
	ID string
	// Title is bold, and goes on on more lines where it is longer than the list is wide. Detail is quiet under it: free
	// text that gives way, and stands in full on the record's page.
	Title, Detail string
	// Right is a time or a date at the end of the first line.
	Right string
	// Pill and Tone are the status at the end of the second line; no pill when empty.
	Pill string
	Tone look.Tone
	// Bold is for what was not read yet; others have their title in normal weight when List.Unread is set.
	Bold bool
	// Row is the item in a list that can be shown as a table, with List.Tabled; its ID is that of the item.
	Row *Row
}

// List shows items of two lines under each other. Arrows, PgUp, PgDn, Home and End move, Enter opens; other keys go
// to the window, so that the screen's own keys work while the list has the focus. The menu key and Shift+F10 open the
// context menu.
type List struct {
	widget.BaseWidget

	// OnChoose is called when another item becomes the current one; show it beside the list then.
	OnChoose func(i int, item Item)
	// OnOpen is called for Enter and a double click; when nil, Enter goes to the window.
	OnOpen func(i int, item Item)
	// OnTap, when set, is called for every click and Enter in the place of OnOpen, for lists that something is picked from.
	OnTap func(i int)
	// OnMenu answers the context menu for an item; nil for none.
	OnMenu func(i int, item Item) *fyne.Menu
	// OnNearEnd is called when the last items come in view, once for each number of items: load the next page and
	// Append it.
	OnNearEnd func()
	// Tall gives the rows room for titles of two lines, where many are that long.
	Tall bool
	// Unread shows only items with Bold set in bold.
	Unread bool

	// OnSort is called when a list with a table is to be in another order, which Sorted answers: read it anew. When nil the
	// items that are there are sorted here.
	OnSort func()

	// Settle, when set, runs its argument once what is chosen is shown beside the list; the context menu waits for it.
	Settle func(then func())

	// given are the items as they came, all as they are sorted, and items those that pass the filter.
	given, all, items []Item
	sieve             sieve
	total             int
	more              bool
	noun              [2]string

	rows  *rows
	empty *Empty
	// emptyTitle and emptyText stand where there are no items at all.
	emptyTitle, emptyText string

	footer *Text
	body   *fyne.Container

	// table is the list as a table, while tabled; top says that its order was changed, to begin again at its start.
	table       *Table
	tabled, top bool
	split       *Split
	memory      Memory
	kept        string // the key in memory
	order, face *Button
}

// NewList returns an empty list; the text says what comes here and how, for when it stays empty.
func NewList(emptyTitle, emptyText string) *List {
	l := &List{rows: newRows(), empty: NewEmpty(look.IconInbox, emptyTitle, emptyText).within(14), emptyTitle: emptyTitle, emptyText: emptyText, total: -1}
	l.empty.Hide()
	l.body = container.NewStack(l.stack())
	r := l.rows
	r.count = func() int { return len(l.items) }
	r.rowHeight = l.rowHeight
	r.newRow = func() fyne.CanvasObject { return newListRow() }
	r.bind = func(i int, o fyne.CanvasObject, s rowState) {
		if i < len(l.items) {
			o.(*listRow).set(l.items[i], s, !l.Unread || l.items[i].Bold)
		}
	}
	r.onCurrent = func(i int) {
		if l.OnChoose != nil {
			l.OnChoose(i, l.items[i])
		}
	}
	r.picked = func() bool {
		if l.OnTap == nil {
			return false
		}
		l.OnTap(r.current)
		return true
	}
	r.onMenu = l.menu
	r.onNearEnd = func() {
		if l.OnNearEnd != nil {
			l.OnNearEnd()
		}
	}
	l.ExtendBaseWidget(l)
	return l
}

func (l *List) rowHeight() float32 {
	if l.Tall {
		return look.Scaled(76)
	}
	return look.Scaled(66)
}

func (l *List) stack() fyne.CanvasObject {
	if l.table != nil {
		return container.NewStack(l.rows, l.table, l.empty)
	}
	return container.NewStack(l.rows, l.empty)
}

// shown answers the rows in view: those of the list, or of its table.
func (l *List) shown() *rows {
	if l.tabled {
		return l.table.rows
	}
	return l.rows
}

// Items answers what the list shows.
func (l *List) Items() []Item { return l.items }

// Current answers the current item, and false when there is none.
func (l *List) Current() (Item, bool) {
	if c := l.shown().current; c >= 0 && c < len(l.items) {
		return l.items[c], true
	}
	return Item{}, false
}

// Choose makes item i the current one, as a click would.
func (l *List) Choose(i int) { l.shown().setCurrent(i, true) }

// Index answers the number of the current item; -1 when there is none.
func (l *List) Index() int { return l.shown().current }

// Step goes a number of items further, or back.
func (l *List) Step(n int) { l.Choose(l.Index() + n) }

// ChooseID makes the item with an ID the current one; it answers false when it is not there.
func (l *List) ChooseID(id string) bool {
	for i := range l.items {
		if l.items[i].ID == id {
			l.Choose(i)
			return true
		}
	}
	return false
}

// Update shows another value for the item with this ID.
func (l *List) Update(item Item) {
	for _, list := range [][]Item{l.given, l.all, l.items} {
		for i := range list {
			if list[i].ID == item.ID {
				list[i] = item
			}
		}
	}
	l.sieve.forget()
	if l.tabled && item.Row != nil {
		l.table.Update(*item.Row)
	}
	l.rows.content.update(true)
}

// Tap clicks on item i, as the mouse would; for tests.
func (l *List) Tap(i int) { l.shown().content.tapRow(i, 45) }

// Focus gives the list the keyboard.
func (l *List) Focus() { focus(l.shown()) }

// Keys answers what takes the keyboard, for tests and for the shell's first focus.
func (l *List) Keys() fyne.Focusable { return l.shown() }

func (l *List) onPicked(f func() bool) {
	l.rows.picked = f
	if l.table != nil {
		l.table.rows.picked = f
	}
}

// CreateRenderer is for the toolkit.
func (l *List) CreateRenderer() fyne.WidgetRenderer {
	if l.OnOpen != nil {
		l.rows.onOpen = func(i int) { l.OnOpen(i, l.items[i]) }
	}
	return widget.NewSimpleRenderer(l.body)
}

// listRow draws one Item.
type listRow struct {
	widget.BaseWidget

	item  Item
	state rowState
	bold  bool
}

func newListRow() *listRow {
	r := &listRow{}
	r.ExtendBaseWidget(r)
	return r
}

func (r *listRow) set(item Item, s rowState, bold bool) {
	item.Row = nil
	if r.item == item && r.state == s && r.bold == bold {
		return
	}
	r.item, r.state, r.bold = item, s, bold
	r.Refresh()
}

func (r *listRow) CreateRenderer() fyne.WidgetRenderer {
	v := &listRowRenderer{
		r: r, back: canvas.NewRectangle(nil), bar: canvas.NewRectangle(nil), line: canvas.NewRectangle(nil),
		detail: canvas.NewText("", nil), right: canvas.NewText("", nil),
	}
	v.objects = []fyne.CanvasObject{v.back, v.bar, v.line, v.detail, v.right}
	for i := range v.title {
		v.title[i] = canvas.NewText("", nil)
		v.objects = append(v.objects, v.title[i])
	}
	v.objects = append(v.objects, v.pill.objects()...)
	v.apply()
	return v
}

type listRowRenderer struct {
	r               *listRow
	back, bar, line *canvas.Rectangle
	title           [titleLines]*canvas.Text
	detail, right   *canvas.Text
	pill            pillShape
	objects         []fyne.CanvasObject
}

func (v *listRowRenderer) apply() {
	it, s := v.r.item, v.r.state
	back := look.Clear
	quiet := look.Quiet
	if s.current {
		back = look.Chosen
	} else if s.hovered {
		back = look.Hover
	}
	v.back.FillColor = look.Color(back)
	v.bar.FillColor = look.Color(look.Accent)
	v.bar.Hidden = !s.current
	v.line.FillColor = look.Color(look.Line)
	for _, t := range v.title {
		t.Color, t.TextSize, t.TextStyle.Bold = look.Color(look.Ink), look.Size(look.SizeText), v.r.bold
	}
	v.detail.Color, v.detail.TextSize = look.Color(quiet), look.Size(look.SizeSmall)
	v.right.Color, v.right.TextSize = look.Color(quiet), look.Size(look.SizeTiny)
	v.right.Text = it.Right
	v.pill.set(it.Pill, it.Tone)
	if s.current {
		v.pill.back.FillColor = look.Color(look.Paper)
	}
	v.place(v.r.BaseWidget.Size())
}

func (v *listRowRenderer) place(size fyne.Size) {
	v.back.Resize(size)
	bar := float32(3)
	if v.r.state.focused {
		bar = 5
	}
	v.bar.Resize(fyne.NewSize(bar, size.Height))
	v.line.Move(fyne.NewPos(0, size.Height-1))
	v.line.Resize(fyne.NewSize(size.Width, 1))
	// The edge is that of what stands above and under a list, which does not grow with the text.
	edge, gap := float32(14), look.Scaled(10)
	inner := size.Width - 2*edge
	it := v.r.item
	rightSize := measure(it.Right, v.right.TextSize, false)
	titleSize := measure("Ag", v.title[0].TextSize, true)
	detailSize := measure("Ag", v.detail.TextSize, false)
	pill := pillSize(it.Pill)
	between := look.Scaled(2)
	beside := func(width float32) float32 {
		if width == 0 {
			return inner
		}
		return max(inner-width-gap, 1)
	}
	lines := breakTitle(it.Title, v.title[0].TextSize, v.r.bold, [titleLines]float32{beside(rightSize.Width), inner, beside(pill.Width)})
	if len(lines) > 1 {
		between = 0
	}
	under := float32(0)
	v.detail.Hidden = len(lines) == titleLines
	if !v.detail.Hidden {
		under = detailSize.Height + between
	}
	top := (size.Height-titleSize.Height*float32(len(lines))-under)/2 - 1
	for i, t := range v.title {
		t.Hidden = i >= len(lines)
		if !t.Hidden {
			t.Text = lines[i]
			t.Move(fyne.NewPos(edge, top+float32(i)*titleSize.Height))
			t.Resize(fyne.NewSize(inner, titleSize.Height))
		}
	}
	v.right.Move(fyne.NewPos(size.Width-edge-rightSize.Width, top+(titleSize.Height-rightSize.Height)/2))
	v.right.Resize(rightSize)
	last, high := top+titleSize.Height*float32(len(lines))+between, detailSize.Height
	if v.detail.Hidden {
		last, high = top+titleSize.Height*(titleLines-1), titleSize.Height
	}
	v.detail.Text = shorten(it.Detail, v.detail.TextSize, v.detail.TextStyle, beside(pill.Width))
	v.detail.Move(fyne.NewPos(edge, last))
	v.detail.Resize(fyne.NewSize(beside(pill.Width), detailSize.Height))
	v.pill.place(fyne.NewPos(size.Width-edge-pill.Width, last+(high-pill.Height)/2), pill)
}

func (v *listRowRenderer) Layout(size fyne.Size)        { v.place(size) }
func (v *listRowRenderer) MinSize() fyne.Size           { return fyne.NewSize(60, look.Scaled(66)) }
func (v *listRowRenderer) Objects() []fyne.CanvasObject { return v.objects }
func (v *listRowRenderer) Destroy()                     {}

func (v *listRowRenderer) Refresh() {
	v.apply()
	canvas.Refresh(v.r)
}
