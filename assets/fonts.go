package assets

import "embed"

// Fonts holds the TrueType fonts that are printed with and, beside each
// family, the licence (SIL Open Font License 1.1) under which it is given on.
//
//go:embed fonts
var Fonts embed.FS
