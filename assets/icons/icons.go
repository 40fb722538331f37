// Package icons holds the drawings of the window: thin-line icons of the lucide family (ISC, see LICENSE),
// with the arcs of their paths written out one by one, since the toolkit reads no repeated ones. Colouring them is left
// to app/ui/look.
package icons

import "embed"

// FS holds one NAME.svg for each icon, drawn in currentColor on a field of 24 by 24.
//
//go:embed *.svg
var FS embed.FS
