package screen

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/dutch"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// lister is what the page asks of the register.
type lister interface {
	Preview(ctx context.Context, file string, o register.Options) (*register.Plan, error)
	Apply(ctx context.Context, plan *register.Plan) (register.Result, error)
	Imports(ctx context.Context) ([]register.Imported, error)
	LookAtTakeBack(ctx context.Context, change int64) (register.TakenBack, error)
	TakeBackImport(ctx context.Context, change int64) (register.TakenBack, error)
}

// listKinds are the files that a list can be in.
var listKinds = []string{".xlsx", ".csv"}

// importPage shows what reading a members' list into the register will do, row by row, and does it.
type importPage struct {
	s    *ui.Shell
	job  lister
	undo undoer
	file string
	home ui.Route // where it was opened from
	// chosen are all choices of what columns hold; nil: as for the last list of the same shape.
	chosen []register.ColumnChoice

	plan    *register.Plan
	views   importViews
	head    *fyne.Container
	chips   *block.Chips
	table   *block.Table
	columns *block.Table
	row     *block.Detail
	holds   *block.ChoiceField // what the column that is shown holds
	below   *fyne.Container
	body    fyne.CanvasObject
	lane    *ui.Lane
	done    bool // what the page shows was read in
}

// columnsChip shows the columns in the place of the rows.
const columnsChip = "columns"

// doubtsChip shows the rows that something is doubtful about.
const doubtsChip = "doubts"

// openImport asks what a file will do and shows it; a file that is no list leaves the screen as it is.
func openImport(s *ui.Shell, job lister, u undoer, file string) {
	openImportFrom(s, job, u, file, ui.Route{Screen: ui.ScreenRegister})
}

// openImportFrom is openImport for another screen than the register, which is gone back to.
func openImportFrom(s *ui.Shell, job lister, u undoer, file string, home ui.Route) {
	ui.Act(s.Tasks, words.T("Lijst bekijken"), func(ctx context.Context, _ *ui.Progress) (importRead, error) {
		return readPlan(ctx, job, file, nil)
	},
		func(r importRead) {
			p := newImportPage(s, job, u, file)
			p.home = home
			p.fill(r)
			s.Show(p)
		})
}

// importDropped takes the one list of the files that were dropped on the window.
func importDropped(s *ui.Shell, paths []string, open func(path string)) {
	fits := slices.DeleteFunc(slices.Clone(paths), func(path string) bool { return !slices.Contains(listKinds, strings.ToLower(filepath.Ext(path))) })
	switch {
	case len(fits) == 0:
		s.Fail(data.Refuse("Een ledenlijst is een Excel-bestand (.xlsx) of een .csv. Sla de lijst zo op en zet hem hier neer. Er is niets ingelezen."))
	case len(fits) > 1:
		s.Fail(data.Refuse("Zet de lijsten één voor één neer: je ziet van elke lijst eerst wat er gebeurt. Er is niets ingelezen."))
	default:
		open(fits[0])
	}
}

// importList asks for a list.
func (p *registerPage) importList() {
	p.s.Files().Open(words.T("Ledenlijst inlezen"), listKinds, p.importFile)
}

func (p *registerPage) importFile(path string) { openImport(p.s, p.job, p.undo, path) }

// Dropped takes a list that was dropped on the window.
func (p *registerPage) Dropped(paths []string) {
	if p.signatureDropped(paths) || p.droppedPhoto(paths) {
		return
	}
	p.PutAway(func() {
		p.show()
		importDropped(p.s, paths, p.importFile)
	})
}

func newImportPage(s *ui.Shell, job lister, u undoer, file string) *importPage {
	p := &importPage{s: s, job: job, undo: u, file: file, lane: s.Tasks.Lane(), head: block.Column(12), row: block.NewDetail()}
	p.chips = block.NewChips(func(string) { p.show() }, block.Choice{ID: "", Text: words.T("Alle rijen")})
	p.table = block.NewTable(words.T("rij"), words.T("rijen"),
		block.TableColumn{ID: "row", Title: words.T("Rij"), Align: block.Right, Numeric: true, Holds: block.Counts},
		block.TableColumn{ID: "name", Title: words.T("Naam"), Grow: true},
		block.TableColumn{ID: "town", Title: words.T("Plaats"), Rank: 1},
		block.TableColumn{ID: "what", Title: words.T("Wat")},
		block.TableColumn{ID: "more", Title: words.T("Toelichting"), Grow: true, Free: true},
	)
	p.table.Remember(s.Memory(), "inlezen")
	p.table.SetEmpty(words.T("Geen rijen"), words.T("Kies hierboven een andere soort."))
	p.table.OnChoose = func(r block.Row) { p.showRow(r.ID) }
	p.columns = block.NewTable(words.T("kolom"), words.T("kolommen"),
		block.TableColumn{ID: "heading", Title: words.T("Kopje in de lijst")},
		block.TableColumn{ID: "holds", Title: words.T("Wordt gelezen als")},
		block.TableColumn{ID: "samples", Title: words.T("Wat erin staat"), Grow: true, Free: true},
		block.TableColumn{ID: "by", Title: words.T("Hoe gevonden"), Rank: 2},
		block.TableColumn{ID: "sheet", Title: words.T("Werkblad"), Rank: 1},
	)
	p.columns.OnChoose = func(r block.Row) { p.showColumn(r.ID) }
	p.columns.OnOpen = func(block.Row) {
		if p.holds != nil {
			s.Focus(p.holds)
		}
	}
	p.columns.Hide()
	p.below = block.Column(0, block.HLine(), block.High(118, p.row))
	tables := block.High(240, block.Pad(0, 20, 0, 20, container.NewStack(p.table, p.columns)))
	// The tables take the room that is left; where that is little, the page scrolls as a whole.
	p.body = block.NewScroll(block.Frame(block.Pad(18, 26, 12, 26, p.head), p.below, nil, nil, tables))
	return p
}

func (p *importPage) Title() string              { return words.T("Ledenlijst inlezen") }
func (p *importPage) Content() fyne.CanvasObject { return p.body }
func (p *importPage) First() fyne.Focusable      { return p.table.Keys() }
func (p *importPage) Shown()                     {}

// Back returns to where it was opened from.
func (p *importPage) Back() bool {
	p.s.Go(p.home)
	return true
}

func (p *importPage) backText() string {
	if p.home.Screen == ui.ScreenRegister {
		return words.T("Terug naar het register")
	}
	return words.T("Terug naar het inrichten")
}

// Reload looks again at what the list would do, as after undoing it.
func (p *importPage) Reload() {
	job, file, chosen := p.job, p.file, p.chosen
	ui.Load(p.lane, func(ctx context.Context) (importRead, error) { return readPlan(ctx, job, file, chosen) }, p.fill)
}

// Dropped takes another list.
func (p *importPage) Dropped(paths []string) {
	importDropped(p.s, paths, func(path string) { openImportFrom(p.s, p.job, p.undo, path, p.home) })
}

// fill shows what a list will do.
func (p *importPage) fill(r importRead) {
	p.plan, p.views, p.done = r.plan, r.views, false
	p.chips.SetChoices(r.views.choices...)
	if !slices.ContainsFunc(r.views.choices, func(c block.Choice) bool { return c.ID == p.chips.Chosen() }) {
		p.chips.Choose("")
	}
	p.columns.SetRows(r.views.columns)
	p.showHead()
	p.show()
	p.s.Changed()
}

// changes is how many people the list adds or changes.
func (p *importPage) changes() int { return p.plan.PeopleNew + p.plan.PeopleChange }

func (p *importPage) showHead() {
	n := p.plan
	under := []fyne.CanvasObject{block.NewQuiet(joined(" · ", n.Sheet, dutch.Count(n.RowsRead, words.T("rij met een persoon"), words.T("rijen met een persoon"))))}
	say := func(count int, one, more string, tone look.Tone) {
		if count > 0 {
			under = append(under, block.NewPill(dutch.Count(count, one, more), tone))
		}
	}
	say(n.PeopleNew, words.T("nieuw"), words.T("nieuw"), look.Green)
	say(n.PeopleChange, words.T("gewijzigd"), words.T("gewijzigd"), look.Blue)
	say(n.PeopleSame, words.T("gelijk"), words.T("gelijk"), look.Grey)
	say(n.Duplicates, words.T("dubbel of bijna dubbel"), words.T("dubbel of bijna dubbel"), look.Amber)
	say(n.Certificates, words.T("certificaat erbij"), words.T("certificaten erbij"), look.Green)
	say(len(n.Skipped), words.T("rij overgeslagen"), words.T("rijen overgeslagen"), look.Grey)
	say(len(n.Warnings), words.T("twijfel"), words.T("twijfels"), look.Amber)

	back := block.NewButton(p.backText(), func() { p.Back() }).WithHint(words.T("Esc"))
	other := block.NewButton(words.T("Andere lijst …"), p.other)
	objects := []fyne.CanvasObject{block.Head(filepath.Base(p.file), under...)}
	if p.changes() == 0 {
		objects = append(objects, block.NewParagraph(words.T("Deze lijst verandert niets: iedereen staat al zo in het register.")), block.Spread(8, back, other))
	} else {
		objects = append(objects,
			block.NewParagraph(words.T("Zo wordt de lijst ingelezen; er is nog niets gewijzigd. Wat de lijst leeg laat, blijft in het register staan. Inlezen gaat in één keer en kun je als geheel ongedaan maken.")),
			block.Spread(8, block.NewPrimary(p.okText(), p.apply).WithHint(words.T("Enter")), back, other))
	}
	p.head.Objects = append(objects, p.chips)
	p.head.Refresh()
}

func (p *importPage) okText() string { return words.T("Inlezen (%s)", dutch.Number(p.changes())) }

// show puts the rows of the chosen kind in the table.
func (p *importPage) show() {
	kind := p.chips.Chosen()
	if kind == columnsChip {
		p.table.Hide()
		p.columns.Show()
		p.below.Show()
		if r, ok := p.columns.Current(); ok {
			p.showColumn(r.ID)
		} else {
			p.columns.Choose(p.doubtful())
		}
	} else {
		p.columns.Hide()
		p.table.Show()
		p.below.Show()
		p.table.SetRows(p.views.rows[kind])
		if r, ok := p.table.Current(); ok {
			p.showRow(r.ID)
		} else if len(p.views.rows[kind]) > 0 {
			p.table.Choose(0)
		} else {
			p.row.Set()
		}
	}
	p.body.Refresh()
}

// doubtful is the first column that nothing was recognised in, else the first.
func (p *importPage) doubtful() int {
	return max(0, slices.IndexFunc(p.plan.Columns, func(c register.PlanColumn) bool { return c.Field == "" }))
}

// showColumn lets somebody say what a column holds, under the table.
func (p *importPage) showColumn(id string) {
	i := int(number(id))
	if i < 0 || i >= len(p.plan.Columns) {
		return
	}
	c := p.plan.Columns[i]
	var choices []block.Choice
	for _, f := range register.ListFields() {
		choices = append(choices, block.Choice{ID: f.ID, Text: f.Name})
	}
	p.holds = block.NewChoiceField(choices...)
	p.holds.SetValue(c.Field)
	p.holds.OnEdit(func() { p.chooseColumn(c, p.holds.Value()) })
	objects := []fyne.CanvasObject{
		block.NewBold(joined(" · ", c.Sheet, columnName(c))),
		block.Spread(12, block.NewText(words.T("Wordt gelezen als")), block.Wide(360, p.holds)),
	}
	if slices.ContainsFunc(p.plan.Columns, func(c register.PlanColumn) bool { return c.By == register.ByChoice || c.By == register.ByMemory }) {
		objects = append(objects, block.Spread(8, block.NewButton(words.T("Alle kolommen zoals herkend"), p.asRecognised)))
	}
	p.row.Set(block.Column(8, objects...))
}

// chooseColumn reads the list again with a column taken for something else; the choice is kept for the next list of this
// shape once this one is read in.
func (p *importPage) chooseColumn(c register.PlanColumn, holds string) {
	if holds == c.Field || p.done {
		return
	}
	chosen := []register.ColumnChoice{{List: c.List, Column: c.Column, Field: holds}}
	for _, o := range p.plan.Columns {
		if (o.By == register.ByChoice || o.By == register.ByMemory) && (o.List != c.List || o.Column != c.Column) && !(o.Field == holds && o.List == c.List && holds != "" && holds != register.LeftOut) {
			chosen = append(chosen, register.ColumnChoice{List: o.List, Column: o.Column, Field: o.Field})
		}
	}
	p.chosen = chosen
	p.Reload()
	p.s.Focus(p.columns.Keys())
}

// asRecognised forgets what was chosen.
func (p *importPage) asRecognised() {
	p.chosen = []register.ColumnChoice{}
	p.Reload()
	p.s.Focus(p.columns.Keys())
}

// showRow says everything about a row, under the table.
func (p *importPage) showRow(id string) {
	i := int(number(id))
	if i < 0 || i >= len(p.plan.Rows) {
		return
	}
	r := p.plan.Rows[i]
	what, tone := actionWords(r.Action)
	title := []fyne.CanvasObject{block.NewBold(joined(" · ", rowName(r), r.Name, r.Town)), block.NewPill(what, tone)}
	if r.PersonID != 0 {
		title = append(title, block.NewLink(words.T("In het register"), func() { p.s.Go(ui.Route{Screen: ui.ScreenRegister, Key: key(r.PersonID)}) }))
	}
	objects := []fyne.CanvasObject{block.Spread(12, title...)}
	for _, line := range rowLines(r) {
		objects = append(objects, block.NewParagraph(line))
	}
	p.row.Set(block.Column(4, objects...))
}

// apply reads the list in, as it was shown.
func (p *importPage) apply() {
	if p.done || p.changes() == 0 {
		return
	}
	p.done = true
	p.s.Changed()
	plan := p.plan
	ui.ActOr(p.s.Tasks, words.T("Ledenlijst inlezen"), func(ctx context.Context, pr *ui.Progress) (register.Result, error) {
		pr.Note(dutch.Count(plan.RowsRead, words.T("rij"), words.T("rijen")))
		return p.job.Apply(ctx, plan)
	}, func(r register.Result, err error) {
		p.done = false
		if err != nil {
			if ctxDone(err) {
				p.s.Say(words.T("Het inlezen is afgebroken; er is niets ingelezen."))
				return
			}
			p.s.Fail(err)
			p.Reload()
			return
		}
		p.s.Done(importedText(r), undo(p.undo, r.ChangeID))
		if p.home.Screen != ui.ScreenRegister {
			p.s.Go(p.home)
			return
		}
		p.Reload()
	})
}

// importedText says what was read in: "1.291 mensen ingelezen".
func importedText(r register.Result) string {
	switch {
	case r.PeopleChange == 0:
		return words.T("%s ingelezen", dutch.Count(r.PeopleNew, words.T("persoon"), words.T("mensen")))
	case r.PeopleNew == 0:
		return words.T("%s bijgewerkt", dutch.Count(r.PeopleChange, words.T("persoon"), words.T("mensen")))
	}
	return words.T("%s ingelezen, %s bijgewerkt", dutch.Count(r.PeopleNew, words.T("persoon"), words.T("mensen")), dutch.Number(r.PeopleChange))
}

func (p *importPage) other() {
	p.s.Files().Open(words.T("Ledenlijst inlezen"), listKinds, func(path string) { openImportFrom(p.s, p.job, p.undo, path, p.home) })
}

// Commands of the page.
func (p *importPage) Commands() []ui.Command {
	return []ui.Command{
		{ID: "import.apply", Text: words.T("Deze lijst inlezen"), Hint: words.T("inlezen"), Key: ui.Plain(fyne.KeyReturn), Enabled: func() bool { return !p.done && p.changes() > 0 }, Run: p.apply},
		{ID: "import.columns", Text: words.T("Kolommen aanpassen"), Words: words.T("kopje veld"), Hint: words.T("kolommen"), Key: ui.Plain("K"), Run: func() {
			p.chips.Choose(columnsChip)
			p.s.Focus(p.columns.Keys())
		}},
		{ID: "import.back", Text: p.backText(), Hint: words.T("Esc terug"), Run: func() { p.Back() }},
		{ID: "register.import", Text: words.T("Andere ledenlijst inlezen"), Words: words.T("importeren excel csv"), Key: ui.Ctrl(fyne.KeyI), Run: p.other},
	}
}
