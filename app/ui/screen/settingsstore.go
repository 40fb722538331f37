package screen

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// historyPage is how many changes are shown at a time.
const historyPage = 20

func (p *settingsPage) loadHistory(t *part) {
	many := max(historyPage, len(p.past))
	ui.Load(t.lane, func(ctx context.Context) ([]data.HistoryEntry, error) { return p.Desk.History(ctx, 0, many) }, func(found []data.HistoryEntry) {
		p.past = found
		p.showHistory(t)
	})
}

func (p *settingsPage) moreHistory(t *part) {
	last := p.past[len(p.past)-1].ID
	ui.Load(t.lane, func(ctx context.Context) ([]data.HistoryEntry, error) { return p.Desk.History(ctx, last, historyPage) }, func(found []data.HistoryEntry) {
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
	t.set(nil, nil, block.Column(4, objects...))
}

func (p *settingsPage) takeBack(e data.HistoryEntry) {
	ui.Act(p.s.Tasks, words.T("Ongedaan maken"), func(ctx context.Context, _ *ui.Progress) (struct{}, error) {
		return struct{}{}, p.Desk.Undo(ctx, e.ID)
	}, func(struct{}) {
		if did, ok := e.TookBack(); ok {
			p.s.Say(words.T("Opnieuw gedaan: %s", did))
		} else {
			p.s.Say(words.T("Ongedaan gemaakt: %s", e.Title))
		}
		p.Reload()
	})
}

func (p *settingsPage) loadAbout(t *part) {
	address, _ := p.Desk.Where()
	facts := []block.Fact{{Label: words.T("Programma"), Value: "KIES Kantoor"}}
	if p.outside.Facts != nil {
		facts = append(facts, p.outside.Facts()...)
	}
	facts = append(facts, block.Fact{Label: words.T("Opslag"), Value: address})
	buttons := block.Spread(8, block.NewButton(words.T("Kopiëren voor wie helpt"), func() {
		var lines []string
		for _, f := range facts {
			lines = append(lines, f.Label+": "+f.Value)
		}
		clipboard(strings.Join(lines, "\n"))
		p.s.Say(words.T("Gekopieerd. Plak het in je bericht; er staan geen gegevens van mensen in."))
	}).WithIcon(look.IconCopy))
	if p.outside.Log != "" {
		facts = append(facts, block.Fact{Label: words.T("Logboek"), Value: p.outside.Log})
		buttons.Add(block.NewButton(words.T("Logboek bekijken"), func() { p.s.Run("log") }))
	}
	t.set(nil, nil, block.Facts(facts...), buttons, block.NewQuietParagraph(words.T("Er gaat niets naar buiten, behalve naar de mailserver die je zelf instelt. De licentie staat in het bestand LICENSE; lettertypen en pictogrammen hebben hun eigen open licentie.")))
}
