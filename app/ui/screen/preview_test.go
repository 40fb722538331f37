package screen

import (
	"context"
	"image"
	"testing"

	"kiesvoorhetkind.nl/kantoor/app/document/pages"
)

// drawings draws previews with the engine that all tests share, and counts the pictures that are not blank.
type drawings struct {
	pictures int
	last     *image.RGBA
	held     int // papers that were opened and not closed
}

var engine = pages.NewEngine("")

type drawn struct {
	drawable
	d *drawings
}

func (d *drawings) open(ctx context.Context, pdf []byte) (drawable, error) {
	f, err := engine.Open(ctx, pdf)
	if err != nil {
		return nil, err
	}
	d.held++
	return drawn{f, d}, nil
}

func (f drawn) Draw(ctx context.Context, page, width int) (*image.RGBA, error) {
	p, err := f.drawable.Draw(ctx, page, width)
	if err == nil {
		f.d.last = p
		for i := 0; i < len(p.Pix); i += 4 {
			if p.Pix[i] < 128 {
				f.d.pictures++
				break
			}
		}
	}
	return p, err
}

func (f drawn) Close() {
	f.d.held--
	f.drawable.Close()
}

// must checks that at least so many pages were drawn.
func (d *drawings) must(t *testing.T, pictures int) {
	t.Helper()
	if d.pictures < pictures {
		t.Errorf("%d pages were drawn, want %d", d.pictures, pictures)
	}
}
