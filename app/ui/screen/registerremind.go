package screen

import (
	"context"
	"errors"
	"strconv"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/reminder"
	"kiesvoorhetkind.nl/kantoor/app/run"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/dutch"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// reminderMaker writes to members whose membership ends.
type reminderMaker interface {
	Plan(ctx context.Context, ch reminder.Choice) (reminder.Plan, error)
	Make(ctx context.Context, ch reminder.Choice) (reminder.Made, error)
	Runs() *run.Runs
}

// lapsedMonths are the choices of how long ago a membership may be over.
var lapsedMonths = []int{6, reminder.StandardMonths, 24}

// remind shows who of the list would be reminded, and how.
func (p *registerPage) remind() {
	ch := reminder.Choice{Which: p.chips.Chosen(), Months: reminder.StandardMonths}
	if ch.Which != register.InGrace && ch.Which != register.Lapsed {
		ch.Which = register.Ending
	}
	p.remindThem(ch)
}

func (p *registerPage) remindThem(ch reminder.Choice) {
	ui.Load(p.finder, func(ctx context.Context) (reminder.Plan, error) { return p.members.Reminders.Plan(ctx, ch) }, func(plan reminder.Plan) {
		if p.s.Page() != ui.Page(p) || ch.Only != 0 && ch.Only != p.person.Person.ID {
			return
		}
		d := &block.Dialog{Title: words.T("Leden herinneren"), Width: 640}
		if ch.Only != 0 {
			d.Title = words.T("%s herinneren", p.person.Name)
		}
		again := func(other reminder.Choice) {
			d.Close()
			p.remindThem(other)
		}
		mails, letters := plan.Counts()
		content := block.Column(14, p.remindChoices(ch, again))
		switch {
		case ch.Only != 0 && mails+letters == 0 && len(plan.LeftOut) > 0:
			content.Add(block.NewParagraph(words.T("%s krijgt nu geen herinnering: %s.", p.person.Name, plan.LeftOut[0].Reason)))
			plan.LeftOut = nil
		case mails+letters == 0:
			content.Add(block.NewParagraph(words.T("Er is nu niemand die deze herinnering moet krijgen.")))
		default:
			content.Add(planTable(plan.Ready))
			content.Add(p.samples(plan))
			d.OK = words.T("Klaarzetten: %s", remindText(mails, letters))
			d.OnOK = func() bool {
				d.Close()
				p.makeReminders(ch)
				return true
			}
		}
		if len(plan.LeftOut) > 0 {
			lines := make([]fyne.CanvasObject, len(plan.LeftOut))
			for i, l := range plan.LeftOut {
				lines[i] = block.NewParagraph(l.Name + ": " + l.Reason)
			}
			content.Add(block.Section(words.T("Krijgen er nu geen"), lines...))
		}
		content.Add(block.Spread(16,
			block.NewLink(words.T("Tekst wijzigen …"), func() { d.Close(); p.s.Go(ui.Route{Screen: ui.ScreenSettings, Key: partReminders}) }),
			block.NewLink(words.T("Eerder gemaakt …"), func() { d.Close(); p.reminded() })))
		d.Content = content
		if plan.Letters != nil {
			view := p.papers.preview(p.s, sheet{make: func(context.Context) ([]byte, error) { return plan.Letters, nil }})
			d.Beside, d.OnClosed = view.Preview, view.close
		}
		p.s.Ask(d)
	})
}

// remindChoices are for whom and how, to be clicked.
func (p *registerPage) remindChoices(ch reminder.Choice, again func(reminder.Choice)) fyne.CanvasObject {
	who := block.NewChips(func(id string) {
		if id != ch.Which {
			other := ch
			other.Which = id
			again(other)
		}
	}, block.Choice{ID: register.Ending, Text: words.T("Loopt af binnen %d dagen", register.EndingDays)}, block.Choice{ID: register.InGrace, Text: words.T("Uitloop")}, block.Choice{ID: register.Lapsed, Text: words.T("Verlopen")})
	who.Choose(ch.Which)
	rows := block.Column(8)
	if ch.Only == 0 {
		rows.Add(who)
	}
	if ch.Which == register.Lapsed && ch.Only == 0 {
		var choices []block.Choice
		for _, m := range lapsedMonths {
			choices = append(choices, block.Choice{ID: strconv.Itoa(m), Text: words.T("korter dan %d maanden", m)})
		}
		since := block.NewChips(func(id string) {
			if n := int(number(id)); n != ch.Months {
				other := ch
				other.Months = n
				again(other)
			}
		}, choices...)
		since.Choose(strconv.Itoa(ch.Months))
		rows.Add(since)
	}
	how := block.NewChips(func(id string) {
		if paper := id == run.Paper; paper != ch.Paper {
			other := ch
			other.Paper = paper
			again(other)
		}
	}, block.Choice{ID: run.Mail, Text: words.T("Mail waar het kan, anders brief")}, block.Choice{ID: run.Paper, Text: words.T("Iedereen een brief")})
	if ch.Paper {
		how.Choose(run.Paper)
	}
	rows.Add(how)
	return rows
}

func planTable(lines []reminder.Line) *block.Table {
	table := block.NewTable(words.T("herinnering"), words.T("herinneringen"),
		block.TableColumn{ID: "name", Title: words.T("Naam"), Grow: true}, block.TableColumn{ID: "what", Title: words.T("Lidmaatschap")},
		block.TableColumn{ID: "until", Title: words.T("Einddatum")}, block.TableColumn{ID: "how", Title: words.T("Via")}).Fitting()
	var rows []block.Row
	for _, l := range lines {
		how := words.T("mail")
		if l.Mail == "" {
			how = words.T("brief")
		}
		rows = append(rows, block.Row{ID: key(l.PersonID), Cells: []block.Cell{{Text: l.Name}, {Text: register.RegimeName(l.Regime)}, {Text: day(l.Until), Sort: string(l.Until)}, {Text: how}}})
	}
	table.SetRows(rows)
	return table
}

// samples shows the first mail as it would be written.
func (p *registerPage) samples(plan reminder.Plan) fyne.CanvasObject {
	if len(plan.Mails) == 0 {
		return block.NewQuietParagraph(words.T("Hiernaast staan de brieven."))
	}
	first := plan.Mails[0]
	return block.Section(words.T("Zo ziet de mail aan %s eruit", first.To.Name), block.NewSpans(block.Span{Text: first.Subject, Bold: true}), block.NewParagraph(first.Text))
}

// remindText counts mails and letters.
func remindText(mails, letters int) string {
	m, l := dutch.Count(mails, words.T("mail"), words.T("mails")), dutch.Count(letters, words.T("brief"), words.T("brieven"))
	switch {
	case letters == 0:
		return m
	case mails == 0:
		return l
	}
	return words.T("%s en %s", m, l)
}

// placedMails is what became of a run of mails; err is why they are not all in the mailbox, when they are kept.
type placedMails struct {
	run.Placed
	err error
}

// makeReminders makes the mails and letters, puts the mails in the Drafts folder and shows the letters to be printed.
func (p *registerPage) makeReminders(ch reminder.Choice) {
	type result struct {
		reminder.Made
		placed placedMails
	}
	ui.Act(p.s.Tasks, words.T("Herinneringen maken"), func(ctx context.Context, progress *ui.Progress) (result, error) {
		made, err := p.members.Reminders.Make(ctx, ch)
		r := result{Made: made}
		if err == nil && made.Mails.ID != 0 {
			r.placed = p.place(ctx, made.Mails.ID, progress)
		}
		return r, err
	}, func(r result) {
		p.Reload()
		said := p.sayPlaced(r.placed, len(r.Mails.To))
		if r.Letters.ID != 0 {
			p.printReminders(run.Line{ID: r.Letters.ID, Title: r.Letters.Title, Pages: r.Letters.Pages, DocumentID: r.Letters.DocumentID}, said)
		}
	})
}

// place puts the mails of a run that wait in the Drafts folder.
func (p *registerPage) place(ctx context.Context, id int64, progress *ui.Progress) placedMails {
	var r placedMails
	if p.papers.Post == nil {
		r.err = data.Refuse("Er is nog geen mailbox ingesteld, dus het concept kan nergens heen. Stel de mailbox in bij Instellingen.")
		return r
	}
	post, closed, err := p.papers.Post(ctx)
	if err != nil {
		r.err = err
		return r
	}
	r.Placed, r.err = p.members.Reminders.Runs().Place(ctx, id, post, func(done, total int) { progress.Set(done, total) })
	r.err = errors.Join(r.err, closed())
	return r
}

// sayPlaced tells what became of mails, and answers what it said.
func (p *registerPage) sayPlaced(r placedMails, mails int) string {
	if mails == 0 {
		return ""
	}
	if r.err != nil {
		p.s.Fail(data.Explain("%s De mails zijn bewaard; bij “Leden herinneren”, “Eerder gemaakt” ga je verder met “Klaarzetten”.", r.err, ui.UserText(r.err)))
		return ""
	}
	placed := dutch.Count(r.Placed.Placed, words.T("mail"), words.T("mails"))
	said := words.T("%s bij de concepten van je mailbox gezet", placed)
	if n := r.Failed + r.Unsure; n > 0 {
		said = words.T("%s bij de concepten gezet, %s niet; kijk bij “Eerder gemaakt”", placed, dutch.Number(n))
	}
	p.s.Say(said)
	return said + "."
}

// printReminders shows the letters of a run as they were made, after what was said before, and prints them, or some of their pages.
func (p *registerPage) printReminders(l run.Line, said string) {
	runs := p.members.Reminders.Runs()
	paper := sheet{name: l.Title + ".pdf", make: func(ctx context.Context) ([]byte, error) {
		doc, err := runs.PDF(ctx, l.ID, run.Span{})
		return doc.Bytes, err
	}}
	q := printPanel{
		title: l.Title, text: joined(" ", said, words.T("Wie een brief krijgt, is onthouden; afdrukken kan nu of later.")),
		kinds: []paperKind{letterPaper}, look: []sheet{paper}, pages: l.Pages,
		open: func() { p.papers.open(p.s, paper) }, save: func() { p.papers.save(p.s, paper) },
	}
	q.printPages = func(printer string, copies int, pages run.Span) {
		ui.Act(p.s.Tasks, words.T("Afdrukken"), func(ctx context.Context, _ *ui.Progress) (string, error) {
			return runs.Print(ctx, l.ID, run.To{Printer: printer, Copies: copies, Pages: pages})
		}, func(string) { p.s.Say(words.T("Naar printer %s gestuurd", printer)) })
	}
	p.papers.ask(p.s, func(ctx context.Context) (found printers, err error) {
		found.names, found.standard, err = runs.Printers(ctx)
		return found, err
	}, q)
}

// mostRuns is how many earlier runs are listed.
const mostRuns = 20

// reminded lists the reminders that were made before, to print or place them again.
func (p *registerPage) reminded() {
	ui.Load(p.finder, func(ctx context.Context) ([]run.Line, error) {
		return p.members.Reminders.Runs().OfKind(ctx, run.Reminders, mostRuns)
	}, func(lines []run.Line) {
		d := &block.Dialog{Title: words.T("Herinneringen die zijn gemaakt"), Width: 720}
		content := block.Column(10)
		if len(lines) == 0 {
			content.Add(block.NewParagraph(words.T("Er zijn nog geen herinneringen gemaakt.")))
		}
		for _, l := range lines {
			state, _ := l.State()
			parts := []fyne.CanvasObject{block.NewText(l.Title), block.NewQuiet(joined(" · ", when(l.At, p.members.Now()), l.Who, state))}
			switch {
			case l.Medium == run.Paper:
				parts = append(parts, block.NewLink(words.T("Afdrukken"), func() { d.Close(); p.printReminders(l, "") }))
			case l.Waiting+l.Unsure > 0:
				parts = append(parts, block.NewLink(words.T("Klaarzetten"), func() {
					d.Close()
					p.placeAgain(l.ID)
				}))
			}
			content.Add(block.Spread(12, parts...))
		}
		d.Content = content
		p.s.Ask(d)
	})
}

func (p *registerPage) placeAgain(id int64) {
	ui.Act(p.s.Tasks, words.T("Mails klaarzetten"), func(ctx context.Context, progress *ui.Progress) (placedMails, error) {
		return p.place(ctx, id, progress), nil
	},
		func(r placedMails) { p.sayPlaced(r, 1) })
}
