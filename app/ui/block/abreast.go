package block

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kiesvoorhetkind.nl/kantoor/app/ui/look"
)

// Abreast stands a page and what it is compared with beside each other, such as a form and the scan that it is filled in
// from. Where the window is too narrow for both, what it is compared with stands under the page, which keeps most of the room.
type Abreast struct {
	widget.BaseWidget

	page, line fyne.CanvasObject
	other      *fyne.Container
	show       bool
}

// NewAbreast returns a page that something can be compared with.
func NewAbreast(page fyne.CanvasObject) *Abreast {
	a := &Abreast{page: page, other: container.NewStack(), line: On(look.Line, Column(0))}
	a.other.Hide()
	a.line.Hide()
	a.ExtendBaseWidget(a)
	return a
}

// Compare shows something beside the page; nil takes it away.
func (a *Abreast) Compare(with fyne.CanvasObject) {
	a.other.Objects = nil
	a.show = with != nil
	if a.show {
		a.other.Objects = []fyne.CanvasObject{with}
		a.other.Show()
		a.line.Show()
	} else {
		a.other.Hide()
		a.line.Hide()
	}
	a.other.Refresh()
	a.Refresh()
}

// CreateRenderer is for the toolkit.
func (a *Abreast) CreateRenderer() fyne.WidgetRenderer {
	return &abreastRenderer{a: a, objects: []fyne.CanvasObject{a.page, a.line, a.other}}
}

type abreastRenderer struct {
	a       *Abreast
	objects []fyne.CanvasObject
}

func (v *abreastRenderer) Layout(size fyne.Size) {
	a := v.a
	if !a.show {
		place(a.page, 0, 0, size.Width, size.Height)
		return
	}
	if size.Width >= look.Scaled(440)+look.Scaled(260) {
		w := max(look.Scaled(260), min(size.Width-look.Scaled(440), size.Width*0.48))
		place(a.page, 0, 0, size.Width-w-1, size.Height)
		place(a.line, size.Width-w-1, 0, 1, size.Height)
		place(a.other, size.Width-w, 0, w, size.Height)
		return
	}
	h := min(look.Scaled(300), size.Height*0.42)
	place(a.page, 0, 0, size.Width, size.Height-h-1)
	place(a.line, 0, size.Height-h-1, size.Width, 1)
	place(a.other, 0, size.Height-h, size.Width, h)
}

func place(o fyne.CanvasObject, x, y, width, height float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(width, height))
}

func (v *abreastRenderer) MinSize() fyne.Size {
	return fyne.NewSize(look.Scaled(240), look.Scaled(160))
}
func (v *abreastRenderer) Objects() []fyne.CanvasObject { return v.objects }
func (v *abreastRenderer) Destroy()                     {}

func (v *abreastRenderer) Refresh() {
	v.Layout(v.a.BaseWidget.Size())
	for _, o := range v.objects {
		o.Refresh()
	}
}
