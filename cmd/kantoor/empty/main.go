// Command empty is a window of the toolkit with nothing in it, built as the office's own window is. What that takes to
// start is what the office's is measured against: a program of its own, and not a flag of the other, so that it carries
// none of the other's fonts, texts and drivers. With -text it has one line, which shows what the toolkit needs before its
// first letter (reading its fonts, and those of the system).
package main

import (
	"flag"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

func main() {
	text := flag.Bool("text", false, "one line of text, half of it bold")
	flag.Parse()
	const id = "nl.kiesvoorhetkind.kantoor.leeg"
	app.SetMetadata(fyne.AppMetadata{ID: id, Name: "Leeg", Migrations: map[string]bool{"fyneDo": true}})
	w := app.NewWithID(id).NewWindow("Leeg")
	w.Resize(fyne.NewSize(1280, 800))
	w.SetContent(container.NewWithoutLayout())
	if *text {
		w.SetContent(container.NewHBox(widget.NewLabel("gewoon"), widget.NewLabelWithStyle("vet", fyne.TextAlignLeading, fyne.TextStyle{Bold: true})))
	}
	w.ShowAndRun()
}
