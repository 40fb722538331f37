package training

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"

	"kiesvoorhetkind.nl/kantoor/app/document"
	"kiesvoorhetkind.nl/kantoor/app/dutch"
	"kiesvoorhetkind.nl/kantoor/app/letter"
	"kiesvoorhetkind.nl/kantoor/app/mailbox/message"
	"kiesvoorhetkind.nl/kantoor/app/run"
	"kiesvoorhetkind.nl/kantoor/data"
)

// InvitationLetter names the text of the invitation.
const InvitationLetter = "invitation"

// InvitationValues are what the text of an invitation can name.
func InvitationValues() []string {
	return []string{"Greeting", "Name", "Course", "Days", "Venue", "Town", "Route", "Trainers", "Sender", "Office"}
}

// inviting writes the invitations of a cohort.
type inviting struct {
	group  *group
	text   letter.Text
	values map[string]string // of everybody
	today  data.Day
}

// invitation reads what the invitations of a cohort need. It refuses a cohort
// without days or a place: somebody must know when to come where.
func (t *Training) invitation(tx *data.Tx, g *group) (*inviting, error) {
	if len(g.days) == 0 {
		return nil, data.Refuse("Er zijn nog geen dagen ingevuld, dus er valt nog niemand uit te nodigen.")
	}
	if g.cohort.Venue == "" && g.cohort.Street == "" && g.cohort.Town == "" {
		return nil, data.Refuse("Er is nog geen plaats ingevuld, dus er valt nog niemand uit te nodigen.")
	}
	text, err := letter.Of(tx, InvitationLetter)
	if err != nil {
		return nil, err
	}
	route, err := RouteOf(tx, g.cohort)
	if err != nil {
		return nil, err
	}
	look, err := t.Look(tx)
	if err != nil {
		return nil, err
	}
	var trainers []string
	for _, c := range g.trainers {
		trainers = append(trainers, c.Name)
	}
	c := g.cohort
	return &inviting{group: g, text: text, today: tx.Today(), values: map[string]string{
		"Course": g.course.Name, "Days": g.dayLines(), "Town": c.Town, "Route": route, "Trainers": dutch.And(trainers),
		"Venue":  joined("\n", c.Venue, joined(", ", joined(" ", c.Street, c.HouseNumber), joined(" ", c.Postcode, c.Town))),
		"Sender": t.Who(), "Office": look.Office.Name,
	}}, nil
}

// dayLines writes each day with its times on a line of its own.
func (g *group) dayLines() string {
	var lines []string
	for _, d := range g.days {
		day := d.Day.Time()
		line := dutch.Weekdays[day.Weekday()] + " " + dutch.Day(day)
		if d.Starts != "" && d.Ends != "" {
			line += ", " + d.Starts + " tot " + d.Ends + " uur"
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

// to fills the text in for one.
func (w *inviting) to(m member) (letter.Text, error) {
	values := map[string]string{}
	for k, v := range w.values {
		values[k] = v
	}
	values["Name"] = m.person.Name()
	values["Greeting"] = "Beste " + firstOf(m.person.FirstName, m.person.Name())
	return w.text.Fill(values)
}

// paper is the invitation as a letter.
func (w *inviting) paper(tx *data.Tx, r run.Recipient, look document.Look) (*document.Paper, error) {
	m, _ := w.group.member(r.Ref)
	text, err := w.to(m)
	if err != nil {
		return nil, err
	}
	p := m.person
	to := document.Address{
		Name: p.Name(), Street: joined(" ", p.Street, p.HouseNumber), Postcode: p.Postcode, Town: p.Town, Country: p.Country,
	}
	if p.Street == "" || p.Town == "" {
		return nil, &run.Refused{Code: run.NoAddress}
	}
	return document.LayLetter(document.LetterValues{To: to, Date: string(w.today), Subject: text.Subject, Body: text.Body}, look)
}

// mail is the invitation as a mail. Who asked not to be mailed gets a letter.
func (w *inviting) mail(_ *data.Tx, r run.Recipient) (run.Letter, error) {
	m, _ := w.group.member(r.Ref)
	text, err := w.to(m)
	if err != nil {
		return run.Letter{}, err
	}
	if m.person.NoMail {
		return run.Letter{}, &run.Refused{Code: run.NoMail}
	}
	to := message.Address{Name: m.person.Name(), Email: firstOf(m.person.Email, m.person.WorkEmail)}
	return run.Letter{To: to, Subject: text.Subject, Text: text.Body}, nil
}

// routeSetting is where the way to a venue is kept: with the place and not with
// the cohort, so that it is written once.
func routeSetting(c data.Cohort) string {
	return "route." + data.Fold(joined(" ", c.Town, firstOf(c.Venue, joined(" ", c.Street, c.HouseNumber))))
}

// RouteOf gives how to get to where a cohort is; "" when nothing was written.
func RouteOf(tx *data.Tx, c data.Cohort) (string, error) {
	text, err := tx.Setting(routeSetting(c), tx.Today())
	if errors.Is(err, data.ErrNotFound) {
		return "", nil
	}
	return text, err
}

// Route gives how to get to where a cohort is.
func (t *Training) Route(ctx context.Context, cohort int64) (string, error) {
	var text string
	err := t.store.Read(ctx, func(tx *data.Tx) error {
		c, err := readCohort(tx, cohort)
		if err == nil {
			text, err = RouteOf(tx, c)
		}
		return err
	})
	return text, err
}

// SaveRoute keeps how to get to where a cohort is, for all cohorts at that place.
func (t *Training) SaveRoute(ctx context.Context, cohort int64, text string) (int64, error) {
	text = strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n"))
	if utf8.RuneCountInString(text) > maxText {
		return 0, data.Refuse("De route is te lang: hoogstens %d tekens. Er is niets opgeslagen.", maxText)
	}
	return t.do(ctx, "Route naar een locatie gewijzigd", func(tx *data.Tx) error {
		c, err := readCohort(tx, cohort)
		if err != nil {
			return err
		}
		if now, err := RouteOf(tx, c); err != nil || now == text {
			return err
		}
		return tx.SaveSetting(routeSetting(c), "", text)
	})
}

// Invitation gives the text of the invitation as the office has it.
func (t *Training) Invitation(ctx context.Context) (letter.Text, error) {
	var text letter.Text
	err := t.store.Read(ctx, func(tx *data.Tx) (err error) {
		text, err = letter.Of(tx, InvitationLetter)
		return err
	})
	return text, err
}

// SaveInvitation keeps the office's own text of the invitation; an empty one goes
// back to that of the program.
func (t *Training) SaveInvitation(ctx context.Context, text letter.Text) (int64, error) {
	return t.do(ctx, "Tekst van de uitnodiging gewijzigd", func(tx *data.Tx) error {
		return letter.Save(tx, InvitationLetter, text, InvitationValues())
	})
}

func itoa(n int) string { return strconv.Itoa(n) }
