package screen

import (
	"context"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// settingsPage is the screen "Instellingen".
type settingsPage struct {
	SettingsJobs
	s       *ui.Shell
	now     clock
	outside Outside

	search *block.SearchField
	detail *block.Detail
	index  *block.Index
	whole  fyne.CanvasObject
	parts  []*part
	fits   []*part // those that are shown
	past   []data.HistoryEntry
}

// part is one subject of the page: its title, what it changes, and the fields.
type part struct {
	p                   *settingsPage
	id                  string // by which other screens go to it
	title, about, words string
	found               string // more words by which the search box finds it: those of its settings
	lane                *ui.Lane
	body                *fyne.Container
	forms               []*block.Form // whose changes count as unsaved
	rows                map[*block.Form][]row
	saver               map[*block.Form]func()
	load                func(*part)
	whole               fyne.CanvasObject
}

// The parts, as other screens name them.
const (
	partOffice   = "office"
	partStyle    = "style"
	partDesk     = "desk"
	partStaff    = "staff"
	partMail     = "mail"
	partProducts = "products"
	partRates    = "rates"
	partInvoices = "invoices"
	partLengths  = "lengths"
	partHolidays = "holidays"
	partView     = "view"
	partLanguage = "language"
	partBackups  = "backups"
	partStore    = "store"
	partHistory  = "history"
	partAbout    = "about"
)

// row is one setting: its label, what it changes in a quiet sentence, and more words that find it.
type row struct {
	label, hint, words string
	field              block.Field
}

// Settings is the screen on which the office sets everything, on one page that can be searched.
func Settings(jobs SettingsJobs, now clock, outside Outside) ui.Screen {
	return ui.Screen{ID: ui.ScreenSettings, New: func(shell *ui.Shell) ui.Page {
		p := &settingsPage{SettingsJobs: jobs, s: shell, now: now, outside: outside, detail: block.NewDetail()}
		p.index = block.NewIndex(190, p.detail)
		p.index.OnChoose = func(i int) { p.detail.To(p.fits[i].whole) }
		p.search = block.NewSearchField(words.T("Zoek een instelling, zoals IBAN of back-up"))
		p.search.OnText = func(string) { p.filter() }
		p.search.OnList = p.firstFound
		for _, t := range p.subjects() {
			p.add(t)
		}
		top := block.Column(0, block.Pad(12, 26, 12, 26, p.search), block.HLine())
		p.whole = block.Frame(top, nil, nil, nil, p.index)
		p.filter()
		return p
	}}
}

// subjects are the parts of the page, in their order.
func (p *settingsPage) subjects() []*part {
	return []*part{
		{id: partOffice, title: words.T("Kantoor"), words: words.T("kantoorgegevens"), found: words.T("naam adres kvk btw iban bic rekening telefoon mailadres website"), load: p.loadSeller, about: words.T("Staat op facturen, pakbonnen, brieven en certificaten die je vanaf nu maakt. Wat al definitief is, verandert niet.")},
		{id: partStyle, title: words.T("Huisstijl"), words: words.T("logo kleur plaatje accent huisstijl"), load: p.loadStyle, about: words.T("Het logo en de kleur op alles wat op papier komt.")},
		{id: partDesk, title: words.T("Wie hier zit"), words: words.T("medewerker naam bureau gebruiker"), load: p.loadDesk, about: words.T("De naam die in de geschiedenis en onder brieven komt van wie op deze computer is aangemeld.")},
		{id: partStaff, title: words.T("Medewerkers"), words: words.T("collega gebruiker rechten aanmelden klachten boekhouding beheer uit dienst"), load: p.loadStaff, about: words.T("Wie hier werken en wat ze doen. Iemand herkent het programma aan de naam waarmee hij of zij zich bij de computer aanmeldt.")},
		{id: partMail, title: words.T("Mailboxen"), words: words.T("mailbox post e-mail imap server provider wachtwoord concepten certificaat"), load: p.loadMail, about: words.T("Waar de post wordt opgehaald. Er wordt niets op de server gewijzigd of als gelezen gemerkt. Het wachtwoord komt in de sleutelhanger van deze computer, niet in de gegevens.")},
		{id: partProducts, title: words.T("Artikelen en prijzen"), words: words.T("handleiding product producten materiaal btw verkoop bedrag"), load: p.loadProducts, about: words.T("Wat je verkoopt. Bestellingen en facturen die er al zijn, houden de prijs waarmee ze zijn gemaakt.")},
		{id: partRates, title: words.T("Btw-tarieven"), words: words.T("belasting percentage hoog laag vrijgesteld"), load: p.loadRates, about: words.T("Een nieuw tarief geldt vanaf een dag. Definitieve facturen houden het oude.")},
		{id: partInvoices, title: words.T("Facturen"), found: words.T("betaaltermijn"), words: words.T("nummer reeks factuurnummer"), load: p.loadTerm, about: words.T("Geldt voor facturen die je vanaf nu definitief maakt.")},
		{id: partLengths, title: words.T("Lidmaatschappen"), words: words.T("lid termijnen maanden verlengen jaren"), load: p.loadLengths, about: words.T("Hoe lang iemand lid is. Geldt vanaf vandaag; wat eerder is gebeurd, houdt de lengte van toen.")},
		{id: partHolidays, title: words.T("Feestdagen"), words: words.T("werkdagen vakantie vrij klacht termijn"), load: p.loadHolidays, about: words.T("De tien werkdagen van een klacht tellen de feestdagen niet mee. Geldt vanaf de volgende start van het programma.")},
		{id: partView, title: words.T("Beeld"), found: words.T("donker licht kleuren tekst lettergrootte"), words: words.T("scherm venster thema"), load: p.loadView, about: words.T("Hoe het venster eruitziet. Alleen op deze computer, en meteen.")},
		{id: partLanguage, title: words.T("Taal"), words: words.T("language english engels nederlands vertaling"), load: p.loadLanguage, about: words.T("De taal van het venster, alleen op deze computer. Papier en post blijven Nederlands.")},
		{id: partBackups, title: words.T("Back-ups"), words: words.T("backup reservekopie kopie bewaren terugzetten veilig"), load: p.loadBackups, about: words.T("Elke dag een kopie van het hele kantoor, die na het maken wordt geopend en gecontroleerd. De nieuwste van 7 dagen, 5 weken en 24 maanden blijft bewaard.")},
		{id: partStore, title: words.T("Opslag"), words: words.T("gegevens bestand database controleren heel inrichten voorbeeld demo proberen"), load: p.loadStore, about: words.T("Waar alles staat.")},
		{id: partHistory, title: words.T("Geschiedenis"), words: words.T("ongedaan maken terug wijzigingen logboek"), load: p.loadHistory, about: words.T("Wat er in het kantoor is gedaan, door wie. Wat definitief is, zoals een factuur, kan niet ongedaan worden gemaakt.")},
		{id: partAbout, title: words.T("Over dit programma"), words: words.T("versie licentie hulp support logboek log fout"), load: p.loadAbout},
	}
}

func (p *settingsPage) add(t *part) {
	t.p, t.lane, t.body = p, p.s.Tasks.Lane(), block.Column(10)
	heading := block.NewSpans(block.Span{Text: t.title, Bold: true})
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

// Open shows a part by its ID, or looks for a setting by a word.
func (p *settingsPage) Open(text string) {
	for _, t := range p.parts {
		if t.id == text {
			text = t.title
			break
		}
	}
	p.search.SetValue(text)
	p.filter()
}

// Back shows all settings again.
func (p *settingsPage) Back() bool {
	if p.search.Value() == "" {
		return false
	}
	p.Open("")
	p.focus(p.search)
	return true
}

func (p *settingsPage) focus(f block.Field) { p.s.Window().Canvas().Focus(f.Keys()) }

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

// form makes fields of settings, and brings the one that gets the keyboard into view.
func (t *part) form(rows ...row) *block.Form {
	var list []block.FormRow
	for _, r := range rows {
		list = append(list, block.FormRow{Label: r.label, Field: r.field, Hint: r.hint})
	}
	f := block.NewForm(list...)
	if t.rows == nil {
		t.rows, t.saver = map[*block.Form][]row{}, map[*block.Form]func(){}
	}
	t.rows[f] = rows
	return f
}

// show fills a part; forms are those whose changes count as unsaved.
func (t *part) show(forms []*block.Form, objects ...fyne.CanvasObject) {
	t.forms, t.body.Objects = forms, objects
	for f := range t.rows {
		if !within(f, objects) {
			delete(t.rows, f)
			delete(t.saver, f)
		}
	}
	t.p.filterRows(t)
	t.body.Refresh()
	t.p.detail.Relayout()
	t.p.s.Changed()
}

func within(f *block.Form, objects []fyne.CanvasObject) bool {
	for _, o := range objects {
		if o == fyne.CanvasObject(f) {
			return true
		}
	}
	return false
}

// keeping keeps something beside the window. It answers the change with which it can be taken back; 0 when nothing was
// changed.
type keeping func(ctx context.Context) (int64, error)

// buttons stand under a form: saving, and putting back what was there, as soon as something was changed. At is the field
// that a refusal is shown at, nil for none; take takes what was filled in and answers what keeps it.
func (t *part) buttons(form *block.Form, at block.Field, said string, take func() keeping) fyne.CanvasObject {
	save := block.NewButton(words.T("Opslaan"), func() { t.save(form, at, said, take()) }).WithHint("Enter")
	back := block.NewLink(words.T("Niet wijzigen"), func() {
		form.Clean()
		t.load(t)
	})
	save.Disable()
	back.Disable()
	form.OnEdit = func() {
		save.Enable()
		back.Enable()
	}
	t.saver[form] = func() { t.save(form, at, said, take()) }
	return block.Spread(8, save, back)
}

// save keeps what was filled in.
func (t *part) save(form *block.Form, at block.Field, said string, do keeping) {
	if form != nil && !form.Check() {
		if t.p.search.Value() != "" {
			form.Only(nil) // what is wrong may be left out by the search
			form.Check()
		}
		t.p.detail.Relayout()
		return
	}
	ui.ActOr(t.p.s.Tasks, said, func(ctx context.Context, _ *ui.Progress) (int64, error) { return do(ctx) }, func(change int64, err error) {
		if _, told := data.UserText(err); told && at != nil {
			form.Tell(at, ui.UserText(err))
			t.p.detail.Relayout()
			t.p.focus(at)
			return
		}
		if err != nil {
			t.p.s.Fail(err)
			return
		}
		if form != nil {
			form.Clean()
		}
		if change == 0 {
			t.p.s.Say(words.T("Er is niets gewijzigd."))
		} else {
			t.p.s.Done(said, undo(t.p.Desk, change))
		}
		t.p.Reload()
	})
}

// saveHere saves the form that has the keyboard, or else the first that was changed.
func (p *settingsPage) saveHere() {
	if do := p.unsaved(); do != nil {
		do()
	}
}

func (p *settingsPage) unsaved() func() {
	var first func()
	held := p.s.Window().Canvas().Focused()
	for _, t := range p.parts {
		for form, do := range t.saver {
			if !form.Edited() {
				continue
			}
			for _, r := range t.rows[form] {
				if held != nil && r.field.Keys() == held {
					return do
				}
			}
			if first == nil {
				first = do
			}
		}
	}
	return first
}

// firstFound gives the first setting that is shown the keyboard.
func (p *settingsPage) firstFound() {
	for _, t := range p.fits {
		for form, rows := range t.rows {
			for i := range rows {
				if form.Shows(i) {
					p.s.Window().Canvas().Focus(rows[i].field.Keys())
					return
				}
			}
		}
	}
}

// step goes to the next or the previous part: the one whose first field comes after what has the keyboard.
func (p *settingsPage) step(by int) {
	held := p.s.Window().Canvas().Focused()
	at := -1
	if by < 0 {
		at = 0
	}
	for i, t := range p.fits {
		for _, rows := range t.rows {
			for _, r := range rows {
				if held != nil && r.field.Keys() == held {
					at = i
				}
			}
		}
	}
	for i := at + by; i >= 0 && i < len(p.fits); i += by {
		for form := range p.fits[i].rows {
			if f := form.First(); f != nil {
				p.s.Window().Canvas().Focus(f)
				p.detail.To(p.fits[i].whole)
				return
			}
		}
	}
}

// Commands of the screen.
func (p *settingsPage) Commands() []ui.Command {
	return []ui.Command{
		{ID: "settings.save", Text: words.T("Deze instelling opslaan"), Hint: words.T("opslaan"), Key: ui.Plain(fyne.KeyReturn), Enabled: func() bool { return p.unsaved() != nil }, Run: p.saveHere},
		{ID: "settings.search", Text: words.T("Een instelling zoeken"), Key: ui.Ctrl("F"), Hint: words.T("zoeken"), Run: func() { p.focus(p.search) }},
		{ID: "settings.next", Text: words.T("Volgend onderdeel"), Key: ui.CtrlShift(fyne.KeyN), Hint: words.T("volgend onderdeel"), Run: func() { p.step(1) }},
		{ID: "settings.previous", Text: words.T("Vorig onderdeel"), Key: ui.CtrlShift(fyne.KeyP), Run: func() { p.step(-1) }},
		{ID: "settings.backup", Anywhere: true, Text: words.T("Back-up maken …"), Words: words.T("bewaren kopie"), Run: p.backupElsewhere},
		{ID: "settings.welcome", Anywhere: true, Text: words.T("Kantoor inrichten …"), Words: words.T("eerste keer welkom beginnen"), Run: func() { p.s.Go(WelcomeRoute) }},
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
