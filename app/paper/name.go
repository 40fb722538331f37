package paper

import "strings"

// Name is a name of a file without what a file cannot have in one on any system.
func Name(name string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`/\:*?"<>|`, r) {
			return '-'
		}
		return r
	}, name)
}
