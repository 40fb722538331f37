package ui

import (
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// Unread shows on a page that what was asked for could not be read, and why, with the way to read it again; and logs it.
// The page must have let go of the record that it showed before: nobody may take that for what was chosen.
func (s *Shell) Unread(d *block.Detail, err error, again func()) {
	s.Tasks.note(sourceOf(again), err)
	d.Set(block.NewErrorPanel(UserText(err), block.NewPrimary(words.T("Opnieuw proberen"), again)))
	s.Changed()
}

// Unread is Shell.Unread on the page of the editor. A form that is filled in stays where it is; the error is told then.
func (p *Editor) Unread(err error, again func()) {
	if p.now != nil {
		p.s.Tasks.fail(sourceOf(again), err)
		return
	}
	p.s.Unread(p.detail, err, again)
}
