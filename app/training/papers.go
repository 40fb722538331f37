package training

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"kiesvoorhetkind.nl/kantoor/app/document"
	"kiesvoorhetkind.nl/kantoor/app/dutch"
	"kiesvoorhetkind.nl/kantoor/app/run"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Paper says what papers of a cohort are made.
type Paper struct {
	Cohort int64
	Kind   run.Kind // Attendance, Badges, Addresses or Invitations
	// Again makes it for who had it already, too.
	Again bool
}

// PaperOrder gives what Make and Preview of the runs take for a paper of a cohort.
// It refuses a cohort of which it cannot be made.
func (t *Training) PaperOrder(p Paper) func(tx *data.Tx) (run.Order, run.Maker, error) {
	return func(tx *data.Tx) (run.Order, run.Maker, error) {
		g, o, look, err := t.paperOf(tx, p)
		if err != nil {
			return o, nil, err
		}
		switch p.Kind {
		case run.Attendance:
			o.Again = true // it is no one person's
			return o, together(func(tx *data.Tx) (*document.Paper, error) { return g.attendancePaper(tx, look) }), nil
		case run.Addresses:
			o.Again = true
			return o, together(func(tx *data.Tx) (*document.Paper, error) { return g.addressPaper(tx, look) }), nil
		case run.Badges:
			on, err := BadgeSheetOf(tx)
			return o, g.badges(on, look), err
		case run.Invitations:
			write, err := t.invitation(tx, g)
			return o, run.Each(o.Title, func(tx *data.Tx, r run.Recipient) (*document.Paper, error) { return write.paper(tx, r, look) }), err
		}
		return o, nil, fmt.Errorf("paper of a cohort: kind %q", p.Kind)
	}
}

// MailOrder gives what Write and PreviewMails of the runs take for the
// invitations of a cohort.
func (t *Training) MailOrder(p Paper) func(tx *data.Tx) (run.Order, run.Writer, error) {
	return func(tx *data.Tx) (run.Order, run.Writer, error) {
		g, o, _, err := t.paperOf(tx, p)
		if err != nil {
			return o, nil, err
		}
		write, err := t.invitation(tx, g)
		return o, write.mail, err
	}
}

// paperNames name papers in the titles that are kept, and the files.
var paperNames = map[run.Kind]struct{ title, file string }{
	run.Attendance:  {"Presentielijst", "presentielijst"},
	run.Badges:      {"Naambadges", "naambadges"},
	run.Addresses:   {"Adreslijst voor de trainers", "adreslijst"},
	run.Invitations: {"Uitnodigingen", "uitnodigingen"},
}

func (t *Training) paperOf(tx *data.Tx, p Paper) (*group, run.Order, document.Look, error) {
	g, err := readGroup(tx, p.Cohort)
	if err != nil {
		return nil, run.Order{}, document.Look{}, err
	}
	look, err := t.Look(tx)
	if err != nil {
		return nil, run.Order{}, look, err
	}
	look.Created = tx.Now().In(data.Amsterdam())
	names := paperNames[p.Kind]
	o := run.Order{
		Kind: p.Kind, About: aboutCohort(p.Cohort), CohortID: p.Cohort, Title: names.title + " " + g.cohort.Code,
		File: names.file + " " + g.cohort.Code + ".pdf", Again: p.Again,
	}
	for _, m := range g.confirmed() {
		o.To = append(o.To, run.Recipient{PersonID: m.enrolment.PersonID, Name: m.person.Name(), Ref: m.enrolment.ID})
	}
	switch {
	case g.cohort.Status == Cancelled:
		return nil, o, look, data.Refuse("Deze trainingsgroep is geannuleerd. Er is niets gemaakt.")
	case len(o.To) == 0:
		return nil, o, look, data.Refuse("Er zijn nog geen deelnemers. Er is niets gemaakt.")
	}
	return g, o, look, nil
}

// together makes a list of all people of an order.
func together(lay func(tx *data.Tx) (*document.Paper, error)) run.Maker {
	return func(tx *data.Tx, to []run.Recipient) (run.Bundle, error) {
		b := run.Bundle{Pages: make([]run.Span, len(to))}
		paper, err := lay(tx)
		if err != nil {
			return b, data.Explain(sentence(err), err)
		}
		for i := range to {
			b.Pages[i] = run.Span{First: 1, Last: paper.Pages()}
		}
		b.PDF, err = paper.PDF()
		return b, err
	}
}

// attendancePaper is the list that participants sign on each day.
func (g *group) attendancePaper(tx *data.Tx, look document.Look) (*document.Paper, error) {
	v := document.AttendanceValues{Course: g.course.Name, Place: joined(", ", g.cohort.Town, g.cohort.Venue), Spare: spareRows}
	for _, d := range g.days {
		v.Days = append(v.Days, string(d.Day))
	}
	for _, c := range g.trainers {
		v.Trainers = append(v.Trainers, c.Name)
	}
	for _, m := range g.confirmed() {
		line, err := g.participant(tx, m)
		if err != nil {
			return nil, err
		}
		v.Participants = append(v.Participants, document.Participant{Name: line.Name, Organisation: line.Organisation})
	}
	return document.LayAttendance(v, look)
}

// addressPaper is for the trainers: how to reach whom during the training, and
// nothing else. Home addresses are none of their business, and whoever asked not to be
// mailed is only called.
func (g *group) addressPaper(tx *data.Tx, look document.Look) (*document.Paper, error) {
	v := document.ListValues{
		Title: "Deelnemers " + g.course.Name, Landscape: true, RowHeight: 8,
		Columns: []document.ListColumn{{Width: 9, Right: true}, {Title: "Naam"}, {Title: "Organisatie"}, {Title: "Telefoon"}, {Title: "Mail"}},
		Closing: "Vertrouwelijk: alleen voor de trainers van deze groep. Gooi de lijst na de laatste dag weg.",
	}
	v.About = append(v.About, joined("  ·  ", joined(", ", g.cohort.Town, g.cohort.Venue), g.dutchDays()))
	var trainers []string
	for _, c := range g.trainers {
		trainers = append(trainers, c.Name)
	}
	if len(trainers) > 0 {
		v.About = append(v.About, "Trainers: "+dutch.And(trainers))
	}
	for i, m := range g.confirmed() {
		line, err := g.participant(tx, m)
		if err != nil {
			return nil, err
		}
		mail := firstOf(m.person.WorkEmail, m.person.Email)
		if m.person.NoMail {
			mail = ""
		}
		v.Rows = append(v.Rows, []string{itoa(i + 1), line.Name, line.Organisation, firstOf(m.person.Mobile, m.person.Phone), mail})
	}
	return document.LayList(v, look)
}

// badges makes the name badges, those of the trainers not: they are known.
func (g *group) badges(on document.BadgeSheet, look document.Look) run.Maker {
	return func(tx *data.Tx, to []run.Recipient) (run.Bundle, error) {
		b := run.Bundle{Pages: make([]run.Span, len(to)), Left: map[int]run.LeftOut{}}
		list := make([]document.Badge, len(to))
		for i, r := range to {
			m, _ := g.member(r.Ref)
			line, err := g.participant(tx, m)
			if err != nil {
				return b, err
			}
			list[i] = document.Badge{First: m.person.FirstName, Name: m.person.Name(), Organisation: line.Organisation}
		}
		made, err := document.MakeBadges(list, g.course.Name, on, look)
		if err != nil {
			return b, data.Explain(sentence(err), err)
		}
		for _, p := range made.Problems {
			b.Left[p.Index] = run.LeftOut{Code: run.Unprintable, Text: "de naam of de organisatie past niet op de badge, of kan niet worden afgedrukt"}
		}
		for i, page := range made.Page {
			b.Pages[i] = run.Span{First: page, Last: page}
		}
		if made.Paper == nil {
			return b, nil
		}
		b.PDF, err = made.PDF()
		return b, err
	}
}

// dutchDays writes the days of the cohort as on paper.
func (g *group) dutchDays() string {
	var days []time.Time
	for _, d := range g.days {
		days = append(days, d.Day.Time())
	}
	if len(days) == 0 {
		return ""
	}
	return dutch.Days(days, " ")
}

// AttendanceList makes the list that participants sign on each day, as PDF. It
// refuses a cohort without days, or with more days than fit on paper.
func (t *Training) AttendanceList(ctx context.Context, cohort int64) (name string, pdf []byte, err error) {
	err = t.store.Read(ctx, func(tx *data.Tx) error {
		g, err := readGroup(tx, cohort)
		if err != nil {
			return err
		}
		look, err := t.Look(tx)
		if err != nil {
			return err
		}
		look.Created = tx.Now().In(data.Amsterdam())
		name = paperNames[run.Attendance].file + " " + g.cohort.Code + ".pdf"
		paper, err := g.attendancePaper(tx, look)
		if err == nil {
			pdf, err = paper.PDF()
		}
		if err != nil {
			return data.Explain(sentence(err), err)
		}
		return nil
	})
	return name, pdf, err
}

func firstOf(texts ...string) string {
	for _, t := range texts {
		if t = strings.TrimSpace(t); t != "" {
			return t
		}
	}
	return ""
}

// badgeSetting names the sheet of name badges.
const badgeSetting = "badge.sheet"

// The sheets that can be chosen by name.
const (
	BadgesEight = "8"
	BadgesTen   = "10"
)

// BadgeSheetOf gives the sheet that the office prints name badges on.
func BadgeSheetOf(tx *data.Tx) (document.BadgeSheet, error) {
	v, err := tx.Setting(badgeSetting, tx.Today())
	if err != nil && !errors.Is(err, data.ErrNotFound) {
		return document.BadgeSheet{}, err
	}
	return readBadgeSheet(v)
}
