package screen

import (
	"context"
	"errors"
	"image"
	"strings"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/report"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// registry is what the screen asks of the register.
type registry interface {
	lister
	merger
	photographer
	Search(ctx context.Context, q register.Query, after *register.Row, given, limit int) ([]register.Row, error)
	CertificateKinds(ctx context.Context) ([]register.Kind, error)
	TownsLike(town, country string) []string
	Count(ctx context.Context) (int, error)
	Ends(ctx context.Context) (register.Ends, error)
	Person(ctx context.Context, id int64) (register.PersonPage, error)
	Alike(ctx context.Context, p data.Person) ([]register.Row, error)
	AddPerson(ctx context.Context, p data.Person, role string) (data.Person, int64, error)
	Save(ctx context.Context, p data.Person) (data.Person, int64, error)
	GiveRole(ctx context.Context, person int64, kind string, since data.Day) (int64, error)
	EndRole(ctx context.Context, role data.Role, until data.Day) (int64, error)
	SetMemberUntil(ctx context.Context, person int64, regime string, until data.Day, reason string) (int64, error)
	EndMembership(ctx context.Context, person int64, regime, reason string) (int64, error)
	FindOrganisations(ctx context.Context, text string, limit int) ([]data.Organisation, error)
	SortedOrganisations(ctx context.Context, text string, by data.Sort, after int64, limit int) ([]data.Organisation, error)
	Organisation(ctx context.Context, id int64) (register.OrganisationPage, error)
	SaveOrganisation(ctx context.Context, o data.Organisation) (data.Organisation, int64, error)
	SetArea(ctx context.Context, municipality int64, towns string) (int64, error)
}

// certificateKeeper gives certificates as they were issued, and replaces and revokes them.
type certificateKeeper interface {
	certificateChanger
	Awaits(ctx context.Context, person int64) ([]int64, error)
	Reprint(ctx context.Context, certificate int64) (data.Document, error)
	Print(ctx context.Context, documentID int64, printer string, copies int) (job string, err error)
	Printers(ctx context.Context) (names []string, standard string, err error)
	signatureKeeper
}

// registerPage is the screen "Register".
type registerPage struct {
	*ui.Editor

	s            *ui.Shell
	job          registry
	certificates certificateKeeper
	maps         mapper
	members      Memberships
	undo         undoer
	papers       Papers

	search *block.SearchField
	filter *registerFilter
	chips  *block.Chips
	list   *block.List
	detail *block.Detail
	split  *block.Split
	lane   *ui.Lane
	reader *ui.Lane
	finder *ui.Lane
	ending fyne.CanvasObject // what can be done with a list of ends

	// rows are the people of the list; the organisations of the list have none.
	rows  []register.Row
	more  bool // there may be more than the list has
	typed bool // the text changed: the first one found is shown
	keep  bool // the list changes to where the page is: the page stays
	total int
	ends  register.Ends

	key    string // what the page shows: a person's number, or an organisation's after "o"
	want   string // what it will show
	came   bool   // came here to see somebody
	direct bool   // the list gets the keyboard once it has them
	person register.PersonPage
	awaits []int64 // the cohorts in which a certificate of the person is ready to be made
	// signature is how the person signs; nil where that is not known.
	signature image.Image
	portrait  portrait
	org       register.OrganisationPage
	area      report.PublicMap // of the municipality that is shown
	whole     map[string]bool  // the parts that are shown in full
}

// organisationsChip shows organisations in the place of people.
const organisationsChip = "organisations"

// Register is the screen of the people and organisations: find somebody, and see
// everything of them on one page.
func Register(job registry, certificates certificateKeeper, maps mapper, members Memberships, papers Papers, u undoer) ui.Screen {
	return ui.Screen{ID: ui.ScreenRegister, New: func(s *ui.Shell) ui.Page {
		p := &registerPage{
			s: s, job: job, certificates: certificates, maps: maps, members: members, papers: papers, undo: u,
			lane: s.Tasks.Lane(), reader: s.Tasks.Lane(), finder: s.Tasks.Lane(), detail: block.NewDetail(),
		}
		p.list = block.NewList(nobodyFound())
		p.list.OnChoose = func(_ int, it block.Item) { p.choose(it.ID) }
		p.Editor = ui.NewEditor(s, p.detail, p.list, p.show).Awaits(p.reader)
		p.list.OnNearEnd = p.next
		p.search = block.NewSearchField(words.T("Naam, plaats, mailadres of nummer"))
		p.search.OnText = func(string) {
			p.typed, p.came = true, false
			p.Reload()
		}
		listMenu(s, p.list, p.reader, append(append([]string{"person.edit", ""}, personCommands...), "", "person.new", "organisation.new")...)
		p.search.OnList = func() {
			if len(p.list.Items()) > 0 {
				p.split.ShowPage()
				p.s.Window().Canvas().Focus(p.list.Keys())
			}
		}
		p.chips = block.NewChips(func(string) {
			p.typed = !p.keep
			p.Reload()
		}, p.choices()...).Remember(s.Memory(), "register")
		p.filter = newRegisterFilter(func() {
			p.typed, p.came = true, false
			p.Reload()
		}, func() { p.split.Refresh() })
		p.ending = block.Pad(0, 16, 10, 16, block.Spread(8, block.NewButton(words.T("Herinneren …"), p.remind).WithHint("H")))
		p.ending.Hide()
		left := block.Frame(block.Column(0, block.ListTop(p.chips, p.search, p.filter.body), p.ending), nil, nil, nil, p.list)
		p.split = block.NewSplit(block.ListWidth, words.T("Register"), left, p.detail).Follow(p.list)
		p.list.Counted(words.T("persoon"), words.T("mensen")).Tabled(p.split, s.Memory(), "register", personColumns()...).OnSort = p.Reload
		p.In(p.split)
		return p
	}}
}

func (p *registerPage) choices() []block.Choice {
	return []block.Choice{
		{ID: register.Everybody, Text: words.T("Iedereen")},
		{ID: register.Members, Text: words.T("Leden")},
		{ID: register.Ending, Text: words.T("Loopt af"), Count: p.ends.Ending},
		{ID: register.InGrace, Text: words.T("Uitloop"), Count: p.ends.Grace},
		{ID: register.Lapsed, Text: words.T("Verlopen"), Count: p.ends.Lapsed},
		{ID: organisationsChip, Text: words.T("Organisaties")},
	}
}

func (p *registerPage) Title() string              { return words.T("Register") }
func (p *registerPage) List() *block.List          { return p.list }
func (p *registerPage) Content() fyne.CanvasObject { return p.split }

// Shown reads again what may have changed elsewhere.
func (p *registerPage) Shown() {
	p.came = false
	p.readKinds()
	p.Reload()
}

// First gives the keyboard to the search field, or to the list for who came to see somebody.
func (p *registerPage) First() fyne.Focusable {
	if p.came {
		return p.list.Keys()
	}
	return p.search
}

// Back leaves the page where it covers the list, or goes from the list to the search field and the other way: in the
// field a letter is text, in the list it is a command.
func (p *registerPage) Back() bool {
	switch {
	case p.split.Back():
	case p.s.Window().Canvas().Focused() == p.search:
		p.s.Window().Canvas().Focus(p.list.Keys())
	default:
		p.s.Window().Canvas().Focus(p.search)
	}
	return true
}

// Open shows a person, by number, or an organisation, by number after an "o"; or the memberships that end soon.
func (p *registerPage) Open(key string) {
	if key == register.Ending || key == register.InGrace {
		p.chips.Choose(key)
		return
	}
	p.PutAway(func() {
		p.came, p.direct, p.want = true, true, key
		p.split.ShowPage()
		p.open(key)
	})
}

// Do opens a record, or a list of ends, and does something with it.
func (p *registerPage) Do(id, command string) {
	switch {
	case id == register.Ending || id == register.InGrace:
		p.Open(id)
		p.s.Run(command)
	default:
		p.Then(id, func() { p.s.Run(command) })
		p.Open(id)
	}
}

// choose shows what was chosen in the list.
func (p *registerPage) choose(id string) {
	if id != p.key || p.Editing() {
		p.Choose(id, p.open)
	}
}

// open reads a person or an organisation and shows the page.
func (p *registerPage) open(id string) {
	if id != p.key {
		p.whole = map[string]bool{}
	}
	if org, ok := strings.CutPrefix(id, "o"); ok {
		ui.LoadOr(p.reader, func(ctx context.Context) (organisationRead, error) { return p.readOrganisation(ctx, number(org)) },
			func(page organisationRead, err error) {
				if p.opened(id, page.Organisation.Name, err) {
					p.org, p.area, p.person, p.awaits = page.OrganisationPage, page.area, register.PersonPage{}, nil
					p.show()
					p.Ready(id)
				}
			})
		return
	}
	ui.LoadOr(p.reader, func(ctx context.Context) (personRead, error) { return p.readPerson(ctx, number(id)) },
		func(page personRead, err error) {
			if p.opened(id, page.Name, err) {
				p.person, p.signature, p.awaits, p.org = page.PersonPage, page.signature, page.awaits, register.OrganisationPage{}
				p.show()
				p.Ready(id)
			}
		})
}

// opened notes that a record was read; false when it is not there, as after its adding was undone.
func (p *registerPage) opened(id, name string, err error) bool {
	if p.Editing() {
		return false
	}
	wanted := p.want == id
	p.want = ""
	if err != nil {
		p.key, p.person, p.org, p.awaits = "", register.PersonPage{}, register.OrganisationPage{}, nil
		if !errors.Is(err, data.ErrNotFound) {
			p.Unread(err, func() { p.open(id) })
			return false
		}
		p.nothing()
		p.s.Changed()
		return false
	}
	p.key = id
	p.At(id)
	if p.list.ChooseID(id) {
		if p.direct && p.s.Page() == ui.Page(p) {
			p.s.Focus(p.list.Keys())
		}
		p.direct = false
	} else if wanted {
		// Not in what the list shows: the list is looked up by name, so that it shows where the page is.
		chip := register.Everybody
		if strings.HasPrefix(id, "o") {
			chip = organisationsChip
		}
		p.search.SetValue(name)
		p.filter.reset()
		p.keep = true
		if p.chips.Chosen() == chip {
			p.Reload()
		} else {
			p.chips.Choose(chip)
		}
		p.keep = false
	}
	// What the list was read for may have opened a form already.
	return !p.Editing()
}

// show puts what was read on the page.
func (p *registerPage) show() {
	if f := p.s.Window().Canvas().Focused(); f != p.search && !p.list.Above(f) && p.list.Index() >= 0 && p.s.Page() == ui.Page(p) {
		// The fields that had the keyboard are gone.
		p.s.Focus(p.list.Keys())
	}
	switch {
	case p.key == "":
		p.nothing()
	case strings.HasPrefix(p.key, "o"):
		p.showOrganisation()
	default:
		p.showPerson()
	}
	p.s.Changed()
}

// Commands of the screen.
func (p *registerPage) Commands() []ui.Command {
	reading := func() bool { return p.key != "" }
	person := func() bool { return reading() && p.person.Person.ID != 0 }
	return append(append(p.paperCommands(), p.todayCommands()...), []ui.Command{
		{ID: "person.edit", Text: words.T("Bewerken"), Words: words.T("wijzigen gegevens adres"), Hint: words.T("bewerken"), Key: ui.Plain("E"), Enabled: reading, Run: p.edit},
		{ID: "person.new", Anywhere: true, Text: words.T("Iemand toevoegen"), Words: words.T("nieuwe professional contactpersoon"), Hint: words.T("nieuw"), Key: ui.Plain("N"), Run: p.add},
		{ID: "person.role", Text: words.T("Functie toevoegen"), Words: words.T("rol coach trainer mediator"), Key: ui.Plain("F"), Enabled: person, Run: p.giveRole},
		{ID: "person.member", Text: words.T("Einddatum lidmaatschap bepalen"), Words: words.T("lid tot verlengen"), Key: ui.Plain("L"), Enabled: person, Run: p.setMemberUntil},
		p.signatureCommand(),
		{ID: "person.pay", Text: words.T("Lid worden of blijven tegen betaling"), Words: words.T("lidmaatschap factuur betaald jaarbijdrage"), Key: ui.Plain("B"), Enabled: person, Run: p.pay},
		{ID: "register.remind", Anywhere: true, Text: words.T("Leden herinneren"), Words: words.T("herinnering brief mail lidmaatschap loopt af verlopen"), Hint: words.T("herinneren"), Key: ui.Plain("H"), Run: p.remind},
		{ID: "register.reminded", Anywhere: true, Text: words.T("Herinneringen die zijn gemaakt"), Words: words.T("herinnering eerder klaarzetten afdrukken concepten"), Run: p.reminded},
		{ID: "mediators.year", Anywhere: true, Text: words.T("Jaarlijkse bijdrage van mediators factureren"), Words: words.T("jaarbijdrage mediator facturen"), Key: ui.Plain("J"), Run: p.mediators},
		{ID: "register.sort", Text: words.T("Leden op einddatum of op naam"), Words: words.T("sorteren volgorde"), Key: ui.Plain("V"), Apart: true, Run: p.sort},
		{ID: "person.find", Text: words.T("Zoeken in het register"), Words: words.T("vinden"), Hint: words.T("zoeken"), Key: ui.Ctrl(fyne.KeyF), Apart: true, Run: func() { p.s.Window().Canvas().Focus(p.search) }},
		{ID: "register.filter", Text: words.T("Filteren op certificaat, provincie, plaats of land"), Words: words.T("leeftijdsgroep gemeente beperken"), Hint: words.T("filter"), Key: ui.Plain("T"), Apart: true, Run: p.toFilter},
		{ID: "organisation.new", Anywhere: true, Text: words.T("Organisatie toevoegen"), Words: words.T("nieuwe gemeente school"), Key: ui.Plain("O"), Run: p.addOrganisation},
		{ID: "person.doubles", Anywhere: true, Text: words.T("Dubbelen zoeken"), Words: words.T("samenvoegen dubbel ontdubbelen"), Hint: words.T("dubbelen"), Key: ui.Plain("D"), Run: p.doubles},
		{ID: "person.merge", Text: words.T("Samenvoegen met …"), Words: words.T("dubbel ontdubbelen"), Key: ui.Plain("S"), Enabled: reading, Run: p.mergeWith},
		{ID: "organisation.doubles", Anywhere: true, Text: words.T("Dubbele organisaties zoeken"), Words: words.T("samenvoegen dubbel ontdubbelen"), Run: func() { p.doublesOf(p.organisationDoubles()) }},
		{ID: "register.imports", Anywhere: true, Text: words.T("Ingelezen lijsten"), Words: words.T("import terugdraaien ongedaan"), Run: p.imports},
		{ID: "register.import", Anywhere: true, Text: words.T("Ledenlijst inlezen"), Words: words.T("importeren excel csv lijst"), Hint: words.T("lijst inlezen"), Key: ui.Ctrl(fyne.KeyI), Run: p.importList},
	}...)
}
