package block

import (
	"iter"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kiesvoorhetkind.nl/kantoor/app/ui/look"
)

// holder is a block that holds others, which may scroll.
type holder interface{ parts() []fyne.CanvasObject }

func (s *Scroll) parts() []fyne.CanvasObject  { return []fyne.CanvasObject{s.content} }
func (d *Detail) parts() []fyne.CanvasObject  { return []fyne.CanvasObject{d.scroll} }
func (s *Split) parts() []fyne.CanvasObject   { return []fyne.CanvasObject{s.list, s.page} }
func (a *Aside) parts() []fyne.CanvasObject   { return []fyne.CanvasObject{a.main, a.beside} }
func (x *Index) parts() []fyne.CanvasObject   { return []fyne.CanvasObject{x.side, x.page} }
func (a *Abreast) parts() []fyne.CanvasObject { return []fyne.CanvasObject{a.page, a.other} }

// open are the dialogs that are shown, the last on top.
var open []*Dialog

// came brings what got the keyboard into view, where it stands on a page that scrolls.
func came(o fyne.CanvasObject) { cameAt(o, 0, o.Size().Height) }

// cameAt is came for a part of an object: from top on, of a height.
func cameAt(o fyne.CanvasObject, top, height float32) {
	for s, y := range pagesOf(o) {
		s.revealSpan(y+top, height)
	}
}

// pagesOf gives the scrolling pages that an object stands on, the outer first, and how far down it stands on each.
func pagesOf(o fyne.CanvasObject) iter.Seq2[*Scroll, float32] {
	return func(yield func(*Scroll, float32) bool) {
		driver := fyne.CurrentApp().Driver()
		c := driver.CanvasForObject(o)
		if c == nil {
			return
		}
		var scrolls []*Scroll
		if len(open) > 0 && open[len(open)-1].canvas == c && c.Overlays().Top() != nil {
			scrolls = []*Scroll{open[len(open)-1].scroll}
		} else {
			scrolls = scrollsIn(c.Content(), nil)
		}
		if len(scrolls) == 0 {
			return
		}
		at := driver.AbsolutePositionForObject(o)
		for _, s := range scrolls {
			page := driver.AbsolutePositionForObject(s.content)
			x, y := at.X-page.X, at.Y-page.Y
			if size := s.content.Size(); x >= 0 && y >= 0 && x < size.Width && y < size.Height && !yield(s, y) {
				return
			}
		}
	}
}

// wheelScroll scrolls up and down what it holds, and leaves the wheel to the page that it stands on while all of that is
// in view: the toolkit gives the wheel to the innermost that scrolls, and a table as high as its rows would keep it.
type wheelScroll struct{ container.Scroll }

func newWheelScroll(content fyne.CanvasObject) *wheelScroll {
	s := &wheelScroll{}
	s.Content, s.Direction = content, container.ScrollVerticalOnly
	s.ExtendBaseWidget(s)
	return s
}

// Scrolled is for the toolkit.
func (s *wheelScroll) Scrolled(e *fyne.ScrollEvent) {
	if s.Content.MinSize().Height > s.Size().Height {
		s.Scroll.Scrolled(e)
		return
	}
	var page *Scroll
	for page = range pagesOf(s) {
	}
	if page != nil {
		page.scroll.Scrolled(e)
	}
}

func scrollsIn(o fyne.CanvasObject, found []*Scroll) []*Scroll {
	if o == nil || !o.Visible() {
		return found
	}
	if s, ok := o.(*Scroll); ok {
		found = append(found, s)
	}
	var parts []fyne.CanvasObject
	switch o := o.(type) {
	case *fyne.Container:
		parts = o.Objects
	case holder:
		parts = o.parts()
	}
	for _, p := range parts {
		found = scrollsIn(p, found)
	}
	return found
}

// revealSpan scrolls as little as is needed to have what stands at a height on the page in view, with some room around it.
func (s *Scroll) revealSpan(top, height float32) {
	room := look.Scaled(24)
	y, view := s.scroll.Offset.Y, s.scroll.Size().Height
	bottom := top + min(height, view-2*room)
	switch {
	case top-room < y:
		y = max(0, top-room)
	case bottom+room > y+view:
		y = max(0, min(bottom+room-view, s.content.MinSize().Height-view))
	default:
		return
	}
	s.scroll.ScrollToOffset(fyne.NewPos(0, y))
}
