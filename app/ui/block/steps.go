package block

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"kiesvoorhetkind.nl/kantoor/app/ui/look"
)

// Steps is a thin bar that says how far something is that goes step by step; the words beside it say the same.
type Steps struct {
	widget.BaseWidget

	done, many int
}

// NewSteps returns a bar of so many steps, of which some are done.
func NewSteps(done, many int) *Steps {
	s := &Steps{done: done, many: max(1, many)}
	s.ExtendBaseWidget(s)
	return s
}

// CreateRenderer is for the toolkit.
func (s *Steps) CreateRenderer() fyne.WidgetRenderer {
	r := &stepsRenderer{s: s}
	for range s.many {
		r.bars = append(r.bars, canvas.NewRectangle(nil))
	}
	r.apply()
	return r
}

type stepsRenderer struct {
	s    *Steps
	bars []*canvas.Rectangle
}

func (r *stepsRenderer) apply() {
	for i, b := range r.bars {
		b.CornerRadius = 2
		b.FillColor = look.Color(look.Edge)
		if i < r.s.done {
			b.FillColor = look.Color(look.Accent)
		}
	}
}

func (r *stepsRenderer) MinSize() fyne.Size { return fyne.NewSize(look.Scaled(120), 4) }

func (r *stepsRenderer) Layout(size fyne.Size) {
	const gap = 4
	wide := min(size.Width, look.Scaled(420))
	w := (wide - gap*float32(len(r.bars)-1)) / float32(len(r.bars))
	for i, b := range r.bars {
		b.Move(fyne.NewPos(float32(i)*(w+gap), 0))
		b.Resize(fyne.NewSize(w, 4))
	}
}

func (r *stepsRenderer) Refresh() {
	r.apply()
	for _, b := range r.bars {
		b.Refresh()
	}
}

func (r *stepsRenderer) Objects() []fyne.CanvasObject {
	var list []fyne.CanvasObject
	for _, b := range r.bars {
		list = append(list, b)
	}
	return list
}

func (r *stepsRenderer) Destroy() {}
