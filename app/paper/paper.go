// Package paper writes a document that was made to a file that somebody named.
// Making it is for package document, and keeping it for the store.
package paper

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"kiesvoorhetkind.nl/kantoor/data"
)

// Write puts bytes in a file: written beside it, synced and then renamed, so that
// there is never half a file and an older one stays when it does not succeed. The
// error does not name the file, which can be called after somebody.
func Write(path string, b []byte) error {
	return data.Explain("Het bestand kan hier niet worden geschreven. Controleer de map en de vrije ruimte; een bestand dat er al stond is niet gewijzigd.", write(path, b))
}

func write(path string, b []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".kantoor-*")
	if err != nil {
		return nameless(err)
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
		return errors.Join(nameless(err), nameless(os.Remove(f.Name())))
	}
	return nil
}

// nameless keeps of the system's error what went wrong and not in which file.
func nameless(err error) error {
	var file *os.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &file):
		return fmt.Errorf("write: %s: %w", file.Op, file.Err)
	case errors.As(err, &link):
		return fmt.Errorf("write: %s: %w", link.Op, link.Err)
	}
	return err
}
