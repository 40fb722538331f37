package screen

import (
	"context"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/dutch"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

const formTerms = "cohort.terms"

func courseVAT() []block.Choice {
	var out []block.Choice
	for _, code := range training.VATCodes() {
		out = append(out, block.Choice{ID: code, Text: training.VATWord(code)})
	}
	return out
}

// termsSection is what was agreed for the cohort, and where that differs from its course.
func (p *trainingsPage) termsSection(page training.Page) fyne.CanvasObject {
	t := page.Terms
	needed := words.T("alle")
	if t.DaysNeeded > 0 {
		needed = dutch.Count(t.DaysNeeded, words.T("dag"), words.T("dagen"))
	}
	if t.PartlyAbsent {
		needed += ", " + words.T("een deel van een dag telt niet mee")
	}
	out := []fyne.CanvasObject{block.Facts(
		block.Fact{Label: words.T("Prijs"), Value: words.T("%s, btw %s", money(t.PriceCents), training.VATWord(t.VATCode))},
		block.Fact{Label: words.T("Dagen die nodig zijn"), Value: needed},
		block.Fact{Label: words.T("Certificaat voor"), Value: chosen(courseProofs, t.Certificate)},
		block.Fact{Label: words.T("Op het certificaat"), Value: joined(", ", t.CertificateText, t.AgeGroup)},
		block.Fact{Label: words.T("Wie dit afrondt"), Value: completing(t)},
	)}
	for _, d := range page.Differences {
		out = append(out, block.NewQuietParagraph(words.T("Wijkt af van de opleiding. %s: hier %s, bij de opleiding %s.", d.What, d.Here, d.Course)))
	}
	buttons := []fyne.CanvasObject{block.NewButton(words.T("Afspraken wijzigen"), p.editTerms).WithHint("P")}
	if len(page.Differences) > 0 {
		id := page.ID
		buttons = append(buttons, block.NewButton(words.T("Gelijk maken aan de opleiding"), func() {
			p.act(words.T("Afspraken"), words.T("De afspraken zijn die van de opleiding"), func(ctx context.Context) (int64, error) { return p.job.TakeTerms(ctx, id) })
		}))
	}
	return block.Section(words.T("Afspraken van deze groep"), append(out, block.Spread(8, buttons...))...)
}

// completing says what completing a cohort makes of somebody.
func completing(t data.CohortTerms) string {
	role, member := chosen(courseRoles, t.GivesRole), words.T("wordt of blijft lid")
	switch {
	case t.GivesRole != "" && t.ExtendsMembership:
		return words.T("wordt %s, en wordt of blijft lid", role)
	case t.GivesRole != "":
		return words.T("wordt %s", role)
	case t.ExtendsMembership:
		return member
	}
	return words.T("krijgt geen functie en geen lidmaatschap")
}

// chosen is the text of a choice.
func chosen(from []block.Choice, id string) string {
	for _, c := range inUse(from) {
		if c.ID == id {
			return c.Text
		}
	}
	return ""
}

// editTerms changes what holds for this cohort only.
func (p *trainingsPage) editTerms() {
	if p.OnceRead(p.editTerms) {
		return
	}
	id, version, t := p.page.ID, p.page.Version, p.page.Terms
	if t.GivesRole == "" {
		t.GivesRole = noRole
	}
	e := &ui.Edit{
		Form: formTerms, Key: key(id), Title: words.T("Afspraken van %s", p.page.Title),
		Under: []fyne.CanvasObject{block.NewQuiet(words.T("Alleen voor deze groep; de opleiding blijft zoals ze is."))},
		Rows: func(r *ui.Rows) {
			r.Money(words.Later("Prijs"), &t.PriceCents)
			r.Choice(words.Later("Btw"), &t.VATCode, courseVAT()...)
			ui.Number(r, words.Later("Dagen die nodig zijn"), &t.DaysNeeded, 0, 60).Example(words.T("alle")).Hint(words.T("Hoeveel dagen iemand er minstens moet zijn."))
			r.Check("", words.Later("Een deel van een dag telt niet mee"), &t.PartlyAbsent)
			r.Choice(words.Later("Certificaat voor"), &t.Certificate, inUse(courseProofs)...)
			r.Text(words.Later("Op het certificaat"), &t.CertificateText).Example(words.T("zoals de naam"))
			r.Text(words.Later("Leeftijdsgroep"), &t.AgeGroup)
			r.Choice(words.Later("Maakt iemand"), &t.GivesRole, inUse(courseRoles)...)
			r.Check("", words.Later("Wie dit afrondt wordt of blijft lid"), &t.ExtendsMembership)
		},
	}
	e.Newest = ui.ReadBy(func(ctx context.Context) (training.Page, error) { return p.job.Cohort(ctx, id) }, func(page training.Page) {
		version, t = page.Version, page.Terms
		if t.GivesRole == "" {
			t.GivesRole = noRole
		}
	})
	e.Save = ui.SaveBy(words.T("Afspraken opslaan"), func(ctx context.Context) (int64, error) {
		filled := t
		if filled.GivesRole == noRole {
			filled.GivesRole = ""
		}
		return p.job.SaveTerms(ctx, id, version, filled)
	}, func(change int64) {
		p.s.Done(words.T("Afspraken opgeslagen"), undo(p.undo, change))
		p.columns = ""
		p.Reload()
		p.list.Focus()
	})
	p.Fill(e)
}

// clashLines are the clashes of a cohort, each with the way to the other one.
func (p *trainingsPage) clashLines(clashes []training.Clash) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, c := range training.Together(clashes) {
		out = append(out, p.clashLine(c))
	}
	return out
}

func (p *trainingsPage) clashLine(c training.Clash) fyne.CanvasObject {
	if c.Cohort == 0 {
		return ui.Warning(c.Text)
	}
	return block.Beside(8, 1, block.NewIcon(look.IconWarning, look.Amber.Front()), block.NewParagraph(c.Text), block.NewLink(words.T("Naar %s", c.Code), func() {
		p.s.Go(ui.Route{Screen: ui.ScreenTrainings, Key: key(c.Cohort)})
	}))
}
