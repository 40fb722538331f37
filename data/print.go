package data

// PrintRun is a document of several pages that was made to be printed.
type PrintRun struct {
	Meta
	Title      string
	CohortID   int64 // 0: none
	DocumentID int64 // the whole document
	Pages      int
	LeftOut    string // JSON: who is not in it and why
}

var printRuns = table[PrintRun]{
	name: "print_run", columns: "title cohort_id document_id pages left_out",
	meta: func(r *PrintRun) *Meta { return &r.Meta },
	fields: func(r *PrintRun) []any {
		return []any{&r.Title, ref{&r.CohortID}, ref{&r.DocumentID}, &r.Pages, &r.LeftOut}
	},
}

// AddPrintRun keeps a run and which certificate is on each of its pages, the first page first.
func (tx *Tx) AddPrintRun(r *PrintRun, certificates []int64) error {
	if err := printRuns.insert(tx, r); err != nil {
		return err
	}
	for i, c := range certificates {
		if err := printRunPages.insert(tx, &PrintRunPage{PrintRunID: r.ID, Page: i + 1, CertificateID: c}); err != nil {
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

// PrintRunPage says which certificate is on a page of a run.
type PrintRunPage struct {
	Meta
	PrintRunID    int64
	Page          int // from 1
	CertificateID int64
}

var printRunPages = table[PrintRunPage]{
	name: "print_run_page", columns: "print_run_id page certificate_id",
	meta:   func(p *PrintRunPage) *Meta { return &p.Meta },
	fields: func(p *PrintRunPage) []any { return []any{&p.PrintRunID, &p.Page, &p.CertificateID} },
}

// PrintJob is one time that a document went to a printer; who and when are in its Meta.
type PrintJob struct {
	Meta
	DocumentID int64
	Printer    string
	Copies     int
	Job        string // what the printing system called it
}

var printJobs = table[PrintJob]{
	name: "print_job", columns: "document_id printer copies job",
	meta:   func(j *PrintJob) *Meta { return &j.Meta },
	fields: func(j *PrintJob) []any { return []any{&j.DocumentID, &j.Printer, &j.Copies, &j.Job} },
}

// AddPrintJob keeps that a document went to a printer.
func (tx *Tx) AddPrintJob(j *PrintJob) error { return printJobs.insert(tx, j) }

// PrintJobsOfCertificate gives when a certificate was printed, on its own or in
// a run, newest first.
func (tx *Tx) PrintJobsOfCertificate(certificate int64) ([]PrintJob, error) {
	return printJobs.all(tx, `WHERE t.document_id IN (SELECT document_id FROM certificate WHERE id = $1)
		OR t.document_id IN (SELECT r.document_id FROM print_run r JOIN print_run_page p ON p.print_run_id = r.id WHERE p.certificate_id = $1)
		ORDER BY t.id DESC`, certificate)
}

// PrintJobsOfCohort gives when certificates of a cohort were printed, newest first.
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
