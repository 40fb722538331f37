package gallery

import (
	"image"
	"image/color"
	"image/draw"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
)

type papers struct {
	base
	first *block.Preview
}

// paperSizes are a page upright, one on its side, and a small one.
func paperSizes() []fyne.Size {
	return []fyne.Size{{Width: 595, Height: 842}, {Width: 842, Height: 595}, {Width: 298, Height: 420}}
}

// newPapers shows a paper of three pages, one that is being made and one that cannot be shown.
func newPapers(s *ui.Shell) *papers {
	sizes := paperSizes()
	first, loading, wrong := block.NewPreview(), block.NewPreview(), block.NewPreview()
	first.OnNeed = func(page, width int) { first.SetPicture(page, width, printed(sizes[page], width)) }
	first.SetPages(sizes)
	loading.SetLoading("Het voorbeeld wordt gemaakt …")
	wrong.SetError("Deze PDF is met een wachtwoord beveiligd. Open hem in een ander programma; dat vraagt om het wachtwoord.")
	ask := block.Pad(8, 14, 8, 14, block.Spread(8, block.NewButton("Afdrukken", func() { askPaper(s, sizes) })))
	states := container.NewGridWithRows(2, loading, wrong)
	return &papers{base{"Facturen", block.Frame(ask, nil, nil, nil, container.NewGridWithColumns(2, first, states)), s}, first}
}

// First is for the shell.
func (p *papers) First() fyne.Focusable { return p.first.Keys() }

// askPaper is how a paper stands beside a question.
func askPaper(s *ui.Shell, sizes []fyne.Size) {
	p := block.NewPreview()
	p.OnNeed = func(page, width int) { p.SetPicture(page, width, printed(sizes[page], width)) }
	p.SetPages(sizes)
	copies := block.NewTextField("")
	copies.SetValue("1")
	form := block.NewForm(block.FormRow{Label: "Exemplaren", Field: copies})
	s.Ask(&block.Dialog{Title: "Afdrukken", Text: "Zo komt het op papier.", Content: form, Beside: p, First: p.Keys(), OK: "Afdrukken"})
}

// printed is the picture of a page with a heading and lines of print.
func printed(size fyne.Size, width int) image.Image {
	high := int(float32(width)*size.Height/size.Width + 0.5)
	page := image.NewRGBA(image.Rect(0, 0, width, high))
	fill := func(left, top, right, bottom float64, c color.Color) {
		at := func(share float64, of int) int { return int(share * float64(of)) }
		draw.Draw(page, image.Rect(at(left, width), at(top, high), at(right, width), at(bottom, high)), image.NewUniform(c), image.Point{}, draw.Src)
	}
	fill(0, 0, 1, 1, color.White)
	fill(0.12, 0.1, 0.5, 0.13, color.RGBA{15, 110, 132, 255})
	for y := 0.2; y < 0.85; y += 0.03 {
		fill(0.12, y, 0.88, y+0.008, color.RGBA{120, 130, 140, 255})
	}
	return page
}
