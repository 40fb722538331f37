package screen

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/today"
	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// todayPage is the screen "Vandaag".
type todayPage struct {
	s      *ui.Shell
	gather func(ctx context.Context) (today.Overview, error)
	now    clock

	both     *block.Aside
	lane     *ui.Lane
	counter  *ui.Lane
	overview today.Overview
	known    bool // overview was gathered
	drafter  *ui.Lane
	unsaved  []data.Draft // forms that were typed in and not saved
}

// Today is the screen that says what has to be done, each with the one button that goes to where it is done.
func Today(gather func(ctx context.Context) (today.Overview, error), now clock) ui.Screen {
	return ui.Screen{ID: ui.ScreenToday, New: func(s *ui.Shell) ui.Page {
		p := &todayPage{s: s, gather: gather, now: now, both: block.NewAside(330), lane: s.Tasks.Lane(), counter: s.Tasks.Lane(), drafter: s.Tasks.Lane()}
		s.OnDone(func() { ui.Load(p.counter, p.gather, p.count) })
		return p
	}}
}

func (p *todayPage) Title() string              { return words.T("Vandaag") }
func (p *todayPage) Content() fyne.CanvasObject { return p.both }
func (p *todayPage) Shown()                     { p.Reload() }

// Reload gathers again.
func (p *todayPage) Reload() {
	ui.Load(p.lane, p.gather, func(o today.Overview) {
		p.overview, p.known = o, true
		p.count(o)
		p.show()
		p.s.Changed()
	})
	p.loadDrafts()
}

// count says beside the names of the screens what waits there.
func (p *todayPage) count(o today.Overview) {
	for id, w := range map[ui.ScreenID]today.Waiting{
		ui.ScreenMail: o.Mail, ui.ScreenComplaints: o.Complaints, ui.ScreenTrainings: o.Trainings, ui.ScreenOrders: o.Orders, ui.ScreenInvoices: o.Invoices,
	} {
		p.s.SetCount(id, w.N, w.Urgent)
	}
}

// route is where a line is dealt with.
func route(l today.Line) ui.Route {
	switch l.Kind {
	case today.Complaint:
		return ui.Route{Screen: ui.ScreenComplaints, Key: key(l.ID)}
	case today.Certificate, today.Cohort, today.Seat, today.Start, today.Finish:
		return ui.Route{Screen: ui.ScreenTrainings, Key: key(l.ID)}
	case today.Unplaced:
		if l.ID != 0 {
			return ui.Route{Screen: ui.ScreenTrainings, Key: key(l.ID)}
		}
		return ui.Route{Screen: ui.ScreenRegister}
	case today.Mail:
		return ui.Route{Screen: ui.ScreenMail}
	case today.NewOrder:
		return ui.Route{Screen: ui.ScreenOrders, Key: "new"}
	case today.Parcel:
		return ui.Route{Screen: ui.ScreenOrders, Key: "invoiced"}
	case today.Draft:
		return ui.Route{Screen: ui.ScreenInvoices, Key: string(data.DraftInvoices)}
	case today.Overdue:
		return ui.Route{Screen: ui.ScreenInvoices, Key: string(data.OverdueInvoices)}
	case today.OfficeData:
		return ui.Route{Screen: ui.ScreenSettings, Key: partOffice}
	case today.Mailbox:
		return ui.Route{Screen: ui.ScreenSettings, Key: partMail}
	case today.DeskName:
		return ui.Route{Screen: ui.ScreenSettings, Key: partDesk}
	case today.BackupPlace:
		return ui.Route{Screen: ui.ScreenSettings, Key: partBackups}
	case today.OldPaper:
		return ui.Route{Screen: ui.ScreenOldPapers, Key: key(l.ID)}
	case today.FirstList:
		return ui.Route{Screen: ui.ScreenRegister}
	case today.Member:
		return ui.Route{Screen: ui.ScreenRegister, Key: l.Ends}
	}
	return ui.Route{Screen: ui.ScreenToday}
}

// do goes to where a line is dealt with, and begins with it where that is one thing.
func (p *todayPage) do(l today.Line) {
	switch l.Kind {
	case today.Complaint:
		p.s.GoDo(route(l), "complaint.letter")
	case today.Certificate:
		p.s.GoDo(route(l), "cohort.print")
	case today.Seat:
		p.s.GoDo(route(l), "seat.offer")
	case today.Start:
		p.s.GoDo(route(l), "cohort.move."+training.Running)
	case today.Finish:
		p.s.GoDo(route(l), "cohort.move."+training.Finished)
	case today.Unplaced:
		p.s.Go(route(l))
		if l.ID == 0 {
			p.s.Run("register.reminded")
		}
	case today.Member:
		p.s.GoDo(route(l), "register.remind")
	default:
		p.s.Go(route(l))
	}
}

func (p *todayPage) show() {
	o := p.overview
	page := []fyne.CanvasObject{block.Head(words.T("Vandaag"), block.NewQuiet(o.Summary()))}
	first := true
	var all [][]block.Todo
	wide := float32(0)
	for _, section := range o.Sections {
		var todos []block.Todo
		for _, l := range section.Lines {
			todos = append(todos, block.Todo{
				Pill: l.Pill, Tone: tone(l.Tone), Title: l.Title, Detail: l.Detail, Button: l.Button, Primary: first, Run: func() { p.do(l) },
			})
			first = false
		}
		all = append(all, todos)
		wide = max(wide, block.PillWidth(todos...))
	}
	unsaved := p.unsavedTodos()
	wide = max(wide, block.PillWidth(unsaved...))
	page = append(page, p.unsavedSection(wide, unsaved)...)
	for i, todos := range all {
		page = append(page, block.Section(o.Sections[i].Title, block.TodosAligned(wide, todos...)))
	}
	if p.known && first && len(unsaved) == 0 {
		page = append(page, block.NewEmpty(look.IconDone, words.T("Alles is gedaan"), words.T("Wat gedaan moet worden komt hier vanzelf te staan.")))
	}
	p.both.Set(page, []fyne.CanvasObject{block.Section(words.T("Komende dagen"), p.coming()), block.Section(words.T("Laatst gedaan"), p.done()...)})
}

func (p *todayPage) coming() fyne.CanvasObject {
	var events []block.Event
	for _, c := range p.overview.Coming {
		events = append(events, block.Event{When: comingDay(c.Day, data.Day(p.s.Today())), Title: c.Title, Detail: c.Detail})
	}
	if len(events) == 0 {
		return block.NewQuietParagraph(words.T("De komende twee weken is er geen training."))
	}
	return block.Agenda(events...)
}

// comingDay writes a day of these weeks: "do 5", with the month where that is another than today's.
func comingDay(d, today data.Day) string {
	parts := strings.Fields(day(d))
	if len(parts) < 3 {
		return string(d)
	}
	if d.Time().Month() == today.Time().Month() {
		return strings.Join(parts[:2], " ")
	}
	return strings.Join(parts[:3], " ")
}

func (p *todayPage) done() []fyne.CanvasObject {
	now := p.now()
	var events []block.Event
	for _, e := range p.overview.Done {
		text := e.Title
		if e.Times > 1 {
			text += " (" + strconv.Itoa(e.Times) + ")"
		}
		if e.Undone {
			text += words.T(" (ongedaan gemaakt)")
		}
		events = append(events, block.Event{When: when(e.At, now), Title: text})
	}
	done := block.Moments(events...)
	if len(events) == 0 {
		done = block.NewQuietParagraph(words.T("Er is nog niets gedaan."))
	}
	return []fyne.CanvasObject{done, block.Spread(0, block.NewLink(words.T("Hele geschiedenis"), func() { p.s.Go(ui.Route{Screen: ui.ScreenSettings, Key: partHistory}) }))}
}

// Commands of the screen.
func (p *todayPage) Commands() []ui.Command {
	return []ui.Command{{
		ID: "today.first", Text: words.T("Het eerste doen"), Words: words.T("dringend"), Hint: words.T("het eerste doen"), Key: ui.Plain(fyne.KeyReturn),
		Enabled: func() bool { return len(p.overview.Sections) > 0 },
		Run:     func() { p.do(p.overview.Sections[0].Lines[0]) },
	}}
}
