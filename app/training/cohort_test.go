package training_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/data"
)

func TestPlannedCohortIsOnItsPage(t *testing.T) {
	both(t, "2026-02-01", func(t *testing.T, d *desk) {
		ctx := context.Background()
		d.write(func(tx *data.Tx) error {
			p := data.Person{FirstName: "Wil", Surname: "Aardema"}
			if err := tx.SavePerson(&p); err != nil {
				return err
			}
			return tx.SaveRole(&data.Role{PersonID: p.ID, Kind: "trainer", Since: "2020-01-01"})
		})
		id := d.plan(basic, "2026-03-23", "2026-03-09", "2026-04-06", "2026-03-16")
		p := d.page(id)
		if p.Code != "2026-ZUT-1" || p.Place != "Zutphen, De Kelder" || p.Status.Text != "gepland" {
			t.Errorf("page: %q %q %q", p.Code, p.Place, p.Status.Text)
		}
		if want := "9, 16 en 23 maart en 6 april 2026"; strings.ReplaceAll(p.DaysText, "\u00a0", " ") != want {
			t.Errorf("days %q, want %q", p.DaysText, want)
		}
		if p.TrainersText != "Wil Aardema" || p.Values.Trainers[0].PersonID == 0 {
			t.Errorf("trainer not found in the register: %+v", p.Values.Trainers)
		}
		if len(p.Notices) != 0 {
			t.Errorf("notices: %q", p.Notices)
		}
		if second := d.page(d.plan(basic, "2026-05-01")); second.Code != "2026-ZUT-2" || len(second.Notices) != 1 {
			t.Errorf("second: %q %q", second.Code, second.Notices)
		}

		v := p.Values
		v.Days = v.Days[:3]
		v.Venue, v.Trainers = "Het Oude Postkantoor", []training.Trainer{{Name: "Bea Kooi"}, {Name: "Wil Aardema"}}
		change, err := d.SaveCohort(ctx, id, p.Version, v)
		if err != nil {
			t.Fatal(err)
		}
		got := d.page(id)
		if len(got.Days) != 3 || got.TrainersText != "Bea Kooi, Wil Aardema" || got.Place != "Zutphen, Het Oude Postkantoor" {
			t.Errorf("changed: %d days, %q, %q", len(got.Days), got.TrainersText, got.Place)
		}
		if got.Days[0].ID != p.Days[0].ID {
			t.Error("a day that stays became another record")
		}
		if _, err := d.SaveCohort(ctx, id, p.Version, v); !errors.Is(err, data.ErrStale) {
			t.Errorf("save from an old screen: %v", err)
		}
		if _, err := d.store.Undo(ctx, "Marloes", change); err != nil {
			t.Fatal(err)
		}
		if got := d.page(id); len(got.Days) != 4 || got.TrainersText != "Wil Aardema" {
			t.Errorf("undone: %d days, %q", len(got.Days), got.TrainersText)
		}
	})
}

func TestCohortsThatCannotBeAreRefused(t *testing.T) {
	d := open(t, t.TempDir()+"/kantoor.db", "2026-02-01")
	course := d.course(basic).ID
	day := func(s string) training.CohortDay { return training.CohortDay{Day: data.Day(s)} }
	for what, v := range map[string]training.CohortValues{
		"no course":     {Town: "Zutphen"},
		"no town":       {CourseID: course},
		"31 February":   {CourseID: course, Town: "Zutphen", Days: []training.CohortDay{day("2026-02-31")}},
		"same day":      {CourseID: course, Town: "Zutphen", Days: []training.CohortDay{day("2026-03-01"), day("2026-03-01")}},
		"end first":     {CourseID: course, Town: "Zutphen", Days: []training.CohortDay{{Day: "2026-03-01", Starts: "14:00", Ends: "09:00"}}},
		"no time":       {CourseID: course, Town: "Zutphen", Days: []training.CohortDay{{Day: "2026-03-01", Starts: "half tien"}}},
		"long town":     {CourseID: course, Town: strings.Repeat("x", 400)},
		"many trainers": {CourseID: course, Town: "Zutphen", Trainers: make([]training.Trainer, 13)},
		"seats":         {CourseID: course, Town: "Zutphen", Seats: -1},
	} {
		_, _, err := d.PlanCohort(context.Background(), v)
		refused(t, what, err)
	}
	if n, err := d.Counts(context.Background()); err != nil || n[training.StagePlanned] != 0 {
		t.Errorf("%v cohorts were made: %v", n, err)
	}
	v := training.CohortValues{CourseID: course, Town: "Zutphen", Code: "eigen-1"}
	if _, _, err := d.PlanCohort(context.Background(), v); err != nil {
		t.Fatal(err)
	}
	_, _, err := d.PlanCohort(context.Background(), v)
	refused(t, "same code", err)
}

func TestCodesComeFromTheTown(t *testing.T) {
	d := open(t, t.TempDir()+"/kantoor.db", "2026-02-01")
	for town, want := range map[string]string{
		"'s-Gravendeel": "2026-GRA-1", "Den Ham": "2026-DEN-1", "Ee": "2026-EE-1", "Súdwest": "2026-SUD-1", "3": "2026-GRP-1",
	} {
		id, _, err := d.PlanCohort(context.Background(), training.CohortValues{CourseID: d.course(basic).ID, Town: town})
		if err != nil {
			t.Fatal(err)
		}
		if got := d.page(id).Code; got != want {
			t.Errorf("%s: %s, want %s", town, got, want)
		}
	}
}

func TestStatusGoesByItsRules(t *testing.T) {
	both(t, "2026-03-01", func(t *testing.T, d *desk) {
		ctx := context.Background()
		id := d.plan(after, "2026-03-10")
		set := func(status string) error { _, err := d.SetStatus(ctx, id, status); return err }
		refused(t, "planned to finished", set(training.Finished))
		refused(t, "without a word", set("iets anders"))
		d.done(d.SetStatus(ctx, id, training.Opened))
		who := d.add(id, "Ria Smalbrugge", "Ton Ekkers")
		refused(t, "before the last day", set(training.Finished))
		d.on("2026-03-10")
		refused(t, "with open results", set(training.Finished))
		d.done(d.MarkAllPresent(ctx, id, 0))
		if got := d.page(id); got.Status.Text != "loopt" {
			t.Errorf("after attendance: %q", got.Status.Text)
		}
		d.done(d.SetAttendance(ctx, who[1], d.page(id).Days[0].ID, training.Absent))
		d.done(d.SetStatus(ctx, id, training.Finished))
		_, err := d.MarkAllPresent(ctx, id, 0)
		refused(t, "attendance of a finished cohort", err)
		_, _, err = d.AddPerson(ctx, id, training.Enrolling{PersonID: d.page(id).Participants[0].PersonID})
		refused(t, "enrolling in a finished cohort", err)

		member := func(name string) (until data.Day) {
			d.read(func(tx *data.Tx) error {
				found, err := tx.SearchPeople(name, 2)
				if len(found) == 1 {
					until = found[0].MemberUntil
				}
				return err
			})
			return until
		}
		if got := member("Smalbrugge"); got != "2028-03-10" {
			t.Errorf("member until %q", got)
		}
		if got := member("Ekkers"); got != "" {
			t.Errorf("who never came is a member until %q", got)
		}
		d.done(d.SetResult(ctx, who[0], training.Failed, "toch niet de hele dag"))
		if got := member("Smalbrugge"); got != "" {
			t.Errorf("still a member until %q", got)
		}
		d.done(d.SetResult(ctx, who[0], training.Open, ""))
		if got := member("Smalbrugge"); got != "2028-03-10" {
			t.Errorf("no member again: %q", got)
		}
		d.done(d.SetStatus(ctx, id, training.Running))
		if p := d.page(id).Participants; slices.ContainsFunc(p, func(p training.Participant) bool { return p.ByHand }) {
			t.Errorf("reopened, and results stay decided: %+v", p)
		}
	})
}

func TestSeatsMakeACohortFullAndOpenAgain(t *testing.T) {
	both(t, "2026-03-01", func(t *testing.T, d *desk) {
		ctx := context.Background()
		id, _, err := d.PlanCohort(ctx, training.CohortValues{
			CourseID: d.course(after).ID, Town: "Lochem", Seats: 2, Days: []training.CohortDay{{Day: "2026-03-20"}},
		})
		if err != nil {
			t.Fatal(err)
		}
		d.done(d.SetStatus(ctx, id, training.Opened))
		who := d.add(id, "Ria Smalbrugge", "Ton Ekkers", "Fenna Bies")
		p := d.page(id)
		if p.Status.Text != "vol" || len(p.Participants) != 2 || len(p.Others) != 1 || p.Others[0].StatusText != "wachtlijst" {
			t.Fatalf("%q, %d in, %+v", p.Status.Text, len(p.Participants), p.Others)
		}
		rows, err := d.List(ctx, training.StageRunning, 0, 10)
		if err != nil || len(rows) != 1 || rows[0].Detail != "2 van 2, 1 wachtend" || rows[0].Pill.Text != "vol" {
			t.Errorf("row: %+v %v", rows, err)
		}
		_, err = d.SetEnrolmentStatus(ctx, who[2], training.Confirmed)
		refused(t, "a seat that is not there", err)
		d.done(d.SetEnrolmentStatus(ctx, who[0], training.CalledOff))
		p = d.page(id)
		if p.Status.Text != "open" || len(p.Notices) != 1 {
			t.Errorf("a seat free: %q %q", p.Status.Text, p.Notices)
		}
		d.done(d.SetEnrolmentStatus(ctx, who[2], training.Confirmed))
		if p = d.page(id); p.Status.Text != "vol" || len(p.Notices) != 0 {
			t.Errorf("seat taken: %q %q", p.Status.Text, p.Notices)
		}
	})
}

func TestClashesAreNoticed(t *testing.T) {
	both(t, "2026-03-01", func(t *testing.T, d *desk) {
		one, two := d.plan(after, "2026-03-20"), d.plan(after, "2026-03-20")
		d.add(one, "Ria Smalbrugge", "Ton Ekkers")
		d.add(two, "Ria Smalbrugge")
		clashes := d.page(one).Clashes
		if len(clashes) != 3 || clashes[0].Text != "De Kelder is op 20 maart 2026 ook bezet door 2026-ZUT-2." ||
			!strings.Contains(clashes[1].Text, "Wil Aardema staat als trainer") || !strings.Contains(clashes[2].Text, "Ria Smalbrugge") || clashes[2].Cohort != two {
			t.Errorf("clashes: %+v", clashes)
		}
		d.done(d.SetStatus(context.Background(), two, training.Cancelled))
		if clashes := d.page(one).Clashes; len(clashes) != 0 {
			t.Errorf("clashes after cancelling: %+v", clashes)
		}
	})
}

func TestListSaysWhatIsNext(t *testing.T) {
	both(t, "2026-03-01", func(t *testing.T, d *desk) {
		ctx := context.Background()
		id := d.plan(basic, "2026-03-05", "2026-03-12", "2026-03-19", "2026-03-26")
		pill := func(stage training.Stage) string {
			rows, err := d.List(ctx, stage, 0, 10)
			if err != nil || len(rows) != 1 {
				t.Fatalf("rows: %+v %v", rows, err)
			}
			return string(rows[0].Day) + " " + rows[0].Pill.Text
		}
		if got := pill(training.StagePlanned); got != "2026-03-05 gepland" {
			t.Errorf("planned: %s", got)
		}
		d.done(d.SetStatus(ctx, id, training.Opened))
		d.add(id, "Ria Smalbrugge", "Ton Ekkers")
		if got := pill(training.StageRunning); got != "2026-03-05 begint" {
			t.Errorf("open: %s", got)
		}
		d.on("2026-03-06")
		if got := pill(training.StageRunning); got != "2026-03-12 dag 2 van 4" {
			t.Errorf("after the first day: %s", got)
		}
		d.on("2026-03-26")
		if got := pill(training.StageRunning); got != "2026-03-26 uitslag invullen" {
			t.Errorf("last day: %s", got)
		}
		d.done(d.MarkAllPresent(ctx, id, 0))
		if got := pill(training.StageRunning); got != "2026-03-26 printen" {
			t.Errorf("marked: %s", got)
		}
		if _, err := d.Issue(ctx, id); err != nil {
			t.Fatal(err)
		}
		if got := pill(training.StageRunning); got != "2026-03-26 af te ronden" {
			t.Errorf("issued: %s", got)
		}
		d.done(d.SetStatus(ctx, id, training.Finished))
		if got := pill(training.StageFinished); got != "2026-03-26 afgerond" {
			t.Errorf("finished: %s", got)
		}
	})
}

func TestCoursesAreKeptAndChecked(t *testing.T) {
	both(t, "2026-03-01", func(t *testing.T, d *desk) {
		ctx := context.Background()
		c, _, err := d.SaveCourse(ctx, data.Course{
			Name: "KIES coach 4-6 jaar,  basistraining", Kind: training.Basic, Days: 3, Seats: 12, Certificate: training.Passed, PriceCents: 100000,
		})
		if err != nil || c.ID == 0 || c.Name != "KIES coach 4-6 jaar, basistraining" {
			t.Fatalf("%+v %v", c, err)
		}
		if got := d.course("kies coach 4–6 jaar basistraining"); got.ID != c.ID {
			t.Errorf("found %+v", got)
		}
		twin := c
		twin.Meta = data.Meta{}
		for what, change := range map[string]func(*data.Course){
			"same name":     func(*data.Course) {},
			"no name":       func(c *data.Course) { c.Name = " " },
			"no days":       func(c *data.Course) { c.Name, c.Days = "x", 0 },
			"too much":      func(c *data.Course) { c.Name, c.DaysNeeded = "x", 4 },
			"negative":      func(c *data.Course) { c.Name, c.PriceCents = "x", -1 },
			"no kind":       func(c *data.Course) { c.Name, c.Kind = "x", "cursus" },
			"no condition":  func(c *data.Course) { c.Name, c.Certificate = "x", "" },
			"without seats": func(c *data.Course) { c.Name, c.Seats = "x", 0 },
		} {
			wrong := twin
			change(&wrong)
			_, _, err := d.SaveCourse(ctx, wrong)
			refused(t, what, err)
		}
		all, err := d.Courses(ctx)
		if err != nil || len(all) != 7 {
			t.Errorf("%d courses, %v", len(all), err)
		}
	})
}

func TestMediatorsKeepTheirOwnMembership(t *testing.T) {
	both(t, "2026-03-12", func(t *testing.T, d *desk) {
		ctx := context.Background()
		issue := func(course string, days ...string) training.Page {
			id := d.plan(course, days...)
			d.add(id, "Ria Smalbrugge")
			d.done(d.MarkAllPresent(ctx, id, 0))
			if _, err := d.Issue(ctx, id); err != nil {
				t.Fatal(err)
			}
			if found, err := d.CohortByCode(ctx, strings.ToLower(d.page(id).Code)); err != nil || found != id {
				t.Errorf("by code: %d %v", found, err)
			}
			return d.page(id)
		}
		person := issue("KIES Mediation", "2026-03-01", "2026-03-02", "2026-03-03").Participants[0].PersonID
		issue(after, "2026-03-10")
		d.read(func(tx *data.Tx) error {
			roles, err := tx.RolesOf(person)
			if err != nil || len(roles) != 1 || roles[0].Kind != "mediator" {
				t.Errorf("roles: %+v %v", roles, err)
			}
			events, err := tx.MembershipEventsOf(person)
			for _, e := range events {
				if e.Regime != "mediator" {
					t.Errorf("a mediator only, and %s counts for %s", e.Reason, e.Regime)
				}
			}
			if len(events) != 2 {
				t.Errorf("%d events", len(events))
			}
			return err
		})
		issue(basic, "2026-03-04", "2026-03-05", "2026-03-06", "2026-03-07")
		d.on("2026-03-20")
		issue(after, "2026-03-19")
		d.read(func(tx *data.Tx) error {
			events, err := tx.MembershipEventsOf(person)
			coach := 0
			for _, e := range events {
				if e.Regime == "coach" {
					coach++
				}
			}
			if len(events) != 4 || coach != 2 {
				t.Errorf("%d events, %d as coach", len(events), coach)
			}
			return err
		})
	})
}
