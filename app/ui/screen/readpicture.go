package screen

import (
	"io"
	"os"
	"path/filepath"
	"strings"

	"kiesvoorhetkind.nl/kantoor/data"
)

// pictureKinds are the endings of pictures that can be read.
var pictureKinds = []string{".png", ".jpg", ".jpeg"}

// isPicture says whether a file calls itself a picture.
func isPicture(path string) bool {
	end := strings.ToLower(filepath.Ext(path))
	for _, kind := range pictureKinds {
		if end == kind {
			return true
		}
	}
	return false
}

// readSmall reads a file, and no more of it than one byte above the most that it may have: the job says what is too large.
func readSmall(path string, most int64) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, data.Explain("Het bestand kan niet worden gelezen.", err)
	}
	content, err := io.ReadAll(io.LimitReader(f, most+1))
	if closed := f.Close(); err == nil {
		err = closed
	}
	return content, data.Explain("Het bestand kan niet worden gelezen.", err)
}
