package block

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"kiesvoorhetkind.nl/kantoor/app/ui/look"
)

// PhotoSide is how many units a photo is at its longest side, and PhotoPixels how many pixels it is best made of.
const (
	PhotoSide   = 96
	PhotoPixels = 288
)

// Photo shows a small picture whole, in its own proportions, with objects beside it.
func Photo(picture image.Image, beside ...fyne.CanvasObject) fyne.CanvasObject {
	i := canvas.NewImageFromImage(picture)
	i.FillMode, i.ScaleMode = canvas.ImageFillContain, canvas.ImageScaleSmooth
	b := picture.Bounds()
	scale := look.Scaled(PhotoSide) / float32(max(b.Dx(), b.Dy(), 1))
	size := fyne.NewSize(float32(b.Dx())*scale, float32(b.Dy())*scale)
	i.SetMinSize(size)
	return Beside(16, 1, container.NewGridWrap(size, i), Column(6, beside...))
}
