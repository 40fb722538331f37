package screen

import (
	"context"
	"strings"

	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// The names of the dialogs about a participant, in what is kept of them while somebody types. Their key is that of the
// cohort with the enrolment, or with the name of somebody new.
const (
	formResult      = "participant.result"
	formHold        = "participant.hold"
	formName        = "participant.name"
	formParticipant = "participant.new"
)

// aboutParticipant is the key of a dialog about a participant.
func (p *trainingsPage) aboutParticipant(m training.Participant) string {
	return key(p.page.ID) + "/" + key(m.EnrolmentID)
}

// resumeAsk goes on with a dialog about a participant.
func (p *trainingsPage) resumeAsk(form, id string) {
	cohort, enrolment, _ := strings.Cut(id, "/")
	p.Then(cohort, func() {
		if form == formParticipant {
			p.addNew(enrolment)
			return
		}
		ask := map[string]func(training.Participant){formResult: p.askResult, formHold: p.askHold, formName: p.askName, formRevoke: p.askRevoke, formReplace: p.askReplace}[form]
		if form == formPass || form == formOfferMail || form == formSettledMail {
			p.resumeSeat(form, enrolment)
			return
		}
		for _, m := range p.page.Participants {
			if ask != nil && key(m.EnrolmentID) == enrolment {
				ask(m)
			}
		}
	})
	p.Open(cohort)
}

// saveAsk saves what a dialog asked, and says so with the way back.
func (p *trainingsPage) saveAsk(said string, do func(ctx context.Context) (int64, error)) ui.Saving {
	return ui.SaveBy(words.T("Opslaan"), do, func(change int64) {
		p.s.Done(said, undo(p.undo, change))
		p.Reload()
	})
}

// askResult lets the office decide a result itself.
func (p *trainingsPage) askResult(m training.Participant) {
	var choices []block.Choice
	for _, r := range training.Results() {
		choices = append(choices, block.Choice{ID: "r" + r.Result, Text: r.Text})
	}
	result, reason := "r", m.Reason
	if m.ByHand {
		result = "r" + m.Result
	}
	p.s.AskEdit(&ui.Edit{
		Form: formResult, Key: p.aboutParticipant(m), Title: words.T("Uitslag van %s", m.CertificateName), OK: words.T("Vastleggen"),
		Rows: func(r *ui.Rows) {
			r.Choice(words.Later("Uitslag"), &result, choices...)
			r.Text(words.Later("Reden"), &reason).Example(words.T("Bijvoorbeeld: dag 2 ingehaald in een andere groep"))
		},
		Save: p.saveAsk(words.T("Uitslag van %s gewijzigd", m.CertificateName), func(ctx context.Context) (int64, error) {
			return p.job.SetResult(ctx, m.EnrolmentID, strings.TrimPrefix(result, "r"), reason)
		}),
	}, &block.Dialog{Text: m.Rule, Width: 560})
}

// askHold keeps a certificate back for a reason.
func (p *trainingsPage) askHold(m training.Participant) {
	reason := ""
	p.s.AskEdit(&ui.Edit{
		Form: formHold, Key: p.aboutParticipant(m), Title: words.T("Certificaat van %s aanhouden", m.CertificateName), OK: words.T("Aanhouden"),
		Rows: func(r *ui.Rows) {
			r.Text(words.Later("Reden"), &reason).Required().Example(words.T("Bijvoorbeeld: factuur nog niet betaald"))
		},
		Save: p.saveAsk(words.T("Certificaat van %s aangehouden", m.CertificateName), func(ctx context.Context) (int64, error) {
			return p.job.HoldCertificate(ctx, m.EnrolmentID, reason)
		}),
	}, &block.Dialog{Width: 560})
}

// askName says how somebody must be named on the certificate.
func (p *trainingsPage) askName(m training.Participant) {
	name := m.CertificateName
	p.s.AskEdit(&ui.Edit{
		Form: formName, Key: p.aboutParticipant(m), Title: words.T("Naam op het certificaat"),
		Rows: func(r *ui.Rows) {
			r.Text(words.Later("Naam"), &name).Hint(words.T("Leeg is zoals het register het heeft."))
		},
		Save: p.saveAsk(words.T("Naam op het certificaat gewijzigd"), func(ctx context.Context) (int64, error) {
			return p.job.SetCertificateName(ctx, m.EnrolmentID, name)
		}),
	}, &block.Dialog{Width: 560})
}

// about is what becomes of somebody's certificate.
func (p *trainingsPage) about(m training.Participant) aboutCertificate {
	return aboutCertificate{
		s: p.s, job: p.job, undo: p.undo, papers: p.papers, lane: p.finder,
		id: m.CertificateID, number: m.Certificate, holder: m.CertificateName, key: p.aboutParticipant(m), reload: p.Reload,
		print: func(run training.Run) {
			made := printable{doc: run.DocumentID, name: run.Issued[0].File, pdf: run.PDF}
			p.askPrint(words.T("Nieuw certificaat afdrukken"), words.T("Certificaat %s van %s.", run.Issued[0].Number, run.Issued[0].Name), func(context.Context) (printable, error) { return made, nil })
		},
	}
}

func (p *trainingsPage) askRevoke(m training.Participant)  { p.about(m).revoke() }
func (p *trainingsPage) askReplace(m training.Participant) { p.about(m).replace() }

// addNew puts somebody in the register and in the cohort.
func (p *trainingsPage) addNew(name string) {
	id := p.page.ID
	var q register.ListedPerson
	q.FirstName, q.Infix, q.Surname = register.SplitName(name)
	e := &ui.Edit{
		Form: formParticipant, Key: key(id) + "/" + name, Title: words.T("Nieuw in het register en in deze groep"), OK: words.T("Toevoegen"), First: words.Later("Organisatie"),
		Rows: func(r *ui.Rows) {
			r.Text(words.Later("Voornaam"), &q.FirstName)
			r.Text(words.Later("Tussenvoegsel"), &q.Infix)
			r.Text(words.Later("Achternaam"), &q.Surname).Required()
			r.Text(words.Later("Organisatie"), &q.Organisation)
			r.Text(words.Later("Mailadres"), &q.Email)
			r.Text(words.Later("Plaats"), &q.Town)
		},
	}
	e.Save = ui.SaveBy(words.T("Deelnemer toevoegen"), func(ctx context.Context) (addedPerson, error) {
		added, change, err := p.job.AddNamed(ctx, id, q, training.Enrolling{})
		return addedPerson{added, change}, err
	}, p.wasAdded)
	p.s.AskEdit(e, &block.Dialog{Width: 560})
}
