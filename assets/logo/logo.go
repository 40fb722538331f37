// Package logo holds the program's own picture. The office's logo is set in the office; the KIES logo is a trademark and
// is not here.
package logo

import _ "embed"

// Icon is the program's icon, a PNG of 512 by 512 dots.
//
//go:embed icon.png
var Icon []byte
