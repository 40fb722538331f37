// Package today gathers what has to be done, the most urgent first, from what the other jobs know: complaints whose
// term ends, certificates that are ready, new mail, orders, invoices, cohorts and memberships. It also says what comes
// the next days and what was done last. It decides nothing of its own but the order and the words; how it looks, and
// going to where it is done, is left to the screen.
package today

import (
	"context"
	"fmt"
	"strings"

	"kiesvoorhetkind.nl/kantoor/app/backup"
	"kiesvoorhetkind.nl/kantoor/app/complaint"
	"kiesvoorhetkind.nl/kantoor/app/dutch"
	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Kind says what a line is about, and with that where it is dealt with.
type Kind string

// The kinds.
const (
	Complaint   Kind = "complaint"
	Certificate Kind = "certificate"
	Cohort      Kind = "cohort"
	Seat        Kind = "seat"   // a free one, for somebody on the waiting list
	Start       Kind = "start"  // a cohort whose first day was
	Finish      Kind = "finish" // a cohort of which nothing is open any more
	Mail        Kind = "mail"
	Unplaced    Kind = "unplaced" // mails that are written and not in the mailbox
	NewOrder    Kind = "new order"
	Parcel      Kind = "parcel"
	Draft       Kind = "draft"
	Overdue     Kind = "overdue"
	Member      Kind = "member"
	OldPaper    Kind = "old paper"   // a copy of an old certificate
	OfficeData  Kind = "office data" // what an invoice cannot do without
	Mailbox     Kind = "mailbox"     // none is set up yet
	FirstList   Kind = "first list"  // the register is empty
	DeskName    Kind = "desk name"   // nobody said who works here
	BackupPlace Kind = "backup"      // no copies are made, or none of late
)

// Urgency orders the lines.
type Urgency int

// The urgencies; each is a section.
const (
	Urgent   Urgency = iota // has to be done now: late, or the last day
	Now                     // today
	ThisWeek                // within some days
	Soon                    // worth knowing
)

var sectionTitles = map[Urgency]string{Urgent: words.Later("Dringend"), Now: words.Later("Vandaag"), ThisWeek: words.Later("Deze week"), Soon: words.Later("Binnenkort")}

// Line is something that has to be done.
type Line struct {
	Kind    Kind
	Urgency Urgency
	ID      int64  // of the one record it is about; 0 for several
	Pill    string // how it stands: "uiterlijk vandaag"
	Tone    string // of the pill: red, amber, blue, green, grey
	Title   string
	Detail  string
	Button  string // what the button says
	Ends    string // of Member: the list of the register that they stand in, register.Ending or register.InGrace
}

// Section holds the lines of one urgency.
type Section struct {
	Title string
	Lines []Line
}

// Coming is a training day that comes.
type Coming struct {
	Day    data.Day
	Cohort int64
	Title  string // "Basistraining 7-12, dag 2"
	Detail string // "Zutphen · 14 deelnemers"
}

// Done is what was done last; the same a few times in a row is one.
type Done struct {
	data.HistoryEntry
	Times int
}

// Waiting counts what waits at a place.
type Waiting struct {
	N      int
	Urgent bool
}

// Overview is the day at a glance.
type Overview struct {
	Sections []Section
	Coming   []Coming
	Done     []Done // newest first
	// Counts are what waits, for beside the names of the screens.
	Mail, Complaints, Trainings, Orders, Invoices Waiting
}

// Lines counts the lines, and the urgent ones among them.
func (o *Overview) Lines() (all, urgent int) {
	for _, s := range o.Sections {
		for _, l := range s.Lines {
			all++
			if l.Urgency == Urgent {
				urgent++
			}
		}
	}
	return all, urgent
}

// Summary says how much there is to be done.
func (o *Overview) Summary() string {
	all, urgent := o.Lines()
	switch {
	case all == 0:
		return words.T("Er is niets dat nu moet")
	case urgent == 0:
		return words.T("%s om te doen, niets is dringend", count(all, words.T("ding"), words.T("dingen")))
	case urgent == 1:
		return words.T("%s om te doen, 1 is dringend", count(all, words.T("ding"), words.T("dingen")))
	}
	return words.T("%s om te doen, %d zijn dringend", count(all, words.T("ding"), words.T("dingen")), urgent)
}

// Parts are the jobs that are asked.
type Parts struct {
	Store      *data.Store
	Complaints interface {
		List(ctx context.Context, state string) ([]complaint.Row, error)
	}
	Training interface {
		List(ctx context.Context, stage training.Stage, offset, limit int) ([]training.Row, error)
		Plan(ctx context.Context, cohort int64) (training.Plan, error)
	}
	// Backups say how the copies of the office stand; nil where none are made.
	Backups interface {
		State(ctx context.Context) (backup.State, error)
	}
}

// Gather looks at everything.
func Gather(ctx context.Context, p Parts) (Overview, error) {
	var o Overview
	var lines []Line
	for _, gather := range []func(context.Context, Parts, *Overview) ([]Line, error){gatherComplaints, gatherStore, gatherTraining, gatherBackups} {
		found, err := gather(ctx, p, &o)
		if err != nil {
			return Overview{}, err
		}
		lines = append(lines, found...)
	}
	o.Sections = sections(lines)
	return o, nil
}

// sections puts the lines in the order of urgency; within one they stay as the jobs gave them, by kind.
func sections(lines []Line) []Section {
	order := []Kind{Complaint, Certificate, Seat, Start, Finish, Mail, Unplaced, OldPaper, NewOrder, Parcel, Draft, Overdue, Cohort, Member, BackupPlace, OfficeData, FirstList, DeskName, Mailbox}
	var out []Section
	for u := Urgent; u <= Soon; u++ {
		s := Section{Title: words.T(sectionTitles[u])}
		for _, kind := range order {
			for _, l := range lines {
				if l.Urgency == u && l.Kind == kind {
					s.Lines = append(s.Lines, l)
				}
			}
		}
		if len(s.Lines) > 0 {
			out = append(out, s)
		}
	}
	return out
}

// soonDue is how many working days before its last day a complaint is named.
const soonDue = 3

func gatherComplaints(ctx context.Context, p Parts, o *Overview) ([]Line, error) {
	rows, err := p.Complaints.List(ctx, "open")
	if err != nil {
		return nil, err
	}
	var lines []Line
	for _, r := range rows {
		if !r.Clock.Running() {
			continue
		}
		o.Complaints.N++
		l := Line{
			Kind: Complaint, ID: r.ID, Pill: r.Clock.Text(), Title: joined(": ", r.Number, r.Subject),
			Detail: joined(" · ", r.Complainant, words.T("ontvangen %s", longDay(r.Received)), words.T("uiterlijk %s", longDay(r.Clock.Due))), Button: words.T("Antwoorden"),
		}
		switch {
		case r.Clock.Left <= 0:
			l.Urgency, l.Tone = Urgent, "red"
			o.Complaints.Urgent = true
		case r.Clock.Left <= soonDue:
			l.Urgency, l.Tone = ThisWeek, "amber"
		default:
			continue
		}
		lines = append(lines, l)
	}
	return lines, nil
}

// gatherTraining names what is over and waits for its certificates or results.
func gatherTraining(ctx context.Context, p Parts, o *Overview) ([]Line, error) {
	rows, err := p.Training.List(ctx, training.StageRunning, 0, maxCohorts)
	if err != nil {
		return nil, err
	}
	var today data.Day
	if err := p.Store.Read(ctx, func(tx *data.Tx) error { today = tx.Today(); return nil }); err != nil {
		return nil, err
	}
	var lines []Line
	for _, r := range rows {
		if r.Pill.Tone == training.Blue {
			o.Trainings.N++
		}
		if r.Start && !r.Finish && r.Day >= today {
			lines = append(lines, Line{
				Kind: Start, Urgency: Now, ID: r.ID, Pill: words.T("is begonnen"), Tone: "blue", Title: words.T("%s is begonnen", r.Title),
				Detail: r.Detail, Button: words.T("Starten"),
			})
		}
		if r.Day == "" || r.Day > today {
			continue // its next day is still to come
		}
		plan, err := p.Training.Plan(ctx, r.ID)
		if err != nil {
			return nil, err
		}
		switch n := len(plan.Ready); {
		case n > 0 && plan.Problem == "":
			passed, _, _ := strings.Cut(plan.Title, ",")
			lines = append(lines, Line{
				Kind: Certificate, Urgency: Now, ID: r.ID, Pill: words.T("klaar om te printen"), Tone: "blue",
				Title: r.Title + ": " + passed, Detail: joined(" · ", words.T("Laatste dag was %s", longDay(r.Day)), plan.Detail),
				Button: words.T("Certificaten afdrukken (%d)", n),
			})
		case r.Finish && r.Day < today:
			lines = append(lines, Line{
				Kind: Finish, Urgency: Now, ID: r.ID, Pill: r.Pill.Text, Tone: "blue",
				Title: words.T("%s is afgelopen", r.Title), Detail: joined(" · ", words.T("Laatste dag was %s", longDay(r.Day)), r.Detail, plan.Problem), Button: words.T("Afronden"),
			})
		case r.Day < today:
			lines = append(lines, Line{
				Kind: Cohort, Urgency: ThisWeek, ID: r.ID, Pill: r.Pill.Text, Tone: "grey",
				Title: words.T("%s is afgelopen", r.Title), Detail: joined(" · ", words.T("Laatste dag was %s", longDay(r.Day)), r.Detail, plan.Problem), Button: words.T("Bekijken"),
			})
		}
	}
	return lines, nil
}

func joined(sep string, texts ...string) string {
	var out []string
	for _, t := range texts {
		if t != "" {
			out = append(out, t)
		}
	}
	return strings.Join(out, sep)
}

func count(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, more)
}

// longDay writes a day as "3 maart".
func longDay(d data.Day) string {
	t := d.Time()
	if t.IsZero() {
		return ""
	}
	return fmt.Sprintf("%d %s", t.Day(), words.T(dutch.Months[t.Month()-1]))
}
