package ui

// Page answers the page that is shown.
func (s *Shell) Page() Page { return s.current }
