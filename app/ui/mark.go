package ui

import (
	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
)

// Mark stands under the program's name for as long as the window shows another office than the desk's own.
type Mark struct {
	// Text says which: "Voorbeeld".
	Text string
	// Link and Run lead out of it.
	Link string
	Run  func()
}

// newMark is nil where there is no mark.
func newMark(m *Mark) fyne.CanvasObject {
	if m == nil {
		return nil
	}
	return block.Column(6, block.NewPill(m.Text, look.Amber), block.NewTextLink(m.Link, m.Run))
}
