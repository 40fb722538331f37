package training

import (
	"context"
	"errors"
	"strings"
	"unicode/utf8"

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
	New         bool   // the person was not in the register before
	Notice      string // what to tell: "De groep is vol; ... staat op de wachtlijst."
}

// Enrol puts somebody in a cohort, in the caller's transaction. It refuses who
// is in it already, and a cohort that is finished or cancelled.
func Enrol(tx *data.Tx, cohort int64, e Enrolling) (Added, error) {
	c, err := readCohort(tx, cohort)
	if err != nil {
		return Added{}, err
	}
	p, err := tx.Person(e.PersonID)
	if err != nil {
		return Added{}, data.Explain("Deze persoon staat niet meer in het register. Er is niemand toegevoegd.", err)
	}
	if c.Status == Finished || c.Status == Cancelled {
		return Added{}, data.Refuse("Deze trainingsgroep is " + statusWords[c.Status].Text + ". Er is niemand toegevoegd.")
	}
	for _, s := range []*string{&e.CertificateName, &e.Organisation, &e.InvoiceEmail, &e.InvoiceReference} {
		*s = tidy(*s)
		if utf8.RuneCountInString(*s) > maxLine {
			return Added{}, data.Refuse("Een van de gegevens is te lang: hoogstens 300 tekens. Er is niemand toegevoegd.")
		}
	}
	if utf8.RuneCountInString(e.Remarks) > maxText {
		return Added{}, data.Refuse("De opmerking is te lang: hoogstens 2000 tekens. Er is niemand toegevoegd.")
	}
	all, err := tx.EnrolmentsIn(cohort)
	if err != nil {
		return Added{}, err
	}
	if len(all) >= maxParticipants {
		return Added{}, data.Refuse("Een trainingsgroep kan hoogstens 1000 inschrijvingen hebben. Er is niemand toegevoegd.")
	}
	row := data.Enrolment{CohortID: cohort, PersonID: p.ID}
	for _, known := range all {
		row.Position = max(row.Position, known.Position+1)
	}
	for _, known := range all {
		if known.PersonID != p.ID {
			continue
		}
		if known.Status != CalledOff {
			return Added{}, data.Explain("Deze persoon staat al in deze groep. Er is niemand toegevoegd.", data.ErrDouble)
		}
		position := row.Position
		row = known
		row.Position, row.Result, row.ResultReason = position, "", ""
	}
	row.Status = e.Status
	added := Added{PersonID: p.ID, Name: p.Name()}
	if row.Status == "" || row.Status == Confirmed {
		row.Status = Confirmed
		if taken(all) >= c.Seats {
			row.Status = Waiting
			added.Notice = "De groep is vol: deze deelnemer staat nu op de wachtlijst."
		}
	}
	row.CertificateName, row.Organisation, row.PayerID = e.CertificateName, e.Organisation, e.PayerID
	row.InvoiceEmail, row.InvoiceReference = e.InvoiceEmail, e.InvoiceReference
	row.Remarks, row.MessageSHA = strings.TrimSpace(e.Remarks), e.MessageSHA
	if err := tx.SaveEnrolment(&row); err != nil {
		return Added{}, err
	}
	added.EnrolmentID, added.Status = row.ID, row.Status
	return added, settle(tx, cohort)
}

// AddPerson puts somebody of the register in a cohort.
func (t *Training) AddPerson(ctx context.Context, cohort int64, e Enrolling) (Added, int64, error) {
	var added Added
	change, err := t.do(ctx, "Deelnemer toegevoegd", func(tx *data.Tx) (err error) {
		added, err = Enrol(tx, cohort, e)
		return err
	})
	return added, change, err
}

// Remove takes somebody out of a cohort as if never enrolled; undoing brings
// everything back. Who has a certificate stays.
func (t *Training) Remove(ctx context.Context, enrolment int64) (int64, error) {
	return t.do(ctx, "Deelnemer verwijderd", func(tx *data.Tx) error {
		e, err := readEnrolment(tx, enrolment)
		if err != nil {
			return err
		}
		if err := withoutCertificate(tx, e); err != nil {
			return err
		}
		if err := tx.RemoveEnrolment(e.ID); err != nil {
			return err
		}
		return settle(tx, e.CohortID)
	})
}

// SetEnrolmentStatus confirms a request, calls an enrolment off, or moves
// somebody to or from the waiting list. It refuses a seat where there is none.
func (t *Training) SetEnrolmentStatus(ctx context.Context, enrolment int64, status string) (int64, error) {
	return t.do(ctx, "Inschrijving gewijzigd", func(tx *data.Tx) error {
		e, err := readEnrolment(tx, enrolment)
		if err != nil {
			return err
		}
		if err := withoutCertificate(tx, e); err != nil {
			return err
		}
		switch status {
		case Requested, Waiting, CalledOff:
		case Confirmed:
			c, err := tx.Cohort(e.CohortID)
			if err != nil {
				return err
			}
			all, err := tx.EnrolmentsIn(e.CohortID)
			if err != nil {
				return err
			}
			if e.Status != Confirmed && taken(all) >= c.Seats {
				return data.Refuse("Er is geen plaats vrij. Er is niets gewijzigd; maak eerst meer plaatsen of een plaats vrij.")
			}
		default:
			return errors.New("enrolment: unknown status")
		}
		e.Status = status
		if err := tx.SaveEnrolment(&e); err != nil {
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
