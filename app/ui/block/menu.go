package block

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// showMenu opens a context menu at a place on the window; nothing for a nil or empty menu.
func showMenu(o fyne.CanvasObject, m *fyne.Menu, at fyne.Position) { showMenuAt(o, m, at, 0) }

// firstItem is where the keyboard begins in a menu: at its first item when it was opened by the keyboard.
func firstItem(keyboard bool) int {
	if keyboard {
		return 1
	}
	return 0
}

// showMenuAt opens a menu with the keyboard at an item, counted from 1 without the lines between them; at none when 0.
func showMenuAt(o fyne.CanvasObject, m *fyne.Menu, at fyne.Position, item int) {
	if m == nil || len(m.Items) == 0 {
		return
	}
	c := fyne.CurrentApp().Driver().CanvasForObject(o)
	if c == nil {
		return
	}
	p := widget.NewPopUpMenu(m, c)
	at.X = max(0, min(at.X, c.Size().Width-p.MinSize().Width-8))
	p.ShowAtPosition(at)
	for range item {
		p.ActivateNext()
	}
}

// menuKey says whether a key opens the context menu: the menu key, or Shift+F10.
func menuKey(e *fyne.KeyEvent) bool {
	return e.Name == desktop.KeyMenu || e.Name == fyne.KeyF10 && modifiers()&fyne.KeyModifierShift != 0
}
