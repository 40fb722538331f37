package training

import (
	"context"
	"time"

	"kiesvoorhetkind.nl/kantoor/app/run"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Reprint gives a certificate as it was issued, byte for byte.
func (t *Training) Reprint(ctx context.Context, certificate int64) (data.Document, error) {
	var doc data.Document
	err := t.store.Read(ctx, func(tx *data.Tx) error {
		c, err := tx.Certificate(certificate)
		if err != nil {
			return data.Explain("Dit certificaat is er niet.", err)
		}
		if c.DocumentID == 0 {
			return data.Refuse("Dit is een certificaat van voor dit programma; er is geen PDF van.")
		}
		doc, err = tx.Document(c.DocumentID)
		return err
	})
	return doc, err
}

// RunPDF gives the whole PDF of a print run as it was made.
func (t *Training) RunPDF(ctx context.Context, id int64) (data.Document, error) {
	var doc data.Document
	err := t.store.Read(ctx, func(tx *data.Tx) error {
		r, err := tx.PrintRun(id)
		if err != nil {
			return data.Explain("Deze printopdracht is er niet.", err)
		}
		doc, err = tx.Document(r.DocumentID)
		return err
	})
	return doc, err
}

// Print hands a kept document to a printer (empty: the standard one) and keeps
// who printed what, when and how often. When the printer took it but that cannot
// be kept, the error says that it was printed.
func (t *Training) Print(ctx context.Context, documentID int64, printer string, copies int) (job string, err error) {
	return t.Runs().PrintDocument(ctx, documentID, run.To{Printer: printer, Copies: copies})
}

// Runs are the runs of paper and mail, printed on the same printer.
func (t *Training) Runs() *run.Runs {
	r := run.New(t.store)
	r.Who, r.Printer = t.Who, t.Printer
	return r
}

// sentence makes a sentence of an error of a paper.
func sentence(err error) string { return run.Sentence(err) }

// Printed is one line of the log of what was printed.
type Printed struct {
	At       time.Time
	Who      string
	Document string // name of the file
	Printer  string
	Copies   int
	Pages    run.Span // zero: all
	Job      string
}

// Text is the line as a sentence: "certificaten 2026-UTR-1.pdf, 2 exemplaren op Kantoor-2".
func (p Printed) Text() string {
	text := p.Document
	switch {
	case p.Pages.First == 0:
	case p.Pages.First == p.Pages.Last:
		text += words.T(", pagina %d", p.Pages.First)
	default:
		text += words.T(", pagina %d tot en met %d", p.Pages.First, p.Pages.Last)
	}
	if p.Copies > 1 {
		text += words.T(", %d exemplaren", p.Copies)
	}
	if p.Printer != "" {
		text += words.T(" op %s", p.Printer)
	}
	return text
}

// Log gives what was printed of a cohort's certificates, newest first.
func (t *Training) Log(ctx context.Context, cohort int64) ([]Printed, error) {
	return t.printed(ctx, func(tx *data.Tx) ([]data.PrintJob, error) { return tx.PrintJobsOfCohort(cohort) })
}

// CertificateLog gives when one certificate was printed, alone or with its cohort, newest first.
func (t *Training) CertificateLog(ctx context.Context, certificate int64) ([]Printed, error) {
	return t.printed(ctx, func(tx *data.Tx) ([]data.PrintJob, error) { return tx.PrintJobsOfCertificate(certificate) })
}

func (t *Training) printed(ctx context.Context, read func(*data.Tx) ([]data.PrintJob, error)) ([]Printed, error) {
	var out []Printed
	err := t.store.Read(ctx, func(tx *data.Tx) error {
		out = nil
		jobs, err := read(tx)
		if err != nil {
			return err
		}
		names := map[int64]string{}
		for _, j := range jobs {
			if _, known := names[j.DocumentID]; !known {
				if names[j.DocumentID], err = tx.DocumentName(j.DocumentID); err != nil {
					return err
				}
			}
			out = append(out, Printed{At: j.CreatedAt, Who: j.CreatedBy, Document: names[j.DocumentID], Printer: j.Printer, Copies: j.Copies, Pages: run.Span{First: j.FirstPage, Last: j.LastPage}, Job: j.Job})
		}
		return nil
	})
	return out, err
}

// Printers gives the printers of this computer and the standard one, "" when there is none.
func (t *Training) Printers(ctx context.Context) (names []string, standard string, err error) {
	return t.Runs().Printers(ctx)
}
