package training

import (
	"slices"

	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Coming is a training in which somebody has a seat.
type Coming struct {
	Course   string
	FirstDay data.Day
	LastDay  data.Day
}

// Extending gives the first training to come in which somebody has a seat, that is over by a day, and that would make
// a membership last longer when it is completed. It goes by the same rules as completing it: what the cohort was agreed
// to extend, the regime that its course counts for, and the lengths that hold.
func Extending(tx *data.Tx, person int64, regime string, by data.Day) (Coming, bool, error) {
	var none Coming
	enrolled, err := tx.TrainingsOf(person)
	if err != nil {
		return none, false, err
	}
	slices.Reverse(enrolled) // the first to come first
	for _, e := range enrolled {
		if e.Status != Confirmed || e.CohortStatus == Cancelled || e.CohortStatus == Finished || e.LastDay < tx.Today() || e.LastDay > by {
			continue
		}
		longer, err := wouldExtend(tx, person, regime, e)
		if err != nil {
			return none, false, err
		}
		if longer {
			return Coming{Course: e.Course, FirstDay: e.FirstDay, LastDay: e.LastDay}, true, nil
		}
	}
	return none, false, nil
}

func wouldExtend(tx *data.Tx, person int64, regime string, e data.TrainingStory) (bool, error) {
	cohort, err := tx.Cohort(e.CohortID)
	if err != nil {
		return false, err
	}
	template, err := tx.Course(cohort.CourseID)
	if err != nil {
		return false, err
	}
	course := AsTaught(cohort, template)
	if !course.ExtendsMembership {
		return false, nil
	}
	roles, err := tx.RolesOf(person)
	if err != nil {
		return false, err
	}
	counts, kind := membershipOf(course, roles)
	if counts != regime {
		return false, nil
	}
	return register.WouldExtend(tx, data.MembershipEvent{PersonID: person, Regime: regime, Kind: kind, Day: e.LastDay, EnrolmentID: e.EnrolmentID})
}
