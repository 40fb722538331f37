package block

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kiesvoorhetkind.nl/kantoor/app/ui/look"
)

// Moments shows small and quietly what was done, the moment before each; of an Event it has When and Title.
func Moments(events ...Event) fyne.CanvasObject {
	wide := float32(0)
	for _, e := range events {
		wide = max(wide, measure(e.When, look.Size(look.SizeSmall), false).Width/look.Factor())
	}
	var objects []fyne.CanvasObject
	for _, e := range events {
		objects = append(objects, container.New(&besideTop{gap: 10}, Wide(wide, NewQuiet(e.When)), NewQuietParagraph(e.Title)))
	}
	return Column(8, objects...)
}
