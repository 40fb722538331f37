package screen

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/enrolment"
	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// The names of the dialogs about seats, in what is kept of them while somebody types.
const (
	formPass      = "seat.pass"
	formOfferMail = "seat.mail"
)

// nextWaiting is who is the first to be offered a seat that is free.
func nextWaiting(page training.Page) (training.Participant, bool) {
	for _, m := range page.Others {
		if m.Turn.Next {
			return m, true
		}
	}
	return training.Participant{}, false
}

// others are those who asked for a seat, wait for one or called off, those who wait
// in the order of the list.
func (p *trainingsPage) others(page training.Page) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, m := range page.Others {
		pill := m.StatusText
		if m.Turn.Place > 0 {
			pill = words.T("wachtlijst %d", m.Turn.Place)
		}
		line := []fyne.CanvasObject{block.NewPill(pill, waitingTone(m.Status)), block.NewLink(m.Name, func() { p.s.Go(ui.Route{Screen: ui.ScreenRegister, Key: key(m.PersonID)}) })}
		for _, text := range []string{m.Organisation, m.Turn.Text, m.OffReason} {
			if text != "" {
				line = append(line, block.NewQuiet(text))
			}
		}
		var links []fyne.CanvasObject
		if !closed(page) {
			links = p.seatLinks(m)
		}
		out = append(out, block.Entry(line, links...))
	}
	return []fyne.CanvasObject{block.Column(12, out...)}
}

// seatLinks are what can be done with somebody who has no seat.
func (p *trainingsPage) seatLinks(m training.Participant) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	add := func(text string, do func()) { out = append(out, block.NewLink(text, do)) }
	switch {
	case m.Turn.Until != "":
		add(words.T("Neemt de plaats"), func() {
			p.act(words.T("Plaats aanbieden"), words.T("%s heeft een plaats", m.CertificateName), func(ctx context.Context) (int64, error) {
				return p.job.AnswerOffer(ctx, m.EnrolmentID, true, false)
			})
		})
		add(words.T("Wijst af …"), func() { p.declined(m) })
		add(words.T("Mail …"), func() { p.mailOffer(m, m.Turn.Until) })
	case m.Turn.Next:
		add(words.T("Plaats aanbieden"), func() { p.offerSeat(m) })
		add(words.T("Overslaan …"), func() { p.passOver(m) })
	case m.Turn.Text != "" && p.page.Free > 0:
		add(words.T("Toch aanbieden"), func() { p.offerSeat(m) })
	}
	if m.Turn.Until == "" {
		add(words.T("Plaats geven"), func() { p.giveSeat(m, false) })
	}
	if m.Status != training.CalledOff {
		add(words.T("Afmelden"), func() { p.callOff(m) })
	}
	return out
}

// callOff cancels somebody without a seat at once; where there is an invoice it is
// shown first what happens to it.
func (p *trainingsPage) callOff(m training.Participant) {
	if p.bills[m.EnrolmentID].InvoiceID != 0 {
		p.cancelAsk(m)
		return
	}
	p.act(words.T("Inschrijving wijzigen"), words.T("%s is afgemeld", m.CertificateName), p.setStatus(m.EnrolmentID, training.CalledOff))
}

func waitingTone(status string) look.Tone {
	if status == training.CalledOff {
		return look.Grey
	}
	return look.Amber
}

// giveSeat gives somebody a seat by hand; where there is none it asks whether there
// may be more participants than seats.
func (p *trainingsPage) giveSeat(m training.Participant, beyond bool) {
	type given struct {
		given  training.Given
		change int64
	}
	ui.ActOr(p.s.Tasks, words.T("Inschrijving wijzigen"), func(ctx context.Context, _ *ui.Progress) (given, error) {
		g, change, err := p.job.GiveSeat(ctx, m.EnrolmentID, beyond)
		return given{g, change}, err
	}, func(g given, err error) {
		if errors.Is(err, training.ErrNoSeat) {
			p.s.Ask(&block.Dialog{
				Title: words.T("Er is geen plaats vrij"), Text: words.T("De groep heeft %d plaatsen. Wil je %s toch een plaats geven?", p.page.Seats, m.CertificateName),
				OK: words.T("Toch een plaats geven"), OnOK: func() bool { p.giveSeat(m, true); return true },
			})
			return
		}
		if err != nil {
			p.s.Fail(err)
			return
		}
		p.s.Done(joined(". ", words.T("%s heeft een plaats", m.CertificateName), g.given.Notice), undo(p.undo, g.change))
		p.Reload()
	})
}

// offerSeat keeps the free seat for whoever is next, and shows the mail that says so.
func (p *trainingsPage) offerSeat(m training.Participant) {
	type offered struct {
		until  data.Day
		change int64
	}
	ui.Act(p.s.Tasks, words.T("Plaats aanbieden"), func(ctx context.Context, _ *ui.Progress) (offered, error) {
		until, change, err := p.job.OfferSeat(ctx, m.EnrolmentID)
		return offered{until, change}, err
	}, func(o offered) {
		p.s.Done(words.T("Plaats aangeboden aan %s, tot en met %s", m.CertificateName, day(o.until)), undo(p.undo, o.change))
		p.Reload()
		p.mailOffer(m, o.until)
	})
}

func (p *trainingsPage) mailOffer(m training.Participant, until data.Day) {
	ui.Load(p.finder, func(ctx context.Context) (enrolment.Letter, error) {
		return p.places.Enrolments.OfferLetter(ctx, m.EnrolmentID, until, p.s.User())
	}, func(l enrolment.Letter) {
		p.tellThem(formOfferMail, p.aboutParticipant(m), words.T("Mail over de vrije plaats"), l)
	})
}

// passOver gives somebody's turn to the next, for a reason.
func (p *trainingsPage) passOver(m training.Participant) {
	reason := ""
	p.s.AskEdit(&ui.Edit{
		Form: formPass, Key: p.aboutParticipant(m), Title: words.T("%s overslaan", m.CertificateName), OK: words.T("Overslaan"),
		Rows: func(r *ui.Rows) {
			r.Text(words.Later("Reden"), &reason).Required().Example(words.T("Bijvoorbeeld: kan pas in het najaar")).Hint(words.T("De plaats op de wachtlijst blijft: als de groep weer vol is geweest, is deze deelnemer opnieuw aan de beurt."))
		},
		Save: p.saveAsk(words.T("%s is overgeslagen", m.CertificateName), func(ctx context.Context) (int64, error) { return p.job.PassOver(ctx, m.EnrolmentID, reason) }),
	}, &block.Dialog{Width: 560})
}

// declined asks whether who declined stays on the list.
func (p *trainingsPage) declined(m training.Participant) {
	stay := block.NewCheckField(words.T("Blijft op de wachtlijst voor een andere keer"))
	p.s.Ask(&block.Dialog{
		Title: words.T("%s wijst de plaats af", m.CertificateName), Text: words.T("De plaats is daarna voor de volgende op de lijst."), Content: block.NewForm(block.FormRow{Field: stay}),
		OK: words.T("Afwijzing vastleggen"), Width: 560, OnOK: func() bool {
			stays := stay.Value()
			p.act(words.T("Plaats aanbieden"), words.T("%s heeft de plaats afgewezen", m.CertificateName), func(ctx context.Context) (int64, error) {
				return p.job.AnswerOffer(ctx, m.EnrolmentID, false, stays)
			})
			return true
		},
	})
}

// resumeSeat goes on with a dialog about somebody who has no seat.
func (p *trainingsPage) resumeSeat(form, enrolment string) {
	for _, m := range p.page.Others {
		switch {
		case key(m.EnrolmentID) != enrolment:
		case form == formPass:
			p.passOver(m)
		case form == formOfferMail && m.Turn.Until != "":
			p.mailOffer(m, m.Turn.Until)
		case form == formSettledMail:
			p.mailSettled(m)
		}
	}
}
