package screen

import (
	"context"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/geo"
	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/report"
	calc "kiesvoorhetkind.nl/kantoor/app/sheet"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/dutch"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// reporter is what the screen asks of the lists for others.
type reporter interface {
	mapper
	Rooms(ctx context.Context) ([]report.Room, error)
	Mailing(ctx context.Context, m report.Mailing) (report.MailingList, error)
}

// What a report is of; the keys of mailing lists are those of package report.
const (
	reportMap   = "map"
	reportRooms = "rooms"
)

// mostPreviewed is how many lines of a list are shown; the file has all.
const mostPreviewed = 100

// reportsPage is the screen "Rapporten": lists for others, each with what is in it before it is written to a file.
type reportsPage struct {
	s      *ui.Shell
	job    reporter
	papers Papers

	list   *block.List
	filter *block.SearchField
	detail *block.Detail
	split  *block.Split
	lane   *ui.Lane

	chosen string
	where  report.Where
	mail   report.Mailing
	room   string

	public report.PublicMap
	rooms  []report.Room
	people report.MailingList
	read   string // what was read last, and is shown
}

// Reports is the screen of lists for others: the map, the rooms of the platform and mailing lists.
func Reports(job reporter, papers Papers) ui.Screen {
	return ui.Screen{ID: ui.ScreenReports, New: func(s *ui.Shell) ui.Page {
		p := &reportsPage{s: s, job: job, papers: papers, lane: s.Tasks.Lane(), detail: block.NewDetail()}
		p.list = block.NewList(words.T("Geen rapporten"), words.T("Hier staan de lijsten voor anderen."))
		p.list.OnChoose = func(_ int, it block.Item) { p.choose(it.ID) }
		p.list.Counted(words.T("rapport"), words.T("rapporten"))
		p.filter = newFilter(p.list)
		p.split = block.NewSplit(block.ListWidth, words.T("Rapporten"), block.Frame(block.ListTop(p.filter), nil, nil, nil, p.list), p.detail).Follow(p.list)
		listMenu(s, p.list, p.lane, "report.xlsx", "report.csv", "report.pdf", "report.geojson")
		return p
	}}
}

func (p *reportsPage) Title() string              { return words.T("Rapporten") }
func (p *reportsPage) Content() fyne.CanvasObject { return p.split }
func (p *reportsPage) First() fyne.Focusable      { return p.list.Keys() }
func (p *reportsPage) Back() bool                 { return p.split.Back() }
func (p *reportsPage) Shown()                     { p.Reload() }

// Filter is the field that filters the list.
func (p *reportsPage) Filter() fyne.Focusable { return p.filter }

// reportItems are the reports, in the order of the list.
func reportItems() []block.Item {
	return []block.Item{
		{ID: reportMap, Title: words.T("Openbare kaart"), Detail: words.T("Wie erop staat, wie niet en waarom")},
		{ID: reportRooms, Title: words.T("Ruimtes van het platform"), Detail: words.T("Wie er in welke ruimte mag")},
		{ID: report.Members, Title: words.T("Mailinglijst leden"), Detail: words.T("Alle leden, of die van een provincie")},
		{ID: report.Ending, Title: words.T("Mailinglijst lidmaatschap verloopt bijna"), Detail: words.T("Leden die binnenkort geen lid meer zijn")},
		{ID: report.Coaches, Title: words.T("Mailinglijst KIES coaches"), Detail: words.T("Ook wie geen lid is")},
		{ID: report.Mediators, Title: words.T("Mailinglijst KIES mediators"), Detail: words.T("Ook wie geen lid is")},
		{ID: report.CareCoaches, Title: words.T("Mailinglijst zorg- en opvoedcoaches"), Detail: words.T("Ook wie geen lid is")},
		{ID: report.Trainers, Title: words.T("Mailinglijst trainers"), Detail: words.T("De trainers van het kantoor")},
		{ID: report.Contacts, Title: words.T("Mailinglijst contactpersonen"), Detail: words.T("Van gemeenten, scholen en andere organisaties")},
		{ID: report.Organisations, Title: words.T("Mailinglijst organisaties"), Detail: words.T("Alle, of een soort")},
	}
}

// Reload shows the reports, and reads the chosen one anew.
func (p *reportsPage) Reload() {
	p.list.SetItems(reportItems())
	if p.chosen != "" {
		p.list.ChooseID(p.chosen)
		p.load()
	} else if !p.split.Narrow() {
		p.list.Choose(0)
	}
}

// Open shows a report.
func (p *reportsPage) Open(key string) {
	p.choose(key)
	p.list.ChooseID(key)
	p.split.ShowPage()
}

func (p *reportsPage) choose(id string) {
	if id == p.chosen {
		return
	}
	p.chosen, p.read = id, ""
	p.where, p.mail, p.room = report.Where{}, report.Mailing{Group: id}, ""
	p.s.At(id)
	p.load()
}

// load reads what the report shows with the choices above it.
func (p *reportsPage) load() {
	id, where, mail := p.chosen, p.where, p.mail
	type found struct {
		public report.PublicMap
		rooms  []report.Room
		people report.MailingList
	}
	ui.Load(p.lane, func(ctx context.Context) (f found, err error) {
		switch id {
		case reportMap:
			f.public, err = p.job.PublicMap(ctx, where, mostPreviewed)
		case reportRooms:
			f.rooms, err = p.job.Rooms(ctx)
		default:
			f.people, err = p.job.Mailing(ctx, mail)
		}
		return f, err
	}, func(f found) {
		p.public, p.rooms, p.people, p.read = f.public, f.rooms, f.people, id
		p.show()
		p.s.Changed()
	})
}

func (p *reportsPage) show() {
	switch p.read {
	case reportMap:
		p.showMap()
	case reportRooms:
		p.showRooms()
	default:
		p.showMailing()
	}
}

// choice is a field above the report; what is chosen in it reads the report anew.
func (p *reportsPage) choice(into *string, load bool, choices ...block.Choice) fyne.CanvasObject {
	f := block.NewChoiceField(choices...)
	f.SetValue(*into)
	f.OnEdit(func() {
		if *into == f.Value() {
			return
		}
		*into = f.Value()
		if load {
			p.load()
		} else {
			p.show()
			p.s.Changed()
		}
	})
	return block.Wide(220, f)
}

func provinceChoices() []block.Choice {
	out := []block.Choice{{Text: words.T("alle provincies")}}
	for _, name := range register.Provinces("") {
		out = append(out, block.Choice{ID: name, Text: name})
	}
	return out
}

func countriesToChoose() []block.Choice {
	return append([]block.Choice{{Text: words.T("alle landen")}}, inUse(countries)...)
}

// buttons write the report to files.
func (p *reportsPage) buttons(more ...fyne.CanvasObject) fyne.CanvasObject {
	all := []fyne.CanvasObject{
		block.NewPrimary(words.T("Opslaan als Excel"), func() { p.save(calc.Workbook) }).WithHint("X"),
		block.NewButton(words.T("Opslaan als .csv"), func() { p.save(calc.Separate) }).WithHint("C"),
	}
	return block.Spread(8, append(all, more...)...)
}

func notes(lines []string) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, line := range lines {
		out = append(out, block.NewQuietParagraph(line))
	}
	return out
}

func (p *reportsPage) showMap() {
	m := p.public
	objects := []fyne.CanvasObject{
		block.Head(words.T("Openbare kaart"), block.NewQuiet(dutch.Count(m.ShownCount, words.T("professional"), words.T("professionals")))),
		block.Spread(8, p.choice(&p.where.Province, true, provinceChoices()...), p.choice(&p.where.Country, true, countriesToChoose()...)),
		p.buttons(
			block.NewButton(words.T("Kaart als PDF"), p.pdf).WithHint("P").WithIcon(look.IconPrint),
			block.NewButton("GeoJSON", p.geoJSON).WithHint("G")),
	}
	objects = append(objects, notes(m.Notes())...)
	objects = append(objects, drawnMap(p.s, m, p.where, 520), block.NewQuietParagraph(geo.Attribution))
	if len(m.LeftOut) > 0 {
		objects = append(objects, block.Section(words.T("Niet op de kaart"),
			block.Spread(8, block.NewButton(words.T("Deze lijst opslaan"), func() {
				p.s.ExportList(wholeMap(p.job, p.where, words.T("Niet op de kaart"), report.PublicMap.LeftOutTable))
			})),
			workerTable(p.s, m.LeftOut)))
	}
	if len(m.Shown) > 0 {
		objects = append(objects, block.Section(words.T("Op de kaart"), workerTable(p.s, m.Shown)))
	}
	p.detail.Set(append(objects, p.shortened(max(m.ShownCount, m.LeftOutCount))...)...)
}

// shortened says that a list is longer than what is shown.
func (p *reportsPage) shortened(n int) []fyne.CanvasObject {
	if n <= mostPreviewed {
		return nil
	}
	return []fyne.CanvasObject{block.NewQuietParagraph(words.T("Hier staan de eerste %s; in het bestand staan ze allemaal.", dutch.Number(mostPreviewed)))}
}

// chosenRoom is the room that is shown.
func (p *reportsPage) chosenRoom() (report.Room, bool) {
	for _, r := range p.rooms {
		if r.Name == p.room {
			return r, true
		}
	}
	if len(p.rooms) > 0 {
		return p.rooms[0], true
	}
	return report.Room{}, false
}

func (p *reportsPage) showRooms() {
	r, ok := p.chosenRoom()
	if !ok {
		p.detail.Set(block.NewEmpty(look.IconReport, words.T("Nog geen ruimtes"), words.T("Een ruimte komt er met het eerste certificaat van een training.")))
		return
	}
	p.room = r.Name
	var choices []block.Choice
	for _, one := range p.rooms {
		choices = append(choices, block.Choice{ID: one.Name, Text: one.Name})
	}
	t := block.NewTable(words.T("persoon"), words.T("mensen"),
		block.TableColumn{ID: "name", Title: words.T("Naam"), Grow: true, OnToggle: p.open}, block.TableColumn{ID: "enters", Title: words.T("Toegang")},
		block.TableColumn{ID: "email", Title: words.T("E-mail"), Width: 230, Grow: true, Rank: 2}, block.TableColumn{ID: "certificate", Title: words.T("Certificaat"), Rank: 1}).Fitting().Remember(p.s.Memory(), "rapport.ruimte")
	var rows []block.Row
	for _, g := range r.Guests[:min(mostPreviewed, len(r.Guests))] {
		enters := block.Cell{Text: words.T("ja"), Kind: block.Status, Tone: look.Green}
		if !g.Enters {
			enters = block.Cell{Text: g.Why, Kind: block.Status, Tone: look.Amber}
		}
		rows = append(rows, block.Row{ID: key(g.ID), Cells: []block.Cell{{Text: g.ListName}, enters, {Text: g.Email}, {Text: g.Certificate}}})
	}
	t.SetRows(rows)
	t.OnOpen = p.open
	p.detail.Set(append([]fyne.CanvasObject{
		block.Head(words.T("Ruimtes van het platform"), block.NewQuiet(words.T("%s van %s mogen erin", dutch.Number(r.Open), dutch.Number(len(r.Guests))))),
		block.Spread(8, p.choice(&p.room, false, choices...)),
		p.buttons(),
		block.NewQuietParagraph(words.T("Elke training heeft een ruimte. Erin mag wie er een geldig certificaat van heeft en lid is.")),
		block.Section(r.Name, t),
	}, p.shortened(len(r.Guests))...)...)
}

func (p *reportsPage) open(r block.Row) {
	p.s.Go(ui.Route{Screen: ui.ScreenRegister, Key: r.ID})
}

func (p *reportsPage) showMailing() {
	l := p.people
	choices := []fyne.CanvasObject{p.choice(&p.mail.Province, true, provinceChoices()...), p.choice(&p.mail.Country, true, countriesToChoose()...)}
	open := p.open
	if p.mail.Group == report.Organisations {
		kinds := []block.Choice{{Text: words.T("alle soorten")}}
		for _, k := range []string{"municipality", "school", "youthcare", "practice", "other"} {
			kinds = append(kinds, block.Choice{ID: k, Text: register.OrganisationKindName(k)})
		}
		choices = append(choices, p.choice(&p.mail.Kind, true, kinds...))
		open = func(r block.Row) { p.s.Go(ui.Route{Screen: ui.ScreenRegister, Key: "o" + r.ID}) }
	}
	t := block.NewTable(words.T("mailadres"), words.T("mailadressen"),
		block.TableColumn{ID: "name", Title: words.T("Naam"), Grow: true, OnToggle: open}, block.TableColumn{ID: "email", Title: words.T("E-mail"), Width: 230, Grow: true, Free: true}, block.TableColumn{ID: "town", Title: words.T("Plaats"), Rank: 1}).Fitting().Remember(p.s.Memory(), "rapport.mail")
	var rows []block.Row
	for _, r := range l.Recipients[:min(mostPreviewed, len(l.Recipients))] {
		rows = append(rows, block.Row{ID: key(r.ID), Cells: []block.Cell{{Text: r.ListName}, {Text: r.Email}, {Text: r.Town}}})
	}
	t.SetRows(rows)
	t.OnOpen = open
	objects := []fyne.CanvasObject{
		block.Head(p.title(), block.NewQuiet(dutch.Count(len(l.Recipients), words.T("mailadres"), words.T("mailadressen")))),
		block.Spread(8, choices...),
		p.buttons(),
	}
	objects = append(objects, notes(l.Notes())...)
	objects = append(objects, t)
	p.detail.Set(append(objects, p.shortened(len(l.Recipients))...)...)
}

func (p *reportsPage) title() string {
	for _, it := range reportItems() {
		if it.ID == p.chosen {
			return it.Title
		}
	}
	return ""
}

func (p *reportsPage) export(t calc.Table, name string) ui.Export {
	return ui.Export{Name: name, Rows: func(context.Context, *ui.Progress) (calc.Table, error) { return t, nil }}
}

// Export gives the report that is shown, whole.
func (p *reportsPage) Export() (ui.Export, bool) {
	switch {
	case p.read == "" || p.read != p.chosen:
		return ui.Export{}, false
	case p.read == reportMap:
		return mapList(p.job, p.public, p.where), true
	case p.read == reportRooms:
		r, ok := p.chosenRoom()
		return p.export(r.Table(), joined(" ", words.T("Ruimte"), r.Name)), ok
	}
	name := joined(" ", p.title(), p.mail.Province)
	return p.export(p.people.Table(name), name), true
}

func (p *reportsPage) save(ending string) {
	if e, ok := p.Export(); ok {
		p.s.ExportListAs(e, ending)
	}
}

func (p *reportsPage) pdf()     { p.papers.open(p.s, mapSheet(p.job, p.public, p.where)) }
func (p *reportsPage) geoJSON() { saveGeoJSON(p.s, p.job, p.public, p.where) }

// Commands of the screen.
func (p *reportsPage) Commands() []ui.Command {
	ready := func() bool { return p.read != "" }
	onMap := func() bool { return p.read == reportMap }
	return []ui.Command{
		{ID: "report.xlsx", Text: words.T("Rapport opslaan als Excel"), Words: words.T("exporteren xlsx lijst mailing"), Hint: words.T("Excel"), Key: ui.Plain("X"), Enabled: ready, Run: func() { p.save(calc.Workbook) }},
		{ID: "report.csv", Text: words.T("Rapport opslaan als .csv"), Words: words.T("exporteren mailing"), Hint: ".csv", Key: ui.Plain("C"), Enabled: ready, Run: func() { p.save(calc.Separate) }},
		{ID: "report.pdf", Text: words.T("Kaart als PDF"), Words: words.T("afdrukken Nederland gemeente"), Hint: "PDF", Key: ui.Plain("P"), Enabled: onMap, Run: p.pdf},
		{ID: "report.geojson", Text: words.T("Kaart als GeoJSON"), Words: words.T("website"), Key: ui.Plain("G"), Enabled: onMap, Run: p.geoJSON},
	}
}
