package assets

import "embed"

// Geography holds the map of the Netherlands and the towns of it and of Belgium, which cmd/geo makes, other names of
// towns, and whose work they are.
//
//go:embed geo
var Geography embed.FS
