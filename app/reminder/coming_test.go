package reminder

import (
	"context"
	"testing"

	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

// enrolled gives somebody a seat in a group of a course on a day, changed as is asked.
func (d *desk) enrolled(p data.Person, course string, day data.Day, change func(*data.Cohort)) {
	d.t.Helper()
	job := training.New(d.store)
	d.tx(training.EnsureCourses)
	courses, err := job.Courses(context.Background())
	if err != nil {
		d.t.Fatal(err)
	}
	v := training.CohortValues{Town: "Zwolle", Days: []training.CohortDay{{Day: day}}}
	for _, c := range courses {
		if c.Name == course {
			v.CourseID = c.ID
		}
	}
	id, _, err := job.PlanCohort(context.Background(), v)
	if err != nil {
		d.t.Fatal(err)
	}
	if _, _, err = job.AddPerson(context.Background(), id, training.Enrolling{PersonID: p.ID}); err != nil {
		d.t.Fatal(err)
	}
	if change != nil {
		d.tx(func(tx *data.Tx) error {
			c, err := tx.Cohort(id)
			if err != nil {
				return err
			}
			change(&c)
			return tx.SaveCohort(&c)
		})
	}
}

// Only a training that makes the membership last longer spares somebody the reminder. All are members until
// 20 March 2026; the grace of who was until 20 February runs still.
func TestWhoComesToATrainingThatExtends(t *testing.T) {
	coach, mediator := trained("2024-03-20"), data.MembershipEvent{Regime: register.RegimeMediator, Kind: register.EventPayment, Day: "2025-03-20"}
	extends := func(yes bool) func(*data.Cohort) {
		return func(c *data.Cohort) { c.Terms.ExtendsMembership = yes }
	}
	for _, c := range []struct {
		name   string
		event  data.MembershipEvent
		course string
		day    data.Day
		change func(*data.Cohort)
		setup  func(*desk)
		spared bool
		which  string
	}{
		{name: "a follow-up", event: coach, course: "Nascholing", day: "2026-03-12", spared: true},
		{name: "a deepening day", event: coach, course: "Verdiepingsdag KIES coach", day: "2026-03-12", spared: true},
		{name: "a study day, which extends nothing", event: coach, course: "Thema-studiedag", day: "2026-03-12"},
		{name: "a study day that was agreed to extend", event: coach, course: "Thema-studiedag", day: "2026-03-12", change: extends(true), spared: true},
		{name: "a follow-up that was agreed not to", event: coach, course: "Nascholing", day: "2026-03-12", change: extends(false)},
		{name: "a basic training", event: coach, course: "KIES zorg en opvoedcoach", day: "2026-03-12", spared: true},
		{name: "mediation is the other membership", event: coach, course: "KIES Mediation", day: "2026-03-12"},
		{name: "a mediator's mediation", event: mediator, course: "KIES Mediation", day: "2026-03-12", spared: true},
		{name: "a mediator's follow-up", event: mediator, course: "Nascholing", day: "2026-03-12"},
		{name: "after the end", event: coach, course: "Nascholing", day: "2026-03-21"},
		{name: "soon, in the days of grace", event: trained("2024-02-20"), course: "Nascholing", day: "2026-04-21", spared: true, which: register.InGrace},
		{name: "a study day, in the days of grace", event: trained("2024-02-20"), course: "Thema-studiedag", day: "2026-04-21", which: register.InGrace},
		{name: "called off as a whole", event: coach, course: "Nascholing", day: "2026-03-12", change: func(c *data.Cohort) { c.Status = training.Cancelled }},
		{name: "a follow-up gives nothing here", event: coach, course: "Nascholing", day: "2026-03-12", setup: func(d *desk) {
			d.tx(func(tx *data.Tx) error {
				return tx.SaveSetting("membership.follow_up_months", "", "0")
			})
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDesk(t, storetest.SQLite(t))
			p := d.member("Hagen", nil, c.event)
			d.enrolled(p, c.course, c.day, c.change)
			if c.setup != nil {
				c.setup(d)
			}
			which := c.which
			if which == "" {
				which = register.Ending
			}
			plan, err := d.Plan(t.Context(), Choice{Which: which})
			want := "Hagen mail|"
			if c.spared {
				want = "|Hagen: is ingeschreven voor " + c.course + " van " + map[data.Day]string{"2026-03-12": "12 maart 2026", "2026-04-21": "21 april 2026"}[c.day]
			}
			if got := said(plan.Ready) + "|" + said(plan.LeftOut); err != nil || got != want {
				t.Errorf("%s, %v, want %s", got, err, want)
			}
		})
	}
}
