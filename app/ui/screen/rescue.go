package screen

import (
	"context"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/backup"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// rescuer is what is asked about backups while the office itself does not open.
type rescuer interface {
	planner
	List(ctx context.Context) ([]backup.Found, error)
}

// rescuePage is where a backup is put back in the place of an office that does not open.
type rescuePage struct {
	restoring
	job    rescuer
	back   *block.Button
	choose *block.Button
	found  *fyne.Container
	detail *block.Detail
	lane   *ui.Lane
}

// Rescue shows the backups there are, in the place of an office that does not open; back leaves it as it is.
func Rescue(s *ui.Shell, job rescuer, offices Offices, now clock, back func()) ui.Page {
	p := &rescuePage{restoring: restoring{s, job, offices, now}, job: job, detail: block.NewDetail(), found: block.Column(12), lane: s.Tasks.Lane()}
	p.back = block.NewButton(words.T("Terug"), back)
	p.choose = block.NewButton(words.T("Ander bestand kiezen …"), p.restoring.choose)
	p.detail.Set(
		block.Head(words.T("Een back-up terugzetten")),
		block.NewParagraph(words.T("Kies de nieuwste back-up van vóór de storing. De back-ups van elke dag staan in de map die je daarvoor hebt gekozen: staan ze hieronder niet, kies dan zelf het bestand.")),
		p.found, block.Spread(8, p.choose, p.back))
	return p
}

func (p *rescuePage) Title() string              { return words.T("Een back-up terugzetten") }
func (p *rescuePage) Content() fyne.CanvasObject { return p.detail }
func (p *rescuePage) First() fyne.Focusable      { return p.choose }
func (p *rescuePage) Shown()                     { p.Reload() }

// Dropped takes the file of a backup.
func (p *rescuePage) Dropped(paths []string) {
	if len(paths) == 1 {
		p.ask(paths[0])
		return
	}
	p.s.Say(words.T("Zet hier één back-up neer."))
}

// Reload looks for backups.
func (p *rescuePage) Reload() {
	ui.Load(p.lane, p.job.List, func(all []backup.Found) {
		p.found.Objects = nil
		for _, f := range all {
			p.found.Add(p.line(f, nil))
		}
		if len(all) == 0 {
			p.found.Add(block.NewQuietParagraph(words.T("Hier op de computer zijn geen back-ups gevonden.")))
		}
		p.detail.Relayout()
	})
}
