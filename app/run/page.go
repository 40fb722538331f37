package run

import (
	"context"
	"slices"
	"time"

	"kiesvoorhetkind.nl/kantoor/app/dutch"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// The states of one in a run.
const (
	StateMade    = "made"     // there is a page
	StateWaiting = "waiting"  // the mail is written and not placed yet
	StatePlacing = "placing"  // it is being placed, or was when the program stopped
	StatePlaced  = "placed"   // it lies in the mailbox's Drafts folder
	StateFailed  = "failed"   // it could not be placed
	StateLeftOut = "left_out" // it was not made for her
)

// kindNames name the kinds as a heading does.
var kindNames = map[Kind]string{
	Certificates: words.Later("Certificaten"), Invitations: words.Later("Uitnodigingen"), Badges: words.Later("Naambadges"),
	Attendance: words.Later("Presentielijst"), Addresses: words.Later("Adreslijst"), Reminders: words.Later("Herinneringen"),
}

// Name is the kind as a heading, in the language of the desk.
func (k Kind) Name() string { return words.T(kindNames[k]) }

// Line is a run in a list.
type Line struct {
	ID         int64
	Kind       Kind
	Medium     string
	Title      string
	CohortID   int64
	DocumentID int64 // 0 for mails
	Pages      int
	At         time.Time
	Who        string
	Made       int // for whom there is a page or mail
	Waiting    int // mails that can still be placed: waiting or failed
	Placed     int
	Unsure     int // mails of which it is not known
	LeftOut    int
	Jobs       []Job // newest first
	// Void are those in it whose certificate was replaced or revoked since.
	Void []Person
}

// Job is one time that a run was printed.
type Job struct {
	At      time.Time
	Who     string
	Printer string
	Copies  int
	Pages   Span // zero: all
	Job     string
}

// Text is the job as a sentence: "pagina 3 tot en met 5, 2 exemplaren op Kantoor-2".
func (j Job) Text(of int) string {
	text := j.Pages.said(of)
	if text == "" {
		text = words.T("alle pagina's")
	}
	if j.Copies > 1 {
		text += words.T(", %d exemplaren", j.Copies)
	}
	if j.Printer != "" {
		text += words.T(" op %s", j.Printer)
	}
	return text
}

// State says in a few words how far the run is, and whether something is left to do.
func (l Line) State() (text string, open bool) {
	switch {
	case l.Medium == Mail && l.Unsure > 0:
		return words.T("%d nakijken", l.Unsure), true
	case l.Medium == Mail && l.Waiting > 0:
		return words.T("%d van %d klaargezet", l.Placed, l.Made), true
	case l.Medium == Mail:
		return words.T("in Concepten"), false
	case len(l.Jobs) == 0:
		return words.T("niet afgedrukt"), true
	}
	return words.T("afgedrukt"), false
}

// Person is one in a run.
type Person struct {
	ID       int64 // of the item, for Again
	PersonID int64
	Name     string
	State    string
	Pages    Span
	At       time.Time
	Reason   string // why she was left out or it failed, in the language of the desk
	Code     string
	// Certificate is the number of what she got, and Status what became of it: valid, replaced or revoked.
	Certificate, Status string
}

// Run is all that is known of a run.
type Run struct {
	Line
	About   string
	Again   bool
	SHA256  string // of the document
	File    string
	People  []Person // for whom it was, in their order
	LeftOut []Person // who is not in it, and why
}

// OfCohort gives the runs of a cohort, newest first.
func (r *Runs) OfCohort(ctx context.Context, cohort int64) ([]Line, error) {
	return r.lines(ctx, func(tx *data.Tx) ([]data.PrintRun, error) { return tx.PrintRunsOf(cohort) })
}

// About gives the runs about one thing, newest first; kind may be empty for any.
func (r *Runs) About(ctx context.Context, kind Kind, about string) ([]Line, error) {
	return r.lines(ctx, func(tx *data.Tx) ([]data.PrintRun, error) { return tx.PrintRunsAbout(string(kind), about) })
}

// OfKind gives the last runs of a kind, newest first.
func (r *Runs) OfKind(ctx context.Context, kind Kind, limit int) ([]Line, error) {
	return r.lines(ctx, func(tx *data.Tx) ([]data.PrintRun, error) { return tx.PrintRuns(string(kind), limit) })
}

func (r *Runs) lines(ctx context.Context, which func(*data.Tx) ([]data.PrintRun, error)) ([]Line, error) {
	var out []Line
	err := r.store.Read(ctx, func(tx *data.Tx) error {
		runs, err := which(tx)
		if err == nil {
			out, err = linesOf(tx, runs)
		}
		return err
	})
	return out, err
}

// LinesOf gives the runs of a cohort in a transaction of the caller, newest first.
func LinesOf(tx *data.Tx, cohort int64) ([]Line, error) {
	runs, err := tx.PrintRunsOf(cohort)
	if err != nil {
		return nil, err
	}
	return linesOf(tx, runs)
}

// Unplaced gives the runs of mails that wait for the mailbox, or of which it is not known that they are there, oldest first.
func Unplaced(tx *data.Tx) ([]Line, error) {
	runs, err := tx.PrintRunsUnplaced()
	if err != nil {
		return nil, err
	}
	return linesOf(tx, runs)
}

func linesOf(tx *data.Tx, runs []data.PrintRun) ([]Line, error) {
	var ids []int64
	for _, r := range runs {
		ids = append(ids, r.ID)
	}
	items, err := tx.PrintRunItems(ids...)
	if err != nil {
		return nil, err
	}
	var out []Line
	for _, r := range runs {
		issued, err := issuedIn(tx, r)
		if err != nil {
			return nil, err
		}
		l := Line{
			ID: r.ID, Kind: Kind(r.Kind), Medium: r.Medium, Title: r.Title, CohortID: r.CohortID, DocumentID: r.DocumentID, Pages: r.Pages,
			At: r.CreatedAt, Who: r.CreatedBy,
		}
		for _, i := range items {
			if i.PrintRunID == r.ID {
				l.count(i)
				if c, ok := issued[i.CertificateID]; ok && i.State != StateLeftOut && c.Status != "valid" {
					l.Void = append(l.Void, personOf(i, c))
				}
			}
		}
		if r.DocumentID != 0 {
			jobs, err := tx.PrintJobsOfDocument(r.DocumentID)
			if len(issued) == 1 && r.Pages == 1 {
				// The only one in it is often printed from the page of its holder.
				for id := range issued {
					jobs, err = tx.PrintJobsOfCertificate(id)
				}
			}
			if err != nil {
				return nil, err
			}
			for _, j := range jobs {
				l.Jobs = append(l.Jobs, Job{At: j.CreatedAt, Who: j.CreatedBy, Printer: j.Printer, Copies: j.Copies, Pages: Span{j.FirstPage, j.LastPage}, Job: j.Job})
			}
		}
		out = append(out, l)
	}
	return out, nil
}

// issuedIn are the certificates of a run by their id, as they are now; nil where it is of other papers.
func issuedIn(tx *data.Tx, r data.PrintRun) (map[int64]data.Certificate, error) {
	if Kind(r.Kind) != Certificates {
		return nil, nil
	}
	list, err := tx.CertificatesOfRun(r.ID)
	out := make(map[int64]data.Certificate, len(list))
	for _, c := range list {
		out[c.ID] = c
	}
	return out, err
}

func (l *Line) count(i data.PrintRunItem) {
	switch i.State {
	case StateLeftOut:
		l.LeftOut++
		return
	case StateWaiting:
		l.Waiting++
	case StatePlacing:
		l.Unsure++
	case StateFailed:
		if i.Reason == Unsure {
			l.Unsure++
		} else {
			l.Waiting++
		}
	case StatePlaced:
		l.Placed++
	}
	l.Made++
}

// Run gives all that is known of one.
func (r *Runs) Run(ctx context.Context, id int64) (Run, error) {
	var out Run
	err := r.store.Read(ctx, func(tx *data.Tx) error {
		p, err := tx.PrintRun(id)
		if err != nil {
			return data.Explain("Deze uitdraai is er niet.", err)
		}
		lines, err := linesOf(tx, []data.PrintRun{p})
		if err != nil {
			return err
		}
		out = Run{Line: lines[0], About: p.About, Again: p.Again}
		if p.DocumentID != 0 {
			doc, err := tx.Document(p.DocumentID)
			if err != nil {
				return err
			}
			out.SHA256, out.File = doc.SHA256, doc.Name
		}
		issued, err := issuedIn(tx, p)
		if err != nil {
			return err
		}
		items, err := tx.PrintRunItems(id)
		for _, i := range items {
			one := personOf(i, issued[i.CertificateID])
			if i.State == StateLeftOut {
				out.LeftOut = append(out.LeftOut, one)
			} else {
				out.People = append(out.People, one)
			}
		}
		return err
	})
	return out, err
}

func personOf(i data.PrintRunItem, c data.Certificate) Person {
	p := Person{
		ID: i.ID, PersonID: i.PersonID, Name: i.Name, State: i.State, Pages: Span{i.FirstPage, i.LastPage}, At: i.At, Code: i.Reason,
		Certificate: c.Number, Status: c.Status,
	}
	if i.Reason != "" {
		l := LeftOut{Code: i.Reason, Text: i.ReasonText}
		if (i.Reason == Had || i.Reason == Waits) && !i.At.IsZero() {
			l.Day = data.DayOf(i.At)
		}
		p.Reason = l.Reason()
	}
	return p
}

// From gives the page from which to go on when everything up to and with a page
// came out well, and whose page that is.
func (r Run) From(page int) (names []string) {
	for _, p := range r.People {
		if p.Pages.First <= page && page <= p.Pages.Last {
			names = append(names, p.Name)
		}
	}
	return slices.Clip(names)
}

// WhenText says when a run was made, in the language of the desk.
func WhenText(at time.Time) string { return dutch.DeskDay(at.In(data.Amsterdam())) }
