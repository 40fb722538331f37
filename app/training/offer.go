package training

import (
	"context"
	"slices"
	"unicode/utf8"

	"kiesvoorhetkind.nl/kantoor/app/dutch"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// The states of a turn on the waiting list.
const (
	turnOpen      = "open"
	turnAccepted  = "accepted"
	turnDeclined  = "declined"
	turnExpired   = "expired"
	turnPassed    = "passed"
	turnWithdrawn = "withdrawn"
)

// OfferSeat keeps a free seat for somebody on the waiting list until the term to
// answer is over, and gives the last day to answer. It refuses who is not the
// next: those before are passed over first, with the reason.
func (t *Training) OfferSeat(ctx context.Context, enrolment int64) (until data.Day, change int64, err error) {
	change, err = t.do(ctx, "Plaats aangeboden", func(tx *data.Tx) error {
		e, s, err := waitingSeats(tx, enrolment)
		if err != nil {
			return err
		}
		next := s.candidates()
		switch {
		case s.live(e.ID):
			return data.Refuse("Deze plaats is al aangeboden. Er is niets gewijzigd.")
		case s.free() == 0:
			return data.Refuse("Er is geen plaats vrij om aan te bieden. Er is niets gewijzigd.")
		case len(next) > 0 && !slices.ContainsFunc(next[:min(len(next), s.free())], func(n data.Enrolment) bool { return n.ID == e.ID }):
			p, err := tx.Person(next[0].PersonID)
			if err != nil {
				return err
			}
			return data.Refuse("%s is eerst aan de beurt. Sla die eerst over, met de reden; er is niets gewijzigd.", p.Name())
		}
		terms, err := ReadPlaceTerms(tx)
		if err != nil {
			return err
		}
		until = t.Calendar.Add(tx.Today(), terms.OfferDays)
		if err := endTurn(tx, s, e.ID, turnExpired); err != nil {
			return err
		}
		o := data.SeatOffer{EnrolmentID: e.ID, State: turnOpen, Day: tx.Today(), Until: until}
		if err := tx.SaveSeatOffer(&o); err != nil {
			return err
		}
		return settle(tx, e.CohortID)
	})
	return until, change, err
}

// PassOver gives the turn of somebody on the waiting list to the next, for a
// reason. The place on the list stays, for the next time that the cohort was full.
func (t *Training) PassOver(ctx context.Context, enrolment int64, reason string) (int64, error) {
	return t.do(ctx, "Overgeslagen op de wachtlijst", func(tx *data.Tx) error {
		e, s, err := waitingSeats(tx, enrolment)
		if err != nil {
			return err
		}
		reason = tidy(reason)
		switch {
		case reason == "":
			return data.Refuse("Zeg erbij waarom je iemand overslaat. Er is niets gewijzigd.")
		case utf8.RuneCountInString(reason) > maxText:
			return data.Refuse("De reden is te lang: hoogstens 2000 tekens. Er is niets gewijzigd.")
		}
		if err := endTurn(tx, s, e.ID, turnWithdrawn); err != nil {
			return err
		}
		if err := tx.SaveSeatOffer(&data.SeatOffer{EnrolmentID: e.ID, State: turnPassed, Day: tx.Today(), Reason: reason}); err != nil {
			return err
		}
		return settle(tx, e.CohortID)
	})
}

// AnswerOffer records what somebody said to an offered seat. Who accepts has it,
// also a little late when it is still free. Who declines is called off, or stays on
// the list for another time.
func (t *Training) AnswerOffer(ctx context.Context, enrolment int64, accept, stay bool) (int64, error) {
	title := "Aangeboden plaats afgewezen"
	if accept {
		title = "Aangeboden plaats aangenomen"
	}
	return t.do(ctx, title, func(tx *data.Tx) error {
		e, s, err := waitingSeats(tx, enrolment)
		if err != nil {
			return err
		}
		o, ok := s.turns[e.ID]
		if !ok || o.State != turnOpen {
			return data.Refuse("Aan deze deelnemer is nu geen plaats aangeboden. Er is niets gewijzigd.")
		}
		switch {
		case accept:
			_, err = giveSeat(tx, s, e, false)
		case stay:
			err = endTurn(tx, s, e.ID, turnDeclined)
		default:
			if err = notBilled(tx, e.ID); err != nil {
				return err
			}
			if err = endTurn(tx, s, e.ID, turnDeclined); err == nil {
				err = callOff(tx, e, "aangeboden plaats afgewezen")
			}
		}
		if err != nil {
			return err
		}
		return settle(tx, e.CohortID)
	})
}

// notBilled refuses to call off by the way who has an invoice, also by a cohort that she was moved from: cancelling the
// enrolment shows what becomes of that.
func notBilled(tx *data.Tx, enrolment int64) error {
	chain := []int64{enrolment}
	for n := 0; n < len(chain); n++ {
		before, err := tx.EnrolmentsMovedTo(chain[n])
		if err != nil {
			return err
		}
		for _, e := range before {
			if !slices.Contains(chain, e.ID) {
				chain = append(chain, e.ID)
			}
		}
	}
	lines, err := tx.InvoiceLinesOfEnrolments(chain...)
	if err == nil && len(lines) > 0 {
		return data.Refuse("Er is een factuur van deze inschrijving. Meld de deelnemer af: dan zie je wat er met de factuur gebeurt. Er is niets gewijzigd.")
	}
	return err
}

func waitingSeats(tx *data.Tx, enrolment int64) (data.Enrolment, *seats, error) {
	e, err := readEnrolment(tx, enrolment)
	if err != nil {
		return e, nil, err
	}
	s, err := readSeats(tx, e.CohortID)
	if err != nil {
		return e, nil, err
	}
	if e.Status != Waiting {
		return e, s, data.Refuse("Deze deelnemer staat niet op de wachtlijst. Er is niets gewijzigd.")
	}
	return e, s, s.closed()
}

// endTurn ends an offer that is open still, or was and nobody answered.
func endTurn(tx *data.Tx, s *seats, enrolment int64, state string) error {
	o, ok := s.turns[enrolment]
	if !ok || o.State != turnOpen {
		return nil
	}
	o.State = state
	s.turns[enrolment] = o
	return tx.SaveSeatOffer(&o)
}

// Turn is how somebody stands on the waiting list.
type Turn struct {
	Place   int      // from 1; 0 for who does not wait
	Next    bool     // a seat is free and this one is the first to be asked
	Offered data.Day // when a seat was offered that is still kept
	Until   data.Day
	Text    string // "aangeboden tot en met 9 maart 2026", "overgeslagen: ..."; empty: no turn yet
}

// turnOf says how somebody stands.
func (s *seats) turnOf(enrolment int64) Turn {
	var t Turn
	for i, e := range s.queue() {
		if e.ID == enrolment {
			t.Place = i + 1
		}
	}
	if t.Place == 0 {
		return t
	}
	if next := s.candidates(); s.free() > 0 {
		for _, e := range next[:min(len(next), s.free())] {
			t.Next = t.Next || e.ID == enrolment
		}
	}
	o, ok := s.turns[enrolment]
	if !ok {
		return t
	}
	switch {
	case s.live(enrolment):
		t.Offered, t.Until, t.Text = o.Day, o.Until, words.T("aangeboden tot en met %s", dutch.DeskDay(o.Until.Time()))
	case o.State == turnOpen || o.State == turnExpired:
		t.Text = words.T("niet geantwoord voor %s", dutch.DeskDay(o.Until.AddDays(1).Time()))
	case o.State == turnPassed:
		t.Text = words.T("overgeslagen: %s", o.Reason)
	case o.State == turnDeclined:
		t.Text = words.T("deze keer niet")
	}
	return t
}
