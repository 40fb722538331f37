package screen

import (
	"context"
	"errors"
	"strconv"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/run"
	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/dutch"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// cohortPapers is what the page asks about papers and mails for a whole cohort.
type cohortPapers interface {
	Runs() *run.Runs
	PaperOrder(p training.Paper) func(tx *data.Tx) (run.Order, run.Maker, error)
	MailOrder(p training.Paper) func(tx *data.Tx) (run.Order, run.Writer, error)
	Route(ctx context.Context, cohort int64) (string, error)
	SaveRoute(ctx context.Context, cohort int64, text string) (int64, error)

	accreditations
}

// cohortPaper is a paper that can be made of a cohort.
type cohortPaper struct {
	kind  run.Kind
	id    string // of the command
	text  string
	words string
	mail  bool // it is mailed rather than printed
	list  bool // it is no one person's, and kept only when it is printed
	paper paperKind
}

var cohortPaperKinds = []cohortPaper{
	{kind: run.Invitations, id: "cohort.invite", text: words.Later("Uitnodigen per mail"), words: words.Later("uitnodiging mail bevestiging concept"), mail: true},
	{kind: run.Invitations, id: "cohort.letters", text: words.Later("Uitnodigingsbrieven"), words: words.Later("uitnodiging brief post"), paper: letterPaper},
	{kind: run.Attendance, id: "cohort.list", text: words.Later("Presentielijst"), words: words.Later("tekenlijst handtekening"), list: true, paper: listPaper},
	{kind: run.Badges, id: "cohort.badges", text: words.Later("Naambadges"), words: words.Later("naambordje badge"), paper: badgePaper},
	{kind: run.Addresses, id: "cohort.addresses", text: words.Later("Adreslijst voor de trainers"), words: words.Later("telefoon bellen trainer"), list: true, paper: listPaper},
}

// can says whether a paper can be made of the cohort now.
func (c cohortPaper) can(p *trainingsPage) bool {
	return p.shown() && len(p.page.Participants) > 0 && (len(p.page.Days) > 0 || c.kind == run.Badges || c.kind == run.Addresses)
}

func (p *trainingsPage) paperCommands() []ui.Command {
	var out []ui.Command
	for _, c := range cohortPaperKinds {
		out = append(out, ui.Command{
			ID: c.id, Text: words.T(c.text), Words: words.T(c.words), Enabled: func() bool { return c.can(p) },
			Run: func() { p.makePaper(c, false) },
		})
	}
	return append(out, ui.Command{
		ID: "cohort.accredit", Text: words.T("Presentie voor PE-online"), Words: words.T("accreditatie skj register punten"), Enabled: p.canAccredit, Run: func() { p.accredit("") },
	})
}

// paperLinks are the papers that can be made, for the page.
func (p *trainingsPage) paperLinks(page training.Page) []fyne.CanvasObject {
	if len(page.Participants) == 0 {
		return nil
	}
	begun := len(page.Days) > 0 && page.Days[0].Past
	var out []fyne.CanvasObject
	var rest []string
	for _, c := range cohortPaperKinds {
		switch {
		case len(page.Days) == 0 && c.kind != run.Badges && c.kind != run.Addresses:
		case begun && c.kind == run.Invitations, c.kind == run.Addresses, c.id == "cohort.letters":
			rest = append(rest, c.id)
		default:
			out = append(out, block.NewLink(words.T(c.text), func() { p.makePaper(c, false) }))
		}
	}
	if begun {
		out = append(out, block.NewLink(words.T("Presentie voor PE-online"), func() { p.accredit("") }))
	}
	if len(rest) == 0 {
		return out
	}
	more := p.s.More(rest...)
	more.Kind = block.Link
	return append(out, more)
}

// makePaper shows a paper and whom it is for, and makes it.
func (p *trainingsPage) makePaper(c cohortPaper, again bool) {
	if c.mail {
		p.mailAll(c, again)
		return
	}
	id := p.page.ID
	order := p.job.PaperOrder(training.Paper{Cohort: id, Kind: c.kind, Again: again})
	runs := p.job.Runs()
	ui.LoadOr(p.finder, func(ctx context.Context) (run.Made, error) { return runs.Preview(ctx, order) }, func(seen run.Made, err error) {
		if !p.still(id) {
			return
		}
		if err != nil {
			p.nobody(c, seen, err)
			return
		}
		q := printPanel{
			title: words.T(c.text), kinds: []paperKind{c.paper}, pages: seen.Pages,
			look: []sheet{{name: seen.File, make: func(context.Context) ([]byte, error) { return seen.PDF, nil }}},
		}
		if !c.list {
			q.text = words.T("Voor %s. Wie er nu een krijgt, wordt onthouden, zodat niemand hem per ongeluk twee keer krijgt.", dutch.Count(len(seen.To), words.T("deelnemer"), words.T("deelnemers")))
		}
		if len(seen.LeftOut) > 0 {
			var shut func()
			q.shown = func(close func()) { shut = close }
			q.notes = p.leftOut(c, seen.LeftOut, func() { shut() })
		}
		made := func(ctx context.Context) (printable, error) {
			m, err := runs.Make(ctx, order)
			out := printable{doc: m.DocumentID, name: m.File, pdf: m.PDF}
			if err == nil && !c.list {
				out.made = words.T("Gemaakt voor %s", dutch.Count(len(m.To), words.T("deelnemer"), words.T("deelnemers")))
			}
			return out, err
		}
		if c.list {
			// Looking at a list, or saving it, leaves nothing behind.
			look := func(context.Context) (printable, error) { return printable{name: seen.File, pdf: seen.PDF}, nil }
			p.askBoth(q, made, look)
			return
		}
		p.ask(q, made)
	})
}

// still says whether the page of a cohort is still before somebody.
func (p *trainingsPage) still(id int64) bool { return p.page.ID == id && p.s.Page() == ui.Page(p) }

// nobody says why a paper cannot be made; of who had it already it can be made all the same.
func (p *trainingsPage) nobody(c cohortPaper, seen run.Made, err error) {
	if !errors.Is(err, run.ErrNobody) || len(seen.LeftOut) == 0 {
		p.s.Fail(err)
		return
	}
	d := &block.Dialog{Title: words.T(c.text), Text: ui.UserText(err), Width: 560}
	d.Content = p.leftOut(c, seen.LeftOut, d.Close)
	p.s.Ask(d)
}

// leftOut names who is left out and why, with the choice to make it for who had it already, too.
func (p *trainingsPage) leftOut(c cohortPaper, left []run.LeftOut, shut func()) fyne.CanvasObject {
	lines := block.Column(6)
	had := 0
	for _, l := range left {
		if l.Code == run.Had {
			had++
		}
		lines.Add(block.NewParagraph(l.Name + ": " + l.Reason()))
	}
	if had > 0 {
		lines.Add(block.Spread(0, block.NewLink(words.T("Ook maken voor wie hem al had (%s)", strconv.Itoa(had)), func() {
			shut()
			p.makePaper(c, true)
		})))
	}
	return block.Section(words.T("Krijgen er nu geen"), lines)
}

// mailAll shows the invitations as mails and puts them in the Drafts folder.
func (p *trainingsPage) mailAll(c cohortPaper, again bool) {
	id := p.page.ID
	order := p.job.MailOrder(training.Paper{Cohort: id, Kind: c.kind, Again: again})
	runs := p.job.Runs()
	type seen struct {
		made    run.Made
		letters []run.Letter
		route   string
	}
	ui.LoadOr(p.finder, func(ctx context.Context) (seen, error) {
		var s seen
		var err error
		if s.route, err = p.job.Route(ctx, id); err != nil {
			return s, err
		}
		s.made, s.letters, err = runs.PreviewMails(ctx, order)
		return s, err
	}, func(s seen, err error) {
		if !p.still(id) {
			return
		}
		if err != nil {
			p.nobody(c, s.made, err)
			return
		}
		first := s.letters[0]
		d := &block.Dialog{}
		content := block.Column(14,
			block.Section(words.T("Zo ziet de mail aan %s eruit", first.To.Name), block.NewSpans(block.Span{Text: first.Subject, Bold: true}), block.NewParagraph(first.Text)),
			block.Spread(16,
				block.NewLink(words.T("Route naar deze plek …"), func() { d.Close(); p.askRoute(s.route, func() { p.mailAll(c, again) }) }),
				block.NewLink(words.T("Tekst wijzigen …"), func() { d.Close(); p.s.Go(ui.Route{Screen: ui.ScreenSettings, Key: partPapers}) })))
		if len(s.made.LeftOut) > 0 {
			content.Add(p.leftOut(c, s.made.LeftOut, d.Close))
		}
		*d = block.Dialog{
			Title: words.T("Uitnodigen per mail (%s)", strconv.Itoa(len(s.letters))), Width: 640, Content: content, OK: words.T("Bij concepten zetten"),
			Text: words.T("De mails komen bij de concepten van je mailbox. Daar lees je ze na en verstuur je ze. Wie er een krijgt, wordt onthouden."),
			OnOK: func() bool {
				d.Close()
				p.writeAndPlace(order)
				return true
			},
		}
		p.s.Ask(d)
	})
}

// writeAndPlace keeps the mails of a run and places them.
func (p *trainingsPage) writeAndPlace(order func(tx *data.Tx) (run.Order, run.Writer, error)) {
	runs := p.job.Runs()
	p.placing(func(ctx context.Context) (int64, error) {
		m, err := runs.Write(ctx, order)
		return m.ID, err
	})
}

// placing places the mails of a run that wait; get gives the run.
func (p *trainingsPage) placing(get func(ctx context.Context) (int64, error)) {
	runs := p.job.Runs()
	type result struct {
		run.Placed
		err error // when the mails are kept
	}
	ui.Act(p.s.Tasks, words.T("Mails klaarzetten"), func(ctx context.Context, progress *ui.Progress) (result, error) {
		var r result
		id, err := get(ctx)
		if err != nil {
			return r, err
		}
		if p.papers.Post == nil {
			r.err = data.Refuse("Er is nog geen mailbox ingesteld, dus het concept kan nergens heen. Stel de mailbox in bij Instellingen.")
			return r, nil
		}
		post, closed, err := p.papers.Post(ctx)
		if err != nil {
			r.err = err
			return r, nil
		}
		r.Placed, r.err = runs.Place(ctx, id, post, func(done, total int) { progress.Set(done, total) })
		if err := closed(); err != nil && r.err == nil {
			r.err = data.Explain("De verbinding met de mailbox brak aan het eind af. Kijk bij Papieren wat er is klaargezet.", err)
		}
		return r, nil
	}, func(r result) {
		p.Reload()
		if r.err != nil {
			p.s.Fail(data.Explain("%s De mails zijn bewaard; bij Papieren ga je verder met “Klaarzetten”.", r.err, ui.UserText(r.err)))
			return
		}
		said := words.T("%s bij de concepten van je mailbox gezet", dutch.Count(r.Placed.Placed, words.T("mail"), words.T("mails")))
		if n := r.Failed + r.Unsure; n > 0 {
			said = joined(". ", said, words.T("%s niet; kijk bij Papieren", dutch.Number(n)))
		}
		p.s.Say(said)
	})
}

// askRoute asks how to get to where the cohort is.
func (p *trainingsPage) askRoute(route string, then func()) {
	id := p.page.ID
	p.s.AskEdit(&ui.Edit{
		Form: formRoute, Key: key(id), Title: words.T("Route naar deze plek"),
		Rows: func(r *ui.Rows) {
			r.Area(words.Later("Route"), &route, 6).Hint(words.T("Staat in elke uitnodiging voor deze plek, ook van een volgende groep."))
		},
		Save: ui.SaveBy(words.T("Opslaan"), func(ctx context.Context) (int64, error) { return p.job.SaveRoute(ctx, id, route) }, func(change int64) {
			if change != 0 {
				p.s.Done(words.T("Route opgeslagen"), undo(p.undo, change))
			}
			then()
		}),
	}, &block.Dialog{Width: 560})
}

// formRoute names the dialog of the route in what is kept while somebody types.
const formRoute = "cohort.route"

// runLine is a run in the list of papers.
func (p *trainingsPage) runLine(l run.Line) fyne.CanvasObject {
	state, open := l.State()
	color := look.Green
	if open {
		color = look.Amber
	}
	detail := joined(" · ", when(l.At, p.now()), l.Who)
	if l.LeftOut > 0 {
		detail = joined(" · ", detail, words.T("%s niet", dutch.Number(l.LeftOut)))
	}
	parts := []fyne.CanvasObject{block.NewPill(state, color), block.NewText(l.Title), block.NewQuiet(detail)}
	var links []fyne.CanvasObject
	switch {
	case l.Medium == run.Mail && l.Waiting > 0:
		links = append(links, block.NewLink(words.T("Klaarzetten"), func() {
			p.placing(func(context.Context) (int64, error) { return l.ID, nil })
		}))
	case l.Medium == run.Paper:
		again := words.T("Afdrukken")
		if len(l.Jobs) > 0 {
			again = words.T("Opnieuw afdrukken")
		}
		links = append(links, block.NewLink(words.T("Openen"), func() { p.openRunOf(l) }), block.NewLink(again, func() { p.printAgain(l, "") }))
	}
	links = append(links, block.NewLink(words.T("Bekijken"), func() { p.showRun(l) }))
	return block.Entry(parts, links...)
}

func (p *trainingsPage) runPDF(l run.Line) func(ctx context.Context) (printable, error) {
	return func(ctx context.Context) (printable, error) {
		d, err := p.job.Runs().PDF(ctx, l.ID, run.Span{})
		return kept(d), err
	}
}

func (p *trainingsPage) openRunOf(l run.Line) {
	p.handOver(words.T("PDF openen"), p.runPDF(l), toViewer, run.To{})
}

// printAgain prints a run as it was made, or the pages that are filled in.
func (p *trainingsPage) printAgain(l run.Line, pages string) {
	text := words.T("%s, zoals ze op %s zijn gemaakt.", l.Title, day(data.DayOf(l.At)))
	if len(l.Jobs) > 0 {
		j := l.Jobs[0]
		text = joined(" ", text, words.T("Al afgedrukt op %s: %s.", day(data.DayOf(j.At)), j.Text(l.Pages)))
	}
	text = joined(" ", text, voidText(l))
	get := p.runPDF(l)
	q := printPanel{
		title: words.T("Opnieuw afdrukken"), text: text, pages: l.Pages, begin: pages, kinds: []paperKind{paperOf(l.Kind)},
		look: []sheet{{make: func(ctx context.Context) ([]byte, error) {
			doc, err := get(ctx)
			return doc.pdf, err
		}}},
	}
	if pages != "" {
		q.title = words.T("Verder afdrukken")
	} else if len(l.Jobs) == 0 {
		q.title = words.T("Afdrukken")
	}
	p.ask(q, get)
}

// paperOf is the sort of paper of a kind of run.
func paperOf(k run.Kind) paperKind {
	switch k {
	case run.Certificates:
		return certificatePaper
	case run.Badges:
		return badgePaper
	case run.Attendance, run.Addresses:
		return listPaper
	}
	return letterPaper
}
