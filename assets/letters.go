package assets

import "embed"

// Letters are the texts that the office sends, as templates.
//
//go:embed letters/*.txt
var Letters embed.FS
