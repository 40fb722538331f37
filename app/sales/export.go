package sales

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

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
	if err := writeBeside(pdfPath, d.Bytes); err != nil {
		return Exported{}, data.Explain("De PDF kon niet worden weggeschreven. Controleer de map en de vrije ruimte; een bestand dat er al stond is niet gewijzigd.", err)
	}
	out.Files = append(out.Files, pdfPath)
	return out, nil
}

// writeBeside writes a file under another name in the same folder, syncs it and renames it.
func writeBeside(path string, b []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".kantoor-*")
	if err != nil {
		return fmt.Errorf("write: %w", err)
	}
	_, err = f.Write(b)
	if err == nil {
		err = f.Chmod(0o644)
	}
	if err == nil {
		err = f.Sync()
	}
	err = errors.Join(err, f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("write: %w", err), os.Remove(f.Name()))
	}
	return nil
}
