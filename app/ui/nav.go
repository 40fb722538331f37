package ui

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// nav is the navigation at the left.
type nav struct {
	s     *Shell
	items []*navItem
	list  *fyne.Container
	name  *block.Text
	mark  fyne.CanvasObject // may be nil
	body  *fyne.Container
	slim  bool
	tight bool
}

func newNav(s *Shell) *nav {
	n := &nav{s: s, list: block.Column(0)}
	n.name = block.NewBold(s.cfg.Name)
	n.name.Clip = true
	top := block.Column(0, block.Pad(18, 10, 14, 20, n.name))
	if n.mark = newMark(s.cfg.Mark); n.mark != nil {
		n.mark = block.Pad(0, 10, 14, 20, n.mark)
		top.Add(n.mark)
	}
	n.body = container.New(&navLayout{n},
		block.On(look.Side, block.Column(0, top, block.Pad(0, 10, 0, 10, n.list))),
		block.VLine())
	return n
}

// navLayout gives the navigation its width: only icons where the window is narrow for its text.
type navLayout struct{ n *nav }

func (l *navLayout) width() float32 {
	slim := false
	if w := l.n.s.win.Canvas().Size().Width; w > 0 {
		slim = w < look.Scaled(640)
	}
	if slim != l.n.slim {
		l.n.slim = slim
		for _, i := range l.n.items {
			i.slim = slim
			i.Refresh()
		}
		for _, o := range []fyne.CanvasObject{l.n.name, l.n.mark} {
			switch {
			case o == nil:
			case slim:
				o.Hide()
			default:
				o.Show()
			}
		}
	}
	n := l.n
	if h := n.s.win.Canvas().Size().Height; h > 0 {
		// Where the window is low for its text, the screens stand closer to each other.
		const around = 140 // the name above them and the lines between them
		if tight := h < float32(len(n.items))*look.Scaled(navHeight)+around; tight != n.tight {
			n.tight = tight
			for _, i := range n.items {
				i.tight = tight
				i.Refresh()
			}
			n.list.Refresh() // they stand elsewhere now
		}
	}
	if slim {
		return look.Scaled(44) + 22
	}
	return max(look.Scaled(212), l.n.name.MinSize().Width)
}

func (l *navLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(l.width(), 100) }

func (l *navLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	l.width() // the window may have another height than when it was last asked
	o[0].Resize(size)
	o[1].Move(fyne.NewPos(size.Width-1, 0))
	o[1].Resize(fyne.NewSize(1, size.Height))
}

func (n *nav) build() {
	old := map[ScreenID]*navItem{}
	for _, i := range n.items {
		old[i.slot.id] = i
	}
	n.items = nil
	n.list.Objects = nil
	for k, sl := range n.s.shownSlots() {
		if sl.gap && k > 0 {
			n.list.Add(block.Pad(10, 10, 10, 10, block.HLine()))
		}
		i := old[sl.id]
		if i == nil {
			i = newNavItem(sl, func() { n.s.Go(Route{Screen: sl.id}) })
		}
		i.slim, i.tight = n.slim, n.tight
		n.items = append(n.items, i)
		n.list.Add(i)
	}
	n.body.Refresh()
}

func (n *nav) choose(id ScreenID) {
	for _, i := range n.items {
		if on := i.slot.id == id; on != i.chosen {
			i.chosen = on
			i.Refresh()
		}
	}
}

func (n *nav) setCount(id ScreenID, count int, urgent bool) {
	for _, i := range n.items {
		if i.slot.id == id && (i.count != count || i.urgent != urgent) {
			i.count, i.urgent = count, urgent
			i.Refresh()
		}
	}
}

// The heights of a screen's line in the navigation.
const (
	navHeight   = 36
	tightHeight = 30
)

// navItem is one screen in the navigation.
type navItem struct {
	widget.BaseWidget

	slot             slot
	tap              func()
	chosen, slim     bool
	tight            bool
	count            int
	urgent           bool
	hovered, focused bool
}

var (
	_ fyne.Focusable    = (*navItem)(nil)
	_ desktop.Hoverable = (*navItem)(nil)
)

func newNavItem(sl slot, tap func()) *navItem {
	i := &navItem{slot: sl, tap: tap}
	i.ExtendBaseWidget(i)
	return i
}

// Label answers the screen's name, for tests that look for it.
func (i *navItem) Label() string { return words.T(i.slot.name) }

func (i *navItem) Tapped(*fyne.PointEvent)        { i.tap() }
func (i *navItem) FocusGained()                   { i.focused = true; i.Refresh() }
func (i *navItem) FocusLost()                     { i.focused = false; i.Refresh() }
func (i *navItem) MouseIn(*desktop.MouseEvent)    { i.hovered = true; i.Refresh() }
func (i *navItem) MouseMoved(*desktop.MouseEvent) {}
func (i *navItem) MouseOut()                      { i.hovered = false; i.Refresh() }
func (i *navItem) TypedRune(rune)                 {}

func (i *navItem) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		i.tap()
	case fyne.KeyDown:
		if c := fyne.CurrentApp().Driver().CanvasForObject(i); c != nil {
			c.FocusNext()
		}
	case fyne.KeyUp:
		if c := fyne.CurrentApp().Driver().CanvasForObject(i); c != nil {
			c.FocusPrevious()
		}
	}
}

func (i *navItem) CreateRenderer() fyne.WidgetRenderer {
	v := &navRenderer{
		i: i, back: canvas.NewRectangle(nil), bar: canvas.NewRectangle(nil), badge: canvas.NewRectangle(nil),
		icon: &canvas.Image{FillMode: canvas.ImageFillContain}, name: canvas.NewText("", nil), count: canvas.NewText("", nil),
	}
	v.objects = []fyne.CanvasObject{v.bar, v.back, v.icon, v.name, v.badge, v.count}
	v.apply()
	return v
}

type navRenderer struct {
	i                *navItem
	back, bar, badge *canvas.Rectangle
	icon             *canvas.Image
	name, count      *canvas.Text
	objects          []fyne.CanvasObject
}

func (v *navRenderer) apply() {
	i := v.i
	fill, ink := look.Clear, look.Quiet
	switch {
	case i.chosen:
		fill, ink = look.SideChosen, look.Accent
	case i.hovered:
		fill = look.Line
	}
	v.back.FillColor, v.back.CornerRadius = look.Color(fill), 5
	v.back.StrokeWidth = 0
	if i.focused {
		v.back.StrokeColor, v.back.StrokeWidth = look.Color(look.Accent), 2
	}
	v.bar.FillColor, v.bar.CornerRadius = look.Color(look.Accent), 5
	v.bar.Hidden = !i.chosen
	if res := i.slot.icon.Resource(ink); res != v.icon.Resource {
		v.icon.Resource = res
		v.icon.Refresh()
	}
	v.name.Text, v.name.Color = words.T(i.slot.name), look.Color(look.Ink)
	v.name.TextSize, v.name.TextStyle.Bold = look.Size(look.SizeText), i.chosen
	v.name.Hidden = i.slim
	v.count.Text = ""
	if i.count > 0 {
		v.count.Text = strconv.Itoa(i.count)
	}
	v.count.TextSize, v.count.TextStyle.Bold = look.Size(look.SizeTiny), true
	v.count.Color = look.Color(look.Quiet)
	v.badge.Hidden = true
	if i.urgent && i.count > 0 {
		v.count.Color = look.Color(look.OnBadge)
		v.badge.FillColor, v.badge.Hidden = look.Color(look.Badge), false
	}
}

func (v *navRenderer) Layout(size fyne.Size) {
	v.bar.Resize(fyne.NewSize(look.Scaled(12), size.Height))
	v.back.Move(fyne.NewPos(0, 0))
	v.back.Resize(size)
	if v.i.chosen {
		v.back.Move(fyne.NewPos(3, 0))
		v.back.Resize(fyne.NewSize(size.Width-3, size.Height))
	}
	side := look.Scaled(18)
	v.icon.Move(fyne.NewPos(look.Scaled(10), (size.Height-side)/2))
	v.icon.Resize(fyne.NewSize(side, side))
	m := v.name.MinSize()
	v.name.Move(fyne.NewPos(look.Scaled(38), (size.Height-m.Height)/2))
	v.name.Resize(m)
	c := v.count.MinSize()
	pos := fyne.NewPos(size.Width-look.Scaled(10)-c.Width, (size.Height-c.Height)/2)
	if v.i.slim {
		pos = fyne.NewPos(size.Width-c.Width-2, 0)
	}
	if !v.badge.Hidden {
		w := max(c.Width+look.Scaled(12), look.Scaled(20))
		h := c.Height + look.Scaled(1)
		right := size.Width - look.Scaled(10)
		if v.i.slim {
			right = size.Width
		}
		v.badge.CornerRadius = h / 2
		v.badge.Resize(fyne.NewSize(w, h))
		v.badge.Move(fyne.NewPos(right-w, pos.Y-0.5))
		pos.X = right - w + (w-c.Width)/2
	}
	v.count.Move(pos)
	v.count.Resize(c)
}

func (v *navRenderer) MinSize() fyne.Size {
	w := look.Scaled(40)
	if !v.i.slim {
		w += v.name.MinSize().Width + look.Scaled(36)
	}
	if v.i.tight {
		return fyne.NewSize(w, look.Scaled(tightHeight))
	}
	return fyne.NewSize(w, look.Scaled(navHeight))
}

func (v *navRenderer) Refresh() {
	v.apply()
	v.Layout(v.i.Size())
	canvas.Refresh(v.i)
}

func (v *navRenderer) Objects() []fyne.CanvasObject { return v.objects }
func (v *navRenderer) Destroy()                     {}
