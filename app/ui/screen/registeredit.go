package screen

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// countries are those to choose from; another one that a record has stays.
var countries = []block.Choice{{ID: "NL", Text: words.Later("Nederland")}, {ID: "BE", Text: words.Later("België")}, {ID: "DE", Text: words.Later("Duitsland")}, {ID: "LU", Text: words.Later("Luxemburg")}, {ID: "FR", Text: words.Later("Frankrijk")}}

func countryChoices(now string) []block.Choice {
	for _, c := range countries {
		if c.ID == now || now == "" {
			return inUse(countries)
		}
	}
	return append(inUse(countries), block.Choice{ID: now, Text: now})
}

// roleKinds are the roles that somebody can be given, in the order of the choice.
var roleKinds = []string{"coach", "mediator", "care_coach", "trainer", "contact", "staff", "intern", "management"}

func roleChoices() []block.Choice {
	var out []block.Choice
	for _, k := range roleKinds {
		out = append(out, block.Choice{ID: k, Text: register.RoleName(k)})
	}
	return out
}

// edit opens the fields of what is shown.
func (p *registerPage) edit() {
	if p.form != nil || p.key == "" {
		return
	}
	if strings.HasPrefix(p.key, "o") {
		p.editOrganisation(p.org.Organisation)
		return
	}
	p.editPerson(p.person.Person)
}

// add opens the fields of somebody new.
func (p *registerPage) add() { p.drop(func() { p.editPerson(data.Person{Country: "NL"}) }) }

// asWritten marks an organisation that is only a name, not one of the register.
const asWritten = "naam"

// works is where somebody works, as a field: one of the register, or a name as written.
func (f *registerForm) works(person data.Person) *registerField {
	pick := block.NewPickField(words.T("Typ een deel van de naam"), func(text string, show func([]block.Option)) {
		ui.Load(f.p.finder, func(ctx context.Context) ([]block.Option, error) {
			found, err := f.p.job.FindOrganisations(ctx, text, 8)
			var out []block.Option
			for _, o := range found {
				out = append(out, block.Option{ID: key(o.ID), Text: o.Name, Detail: joined(" · ", register.OrganisationKindName(o.Kind), o.Town)})
			}
			return out, err
		}, show)
	})
	pick.NewText = words.T("Alleen als naam noteren:")
	pick.New = func(text string) { pick.SetValue(block.Option{ID: asWritten, Text: text}) }
	set := func(v string) {
		id, name, _ := strings.Cut(v, " ")
		pick.SetValue(block.Option{ID: id, Text: name})
	}
	switch {
	case person.OrganisationID != 0:
		set(key(person.OrganisationID) + " " + person.Organisation)
	case person.Organisation != "":
		set(asWritten + " " + person.Organisation)
	}
	said := func(v string) string {
		_, name, _ := strings.Cut(v, " ")
		return name
	}
	return f.add(&registerField{row: block.FormRow{Label: words.T("Organisatie"), Field: pick}, set: set, words: said, get: func() string {
		if pick.Value().ID == "" {
			return pick.Text()
		}
		return pick.Value().ID + " " + pick.Value().Text
	}})
}

// setWorks puts the value of that field in a person.
func setWorks(person *data.Person, v string) {
	id, name, _ := strings.Cut(v, " ")
	person.OrganisationID, person.Organisation = number(id), name
}

// editPerson opens the fields of a person; one without a number is new.
func (p *registerPage) editPerson(q data.Person) {
	f := &registerForm{p: p, title: words.T("Gegevens van %s", q.Name()), okText: words.T("Opslaan")}
	if q.ID == 0 {
		f.title, f.okText = words.T("Iemand toevoegen"), words.T("Toevoegen")
	}
	var role *registerField
	fill := f.personFields(q)
	if q.ID == 0 {
		role = f.choice(words.T("Functie"), "coach", append(roleChoices(), block.Choice{ID: "", Text: words.T("geen")})...)
	}
	asked := false
	f.keep = func() {
		v := fill(q)
		if q.ID != 0 {
			ui.ActOr(p.s.Tasks, words.T("Gegevens opslaan"), func(ctx context.Context, _ *ui.Progress) (changed, error) {
				saved, id, err := p.job.Save(ctx, v)
				return changed{key(saved.ID), id, nil}, err
			}, func(c changed, err error) {
				if err != nil {
					f.failed(err, func(ctx context.Context) ([]string, error) {
						page, err := p.job.Person(ctx, q.ID)
						q = page.Person
						return personValues(q), err
					})
					return
				}
				f.saved(c.key, words.T("Gegevens opgeslagen"), c.change)
			})
			return
		}
		ui.ActOr(p.s.Tasks, words.T("Iemand toevoegen"), func(ctx context.Context, _ *ui.Progress) (changed, error) {
			if !asked {
				alike, err := p.job.Alike(ctx, v)
				if err != nil || len(alike) > 0 {
					return changed{alike: alike}, err
				}
			}
			saved, id, err := p.job.AddPerson(ctx, v, role.get())
			return changed{key(saved.ID), id, nil}, err
		}, func(c changed, err error) {
			switch {
			case err != nil:
				f.failed(err, nil)
			case len(c.alike) > 0:
				asked, f.busy, f.okText = true, false, words.T("Toch toevoegen")
				f.alike(c.alike)
			default:
				f.saved(c.key, words.T("Toegevoegd aan het register"), c.change)
			}
		})
	}
	f.begin()
}

// changed is what saving led to: the record, the change to undo, or who is there already.
type changed struct {
	key    string
	change int64
	alike  []register.Row
}

// alike shows who could be the person that is about to be added.
func (f *registerForm) alike(rows []register.Row) {
	objects := []fyne.CanvasObject{warning(words.T("Staat deze persoon al in het register? Er is nog niets toegevoegd."))}
	for _, r := range rows[:min(len(rows), 5)] {
		objects = append(objects, block.Spread(10, block.NewLink(r.Name, func() { f.p.drop(func() { f.p.open(key(r.ID)) }) }), block.NewQuietParagraph(joined(" · ", r.Organisation, r.Town, r.Email)).Natural()))
	}
	f.tell(objects...)
}

// personTexts are the fields of a person that are text, in the order of the form.
var personTexts = []struct {
	label, hint string
	of          func(*data.Person) *string
}{
	{words.Later("Voornaam"), "", func(q *data.Person) *string { return &q.FirstName }},
	{words.Later("Voorletters"), "", func(q *data.Person) *string { return &q.Initials }},
	{words.Later("Tussenvoegsel"), "", func(q *data.Person) *string { return &q.Infix }},
	{words.Later("Achternaam"), "", func(q *data.Person) *string { return &q.Surname }},
	{words.Later("Titel"), "", func(q *data.Person) *string { return &q.Title }},
	{words.Later("Op certificaat"), words.Later("Alleen als de naam daar anders moet staan."), func(q *data.Person) *string { return &q.CertificateName }},
	{words.Later("Straat"), "", func(q *data.Person) *string { return &q.Street }},
	{words.Later("Huisnummer"), "", func(q *data.Person) *string { return &q.HouseNumber }},
	{words.Later("Postcode"), "", func(q *data.Person) *string { return &q.Postcode }},
	{words.Later("Plaats"), "", func(q *data.Person) *string { return &q.Town }},
	{words.Later("Provincie"), "", func(q *data.Person) *string { return &q.Province }},
	{words.Later("E-mail"), "", func(q *data.Person) *string { return &q.Email }},
	{words.Later("E-mail werk"), "", func(q *data.Person) *string { return &q.WorkEmail }},
	{words.Later("Mobiel"), "", func(q *data.Person) *string { return &q.Mobile }},
	{words.Later("Telefoon"), "", func(q *data.Person) *string { return &q.Phone }},
}

// personFields makes the fields, and answers what puts their values in a person.
func (f *registerForm) personFields(q data.Person) func(data.Person) data.Person {
	for _, t := range personTexts {
		f.text(words.T(t.label), *t.of(&q), words.T(t.hint))
	}
	country := q.Country
	if country == "" {
		country = "NL"
	}
	land := f.choice(words.T("Land"), country, countryChoices(country)...)
	org := f.works(q)
	gender := f.choice("M/V", q.Gender, block.Choice{ID: "V", Text: words.T("vrouw")}, block.Choice{ID: "M", Text: words.T("man")}, block.Choice{ID: "X", Text: words.T("anders")}, block.Choice{ID: "", Text: words.T("onbekend")})
	mail := f.check(words.T("Post"), words.T("Geen mail sturen"), q.NoMail)
	notes := f.line(block.NewTextArea("", 3), words.T("Opmerkingen"), q.Notes, "")
	return func(q data.Person) data.Person {
		for i, t := range personTexts {
			*t.of(&q) = f.fields[i].get()
		}
		q.Country, q.Gender, q.NoMail, q.Notes = land.get(), gender.get(), mail.get() != "", notes.get()
		if org.get() != org.base {
			setWorks(&q, org.get())
		}
		return q
	}
}

// personValues are the values of the fields of a person, in their order.
func personValues(q data.Person) []string {
	var out []string
	for _, t := range personTexts {
		out = append(out, *t.of(&q))
	}
	works := ""
	switch {
	case q.OrganisationID != 0:
		works = key(q.OrganisationID) + " " + q.Organisation
	case q.Organisation != "":
		works = asWritten + " " + q.Organisation
	}
	return append(out, q.Country, works, q.Gender, yes(q.NoMail), q.Notes)
}
