package screen

import (
	"strings"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/app/ui"
)

// Commands of the screen.
func (p *trainingsPage) Commands() []ui.Command {
	one := func() bool { _, ok := p.current(); return ok }
	free := func() bool { m, ok := p.current(); return ok && m.CertificateID == 0 }
	has := func() bool { m, ok := p.current(); return ok && m.CertificateID != 0 }
	open := func() bool { return p.shown() && !closed(p.page) }
	on := func(do func(training.Participant)) func() {
		return func() {
			if m, ok := p.current(); ok {
				do(m)
			}
		}
	}
	prints := func() bool { return p.canIssue() || p.shown() && len(p.page.Runs) > 0 }
	list := []ui.Command{
		{ID: "form.save", Text: "Opslaan", Hint: "opslaan", Key: ui.Plain(fyne.KeyReturn), Enabled: func() bool { return p.saving != nil }, Run: func() { p.saving() }},
		{ID: "cohort.present", Text: "Iedereen aanwezig", Words: "presentie dag", Hint: "iedereen aanwezig", Key: ui.Plain("A"), Enabled: p.canMark, Run: p.markAll},
		{ID: "cohort.toggle", Text: "Aanwezigheid van één dag wisselen", Hint: "spatie wisselt één dag", Enabled: one, Run: func() { p.table.Focus() }},
		{ID: "cohort.print", Text: "Certificaten afdrukken", Words: "printen diploma", Hint: "certificaten afdrukken", Key: ui.Ctrl(fyne.KeyP), Enabled: prints, Run: p.print},
		{ID: "cohort.preview", Text: "Voorbeeld: wie krijgt een certificaat", Key: ui.Plain("V"), Enabled: p.canIssue, Run: p.preview},
		{ID: "participant.add", Text: "Deelnemer toevoegen", Words: "inschrijven aanmelden", Hint: "deelnemer toevoegen", Key: ui.Plain("T"), Enabled: open, Run: p.addAsk},
		{ID: "participant.file", Text: "Deelnemers uit een lijst", Words: "excel csv inlezen", Enabled: open, Run: p.addFileAsk},
		{ID: "participant.result", Text: "Uitslag vastleggen", Words: "geslaagd gestopt inhalen", Hint: "uitslag", Key: ui.Plain("R"), Enabled: free, Run: on(p.askResult)},
		{ID: "participant.name", Text: "Naam op het certificaat", Enabled: free, Run: on(p.askName)},
		{ID: "participant.hold", Text: "Certificaat aanhouden", Enabled: free, Run: on(p.askHold)},
		{ID: "participant.certificate", Text: "Certificaat van deze deelnemer opnieuw afdrukken", Enabled: has, Run: on(p.printCertificate)},
		{ID: "participant.revoke", Text: "Certificaat intrekken", Words: "ongeldig", Enabled: has, Run: on(p.askRevoke)},
		{ID: "participant.remove", Text: "Deelnemer uit de groep halen", Words: "verwijderen", Key: ui.Plain(fyne.KeyDelete), Enabled: free, Run: on(p.remove)},
		{ID: "participant.open", Text: "Deelnemer in het register", Enabled: one, Run: on(func(m training.Participant) { p.person(m.EnrolmentID) })},
		{ID: "cohort.list", Text: "Presentielijst", Words: "tekenlijst handtekening", Enabled: func() bool { return p.shown() && len(p.page.Days) > 0 }, Run: p.attendanceList},
		{ID: "cohort.edit", Text: "Gegevens van de trainingsgroep wijzigen", Words: "datum plaats trainer", Key: ui.Plain("E"), Enabled: p.shown, Run: p.edit},
		{ID: "cohort.new", Text: "Nieuwe trainingsgroep", Words: "plannen toevoegen", Hint: "nieuwe groep", Key: ui.Plain("N"), Enabled: func() bool { return p.saving == nil && p.stage != stageCourses }, Run: p.plan},
		{ID: "cohort.import", Text: "Trainingsgroepen inlezen", Words: "json import bestand", Enabled: func() bool { return p.saving == nil }, Run: p.importAsk},
		{ID: "course.new", Text: "Nieuwe opleiding", Words: "cursus toevoegen", Key: ui.Plain("N"), Enabled: func() bool { return p.saving == nil && p.stage == stageCourses }, Run: p.newCourse},
	}
	if p.shown() {
		for _, m := range p.page.Moves {
			list = append(list, ui.Command{ID: "cohort.move." + m.Status, Text: "Trainingsgroep: " + strings.ToLower(m.Text), Run: func() { p.move(m) }})
		}
	}
	return list
}
