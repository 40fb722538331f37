package screen

import (
	"context"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/dutch"
	"kiesvoorhetkind.nl/kantoor/assets/words"
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
	ui.Act(p.s.Tasks, words.T("Aanwezigheid"), func(ctx context.Context, _ *ui.Progress) (toggled, error) {
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
		p.s.Done(dayWord(d)+": "+m.CertificateName+" "+words.T(markWords[t.mark]), undo(p.undo, t.change))
		p.Reload()
	})
}

// lastDay is the column of the last day that was: the one of which exceptions are filled in; empty when none was yet.
func (p *trainingsPage) lastDay() string {
	last := ""
	for _, d := range p.page.Days {
		if d.Past {
			last = key(d.ID)
		}
	}
	return last
}

// markWords are the marks in a sentence after a name.
var markWords = map[string]string{training.Present: words.Later("aanwezig"), training.Absent: words.Later("afwezig"), training.Partly: words.Later("een deel aanwezig"), "": words.Later("niet ingevuld")}

// dayWord names a day in a sentence: "2 mrt".
func dayWord(d training.PageDay) string { return dutch.ShortDay(string(d.Day), string(d.Day)) }

// markAll marks everybody present on the day that is not filled in; where there
// are more such days it asks which, with the first proposed.
func (p *trainingsPage) markAll() {
	days := unmarked(p.page)
	if len(days) == 1 {
		p.markDay(days[0].ID, words.T("%s: iedereen aanwezig", dayWord(days[0])))
		return
	}
	var choices []block.Choice
	said := map[string]string{}
	for _, d := range days {
		choices = append(choices, block.Choice{ID: key(d.ID), Text: words.T("Dag %d, %s", d.Number, day(d.Day))})
		said[key(d.ID)] = words.T("%s: iedereen aanwezig", dayWord(d))
	}
	choices = append(choices, block.Choice{ID: "0", Text: words.T("Alle dagen die zijn geweest")})
	said["0"] = words.T("Iedereen aanwezig op alle dagen die zijn geweest")
	which := block.NewChoiceField(choices...)
	which.SetValue(choices[0].ID)
	form := block.NewForm(block.FormRow{Label: words.T("Dag"), Field: which, Hint: words.T("Wat al is ingevuld, blijft staan.")})
	p.s.Ask(&block.Dialog{Title: words.T("Iedereen aanwezig"), Content: form, OK: words.T("Iedereen aanwezig"), First: form.First(), OnOK: func() bool {
		p.markDay(number(which.Value()), said[which.Value()])
		return true
	}})
}

func (p *trainingsPage) markDay(day int64, said string) {
	id := p.page.ID
	p.act(words.T("Aanwezigheid"), said, func(ctx context.Context) (int64, error) { return p.job.MarkAllPresent(ctx, id, day) })
}

// rowMenu is the context menu of a participant.
func (p *trainingsPage) rowMenu(r block.Row) *fyne.Menu {
	m, ok := p.participant(number(r.ID))
	if !ok {
		return nil
	}
	var items []*fyne.MenuItem
	add := func(text string, do func()) { items = append(items, fyne.NewMenuItem(text, do)) }
	if m.CertificateStatus != training.Valid {
		add(words.T("Uitslag …  (R)"), func() { p.askResult(m) })
		for _, d := range p.page.Days {
			if m.Marks[d.Number-1] != training.Absent {
				add(words.T("Afwezig op %s", dayWord(d)), func() { p.absent(m, d) })
			}
		}
		items = append(items, fyne.NewMenuItemSeparator())
		add(words.T("Naam op het certificaat …"), func() { p.askName(m) })
		if m.Hold == "" {
			add(words.T("Certificaat aanhouden …"), func() { p.askHold(m) })
		} else {
			add(words.T("Certificaat vrijgeven"), func() { p.release(m) })
		}
		items = append(items, fyne.NewMenuItemSeparator())
		add(words.T("Naar de wachtlijst"), func() {
			p.act(words.T("Inschrijving wijzigen"), words.T("%s staat op de wachtlijst", m.CertificateName), p.setStatus(m.EnrolmentID, training.Waiting))
		})
		add(words.T("Inschrijving annuleren …  (X)"), func() { p.cancelAsk(m) })
		add(words.T("Naar een andere groep …  (M)"), func() { p.moveAsk(m) })
		if b := p.bills[m.EnrolmentID]; b.InvoiceID != 0 {
			add(words.T("Factuur openen"), func() { p.openBill(b) })
		}
		if p.unbilled(m) {
			add(words.T("Factuur maken"), func() { p.invoice(m.EnrolmentID) })
		}
		add(words.T("Uit de groep halen  (Delete)"), func() { p.remove(m) })
	}
	if m.CertificateID != 0 {
		add(words.T("Certificaat openen"), func() { p.openCertificate(m) })
		add(words.T("Certificaat opnieuw afdrukken …"), func() { p.printCertificate(m) })
		add(words.T("Certificaat vervangen …"), func() { p.askReplace(m) })
		if m.CertificateStatus == training.Valid {
			add(words.T("Certificaat intrekken …"), func() { p.askRevoke(m) })
		}
	}
	add(words.T("In het register  (Enter)"), func() { p.person(m.EnrolmentID) })
	return fyne.NewMenu("", items...)
}

func (p *trainingsPage) setStatus(enrolment int64, status string) func(context.Context) (int64, error) {
	return func(ctx context.Context) (int64, error) { return p.job.SetEnrolmentStatus(ctx, enrolment, status) }
}

// absent marks somebody absent, also beforehand.
func (p *trainingsPage) absent(m training.Participant, d training.PageDay) {
	p.act(words.T("Aanwezigheid"), words.T("%s: %s afwezig", dayWord(d), m.CertificateName), func(ctx context.Context) (int64, error) {
		return p.job.SetAttendance(ctx, m.EnrolmentID, d.ID, training.Absent)
	})
}

// release gives a certificate free again.
func (p *trainingsPage) release(m training.Participant) {
	p.act(words.T("Certificaat vrijgeven"), words.T("Certificaat van %s vrijgegeven", m.CertificateName), func(ctx context.Context) (int64, error) { return p.job.HoldCertificate(ctx, m.EnrolmentID, "") })
}
