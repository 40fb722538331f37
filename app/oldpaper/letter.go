package oldpaper

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"text/template"

	"kiesvoorhetkind.nl/kantoor/app/dutch"
	"kiesvoorhetkind.nl/kantoor/app/mailbox/message"
	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/assets"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Letter is a proposed answer, for somebody to read, change and send.
type Letter struct {
	To         message.Address
	Subject    string
	Text       string
	InReplyTo  string // Message-ID of the mail that is answered; empty when it came on paper
	References []string
}

// letterFiles are the texts in assets/letters, by the state that they belong to; of what is open, more is asked.
var letterFiles = map[string]string{Open: "more", Asked: "more", Accepted: "accepted", Refused: "refused"}

// Letter proposes the letter that fits how a copy stands: what is missing, that it was accepted and what comes next, or
// that it was not and why. office is the name that it is signed with.
func (d *Desk) Letter(ctx context.Context, id int64, office string) (Letter, error) {
	var l Letter
	err := d.store.Read(ctx, func(tx *data.Tx) error {
		o, err := tx.OldPaper(id)
		if err != nil {
			return err
		}
		c := claimOf(o)
		l = Letter{To: message.Address{Name: c.Asker, Email: c.Email}, Subject: "Je certificaat"}
		cert := data.Certificate{Course: firstFilled(o.Course, "KIES training"), Achieved: c.When().Kept(), Place: o.Place}
		if o.State == Accepted {
			if cert, err = tx.Certificate(o.CertificateID); err != nil {
				return err
			}
		}
		missing := c.Missing(o.DocumentID != 0)
		for i, m := range missing {
			missing[i] = "- " + m
		}
		if l.Text, err = compose(letterFiles[o.State], map[string]string{
			"Greeting": greeting(c.Asker), "Sender": d.who(), "Office": office, "Missing": strings.Join(missing, "\n"), "Reason": o.Reason,
			"Course": cert.Course, "Date": achievedText(cert.Achieved), "Place": cert.Place,
		}); err != nil {
			return err
		}
		m, err := tx.MessageBySHA(o.MessageSHA)
		if errors.Is(err, data.ErrNotFound) {
			return nil
		}
		if m.MessageID != "" {
			l.InReplyTo, l.References = m.MessageID, []string{m.MessageID}
		}
		if m.Subject != "" {
			l.Subject = "Re: " + strings.TrimSpace(strings.TrimPrefix(m.Subject, "Re:"))
		}
		return err
	})
	return l, err
}

// achievedText writes the date of a certificate as a letter does, in Dutch whatever the desk speaks.
func achievedText(kept string) string {
	if d := data.Day(kept).Time(); !d.IsZero() {
		return dutch.Day(d)
	}
	if w := keptWhen(kept); !w.None() && len(kept) == len("2009-03") {
		t := w.From.Time()
		return fmt.Sprintf("%s %d", dutch.Months[t.Month()-1], t.Year())
	}
	return kept
}

func greeting(name string) string {
	first, _, _ := register.SplitName(name)
	switch {
	case name == "":
		return "Goedendag"
	case first == "" || strings.Contains(first, "."):
		return "Beste " + name
	}
	return "Beste " + first
}

func compose(file string, values map[string]string) (string, error) {
	t, err := template.ParseFS(assets.Letters, "letters/oldpaper."+file+".txt")
	if err != nil {
		return "", fmt.Errorf("letter: %w", err)
	}
	var b strings.Builder
	if err := t.Execute(&b, values); err != nil {
		return "", fmt.Errorf("letter: %w", err)
	}
	return strings.TrimSpace(b.String()) + "\n", nil
}

// NotFound is what is asked about when all that the office needs was sent, and no training was found.
const NotFound = "de training is nog niet gevonden"

// JoinTrainers writes trainers on one line, as SplitTrainers takes them apart.
func JoinTrainers(list []string) string { return strings.Join(list, " en ") }
