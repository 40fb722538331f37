package training

import (
	"cmp"
	"context"
	"fmt"
	"slices"
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
	Others       []Participant // requested, waiting in the order of the list, and called off
	Counts       string        // "8 deelnemers · 7 geslaagd · 1 haalt in"
	Seats        int
	Free         int // seats that nobody has and that are kept for nobody
	Proposal     Plan
	Notices      []string
	Clashes      []Clash
	State        string // the status
	Stage        Stage  // the part of the list that it stands in
	Terms        data.CohortTerms
	Differences  []Difference // from its course as that is now
	Runs         []RunLine    // certificates printed as one PDF, newest first
	Papers       []run.Line   // all runs of paper and mail, newest first
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
	// CertificateStatus is valid or revoked; empty where there is none.
	CertificateStatus string
	Remarks           string
	Rule              string // what follows from attendance, and why
	Turn              Turn   // on the waiting list
	OffReason         string // why it was cancelled
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
		p, err = g.page(tx, t)
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

func (g *group) page(tx *data.Tx, t *Training) (Page, error) {
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
	p.State, p.Stage, p.Differences = c.Status, stageOf(c.Status), differences(c, g.template)
	if p.Terms = c.Terms; c.Terms.Certificate == "" {
		p.Terms = termsOf(g.template)
	}
	var names []string
	for _, c := range g.trainers {
		p.Values.Trainers = append(p.Values.Trainers, Trainer{PersonID: c.PersonID, Name: c.Name})
		names = append(names, c.Name)
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
	s, err := readSeats(tx, c.ID)
	if err != nil {
		return p, err
	}
	p.Free = s.free()
	for _, m := range g.members {
		line, err := g.participant(tx, m)
		if err != nil {
			return p, err
		}
		line.Turn = s.turnOf(m.enrolment.ID)
		if m.enrolment.Status == Confirmed {
			p.Participants = append(p.Participants, line)
		} else {
			p.Others = append(p.Others, line)
		}
	}
	order := map[string]int{Requested: 0, Waiting: 1, CalledOff: 2}
	slices.SortStableFunc(p.Others, func(a, b Participant) int {
		return cmp.Or(cmp.Compare(order[a.Status], order[b.Status]), cmp.Compare(a.Turn.Place, b.Turn.Place))
	})
	p.Counts = g.counts()
	if p.Papers, err = run.LinesOf(tx, c.ID); err != nil {
		return p, err
	}
	for _, r := range p.Papers {
		if r.Kind == run.Certificates {
			p.Runs = append(p.Runs, RunLine{ID: r.ID, DocumentID: r.DocumentID, Title: r.Title, At: r.At, Who: r.Who, Pages: r.Pages})
		}
	}
	if c.Status != Finished && c.Status != Cancelled {
		if p.Clashes, err = g.clashes(tx, t); err != nil {
			return p, err
		}
	}
	p.Notices = g.notices(s)
	return p, nil
}

func (g *group) participant(tx *data.Tx, m member) (Participant, error) {
	e, person := m.enrolment, m.person
	p := Participant{
		EnrolmentID: e.ID, PersonID: e.PersonID, Name: person.ListName(), CertificateName: holder(m), Organisation: e.Organisation,
		Email: person.Email, Status: e.Status, StatusText: words.T(enrolmentWords[e.Status]), Marks: m.marks, Result: m.judgement.Result,
		ResultPill: m.judgement.Pill(), ByHand: m.judgement.ByHand, Reason: m.judgement.Reason, Hold: e.CertificateHold, Remarks: e.Remarks,
		Rule: Rule(&g.course, m.marks), OffReason: e.CalledOffReason,
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
		p.Certificate, p.CertificateID, p.CertificateStatus = c.Number, c.ID, c.Status
	} else if c, revoked := g.revoked[e.ID]; revoked {
		p.Certificate, p.CertificateID, p.CertificateStatus = c.Number, c.ID, c.Status
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
func (g *group) notices(s *seats) []string {
	var out []string
	if g.cohort.Status == Cancelled {
		return nil
	}
	if len(g.days) > 0 && len(g.days) != g.course.Days {
		out = append(out, words.T("De opleiding duurt %s, deze groep heeft er %d.", number(g.course.Days, words.T("dag"), words.T("dagen")), len(g.days)))
	}
	if g.cohort.Status == Finished {
		return out
	}
	for _, m := range g.confirmed() {
		switch {
		case g.early(m) && g.certificates[m.enrolment.ID].ID == 0 && g.revoked[m.enrolment.ID].ID == 0:
			out = append(out, words.T("%s: de uitslag staat al vast. Het certificaat kan vanaf de laatste dag, %s.", m.person.Name(), dutch.DeskDay(g.ahead(m).Time())))
		case len(m.judgement.Partly) == 0 || m.judgement.ByHand:
		case g.course.PartlyAbsent:
			out = append(out, words.T("%s was een deel van %s aanwezig; dat telt niet mee.", m.person.Name(), dayNumbers(m.judgement.Partly)))
		default:
			out = append(out, words.T("%s was een deel van %s aanwezig; dat telt als aanwezig.", m.person.Name(), dayNumbers(m.judgement.Partly)))
		}
	}
	if n := len(g.confirmed()); n > g.cohort.Seats {
		out = append(out, words.T("Er zijn %d deelnemers op %d plaatsen.", n, g.cohort.Seats))
	}
	if text := s.freeText(); text != "" {
		out = append(out, text)
	}
	return out
}

// freeText says that a seat is free for somebody on the waiting list.
func (s *seats) freeText() string {
	waiting, free := len(s.queue()), s.free()
	switch {
	case waiting == 0 || free == 0 || waiting == s.offered():
		return ""
	case len(s.candidates()) == 0:
		return words.T("Er is een plaats vrij, maar iedereen op de wachtlijst is al aan de beurt geweest.")
	case min(free, len(s.candidates())) == 1:
		return words.T("Er is een plaats vrij voor iemand van de wachtlijst.")
	}
	return words.T("Er zijn plaatsen vrij voor %d mensen van de wachtlijst.", min(free, len(s.candidates())))
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
