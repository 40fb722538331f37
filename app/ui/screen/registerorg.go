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
	"kiesvoorhetkind.nl/kantoor/data"
)

// showOrganisation puts an organisation and who works there on the page.
func (p *registerPage) showOrganisation() {
	o := p.org.Organisation
	objects := []fyne.CanvasObject{
		block.Head(o.Name, block.NewPill(p.org.Kind, look.Grey), block.NewQuiet(dutch.Count(len(p.org.People), words.T("persoon"), words.T("mensen")))),
		block.Spread(8, block.NewButton(words.T("Bewerken"), p.edit).WithHint("E")),
		block.Facts(
			block.Fact{Label: words.T("Afdeling"), Value: o.Department},
			block.Fact{Label: words.T("Adres"), Value: strings.Join(p.org.Address, "\n")},
			block.Fact{Label: words.T("E-mail"), Value: o.Email},
			block.Fact{Label: words.T("Telefoon"), Value: o.Phone},
			block.Fact{Label: words.T("Website"), Value: o.Website},
			block.Fact{Label: words.T("Facturen naar"), Value: o.InvoiceEmail},
			block.Fact{Label: words.T("Referentie"), Value: o.InvoiceReference},
			block.Fact{Label: words.T("KvK"), Value: o.KvK},
			block.Fact{Label: words.T("OIN"), Value: o.OIN},
			block.Fact{Label: words.T("Btw-nummer"), Value: o.VATNumber},
			block.Fact{Label: words.T("Klachtenregeling"), Value: o.ComplaintsProcedure},
			block.Fact{Label: words.T("Opmerkingen"), Value: o.Notes},
		),
	}
	people := []fyne.CanvasObject{block.NewQuiet(words.T("Nog niemand. Kies deze organisatie bij de gegevens van wie er werkt."))}
	if len(p.org.People) > 0 {
		people = []fyne.CanvasObject{p.peopleTable()}
	}
	objects = append(objects, block.Section(words.T("Mensen"), people...))
	if o.Kind == municipality {
		objects = append(objects, p.areaSection()...)
	}
	p.detail.Set(objects...)
}

func (p *registerPage) peopleTable() fyne.CanvasObject {
	open := func(r block.Row) { p.s.Go(ui.Route{Screen: ui.ScreenRegister, Key: r.ID}) }
	t := block.NewTable(words.T("persoon"), words.T("mensen"),
		block.TableColumn{ID: "name", Title: words.T("Naam"), Grow: true, OnToggle: open}, block.TableColumn{ID: "town", Title: words.T("Plaats"), Rank: 1}, block.TableColumn{ID: "member", Title: words.T("Lidmaatschap")}).Fitting().Remember(p.s.Memory(), "organisatie.mensen")
	var rows []block.Row
	for _, r := range p.org.People {
		member := block.Cell{Text: words.T("geen lid"), Kind: block.QuietText}
		switch {
		case r.Member:
			member = block.Cell{Text: words.T("lid tot %s", dutch.ShortDay(string(r.MemberUntil), p.s.Today())), Kind: block.Status, Tone: look.Green, Sort: string(r.MemberUntil)}
		case r.MemberUntil != "":
			member = block.Cell{Text: words.T("verlopen"), Kind: block.Status, Tone: look.Amber, Sort: string(r.MemberUntil)}
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
	{words.Later("Naam"), "", func(o *data.Organisation) *string { return &o.Name }},
	{words.Later("Afdeling"), "", func(o *data.Organisation) *string { return &o.Department }},
	{words.Later("Straat"), "", func(o *data.Organisation) *string { return &o.Street }},
	{words.Later("Huisnummer"), "", func(o *data.Organisation) *string { return &o.HouseNumber }},
	{words.Later("Postcode"), "", func(o *data.Organisation) *string { return &o.Postcode }},
	{words.Later("Plaats"), "", func(o *data.Organisation) *string { return &o.Town }},
	{words.Later("Provincie"), "", func(o *data.Organisation) *string { return &o.Province }},
	{words.Later("E-mail"), "", func(o *data.Organisation) *string { return &o.Email }},
	{words.Later("Telefoon"), "", func(o *data.Organisation) *string { return &o.Phone }},
	{words.Later("Website"), "", func(o *data.Organisation) *string { return &o.Website }},
	{words.Later("Facturen naar"), words.Later("Het mailadres voor facturen."), func(o *data.Organisation) *string { return &o.InvoiceEmail }},
	{words.Later("Referentie"), words.Later("Wat op elke factuur moet staan."), func(o *data.Organisation) *string { return &o.InvoiceReference }},
	{words.Later("KvK"), words.Later("8 cijfers."), func(o *data.Organisation) *string { return &o.KvK }},
	{words.Later("OIN"), words.Later("20 cijfers, voor e-facturen aan de overheid."), func(o *data.Organisation) *string { return &o.OIN }},
	{words.Later("Btw-nummer"), "", func(o *data.Organisation) *string { return &o.VATNumber }},
	{words.Later("Klachtenregeling"), words.Later("Waar die staat, of bij wie; komt in brieven die naar de organisatie verwijzen."), func(o *data.Organisation) *string { return &o.ComplaintsProcedure }},
}

// addOrganisation opens the fields of a new organisation.
func (p *registerPage) addOrganisation() { p.editOrganisation(data.Organisation{Country: "NL"}) }

// editOrganisation opens the fields of an organisation; one without a number is new.
func (p *registerPage) editOrganisation(o data.Organisation) {
	said, town := words.T("Gegevens opgeslagen"), townAsk{p: p, asked: o.Town}
	e := &ui.Edit{Form: formOrganisation, Title: words.T("Gegevens van %s", o.Name), Rows: func(r *ui.Rows) {
		for _, t := range organisationTexts {
			line := r.Text(t.label, t.of(&o)).Hint(words.T(t.hint))
			if into := t.of(&o); into == &o.HouseNumber || into == &o.Postcode {
				line.Short()
			}
		}
		var kinds []block.Choice
		for _, k := range []string{"municipality", "school", "youthcare", "practice", "other"} {
			kinds = append(kinds, block.Choice{ID: k, Text: register.OrganisationKindName(k)})
		}
		r.Choice(words.Later("Soort"), &o.Kind, kinds...)
		r.Choice(words.Later("Land"), &o.Country, countryChoices(o.Country)...)
		r.Area(words.Later("Opmerkingen"), &o.Notes, 3)
	}}
	if o.ID == 0 {
		e.Title, e.OK, said = words.T("Organisatie toevoegen"), words.T("Toevoegen"), words.T("Organisatie toegevoegd")
	} else {
		e.Key = organisationKey(o.ID)
		e.Newest = ui.ReadBy(func(ctx context.Context) (register.OrganisationPage, error) { return p.job.Organisation(ctx, o.ID) },
			func(page register.OrganisationPage) { o = page.Organisation })
	}
	e.Refused = func(err error) bool { return town.tell(err, e, &o.Town) }
	e.Save = ui.SaveBy(words.T("Organisatie opslaan"), func(ctx context.Context) (changed, error) {
		if err := town.check(o.Town, o.Country); err != nil {
			return changed{}, err
		}
		saved, id, err := p.job.SaveOrganisation(ctx, o)
		return changed{organisationKey(saved.ID), id}, err
	}, p.saved(said))
	p.Fill(e)
}
