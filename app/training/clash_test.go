package training_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

func TestDaysOffAreNoticed(t *testing.T) {
	d := open(t, storetest.SQLite(t), "2026-03-02")
	found, err := d.Clashes(context.Background(), training.Occasion{Days: []data.Day{"2026-04-06", "2026-04-11", "2026-04-13", ""}})
	if err != nil || len(found) != 2 || found[0].Text != "6 april 2026 is tweede paasdag." || found[1].Text != "11 april 2026 is in het weekend." {
		t.Errorf("%+v %v", found, err)
	}
}

func TestClashesOnSeveralDaysAreTold(t *testing.T) {
	d := open(t, storetest.SQLite(t), "2026-03-02")
	one, _ := d.plan(after, "2026-03-20", "2026-03-27"), d.plan(after, "2026-03-20", "2026-03-27")
	told := training.Together(d.page(one).Clashes)
	if len(told) != 2 || told[1].Text != "Wil Aardema staat als trainer op 20 en 27 maart 2026 ook bij 2026-ZUT-2." {
		t.Errorf("%+v", told)
	}
}

func TestWhoTeachesHereMayTakePartThere(t *testing.T) {
	both(t, "2026-03-02", func(t *testing.T, d *desk) {
		ctx := context.Background()
		one, two := d.plan(after, "2026-03-20"), d.plan(after, "2026-03-20")
		added, _, err := d.AddNamed(ctx, two, register.Named("Ria Smal", ""), training.Enrolling{})
		if err != nil {
			t.Fatal(err)
		}
		if len(added.Clashes) != 0 {
			t.Errorf("nobody expects her elsewhere: %+v", added.Clashes)
		}
		found, err := d.Clashes(ctx, training.Occasion{Cohort: one, Days: []data.Day{"2026-03-20"}, Trainers: []training.Trainer{{PersonID: added.PersonID}}})
		if err != nil || len(found) != 1 || found[0].Text != "Ria Smal doet op 20 maart 2026 zelf mee aan 2026-ZUT-2." || found[0].Cohort != two || found[0].Kind != training.ClashTrainer {
			t.Errorf("%+v %v", found, err)
		}
		again, _, err := d.AddPerson(ctx, one, training.Enrolling{PersonID: added.PersonID})
		if err != nil || len(again.Clashes) != 1 || again.Clashes[0].Text != "Ria Smal is op 20 maart 2026 ook bij 2026-ZUT-2." {
			t.Errorf("%+v %v", again.Clashes, err)
		}
	})
}

// What the store's questions find is what comparing everything with everything finds.
func TestClashesAgainstComparingEverything(t *testing.T) {
	d := open(t, storetest.SQLite(t), "2026-03-02")
	ctx := context.Background()
	var people []int64
	d.write(func(tx *data.Tx) error {
		for i := range 5 {
			p := data.Person{FirstName: fmt.Sprintf("Naam%d", i), Surname: "Proef"}
			if err := tx.SavePerson(&p); err != nil {
				return err
			}
			people = append(people, p.ID)
		}
		return nil
	})
	type group struct {
		id     int64
		o      training.Occasion
		taking []int64
		off    bool
	}
	course := d.course(after).ID
	rapid.Check(t, func(rt *rapid.T) {
		d.write(func(tx *data.Tx) error { // cohorts of before take no part
			old, err := tx.CohortsIn([]string{training.Planned}, false, 0, 1000)
			for _, c := range old {
				c.Status = training.Cancelled
				if err := tx.SaveCohort(&c); err != nil {
					return err
				}
			}
			return err
		})
		days := rapid.SliceOfNDistinct(rapid.SampledFrom([]data.Day{"2026-09-01", "2026-09-02", "2026-09-03", "2026-09-04"}), 1, 3, rapid.ID[data.Day])
		venues := rapid.SampledFrom([]string{"", "De Kelder", "de kelder", "Zaal 1"})
		towns := rapid.SampledFrom([]string{"Zutphen", "Ede"})
		var groups []group
		for range rapid.IntRange(1, 5).Draw(rt, "groups") {
			g := group{o: training.Occasion{Days: days.Draw(rt, "days"), Venue: venues.Draw(rt, "venue"), Town: towns.Draw(rt, "town")}}
			v := training.CohortValues{CourseID: course, Town: g.o.Town, Venue: g.o.Venue}
			for _, day := range g.o.Days {
				v.Days = append(v.Days, training.CohortDay{Day: day})
			}
			for _, p := range rapid.SliceOfNDistinct(rapid.SampledFrom(people), 0, 2, rapid.ID[int64]).Draw(rt, "trainers") {
				v.Trainers = append(v.Trainers, training.Trainer{PersonID: p})
			}
			if rapid.Bool().Draw(rt, "named") {
				v.Trainers = append(v.Trainers, training.Trainer{Name: "Onbekende Docent"})
			}
			g.o.Trainers = v.Trainers
			var err error
			if g.id, _, err = d.PlanCohort(ctx, v); err != nil {
				rt.Fatal(err)
			}
			for _, p := range rapid.SliceOfNDistinct(rapid.SampledFrom(people), 0, 3, rapid.ID[int64]).Draw(rt, "people") {
				if _, _, err := d.AddPerson(ctx, g.id, training.Enrolling{PersonID: p}); err != nil {
					rt.Fatal(err)
				}
				g.taking = append(g.taking, p)
			}
			if g.off = rapid.IntRange(0, 4).Draw(rt, "off") == 0; g.off {
				d.done(d.SetStatus(ctx, g.id, training.Cancelled))
			}
			groups = append(groups, g)
		}
		for _, g := range groups {
			want := map[string]bool{}
			for _, h := range groups {
				if h.id == g.id || h.off {
					continue
				}
				for _, day := range g.o.Days {
					if !slices.Contains(h.o.Days, day) {
						continue
					}
					note := func(kind training.ClashKind, who int64) { want[fmt.Sprint(kind, day, h.id, " ", who)] = true }
					if g.o.Venue != "" && data.Fold(g.o.Venue) == data.Fold(h.o.Venue) && g.o.Town == h.o.Town {
						note(training.ClashPlace, 0)
					}
					teaches := func(p int64) bool {
						return slices.ContainsFunc(h.o.Trainers, func(t training.Trainer) bool { return t.PersonID == p })
					}
					for _, t := range g.o.Trainers {
						if teaches(t.PersonID) || slices.Contains(h.taking, t.PersonID) {
							note(training.ClashTrainer, t.PersonID)
						}
					}
					for _, p := range g.taking {
						if slices.Contains(h.taking, p) || teaches(p) {
							note(training.ClashPerson, p)
						}
					}
				}
			}
			o := g.o
			o.Cohort, o.People = g.id, g.taking
			found, err := d.Clashes(ctx, o)
			if err != nil {
				rt.Fatal(err)
			}
			got := map[string]bool{}
			for _, c := range found {
				got[fmt.Sprint(c.Kind, c.Day, c.Cohort, " ", c.PersonID)] = true
			}
			if fmt.Sprint(got) != fmt.Sprint(want) || len(got) != len(found) {
				rt.Fatalf("cohort %d:\n got %v\nwant %v", g.id, got, want)
			}
		}
	})
}
