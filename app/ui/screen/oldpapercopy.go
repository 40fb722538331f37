package screen

import (
	"bytes"
	"context"
	"image"
	"os"
	"path/filepath"

	"kiesvoorhetkind.nl/kantoor/app/document/pages"
	"kiesvoorhetkind.nl/kantoor/app/photo"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// scanned draws a scan or photo where a PDF is expected.
type scanned struct{ picture *photo.Picture }

// Sizes gives one page of the size of A4, in points, at its longest side.
func (s scanned) Sizes() []pages.Size {
	scale := 842 / float64(max(s.picture.Width, s.picture.Height))
	return []pages.Size{{Width: float64(s.picture.Width) * scale, Height: float64(s.picture.Height) * scale}}
}

// Draw draws it.
func (s scanned) Draw(ctx context.Context, _, width int) (*image.RGBA, error) {
	return s.picture.Draw(ctx, width)
}

// Close has nothing to give back.
func (scanned) Close() {}

// scans draws pictures as well as PDFs.
func (p Papers) scans() Papers {
	pdf := p.Pages
	p.Pages = func(ctx context.Context, content []byte) (drawable, error) {
		if bytes.HasPrefix(content, []byte("%PDF-")) {
			if pdf == nil {
				return nil, data.Refuse("Hier is geen voorbeeld van te zien. Open de PDF, of druk hem af.")
			}
			return pdf(ctx, content)
		}
		picture, err := photo.Open(content)
		if err != nil {
			return nil, err
		}
		return scanned{picture}, nil
	}
	return p
}

// compare shows a copy beside the page; 0 is none.
func (p *oldPapersPage) compare(document int64) {
	if document == p.seen {
		return
	}
	if p.view != nil {
		p.view.close()
		p.view = nil
	}
	p.seen = document
	if document != 0 {
		id := p.page.Paper.ID
		p.view = p.papers.scans().preview(p.s, sheet{name: words.T("Kopie"), make: func(ctx context.Context) ([]byte, error) {
			doc, err := p.job.Copy(ctx, id)
			return doc.Bytes, err
		}})
		p.both.Compare(p.view.Preview)
		return
	}
	p.both.Compare(nil)
}

// chooseCopy asks for a scan or photo.
func (p *oldPapersPage) chooseCopy() {
	p.s.Files().Open(words.T("Kopie van het certificaat"), []string{".pdf", ".jpg", ".jpeg", ".png", ".gif"}, p.addCopy)
}

// Dropped takes a scan or photo for the certificate that is shown.
func (p *oldPapersPage) Dropped(paths []string) {
	if p.page.Paper.ID == 0 || !p.InSight() {
		p.s.Fail(data.Refuse("Kies eerst het certificaat waar deze kopie bij hoort, of begin er een met N. Er is niets bewaard."))
		return
	}
	for _, path := range paths {
		p.addCopy(path)
	}
}

// largestFile is more than any copy or photo may be; a file beyond it is not read.
const largestFile = 31 << 20

// fileOf reads a file that somebody chose, unless it is larger than any picture may be.
func fileOf(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err == nil && (info.IsDir() || info.Size() > largestFile) {
		return nil, data.Refuse("Dit bestand is groter dan 30 MB. Er is niets bewaard.")
	}
	if err != nil {
		return nil, data.Explain("Dit bestand kan niet worden gelezen. Er is niets bewaard.", err)
	}
	content, err := os.ReadFile(path)
	return content, data.Explain("Dit bestand kan niet worden gelezen. Er is niets bewaard.", err)
}

func (p *oldPapersPage) addCopy(path string) {
	id := p.page.Paper.ID
	ui.Act(p.s.Tasks, words.T("Kopie bewaren"), func(ctx context.Context, _ *ui.Progress) (int64, error) {
		content, err := fileOf(path)
		if err != nil {
			return 0, err
		}
		return p.job.AddCopy(ctx, id, filepath.Base(path), content)
	}, func(change int64) {
		p.s.Done(words.T("De kopie ligt erbij"), undo(p.undo, change))
		p.Reload()
	})
}
