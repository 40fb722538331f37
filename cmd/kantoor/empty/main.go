// Command empty is a window of the toolkit with nothing in it, built as the office's own window is. What that takes to
// start is what the office's is measured against: a program of its own, and not a flag of the other, so that it carries
// none of the other's fonts, texts and drivers.
package main

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/container"
)

func main() {
	const id = "nl.kiesvoorhetkind.kantoor.leeg"
	app.SetMetadata(fyne.AppMetadata{ID: id, Name: "Leeg", Migrations: map[string]bool{"fyneDo": true}})
	w := app.NewWithID(id).NewWindow("Leeg")
	w.Resize(fyne.NewSize(1280, 800))
	w.SetContent(container.NewWithoutLayout())
	w.ShowAndRun()
}
