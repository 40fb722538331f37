package screen

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/dutch"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// merger is what the page of doubles asks of the register.
type merger interface {
	Doubles(ctx context.Context) ([]register.Double, error)
	Compare(ctx context.Context, people []int64) (register.Comparison, error)
	Merge(ctx context.Context, c register.Comparison) (person, change int64, err error)
	AreDifferent(ctx context.Context, people []int64) (int64, error)
	OrganisationDoubles(ctx context.Context) ([]register.Double, error)
	CompareOrganisations(ctx context.Context, organisations []int64) (register.Comparison, error)
	OrganisationsAreDifferent(ctx context.Context, organisations []int64) (int64, error)
	LookAtUnmerge(ctx context.Context, change int64) (register.Unmerging, error)
	Unmerge(ctx context.Context, change int64) (register.Unmerging, error)
}

// doublesPage lists who or what is probably in the register more than once, and shows them side by side to be merged.
type doublesPage struct {
	of doubleKind

	s    *ui.Shell
	job  registry
	undo undoer
	home ui.Route

	list   *block.List
	detail *block.Detail
	split  *block.Split
	table  *block.Compare
	lane   *ui.Lane
	reader *ui.Lane
	finder *ui.Lane

	found   []register.Double
	ids     []int64 // who are side by side
	shown   register.Comparison
	chosen  *register.Double // of the list; nil for people who were put side by side by hand
	by      []int64          // people who were put side by side by hand
	merging bool
}

// doubles opens the page of doubles: of organisations where those are listed, else of people.
func (p *registerPage) doubles() {
	of := p.peopleDoubles()
	if p.chips.Chosen() == organisationsChip {
		of = p.organisationDoubles()
	}
	p.doublesOf(of)
}

func (p *registerPage) doublesOf(of doubleKind) {
	p.PutAway(func() {
		p.show()
		p.s.Show(newDoublesPage(p.s, p.job, p.undo, of, ui.Route{Screen: ui.ScreenRegister, Key: p.key}))
	})
}

func newDoublesPage(s *ui.Shell, job registry, u undoer, of doubleKind, home ui.Route, records ...int64) *doublesPage {
	p := &doublesPage{of: of, s: s, job: job, undo: u, home: home, lane: s.Tasks.Lane(), reader: s.Tasks.Lane(), finder: s.Tasks.Lane(), detail: block.NewDetail(), by: records}
	p.list = block.NewList(words.T("Geen dubbelen gevonden"), of.none)
	p.list.Tall = true
	p.list.OnChoose = func(i int, it block.Item) { p.choose(it.ID) }
	p.split = block.NewSplit(block.ListWidth, words.T("Dubbelen"), p.list, p.detail).Follow(p.list)
	listMenu(s, p.list, p.reader, "doubles.merge", "doubles.apart")
	return p
}

func (p *doublesPage) Title() string              { return words.T("Dubbelen") }
func (p *doublesPage) Content() fyne.CanvasObject { return p.split }
func (p *doublesPage) First() fyne.Focusable      { return p.list.Keys() }
func (p *doublesPage) Shown()                     { p.Reload() }

// Back returns to the register.
func (p *doublesPage) Back() bool {
	if !p.split.Back() {
		p.s.Go(p.home)
	}
	return true
}

// Reload looks for doubles again.
func (p *doublesPage) Reload() {
	ui.Load(p.lane, func(ctx context.Context) ([]register.Double, error) { return p.of.doubles(ctx) }, func(found []register.Double) {
		p.found = found
		p.fill()
	})
}

// fill shows what was found.
func (p *doublesPage) fill() {
	items := make([]block.Item, 0, len(p.found)+1)
	if len(p.by) > 0 {
		items = append(items, block.Item{ID: byHand, Title: words.T("Zelf gekozen"), Detail: dutch.Count(len(p.by), p.of.one, p.of.more)})
	}
	for _, d := range p.found {
		items = append(items, block.Item{ID: doubleKey(d.IDs), Title: doubleTitle(d), Detail: strings.Join(d.Reasons, ", "), Pill: register.LevelName(d.Level), Tone: levelTone(d.Level)})
	}
	p.list.SetItems(items)
	if p.list.Index() < 0 && len(items) > 0 {
		p.list.Choose(0)
	} else if len(items) == 0 {
		p.nothing()
	}
	p.s.Changed()
}

// byHand is the item of people who were put side by side by hand.
const byHand = "own"

func doubleKey(ids []int64) string {
	var out []string
	for _, id := range ids {
		out = append(out, key(id))
	}
	return strings.Join(out, "+")
}

// doubleTitle is the names of the records, one where they are equal.
func doubleTitle(d register.Double) string {
	names := slices.Compact(slices.Clone(d.Names))
	title := strings.Join(names, " · ")
	if len(names) == 1 && len(d.IDs) > 2 {
		title = words.T("%s (%d keer)", title, len(d.IDs))
	}
	return title
}

func levelTone(level string) look.Tone {
	switch level {
	case register.Sure:
		return look.Green
	case register.Likely:
		return look.Blue
	}
	return look.Grey
}

func (p *doublesPage) nothing() {
	p.ids, p.shown, p.table = nil, register.Comparison{}, nil
	p.detail.Set(block.NewEmpty(look.IconPeople, words.T("Geen dubbelen"), p.of.empty),
		block.Spread(8, block.NewButton(words.T("Terug naar het register"), func() { p.Back() }).WithHint(words.T("Esc"))))
}

// choose puts the records of a double side by side.
func (p *doublesPage) choose(id string) {
	p.chosen, p.ids = nil, p.by
	for i := range p.found {
		if doubleKey(p.found[i].IDs) == id {
			p.chosen, p.ids = &p.found[i], p.found[i].IDs
		}
	}
	ids := p.ids
	ui.LoadOr(p.reader, func(ctx context.Context) (register.Comparison, error) { return p.of.compare(ctx, ids) }, func(c register.Comparison, err error) {
		if err != nil {
			p.ids, p.shown, p.table = nil, register.Comparison{}, nil
			p.s.Unread(p.detail, err, func() { p.choose(id) })
			return
		}
		p.shown = c
		p.show()
	})
}

// show puts the comparison on the page.
func (p *doublesPage) show() {
	c := p.shown
	var heads []fyne.CanvasObject
	for i, who := range c.People {
		name := block.NewTextLink(who.Name, func() { p.s.Go(ui.Route{Screen: ui.ScreenRegister, Key: p.of.key(who.ID)}) })
		added := block.NewQuietParagraph(words.T("erin sinds %s", day(who.Added)))
		if i == c.Stays {
			added = block.NewQuietParagraph(words.T("erin sinds %s, blijft", day(who.Added)))
		}
		heads = append(heads, block.Column(2, name, added))
	}
	if slices.ContainsFunc(c.Fields, func(f register.ComparedField) bool { return f.Extra != "" }) {
		heads = append(heads, block.Column(2, block.NewBold(words.T("Samen")), block.NewQuietParagraph(words.T("van allemaal iets"))))
	}
	p.table = block.NewCompare(heads...)
	p.table.OnChoose = func(field string, value int) {
		p.shown.Choose(field, value)
		p.table.SetRows(compareRows(p.shown))
		p.detail.Relayout()
	}
	p.table.SetRows(compareRows(c))
	under := []fyne.CanvasObject{}
	if d := p.chosen; d != nil {
		under = append(under, block.NewPill(register.LevelName(d.Level), levelTone(d.Level)), block.NewQuiet(p.of.same))
	}
	objects := []fyne.CanvasObject{block.Head(p.of.question, under...)}
	if p.chosen != nil {
		objects = append(objects, block.NewParagraph(words.T("Waarom: %s.", strings.Join(p.chosen.Reasons, ", "))))
	}
	objects = append(objects,
		block.Spread(8, block.NewPrimary(words.T("Samenvoegen"), p.merge).WithHint(words.T("Enter")),
			block.NewButton(p.of.different, p.apart).WithHint("V"),
			block.NewButton(p.of.another, p.more).WithHint("N")),
		p.table,
		block.Section(words.T("Gaat mee"), p.moves()...))
	p.detail.Set(objects...)
	p.s.Changed()
}

// compareRows are the fields that somebody has, those that differ first.
func compareRows(c register.Comparison) []block.CompareRow {
	var differ, same []block.CompareRow
	for _, f := range c.Fields {
		r := block.CompareRow{ID: f.ID, Label: f.Label, Values: slices.Clone(f.Values), Chosen: f.Chosen, Same: !f.Differ && f.Extra == ""}
		if f.Extra != "" {
			r.Values = append(r.Values, f.Extra)
		}
		switch {
		case strings.Join(r.Values, "") == "":
		case r.Same:
			same = append(same, r)
		default:
			differ = append(differ, r)
		}
	}
	return append(differ, same...)
}

// moves says what hangs under each, all of which is kept.
func (p *doublesPage) moves() []fyne.CanvasObject {
	out := []fyne.CanvasObject{block.NewQuietParagraph(words.T("Alles van allemaal blijft bewaard. Certificaten en facturen houden de naam die erop staat. Samenvoegen kun je later nog terugdraaien, op de pagina van wie blijft."))}
	for _, who := range p.shown.People {
		has := words.T("verder niets")
		if len(who.Has) > 0 {
			has = strings.Join(who.Has, ", ")
		}
		out = append(out, block.NewSpans(block.Span{Text: who.Name + ": ", Bold: true}, block.Span{Text: has}))
	}
	return out
}

// merge makes one of those that are side by side.
func (p *doublesPage) merge() {
	if p.merging || len(p.shown.People) < 2 {
		return
	}
	p.merging = true
	c := p.shown
	type merged struct{ record, change int64 }
	ui.ActOr(p.s.Tasks, words.T("Samenvoegen"), func(ctx context.Context, _ *ui.Progress) (merged, error) {
		record, change, err := p.job.Merge(ctx, c)
		return merged{record, change}, err
	}, func(m merged, err error) {
		p.merging = false
		if err != nil {
			p.s.Fail(err)
			p.Reload()
			return
		}
		p.s.Done(words.T("Samengevoegd"), undo(p.undo, m.change))
		p.after(p.of.key(m.record))
	})
}

// apart remembers that these are different people.
func (p *doublesPage) apart() {
	ids := p.ids
	if len(ids) < 2 {
		return
	}
	ui.Act(p.s.Tasks, p.of.different, func(ctx context.Context, _ *ui.Progress) (int64, error) { return p.of.areDifferent(ctx, ids) }, func(change int64) {
		p.s.Done(p.of.remembered, undo(p.undo, change))
		p.after("")
	})
}

// after goes on with the next of the list, or to who was merged by hand.
func (p *doublesPage) after(person string) {
	if len(p.by) > 0 && p.chosen == nil {
		p.by = nil
		if person != "" {
			p.s.Go(ui.Route{Screen: ui.ScreenRegister, Key: person})
			return
		}
	}
	at := p.list.Index()
	gone := doubleKey(p.ids)
	p.found = slices.DeleteFunc(p.found, func(d register.Double) bool { return doubleKey(d.IDs) == gone })
	p.fill()
	if n := len(p.list.Items()); n > 0 {
		p.list.Choose(min(max(at, 0), n-1))
	}
	p.Reload()
}

// Commands of the page.
func (p *doublesPage) Commands() []ui.Command {
	some := func() bool { return len(p.shown.People) > 1 && !p.merging }
	return []ui.Command{
		{ID: "doubles.merge", Text: words.T("Samenvoegen"), Hint: words.T("samenvoegen"), Key: ui.Plain(fyne.KeyReturn), Enabled: some, Run: p.merge},
		{ID: "doubles.apart", Text: p.of.different, Hint: words.T("niet hetzelfde"), Key: ui.Plain("V"), Enabled: some, Run: p.apart},
		{ID: "doubles.values", Text: words.T("Waarden kiezen"), Hint: words.T("waarden kiezen"), Key: ui.Plain("W"), Enabled: some, Run: func() { p.s.Focus(p.table) }},
		{ID: "doubles.more", Text: p.of.another, Key: ui.Plain("N"), Enabled: some, Run: p.more},
		{ID: "doubles.back", Text: words.T("Terug naar het register"), Hint: words.T("Esc terug"), Run: func() { p.Back() }},
	}
}
