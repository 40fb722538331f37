package screen

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/sales"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/app/workday"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// The jobs that the screen asks.
type (
	sellerSettings interface {
		Seller(ctx context.Context) (sales.Seller, error)
		SaveSeller(ctx context.Context, o sales.Seller) (int64, error)
		HasLogo(ctx context.Context) (bool, error)
		SetLogo(ctx context.Context, picture []byte) (int64, error)
		Products(ctx context.Context) ([]data.Product, error)
		SaveProduct(ctx context.Context, p *data.Product) (int64, error)
		VATRates(ctx context.Context) ([]data.VATRate, error)
		SaveVATRate(ctx context.Context, r *data.VATRate) (int64, error)
	}
	mailSettings interface {
		Accounts(ctx context.Context) ([]data.MailAccount, error)
		Connect(ctx context.Context, account *data.MailAccount, password string) error
	}
	memberSettings interface {
		Lengths(ctx context.Context) (register.Lengths, error)
		SaveLengths(ctx context.Context, l register.Lengths) (int64, error)
	}
	deskSettings interface {
		Who() string
		NameDesk(ctx context.Context, name string) (int64, error)
		History(ctx context.Context, before int64, limit int) ([]data.HistoryEntry, error)
		Undo(ctx context.Context, change int64) error
		Backup(ctx context.Context, dir string) (data.Backup, error)
		Check(ctx context.Context) ([]string, error)
		Where() (address string, shared bool)
		Holidays(ctx context.Context) (workday.Calendar, error)
		SetHolidays(ctx context.Context, c workday.Calendar) (int64, error)
	}
)

// settingsPage is the screen "Instellingen".
type settingsPage struct {
	s       *ui.Shell
	sales   sellerSettings
	mail    mailSettings
	members memberSettings
	desk    deskSettings
	now     clock
	version string

	search *block.TextField
	detail *block.Detail
	whole  fyne.CanvasObject
	parts  []*part
	past   []data.HistoryEntry
}

// part is one subject of the page: its title, what it changes, and the fields.
type part struct {
	p                   *settingsPage
	title, about, words string
	lane                *ui.Lane
	body                *fyne.Container
	forms               []*block.Form
	load                func(*part)
	whole               fyne.CanvasObject
}

// Settings is the screen on which the office sets everything, on one page that can be searched.
func Settings(s sellerSettings, mail mailSettings, members memberSettings, desk deskSettings, now clock, version string) ui.Screen {
	return ui.Screen{ID: ui.ScreenSettings, New: func(shell *ui.Shell) ui.Page {
		p := &settingsPage{s: shell, sales: s, mail: mail, members: members, desk: desk, now: now, version: version, detail: block.NewDetail()}
		p.search = block.NewTextField(words.T("Zoek een instelling, zoals IBAN of back-up"))
		p.search.OnEdit(p.filter)
		for _, t := range []*part{
			{title: words.T("Kantoorgegevens"), words: words.T("naam adres kvk btw iban mail website telefoon rekening"), load: p.loadSeller, about: words.T("Staan op facturen, pakbonnen, brieven en certificaten die je vanaf nu maakt. Wat al definitief is, verandert niet.")},
			{title: words.T("Huisstijl"), words: words.T("logo kleur plaatje accent"), load: p.loadStyle, about: words.T("Het logo en de kleur op alles wat op papier komt.")},
			{title: words.T("Facturen"), words: words.T("betaaltermijn dagen vervaldatum"), load: p.loadTerm, about: words.T("In hoeveel dagen een factuur betaald moet zijn. Geldt voor facturen die je vanaf nu definitief maakt.")},
			{title: words.T("Artikelen en prijzen"), words: words.T("handleiding product btw verkoop"), load: p.loadProducts, about: words.T("Wat je verkoopt. Bestellingen en facturen die er al zijn, houden de prijs waarmee ze zijn gemaakt.")},
			{title: words.T("Btw-tarieven"), words: words.T("belasting percentage hoog laag vrijgesteld"), load: p.loadRates, about: words.T("Een nieuw tarief geldt vanaf een dag. Definitieve facturen houden het oude.")},
			{title: words.T("Mailbox"), words: words.T("post mail imap server wachtwoord concepten certificaat"), load: p.loadMail, about: words.T("Waar de post wordt opgehaald. Er wordt niets op de server gewijzigd of als gelezen gemerkt. Het wachtwoord komt in de sleutelhanger van deze computer, niet in de gegevens.")},
			{title: words.T("Wie hier zit"), words: words.T("medewerker naam bureau"), load: p.loadDesk, about: words.T("De naam die in de geschiedenis en onder brieven komt. Geldt vanaf de volgende keer dat je het programma opent.")},
			{title: words.T("Lidmaatschappen"), words: words.T("lid termijn maanden nascholing jaren"), load: p.loadLengths, about: words.T("Hoe lang iemand lid is. Geldt vanaf vandaag; wat eerder is gebeurd, houdt de lengte van toen.")},
			{title: words.T("Werkdagen"), words: words.T("feestdagen goede vrijdag bevrijdingsdag 5 mei klacht termijn"), load: p.loadHolidays, about: words.T("De tien werkdagen van een klacht tellen de feestdagen niet mee. Geldt vanaf de volgende keer dat je het programma opent.")},
			{title: words.T("Beeld"), words: words.T("letter tekst grootte donker licht kleuren"), load: p.loadView, about: words.T("Hoe het venster eruitziet. Alleen op deze computer.")},
			{title: words.T("Gegevens en back-up"), words: words.T("bestand map bewaren controleren veilig"), load: p.loadStore, about: words.T("Waar alles staat. Een back-up is één bestand met het hele kantoor, dat na het maken wordt gecontroleerd.")},
			{title: words.T("Geschiedenis"), words: words.T("ongedaan maken terug wijzigingen"), load: p.loadHistory, about: words.T("Wat er in het kantoor is gedaan, door wie. Wat definitief is, zoals een factuur, kan niet ongedaan worden gemaakt.")},
			{title: words.T("Over dit programma"), words: words.T("versie licentie"), load: p.loadAbout},
		} {
			p.add(t)
		}
		top := block.Column(0, block.Pad(12, 26, 12, 26, p.search), block.HLine())
		p.whole = block.Frame(top, nil, nil, nil, p.detail)
		p.filter()
		return p
	}}
}

func (p *settingsPage) add(t *part) {
	t.p, t.lane, t.body = p, p.s.Tasks.Lane(), block.Column(10)
	heading := block.NewBold(t.title)
	heading.SizeName = look.SizeSubheading
	objects := []fyne.CanvasObject{heading}
	if t.about != "" {
		objects = append(objects, block.NewQuietParagraph(t.about))
	}
	t.whole = block.Column(8, append(objects, t.body, block.HLine())...)
	p.parts = append(p.parts, t)
}

func (p *settingsPage) Title() string              { return words.T("Instellingen") }
func (p *settingsPage) Content() fyne.CanvasObject { return p.whole }
func (p *settingsPage) First() fyne.Focusable      { return p.search.Keys() }
func (p *settingsPage) Shown()                     { p.Reload() }

// Open looks for a setting.
func (p *settingsPage) Open(text string) {
	p.search.SetValue(text)
	p.filter()
}

// Back shows all settings again.
func (p *settingsPage) Back() bool {
	if p.search.Value() == "" {
		return false
	}
	p.Open("")
	return true
}

// Reload reads everything again, except where something is filled in that was not saved.
func (p *settingsPage) Reload() {
	for _, t := range p.parts {
		if !t.edited() {
			t.load(t)
		}
	}
}

func (t *part) edited() bool {
	for _, f := range t.forms {
		if f.Edited() {
			return true
		}
	}
	return false
}

// MayLeave asks before something unsaved is lost.
func (p *settingsPage) MayLeave(leave func()) bool {
	for _, t := range p.parts {
		if t.edited() {
			askDrop(p.s, func() {
				for _, t := range p.parts {
					t.forms = nil
				}
				leave()
			})
			return false
		}
	}
	return true
}

// filter shows the parts that have every word that is searched for.
func (p *settingsPage) filter() {
	asked := strings.Fields(data.Fold(p.search.Value()))
	objects := []fyne.CanvasObject{block.Head(words.T("Instellingen"))}
	for _, t := range p.parts {
		text, fits := data.Fold(t.title+" "+t.about+" "+t.words), true
		for _, w := range asked {
			fits = fits && strings.Contains(text, w)
		}
		if fits {
			objects = append(objects, t.whole)
		}
	}
	if len(objects) == 1 {
		objects = append(objects, block.NewEmpty(look.IconSearch, words.T("Geen instelling gevonden"), words.T("Probeer een ander woord, of maak het zoekveld leeg.")))
	}
	p.detail.Set(objects...)
}

// show fills a part; forms are those whose changes count as unsaved.
func (t *part) show(forms []*block.Form, objects ...fyne.CanvasObject) {
	t.forms, t.body.Objects = forms, objects
	t.body.Refresh()
	t.p.detail.Relayout()
	t.p.s.Changed()
}

// save keeps what was filled in; it can be taken back where do answers a change.
func (t *part) save(form *block.Form, said string, do func(ctx context.Context) (int64, error)) {
	if form != nil && !form.Check() {
		return
	}
	ui.Act(t.p.s.Tasks, said, func(ctx context.Context, _ *ui.Progress) (int64, error) { return do(ctx) }, func(change int64) {
		if form != nil {
			form.Clean()
		}
		t.p.s.Done(said, undo(t.p.desk, change))
		t.p.Reload()
	})
}

// lines are fields for texts, each with its label, and a function that puts what was filled in in its place.
type textLine struct {
	label string
	into  *string
	hint  string
}

func textForm(lines ...textLine) (*block.Form, func()) {
	var rows []block.FormRow
	var fields []*block.TextField
	for _, l := range lines {
		f := text(*l.into)
		fields = append(fields, f)
		rows = append(rows, block.FormRow{Label: l.label, Field: f, Hint: l.hint})
	}
	return block.NewForm(rows...), func() {
		for i, l := range lines {
			*l.into = fields[i].Value()
		}
	}
}

// Commands of the screen.
func (p *settingsPage) Commands() []ui.Command {
	return []ui.Command{
		{ID: "settings.backup", Anywhere: true, Text: words.T("Back-up maken …"), Words: words.T("bewaren kopie"), Run: p.backup},
		{ID: "settings.search", Text: words.T("Een instelling zoeken"), Key: ui.Ctrl("F"), Hint: words.T("zoeken"), Run: func() { p.s.Window().Canvas().Focus(p.search.Keys()) }},
	}
}

// Dropped takes a picture as the office's logo.
func (p *settingsPage) Dropped(paths []string) {
	if len(paths) == 1 {
		p.logo(paths[0])
		return
	}
	p.s.Say(words.T("Zet hier één plaatje neer voor het logo, een png of jpg."))
}
