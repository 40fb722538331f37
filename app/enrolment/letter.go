package enrolment

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"text/template"

	"kiesvoorhetkind.nl/kantoor/app/dutch"
	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/assets"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Letter is a mail to one or more participants, each greeted by name. It is made
// of a file of assets/letters, whose first line begins with "Onderwerp:".
type Letter struct {
	To      []Recipient
	Without []string // who has no mail address
	Subject string
	Text    string // {{.Greeting}} stands where each is greeted
}

// Recipient is who is told.
type Recipient struct {
	Name, Email, Greeting string
}

// GreetingMark stands in the text of a letter for the greeting of each.
const GreetingMark = "{{.Greeting}}"

// For gives the text as one recipient gets it.
func (l Letter) For(r Recipient) string { return strings.ReplaceAll(l.Text, GreetingMark, r.Greeting) }

// letterValues are what the files can name.
type letterValues struct {
	Greeting, Sender, Course, Town, Place, Days, Until, Reason string
}

func write(name string, v letterValues) (subject, text string, err error) {
	raw, err := assets.Letters.ReadFile("letters/" + name + ".txt")
	if err != nil {
		return "", "", fmt.Errorf("letter: %w", err)
	}
	form, err := template.New(name).Option("missingkey=error").Parse(strings.ReplaceAll(string(raw), "\r\n", "\n"))
	if err != nil {
		return "", "", fmt.Errorf("letter %s: %w", name, err)
	}
	v.Greeting = GreetingMark
	var b bytes.Buffer
	if err := form.Execute(&b, v); err != nil {
		return "", "", fmt.Errorf("letter %s: %w", name, err)
	}
	head, body, _ := strings.Cut(b.String(), "\n\n")
	return strings.TrimSpace(strings.TrimPrefix(head, "Onderwerp:")), strings.TrimSpace(body), nil
}

func valuesOf(t taught, sender string) letterValues {
	return letterValues{Sender: sender, Course: t.course.Name, Town: t.cohort.Town, Place: joined(", ", t.cohort.Venue, t.cohort.Town), Days: dutch.Days(t.days, " ")}
}

func (l *Letter) address(p data.Person) {
	mail := first(p.Email, p.WorkEmail)
	if mail == "" {
		l.Without = append(l.Without, p.Name())
		return
	}
	greeting := "Beste " + first(p.FirstName, p.Name())
	l.To = append(l.To, Recipient{Name: p.Name(), Email: mail, Greeting: greeting})
}

// OfferLetter is the mail that offers a free seat to somebody on the waiting list.
func (d *Desk) OfferLetter(ctx context.Context, enrolment int64, until data.Day, sender string) (Letter, error) {
	var l Letter
	err := d.store.Read(ctx, func(tx *data.Tx) error {
		l = Letter{}
		e, err := tx.Enrolment(enrolment)
		if err != nil {
			return data.Explain("Deze deelnemer staat niet meer in de groep.", err)
		}
		t, err := readTaught(tx, e.CohortID)
		if err != nil {
			return err
		}
		p, err := tx.Person(e.PersonID)
		if err != nil {
			return err
		}
		l.address(p)
		v := valuesOf(t, sender)
		v.Until = dutch.Day(until.Time())
		l.Subject, l.Text, err = write("seat.offer", v)
		return err
	})
	return l, err
}

// CancelledLetter is the mail to those whose enrolment went with their cohort: the
// enrolments that CancelCohortEffect named.
func (d *Desk) CancelledLetter(ctx context.Context, cohort int64, enrolments []int64, sender string) (Letter, error) {
	var l Letter
	err := d.store.Read(ctx, func(tx *data.Tx) error {
		l = Letter{}
		t, err := readTaught(tx, cohort)
		if err != nil {
			return err
		}
		for _, id := range enrolments {
			e, err := tx.Enrolment(id)
			if err != nil {
				return err
			}
			p, err := tx.Person(e.PersonID)
			if err != nil {
				return err
			}
			l.address(p)
		}
		l.Subject, l.Text, err = write("cohort.cancelled", valuesOf(t, sender))
		return err
	})
	return l, err
}

// SettledLetter is the mail to somebody whose enrolment was cancelled or moved.
func (d *Desk) SettledLetter(ctx context.Context, enrolment int64, sender string) (Letter, error) {
	var l Letter
	err := d.store.Read(ctx, func(tx *data.Tx) error {
		l = Letter{}
		e, err := tx.Enrolment(enrolment)
		if err != nil {
			return data.Explain("Deze deelnemer staat niet meer in de groep.", err)
		}
		name, of := "enrolment.cancelled", e
		if e.MovedTo != 0 {
			name = "enrolment.moved"
			if of, err = tx.Enrolment(e.MovedTo); err != nil {
				return err
			}
			if of.Status == training.Waiting {
				name = "enrolment.movedwaiting"
			}
		}
		t, err := readTaught(tx, of.CohortID)
		if err != nil {
			return err
		}
		p, err := tx.Person(e.PersonID)
		if err != nil {
			return err
		}
		l.address(p)
		l.Subject, l.Text, err = write(name, valuesOf(t, sender))
		return err
	})
	return l, err
}
