package screen

import (
	"context"
	"errors"
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

// The names of the forms, in what is kept of them while somebody types.
const (
	formPerson       = "person"
	formOrganisation = "organisation"
)

// edit opens the fields of what is shown.
func (p *registerPage) edit() {
	if p.key == "" || p.OnceRead(p.edit) {
		return
	}
	if strings.HasPrefix(p.key, "o") {
		p.editOrganisation(p.org.Organisation)
		return
	}
	p.editPerson(p.person.Person)
}

// Resume goes on with a form that was not saved.
func (p *registerPage) Resume(form, id string) {
	switch {
	case p.EditingOf(form, id):
	case form == formRevoke || form == formReplace:
		p.resumeAbout(form, id)
	case form == formOrganisation && id == "":
		p.addOrganisation()
	case id == "":
		p.add()
	default:
		next := p.edit
		switch form {
		case formRole:
			next = p.giveRole
		case formMember:
			next = p.setMemberUntil
		case formPay:
			next = p.pay
		}
		p.Then(id, next)
		p.Open(id)
	}
}

// add opens the fields of somebody new.
func (p *registerPage) add() { p.editPerson(data.Person{Country: "NL"}) }

// asWritten marks an organisation that is only a name, not one of the register.
const asWritten = "naam"

// works is where somebody works, as a field: one of the register, or a name as written.
func (p *registerPage) works(r *ui.Rows, q *data.Person) {
	pick := block.NewPickField(words.T("Typ een deel van de naam"), func(text string, show func([]block.Option)) {
		ui.Load(p.finder, func(ctx context.Context) ([]block.Option, error) {
			found, err := p.job.FindOrganisations(ctx, text, 8)
			var out []block.Option
			for _, o := range found {
				out = append(out, block.Option{ID: key(o.ID), Text: o.Name, Detail: joined(" · ", register.OrganisationKindName(o.Kind), o.Town)})
			}
			return out, err
		}, show)
	})
	pick.NewText, pick.AsWritten = words.T("Alleen als naam noteren:"), true
	pick.New = func(text string) { pick.SetValue(block.Option{ID: asWritten, Text: text}) }
	r.Add(words.Later("Organisatie"), pick, func() {
		o := block.Option{ID: asWritten, Text: q.Organisation}
		switch {
		case q.OrganisationID != 0:
			o.ID = key(q.OrganisationID)
		case q.Organisation == "":
			o = block.Option{}
		}
		pick.SetValue(o)
	}, func() { q.OrganisationID, q.Organisation = number(pick.Value().ID), pick.Value().Text })
}

// errAlike says that somebody like this is in the register; nothing was added.
var errAlike = errors.New("somebody alike is in the register")

// editPerson opens the fields of a person; one without a number is new.
func (p *registerPage) editPerson(q data.Person) {
	if q.Country == "" {
		q.Country = "NL"
	}
	// A role is said, not supposed: whoever gets one by accident stands among the coaches.
	role, town := "", townAsk{p: p, asked: q.Town}
	e := &ui.Edit{Form: formPerson, Title: words.T("Gegevens van %s", q.Name()), Rows: func(r *ui.Rows) {
		p.personRows(r, &q)
		if q.ID == 0 {
			r.Choice(words.Later("Functie"), &role, append([]block.Choice{{ID: "", Text: words.T("nog geen")}}, roleChoices()...)...)
		}
	}}
	if q.ID == 0 {
		e.Title, e.OK = words.T("Iemand toevoegen"), words.T("Toevoegen")
		asked := false
		var alike []register.Row
		e.Save = ui.SaveBy(words.T("Iemand toevoegen"), func(ctx context.Context) (changed, error) {
			err := town.check(q.Town, q.Country)
			if err != nil {
				return changed{}, err
			}
			if !asked {
				if alike, err = p.job.Alike(ctx, q); err != nil {
					return changed{}, err
				}
				if len(alike) > 0 {
					return changed{}, errAlike
				}
			}
			saved, id, err := p.job.AddPerson(ctx, q, role)
			return changed{key(saved.ID), id}, err
		}, p.saved(words.T("Toegevoegd aan het register")))
		e.Refused = func(err error) bool {
			if !errors.Is(err, errAlike) {
				return town.tell(err, e, &q.Town)
			}
			asked, e.OK = true, words.T("Toch toevoegen")
			e.Tell(p.alike(alike)...)
			return true
		}
	} else {
		e.Key = key(q.ID)
		e.Refused = func(err error) bool { return town.tell(err, e, &q.Town) }
		e.Save = ui.SaveBy(words.T("Gegevens opslaan"), func(ctx context.Context) (changed, error) {
			if err := town.check(q.Town, q.Country); err != nil {
				return changed{}, err
			}
			saved, id, err := p.job.Save(ctx, q)
			return changed{key(saved.ID), id}, err
		}, p.saved(words.T("Gegevens opgeslagen")))
		e.Newest = ui.ReadBy(func(ctx context.Context) (register.PersonPage, error) { return p.job.Person(ctx, q.ID) }, func(page register.PersonPage) { q = page.Person })
	}
	p.Fill(e)
}

// changed is what saving led to: the record, and the change to undo.
type changed struct {
	key    string
	change int64
}

// saved shows the record, with the way back.
func (p *registerPage) saved(said string) func(changed) {
	return func(c changed) {
		p.key, p.want = c.key, c.key
		p.s.Done(said, undo(p.undo, c.change))
		p.open(c.key)
		p.keep = true
		p.Reload()
		p.keep = false
	}
}

// alike shows who could be the person that is about to be added.
func (p *registerPage) alike(rows []register.Row) []fyne.CanvasObject {
	objects := []fyne.CanvasObject{ui.Warning(words.T("Staat deze persoon al in het register? Er is nog niets toegevoegd."))}
	for _, r := range rows[:min(len(rows), 5)] {
		objects = append(objects, block.Spread(10, block.NewLink(r.Name, func() { p.PutAway(func() { p.open(key(r.ID)) }) }), block.NewQuietParagraph(joined(" · ", r.Organisation, r.Town, r.Email)).Natural()))
	}
	return objects
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

// personRows are the fields of a person.
func (p *registerPage) personRows(r *ui.Rows, q *data.Person) {
	for _, t := range personTexts {
		line := r.Text(t.label, t.of(q)).Hint(words.T(t.hint))
		if into := t.of(q); into == &q.HouseNumber || into == &q.Postcode {
			line.Short()
		}
	}
	r.Choice(words.Later("Land"), &q.Country, countryChoices(q.Country)...)
	p.works(r, q)
	r.Choice(words.Later("M/V"), &q.Gender, block.Choice{ID: "V", Text: words.T("vrouw")}, block.Choice{ID: "M", Text: words.T("man")}, block.Choice{ID: "X", Text: words.T("anders")}, block.Choice{ID: "", Text: words.T("onbekend")})
	r.Check(words.Later("Post"), words.Later("Geen mail sturen"), &q.NoMail)
	r.Area(words.Later("Opmerkingen"), &q.Notes, 3)
}
