package training

import (
	"context"
	"errors"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// The kinds of courses.
const (
	Basic     = "basic"
	FollowUp  = "follow_up"
	Deepening = "deepening"
	StudyDay  = "study"
	Mediation = "mediation"
)

// KindWords are the kinds of courses on screen.
var KindWords = map[string]string{
	Basic: words.Later("basistraining"), FollowUp: words.Later("nascholing"), Deepening: words.Later("verdiepingsdag"), StudyDay: words.Later("thema-studiedag"), Mediation: words.Later("mediation"),
}

// standardCourses are the courses that the office's texts and groups name. Days
// and prices are a start to be set by the office: only the names, the roles and
// what extends a membership (FAQ: a follow-up or a deepening day) are known.
var standardCourses = []data.Course{
	{Name: "KIES coach 7-12 jaar basistraining", Kind: Basic, AgeGroup: "7-12 jaar", Days: 4, PriceCents: 129500, Certificate: Passed, GivesRole: "coach", ExtendsMembership: true, Seats: 16},
	{Name: "KIES zorg en opvoedcoach", Kind: Basic, Days: 2, PriceCents: 69500, Certificate: Passed, GivesRole: "care_coach", ExtendsMembership: true, Seats: 16},
	{Name: "KIES Mediation", Kind: Mediation, Days: 3, PriceCents: 99500, Certificate: Passed, GivesRole: "mediator", ExtendsMembership: true, Seats: 12},
	{Name: "Nascholing", Kind: FollowUp, Days: 1, PriceCents: 24500, Certificate: Attended, ExtendsMembership: true, Seats: 20},
	{Name: "Verdiepingsdag KIES coach", Kind: Deepening, Days: 1, PriceCents: 24500, Certificate: Attended, ExtendsMembership: true, Seats: 20},
	{Name: "Thema-studiedag", Kind: StudyDay, Days: 1, PriceCents: 17500, Certificate: Attended, Seats: 24},
}

// AsUsual gives a course what courses of its kind mostly have: a certificate for who passed or for who took part, and
// whether who did it becomes or stays a member (FAQ: a follow-up or a deepening day extends a membership).
func AsUsual(c *data.Course) {
	c.Certificate, c.ExtendsMembership = Passed, true
	switch c.Kind {
	case FollowUp, Deepening:
		c.Certificate = Attended
	case StudyDay:
		c.Certificate, c.ExtendsMembership = Attended, false
	}
}

// EnsureCourses adds the office's usual courses to an office that has no courses.
func EnsureCourses(tx *data.Tx) error {
	have, err := tx.Courses()
	if err != nil || len(have) > 0 {
		return err
	}
	for _, c := range standardCourses {
		c.VATCode = "exempt"
		if err := tx.SaveCourse(&c); err != nil {
			return err
		}
	}
	return nil
}

// Courses gives all courses by name, those no longer taught last.
func (t *Training) Courses(ctx context.Context) ([]data.Course, error) {
	var out []data.Course
	err := t.store.Read(ctx, func(tx *data.Tx) (err error) {
		out, err = tx.Courses()
		return err
	})
	return out, err
}

// SaveCourse adds a course (ID 0) or changes one, and gives it back as it was
// saved with the number of the change.
func (t *Training) SaveCourse(ctx context.Context, c data.Course) (data.Course, int64, error) {
	title := "Opleiding gewijzigd"
	if c.ID == 0 {
		title = "Opleiding toegevoegd"
	}
	saved := c
	change, err := t.do(ctx, title, func(tx *data.Tx) error {
		saved = c
		return saveCourse(tx, &saved)
	})
	return saved, change, err
}

// saveCourse checks a course and saves it.
func saveCourse(tx *data.Tx, c *data.Course) error {
	c.Name, c.AgeGroup, c.CertificateText = tidy(c.Name), tidy(c.AgeGroup), tidy(c.CertificateText)
	switch {
	case c.Name == "":
		return data.Refuse("De opleiding heeft nog geen naam. Er is niets opgeslagen.")
	case utf8.RuneCountInString(c.Name) > 120:
		return data.Refuse("De naam van de opleiding is te lang: hoogstens 120 tekens. Er is niets opgeslagen.")
	case KindWords[c.Kind] == "":
		return data.Refuse("Kies wat voor opleiding het is. Er is niets opgeslagen.")
	case c.Days < 1 || c.Days > maxDays:
		return data.Refuse("Het aantal dagen moet 1 tot 60 zijn. Er is niets opgeslagen.")
	case c.DaysNeeded < 0 || c.DaysNeeded > c.Days:
		return data.Refuse("Er kunnen niet meer dagen nodig zijn dan de opleiding heeft. Er is niets opgeslagen.")
	case c.PriceCents < 0:
		return data.Refuse("Een prijs kan niet onder nul zijn. Er is niets opgeslagen.")
	case c.Seats < 1 || c.Seats > maxParticipants:
		return data.Refuse("Het aantal plaatsen moet 1 tot 1000 zijn. Er is niets opgeslagen.")
	case c.Certificate != Passed && c.Certificate != Attended && c.Certificate != "none":
		return data.Refuse("Kies waarvoor iemand het certificaat krijgt. Er is niets opgeslagen.")
	}
	if c.VATCode == "" {
		c.VATCode = "exempt"
	}
	if vatWords[c.VATCode] == "" {
		return data.Refuse("Kies hoe de btw van de opleiding is. Er is niets opgeslagen.")
	}
	if c.Design != "" {
		if _, err := designOf(tx, c.Design); err != nil {
			return err
		}
	}
	err := tx.SaveCourse(c)
	if errors.Is(err, data.ErrDouble) {
		return data.Explain("Er is al een opleiding met deze naam. Er is niets opgeslagen; kies een andere naam.", err)
	}
	return err
}

// tidy makes one line of a text, with single spaces and composed letters.
func tidy(s string) string { return norm.NFC.String(strings.Join(strings.Fields(s), " ")) }
