package screen

import (
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// oldPaper begins with an old certificate of who is shown.
func (p *registerPage) oldPaper() {
	p.s.Go(ui.Route{Screen: ui.ScreenOldPapers, Key: keyFor + p.person.Name})
}

// paperCommands are those on somebody's certificates of before and photo.
func (p *registerPage) paperCommands() []ui.Command {
	person := func() bool { return p.key != "" && p.person.Person.ID != 0 }
	return []ui.Command{
		{ID: "person.oldpaper", Text: words.T("Oud certificaat"), Words: words.T("kopie papier zonder nummer echt"), Key: ui.Plain("C"), Enabled: person, Run: p.oldPaper},
		{ID: "person.photo", Text: words.T("Foto kiezen"), Words: words.T("portret plaatje"), Enabled: person, Run: p.choosePhoto},
	}
}
