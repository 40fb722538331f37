package training

import (
	"context"
	"fmt"
	"strings"
	"time"

	"kiesvoorhetkind.nl/kantoor/app/dutch"
	"kiesvoorhetkind.nl/kantoor/app/run"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Page is all that the screen of one cohort shows.
type Page struct {
	ID           int64
	Version      int64 // for SaveCohort
	Values       CohortValues
	Title        string // the course
	Code         string
	Status       Pill
	Moves        []Move // changes of status that can be made
	Place        string // "Eindhoven, Wijkgebouw De Schakelaar"
	DaysText     string // "9, 16 en 23 februari 2026"
	TrainersText string
	Days         []PageDay
	Participants []Participant // who take part, in the Dutch order of names
	Others       []Participant // requested, waiting and called off
	Counts       string        // "8 deelnemers · 7 geslaagd · 1 haalt in"
	Seats        int
	Proposal     Plan
	Notices      []string
	Runs         []RunLine  // certificates printed as one PDF, newest first
	Papers       []run.Line // all runs of paper and mail, newest first
}

// PageDay is a column of the attendance.
type PageDay struct {
	ID     int64
	Number int
	Day    data.Day
	Starts string
	Ends   string
	Past   bool // today or earlier, so that it can be marked
	Marked int  // participants of whom something is marked
}

// Participant is a line of the cohort.
type Participant struct {
	EnrolmentID     int64
	PersonID        int64
	Name            string // as lists have it: "Berg-de Wit, Jolanda van den"
	CertificateName string // as it will stand on the certificate
	Organisation    string
	Email           string
	Status          string // of the enrolment
	StatusText      string // "wachtlijst", "aangevraagd", "afgemeld"; empty for who takes part
	Marks           []string
	Result          string
	ResultPill      Pill
	ByHand          bool
	Reason          string
	Hold            string // why the certificate is kept back
	Certificate     string // "nog niet", a number, or empty for who gets none
	CertificateID   int64
	Remarks         string
}

// RunLine is a print run in the list of papers.
type RunLine struct {
	ID         int64
	DocumentID int64
	Title      string
	At         time.Time
	Who        string
	Pages      int
}

// enrolmentWords say why somebody does not take part (yet).
var enrolmentWords = map[string]string{Requested: words.Later("aangevraagd"), Waiting: words.Later("wachtlijst"), CalledOff: words.Later("afgemeld")}

// Cohort gives the page of a cohort.
func (t *Training) Cohort(ctx context.Context, id int64) (Page, error) {
	var p Page
	err := t.store.Read(ctx, func(tx *data.Tx) error {
		g, err := readGroup(tx, id)
		if err != nil {
			return err
		}
		p, err = g.page(tx)
		return err
	})
	return p, err
}

// CohortByCode finds a cohort's id by its code, however it is capitalised.
func (t *Training) CohortByCode(ctx context.Context, code string) (int64, error) {
	var id int64
	err := t.store.Read(ctx, func(tx *data.Tx) error {
		c, err := tx.CohortByCode(tidy(code))
		if err != nil {
			c, err = tx.CohortByCode(strings.ToUpper(tidy(code)))
		}
		id = c.ID
		if err != nil {
			return data.Explain("Deze trainingsgroep is er niet. Kijk de code na.", err)
		}
		return nil
	})
	return id, err
}

func (g *group) page(tx *data.Tx) (Page, error) {
	c := g.cohort
	today := tx.Today()
	p := Page{
		ID: c.ID, Version: c.Version, Title: g.course.Name, Code: c.Code, Status: statusPill(c.Status), Moves: movesOf(c.Status),
		Place: joined(", ", c.Town, c.Venue), Seats: c.Seats, Proposal: g.plan(),
		Values: CohortValues{
			CourseID: c.CourseID, Code: c.Code, Venue: c.Venue, Street: c.Street, HouseNumber: c.HouseNumber, Postcode: c.Postcode,
			Town: c.Town, Seats: c.Seats, Notes: c.Notes,
		},
	}
	var names []string
	for _, t := range g.trainers {
		p.Values.Trainers = append(p.Values.Trainers, Trainer{PersonID: t.PersonID, Name: t.Name})
		names = append(names, t.Name)
	}
	p.TrainersText = strings.Join(names, ", ")
	var days []time.Time
	for i, d := range g.days {
		p.Values.Days = append(p.Values.Days, CohortDay{Day: d.Day, Starts: d.Starts, Ends: d.Ends})
		column := PageDay{ID: d.ID, Number: i + 1, Day: d.Day, Starts: d.Starts, Ends: d.Ends, Past: d.Day <= today}
		for _, m := range g.confirmed() {
			if m.marks[i] != "" {
				column.Marked++
			}
		}
		p.Days = append(p.Days, column)
		days = append(days, d.Day.Time())
	}
	if len(days) > 0 {
		p.DaysText = dutch.DeskDays(days)
	}
	for _, m := range g.members {
		line, err := g.participant(tx, m)
		if err != nil {
			return p, err
		}
		if m.enrolment.Status == Confirmed {
			p.Participants = append(p.Participants, line)
		} else {
			p.Others = append(p.Others, line)
		}
	}
	p.Counts = g.counts()
	var err error
	if p.Papers, err = run.LinesOf(tx, c.ID); err != nil {
		return p, err
	}
	for _, r := range p.Papers {
		if r.Kind == run.Certificates {
			p.Runs = append(p.Runs, RunLine{ID: r.ID, DocumentID: r.DocumentID, Title: r.Title, At: r.At, Who: r.Who, Pages: r.Pages})
		}
	}
	p.Notices, err = g.notices(tx)
	return p, err
}

func (g *group) participant(tx *data.Tx, m member) (Participant, error) {
	e, person := m.enrolment, m.person
	p := Participant{
		EnrolmentID: e.ID, PersonID: e.PersonID, Name: person.ListName(), CertificateName: holder(m), Organisation: e.Organisation,
		Email: person.Email, Status: e.Status, StatusText: words.T(enrolmentWords[e.Status]), Marks: m.marks, Result: m.judgement.Result,
		ResultPill: m.judgement.Pill(), ByHand: m.judgement.ByHand, Reason: m.judgement.Reason, Hold: e.CertificateHold, Remarks: e.Remarks,
	}
	if p.Email == "" {
		p.Email = person.WorkEmail
	}
	if p.Organisation == "" {
		p.Organisation = person.Organisation
	}
	if p.Organisation == "" && person.OrganisationID != 0 {
		o, err := tx.Organisation(person.OrganisationID)
		if err != nil {
			return p, err
		}
		p.Organisation = o.Name
	}
	if c, issued := g.certificates[e.ID]; issued {
		p.Certificate, p.CertificateID = c.Number, c.ID
	} else if g.entitled(m) {
		p.Certificate = words.T("nog niet")
	}
	return p, nil
}

// holder is the name as it must stand on the certificate.
func holder(m member) string {
	for _, name := range []string{m.enrolment.CertificateName, m.person.CertificateName, m.person.Name()} {
		if name = tidy(name); name != "" {
			return name
		}
	}
	return ""
}

// counts writes "8 deelnemers · 7 geslaagd · 1 haalt in · 2 wachtend".
func (g *group) counts() string {
	results := map[string]int{}
	waiting, requested := 0, 0
	for _, m := range g.members {
		switch m.enrolment.Status {
		case Confirmed:
			results[m.judgement.Result]++
		case Waiting:
			waiting++
		case Requested:
			requested++
		}
	}
	parts := []string{number(len(g.confirmed()), words.T("deelnemer"), words.T("deelnemers"))}
	for _, r := range []struct{ result, word string }{
		{Passed, words.T("geslaagd")},
		{Attended, words.T("deelgenomen")},
		{Failed, words.T("niet geslaagd")},
		{CatchUp, words.T("haalt in")},
		{Missing, words.T("mist een dag")},
		{Stopped, words.T("gestopt")},
		{NoShow, words.T("niet verschenen")},
		{Withdrawn, words.T("afgemeld")},
	} {
		if n := results[r.result]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, r.word))
		}
	}
	if waiting > 0 {
		parts = append(parts, words.T("%d op de wachtlijst", waiting))
	}
	if requested > 0 {
		parts = append(parts, words.T("%d aangevraagd", requested))
	}
	return strings.Join(parts, " · ")
}

// notices says what somebody should look at; none of it stops anything.
func (g *group) notices(tx *data.Tx) ([]string, error) {
	var out []string
	if g.cohort.Status == Cancelled {
		return nil, nil
	}
	if len(g.days) > 0 && len(g.days) != g.course.Days {
		out = append(out, words.T("De opleiding duurt %s, deze groep heeft er %d.", number(g.course.Days, words.T("dag"), words.T("dagen")), len(g.days)))
	}
	if g.cohort.Status != Finished {
		for _, m := range g.confirmed() {
			if len(m.judgement.Partly) > 0 && !m.judgement.ByHand {
				out = append(out, words.T("%s was een deel van %s aanwezig; dat telt als aanwezig.", m.person.Name(), dayNumbers(m.judgement.Partly)))
			}
		}
		clashes, err := tx.Clashes(g.cohort.ID)
		if err != nil {
			return nil, err
		}
		for _, c := range clashes {
			verb := words.T(" is op ")
			if c.Trainer {
				verb = words.T(" staat als trainer op ")
			}
			out = append(out, words.T("%s%s%s ook bij %s.", c.Name, verb, dutch.DeskDay(c.Day.Time()), c.Code))
		}
	}
	waiting := 0
	confirmed := 0
	for _, m := range g.members {
		switch m.enrolment.Status {
		case Waiting:
			waiting++
		case Confirmed:
			confirmed++
		}
	}
	if waiting > 0 && confirmed < g.cohort.Seats && g.cohort.Status != Finished {
		out = append(out, words.T("Er is een plaats vrij voor iemand van de wachtlijst."))
	}
	return out, nil
}

func joined(sep string, parts ...string) string {
	var filled []string
	for _, p := range parts {
		if p != "" {
			filled = append(filled, p)
		}
	}
	return strings.Join(filled, sep)
}
