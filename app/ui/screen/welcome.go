package screen

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/setup"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// screenWelcome is the first run; no navigation leads there.
const screenWelcome ui.ScreenID = "welkom"

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
	known  bool // the state was read
	form   *block.Form
	onNext func()         // what Enter does on this step
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
				p.leave(func() { p.turn(places[i]) })
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
		if p.form == nil || !p.form.Edited() {
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
	p.at = step
	p.form = nil
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

// leave does something after asking where the step holds something that was not saved.
func (p *welcomePage) leave(then func()) { dropForm(p.s, p.form != nil && p.form.Edited(), then) }

// MayLeave asks before something unsaved is lost.
func (p *welcomePage) MayLeave(leave func()) bool {
	if p.form == nil || !p.form.Edited() {
		return true
	}
	p.leave(func() {
		p.form = nil
		leave()
	})
	return false
}

// Back goes to the step before.
func (p *welcomePage) Back() bool {
	i := p.place()
	if i > 0 {
		p.leave(func() { p.turn(p.places()[i-1]) })
	}
	return i > 0
}

// later leaves the first run; "Vandaag" names what is missing.
func (p *welcomePage) later() {
	p.leave(func() {
		p.form = nil
		ui.Act(p.s.Tasks, words.T("Inrichten afsluiten"), func(ctx context.Context, _ *ui.Progress) (struct{}, error) {
			return struct{}{}, p.guide.Close(ctx)
		}, func(struct{}) { p.s.Go(ui.Route{Screen: ui.ScreenToday}) })
	})
}

// skip goes on without keeping what this step shows.
func (p *welcomePage) skip() {
	if p.at == welcomeEnd {
		return
	}
	p.form = nil
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
		case place == welcomeStart:
			l.Mark = look.IconRight
		case place == welcomeEnd:
			l.Mark = look.IconDone
		case p.known && p.state.Done(setup.Step(place)):
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
	p.form, p.first, p.onNext = nil, nil, nil
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
	if p.form != nil {
		p.begin(p.form.First())
	} else {
		p.begin(onward)
	}
	p.s.Changed()
}

// fields makes the step's form.
func (p *welcomePage) fields(rows ...row) *block.Form {
	var list []block.FormRow
	for _, r := range rows {
		list = append(list, block.FormRow{Label: r.label, Field: r.field, Hint: r.hint})
	}
	p.form = block.NewForm(list...)
	return p.form
}

// keep keeps what the step holds and goes on; a refusal stands at a field.
func (p *welcomePage) keep(at block.Field, said string, do keeping) {
	if !p.form.Check() {
		p.detail.Relayout()
		return
	}
	form := p.form
	ui.ActOr(p.s.Tasks, said, func(ctx context.Context, _ *ui.Progress) (int64, error) { return do(ctx) }, func(change int64, err error) {
		if err != nil {
			form.Tell(at, ui.UserText(err))
			p.detail.Relayout()
			return
		}
		form.Clean()
		p.s.SetUser(p.Desk.Who())
		if change != 0 {
			p.s.Done(said, undo(p.Desk, change))
		}
		p.forth()
	})
}

// Dropped takes the old list.
func (p *welcomePage) Dropped(paths []string) {
	p.leave(func() {
		p.form = nil
		importDropped(p.s, paths, p.read)
	})
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
