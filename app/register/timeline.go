package register

import (
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
	Table string // cohort, certificate, sales_order, invoice, payment, message, membership_event, print_run, complaint, person
	ID    int64
	SHA   string
}

// tale gathers what happened to somebody.
type tale struct {
	page PersonPage
	out  []Event
}

func (s *tale) add(e Event) {
	if e.Day != "" {
		s.out = append(s.out, e)
	}
}

// timeline puts all that happened in one row, newest first; what has no day is not in it.
func timeline(page PersonPage, changes []data.RowChange) []Event {
	s := &tale{page: page}
	s.trainings()
	s.certificates()
	s.memberships()
	s.sold()
	s.written()
	s.changes(changes)
	slices.SortStableFunc(s.out, func(a, b Event) int { return strings.Compare(string(b.Day), string(a.Day)) })
	return s.out
}

func (s *tale) trainings() {
	for _, t := range s.page.Trainings {
		state := firstFilled(resultWords[t.Result], enrolmentWords[t.Status])
		if t.Status == "cancelled" {
			state = enrolmentWords[t.Status]
		}
		var led []string
		for _, c := range s.page.Certificates {
			if c.EnrolmentID == t.EnrolmentID && c.Number != "" {
				led = append(led, words.T("certificaat %s", c.Number))
			}
		}
		s.add(Event{
			Day: t.FirstDay, Table: "cohort", ID: t.CohortID, Text: fmt.Sprintf("%s, %s: %s", t.Course, t.Town, words.T(state)),
			Led: strings.Join(append(led, s.memberBy(func(e data.MembershipEvent) bool { return e.EnrolmentID == t.EnrolmentID })...), ", "),
		})
		if on := data.DayOf(t.CreatedAt); !t.CreatedAt.IsZero() && on < t.FirstDay {
			s.add(Event{Day: on, Table: "cohort", ID: t.CohortID, Text: words.T("Ingeschreven voor %s, %s", t.Course, t.Town)})
		}
	}
	for _, t := range s.page.Given {
		s.add(Event{Day: t.FirstDay, Table: "cohort", ID: t.CohortID, Text: words.T("Trainer van %s, %s", t.Course, t.Town)})
	}
}

// memberBy says to which end date an event of a membership led.
func (s *tale) memberBy(of func(data.MembershipEvent) bool) []string {
	var out []string
	for _, t := range s.page.Membership {
		for _, step := range t.Steps {
			if of(step.Event) {
				out = append(out, words.T("lid tot %s", dutch.DeskDay(step.Until.Time())))
			}
		}
	}
	return out
}

func (s *tale) certificates() {
	for _, c := range s.page.Certificates {
		day := c.IssuedOn
		if day == "" {
			day = listDate{text: c.Achieved}.last()
		}
		text := strings.Join(strings.Fields(words.T("Certificaat")+" "+c.Number+" "+c.Course), " ")
		if w := statusWords[c.Status]; w != "" {
			// What became of it later is told on its own day.
			s.add(Event{Day: data.DayOf(c.ChangedAt), Table: "certificate", ID: c.ID, Text: fmt.Sprintf("%s: %s", text, words.T(w)), Led: c.StatusReason})
			text += " (" + words.T(w) + ")"
		}
		var led []string
		for _, other := range s.page.Certificates {
			if c.ReplacesID != 0 && other.ID == c.ReplacesID {
				led = append(led, words.T("in de plaats van %s", firstFilled(other.Number, other.Course)))
			}
		}
		led = append(led, s.memberBy(func(e data.MembershipEvent) bool { return e.CertificateID == c.ID })...)
		s.add(Event{Day: day, Table: "certificate", ID: c.ID, Text: text, Led: strings.Join(led, ", ")})
	}
}

func (s *tale) memberships() {
	for _, t := range s.page.Membership {
		for _, step := range t.Steps {
			s.add(Event{Day: step.Day, Table: "membership_event", ID: step.Event.ID, Text: words.T("Lidmaatschap tot %s: %s", dutch.DeskDay(step.Until.Time()), step.Text)})
		}
	}
}

func (s *tale) sold() {
	for _, o := range s.page.Orders {
		what := fmt.Sprintf("%d x %s", o.Quantity, o.Description)
		if o.Lines > 1 {
			what += words.T(" en meer")
		}
		s.add(Event{Day: o.Day, Table: "sales_order", ID: o.ID, Text: words.T("Bestelling %s: %s", o.Number, what), Led: OrderStateName(o.State)})
	}
	for _, i := range s.page.Invoices {
		kind := words.T("Factuur")
		if i.Kind == "credit" {
			kind = words.T("Creditfactuur")
		}
		if i.State == "draft" {
			s.add(Event{Day: data.DayOf(i.CreatedAt), Table: "invoice", ID: i.ID, Text: words.T("%s in concept", kind)})
			continue
		}
		var led []string
		if open := i.TotalCents - i.PaidCents; i.Kind != "credit" && open > 0 {
			led = append(led, words.T("nog € %s te betalen", dutch.Amount(int64(open))))
		}
		led = append(led, s.memberBy(func(e data.MembershipEvent) bool { return e.InvoiceID == i.ID })...)
		s.add(Event{Day: i.Day, Table: "invoice", ID: i.ID, Text: fmt.Sprintf("%s %s: € %s", kind, i.Number, dutch.Amount(int64(i.TotalCents))), Led: strings.Join(led, ", ")})
	}
	for _, p := range s.page.Payments {
		text := words.T("€ %s betaald op factuur %s", dutch.Amount(int64(p.AmountCents)), p.Number)
		if p.AmountCents < 0 {
			text = words.T("€ %s teruggeboekt van factuur %s", dutch.Amount(int64(-p.AmountCents)), p.Number)
		}
		s.add(Event{Day: p.Day, Table: "invoice", ID: p.InvoiceID, Text: text, Led: p.Source})
	}
}

func (s *tale) written() {
	for _, m := range s.page.Mail {
		s.add(Event{Day: data.DayOf(m.Received), Table: "message", ID: m.ID, SHA: m.SHA256, Text: words.T("Mail: %s", firstFilled(m.Subject, words.T("(geen onderwerp)"))), Led: m.Outcome})
	}
	for _, r := range s.page.Sent {
		text := words.T("Brief: %s", r.Title)
		if r.Medium == "mail" {
			text = words.T("Mail klaargezet: %s", r.Title)
			if r.State == "failed" {
				text = words.T("Mail niet klaargezet: %s", r.Title)
			}
		}
		s.add(Event{Day: data.DayOf(r.At), Table: "print_run", ID: r.RunID, Text: text})
	}
	for _, m := range s.page.Merged {
		s.add(Event{Day: m.Day, Table: "person", ID: s.page.Person.ID, Text: words.T("Samengevoegd met %s", dutch.DeskAnd(m.Names))})
	}
	for _, day := range s.page.Complaints {
		// What it is about stays with those who have the complaints role.
		s.add(Event{Day: day, Table: "complaint", Text: words.T("Klacht ontvangen")})
	}
}

// fieldNames are the parts of a person's record that somebody fills in, by column.
var fieldNames = map[string]string{
	"title": words.Later("titel"), "first_name": words.Later("naam"), "initials": words.Later("naam"), "infix": words.Later("naam"), "surname": words.Later("naam"),
	"certificate_name": words.Later("naam op certificaat"), "gender": words.Later("aanhef"), "organisation_id": words.Later("organisatie"), "organisation": words.Later("organisatie"),
	"street": words.Later("adres"), "house_number": words.Later("adres"), "postcode": words.Later("adres"), "town": words.Later("adres"), "country": words.Later("adres"),
	"phone": words.Later("telefoon"), "mobile": words.Later("telefoon"), "email": words.Later("e-mail"), "work_email": words.Later("e-mail"), "no_mail": words.Later("wel of geen mail"), "notes": words.Later("opmerkingen"),
}

// changes tells what was filled in about somebody, by whom.
func (s *tale) changes(changes []data.RowChange) {
	for _, c := range changes {
		day, who := data.DayOf(c.At), firstFilled(c.Who, words.T("onbekend"))
		switch {
		case c.After == nil:
		case c.Before == nil:
			s.add(Event{Day: day, Table: "person", Text: words.T("In het register gezet door %s", who)})
		default:
			var changed []string
			for column, name := range fieldNames {
				if fmt.Sprint(c.Before[column]) != fmt.Sprint(c.After[column]) && !slices.Contains(changed, words.T(name)) {
					changed = append(changed, words.T(name))
				}
			}
			if len(changed) > 0 {
				slices.Sort(changed)
				s.add(Event{Day: day, Table: "person", Text: words.T("Gewijzigd door %s: %s", who, dutch.DeskAnd(changed))})
			}
		}
	}
}
