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
	id := p.page.ID
	type toggled struct {
		change int64
		mark   string
	}
	ui.Act(p.s.Tasks, "Aanwezigheid", func(ctx context.Context, _ *ui.Progress) (toggled, error) {
		var t toggled
		var err error
		if t.change, err = p.job.ToggleAttendance(ctx, enrolment, d.ID); err != nil {
			return t, err
		}
		page, err := p.job.Cohort(ctx, id)
		for _, now := range page.Participants {
			if now.EnrolmentID == enrolment && d.Number <= len(now.Marks) {
				t.mark = now.Marks[d.Number-1]
			}
		}
		return t, err
	}, func(t toggled) {
		p.s.Done(dayWord(d)+": "+m.CertificateName+" "+markWords[t.mark], undo(p.undo, t.change))
		p.Reload()
	})
}

// markWords are the marks in a sentence after a name.
var markWords = map[string]string{training.Present: "aanwezig", training.Absent: "afwezig", training.Partly: "een deel aanwezig", "": "niet ingevuld"}

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
			add("Certificaat vrijgeven", func() { p.release(m) })
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
		add("Certificaat intrekken …", func() { p.askRevoke(m) })
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
	p.askWith("Uitslag van "+m.CertificateName, "Vastleggen", form, reason, "Uitslag van "+m.CertificateName+" gewijzigd", func(ctx context.Context) (int64, error) {
		return p.job.SetResult(ctx, m.EnrolmentID, result.Value()[1:], reason.Value())
	})
}

// askWith asks for a few values and does something with them. What was filled in
// stays on screen, with the reason under field, when that is refused.
func (p *trainingsPage) askWith(title, ok string, form *block.Form, field block.Field, said string, do func(ctx context.Context) (int64, error)) {
	d := &block.Dialog{Title: title, Content: form, OK: ok, Width: 560, First: form.First(), Edited: form.Edited}
	d.OnOK = func() bool {
		if !form.Check() {
			return false
		}
		d.SetOK(false)
		ui.ActOr(p.s.Tasks, ok, func(ctx context.Context, _ *ui.Progress) (int64, error) { return do(ctx) }, func(change int64, err error) {
			d.SetOK(true)
			if err != nil {
				form.Tell(field, ui.UserText(err))
				d.Relayout()
				return
			}
			d.Close()
			p.s.Done(said, undo(p.undo, change))
			p.Reload()
		})
		return false
	}
	p.s.Ask(d)
}

// askHold keeps a certificate back for a reason.
func (p *trainingsPage) askHold(m training.Participant) {
	reason := block.NewTextField("Bijvoorbeeld: factuur nog niet betaald")
	reason.Required = true
	form := block.NewForm(block.FormRow{Label: "Reden", Field: reason})
	p.askWith("Certificaat van "+m.CertificateName+" aanhouden", "Aanhouden", form, reason, "Certificaat van "+m.CertificateName+" aangehouden", func(ctx context.Context) (int64, error) {
		return p.job.HoldCertificate(ctx, m.EnrolmentID, reason.Value())
	})
}

// release gives a certificate free again.
func (p *trainingsPage) release(m training.Participant) {
	p.act("Certificaat vrijgeven", "Certificaat van "+m.CertificateName+" vrijgegeven", func(ctx context.Context) (int64, error) { return p.job.HoldCertificate(ctx, m.EnrolmentID, "") })
}

// askName says how somebody must be named on the certificate.
func (p *trainingsPage) askName(m training.Participant) {
	name := text(m.CertificateName)
	form := block.NewForm(block.FormRow{Label: "Naam", Field: name, Hint: "Leeg is zoals het register het heeft."})
	p.askWith("Naam op het certificaat", "Opslaan", form, name, "Naam op het certificaat gewijzigd", func(ctx context.Context) (int64, error) {
		return p.job.SetCertificateName(ctx, m.EnrolmentID, name.Value())
	})
}

// askRevoke makes a certificate invalid, which cannot be taken back.
func (p *trainingsPage) askRevoke(m training.Participant) {
	reason := block.NewTextField("Bijvoorbeeld: verkeerde naam, er komt een nieuw")
	reason.Required = true
	form := block.NewForm(block.FormRow{Label: "Reden", Field: reason, Hint: "Wie het certificaat laat nakijken, kan deze reden horen."})
	d := &block.Dialog{
		Title: "Certificaat " + m.Certificate + " intrekken", Text: "Het certificaat van " + m.CertificateName + " is daarna niet meer geldig. Dat kan niet ongedaan gemaakt worden.",
		Content: form, OK: "Intrekken", Danger: true, Width: 560, First: form.First(), Edited: form.Edited,
	}
	d.OnOK = func() bool {
		if !form.Check() {
			return false
		}
		ui.Act(p.s.Tasks, "Certificaat intrekken", func(ctx context.Context, _ *ui.Progress) (int64, error) {
			return p.job.Revoke(ctx, m.CertificateID, reason.Value())
		}, func(int64) {
			p.s.Say("Certificaat " + m.Certificate + " is ingetrokken")
			p.Reload()
		})
		return true
	}
	p.s.Ask(d)
}
