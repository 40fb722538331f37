package screen

import (
	"errors"
	"path/filepath"
	"strings"

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
	form                *block.Form // what is filled in; nil where nothing is
	rows                []row       // of that form, for the search
	in                  *ui.Inset   // keeps what is typed in it; nil where a setting is saved at once
	want                *string     // the record to go on with once the list of them is read
	load                func(*part)
	whole               fyne.CanvasObject
}

// formSettings begins the names of the forms of the settings in what is kept of them; the part's ID follows.
const formSettings = "settings."

// The parts, as other screens name them.
const (
	partOffice    = "office"
	partStyle     = "style"
	partDesigns   = "designs"
	partDesk      = "desk"
	partStaff     = "staff"
	partMail      = "mail"
	partProducts  = "products"
	partRates     = "rates"
	partInvoices  = "invoices"
	partPapers    = "papers"
	partBadges    = "badges"
	partPE        = "pe-online"
	partLengths   = "lengths"
	partReminders = "reminders"
	partHolidays  = "holidays"
	partPlaces    = "places"
	partView      = "view"
	partLanguage  = "language"
	partBackups   = "backups"
	partStore     = "store"
	partHistory   = "history"
	partAbout     = "about"
)

// row is one setting as the search finds it: all its words, and its field.
type row struct {
	told  string
	field block.Field
}

// Settings is the screen on which the office sets everything, on one page that can be searched.
func Settings(jobs SettingsJobs, now clock, outside Outside) ui.Screen {
	return ui.Screen{ID: ui.ScreenSettings, Begin: offerRestore(jobs.Backups, outside.Offices, now), New: func(shell *ui.Shell) ui.Page {
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
		{id: partDesigns, title: words.T("Certificaten"), words: words.T("ontwerp diploma opmaak layout kader lettertype"), load: p.loadDesigns, about: words.T("Hoe certificaten eruitzien die je vanaf nu maakt. Wat al is uitgegeven, verandert niet.")},
		{id: partDesk, title: words.T("Wie hier zit"), words: words.T("medewerker naam bureau gebruiker"), load: p.loadDesk, about: words.T("De naam die in de geschiedenis en onder brieven komt van wie op deze computer is aangemeld.")},
		{id: partStaff, title: words.T("Medewerkers"), words: words.T("collega gebruiker rechten aanmelden klachten boekhouding beheer uit dienst"), load: p.loadStaff, about: words.T("Wie hier werken en wat ze doen. Iemand herkent het programma aan de naam waarmee hij of zij zich bij de computer aanmeldt.")},
		{id: partMail, title: words.T("Mailboxen"), words: words.T("mailbox post e-mail imap server provider wachtwoord concepten certificaat"), load: p.loadMail, about: words.T("Waar de post wordt opgehaald. Er wordt niets op de server gewijzigd of als gelezen gemerkt. Het wachtwoord komt in de sleutelhanger van deze computer, niet in de gegevens.")},
		{id: partProducts, title: words.T("Artikelen en prijzen"), words: words.T("handleiding product producten materiaal btw verkoop bedrag"), load: p.loadProducts, about: words.T("Wat je verkoopt. Bestellingen en facturen die er al zijn, houden de prijs waarmee ze zijn gemaakt.")},
		{id: partRates, title: words.T("Btw-tarieven"), words: words.T("belasting percentage hoog laag vrijgesteld"), load: p.loadRates, about: words.T("Een nieuw tarief geldt vanaf een dag. Definitieve facturen houden het oude.")},
		{id: partInvoices, title: words.T("Facturen"), found: words.T("betaaltermijn"), words: words.T("nummer reeks factuurnummer"), load: p.loadTerm, about: words.T("Geldt voor facturen die je vanaf nu definitief maakt.")},
		{id: partLengths, title: words.T("Lidmaatschappen"), words: words.T("lid termijnen maanden verlengen jaren prijs contributie jaarbijdrage btw"), load: p.loadLengths, about: words.T("Hoe lang iemand lid is en wat dat kost, vanaf een dag.")},
		{id: partReminders, title: words.T("Herinneringen aan leden"), words: words.T("brief mail tekst lidmaatschap loopt af verlopen"), load: p.loadReminders, about: words.T("De teksten van “Leden herinneren” in het Register.")},
		{id: partPlaces, title: words.T("Inschrijven en annuleren"), words: words.T("trainingen inschrijving annuleren wachtlijst kosten termijn plaats"), load: p.loadPlaces, about: words.T("Wat bij afmelden en bij een vrije plaats wordt voorgesteld. Wie het doet, beslist.")},
		{id: partPapers, title: words.T("Uitnodiging"), found: words.T("onderwerp tekst"), words: words.T("training uitnodigingsbrief mail brief"), load: p.loadInvitation, about: words.T("De brief of mail waarmee je deelnemers van een training uitnodigt.")},
		{id: partBadges, title: words.T("Naambadges"), found: words.T("kolommen rijen breedte hoogte snijtekens"), words: words.T("naambordje badge vel etiket training"), load: p.loadBadges, about: words.T("Het vel waarop je naambadges drukt. Maten in millimeters, op een A4.")},
		{id: partPE, title: words.T("PE-online"), found: words.T("kolommen"), words: words.T("accreditatie presentie skj register punten"), load: p.loadAccreditation, about: words.T("De lijst met presentie voor een beroepsregister. Het cursusnummer vul je in bij de training zelf.")},
		{id: partHolidays, title: words.T("Feestdagen"), words: words.T("werkdagen vakantie vrij klacht termijn"), load: p.loadHolidays, about: words.T("De tien werkdagen van een klacht tellen de feestdagen niet mee. Geldt vanaf de volgende start van het programma.")},
		{id: partView, title: words.T("Beeld"), found: words.T("donker licht kleuren tekst lettergrootte"), words: words.T("scherm venster thema"), load: p.loadView, about: words.T("Hoe het venster eruitziet. Alleen op deze computer, en meteen.")},
		{id: partLanguage, title: words.T("Taal"), words: words.T("language english engels nederlands vertaling"), load: p.loadLanguage, about: words.T("De taal van het venster, alleen op deze computer. Papier en post blijven Nederlands.")},
		{id: partBackups, title: words.T("Back-ups"), words: words.T("backup reservekopie kopie bewaren terugzetten herstellen veilig"), load: p.loadBackups, about: words.T("Elke dag een kopie van het hele kantoor, die na het maken wordt geopend en gecontroleerd. De nieuwste van 7 dagen, 5 weken en 24 maanden blijft bewaard.")},
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

func (t *part) edited() bool { return t.in != nil && t.in.Edited() }

// fill has something filled in in the part: around answers what stands under the fields. What was filled in before stays
// kept.
func (t *part) fill(e *ui.Edit, around func(in *ui.Inset) []fyne.CanvasObject) *ui.Inset {
	e.Form = formSettings + t.id
	if e.Title == "" {
		e.Title = words.T("Instellingen: %s", t.title)
	}
	t.in.PutAway()
	in := &ui.Inset{Edit: e}
	in.Place = func(in *ui.Inset) {
		t.in, t.form, t.rows = in, in.Fields().Labels(settingLabels), nil
		for _, l := range in.Lines() {
			label, hint, words := l.Told()
			t.rows = append(t.rows, row{strings.Join([]string{label, hint, words}, " "), l.Field})
		}
		t.show(append(in.Parts(), around(in)...)...)
	}
	in.Gone = func() { t.load(t) }
	in.Back = func(*ui.Inset) {
		t.lane.Stop()
		t.in.PutAway()
	}
	return in.Begin(t.p.s, ui.ScreenSettings)
}

// settingLabels is how wide the labels of all settings are, so that their fields stand under each other.
const settingLabels = 150

// set fills a part with what is not typed in; rows are those of a form in it that is saved at once.
func (t *part) set(form *block.Form, rows []row, objects ...fyne.CanvasObject) {
	t.in.PutAway()
	t.in, t.form, t.rows = nil, form, rows
	if form != nil {
		form.Labels(settingLabels)
	}
	t.show(objects...)
}

func (t *part) show(objects ...fyne.CanvasObject) {
	t.body.Objects = objects
	t.p.filterRows(t)
	t.body.Refresh()
	t.p.detail.Relayout()
	t.p.s.Changed()
}

// buttons stand under a form: saving, and putting back what was there, as soon as something was changed.
func (t *part) buttons(in *ui.Inset) fyne.CanvasObject {
	save := block.NewButton(words.T("Opslaan"), t.save).WithHint("Enter")
	back := block.NewLink(words.T("Niet wijzigen"), in.Cancel)
	if !in.Edited() {
		save.Disable()
		back.Disable()
	}
	typed := in.Fields().OnEdit
	in.Fields().OnEdit = func() {
		typed()
		save.Enable()
		back.Enable()
	}
	return block.Spread(8, save, back)
}

// always is for a form that is always shown: nothing stands under it but its buttons.
func (t *part) always(in *ui.Inset) []fyne.CanvasObject {
	return []fyne.CanvasObject{t.buttons(in)}
}

// opened is for a form in the place of a list, with more buttons; leaving it shows the list again.
func (t *part) opened(more ...fyne.CanvasObject) func(in *ui.Inset) []fyne.CanvasObject {
	return func(in *ui.Inset) []fyne.CanvasObject {
		save := block.NewButton(words.T("Opslaan"), t.save).WithHint("Enter")
		buttons := append([]fyne.CanvasObject{save}, more...)
		return []fyne.CanvasObject{block.Spread(8, append(buttons, block.NewButton(words.T("Annuleren"), in.Cancel))...)}
	}
}

// refuse shows a refusal at a field, by its name.
func (t *part) refuse(e *ui.Edit, name string) {
	e.Refused = func(err error) bool {
		at := e.Field(name)
		if _, told := data.UserText(err); !told || at == nil || errors.Is(err, data.ErrStale) {
			return false
		}
		t.form.Tell(at, ui.UserText(err))
		t.p.detail.Relayout()
		t.p.focus(at)
		return true
	}
}

// save keeps what was filled in.
func (t *part) save() {
	if !t.form.Check() {
		if t.p.search.Value() != "" {
			t.form.Only(nil) // what is wrong may be left out by the search
			t.form.Check()
		}
		t.p.detail.Relayout()
		return
	}
	t.in.Save()
}

// saved says what was kept, with which change.
func (p *settingsPage) saved(said string) func(change int64) {
	return func(change int64) {
		if change == 0 {
			p.s.Say(words.T("Er is niets gewijzigd."))
		} else {
			p.s.Done(said, undo(p.Desk, change))
		}
		p.Reload()
	}
}

// Resume goes on with a setting that was not saved, from Vandaag.
func (p *settingsPage) Resume(form, key string) {
	for _, t := range p.parts {
		if form != formSettings+t.id {
			continue
		}
		p.Open(t.id)
		if t.in == nil || t.in.Key != key {
			t.want = &key
			t.load(t)
		}
		p.firstFound()
	}
}

// wanted says whether a record, "" for a new one, is gone on with, now that the list of them is read.
func (t *part) wanted(key string) bool {
	if t.want == nil || *t.want != key {
		return false
	}
	t.want = nil
	return true
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
		if !t.edited() {
			continue
		}
		for _, r := range t.rows {
			if held != nil && r.field.Keys() == held {
				return t.save
			}
		}
		if first == nil {
			first = t.save
		}
	}
	return first
}

// firstFound gives the first setting that is shown the keyboard.
func (p *settingsPage) firstFound() {
	for _, t := range p.fits {
		for i, r := range t.rows {
			if t.form.Shows(i) {
				p.focus(r.field)
				return
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
		for _, r := range t.rows {
			if held != nil && r.field.Keys() == held {
				at = i
			}
		}
	}
	for i := at + by; i >= 0 && i < len(p.fits); i += by {
		if t := p.fits[i]; len(t.rows) > 0 {
			p.focus(t.rows[0].field)
			p.detail.To(t.whole)
			return
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
	if len(paths) == 1 && strings.EqualFold(filepath.Ext(paths[0]), ".json") {
		p.takeDesign(paths[0])
		return
	}
	if len(paths) == 1 {
		p.logo(paths[0])
		return
	}
	p.s.Say(words.T("Zet hier één plaatje neer voor het logo, een png of jpg."))
}
