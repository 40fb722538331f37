package training

import (
	"context"
	"errors"
	"strings"
	"unicode/utf8"

	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// The statuses of an enrolment.
const (
	Requested = "requested" // asked for, not yet answered
	Confirmed = "confirmed" // has a seat
	Waiting   = "waiting"   // on the waiting list
	CalledOff = "cancelled"
)

// Enrolling is what is known of somebody who is put in a cohort.
type Enrolling struct {
	PersonID         int64
	Status           string // empty: a seat if there is one, else the waiting list
	CertificateName  string // empty: as the register has it
	Organisation     string
	PayerID          int64
	InvoiceEmail     string
	InvoiceReference string
	Remarks          string
	MessageSHA       string // of the mail that it came from
}

// Added is what became of an enrolment.
type Added struct {
	EnrolmentID int64
	PersonID    int64
	Name        string
	Status      string
	New         bool    // the person was not in the register before
	Clashes     []Clash // where else somebody is expected on the days of this cohort
	Notice      string  // what to tell: "De groep is vol; ... staat op de wachtlijst."
}

// Enrol puts somebody in a cohort, in the caller's transaction. It refuses who
// is in it already, and a cohort that is finished or cancelled.
func Enrol(tx *data.Tx, cohort int64, e Enrolling) (Added, error) {
	in, err := readIntake(tx, cohort)
	if err != nil {
		return Added{}, err
	}
	added, err := in.enrol(tx, e)
	if err != nil {
		return Added{}, err
	}
	return added, settle(tx, cohort)
}

// intake is a cohort while people are put in it, read once for all of them.
type intake struct{ *seats }

func readIntake(tx *data.Tx, cohort int64) (*intake, error) {
	s, err := readSeats(tx, cohort)
	if err != nil {
		return nil, err
	}
	if s.cohort.Status == Finished || s.cohort.Status == Cancelled {
		return nil, data.Refuse("Deze trainingsgroep is %s. Er is niemand toegevoegd.", statusPill(s.cohort.Status).Text)
	}
	return &intake{s}, nil
}

// check tidies what is known of somebody and refuses what is too long.
func (e *Enrolling) check() error {
	for _, s := range []*string{&e.CertificateName, &e.Organisation, &e.InvoiceEmail, &e.InvoiceReference} {
		*s = tidy(*s)
		if utf8.RuneCountInString(*s) > maxLine {
			return data.Refuse("Een van de gegevens is te lang: hoogstens 300 tekens. Er is niemand toegevoegd.")
		}
	}
	e.Remarks = strings.TrimSpace(e.Remarks)
	if utf8.RuneCountInString(e.Remarks) > maxText {
		return data.Refuse("De opmerking is te lang: hoogstens 2000 tekens. Er is niemand toegevoegd.")
	}
	return nil
}

// enrol adds one person; the caller settles the status of the cohort afterwards.
func (in *intake) enrol(tx *data.Tx, e Enrolling) (Added, error) {
	if err := e.check(); err != nil {
		return Added{}, err
	}
	p, err := tx.Person(e.PersonID)
	if err != nil {
		return Added{}, data.Explain("Deze persoon staat niet meer in het register. Er is niemand toegevoegd.", err)
	}
	if len(in.all) >= maxParticipants {
		return Added{}, data.Refuse("Een trainingsgroep kan hoogstens 1000 inschrijvingen hebben. Er is niemand toegevoegd.")
	}
	row := data.Enrolment{CohortID: in.cohort.ID, PersonID: p.ID}
	at, last := -1, -1
	for i, known := range in.all {
		last = max(last, known.Position)
		if known.PersonID == p.ID {
			at = i
		}
	}
	if at >= 0 {
		if in.all[at].Status != CalledOff {
			return Added{}, data.Explain("Deze persoon staat al in deze groep. Er is niemand toegevoegd.", data.ErrDouble)
		}
		row = in.all[at]
		row.Result, row.ResultReason, row.CalledOff, row.CalledOffReason, row.MovedTo = "", "", "", "", 0
	}
	row.Position, row.Status = last+1, e.Status
	added := Added{PersonID: p.ID, Name: p.Name()}
	if row.Status == "" || row.Status == Confirmed {
		row.Status = Confirmed
		switch {
		case in.room() > 0:
		case in.free() > 0:
			row.Status = Waiting
			added.Notice = words.T("De vrije plaats is voor wie al wacht: deze deelnemer staat nu achteraan op de wachtlijst.")
		default:
			row.Status = Waiting
			added.Notice = words.T("De groep is vol: deze deelnemer staat nu op de wachtlijst.")
		}
	}
	row.CertificateName, row.Organisation, row.PayerID = e.CertificateName, e.Organisation, e.PayerID
	row.InvoiceEmail, row.InvoiceReference = e.InvoiceEmail, e.InvoiceReference
	row.Remarks, row.MessageSHA = e.Remarks, e.MessageSHA
	if err := tx.SaveEnrolment(&row); err != nil {
		return Added{}, err
	}
	if at >= 0 {
		in.all[at] = row
	} else {
		in.all = append(in.all, row)
	}
	added.EnrolmentID, added.Status = row.ID, row.Status
	return added, nil
}

// AddPerson puts somebody of the register in a cohort.
func (t *Training) AddPerson(ctx context.Context, cohort int64, e Enrolling) (Added, int64, error) {
	var added Added
	change, err := t.do(ctx, "Deelnemer toegevoegd", func(tx *data.Tx) (err error) {
		if added, err = Enrol(tx, cohort, e); err != nil {
			return err
		}
		added.Clashes, err = personClashes(tx, cohort, added.PersonID)
		return err
	})
	return added, change, err
}

// AddNamed puts somebody in a cohort who is named by what was typed or listed. Who
// is not in the register yet is added to it.
func (t *Training) AddNamed(ctx context.Context, cohort int64, person register.ListedPerson, e Enrolling) (Added, int64, error) {
	var added Added
	change, err := t.do(ctx, "Deelnemer toegevoegd", func(tx *data.Tx) error {
		in, err := readIntake(tx, cohort)
		if err != nil {
			return err
		}
		if added, err = in.enrolNamed(tx, person, e); err != nil {
			return err
		}
		if added.Clashes, err = personClashes(tx, cohort, added.PersonID); err != nil {
			return err
		}
		return settle(tx, cohort)
	})
	return added, change, err
}

func (in *intake) enrolNamed(tx *data.Tx, person register.ListedPerson, e Enrolling) (Added, error) {
	p, existed, err := register.FindOrAdd(tx, person)
	if err != nil {
		return Added{}, err
	}
	e.PersonID = p.ID
	if e.CertificateName == "" {
		e.CertificateName = person.CertificateName
	}
	if e.Organisation == "" {
		e.Organisation = person.Organisation
	}
	if e.Remarks == "" {
		e.Remarks = person.Remarks
	}
	added, err := in.enrol(tx, e)
	added.New = !existed
	return added, err
}

// AddedList is what became of a list of participants.
type AddedList struct {
	Added    []Added
	Already  int      // who were in the cohort before
	Warnings []string // rows that were left out or are doubtful
}

// AddFile puts everybody of a list (.xlsx or .csv) in a cohort: all of them, or
// nobody when the list cannot be read. Who is in it already is counted and left.
func (t *Training) AddFile(ctx context.Context, cohort int64, file string) (AddedList, int64, error) {
	people, doubts, err := register.ReadPeople(file)
	if err != nil {
		return AddedList{}, 0, err
	}
	var out AddedList
	change, err := t.do(ctx, "Deelnemers toegevoegd uit een lijst", func(tx *data.Tx) error {
		in, err := readIntake(tx, cohort)
		if err != nil {
			return err
		}
		if out, err = in.enrolList(tx, people, doubts); err != nil {
			return err
		}
		return settle(tx, cohort)
	})
	return out, change, err
}

func (in *intake) enrolList(tx *data.Tx, people []register.ListedPerson, doubts []register.Warning) (AddedList, error) {
	var out AddedList
	for _, w := range doubts {
		out.Warnings = append(out.Warnings, listWarning(w))
	}
	for _, p := range people {
		added, err := in.enrolNamed(tx, p, Enrolling{})
		if errors.Is(err, data.ErrDouble) {
			out.Already++
			continue
		}
		if err != nil {
			return out, err
		}
		if added.Notice != "" {
			out.Warnings = append(out.Warnings, added.Name+": "+added.Notice)
		}
		out.Added = append(out.Added, added)
	}
	return out, nil
}

func listWarning(w register.Warning) string {
	text := words.T("Rij %d: %s", w.Row, w.Reason)
	if w.Value != "" {
		text += " (" + w.Value + ")"
	}
	return text
}

// Remove takes somebody out of a cohort as if never enrolled, with the membership
// that came of it; undoing brings everything back. Who has a certificate stays.
func (t *Training) Remove(ctx context.Context, enrolment int64) (int64, error) {
	return t.do(ctx, "Deelnemer verwijderd", func(tx *data.Tx) error {
		e, err := readEnrolment(tx, enrolment)
		if err != nil {
			return err
		}
		if err := withoutCertificate(tx, e); err != nil {
			return err
		}
		if err := unlinked(tx, e); err != nil {
			return err
		}
		if err := tx.RemoveEnrolment(e.ID); err != nil {
			return err
		}
		if err := register.WithdrawMembership(tx, e.PersonID, e.ID); err != nil {
			return err
		}
		return settle(tx, e.CohortID)
	})
}

// unlinked refuses an enrolment that an invoice is about, and lets those that were
// moved into it be.
func unlinked(tx *data.Tx, e data.Enrolment) error {
	lines, err := tx.InvoiceLinesOfEnrolments(e.ID)
	if err != nil {
		return err
	}
	if len(lines) > 0 {
		return data.Refuse("Er is een factuur van deze inschrijving. Meld de deelnemer af: dan zie je wat er met de factuur gebeurt. Er is niets gewijzigd.")
	}
	before, err := tx.EnrolmentsMovedTo(e.ID)
	for _, b := range before {
		b.MovedTo = 0
		if err := tx.SaveEnrolment(&b); err != nil {
			return err
		}
	}
	return err
}

// SetEnrolmentStatus confirms a request, calls an enrolment off, or moves
// somebody to or from the waiting list, at its end. It refuses a seat where there
// is none. A membership that came of it goes with the seat.
func (t *Training) SetEnrolmentStatus(ctx context.Context, enrolment int64, status string) (int64, error) {
	return t.do(ctx, "Inschrijving gewijzigd", func(tx *data.Tx) error {
		e, err := readEnrolment(tx, enrolment)
		if err != nil {
			return err
		}
		if err := withoutCertificate(tx, e); err != nil {
			return err
		}
		s, err := readSeats(tx, e.CohortID)
		if err != nil {
			return err
		}
		switch status {
		case CalledOff:
			err = callOff(tx, e, "")
		case Confirmed:
			_, err = giveSeat(tx, s, e, false)
		case Requested, Waiting:
			if status == Waiting && e.Status != Waiting {
				e.Position = s.lastPosition() + 1
			}
			if err := endTurn(tx, s, e.ID, turnWithdrawn); err != nil {
				return err
			}
			e.Status, e.CalledOff, e.CalledOffReason, e.MovedTo = status, "", "", 0
			if err = tx.SaveEnrolment(&e); err == nil {
				err = register.WithdrawMembership(tx, e.PersonID, e.ID)
			}
		default:
			return errors.New("enrolment: unknown status")
		}
		if err != nil {
			return err
		}
		return settle(tx, e.CohortID)
	})
}

// SetCertificateName says how somebody must be named on the certificate of
// this cohort; empty is as the register has it.
func (t *Training) SetCertificateName(ctx context.Context, enrolment int64, name string) (int64, error) {
	return t.do(ctx, "Naam op certificaat gewijzigd", func(tx *data.Tx) error {
		e, err := readEnrolment(tx, enrolment)
		if err != nil {
			return err
		}
		if err := withoutCertificate(tx, e); err != nil {
			return err
		}
		e.CertificateName = tidy(name)
		if utf8.RuneCountInString(e.CertificateName) > maxLine {
			return data.Refuse("De naam is te lang: hoogstens 300 tekens. Er is niets gewijzigd.")
		}
		return tx.SaveEnrolment(&e)
	})
}

func withoutCertificate(tx *data.Tx, e data.Enrolment) error {
	issued, err := tx.CertificatesIn(e.CohortID)
	if err != nil {
		return err
	}
	for _, c := range issued {
		if c.EnrolmentID == e.ID {
			return data.Refuse("Het certificaat is al uitgegeven. Daarom blijft deze deelnemer staan zoals het is; er is niets gewijzigd.")
		}
	}
	return nil
}

func readEnrolment(tx *data.Tx, id int64) (data.Enrolment, error) {
	e, err := tx.Enrolment(id)
	if errors.Is(err, data.ErrNotFound) {
		return e, data.Explain("Deze deelnemer staat niet meer in de groep.", err)
	}
	return e, err
}
