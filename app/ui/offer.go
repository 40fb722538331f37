package ui

import "slices"

// What a screen has for the whole window is offered once, when the screen is registered (Screen.Begin).

// dropping takes files that are dropped on the window wherever somebody is.
type dropping struct {
	fits func(path string) bool
	take func(paths []string)
}

// OfferAnywhere adds a command that can be done on every screen, with its key, to the menu Bestand and the search box.
func (s *Shell) OfferAnywhere(c Command) {
	c.menu = menuFile
	s.offered = append(s.offered, c)
	s.buildFixed()
	s.buildMenu()
}

// OfferDrop takes files of a kind that are dropped on the window, on screens that do not take them themselves (see Taker).
func (s *Shell) OfferDrop(fits func(path string) bool, take func(paths []string)) {
	s.drops = append(s.drops, dropping{fits, take})
}

// TakeDrops has f take all files that are dropped until the function that it answers is called, for a dialog that is open.
func (s *Shell) TakeDrops(f func(paths []string)) (release func()) {
	was := s.taking
	s.taking = f
	return func() { s.taking = was }
}

// takeOffered hands files to what was offered for them, and answers false when nothing was.
func (s *Shell) takeOffered(paths []string) bool {
	if t, ok := s.page().(Taker); ok && t.Takes(paths) {
		return false
	}
	for _, d := range s.drops {
		if !slices.ContainsFunc(paths, func(p string) bool { return !d.fits(p) }) {
			d.take(paths)
			return true
		}
	}
	return false
}
