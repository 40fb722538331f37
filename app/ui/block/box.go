package block

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kiesvoorhetkind.nl/kantoor/app/ui/look"
)

// Box is a coloured area, with or without a line around it.
type Box struct {
	widget.BaseWidget

	Fill   fyne.ThemeColorName
	Stroke fyne.ThemeColorName
	Radius float32

	ring bool
}

// NewBox returns an area in a colour; stroke may be empty.
func NewBox(fill, stroke fyne.ThemeColorName, radius float32) *Box {
	b := &Box{Fill: fill, Stroke: stroke, Radius: radius}
	b.ExtendBaseWidget(b)
	return b
}

// SetRing draws the line of what has the keyboard in place of its own, or its own again.
func (b *Box) SetRing(on bool) {
	if on != b.ring {
		b.ring = on
		b.Refresh()
	}
}

// CreateRenderer is for the toolkit.
func (b *Box) CreateRenderer() fyne.WidgetRenderer {
	b.ExtendBaseWidget(b)
	rect := canvas.NewRectangle(nil)
	r := &boxRenderer{b: b, rect: rect, WidgetRenderer: widget.NewSimpleRenderer(rect)}
	r.apply()
	return r
}

type boxRenderer struct {
	fyne.WidgetRenderer
	b    *Box
	rect *canvas.Rectangle
}

func (r *boxRenderer) apply() {
	fill, stroke := r.b.Fill, r.b.Stroke
	if fill == "" {
		fill = look.Clear
	}
	r.rect.FillColor = look.Color(fill)
	r.rect.CornerRadius = r.b.Radius
	r.rect.StrokeWidth = 0
	if stroke != "" {
		r.rect.StrokeColor = look.Color(stroke)
		r.rect.StrokeWidth = 1
	}
	if r.b.ring {
		r.rect.StrokeColor, r.rect.StrokeWidth = look.Color(look.Accent), 2
	}
}

func (r *boxRenderer) MinSize() fyne.Size { return fyne.NewSize(0, 0) }

func (r *boxRenderer) Refresh() {
	r.apply()
	r.rect.Refresh()
}

// HLine returns a line from left to right.
func HLine() fyne.CanvasObject { return container.New(&thin{high: 1}, NewBox(look.Line, "", 0)) }

// VLine returns a line from top to bottom.
func VLine() fyne.CanvasObject { return container.New(&thin{wide: 1}, NewBox(look.Line, "", 0)) }

type thin struct{ wide, high float32 }

func (t *thin) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(size)
	}
}

func (t *thin) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(t.wide, t.high) }

// On stands an object on a coloured ground.
func On(fill fyne.ThemeColorName, o fyne.CanvasObject) *fyne.Container {
	return container.NewStack(NewBox(fill, "", 0), o)
}

// Panel stands objects under each other in a soft panel with a line around it; for a proposal or a next step.
func Panel(objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&stack{}, NewBox(look.Panel, look.PanelLine, 8), Pad(14, 16, 14, 16, Column(10, objects...)))
}

// Card is a Panel without colour, for a part of a page that stands by itself.
func Card(objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&stack{}, NewBox(look.Paper, look.Line, 8), Pad(14, 16, 14, 16, Column(8, objects...)))
}

// stack is the toolkit's stack, as high as its objects need at its width.
type stack struct{}

func (s *stack) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.NewPos(0, 0))
		o.Resize(size)
	}
}

func (s *stack) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var m fyne.Size
	for _, o := range objects {
		if o.Visible() {
			m = m.Max(o.MinSize())
		}
	}
	return m
}

// IconView shows an icon in a colour of the theme.
type IconView struct {
	widget.BaseWidget

	Icon  look.Icon
	Color fyne.ThemeColorName
	// Units is the side of its square at the normal text size.
	Units float32
}

// NewIcon returns an icon of 18 units.
func NewIcon(i look.Icon, c fyne.ThemeColorName) *IconView {
	v := &IconView{Icon: i, Color: c, Units: 18}
	v.ExtendBaseWidget(v)
	return v
}

// SetColor shows the icon in another colour.
func (v *IconView) SetColor(c fyne.ThemeColorName) {
	if c != v.Color {
		v.Color = c
		v.Refresh()
	}
}

// CreateRenderer is for the toolkit.
func (v *IconView) CreateRenderer() fyne.WidgetRenderer {
	v.ExtendBaseWidget(v)
	img := canvas.NewImageFromResource(v.Icon.Resource(v.Color))
	img.FillMode = canvas.ImageFillContain
	return &iconRenderer{v: v, img: img, WidgetRenderer: widget.NewSimpleRenderer(img)}
}

type iconRenderer struct {
	fyne.WidgetRenderer
	v   *IconView
	img *canvas.Image
}

func (r *iconRenderer) MinSize() fyne.Size {
	side := look.Scaled(r.v.Units)
	return fyne.NewSize(side, side)
}

func (r *iconRenderer) Refresh() {
	if res := r.v.Icon.Resource(r.v.Color); res != r.img.Resource {
		r.img.Resource = res
		r.img.Refresh()
	}
}
