package block

// FocusGained is for the toolkit.
func (f *ChoiceField) FocusGained() {
	f.focused = true
	f.Select.FocusGained()
	came(f)
	if f.held != nil {
		f.held()
	}
}

// FocusLost is for the toolkit.
func (f *ChoiceField) FocusLost() {
	f.focused = false
	f.Select.FocusLost()
}

func (f *ChoiceField) onKeyboard(g func()) { f.held = g }

// FocusGained is for the toolkit.
func (f *CheckField) FocusGained() {
	f.focused = true
	f.Check.FocusGained()
	came(f)
	if f.held != nil {
		f.held()
	}
}

// FocusLost is for the toolkit.
func (f *CheckField) FocusLost() {
	f.focused = false
	f.Check.FocusLost()
}

func (f *CheckField) onKeyboard(g func()) { f.held = g }

func (p *PickField) onKeyboard(g func()) { p.input.onKeyboard(g) }
