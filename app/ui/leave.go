package ui

import (
	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/ui/block"
)

// Clear closes the dialogs and menus that are open over a window and takes its menus away, before something else is shown
// in it: a dialog that stays would give the keyboard back to what is gone when it is closed, and a menu would do a
// command there. What is typed in a dialog is to be asked for before (Shell.Typed).
func Clear(w fyne.Window) {
	block.CloseDialogs(w.Canvas())
	overlays := w.Canvas().Overlays()
	for o := overlays.Top(); o != nil; o = overlays.Top() {
		overlays.Remove(o)
	}
	w.SetMainMenu(nil)
}
