package demo

import (
	"context"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"kiesvoorhetkind.nl/kantoor/app/complaint"
	"kiesvoorhetkind.nl/kantoor/app/dutch"
	"kiesvoorhetkind.nl/kantoor/app/intake"
	"kiesvoorhetkind.nl/kantoor/data"
)

// mail is one mail of assets/demo/mails.json.
type mail struct {
	Ago     int    `json:"ago"` // days
	At      string `json:"at"`  // time of the day
	Name    string `json:"name"`
	Email   string `json:"email"`
	Subject string `json:"subject"`
	Text    string `json:"text"`
	Bounce  string `json:"bounce"` // the address that could not be reached: a report of a mail server
	Auto    bool   `json:"auto"`   // an automatic reply
	// Complaint is how far the dossier of it gets: registered, referred, answered
	// or closed; empty for none.
	Complaint string `json:"complaint"`
	// Due sets the day by the complaint's term instead of Ago: it ends so many
	// working days from today.
	Due *int `json:"due"`
	// Done is what became of it: "order", "invoice", "sent" or "enrolment" are
	// made of it, anything else is noted as its outcome.
	Done  string `json:"done"`
	Aside string `json:"aside"` // laid aside, with this outcome
	// Intent is what the program's reader should take it for; the tests see to it.
	Intent string `json:"intent"`
	// Key names a mail for others: Reply answers it, Again is the same mail once
	// more, delivered at the office's second address.
	Key        string `json:"key"`
	Reply      string `json:"reply"`
	Again      string `json:"again"`
	Attachment string `json:"attachment"` // name of a scan that is with it

	messageID string
	sha       string
	id        int64 // of the complaint or the order
}

func readMails() ([]*mail, error) {
	var mails []*mail
	err := readAsset("mails.json", &mails)
	return mails, err
}

// planMails plans every mail of the story and what is done about it. It gives
// how many mails there are.
func (s *story) planMails() (int, error) {
	mails, err := readMails()
	if err != nil {
		return 0, err
	}
	keyed := map[string]*mail{}
	for _, m := range mails {
		if m.Key != "" {
			keyed[m.Key] = m
		}
	}
	for i, m := range mails {
		if m.Due != nil {
			m.Ago = s.receivedFor(*m.Due).Until(s.today)
		}
		received := s.received(m)
		s.events = append(s.events, event{at: received, what: "mail", do: func(ctx context.Context) error {
			raw, err := s.raw(m, keyed, i, received)
			if err != nil {
				return err
			}
			m.sha, _, err = s.office.Mail.Take(ctx, raw, received)
			return err
		}})
		s.dealWith(m, received)
	}
	return len(mails), nil
}

// received is when a mail came. Those of today come before the end of the story,
// however early that is, in their order.
func (s *story) received(m *mail) time.Time {
	day := s.today.AddDays(-m.Ago)
	t, err := time.ParseInLocation("2006-01-02 15:04", string(day)+" "+m.At, data.Amsterdam())
	if err != nil || m.Ago > 0 {
		return t
	}
	midnight := time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, t.Location())
	so, far := t.Sub(midnight), s.now.Sub(midnight)
	return midnight.Add(min(so, time.Duration(float64(so)/float64(24*time.Hour)*float64(far)))).Truncate(time.Second)
}

// receivedFor is the last day on which a complaint came of which the term ends so
// many working days from today, or as soon after as there is a working day.
func (s *story) receivedFor(working int) data.Day {
	due := s.today
	for !s.office.Calendar.Working(due) {
		due = due.AddDays(1)
	}
	if working > 0 {
		due = s.office.Calendar.Add(due, working)
	}
	for ; working < 0; working++ {
		for due = due.AddDays(-1); !s.office.Calendar.Working(due); {
			due = due.AddDays(-1)
		}
	}
	day := due
	for s.office.Calendar.Add(day, complaint.Term) > due {
		day = day.AddDays(-1)
	}
	return day
}

// dealWith plans what the office does about a mail.
func (s *story) dealWith(m *mail, received time.Time) {
	day := data.DayOf(received)
	next := s.office.Calendar.Add(day, 1)
	do := func(day data.Day, clock, what string, f func(context.Context) error) { s.at(day, clock, what, f) }
	switch {
	case m.Complaint != "":
		do(next, "09:25", "register complaint", func(ctx context.Context) error { return s.make(ctx, m, intake.Complaint) })
		s.handle(m, next)
	case m.Done == "order" || m.Done == "invoice" || m.Done == "sent":
		do(next, "09:35", "order of mail", func(ctx context.Context) error { return s.make(ctx, m, intake.Order) })
		p := &purchase{}
		if m.Done != "order" {
			do(next, "09:50", "invoice of mail", func(ctx context.Context) error {
				p.id = m.id
				return s.invoice(ctx, p)
			})
		}
		if m.Done == "sent" {
			do(next, "15:30", "parcel of mail", func(ctx context.Context) error {
				_, err := s.office.Sales.MarkSent(ctx, m.id)
				return err
			})
		}
	case m.Done == "enrolment":
		do(next, "09:55", "enrolment of mail", func(ctx context.Context) error { return s.make(ctx, m, intake.Enrolment) })
	case m.Done != "" || m.Aside != "":
		state, outcome := "done", m.Done
		if m.Aside != "" {
			state, outcome = "aside", m.Aside
		}
		do(next, "10:05", "settle mail", func(ctx context.Context) error {
			_, err := s.office.Mail.Settle(ctx, m.sha, state, outcome)
			return err
		})
	}
}

// make makes of a mail what it asks for, as the office does from the mail's page.
func (s *story) make(ctx context.Context, m *mail, kind intake.Kind) error {
	letter, err := s.office.Mail.Open(ctx, m.sha)
	if err != nil {
		return err
	}
	proposal, err := s.office.Intake.ProposeAs(ctx, letter, kind)
	if err != nil {
		return err
	}
	made, err := s.office.Intake.Make(ctx, m.sha, proposal)
	m.id = made.ID
	return err
}

// handle plans how far a complaint gets after it was registered.
func (s *story) handle(m *mail, registered data.Day) {
	log := func(days int, kind, text string) {
		s.at(s.office.Calendar.Add(registered, days), "11:10", "complaint", func(ctx context.Context) error {
			_, err := s.office.Complaints.Log(ctx, m.id, kind, text, "")
			return err
		})
	}
	switch m.Complaint {
	case "referred":
		log(2, "referred", "Verwezen naar de professional en de organisatie, met hun contactgegevens.")
	case "answered":
		log(3, "acknowledged", "Gebeld en daarna geschreven: we zoeken het uit en komen er volgende week op terug.")
		log(6, "decided", "Excuses gemaakt en een kosteloze terugkomdag aangeboden.")
	case "closed":
		log(4, "decided", "Besproken met de locatie; die is vanaf nu wel toegankelijk. De melder is gebeld.")
		log(9, "closed", "De melder is tevreden met de afhandeling.")
	}
}

var placeholder = regexp.MustCompile(`\{(day[+-]\d+|town|cohort)\}`)

// fill puts days, the town and the first day of the open cohort in a text.
func (s *story) fill(text string, received time.Time) string {
	return placeholder.ReplaceAllStringFunc(text, func(p string) string {
		switch p = strings.Trim(p, "{}"); p {
		case "town":
			return s.openTown
		case "cohort":
			return longDay(s.openDay)
		}
		n, err := strconv.Atoi(strings.TrimPrefix(p, "day"))
		if err != nil {
			return p
		}
		return longDay(data.DayOf(received).AddDays(n))
	})
}

// longDay writes a day as people do in a mail: "3 maart 2026".
func longDay(d data.Day) string {
	t := d.Time()
	return fmt.Sprintf("%d %s %d", t.Day(), dutch.Months[t.Month()-1], t.Year())
}
