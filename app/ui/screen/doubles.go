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
	LookAtUnmerge(ctx context.Context, change int64) (register.Unmerging, error)
	Unmerge(ctx context.Context, change int64) (register.Unmerging, error)
}

// doublesPage lists who is probably in the register more than once, and shows them side by side to be merged.
type doublesPage struct {
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

// doubles opens the page of doubles.
func (p *registerPage) doubles() {
	p.PutAway(func() {
		p.show()
		p.s.Show(newDoublesPage(p.s, p.job, p.undo, ui.Route{Screen: ui.ScreenRegister, Key: p.key}))
	})
}

func newDoublesPage(s *ui.Shell, job registry, u undoer, home ui.Route, people ...int64) *doublesPage {
	p := &doublesPage{s: s, job: job, undo: u, home: home, lane: s.Tasks.Lane(), reader: s.Tasks.Lane(), finder: s.Tasks.Lane(), detail: block.NewDetail(), by: people}
	p.list = block.NewList(words.T("Geen dubbelen gevonden"), words.T("Iedereen lijkt er één keer in te staan. Weet je er zelf twee: open een van de twee in het register en kies “Samenvoegen met …”."))
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
	ui.Load(p.lane, func(ctx context.Context) ([]register.Double, error) { return p.job.Doubles(ctx) }, func(found []register.Double) {
		p.found = found
		p.fill()
	})
}

// fill shows what was found.
func (p *doublesPage) fill() {
	items := make([]block.Item, 0, len(p.found)+1)
	if len(p.by) > 0 {
		items = append(items, block.Item{ID: byHand, Title: words.T("Zelf gekozen"), Detail: dutch.Count(len(p.by), words.T("persoon"), words.T("mensen"))})
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
	p.detail.Set(block.NewEmpty(look.IconPeople, words.T("Geen dubbelen"), words.T("Hier zie je twee keer dezelfde persoon naast elkaar, zodra er een dubbel is.")),
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
	ui.LoadOr(p.reader, func(ctx context.Context) (register.Comparison, error) { return p.job.Compare(ctx, ids) }, func(c register.Comparison, err error) {
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
		name := block.NewTextLink(who.Name, func() { p.s.Go(ui.Route{Screen: ui.ScreenRegister, Key: key(who.Person.ID)}) })
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
		under = append(under, block.NewPill(register.LevelName(d.Level), levelTone(d.Level)), block.NewQuiet(words.T("dezelfde persoon")))
	}
	title := words.T("Is dit dezelfde persoon?")
	objects := []fyne.CanvasObject{block.Head(title, under...)}
	if p.chosen != nil {
		objects = append(objects, block.NewParagraph(words.T("Waarom: %s.", strings.Join(p.chosen.Reasons, ", "))))
	}
	objects = append(objects,
		block.Spread(8, block.NewPrimary(words.T("Samenvoegen"), p.merge).WithHint(words.T("Enter")),
			block.NewButton(words.T("Dit zijn verschillende mensen"), p.apart).WithHint("V"),
			block.NewButton(words.T("Nog iemand erbij …"), p.more).WithHint("N")),
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

// merge makes one person of those who are side by side.
func (p *doublesPage) merge() {
	if p.merging || len(p.shown.People) < 2 {
		return
	}
	p.merging = true
	c := p.shown
	type merged struct{ person, change int64 }
	ui.ActOr(p.s.Tasks, words.T("Samenvoegen"), func(ctx context.Context, _ *ui.Progress) (merged, error) {
		person, change, err := p.job.Merge(ctx, c)
		return merged{person, change}, err
	}, func(m merged, err error) {
		p.merging = false
		if err != nil {
			p.s.Fail(err)
			p.Reload()
			return
		}
		p.s.Done(words.T("Samengevoegd"), undo(p.undo, m.change))
		p.after(key(m.person))
	})
}

// apart remembers that these are different people.
func (p *doublesPage) apart() {
	ids := p.ids
	if len(ids) < 2 {
		return
	}
	ui.Act(p.s.Tasks, words.T("Verschillende mensen"), func(ctx context.Context, _ *ui.Progress) (int64, error) { return p.job.AreDifferent(ctx, ids) }, func(change int64) {
		p.s.Done(words.T("Onthouden: dit zijn verschillende mensen"), undo(p.undo, change))
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
		{ID: "doubles.apart", Text: words.T("Dit zijn verschillende mensen"), Hint: words.T("verschillende mensen"), Key: ui.Plain("V"), Enabled: some, Run: p.apart},
		{ID: "doubles.values", Text: words.T("Waarden kiezen"), Hint: words.T("waarden kiezen"), Key: ui.Plain("W"), Enabled: some, Run: func() { p.s.Focus(p.table) }},
		{ID: "doubles.more", Text: words.T("Nog iemand erbij …"), Key: ui.Plain("N"), Enabled: some, Run: p.more},
		{ID: "doubles.back", Text: words.T("Terug naar het register"), Hint: words.T("Esc terug"), Run: func() { p.Back() }},
	}
}

// mergeWith asks for somebody else, to put beside who is shown.
func (p *registerPage) mergeWith() {
	one, home := p.person.Person.ID, ui.Route{Screen: ui.ScreenRegister, Key: p.key}
	askPerson(p.s, p.job, p.finder, words.T("Samenvoegen met …"), words.T("Wie staat er ook in als %s? Je ziet ze daarna naast elkaar; er wordt nog niets gewijzigd.", p.person.Name), []int64{one}, func(other int64) {
		p.s.Show(newDoublesPage(p.s, p.job, p.undo, home, one, other))
	})
}

// more asks for one more, to put beside those who are shown.
func (p *doublesPage) more() {
	ids := slices.Clone(p.ids)
	askPerson(p.s, p.job, p.finder, words.T("Nog iemand erbij"), words.T("Wie is ook dezelfde persoon? Er wordt nog niets gewijzigd."), ids, func(other int64) {
		p.by = append(ids, other)
		p.fill()
		p.list.ChooseID(byHand)
		p.choose(byHand)
	})
}

// askPerson asks for somebody of the register other than those who are shown, and goes on as soon as one is picked.
func askPerson(s *ui.Shell, job registry, lane *ui.Lane, title, text string, less []int64, then func(id int64)) {
	field := block.NewPickField(words.T("Naam, plaats, mailadres of nummer"), func(text string, show func([]block.Option)) {
		ui.Load(lane, func(ctx context.Context) ([]block.Option, error) {
			rows, err := job.Search(ctx, register.Query{Text: text}, nil, 0, 20)
			var found []block.Option
			for _, r := range rows {
				if !slices.Contains(less, r.ID) {
					found = append(found, block.Option{ID: key(r.ID), Text: r.ListName, Detail: joined(" · ", r.Town, r.Organisation, r.Email)})
				}
			}
			return found, err
		}, show)
	})
	d := &block.Dialog{Title: title, Text: text, Content: field, First: field.Keys(), Width: 560}
	field.OnEdit(func() {
		if id := number(field.Value().ID); id != 0 {
			d.Close()
			then(id)
		}
	})
	s.Ask(d)
}

// merged tells of the mergings into who is shown, with the way back.
func (p *registerPage) merged() []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, m := range p.person.Merged {
		text := block.NewParagraph(words.T("%s samengevoegd met %s, door %s", day(m.Day), strings.Join(m.Names, ", "), m.Who))
		out = append(out, block.Column(2, text, block.Spread(0, block.NewLink(words.T("Samenvoegen terugdraaien"), func() { p.unmerge(m.Change) }))))
	}
	return out
}

// unmerge says what taking a merging back will do, and does it.
func (p *registerPage) unmerge(change int64) {
	ui.Act(p.s.Tasks, words.T("Samenvoegen bekijken"), func(ctx context.Context, _ *ui.Progress) (register.Unmerging, error) {
		return p.job.LookAtUnmerge(ctx, change)
	}, func(u register.Unmerging) {
		lines := []fyne.CanvasObject{block.NewParagraph(words.T("%s staat daarna weer apart in het register. Wat bij het samenvoegen meeging, gaat terug (%s). Wat er sindsdien bij kwam, blijft bij %s.",
			strings.Join(u.Names, ", "), dutch.Count(u.Moved, words.T("onderdeel"), words.T("onderdelen")), p.person.Name))}
		for _, s := range u.Stays {
			lines = append(lines, block.NewParagraph(s))
		}
		p.s.Ask(&block.Dialog{
			Title: words.T("Samenvoegen terugdraaien?"), Content: block.Column(8, lines...), OK: words.T("Terugdraaien"), Width: 560,
			OnOK: func() bool {
				ui.Act(p.s.Tasks, words.T("Samenvoegen terugdraaien"), func(ctx context.Context, _ *ui.Progress) (register.Unmerging, error) {
					return p.job.Unmerge(ctx, change)
				}, func(register.Unmerging) {
					p.s.Say(words.T("Het samenvoegen is teruggedraaid"))
					p.Reload()
				})
				return true
			},
		})
	})
}
