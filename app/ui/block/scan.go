package block

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"kiesvoorhetkind.nl/kantoor/app/ui/look"
)

// Scan shows an image as it comes on paper: on white, whole, in a room of so many units at the normal text size.
type Scan struct {
	widget.BaseWidget

	image         image.Image
	width, height float32
}

// scanPad is the white around the image, in units.
const scanPad = 8

// NewScan returns an image in a room.
func NewScan(img image.Image, width, height float32) *Scan {
	p := &Scan{image: img, width: width, height: height}
	p.ExtendBaseWidget(p)
	return p
}

// CreateRenderer is for the toolkit.
func (p *Scan) CreateRenderer() fyne.WidgetRenderer {
	p.ExtendBaseWidget(p)
	back := canvas.NewRectangle(color.White)
	back.StrokeWidth = 1
	shown := canvas.NewImageFromImage(p.image)
	shown.FillMode = canvas.ImageFillContain
	r := &scanRenderer{p: p, back: back, shown: shown}
	r.Refresh()
	return r
}

type scanRenderer struct {
	p     *Scan
	back  *canvas.Rectangle
	shown *canvas.Image
}

func (r *scanRenderer) Layout(size fyne.Size) {
	room := r.MinSize()
	room.Width = min(room.Width, size.Width)
	r.back.Resize(room)
	pad := look.Scaled(scanPad)
	r.shown.Move(fyne.NewPos(pad, pad))
	r.shown.Resize(room.SubtractWidthHeight(2*pad, 2*pad))
}

func (r *scanRenderer) MinSize() fyne.Size {
	return fyne.NewSize(look.Scaled(r.p.width), look.Scaled(r.p.height))
}

func (r *scanRenderer) Refresh() {
	r.back.StrokeColor = look.Color(look.Line)
	r.back.Refresh()
	r.shown.Refresh()
}

func (r *scanRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.back, r.shown} }
func (r *scanRenderer) Destroy()                     {}
