package block

// FocusGained is for the toolkit.
func (f *ChoiceField) FocusGained() {
	f.Select.FocusGained()
	if f.held != nil {
		f.held()
	}
}

func (f *ChoiceField) onKeyboard(g func()) { f.held = g }

// FocusGained is for the toolkit.
func (f *CheckField) FocusGained() {
	f.Check.FocusGained()
	if f.held != nil {
		f.held()
	}
}

func (f *CheckField) onKeyboard(g func()) { f.held = g }

func (p *PickField) onKeyboard(g func()) { p.input.onKeyboard(g) }
