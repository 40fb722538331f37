package gallery

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/data"
)

// fields are the fields in every state, and a record that is filled in as on a real page.
type fields struct {
	base
	*ui.Editor
}

// oneOfEach gives the rows of a form with each kind of field.
func oneOfEach(s *ui.Shell) []block.FormRow {
	date := block.NewDateField()
	date.Today = s.Today()
	pick := block.NewPickField("Typ een naam", findPeople)
	pick.New, pick.NewText = func(name string) { s.Say(name) }, "Nieuwe professional"
	return []block.FormRow{
		{Label: "Tekst", Field: block.NewTextField("bijvoorbeeld: Zwolle"), Hint: "Een regel die uitlegt waar het voor is."},
		{Label: "Regels", Field: block.NewTextArea("", 2)},
		{Label: "Datum", Field: date},
		{Label: "Bedrag", Field: block.NewMoneyField()},
		{Label: "Keuze", Field: block.NewChoiceField(block.Choice{ID: "school", Text: "School"}, block.Choice{ID: "gemeente", Text: "Gemeente"})},
		{Label: "Persoon", Field: pick},
		{Label: "Vakje", Field: block.NewCheckField("Stuur ook een brief")},
	}
}

func findPeople(text string, show func([]block.Option)) {
	var found []block.Option
	for _, p := range people {
		if strings.Contains(strings.ToLower(p[0]), strings.ToLower(text)) {
			found = append(found, block.Option{ID: p[0], Text: p[0], Detail: p[1]})
		}
	}
	show(found)
}

// typed is something to see in each kind of field, and what none of them takes.
var (
	typed = []string{"Wijkgebouw De Schakel", "Eerste regel\nTweede regel", "di 3 mrt 2026", "1.234,50", "school", `["1","Dokter, Sjoerd"]`, "ja"}
	wrong = []string{"", "", "31-2", "twee euro", "", `["","Dok"]`, ""}
)

func filled(s *ui.Shell, texts []string) []block.FormRow {
	rows := oneOfEach(s)
	for i, r := range rows {
		r.Field.SetTyped(texts[i])
	}
	return rows
}

func newFields(s *ui.Shell) *fields {
	off := filled(s, typed)
	for _, r := range off {
		if d, ok := r.Field.(interface{ Disable() }); ok {
			d.Disable()
		}
	}
	bad := filled(s, wrong)
	if f, ok := bad[0].Field.(*block.TextField); ok {
		f.Required = true
	}
	if f, ok := bad[4].Field.(*block.ChoiceField); ok {
		f.Required = true
	}
	badForm := block.NewForm(bad...)
	for _, r := range bad {
		badForm.Tell(r.Field, r.Field.Problem())
	}
	both := block.NewTextField("")
	both.SetValue("Kampen")
	bothForm := block.NewForm(block.FormRow{Label: "Plaats", Field: both})
	bothForm.Offer(both, "Iemand anders vulde hier in: Hattem", "Overnemen", func() { both.SetTyped("Hattem") })
	month := block.NewMonth(s.Today(), s.Today(), func(day string) { s.Say(day) }, func() {})
	d := block.NewDetail()
	list := block.NewList("Geen records", "")
	list.SetItems([]block.Item{{ID: "1", Title: "Velden"}, {ID: "2", Title: "Invullen"}})
	f := &fields{base: base{"Instellingen", nil, s}}
	show := func() {
		d.Set(
			block.Head("Velden", block.NewQuiet("leeg, ingevuld, fout, buiten gebruik")),
			block.Section("Leeg", block.NewForm(oneOfEach(s)...)),
			block.Section("Ingevuld", block.NewForm(filled(s, typed)...)),
			block.Section("Fout", badForm),
			block.Section("Door twee bureaus gewijzigd", bothForm),
			block.Section("Buiten gebruik", block.NewForm(off...)),
			block.Section("Inhoud en stappen", block.Column(8, block.NewQuiet("Stap 2 van 6"), block.NewSteps(2, 6)), parts(s)),
			block.Section("Maand", block.Spread(0, month)),
			block.Spread(8, block.NewPrimary("Invullen", f.edit), block.NewButton("Bestand kiezen …", func() { s.Files().Open("Kies een bestand", nil, func(p string) { s.Say(p) }) })))
	}
	f.Editor = ui.NewEditor(s, d, list, show)
	f.content = block.NewSplit(200, "Velden", list, d).Follow(list)
	list.OnChoose = func(i int, it block.Item) {
		f.Choose(it.ID, func(string) {
			if i == 1 {
				f.edit()
				return
			}
			show()
		})
	}
	list.Choose(0)
	return f
}

// parts is a page with an index beside it.
func parts(s *ui.Shell) fyne.CanvasObject {
	page := block.NewDetail()
	page.Set(block.Head("Kantoor"), block.NewParagraph("Een lange bladzijde, met de namen van de onderdelen ernaast."))
	x := block.NewIndex(190, page)
	x.Set(
		block.Line{Name: "Kantoor", Mark: look.IconCheck, Color: look.Green.Front()},
		block.Line{Name: "Mailboxen", Mark: look.IconRight, Color: look.Quiet, Chosen: true},
		block.Line{Name: "Back-ups", Mark: look.IconMinus, Color: look.Quiet})
	x.OnChoose = func(i int) { s.Say([]string{"Kantoor", "Mailboxen", "Back-ups"}[i]) }
	return block.High(180, x)
}

// edit fills in a record that is kept nowhere.
func (f *fields) edit() {
	var name, notes string
	var day data.Day
	var price data.Cents
	kind, letter := "school", true
	lines := []string{"Handleiding"}
	f.Fill(&ui.Edit{
		Form: "gallery", Title: "Een record invullen", Under: []fyne.CanvasObject{block.NewQuiet("zoals op elk scherm")},
		Rows: func(r *ui.Rows) {
			r.Text("Naam", &name).Required().Hint("Zoals het op het certificaat komt.")
			r.Date("Datum", &day)
			r.Money("Bedrag", &price)
			r.Choice("Soort", &kind, block.Choice{ID: "school", Text: "School"}, block.Choice{ID: "gemeente", Text: "Gemeente"})
			for i := range lines {
				label := "Nog een regel"
				if i == 0 {
					label = "Regel"
				}
				r.Text(strings.Repeat("i", i+1), &lines[i]).Labelled(label)
			}
			r.Area("Notities", &notes, 3)
			r.Check("Post", "Stuur ook een brief", &letter)
			r.More("Nog een regel", func() { lines = append(lines, "") })
		},
		Save: ui.SaveBy("Opslaan", func(context.Context) (string, error) { return name, nil }, func(saved string) {
			f.s.Done("Opgeslagen: "+saved, nil)
		}),
	})
}

// First is for the shell.
func (f *fields) First() fyne.Focusable { return nil }
