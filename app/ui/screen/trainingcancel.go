package screen

import (
	"context"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/enrolment"
	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

const formSettledMail = "enrolment.mail"

// effectLines shows what is going to happen.
func effectLines(into *fyne.Container, e enrolment.Effect) {
	into.Objects = []fyne.CanvasObject{block.NewSectionTitle(words.T("Wat er met de facturen gebeurt"))}
	for _, l := range e.Lines {
		into.Add(block.NewParagraph(l))
	}
	for _, n := range e.Notices {
		into.Add(ui.Warning(n))
	}
	for _, c := range training.Together(e.Clashes) {
		into.Add(ui.Warning(c.Text))
	}
	into.Refresh()
}

// cancelAsk shows what cancelling an enrolment does to its invoices, and does it.
func (p *trainingsPage) cancelAsk(m training.Participant) {
	ui.Load(p.finder, func(ctx context.Context) (enrolment.Effect, error) {
		return p.places.Enrolments.CancelEffect(ctx, m.EnrolmentID, enrolment.Settle{FeeCents: -1})
	}, func(e enrolment.Effect) { p.cancelDialog(m, e) })
}

func (p *trainingsPage) cancelDialog(m training.Participant, e enrolment.Effect) {
	reason, fee := text(""), block.NewMoneyField()
	reason.PlaceHolder = words.T("Bijvoorbeeld: ziek")
	fee.SetValue(int64(e.FeeCents))
	leave, mail := block.NewCheckField(words.T("Facturen laten zoals ze zijn")), block.NewCheckField(words.T("Daarna een mail aan de deelnemer klaarzetten"))
	effect := block.Column(4)
	effectLines(effect, e)
	form := block.NewForm(
		block.FormRow{Label: words.T("Reden"), Field: reason},
		block.FormRow{Label: words.T("Kosten"), Field: fee, Hint: e.Why},
		block.FormRow{Field: leave}, block.FormRow{Field: mail},
	)
	settle := func() enrolment.Settle {
		cents, _ := fee.Value() // empty is none
		return enrolment.Settle{FeeCents: data.Cents(cents), Leave: leave.Value(), Reason: reason.Value()}
	}
	d := &block.Dialog{
		Title: words.T("Inschrijving van %s annuleren", m.CertificateName), Content: block.Column(12, form, effect), OK: words.T("Inschrijving annuleren"), Cancel: words.T("Terug"),
		Width: 620, First: form.First(),
	}
	form.OnEdit = func() { p.effectAgain(d, effect, p.cancelEffectOf(m, settle())) }
	d.OnOK = func() bool {
		if !form.Check() {
			return false
		}
		o, tell := settle(), mail.Value()
		d.Close()
		ui.Act(p.s.Tasks, words.T("Inschrijving annuleren"), func(ctx context.Context, _ *ui.Progress) (int64, error) {
			return p.places.Enrolments.Cancel(ctx, m.EnrolmentID, o)
		}, func(change int64) {
			p.s.Done(words.T("%s is afgemeld", m.CertificateName), undo(p.undo, change))
			p.Reload()
			if tell {
				p.mailSettled(m)
			}
		})
		return false
	}
	p.s.Ask(d)
}

func (p *trainingsPage) cancelEffectOf(m training.Participant, o enrolment.Settle) func(context.Context) (enrolment.Effect, error) {
	return func(ctx context.Context) (enrolment.Effect, error) {
		return p.places.Enrolments.CancelEffect(ctx, m.EnrolmentID, o)
	}
}

// effectAgain shows what happens with what is filled in now.
func (p *trainingsPage) effectAgain(d *block.Dialog, into *fyne.Container, read func(context.Context) (enrolment.Effect, error)) {
	ui.Load(p.finder, read, func(e enrolment.Effect) {
		effectLines(into, e)
		d.Relayout()
	})
}

// moveAsk shows what moving an enrolment to another cohort does, and does it.
func (p *trainingsPage) moveAsk(m training.Participant) {
	ui.Load(p.finder, func(ctx context.Context) ([]enrolment.Destination, error) {
		return p.places.Enrolments.Destinations(ctx, m.EnrolmentID)
	}, func(to []enrolment.Destination) {
		if len(to) == 0 {
			p.s.Say(words.T("Er is geen andere groep om naar te verplaatsen. Plan er eerst een (N)."))
			return
		}
		p.moveDialog(m, to)
	})
}

func (p *trainingsPage) moveDialog(m training.Participant, to []enrolment.Destination) {
	var choices []block.Choice
	for _, t := range to {
		choices = append(choices, block.Choice{ID: key(t.ID), Text: joined(" · ", t.Title, nearDay(t.Day, p.s.Today()), t.Note)})
	}
	where, reason := block.NewChoiceField(choices...), text("")
	where.SetValue(choices[0].ID)
	leave, mail := block.NewCheckField(words.T("Facturen laten zoals ze zijn")), block.NewCheckField(words.T("Daarna een mail aan de deelnemer klaarzetten"))
	effect := block.Column(4)
	form := block.NewForm(
		block.FormRow{Label: words.T("Naar"), Field: where}, block.FormRow{Label: words.T("Reden"), Field: reason},
		block.FormRow{Field: leave}, block.FormRow{Field: mail},
	)
	settle := func() enrolment.Settle { return enrolment.Settle{Leave: leave.Value(), Reason: reason.Value()} }
	d := &block.Dialog{
		Title: words.T("%s naar een andere groep", m.CertificateName), Content: block.Column(12, form, effect), OK: words.T("Verplaatsen"), Cancel: words.T("Terug"),
		Width: 680, First: form.First(),
	}
	look := func() {
		o, id := settle(), number(where.Value())
		p.effectAgain(d, effect, func(ctx context.Context) (enrolment.Effect, error) {
			return p.places.Enrolments.MoveEffect(ctx, m.EnrolmentID, id, o)
		})
	}
	form.OnEdit = look
	type moved struct {
		added  training.Added
		change int64
	}
	d.OnOK = func() bool {
		o, id, tell := settle(), number(where.Value()), mail.Value()
		d.Close()
		ui.Act(p.s.Tasks, words.T("Inschrijving verplaatsen"), func(ctx context.Context, _ *ui.Progress) (moved, error) {
			added, change, err := p.places.Enrolments.Move(ctx, m.EnrolmentID, id, o)
			return moved{added, change}, err
		}, func(v moved) {
			p.s.Done(joined(". ", words.T("%s is verplaatst", m.CertificateName), v.added.Notice), undo(p.undo, v.change))
			p.Reload()
			if tell {
				p.mailSettled(m)
			}
		})
		return false
	}
	p.s.Ask(d)
	look()
}

func (p *trainingsPage) mailSettled(m training.Participant) {
	about := p.aboutParticipant(m)
	ui.Load(p.finder, func(ctx context.Context) (enrolment.Letter, error) {
		return p.places.Enrolments.SettledLetter(ctx, m.EnrolmentID, p.s.User())
	}, func(l enrolment.Letter) {
		p.tellThem(formSettledMail, about, words.T("Mail aan %s", m.CertificateName), l)
	})
}

// cancelGroup shows what cancelling the cohort does to everybody in it, and does it.
func (p *trainingsPage) cancelGroup() {
	id := p.page.ID
	ui.Load(p.finder, func(ctx context.Context) (enrolment.CohortEffect, error) {
		return p.places.Enrolments.CancelCohortEffect(ctx, id)
	}, func(e enrolment.CohortEffect) { p.cancelGroupDialog(id, e) })
}

func (p *trainingsPage) cancelGroupDialog(id int64, e enrolment.CohortEffect) {
	reason := text("")
	reason.PlaceHolder = words.T("Bijvoorbeeld: te weinig aanmeldingen")
	form := block.NewForm(block.FormRow{Label: words.T("Reden"), Field: reason, Hint: words.T("Komt ook op de creditfacturen.")})
	content := block.Column(8, form)
	for _, s := range e.Summary {
		content.Add(block.NewParagraph(s))
	}
	var tell []int64
	people := block.Column(10)
	for _, m := range e.People {
		tell = append(tell, m.EnrolmentID)
		one := block.Column(0, block.Entry([]fyne.CanvasObject{block.NewBold(m.Name)}, block.NewPill(m.Status, look.Grey)))
		if lines := joined(" ", m.Lines...); lines != "" {
			one.Add(block.NewQuietParagraph(lines))
		}
		people.Add(one)
	}
	content.Add(people)
	d := &block.Dialog{
		Title: words.T("%s annuleren", e.Title), Text: words.T("Niemand betaalt iets. Ongedaan maken kan zolang geen creditfactuur definitief is."), Content: content, OK: words.T("Groep annuleren"), Cancel: words.T("Terug"),
		Width: 680, First: form.First(),
	}
	d.OnOK = func() bool {
		why := reason.Value()
		d.Close()
		ui.Act(p.s.Tasks, words.T("Groep annuleren"), func(ctx context.Context, _ *ui.Progress) (int64, error) {
			return p.places.Enrolments.CancelCohort(ctx, id, why)
		}, func(change int64) {
			p.s.Done(words.T("%s is geannuleerd", e.Title), undo(p.undo, change))
			p.Reload()
			p.mailCancelled(id, tell)
		})
		return false
	}
	p.s.Ask(d)
}

// mailCancelled shows the mail to those whose group was cancelled.
func (p *trainingsPage) mailCancelled(cohort int64, tell []int64) {
	if len(tell) == 0 {
		return
	}
	ui.Load(p.finder, func(ctx context.Context) (enrolment.Letter, error) {
		return p.places.Enrolments.CancelledLetter(ctx, cohort, tell, p.s.User())
	}, func(l enrolment.Letter) {
		p.tellThem(formSettledMail, key(cohort)+"/0", words.T("Deelnemers op de hoogte brengen"), l)
	})
}
