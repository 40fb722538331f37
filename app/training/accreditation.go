package training

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"kiesvoorhetkind.nl/kantoor/app/sheet"
	"kiesvoorhetkind.nl/kantoor/data"
)

// PE-online is where professional registers keep who followed which accredited
// training. This is our reading of what it takes, from public manuals of registers
// and of programs that deliver to it (there is no published file layout):
//
//   - By hand, somebody chooses the training by its number and the day, and pastes
//     the registration numbers of who was there, one a line: Numbers.
//   - Programs deliver the same a participant each, in fields named externalCourseID,
//     externalEditionID, externalMeetingID (where each day is accredited by itself),
//     externalPersonID and endDate: Table, with those names as its columns. The
//     edition and the meeting are the provider's own codes, filled in at PE-online too: the
//     code of the cohort, and that code with the number of the day.
//
// Which number the office got for a course differs by register, and which columns an
// office needs may differ too, so both are settings.

// AccreditationPlan is what the office has set for a course and a register.
type AccreditationPlan struct {
	Register string // such as "SKJ"
	Course   string // number of the course there
	PerDay   bool   // each day is accredited by itself; else the course as a whole
}

// AccreditationColumn is a column of the list: its title, and what stands in it.
type AccreditationColumn struct{ Title, Value string }

// accreditationValues are what a column can hold, in the words of the setting.
var accreditationValues = []string{"cursus", "uitvoering", "bijeenkomst", "registratienummer", "datum", "naam", "voornaam", "achternaam", "organisatie", "mail", "dag"}

// AccreditationValues are what a column can hold.
func AccreditationValues() []string { return slices.Clone(accreditationValues) }

// standardAccreditation are the columns when the office set none.
const standardAccreditation = `externalCourseID = cursus
externalEditionID = uitvoering
externalMeetingID = bijeenkomst
externalPersonID = registratienummer
endDate = datum
naam = naam`

const (
	accreditationColumns  = "accreditation.columns"
	accreditationRegister = "accreditation.register" // the last that was used
)

func accreditationCourse(course int64, register string) string {
	return "accreditation.course." + strconv.FormatInt(course, 10) + "." + data.Fold(register)
}

// Registered is a participant with the number in a register.
type Registered struct {
	PersonID int64
	Name     string // as lists have it
	Number   string // "" when it is not known
}

// Accreditation is what the office can fill in before the list is made.
type Accreditation struct {
	Plan   AccreditationPlan
	People []Registered // who take part, by name
}

// AccreditationList is the list for one register.
type AccreditationList struct {
	Table sheet.Table
	// Numbers are those to paste at each day, or in one piece for the course as a
	// whole, by the day (YYYY-MM-DD).
	Numbers []DayNumbers
	Without []string // who was there and has no number
	Partly  []string // who was there for a part of a day, which is not delivered
	// Unfinished are who did not complete the course, where it is accredited as a whole.
	Unfinished []string
}

// DayNumbers are the registration numbers of who was there on a day.
type DayNumbers struct {
	Day     data.Day
	Numbers []string
}

// Accreditation gives what is set for a cohort and a register; an empty register
// is the last that was used.
func (t *Training) Accreditation(ctx context.Context, cohort int64, register string) (Accreditation, error) {
	var out Accreditation
	err := t.store.Read(ctx, func(tx *data.Tx) error {
		out = Accreditation{}
		g, err := readGroup(tx, cohort)
		if err != nil {
			return err
		}
		if register == "" {
			if register, err = settingOr(tx, accreditationRegister, ""); err != nil {
				return err
			}
		}
		if out.Plan, err = accreditationOf(tx, g.course.ID, register); err != nil {
			return err
		}
		numbers, err := g.numbersIn(tx, register)
		for _, m := range g.confirmed() {
			out.People = append(out.People, Registered{m.enrolment.PersonID, m.person.ListName(), numbers[m.enrolment.PersonID]})
		}
		return err
	})
	return out, err
}

func settingOr(tx *data.Tx, name, otherwise string) (string, error) {
	v, err := tx.Setting(name, tx.Today())
	if errors.Is(err, data.ErrNotFound) || err == nil && v == "" {
		return otherwise, nil
	}
	return v, err
}

// accreditationOf reads a plan as it is kept: "number;day" or "number;whole".
func accreditationOf(tx *data.Tx, course int64, register string) (AccreditationPlan, error) {
	p := AccreditationPlan{Register: register}
	v, err := settingOr(tx, accreditationCourse(course, register), "")
	if err != nil {
		return p, err
	}
	number, how, _ := strings.Cut(v, ";")
	p.Course, p.PerDay = number, how == "day"
	return p, nil
}

func (g *group) numbersIn(tx *data.Tx, register string) (map[int64]string, error) {
	out := map[int64]string{}
	kept, err := tx.Registrations(g.cohort.ID, register)
	for _, r := range kept {
		out[r.PersonID] = r.Number
	}
	return out, err
}

// SaveAccreditation keeps the plan of a cohort's course and the numbers of its
// participants in that register.
func (t *Training) SaveAccreditation(ctx context.Context, cohort int64, a Accreditation) (int64, error) {
	a.Plan.Register, a.Plan.Course = tidy(a.Plan.Register), strings.ReplaceAll(tidy(a.Plan.Course), ";", " ")
	if a.Plan.Register == "" {
		return 0, data.Refuse("Vul in voor welk register het is, zoals SKJ. Er is niets opgeslagen.")
	}
	if utf8.RuneCountInString(a.Plan.Register) > 60 || utf8.RuneCountInString(a.Plan.Course) > 60 {
		return 0, data.Refuse("Het register of het cursusnummer is te lang. Er is niets opgeslagen.")
	}
	return t.do(ctx, "Gegevens voor PE-online gewijzigd", func(tx *data.Tx) error {
		g, err := readGroup(tx, cohort)
		if err != nil {
			return err
		}
		how := "whole"
		if a.Plan.PerDay {
			how = "day"
		}
		for name, value := range map[string]string{
			accreditationCourse(g.course.ID, a.Plan.Register): a.Plan.Course + ";" + how, accreditationRegister: a.Plan.Register,
		} {
			if now, err := settingOr(tx, name, ""); err != nil {
				return err
			} else if now != value {
				if err := tx.SaveSetting(name, "", value); err != nil {
					return err
				}
			}
		}
		kept, err := tx.Registrations(cohort, a.Plan.Register)
		if err != nil {
			return err
		}
		for _, p := range a.People {
			if err := keepNumber(tx, g, kept, p, a.Plan.Register); err != nil {
				return err
			}
		}
		return nil
	})
}

func keepNumber(tx *data.Tx, g *group, kept []data.PersonRegistration, p Registered, register string) error {
	number := tidy(p.Number)
	if utf8.RuneCountInString(number) > 40 {
		return data.Refuse("Een registratienummer is te lang: hoogstens 40 tekens. Er is niets opgeslagen.")
	}
	if !slices.ContainsFunc(g.members, func(m member) bool { return m.enrolment.PersonID == p.PersonID }) {
		return data.Refuse("Een van de deelnemers zit niet meer in deze groep. Er is niets opgeslagen.")
	}
	r := data.PersonRegistration{PersonID: p.PersonID, Register: register}
	if i := slices.IndexFunc(kept, func(r data.PersonRegistration) bool { return r.PersonID == p.PersonID }); i >= 0 {
		r = kept[i]
	}
	switch {
	case number == r.Number:
		return nil
	case number == "":
		return tx.RemoveRegistration(r.ID)
	}
	r.Number = number
	return tx.SaveRegistration(&r)
}

// AccreditationList makes the list of a cohort for a register: who was there the
// whole of a day, or who completed the course.
func (t *Training) AccreditationList(ctx context.Context, cohort int64, register string) (AccreditationList, error) {
	var out AccreditationList
	err := t.store.Read(ctx, func(tx *data.Tx) error {
		out = AccreditationList{}
		g, err := readGroup(tx, cohort)
		if err != nil {
			return err
		}
		plan, err := accreditationOf(tx, g.course.ID, register)
		if err != nil {
			return err
		}
		numbers, err := g.numbersIn(tx, register)
		if err != nil {
			return err
		}
		columns, err := accreditationColumnsOf(tx)
		if err != nil {
			return err
		}
		out.Table.Title = "PE-online " + g.cohort.Code
		for _, c := range columns {
			out.Table.Columns = append(out.Table.Columns, c.Title)
		}
		if len(g.days) == 0 {
			return data.Refuse("Er zijn nog geen dagen ingevuld, dus er valt niets door te geven.")
		}
		if plan.PerDay {
			for i, d := range g.days {
				g.accredit(&out, columns, plan, numbers, d.Day, i+1, func(m member) (there, partly bool) { return m.marks[i] == Present, m.marks[i] == Partly })
			}
			return nil
		}
		g.accredit(&out, columns, plan, numbers, g.cohort.LastDay, 0, func(m member) (there, partly bool) { return m.judgement.Completed(&g.course), false })
		for _, m := range g.confirmed() {
			if !m.judgement.Completed(&g.course) {
				add(&out.Unfinished, m.person.Name())
			}
		}
		return nil
	})
	return out, err
}

// accredit adds who was there on a day; number is that of the day, 0 for the course as a whole.
func (g *group) accredit(out *AccreditationList, columns []AccreditationColumn, plan AccreditationPlan, numbers map[int64]string, day data.Day, number int, was func(member) (there, partly bool)) {
	paste := DayNumbers{Day: day}
	for _, m := range g.confirmed() {
		there, partly := was(m)
		if partly {
			add(&out.Partly, m.person.Name())
		}
		if !there {
			continue
		}
		own := numbers[m.enrolment.PersonID]
		if own == "" {
			add(&out.Without, m.person.Name())
			continue
		}
		paste.Numbers = append(paste.Numbers, own)
		meeting, days := "", ""
		if number > 0 {
			days = itoa(number)
			meeting = g.cohort.Code + "-" + days
		}
		values := map[string]sheet.Cell{
			"cursus": sheet.Text(plan.Course), "uitvoering": sheet.Text(g.cohort.Code), "bijeenkomst": sheet.Text(meeting),
			"registratienummer": sheet.Text(own), "datum": sheet.Day(string(day)), "naam": sheet.Text(m.person.Name()),
			"voornaam": sheet.Text(firstOf(m.person.FirstName, m.person.Initials)), "achternaam": sheet.Text(joined(" ", m.person.Infix, m.person.Surname)),
			"organisatie": sheet.Text(firstOf(m.enrolment.Organisation, m.person.Organisation)), "mail": sheet.Text(firstOf(m.person.Email, m.person.WorkEmail)),
			"dag": sheet.Text(days),
		}
		row := make([]sheet.Cell, len(columns))
		for i, c := range columns {
			row[i] = values[c.Value]
		}
		out.Table.Rows = append(out.Table.Rows, row)
	}
	if len(paste.Numbers) > 0 {
		out.Numbers = append(out.Numbers, paste)
	}
}

func add(to *[]string, name string) {
	if !slices.Contains(*to, name) {
		*to = append(*to, name)
	}
}

func accreditationColumnsOf(tx *data.Tx) ([]AccreditationColumn, error) {
	text, err := settingOr(tx, accreditationColumns, standardAccreditation)
	if err != nil {
		return nil, err
	}
	return readColumns(text)
}

// readColumns reads columns as a setting: a line each, "title = value".
func readColumns(text string) ([]AccreditationColumn, error) {
	var out []AccreditationColumn
	for line := range strings.Lines(strings.ReplaceAll(text, "\r", "\n")) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		title, value, found := strings.Cut(line, "=")
		c := AccreditationColumn{strings.TrimSpace(title), strings.ToLower(strings.TrimSpace(value))}
		if !found || c.Title == "" || !slices.Contains(accreditationValues, c.Value) {
			return nil, data.Refuse("Elke regel is een kolom: de kop, een is-teken en wat erin staat. Wat erin kan staan: %s.", strings.Join(accreditationValues, ", "))
		}
		out = append(out, c)
	}
	if len(out) == 0 || len(out) > 30 {
		return nil, data.Refuse("Vul 1 tot 30 kolommen in, elk op een regel.")
	}
	return out, nil
}

// AccreditationColumns gives the columns of the list as a setting, a line each.
func (t *Training) AccreditationColumns(ctx context.Context) (string, error) {
	text := ""
	err := t.store.Read(ctx, func(tx *data.Tx) (err error) {
		text, err = settingOr(tx, accreditationColumns, standardAccreditation)
		return err
	})
	return text, err
}

// SaveAccreditationColumns keeps the columns; an empty text goes back to the usual ones.
func (t *Training) SaveAccreditationColumns(ctx context.Context, text string) (int64, error) {
	text = strings.TrimSpace(text)
	if text != "" {
		columns, err := readColumns(text)
		if err != nil {
			return 0, err
		}
		var lines []string
		for _, c := range columns {
			lines = append(lines, fmt.Sprintf("%s = %s", c.Title, c.Value))
		}
		text = strings.Join(lines, "\n")
	}
	return t.do(ctx, "Kolommen voor PE-online gewijzigd", func(tx *data.Tx) error {
		if now, err := settingOr(tx, accreditationColumns, ""); err != nil || now == text {
			return err
		}
		return tx.SaveSetting(accreditationColumns, "", text)
	})
}
