package screen

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"kiesvoorhetkind.nl/kantoor/app/enrolment"
	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// formCohort names the form in what is kept of it while somebody types.
const formCohort = "cohort"

// cohortForm is a cohort while it is filled in. Days and trainers have a place for
// each field, also for those that are empty still.
type cohortForm struct {
	p        *trainingsPage
	id       int64 // 0: a new one
	version  int64
	values   training.CohortValues
	before   []training.CohortDay // the days with their times, as they were
	pattern  []data.Day           // days of the cohort that a new one is made after
	trainers []training.Trainer
	days     int // that were asked for
	teach    int
	first    string   // the field that has the keyboard first; empty: the usual one
	lane     *ui.Lane // looks for clashes
}

// plan plans a new cohort, after the one that is shown.
func (p *trainingsPage) plan() {
	f := &cohortForm{p: p, lane: p.s.Tasks.Lane()}
	if p.stage == stageCourses {
		f.values.CourseID = p.course.ID
		p.chips.Choose(string(training.StagePlanned))
		p.turn()
	}
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
	if p.OnceRead(p.edit) {
		return
	}
	p.editFrom("")
}

// fillTrainer fills in who teaches the cohort that is shown.
func (p *trainingsPage) fillTrainer() {
	if p.OnceRead(p.fillTrainer) {
		return
	}
	p.editFrom(trainerName(0))
}

func (p *trainingsPage) editFrom(first string) {
	f := &cohortForm{p: p, id: p.page.ID, first: first, lane: p.s.Tasks.Lane()}
	f.read(p.page)
	f.open()
}

// Resume goes on with a cohort or a course that was not saved.
func (p *trainingsPage) Resume(form, id string) {
	switch {
	case p.EditingOf(form, id):
	case strings.Contains(id, "/"):
		p.resumeAsk(form, id)
	case form == formCourse:
		p.chips.Choose(stageCourses)
		if id == "" {
			p.newCourse()
			return
		}
		p.list.ChooseID(id)
	case id == "":
		p.plan()
	case form == formTerms:
		p.Then(id, p.editTerms)
		p.Open(id)
	default:
		p.Then(id, p.edit)
		p.Open(id)
	}
}

// read takes over a cohort as it is kept.
func (f *cohortForm) read(page training.Page) {
	f.version, f.values = page.Version, page.Values
	f.before = page.Values.Days
	f.values.Days, f.values.Trainers = slices.Clone(page.Values.Days), slices.Clone(page.Values.Trainers)
}

type formNeeds struct {
	trainers []training.Trainer
	courses  []data.Course
}

func (f *cohortForm) open() {
	p := f.p
	ui.Load(p.Needs(), func(ctx context.Context) (formNeeds, error) {
		var n formNeeds
		var err error
		if n.trainers, err = p.job.Trainers(ctx); err != nil {
			return n, err
		}
		n.courses, err = p.job.Courses(ctx)
		return n, err
	}, func(n formNeeds) {
		if f.id != 0 && f.id != p.page.ID {
			return // another one was chosen meanwhile
		}
		f.trainers, p.courses = n.trainers, n.courses
		f.fill()
	})
}

func (f *cohortForm) fill() {
	p := f.p
	e := &ui.Edit{Form: formCohort, Title: words.T("Nieuwe trainingsgroep"), OK: words.T("Plannen"), Rows: f.rows, Missing: f.room}
	if f.id != 0 {
		e.Key, e.Title, e.OK = key(f.id), words.T("Gegevens van %s", p.page.Title), words.T("Opslaan")
		e.Newest = ui.ReadBy(func(ctx context.Context) (training.Page, error) { return p.job.Cohort(ctx, f.id) }, f.read)
	} else if f.values.CourseID != 0 {
		e.First = dayName(0)
	}
	if f.first != "" {
		e.First = f.first
	}
	e.Watch = func() { f.watch(e) }
	e.Save = ui.SaveBy(words.T("Trainingsgroep opslaan"), func(ctx context.Context) (plannedCohort, error) {
		if f.id == 0 {
			made, change, err := p.job.PlanCohort(ctx, f.filled())
			return plannedCohort{made, enrolment.Shifted{Change: change}}, err
		}
		shifted, err := p.places.Enrolments.SaveCohort(ctx, f.id, f.version, f.filled())
		return plannedCohort{f.id, shifted}, err
	}, func(made plannedCohort) {
		said := words.T("Trainingsgroep gewijzigd")
		if f.id == 0 {
			said = words.T("Trainingsgroep gepland")
		}
		switch drafts, final := made.shifted.Drafts, made.shifted.Final; {
		case drafts > 0 && final > 0:
			said = words.T("Trainingsgroep gewijzigd. Conceptfacturen aangepast: %d, al definitief en dus niet: %d", drafts, final)
		case drafts > 0:
			said = words.T("Trainingsgroep gewijzigd. Conceptfacturen aangepast: %d", drafts)
		case final > 0:
			said = words.T("Trainingsgroep gewijzigd. Al definitief en dus niet aangepast: %d", final)
		}
		p.s.Done(said, undo(p.undo, made.shifted.Change))
		p.columns = ""
		p.page = training.Page{ID: made.id}
		if f.id == 0 && p.stage != string(training.StagePlanned) {
			p.stage = string(training.StagePlanned)
			p.chips.Choose(p.stage)
		}
		p.Reload()
		p.list.Focus()
	})
	p.Fill(e)
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

// rows are the fields of a cohort; the number of days goes with the course.
func (f *cohortForm) rows(r *ui.Rows) {
	v := &f.values
	var choices []block.Choice
	for _, c := range f.p.courses {
		if !c.Ended || c.ID == v.CourseID {
			choices = append(choices, block.Choice{ID: key(c.ID), Text: c.Name})
		}
	}
	course := block.NewChoiceField(choices...)
	r.Add(words.Later("Opleiding"), course, func() { course.SetValue(key(v.CourseID)) }, func() { v.CourseID = number(course.Value()) }).Required().Shapes()
	f.dayRows(r)
	r.Text(words.Later("Plaats"), &v.Town).Required().Hint(words.T("De stad of het dorp, zoals Zutphen."))
	r.Text(words.Later("Locatie"), &v.Venue).Hint(words.T("Het gebouw of de zaal, zoals Zalencentrum De Brink."))
	f.trainerRows(r)
	ui.Number(r, words.Later("Aantal plaatsen"), &v.Seats, 1, 1000).Example(words.T("zoals de opleiding"))
	r.Text(words.Later("Straat"), &v.Street)
	r.Text(words.Later("Huisnummer"), &v.HouseNumber).Short()
	r.Text(words.Later("Postcode"), &v.Postcode).Short()
	r.Text(words.Later("Code"), &v.Code).Example(words.T("maakt het programma"))
	r.Area(words.Later("Notitie"), &v.Notes, 3)
	r.More(words.T("Nog een dag"), func() { f.days = len(v.Days) + 1 })
}

const (
	dayPrefix     = "Dag "
	trainerPrefix = "Trainer "
)

func dayName(i int) string { return dayPrefix + strconv.Itoa(i+1) }

func trainerName(i int) string { return trainerPrefix + strconv.Itoa(i+1) }

// room makes place for a day or trainer of what was kept.
func (f *cohortForm) room(name string) bool {
	for word, n := range map[string]*int{dayPrefix: &f.days, trainerPrefix: &f.teach} {
		if text, ok := strings.CutPrefix(name, word); ok {
			*n = max(*n, min(int(number(text)), 60))
			return true
		}
	}
	return false
}

// sized gives a list as many places as are needed.
func sized[T any](list []T, n int) []T {
	if len(list) > n {
		return list[:n]
	}
	return append(list, make([]T, n-len(list))...)
}

// dayRows are as many days as the course takes, and at least those there are.
func (f *cohortForm) dayRows(r *ui.Rows) {
	v := &f.values
	n := max(1, f.days)
	for i, d := range v.Days {
		if d.Day != "" {
			n = max(n, i+1)
		}
	}
	if c, ok := f.courseOf(); ok {
		n = max(n, c.Days)
	}
	v.Days = sized(v.Days, n)
	fields := make([]*block.DateField, n)
	for i := range v.Days {
		d := block.NewDateField()
		d.Today = f.p.s.Today()
		fields[i] = d
		line := r.Add(dayName(i), d, func() { d.SetValue(string(v.Days[i].Day)) }, func() { v.Days[i].Day = data.Day(d.Value()) }).Labelled(words.T("Dag %d", i+1))
		switch {
		case i > 0:
		case f.id == 0:
			line.Hint(words.T("De volgende dagen worden voorgesteld; wat je leeg laat, vul je later in."))
			d.OnEdit(func() { f.propose(fields) })
		default:
			line.Hint(words.T("Wat je leeg laat, vul je later in."))
		}
	}
}

// propose fills in the days after the first with the steps of the cohort that
// this one is made after, a week where there is none.
func (f *cohortForm) propose(days []*block.DateField) {
	first := data.Day(days[0].Value())
	if first == "" {
		return
	}
	for i := 1; i < len(days); i++ {
		step := 7 * i
		if i < len(f.pattern) {
			step = f.pattern[0].Until(f.pattern[i])
		}
		days[i].SetValue(string(first.AddDays(step)))
	}
}

// trainerRows are a field for each trainer, and at least two.
func (f *cohortForm) trainerRows(r *ui.Rows) {
	v := &f.values
	named := 0
	for i, t := range v.Trainers {
		if t.Name != "" {
			named = i + 1
		}
	}
	v.Trainers = sized(v.Trainers, max(2, f.teach, named, min(named+1, 4)))
	for i := range v.Trainers {
		pick := block.NewPickField(words.T("Typ een naam"), f.findTrainer)
		pick.NewText, pick.NewDetail, pick.AsWritten = words.T("Alleen de naam invullen:"), words.T("Komt op het certificaat, niet in het register."), true
		pick.New = func(name string) { pick.SetValue(block.Option{ID: "n", Text: strings.TrimSpace(name)}) }
		label := words.Later("Trainer")
		if i > 0 {
			label = words.Later("Nog een trainer")
		}
		r.Add(trainerName(i), pick, func() {
			pick.SetValue(block.Option{})
			if t := v.Trainers[i]; t.Name != "" {
				pick.SetValue(block.Option{ID: "p" + key(t.PersonID), Text: t.Name})
			}
		}, func() {
			v.Trainers[i] = training.Trainer{}
			if o := pick.Value(); o.ID != "" {
				v.Trainers[i] = training.Trainer{PersonID: number(strings.TrimPrefix(o.ID, "p")), Name: o.Text}
			}
		}).Labelled(label)
	}
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

// filled gives the values without empty places. Days keep their times.
func (f *cohortForm) filled() training.CohortValues {
	v := f.values
	times := map[data.Day]training.CohortDay{}
	var usual training.CohortDay
	for i, d := range f.before {
		times[d.Day] = d
		if i == 0 {
			usual = d
		}
	}
	v.Days, v.Trainers = nil, nil
	for _, d := range f.values.Days {
		if d.Day == "" {
			continue
		}
		known, ok := times[d.Day]
		if !ok {
			known = training.CohortDay{Day: d.Day, Starts: usual.Starts, Ends: usual.Ends}
		}
		v.Days = append(v.Days, known)
	}
	for _, t := range f.values.Trainers {
		if t.Name != "" {
			v.Trainers = append(v.Trainers, t)
		}
	}
	return v
}

type plannedCohort struct {
	id      int64
	shifted enrolment.Shifted
}
