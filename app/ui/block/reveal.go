package block

import (
	"fyne.io/fyne/v2"
)

// RevealPart scrolls the page as little as needed to have a part of one of its objects in view.
func (d *Detail) RevealPart(o fyne.CanvasObject, top, height float32) {
	s := d.scroll.scroll
	y, view := d.body.Position().Y+o.Position().Y+top, s.Size().Height
	switch {
	case y < s.Offset.Y:
		s.ScrollToOffset(fyne.NewPos(0, y))
	case y+height > s.Offset.Y+view:
		s.ScrollToOffset(fyne.NewPos(0, y+height-view))
	}
}

// CurrentSpan answers where the current row of a Fitting table stands in it, for Detail.RevealPart.
func (t *Table) CurrentSpan() (top, height float32) {
	height = t.rowHigh()
	return t.head.MinSize().Height + float32(max(0, t.rows.current))*height, height
}

// serve has the forms among objects brought into view and given their height by the page that they stand on.
func serve(objects []fyne.CanvasObject, reveal func(fyne.CanvasObject), relayout func()) {
	for _, o := range objects {
		switch o := o.(type) {
		case *Form:
			o.reveal, o.relayout = reveal, relayout
		case *fyne.Container:
			serve(o.Objects, reveal, relayout)
		}
	}
}
