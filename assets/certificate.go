package assets

import "embed"

// CertificateLayouts holds the layouts of certificates: texts, sizes and
// places as JSON, so that they can be changed without programming.
//
//go:embed certificate
var CertificateLayouts embed.FS
