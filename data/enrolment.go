package data

import (
	"slices"
	"strconv"
	"strings"
)

// Enrolment is a person in a cohort.
type Enrolment struct {
	Meta
	CohortID         int64
	PersonID         int64
	Position         int    // in the order of enrolling
	Status           string // requested, confirmed, waiting, cancelled
	CertificateName  string // as it must stand on the certificate; empty: as the register has it
	Organisation     string // as written with the enrolment
	PayerID          int64  // organisation that pays; 0: none known
	InvoiceEmail     string
	InvoiceReference string
	Result           string // decided by hand or made final; empty: follows from attendance
	ResultReason     string
	CertificateHold  string // why no certificate is given yet, in Dutch; empty: nothing against it
	Remarks          string
	MessageSHA       string // of the mail that it came from
	CalledOff        Day    // when it was cancelled
	CalledOffReason  string
	MovedTo          int64  // the enrolment in another cohort that came in its place; 0: none
	SettledInvoices  string // set by Settle
}

var enrolments = table[Enrolment]{
	name: "enrolment",
	columns: "cohort_id person_id position status certificate_name organisation payer_id invoice_email invoice_reference " +
		"result result_reason certificate_hold remarks message_sha called_off called_off_reason moved_to settled_invoices",
	meta: func(e *Enrolment) *Meta { return &e.Meta },
	fields: func(e *Enrolment) []any {
		return []any{
			&e.CohortID, &e.PersonID, &e.Position, &e.Status, &e.CertificateName, &e.Organisation,
			ref{&e.PayerID},
			&e.InvoiceEmail,
			&e.InvoiceReference, &e.Result, &e.ResultReason, &e.CertificateHold, &e.Remarks, &e.MessageSHA,
			&e.CalledOff, &e.CalledOffReason,
			ref{&e.MovedTo},
			&e.SettledInvoices,
		}
	},
}

// Settle notes the invoices that there were when the enrolment was cancelled: what is left of them is the fee for that and
// no part of the price.
func (e *Enrolment) Settle(invoices []int64) { e.SettledInvoices = writeNumbers(invoices) }

// Settled says whether what is left of an invoice is a fee for cancelling the enrolment.
func (e *Enrolment) Settled(invoice int64) bool {
	return slices.Contains(readNumbers(e.SettledInvoices), invoice)
}

// writeNumbers writes numbers of records as a column keeps them, each once, the lowest first.
func writeNumbers(ids []int64) string {
	ids = slices.Clone(ids)
	slices.Sort(ids)
	var out []string
	for _, id := range slices.Compact(ids) {
		out = append(out, strconv.FormatInt(id, 10))
	}
	return strings.Join(out, " ")
}

// readNumbers reads what writeNumbers wrote.
func readNumbers(text string) []int64 {
	var out []int64
	for w := range strings.FieldsSeq(text) {
		if id, err := strconv.ParseInt(w, 10, 64); err == nil {
			out = append(out, id)
		}
	}
	return out
}

// SaveEnrolment adds or changes an enrolment; ErrDouble when the person is in the cohort already.
func (tx *Tx) SaveEnrolment(e *Enrolment) error { return enrolments.save(tx, e) }

// Enrolment reads one; ErrNotFound when there is none.
func (tx *Tx) Enrolment(id int64) (Enrolment, error) { return enrolments.get(tx, id) }

// EnrolmentsIn gives all enrolments of cohorts, cancelled ones too, in the order of enrolling.
func (tx *Tx) EnrolmentsIn(cohorts ...int64) ([]Enrolment, error) {
	if len(cohorts) == 0 {
		return nil, nil
	}
	return enrolments.all(tx, "WHERE t.cohort_id IN ("+placeholders(1, len(cohorts))+") ORDER BY t.cohort_id, t.position, t.id", anys(cohorts)...)
}

// PeopleEnrolled gives everybody who is or was enrolled in a cohort, by name.
func (tx *Tx) PeopleEnrolled(cohort int64) ([]Person, error) {
	return people.all(tx, "WHERE t.id IN (SELECT person_id FROM enrolment WHERE cohort_id = $1) ORDER BY t.sort_key, t.id", cohort)
}

// EnrolmentsMovedTo gives the enrolments in whose place one came, the last first.
func (tx *Tx) EnrolmentsMovedTo(id int64) ([]Enrolment, error) {
	return enrolments.all(tx, "WHERE t.moved_to = $1 ORDER BY t.id DESC", id)
}

// RemoveEnrolment takes somebody out of a cohort, with the attendance and the
// offers of a seat. The journal keeps each line, so that undoing brings all of it back.
func (tx *Tx) RemoveEnrolment(id int64) error {
	offers, err := tx.SeatOffers(id)
	if err != nil {
		return err
	}
	for _, o := range offers {
		if err := seatOffers.remove(tx, o.ID); err != nil {
			return err
		}
	}
	marks, err := attendances.all(tx, "WHERE t.enrolment_id = $1", id)
	if err != nil {
		return err
	}
	for _, a := range marks {
		if err := attendances.remove(tx, a.ID); err != nil {
			return err
		}
	}
	return enrolments.remove(tx, id)
}

// Attendance is whether somebody was there on a day of a cohort.
type Attendance struct {
	Meta
	EnrolmentID int64
	CohortDayID int64
	State       string // present, partly, absent
}

var attendances = table[Attendance]{
	name: "attendance", columns: "enrolment_id cohort_day_id state",
	meta:   func(a *Attendance) *Meta { return &a.Meta },
	fields: func(a *Attendance) []any { return []any{&a.EnrolmentID, &a.CohortDayID, &a.State} },
}

// AttendanceIn gives all attendance of cohorts.
func (tx *Tx) AttendanceIn(cohorts ...int64) ([]Attendance, error) {
	if len(cohorts) == 0 {
		return nil, nil
	}
	return attendances.all(tx, "WHERE t.enrolment_id IN (SELECT id FROM enrolment WHERE cohort_id IN ("+placeholders(1, len(cohorts))+")) ORDER BY t.id", anys(cohorts)...)
}

// AttendanceOn reads whether somebody was there on a day; ErrNotFound when it is not known.
func (tx *Tx) AttendanceOn(enrolment, day int64) (Attendance, error) {
	return attendances.one(tx, "WHERE t.enrolment_id = $1 AND t.cohort_day_id = $2", enrolment, day)
}

// SaveAttendance adds or changes one.
func (tx *Tx) SaveAttendance(a *Attendance) error { return attendances.save(tx, a) }

// RemoveAttendance makes it unknown again whether somebody was there.
func (tx *Tx) RemoveAttendance(id int64) error { return attendances.remove(tx, id) }
