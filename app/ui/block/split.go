package block

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kiesvoorhetkind.nl/kantoor/app/ui/look"
)

// Split stands a list and the page of what is chosen in it beside each other. Where the window is too narrow for its
// text they stand one behind the other: the list first, the page after a click or Enter, back by Esc or the button.
type Split struct {
	widget.BaseWidget

	// OnTurn is called when the window becomes too narrow for both, or wide enough again.
	OnTurn func(narrow bool)
	// OnFront is called when the list or the page came to the front.
	OnFront func()

	list, page fyne.CanvasObject
	listWidth  float32
	pageWidth  float32
	back       *Button
	bar        *fyne.Container
	line       fyne.CanvasObject
	narrow     bool
	atPage     bool
	behind     bool
}

// NewSplit returns a split; listWidth is the list's width at the normal text size (430 for mail, 340 for most), and
// listName the text of the button that goes back to it, such as "Post".
func NewSplit(listWidth float32, listName string, list, page fyne.CanvasObject) *Split {
	s := &Split{list: list, page: page, listWidth: listWidth, pageWidth: 460, line: VLine()}
	s.back = NewLink(listName, s.ShowList).WithIcon(look.IconBack)
	s.bar = Pad(6, 12, 6, 12, Spread(8, s.back))
	s.bar.Hide()
	s.ExtendBaseWidget(s)
	return s
}

// Follow lets a click or Enter in a list or table go to the page while they stand one behind the other.
func (s *Split) Follow(list interface{ onPicked(func() bool) }) *Split {
	list.onPicked(func() bool {
		if !s.narrow {
			return false
		}
		s.ShowPage()
		return true
	})
	return s
}

// ShowPage brings the page to the front; nothing where both are in view.
func (s *Split) ShowPage() { s.turn(true) }

// ShowList brings the list to the front; nothing where both are in view.
func (s *Split) ShowList() { s.turn(false) }

// Back goes from the page to the list, and answers whether there was anything to go back from.
func (s *Split) Back() bool {
	if !s.narrow || !s.atPage {
		return false
	}
	s.ShowList()
	return true
}

// Behind lets list and page stand one behind the other also where there is room for both, for a list that is shown as a
// table.
func (s *Split) Behind(on bool) {
	if on == s.behind {
		return
	}
	s.behind = on
	if on {
		s.atPage = false
	}
	narrow := s.narrow
	s.show()
	s.Refresh()
	// Where the window was too narrow already nothing turns, and yet the page went behind.
	if on && narrow && s.OnTurn != nil {
		s.OnTurn(true)
	}
	s.fronted()
}

// Narrow says whether list and page stand one behind the other.
func (s *Split) Narrow() bool { return s.narrow }

// PageInView says whether the page can be seen: beside the list, or before it.
func (s *Split) PageInView() bool { return !s.narrow || s.atPage }

func (s *Split) fronted() {
	if s.OnFront != nil {
		s.OnFront()
	}
}

func (s *Split) turn(atPage bool) {
	if atPage == s.atPage {
		return
	}
	s.atPage = atPage
	s.show()
	s.Refresh()
	s.fronted()
}

func (s *Split) show() {
	set := func(o fyne.CanvasObject, on bool) {
		if on {
			o.Show()
		} else {
			o.Hide()
		}
	}
	set(s.list, !s.narrow || !s.atPage)
	set(s.page, !s.narrow || s.atPage)
	set(s.bar, s.narrow && s.atPage)
	set(s.line, !s.narrow)
}

// CreateRenderer is for the toolkit.
func (s *Split) CreateRenderer() fyne.WidgetRenderer {
	return &splitRenderer{s: s, objects: []fyne.CanvasObject{s.list, s.line, s.page, s.bar}}
}

type splitRenderer struct {
	s       *Split
	objects []fyne.CanvasObject
}

func (v *splitRenderer) Layout(size fyne.Size) {
	s := v.s
	left := look.Scaled(s.listWidth)
	if narrow := s.behind || size.Width < left+look.Scaled(s.pageWidth); narrow != s.narrow {
		s.narrow = narrow
		s.show()
		if s.OnTurn != nil {
			s.OnTurn(narrow)
		}
	}
	if s.narrow {
		top := float32(0)
		if s.bar.Visible() {
			top = s.bar.MinSize().Height
			s.bar.Move(fyne.NewPos(0, 0))
			s.bar.Resize(fyne.NewSize(size.Width, top))
		}
		s.list.Move(fyne.NewPos(0, 0))
		s.list.Resize(size)
		s.page.Move(fyne.NewPos(0, top))
		s.page.Resize(fyne.NewSize(size.Width, size.Height-top))
		return
	}
	s.list.Move(fyne.NewPos(0, 0))
	s.list.Resize(fyne.NewSize(left, size.Height))
	s.line.Move(fyne.NewPos(left, 0))
	s.line.Resize(fyne.NewSize(1, size.Height))
	s.page.Move(fyne.NewPos(left+1, 0))
	s.page.Resize(fyne.NewSize(size.Width-left-1, size.Height))
}

func (v *splitRenderer) MinSize() fyne.Size           { return fyne.NewSize(look.Scaled(240), look.Scaled(160)) }
func (v *splitRenderer) Objects() []fyne.CanvasObject { return v.objects }
func (v *splitRenderer) Destroy()                     {}

func (v *splitRenderer) Refresh() {
	v.Layout(v.s.Size())
	for _, o := range v.objects {
		o.Refresh()
	}
}

// Aside is a page with a narrow one at its right; where the window is too narrow for both they are one page, what stood
// at the right under the rest.
type Aside struct {
	widget.BaseWidget

	width      float32
	page, side []fyne.CanvasObject
	main, edge *Detail
	beside     fyne.CanvasObject
	narrow     bool
}

// NewAside returns an empty page with a side of a width at the normal text size; fill it with Set.
func NewAside(width float32) *Aside {
	a := &Aside{width: width, main: NewDetail(), edge: NewDetail()}
	a.beside = On(look.Aside, Frame(nil, nil, VLine(), nil, a.edge))
	a.ExtendBaseWidget(a)
	return a
}

// Set shows other content.
func (a *Aside) Set(page, side []fyne.CanvasObject) {
	a.page, a.side = page, side
	a.fill()
}

func (a *Aside) fill() {
	if a.narrow {
		a.edge.Set()
		a.beside.Hide()
		a.main.Set(append(append([]fyne.CanvasObject(nil), a.page...), a.side...)...)
		return
	}
	a.main.Set(a.page...)
	a.edge.Set(a.side...)
	a.beside.Show()
}

// CreateRenderer is for the toolkit.
func (a *Aside) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.New(&asideLayout{a}, a.main, a.beside))
}

type asideLayout struct{ a *Aside }

func (l *asideLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(look.Scaled(240), look.Scaled(160))
}

func (l *asideLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	w := look.Scaled(l.a.width)
	if narrow := size.Width < w+look.Scaled(560); narrow != l.a.narrow {
		l.a.narrow = narrow
		l.a.fill()
	}
	if l.a.narrow {
		w = 0
	}
	o[0].Move(fyne.NewPos(0, 0))
	o[0].Resize(fyne.NewSize(size.Width-w, size.Height))
	o[1].Move(fyne.NewPos(size.Width-w, 0))
	o[1].Resize(fyne.NewSize(w, size.Height))
}
