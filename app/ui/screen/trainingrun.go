package screen

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/run"
	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// showRun shows all that is known of a run: whose page is which, who was left out, and each time that it was printed.
func (p *trainingsPage) showRun(l run.Line) {
	ui.Load(p.finder, func(ctx context.Context) (run.Run, error) { return p.job.Runs().Run(ctx, l.ID) }, func(r run.Run) {
		if !p.still(l.CohortID) {
			return
		}
		d := &block.Dialog{Title: r.Title, Width: 640}
		content := block.Column(14)
		if r.Medium == run.Paper {
			content.Add(block.Facts(
				block.Fact{Label: words.T("Gemaakt"), Value: joined(" · ", when(r.At, p.now()), r.Who)},
				block.Fact{Label: words.T("Pagina's"), Value: strconv.Itoa(r.Pages)},
				block.Fact{Label: words.T("Bestand"), Value: r.File},
				block.Fact{Label: words.T("Kenmerk (SHA-256)"), Value: r.SHA256},
			))
		}
		content.Add(p.printedTimes(r))
		if len(r.LeftOut) > 0 {
			lines := block.Column(6)
			for _, one := range r.LeftOut {
				lines.Add(block.NewParagraph(one.Name + ": " + one.Reason))
			}
			content.Add(block.Section(words.T("Zitten er niet in"), lines))
		}
		content.Add(p.whoIsIn(r, d.Close))
		d.Content = content
		p.s.Ask(d)
	})
}

// printedTimes is each time that a run was printed, newest first.
func (p *trainingsPage) printedTimes(r run.Run) fyne.CanvasObject {
	if r.Medium == run.Mail {
		return block.Column(0)
	}
	if len(r.Jobs) == 0 {
		return block.NewQuietParagraph(words.T("Nog niet afgedrukt."))
	}
	var events []block.Event
	for _, j := range r.Jobs {
		events = append(events, block.Event{When: when(j.At, p.now()), Title: j.Text(r.Pages), Detail: j.Who, Icon: look.IconPrint})
	}
	return block.Section(words.T("Afgedrukt"), block.Timeline(events...))
}

// whoIsIn is everybody in a run, with what became of it; printing goes on from anybody's page.
func (p *trainingsPage) whoIsIn(r run.Run, shut func()) fyne.CanvasObject {
	lines := block.Column(4)
	shared := r.Kind == run.Attendance || r.Kind == run.Addresses
	for _, one := range r.People {
		var parts []fyne.CanvasObject
		if r.Medium == run.Paper && !shared {
			parts = append(parts, block.NewQuiet(pagesText(one.Pages)))
		}
		if r.Medium == run.Mail {
			parts = append(parts, mailPill(one))
		}
		parts = append(parts, block.NewText(one.Name))
		if one.Certificate != "" {
			parts = append(parts, block.NewQuiet(one.Certificate))
			if one.Status != training.Valid {
				parts = append(parts, block.NewPill(register.CertificateStatusName(one.Status), voidTone(one.Status)))
			}
		}
		if one.Reason != "" {
			parts = append(parts, block.NewQuiet(one.Reason))
		}
		var links []fyne.CanvasObject
		switch {
		case r.Medium == run.Paper && !shared && r.Pages > 1:
			links = append(links, block.NewLink(words.T("Vanaf hier afdrukken"), func() {
				shut()
				p.printAgain(r.Line, strconv.Itoa(one.Pages.First)+"-")
			}))
		case one.State == run.StateFailed && one.Code == run.Unsure:
			links = append(links, block.NewLink(words.T("Staat er niet: opnieuw klaarzetten"), func() {
				shut()
				p.placing(func(ctx context.Context) (int64, error) { return r.ID, p.job.Runs().Again(ctx, one.ID) })
			}))
		}
		lines.Add(block.Entry(parts, links...))
	}
	title := words.T("Wie erin zitten (%s)", strconv.Itoa(len(r.People)))
	if r.Medium == run.Paper && !shared && r.Pages > 1 {
		return block.Section(title, block.NewQuietParagraph(words.T("Liep het papier vast? Zoek wie het eerst ontbreekt en druk vanaf daar verder af.")), lines)
	}
	return block.Section(title, lines)
}

// voidTone is the colour of a certificate that is not valid any more.
func voidTone(status string) look.Tone {
	if status == training.Revoked {
		return look.Red
	}
	return look.Grey
}

// voidText names the pages of a run whose certificate is not valid any more, so that they are not handed out again;
// empty when there are none.
func voidText(l run.Line) string {
	var pages []string
	for _, one := range l.Void {
		pages = append(pages, words.T("%s, %s (%s)", pagesText(one.Pages), one.Name, register.CertificateStatusName(one.Status)))
	}
	if len(pages) == 0 {
		return ""
	}
	return words.T("Niet meer geldig: %s.", joined("; ", pages...))
}

func pagesText(s run.Span) string {
	if s.First == s.Last {
		return words.T("pagina %d", s.First)
	}
	return words.T("pagina %d tot en met %d", s.First, s.Last)
}

func mailPill(one run.Person) fyne.CanvasObject {
	switch one.State {
	case run.StatePlaced:
		return block.NewPill(words.T("in Concepten"), look.Green)
	case run.StateWaiting:
		return block.NewPill(words.T("wacht"), look.Amber)
	case run.StatePlacing:
		return block.NewPill(words.T("bezig"), look.Amber)
	}
	if one.Code == run.Unsure {
		return block.NewPill(words.T("nakijken"), look.Red)
	}
	return block.NewPill(words.T("mislukt"), look.Red)
}
