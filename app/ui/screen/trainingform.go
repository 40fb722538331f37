package screen

import (
	"context"
	"strings"

	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// cohortForm is a cohort while it is filled in, on the place of its page.
type cohortForm struct {
	p        *trainingsPage
	id       int64 // 0: a new one
	version  int64
	values   training.CohortValues
	pattern  []data.Day // days of the cohort that a new one is made after
	trainers []training.Trainer

	form                                 *block.Form
	course                               *block.ChoiceField
	town, venue, street, house, postcode *block.TextField
	seats, code, notes                   *block.TextField
	days                                 []*block.DateField
	teach                                []*block.PickField
	changed                              bool
}

// plan plans a new cohort, after the one that is shown.
func (p *trainingsPage) plan() {
	f := &cohortForm{p: p}
	if p.page.ID != 0 {
		f.values = p.page.Values
		f.values.Code, f.values.Notes, f.values.Days = "", "", nil
		for _, d := range p.page.Values.Days {
			f.pattern = append(f.pattern, d.Day)
		}
	}
	f.open()
}

// edit changes the cohort that is shown.
func (p *trainingsPage) edit() {
	f := &cohortForm{p: p, id: p.page.ID, version: p.page.Version, values: p.page.Values}
	f.open()
}

type formNeeds struct {
	trainers []training.Trainer
	courses  []data.Course
}

func (f *cohortForm) open() {
	p := f.p
	ui.Load(p.reader, func(ctx context.Context) (formNeeds, error) {
		var n formNeeds
		var err error
		if n.trainers, err = p.job.Trainers(ctx); err != nil {
			return n, err
		}
		n.courses, err = p.job.Courses(ctx)
		return n, err
	}, func(n formNeeds) {
		f.trainers, p.courses = n.trainers, n.courses
		p.editing, p.saving = f, f.save
		p.edited = func() bool { return f.changed || f.form.Edited() }
		f.build()
		focus := f.form.First()
		if f.id == 0 && len(f.days) > 0 && f.values.CourseID != 0 {
			focus = f.days[0].Keys()
		}
		p.s.Window().Canvas().Focus(focus)
		p.s.Changed()
	})
}

// courseOf gives the course that is chosen.
func (f *cohortForm) courseOf() (data.Course, bool) {
	for _, c := range f.p.courses {
		if c.ID == f.values.CourseID {
			return c, true
		}
	}
	return data.Course{}, false
}

// build makes the fields of the values and shows them.
func (f *cohortForm) build() {
	v := f.values
	var choices []block.Choice
	for _, c := range f.p.courses {
		if !c.Ended || c.ID == v.CourseID {
			choices = append(choices, block.Choice{ID: key(c.ID), Text: c.Name})
		}
	}
	f.course = block.NewChoiceField(choices...)
	f.course.Required = true
	f.course.SetValue(key(v.CourseID))
	f.town, f.venue, f.street, f.house, f.postcode = text(v.Town), text(v.Venue), text(v.Street), text(v.HouseNumber), text(v.Postcode)
	f.town.Required = true
	f.code, f.seats, f.notes = text(v.Code), text(""), block.NewTextArea("", 3)
	f.notes.SetValue(v.Notes)
	f.code.PlaceHolder = words.T("maakt het programma")
	if v.Seats > 0 {
		f.seats.SetValue(key(int64(v.Seats)))
	}
	f.seats.PlaceHolder = words.T("zoals de opleiding")
	f.seats.Check = func(s string) error {
		if n := number(s); n < 1 || n > 1000 {
			return data.Refuse(words.T("Vul een aantal in van 1 tot 1000."))
		}
		return nil
	}
	rows := []block.FormRow{{Label: words.T("Opleiding"), Field: f.course}}
	rows = append(rows, f.dayRows()...)
	rows = append(rows, block.FormRow{Label: words.T("Plaats"), Field: f.town}, block.FormRow{Label: words.T("Locatie"), Field: f.venue})
	rows = append(rows, f.trainerRows()...)
	rows = append(rows, block.FormRow{Label: words.T("Aantal plaatsen"), Field: f.seats}, block.FormRow{Label: words.T("Straat"), Field: f.street},
		block.FormRow{Label: words.T("Huisnummer"), Field: f.house}, block.FormRow{Label: words.T("Postcode"), Field: f.postcode},
		block.FormRow{Label: words.T("Code"), Field: f.code}, block.FormRow{Label: words.T("Notitie"), Field: f.notes})
	if f.form != nil && f.form.Edited() {
		f.changed = true
	}
	f.form = block.NewForm(rows...)
	f.course.OnEdit(func() {
		// The number of days goes with the course.
		f.read()
		f.build()
		f.p.s.Window().Canvas().Focus(f.course.Keys())
	})
	title, ok := words.T("Nieuwe trainingsgroep"), words.T("Plannen")
	if f.id != 0 {
		title, ok = words.T("Gegevens van %s", f.p.page.Title), words.T("Opslaan")
	}
	f.p.detail.Set(block.Head(title), f.form,
		block.Spread(8, block.NewPrimary(ok, f.save).WithHint(words.T("Enter")), block.NewButton(words.T("Annuleren"), func() { f.p.Back() }).WithHint(words.T("Esc")),
			block.NewLink(words.T("Nog een dag"), f.moreDays)))
}

// dayRows are as many days as the course takes, and at least those there are.
func (f *cohortForm) dayRows() []block.FormRow {
	n := len(f.values.Days)
	if c, ok := f.courseOf(); ok {
		n = max(n, c.Days)
	}
	f.days = nil
	var rows []block.FormRow
	for i := range max(1, n) {
		d := block.NewDateField()
		d.Today = f.p.s.Today()
		label := words.T("Dag %s", key(int64(i+1)))
		if i < len(f.values.Days) {
			d.SetValue(string(f.values.Days[i].Day))
		}
		f.days = append(f.days, d)
		rows = append(rows, block.FormRow{Label: label, Field: d})
	}
	rows[0].Hint = words.T("Wat je leeg laat, vul je later in.")
	if f.id == 0 {
		rows[0].Hint = words.T("De volgende dagen worden voorgesteld; wat je leeg laat, vul je later in.")
		f.days[0].OnEdit(f.propose)
	}
	return rows
}

// propose fills in the days after the first with the steps of the cohort that
// this one is made after, a week where there is none.
func (f *cohortForm) propose() {
	first := data.Day(f.days[0].Value())
	if first == "" {
		return
	}
	for i := 1; i < len(f.days); i++ {
		step := 7 * i
		if i < len(f.pattern) {
			step = f.pattern[0].Until(f.pattern[i])
		}
		f.days[i].SetValue(string(first.AddDays(step)))
	}
}

// trainerRows are a field for each trainer, and at least two.
func (f *cohortForm) trainerRows() []block.FormRow {
	f.teach = nil
	var rows []block.FormRow
	for i := range max(2, min(len(f.values.Trainers)+1, 4)) {
		pick := block.NewPickField(words.T("Typ een naam"), f.findTrainer)
		pick.NewText = words.T("Niet in het register:")
		pick.New = func(name string) { pick.SetValue(block.Option{ID: "n", Text: strings.TrimSpace(name)}) }
		if i < len(f.values.Trainers) {
			t := f.values.Trainers[i]
			pick.SetValue(block.Option{ID: "p" + key(t.PersonID), Text: t.Name})
		}
		f.teach = append(f.teach, pick)
		label := words.T("Trainer")
		if i > 0 {
			label = words.T("Nog een trainer")
		}
		rows = append(rows, block.FormRow{Label: label, Field: pick})
	}
	return rows
}

func (f *cohortForm) findTrainer(text string, show func([]block.Option)) {
	var out []block.Option
	for _, t := range f.trainers {
		if strings.Contains(data.Fold(t.Name), data.Fold(text)) {
			out = append(out, block.Option{ID: "p" + key(t.PersonID), Text: t.Name})
		}
	}
	show(out)
}

func (f *cohortForm) moreDays() {
	f.read()
	n := len(f.days) + 1
	for len(f.values.Days) < n {
		f.values.Days = append(f.values.Days, training.CohortDay{})
	}
	f.build()
	f.p.s.Window().Canvas().Focus(f.days[n-1].Keys())
}

// read takes the values over from the fields. Days keep their times.
func (f *cohortForm) read() {
	v := &f.values
	times := map[data.Day]training.CohortDay{}
	for _, d := range v.Days {
		times[d.Day] = d
	}
	var usual training.CohortDay
	if len(v.Days) > 0 {
		usual = v.Days[0]
	}
	v.Days = nil
	for _, field := range f.days {
		d := data.Day(field.Value())
		if d == "" {
			continue
		}
		known, ok := times[d]
		if !ok {
			known = training.CohortDay{Day: d, Starts: usual.Starts, Ends: usual.Ends}
		}
		v.Days = append(v.Days, known)
	}
	v.CourseID = number(f.course.Value())
	v.Town, v.Venue, v.Street, v.HouseNumber, v.Postcode = f.town.Value(), f.venue.Value(), f.street.Value(), f.house.Value(), f.postcode.Value()
	v.Code, v.Notes, v.Seats = f.code.Value(), f.notes.Value(), int(number(f.seats.Value()))
	v.Trainers = nil
	for _, pick := range f.teach {
		if o := pick.Value(); o.ID != "" {
			v.Trainers = append(v.Trainers, training.Trainer{PersonID: number(strings.TrimPrefix(o.ID, "p")), Name: o.Text})
		}
	}
}

type plannedCohort struct{ id, change int64 }

// save keeps the cohort. What was filled in stays on screen when that is refused.
func (f *cohortForm) save() {
	p := f.p
	if !f.form.Check() {
		return
	}
	f.read()
	id, version, values := f.id, f.version, f.values
	ui.Act(p.s.Tasks, words.T("Trainingsgroep opslaan"), func(ctx context.Context, _ *ui.Progress) (plannedCohort, error) {
		if id == 0 {
			made, change, err := p.job.PlanCohort(ctx, values)
			return plannedCohort{made, change}, err
		}
		change, err := p.job.SaveCohort(ctx, id, version, values)
		return plannedCohort{id, change}, err
	}, func(made plannedCohort) {
		said := words.T("Trainingsgroep gewijzigd")
		if id == 0 {
			said = words.T("Trainingsgroep gepland")
		}
		p.s.Done(said, undo(p.undo, made.change))
		p.stopEditing()
		p.columns = ""
		p.page = training.Page{ID: made.id}
		if id == 0 && p.stage != string(training.StagePlanned) {
			p.stage = string(training.StagePlanned)
			p.chips.Choose(p.stage)
		}
		p.Reload()
		p.list.Focus()
	})
}
