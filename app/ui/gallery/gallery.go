// Package gallery shows every block of the window in every state, with invented values: to look at while building,
// and to draw pictures of in tests. No screen of the office uses it.
package gallery

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
)

// Screens answers a few screens that show the blocks as real ones use them.
func Screens() []ui.Screen {
	return []ui.Screen{
		{ID: ui.ScreenToday, New: func(s *ui.Shell) ui.Page { return newToday(s) }},
		{ID: ui.ScreenMail, New: func(s *ui.Shell) ui.Page { return newMail(s) }},
		{ID: ui.ScreenComplaints, New: func(s *ui.Shell) ui.Page { return newStates(s) }},
		{ID: ui.ScreenRegister, New: func(s *ui.Shell) ui.Page { return newPeople(s) }},
		{ID: ui.ScreenTrainings, New: func(s *ui.Shell) ui.Page { return newTraining(s) }},
		{ID: ui.ScreenOrders, New: func(s *ui.Shell) ui.Page { return newPanels(s) }},
		{ID: ui.ScreenInvoices, New: func(s *ui.Shell) ui.Page { return newPapers(s) }},
		{ID: ui.ScreenReports, New: func(s *ui.Shell) ui.Page { return newReading(s) }},
		{ID: ui.ScreenSettings, New: func(s *ui.Shell) ui.Page { return newFields(s) }},
	}
}

// Finder finds a few invented people.
type Finder struct{}

// Find answers the people whose name holds the text.
func (Finder) Find(_ context.Context, text string, limit int) ([]ui.Hit, error) {
	var hits []ui.Hit
	for _, p := range people {
		if len(hits) < limit && strings.Contains(strings.ToLower(p[0]), strings.ToLower(text)) {
			hits = append(hits, ui.Hit{Title: p[0], Detail: p[1], Kind: "professional", Route: ui.Route{Screen: ui.ScreenRegister, Key: p[0]}})
		}
	}
	return hits, nil
}

var people = [][2]string{
	{"Bergh-de Loo, Yvonne van den", "Kbs De Waterlelie, Deventer"},
	{"Dokter, Sjoerd", "Jeugdteam Merwestad"},
	{"Kılınç-Özgüloğlu, Ayşenur", "Wijkteam Zuiderkwartier"},
	{"Trần, Thị Hồng", "Praktijk Het Baken"},
	{"Pelgrim, Ineke", "Pelgrim Gezinscoaching"},
	{"Sloot, Annemarijn van der", "Praktijk Het Baken"},
	{"Wiśniewska-Źródlak, Małgorzata", "Jeugd- en Gezinsteam Merwestad"},
	{"Tuinstra, Roelof", "Stichting Samen Opgroeien"},
}

// base is what the pages here share.
type base struct {
	title   string
	content fyne.CanvasObject
	s       *ui.Shell
}

func (b *base) Title() string              { return b.title }
func (b *base) Content() fyne.CanvasObject { return b.content }
func (b *base) Shown()                     {}
func (b *base) Reload()                    {}

type today struct{ base }

func newToday(s *ui.Shell) *today {
	say := func() { s.Say("Gedaan.") }
	page := []fyne.CanvasObject{
		block.Head("Vandaag", block.NewQuiet("4 dingen om te doen, 1 is dringend")),
		block.Section("Dringend", block.TodosAligned(150,
			block.Todo{Pill: "uiterlijk vandaag", Tone: look.Red, Title: "Klacht K-2026-0003 over de verdiepingsdag in Assen", Detail: "Ineke Pelgrim · ontvangen 17 februari · tiende werkdag is vandaag", Button: "Antwoorden", Primary: true, Run: say})),
		block.Section("Vandaag", block.TodosAligned(150,
			block.Todo{Pill: "klaar om te printen", Tone: look.Blue, Title: "KIES coach 7-12 jaar, Deventer: 7 geslaagd", Detail: "Laatste trainingsdag was gisteren · 1 deelnemer mist nog een dag", Button: "Certificaten afdrukken (7)", Run: say},
			block.Todo{Pill: "6 nieuw", Title: "Post: 4 berichten hebben een voorstel", Detail: "2 bestellingen, 1 aanmelding, 1 adreswijziging · 2 nog zelf te lezen", Button: "Doornemen", Run: say})),
		block.Section("Deze week", block.TodosAligned(150,
			block.Todo{Pill: "5 te laat", Tone: look.Amber, Title: "Facturen over de vervaldatum, samen € 1.149,50", Detail: "2 eerste herinneringen, 3 tweede", Button: "Herinneren (5)", Run: say})),
	}
	coming := []fyne.CanvasObject{
		block.Section("Komende dagen", block.Agenda(
			block.Event{When: "do 5", Title: "Basistraining 7-12, dag 2", Detail: "Zutphen · 14 deelnemers", Icon: look.IconTraining},
			block.Event{When: "vr 6", Title: "Nascholing Mediation", Detail: "Zwolle · 9 deelnemers", Icon: look.IconTraining},
		)),
		block.Section("Laatst gedaan", block.NewQuietParagraph("09:14 Factuur 2026-0061 verstuurd"), block.NewQuietParagraph("09:02 Back-up gemaakt en gecontroleerd")),
	}
	both := block.NewAside(330)
	both.Set(page, coming)
	t := &today{base{"Vandaag", both, s}}
	s.SetCount(ui.ScreenMail, 6, false)
	s.SetCount(ui.ScreenComplaints, 1, true)
	s.SetCount(ui.ScreenTrainings, 2, false)
	return t
}

type mail struct {
	base
	list  *block.List
	split *block.Split
}

func newMail(s *ui.Shell) *mail {
	m := &mail{}
	m.list = block.NewList("Geen post", "Nieuwe berichten verschijnen hier vanzelf.")
	d := block.NewDetail()
	chips := block.NewChips(func(string) {}, block.Choice{ID: "new", Text: "Nieuw", Count: 6}, block.Choice{ID: "all", Text: "Alles"}, block.Choice{ID: "me", Text: "Wacht op mij"})
	show := func(it block.Item) {
		d.Set(
			block.Head(it.Detail,
				block.NewSpans(block.Span{Text: "Van "}, block.Span{Text: it.Title, Bold: true}, block.Span{Text: " · rozemarijn@het-baken.example.nl"}).Natural(),
				block.NewPill("lid tot 12 mei 2027", look.Green), block.NewPill("KIES coach 7-12", look.Grey)),
			block.Panel(
				block.Spread(10, block.NewBold("Voorstel: bestelling"), block.NewPill("zeker", look.Green), block.NewQuiet("omdat er staat “2x de handleiding”")),
				block.Facts(
					block.Fact{Label: "Artikel", Value: "2 × Handleiding KIES coach 7-12 jaar"},
					block.Fact{Label: "Bedrag", Value: "€ 229,90 incl. btw en verzending"},
					block.Fact{Label: "Naar", Value: "Het Baken, Rozemarijn Schut\nZeedijk 7A, 4834 ZP Breda"},
					block.Fact{Label: "Factuur naar", Value: "boekhouding@het-baken.example.nl\nkopie aan Rozemarijn"},
				),
				block.Spread(8, block.NewPrimary("Bestelling maken", func() { m.act() }).WithHint("Enter"), block.NewButton("Aanpassen", func() { s.Fail(context.DeadlineExceeded) }), block.NewButton("Iets anders …", func() { m.ask() })),
			),
			block.NewSpans(
				block.Span{Text: "Hallo,\n\nMag ik "}, block.Span{Text: "2x de handleiding KIES coach 7-12 jaar", Mark: true},
				block.Span{Text: " bestellen? Een voor mij en een voor mijn collega die van de zomer de training heeft gedaan en het nu eindelijk gaat dóen.\n\nHet kan allebei in één pakketje naar de praktijk:\n\n"},
				block.Span{Text: "Het Baken\nRozemarijn Schut\nZeedijk 7A\n4834 ZP Breda", Mark: true},
				block.Span{Text: "\n\nGraag één rekening naar "}, block.Span{Text: "boekhouding@het-baken.example.nl", Mark: true}, block.Span{Text: "."}),
		)
	}
	m.list.OnChoose = func(_ int, it block.Item) { show(it) }
	m.list.SetItems([]block.Item{
		{ID: "1", Title: "Rozemarijn Schut", Detail: "2 handleidingen graag", Right: "10:42", Pill: "bestelling", Tone: look.Blue},
		{ID: "2", Title: "Patrick Doornbos", Detail: "klacht over kies coach", Right: "10:05", Pill: "klacht · professional", Tone: look.Red},
		{ID: "3", Title: "Basisschool De Springplank", Detail: "Aanmelding basistraining september", Right: "09:51", Pill: "aanmelding", Tone: look.Blue},
		{ID: "4", Title: "Gemeente Hardenberg, S. de Ruiter", Detail: "Subsidie en KIES op scholen", Right: "09:30", Pill: "vraag · gemeente", Tone: look.Grey},
		{ID: "5", Title: "Karin van der Brugge", Detail: "Nieuw adres praktijk", Right: "gisteren", Pill: "adreswijziging", Tone: look.Blue},
		{ID: "6", Title: "Mail Delivery System", Detail: "Undelivered Mail Returned to Sender", Right: "gisteren", Pill: "onbestelbaar", Tone: look.Amber},
	})
	left := block.Frame(block.Column(0, block.Pad(9, 14, 9, 14, chips), block.HLine()), nil, nil, nil, m.list)
	m.split = block.NewSplit(432, "Post", left, d).Follow(m.list)
	m.base = base{"Post", m.split, s}
	m.list.Choose(0)
	return m
}

func (m *mail) act() {
	m.s.Done("Bestelling 2026-0101 gemaakt", func(context.Context) error { return nil })
}

func (m *mail) ask() {
	m.s.Ask(&block.Dialog{Title: "Klacht sluiten?", Text: "De klacht gaat naar het archief. Dat kan niet ongedaan worden gemaakt.", OK: "Sluiten", Danger: true})
}

// Back is for the shell.
func (m *mail) Back() bool { return m.split.Back() }

// First is for the shell.
func (m *mail) First() fyne.Focusable { return m.list.Keys() }

// State is for the shell.
func (m *mail) State() string { return "op de server 1.284 · hier 1.284 · niet op te halen 0" }

// Commands is for the shell.
func (m *mail) Commands() []ui.Command {
	return []ui.Command{
		{ID: "mail.next", Text: "Volgend bericht", Hint: "volgende", Key: ui.Plain("N"), Run: func() { m.list.Step(1) }},
		{ID: "mail.do", Text: "Voorstel uitvoeren", Hint: "voorstel uitvoeren", Key: ui.Plain(fyne.KeyReturn), Run: m.act},
		{ID: "mail.answer", Text: "Beantwoorden", Hint: "beantwoorden", Key: ui.Plain("R"), Run: m.ask},
	}
}
