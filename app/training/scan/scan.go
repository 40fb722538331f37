// Package scan finds QR codes in what somebody shows: a scan, a photo or a PDF,
// skewed, noisy, blurred or with the code in a corner of a large page. It trusts no
// file: what it is, is seen by its bytes and not by its name, sizes are capped before
// anything is decoded, and what a decoder breaks on is refused. What a code says is
// for package proof, whether it is true for package training.
package scan

import (
	"context"
	"image"

	"kiesvoorhetkind.nl/kantoor/app/document/pages"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// PDF is an opened PDF whose pages can be drawn.
type PDF interface {
	Sizes() []pages.Size
	Draw(ctx context.Context, page, width int) (*image.RGBA, error)
	Close()
}

// Reader reads files.
type Reader struct {
	// Open opens a PDF; without it PDFs are refused.
	Open func(ctx context.Context, pdf []byte) (PDF, error)
	// Wanted says whether a text is what is looked for. Looking through a page ends
	// with the first one that is; nil takes every code.
	Wanted func(text string) bool
}

// Code is a QR code that was found.
type Code struct {
	Page int // from 1
	Text string
}

// Scan is what a file holds.
type Scan struct {
	Pages int // of the file
	Read  int // of them that were looked through, at most MaxPages
	Codes []Code
}

// MaxPages is how many pages of a file are looked through.
const MaxPages = 60

// Widths in dots an inch at which a page of a PDF is drawn, the next where the one before shows no code.
var pdfDots = []float64{200, 400}

const pointsPerInch = 72

// Read looks through a file. A file that is no picture or PDF, or is too large, is
// refused with a Dutch sentence; one without a code is answered without one.
func (r Reader) Read(ctx context.Context, content []byte) (Scan, error) {
	if isPDF(content) {
		return r.pdf(ctx, content)
	}
	pictures, err := decode(content)
	if err != nil {
		return Scan{}, err
	}
	s := Scan{Pages: pictures.count}
	for page := range min(pictures.count, MaxPages) {
		g, err := pictures.page(page)
		if err != nil {
			return s, err
		}
		if err := s.look(ctx, r, page, g); err != nil {
			return s, err
		}
	}
	return s, nil
}

func (r Reader) pdf(ctx context.Context, content []byte) (Scan, error) {
	if r.Open == nil {
		return Scan{}, data.Refuse("PDF's kunnen hier niet worden gelezen. Maak er een plaatje van, of typ het nummer.")
	}
	f, err := r.Open(ctx, content)
	if err != nil {
		return Scan{}, err
	}
	defer f.Close()
	sizes := f.Sizes()
	s := Scan{Pages: len(sizes)}
	for page := range min(len(sizes), MaxPages) {
		for _, dots := range pdfDots {
			before := len(s.Codes)
			drawn, err := f.Draw(ctx, page, int(sizes[page].Width/pointsPerInch*dots))
			if err != nil {
				return s, err
			}
			if err := s.look(ctx, r, page, grayOf(drawn)); err != nil {
				return s, err
			}
			if len(s.Codes) > before {
				break
			}
		}
	}
	return s, nil
}

// look looks through one page and adds what it finds.
func (s *Scan) look(ctx context.Context, r Reader, page int, g *image.Gray) error {
	s.Read = page + 1
	texts, err := find(ctx, g, r.Wanted)
	for _, t := range texts {
		s.Codes = append(s.Codes, Code{Page: page + 1, Text: t})
	}
	return err
}

// Note says of a file that was not looked through as a whole; empty for one that was.
func (s Scan) Note() string {
	if s.Read >= s.Pages {
		return ""
	}
	return words.T("Alleen de eerste %d van de %d pagina's zijn bekeken.", s.Read, s.Pages)
}
