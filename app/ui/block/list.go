package block

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// Item is a row of a List: two lines, ready to be drawn.
type Item struct {
	// ID is the record's.
	ID string
	// Title is bold, Detail quiet under it.
	Title, Detail string
	// Right is a time or a date at the end of the first line.
	Right string
	// Pill and Tone are the status at the end of the second line; no pill when empty.
	Pill string
	Tone look.Tone
	// Bold is for what was not read yet; others have their title in normal weight when List.Unread is set.
	Bold bool
}

// List shows items of two lines under each other. Arrows, PgUp, PgDn, Home and End move, Enter opens; other keys go
// to the window, so that the screen's own keys work while the list has the focus.
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
	// Unread shows only items with Bold set in bold.
	Unread bool

	items []Item
	rows  *rows
	empty *Empty
}

// NewList returns an empty list; the text says what comes here and how, for when it stays empty.
func NewList(emptyTitle, emptyText string) *List {
	l := &List{rows: newRows(), empty: NewEmpty(look.IconInbox, emptyTitle, emptyText)}
	l.empty.Hide()
	r := l.rows
	r.count = func() int { return len(l.items) }
	r.rowHeight = func() float32 { return look.Scaled(66) }
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
	r.onMenu = func(i int, at fyne.Position) {
		if l.OnMenu != nil {
			showMenu(l, l.OnMenu(i, l.items[i]), at)
		}
	}
	r.onNearEnd = func() {
		if l.OnNearEnd != nil {
			l.OnNearEnd()
		}
	}
	l.ExtendBaseWidget(l)
	return l
}

// SetItems shows other items. The item that was the current one stays so when it is still there (by ID).
func (l *List) SetItems(items []Item) {
	id := ""
	if c := l.rows.current; c >= 0 && c < len(l.items) {
		id = l.items[c].ID
	}
	l.items = items
	l.rows.current = -1
	for i := range items {
		if id != "" && items[i].ID == id {
			l.rows.current = i
			break
		}
	}
	l.changed()
}

// Append shows more items after those that are there.
func (l *List) Append(items []Item) {
	l.items = append(l.items, items...)
	l.changed()
}

func (l *List) changed() {
	if l.OnOpen != nil {
		l.rows.onOpen = func(i int) { l.OnOpen(i, l.items[i]) }
	}
	if len(l.items) == 0 {
		l.empty.Show()
	} else {
		l.empty.Hide()
	}
	l.rows.reset()
}

// Items answers what the list shows.
func (l *List) Items() []Item { return l.items }

// Current answers the current item, and false when there is none.
func (l *List) Current() (Item, bool) {
	if c := l.rows.current; c >= 0 && c < len(l.items) {
		return l.items[c], true
	}
	return Item{}, false
}

// Choose makes item i the current one, as a click would.
func (l *List) Choose(i int) { l.rows.setCurrent(i, true) }

// Index answers the number of the current item; -1 when there is none.
func (l *List) Index() int { return l.rows.current }

// Step goes a number of items further, or back.
func (l *List) Step(n int) { l.rows.setCurrent(l.rows.current+n, true) }

// ChooseID makes the item with an ID the current one; it answers false when it is not there.
func (l *List) ChooseID(id string) bool {
	for i := range l.items {
		if l.items[i].ID == id {
			l.rows.setCurrent(i, true)
			return true
		}
	}
	return false
}

// Update shows another value for the item with this ID.
func (l *List) Update(item Item) {
	for i := range l.items {
		if l.items[i].ID == item.ID {
			l.items[i] = item
			l.rows.content.update(true)
			return
		}
	}
}

// Tap clicks on item i, as the mouse would; for tests.
func (l *List) Tap(i int) { l.rows.content.tapRow(i, 30) }

// Focus gives the list the keyboard.
func (l *List) Focus() { focus(l.rows) }

// Keys answers what takes the keyboard, for tests and for the shell's first focus.
func (l *List) Keys() fyne.Focusable { return l.rows }

func (l *List) onPicked(f func() bool) { l.rows.picked = f }

// CreateRenderer is for the toolkit.
func (l *List) CreateRenderer() fyne.WidgetRenderer {
	if l.OnOpen != nil {
		l.rows.onOpen = func(i int) { l.OnOpen(i, l.items[i]) }
	}
	return widget.NewSimpleRenderer(container.NewStack(l.rows, l.empty))
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
	if r.item == item && r.state == s && r.bold == bold {
		return
	}
	r.item, r.state, r.bold = item, s, bold
	r.Refresh()
}

func (r *listRow) CreateRenderer() fyne.WidgetRenderer {
	v := &listRowRenderer{
		r: r, back: canvas.NewRectangle(nil), bar: canvas.NewRectangle(nil), line: canvas.NewRectangle(nil),
		title: canvas.NewText("", nil), detail: canvas.NewText("", nil), right: canvas.NewText("", nil),
	}
	v.objects = append([]fyne.CanvasObject{v.back, v.bar, v.line, v.title, v.detail, v.right}, v.pill.objects()...)
	v.apply()
	return v
}

type listRowRenderer struct {
	r                    *listRow
	back, bar, line      *canvas.Rectangle
	title, detail, right *canvas.Text
	pill                 pillShape
	objects              []fyne.CanvasObject
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
	v.title.Color, v.title.TextSize, v.title.TextStyle.Bold = look.Color(look.Ink), look.Size(look.SizeText), v.r.bold
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
	edge, gap := look.Scaled(14), look.Scaled(10)
	inner := size.Width - 2*edge
	it := v.r.item
	rightSize := measure(it.Right, v.right.TextSize, false)
	titleSize := measure(words.T("Ag"), v.title.TextSize, true)
	detailSize := measure(words.T("Ag"), v.detail.TextSize, false)
	pill := pillSize(it.Pill)
	between := look.Scaled(2)
	top := (size.Height-titleSize.Height-detailSize.Height-between)/2 - 1
	second := top + titleSize.Height + between
	room := inner
	if it.Right != "" {
		room -= rightSize.Width + gap
	}
	v.title.Text = fit(it.Title, v.title.TextSize, v.title.TextStyle, max(room, 1))
	v.title.Move(fyne.NewPos(edge, top))
	v.title.Resize(fyne.NewSize(room, titleSize.Height))
	v.right.Move(fyne.NewPos(size.Width-edge-rightSize.Width, top+(titleSize.Height-rightSize.Height)/2))
	v.right.Resize(rightSize)
	room = inner
	if it.Pill != "" {
		room -= pill.Width + gap
	}
	v.detail.Text = fit(it.Detail, v.detail.TextSize, v.detail.TextStyle, max(room, 1))
	v.detail.Move(fyne.NewPos(edge, second))
	v.detail.Resize(fyne.NewSize(max(room, 1), detailSize.Height))
	v.pill.place(fyne.NewPos(size.Width-edge-pill.Width, second+(detailSize.Height-pill.Height)/2), pill)
}

func (v *listRowRenderer) Layout(size fyne.Size)        { v.place(size) }
func (v *listRowRenderer) MinSize() fyne.Size           { return fyne.NewSize(60, look.Scaled(66)) }
func (v *listRowRenderer) Objects() []fyne.CanvasObject { return v.objects }
func (v *listRowRenderer) Destroy()                     {}

func (v *listRowRenderer) Refresh() {
	v.apply()
	canvas.Refresh(v.r)
}
