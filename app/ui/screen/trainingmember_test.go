package screen

import (
	"context"
	"testing"

	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/data"
)

// The steps of extending a membership after a follow-up: none beyond filling in who was there.
func TestAFollowUpExtendsAMembershipWithoutAStep(t *testing.T) {
	var id, person int64
	c := newClassroom(t, func(c *classroom) {
		id = c.group("KIES zorg en opvoedcoach", "Zutphen", []string{"2026-03-02"}, "Tom Dekhuis")
		if err := c.store.Write(context.Background(), data.Change{Title: "Proef"}, func(tx *data.Tx) error {
			all, err := tx.EnrolmentsIn(id)
			if err != nil {
				return err
			}
			person = all[0].PersonID
			course, err := tx.Cohort(id)
			if err != nil {
				return err
			}
			k, err := tx.Course(course.CourseID)
			if err != nil {
				return err
			}
			k.Kind, k.ExtendsMembership = "follow_up", true
			if err := tx.SaveCourse(&k); err != nil {
				return err
			}
			if err := tx.SaveRole(&data.Role{PersonID: person, Kind: "coach", Since: "2024-06-01"}); err != nil {
				return err
			}
			return register.RecordMembership(tx, data.MembershipEvent{PersonID: person, Regime: register.RegimeCoach, Kind: register.EventTraining, Day: "2024-06-01"})
		}); err != nil {
			t.Fatal(err)
		}
	})
	until := func() (day data.Day) {
		t.Helper()
		if err := c.store.Read(context.Background(), func(tx *data.Tx) error {
			p, err := tx.Person(person)
			day = p.MemberUntil
			return err
		}); err != nil {
			t.Fatal(err)
		}
		return day
	}
	if got := until(); got != "2026-06-01" {
		t.Fatalf("member until %s at first", got)
	}
	c.Reset()
	c.Press("A")
	attendance := c.Steps
	if got := until(); got != "2028-06-01" {
		t.Errorf("member until %s after the follow-up", got)
	}
	if extra := c.Steps - attendance; extra != 0 || attendance > 2 {
		t.Errorf("attendance took %d steps and the membership %d more", attendance, extra)
	}
	c.ClickCell("Dekhuis, Tom", key(c.read(id).Days[0].ID))
	if got := until(); got != "2026-06-01" {
		t.Errorf("member until %s after it turned out that Tom was not there", got)
	}
	c.Run("undo")
	if got := until(); got != "2028-06-01" {
		t.Errorf("member until %s after taking that back", got)
	}
	// The group differs from its course: it keeps nobody a member.
	page := c.read(id)
	page.Terms.ExtendsMembership = false
	c.done(c.job.SaveTerms(context.Background(), id, page.Version, page.Terms))
	if got := until(); got != "2026-06-01" {
		t.Errorf("member until %s by a group that keeps nobody a member", got)
	}
}
