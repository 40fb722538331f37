package screen

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

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

// print makes the certificates of who completed the course and prints them. Where
// there are none to make, it prints the last ones again.
func (p *trainingsPage) print() {
	switch {
	case p.canIssue():
		id, plan, n := p.page.ID, p.page.Proposal, len(p.page.Proposal.Ready)
		text := words.T("Ze krijgen hun nummer en staan daarna vast; dat kan niet ongedaan gemaakt worden. %s", plan.Detail)
		p.askPrint(words.T("Certificaten afdrukken (%d)", n), strings.TrimSpace(text), func(ctx context.Context) (printable, error) {
			run, err := p.job.Issue(ctx, id)
			if err != nil {
				return printable{}, err
			}
			return issued(run, plan), nil
		})
	case p.shown() && len(p.page.Runs) > 0:
		p.printRun(p.page.Runs[0])
	case p.shown():
		p.s.Say(words.T("Er zijn hier nog geen certificaten om af te drukken."))
	}
}

// issued says what a run made, and what somebody should look at: who was left out
// for another reason than the page said beforehand.
func issued(run training.Run, plan training.Plan) printable {
	out := printable{doc: run.DocumentID, name: "certificaten.pdf", pdf: run.PDF, notes: run.Warnings}
	n := len(run.Issued)
	out.made = words.T("%s gemaakt", dutch.Count(n, words.T("certificaat"), words.T("certificaten")))
	if n > 0 {
		out.name = words.T("certificaten %s.pdf", run.Issued[0].Number)
		out.made += ": " + run.Issued[0].Number
	}
	if n > 1 {
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

// preview says who gets a certificate and who does not; it makes nothing.
func (p *trainingsPage) preview() {
	plan := p.page.Proposal
	lines := block.Column(6)
	for _, c := range plan.Ready {
		lines.Add(block.NewParagraph(c.Holder))
	}
	content := []fyne.CanvasObject{block.Section(words.T("Krijgen een certificaat, met deze naam"), lines)}
	if len(plan.LeftOut) > 0 {
		left := block.Column(6)
		for _, l := range plan.LeftOut {
			left.Add(block.NewParagraph(l.Name + ": " + l.Reason))
		}
		content = append(content, block.Section(words.T("Krijgen er nu geen"), left))
	}
	d := &block.Dialog{Title: plan.Title, Text: plan.Problem, Content: block.Column(14, content...), Width: 560}
	p.s.Ask(d)
}

type printers struct {
	names    []string
	standard string
	problem  string
}

// askPrint asks for a printer and the number of copies; or the PDF is opened or
// saved. get makes the paper, once it was said what happens with it.
func (p *trainingsPage) askPrint(title, text string, get func(ctx context.Context) (printable, error)) {
	ui.Load(p.finder, func(ctx context.Context) (printers, error) {
		var out printers
		var err error
		out.names, out.standard, err = p.job.Printers(ctx)
		if err != nil {
			// Without a printer there still is the PDF.
			out.problem = ui.UserText(err)
		}
		return out, nil
	}, func(found printers) { p.askPrinter(title, text, found, get) })
}

func (p *trainingsPage) askPrinter(title, text string, found printers, get func(ctx context.Context) (printable, error)) {
	d := &block.Dialog{Title: title, Text: text, Width: 560}
	direct := func(w way) func() {
		return func() {
			d.Close()
			p.handOver(title, get, w, "", 0)
		}
	}
	open, save := block.NewLink(words.T("PDF openen"), direct(toViewer)), block.NewLink(words.T("PDF opslaan …"), direct(toFile))
	if len(found.names) == 0 {
		problem := found.problem
		if problem == "" {
			problem = words.T("Er is op deze computer geen printer gevonden. Open de PDF, of sla hem op.")
		}
		d.Content = block.Column(10, block.NewParagraph(problem), block.Spread(16, save))
		d.OK = words.T("PDF openen")
		d.OnOK = func() bool {
			p.handOver(title, get, toViewer, "", 0)
			return true
		}
		p.s.Ask(d)
		return
	}
	var choices []block.Choice
	for _, name := range found.names {
		choices = append(choices, block.Choice{ID: name, Text: name})
	}
	printer := block.NewChoiceField(choices...)
	printer.SetValue(found.names[0])
	if found.standard != "" {
		printer.SetValue(found.standard)
	}
	printer.Required = true
	copies := block.NewTextField("1")
	copies.SetValue("1")
	copies.Check = func(s string) error {
		if n := number(s); n < 1 || n > 100 {
			return data.Refuse("Vul een aantal in van 1 tot 100.")
		}
		return nil
	}
	form := block.NewForm(block.FormRow{Label: words.T("Printer"), Field: printer}, block.FormRow{Label: words.T("Exemplaren"), Field: copies})
	d.Content = block.Column(10, form, block.Spread(16, open, save))
	d.OK = words.T("Afdrukken")
	d.OnOK = func() bool {
		if !form.Check() {
			return false
		}
		p.handOver(title, get, toPrinter, printer.Value(), max(1, int(number(copies.Value()))))
		return true
	}
	p.s.Ask(d)
}

type handed struct {
	printable
	err error // of the printer, when the paper itself is there
}

// handOver makes the paper and does with it what was asked. That a printer fails
// takes nothing back of what was made.
func (p *trainingsPage) handOver(title string, get func(ctx context.Context) (printable, error), w way, printer string, copies int) {
	ui.Act(p.s.Tasks, title, func(ctx context.Context, _ *ui.Progress) (handed, error) {
		made, err := get(ctx)
		h := handed{printable: made}
		if err == nil && w == toPrinter {
			_, h.err = p.job.Print(ctx, made.doc, printer, copies)
		}
		return h, err
	}, func(h handed) {
		switch {
		case h.err != nil && h.made != "":
			p.s.Fail(data.Explain("%s. %s De PDF staat bij Papieren; druk hem daar opnieuw af.", h.err, h.made, ui.UserText(h.err)))
		case h.err != nil:
			p.s.Fail(h.err)
		case w == toPrinter:
			p.s.Say(joined(". ", h.made, words.T("Naar printer %s gestuurd", printer)))
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

func (p *trainingsPage) runPDF(r training.RunLine) func(ctx context.Context) (printable, error) {
	return func(ctx context.Context) (printable, error) {
		d, err := p.job.RunPDF(ctx, r.ID)
		return kept(d), err
	}
}

func (p *trainingsPage) openRun(r training.RunLine) {
	p.handOver(words.T("PDF openen"), p.runPDF(r), toViewer, "", 0)
}

// printRun prints certificates again, as they were made.
func (p *trainingsPage) printRun(r training.RunLine) {
	p.askPrint(words.T("Opnieuw afdrukken"), words.T("%s, zoals ze op %s zijn gemaakt.", r.Title, day(data.DayOf(r.At))), p.runPDF(r))
}

func (p *trainingsPage) certificate(m training.Participant) func(ctx context.Context) (printable, error) {
	return func(ctx context.Context) (printable, error) {
		d, err := p.job.Reprint(ctx, m.CertificateID)
		return kept(d), err
	}
}

func (p *trainingsPage) openCertificate(m training.Participant) {
	p.handOver(words.T("PDF openen"), p.certificate(m), toViewer, "", 0)
}

func (p *trainingsPage) printCertificate(m training.Participant) {
	p.askPrint(words.T("Opnieuw afdrukken"), words.T("Certificaat %s van %s, zoals het is gemaakt.", m.Certificate, m.CertificateName), p.certificate(m))
}

// attendanceList makes the list to sign and opens it.
func (p *trainingsPage) attendanceList() {
	id := p.page.ID
	p.handOver(words.T("Presentielijst"), func(ctx context.Context) (printable, error) {
		name, pdf, err := p.job.AttendanceList(ctx, id)
		return printable{name: name, pdf: pdf}, err
	}, toViewer, "", 0)
}
