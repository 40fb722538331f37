package screen

import (
	"context"

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
			Right: dutch.Money(int64(c.PriceCents)),
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
}

func (p *trainingsPage) newCourse() {
	p.course = data.Course{Days: 1, Seats: 16, Kind: training.FollowUp, Certificate: training.Attended}
	p.showCourse()
	p.s.Changed()
}

// showCourse shows a course as fields that are changed in place.
func (p *trainingsPage) showCourse() {
	c := p.course
	if c.Name == "" && c.Days == 0 {
		p.detail.Set(block.NewEmpty(look.IconTraining, words.T("Geen opleiding gekozen"), words.T("Hier staat de opleiding die je links kiest.")))
		return
	}
	name, age, extra := text(c.Name), text(c.AgeGroup), text(c.CertificateText)
	name.Required = true
	extra.PlaceHolder = words.T("zoals de naam")
	days, needed, seats := count(c.Days, 1, 60), count(c.DaysNeeded, 0, 60), count(c.Seats, 1, 1000)
	days.Required, seats.Required = true, true
	needed.PlaceHolder = "alle"
	price := block.NewMoneyField()
	price.SetValue(int64(c.PriceCents))
	var kinds []block.Choice
	for _, k := range courseKinds {
		kinds = append(kinds, block.Choice{ID: k, Text: words.T(training.KindWords[k])})
	}
	kind, proof, role := block.NewChoiceField(kinds...), block.NewChoiceField(inUse(courseProofs)...), block.NewChoiceField(inUse(courseRoles)...)
	kind.SetValue(c.Kind)
	proof.SetValue(c.Certificate)
	role.SetValue(c.GivesRole)
	if c.GivesRole == "" {
		role.SetValue("none")
	}
	member, ended := block.NewCheckField(words.T("Wie dit afrondt wordt of blijft lid")), block.NewCheckField(words.T("Wordt niet meer gegeven"))
	member.SetValue(c.ExtendsMembership)
	ended.SetValue(c.Ended)
	form := block.NewForm(
		block.FormRow{Label: words.T("Naam"), Field: name}, block.FormRow{Label: words.T("Soort"), Field: kind}, block.FormRow{Label: words.T("Leeftijdsgroep"), Field: age},
		block.FormRow{Label: words.T("Aantal dagen"), Field: days}, block.FormRow{Label: words.T("Dagen die nodig zijn"), Field: needed, Hint: words.T("Hoeveel dagen iemand er minstens moet zijn.")},
		block.FormRow{Label: words.T("Aantal plaatsen"), Field: seats}, block.FormRow{Label: words.T("Prijs"), Field: price},
		block.FormRow{Label: words.T("Certificaat voor"), Field: proof}, block.FormRow{Label: words.T("Op het certificaat"), Field: extra},
		block.FormRow{Label: words.T("Maakt iemand"), Field: role}, block.FormRow{Label: "", Field: member}, block.FormRow{Label: "", Field: ended})
	save := func() {
		if !form.Check() {
			return
		}
		cents, _ := price.Value() // an empty price is none
		c.Name, c.AgeGroup, c.CertificateText, c.Kind = name.Value(), age.Value(), extra.Value(), kind.Value()
		c.Days, c.DaysNeeded, c.Seats, c.PriceCents = int(number(days.Value())), int(number(needed.Value())), int(number(seats.Value())), data.Cents(cents)
		c.Certificate, c.GivesRole, c.ExtendsMembership, c.Ended = proof.Value(), role.Value(), member.Value(), ended.Value()
		if c.GivesRole == "none" {
			c.GivesRole = ""
		}
		p.saveCourse(c)
	}
	title := c.Name
	if c.ID == 0 {
		title = words.T("Nieuwe opleiding")
	}
	button := block.NewPrimary(words.T("Opslaan"), save).WithHint(words.T("Enter"))
	if c.ID != 0 {
		button.Disable()
	}
	begin := func() {
		button.Enable()
		p.saving, p.edited = save, form.Edited
		p.s.Changed()
	}
	form.OnEdit = begin
	p.detail.Set(block.Head(title, block.NewQuiet(words.T("Wat je hier wijzigt, geldt voor groepen die nog niet zijn afgerond."))), form, block.Spread(8, button))
	if c.ID == 0 {
		begin()
		p.s.Window().Canvas().Focus(form.First())
	}
}

// count is a field for a number; 0 is shown as empty.
func count(n, least, most int) *block.TextField {
	f := text("")
	if n > 0 {
		f.SetValue(key(int64(n)))
	}
	f.Check = func(s string) error {
		if v := number(s); v < int64(least) || v > int64(most) || s != key(v) {
			return data.Refuse("Vul een aantal in van %s tot %s.", key(int64(max(least, 1))), key(int64(most)))
		}
		return nil
	}
	return f
}

type savedCourse struct {
	course data.Course
	change int64
}

func (p *trainingsPage) saveCourse(c data.Course) {
	ui.Act(p.s.Tasks, words.T("Opleiding opslaan"), func(ctx context.Context, _ *ui.Progress) (savedCourse, error) {
		saved, change, err := p.job.SaveCourse(ctx, c)
		return savedCourse{saved, change}, err
	}, func(s savedCourse) {
		p.stopEditing()
		p.course = s.course
		p.s.Done(words.T("Opleiding opgeslagen"), undo(p.undo, s.change))
		p.Reload()
		p.list.Focus()
	})
}
