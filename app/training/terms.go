package training

import (
	"context"
	"strings"

	"kiesvoorhetkind.nl/kantoor/app/document"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// termsOf copies from a course what holds for a cohort that is planned now. The
// name on the certificate is copied too, so that renaming a course leaves the
// certificates of groups that exist as they were.
func termsOf(c data.Course) data.CohortTerms {
	text := c.CertificateText
	if text == "" {
		text = c.Name
	}
	return data.CohortTerms{
		AgeGroup: c.AgeGroup, CourseDays: c.Days, PriceCents: c.PriceCents, VATCode: c.VATCode, Certificate: c.Certificate, CertificateText: text,
		DaysNeeded: c.DaysNeeded, PartlyAbsent: c.PartlyAbsent, GivesRole: c.GivesRole, ExtendsMembership: c.ExtendsMembership,
	}
}

// AsTaught is a course as it holds for one cohort: with the cohort's own terms.
func AsTaught(c data.Cohort, course data.Course) data.Course {
	t := c.Terms
	if t.Certificate == "" {
		return course
	}
	course.AgeGroup, course.Days, course.PriceCents, course.VATCode = t.AgeGroup, t.CourseDays, t.PriceCents, t.VATCode
	course.Certificate, course.CertificateText, course.DaysNeeded, course.PartlyAbsent = t.Certificate, t.CertificateText, t.DaysNeeded, t.PartlyAbsent
	course.GivesRole, course.ExtendsMembership = t.GivesRole, t.ExtendsMembership
	return course
}

// Difference is something in which a cohort differs from its course as that is now.
type Difference struct {
	What   string
	Here   string // as it is for the cohort
	Course string
}

// differences names where a cohort differs from its course.
func differences(c data.Cohort, course data.Course) []Difference {
	if c.Terms.Certificate == "" {
		return nil
	}
	var out []Difference
	differ := func(what, here, there string) {
		if here != there {
			out = append(out, Difference{what, here, there})
		}
	}
	yes := func(b bool) string {
		if b {
			return words.T("ja")
		}
		return words.T("nee")
	}
	needed := func(n int) string {
		if n == 0 {
			return words.T("alle")
		}
		return number(n, words.T("dag"), words.T("dagen"))
	}
	t, now := c.Terms, termsOf(course)
	differ(words.T("Prijs"), document.Money(int64(t.PriceCents)), document.Money(int64(now.PriceCents)))
	differ(words.T("Btw"), vatWord(t.VATCode), vatWord(now.VATCode))
	differ(words.T("Aantal plaatsen"), number(c.Seats, words.T("plaats"), words.T("plaatsen")), number(course.Seats, words.T("plaats"), words.T("plaatsen")))
	differ(words.T("Aantal dagen"), number(t.CourseDays, words.T("dag"), words.T("dagen")), number(now.CourseDays, words.T("dag"), words.T("dagen")))
	differ(words.T("Dagen die nodig zijn"), needed(t.DaysNeeded), needed(now.DaysNeeded))
	differ(words.T("Een deel van een dag telt niet mee"), yes(t.PartlyAbsent), yes(now.PartlyAbsent))
	differ(words.T("Certificaat voor"), certificateWord(t.Certificate), certificateWord(now.Certificate))
	differ(words.T("Op het certificaat"), t.CertificateText, now.CertificateText)
	differ(words.T("Leeftijdsgroep"), first(t.AgeGroup, words.T("geen")), first(now.AgeGroup, words.T("geen")))
	differ(words.T("Maakt iemand"), roleWord(t.GivesRole), roleWord(now.GivesRole))
	differ(words.T("Maakt of houdt iemand lid"), yes(t.ExtendsMembership), yes(now.ExtendsMembership))
	return out
}

func first(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}

var vatWords = map[string]string{"exempt": words.Later("vrijgesteld"), "high": words.Later("hoog tarief"), "low": words.Later("laag tarief")}

// VATCodes are the treatments that a course can have, the usual one first.
func VATCodes() []string { return []string{"exempt", "high", "low"} }

// VATWord is a treatment on screen.
func VATWord(code string) string { return vatWord(code) }

func vatWord(code string) string {
	if w := vatWords[code]; w != "" {
		return words.T(w)
	}
	return code
}

func certificateWord(c string) string {
	switch c {
	case Passed:
		return words.T("wie is geslaagd")
	case Attended:
		return words.T("wie heeft deelgenomen")
	}
	return words.T("niemand: zonder certificaat")
}

func roleWord(role string) string {
	switch role {
	case "coach":
		return words.T("KIES coach")
	case "care_coach":
		return words.T("zorg en opvoedcoach")
	case "mediator":
		return words.T("KIES mediator")
	}
	return words.T("geen")
}

// SaveTerms changes what was agreed for one cohort. version is the one that the
// screen showed. It refuses a certificate's text or condition that would change
// under certificates that were issued.
func (t *Training) SaveTerms(ctx context.Context, cohort, version int64, terms data.CohortTerms) (int64, error) {
	return t.do(ctx, "Afspraken van trainingsgroep gewijzigd", func(tx *data.Tx) error {
		c, err := readCohort(tx, cohort)
		if err != nil {
			return err
		}
		if c.Version != version {
			return data.ErrStale
		}
		return saveTerms(tx, c, terms)
	})
}

// TakeTerms gives a cohort the terms and the number of seats of its course as they
// are now.
func (t *Training) TakeTerms(ctx context.Context, cohort int64) (int64, error) {
	return t.do(ctx, "Afspraken van de opleiding overgenomen", func(tx *data.Tx) error {
		c, err := readCohort(tx, cohort)
		if err != nil {
			return err
		}
		course, err := tx.Course(c.CourseID)
		if err != nil {
			return err
		}
		c.Seats = course.Seats
		if err := saveTerms(tx, c, termsOf(course)); err != nil {
			return err
		}
		return settle(tx, cohort)
	})
}

func saveTerms(tx *data.Tx, c data.Cohort, terms data.CohortTerms) error {
	course, err := tx.Course(c.CourseID)
	if err != nil {
		return err
	}
	if terms.Certificate == "" {
		terms.Certificate = course.Certificate
	}
	if terms.CourseDays == 0 {
		terms.CourseDays = course.Days
	}
	terms.CertificateText, terms.AgeGroup = tidy(terms.CertificateText), tidy(terms.AgeGroup)
	if terms.CertificateText == "" {
		terms.CertificateText = termsOf(course).CertificateText
	}
	switch {
	case len([]rune(terms.CertificateText)) > maxLine:
		return data.Refuse("De tekst op het certificaat is te lang: hoogstens 300 tekens. Er is niets opgeslagen.")
	case terms.PriceCents < 0:
		return data.Refuse("Een prijs kan niet onder nul zijn. Er is niets opgeslagen.")
	case vatWords[terms.VATCode] == "":
		return data.Refuse("Kies hoe de btw van deze groep is. Er is niets opgeslagen.")
	case terms.DaysNeeded < 0 || terms.DaysNeeded > maxDays:
		return data.Refuse("Het aantal dagen dat nodig is moet 1 tot 60 zijn, of leeg voor alle. Er is niets opgeslagen.")
	case terms.Certificate != Passed && terms.Certificate != Attended && terms.Certificate != "none":
		return data.Refuse("Kies waarvoor iemand het certificaat krijgt. Er is niets opgeslagen.")
	}
	issued, err := tx.CertificatesIn(c.ID)
	if err != nil {
		return err
	}
	was := AsTaught(c, course)
	proof := strings.Join([]string{was.Certificate, first(was.CertificateText, was.Name), was.AgeGroup}, "\n")
	if len(issued) > 0 && proof != strings.Join([]string{terms.Certificate, terms.CertificateText, terms.AgeGroup}, "\n") {
		return data.Refuse("Er zijn al certificaten uitgegeven, dus wat daarop staat ligt vast. Er is niets gewijzigd.")
	}
	gives := was.GivesRole != terms.GivesRole || was.ExtendsMembership != terms.ExtendsMembership
	if len(issued) > 0 && gives {
		return data.Refuse("Er zijn al certificaten uitgegeven, dus wat iemand ermee wordt ligt vast. Er is niets gewijzigd.")
	}
	if c.Status == Finished && (gives || was.DaysNeeded != terms.DaysNeeded || was.PartlyAbsent != terms.PartlyAbsent || was.Certificate != terms.Certificate) {
		return data.Refuse("Deze trainingsgroep is afgerond, dus de regel voor de uitslag staat vast. Heropen hem eerst; er is niets gewijzigd.")
	}
	c.Terms = terms
	if err := tx.SaveCohort(&c); err != nil {
		return err
	}
	return follow(tx, c.ID, 0)
}
