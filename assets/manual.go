package assets

import "embed"

// Manual is the manual of the program: a page for each screen and some more, in the part of Markdown that app/manual
// reads, and their pictures, which the script .ci/screenshots.sh draws.
//
//go:embed manual
var Manual embed.FS
