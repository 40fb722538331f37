package screen

import (
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// oldPaper begins with an old certificate of who is shown.
func (p *registerPage) oldPaper() {
	p.s.Go(ui.Route{Screen: screenOldPapers, Key: keyFor + p.person.Name})
}

// paperCommands lead to the old certificates, which have no place in the navigation.
func (p *registerPage) paperCommands() []ui.Command {
	return []ui.Command{
		{ID: "person.oldpaper", Anywhere: true, Text: words.T("Oud certificaat beoordelen"), Words: words.T("kopie papier zonder nummer echt"), Key: ui.Plain("C"), Run: p.oldPaper},
		{ID: "oldpaper.list", Anywhere: true, Text: words.T("Oude certificaten"), Words: words.T("beoordeeld aanvaard afgewezen trainingen van vroeger"), Run: func() { p.s.Go(ui.Route{Screen: screenOldPapers}) }},
	}
}
