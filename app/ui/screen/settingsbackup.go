package screen

import (
	"context"
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/backup"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/dutch"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// How often is looked whether a copy is due, and how long after the start for the first time: the window goes first.
const (
	backupFirst = time.Minute
	backupBeat  = 20 * time.Minute
)

// KeepBackups makes the daily copy beside the window, for as long as it is open. A fault is logged and stands on
// "Vandaag"; nobody is disturbed by it.
func KeepBackups(s *ui.Shell, job backupSettings, failed func(error)) {
	lane := s.Tasks.Lane()
	var look func()
	again := func() { s.Tasks.After(backupBeat, look) }
	look = func() {
		ui.LoadOr(lane, job.Due, func(due bool, err error) {
			if err != nil || !due {
				if err != nil && !ctxDone(err) {
					failed(err)
				}
				again()
				return
			}
			ui.ActOr(s.Tasks, words.T("Dagelijkse back-up maken"), func(ctx context.Context, _ *ui.Progress) (backup.Made, error) { return job.Run(ctx) },
				func(_ backup.Made, err error) {
					if err != nil && !ctxDone(err) {
						failed(err)
					}
					if w := s.Where().Screen; w == ui.ScreenToday {
						s.Reload() // its line on the copies may have to come or go
					}
					again()
				})
		})
	}
	s.Tasks.After(backupFirst, look)
}

func (p *settingsPage) loadBackups(t *part) {
	ui.Load(t.lane, p.Backups.State, func(s backup.State) {
		choose := func() {
			p.s.Files().Folder(words.T("In welke map komen de back-ups?"), func(dir string) { p.placeBackups(t, dir) })
		}
		found := block.Column(12)
		if s.Place == "" {
			t.set(nil, nil, block.NewQuietParagraph(words.T("Er is nog geen map gekozen, dus er wordt geen back-up gemaakt. Kies het liefst een andere schijf, een usb-stick of een map die zelf ergens anders wordt bewaard.")),
				block.Spread(8, block.NewButton(words.T("Map kiezen …"), choose), block.NewButton(words.T("Eenmalig een back-up maken …"), p.backupElsewhere)), found)
			p.listBackups(t, found)
			return
		}
		last := words.T("nog geen")
		if !s.Last.IsZero() {
			last = when(s.Last, p.now())
		}
		objects := []fyne.CanvasObject{block.Facts(
			block.Fact{Label: words.T("Map"), Value: s.Place},
			block.Fact{Label: words.T("Laatste"), Value: last},
			block.Fact{Label: words.T("Bewaard"), Value: dutch.Count(s.Many, words.T("back-up"), words.T("back-ups"))})}
		if s.Problem != "" {
			wrong := block.NewParagraph(s.Problem)
			wrong.Color = look.Wrong
			objects = append(objects, wrong)
		}
		t.set(nil, nil, append(objects,
			block.Spread(8,
				block.NewButton(words.T("Nu een back-up maken"), p.backupNow),
				block.NewButton(words.T("Andere map …"), choose),
				block.NewButton(words.T("Geen dagelijkse back-up"), func() { p.placeBackups(t, "") })),
			found)...)
		p.listBackups(t, found)
	})
}

// placeBackups chooses the folder, and makes the first copy there at once.
func (p *settingsPage) placeBackups(t *part, dir string) {
	said := words.T("Map voor de back-up gekozen")
	if dir == "" {
		said = words.T("Er wordt geen dagelijkse back-up meer gemaakt")
	}
	ui.Act(p.s.Tasks, said, func(ctx context.Context, _ *ui.Progress) (int64, error) { return p.Backups.SetPlace(ctx, dir) }, func(change int64) {
		if dir == "" {
			p.s.Done(said, undo(p.Desk, change))
			t.load(t)
			return
		}
		ui.Act(p.s.Tasks, words.T("Back-up maken"), func(ctx context.Context, _ *ui.Progress) (backup.Made, error) { return p.Backups.Run(ctx) }, func(backup.Made) {
			p.s.Done(words.T("Map gekozen en de eerste back-up gemaakt"), undo(p.Desk, change))
			t.load(t)
		})
	})
}

func (p *settingsPage) backupNow() {
	ui.ActOr(p.s.Tasks, words.T("Back-up maken"), func(ctx context.Context, _ *ui.Progress) (backup.Made, error) { return p.Backups.Run(ctx) }, func(m backup.Made, err error) {
		switch {
		case err == nil:
			p.s.Say(words.T("Back-up gemaakt en gecontroleerd: %s, %s", filepath.Base(m.File), size(int(m.Bytes))))
		case ctxDone(err):
			p.s.Say(words.T("De back-up is afgebroken; er staat geen half bestand."))
		default:
			p.s.Fail(err)
		}
		p.Reload()
	})
}

// backupElsewhere makes one copy in a folder that is asked for.
func (p *settingsPage) backupElsewhere() {
	p.s.Files().Folder(words.T("In welke map komt de back-up?"), func(dir string) {
		ui.Act(p.s.Tasks, words.T("Back-up maken"), func(ctx context.Context, _ *ui.Progress) (data.Backup, error) { return p.Desk.Backup(ctx, dir) }, func(b data.Backup) {
			p.s.Say(words.T("Back-up gemaakt en gecontroleerd: %s, %s", filepath.Base(b.File), size(int(b.Bytes))))
		})
	})
}

func (p *settingsPage) loadStore(t *part) {
	address, shared := p.Desk.Where()
	kind := words.T("in één bestand op deze computer")
	if shared {
		kind = words.T("in een database die de bureaus delen")
	}
	buttons := block.Spread(8, block.NewButton(words.T("Gegevens controleren"), p.check), block.NewButton(words.T("Kantoor inrichten …"), func() { p.s.Go(ui.Route{Screen: screenWelcome}) }))
	if o := p.outside.Offices; o != nil {
		if o.Away() {
			buttons.Add(block.NewButton(words.T("Naar mijn eigen kantoor"), o.ShowOwn))
		} else {
			buttons.Add(block.NewButton(words.T("Rondkijken in het voorbeeldkantoor"), func() { showExample(p.s, o) }))
		}
	}
	t.set(nil, nil, block.Facts(block.Fact{Label: words.T("Staat in"), Value: address}, block.Fact{Label: words.T("Soort"), Value: kind}), buttons)
}

func (p *settingsPage) check() {
	ui.Act(p.s.Tasks, words.T("Gegevens controleren"), func(ctx context.Context, _ *ui.Progress) ([]string, error) { return p.Desk.Check(ctx) }, func(problems []string) {
		if len(problems) == 0 {
			p.s.Say(words.T("Gecontroleerd: alles is heel."))
			return
		}
		p.s.Ask(&block.Dialog{Title: words.T("Er is iets beschadigd"), Text: words.T("%s\n\nZet de laatste back-up terug, of vraag om hulp.", strings.Join(problems, "\n"))})
	})
}
