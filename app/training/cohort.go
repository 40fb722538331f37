package training

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"kiesvoorhetkind.nl/kantoor/data"
)

// The most that a cohort can hold, against slips of the keyboard and broken files.
const (
	maxDays         = 60
	maxParticipants = 1000
	maxTrainers     = 12
	maxLine         = 300  // runes of a name or another single line
	maxText         = 2000 // runes of a remark
)

// CohortValues is what somebody fills in about a cohort.
type CohortValues struct {
	CourseID    int64
	Code        string // empty: made of year, town and number
	Days        []CohortDay
	Venue       string
	Street      string
	HouseNumber string
	Postcode    string
	Town        string
	Trainers    []Trainer
	Seats       int // 0: as many as the course has
	Notes       string
}

// CohortDay is one day, with times as "09:30"; empty times are the usual ones.
type CohortDay struct {
	Day    data.Day
	Starts string
	Ends   string
}

// Trainer is who teaches; PersonID 0 is looked up among the trainers of the
// register by name, and stays 0 where nobody or more than one has it.
type Trainer struct {
	PersonID int64
	Name     string
}

// PlanCohort makes a new cohort, planned, and gives its id and the number of
// the change. Clashes are for the page to show; they stop nothing.
func (t *Training) PlanCohort(ctx context.Context, v CohortValues) (cohort, change int64, err error) {
	change, err = t.do(ctx, "Trainingsgroep gepland", func(tx *data.Tx) error {
		c, err := planCohort(tx, v)
		cohort = c.ID
		return err
	})
	return cohort, change, err
}

// SaveCohortIn changes a cohort, for the job that lets its invoices follow. version
// is the one that the screen showed; a cohort that was changed since is refused.
// Taking out a day that has attendance is refused too.
func SaveCohortIn(tx *data.Tx, cohort, version int64, v CohortValues) error {
	c, err := readCohort(tx, cohort)
	if err != nil {
		return err
	}
	if c.Version != version {
		return data.ErrStale
	}
	issued, err := tx.CertificatesIn(cohort)
	if err != nil {
		return err
	}
	if len(issued) > 0 && v.CourseID != c.CourseID {
		return data.Refuse("Er zijn al certificaten uitgegeven, dus de opleiding staat vast. Er is niets gewijzigd.")
	}
	if v.Code == "" {
		v.Code = c.Code
	}
	return writeCohort(tx, &c, v)
}

func planCohort(tx *data.Tx, v CohortValues) (data.Cohort, error) {
	c := data.Cohort{Status: Planned}
	err := writeCohort(tx, &c, v)
	return c, err
}

// writeCohort checks values and makes a cohort of them.
func writeCohort(tx *data.Tx, c *data.Cohort, v CohortValues) error {
	if err := v.check(); err != nil {
		return err
	}
	course, err := tx.Course(v.CourseID)
	if err != nil {
		return data.Explain("Kies een opleiding. Er is niets opgeslagen.", err)
	}
	if c.CourseID != course.ID {
		c.Terms = termsOf(course)
	}
	c.CourseID, c.Notes, c.Code = course.ID, strings.TrimSpace(v.Notes), v.Code
	c.Venue, c.Street, c.HouseNumber, c.Postcode, c.Town = v.Venue, v.Street, v.HouseNumber, v.Postcode, v.Town
	c.Seats = v.Seats
	if c.Seats == 0 {
		c.Seats = course.Seats
	}
	c.FirstDay, c.LastDay = "", ""
	if len(v.Days) > 0 {
		c.FirstDay, c.LastDay = v.Days[0].Day, v.Days[len(v.Days)-1].Day
	}
	if c.Code == "" {
		if c.Code, err = newCode(tx, v); err != nil {
			return err
		}
	}
	if err := tx.SaveCohort(c); err != nil {
		if errors.Is(err, data.ErrDouble) {
			return data.Explain("Er is al een trainingsgroep met deze code. Er is niets opgeslagen; kies een andere.", err)
		}
		return err
	}
	if err := writeDays(tx, c.ID, v.Days); err != nil {
		return err
	}
	if err := writeTrainers(tx, c.ID, v.Trainers); err != nil {
		return err
	}
	if err := settle(tx, c.ID); err != nil {
		return err
	}
	*c, err = tx.Cohort(c.ID)
	return err
}

// check tidies values and refuses what cannot be.
func (v *CohortValues) check() error {
	for _, s := range []*string{&v.Code, &v.Venue, &v.Street, &v.HouseNumber, &v.Postcode, &v.Town} {
		*s = tidy(*s)
		if utf8.RuneCountInString(*s) > maxLine {
			return data.Refuse("Een van de gegevens is te lang: hoogstens 300 tekens. Er is niets opgeslagen.")
		}
	}
	if utf8.RuneCountInString(v.Notes) > maxText {
		return data.Refuse("De notitie is te lang: hoogstens 2000 tekens. Er is niets opgeslagen.")
	}
	if v.Town == "" && v.Code == "" {
		return data.Refuse("Vul de plaats in. Er is niets opgeslagen.")
	}
	if v.Seats < 0 || v.Seats > maxParticipants {
		return data.Refuse("Het aantal plaatsen moet 1 tot 1000 zijn. Er is niets opgeslagen.")
	}
	if len(v.Days) > maxDays {
		return data.Refuse("Een trainingsgroep kan hoogstens 60 dagen hebben. Er is niets opgeslagen.")
	}
	if len(v.Trainers) > maxTrainers {
		return data.Refuse("Een trainingsgroep kan hoogstens 12 trainers hebben. Er is niets opgeslagen.")
	}
	v.Days = slices.Clone(v.Days)
	slices.SortFunc(v.Days, func(a, b CohortDay) int { return strings.Compare(string(a.Day), string(b.Day)) })
	for i := range v.Days {
		d := &v.Days[i]
		if d.Starts == "" {
			d.Starts = "09:30"
		}
		if d.Ends == "" {
			d.Ends = "16:30"
		}
		switch {
		case d.Day.Time().IsZero():
			return data.Refuse("Een van de dagen is geen bestaande datum. Er is niets opgeslagen.")
		case i > 0 && v.Days[i-1].Day == d.Day:
			return data.Refuse("Dezelfde dag staat er twee keer. Er is niets opgeslagen.")
		case !isTime(d.Starts) || !isTime(d.Ends) || d.Starts >= d.Ends:
			return data.Refuse("De tijden van een dag kloppen niet: schrijf ze als 09:30 en 16:30. Er is niets opgeslagen.")
		}
	}
	return nil
}

// isTime: a time of the day as "09:30".
func isTime(s string) bool {
	h, m, ok := strings.Cut(s, ":")
	if !ok || len(h) != 2 || len(m) != 2 {
		return false
	}
	hour, err := strconv.Atoi(h)
	minute, err2 := strconv.Atoi(m)
	return err == nil && err2 == nil && hour >= 0 && hour < 24 && minute >= 0 && minute < 60
}

// newCode makes a code of the year, three letters of the town and the next
// number: "2026-UTR-1".
func newCode(tx *data.Tx, v CohortValues) (string, error) {
	year := string(tx.Today())[:4]
	if len(v.Days) > 0 {
		year = string(v.Days[0].Day)[:4]
	}
	start := year + "-" + townLetters(v.Town) + "-"
	codes, err := tx.CohortCodes(start)
	if err != nil {
		return "", err
	}
	last := 0
	for _, c := range codes {
		if n, err := strconv.Atoi(strings.TrimPrefix(c, start)); err == nil {
			last = max(last, n)
		}
	}
	return fmt.Sprintf("%s%d", start, last+1), nil
}

// townLetters shortens a town to three capitals; the 's of 's-Hertogenbosch is no part of it.
func townLetters(town string) string {
	town = data.Fold(town)
	if i := strings.Index(town, "-"); strings.HasPrefix(town, "'") && i > 0 {
		town = town[i+1:]
	}
	var out []rune
	for _, r := range town {
		if unicode.IsLetter(r) && len(out) < 3 {
			out = append(out, unicode.ToUpper(r))
		}
	}
	if len(out) == 0 {
		return "GRP"
	}
	return string(out)
}

// writeDays brings the days of a cohort up to date; a day that stays keeps its attendance.
func writeDays(tx *data.Tx, cohort int64, days []CohortDay) error {
	have, err := tx.CohortDays(cohort)
	if err != nil {
		return err
	}
	attendance, err := tx.AttendanceIn(cohort)
	if err != nil {
		return err
	}
	wanted := map[data.Day]CohortDay{}
	for _, d := range days {
		wanted[d.Day] = d
	}
	for _, h := range have {
		w, stays := wanted[h.Day]
		if stays {
			h.Starts, h.Ends = w.Starts, w.Ends
			if err := tx.SaveCohortDay(&h); err != nil {
				return err
			}
			delete(wanted, h.Day)
			continue
		}
		if slices.ContainsFunc(attendance, func(a data.Attendance) bool { return a.CohortDayID == h.ID }) {
			return data.Refuse("Van een van de dagen die je weghaalt is de aanwezigheid al ingevuld. Er is niets opgeslagen.")
		}
		if err := tx.RemoveCohortDay(h.ID); err != nil {
			return err
		}
	}
	for _, d := range days {
		if _, isNew := wanted[d.Day]; !isNew {
			continue
		}
		if err := tx.SaveCohortDay(&data.CohortDay{CohortID: cohort, Day: d.Day, Starts: d.Starts, Ends: d.Ends}); err != nil {
			return err
		}
	}
	return nil
}

// writeTrainers brings the trainers of a cohort up to date, in the order given.
func writeTrainers(tx *data.Tx, cohort int64, trainers []Trainer) error {
	have, err := tx.CohortTrainers(cohort)
	if err != nil {
		return err
	}
	n := 0
	for _, w := range trainers {
		w, err := findTrainer(tx, w)
		if err != nil {
			return err
		}
		if w.Name == "" {
			continue
		}
		row := data.CohortTrainer{CohortID: cohort}
		if n < len(have) {
			row = have[n]
		}
		row.PersonID, row.Name, row.Position = w.PersonID, w.Name, n
		if err := tx.SaveCohortTrainer(&row); err != nil {
			return err
		}
		n++
	}
	for _, h := range have[min(n, len(have)):] {
		if err := tx.RemoveCohortTrainer(h.ID); err != nil {
			return err
		}
	}
	return nil
}

func findTrainer(tx *data.Tx, w Trainer) (Trainer, error) {
	w.Name = tidy(w.Name)
	if utf8.RuneCountInString(w.Name) > maxLine {
		return w, data.Refuse("De naam van een trainer is te lang: hoogstens 300 tekens. Er is niets opgeslagen.")
	}
	if w.PersonID != 0 {
		p, err := tx.Person(w.PersonID)
		if err != nil {
			return w, data.Explain("Deze trainer staat niet meer in het register. Er is niets opgeslagen.", err)
		}
		if w.Name == "" {
			w.Name = p.Name()
		}
		return w, nil
	}
	if w.Name == "" {
		return w, nil
	}
	known, err := tx.PeopleInRole("trainer", tx.Today())
	if err != nil {
		return w, err
	}
	for _, p := range known {
		if data.Fold(p.Name()) != data.Fold(w.Name) {
			continue
		}
		if w.PersonID != 0 {
			return Trainer{Name: w.Name}, nil
		}
		w.PersonID = p.ID
	}
	return w, nil
}

// Trainers gives everybody who is a trainer today, to choose from.
func (t *Training) Trainers(ctx context.Context) ([]Trainer, error) {
	var out []Trainer
	err := t.store.Read(ctx, func(tx *data.Tx) error {
		people, err := tx.PeopleInRole("trainer", tx.Today())
		for _, p := range people {
			out = append(out, Trainer{PersonID: p.ID, Name: p.Name()})
		}
		return err
	})
	return out, err
}
