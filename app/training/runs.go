package training

import (
	"strconv"

	"kiesvoorhetkind.nl/kantoor/app/dutch"
	"kiesvoorhetkind.nl/kantoor/app/run"
)

// aboutCohort is what the papers of a cohort are about, for who had them already.
func aboutCohort(id int64) string { return "cohort:" + strconv.FormatInt(id, 10) }

// Codes of why somebody gets no certificate, beside those of package run; else
// it is the result.
const (
	leftHeld     = "held"
	leftNameless = "nameless"
	leftNoneHere = "none_here" // the course gives no certificate
	leftEarly    = "early"     // the last day is still to come
)

// kept is somebody who got no certificate as the run keeps it: with a code, and
// in Dutch whatever the language of the desk is.
func (l LeftOut) kept(g *group) run.LeftOut {
	m, _ := g.member(l.EnrolmentID)
	out := run.LeftOut{Recipient: run.Recipient{PersonID: m.enrolment.PersonID, Name: l.Name, Ref: l.EnrolmentID}}
	j := m.judgement
	switch {
	case l.Number != "":
		out.Code, out.Text = run.Had, "heeft certificaat "+l.Number+" al"
	case g.course.Certificate == "none":
		out.Code, out.Text = leftNoneHere, "krijgt geen certificaat bij deze opleiding"
	case g.early(m):
		out.Code, out.Text = leftEarly, "heeft de laatste dag nog voor zich"
	case !g.entitled(m):
		out.Code, out.Text = j.Result, dutchResult(j)
	case m.enrolment.CertificateHold != "":
		out.Code, out.Text = leftHeld, "aangehouden: "+m.enrolment.CertificateHold
	case holder(m) == "":
		out.Code, out.Text = leftNameless, "heeft geen naam"
	default:
		out.Code, out.Text = run.Unprintable, "kan niet goed gedrukt worden"
	}
	return out
}

// dutchResult is a result that gives no certificate, as it ends a sentence after the name.
func dutchResult(j Judgement) string {
	switch {
	case j.Result == Open:
		return "de uitslag is nog open"
	case j.Result == Attended:
		return "deelgenomen, niet geslaagd"
	case j.Result == Missing && len(j.Missed) > 0:
		return "mist " + dutchDays(j.Missed)
	case j.Result == CatchUp && len(j.Missed) > 0:
		return "haalt " + dutchDays(j.Missed) + " in"
	}
	text := resultWords[j.Result].Text
	if j.ByHand && j.Reason != "" {
		text += " (" + j.Reason + ")"
	}
	return text
}

func dutchDays(days []int) string {
	named := make([]string, len(days))
	for i, d := range days {
		named[i] = strconv.Itoa(d)
	}
	return "dag " + dutch.And(named)
}
