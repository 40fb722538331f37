package screen

import (
	"context"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

func (p *settingsPage) loadView(t *part) {
	button := func(text, command string) fyne.CanvasObject {
		return block.NewButton(text, func() { p.s.Run(command) })
	}
	t.show(nil,
		block.Spread(8, button(words.T("Tekst groter"), "text.larger"), button(words.T("Tekst kleiner"), "text.smaller"), button(words.T("Tekst gewoon"), "text.normal")),
		block.Spread(8, button(words.T("Licht"), "look.light"), button(words.T("Donker"), "look.dark"), button(words.T("Zoals de computer"), "look.system")))
}

func (p *settingsPage) loadStore(t *part) {
	address, shared := p.desk.Where()
	kind := words.T("in één bestand op deze computer")
	if shared {
		kind = words.T("in een database die de bureaus delen")
	}
	t.show(nil,
		block.Facts(block.Fact{Label: words.T("Staat in"), Value: address}, block.Fact{Label: words.T("Soort"), Value: kind}),
		block.Spread(8, block.NewButton(words.T("Back-up maken …"), p.backup), block.NewButton(words.T("Gegevens controleren"), p.check)),
		block.NewQuietParagraph(words.T("Een back-up zet je terug met het programma kantoorctl: kantoorctl restore BESTAND.")))
}

func (p *settingsPage) backup() {
	p.s.Files().Folder(words.T("In welke map komt de back-up?"), func(dir string) {
		ui.Act(p.s.Tasks, words.T("Back-up maken"), func(ctx context.Context, _ *ui.Progress) (data.Backup, error) { return p.desk.Backup(ctx, dir) }, func(b data.Backup) {
			p.s.Say(words.T("Back-up gemaakt en gecontroleerd: %s, %s", filepath.Base(b.File), size(int(b.Bytes))))
		})
	})
}

func (p *settingsPage) check() {
	ui.Act(p.s.Tasks, words.T("Gegevens controleren"), func(ctx context.Context, _ *ui.Progress) ([]string, error) { return p.desk.Check(ctx) }, func(problems []string) {
		if len(problems) == 0 {
			p.s.Say(words.T("Gecontroleerd: alles is heel."))
			return
		}
		p.s.Ask(&block.Dialog{Title: words.T("Er is iets beschadigd"), Text: words.T("%s\n\nZet de laatste back-up terug, of vraag om hulp.", strings.Join(problems, "\n"))})
	})
}

// historyPage is how many changes are shown at a time.
const historyPage = 20

func (p *settingsPage) loadHistory(t *part) {
	many := max(historyPage, len(p.past))
	ui.Load(t.lane, func(ctx context.Context) ([]data.HistoryEntry, error) { return p.desk.History(ctx, 0, many) }, func(found []data.HistoryEntry) {
		p.past = found
		p.showHistory(t)
	})
}

func (p *settingsPage) moreHistory(t *part) {
	last := p.past[len(p.past)-1].ID
	ui.Load(t.lane, func(ctx context.Context) ([]data.HistoryEntry, error) { return p.desk.History(ctx, last, historyPage) }, func(found []data.HistoryEntry) {
		p.past = append(p.past, found...)
		p.showHistory(t)
	})
}

func (p *settingsPage) showHistory(t *part) {
	now := p.now()
	var objects []fyne.CanvasObject
	for _, e := range p.past {
		left := block.Spread(12, block.Wide(90, block.NewQuiet(when(e.At, now))), block.NewText(e.Title), block.NewQuiet(e.Who))
		if e.Undone {
			objects = append(objects, block.Ends(left, block.NewQuiet(words.T("ongedaan gemaakt"))))
			continue
		}
		objects = append(objects, block.Ends(left, block.NewLink(words.T("Ongedaan maken"), func() { p.takeBack(e) })))
	}
	if len(p.past) == 0 {
		objects = append(objects, block.NewQuietParagraph(words.T("Er is nog niets gedaan.")))
	}
	if len(p.past) > 0 && len(p.past)%historyPage == 0 {
		objects = append(objects, block.Spread(0, block.NewButton(words.T("Eerder"), func() { p.moreHistory(t) })))
	}
	t.show(nil, block.Column(4, objects...))
}

func (p *settingsPage) takeBack(e data.HistoryEntry) {
	ui.Act(p.s.Tasks, words.T("Ongedaan maken"), func(ctx context.Context, _ *ui.Progress) (struct{}, error) {
		return struct{}{}, p.desk.Undo(ctx, e.ID)
	}, func(struct{}) {
		p.s.Say(words.T("Ongedaan gemaakt: %s", e.Title))
		p.Reload()
	})
}

func (p *settingsPage) loadAbout(t *part) {
	t.show(nil, block.Facts(
		block.Fact{Label: words.T("Programma"), Value: words.T("KIES Kantoor")},
		block.Fact{Label: words.T("Versie"), Value: p.version},
		block.Fact{Label: words.T("Licentie"), Value: words.T("Zie het bestand LICENSE dat erbij zit. De lettertypen en pictogrammen hebben hun eigen open licentie.")},
		block.Fact{Label: words.T("Gegevens"), Value: words.T("Er gaat niets naar buiten, behalve naar de mailserver die je zelf instelt.")},
	))
}
