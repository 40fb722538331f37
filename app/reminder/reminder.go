// Package reminder writes to members whose membership ends, is just over or lapsed: a mail to who has a mail
// address, a letter to the others, each the same reminder once. Who is a member until when is register's, keeping
// what was made and placing mails is run's, and the look of a letter is document's.
package reminder

import (
	"context"
	"errors"
	"slices"
	"strings"

	"kiesvoorhetkind.nl/kantoor/app/document"
	"kiesvoorhetkind.nl/kantoor/app/letter"
	"kiesvoorhetkind.nl/kantoor/app/mailbox/message"
	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/run"
	"kiesvoorhetkind.nl/kantoor/app/sales"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Reminders is the job.
type Reminders struct {
	Who   func() string
	store *data.Store
	runs  func() *run.Runs
}

// New makes the job on a store, with what gives the job that keeps runs.
func New(store *data.Store, runs func() *run.Runs) *Reminders {
	return &Reminders{Who: func() string { return "" }, store: store, runs: runs}
}

// Runs are the runs of letters and mails.
func (r *Reminders) Runs() *run.Runs { return r.runs() }

// Choice says who is written to, and how.
type Choice struct {
	Which  string // register.Ending, register.InGrace or register.Lapsed
	Months int    // of Lapsed: over less than so many months ago
	Paper  bool   // everybody a letter, also who has a mail address
	Only   int64  // one person, however long ago theirs is over; 0: everybody
}

// StandardMonths is how long ago a lapsed membership may be over where nobody says otherwise.
const StandardMonths = 12

// mostMonths bounds that.
const mostMonths = 120

// Line is one in a plan.
type Line struct {
	PersonID int64
	Name     string // as lists sort it
	Regime   string
	Until    data.Day
	Mail     string // the address that it goes to; empty: a letter
	Reason   string // why not; empty: is written to

	key string
}

// Plan is who would be written to now.
type Plan struct {
	Ready   []Line
	LeftOut []Line
	// Letters are the letters as they would be printed, nil when there are none; Mails the mails.
	Letters []byte
	Mails   []run.Letter
}

// Counts gives how many mails and how many letters there are.
func (p Plan) Counts() (mails, letters int) {
	for _, l := range p.Ready {
		if l.Mail != "" {
			mails++
		} else {
			letters++
		}
	}
	return mails, letters
}

// Made is what was made: a run of letters, a run of mails, or both.
type Made struct {
	Letters run.Made
	Mails   run.Made // to be placed with run.Place
	LeftOut int
}

// candidate is somebody who may be written to.
type candidate struct {
	data.MembershipEnd
	mail   string // the address; empty: a letter
	to     document.Address
	reason string // why not, in the language of the desk
	code   string
	kept   string   // the same in Dutch
	had    data.Day // had it on this day
}

// key names the reminder: one of a kind for each last day of each membership.
func (c candidate) key(which string) string {
	return prefix(which) + c.Regime + ":" + string(c.Until)
}

// prefix begins the keys of a kind of reminder.
func prefix(which string) string { return "member:" + which + ":" }

func (c candidate) recipient(which string) run.Recipient {
	return run.Recipient{PersonID: c.ID, Key: c.key(which), Name: c.Name()}
}

// Plan tells who would be written to, and shows the letters and mails; nothing is kept.
func (r *Reminders) Plan(ctx context.Context, ch Choice) (Plan, error) {
	var plan Plan
	err := r.store.Read(ctx, func(tx *data.Tx) error {
		plan = Plan{}
		all, err := candidates(tx, ch)
		for _, c := range all {
			l := Line{PersonID: c.ID, Name: c.ListName(), Regime: c.Regime, Until: c.Until, Mail: c.mail, Reason: c.reason, key: c.key(ch.Which)}
			if c.reason != "" {
				plan.LeftOut = append(plan.LeftOut, l)
			} else {
				plan.Ready = append(plan.Ready, l)
			}
		}
		return err
	})
	if err != nil {
		return plan, err
	}
	mails, letters := plan.Counts()
	if letters > 0 {
		made, err := r.runs().Preview(ctx, r.letters(ch))
		if err != nil && !errors.Is(err, run.ErrNobody) {
			return plan, err
		}
		plan.Letters = made.PDF
		plan.refused(made.LeftOut)
	}
	if mails > 0 {
		made, written, err := r.runs().PreviewMails(ctx, r.mails(ch))
		if err != nil && !errors.Is(err, run.ErrNobody) {
			return plan, err
		}
		plan.Mails = written
		plan.refused(made.LeftOut)
	}
	return plan, nil
}

// refused moves who cannot be written to after all, such as a name with a sign that the fonts lack.
func (p *Plan) refused(left []run.LeftOut) {
	for _, l := range left {
		i := slices.IndexFunc(p.Ready, func(line Line) bool { return line.PersonID == l.PersonID && line.key == l.Key })
		if i < 0 {
			continue
		}
		line := p.Ready[i]
		line.Reason = l.Reason()
		p.Ready = slices.Delete(p.Ready, i, i+1)
		p.LeftOut = append(p.LeftOut, line)
	}
}

// Make makes the letters and writes the mails, and keeps both as runs; the mails wait to be placed. It answers
// run.ErrNobody when nobody is left to write to.
func (r *Reminders) Make(ctx context.Context, ch Choice) (Made, error) {
	var out Made
	letters, err := r.runs().Make(ctx, r.letters(ch))
	none := errors.Is(err, run.ErrNobody)
	if err != nil && !none {
		return out, err
	}
	out.Letters = letters
	mails, errMails := r.runs().Write(ctx, r.mails(ch))
	if errMails != nil && !errors.Is(errMails, run.ErrNobody) {
		return out, errMails
	}
	out.Mails = mails
	if none && errMails != nil {
		return out, err
	}
	return out, nil
}

// letters is the order of the letters. Who is left out of both stands with the letters.
func (r *Reminders) letters(ch Choice) func(*data.Tx) (run.Order, run.Maker, error) {
	return func(tx *data.Tx) (run.Order, run.Maker, error) {
		o, of, err := r.order(tx, ch, false)
		if err != nil {
			return o, nil, err
		}
		look, err := sales.LookOf(tx)
		if err != nil {
			return o, nil, err
		}
		o.File = "Herinneringen lidmaatschap.pdf"
		return o, run.Each(o.Title, func(tx *data.Tx, to run.Recipient) (*document.Paper, error) {
			c := of[to.PersonID]
			t, err := r.write(tx, ch, c)
			if err != nil {
				return nil, err
			}
			return document.LayLetter(letterOf(t, c.to, tx.Today()), look)
		}), nil
	}
}

// mails is the order of the mails.
func (r *Reminders) mails(ch Choice) func(*data.Tx) (run.Order, run.Writer, error) {
	return func(tx *data.Tx) (run.Order, run.Writer, error) {
		o, of, err := r.order(tx, ch, true)
		if err != nil {
			return o, nil, err
		}
		return o, func(tx *data.Tx, to run.Recipient) (run.Letter, error) {
			c := of[to.PersonID]
			t, err := r.write(tx, ch, c)
			return run.Letter{To: message.Address{Name: c.Name(), Email: c.mail}, Subject: t.Subject, Text: t.Body}, err
		}, nil
	}
}

// titles name the runs; kept, so Dutch.
var titles = map[string]string{
	register.Ending: "Herinnering: lidmaatschap loopt af", register.InGrace: "Herinnering: lidmaatschap net afgelopen", register.Lapsed: "Uitnodiging om weer lid te worden",
}

func (r *Reminders) order(tx *data.Tx, ch Choice, mail bool) (run.Order, map[int64]candidate, error) {
	o := run.Order{Kind: run.Reminders, Title: titles[ch.Which]}
	of := map[int64]candidate{}
	all, err := candidates(tx, ch)
	if err != nil {
		return o, nil, err
	}
	for _, c := range all {
		to := c.recipient(ch.Which)
		switch {
		case c.reason != "" && !mail:
			o.LeftOut = append(o.LeftOut, run.LeftOut{Recipient: to, Code: c.code, Text: c.kept, Day: c.had})
		case c.reason == "" && (c.mail != "") == mail:
			o.To = append(o.To, to)
			of[c.ID] = c
		}
	}
	return o, of, nil
}

// write fills in the text for somebody.
func (r *Reminders) write(tx *data.Tx, ch Choice, c candidate) (letter.Text, error) {
	t, err := letter.Of(tx, fileOf(textOf(ch.Which, c.Regime)))
	if err != nil {
		return t, err
	}
	terms, err := register.ReadTerms(tx)
	if err != nil {
		return t, err
	}
	events, err := tx.MembershipEventsOf(c.ID)
	if err != nil {
		return t, err
	}
	seller, err := sales.SellerOf(tx)
	if err != nil {
		return t, err
	}
	return t.Fill(c.values(terms, events, tx.Today(), seller, r.Who()))
}

// closing begins the end of a text: who signs it.
const closing = "\n\nMet vriendelijke groet,"

// letterOf lays a text out as a letter, with room to sign where it ends with a closing.
func letterOf(t letter.Text, to document.Address, today data.Day) document.LetterValues {
	v := document.LetterValues{To: to, Date: string(today), Subject: t.Subject, Body: t.Body}
	body, signed, found := strings.Cut(t.Body, closing)
	if !found {
		return v
	}
	lines := strings.FieldsFunc(signed, func(r rune) bool { return r == '\n' })
	v.Body, v.Closing = body, strings.TrimSpace(closing)
	if len(lines) > 0 {
		v.SignedBy = strings.TrimSpace(lines[0])
		v.Role = strings.TrimSpace(strings.Join(lines[1:], "\n"))
	}
	return v
}

func refuseChoice(ch Choice) error {
	if ch.Which == register.Lapsed && ch.Only == 0 && (ch.Months < 1 || ch.Months > mostMonths) {
		return data.Refuse("Vul bij het aantal maanden 1 tot en met %d in.", mostMonths)
	}
	if !slices.Contains([]string{register.Ending, register.InGrace, register.Lapsed}, ch.Which) {
		return data.Refuse("Kies wie een herinnering krijgt.")
	}
	return nil
}
