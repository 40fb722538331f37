package training

import (
	"context"
	"slices"
	"strings"

	"kiesvoorhetkind.nl/kantoor/app/dutch"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Plan says who of a cohort gets a certificate now, and who does not and why,
// both in the order of the list.
type Plan struct {
	Ready   []Candidate
	LeftOut []LeftOut
	// Problem is why none can be made at all; empty when there is nothing in the way.
	Problem string
	Title   string // "7 geslaagd, certificaten klaar om te printen"
	Detail  string // "1 overgeslagen: Ilse Pennings mist dag 2."
}

// Candidate gets a certificate.
type Candidate struct {
	EnrolmentID int64
	PersonID    int64
	Holder      string // the name as it will stand there
}

// LeftOut gets none now.
type LeftOut struct {
	EnrolmentID int64  `json:"enrolment"`
	Name        string `json:"name"`
	Reason      string `json:"reason"`           // "mist dag 2"
	Number      string `json:"number,omitempty"` // of the certificate that was issued before
}

// entitled says whether somebody completed what the course gives a certificate for, and the last day of it was.
func (g *group) entitled(m member) bool {
	return g.course.Certificate != "none" && m.judgement.Completed(&g.course) && g.ahead(m) == ""
}

// ahead is the last day of somebody's training while it is still to come; "" once it was.
func (g *group) ahead(m member) data.Day {
	days := make([]data.Day, len(g.days))
	for i, d := range g.days {
		days[i] = d.Day
	}
	if last := LastDayFor(days, m.marks); last > g.today {
		return last
	}
	return ""
}

// early says that somebody's result stands before the last day of the training was; the certificate waits for it.
func (g *group) early(m member) bool {
	return g.course.Certificate != "none" && m.judgement.Completed(&g.course) && g.ahead(m) != ""
}

// Plan says who would get a certificate.
func (t *Training) Plan(ctx context.Context, cohort int64) (Plan, error) {
	var p Plan
	err := t.store.Read(ctx, func(tx *data.Tx) error {
		g, err := readGroup(tx, cohort)
		if err == nil {
			p = g.plan()
		}
		return err
	})
	return p, err
}

// Awaits gives the cohorts in which a certificate of somebody is ready to be made, the newest first.
func (t *Training) Awaits(ctx context.Context, person int64) ([]int64, error) {
	var out []int64
	err := t.store.Read(ctx, func(tx *data.Tx) error {
		out = nil
		trainings, err := tx.TrainingsOf(person)
		if err != nil {
			return err
		}
		has, err := tx.CertificatesOf(person)
		if err != nil {
			return err
		}
		for _, s := range trainings {
			if s.Status != Confirmed || s.CohortStatus == Cancelled || slices.ContainsFunc(has, func(c data.Certificate) bool { return c.EnrolmentID == s.EnrolmentID }) {
				continue
			}
			g, err := readGroup(tx, s.CohortID)
			if err != nil {
				return err
			}
			p := g.plan()
			if p.Problem == "" && slices.ContainsFunc(p.Ready, func(c Candidate) bool { return c.EnrolmentID == s.EnrolmentID }) {
				out = append(out, s.CohortID)
			}
		}
		return nil
	})
	return out, err
}

func (g *group) plan() Plan {
	var p Plan
	had := 0
	for _, m := range g.confirmed() {
		left := LeftOut{EnrolmentID: m.enrolment.ID, Name: m.person.Name()}
		c, issued := g.certificates[m.enrolment.ID]
		switch {
		case issued:
			left.Reason, left.Number = words.T("heeft certificaat %s al", c.Number), c.Number
			had++
		case g.revoked[m.enrolment.ID].ID != 0:
			left.Reason, left.Number = words.T("certificaat %s is ingetrokken", g.revoked[m.enrolment.ID].Number), g.revoked[m.enrolment.ID].Number
		case !g.entitled(m):
			left.Reason = g.reason(m)
		case m.enrolment.CertificateHold != "":
			left.Reason = words.T("aangehouden: %s", m.enrolment.CertificateHold)
		case holder(m) == "":
			left.Reason = words.T("heeft geen naam")
		default:
			p.Ready = append(p.Ready, Candidate{EnrolmentID: m.enrolment.ID, PersonID: m.enrolment.PersonID, Holder: holder(m)})
			continue
		}
		p.LeftOut = append(p.LeftOut, left)
	}
	p.Problem = g.problem()
	p.Title, p.Detail = g.sentence(p, had)
	return p
}

// reason is why somebody gets no certificate, as it ends a sentence after the name.
func (g *group) reason(m member) string {
	j := m.judgement
	switch {
	case g.course.Certificate == "none":
		return words.T("krijgt geen certificaat bij deze opleiding")
	case g.early(m):
		return words.T("heeft de laatste dag nog voor zich (%s)", dutch.DeskDay(g.ahead(m).Time()))
	case j.Result == Open && len(g.days) == 0:
		return words.T("heeft nog geen dagen")
	case j.Result == Open:
		return words.T("%s nog niet ingevuld", dayNumbers(j.Unsure))
	case j.Result == Attended:
		return words.T("deelgenomen, niet geslaagd")
	}
	text := j.Pill().Text
	if j.ByHand && j.Reason != "" {
		text += " (" + j.Reason + ")"
	}
	return text
}

// problem is what is in the way of any certificate of this cohort.
func (g *group) problem() string {
	switch {
	case g.course.Certificate == "none":
		return words.T("Bij deze opleiding hoort geen certificaat.")
	case g.cohort.Status == Cancelled:
		return words.T("Deze trainingsgroep is geannuleerd.")
	case len(g.days) == 0:
		return words.T("Er zijn nog geen dagen ingevuld.")
	case len(g.trainers) == 0:
		return words.T("Er is nog geen trainer ingevuld; die moet op het certificaat staan.")
	case len(g.trainers) > 4:
		return words.T("Er zijn meer dan vier trainers; zoveel handtekeningen passen niet op het certificaat.")
	case g.cohort.Town == "" && g.cohort.Venue == "":
		return words.T("Er is nog geen plaats ingevuld; die moet op het certificaat staan.")
	}
	return ""
}

// sentence writes the proposal as the page shows it.
func (g *group) sentence(p Plan, had int) (title, detail string) {
	word := words.T("geslaagd")
	if g.course.Certificate != Passed {
		word = words.T("deelgenomen")
	}
	switch n := len(p.Ready); {
	case p.Problem != "" && n > 0:
		title = words.T("%d %s, maar er kan nog geen certificaat gemaakt worden", n, word)
	case n == 1:
		title = words.T("1 %s, certificaat klaar om te printen", word)
	case n > 1:
		title = words.T("%d %s, certificaten klaar om te printen", n, word)
	case had > 0:
		title = number(had, words.T("certificaat uitgegeven"), words.T("certificaten uitgegeven"))
	default:
		title = words.T("Nog geen certificaten")
	}
	var parts []string
	if p.Problem != "" {
		parts = append(parts, p.Problem)
	}
	if had > 0 && len(p.Ready) > 0 {
		parts = append(parts, words.T("%s het certificaat al.", number(had, words.T("deelnemer heeft"), words.T("deelnemers hebben"))))
	}
	var skipped []string
	for _, l := range p.LeftOut {
		if l.Number == "" {
			skipped = append(skipped, l.Name+" "+l.Reason)
		}
	}
	if n := len(skipped); n > 0 && n <= 3 {
		parts = append(parts, words.T("%d overgeslagen: %s.", n, strings.Join(skipped, "; ")))
	} else if n > 3 {
		parts = append(parts, words.T("%d overgeslagen: %s en %d anderen.", n, strings.Join(skipped[:2], "; "), n-2))
	}
	return title, strings.Join(parts, " ")
}
