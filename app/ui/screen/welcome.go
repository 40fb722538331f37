package screen

import (
	"context"
	"errors"
	"slices"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/setup"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// screenWelcome is the first run; no navigation leads there.
const screenWelcome ui.ScreenID = "welkom"

// formWelcome names the steps in what is kept of them; the key is the step.
const formWelcome = "welcome"

// WelcomeRoute is where the first run begins.
var WelcomeRoute = ui.Route{Screen: screenWelcome}

// guide is what the first run asks about how far the office is.
type guide interface {
	State(ctx context.Context) (setup.State, error)
	Close(ctx context.Context) error
}

// The places of the first run that are no step.
const (
	welcomeStart = "start"
	welcomeEnd   = "klaar"
)

// welcomePage leads through what a new office has to fill in, a step at a time.
type welcomePage struct {
	SettingsJobs
	s       *ui.Shell
	guide   guide
	list    lister
	outside Outside

	at     string // a setup.Step, welcomeStart or welcomeEnd
	state  setup.State
	known  bool           // the state was read
	in     *ui.Inset      // what is filled in on this step; nil where nothing is
	onNext func()         // what Enter does on this step
	shown  bool           // the step had the keyboard already
	first  fyne.Focusable // what has the keyboard first
	lane   *ui.Lane
	fill   *ui.Lane // reads what a step shows
	detail *block.Detail
	index  *block.Index
}

// Welcome is the first run of a new office: a calm page for each thing to fill in, each of which can be skipped.
func Welcome(jobs SettingsJobs, g guide, list lister, outside Outside) ui.Screen {
	return ui.Screen{ID: screenWelcome, New: func(s *ui.Shell) ui.Page {
		p := &welcomePage{SettingsJobs: jobs, s: s, guide: g, list: list, outside: outside, at: welcomeStart, lane: s.Tasks.Lane(), fill: s.Tasks.Lane(), detail: block.NewDetail()}
		p.index = block.NewIndex(230, p.detail)
		p.index.OnChoose = func(i int) {
			if places := p.places(); i < len(places) {
				p.turn(places[i])
			}
		}
		p.show()
		return p
	}}
}

func (p *welcomePage) Title() string              { return words.T("Kantoor inrichten") }
func (p *welcomePage) Content() fyne.CanvasObject { return p.index }
func (p *welcomePage) First() fyne.Focusable      { return p.first }

// Help is where the manual tells about the first day.
func (p *welcomePage) Help() string { return "eerste-dag" }

// Shown reads how far the office is, and shows the step again unless something is filled in that was not saved.
func (p *welcomePage) Shown() { p.Reload() }

// Reload reads again how far the office is, and what the step shows.
func (p *welcomePage) Reload() {
	p.look(func() {
		if !p.in.Open() || !p.in.Edited() {
			p.show()
		}
	})
}

// look reads how far the office is.
func (p *welcomePage) look(then func()) {
	ui.Load(p.lane, p.guide.State, func(s setup.State) {
		p.state, p.known = s, true
		p.mark()
		then()
	})
}

// Open goes to a step.
func (p *welcomePage) Open(step string) {
	if slices.Contains(p.places(), step) {
		p.turn(step)
	}
}

// places are where one can go, in their order.
func (p *welcomePage) places() []string {
	list := []string{welcomeStart}
	for _, s := range setup.Steps() {
		list = append(list, string(s))
	}
	return append(list, welcomeEnd)
}

func (p *welcomePage) place() int { return max(0, slices.Index(p.places(), p.at)) }

// turn shows a step.
func (p *welcomePage) turn(step string) {
	p.putAway()
	p.at = step
	p.s.At(step)
	p.look(p.show)
}

// forth goes to the next step.
func (p *welcomePage) forth() {
	if places, i := p.places(), p.place(); i+1 < len(places) {
		p.turn(places[i+1])
	}
}

// begin gives the keyboard to what comes first, once the step is shown.
func (p *welcomePage) begin(first fyne.Focusable) {
	p.first = first
	if c := p.s.Window().Canvas(); p.s.Where().Screen == screenWelcome && c.Overlays().Top() == nil {
		c.Focus(first)
	}
}

// putAway makes an end of the step's form. What was typed stays kept, and is there again when the step is.
func (p *welcomePage) putAway() {
	in, at := p.in, p.at
	p.in = nil
	if in.PutAway() {
		p.s.DoneHere(words.T("Nog niet opgeslagen: %s. Wat je typte is bewaard.", in.Title), func() { p.goOn(at) })
	}
}

// goOn goes to a step from anywhere.
func (p *welcomePage) goOn(step string) {
	p.s.Go(WelcomeRoute)
	p.turn(step)
}

// Resume goes on with a step that was not saved, from Vandaag.
func (p *welcomePage) Resume(_, step string) {
	if p.at != step || !p.in.Open() {
		p.Open(step)
	}
}

// Back goes to the step before.
func (p *welcomePage) Back() bool {
	i := p.place()
	if i > 0 {
		p.turn(p.places()[i-1])
	}
	return i > 0
}

// later leaves the first run; "Vandaag" names what is missing.
func (p *welcomePage) later() {
	ui.Act(p.s.Tasks, words.T("Inrichten afsluiten"), func(ctx context.Context, _ *ui.Progress) (struct{}, error) {
		return struct{}{}, p.guide.Close(ctx)
	}, func(struct{}) { p.s.Go(ui.Route{Screen: ui.ScreenToday}) })
}

// skip goes on without saving what this step shows.
func (p *welcomePage) skip() {
	if p.at == welcomeEnd {
		return
	}
	p.forth()
}

func (p *welcomePage) next() {
	if p.onNext != nil {
		p.onNext()
	}
}

// mark shows in the index how far each step is.
func (p *welcomePage) mark() {
	var lines []block.Line
	for _, place := range p.places() {
		l := block.Line{Name: p.title(place), Chosen: place == p.at, Mark: look.IconMinus, Color: look.Quiet}
		switch {
		case place == p.at:
			l.Mark = look.IconRight
		case place != welcomeStart && place != welcomeEnd && p.known && p.state.Done(setup.Step(place)):
			l.Mark, l.Color = look.IconCheck, look.Green.Front()
		}
		lines = append(lines, l)
	}
	p.index.Set(lines...)
}

// title names a place in the index and above its page.
func (p *welcomePage) title(place string) string {
	switch setup.Step(place) {
	case setup.Desk:
		return words.T("Wie hier zit")
	case setup.Office:
		return words.T("Naam en adres")
	case setup.Numbers:
		return words.T("KvK, btw en IBAN")
	case setup.Mailbox:
		return words.T("Mailbox")
	case setup.List:
		return words.T("Ledenlijst")
	case setup.Backup:
		return words.T("Back-up")
	case welcomeEnd:
		return words.T("Klaar")
	}
	return words.T("Welkom")
}

// show fills the page with the step.
func (p *welcomePage) show() {
	p.putAway()
	p.first, p.onNext = nil, nil
	p.fill.Stop()
	p.mark()
	switch setup.Step(p.at) {
	case setup.Desk:
		p.showDesk()
	case setup.Office:
		p.showSeller(addressRows(), words.T("Dit staat boven brieven en facturen. Wat je nog niet weet, laat je leeg."))
	case setup.Numbers:
		p.showSeller(numberRows(), words.T("De wet wil dit op elke factuur. Je hebt het pas nodig bij de eerste."))
	case setup.Mailbox:
		p.showMailbox()
	case setup.List:
		p.showList()
	case setup.Backup:
		p.showBackup()
	case welcomeEnd:
		p.showEnd()
	default:
		p.showStart()
	}
}

// page shows a step: how far one is, what it is for, what there is to fill in, and the way on.
func (p *welcomePage) page(about string, onward *block.Button, objects ...fyne.CanvasObject) {
	many := len(setup.Steps())
	onward.Kind = block.Primary
	buttons := []fyne.CanvasObject{
		onward.WithHint("Enter"), block.NewButton(words.T("Overslaan"), p.skip), block.NewButton(words.T("Vorige"), func() { p.Back() }), block.NewLink(words.T("Later verder"), p.later),
	}
	page := []fyne.CanvasObject{
		block.Column(8, block.NewQuiet(words.T("Stap %d van %d", p.place(), many)), block.NewSteps(p.place(), many)),
		block.Head(p.title(p.at)), block.NewParagraph(about),
	}
	page = append(page, objects...)
	p.detail.Set(append(page, block.Spread(8, buttons...))...)
	switch {
	case p.in == nil:
		p.begin(onward)
	case !p.shown:
		p.shown = true
		p.begin(p.in.Fields().First())
	default:
		p.first = p.in.Fields().First()
	}
	p.s.Changed()
}

// ask shows a step that is filled in: around answers what stands under the fields. Enter saves it.
func (p *welcomePage) ask(e *ui.Edit, about, onward string, around func(in *ui.Inset) []fyne.CanvasObject) {
	e.Form, e.Key, e.Title = formWelcome, p.at, words.T("Kantoor inrichten: %s", p.title(p.at))
	p.putAway()
	p.shown = false
	in := &ui.Inset{Edit: e, Gone: func() {}}
	p.onNext = func() {
		in.Save()
		p.detail.Relayout() // what is wrong stands there now
	}
	in.Place = func(in *ui.Inset) {
		p.in = in
		objects := in.Parts()
		if around != nil {
			objects = append(objects, around(in)...)
		}
		p.page(about, block.NewPrimary(onward, p.next), objects...)
	}
	in.Begin(p.s, screenWelcome)
}

// refuse shows a refusal at a field of a step, by its name.
func (p *welcomePage) refuse(e *ui.Edit, name string) {
	e.Refused = func(err error) bool {
		if errors.Is(err, data.ErrStale) || p.in == nil {
			return false
		}
		p.in.Fields().Tell(e.Field(name), ui.UserText(err))
		p.detail.Relayout()
		return true
	}
}

// saved says what was kept, with which change, and goes on.
func (p *welcomePage) saved(said string) func(change int64) {
	return func(change int64) {
		p.s.SetUser(p.Desk.Who())
		if change != 0 {
			p.s.Done(said, undo(p.Desk, change))
		}
		p.forth()
	}
}

// Dropped takes the old list.
func (p *welcomePage) Dropped(paths []string) {
	importDropped(p.s, paths, p.read)
}

// Commands of the screen.
func (p *welcomePage) Commands() []ui.Command {
	step := func() bool { return p.at != welcomeStart && p.at != welcomeEnd }
	return []ui.Command{
		{ID: "welcome.next", Text: words.T("Verder"), Hint: words.T("verder"), Key: ui.Plain(fyne.KeyReturn), Enabled: func() bool { return p.onNext != nil }, Run: p.next},
		{ID: "welcome.skip", Text: words.T("Deze stap overslaan"), Hint: words.T("overslaan"), Key: ui.CtrlShift(fyne.KeyS), Enabled: step, Run: p.skip},
		{ID: "welcome.later", Text: words.T("Later verder met inrichten"), Words: words.T("stoppen"), Hint: words.T("later verder"), Key: ui.CtrlShift(fyne.KeyL), Run: p.later},
	}
}
