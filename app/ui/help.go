package ui

import (
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// help shows all commands with their keys, those of the screen first.
func (s *Shell) help() {
	body := block.Column(14)
	for _, menu := range append([]string{menuScreen}, menuOrder...) {
		if menu == menuScreen && len(body.Objects) > 0 {
			continue
		}
		lines := block.Column(4)
		for _, c := range s.commands() {
			if c.menu != menu {
				continue
			}
			text := block.NewParagraph(c.Text)
			key := block.NewQuiet(c.Key.String())
			lines.Add(block.Beside(12, 1, block.Wide(90, key), text))
		}
		if len(lines.Objects) > 0 {
			title := words.T(menu)
			if menu == menuScreen && s.current != nil {
				title = s.current.Title()
			}
			body.Add(block.Section(title, lines))
		}
	}
	lists := block.Column(4)
	for _, k := range [][2]string{
		{"pijlen", words.T("vorige en volgende in een lijst")},
		{words.T("Home End"), words.T("eerste en laatste")},
		{words.T("Enter"), words.T("openen, of de knop waar je op staat")},
		{"spatie", words.T("kiezen of wisselen")},
		{words.T("Tab"), words.T("naar het volgende deel")},
		{words.T("Esc"), "terug"},
	} {
		lists.Add(block.Beside(12, 1, block.Wide(90, block.NewQuiet(k[0])), block.NewParagraph(k[1])))
	}
	body.Add(block.Section(words.T("Overal"), lists))
	s.Ask(&block.Dialog{Title: words.T("Hulp over dit scherm"), Content: body, Width: 560})
}
