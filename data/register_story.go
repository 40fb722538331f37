package data

import "time"

// What a person's page tells of the records of other jobs; each has the number of
// the record itself, to open it by.

// TrainingStory is a cohort that somebody enrolled for.
type TrainingStory struct {
	EnrolmentID  int64
	CohortID     int64
	Code         string
	Course       string
	CourseKind   string
	Town         string
	FirstDay     Day
	LastDay      Day
	CohortStatus string
	Status       string
	Result       string // as decided; empty: follows from the attendance
	Certificate  string // what the cohort gives one for: passed, attended; none
	CalledOff    Day    // of who was taken out
	Why          string // the reason of that
	CreatedAt    time.Time
}

// TrainingsOf gives what somebody enrolled for, the newest first.
func (tx *Tx) TrainingsOf(person int64) ([]TrainingStory, error) {
	var out []TrainingStory
	err := tx.rows(`SELECT e.id, c.id, c.code, k.name, k.kind, c.town, c.first_day, c.last_day, c.status, e.status, e.result,
			CASE WHEN c.certificate = '' THEN k.certificate ELSE c.certificate END, e.called_off, e.called_off_reason, e.created_at
		FROM enrolment e JOIN cohort c ON c.id = e.cohort_id JOIN course k ON k.id = c.course_id
		WHERE e.person_id = $1 ORDER BY c.first_day DESC, e.id DESC`, []any{person}, func(scan func(...any) error) error {
		var s TrainingStory
		err := scan(&s.EnrolmentID, &s.CohortID, &s.Code, &s.Course, &s.CourseKind, &s.Town, &s.FirstDay, &s.LastDay, &s.CohortStatus, &s.Status, &s.Result, &s.Certificate, &s.CalledOff, &s.Why, moment{&s.CreatedAt})
		out = append(out, s)
		return err
	})
	return out, err
}

// GivenStory is a cohort of which somebody is a trainer.
type GivenStory struct {
	CohortID int64
	Code     string
	Course   string
	Town     string
	FirstDay Day
	LastDay  Day
	Status   string
}

// GivenBy gives the cohorts that somebody trains, the newest first.
func (tx *Tx) GivenBy(person int64) ([]GivenStory, error) {
	var out []GivenStory
	err := tx.rows(`SELECT c.id, c.code, k.name, c.town, c.first_day, c.last_day, c.status
		FROM cohort c JOIN course k ON k.id = c.course_id
		WHERE c.id IN (SELECT cohort_id FROM cohort_trainer WHERE person_id = $1) ORDER BY c.first_day DESC, c.id DESC`, []any{person}, func(scan func(...any) error) error {
		var s GivenStory
		err := scan(&s.CohortID, &s.Code, &s.Course, &s.Town, &s.FirstDay, &s.LastDay, &s.Status)
		out = append(out, s)
		return err
	})
	return out, err
}

// OrderStory is an order, with its first line.
type OrderStory struct {
	ID          int64
	Number      string
	Day         Day
	State       string
	Quantity    int64
	Description string // of the first line
	Lines       int
}

// OrderStories gives what somebody ordered, the newest first.
func (tx *Tx) OrderStories(person int64) ([]OrderStory, error) {
	var out []OrderStory
	err := tx.rows(`SELECT o.id, o.number, o.day, o.state,
			coalesce((SELECT l.quantity FROM order_line l WHERE l.order_id = o.id ORDER BY l.position, l.id LIMIT 1), 0),
			coalesce((SELECT l.description FROM order_line l WHERE l.order_id = o.id ORDER BY l.position, l.id LIMIT 1), ''),
			(SELECT count(*) FROM order_line l WHERE l.order_id = o.id)
		FROM sales_order o WHERE o.person_id = $1 ORDER BY o.day DESC, o.id DESC`, []any{person}, func(scan func(...any) error) error {
		var s OrderStory
		err := scan(&s.ID, &s.Number, &s.Day, &s.State, &s.Quantity, &s.Description, &s.Lines)
		out = append(out, s)
		return err
	})
	return out, err
}

// InvoiceStory is an invoice or credit note.
type InvoiceStory struct {
	ID          int64
	Number      string // empty for a draft
	Kind        string
	State       string
	Day         Day
	DueDay      Day
	TotalCents  Cents
	PaidCents   Cents
	SetOffCents Cents // the part of PaidCents that was set off
	// CreditedCents is what final credit notes took off it; a credit note that is set off counts as paid besides.
	CreditedCents Cents
	CreatedAt     time.Time
}

// InvoiceStories gives somebody's invoices, the newest first.
func (tx *Tx) InvoiceStories(person int64) ([]InvoiceStory, error) {
	var out []InvoiceStory
	err := tx.rows(`SELECT i.id, i.number, i.kind, i.state, i.day, i.due_day, i.total_cents, i.paid_cents, i.set_off_cents,
			(SELECT CAST(coalesce(-sum(c.total_cents), 0) AS BIGINT) FROM invoice c WHERE c.credit_of = i.id AND c.state = 'final'), i.created_at
		FROM invoice i WHERE i.person_id = $1 ORDER BY i.created_at DESC, i.id DESC`, []any{person}, func(scan func(...any) error) error {
		var s InvoiceStory
		err := scan(&s.ID, &s.Number, &s.Kind, &s.State, &s.Day, &s.DueDay, &s.TotalCents, &s.PaidCents, &s.SetOffCents, &s.CreditedCents, moment{&s.CreatedAt})
		out = append(out, s)
		return err
	})
	return out, err
}

// MailStory is a mail without its text. Mails that belong to a complaint are not
// among these: they live with the complaints.
type MailStory struct {
	ID       int64
	SHA256   string
	Received time.Time
	Subject  string
	Intent   string
	State    string
	Outcome  string
}

// MailStories gives the mails from somebody, or that were put to their name, the newest first.
func (tx *Tx) MailStories(p Person, limit int) ([]MailStory, error) {
	var out []MailStory
	err := tx.rows(`SELECT id, sha256, received, subject, intent, state, outcome FROM message
		WHERE person_id = $1 OR (person_id IS NULL AND from_email <> '' AND from_email IN ($2, $3))
		ORDER BY received DESC, id DESC LIMIT $4`, []any{p.ID, p.Email, p.WorkEmail, limit}, func(scan func(...any) error) error {
		var s MailStory
		err := scan(&s.ID, &s.SHA256, moment{&s.Received}, &s.Subject, &s.Intent, &s.State, &s.Outcome)
		out = append(out, s)
		return err
	})
	return out, err
}

// SentStory is a paper or mail that was made for somebody in a run.
type SentStory struct {
	RunID      int64
	Kind       string // of the run
	Title      string
	Medium     string // paper, mail
	State      string // made; waiting, placing, placed, failed (mails)
	DocumentID int64  // of the run's document, or of the mail as it was placed; 0: none
	At         time.Time
}

// SentTo gives what was made for somebody in runs, the newest first; what somebody was left out of is not among these.
func (tx *Tx) SentTo(person int64) ([]SentStory, error) {
	var out []SentStory
	err := tx.rows(`SELECT r.id, r.kind, r.title, r.medium, i.state, coalesce(i.document_id, r.document_id, 0), i.at, i.created_at
		FROM print_run_item i JOIN print_run r ON r.id = i.print_run_id
		WHERE i.person_id = $1 AND i.state <> 'left_out' ORDER BY i.id DESC`, []any{person}, func(scan func(...any) error) error {
		var s SentStory
		var made time.Time
		err := scan(&s.RunID, &s.Kind, &s.Title, &s.Medium, &s.State, &s.DocumentID, moment{&s.At}, moment{&made})
		if s.At.IsZero() {
			s.At = made
		}
		out = append(out, s)
		return err
	})
	return out, err
}

// PaymentStory is a payment or set-off on one of somebody's invoices.
type PaymentStory struct {
	InvoiceID   int64
	Number      string
	Day         Day
	AmountCents Cents // negative: it went back
	Source      string
	SetOff      bool // no money moved: it was set off against another paper
}

// PaymentStories gives what was paid on somebody's invoices, the newest first.
func (tx *Tx) PaymentStories(person int64) ([]PaymentStory, error) {
	var out []PaymentStory
	err := tx.rows(`SELECT i.id, i.number, p.day, p.amount_cents, p.source, p.set_off FROM payment p JOIN invoice i ON i.id = p.invoice_id
		WHERE i.person_id = $1 AND i.kind = 'invoice' ORDER BY p.day DESC, p.id DESC`, []any{person}, func(scan func(...any) error) error {
		var s PaymentStory
		err := scan(&s.InvoiceID, &s.Number, &s.Day, &s.AmountCents, &s.Source, &s.SetOff)
		out = append(out, s)
		return err
	})
	return out, err
}

// ComplaintDaysAbout gives the days on which complaints about somebody came in, the newest first, and nothing of what is
// in them.
func (tx *Tx) ComplaintDaysAbout(person int64) ([]Day, error) {
	var out []Day
	err := tx.rows("SELECT received FROM complaint WHERE about_person_id = $1 ORDER BY received DESC, id DESC", []any{person}, func(scan func(...any) error) error {
		var d Day
		err := scan(&d)
		out = append(out, d)
		return err
	})
	return out, err
}
