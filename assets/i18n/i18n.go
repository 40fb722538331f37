// Package i18n holds the toolkit's own words in Dutch. The program's words stand in the code that shows them.
package i18n

import _ "embed"

// Dutch is a message file in the form of go-i18n with every key that Fyne itself asks for.
//
//go:embed nl.json
var Dutch []byte
