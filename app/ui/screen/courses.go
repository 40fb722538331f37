package screen

import (
	"context"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/dutch"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// courseKeeper is what is asked of the courses.
type courseKeeper interface {
	Courses(ctx context.Context) ([]data.Course, error)
	SaveCourse(ctx context.Context, c data.Course) (data.Course, int64, error)
	Designs(ctx context.Context) ([]training.Design, error)
}

// courseKinds, courseRoles and courseProofs are what a course can be and give, in
// the order in which they are offered.
var (
	courseKinds  = []string{training.Basic, training.FollowUp, training.Deepening, training.StudyDay, training.Mediation}
	courseRoles  = []block.Choice{{ID: "none", Text: words.Later("geen")}, {ID: "coach", Text: words.Later("KIES coach")}, {ID: "care_coach", Text: words.Later("zorg en opvoedcoach")}, {ID: "mediator", Text: words.Later("KIES mediator")}}
	courseProofs = []block.Choice{{ID: training.Passed, Text: words.Later("wie is geslaagd")}, {ID: training.Attended, Text: words.Later("wie heeft deelgenomen")}, {ID: "none", Text: words.Later("niemand: zonder certificaat")}}
)

func courseItems(courses []data.Course) []block.Item {
	items := make([]block.Item, len(courses))
	for i, c := range courses {
		items[i] = block.Item{
			ID: key(c.ID), Title: c.Name, Detail: joined(" · ", words.T(training.KindWords[c.Kind]), dutch.Count(c.Days, words.T("dag"), words.T("dagen"))),
			Right: dutch.Money(int64(c.PriceCents)), Row: courseRow(c),
		}
		if c.Ended {
			items[i].Pill = words.T("niet meer gegeven")
		}
	}
	return items
}

// reloadCourse shows again what is chosen, as it is now.
func (p *trainingsPage) reloadCourse() {
	switch {
	case p.course.ID != 0:
		p.list.ChooseID(key(p.course.ID)) // also one that was just made
		p.openCourse(p.course.ID)
	case len(p.courses) == 0:
		p.detail.Set(block.NewEmpty(look.IconTraining, words.T("Geen opleidingen"), words.T("Een opleiding maak je met “Nieuwe opleiding” (N).")))
	case !p.split.Narrow():
		p.list.Choose(0)
	}
}

func (p *trainingsPage) openCourse(id int64) {
	p.course = data.Course{}
	for _, c := range p.courses {
		if c.ID == id {
			p.course = c
		}
	}
	p.showCourse()
	p.s.Changed()
	p.Ready(key(id))
}

// enterCourse gives the keyboard to the first field of the course that is shown.
func (p *trainingsPage) enterCourse() {
	if p.stage == stageCourses {
		p.EnterOffer()
	}
}

// formCourse names the form in what is kept of it while somebody types.
const formCourse = "course"

func (p *trainingsPage) newCourse() {
	if p.stage != stageCourses {
		p.chips.Choose(stageCourses)
		p.turn()
	}
	c := data.Course{VATCode: "exempt", Days: 1, Seats: 16, Kind: training.FollowUp}
	training.AsUsual(&c)
	ui.Load(p.Needs(), p.job.Designs, func(designs []training.Design) {
		p.designs = designs
		p.Fill(p.courseEdit(c))
	})
}

// showCourse shows a course as fields that are changed in place.
func (p *trainingsPage) showCourse() {
	if p.course.ID == 0 {
		p.detail.Set(block.NewEmpty(look.IconTraining, words.T("Geen opleiding gekozen"), words.T("Hier staat de opleiding die je links kiest.")))
		return
	}
	p.Offer(p.courseEdit(p.course))
}

// noRole stands for a course that makes nobody anything.
const noRole = "none"

// courseEdit is a course as it is filled in; one without a number is new.
func (p *trainingsPage) courseEdit(c data.Course) *ui.Edit {
	if c.GivesRole == "" {
		c.GivesRole = noRole
	}
	if c.Design == "" {
		c.Design = officeDesign
	}
	before := c.Kind
	var e *ui.Edit
	e = &ui.Edit{
		Form: formCourse, Title: words.T("Nieuwe opleiding"), Rows: func(r *ui.Rows) {
			kind := courseRows(r, &c, p.designs)
			if c.ID == 0 {
				kind.OnEdit(func() { e.Change(func() { asKind(&c, &before) }) })
			}
		},
		Under: []fyne.CanvasObject{block.NewQuiet(words.T("Wat je hier wijzigt, geldt voor groepen die je daarna plant. Groepen die er al zijn, houden hun eigen afspraken."))},
	}
	if c.ID != 0 {
		e.Key, e.Title = key(c.ID), c.Name
		e.Newest = ui.ReadBy(p.job.Courses, func(courses []data.Course) {
			for _, now := range courses {
				if now.ID == c.ID {
					c = now
				}
			}
			if c.GivesRole == "" {
				c.GivesRole = noRole
			}
			if c.Design == "" {
				c.Design = officeDesign
			}
		})
	}
	type saved struct {
		course data.Course
		change int64
	}
	e.Save = ui.SaveBy(words.T("Opleiding opslaan"), func(ctx context.Context) (saved, error) {
		filled := c
		if filled.GivesRole == noRole {
			filled.GivesRole = ""
		}
		if filled.Design == officeDesign {
			filled.Design = ""
		}
		course, change, err := p.job.SaveCourse(ctx, filled)
		return saved{course, change}, err
	}, func(s saved) {
		p.course = s.course
		p.s.Done(words.T("Opleiding opgeslagen"), undo(p.undo, s.change))
		p.Reload()
		p.list.Focus()
	})
	return e
}

// asKind gives a new course what courses of the kind that was chosen mostly have, unless something else was filled in.
func asKind(c *data.Course, before *string) {
	was, is := data.Course{Kind: *before}, data.Course{Kind: c.Kind}
	training.AsUsual(&was)
	training.AsUsual(&is)
	if c.Certificate == was.Certificate {
		c.Certificate = is.Certificate
	}
	if c.ExtendsMembership == was.ExtendsMembership {
		c.ExtendsMembership = is.ExtendsMembership
	}
	*before = c.Kind
}

// officeDesign stands for the design that the office uses for everything.
const officeDesign = "standard"

// designChoices are the designs that a course's certificates can have.
func designChoices(designs []training.Design) []block.Choice {
	out := []block.Choice{{ID: officeDesign, Text: words.T("zoals het kantoor kiest")}}
	for _, d := range designs {
		if d.Standard {
			out[0].Text = words.T("zoals het kantoor kiest: %s", d.Name)
		}
		out = append(out, block.Choice{ID: d.Key, Text: d.Name})
	}
	return out
}

// courseRows are the fields of a course; it answers the one with its kind.
func courseRows(r *ui.Rows, c *data.Course, designs []training.Design) block.Field {
	var kinds []block.Choice
	for _, k := range courseKinds {
		kinds = append(kinds, block.Choice{ID: k, Text: words.T(training.KindWords[k])})
	}
	r.Text(words.Later("Naam"), &c.Name).Required()
	kind := r.Choice(words.Later("Soort"), &c.Kind, kinds...)
	r.Text(words.Later("Leeftijdsgroep"), &c.AgeGroup)
	ui.Number(r, words.Later("Aantal dagen"), &c.Days, 1, 60).Required()
	ui.Number(r, words.Later("Dagen die nodig zijn"), &c.DaysNeeded, 0, 60).Example(words.T("alle")).Hint(words.T("Hoeveel dagen iemand er minstens moet zijn."))
	ui.Number(r, words.Later("Aantal plaatsen"), &c.Seats, 1, 1000).Required()
	r.Check("", words.Later("Een deel van een dag telt niet mee"), &c.PartlyAbsent)
	r.Money(words.Later("Prijs"), &c.PriceCents)
	r.Choice(words.Later("Btw"), &c.VATCode, courseVAT()...)
	r.Choice(words.Later("Certificaat voor"), &c.Certificate, inUse(courseProofs)...)
	r.Text(words.Later("Op het certificaat"), &c.CertificateText).Example(words.T("zoals de naam"))
	r.Choice(words.Later("Ontwerp"), &c.Design, designChoices(designs)...)
	r.Choice(words.Later("Maakt iemand"), &c.GivesRole, inUse(courseRoles)...)
	r.Check("", words.Later("Wie dit afrondt wordt of blijft lid"), &c.ExtendsMembership)
	r.Check("", words.Later("Wordt niet meer gegeven"), &c.Ended)
	return kind.Field
}
