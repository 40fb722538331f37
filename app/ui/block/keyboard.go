package block

import (
	"fyne.io/fyne/v2"

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
	driver := fyne.CurrentApp().Driver()
	c := driver.CanvasForObject(o)
	if c == nil {
		return
	}
	var scrolls []*Scroll
	if len(open) > 0 && open[len(open)-1].canvas == c && c.Overlays().Top() != nil {
		d := open[len(open)-1]
		if o == fyne.CanvasObject(d.ok) || o == fyne.CanvasObject(d.cancel) {
			return // they stand under what scrolls
		}
		scrolls = []*Scroll{d.scroll}
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
		if size := s.content.Size(); x >= 0 && y >= 0 && x < size.Width && y < size.Height {
			s.revealSpan(y+top, height)
		}
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
