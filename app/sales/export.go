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
func writeBeside(path string, b []byte) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), ".kantoor-*")
	if err != nil {
		return fmt.Errorf("write: %w", err)
	}
	defer func() {
		if err != nil {
			// Left behind it would be litter; that it cannot be removed adds nothing for the user.
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}()
	_, err = f.Write(b)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("write: %w", err)
	}
	if err = os.Chmod(f.Name(), 0o644); err != nil {
		return fmt.Errorf("write: %w", err)
	}
	return os.Rename(f.Name(), path)
}
