package training

import (
	"strconv"

	"kiesvoorhetkind.nl/kantoor/app/dutch"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Attendance on a day.
const (
	Present = "present"
	Partly  = "partly" // came later or left earlier
	Absent  = "absent"
)

// Results of somebody in a cohort. Missing and Open only follow from attendance
// and are never kept; the others may also be given by hand.
const (
	Open      = ""          // not all days have been marked
	Missing   = "missing"   // not there on a day that is needed
	Passed    = "passed"    //
	Attended  = "attended"  // took part, where a course is not passed or failed
	Failed    = "failed"    //
	CatchUp   = "catch_up"  // will do a missed day in another cohort
	Stopped   = "stopped"   //
	NoShow    = "no_show"   // never came
	Withdrawn = "withdrawn" // said beforehand not to come
)

// resultWords are the words on screen; what can be given by hand stands here and nowhere else.
var resultWords = map[string]Pill{
	Passed:    {words.Later("geslaagd"), Green},
	Attended:  {words.Later("deelgenomen"), Green},
	Failed:    {words.Later("niet geslaagd"), Red},
	CatchUp:   {words.Later("haalt in"), Amber},
	Stopped:   {words.Later("gestopt"), Grey},
	NoShow:    {words.Later("niet verschenen"), Grey},
	Withdrawn: {words.Later("afgemeld"), Grey},
}

// Judgement is how somebody stands in a cohort.
type Judgement struct {
	Result string
	ByHand bool   // decided by somebody rather than by attendance
	Reason string // why, where it was decided by hand
	Missed []int  // days not attended, from 1
	Partly []int  // days attended in part
	Unsure []int  // days not marked
}

// Judge decides a result. A result given by hand stands. Else whoever was there
// on the days that the course asks for (all of them, unless the course says how
// many) has passed, or has attended where the course is not passed or failed. A
// day attended in part counts as attended unless the course says otherwise: agreed
// exceptions are the rule in practice, and it is shown so that it can be decided
// otherwise by hand. Nobody
// passes before every day is marked. Who catches up is done once the missed days are
// marked after all. The number of days is a setting of the
// course, ours and not the office's published rule.
func Judge(course *data.Course, marks []string, byHand, reason string) Judgement {
	j := Judgement{}
	for i, m := range marks {
		switch m {
		case Present:
		case Partly:
			j.Partly = append(j.Partly, i+1)
			if course.PartlyAbsent {
				j.Missed = append(j.Missed, i+1)
			}
		case Absent:
			j.Missed = append(j.Missed, i+1)
		default:
			j.Unsure = append(j.Unsure, i+1)
		}
	}
	j.Result = byAttendance(course, marks, j)
	caughtUp := byHand == CatchUp && j.Completed(course)
	if byHand != "" && !caughtUp {
		j.Result, j.ByHand, j.Reason = byHand, true, reason
	}
	return j
}

func byAttendance(course *data.Course, marks []string, j Judgement) string {
	needed := course.DaysNeeded
	if needed <= 0 || needed > len(marks) {
		needed = len(marks)
	}
	switch {
	case len(marks) == 0:
		return Open
	case len(j.Missed) == len(marks) && len(j.Partly) == 0:
		return NoShow
	case len(marks)-len(j.Missed) < needed:
		return Missing
	case len(j.Unsure) > 0:
		return Open
	case course.Certificate == Passed:
		return Passed
	}
	return Attended
}

// Rule says what follows from attendance and why: "Aanwezig op 3 van 4 dagen, 3
// nodig. Dag 2 was voor een deel en telt mee. Daaruit volgt: geslaagd."
func Rule(course *data.Course, marks []string) string {
	j := Judge(course, marks, "", "")
	if len(marks) == 0 {
		return words.T("Er zijn nog geen dagen ingevuld.")
	}
	needed := course.DaysNeeded
	if needed <= 0 || needed > len(marks) {
		needed = len(marks)
	}
	text := words.T("Aanwezig op %d van %s, nodig: %d.", len(marks)-len(j.Missed)-len(j.Unsure), number(len(marks), words.T("dag"), words.T("dagen")), needed)
	if len(j.Partly) > 0 && course.PartlyAbsent {
		text += " " + words.T("Een deel van %s; dat telt niet mee.", dayNumbers(j.Partly))
	} else if len(j.Partly) > 0 {
		text += " " + words.T("Een deel van %s; dat telt mee.", dayNumbers(j.Partly))
	}
	if len(j.Unsure) > 0 {
		text += " " + words.T("Nog niet ingevuld: %s.", dayNumbers(j.Unsure))
	}
	return text + " " + words.T("Daaruit volgt: %s.", j.Pill().Text)
}

// Completed says whether the course was completed.
func (j Judgement) Completed(course *data.Course) bool {
	return j.Result == Passed || j.Result == Attended && course.Certificate != Passed
}

// LastDayFor is the last day of somebody's training: that of the group, less the days at its end on which it is known that
// he or she is not there; "" without days. A certificate states that the training was completed, so before this day there
// is none, whatever was decided by hand. It counts from its morning, so that certificates can be handed out at its end. Our
// reading; the office's published rules do not speak of it.
func LastDayFor(days []data.Day, marks []string) data.Day {
	for i := len(days) - 1; i >= 0; i-- {
		if i >= len(marks) || marks[i] != Absent {
			return days[i]
		}
	}
	if len(days) == 0 {
		return ""
	}
	return days[len(days)-1]
}

// Decided says whether the office has nothing more to fill in. Who catches up in
// another cohort is decided: this one can be finished without waiting for it.
func (j Judgement) Decided() bool { return j.Result != Open && j.Result != Missing }

// Pill is the result on screen: "geslaagd", "mist dag 2", "haalt dag 3 in".
func (j Judgement) Pill() Pill {
	switch {
	case j.Result == Missing:
		return Pill{words.T("mist %s", dayNumbers(j.Missed)), Amber}
	case j.Result == CatchUp && len(j.Missed) > 0:
		return Pill{words.T("haalt %s in", dayNumbers(j.Missed)), Amber}
	case j.Result == Open:
		return Pill{words.T("nog open"), Grey}
	}
	return resultWords[j.Result].said()
}

// dayNumbers writes "dag 2", "dag 2 en 3", "dag 1, 2 en 4".
func dayNumbers(days []int) string {
	named := make([]string, len(days))
	for i, d := range days {
		named[i] = strconv.Itoa(d)
	}
	return words.T("dag %s", dutch.DeskAnd(named))
}

// number writes "1 deelnemer", "3 deelnemers".
func number(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + more
}
