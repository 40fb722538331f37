package block

import (
	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/ui/look"
)

// dialogBeside stands something beside the words and buttons of a dialog that takes nearly all of its window.
type dialogBeside struct{ d *Dialog }

// besideEdge is how much of the window stays in view around it, in units.
const besideEdge = 32

// besidePad is the room at the left and right of the words, in units.
const besidePad = 36

// besideWidth is how wide the words are beside something else.
func (d *Dialog) besideWidth() float32 {
	w := d.Width
	if w <= 0 {
		w = 330
	}
	return min(look.Scaled(w), (d.canvas.Size().Width-2*besideEdge)*0.55-besidePad)
}

func (l *dialogBeside) MinSize([]fyne.CanvasObject) fyne.Size {
	c := l.d.canvas.Size()
	return fyne.NewSize(max(240, c.Width-2*besideEdge), max(160, c.Height-2*besideEdge))
}

func (l *dialogBeside) Layout(o []fyne.CanvasObject, size fyne.Size) {
	w := l.d.besideWidth() + besidePad
	o[0].Move(fyne.NewPos(0, 0))
	o[0].Resize(fyne.NewSize(size.Width-w, size.Height))
	o[1].Move(fyne.NewPos(size.Width-w, 0))
	o[1].Resize(fyne.NewSize(w, size.Height))
}
