package screen

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/geo"
	"kiesvoorhetkind.nl/kantoor/app/paper"
	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/report"
	calc "kiesvoorhetkind.nl/kantoor/app/sheet"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/dutch"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// mapper makes maps of who works where.
type mapper interface {
	PublicMap(ctx context.Context, where report.Where, most int) (report.PublicMap, error)
	MapPDF(ctx context.Context, where report.Where) ([]byte, error)
}

// municipality is the kind of an organisation that is told who works in its towns.
const municipality = "municipality"

// organisationRead is an organisation's page, and of a municipality who works there.
type organisationRead struct {
	register.OrganisationPage
	area report.PublicMap
}

func (p *registerPage) readOrganisation(ctx context.Context, id int64) (organisationRead, error) {
	page, err := p.job.Organisation(ctx, id)
	r := organisationRead{OrganisationPage: page}
	if err == nil && page.Organisation.Kind == municipality {
		r.area, err = p.maps.PublicMap(ctx, report.Where{Municipality: id}, report.Everybody)
	}
	return r, err
}

// areaSection is who works in the towns of a municipality, as a map and as lists.
func (p *registerPage) areaSection() []fyne.CanvasObject {
	a, where := p.area, report.Where{Municipality: p.org.Organisation.ID}
	towns := words.T("Plaatsen: %s.", strings.Join(a.Towns, ", "))
	if a.OwnTowns {
		towns = words.T("Plaatsen (door het kantoor bepaald): %s.", strings.Join(a.Towns, ", "))
	}
	out := []fyne.CanvasObject{
		block.NewParagraph(words.T("%s op de kaart", dutch.Count(a.ShownCount, words.T("professional"), words.T("professionals")))),
		block.NewQuietParagraph(towns),
		block.Spread(8,
			block.NewButton(words.T("Kaart als PDF"), func() { p.papers.open(p.s, mapSheet(p.maps, a, where)) }).WithIcon(look.IconPrint),
			block.NewButton(words.T("Lijst voor de website"), func() { p.s.ExportList(mapList(p.maps, a, where)) }),
			block.NewButton("GeoJSON", func() { saveGeoJSON(p.s, p.maps, a, where) }),
			block.NewButton(words.T("Plaatsen aanpassen"), p.editArea)),
		drawnMap(p.s, a, where, 340),
		block.NewQuietParagraph(geo.Attribution),
	}
	sections := []fyne.CanvasObject{block.Section(words.T("Wie werkt er in deze gemeente"), out...)}
	if len(a.Shown)+len(a.LeftOut) > 0 {
		sections = append(sections, block.Section(words.T("Professionals in deze gemeente"), workerTable(p.s, append(append([]register.Worker(nil), a.Shown...), a.LeftOut...))))
	}
	if len(a.Organisations) > 0 {
		sections = append(sections, block.Section(words.T("Organisaties in deze gemeente"), organisationTable(p.s, a.Organisations)))
	}
	return sections
}

// drawnMap is a map in the window; a click on a town goes to who works there.
func drawnMap(s *ui.Shell, a report.PublicMap, where report.Where, high float32) *block.Map {
	k := a.Sketch(where, 0.58)
	d := block.MapDrawing{Shapes: drawnRings(k.Shapes), Strong: drawnRings(k.Strong), Low: block.MapPoint(k.Low), High: block.MapPoint(k.High), Framed: k.Part}
	for _, dot := range k.Dots {
		drawn := block.MapDot{MapPoint: block.MapPoint(geo.Known().At(dot.Town)), Name: dot.Town.Name, Count: dot.Count}
		if dot.First != 0 {
			drawn.ID = key(dot.First)
		}
		d.Dots = append(d.Dots, drawn)
	}
	m := block.NewMap(high, d)
	m.OnTap = func(id string) { s.Go(ui.Route{Screen: ui.ScreenRegister, Key: id}) }
	return m
}

func drawnRings(rings [][]geo.Point) [][]block.MapPoint {
	out := make([][]block.MapPoint, len(rings))
	for i, ring := range rings {
		for _, at := range ring {
			out[i] = append(out[i], block.MapPoint(at))
		}
	}
	return out
}

// workerTable is who works somewhere, with whether they stand on the map.
func workerTable(s *ui.Shell, workers []register.Worker) *block.Table {
	open := func(r block.Row) { s.Go(ui.Route{Screen: ui.ScreenRegister, Key: r.ID}) }
	t := block.NewTable(words.T("professional"), words.T("professionals"),
		block.TableColumn{ID: "name", Title: words.T("Naam"), Grow: true, OnToggle: open}, block.TableColumn{ID: "town", Title: words.T("Plaats"), Rank: 2},
		block.TableColumn{ID: "organisation", Title: words.T("Organisatie"), Free: true, Rank: 3}, block.TableColumn{ID: "map", Title: words.T("Op de kaart"), Rank: 1}).Fitting().Remember(s.Memory(), "kaart.mensen")
	t.SetRows(workerRows(workers))
	t.OnOpen = open
	return t
}

func workerRows(workers []register.Worker) []block.Row {
	var rows []block.Row
	for _, w := range workers {
		shown := block.Cell{Text: words.T("ja"), Kind: block.Status, Tone: look.Green, Sort: "0"}
		if !w.Visibility.Visible {
			shown = block.Cell{Text: notOnMap(w), Kind: block.Status, Tone: look.Amber, Sort: "1"}
		}
		rows = append(rows, block.Row{ID: key(w.ID), Cells: []block.Cell{{Text: w.ListName}, {Text: w.Address.Town}, {Text: w.Organisation}, shown}})
	}
	return rows
}

// notOnMap is why somebody is not on the map, in a few words.
func notOnMap(w register.Worker) string {
	if !w.Member {
		return words.T("geen lid")
	}
	return words.T("geen %s", strings.Join(w.Visibility.Missing, ", "))
}

func organisationTable(s *ui.Shell, organisations []data.Organisation) *block.Table {
	open := func(r block.Row) { s.Go(ui.Route{Screen: ui.ScreenRegister, Key: r.ID}) }
	t := block.NewTable(words.T("organisatie"), words.T("organisaties"),
		block.TableColumn{ID: "name", Title: words.T("Naam"), Grow: true, OnToggle: open}, block.TableColumn{ID: "kind", Title: words.T("Soort")}, block.TableColumn{ID: "town", Title: words.T("Plaats"), Rank: 1}).Fitting().Remember(s.Memory(), "gemeente.organisaties")
	var rows []block.Row
	for _, o := range organisations {
		rows = append(rows, block.Row{ID: organisationKey(o.ID), Cells: []block.Cell{{Text: o.Name}, {Text: register.OrganisationKindName(o.Kind)}, {Text: o.Town}}})
	}
	t.SetRows(rows)
	t.OnOpen = open
	return t
}

// mapName is what files of a map are called.
func mapName(a report.PublicMap) string { return joined(" ", words.T("Kaart"), a.Title) }

func mapSheet(maps mapper, a report.PublicMap, where report.Where) sheet {
	return sheet{name: mapName(a) + ".pdf", make: func(ctx context.Context) ([]byte, error) { return maps.MapPDF(ctx, where) }}
}

// mapList is who stands on the map, for the website.
func mapList(maps mapper, a report.PublicMap, where report.Where) ui.Export {
	return wholeMap(maps, where, mapName(a), report.PublicMap.Table)
}

// wholeMap reads a map with everybody on it, and makes a list of it: the page has only the first.
func wholeMap(maps mapper, where report.Where, name string, table func(report.PublicMap) calc.Table) ui.Export {
	return ui.Export{Name: name, Rows: func(ctx context.Context, _ *ui.Progress) (calc.Table, error) {
		whole, err := maps.PublicMap(ctx, where, report.Everybody)
		return table(whole), err
	}}
}

// saveGeoJSON asks for a file and writes who stands on the map to it, as maps on websites read it.
func saveGeoJSON(s *ui.Shell, maps mapper, a report.PublicMap, where report.Where) {
	s.Files().Save(words.T("GeoJSON opslaan"), paper.Name(mapName(a)+".geojson"), func(path string) {
		ui.Act(s.Tasks, words.T("GeoJSON opslaan"), func(ctx context.Context, _ *ui.Progress) (int, error) {
			whole, err := maps.PublicMap(ctx, where, report.Everybody)
			if err != nil {
				return 0, err
			}
			raw, err := whole.GeoJSON()
			if err != nil {
				return 0, err
			}
			return whole.ShownCount, paper.Write(path, raw)
		}, func(n int) { s.Say(words.T("%s in het bestand", strconv.Itoa(n))) })
	})
}

// formArea is the form of the towns of a municipality, in what is kept of it while somebody types.
const formArea = "organisation.area"

// editArea asks which towns count for the municipality.
func (p *registerPage) editArea() {
	id, towns := p.org.Organisation.ID, strings.Join(p.area.Towns, "\n")
	p.s.AskEdit(&ui.Edit{
		Form: formArea, Key: organisationKey(id), Title: words.T("Plaatsen van %s", p.org.Organisation.Name),
		Rows: func(r *ui.Rows) {
			r.Area(words.Later("Plaatsen"), &towns, 10).Hint(words.T("Eén plaats op een regel. Leeg: de plaatsen die bekend zijn."))
		},
		Save: p.saveBy(func() string { return words.T("Plaatsen van de gemeente bepaald") }, func(ctx context.Context) (int64, error) { return p.job.SetArea(ctx, id, towns) }),
	}, &block.Dialog{})
}
