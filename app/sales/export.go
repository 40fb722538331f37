package sales

import (
	"context"

	"kiesvoorhetkind.nl/kantoor/app/paper"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Exported says which files were written of an invoice.
type Exported struct {
	Number string
	Files  []string
}

// Export writes the kept PDF of an invoice to a path. It is written beside and
// renamed, so that there is never half a file.
func (s *Sales) Export(ctx context.Context, number, pdfPath string) (Exported, error) {
	var d data.Document
	var i data.Invoice
	err := s.read(ctx, func(tx *data.Tx) (err error) {
		if i, err = invoiceByNumber(tx, number); err != nil {
			return err
		}
		d, err = invoiceDocument(tx, i)
		return err
	})
	if err != nil {
		return Exported{}, err
	}
	out := Exported{Number: i.Number}
	if pdfPath == "" {
		return out, nil
	}
	if err := paper.Write(pdfPath, d.Bytes); err != nil {
		return Exported{}, err
	}
	out.Files = append(out.Files, pdfPath)
	return out, nil
}
