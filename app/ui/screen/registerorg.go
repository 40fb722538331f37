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
	"kiesvoorhetkind.nl/kantoor/data"
)

// showOrganisation puts an organisation and who works there on the page.
func (p *registerPage) showOrganisation() {
	o := p.org.Organisation
	objects := []fyne.CanvasObject{
		block.Head(o.Name, block.NewPill(p.org.Kind, look.Grey), block.NewQuiet(dutch.Count(len(p.org.People), "persoon", "mensen"))),
		block.Spread(8, block.NewButton("Bewerken", p.edit).WithHint("E")),
		block.Facts(
			block.Fact{Label: "Afdeling", Value: o.Department},
			block.Fact{Label: "Adres", Value: strings.Join(p.org.Address, "\n")},
			block.Fact{Label: "E-mail", Value: o.Email},
			block.Fact{Label: "Telefoon", Value: o.Phone},
			block.Fact{Label: "Website", Value: o.Website},
			block.Fact{Label: "Facturen naar", Value: o.InvoiceEmail},
			block.Fact{Label: "Referentie", Value: o.InvoiceReference},
			block.Fact{Label: "KvK", Value: o.KvK},
			block.Fact{Label: "OIN", Value: o.OIN},
			block.Fact{Label: "Btw-nummer", Value: o.VATNumber},
			block.Fact{Label: "Klachtenregeling", Value: o.ComplaintsProcedure},
			block.Fact{Label: "Opmerkingen", Value: o.Notes},
		),
	}
	people := []fyne.CanvasObject{block.NewQuiet("Nog niemand. Kies deze organisatie bij de gegevens van wie er werkt.")}
	if len(p.org.People) > 0 {
		people = []fyne.CanvasObject{p.peopleTable()}
	}
	p.detail.Set(append(objects, block.Section("Mensen", people...))...)
}

func (p *registerPage) peopleTable() fyne.CanvasObject {
	open := func(r block.Row) { p.s.Go(ui.Route{Screen: ui.ScreenRegister, Key: r.ID}) }
	t := block.NewTable("persoon", "mensen",
		block.TableColumn{ID: "name", Title: "Naam", Grow: true, OnToggle: open}, block.TableColumn{ID: "town", Title: "Plaats", Rank: 1}, block.TableColumn{ID: "member", Title: "Lidmaatschap"}).Fitting()
	var rows []block.Row
	for _, r := range p.org.People {
		member := block.Cell{Text: "geen lid", Kind: block.QuietText}
		switch {
		case r.Member:
			member = block.Cell{Text: "lid tot " + dutch.ShortDay(string(r.MemberUntil), p.s.Today()), Kind: block.Status, Tone: look.Green, Sort: string(r.MemberUntil)}
		case r.MemberUntil != "":
			member = block.Cell{Text: "verlopen", Kind: block.Status, Tone: look.Amber, Sort: string(r.MemberUntil)}
		}
		rows = append(rows, block.Row{ID: key(r.ID), Cells: []block.Cell{{Text: r.ListName}, {Text: r.Town}, member}})
	}
	t.SetRows(rows)
	t.OnOpen = open
	return t
}

// organisationTexts are the fields of an organisation that are text, in the order of the form.
var organisationTexts = []struct {
	label, hint string
	of          func(*data.Organisation) *string
}{
	{"Naam", "", func(o *data.Organisation) *string { return &o.Name }},
	{"Afdeling", "", func(o *data.Organisation) *string { return &o.Department }},
	{"Straat", "", func(o *data.Organisation) *string { return &o.Street }},
	{"Huisnummer", "", func(o *data.Organisation) *string { return &o.HouseNumber }},
	{"Postcode", "", func(o *data.Organisation) *string { return &o.Postcode }},
	{"Plaats", "", func(o *data.Organisation) *string { return &o.Town }},
	{"Provincie", "", func(o *data.Organisation) *string { return &o.Province }},
	{"E-mail", "", func(o *data.Organisation) *string { return &o.Email }},
	{"Telefoon", "", func(o *data.Organisation) *string { return &o.Phone }},
	{"Website", "", func(o *data.Organisation) *string { return &o.Website }},
	{"Facturen naar", "Het mailadres voor facturen.", func(o *data.Organisation) *string { return &o.InvoiceEmail }},
	{"Referentie", "Wat op elke factuur moet staan.", func(o *data.Organisation) *string { return &o.InvoiceReference }},
	{"KvK", "8 cijfers.", func(o *data.Organisation) *string { return &o.KvK }},
	{"OIN", "20 cijfers, voor e-facturen aan de overheid.", func(o *data.Organisation) *string { return &o.OIN }},
	{"Btw-nummer", "", func(o *data.Organisation) *string { return &o.VATNumber }},
	{"Klachtenregeling", "Waar die staat, of bij wie; komt in brieven die naar de organisatie verwijzen.", func(o *data.Organisation) *string { return &o.ComplaintsProcedure }},
}

// addOrganisation opens the fields of a new organisation.
func (p *registerPage) addOrganisation() {
	p.drop(func() { p.editOrganisation(data.Organisation{Country: "NL"}) })
}

// editOrganisation opens the fields of an organisation; one without a number is new.
func (p *registerPage) editOrganisation(o data.Organisation) {
	f := &registerForm{p: p, title: "Gegevens van " + o.Name, okText: "Opslaan"}
	said := "Gegevens opgeslagen"
	if o.ID == 0 {
		f.title, f.okText, said = "Organisatie toevoegen", "Toevoegen", "Organisatie toegevoegd"
	}
	for _, t := range organisationTexts {
		f.text(t.label, *t.of(&o), t.hint)
	}
	var kinds []block.Choice
	for _, k := range []string{"municipality", "school", "youthcare", "practice", "other"} {
		kinds = append(kinds, block.Choice{ID: k, Text: register.OrganisationKindName(k)})
	}
	kind := f.choice("Soort", o.Kind, kinds...)
	country := f.choice("Land", o.Country, countryChoices(o.Country)...)
	notes := f.line(block.NewTextArea("", 3), "Opmerkingen", o.Notes, "")
	f.keep = func() {
		v := o
		for i, t := range organisationTexts {
			*t.of(&v) = f.fields[i].get()
		}
		v.Kind, v.Country, v.Notes = kind.get(), country.get(), notes.get()
		ui.ActOr(p.s.Tasks, "Organisatie opslaan", func(ctx context.Context, _ *ui.Progress) (changed, error) {
			saved, id, err := p.job.SaveOrganisation(ctx, v)
			return changed{key: organisationKey(saved.ID), change: id}, err
		}, func(c changed, err error) {
			if err != nil {
				f.failed(err, func(ctx context.Context) ([]string, error) {
					page, err := p.job.Organisation(ctx, o.ID)
					o = page.Organisation
					return organisationValues(o), err
				})
				return
			}
			f.saved(c.key, said, c.change)
		})
	}
	f.begin()
}

// organisationValues are the values of the fields of an organisation, in their order.
func organisationValues(o data.Organisation) []string {
	var out []string
	for _, t := range organisationTexts {
		out = append(out, *t.of(&o))
	}
	return append(out, o.Kind, o.Country, o.Notes)
}
