package screen

import (
	"context"
	"errors"
	"strings"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/complaint"
	"kiesvoorhetkind.nl/kantoor/app/mailbox/message"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/dutch"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// complaints is what the screen asks of the dossiers.
type complaints interface {
	List(ctx context.Context, state string) ([]complaint.Row, error)
	Page(ctx context.Context, id int64) (complaint.Page, error)
	Letter(ctx context.Context, id int64, office string) (complaint.Letter, error)
	Log(ctx context.Context, id int64, kind, text, messageSHA string) (int64, error)
	LogDraft(ctx context.Context, id int64, raw []byte) (int64, error)
	Register(ctx context.Context, n complaint.NewComplaint) (data.Complaint, int64, error)
	Change(ctx context.Context, c data.Complaint) (int64, error)
	Text(raw []byte) string
}

// complaintsPage is the screen "Klachten".
type complaintsPage struct {
	*ui.Editor

	s      *ui.Shell
	job    complaints
	box    drafter
	undo   undoer
	office func(ctx context.Context) (string, error)

	chips  *block.Chips
	filter *block.SearchField
	list   *block.List
	detail *block.Detail
	split  *block.Split
	lane   *ui.Lane
	reader *ui.Lane
	asked  int64 // the page that reader reads
	page   complaint.Page
	then   then
}

// Complaints is the screen of the dossiers: how long there is left, and the
// letter that comes next. office gives the name that letters are signed with.
func Complaints(job complaints, box drafter, u undoer, office func(ctx context.Context) (string, error)) ui.Screen {
	return ui.Screen{ID: ui.ScreenComplaints, New: func(s *ui.Shell) ui.Page {
		p := &complaintsPage{s: s, job: job, box: box, undo: u, office: office, lane: s.Tasks.Lane(), reader: s.Tasks.Lane(), detail: block.NewDetail()}
		p.list = block.NewList(words.T("Geen klachten"), words.T("Een klacht leg je vast vanuit de post, of met “Klacht toevoegen” (N) als hij per telefoon of brief kwam."))
		p.list.Tall = true
		p.list.OnChoose = func(_ int, it block.Item) { p.open(number(it.ID)) }
		p.Editor = ui.NewEditor(s, p.detail, p.list, p.show).Awaits(p.reader)
		p.chips = block.NewChips(func(string) { p.Reload() }, complaintChips()...).Remember(s.Memory(), "klachten")
		p.list.Counted(words.T("klacht"), words.T("klachten"))
		p.filter = newFilter(p.list)
		listMenu(s, p.list, p.reader, "complaint.letter", "complaint.sent", "complaint.record", "complaint.close", "", "complaint.new")
		left := block.Frame(block.ListTop(p.chips, p.filter), nil, nil, nil, p.list)
		p.split = block.NewSplit(block.ListWidth, words.T("Klachten"), left, p.detail).Follow(p.list)
		p.list.Tabled(p.split, s.Memory(), "klachten", complaintColumns()...)
		p.In(p.split)
		return p
	}}
}

func (p *complaintsPage) Title() string              { return words.T("Klachten") }
func (p *complaintsPage) List() *block.List          { return p.list }
func (p *complaintsPage) Content() fyne.CanvasObject { return p.split }
func (p *complaintsPage) First() fyne.Focusable      { return p.list.Keys() }
func (p *complaintsPage) Back() bool                 { return p.split.Back() }
func (p *complaintsPage) Shown()                     { p.Reload() }
func (p *complaintsPage) Open(key string) {
	p.split.ShowPage()
	p.open(number(key))
}

type complaintList struct {
	items  []block.Item
	open   int
	urgent bool
}

// Reload reads the list again.
func (p *complaintsPage) Reload() {
	state := p.chips.Chosen()
	today := p.s.Today()
	ui.Load(p.lane, func(ctx context.Context) (complaintList, error) {
		var l complaintList
		rows, err := p.job.List(ctx, state)
		if err != nil {
			return l, err
		}
		for _, r := range rows {
			l.items = append(l.items, complaintItem(r, today))
		}
		all, err := p.job.List(ctx, "open")
		for _, r := range all {
			if r.Clock.Running() {
				l.open++
				l.urgent = l.urgent || r.Clock.Left <= 0
			}
		}
		return l, err
	}, func(l complaintList) {
		p.list.SetItems(l.items)
		p.s.SetCount(ui.ScreenComplaints, l.open, l.urgent)
		p.chips.SetChoices(complaintChips()...)
		p.split.Refresh()
		switch {
		case p.asked != 0 && p.reader.Busy():
			p.open(p.asked)
		case p.page.ID != 0:
			p.list.ChooseID(key(p.page.ID))
			p.open(p.page.ID)
		case len(l.items) == 0:
			p.detail.Set(block.NewEmpty(look.IconComplaint, words.T("Geen open klachten"), words.T("Hier staat de klacht die je links kiest."), block.NewButton(words.T("Klacht toevoegen"), p.add).WithHint("N")))
		case !p.split.Narrow():
			p.list.Choose(0)
		}
	})
}

func complaintChips() []block.Choice {
	return []block.Choice{{ID: "open", Text: words.T("Open")}, {ID: "closed", Text: words.T("Gesloten")}, {ID: "", Text: words.T("Alles")}}
}

// complaintItem is a complaint as the list shows it.
func complaintItem(r complaint.Row, today string) block.Item {
	who := r.Complainant
	if who == "" {
		who = words.T("anoniem")
	}
	return block.Item{
		ID: key(r.ID), Title: r.Subject, Detail: joined(" · ", r.Number, who), Right: dutch.ShortDay(string(r.Received), today),
		Pill: r.Clock.Text(), Tone: clockTone(r.Clock), Row: complaintRow(r),
	}
}

func clockTone(c complaint.Clock) look.Tone {
	switch {
	case c.Closed:
		return look.Grey
	case c.Running() && c.Left <= 0, c.Late:
		return look.Red
	case c.Running() && c.Left <= 3:
		return look.Amber
	case c.Running():
		return look.Blue
	}
	return look.Green
}

// Do shows a complaint and does a command with it.
func (p *complaintsPage) Do(id, command string) {
	p.then = then{id, command}
	p.open(number(id))
}

func (p *complaintsPage) open(id int64) {
	p.asked = id
	p.then.opening(key(id))
	ui.LoadOr(p.reader, func(ctx context.Context) (complaint.Page, error) { return p.job.Page(ctx, id) }, func(page complaint.Page, err error) {
		p.asked = 0
		if err != nil {
			p.gone(id, err)
			return
		}
		p.page = page
		p.At(key(id))
		p.list.ChooseID(key(id))
		p.show()
		p.s.Changed()
		p.Ready(key(id))
		p.then.shown(p.s, key(id))
	})
}

// gone deals with a complaint that cannot be shown: one that was taken back is simply no longer there.
func (p *complaintsPage) gone(id int64, err error) {
	if !p.Editing() || errors.Is(err, data.ErrNotFound) {
		p.page = complaint.Page{}
	}
	if !errors.Is(err, data.ErrNotFound) {
		p.Unread(err, func() { p.open(id) })
		return
	}
	p.detail.Set(block.NewEmpty(look.IconComplaint, words.T("Deze klacht is er niet meer"), words.T("Kies links een andere.")))
	p.s.Changed()
}

func (p *complaintsPage) show() {
	c := p.page
	under := []fyne.CanvasObject{block.NewQuiet(c.Number), block.NewPill(c.Clock.Text(), clockTone(c.Clock)), block.NewQuiet(c.RouteName)}
	if c.Outcome != "" {
		under = append(under, block.NewPill(c.Outcome, look.Green))
	}
	var buttons []fyne.CanvasObject
	letter := block.NewButton(words.T("Brief schrijven"), p.write).WithHint("B")
	switch {
	case c.State == "closed":
		buttons = append(buttons, block.NewButton(words.T("Heropenen"), func() { p.log("reopened", "", words.T("Klacht heropend")) }))
	case complaint.DraftWaits(c.Events):
		letter.Text = words.T("Andere brief")
		buttons = append(buttons, block.NewPrimary(words.T(sentWords[c.Route]), func() { p.sent() }).WithHint("V"), letter)
	case c.Clock.Running():
		letter.Kind = block.Primary
		buttons = append(buttons, letter)
	default:
		close := block.NewPrimary(words.T("Sluiten"), func() { p.close() }).WithHint("S")
		buttons = append(buttons, close, letter)
	}
	if c.State == "open" {
		buttons = append(buttons, block.NewButton(words.T("Vastleggen …"), p.record).WithHint("L"))
	}
	until := words.T("De tien werkdagen lopen tot en met %s.", day(c.Clock.Due))
	if !c.Clock.Running() && c.Clock.ReactedOn != "" {
		until = words.T("Gereageerd op %s; uiterste dag was %s.", day(c.Clock.ReactedOn), day(c.Clock.Due))
	}
	objects := []fyne.CanvasObject{
		block.Head(c.Subject, under...),
		block.Panel(block.NewParagraph(c.Meaning), block.NewQuietParagraph(until), block.Spread(8, buttons...)),
		block.Section(words.T("Gegevens"), p.facts()),
	}
	var events []block.Event
	for i := len(c.Events) - 1; i >= 0; i-- {
		e := c.Events[i]
		events = append(events, block.Event{When: day(e.Day), Title: complaint.EventName(e.Kind), Detail: joined(" · ", e.Text, e.CreatedBy), Icon: eventIcon(e.Kind)})
	}
	objects = append(objects, block.Section(words.T("Wat er gebeurde"), block.Timeline(events...)))
	for i := len(c.Mails) - 1; i >= 0; i-- {
		m := c.Mails[i]
		objects = append(objects, block.Section(words.T("Bericht van %s", joined(" · ", m.FromName, m.FromEmail)), block.NewBold(m.Subject), block.NewParagraph(p.job.Text(m.Raw))))
	}
	p.detail.Set(objects...)
}

func eventIcon(kind string) look.Icon {
	switch kind {
	case "received", "more", "automatic":
		return look.IconMail
	case "draft":
		return look.IconEdit
	case "note":
		return look.IconFile
	case "closed":
		return look.IconDone
	}
	return look.IconSend
}

func (p *complaintsPage) facts() fyne.CanvasObject {
	c := p.page
	complainant := c.Complainant
	if complainant == "" {
		complainant = words.T("onbekend")
	}
	if c.Anonymous {
		complainant += words.T(" (naam niet doorgeven)")
	}
	facts := []block.Fact{
		{Label: words.T("Melder"), Value: joined(", ", complainant, c.ComplainantRole)},
		{Label: words.T("Bereikbaar"), Value: joined("\n", c.ComplainantEmail, c.ComplainantPhone)},
		{Label: words.T("Ontvangen"), Value: day(c.Received)},
		{Label: words.T("Gebeurd op"), Value: day(c.EventDay)},
		{Label: words.T("Organisatie"), Value: c.AboutOrg},
		{Label: words.T("Wil graag"), Value: c.Wants},
		{Label: words.T("Behandelt"), Value: c.Handler},
		{Label: words.T("Aantekeningen"), Value: c.Notes},
	}
	about := block.Fact{Label: words.T("Over"), Value: c.About}
	if c.AboutPersonID != 0 {
		about.Object = block.Spread(0, block.NewLink(c.About, func() { p.s.Go(ui.Route{Screen: ui.ScreenRegister, Key: key(c.AboutPersonID)}) }))
	}
	return block.Facts(append([]block.Fact{about}, facts...)...)
}

// sentWords are the buttons that say the letter went out, by route.
var sentWords = map[string]string{"professional": words.Later("Brief is verstuurd: verwezen"), "trainer": words.Later("Brief is verstuurd"), "training": words.Later("Brief is verstuurd")}

// sent logs that the proposed letter went out.
func (p *complaintsPage) sent() {
	kind := complaint.LetterReaction(p.page.Route)
	p.log(kind, "Per mail", words.T("Vastgelegd: %s", strings.ToLower(complaint.EventName(kind))))
}

func (p *complaintsPage) close() { p.log("closed", "", words.T("Klacht gesloten")) }

func (p *complaintsPage) log(kind, text, said string) {
	id := p.page.ID
	ui.Act(p.s.Tasks, said, func(ctx context.Context, _ *ui.Progress) (int64, error) { return p.job.Log(ctx, id, kind, text, "") }, func(change int64) {
		p.s.Done(said, undo(p.undo, change))
		p.Reload()
	})
}

type letterReady struct {
	letter complaint.Letter
}

// write proposes the letter and puts it in the mailbox's Drafts folder.
func (p *complaintsPage) write() {
	id := p.page.ID
	ui.Load(p.reader, func(ctx context.Context) (letterReady, error) {
		office, err := p.office(ctx)
		if err != nil {
			return letterReady{}, err
		}
		l, err := p.job.Letter(ctx, id, office)
		return letterReady{l}, err
	}, func(r letterReady) {
		l := r.letter
		draft := message.Draft{To: []message.Address{l.To}, Subject: l.Subject, InReplyTo: l.InReplyTo, References: l.References}
		writeDraft(p.s, p.box, mailEdit{form: formLetter, key: key(id), complaint: true}, draft, l.Text, func(raw []byte) { p.drafted(id, raw) })
	})
}

// drafted keeps the letter with the dossier, now that it lies in the mailbox.
func (p *complaintsPage) drafted(id int64, raw []byte) {
	ui.Act(p.s.Tasks, words.T("Brief vastleggen"), func(ctx context.Context, _ *ui.Progress) (int64, error) { return p.job.LogDraft(ctx, id, raw) }, func(int64) {
		p.s.Say(words.T("De brief staat bij de concepten van je mailbox"))
		p.Reload()
	})
}

// Commands of the screen.
func (p *complaintsPage) Commands() []ui.Command {
	open := func() bool { return p.page.ID != 0 && p.page.State == "open" }
	return []ui.Command{
		{ID: "complaint.letter", Text: words.T("Brief schrijven"), Words: words.T("antwoord verwijzen"), Hint: words.T("brief schrijven"), Key: ui.Plain("B"), Enabled: open, Run: p.write},
		{ID: "complaint.sent", Text: words.T("Brief is verstuurd"), Key: ui.Plain("V"), Enabled: func() bool { return open() && complaint.DraftWaits(p.page.Events) }, Run: p.sent},
		{ID: "complaint.record", Text: words.T("Reactie vastleggen"), Words: words.T("gebeld besluit aantekening"), Hint: words.T("vastleggen"), Key: ui.Plain("L"), Enabled: open, Run: p.record},
		{ID: "complaint.close", Text: words.T("Klacht sluiten"), Key: ui.Plain("S"), Enabled: open, Run: p.close},
		{ID: "complaint.new", Anywhere: true, Text: words.T("Klacht toevoegen"), Words: words.T("nieuw telefoon brief"), Hint: words.T("nieuwe klacht"), Key: ui.Plain("N"), Run: p.add},
	}
}
