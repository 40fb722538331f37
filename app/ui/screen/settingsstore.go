package screen

import (
	"context"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/data"
)

func (p *settingsPage) loadView(t *part) {
	button := func(text, command string) fyne.CanvasObject {
		return block.NewButton(text, func() { p.s.Run(command) })
	}
	t.show(nil,
		block.Spread(8, button("Tekst groter", "text.larger"), button("Tekst kleiner", "text.smaller"), button("Tekst gewoon", "text.normal")),
		block.Spread(8, button("Licht", "look.light"), button("Donker", "look.dark"), button("Zoals de computer", "look.system")))
}

func (p *settingsPage) loadStore(t *part) {
	address, shared := p.desk.Where()
	kind := "in één bestand op deze computer"
	if shared {
		kind = "in een database die de bureaus delen"
	}
	t.show(nil,
		block.Facts(block.Fact{Label: "Staat in", Value: address}, block.Fact{Label: "Soort", Value: kind}),
		block.Spread(8, block.NewButton("Back-up maken …", p.backup), block.NewButton("Gegevens controleren", p.check)),
		block.NewQuietParagraph("Een back-up zet je terug met het programma kantoorctl: kantoorctl restore BESTAND."))
}

func (p *settingsPage) backup() {
	p.s.Files().Folder("In welke map komt de back-up?", func(dir string) {
		ui.Act(p.s.Tasks, "Back-up maken", func(ctx context.Context, _ *ui.Progress) (data.Backup, error) { return p.desk.Backup(ctx, dir) }, func(b data.Backup) {
			p.s.Say("Back-up gemaakt en gecontroleerd: " + filepath.Base(b.File) + ", " + size(int(b.Bytes)))
		})
	})
}

func (p *settingsPage) check() {
	ui.Act(p.s.Tasks, "Gegevens controleren", func(ctx context.Context, _ *ui.Progress) ([]string, error) { return p.desk.Check(ctx) }, func(problems []string) {
		if len(problems) == 0 {
			p.s.Say("Gecontroleerd: alles is heel.")
			return
		}
		p.s.Ask(&block.Dialog{Title: "Er is iets beschadigd", Text: strings.Join(problems, "\n") + "\n\nZet de laatste back-up terug, of vraag om hulp."})
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
			objects = append(objects, block.Ends(left, block.NewQuiet("ongedaan gemaakt")))
			continue
		}
		objects = append(objects, block.Ends(left, block.NewLink("Ongedaan maken", func() { p.takeBack(e) })))
	}
	if len(p.past) == 0 {
		objects = append(objects, block.NewQuietParagraph("Er is nog niets gedaan."))
	}
	if len(p.past) > 0 && len(p.past)%historyPage == 0 {
		objects = append(objects, block.Spread(0, block.NewButton("Eerder", func() { p.moreHistory(t) })))
	}
	t.show(nil, block.Column(4, objects...))
}

func (p *settingsPage) takeBack(e data.HistoryEntry) {
	ui.Act(p.s.Tasks, "Ongedaan maken", func(ctx context.Context, _ *ui.Progress) (struct{}, error) {
		return struct{}{}, p.desk.Undo(ctx, e.ID)
	}, func(struct{}) {
		p.s.Say("Ongedaan gemaakt: " + e.Title)
		p.Reload()
	})
}

func (p *settingsPage) loadAbout(t *part) {
	t.show(nil, block.Facts(
		block.Fact{Label: "Programma", Value: "KIES Kantoor"},
		block.Fact{Label: "Versie", Value: p.version},
		block.Fact{Label: "Licentie", Value: "Zie het bestand LICENSE dat erbij zit. De lettertypen en pictogrammen hebben hun eigen open licentie."},
		block.Fact{Label: "Gegevens", Value: "Er gaat niets naar buiten, behalve naar de mailserver die je zelf instelt."},
	))
}
