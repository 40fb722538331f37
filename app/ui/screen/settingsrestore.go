package screen

import (
	"path/filepath"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/backup"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// fewBackups is how many backups are shown at first; the newest is nearly always the one.
const fewBackups = 6

// listBackups puts the backups there are in their place, once they were looked in.
func (p *settingsPage) listBackups(t *part, into *fyne.Container) {
	r := p.restoring()
	if r.offices == nil {
		return
	}
	if r.offices.Away() {
		into.Objects = []fyne.CanvasObject{block.NewQuietParagraph(words.T("Ga eerst terug naar je eigen kantoor. Daar zet je een back-up terug."))}
		return
	}
	into.Objects = []fyne.CanvasObject{block.NewQuietParagraph(words.T("De back-ups worden opgezocht…"))}
	ui.Load(t.lane, p.Backups.List, func(all []backup.Found) {
		p.showBackups(t, into, all, fewBackups)
	})
}

func (p *settingsPage) restoring() restoring {
	return restoring{p.s, p.Backups, p.outside.Offices, p.now}
}

func (p *settingsPage) showBackups(t *part, into *fyne.Container, all []backup.Found, most int) {
	r := p.restoring()
	objects := []fyne.CanvasObject{block.NewSectionTitle(words.T("Terugzetten"))}
	if len(all) == 0 {
		objects = append(objects, block.NewQuietParagraph(words.T("Er is nog geen back-up gevonden. Heb je er een op een stick of een andere computer, kies die dan hieronder.")))
	}
	for _, f := range all[:min(most, len(all))] {
		objects = append(objects, p.backupLine(r, f))
	}
	buttons := block.Spread(8)
	if len(all) > most {
		buttons.Add(block.NewButton(words.T("Alle %d tonen", len(all)), func() { p.showBackups(t, into, all, len(all)) }))
	}
	buttons.Add(block.NewButton(words.T("Ander bestand kiezen …"), r.choose))
	into.Objects = append(objects, buttons, block.NewQuietParagraph(words.T("Je kunt het bestand van een back-up ook op dit venster neerzetten. Voor er iets verandert, zie je eerst wat.")))
	t.p.detail.Relayout()
	t.p.s.Changed()
}

// backupLine is one backup: when, how large, whether it is whole and what is in it.
func (p *settingsPage) backupLine(r restoring, f backup.Found) fyne.CanvasObject {
	now := p.now()
	head := []fyne.CanvasObject{block.NewBold(whenMade(f, now)), kindPill(f)}
	under := joined(" · ", size(int(f.Bytes)), within(f.Size))
	if f.Problem != "" {
		wrong := block.NewParagraph(f.Problem)
		wrong.Color = look.Wrong
		return block.Column(2, block.Spread(10, head...), block.NewQuietParagraph(joined(" · ", size(int(f.Bytes)), filepath.Base(f.File))), wrong)
	}
	if !f.Last.At.IsZero() {
		under = joined(" · ", under, words.T("laatste werk %s", lastWhen(f.Last, p)))
	}
	return block.Offer(block.Column(2, block.Spread(10, head...), block.NewQuietParagraph(under)),
		block.NewButton(words.T("Bekijken"), func() { r.offices.Look(f.File, words.T("Back-up van %s", whenMade(f, now))) }),
		block.NewButton(words.T("Terugzetten …"), func() { r.ask(f.File) }))
}

func lastWhen(e data.HistoryEntry, p *settingsPage) string {
	return joined(" ", when(e.At, p.now()), e.Who)
}

// kindPill says where a backup comes from.
func kindPill(f backup.Found) *block.Pill {
	switch {
	case f.Problem != "":
		return block.NewPill(words.T("niet te gebruiken"), look.Red)
	case f.Kind == backup.Daily:
		return block.NewPill(words.T("gecontroleerd"), look.Green)
	case f.Kind == backup.BeforeRestore:
		return block.NewPill(words.T("van vóór een terugzetting"), look.Blue)
	case f.Kind == backup.BeforeUpgrade:
		return block.NewPill(words.T("van vóór een nieuwe versie"), look.Blue)
	}
	return block.NewPill(words.T("zelf gemaakt"), look.Grey)
}
