package screen

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/dutch"
)

// act does something that can be taken back, says so, and reads again.
func (p *trainingsPage) act(title, said string, do func(ctx context.Context) (int64, error)) {
	ui.Act(p.s.Tasks, title, func(ctx context.Context, _ *ui.Progress) (int64, error) { return do(ctx) }, func(change int64) {
		p.s.Done(said, undo(p.undo, change))
		p.Reload()
	})
}

// toggle moves somebody's mark of a day on.
func (p *trainingsPage) toggle(enrolment int64, d training.PageDay) {
	m, ok := p.participant(enrolment)
	if !ok {
		return
	}
	p.act("Aanwezigheid", dayWord(d)+": aanwezigheid van "+m.CertificateName+" gewijzigd", func(ctx context.Context) (int64, error) {
		return p.job.ToggleAttendance(ctx, enrolment, d.ID)
	})
}

// dayWord names a day in a sentence: "2 mrt".
func dayWord(d training.PageDay) string { return dutch.ShortDay(string(d.Day), string(d.Day)) }

// markAll marks everybody present on the day that is not filled in; where there
// are more such days it asks which, with the first proposed.
func (p *trainingsPage) markAll() {
	days := unmarked(p.page)
	if len(days) == 1 {
		p.markDay(days[0].ID, dayWord(days[0])+": iedereen aanwezig")
		return
	}
	var choices []block.Choice
	said := map[string]string{}
	for _, d := range days {
		choices = append(choices, block.Choice{ID: key(d.ID), Text: "Dag " + strconv.Itoa(d.Number) + ", " + day(d.Day)})
		said[key(d.ID)] = dayWord(d) + ": iedereen aanwezig"
	}
	choices = append(choices, block.Choice{ID: "0", Text: "Alle dagen die zijn geweest"})
	said["0"] = "Iedereen aanwezig op alle dagen die zijn geweest"
	which := block.NewChoiceField(choices...)
	which.SetValue(choices[0].ID)
	form := block.NewForm(block.FormRow{Label: "Dag", Field: which, Hint: "Wat al is ingevuld, blijft staan."})
	p.s.Ask(&block.Dialog{Title: "Iedereen aanwezig", Content: form, OK: "Iedereen aanwezig", First: form.First(), OnOK: func() bool {
		p.markDay(number(which.Value()), said[which.Value()])
		return true
	}})
}

func (p *trainingsPage) markDay(day int64, said string) {
	id := p.page.ID
	p.act("Aanwezigheid", said, func(ctx context.Context) (int64, error) { return p.job.MarkAllPresent(ctx, id, day) })
}

// rowMenu is the context menu of a participant.
func (p *trainingsPage) rowMenu(r block.Row) *fyne.Menu {
	m, ok := p.participant(number(r.ID))
	if !ok {
		return nil
	}
	var items []*fyne.MenuItem
	add := func(text string, do func()) { items = append(items, fyne.NewMenuItem(text, do)) }
	if m.CertificateID == 0 {
		add("Uitslag …  (R)", func() { p.askResult(m) })
		for _, d := range p.page.Days {
			if m.Marks[d.Number-1] != training.Absent {
				add("Afwezig op "+dayWord(d), func() { p.absent(m, d) })
			}
		}
		items = append(items, fyne.NewMenuItemSeparator())
		add("Naam op het certificaat …", func() { p.askName(m) })
		if m.Hold == "" {
			add("Certificaat aanhouden …", func() { p.askHold(m) })
		} else {
			add("Certificaat vrijgeven", func() { p.hold(m, "") })
		}
		items = append(items, fyne.NewMenuItemSeparator())
		add("Naar de wachtlijst", func() {
			p.act("Inschrijving wijzigen", m.CertificateName+" staat op de wachtlijst", p.setStatus(m.EnrolmentID, training.Waiting))
		})
		add("Afmelden", func() {
			p.act("Inschrijving wijzigen", m.CertificateName+" is afgemeld", p.setStatus(m.EnrolmentID, training.CalledOff))
		})
		add("Uit de groep halen  (Delete)", func() { p.remove(m) })
	} else {
		add("Certificaat openen", func() { p.openCertificate(m) })
		add("Certificaat opnieuw afdrukken …", func() { p.printCertificate(m) })
	}
	add("In het register  (Enter)", func() { p.person(m.EnrolmentID) })
	return fyne.NewMenu("", items...)
}

func (p *trainingsPage) setStatus(enrolment int64, status string) func(context.Context) (int64, error) {
	return func(ctx context.Context) (int64, error) { return p.job.SetEnrolmentStatus(ctx, enrolment, status) }
}

// absent marks somebody absent, also beforehand.
func (p *trainingsPage) absent(m training.Participant, d training.PageDay) {
	p.act("Aanwezigheid", dayWord(d)+": "+m.CertificateName+" afwezig", func(ctx context.Context) (int64, error) {
		return p.job.SetAttendance(ctx, m.EnrolmentID, d.ID, training.Absent)
	})
}

// askResult lets the office decide a result itself.
func (p *trainingsPage) askResult(m training.Participant) {
	var choices []block.Choice
	for _, r := range training.Results() {
		choices = append(choices, block.Choice{ID: "r" + r.Result, Text: r.Text})
	}
	result := block.NewChoiceField(choices...)
	result.SetValue("r")
	if m.ByHand {
		result.SetValue("r" + m.Result)
	}
	reason := block.NewTextField("Bijvoorbeeld: dag 2 ingehaald in een andere groep")
	reason.SetValue(m.Reason)
	form := block.NewForm(block.FormRow{Label: "Uitslag", Field: result}, block.FormRow{Label: "Reden", Field: reason})
	p.s.Ask(&block.Dialog{Title: "Uitslag van " + m.CertificateName, Content: form, OK: "Vastleggen", Width: 560, First: form.First(), Edited: form.Edited, OnOK: func() bool {
		p.setResult(m, result.Value()[1:], reason.Value())
		return true
	}})
}

func (p *trainingsPage) setResult(m training.Participant, result, reason string) {
	p.act("Uitslag wijzigen", "Uitslag van "+m.CertificateName+" gewijzigd", func(ctx context.Context) (int64, error) {
		return p.job.SetResult(ctx, m.EnrolmentID, result, reason)
	})
}

// askHold keeps a certificate back for a reason.
func (p *trainingsPage) askHold(m training.Participant) {
	reason := block.NewTextField("Bijvoorbeeld: factuur nog niet betaald")
	reason.Required = true
	form := block.NewForm(block.FormRow{Label: "Reden", Field: reason})
	p.s.Ask(&block.Dialog{Title: "Certificaat van " + m.CertificateName + " aanhouden", Content: form, OK: "Aanhouden", Width: 560, First: form.First(), Edited: form.Edited, OnOK: func() bool {
		if !form.Check() {
			return false
		}
		p.hold(m, reason.Value())
		return true
	}})
}

func (p *trainingsPage) hold(m training.Participant, reason string) {
	said := "Certificaat van " + m.CertificateName + " aangehouden"
	if reason == "" {
		said = "Certificaat van " + m.CertificateName + " vrijgegeven"
	}
	p.act("Certificaat aanhouden", said, func(ctx context.Context) (int64, error) { return p.job.HoldCertificate(ctx, m.EnrolmentID, reason) })
}

// askName says how somebody must be named on the certificate.
func (p *trainingsPage) askName(m training.Participant) {
	name := text(m.CertificateName)
	form := block.NewForm(block.FormRow{Label: "Naam", Field: name, Hint: "Leeg is zoals het register het heeft."})
	p.s.Ask(&block.Dialog{Title: "Naam op het certificaat", Content: form, OK: "Opslaan", Width: 560, First: form.First(), Edited: form.Edited, OnOK: func() bool {
		p.act("Naam op certificaat", "Naam op het certificaat gewijzigd", func(ctx context.Context) (int64, error) {
			return p.job.SetCertificateName(ctx, m.EnrolmentID, name.Value())
		})
		return true
	}})
}
