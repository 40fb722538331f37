package ui

// SetUser says that somebody else sits at the desk now, or that she goes by another name.
func (s *Shell) SetUser(name string) {
	if s.cfg.User != name {
		s.cfg.User = name
		s.top.refresh()
	}
}
