package register

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"kiesvoorhetkind.nl/kantoor/app/dutch"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Event is something that happened to a person, as the timeline shows it. Table
// and ID say which record to open; of a mail SHA does.
type Event struct {
	Day   data.Day
	Text  string
	Led   string // what it led to
	About string // AboutTraining, AboutSold, AboutPost, AboutMember or AboutRecord
	Table string // cohort, certificate, sales_order, invoice, payment, message, membership_event, print_run, complaint, old_paper, person
	ID    int64
	SHA   string

	rank int // the later it comes on its day, the higher
}

// What an event is about.
const (
	AboutTraining = "training" // enrolments, trainings and certificates
	AboutMember   = "member"   // membership
	AboutSold     = "sold"     // orders, invoices and payments
	AboutPost     = "post"     // mails, letters and complaints
	AboutRecord   = "record"   // what was filled in, merged and read from lists
)

// The order of what happened on one day, of which mostly only the day is known: what comes first leads to what comes after.
const (
	rankRecord = iota
	rankPost
	rankEnrolled
	rankOrder
	rankInvoice
	rankPayment
	rankTraining
	rankCertificate
	rankMember
	rankAfter
)

// tale gathers what happened to somebody.
type tale struct {
	page  PersonPage
	today data.Day
	told  map[int64]bool // the events of the membership that are told with what led to them
	out   []Event
}

func (s *tale) add(rank int, about string, e Event) {
	if e.rank, e.About = rank, about; e.Day != "" {
		s.out = append(s.out, e)
	}
}

// timeline puts all that happened in one row, newest first; what has no day is not in it.
func timeline(tx *data.Tx, page PersonPage) ([]Event, error) {
	s := &tale{page: page, today: tx.Today(), told: map[int64]bool{}}
	s.trainings()
	if err := s.certificates(tx); err != nil {
		return nil, err
	}
	s.oldPapers()
	s.sold()
	s.written()
	s.memberships()
	changes, err := tx.Changes("person", page.Person.ID)
	if err == nil {
		err = s.changes(tx, changes)
	}
	slices.SortStableFunc(s.out, func(a, b Event) int {
		if c := strings.Compare(string(b.Day), string(a.Day)); c != 0 {
			return c
		}
		return b.rank - a.rank
	})
	return s.out, err
}

func (s *tale) trainings() {
	for _, t := range s.page.Trainings {
		what := joinedName(t.Course, t.Town)
		event := func(rank int, day data.Day, text, led string) {
			s.add(rank, AboutTraining, Event{Day: day, Table: "cohort", ID: t.CohortID, Text: text, Led: led})
		}
		last := data.Day(firstFilled(string(t.LastDay), string(t.FirstDay)))
		enrolled := words.T("Ingeschreven voor %s", what)
		switch t.Status {
		case "requested":
			enrolled = words.T("Aangemeld voor %s", what)
		case "waiting":
			enrolled = words.T("Op de wachtlijst voor %s", what)
		}
		begins := ""
		if t.FirstDay > s.today {
			begins = words.T("begint op %s", dutch.DeskDay(t.FirstDay.Time()))
		}
		if on := data.DayOf(t.CreatedAt); !t.CreatedAt.IsZero() && on < t.FirstDay {
			event(rankEnrolled, on, enrolled, begins)
		}
		switch {
		case t.Status == "cancelled" && t.CalledOff != "":
			event(rankAfter, t.CalledOff, words.T("Afgemeld voor %s", what), t.Why)
		case t.CohortStatus == "cancelled":
			event(rankTraining, t.FirstDay, words.T("%s: gaat niet door", what), "")
		case t.Status != "confirmed" || t.FirstDay > s.today:
			event(rankTraining, t.FirstDay, what+": "+EnrolmentName(t.Status, ""), "")
		case last > s.today:
			event(rankTraining, t.FirstDay, words.T("Begonnen aan %s", what), words.T("tot en met %s", dutch.DeskDay(last.Time())))
		default:
			event(rankTraining, last, what+": "+s.outcome(t), strings.Join(s.gave(t, last), ", "))
		}
	}
	for _, t := range s.page.Given {
		s.add(rankTraining, AboutTraining, Event{Day: t.FirstDay, Table: "cohort", ID: t.CohortID, Text: words.T("Trainer van %s", joinedName(t.Course, t.Town))})
	}
}

// joinedName is a course with where it is given.
func joinedName(course, town string) string {
	if town == "" {
		return course
	}
	return course + ", " + town
}

// outcome says how somebody came out of a training that is over. Where nobody decided by hand, a certificate or the
// membership that it gave says that it was completed.
func (s *tale) outcome(t data.TrainingStory) string {
	if w := resultWords[t.Result]; w != "" {
		return words.T(w)
	}
	completed := slices.ContainsFunc(s.page.Certificates, func(c data.Certificate) bool { return c.EnrolmentID == t.EnrolmentID })
	for _, term := range s.page.Membership {
		completed = completed || slices.ContainsFunc(term.Steps, func(step Step) bool { return step.Event.EnrolmentID == t.EnrolmentID })
	}
	switch {
	case completed && t.Certificate == "passed":
		return words.T("geslaagd")
	case completed:
		return words.T("deelgenomen")
	}
	return words.T("uitslag nog open")
}

// gave is what a training led to.
func (s *tale) gave(t data.TrainingStory, last data.Day) []string {
	var led []string
	for _, c := range s.page.Certificates {
		if c.EnrolmentID == t.EnrolmentID && c.Number != "" {
			led = append(led, words.T("certificaat %s", c.Number))
		}
	}
	return append(led, s.memberBy(last, func(e data.MembershipEvent) bool { return e.EnrolmentID == t.EnrolmentID })...)
}

// memberBy says to which end date an event of a membership led. What happened on the same day is told with it.
func (s *tale) memberBy(day data.Day, of func(data.MembershipEvent) bool) []string {
	var out []string
	for _, t := range s.page.Membership {
		for _, step := range t.Steps {
			if of(step.Event) {
				out = append(out, words.T("lid tot %s", dutch.DeskDay(step.Until.Time())))
				s.told[step.Event.ID] = s.told[step.Event.ID] || step.Day == day
			}
		}
	}
	return out
}

func (s *tale) certificates(tx *data.Tx) error {
	for _, c := range slices.Backward(s.page.Certificates) {
		day := c.IssuedOn
		if day == "" {
			day = listDate{text: c.Achieved}.last()
		}
		event := Event{Table: "certificate", ID: c.ID}
		event.Text = strings.Join(strings.Fields(words.T("Certificaat")+" "+c.Number+" "+c.Course), " ")
		if w := statusWords[c.Status]; w != "" {
			// What became of it later is told on its own day.
			on, err := changedTo(tx, c)
			if err != nil {
				return err
			}
			later := event
			later.Day, later.Text, later.Led = on, fmt.Sprintf("%s: %s", event.Text, words.T(w)), c.StatusReason
			s.add(rankAfter, AboutTraining, later)
			event.Text += " (" + words.T(w) + ")"
		}
		var led []string
		for _, other := range s.page.Certificates {
			if c.ReplacesID != 0 && other.ID == c.ReplacesID {
				led = append(led, words.T("in de plaats van %s", firstFilled(other.Number, other.Course)))
			}
		}
		led = append(led, s.memberBy(day, func(e data.MembershipEvent) bool { return e.CertificateID == c.ID })...)
		event.Day, event.Led = day, strings.Join(led, ", ")
		s.add(rankCertificate, AboutTraining, event)
	}
	return nil
}

// changedTo is the day on which a certificate was replaced or revoked: other changes of its record, such as merging,
// say nothing about that.
func changedTo(tx *data.Tx, c data.Certificate) (data.Day, error) {
	day := data.DayOf(c.ChangedAt)
	changes, err := tx.Changes("certificate", c.ID)
	for _, change := range changes {
		if change.Before != nil && change.After["status"] == c.Status && change.Before["status"] != c.Status {
			day = data.DayOf(change.At)
		}
	}
	return day, err
}

// oldPapers tells of copies of old certificates that somebody sent.
func (s *tale) oldPapers() {
	for _, o := range slices.Backward(s.page.OldPapers) {
		event := Event{Table: "old_paper", ID: o.ID, Day: o.Received, Text: words.T("Kopie van een oud certificaat ontvangen"), Led: joinedName(o.Course, o.Place)}
		s.add(rankPost, AboutTraining, event)
		text := ""
		switch o.State {
		case "accepted":
			text = words.T("Oud certificaat aanvaard door %s", o.DecidedBy)
		case "refused":
			text = words.T("Oud certificaat afgewezen door %s", o.DecidedBy)
		case "asked":
			text = words.T("Over het oude certificaat meer gevraagd door %s", o.DecidedBy)
		default:
			continue
		}
		event.Day, event.Text, event.Led = o.DecidedOn, text, o.Reason
		s.add(rankTraining, AboutTraining, event)
	}
}

// memberships tells what happened to the membership, but for what is told with what led to it.
func (s *tale) memberships() {
	for _, t := range slices.Backward(s.page.Membership) {
		for _, step := range slices.Backward(t.Steps) {
			if !s.told[step.Event.ID] {
				s.add(rankMember, AboutMember, Event{Day: step.Day, Table: "membership_event", ID: step.Event.ID, Text: words.T("Lidmaatschap tot %s: %s", dutch.DeskDay(step.Until.Time()), step.Text)})
			}
		}
	}
}

// ofEverybody are the runs that are told otherwise, or are of the whole cohort rather than of one person.
var ofEverybody = []string{"certificate", "badge", "attendance", "addresses"}

func (s *tale) written() {
	for _, m := range s.page.Mail {
		s.add(rankPost, AboutPost, Event{Day: data.DayOf(m.Received), Table: "message", ID: m.ID, SHA: m.SHA256, Text: words.T("Mail: %s", firstFilled(m.Subject, words.T("(geen onderwerp)"))), Led: m.Outcome})
	}
	for _, r := range s.page.Sent {
		if slices.Contains(ofEverybody, r.Kind) {
			continue
		}
		text := words.T("Brief: %s", r.Title)
		if r.Medium == "mail" {
			text = words.T("Mail klaargezet: %s", r.Title)
			if r.State == "failed" {
				text = words.T("Mail niet klaargezet: %s", r.Title)
			}
		}
		s.add(rankAfter, AboutPost, Event{Day: data.DayOf(r.At), Table: "print_run", ID: r.RunID, Text: text})
	}
	for _, day := range s.page.Complaints {
		// What it is about stays with those who have the complaints role.
		s.add(rankPost, AboutPost, Event{Day: day, Table: "complaint", Text: words.T("Klacht ontvangen")})
	}
}

// fieldNames are the parts of a person's record that somebody fills in, by column.
var fieldNames = map[string]string{
	"title": words.Later("titel"), "first_name": words.Later("naam"), "initials": words.Later("naam"), "infix": words.Later("naam"), "surname": words.Later("naam"),
	"certificate_name": words.Later("naam op certificaat"), "gender": words.Later("aanhef"), "organisation_id": words.Later("organisatie"), "organisation": words.Later("organisatie"),
	"street": words.Later("adres"), "house_number": words.Later("adres"), "postcode": words.Later("adres"), "town": words.Later("adres"), "country": words.Later("adres"),
	"phone": words.Later("telefoon"), "mobile": words.Later("telefoon"), "email": words.Later("e-mail"), "work_email": words.Later("e-mail"), "no_mail": words.Later("wel of geen mail"), "notes": words.Later("opmerkingen"),
	"photo_id": words.Later("foto"), "signature_id": words.Later("handtekening"),
}

// changes tells what was filled in about somebody, by whom or from which list, and who was merged in. What one of the
// office did on one day is one line; what was taken back is not told.
func (s *tale) changes(tx *data.Tx, changes []data.RowChange) error {
	merged, back := map[int64]bool{}, map[int64]bool{}
	for _, m := range s.page.Merged {
		merged[m.Change] = true
		s.add(rankRecord, AboutRecord, Event{Day: m.Day, Table: "person", ID: s.page.Person.ID, Text: words.T("Samengevoegd met %s", dutch.DeskAnd(m.Names)), Led: words.T("door %s", m.Who)})
	}
	for _, c := range changes {
		back[c.UndoneBy] = c.UndoneBy != 0
	}
	type line struct {
		day   data.Day
		by    string
		added bool
		what  []string
	}
	var lines []line
	for _, c := range changes {
		if c.After == nil || c.Undone || back[c.ID] || merged[c.ID] {
			continue
		}
		by, err := changedBy(tx, c)
		if err != nil {
			return err
		}
		l := line{day: data.DayOf(c.At), by: by, added: c.Before == nil}
		if !l.added {
			for column, name := range fieldNames {
				if fmt.Sprint(c.Before[column]) != fmt.Sprint(c.After[column]) && !slices.Contains(l.what, words.T(name)) {
					l.what = append(l.what, words.T(name))
				}
			}
		}
		switch n := len(lines); {
		case !l.added && len(l.what) == 0:
		case n > 0 && lines[n-1].day == l.day && lines[n-1].by == l.by && !l.added:
			for _, w := range l.what {
				if !slices.Contains(lines[n-1].what, w) {
					lines[n-1].what = append(lines[n-1].what, w)
				}
			}
		default:
			lines = append(lines, l)
		}
	}
	for _, l := range slices.Backward(lines) {
		slices.Sort(l.what)
		text := words.T("Gewijzigd %s: %s", l.by, dutch.DeskAnd(l.what))
		if l.added {
			text = words.T("In het register gezet %s", l.by)
		}
		s.add(rankRecord, AboutRecord, Event{Day: l.day, Table: "person", Text: text})
	}
	return nil
}

// changedBy says who made a change, and from which list where it read one in.
func changedBy(tx *data.Tx, c data.RowChange) (string, error) {
	who := firstFilled(c.Who, words.T("onbekend"))
	list, err := tx.ListImportOf(c.ID)
	switch {
	case errors.Is(err, data.ErrNotFound):
		return words.T("door %s", who), nil
	case err != nil:
		return "", err
	}
	return words.T("door %s, uit de lijst %s", who, list.File), nil
}
