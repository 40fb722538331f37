package screen

import (
	"path/filepath"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/backup"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
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
		objects = append(objects, r.line(f, func(f backup.Found) { r.offices.Look(f.File, whenMade(f, p.now())) }))
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

// line is one backup: when, how large, whether it is whole and what is in it. open shows it; nil where that cannot be.
func (r restoring) line(f backup.Found, open func(f backup.Found)) fyne.CanvasObject {
	now := r.now()
	head := block.Spread(10, block.NewBold(whenMade(f, now)), kindPill(f))
	if f.Problem != "" {
		wrong := block.NewParagraph(f.Problem)
		wrong.Color = look.Wrong
		return block.Column(2, head, block.NewQuietParagraph(joined(" · ", size(int(f.Bytes)), filepath.Base(f.File))), wrong)
	}
	under := joined(" · ", size(int(f.Bytes)), within(f.Size))
	if !f.Last.At.IsZero() {
		under = joined(" · ", under, words.T("laatste werk %s", joined(" ", when(f.Last.At, now), f.Last.Who)))
	}
	var buttons []fyne.CanvasObject
	if open != nil {
		buttons = append(buttons, block.NewButton(words.T("Bekijken"), func() { open(f) }))
	}
	return block.Offer(block.Column(2, head, block.NewQuietParagraph(under)),
		append(buttons, block.NewButton(words.T("Terugzetten …"), func() { r.ask(f.File) }))...)
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
