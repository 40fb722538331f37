package screen

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/document"
	"kiesvoorhetkind.nl/kantoor/app/run"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// paperKind is a sort of paper, each with the printer that it went to last: labels have another one than letters.
type paperKind struct{ id, printer string }

// The kinds of paper.
var (
	certificatePaper = paperKind{"certificate", words.Later("Printer")}
	listPaper        = paperKind{"list", words.Later("Printer")}
	invoicePaper     = paperKind{"invoice", words.Later("Printer")}
	labelPaper       = paperKind{"label", words.Later("Printer voor het etiket")}
	slipPaper        = paperKind{"slip", words.Later("Printer voor de pakbon")}
	letterPaper      = paperKind{"letter", words.Later("Printer")}
	badgePaper       = paperKind{"badge", words.Later("Printer")}
)

// printPanel is what is asked before papers are printed: they lie beside the question, to be leafed through.
type printPanel struct {
	title, text string
	// notes stand under the text; may be nil.
	notes fyne.CanvasObject
	// kinds are those of the papers, in the order in which printers are chosen; copies are remembered with the first.
	kinds []paperKind
	// look are the papers as they are shown.
	look []sheet
	// print does it, with a printer for each kind.
	print func(printers []string, copies int)
	// pages is how many the paper has, where some of them can be printed by printPages; begin is what is filled in of them.
	pages      int
	begin      string
	printPages func(printer string, copies int, pages run.Span)
	// shown is given how to close the panel, for what stands in notes; may be nil.
	shown func(shut func())
	// open and save do something else with them; save may be nil. What they are called may be left out.
	open, save         func()
	openText, saveText string
}

// printers are those of this computer.
type printers struct {
	names    []string
	standard string
	problem  string // why they are not known
}

// ask shows papers and what can be done with them. list gives the printers.
func (p Papers) ask(s *ui.Shell, list func(ctx context.Context) (printers, error), q printPanel) {
	page := s.Page()
	ui.Load(s.Tasks.Lane(), func(ctx context.Context) (printers, error) {
		found, err := list(ctx)
		if err != nil {
			// Without a printer there still is the PDF.
			return printers{problem: ui.UserText(err)}, nil
		}
		return found, nil
	}, func(found printers) {
		// Keys that were pressed twice while the printers were looked up ask once, and who went on is not called back.
		if s.Window().Canvas().Overlays().Top() == nil && s.Page() == page {
			p.show(s, found, q)
		}
	})
}

// queues lists the printers of this computer.
func (p Papers) queues(ctx context.Context) (printers, error) {
	queues, standard, err := p.Printer.List(ctx)
	out := printers{standard: standard}
	for _, q := range queues {
		out.names = append(out.names, q.Name)
	}
	return out, err
}

func (p Papers) show(s *ui.Shell, found printers, q printPanel) {
	if q.openText == "" {
		q.openText, q.saveText = words.T("PDF openen"), words.T("PDF opslaan …")
	}
	view := p.preview(s, q.look...)
	d := &block.Dialog{Title: q.title, Text: q.text, Beside: view.Preview, First: view.Keys(), OnClosed: view.close}
	if q.shown != nil {
		q.shown(d.Close)
	}
	other := func(do func()) func() {
		return func() {
			d.Close()
			do()
		}
	}
	var links []fyne.CanvasObject
	if q.save != nil {
		links = append(links, block.NewLink(q.saveText, other(q.save)))
	}
	content := block.Column(12)
	if len(found.names) == 0 {
		problem := found.problem
		if problem == "" {
			problem = words.T("Er is op deze computer geen printer gevonden. Open de PDF, of sla hem op.")
		}
		content.Add(block.NewParagraph(problem))
		d.OK = q.openText
		d.OnOK = func() bool {
			d.Close()
			q.open()
			return true
		}
	} else {
		form, chosen := printForm(found, q, view)
		content.Add(form)
		links = append([]fyne.CanvasObject{block.NewLink(q.openText, other(q.open))}, links...)
		d.OK = words.T("Afdrukken")
		d.OnOK = func() bool {
			if !form.Check() {
				return false
			}
			names, copies, pages := chosen()
			d.Close()
			if q.printPages != nil {
				q.printPages(names[0], copies, pages)
			} else {
				q.print(names, copies)
			}
			return true
		}
	}
	if len(links) > 0 {
		content.Add(block.Spread(16, links...))
	}
	if q.notes != nil {
		content.Add(q.notes)
	}
	d.Content = content
	s.Ask(d)
}

// printForm asks for a printer a kind of paper and for the number of copies, beginning with those of the last time, and
// for which pages where there are more than one; the preview shows those, in the order in which they are printed.
func printForm(found printers, q printPanel, view *preview) (form *block.Form, chosen func() ([]string, int, run.Span)) {
	kinds := q.kinds
	kept := fyne.CurrentApp().Preferences()
	var choices []block.Choice
	for _, name := range found.names {
		choices = append(choices, block.Choice{ID: name, Text: name})
	}
	var rows []block.FormRow
	var fields []*block.ChoiceField
	for _, k := range kinds {
		f := block.NewChoiceField(choices...)
		f.Required = true
		f.SetValue(found.first(kept.String("print.printer." + k.id)))
		fields = append(fields, f)
		rows = append(rows, block.FormRow{Label: words.T(k.printer), Field: f})
	}
	copies := block.NewTextField("1")
	copies.SetValue(key(int64(min(max(1, kept.Int("print.copies."+kinds[0].id)), mostCopies))))
	copies.Check = func(s string) error {
		if n := number(s); n < 1 || n > mostCopies {
			return data.Refuse("Vul een aantal in van 1 tot 100.")
		}
		return nil
	}
	rows = append(rows, block.FormRow{Label: words.T("Exemplaren"), Field: copies})
	parts := block.NewTextField(words.T("Allemaal"))
	parts.SetValue(q.begin)
	parts.Check = func(s string) error {
		_, err := run.ReadPages(s, q.pages)
		return err
	}
	if q.printPages != nil && q.pages > 1 {
		show := func() {
			if span, err := run.ReadPages(parts.Value(), q.pages); err == nil {
				view.Only(span.First-1, span.Last-1)
			}
		}
		parts.OnEdit(show)
		show()
		rows = append(rows, block.FormRow{Label: words.T("Pagina's"), Field: parts, Hint: words.T("Leeg is allemaal; 3-5 voor een paar, 7- vanaf pagina 7.")})
	}
	form = block.NewForm(rows...)
	return form, func() ([]string, int, run.Span) {
		n := max(1, int(number(copies.Value())))
		var names []string
		for i, k := range kinds {
			names = append(names, fields[i].Value())
			kept.SetString("print.printer."+k.id, names[i])
		}
		kept.SetInt("print.copies."+kinds[0].id, n)
		var pages run.Span
		if q.printPages != nil && q.pages > 1 && parts.Value() != "" {
			pages, _ = run.ReadPages(parts.Value(), q.pages) // the form was checked
		}
		return names, n, pages
	}
}

// mostCopies is the most that may be printed at once.
const mostCopies = 100

// first is the printer to begin with: that of the last time when it is still there, else the computer's own choice.
func (f printers) first(last string) string {
	for _, want := range []string{last, f.standard} {
		for _, name := range f.names {
			if name == want {
				return name
			}
		}
	}
	return f.names[0]
}

// kindSheet is a paper with its kind.
type kindSheet struct {
	kind paperKind
	sheet
}

// askPrint shows papers and prints them, each on the printer of its kind.
func (p Papers) askPrint(s *ui.Shell, title, text string, papers ...kindSheet) {
	q := printPanel{title: title, text: text}
	at := map[string]int{} // kind: which printer
	for _, k := range papers {
		q.look = append(q.look, k.sheet)
		if _, known := at[k.kind.id]; !known {
			at[k.kind.id] = len(q.kinds)
			q.kinds = append(q.kinds, k.kind)
		}
	}
	if len(q.kinds) == 1 {
		q.kinds[0].printer = certificatePaper.printer
	}
	q.open = func() { p.open(s, q.look...) }
	if len(papers) == 1 {
		q.save = func() { p.save(s, papers[0].sheet) }
	}
	q.print = func(names []string, copies int) {
		ui.Act(s.Tasks, words.T("Afdrukken"), func(ctx context.Context, _ *ui.Progress) (struct{}, error) {
			pdfs, err := made(ctx, q.look)
			if err != nil {
				return struct{}{}, err
			}
			for i, pdf := range pdfs {
				job := document.Job{Queue: names[at[papers[i].kind.id]], Title: strings.TrimSuffix(papers[i].name, ".pdf"), Copies: copies}
				if _, err := p.Printer.Print(ctx, pdf, job); err != nil {
					return struct{}{}, err
				}
			}
			return struct{}{}, nil
		}, func(struct{}) { s.Say(words.T("Naar printer %s gestuurd", joined(", ", unique(names)...))) })
	}
	p.ask(s, p.queues, q)
}

// unique leaves out what was named before.
func unique(names []string) []string {
	seen := map[string]bool{}
	var out []string
	for _, n := range names {
		if !seen[n] {
			seen[n] = true
			out = append(out, n)
		}
	}
	return out
}
