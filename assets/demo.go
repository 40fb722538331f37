package assets

import "embed"

// Demo is what the demo office is invented from: names, organisations and mails.
//
//go:embed demo/*.json
var Demo embed.FS
