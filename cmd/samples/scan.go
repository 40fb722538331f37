package main

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// How a certificate is scanned: as an office does it in a hurry.
const (
	scanResolution = "150" // dots an inch
	scanDegrees    = 3
	scanNoise      = 40 // the most that a pixel differs, of 255
)

// scans prints the pages of a paper as pictures, turns each, adds noise, and asks the program
// whose certificate it is. numbers are those of the pages in their order. It answers how many
// were found valid under the right number.
func (s *scorer) scans(store, paper string, numbers []string) (int, error) {
	folder := strings.TrimSuffix(paper, ".pdf") + "-scan"
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return 0, err
	}
	if _, err := s.tool("pdftoppm", "-r", scanResolution, "-png", paper, filepath.Join(folder, "page")); err != nil {
		return 0, err
	}
	pictures, err := filepath.Glob(filepath.Join(folder, "page*.png"))
	if err != nil {
		return 0, err
	}
	slices.Sort(pictures)
	if len(pictures) != len(numbers) {
		return 0, fmt.Errorf("%d pictures of %d certificates", len(pictures), len(numbers))
	}
	noise := rand.New(rand.NewPCG(1, uint64(len(pictures))))
	for _, picture := range pictures {
		if err := crookedly(picture, noise); err != nil {
			return 0, err
		}
	}
	got, err := s.call(store, append([]string{"certificate", "verify", "--json"}, pictures...)...)
	if err != nil {
		return 0, err
	}
	if len(got.objects) != len(pictures) {
		return 0, fmt.Errorf("certificate verify: %s", got.why())
	}
	read := 0
	for i, o := range got.objects {
		read += s.check(filepath.Base(paper), fmt.Sprintf("scan of page %d", i+1), o.text("status") == "valid" && o.text("number") == numbers[i])
	}
	return read, nil
}

// crookedly puts a worse scan of a picture in its place.
func crookedly(name string, noise *rand.Rand) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	from, err := png.Decode(file)
	if closing := file.Close(); err == nil {
		err = closing
	}
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	to, err := os.Create(name)
	if err != nil {
		return err
	}
	err = png.Encode(to, turned(from, noise))
	if closing := to.Close(); err == nil {
		err = closing
	}
	return err
}

// turned is a picture in grey, turned about its middle on a white ground, with noise.
func turned(from image.Image, noise *rand.Rand) *image.Gray {
	bounds := from.Bounds()
	grey := image.NewGray(bounds)
	draw.Draw(grey, bounds, from, bounds.Min, draw.Src)
	to := image.NewGray(bounds)
	sin, cos := math.Sincos(scanDegrees * math.Pi / 180)
	middleX, middleY := float64(bounds.Min.X+bounds.Max.X)/2, float64(bounds.Min.Y+bounds.Max.Y)/2
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			dx, dy := float64(x)-middleX, float64(y)-middleY
			value := between(grey, cos*dx+sin*dy+middleX, cos*dy-sin*dx+middleY) + float64(noise.IntN(2*scanNoise+1)-scanNoise)
			to.SetGray(x, y, color.Gray{Y: uint8(max(0, min(255, value)))})
		}
	}
	return to
}

// between is the grey of a point that lies between pixels; outside the picture it is white.
func between(g *image.Gray, x, y float64) float64 {
	left, top := math.Floor(x), math.Floor(y)
	at := func(x, y float64) float64 {
		if p := image.Pt(int(x), int(y)); p.In(g.Bounds()) {
			return float64(g.GrayAt(p.X, p.Y).Y)
		}
		return 255
	}
	fx, fy := x-left, y-top
	return (1-fy)*((1-fx)*at(left, top)+fx*at(left+1, top)) + fy*((1-fx)*at(left, top+1)+fx*at(left+1, top+1))
}
