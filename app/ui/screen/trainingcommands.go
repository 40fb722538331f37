package screen

import (
	"strings"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// Commands of the screen.
func (p *trainingsPage) Commands() []ui.Command {
	one := func() bool { _, ok := p.current(); return ok }
	free := func() bool { m, ok := p.current(); return ok && m.CertificateStatus != training.Valid }
	has := func() bool { m, ok := p.current(); return ok && m.CertificateID != 0 }
	valid := func() bool { m, ok := p.current(); return ok && m.CertificateStatus == training.Valid }
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
		{ID: "cohort.present", Text: words.T("Iedereen aanwezig"), Words: words.T("presentie dag"), Hint: words.T("iedereen aanwezig"), Key: ui.Plain("A"), Enabled: p.canMark, Run: p.markAll},
		{ID: "cohort.toggle", OnPage: true, Text: words.T("Aanwezigheid van één dag wisselen"), Words: words.T("afwezig uitzondering"), Hint: words.T("één dag wisselen (spatie)"), Key: ui.Plain("D"), Enabled: func() bool { return p.shown() && p.lastDay() != "" }, Run: func() { p.table.CursorAt(p.lastDay()) }},
		{ID: "cohort.print", Text: words.T("Certificaten afdrukken"), Words: words.T("printen diploma"), Hint: words.T("certificaten afdrukken"), Key: ui.Ctrl(fyne.KeyP), Enabled: prints, Run: p.print},
		{ID: "cohort.preview", Text: words.T("Voorbeeld: wie krijgt een certificaat"), Key: ui.Plain("V"), Enabled: p.canIssue, Run: p.preview},
		{ID: "participant.add", Text: words.T("Deelnemer toevoegen"), Words: words.T("inschrijven aanmelden"), Hint: words.T("deelnemer toevoegen"), Key: ui.Plain("T"), Enabled: open, Run: p.addAsk},
		{ID: "participant.file", Text: words.T("Deelnemers uit een lijst"), Words: words.T("excel csv inlezen"), Enabled: open, Run: p.addFileAsk},
		{ID: "participant.result", OnPage: true, Text: words.T("Uitslag vastleggen"), Words: words.T("geslaagd gestopt inhalen"), Hint: words.T("uitslag"), Key: ui.Plain("R"), Enabled: free, Run: on(p.askResult)},
		{ID: "participant.name", OnPage: true, Text: words.T("Naam op het certificaat"), Enabled: free, Run: on(p.askName)},
		{ID: "participant.hold", OnPage: true, Text: words.T("Certificaat aanhouden"), Enabled: free, Run: on(p.askHold)},
		{ID: "participant.certificate", OnPage: true, Text: words.T("Certificaat van deze deelnemer opnieuw afdrukken"), Enabled: has, Run: on(p.printCertificate)},
		{ID: "participant.replace", OnPage: true, Text: words.T("Certificaat vervangen"), Words: words.T("nieuw kwijt verkeerde naam duplicaat"), Enabled: has, Run: on(p.askReplace)},
		{ID: "participant.revoke", OnPage: true, Text: words.T("Certificaat intrekken"), Words: words.T("ongeldig"), Enabled: valid, Run: on(p.askRevoke)},
		{ID: "participant.remove", OnPage: true, Text: words.T("Deelnemer uit de groep halen"), Words: words.T("verwijderen"), Key: ui.Plain(fyne.KeyDelete), Enabled: free, Run: on(p.remove)},
		{ID: "participant.cancel", OnPage: true, Text: words.T("Inschrijving annuleren"), Words: words.T("afmelden annulering"), Key: ui.Plain("X"), Enabled: free, Run: on(p.cancelAsk)},
		{ID: "participant.move", OnPage: true, Text: words.T("Naar een andere groep verplaatsen"), Words: words.T("overzetten omboeken"), Key: ui.Plain("M"), Enabled: free, Run: on(p.moveAsk)},
		{ID: "participant.invoice", OnPage: true, Text: words.T("Factuur van deze deelnemer maken"), Enabled: func() bool { m, ok := p.current(); return ok && p.unbilled(m) }, Run: on(func(m training.Participant) { p.invoice(m.EnrolmentID) })},
		{ID: "cohort.invoice", Text: words.T("Conceptfacturen van de groep maken"), Words: words.T("factureren rekening"), Key: ui.Plain("F"), Enabled: func() bool { return p.shown() && p.withoutInvoice(p.page) > 0 }, Run: func() { p.invoice() }},
		{ID: "seat.offer", Text: words.T("Vrije plaats aanbieden"), Words: words.T("wachtlijst"), Key: ui.Plain("O"), Enabled: func() bool { _, ok := nextWaiting(p.page); return ok && p.shown() }, Run: func() {
			if m, ok := nextWaiting(p.page); ok {
				p.offerSeat(m)
			}
		}},
		{ID: "participant.open", OnPage: true, Text: words.T("Deelnemer in het register"), Enabled: one, Run: on(func(m training.Participant) { p.person(m.EnrolmentID) })},
		{ID: "participant.export", Text: words.T("Deelnemers exporteren"), Words: words.T("excel csv lijst opslaan"), Enabled: p.shown, Run: func() { p.s.ExportList(p.participants()) }},
		{ID: "cohort.edit", Text: words.T("Gegevens van de trainingsgroep wijzigen"), Words: words.T("datum plaats trainer"), Key: ui.Plain("E"), Enabled: p.shown, Run: p.edit},
		{ID: "cohort.terms", Text: words.T("Afspraken van de trainingsgroep wijzigen"), Words: words.T("prijs btw voorwaarden certificaat functie"), Key: ui.Plain("P"), Enabled: p.shown, Run: p.editTerms},
		{ID: "cohort.import", Anywhere: true, Text: words.T("Trainingsgroepen inlezen"), Words: words.T("json import bestand"), Enabled: func() bool { return !p.Editing() }, Run: p.importAsk},
	}
	list = append(list, p.newCommands()...)
	list = append(list, p.paperCommands()...)
	if p.shown() {
		for _, m := range p.page.Moves {
			list = append(list, ui.Command{ID: moveCommand(m), Text: words.T("Trainingsgroep: %s", strings.ToLower(m.Text)), Run: func() { p.move(m) }})
		}
	}
	return list
}

// newCommands make a cohort or a course; the first has the key and stands in the bottom line, and is the one of what the
// list shows.
func (p *trainingsPage) newCommands() []ui.Command {
	free := func() bool { return !p.Editing() }
	list := []ui.Command{
		{ID: "cohort.new", Anywhere: true, Text: words.T("Nieuwe trainingsgroep"), Words: words.T("nieuwe groep plannen toevoegen"), Enabled: free, Run: p.plan},
		{ID: "course.new", Anywhere: true, Text: words.T("Nieuwe opleiding"), Words: words.T("cursus toevoegen"), Enabled: free, Run: p.newCourse},
	}
	hint := words.T("nieuwe groep")
	if p.stage == stageCourses {
		list[0], list[1] = list[1], list[0]
		hint = words.T("nieuwe opleiding")
	}
	list[0].Hint, list[0].Key = hint, ui.Plain("N")
	return list
}

// moveCommand names the command that gives a cohort another status.
func moveCommand(m training.Move) string { return "cohort.move." + m.Status }
