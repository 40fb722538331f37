package block

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// showMenu opens a context menu at a place on the window; nothing for a nil or empty menu.
func showMenu(o fyne.CanvasObject, m *fyne.Menu, at fyne.Position) {
	if m == nil || len(m.Items) == 0 {
		return
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(o); c != nil {
		widget.ShowPopUpMenuAtPosition(m, c, at)
	}
}
