package screen

import (
	"context"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/run"
	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/dutch"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// printable is a PDF to print, open or save.
type printable struct {
	doc   int64 // where it is kept
	name  string
	pdf   []byte
	made  string   // what was made final with it: "7 certificaten gemaakt, KC-2026-0001 tot en met KC-2026-0007"
	notes []string // what somebody should look at
}

// way is what happens with a paper.
type way int

const (
	toPrinter way = iota
	toViewer
	toFile
)

// print shows the certificates of who completed the course, and makes and prints
// them. Where there are none to make, it prints the last ones again.
func (p *trainingsPage) print() {
	switch {
	case p.canIssue():
		id := p.page.ID
		p.sample(func(plan training.Plan, look sheet, warnings []string) {
			n := len(plan.Ready)
			q := printPanel{
				title: words.T("Certificaten afdrukken (%s)", strconv.Itoa(n)), look: []sheet{look},
				text:     words.T("Ze krijgen hun nummer en staan daarna vast; dat kan niet ongedaan gemaakt worden."),
				openText: words.T("Maken en PDF openen"), saveText: words.T("Maken en PDF opslaan …"),
			}
			if len(plan.LeftOut)+len(warnings) > 0 {
				q.notes = remarks(plan, warnings)
			}
			p.ask(q, func(ctx context.Context) (printable, error) {
				run, err := p.job.Issue(ctx, id)
				if err != nil {
					return printable{}, err
				}
				return issued(run, plan), nil
			})
		})
	case p.shown() && len(p.page.Runs) > 0:
		p.printRun(p.page.Runs[0])
	case p.shown():
		p.s.Say(words.T("Er zijn hier nog geen certificaten om af te drukken."))
	}
}

// sample lays out what would be issued and hands it over with the proposal, in
// which who cannot be printed is left out too, and what somebody should look at.
func (p *trainingsPage) sample(then func(plan training.Plan, look sheet, warnings []string)) {
	id, plan := p.page.ID, p.page.Proposal
	ui.Load(p.finder, func(ctx context.Context) (training.Run, error) { return p.job.Sample(ctx, id) }, func(run training.Run) {
		if p.page.ID != id || p.s.Page() != ui.Page(p) {
			return // somebody went on meanwhile
		}
		plan.LeftOut = run.LeftOut
		plan.Ready = slices.DeleteFunc(slices.Clone(plan.Ready), func(c training.Candidate) bool {
			return slices.ContainsFunc(run.LeftOut, func(l training.LeftOut) bool { return l.EnrolmentID == c.EnrolmentID })
		})
		then(plan, printable{name: words.T("certificaten.pdf"), pdf: run.PDF}.sheet(), run.Warnings)
	})
}

// remarks says who gets none now, and who gets one without having been there every day; and why.
func remarks(plan training.Plan, warnings []string) fyne.CanvasObject {
	out := block.Column(14)
	if len(plan.LeftOut) > 0 {
		lines := block.Column(6)
		for _, l := range plan.LeftOut {
			lines.Add(block.NewParagraph(l.Name + ": " + l.Reason))
		}
		out.Add(block.Section(words.T("Krijgen er nu geen"), lines))
	}
	if len(warnings) > 0 {
		lines := block.Column(6)
		for _, w := range warnings {
			lines.Add(block.NewParagraph(w))
		}
		out.Add(block.Section(words.T("Kijk dit na"), lines))
	}
	return out
}

// issued says what a run made, and what somebody should look at: who was left out
// for another reason than the page said beforehand.
func issued(run training.Run, plan training.Plan) printable {
	out := printable{doc: run.DocumentID, name: words.T("certificaten.pdf"), pdf: run.PDF, notes: run.Warnings}
	n := len(run.Issued)
	out.made = words.T("%s gemaakt", dutch.Count(n, words.T("certificaat"), words.T("certificaten")))
	if n > 0 {
		out.name = words.T("certificaat %s.pdf", run.Issued[0].Number)
		out.made += ": " + run.Issued[0].Number
	}
	if n > 1 {
		out.name = words.T("certificaten %s tot en met %s.pdf", run.Issued[0].Number, run.Issued[n-1].Number)
		out.made += words.T(" tot en met %s", run.Issued[n-1].Number)
	}
	if n := len(run.LeftOut); n > 0 {
		out.made += words.T(", %s overgeslagen", dutch.Number(n))
	}
	for _, l := range run.LeftOut {
		if !slices.Contains(plan.LeftOut, l) {
			out.notes = append(out.notes, words.T("%s kreeg geen certificaat: %s.", l.Name, l.Reason))
		}
	}
	return out
}

// preview shows who gets a certificate, how it will look, and who gets none; it
// makes nothing.
func (p *trainingsPage) preview() {
	p.sample(func(plan training.Plan, look sheet, warnings []string) {
		lines := block.Column(6)
		for _, c := range plan.Ready {
			lines.Add(block.NewParagraph(c.Holder))
		}
		content := block.Column(14, block.Section(words.T("Krijgen een certificaat, met deze naam"), lines), remarks(plan, warnings))
		view := p.papers.preview(p.s, look)
		p.s.Ask(&block.Dialog{Title: plan.Title, Text: plan.Problem, Content: content, Beside: view.Preview, First: view.Keys(), OnClosed: view.close})
	})
}

// askPrint shows a paper that is there already, and prints it. get reads it.
func (p *trainingsPage) askPrint(title, text string, get func(ctx context.Context) (printable, error)) {
	look := sheet{make: func(ctx context.Context) ([]byte, error) {
		doc, err := get(ctx)
		return doc.pdf, err
	}}
	p.ask(printPanel{title: title, text: text, look: []sheet{look}}, get)
}

// ask shows a panel. get makes or reads the paper, once it was said what happens
// with it.
func (p *trainingsPage) ask(q printPanel, get func(ctx context.Context) (printable, error)) {
	p.askBoth(q, get, get)
}

// askBoth is ask for a paper that is made otherwise for opening and saving it: look reads it.
func (p *trainingsPage) askBoth(q printPanel, get, look func(ctx context.Context) (printable, error)) {
	hand := func(w way) func() {
		return func() { p.handOver(q.title, look, w, run.To{}) }
	}
	if q.kinds == nil {
		q.kinds = []paperKind{certificatePaper}
	}
	q.open, q.save = hand(toViewer), hand(toFile)
	q.printPages = func(printer string, copies int, pages run.Span) {
		p.handOver(q.title, get, toPrinter, run.To{Printer: printer, Copies: copies, Pages: pages})
	}
	p.papers.ask(p.s, func(ctx context.Context) (found printers, err error) {
		found.names, found.standard, err = p.job.Printers(ctx)
		return found, err
	}, q)
}

type handed struct {
	printable
	err error // of the printer, when the paper itself is there
}

// handOver makes the paper and does with it what was asked. That a printer fails
// takes nothing back of what was made.
func (p *trainingsPage) handOver(title string, get func(ctx context.Context) (printable, error), w way, to run.To) {
	ui.Act(p.s.Tasks, title, func(ctx context.Context, _ *ui.Progress) (handed, error) {
		made, err := get(ctx)
		h := handed{printable: made}
		if err == nil && w == toPrinter {
			_, h.err = p.job.Runs().PrintDocument(ctx, made.doc, to)
		}
		return h, err
	}, func(h handed) {
		switch {
		case h.err != nil && h.made != "":
			p.s.Fail(data.Explain("%s. %s De PDF staat bij Papieren; druk hem daar opnieuw af.", h.err, h.made, ui.UserText(h.err)))
		case h.err != nil:
			p.s.Fail(h.err)
		case w == toPrinter:
			p.s.Say(joined(". ", h.made, words.T("Naar printer %s gestuurd", to.Printer)))
		default:
			if h.made != "" {
				p.s.Say(h.made)
			}
			if w == toViewer {
				p.papers.open(p.s, h.sheet())
			} else {
				p.papers.save(p.s, h.sheet())
			}
		}
		p.tell(words.T("Kijk dit na"), h.made+".", h.notes)
		p.Reload()
	})
}

// sheet is the paper to show or save.
func (doc printable) sheet() sheet {
	return sheet{name: doc.name, make: func(context.Context) ([]byte, error) { return doc.pdf, nil }}
}

func kept(d data.Document) printable { return printable{doc: d.ID, name: d.Name, pdf: d.Bytes} }

// printRun prints certificates again, as they were made.
func (p *trainingsPage) printRun(r training.RunLine) {
	for _, l := range p.page.Papers {
		if l.ID == r.ID {
			p.printAgain(l, "")
		}
	}
}

func (p *trainingsPage) certificate(m training.Participant) func(ctx context.Context) (printable, error) {
	return func(ctx context.Context) (printable, error) {
		d, err := p.job.Reprint(ctx, m.CertificateID)
		return kept(d), err
	}
}

func (p *trainingsPage) openCertificate(m training.Participant) {
	p.handOver(words.T("PDF openen"), p.certificate(m), toViewer, run.To{})
}

func (p *trainingsPage) printCertificate(m training.Participant) {
	p.askPrint(words.T("Opnieuw afdrukken"), words.T("Certificaat %s van %s, zoals het is gemaakt.", m.Certificate, m.CertificateName), p.certificate(m))
}
