package block

// OnLeave has f called when the keyboard leaves the field.
func (e *entry) OnLeave(f func()) {
	before := e.lost
	e.lost = func() {
		if before != nil {
			before()
		}
		f()
	}
}
