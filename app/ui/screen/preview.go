package screen

import (
	"context"
	"image"
	"time"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/document/pages"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/data"
)

// drawable is a PDF whose pages can be drawn.
type drawable interface {
	Sizes() []pages.Size
	Draw(ctx context.Context, page, width int) (*image.RGBA, error)
	Close()
}

func systemPages(engine *pages.Engine) func(ctx context.Context, pdf []byte) (drawable, error) {
	return func(ctx context.Context, pdf []byte) (drawable, error) {
		f, err := engine.Open(ctx, pdf)
		if err != nil {
			return nil, err
		}
		return f, nil
	}
}

// preview shows papers, one after the other, in a block.Preview.
type preview struct {
	*block.Preview

	tasks *ui.Tasks
	draw  *ui.Lane
	open  *ui.Lane
	files []drawable
	at    []spot // of each page that is shown
	wait  func() // stops the clock of what is being drawn

	// OnReady is called when the papers are there; may be nil.
	OnReady func()
}

// patience is how long a page may stay white without a word.
const patience = 500 * time.Millisecond

// spot is a page of one of the papers.
type spot struct{ file, page int }

// bundle is what was opened of papers.
type bundle struct {
	files []drawable
	at    []spot
	sizes []fyne.Size
}

// preview makes the papers beside the window and shows them. Close it when it is out of view.
func (p Papers) preview(s *ui.Shell, papers ...sheet) *preview {
	v := &preview{Preview: block.NewPreview(), tasks: s.Tasks, draw: s.Tasks.Lane(), open: s.Tasks.Lane()}
	v.OnNeed = v.need
	ui.LoadOr(v.open, func(ctx context.Context) (bundle, error) {
		pdfs, err := made(ctx, papers)
		if err != nil {
			return bundle{}, err
		}
		return p.opened(ctx, pdfs)
	}, func(o bundle, err error) {
		if err != nil {
			v.SetError(ui.UserText(err))
			return
		}
		v.files, v.at = o.files, o.at
		v.SetPages(o.sizes)
		if v.OnReady != nil {
			v.OnReady()
		}
	})
	return v
}

func (p Papers) opened(ctx context.Context, pdfs [][]byte) (bundle, error) {
	if p.Pages == nil {
		return bundle{}, data.Refuse("Hier is geen voorbeeld van te zien. Open de PDF, of druk hem af.")
	}
	var o bundle
	for i, pdf := range pdfs {
		f, err := p.Pages(ctx, pdf)
		if err != nil {
			o.close()
			return bundle{}, err
		}
		o.files = append(o.files, f)
		for page, size := range f.Sizes() {
			o.at = append(o.at, spot{i, page})
			o.sizes = append(o.sizes, fyne.NewSize(float32(size.Width), float32(size.Height)))
		}
	}
	if err := ctx.Err(); err != nil {
		o.close()
		return bundle{}, err
	}
	return o, nil
}

func (o bundle) close() {
	for _, f := range o.files {
		f.Close()
	}
}

// beside puts papers beside what a dialog asks.
func (p Papers) beside(s *ui.Shell, papers ...sheet) func(*block.Dialog) {
	return func(d *block.Dialog) {
		view := p.preview(s, papers...)
		d.Beside, d.Width = view.Preview, 480
		closed := d.OnClosed
		d.OnClosed = func() {
			view.close()
			if closed != nil {
				closed()
			}
		}
	}
}

// need draws the page that came into view.
func (v *preview) need(page, width int) {
	if page >= len(v.at) {
		return
	}
	at := v.at[page]
	if v.wait != nil {
		v.wait()
	}
	v.wait = v.tasks.After(patience, v.SetWaiting)
	ui.LoadOr(v.draw, func(ctx context.Context) (*image.RGBA, error) { return v.files[at.file].Draw(ctx, at.page, width) }, func(picture *image.RGBA, err error) {
		v.wait()
		if err != nil {
			v.SetError(ui.UserText(err))
			return
		}
		v.SetPicture(page, width, picture)
	})
}

// close stops what is being drawn and gives the memory back.
func (v *preview) close() {
	v.open.Stop()
	v.draw.Stop()
	if v.wait != nil {
		v.wait()
	}
	bundle{files: v.files}.close()
}
