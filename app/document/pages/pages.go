package pages

import (
	"context"
	"image"
	"math"
	"time"

	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// What is refused, so that no PDF takes the desk along.
const (
	maxBytes  = 64 << 20 // of a PDF
	maxPages  = 5000     // of a PDF
	maxPixels = 24 << 20 // of a picture: an A4 at 600 dots an inch is drawn smaller
	maxSide   = 16_000   // of a picture, in pixels
)

// How long things may take.
const (
	slowest = 10 * time.Second // opening, or drawing a page
	grace   = time.Second      // for work that nobody waits for any more
	restful = time.Minute      // without work before memory is given back
)

// Size is that of a page, in points of 1/72 inch.
type Size struct{ Width, Height float64 }

// File is an open PDF. Its methods may be called from any goroutine.
type File struct {
	e     *Engine
	pdf   []byte
	sizes []Size
}

// Open reads a PDF. The bytes must not be changed as long as the file is used. An
// error is a Dutch sentence; ErrLocked and ErrSlow tell two kinds.
func (e *Engine) Open(ctx context.Context, pdf []byte) (*File, error) {
	if len(pdf) > maxBytes {
		return nil, refuse(words.Later("Deze PDF is groter dan %d MB. Open hem in een ander programma."), maxBytes>>20)
	}
	f := &File{e: e, pdf: pdf}
	err := e.with(ctx, f, func(s *sandbox) error { return nil })
	if err != nil {
		return nil, err
	}
	return f, nil
}

// Sizes answers the size of each page. The slice is the file's own.
func (f *File) Sizes() []Size { return f.sizes }

// Draw makes a picture of a page (the first is 0), width pixels wide and as high as
// the page is then. A picture that would be too large is drawn smaller. An error is a Dutch
// sentence; ErrSlow tells a page that took too long.
func (f *File) Draw(ctx context.Context, page, width int) (*image.RGBA, error) {
	if page < 0 || page >= len(f.sizes) {
		return nil, refuse(words.Later("Deze pagina is er niet."))
	}
	w, h := f.sizes[page].pixels(width)
	var drawn *image.RGBA
	err := f.e.with(ctx, f, func(s *sandbox) (err error) {
		drawn, err = s.draw(page, w, h)
		return err
	})
	if err != nil {
		return nil, err
	}
	return drawn, nil
}

// Close gives back what the file takes. It can be drawn from again, at the cost
// of opening it.
func (f *File) Close() { f.e.forget(f) }

// pixels is how large a page is drawn that should be width pixels wide.
func (s Size) pixels(width int) (w, h int) {
	wide := float64(min(max(width, 1), maxSide))
	high := wide * s.Height / s.Width
	if high > maxSide {
		wide, high = wide*maxSide/high, maxSide
	}
	if wide*high > maxPixels {
		down := math.Sqrt(maxPixels / (wide * high))
		return max(1, int(wide*down)), max(1, int(high*down))
	}
	w = max(1, int(wide))
	return w, min(max(1, int(math.Round(high))), maxPixels/w)
}
