package training

import (
	"context"
	"slices"
	"time"

	"kiesvoorhetkind.nl/kantoor/app/document"
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
func (t *Training) RunPDF(ctx context.Context, run int64) (data.Document, error) {
	var doc data.Document
	err := t.store.Read(ctx, func(tx *data.Tx) error {
		r, err := tx.PrintRun(run)
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
	if copies < 1 {
		copies = 1
	}
	var doc data.Document
	err = t.store.Read(ctx, func(tx *data.Tx) error {
		doc, err = tx.Document(documentID)
		return data.Explain("Dit document is er niet. Er is niets afgedrukt.", err)
	})
	if err != nil {
		return "", err
	}
	if printer == "" {
		// Asked here, so that the log names the printer that it went to.
		queues, standard, err := t.Printer.List(ctx)
		if err != nil {
			return "", data.Explain(sentence(err), err)
		}
		printer = standard
		if printer == "" && len(queues) == 1 {
			printer = queues[0].Name
		}
	}
	job, err = t.Printer.Print(ctx, doc.Bytes, document.Job{Queue: printer, Title: doc.Name, Copies: copies})
	if err != nil {
		return "", data.Explain(sentence(err), err)
	}
	_, err = t.do(ctx, "Afgedrukt", func(tx *data.Tx) error {
		return tx.AddPrintJob(&data.PrintJob{DocumentID: doc.ID, Printer: printer, Copies: copies, Job: job})
	})
	if err != nil {
		return job, data.Explain("Het afdrukken is begonnen, maar dat kon niet worden vastgelegd.", err)
	}
	return job, nil
}

// sentence makes a sentence of a printer's error.
func sentence(err error) string {
	if text, ok := data.UserText(err); ok {
		return text
	}
	r := []rune(err.Error())
	if len(r) == 0 {
		return words.T("Het afdrukken is niet gelukt.")
	}
	if r[0] >= 'a' && r[0] <= 'z' {
		r[0] -= 'a' - 'A'
	}
	if last := r[len(r)-1]; last != '.' && last != '?' && last != '!' {
		r = append(r, '.')
	}
	return string(r)
}

// Printed is one line of the log of what was printed.
type Printed struct {
	At       time.Time
	Who      string
	Document string // name of the file
	Printer  string
	Copies   int
	Job      string
}

// Text is the line as a sentence: "certificaten 2026-UTR-1.pdf, 2 exemplaren op Kantoor-2".
func (p Printed) Text() string {
	text := p.Document
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
			out = append(out, Printed{At: j.CreatedAt, Who: j.CreatedBy, Document: names[j.DocumentID], Printer: j.Printer, Copies: j.Copies, Job: j.Job})
		}
		return nil
	})
	return out, err
}

// Printers gives the printers of this computer and the standard one, "" when there is none.
func (t *Training) Printers(ctx context.Context) (names []string, standard string, err error) {
	queues, standard, err := t.Printer.List(ctx)
	if err != nil {
		return nil, "", data.Explain(sentence(err), err)
	}
	for _, q := range queues {
		names = append(names, q.Name)
	}
	slices.Sort(names)
	return names, standard, nil
}
