package screen

import (
	"context"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// courseKind is the field for the kind of the course that is filled in.
func (c *classroom) courseKind() *block.ChoiceField {
	c.t.Helper()
	f, ok := c.page.Field("Soort").(*block.ChoiceField)
	if !ok {
		c.t.Fatal("there is no field for the kind of a course")
	}
	return f
}

func TestACourseIsMadeFromAnywhere(t *testing.T) {
	c := newClassroom(t, func(c *classroom) { c.group(lessons, "Zutphen", []string{"2026-03-09"}) })
	c.Command("course.new")
	c.MustSee("Nieuwe opleiding", "Aantal dagen")
	if c.page.stage != stageCourses || len(c.page.designs) == 0 {
		t.Errorf("the list shows %s, with %d designs to choose from", c.page.stage, len(c.page.designs))
	}
	c.Fill(c.page.Field("Naam"), "KIES voor pubers")
	c.courseKind().SetSelected("basistraining")
	c.Fill(c.page.Field("Aantal dagen"), "2")
	c.Command("form.save")
	c.MustSee("Opleiding opgeslagen")
	courses, err := c.job.Courses(context.Background())
	at := slices.IndexFunc(courses, func(k data.Course) bool { return k.Name == "KIES voor pubers" })
	if err != nil || at < 0 {
		t.Fatalf("%v, %v", courses, err)
	}
	made := courses[at]
	if made.Kind != training.Basic || made.Days != 2 || made.Certificate != training.Passed || !made.ExtendsMembership {
		t.Errorf("made %+v", made)
	}
	if it, ok := c.page.list.Current(); !ok || it.ID != key(made.ID) {
		t.Errorf("the list has %q chosen, the page shows %q", it.Title, c.page.course.Name)
	}

	c.Command("cohort.new")
	c.MustSee("Nieuwe trainingsgroep", "Dag 2")
	if f, ok := c.page.Field("Opleiding").(*block.ChoiceField); !ok || f.Value() != key(made.ID) || c.page.stage == stageCourses {
		t.Errorf("the group is not one of the course that was shown")
	}
}

func TestEnterGoesFromTheListIntoTheCourse(t *testing.T) {
	c := newClassroom(t, func(*classroom) {})
	c.Click("Opleidingen")
	c.page.list.Focus()
	c.Press(fyne.KeyDown, fyne.KeyReturn)
	f, ok := c.Focused().(*block.TextField)
	if !ok || f.Value() != "KIES Mediation" {
		t.Fatalf("the keyboard is at %T, the page shows %q", c.Focused(), c.page.course.Name)
	}
	c.Fill(f, "KIES mediator")
	c.Press(fyne.KeyReturn)
	c.MustSee("Opleiding opgeslagen", "KIES mediator")
}

func TestTheKindOfANewCourseLeavesWhatWasFilledIn(t *testing.T) {
	c := newClassroom(t, func(*classroom) {})
	c.Click("Opleidingen")
	c.Press("N")
	proof, ok := c.page.Field("Certificaat voor").(*block.ChoiceField)
	if !ok {
		t.Fatal("there is no field for who gets a certificate")
	}
	proof.SetSelected("niemand: zonder certificaat")
	c.courseKind().SetSelected("basistraining")
	proof, ok = c.page.Field("Certificaat voor").(*block.ChoiceField)
	if !ok || proof.Value() != "none" {
		t.Errorf("the certificate that was chosen is now %q", proof.Value())
	}
}

func TestAGroupOfThePastAsksForItsParticipants(t *testing.T) {
	var id int64
	c := newClassroom(t, func(c *classroom) {
		id = c.group(lessons, "Zutphen", []string{"2026-02-10"})
		c.done(c.job.SetStatus(context.Background(), id, training.Planned))
	})
	c.page.Open(key(id))
	if next := c.TextsIn(c.page.panel); !slices.Contains(next, "Deelnemer toevoegen") || slices.Contains(next, "Openstellen") {
		t.Errorf("the next step of a group whose days have been is %q", next)
	}
	if it, ok := c.page.list.Current(); !ok || it.Pill != words.T("af te ronden") {
		t.Errorf("the list says %q", it.Pill)
	}
	c.Press(fyne.KeyT)
	c.MustSee("Deelnemer toevoegen aan")
}

func TestAnOfficeWithoutTrainingsOffersTheFirst(t *testing.T) {
	c := newClassroom(t, func(*classroom) {})
	c.MustSee("Geen trainingsgroepen")
	c.Click("Nieuwe trainingsgroep")
	c.MustSee("Dag 1", "Plaats")
}
