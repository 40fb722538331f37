// Package complaint keeps the dossiers of complaints: how each is routed, the
// clock of ten working days, the letter that is proposed and what became of it.
// It leaves fetching and understanding mail to mailbox, and contact data to
// register. A complaint is about families: no name of a child goes into a
// subject, a history line or a log.
package complaint

import (
	"context"
	"fmt"
	"strings"

	"kiesvoorhetkind.nl/kantoor/app/mailbox/message"
	"kiesvoorhetkind.nl/kantoor/app/workday"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Desk hands out the dossiers.
type Desk struct {
	store    *data.Store
	who      func() string
	calendar workday.Calendar
}

// New makes the job; who names the person at the desk.
func New(store *data.Store, who func() string, calendar workday.Calendar) *Desk {
	return &Desk{store: store, who: who, calendar: calendar}
}

// Routes are whom a complaint is about, with what that means for the office.
// FAQ: a complaint about a KIES professional goes to the professional and the
// organisation he or she works for, KIES registers it and refers; about a
// trainer rather to the trainer first, else to the office; about the training,
// the accommodation or anything else to the office.
var Routes = []Route{
	{"professional", words.Later("over een KIES professional"), words.Later("Wij leggen de klacht vast en verwijzen naar de professional en de organisatie waar die werkt. Zelf behandelen we hem niet.")},
	{"trainer", words.Later("over een trainer"), words.Later("Liefst eerst met de trainer zelf; lukt dat niet, dan pakt het kantoor het op.")},
	{"training", words.Later("over de training, de locatie of iets anders"), words.Later("Het kantoor behandelt deze klacht zelf.")},
}

// Route is one of the ways that a complaint goes.
type Route struct{ Code, Name, Meaning string }

// RouteOf finds a route by its code, or by a mail's intent such as complaint.trainer.
func RouteOf(code string) Route { return routeOf(code).said() }

// routeOf is RouteOf in Dutch, as the records have it.
func routeOf(code string) Route {
	code = strings.TrimPrefix(code, "complaint.")
	for _, r := range Routes {
		if r.Code == code {
			return r
		}
	}
	return Routes[len(Routes)-1]
}

// said gives the route with its texts in the language of the desk.
func (r Route) said() Route { return Route{r.Code, words.T(r.Name), words.T(r.Meaning)} }

// NewComplaint is what a new dossier starts with.
type NewComplaint struct {
	Route            string
	Received         data.Day
	Subject          string
	Complainant      string
	ComplainantEmail string
	ComplainantPhone string
	ComplainantRole  string
	Anonymous        bool
	About            string
	AboutPersonID    int64
	AboutOrg         string
	CohortID         int64
	EventDay         data.Day
	Wants            string
	MessageSHA       string // the mail that it came in by
}

// Register opens a dossier and gives its number and the change, for undoing it.
func (d *Desk) Register(ctx context.Context, n NewComplaint) (c data.Complaint, change int64, err error) {
	change, err = d.store.Do(ctx, data.Change{Who: d.who(), Title: "Klacht vastgelegd"}, func(tx *data.Tx) error {
		c, err = Open(tx, n)
		return err
	})
	return c, change, err
}

// Open opens a dossier within a transaction: numbered, logged, and with its mail
// moved to the complaints. A mail that already belongs to a dossier is refused,
// so that a mail that comes in twice is one complaint.
func Open(tx *data.Tx, n NewComplaint) (data.Complaint, error) {
	var c data.Complaint
	if n.Received == "" {
		n.Received = tx.Today()
	}
	if err := notInFuture(tx, n.Received); err != nil {
		return c, err
	}
	if strings.TrimSpace(n.Subject) == "" {
		n.Subject = Subject(n)
	}
	var mail data.Message
	if n.MessageSHA != "" {
		var err error
		if mail, err = tx.MessageBySHA(n.MessageSHA); err != nil {
			return c, err
		}
		if mail.ComplaintID != 0 {
			return c, data.Refuse("Dit bericht hoort al bij een klacht. Er is geen tweede dossier gemaakt.")
		}
	}
	year := string(tx.Today())[:4]
	seq, err := tx.NextNumber("complaint-" + year)
	if err != nil {
		return c, err
	}
	c = data.Complaint{
		Number: fmt.Sprintf("K-%s-%04d", year, seq), Route: RouteOf(n.Route).Code, State: "open", Received: n.Received, Subject: n.Subject,
		Complainant: n.Complainant, ComplainantEmail: strings.ToLower(n.ComplainantEmail), ComplainantPhone: n.ComplainantPhone, ComplainantRole: n.ComplainantRole,
		Anonymous: n.Anonymous, About: n.About, AboutPersonID: n.AboutPersonID, AboutOrg: n.AboutOrg, CohortID: n.CohortID, EventDay: n.EventDay, Wants: n.Wants, Handler: tx.Who(),
	}
	if err := tx.SaveComplaint(&c); err != nil {
		return c, err
	}
	if err := tx.SaveComplaintEvent(&data.ComplaintEvent{ComplaintID: c.ID, Day: n.Received, Kind: "received", Text: "Klacht ontvangen", MessageSHA: n.MessageSHA}); err != nil {
		return c, err
	}
	if n.MessageSHA != "" {
		if err := tx.MoveToComplaints(&mail, true); err != nil {
			return c, err
		}
		mail.ComplaintID, mail.State, mail.Outcome = c.ID, "done", "klacht "+c.Number
		if err := tx.SaveMessage(&mail); err != nil {
			return c, err
		}
		return c, Gather(tx, mail)
	}
	return c, nil
}

func notInFuture(tx *data.Tx, received data.Day) error {
	if received > tx.Today() {
		return data.Refuse("De dag van ontvangst ligt in de toekomst. Kies de dag waarop de klacht binnenkwam.")
	}
	return nil
}

// Gather puts what repeats or answers a complaint's mail with it: the same words
// must not stay where everybody reads them. Where the mail has a dossier, the
// answers go into its log.
func Gather(tx *data.Tx, mail data.Message) error {
	with, err := tx.MessagesWith(mail)
	if err != nil {
		return err
	}
	for _, m := range with {
		if err := tx.MoveToComplaints(&m, true); err != nil {
			return err
		}
		if mail.ComplaintID == 0 {
			continue
		}
		m.ComplaintID = mail.ComplaintID
		if err := tx.SaveMessage(&m); err != nil {
			return err
		}
		if m.DoubleOf != "" {
			continue
		}
		kind := "more"
		if m.State == "aside" {
			kind = "automatic"
		}
		if err := tx.SaveComplaintEvent(&data.ComplaintEvent{ComplaintID: mail.ComplaintID, Day: data.DayOf(m.Received), Kind: kind, MessageSHA: m.SHA256}); err != nil {
			return err
		}
	}
	return nil
}

// Subject proposes what a dossier is called: whom or what it is about, never a
// family.
func Subject(n NewComplaint) string {
	about := strings.Join(strings.Fields(n.About), " ")
	if about == "" {
		return "Klacht " + routeOf(n.Route).Name
	}
	if r := []rune(about); len(r) > 80 {
		about = strings.TrimSpace(string(r[:80])) + "…"
	}
	return "Klacht over " + about
}

// Row is a dossier in the list.
type Row struct {
	ID          int64
	Number      string
	Subject     string
	Complainant string
	Route       string
	Received    data.Day
	State       string
	Clock       Clock
}

// List gives the dossiers in a state ("open", "closed", "" for all), the most
// urgent first.
func (d *Desk) List(ctx context.Context, state string) ([]Row, error) {
	var out []Row
	err := d.store.Read(ctx, func(tx *data.Tx) error {
		cs, err := tx.Complaints(state)
		if err != nil {
			return err
		}
		events, err := tx.ComplaintEventsIn(state)
		if err != nil {
			return err
		}
		for _, c := range cs {
			out = append(out, Row{
				ID: c.ID, Number: c.Number, Subject: c.Subject, Complainant: c.Complainant, Route: c.Route, Received: c.Received, State: c.State,
				Clock: ClockOf(d.calendar, events[c.ID], tx.Today()),
			})
		}
		return nil
	})
	sortRows(out)
	return out, err
}

// Page is a dossier with all that belongs to it.
type Page struct {
	data.Complaint
	RouteName string
	Meaning   string
	Clock     Clock
	Events    []data.ComplaintEvent
	Mails     []data.Message
}

// Page reads a dossier.
func (d *Desk) Page(ctx context.Context, id int64) (Page, error) {
	var p Page
	err := d.store.Read(ctx, func(tx *data.Tx) error {
		var err error
		if p.Complaint, err = tx.Complaint(id); err != nil {
			return err
		}
		if p.Events, err = tx.ComplaintEvents(id); err != nil {
			return err
		}
		if p.Mails, err = tx.MessagesOfComplaint(id); err != nil {
			return err
		}
		r := RouteOf(p.Route)
		p.RouteName, p.Meaning = r.Name, r.Meaning
		p.Clock = ClockOf(d.calendar, p.Events, tx.Today())
		return nil
	})
	return p, err
}

// Change saves what was edited in a dossier. The clock goes by the log, so another
// day of receipt is changed there as well.
func (d *Desk) Change(ctx context.Context, c data.Complaint) (int64, error) {
	return d.store.Do(ctx, data.Change{Who: d.who(), Title: "Klacht " + c.Number + " gewijzigd"}, func(tx *data.Tx) error {
		if strings.TrimSpace(c.Subject) == "" {
			return data.Refuse("Een klacht heeft een onderwerp nodig. Er is niets gewijzigd.")
		}
		if err := notInFuture(tx, c.Received); err != nil {
			return err
		}
		c.Route = RouteOf(c.Route).Code
		if err := tx.SaveComplaint(&c); err != nil {
			return err
		}
		events, err := tx.ComplaintEvents(c.ID)
		if err != nil {
			return err
		}
		for _, e := range events {
			if e.Kind == "received" {
				e.Day = c.Received
				return tx.SaveComplaintEvent(&e)
			}
		}
		return nil
	})
}

// eventNames say in the log what happened.
var eventNames = map[string]string{
	"received": words.Later("Ontvangen"), "acknowledged": words.Later("Persoonlijke brief verstuurd"), "referred": words.Later("Verwezen"), "answered": words.Later("Beantwoord"), "decided": words.Later("Besluit meegedeeld"),
	"more": words.Later("Nieuw bericht van de melder"), "automatic": words.Later("Automatisch bericht"), "draft": words.Later("Conceptbrief klaargezet"), "closed": words.Later("Gesloten"), "reopened": words.Later("Heropend"), "note": words.Later("Aantekening"),
}

// EventName is the Dutch word for a line of the log.
func EventName(kind string) string { return words.T(eventNames[kind]) }

// Log adds a line to the dossier's log: a reaction stops the clock, closing and
// reopening change the state.
func (d *Desk) Log(ctx context.Context, id int64, kind, text, messageSHA string) (int64, error) {
	if eventNames[kind] == "" || kind == "received" {
		return 0, fmt.Errorf("complaint: no such event %q", kind)
	}
	return d.store.Do(ctx, data.Change{Who: d.who(), Title: "Klacht: " + strings.ToLower(eventNames[kind])}, func(tx *data.Tx) error {
		return LogIn(tx, id, kind, text, messageSHA)
	})
}

// LogDraft logs that a letter lies in the mailbox's Drafts folder, and keeps the
// letter with the dossier as it lies there.
func (d *Desk) LogDraft(ctx context.Context, id int64, raw []byte) (int64, error) {
	return d.store.Do(ctx, data.Change{Who: d.who(), Title: "Klacht: conceptbrief klaargezet"}, func(tx *data.Tx) error {
		doc := data.Document{Kind: "letter", Name: "brief.eml", MediaType: "message/rfc822", Bytes: raw}
		if err := tx.AddComplaintDocument(&doc); err != nil {
			return err
		}
		return tx.SaveComplaintEvent(&data.ComplaintEvent{
			ComplaintID: id, Day: tx.Today(), Kind: "draft", Text: "Staat bij de concepten van de mailbox", DocumentID: doc.ID,
		})
	})
}

// Draft gives the last letter that was kept with a dossier.
func (d *Desk) Draft(ctx context.Context, id int64) ([]byte, error) {
	var raw []byte
	err := d.store.Read(ctx, func(tx *data.Tx) error {
		events, err := tx.ComplaintEvents(id)
		if err != nil {
			return err
		}
		for i := len(events) - 1; i >= 0; i-- {
			if events[i].DocumentID != 0 {
				doc, err := tx.ComplaintDocument(events[i].DocumentID)
				raw = doc.Bytes
				return err
			}
		}
		return data.ErrNotFound
	})
	return raw, err
}

// LogIn is Log within a transaction.
func LogIn(tx *data.Tx, id int64, kind, text, messageSHA string) error {
	c, err := tx.Complaint(id)
	if err != nil {
		return err
	}
	switch kind {
	case "referred", "decided":
		c.Outcome = map[string]string{"referred": "verwezen", "decided": "besluit meegedeeld"}[kind]
	case "closed":
		if c.State == "closed" {
			return data.Refuse("Deze klacht is al gesloten.")
		}
		events, err := tx.ComplaintEvents(id)
		if err != nil {
			return err
		}
		if !reacted(events) {
			return data.Refuse("Er is nog niet gereageerd op deze klacht. Verstuur eerst een brief of leg vast hoe je hebt gereageerd; de klacht is nog open.")
		}
		c.State = "closed"
	case "reopened":
		if c.State == "open" {
			return data.Refuse("Deze klacht is al open.")
		}
		c.State = "open"
	}
	if err := tx.SaveComplaint(&c); err != nil {
		return err
	}
	return tx.SaveComplaintEvent(&data.ComplaintEvent{ComplaintID: id, Day: tx.Today(), Kind: kind, Text: text, MessageSHA: messageSHA})
}

// Text is what a mail of a dossier says, as safe text.
func (d *Desk) Text(raw []byte) string {
	m, err := message.Read(raw)
	if err != nil {
		return words.T("Dit bericht kan niet worden gelezen. De ruwe tekst is bewaard.")
	}
	if len(m.Inner) > 0 {
		return m.Text + "\n\n" + m.Inner[0].Text
	}
	return m.Text
}
