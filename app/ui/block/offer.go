package block

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kiesvoorhetkind.nl/kantoor/app/ui/look"
)

// Offer stands buttons at the right of a text that wraps; under it where there is no room beside it.
func Offer(text fyne.CanvasObject, buttons ...fyne.CanvasObject) fyne.CanvasObject {
	return container.New(&offer{}, text, Spread(10, buttons...))
}

type offer struct{ width float32 }

func (r *offer) lay(o []fyne.CanvasObject, width float32) float32 {
	const gap = 16
	side := natural(o[1])
	if room := width - side.Width - gap; room >= look.Scaled(220) {
		h := heightAt(o[0], room)
		row := max(h, side.Height)
		put(o[0], 0, (row-h)/2, fyne.NewSize(room, h))
		put(o[1], width-side.Width, (row-side.Height)/2, side)
		return row
	}
	h := heightAt(o[0], width)
	put(o[0], 0, 0, fyne.NewSize(width, h))
	under := heightAt(o[1], width)
	put(o[1], 0, h+8, fyne.NewSize(width, under))
	return h + 8 + under
}

func (r *offer) Layout(o []fyne.CanvasObject, size fyne.Size) {
	r.width = size.Width
	r.lay(o, size.Width)
}

func (r *offer) MinSize(o []fyne.CanvasObject) fyne.Size {
	width := r.width
	if width <= 0 {
		width = look.Scaled(600)
	}
	return fyne.NewSize(look.Scaled(200), r.lay(o, width))
}
