package document

import (
	"image"
	"image/color"
)

// linkMark makes a rectangle lead to a place in the document. Sheets are counted from 0.
type linkMark struct {
	x, y, w, h float64
	sheet      int
	top        float64
}

func (m linkMark) box() (float64, float64, float64, float64) { return m.x, m.y, m.x + m.w, m.y + m.h }

// outlineMark puts a place into the outline that a viewer shows beside the pages; level is 0 for a chapter.
type outlineMark struct {
	y     float64
	level int
	title string
}

func (m outlineMark) box() (float64, float64, float64, float64) { return 0, m.y, 0, m.y }

// link draws nothing: it makes a place that can be clicked.
func (p *pen) link(m linkMark) {
	id := p.pdf.AddLink()
	p.pdf.SetLink(id, m.top, m.sheet+1)
	p.pdf.Link(m.x, m.y, m.w, m.h, id)
}

// outline is to be called after a text of the sheet, since the library writes titles in the letters of the last font.
func (p *pen) outline(m outlineMark) { p.pdf.Bookmark(m.title, m.level, m.y) }

// mostColours is how many colours a picture with a palette has.
const mostColours = 256

// fewColours is the picture with a palette, where it has no more colours than fit in one: it takes a third of the bytes.
func fewColours(pixels *image.RGBA) image.Image {
	bounds := pixels.Bounds()
	known := map[color.RGBA]uint8{}
	var palette color.Palette
	out := image.NewPaletted(bounds, nil)
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			c := pixels.RGBAAt(x, y)
			n, ok := known[c]
			if !ok {
				if len(palette) == mostColours {
					return pixels
				}
				n = uint8(len(palette))
				known[c] = n
				palette = append(palette, c)
			}
			out.Pix[out.PixOffset(x, y)] = n
		}
	}
	out.Palette = palette
	return out
}
