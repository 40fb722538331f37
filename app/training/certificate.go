package training

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"kiesvoorhetkind.nl/kantoor/app/document"
	"kiesvoorhetkind.nl/kantoor/app/dutch"
	"kiesvoorhetkind.nl/kantoor/app/run"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Run is what a print run made.
type Run struct {
	ID         int64
	DocumentID int64 // of PDF
	PDF        []byte
	Issued     []Issued // a page each, in their order
	LeftOut    []LeftOut
	Warnings   []string // who got one without having been there on every day, and why
}

// Issued is one certificate that was made.
type Issued struct {
	CertificateID int64
	EnrolmentID   int64
	PersonID      int64
	DocumentID    int64
	Number        string
	Name          string // of the holder
	File          string // name of the PDF file
	SHA256        string
	PDF           []byte
}

// ErrNothingToIssue: nobody of the cohort gets a certificate now.
var ErrNothingToIssue = errors.New("no certificate to issue")

// issuedValues is what stands on a certificate, kept beside its bytes.
type issuedValues struct {
	Number       string   `json:"number"`
	Name         string   `json:"name"`
	Organisation string   `json:"organisation,omitempty"`
	Course       string   `json:"course"`
	AgeGroup     string   `json:"age_group,omitempty"`
	Outcome      string   `json:"outcome"`
	Days         []string `json:"days"`
	Venue        string   `json:"venue,omitempty"`
	Town         string   `json:"town,omitempty"`
	Trainers     []string `json:"trainers"`
	Issued       string   `json:"issued"`
	Code         string   `json:"code"`
	Layout       string   `json:"layout"`
	Office       string   `json:"office"`
}

// Issue makes the certificates of everybody who completed the course and has none
// yet: numbered in the order of the list from one series a year, each kept as its
// own PDF and all together as one to print. Who gets one has completed the course,
// so the role and the membership follow. A record that cannot be printed is left
// out with the reason and takes no number. When nobody is left it answers
// ErrNothingToIssue, with LeftOut filled in, and nothing was made.
func (t *Training) Issue(ctx context.Context, cohort int64) (Run, error) {
	var run Run
	_, err := t.do(ctx, "Certificaten uitgegeven", func(tx *data.Tx) error {
		run = Run{}
		g, err := readGroup(tx, cohort)
		if err != nil {
			return err
		}
		plan := g.plan()
		run.LeftOut = plan.LeftOut
		if plan.Problem != "" {
			return data.Explain("Er zijn geen certificaten gemaakt. %s", ErrNothingToIssue, plan.Problem)
		}
		if len(plan.Ready) == 0 {
			return data.Explain("Er zijn geen certificaten om te maken: niemand is zover, of iedereen heeft het al.", ErrNothingToIssue)
		}
		look, err := t.look(tx, g)
		if err != nil {
			return err
		}
		if g.sign, err = signer(tx); err != nil {
			return err
		}
		return g.issue(tx, plan.Ready, look, &run)
	})
	if err != nil {
		return Run{LeftOut: run.LeftOut}, err
	}
	return run, nil
}

// CertificateSeries names the series of numbers of a year.
func CertificateSeries(year string) string { return "certificate-" + year }

// CertificateNumber writes a number of the series: "KC-2026-0001".
func CertificateNumber(year string, n int64) string { return fmt.Sprintf("KC-%s-%04d", year, n) }

func (g *group) issue(tx *data.Tx, ready []Candidate, look document.Look, run *Run) error {
	year := string(tx.Today())[:4]
	series := CertificateSeries(year)
	first, err := tx.NextNumber(series)
	if err != nil {
		return err
	}
	number := func(i int) string { return CertificateNumber(year, first+int64(i)) }
	pages, batch, err := g.batch(ready, look, number, string(tx.Today()), run)
	if err != nil {
		return err
	}
	if err := tx.RaiseNumber(series, first+int64(len(pages))-1); err != nil {
		return err
	}
	certificates := make([]int64, len(pages))
	for i, p := range pages {
		made, err := g.keep(tx, p, batch.Page(i), look, batch.Design().String())
		if err != nil {
			return err
		}
		run.Issued = append(run.Issued, made)
		if w := missedDays(p.member); w != "" {
			run.Warnings = append(run.Warnings, w)
		}
		certificates[i] = made.CertificateID
	}
	return g.keepRun(tx, batch, certificates, run)
}

// missedDays says of somebody who was not there on every day which days and why it was enough.
func missedDays(m member) string {
	j := m.judgement
	var parts []string
	if len(j.Missed) > 0 {
		parts = append(parts, words.T("%s gemist", dayNumbers(j.Missed)))
	}
	if len(j.Partly) > 0 {
		parts = append(parts, words.T("%s een deel aanwezig", dayNumbers(j.Partly)))
	}
	if len(parts) == 0 {
		return ""
	}
	text := m.person.Name() + ": " + dutch.DeskAnd(parts)
	if j.Reason != "" {
		text += " (" + j.Reason + ")"
	}
	return text + "."
}

// page is one certificate of a run.
type page struct {
	member   member
	values   document.Certificate
	achieved string // the day, as the register has it
	replaces int64  // the certificate in the place of which it is made
}

// batch lays out the certificates. Those that cannot be printed as they should be
// are put in run.LeftOut and the rest is made once more, so that the numbers have
// no gaps: a sign that the font lacks is a wrong name, and what is issued is final.
func (g *group) batch(ready []Candidate, look document.Look, number func(i int) string, today string, run *Run) ([]page, *document.Batch, error) {
	for len(ready) > 0 {
		pages := make([]page, len(ready))
		values := make([]document.Certificate, len(ready))
		for i, c := range ready {
			m, _ := g.member(c.EnrolmentID)
			pages[i] = page{member: m, values: g.values(m, number(i), today), achieved: string(g.completedOn(data.Day(today)))}
			if err := pages[i].signed(g.sign); err != nil {
				return nil, nil, err
			}
			values[i] = pages[i].values
		}
		batch, err := document.Certificates(values, look)
		if err != nil {
			// Either every record was refused or the look is not usable; the sentence says which.
			return nil, nil, data.Explain("Er zijn geen certificaten gemaakt. %s", errors.Join(ErrNothingToIssue, err), sentence(err))
		}
		if len(batch.Problems) == 0 {
			return pages, batch, nil
		}
		left := map[int]bool{}
		for _, p := range batch.Problems {
			if left[p.Index] {
				continue
			}
			left[p.Index] = true
			run.LeftOut = append(run.LeftOut, LeftOut{
				EnrolmentID: ready[p.Index].EnrolmentID, Name: pages[p.Index].member.person.Name(), Reason: unprintable(p.Text),
			})
		}
		var rest []Candidate
		for i, c := range ready {
			if !left[i] {
				rest = append(rest, c)
			}
		}
		ready = rest
	}
	return nil, nil, data.Explain("Er zijn geen certificaten gemaakt: geen van de certificaten kan goed gedrukt worden. Kijk de namen na.", ErrNothingToIssue)
}

// unprintable makes a reason, to be read after a name, of what document says of a record.
func unprintable(text string) string {
	if _, why, found := strings.Cut(text, ": "); found {
		text = why
	}
	text, _, _ = strings.Cut(text, ";")
	r, size := utf8.DecodeRuneInString(text)
	return words.T("kan niet goed gedrukt worden: %s%s", string(unicode.ToLower(r)), strings.TrimSuffix(text[size:], "."))
}

// values is what stands on somebody's certificate.
func (g *group) values(m member, number, today string) document.Certificate {
	c := document.Certificate{
		Number: number, Name: holder(m), Course: g.course.CertificateText, AgeGroup: g.course.AgeGroup,
		Outcome: document.Attended, Venue: g.cohort.Venue, Town: g.cohort.Town, Issued: today,
	}
	if c.Course == "" {
		c.Course = g.course.Name
	}
	if m.judgement.Result == Passed && g.course.Certificate == Passed {
		c.Outcome = document.Passed
	}
	for _, d := range g.days {
		c.Days = append(c.Days, string(d.Day))
	}
	for _, t := range g.trainers {
		c.Trainers = append(c.Trainers, document.Trainer{Name: t.Name, Signature: g.signatures[t.ID]})
	}
	return c
}

// keep makes one certificate final: its bytes, its values, the record, and what
// follows for the holder.
func (g *group) keep(tx *data.Tx, p page, pdf []byte, look document.Look, design string) (Issued, error) {
	v := p.values
	made := Issued{EnrolmentID: p.member.enrolment.ID, PersonID: p.member.enrolment.PersonID, Number: v.Number, Name: v.Name, File: v.Number + ".pdf", PDF: pdf}
	doc := data.Document{Kind: "certificate", Name: made.File, MediaType: "application/pdf", Bytes: pdf}
	if err := tx.AddDocument(&doc); err != nil {
		return made, err
	}
	made.DocumentID, made.SHA256 = doc.ID, doc.SHA256
	kept := issuedValues{
		Number: v.Number, Name: v.Name, Organisation: v.Organisation, Course: v.Course, AgeGroup: v.AgeGroup, Outcome: string(v.Outcome),
		Days: v.Days, Venue: v.Venue, Town: v.Town, Issued: v.Issued, Code: v.Code, Layout: design, Office: look.Office.Name,
	}
	for _, t := range v.Trainers {
		kept.Trainers = append(kept.Trainers, t.Name)
	}
	text, err := json.Marshal(kept)
	if err != nil {
		return made, fmt.Errorf("certificate values: %w", err)
	}
	kind := Attended
	if v.Outcome == document.Passed {
		kind = Passed
	}
	c := data.Certificate{
		PersonID: made.PersonID, EnrolmentID: made.EnrolmentID, Number: v.Number, Kind: kind, Status: "valid", Holder: v.Name, Course: v.Course,
		AgeGroup: v.AgeGroup, Achieved: p.achieved, Place: v.Town, Trainers: strings.Join(kept.Trainers, "\n"),
		IssuedOn: tx.Today(), IssuedValues: string(text), DocumentID: doc.ID, Design: design, Code: v.Code, ReplacesID: p.replaces,
	}
	if err := tx.SaveCertificate(&c); err != nil {
		return made, err
	}
	made.CertificateID = c.ID
	if err := g.complete(tx, p.member); err != nil {
		return made, err
	}
	// Saved again so that the number is found by searching.
	person, err := tx.Person(made.PersonID)
	if err != nil {
		return made, err
	}
	return made, tx.SavePerson(&person)
}

// keepRun keeps the whole PDF, which certificate is on which page, and who was left out.
func (g *group) keepRun(tx *data.Tx, batch *document.Batch, certificates []int64, made *Run) error {
	made.PDF = batch.PDF()
	o := run.Order{
		Kind: run.Certificates, About: aboutCohort(g.cohort.ID), CohortID: g.cohort.ID, File: "certificaten " + g.cohort.Code + ".pdf",
		Title: number(len(certificates), "certificaat", "certificaten") + " " + g.cohort.Code,
	}
	for _, l := range made.LeftOut {
		o.LeftOut = append(o.LeftOut, l.kept(g))
	}
	issued := make([]run.Issued, len(made.Issued))
	for i, one := range made.Issued {
		issued[i] = run.Issued{
			Recipient: run.Recipient{PersonID: one.PersonID, Name: one.Name, Ref: one.EnrolmentID}, CertificateID: one.CertificateID,
			Pages: run.Span{First: i + 1, Last: i + 1},
		}
	}
	var err error
	made.ID, made.DocumentID, err = run.Keep(tx, o, made.PDF, batch.Pages(), issued)
	return err
}
