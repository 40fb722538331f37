package screen

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/enrolment"
	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/dutch"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// nearDay writes a day as lists show it: "ma 2 mrt", with the year where it is another.
func nearDay(d data.Day, today string) string {
	text := day(d)
	if len(today) >= 4 {
		text = strings.TrimSuffix(text, " "+today[:4])
	}
	return text
}

// participantRows makes the rows of the table, in the order of columnsOf.
func participantRows(page training.Page, bills map[int64]enrolment.Bill) []block.Row {
	var rows []block.Row
	for _, m := range page.Participants {
		r := block.Row{ID: key(m.EnrolmentID), Cells: []block.Cell{{Text: m.Name}, {Text: m.Organisation, Kind: block.QuietText}, {Text: m.Email, Kind: block.QuietText}}}
		for _, mark := range m.Marks {
			r.Cells = append(r.Cells, markCell(mark))
		}
		result := block.Cell{Text: m.ResultPill.Text, Kind: block.Status, Tone: tone(string(m.ResultPill.Tone))}
		certificate := block.Cell{Text: m.Certificate, Kind: block.QuietText}
		if m.Hold != "" && m.CertificateID == 0 {
			certificate = block.Cell{Text: words.T("aangehouden"), Kind: block.Status, Tone: look.Amber}
		}
		if m.CertificateStatus == training.Revoked {
			// Not the number too: the column would be too wide beside four days, and go.
			certificate = block.Cell{Text: words.T("ingetrokken"), Kind: block.Status, Tone: look.Red, Sort: m.Certificate, Full: words.T("%s ingetrokken", m.Certificate)}
		}
		r.Cells = append(r.Cells, result)
		if billed(page, bills) {
			b := bills[m.EnrolmentID]
			r.Cells = append(r.Cells, block.Cell{Text: b.Text, Kind: block.Status, Tone: tone(b.Tone)})
		}
		r.Cells = append(r.Cells, certificate)
		rows = append(rows, r)
	}
	return rows
}

func markCell(mark string) block.Cell {
	switch mark {
	case training.Present:
		return block.Cell{Kind: block.Yes, Sort: "1"}
	case training.Partly:
		return block.Cell{Text: words.T("deel"), Kind: block.Status, Tone: look.Amber, Sort: "2"}
	case training.Absent:
		return block.Cell{Kind: block.No, Sort: "3"}
	}
	return block.Cell{Kind: block.Unset, Sort: "4"}
}

// manyDays is from where the columns of days have their numbers rather than their dates.
const manyDays = 7

// longName is from how many letters a name is of unusual length.
const longName = 36

func (p *trainingsPage) columnsOf(page training.Page) []block.TableColumn {
	// Only a name of unusual length may be cut in a narrow window, rather than what stands beside it.
	long := slices.ContainsFunc(page.Participants, func(m training.Participant) bool { return utf8.RuneCountInString(m.Name) > longName })
	columns := []block.TableColumn{{ID: "name", Title: words.T("Deelnemer"), Grow: long}, {ID: "org", Title: words.T("Organisatie"), Grow: true, Free: true, Rank: 2}, {ID: "mail", Title: words.T("E-mail"), Grow: true, Free: true, Optional: true}}
	for _, d := range page.Days {
		title := dutch.ShortDay(string(d.Day), string(d.Day))
		if len(page.Days) >= manyDays {
			title = strconv.Itoa(d.Number)
		}
		c := block.TableColumn{ID: key(d.ID), Title: title, Align: block.Center, Fixed: true, Passing: true}
		if d.Past {
			c.OnToggle = func(r block.Row) { p.toggle(number(r.ID), d) }
		}
		columns = append(columns, c)
	}
	columns = append(columns, block.TableColumn{ID: "result", Title: words.T("Resultaat")})
	if billed(page, p.bills) {
		columns = append(columns, block.TableColumn{ID: "invoice", Title: words.T("Factuur"), Rank: 2})
	}
	return append(columns, block.TableColumn{ID: "certificate", Title: words.T("Certificaat"), Rank: 1})
}

// fill puts what was read in the pieces of the page, and says whether the page has
// to be shown from its top.
func (p *trainingsPage) fill(o openedCohort) (other bool) {
	page := o.page
	columns := p.columnsOf(page)
	mark := key(page.ID)
	for i, c := range columns {
		mark += "|" + c.ID + c.Title
		if c.OnToggle != nil || c.Grow {
			mark += strconv.Itoa(i)
		}
	}
	if p.table == nil || mark != p.columns {
		// Another cohort, or other days: a new table, whose columns know these days.
		p.columns, other = mark, true
		p.table = block.NewTable(words.T("deelnemer"), words.T("deelnemers"), columns...).Fitting().Remember(p.s.Memory(), "deelnemers")
		p.seek = block.NewFilter(words.T("Deelnemers filteren"), p.table)
		p.seek.OnText = func(text string) {
			p.table.SetFilter(text)
			p.detail.Relayout()
		}
		p.table.SetEmpty(words.T("Nog geen deelnemers"), words.T("Voeg ze toe met “Deelnemer toevoegen” (T), of sleep een lijst (.xlsx of .csv) naar dit venster."))
		p.table.OnMenu = p.rowMenu
		p.table.OnOpen = func(r block.Row) { p.person(number(r.ID)) }
		p.table.OnChoose = func(block.Row) {
			top, height := p.table.CurrentSpan()
			p.detail.RevealPart(p.table, top, height)
			p.s.Changed()
		}
	}
	if p.large(page) {
		p.seek.Show()
	} else {
		p.seek.SetText("")
		p.seek.Hide()
	}
	p.table.SetRows(o.rows)
	p.table.SetFooter(page.Counts)
	p.head.Objects = p.headParts(page)
	p.panel.Objects = p.panelParts(page)
	p.under.Objects = p.underParts(page, o.log)
	return other
}

// show puts the pieces on the page; from the top where it is another cohort.
func (p *trainingsPage) show(top bool) {
	if p.page.ID == 0 || p.table == nil {
		p.detail.Set(block.NewEmpty(look.IconTraining, words.T("Geen trainingsgroep gekozen"), words.T("Hier staat de groep die je links kiest.")))
		return
	}
	for _, c := range []*fyne.Container{p.head, p.panel, p.under} {
		c.Refresh()
	}
	if top {
		p.detail.Set(p.head, p.panel, p.seek, p.table, p.under)
		return
	}
	p.detail.Relayout()
}

func (p *trainingsPage) headParts(page training.Page) []fyne.CanvasObject {
	facts := []fyne.CanvasObject{block.NewPill(page.Status.Text, tone(string(page.Status.Tone)))}
	for _, text := range []string{page.Place, page.DaysText, page.TrainersText} {
		if text != "" {
			facts = append(facts, block.NewParagraph(text).Natural())
		}
	}
	out := []fyne.CanvasObject{block.Head(page.Title, facts...)}
	if page.Values.Notes != "" {
		out = append(out, block.NewQuietParagraph(page.Values.Notes))
	}
	return out
}

// unmarked are the days that were, of which something is not filled in.
func unmarked(page training.Page) []training.PageDay {
	var out []training.PageDay
	for _, d := range page.Days {
		if d.Past && d.Marked < len(page.Participants) {
			out = append(out, d)
		}
	}
	return out
}

// panelParts is the next step, and what somebody should look at.
func (p *trainingsPage) panelParts(page training.Page) []fyne.CanvasObject {
	title, detail := standing(page)
	text := block.Column(0, block.NewSpans(block.Span{Text: title, Bold: true}))
	if detail != "" {
		text.Add(block.NewQuietParagraph(detail))
	}
	var buttons []fyne.CanvasObject
	primary := false
	if len(page.Values.Trainers) == 0 && !closed(page) {
		primary = true
		buttons = append(buttons, block.NewPrimary(words.T("Trainer invullen"), p.fillTrainer))
	}
	if n := len(page.Proposal.Ready); n > 0 {
		buttons = append(buttons, block.NewButton(words.T("Voorbeeld"), p.preview))
		if p.canIssue() && !primary {
			primary = true
			buttons = append(buttons, block.NewPrimary(words.T("Certificaten afdrukken (%d)", n), p.print))
		}
	}
	if p.canMark() {
		all := block.NewButton(words.T("Iedereen aanwezig"), p.markAll).WithHint("A")
		if !primary {
			all.Kind = block.Primary
		}
		primary = true
		buttons = append(buttons, all)
	}
	if len(page.Participants) == 0 && over(page) && !closed(page) && !primary {
		primary = true
		buttons = append(buttons, block.NewPrimary(words.T("Deelnemer toevoegen"), p.addAsk).WithHint("T"))
	}
	if m, ok := undecided(page); ok && !primary && over(page) && !closed(page) {
		primary = true
		buttons = append(buttons, block.NewPrimary(words.T("Uitslag van %s", m.CertificateName), func() { p.askResult(m) }))
	}
	if m, ok := nextWaiting(page); ok {
		offer := block.NewButton(words.T("Plaats aanbieden aan %s", m.CertificateName), func() { p.offerSeat(m) }).WithHint("O")
		if !primary {
			primary, offer.Kind = true, block.Primary
		}
		buttons = append(buttons, offer)
	}
	if m, ok := moveTo(page, training.Running); ok && !primary && begun(page) {
		primary = true
		buttons = append(buttons, block.NewPrimary(m.Text, func() { p.move(m) }))
	}
	for _, m := range page.Moves {
		if m.Status == training.Finished && !primary && over(page) {
			buttons = append(buttons, block.NewPrimary(m.Text, func() { p.move(m) }))
		}
	}
	if len(page.Moves) > 0 && page.Moves[0].Status == training.Opened && !primary && len(page.Days) > 0 {
		m := page.Moves[0]
		buttons = append(buttons, block.NewPrimary(m.Text, func() { p.move(m) }))
	}
	var out []fyne.CanvasObject
	if len(buttons) == 0 {
		out = append(out, block.Panel(text))
	} else {
		out = append(out, block.Panel(block.Offer(text, buttons...)))
	}
	for _, n := range page.Notices {
		out = append(out, block.Beside(8, 1, block.NewIcon(look.IconInfo, look.Quiet), block.NewParagraph(n)))
	}
	return append(out, p.clashLines(page.Clashes)...)
}

// begun: the first day was, and the cohort is not said to be running yet.
func begun(page training.Page) bool {
	return len(page.Days) > 0 && page.Days[0].Past && (page.State == training.Opened || page.State == training.Full)
}

func moveTo(page training.Page, status string) (training.Move, bool) {
	for _, m := range page.Moves {
		if m.Status == status {
			return m, true
		}
	}
	return training.Move{}, false
}

// over says whether all days have been.
func over(page training.Page) bool {
	return len(page.Days) > 0 && page.Days[len(page.Days)-1].Past
}

// standing says where a cohort is: what its certificates wait for once days have
// been, else when it begins and how full it is.
func standing(page training.Page) (title, detail string) {
	if len(page.Proposal.Ready) > 0 || len(page.Runs) > 0 || closed(page) || over(page) {
		return page.Proposal.Title, page.Proposal.Detail
	}
	seats := words.T("%d van %s", len(page.Participants), dutch.Count(page.Seats, words.T("plaats bezet"), words.T("plaatsen bezet")))
	for _, d := range page.Days {
		switch {
		case d.Past:
		case d.Number == 1:
			return words.T("Begint op %s", day(d.Day)), seats
		default:
			return words.T("Dag %d van %d is op %s", d.Number, len(page.Days), day(d.Day)), seats
		}
	}
	return words.T("Nog geen dagen"), joined(". ", seats, words.T("De dagen vul je in met “Gegevens wijzigen” (E)."))
}

// undecided is the first of whom something is still to be filled in.
func undecided(page training.Page) (training.Participant, bool) {
	for _, m := range page.Participants {
		if !(training.Judgement{Result: m.Result}).Decided() {
			return m, true
		}
	}
	return training.Participant{}, false
}

func (p *trainingsPage) canIssue() bool {
	return p.page.ID != 0 && !p.Editing() && len(p.page.Proposal.Ready) > 0 && p.page.Proposal.Problem == ""
}

// closed: nobody comes in and no attendance is kept any more.
func closed(page training.Page) bool {
	for _, m := range page.Moves {
		if m.Status == training.Cancelled {
			return false
		}
	}
	return true
}

func (p *trainingsPage) canMark() bool {
	return p.shown() && !closed(p.page) && len(unmarked(p.page)) > 0
}

// shown says whether a cohort is on the page, to be worked on.
func (p *trainingsPage) shown() bool { return p.page.ID != 0 && !p.Editing() }

func (p *trainingsPage) underParts(page training.Page, log []training.Printed) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	if !closed(page) {
		out = append(out, block.Spread(16, block.NewLink(words.T("Deelnemer toevoegen"), p.addAsk).WithHint("T"), block.NewLink(words.T("Uit een lijst …"), p.addFileAsk)))
	}
	if len(page.Others) > 0 {
		out = append(out, block.Section(words.T("Wachtlijst en aanvragen"), p.others(page)...))
	}
	out = append(out, block.Section(words.T("Papieren"), p.printed(page, log)...))
	out = append(out, p.invoiceSection(page)...)
	out = append(out, p.termsSection(page))
	actions := []fyne.CanvasObject{block.NewButton(words.T("Gegevens wijzigen"), p.edit).WithHint("E")}
	var rest []string
	for i, m := range page.Moves {
		if len(page.Moves) > 2 && i > 0 {
			rest = append(rest, moveCommand(m))
			continue
		}
		actions = append(actions, block.NewButton(m.Text, func() { p.move(m) }))
	}
	if len(rest) > 0 {
		actions = append(actions, p.s.More(rest...))
	}
	out = append(out, block.Section(words.T("Trainingsgroep %s", page.Code), block.Spread(8, actions...)))
	return out
}

// printed is what was printed, and what can be.
func (p *trainingsPage) printed(page training.Page, log []training.Printed) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	if parts := p.paperLinks(page); len(parts) > 0 {
		out = append(out, block.Spread(16, parts...))
	}
	runs := block.Column(12)
	for _, l := range page.Papers {
		runs.Add(p.runLine(l))
	}
	if len(page.Papers) > 0 {
		out = append(out, runs)
	}
	var events []block.Event
	for _, l := range log {
		events = append(events, block.Event{When: when(l.At, p.now()), Title: l.Text(), Detail: l.Who, Icon: look.IconPrint})
	}
	if len(events) > 0 {
		out = append(out, block.Timeline(events...))
	}
	if len(out) == 0 {
		out = append(out, block.NewQuietParagraph(words.T("Uitnodigingen, presentielijst en naambadges maak je hier zodra er deelnemers zijn.")))
	}
	return out
}

// move changes the status of the cohort.
func (p *trainingsPage) move(m training.Move) {
	id := p.page.ID
	if m.Status == training.Cancelled {
		p.cancelGroup()
		return
	}
	p.act(words.T("Status wijzigen"), words.T("Trainingsgroep: %s", strings.ToLower(m.Text)), func(ctx context.Context) (int64, error) { return p.job.SetStatus(ctx, id, m.Status) })
}

// person shows who takes part in the register.
func (p *trainingsPage) person(enrolment int64) {
	if m, ok := p.participant(enrolment); ok {
		p.s.Go(ui.Route{Screen: ui.ScreenRegister, Key: key(m.PersonID)})
	}
}

func (p *trainingsPage) participant(enrolment int64) (training.Participant, bool) {
	for _, m := range p.page.Participants {
		if m.EnrolmentID == enrolment {
			return m, true
		}
	}
	return training.Participant{}, false
}

// current is the participant whose row has the keyboard.
func (p *trainingsPage) current() (training.Participant, bool) {
	if p.table == nil || !p.shown() {
		return training.Participant{}, false
	}
	r, ok := p.table.Current()
	if !ok {
		return training.Participant{}, false
	}
	return p.participant(number(r.ID))
}
