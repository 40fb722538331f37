package ui

import (
	"errors"

	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// UserText answers what the user is told of an error: the error's own Dutch text when it has one (a method
// UserText() string, anywhere in its chain), else that the log has it.
func UserText(err error) string {
	var t interface{ UserText() string }
	if errors.As(err, &t) {
		if s := t.UserText(); s != "" {
			return s
		}
	}
	return words.T("Er ging iets mis, en dit is niet gelukt. Probeer het nog eens. Blijft het zo, dan staat in het logboek wat er gebeurde.")
}
