package data

import "time"

// PrintRun is paper or mail that was made for many people at once.
type PrintRun struct {
	Meta
	Kind       string // certificate, invitation, badge, ...: what everybody in it got
	Medium     string // paper, mail
	About      string // for what: who had this kind about the same had it already
	Title      string
	CohortID   int64 // 0: none
	DocumentID int64 // the whole document as it was made; 0 for mails
	Pages      int
	Again      bool // somebody chose to make it for who had it already, too
}

var printRuns = table[PrintRun]{
	name: "print_run", columns: "kind medium about title cohort_id document_id pages again",
	meta: func(r *PrintRun) *Meta { return &r.Meta },
	fields: func(r *PrintRun) []any {
		return []any{&r.Kind, &r.Medium, &r.About, &r.Title, ref{&r.CohortID}, ref{&r.DocumentID}, &r.Pages, &r.Again}
	},
}

// AddPrintRun keeps a run and whom it is for, in their order; it gives both their numbers.
func (tx *Tx) AddPrintRun(r *PrintRun, items []PrintRunItem) error {
	if err := printRuns.insert(tx, r); err != nil {
		return err
	}
	for i := range items {
		items[i].PrintRunID, items[i].Position = r.ID, i+1
		if err := printRunItems.insert(tx, &items[i]); err != nil {
			return err
		}
	}
	return nil
}

// PrintRun reads one; ErrNotFound when there is none.
func (tx *Tx) PrintRun(id int64) (PrintRun, error) { return printRuns.get(tx, id) }

// PrintRunsOf gives the runs of a cohort, newest first.
func (tx *Tx) PrintRunsOf(cohort int64) ([]PrintRun, error) {
	return printRuns.all(tx, "WHERE t.cohort_id = $1 ORDER BY t.id DESC", cohort)
}

// PrintRunsAbout gives the runs of a kind about one thing, newest first; of
// any kind when it is empty.
func (tx *Tx) PrintRunsAbout(kind, about string) ([]PrintRun, error) {
	return printRuns.all(tx, "WHERE t.about = $1 AND ($2 = '' OR t.kind = $2) ORDER BY t.id DESC", about, kind)
}

// PrintRuns gives the runs of a kind, newest first.
func (tx *Tx) PrintRuns(kind string, limit int) ([]PrintRun, error) {
	return printRuns.all(tx, "WHERE t.kind = $1 ORDER BY t.id DESC LIMIT $2", kind, limit)
}

// PrintRunsUnplaced gives the runs of mails of which some are not in the mailbox, or may not be, oldest first.
func (tx *Tx) PrintRunsUnplaced() ([]PrintRun, error) {
	return printRuns.all(tx, `WHERE t.medium = 'mail' AND EXISTS (SELECT 1 FROM print_run_item i
		WHERE i.print_run_id = t.id AND i.state IN ('waiting', 'failed')) ORDER BY t.id`)
}

// PrintRunItem is one for whom a run was: what became of it for her.
type PrintRunItem struct {
	Meta
	PrintRunID    int64
	Position      int   // from 1
	PersonID      int64 // 0: not in the register
	CertificateID int64 // 0: none
	AddressKey    string
	Name          string // as it was
	State         string // made; waiting, placing, placed, failed (mails); left_out
	Reason        string // code of why it was left out or failed
	ReasonText    string // the same in Dutch
	FirstPage     int    // 0: none
	LastPage      int
	Mail          string // JSON of the mail that waits
	DocumentID    int64  // of the mail as it was placed
	At            time.Time
}

var printRunItems = table[PrintRunItem]{
	name:    "print_run_item",
	columns: "print_run_id position person_id certificate_id address_key name state reason reason_text first_page last_page mail document_id at",
	meta:    func(i *PrintRunItem) *Meta { return &i.Meta },
	fields: func(i *PrintRunItem) []any {
		return []any{
			&i.PrintRunID, &i.Position,
			ref{&i.PersonID},
			ref{&i.CertificateID},
			&i.AddressKey, &i.Name, &i.State, &i.Reason, &i.ReasonText,
			&i.FirstPage, &i.LastPage, &i.Mail,
			ref{&i.DocumentID},
			moment{&i.At},
		}
	},
}

// PrintRunItems gives whom runs were for, in their order.
func (tx *Tx) PrintRunItems(runs ...int64) ([]PrintRunItem, error) {
	if len(runs) == 0 {
		return nil, nil
	}
	return printRunItems.all(tx, "WHERE t.print_run_id IN ("+placeholders(1, len(runs))+") ORDER BY t.print_run_id, t.position", anys(runs)...)
}

// PrintRunItem reads one; ErrNotFound when there is none.
func (tx *Tx) PrintRunItem(id int64) (PrintRunItem, error) { return printRunItems.get(tx, id) }

// SavePrintRunItem changes what became of one.
func (tx *Tx) SavePrintRunItem(i *PrintRunItem) error { return printRunItems.save(tx, i) }

// hadItem is the condition on an item t that somebody has, or may have, what was made.
const hadItem = "(t.state IN ('made', 'waiting', 'placing', 'placed') OR t.state = 'failed' AND t.reason = 'unsure')"

// HadOf gives who was in a run of a kind about one thing and was not left out,
// the oldest first. What failed does not count; what may have been placed does, also
// where nobody knows whether it was.
func (tx *Tx) HadOf(kind, about string) ([]PrintRunItem, error) {
	return printRunItems.all(tx, "WHERE "+hadItem+" AND t.print_run_id IN (SELECT id FROM print_run WHERE kind = $1 AND about = $2) ORDER BY t.id", kind, about)
}

// PrintRunItemsOf gives what was made for somebody in runs, newest first.
func (tx *Tx) PrintRunItemsOf(person int64) ([]PrintRunItem, error) {
	return printRunItems.all(tx, "WHERE t.person_id = $1 ORDER BY t.id DESC", person)
}

// PrintJob is one time that a document went to a printer; who and when are in its Meta.
type PrintJob struct {
	Meta
	DocumentID int64
	Printer    string
	Copies     int
	FirstPage  int // 0: all pages
	LastPage   int
	Job        string // what the printing system called it
}

var printJobs = table[PrintJob]{
	name: "print_job", columns: "document_id printer copies first_page last_page job",
	meta: func(j *PrintJob) *Meta { return &j.Meta },
	fields: func(j *PrintJob) []any {
		return []any{&j.DocumentID, &j.Printer, &j.Copies, &j.FirstPage, &j.LastPage, &j.Job}
	},
}

// AddPrintJob keeps that a document went to a printer.
func (tx *Tx) AddPrintJob(j *PrintJob) error { return printJobs.insert(tx, j) }

// PrintJobsOfDocument gives when a document was printed, newest first.
func (tx *Tx) PrintJobsOfDocument(document int64) ([]PrintJob, error) {
	return printJobs.all(tx, "WHERE t.document_id = $1 ORDER BY t.id DESC", document)
}

// PrintJobsOfCertificate gives when a certificate was printed, on its own or in
// a run, newest first. Of a run of which a part was printed, only when its page was in it.
func (tx *Tx) PrintJobsOfCertificate(certificate int64) ([]PrintJob, error) {
	return printJobs.all(tx, `WHERE t.document_id IN (SELECT document_id FROM certificate WHERE id = $1)
		OR EXISTS (SELECT 1 FROM print_run r JOIN print_run_item p ON p.print_run_id = r.id WHERE p.certificate_id = $1
			AND r.document_id = t.document_id AND (t.first_page = 0 OR p.first_page BETWEEN t.first_page AND t.last_page))
		ORDER BY t.id DESC`, certificate)
}

// PrintJobsOfCohort gives when papers of a cohort were printed, newest first.
func (tx *Tx) PrintJobsOfCohort(cohort int64) ([]PrintJob, error) {
	return printJobs.all(tx, `WHERE t.document_id IN (SELECT document_id FROM print_run WHERE cohort_id = $1)
		OR t.document_id IN (SELECT c.document_id FROM certificate c JOIN enrolment e ON e.id = c.enrolment_id WHERE e.cohort_id = $1)
		ORDER BY t.id DESC`, cohort)
}

// DocumentName gives the file name of a kept document without reading its bytes.
func (tx *Tx) DocumentName(id int64) (string, error) {
	var name string
	err := tx.row("SELECT name FROM document WHERE id = $1", []any{id}, &name)
	return name, err
}
