package register

import (
	"context"
	"slices"
	"strings"

	"kiesvoorhetkind.nl/kantoor/app/dutch"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Comparison is some records side by side: every field of each, and which value stays when they become one. Who decides
// may choose other values before merging.
type Comparison struct {
	// Kind is data.MergedOrganisation of organisations; else they are people.
	Kind   string
	People []ComparedPerson
	Fields []ComparedField
	// Stays is whose number stays, as a place in People: the one with most about it.
	Stays int

	organisations []data.Organisation
}

// ComparedPerson is one of the records; Person is only set of a person.
type ComparedPerson struct {
	ID     int64
	Person data.Person
	Name   string
	// Has says what hangs under the record and moves along: "2 certificaten".
	Has []string
	// Added says when the record was made.
	Added data.Day
	count int
}

// ComparedField is one field of all records.
type ComparedField struct {
	ID     string
	Label  string
	Values []string // of each record, as it is shown; empty where it has none
	Differ bool
	// Chosen is which value stays: a place in Values, or one further for Extra.
	Chosen int
	// Extra is a value of none of the records alone, such as both notes together; empty: there is none.
	Extra string
}

// Result is the value that stays.
func (f ComparedField) Result() string {
	if f.Chosen >= len(f.Values) {
		return f.Extra
	}
	return f.Values[f.Chosen]
}

// Choices is how many values can be chosen from.
func (f ComparedField) Choices() int {
	if f.Extra != "" {
		return len(f.Values) + 1
	}
	return len(f.Values)
}

// merging is a field of a person as merging sees it. Fields that mean something only together, as those of an address,
// are one.
type merging struct {
	id, label string
	show      func(p *data.Person) string
	copy      func(to, from *data.Person)
	// extra gives a value of all together, and keeps it.
	extra func(people []data.Person, chosen int) string
	keep  func(to *data.Person, value string)
}

func textField(id, label string, of func(p *data.Person) *string) merging {
	return merging{
		id: id, label: label,
		show: func(p *data.Person) string { return *of(p) },
		copy: func(to, from *data.Person) { *of(to) = *of(from) },
		keep: func(to *data.Person, value string) { *of(to) = value },
	}
}

// personFields are all fields of a person, in the order of the page. What the rest follows from is not among them.
var personFields = []merging{
	textField("title", words.Later("Titel"), func(p *data.Person) *string { return &p.Title }),
	textField("first_name", words.Later("Voornaam"), func(p *data.Person) *string { return &p.FirstName }),
	textField("initials", words.Later("Voorletters"), func(p *data.Person) *string { return &p.Initials }),
	{
		id: "surname", label: words.Later("Achternaam"),
		show: func(p *data.Person) string { return strings.TrimSpace(p.Infix + " " + p.Surname) },
		copy: func(to, from *data.Person) { to.Infix, to.Surname = from.Infix, from.Surname },
	},
	{
		id: "gender", label: words.Later("M/V"), show: func(p *data.Person) string { return p.Gender },
		copy: func(to, from *data.Person) { to.Gender = from.Gender },
	},
	textField("certificate_name", words.Later("Op certificaat"), func(p *data.Person) *string { return &p.CertificateName }),
	{
		id: "organisation", label: words.Later("Organisatie"), show: func(p *data.Person) string { return p.Organisation },
		copy: func(to, from *data.Person) {
			to.OrganisationID, to.Organisation = from.OrganisationID, from.Organisation
		},
	},
	{
		id: "address", label: words.Later("Adres"),
		show: func(p *data.Person) string { return strings.Join(AddressLines(*p), ", ") },
		copy: func(to, from *data.Person) {
			to.Street, to.HouseNumber, to.Postcode, to.Town, to.Province, to.Country = from.Street, from.HouseNumber, from.Postcode, from.Town, from.Province, from.Country
		},
	},
	withOther(textField("email", words.Later("E-mail"), func(p *data.Person) *string { return &p.Email }), nil),
	withOther(textField("work_email", words.Later("E-mail werk"), func(p *data.Person) *string { return &p.WorkEmail }), func(p *data.Person) string { return p.Email }),
	withOther(textField("mobile", words.Later("Mobiel"), func(p *data.Person) *string { return &p.Mobile }), nil),
	withOther(textField("phone", words.Later("Telefoon"), func(p *data.Person) *string { return &p.Phone }), func(p *data.Person) string { return p.Mobile }),
	{
		id: "no_mail", label: words.Later("Geen mail"),
		show: func(p *data.Person) string {
			if p.NoMail {
				return words.T("geen mail sturen")
			}
			return ""
		},
		copy: func(to, from *data.Person) { to.NoMail = from.NoMail },
	},
	{
		id: "notes", label: words.Later("Opmerkingen"), show: func(p *data.Person) string { return p.Notes },
		copy:  func(to, from *data.Person) { to.Notes = from.Notes },
		extra: allNotes, keep: func(to *data.Person, value string) { to.Notes = value },
	},
}

// withOther offers, where nobody has a second address or number, the one that does not stay as the first.
func withOther(m merging, first func(p *data.Person) string) merging {
	if first == nil {
		return m
	}
	m.extra = func(people []data.Person, chosen int) string {
		for i := range people {
			if m.show(&people[i]) != "" {
				return ""
			}
		}
		for i := range people {
			if v := first(&people[i]); v != "" && v != first(&people[chosen]) {
				return v
			}
		}
		return ""
	}
	return m
}

// allNotes are the notes of all under each other, what is said twice once.
func allNotes(people []data.Person, _ int) string {
	var out []string
	filled := 0
	for _, p := range people {
		if p.Notes != "" {
			filled++
		}
		for line := range strings.SplitSeq(p.Notes, "\n") {
			if line = strings.TrimSpace(line); line != "" && !slices.ContainsFunc(out, func(o string) bool { return data.Fold(o) == data.Fold(line) }) {
				out = append(out, line)
			}
		}
	}
	if filled < 2 {
		return ""
	}
	return strings.Join(out, "\n")
}

// Compare puts records side by side, with the best guess of what stays.
func (r *Register) Compare(ctx context.Context, people []int64) (Comparison, error) {
	var c Comparison
	if len(people) < 2 {
		return c, data.Refuse("Kies minstens twee mensen om naast elkaar te zetten.")
	}
	err := r.store.Read(ctx, func(tx *data.Tx) error {
		c = Comparison{}
		for _, id := range people {
			p, err := tx.Person(id)
			if err != nil {
				return err
			}
			counts, err := tx.References(data.MergedPerson, id)
			if err != nil {
				return err
			}
			if same := slices.ContainsFunc(c.People, func(k ComparedPerson) bool { return k.Person.ID == id }); same {
				return data.Refuse("Dit is twee keer dezelfde persoon. Kies iemand anders.")
			}
			x := ComparedPerson{ID: p.ID, Person: p, Name: p.Name(), Added: data.DayOf(p.CreatedAt)}
			x.Has, x.count = countedMoves(counts)
			c.People = append(c.People, x)
		}
		return nil
	})
	if err != nil {
		return c, err
	}
	c.guess()
	return c, nil
}

// guess presets what stays: of whoever has most about them the number; of each field the value that says most, of those
// that say as much the one that was changed last.
func (c *Comparison) guess() {
	people := make([]data.Person, len(c.People))
	newest := 0
	for i := range c.People {
		people[i] = c.People[i].Person
		if c.People[i].count > c.People[c.Stays].count {
			c.Stays = i
		}
		if people[i].ChangedAt.After(people[newest].ChangedAt) {
			newest = i
		}
	}
	for _, m := range personFields {
		f := ComparedField{ID: m.id, Label: words.T(m.label), Chosen: c.Stays}
		best := -1
		for i := range people {
			v := m.show(&people[i])
			f.Values = append(f.Values, v)
			f.Differ = f.Differ || v != f.Values[0]
			if n := tells(m.id, v, i == newest, i == c.Stays); v != "" && n > best {
				best, f.Chosen = n, i
			}
		}
		c.Fields = append(c.Fields, f)
	}
	c.extras(people)
}

// firstOf is the field of which another is the second.
var firstOf = map[string]string{"work_email": "email", "phone": "mobile"}

// extras offers what none of the records has alone, and takes it where nothing else was chosen.
func (c *Comparison) extras(people []data.Person) {
	for i, m := range personFields {
		if m.extra == nil {
			continue
		}
		f, chosen := &c.Fields[i], 0
		for _, g := range c.Fields {
			if g.ID == firstOf[m.id] {
				chosen = min(g.Chosen, len(people)-1)
			}
		}
		had := f.Extra
		f.Extra = m.extra(people, chosen)
		if f.Extra != "" && (had == "" || f.Chosen == len(f.Values)) {
			f.Chosen = len(f.Values)
		}
		if f.Extra == "" && f.Chosen == len(f.Values) {
			f.Chosen = c.Stays
		}
	}
}

// tells weighs how much a value says: "Jolanda" more than "J.", a whole address more than a town.
func tells(field, value string, newest, stays bool) int {
	n := 0
	switch field {
	case "first_name":
		if !looksLikeInitials(value) {
			n += 4
		}
	case "address":
		n += 4 * strings.Count(value, ",")
		if strings.ContainsAny(value, "0123456789") {
			n += 4
		}
	case "surname", "organisation", "initials", "certificate_name":
		n += 4 * min(len([]rune(value))/4, 3)
	}
	if strings.ContainsAny(value, "?\uFFFD") {
		n -= 8
	}
	if strings.Contains("first_name surname", field) && tidyCase(value) != value {
		n -= 6 // all in capitals
	}
	if newest {
		n += 2
	}
	if stays {
		n++
	}
	return max(n, 0)
}

// Choose takes another value of a field; what follows from it, as a second address, is offered anew.
func (c *Comparison) Choose(field string, value int) {
	for i := range c.Fields {
		if f := &c.Fields[i]; f.ID == field && value >= 0 && value < f.Choices() {
			f.Chosen = value
		}
	}
	if c.Kind == data.MergedOrganisation {
		return
	}
	c.extras(c.persons())
}

func (c *Comparison) persons() []data.Person {
	out := make([]data.Person, len(c.People))
	for i := range c.People {
		out[i] = c.People[i].Person
	}
	return out
}

// ChooseAll takes all values of one of the records, for what it has.
func (c *Comparison) ChooseAll(person int) {
	for i := range c.Fields {
		if f := &c.Fields[i]; person < len(f.Values) && f.Values[person] != "" {
			f.Chosen = person
		}
	}
	if c.Kind == data.MergedOrganisation {
		return
	}
	c.extras(c.persons())
}

// result is who stays, with the values that were chosen.
func (c *Comparison) result() data.Person {
	people := c.persons()
	out := people[c.Stays]
	for i, m := range personFields {
		f := c.Fields[i]
		switch {
		case f.Chosen >= len(people):
			m.keep(&out, f.Extra)
		default:
			m.copy(&out, &people[f.Chosen])
		}
	}
	return out
}

// countedWords are what can hang under a person, by the column that names them, in the order in which it is told.
var countedWords = []struct{ column, one, more string }{
	{"certificate.person_id", words.Later("certificaat"), words.Later("certificaten")},
	{"enrolment.person_id", words.Later("inschrijving"), words.Later("inschrijvingen")},
	{"membership_event.person_id", words.Later("gebeurtenis van het lidmaatschap"), words.Later("gebeurtenissen van het lidmaatschap")},
	{"role.person_id", words.Later("functie"), words.Later("functies")},
	{"cohort_trainer.person_id", words.Later("trainingsgroep als trainer"), words.Later("trainingsgroepen als trainer")},
	{"invoice.person_id", words.Later("factuur"), words.Later("facturen")},
	{"sales_order.person_id", words.Later("bestelling"), words.Later("bestellingen")},
	{"message.person_id", words.Later("bericht"), words.Later("berichten")},
	{"person_registration.person_id", words.Later("beroepsregistratie"), words.Later("beroepsregistraties")},
	{"old_paper.person_id", words.Later("aanvraag met oud papier"), words.Later("aanvragen met oud papier")},
	{"complaint_message.person_id", words.Later("bericht bij een klacht"), words.Later("berichten bij een klacht")},
	{"complaint.about_person_id", words.Later("klacht"), words.Later("klachten")},
}

// uncounted are columns that name a person and that nobody needs to be told of.
var uncounted = map[string]bool{"print_run_item.person_id": true, "person_apart.person_id": true, "person_apart.other_id": true}

// counted writes a number with its noun.
func counted(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return dutch.Grouped(uint64(max(n, 0))) + " " + more
}

func countedMoves(counts map[string]int) (texts []string, all int) {
	for _, w := range countedWords {
		if n := counts[w.column]; n > 0 {
			texts, all = append(texts, counted(n, words.T(w.one), words.T(w.more))), all+n
		}
	}
	return texts, all
}
