package register

import (
	"strings"

	"kiesvoorhetkind.nl/kantoor/data"
)

// Nearly finds people by words of which one of six letters or more holds a typing fault.
func Nearly(tx *data.Tx, text string, limit int) ([]data.Person, error) {
	return nearly(tx, strings.Fields(data.Fold(text)), limit)
}
