package block

import "fyne.io/fyne/v2"

// ListWidth is how wide a list beside a page is at the normal text size, the same on every screen, so that what is read
// stays where it was when somebody goes to another one.
const ListWidth = 430

// ListTop is what stands above a list: the parts it has, the field that filters it, and what else is of all of it, in
// that order and under a line.
func ListTop(parts ...fyne.CanvasObject) fyne.CanvasObject {
	return Column(0, Pad(10, 14, 10, 14, Column(8, parts...)), HLine())
}
