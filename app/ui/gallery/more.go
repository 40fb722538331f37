package gallery

import (
	"context"
	"errors"
	"strings"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
)

type training struct {
	base
	table *block.Table
	list  *block.List
}

func newTraining(s *ui.Shell) *training {
	t := &training{}
	t.list = block.NewList("Geen trainingen", "")
	t.list.SetItems([]block.Item{
		{ID: "1", Title: "KIES coach 7-12, Deventer", Detail: "8 deelnemers", Right: "ma 2 mrt", Pill: "printen", Tone: look.Blue},
		{ID: "2", Title: "KIES coach 7-12, Zutphen", Detail: "14 deelnemers", Right: "do 5 mrt", Pill: "dag 2 van 4", Tone: look.Grey},
		{ID: "3", Title: "Nascholing Mediation, Zwolle", Detail: "9 deelnemers", Right: "vr 6 mrt", Pill: "begint", Tone: look.Grey},
		{ID: "4", Title: "Thema-studiedag, Vught", Detail: "20 van 20, 3 wachtend", Right: "14 apr", Pill: "vol", Tone: look.Amber},
	})
	toggle := func(i int) func(block.Row) {
		return func(r block.Row) {
			c := &r.Cells[i]
			if c.Kind == block.Yes {
				c.Kind = block.No
			} else {
				c.Kind = block.Yes
			}
			t.table.Update(r)
		}
	}
	t.table = block.NewTable("deelnemer", "deelnemers",
		block.TableColumn{ID: "name", Title: "Deelnemer"},
		block.TableColumn{ID: "org", Title: "Organisatie", Grow: true, Free: true, Rank: 2},
		block.TableColumn{ID: "d1", Title: "9 feb", Align: block.Center, Fixed: true, OnToggle: toggle(2)},
		block.TableColumn{ID: "d2", Title: "16 feb", Align: block.Center, Fixed: true, OnToggle: toggle(3)},
		block.TableColumn{ID: "result", Title: "Resultaat"},
		block.TableColumn{ID: "certificate", Title: "Certificaat", Rank: 1},
	).Fitting()
	var rows []block.Row
	for i, p := range people {
		r := block.Row{ID: p[0], Cells: []block.Cell{
			{Text: p[0]},
			{Text: p[1], Kind: block.QuietText},
			{Kind: block.Yes},
			{Kind: block.Yes},
			{Text: "geslaagd", Kind: block.Status, Tone: look.Green},
			{Text: "nog niet", Kind: block.QuietText},
		}}
		if i == 4 {
			r.Cells[3].Kind = block.No
			r.Cells[4] = block.Cell{Text: "haalt dag 2 in", Kind: block.Status, Tone: look.Amber}
		}
		rows = append(rows, r)
	}
	t.table.SetRows(rows)
	d := block.NewDetail()
	d.Set(
		block.Head("KIES coach 7-12 jaar, basistraining", block.NewText("Deventer, Wijkgebouw De Schakel"), block.NewText("9, 16, 23 februari en 2 maart 2026")),
		block.Panel(block.Ends(
			block.Column(0, block.NewBold("7 geslaagd, certificaten klaar om te printen"), block.NewQuiet("1 overgeslagen: Ineke Pelgrim mist dag 2.")),
			block.Spread(10, block.NewButton("Voorbeeld", func() {}), block.NewPrimary("Certificaten afdrukken (7)", func() { t.print() })))),
		t.table,
		block.Section("Papieren", block.Spread(4, block.NewLink("Presentielijst", func() {}), block.NewLink("Naamkaartjes", func() {}))),
	)
	left := block.Frame(block.Column(0, block.Pad(9, 14, 9, 14, block.NewChips(func(string) {}, block.Choice{ID: "a", Text: "Lopend", Count: 4}, block.Choice{ID: "b", Text: "Gepland"})), block.HLine()), nil, nil, nil, t.list)
	t.base = base{"Trainingen", block.NewSplit(340, "Trainingen", left, d).Follow(t.list), s}
	t.list.Choose(0)
	return t
}

func (t *training) print() {
	t.s.Done("7 certificaten afgedrukt", func(context.Context) error { return nil })
}

// Print is for the shell.
func (t *training) Print() { t.print() }

// First is for the shell.
func (t *training) First() fyne.Focusable { return t.table.Keys() }

type states struct{ base }

func newStates(s *ui.Shell) *states {
	d := block.NewDetail()
	off := block.NewButton("Kan nu niet", func() {})
	off.Disable()
	danger := block.NewButton("Verwijderen", func() {})
	danger.Kind = block.Danger
	d.Set(
		block.Head("Alle blokken", block.NewQuiet("voor wie bouwt")),
		block.Section("Pillen", block.Spread(8, block.NewPill("te laat", look.Red), block.NewPill("vol", look.Amber), block.NewPill("geslaagd", look.Green), block.NewPill("klaar", look.Blue), block.NewPill("6 nieuw", look.Grey))),
		block.Section("Knoppen", block.Spread(8, block.NewPrimary("Eerste", func() {}).WithHint("Enter"), block.NewButton("Tweede", func() {}).WithIcon(look.IconPrint), off, danger, block.NewLink("Link", func() {}), block.NewIconButton(look.IconMore, func() {}))),
		block.Section("Feiten", block.Facts(block.Fact{Label: "Telefoon", Value: "06 12 34 56 78"}, block.Fact{Label: "Lid tot", Object: block.NewPill("12 mei 2027", look.Green)}, block.Fact{Label: "Leeg"}, block.Fact{Label: "Notitie", Value: strings.Repeat("Een lange notitie die over meer regels loopt. ", 5)})),
		block.Section("Tijdlijn", block.Timeline(block.Event{When: "di 3 mrt 2026", Title: "Certificaat afgegeven", Detail: "KIES coach 7-12 jaar", Icon: look.IconAward}, block.Event{When: "ma 2 mrt 2026", Title: "Aanwezig, dag 4"})),
		block.Card(block.NewBold("Kaart"), block.NewParagraph("Een deel van een pagina dat op zichzelf staat.")),
		block.Section("Meldingen", block.Spread(8,
			block.NewButton("Gedaan", func() { s.Done("2 maart: iedereen aanwezig", func(context.Context) error { return nil }) }),
			block.NewButton("Fout", func() { s.Fail(errors.New("x")) }),
			block.NewButton("Lang werk", func() {
				ui.Act(s.Tasks, "Certificaten maken", func(ctx context.Context, p *ui.Progress) (int, error) {
					p.Set(120, 340)
					<-ctx.Done()
					return 0, ctx.Err()
				}, nil)
			}))),
		block.NewEmpty(look.IconInbox, "Nog geen klachten", "Een klacht komt hier vanzelf als er een bericht over binnenkomt. Je kunt er ook zelf een invoeren.", block.NewButton("Klacht invoeren", func() {})),
	)
	return &states{base{"Klachten", d, s}}
}
