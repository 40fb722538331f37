package complaint

import (
	"context"
	"fmt"
	"strings"
	"text/template"

	"kiesvoorhetkind.nl/kantoor/app/dutch"
	"kiesvoorhetkind.nl/kantoor/app/mailbox/message"
	"kiesvoorhetkind.nl/kantoor/assets"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Letter is a proposed answer, for somebody to read, change and send.
type Letter struct {
	To         message.Address
	Subject    string
	Text       string
	InReplyTo  string   // Message-ID of the mail that is answered; empty when it came on paper
	References []string // for the thread
}

// Letter proposes the answer that fits the dossier's route. office is the name
// that it is signed with.
func (d *Desk) Letter(ctx context.Context, id int64, office string) (Letter, error) {
	var l Letter
	err := d.store.Read(ctx, func(tx *data.Tx) error {
		c, err := tx.Complaint(id)
		if err != nil {
			return err
		}
		events, err := tx.ComplaintEvents(id)
		if err != nil {
			return err
		}
		contact, err := contactOf(tx, c)
		if err != nil {
			return err
		}
		clock := ClockOf(d.calendar, events, tx.Today())
		l.To = message.Address{Name: c.Complainant, Email: c.ComplainantEmail}
		// The complainant's own subject may name a child; the number says enough, and the thread does the rest.
		l.Subject = "Je klacht, nummer " + c.Number
		if l.Text, err = compose(c, contact, clock, d.who(), office); err != nil {
			return err
		}
		mails, err := tx.MessagesOfComplaint(id)
		if err != nil {
			return err
		}
		for _, m := range mails {
			if m.MessageID == "" {
				continue
			}
			l.InReplyTo = m.MessageID
			l.References = append(l.References, m.MessageID)
		}
		return nil
	})
	return l, err
}

func compose(c data.Complaint, contact string, clock Clock, sender, office string) (string, error) {
	t, err := template.ParseFS(assets.Letters, "letters/complaint."+RouteOf(c.Route).Code+".txt")
	if err != nil {
		return "", fmt.Errorf("letter: %w", err)
	}
	var b strings.Builder
	err = t.Execute(&b, map[string]string{
		"Greeting": greeting(c), "About": c.About, "Number": c.Number, "Contact": contact, "Sender": sender, "Office": office,
		"Received": dutch.Day(c.Received.Time()), "Due": dutch.Day(clock.Due.Time()),
	})
	if err != nil {
		return "", fmt.Errorf("letter: %w", err)
	}
	return strings.TrimSpace(b.String()) + "\n", nil
}

func greeting(c data.Complaint) string {
	if c.Complainant == "" {
		return "Beste melder"
	}
	return "Beste " + c.Complainant
}

// contactOf gives whom the complaint is referred to, as lines: FAQ, "verwijst
// naar de betreffende KIES professional zelf en/of diens organisatie".
func contactOf(tx *data.Tx, c data.Complaint) (string, error) {
	var lines []string
	if c.AboutPersonID == 0 {
		return "", nil
	}
	p, err := tx.Person(c.AboutPersonID)
	if err != nil {
		return "", err
	}
	lines = append(lines, p.Name())
	org := p.Organisation
	var o data.Organisation
	if p.OrganisationID != 0 {
		if o, err = tx.Organisation(p.OrganisationID); err != nil {
			return "", err
		}
		org = o.Name
	}
	// A home address is nobody's business: only what the professional works with is passed on.
	for _, l := range []string{org, first(p.WorkEmail, p.Email), first(o.Phone, p.Phone)} {
		if l != "" {
			lines = append(lines, l)
		}
	}
	if o.ComplaintsProcedure != "" {
		lines = append(lines, "Klachtenregeling: "+o.ComplaintsProcedure)
	}
	return strings.Join(lines, "\n"), nil
}

func first(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}
