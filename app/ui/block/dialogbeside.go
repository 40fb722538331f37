package block

import (
	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/ui/look"
)

// dialogBeside stands something beside the words and buttons of a dialog that takes nearly all of its window.
type dialogBeside struct{ d *Dialog }

// besideEdge is how much of the window stays in view around it, in units.
const besideEdge = 32

func (l *dialogBeside) MinSize([]fyne.CanvasObject) fyne.Size {
	c := l.d.canvas.Size()
	return fyne.NewSize(max(240, c.Width-2*besideEdge), max(160, c.Height-2*besideEdge))
}

func (l *dialogBeside) Layout(o []fyne.CanvasObject, size fyne.Size) {
	w := l.d.Width
	if w <= 0 {
		w = 330
	}
	w = min(look.Scaled(w)+36, size.Width*0.55)
	o[0].Move(fyne.NewPos(0, 0))
	o[0].Resize(fyne.NewSize(size.Width-w, size.Height))
	o[1].Move(fyne.NewPos(size.Width-w, 0))
	o[1].Resize(fyne.NewSize(w, size.Height))
}
