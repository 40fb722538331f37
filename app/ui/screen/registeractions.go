package screen

import (
	"slices"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/reminder"
	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// personCommands are what can be done with somebody, in the order in which they stand behind “Meer”.
var personCommands = []string{"person.certificate", "person.remind", "person.pay", "person.role", "person.member", "person.oldpaper", "", "person.replace", "person.revoke", "person.takename", "", "person.photo", "person.signature", "", "person.merge"}

// mostButtons is how many buttons stand before “Meer”.
const mostButtons = 3

// personButtons are the work of the day: changing what is filled in, and what this person waits for. The rest stands
// behind “Meer”.
func (p *registerPage) personButtons() fyne.CanvasObject {
	v := p.person
	buttons := []fyne.CanvasObject{block.NewButton(words.T("Bewerken"), p.edit).WithHint("E")}
	shown := []string{"person.edit"}
	add := func(id string, b *block.Button) {
		if len(buttons) < mostButtons {
			buttons, shown = append(buttons, b), append(shown, id)
		}
	}
	if len(p.awaits) > 0 {
		add("person.certificate", block.NewPrimary(words.T("Certificaat afdrukken"), p.printCertificate).WithHint("P"))
	}
	if v.Ends != "" {
		add("person.remind", block.NewButton(words.T("Herinneren …"), p.remindPerson).WithHint("R"))
	}
	if v.Ends != "" || !v.IsMember && len(v.Membership) == 0 && len(v.Certificates) > 0 {
		add("person.pay", block.NewButton(words.T("Lid tegen betaling"), p.pay).WithHint("B"))
	}
	if len(v.Roles) == 0 {
		add("person.role", block.NewButton(words.T("Functie toevoegen"), p.giveRole).WithHint("F"))
	}
	if !v.IsMember && v.Ends == "" && len(v.Certificates) == 0 && (p.coaches() || len(v.Trainings) > 0) {
		add("person.oldpaper", block.NewButton(words.T("Oud certificaat"), p.oldPaper).WithHint("C"))
	}
	rest := slices.DeleteFunc(slices.Clone(personCommands), func(id string) bool { return id != "" && slices.Contains(shown, id) })
	return block.Spread(8, append(buttons, p.s.More(rest...))...)
}

// coaches says whether who is shown works as a coach now.
func (p *registerPage) coaches() bool {
	return slices.ContainsFunc(p.person.Roles, func(r register.RoleLine) bool { return r.Active && (r.Kind == "coach" || r.Kind == "care_coach") })
}

// lastCertificate is the newest certificate of who is shown that holds and is kept as a PDF.
func (p *registerPage) lastCertificate() (data.Certificate, bool) {
	for _, c := range slices.Backward(p.person.Certificates) {
		if c.Status == training.Valid && c.DocumentID != 0 {
			return c, true
		}
	}
	return data.Certificate{}, false
}

// printCertificate makes the certificate that is ready with those of its cohort, else prints the newest one as it is.
func (p *registerPage) printCertificate() {
	if len(p.awaits) > 0 {
		p.s.GoDo(ui.Route{Screen: ui.ScreenTrainings, Key: key(p.awaits[0])}, "cohort.print")
		return
	}
	if c, ok := p.lastCertificate(); ok {
		p.lookAt(c)
	}
}

// remindPerson writes to who is shown about the membership that ends or ended.
func (p *registerPage) remindPerson() {
	p.remindThem(reminder.Choice{Which: p.person.Ends, Months: reminder.StandardMonths, Only: p.person.Person.ID})
}

// todayCommands are those on what somebody waits for.
func (p *registerPage) todayCommands() []ui.Command {
	return []ui.Command{
		{
			ID: "person.certificate", Text: words.T("Certificaat afdrukken"), Words: words.T("printen diploma kwijt"), Key: ui.Plain("P"), Run: p.printCertificate,
			Enabled: func() bool { _, has := p.lastCertificate(); return p.key != "" && (has || len(p.awaits) > 0) },
		},
		{
			ID: "person.remind", Text: words.T("Aan het lidmaatschap herinneren"), Words: words.T("herinnering brief mail verlopen"), Key: ui.Plain("R"), Run: p.remindPerson,
			Enabled: func() bool { return p.key != "" && p.person.Ends != "" },
		},
		{
			ID: "person.replace", Text: words.T("Certificaat vervangen …"), Words: words.T("nieuw kwijt verkeerde naam duplicaat"),
			Enabled: func() bool { return p.key != "" && len(p.validOnes(p.canReplace)) > 0 },
			Run:     func() { p.withOne(words.T("Certificaat vervangen"), p.canReplace, aboutCertificate.replace) },
		},
		{
			ID: "person.revoke", Text: words.T("Certificaat intrekken …"), Words: words.T("ongeldig"),
			Enabled: func() bool { return p.key != "" && len(p.validOnes(canRevoke)) > 0 },
			Run:     func() { p.withOne(words.T("Certificaat intrekken"), canRevoke, aboutCertificate.revoke) },
		},
		{
			ID: "person.takename", Text: words.T("Naam van het certificaat overnemen"), Words: words.T("spelling verkeerde naam"),
			Enabled: func() bool { _, ok := p.renamed(); return p.key != "" && ok }, Run: p.takeName,
		},
	}
}
