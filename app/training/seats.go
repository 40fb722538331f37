package training

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"unicode/utf8"

	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// seats is how a cohort is filled: who has a seat, who waits and in what order,
// and to whom a free seat was offered.
type seats struct {
	cohort data.Cohort
	all    []data.Enrolment
	turns  map[int64]data.SeatOffer // the last turn of each enrolment since the cohort was full
	today  data.Day
}

func readSeats(tx *data.Tx, cohort int64) (*seats, error) {
	c, err := readCohort(tx, cohort)
	if err != nil {
		return nil, err
	}
	all, err := tx.EnrolmentsIn(cohort)
	if err != nil {
		return nil, err
	}
	turns, err := tx.SeatOffersIn(cohort)
	if err != nil {
		return nil, err
	}
	return seatsOf(c, all, turns, tx.Today()), nil
}

func seatsOf(c data.Cohort, all []data.Enrolment, turns []data.SeatOffer, today data.Day) *seats {
	s := &seats{cohort: c, all: all, turns: map[int64]data.SeatOffer{}, today: today}
	for _, o := range turns {
		if !o.Closed {
			s.turns[o.EnrolmentID] = o
		}
	}
	return s
}

// live says whether a seat is kept for somebody who was offered it.
func (s *seats) live(enrolment int64) bool {
	o, ok := s.turns[enrolment]
	return ok && o.State == turnOpen && o.Until >= s.today
}

// had says whether somebody who waits had a turn for the seats that are free now.
func (s *seats) had(enrolment int64) bool {
	o, ok := s.turns[enrolment]
	return ok && o.State != turnWithdrawn && o.State != turnAccepted && !s.live(enrolment)
}

// queue are those who wait, in the order in which they came on the list.
func (s *seats) queue() []data.Enrolment {
	var out []data.Enrolment
	for _, e := range s.all {
		if e.Status == Waiting {
			out = append(out, e)
		}
	}
	slices.SortStableFunc(out, func(a, b data.Enrolment) int {
		return cmp.Or(cmp.Compare(a.Position, b.Position), cmp.Compare(a.ID, b.ID))
	})
	return out
}

// candidates are those who wait and had no turn yet: the first is the next to be asked.
func (s *seats) candidates() []data.Enrolment {
	var out []data.Enrolment
	for _, e := range s.queue() {
		if !s.live(e.ID) && !s.had(e.ID) {
			out = append(out, e)
		}
	}
	return out
}

// offered counts the seats that are kept for somebody.
func (s *seats) offered() int {
	n := 0
	for _, e := range s.all {
		if e.Status == Waiting && s.live(e.ID) {
			n++
		}
	}
	return n
}

// free are the seats that nobody has and that are kept for nobody.
func (s *seats) free() int { return max(0, s.cohort.Seats-taken(s.all)-s.offered()) }

// room are the seats for somebody new: those on the list go first.
func (s *seats) room() int { return max(0, s.free()-len(s.candidates())) }

// lastPosition is that of whoever came on the list last.
func (s *seats) lastPosition() int {
	last := -1
	for _, e := range s.all {
		last = max(last, e.Position)
	}
	return last
}

// closed: nobody gets a seat any more.
func (s *seats) closed() error {
	if s.cohort.Status == Finished || s.cohort.Status == Cancelled {
		return data.Refuse("Deze trainingsgroep is %s. Er is niets gewijzigd.", statusPill(s.cohort.Status).Text)
	}
	return nil
}

// settle makes an open cohort full when its seats are taken, and open again
// when one comes free. Once every seat is taken the turns on the waiting list are
// over: the next free seat is offered from the top of the list again.
func settle(tx *data.Tx, cohort int64) error {
	s, err := readSeats(tx, cohort)
	if err != nil {
		return err
	}
	if taken(s.all) >= s.cohort.Seats {
		for _, e := range s.all {
			o, ok := s.turns[e.ID]
			if !ok || s.live(e.ID) {
				continue
			}
			if o.State == turnOpen {
				o.State = turnExpired
			}
			o.Closed = true
			if err := tx.SaveSeatOffer(&o); err != nil {
				return err
			}
		}
	}
	c := s.cohort
	if c.Status = s.status(); c.Status == s.cohort.Status {
		return nil
	}
	return tx.SaveCohort(&c)
}

// status is that of the cohort on the day of reading: an open one is full while its
// seats are taken or kept. What is stored is that of the last change, and an offer
// expires without one.
func (s *seats) status() string {
	switch {
	case s.cohort.Status != Opened && s.cohort.Status != Full:
		return s.cohort.Status
	case taken(s.all)+s.offered() >= s.cohort.Seats:
		return Full
	}
	return Opened
}

// taken counts the seats in use.
func taken(all []data.Enrolment) int {
	n := 0
	for _, e := range all {
		if e.Status == Confirmed {
			n++
		}
	}
	return n
}

// Given is what became of giving somebody a seat.
type Given struct {
	Notice string // who was before, or how many there are too many; empty: nothing to say
}

// GiveSeat gives somebody a seat by hand. beyond allows more participants than
// there are seats; else a cohort without a free seat is refused (ErrNoSeat).
func (t *Training) GiveSeat(ctx context.Context, enrolment int64, beyond bool) (Given, int64, error) {
	var g Given
	change, err := t.do(ctx, "Plaats gegeven", func(tx *data.Tx) error {
		e, err := readEnrolment(tx, enrolment)
		if err != nil {
			return err
		}
		s, err := readSeats(tx, e.CohortID)
		if err != nil {
			return err
		}
		if err := s.closed(); err != nil {
			return err
		}
		if g, err = giveSeat(tx, s, e, beyond); err != nil {
			return err
		}
		return settle(tx, e.CohortID)
	})
	return g, change, err
}

// ErrNoSeat: all seats are taken or kept for somebody.
var ErrNoSeat = errors.New("no seat is free")

func giveSeat(tx *data.Tx, s *seats, e data.Enrolment, beyond bool) (Given, error) {
	var g Given
	if e.Status == Confirmed {
		return g, nil
	}
	if err := withoutCertificate(tx, e); err != nil {
		return g, err
	}
	kept := s.live(e.ID) && s.cohort.Seats > taken(s.all)
	if !kept && s.free() == 0 && !beyond {
		return g, data.Explain("Er is geen plaats vrij. Er is niets gewijzigd; maak eerst meer plaatsen of een plaats vrij.", ErrNoSeat)
	}
	if next := s.candidates(); !kept && len(next) > 0 && next[0].ID != e.ID && e.Status == Waiting {
		p, err := tx.Person(next[0].PersonID)
		if err != nil {
			return g, err
		}
		g.Notice = words.T("%s stond eerder op de wachtlijst.", p.Name())
	}
	if n := taken(s.all) + 1; n > s.cohort.Seats {
		g.Notice = words.T("De groep heeft nu %d deelnemers op %d plaatsen.", n, s.cohort.Seats)
	}
	if err := endTurn(tx, s, e.ID, turnAccepted); err != nil {
		return g, err
	}
	e.Status, e.CalledOff, e.CalledOffReason, e.MovedTo = Confirmed, "", "", 0
	return g, tx.SaveEnrolment(&e)
}

// CallOff cancels an enrolment in the caller's transaction: the seat comes free,
// and a membership that came of it goes. Who has a certificate stays.
func CallOff(tx *data.Tx, enrolment int64, reason string) error {
	e, err := readEnrolment(tx, enrolment)
	if err != nil {
		return err
	}
	if err := callOff(tx, e, reason); err != nil {
		return err
	}
	return settle(tx, e.CohortID)
}

func callOff(tx *data.Tx, e data.Enrolment, reason string) error {
	if err := withoutCertificate(tx, e); err != nil {
		return err
	}
	reason = tidy(reason)
	if utf8.RuneCountInString(reason) > maxText {
		return data.Refuse("De reden is te lang: hoogstens 2000 tekens. Er is niets gewijzigd.")
	}
	s, err := readSeats(tx, e.CohortID)
	if err != nil {
		return err
	}
	if err := endTurn(tx, s, e.ID, turnWithdrawn); err != nil {
		return err
	}
	e.Status, e.CalledOff, e.CalledOffReason = CalledOff, tx.Today(), reason
	if err := tx.SaveEnrolment(&e); err != nil {
		return err
	}
	return register.WithdrawMembership(tx, e.PersonID, e.ID)
}

// Transfer moves an enrolment to another cohort in the caller's transaction: the
// one here is cancelled and says where it went, and in the other somebody gets a
// seat or comes on the waiting list. What is known for the invoice and the
// certificate goes along; attendance stays with the days that it is of.
func Transfer(tx *data.Tx, enrolment, cohort int64, reason string) (Added, error) {
	e, err := readEnrolment(tx, enrolment)
	if err != nil {
		return Added{}, err
	}
	if e.CohortID == cohort {
		return Added{}, data.Refuse("Deze deelnemer staat al in deze groep. Kies een andere; er is niets gewijzigd.")
	}
	if e.Status == CalledOff {
		return Added{}, data.Refuse("Deze inschrijving is al afgemeld. Voeg de deelnemer in de andere groep toe; er is niets gewijzigd.")
	}
	in := Enrolling{
		PersonID: e.PersonID, CertificateName: e.CertificateName, Organisation: e.Organisation, PayerID: e.PayerID, InvoiceEmail: e.InvoiceEmail,
		InvoiceReference: e.InvoiceReference, Remarks: e.Remarks, MessageSHA: e.MessageSHA,
	}
	if e.Status == Requested {
		in.Status = Requested // nobody decided about it yet
	}
	added, err := Enrol(tx, cohort, in)
	if err != nil {
		return added, err
	}
	if err := callOff(tx, e, reason); err != nil {
		return added, err
	}
	if e, err = tx.Enrolment(e.ID); err != nil {
		return added, err
	}
	e.MovedTo = added.EnrolmentID
	if err := tx.SaveEnrolment(&e); err != nil {
		return added, err
	}
	return added, settle(tx, e.CohortID)
}

// FreeSeats counts the seats of a cohort that somebody new can get.
func FreeSeats(tx *data.Tx, cohort int64) (int, error) {
	s, err := readSeats(tx, cohort)
	if err != nil {
		return 0, err
	}
	return s.room(), nil
}

// EnrolmentWord is the status of an enrolment on screen.
func EnrolmentWord(status string) string {
	if status == Confirmed {
		return words.T("heeft een plaats")
	}
	return words.T(enrolmentWords[status])
}
