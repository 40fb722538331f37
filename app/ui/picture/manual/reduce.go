package main

import (
	"bytes"
	"cmp"
	"image"
	"image/color"
	"image/png"
	"slices"
)

// palette is how many colours a picture keeps. A window has few, and the edges of its letters some dozens more.
const palette = 64

// reduce writes a part of a picture as a small PNG: the colours that it has most of stay, others become the nearest of
// those.
func reduce(source image.Image, part image.Rectangle) ([]byte, error) {
	counts := map[color.RGBA]int{}
	pixel := func(x, y int) color.RGBA {
		r, g, b, _ := source.At(x, y).RGBA()
		return color.RGBA{uint8(r >> 8), uint8(g >> 8), uint8(b >> 8), 0xFF}
	}
	for y := part.Min.Y; y < part.Max.Y; y++ {
		for x := part.Min.X; x < part.Max.X; x++ {
			counts[pixel(x, y)]++
		}
	}
	colours := make([]color.RGBA, 0, len(counts))
	for c := range counts {
		colours = append(colours, c)
	}
	number := func(c color.RGBA) int { return int(c.R)<<16 | int(c.G)<<8 | int(c.B) }
	slices.SortFunc(colours, func(a, b color.RGBA) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(number(a), number(b)))
	})
	var kept color.Palette
	for _, c := range colours {
		// One that is hardly another than one that is kept gets no place of its own.
		if len(kept) < palette && (len(kept) == 0 || distance(c, kept[kept.Index(c)].(color.RGBA)) > 24) {
			kept = append(kept, c)
		}
	}
	nearest := map[color.RGBA]uint8{}
	out := image.NewPaletted(image.Rect(0, 0, part.Dx(), part.Dy()), kept)
	for y := range part.Dy() {
		for x := range part.Dx() {
			c := pixel(part.Min.X+x, part.Min.Y+y)
			n, ok := nearest[c]
			if !ok {
				n = uint8(kept.Index(c))
				nearest[c] = n
			}
			out.Pix[out.PixOffset(x, y)] = n
		}
	}
	var file bytes.Buffer
	err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&file, out)
	return file.Bytes(), err
}

// distance is how far two colours are apart: the sum of the squares.
func distance(a, b color.RGBA) int {
	square := func(x, y uint8) int { return (int(x) - int(y)) * (int(x) - int(y)) }
	return square(a.R, b.R) + square(a.G, b.G) + square(a.B, b.B)
}
