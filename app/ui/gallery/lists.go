package gallery

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/sheet"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
)

// register is a long table: sorted, filtered, with columns to choose, several rows chosen, and exported.
type register struct {
	base
	table  *block.Table
	filter *block.SearchField
}

func newPeople(s *ui.Shell) *register {
	r := &register{}
	r.table = block.NewTable("professional", "professionals",
		block.TableColumn{ID: "name", Title: "Naam", Grow: true},
		block.TableColumn{ID: "org", Title: "Organisatie", Free: true, Grow: true, Rank: 2},
		block.TableColumn{ID: "member", Title: "Lid tot", Holds: block.Days},
		block.TableColumn{ID: "open", Title: "Open", Align: block.Right, Numeric: true, Holds: block.Euros},
		block.TableColumn{ID: "note", Title: "Notitie", Free: true, Optional: true},
	).Many().Remember(s.Memory(), "galerij")
	var rows []block.Row
	for i := 0; i < 2000; i++ {
		p := people[i%len(people)]
		name := p[0]
		if i >= len(people) {
			name = fmt.Sprintf("%s %d", p[0], i)
		}
		rows = append(rows, block.Row{ID: fmt.Sprint(i), Quiet: i%11 == 10, Cells: []block.Cell{
			{Text: name},
			{Text: p[1], Kind: block.QuietText},
			{Text: "di 12 mei 2027", Sort: "2027-05-12"},
			{Text: fmt.Sprintf("€ %d,00", i*7%991), Number: int64(i * 7 % 991 * 100)},
			{Text: "belt liever dan dat hij mailt"},
		}})
	}
	r.table.SetRows(rows)
	r.table.OnMenu = func(row block.Row) *fyne.Menu {
		return fyne.NewMenu("", fyne.NewMenuItem("Bewerken  (E)", func() { s.Say(row.Cells[0].Text) }), fyne.NewMenuItem("Mailen  (M)", func() { s.Say(row.Cells[0].Text) }))
	}
	r.filter = block.NewFilter("Filter ("+ui.Ctrl(fyne.KeyF).String()+")", r.table)
	top := block.Pad(10, 20, 10, 20, block.Ends(block.NewHeading("Register"), block.Wide(220, r.filter)))
	r.base = base{"Register", block.Frame(top, nil, nil, nil, block.Pad(0, 20, 0, 20, r.table)), s}
	return r
}

// First is for the shell.
func (r *register) First() fyne.Focusable { return r.table.Keys() }

// Open is for the shell.
func (r *register) Open(key string) {
	r.filter.SetText(key)
}

// SelectAll is for the shell.
func (r *register) SelectAll() { r.table.SelectAll() }

// Filter is for the shell.
func (r *register) Filter() fyne.Focusable { return r.filter }

// Columns is for the shell.
func (r *register) Columns() *block.Table { return r.table }

// Export is for the shell.
func (r *register) Export() (ui.Export, bool) {
	rows := r.table.Snapshot("Register")
	return ui.Export{Name: "Register", Rows: func(context.Context, *ui.Progress) (sheet.Table, error) { return rows(), nil }}, true
}

// panels are what says how something went, and places for files, in all their states.
type panels struct {
	base
	zone *block.DropZone
}

func newPanels(s *ui.Shell) *panels {
	p := &panels{}
	p.zone = block.NewDropZone("Zet hier de ledenlijst neer, of klik om hem te kiezen", "Een Excel-bestand (.xlsx) of een .csv", func() {
		s.Files().Open("Ledenlijst inlezen", []string{".xlsx", ".csv"}, func(path string) { s.Say(path) })
	})
	off := block.NewDropZone("Er wordt al een lijst ingelezen", "Even geduld; daarna kan de volgende.", nil)
	off.Disable()
	half := block.NewProgressPanel("Certificaten maken", func() {})
	half.Set(612, 1284, "Deventer")
	unknown := block.NewProgressPanel("Post ophalen", func() {})
	unknown.Set(0, 0, "verbinden met de server")
	unknown.End() // it does not move in a picture
	fixed := block.NewProgressPanel("Back-up terugzetten", nil)
	fixed.Set(1284, 1284, "controleren")
	d := block.NewDetail()
	d.Set(
		block.Head("Bestanden, fouten en voortgang", block.NewQuiet("voor wie bouwt")),
		block.Section("Plaats voor een bestand", p.zone, off),
		block.Section("Fout",
			block.NewErrorPanel("De post kon niet worden opgehaald."),
			block.NewErrorPanel("De post kon niet worden opgehaald: de server van de mailbox geeft geen antwoord. Wat er al was, is er nog. Kijk of je internet hebt, en probeer het over een paar minuten opnieuw.", block.NewButton("Opnieuw", func() { s.Say("Opnieuw") }))),
		block.Section("Voortgang", half, unknown, fixed),
		block.NewEmpty(look.IconInbox, "Niets gevonden", "Niets in deze lijst past bij wat je hebt getypt. Met Esc in het filter zie je alles weer."),
	)
	p.base = base{"Bestellingen", d, s}
	return p
}

// First is for the shell.
func (p *panels) First() fyne.Focusable { return p.zone }

// Dropped is for the shell.
func (p *panels) Dropped(paths []string) { p.s.Say(paths[0]) }
