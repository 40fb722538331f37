package screen

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/dutch"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// importsPage lists the lists that were read in, to take one back.
type importsPage struct {
	s    *ui.Shell
	job  lister
	lane *ui.Lane

	found []register.Imported
	table *block.Table
	body  fyne.CanvasObject
	back  *block.Button
}

// imports opens the page of what was read in.
func (p *registerPage) imports() {
	p.PutAway(func() {
		p.show()
		p.s.Show(newImportsPage(p.s, p.job))
	})
}

func newImportsPage(s *ui.Shell, job lister) *importsPage {
	p := &importsPage{s: s, job: job, lane: s.Tasks.Lane()}
	p.table = block.NewTable(words.T("lijst"), words.T("lijsten"),
		block.TableColumn{ID: "day", Title: words.T("Ingelezen op"), Holds: block.Days},
		block.TableColumn{ID: "file", Title: words.T("Bestand"), Grow: true},
		block.TableColumn{ID: "who", Title: words.T("Door"), Rank: 2},
		block.TableColumn{ID: "new", Title: words.T("Nieuw"), Align: block.Right, Numeric: true, Holds: block.Counts},
		block.TableColumn{ID: "changed", Title: words.T("Gewijzigd"), Align: block.Right, Numeric: true, Holds: block.Counts, Rank: 1},
		block.TableColumn{ID: "state", Title: words.T("Wat")},
	)
	p.table.SetEmpty(words.T("Nog geen lijst ingelezen"), words.T("Een lijst lees je in vanuit het register."))
	p.table.OnOpen = func(block.Row) { p.takeBack() }
	p.back = block.NewPrimary(words.T("Terugdraaien"), p.takeBack).WithHint(words.T("Enter"))
	p.table.OnChoose = func(block.Row) { p.offer() }
	head := block.Column(12,
		block.Head(words.T("Ingelezen lijsten"), block.NewQuiet(words.T("Draai een lijst in één keer terug, ook later: wat er sindsdien bij is gekomen of gewijzigd, blijft."))),
		block.Spread(8, p.back, block.NewButton(words.T("Terug naar het register"), func() { p.Back() }).WithHint(words.T("Esc"))))
	p.body = block.Frame(block.Pad(18, 26, 12, 26, head), nil, nil, nil, block.Pad(0, 20, 0, 20, p.table))
	return p
}

func (p *importsPage) Title() string              { return words.T("Ingelezen lijsten") }
func (p *importsPage) Content() fyne.CanvasObject { return p.body }
func (p *importsPage) First() fyne.Focusable      { return p.table.Keys() }
func (p *importsPage) Shown()                     { p.Reload() }

// Back returns to the register.
func (p *importsPage) Back() bool {
	p.s.Go(ui.Route{Screen: ui.ScreenRegister})
	return true
}

// Reload reads the lists again.
func (p *importsPage) Reload() {
	ui.Load(p.lane, func(ctx context.Context) ([]register.Imported, error) { return p.job.Imports(ctx) }, func(found []register.Imported) {
		p.found = found
		rows := make([]block.Row, len(found))
		for i, l := range found {
			state := block.Cell{Text: words.T("in het register"), Kind: block.Status, Tone: look.Green}
			if l.Undone {
				state = block.Cell{Text: words.T("teruggedraaid"), Kind: block.Status, Tone: look.Grey}
			}
			rows[i] = block.Row{ID: key(l.Change), Quiet: l.Undone, Cells: []block.Cell{
				{Text: day(l.Day), Sort: string(l.Day)}, {Text: l.File}, {Text: l.Who}, {Text: dutch.Number(l.New), Number: int64(l.New)}, {Text: dutch.Number(l.Changed), Number: int64(l.Changed)}, state,
			}}
		}
		p.table.SetRows(rows)
		if _, ok := p.table.Current(); !ok && len(rows) > 0 {
			p.table.Choose(0)
		}
		p.offer()
		p.s.Changed()
	})
}

// offer shows the button that takes a list back where the chosen one can be.
func (p *importsPage) offer() {
	if _, ok := p.current(); ok {
		p.back.Enable()
	} else {
		p.back.Disable()
	}
}

// current is the list that is chosen, when it can be taken back.
func (p *importsPage) current() (register.Imported, bool) {
	if r, ok := p.table.Current(); ok {
		for _, l := range p.found {
			if key(l.Change) == r.ID && !l.Undone {
				return l, true
			}
		}
	}
	return register.Imported{}, false
}

// mostNames is how many names of people who stay are told.
const mostNames = 10

// takeBack says what taking the list back will do, and does it.
func (p *importsPage) takeBack() {
	l, ok := p.current()
	if !ok {
		return
	}
	ui.Act(p.s.Tasks, words.T("Lijst bekijken"), func(ctx context.Context, _ *ui.Progress) (register.TakenBack, error) {
		return p.job.LookAtTakeBack(ctx, l.Change)
	}, func(b register.TakenBack) {
		lines := []fyne.CanvasObject{block.NewParagraph(words.T("Uit het register: %s. Weer zoals daarvoor: %s.",
			dutch.Count(b.Removed, words.T("persoon"), words.T("mensen")), dutch.Count(b.Turned, words.T("persoon"), words.T("mensen"))))}
		if n := len(b.Stay); n > 0 {
			names := strings.Join(b.Stay[:min(n, mostNames)], "; ")
			if n > mostNames {
				names = words.T("%s en nog %d", names, n-mostNames)
			}
			lines = append(lines, block.NewParagraph(words.T("Deze mensen blijven, want er is sindsdien iets aan gewijzigd of bij gekomen: %s.", names)))
		}
		for _, s := range b.Notes {
			lines = append(lines, block.NewParagraph(s))
		}
		p.s.Ask(&block.Dialog{
			Title: words.T("%s terugdraaien?", l.File), Content: block.Column(8, lines...), OK: words.T("Terugdraaien"), Width: 560,
			OnOK: func() bool {
				ui.Act(p.s.Tasks, words.T("Lijst terugdraaien"), func(ctx context.Context, _ *ui.Progress) (register.TakenBack, error) {
					return p.job.TakeBackImport(ctx, l.Change)
				}, func(register.TakenBack) {
					p.s.Say(words.T("De lijst is teruggedraaid"))
					p.Reload()
				})
				return true
			},
		})
	})
}

// Commands of the page.
func (p *importsPage) Commands() []ui.Command {
	can := func() bool {
		_, ok := p.current()
		return ok
	}
	return []ui.Command{
		{ID: "imports.back", Text: words.T("Lijst terugdraaien"), Hint: words.T("terugdraaien"), Key: ui.Plain(fyne.KeyReturn), Enabled: can, Run: p.takeBack},
		{ID: "imports.leave", Text: words.T("Terug naar het register"), Hint: words.T("Esc terug"), Run: func() { p.Back() }},
	}
}
