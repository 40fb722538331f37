package block

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kiesvoorhetkind.nl/kantoor/app/ui/look"
)

// Sum is an amount with what it is of.
type Sum struct {
	Label, Value string
	// Total is set in bold.
	Total bool
}

// Sums are the amounts under a table of amounts: at the right, the values under those of its last column.
func Sums(sums ...Sum) fyne.CanvasObject {
	var objects []fyne.CanvasObject
	for _, s := range sums {
		value := NewText(s.Value)
		value.Align = fyne.TextAlignTrailing
		value.Bold = s.Total
		var label fyne.CanvasObject = NewQuietParagraph(s.Label)
		if s.Total {
			label = NewSpans(Span{Text: s.Label, Bold: true})
		}
		objects = append(objects, label, value)
	}
	return container.New(&sumsGrid{}, objects...)
}

// sumsGrid lays out pairs of label and value; width is what it was last laid out for.
type sumsGrid struct{ width float32 }

func (g *sumsGrid) place(objects []fyne.CanvasObject, width float32, move bool) float32 {
	gap, edge := look.Scaled(24), look.Scaled(cellGap)
	var labels, values float32
	for i := 0; i+1 < len(objects); i += 2 {
		if p, ok := objects[i].(*Paragraph); ok {
			labels = max(labels, p.naturalWidth())
		}
		values = max(values, objects[i+1].MinSize().Width)
	}
	labels = max(0, min(labels, width-edge-values-gap))
	left := max(0, width-edge-values-gap-labels)
	y := float32(0)
	for i := 0; i+1 < len(objects); i += 2 {
		label, value := objects[i], objects[i+1]
		high, line := heightAt(label, labels), value.MinSize().Height
		if move {
			label.Move(fyne.NewPos(left, y+max(0, (line-firstLine(label))/2)))
			label.Resize(fyne.NewSize(labels, high))
			value.Move(fyne.NewPos(left+labels+gap, y))
			value.Resize(fyne.NewSize(values, line))
		}
		y += max(high, line) + look.Scaled(4)
	}
	return max(0, y-look.Scaled(4))
}

func (g *sumsGrid) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	g.width = size.Width
	g.place(objects, size.Width, true)
}

func (g *sumsGrid) MinSize(objects []fyne.CanvasObject) fyne.Size {
	width := g.width
	if width <= 0 {
		width = look.Scaled(400)
	}
	return fyne.NewSize(look.Scaled(200), g.place(objects, width, false))
}
