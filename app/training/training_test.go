package training_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

// desk is an office with the usual courses, on a day that can be moved.
type desk struct {
	*training.Training
	t     testing.TB
	store *data.Store
	today time.Time
}

// SaveCohort changes a cohort as the job does that has its invoices follow.
func (d *desk) SaveCohort(ctx context.Context, cohort, version int64, v training.CohortValues) (int64, error) {
	return d.store.Do(ctx, data.Change{Title: "Trainingsgroep gewijzigd"}, func(tx *data.Tx) error {
		return training.SaveCohortIn(tx, cohort, version, v)
	})
}

func open(t testing.TB, address, today string) *desk {
	t.Helper()
	d := &desk{t: t}
	d.on(today)
	s, err := data.Open(context.Background(), address, data.WithClock(func() time.Time { return d.today }))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	d.store = s
	d.Training = training.New(s)
	d.Who = func() string { return "Marloes" }
	d.write(training.EnsureCourses)
	return d
}

// on moves the clock to noon of a day.
func (d *desk) on(day string) {
	d.t.Helper()
	at, err := time.ParseInLocation(time.DateOnly, day, data.Amsterdam())
	if err != nil {
		d.t.Fatal(err)
	}
	d.today = at.Add(12 * time.Hour)
}

func (d *desk) write(f func(*data.Tx) error) {
	d.t.Helper()
	if err := d.store.Write(context.Background(), data.Change{Who: "Marloes", Title: "Proef"}, f); err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) read(f func(*data.Tx) error) {
	d.t.Helper()
	if err := d.store.Read(context.Background(), f); err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) course(name string) data.Course {
	d.t.Helper()
	var c data.Course
	d.read(func(tx *data.Tx) (err error) { c, err = tx.CourseByName(name); return err })
	return c
}

const (
	basic = "KIES coach 7-12 jaar basistraining"
	after = "Nascholing"
)

// plan plans a cohort of a course in Zutphen with one trainer.
func (d *desk) plan(course string, days ...string) int64 {
	d.t.Helper()
	v := training.CohortValues{CourseID: d.course(course).ID, Venue: "De Kelder", Town: "Zutphen", Trainers: []training.Trainer{{Name: "Wil Aardema"}}}
	for _, day := range days {
		v.Days = append(v.Days, training.CohortDay{Day: data.Day(day)})
	}
	id, _, err := d.PlanCohort(context.Background(), v)
	if err != nil {
		d.t.Fatal(err)
	}
	return id
}

// add enrols people by name and gives their enrolments.
func (d *desk) add(cohort int64, names ...string) []int64 {
	d.t.Helper()
	var out []int64
	for _, name := range names {
		added, _, err := d.AddNamed(context.Background(), cohort, register.Named(name, ""), training.Enrolling{})
		if err != nil {
			d.t.Fatalf("%s: %v", name, err)
		}
		out = append(out, added.EnrolmentID)
	}
	return out
}

func (d *desk) page(cohort int64) training.Page {
	d.t.Helper()
	p, err := d.Cohort(context.Background(), cohort)
	if err != nil {
		d.t.Fatal(err)
	}
	return p
}

func (d *desk) done(_ int64, err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
}

// refused checks that an error has a Dutch sentence for the user.
func refused(t testing.TB, what string, err error) string {
	t.Helper()
	text, ok := data.UserText(err)
	if !ok {
		t.Fatalf("%s: want a refusal in Dutch, got %v", what, err)
	}
	return text
}

// both runs a test on an office of each kind.
func both(t *testing.T, today string, run func(t *testing.T, d *desk)) {
	t.Helper()
	storetest.Each(t, func(t *testing.T, address string) { run(t, open(t, address, today)) })
}

func results(p training.Page) string {
	out := ""
	for _, m := range p.Participants {
		out += fmt.Sprintf("%s: %s, %s; ", m.Name, m.ResultPill.Text, m.Certificate)
	}
	return out
}
