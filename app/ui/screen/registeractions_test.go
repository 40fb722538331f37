package screen

import (
	"context"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/data"
)

// buttons are those of the page that is shown, in their order, as far as they stand in a row with “Meer”.
func (d *clerk) buttons() []string {
	var out []string
	for _, o := range test.LaidOutObjects(d.page.detail) {
		if b, ok := o.(*block.Button); ok && b.Visible() && b.Kind != block.Link {
			if out = append(out, b.Text); b.Text == "Meer" {
				return out
			}
		}
	}
	return out
}

func TestThePageOfSomebodyOffersTheWorkOfTheDay(t *testing.T) {
	for _, c := range []struct {
		name  string
		event data.MembershipEvent
		want  []string
	}{
		{"a member has nothing to be done", data.MembershipEvent{Kind: register.EventTraining, Day: "2025-05-12"}, []string{"Bewerken", "Meer"}},
		{"one that ends soon is reminded", data.MembershipEvent{Kind: register.EventTraining, Day: "2024-04-12"}, []string{"Bewerken", "Herinneren …", "Lid tegen betaling", "Meer"}},
		{"in grace", data.MembershipEvent{Kind: register.EventTraining, Day: "2024-02-12"}, []string{"Bewerken", "Herinneren …", "Lid tegen betaling", "Meer"}},
		{"long ago", data.MembershipEvent{Kind: register.EventTraining, Day: "2012-02-12"}, []string{"Bewerken", "Herinneren …", "Lid tegen betaling", "Meer"}},
		{"never a member", data.MembershipEvent{}, []string{"Bewerken", "Oud certificaat", "Meer"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newClerk(t)
			f := d.person(fenna)
			if c.event.Kind != "" {
				d.happened(f.ID, c.event)
			}
			d.page.Open(key(f.ID))
			if got := d.buttons(); !slices.Equal(got, c.want) {
				t.Errorf("offers %q", got)
			}
		})
	}
}

func TestWhatIsNotDoneEveryDayStandsBehindMeer(t *testing.T) {
	d := newClerk(t)
	f := d.person(fenna)
	d.happened(f.ID, data.MembershipEvent{Kind: register.EventTraining, Day: "2025-05-12"})
	d.page.Open(key(f.ID))
	d.Click("Meer")
	d.MustSee("Lid worden of blijven tegen betaling", "Functie toevoegen", "Einddatum lidmaatschap bepalen", "Oud certificaat", "Foto kiezen", "Samenvoegen met …")
	if d.Sees("Aan het lidmaatschap herinneren") {
		t.Error("somebody whose membership goes on can be reminded")
	}
	d.Press("L")
	d.MustSee("Einddatum lidmaatschap van Fenna van der Zandstra")
	d.Press(fyne.KeyEscape)
	d.Click("Meer")
	d.Click("Functie toevoegen")
	d.MustSee("Functie van Fenna van der Zandstra")
}

func TestOneLapsedMemberIsRemindedInTwoSteps(t *testing.T) {
	d := newClerk(t).withFees()
	f, other := d.person(fenna), d.person(joost)
	for _, id := range []int64{f.ID, other.ID} {
		d.happened(id, data.MembershipEvent{Kind: register.EventTraining, Day: "2012-02-12"})
	}
	d.page.Open(key(f.ID))
	d.Reset()
	d.Press("R")
	d.MustSee("Fenna van der Zandstra herinneren", "Zo ziet de mail aan Fenna van der Zandstra eruit")
	if d.Sees("Aalbers") {
		t.Error("somebody else is reminded too")
	}
	d.Click("Klaarzetten: 1 mail")
	if d.Steps != 2 {
		t.Errorf("%d steps", d.Steps)
	}
	d.page.Reload()
	d.Press("R")
	d.MustSee("Fenna van der Zandstra krijgt nu geen herinnering:")
}

func TestACertificateThatIsReadyStandsOnTheirPage(t *testing.T) {
	d := newClerk(t)
	f := d.person(fenna)
	cohort := d.passed(f.ID)
	d.page.Open(key(f.ID))
	if got, want := d.buttons(), []string{"Bewerken", "Certificaat afdrukken", "Meer"}; !slices.Equal(got, want) {
		t.Errorf("offers %q", got)
	}
	ctx := context.Background()
	if _, err := d.office.Training.Issue(ctx, cohort); err != nil {
		t.Fatal(err)
	}
	d.page.Reload()
	if got, want := d.buttons(), []string{"Bewerken", "Meer"}; !slices.Equal(got, want) {
		t.Errorf("offers %q after it was made", got)
	}
	d.Press("P")
	d.MustSee("Zoals het aan Fenna van der Zandstra is uitgegeven.")
}

// passed puts somebody in a cohort that is over, present on its one day, and answers the cohort.
func (d *clerk) passed(person int64) int64 {
	d.t.Helper()
	ctx := context.Background()
	courses, err := d.office.Training.Courses(ctx)
	must(d.t, err)
	v := training.CohortValues{Town: "Zwolle", Venue: "De Linde", Trainers: []training.Trainer{{Name: "Wil Aardema"}}, Days: []training.CohortDay{{Day: "2026-02-26"}}}
	for _, c := range courses {
		if c.Name == "KIES coach 7-12 jaar basistraining" {
			v.CourseID = c.ID
		}
	}
	cohort, _, err := d.office.Training.PlanCohort(ctx, v)
	must(d.t, err)
	_, err = d.office.Training.SetStatus(ctx, cohort, training.Opened)
	must(d.t, err)
	_, _, err = d.office.Training.AddPerson(ctx, cohort, training.Enrolling{PersonID: person})
	must(d.t, err)
	page, err := d.office.Training.Cohort(ctx, cohort)
	must(d.t, err)
	_, err = d.office.Training.MarkAllPresent(ctx, cohort, page.Days[0].ID)
	must(d.t, err)
	return cohort
}
