package screen

import (
	"context"
	"errors"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/enrolment"
	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/dutch"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// trainings is what the screen asks of the trainings.
type trainings interface {
	List(ctx context.Context, stage training.Stage, offset, limit int) ([]training.Row, error)
	Counts(ctx context.Context) (map[training.Stage]int, error)
	Cohort(ctx context.Context, id int64) (training.Page, error)
	PlanCohort(ctx context.Context, v training.CohortValues) (cohort, change int64, err error)
	SetStatus(ctx context.Context, cohort int64, status string) (int64, error)
	ImportCohort(ctx context.Context, file string, o training.ImportOptions) ([]training.Imported, int64, error)
	Trainers(ctx context.Context) ([]training.Trainer, error)

	AddPerson(ctx context.Context, cohort int64, e training.Enrolling) (training.Added, int64, error)
	AddNamed(ctx context.Context, cohort int64, person register.ListedPerson, e training.Enrolling) (training.Added, int64, error)
	AddFile(ctx context.Context, cohort int64, file string) (training.AddedList, int64, error)
	Remove(ctx context.Context, enrolment int64) (int64, error)
	GiveSeat(ctx context.Context, enrolment int64, beyond bool) (training.Given, int64, error)
	OfferSeat(ctx context.Context, enrolment int64) (until data.Day, change int64, err error)
	PassOver(ctx context.Context, enrolment int64, reason string) (int64, error)
	AnswerOffer(ctx context.Context, enrolment int64, accept, stay bool) (int64, error)
	SaveTerms(ctx context.Context, cohort, version int64, terms data.CohortTerms) (int64, error)
	TakeTerms(ctx context.Context, cohort int64) (int64, error)
	Clashes(ctx context.Context, o training.Occasion) ([]training.Clash, error)
	SetEnrolmentStatus(ctx context.Context, enrolment int64, status string) (int64, error)
	SetCertificateName(ctx context.Context, enrolment int64, name string) (int64, error)

	MarkAllPresent(ctx context.Context, cohort, day int64) (int64, error)
	SetAttendance(ctx context.Context, enrolment, day int64, state string) (int64, error)
	ToggleAttendance(ctx context.Context, enrolment, day int64) (int64, error)
	SetResult(ctx context.Context, enrolment int64, result, reason string) (int64, error)
	HoldCertificate(ctx context.Context, enrolment int64, reason string) (int64, error)

	Sample(ctx context.Context, cohort int64) (training.Run, error)
	Issue(ctx context.Context, cohort int64) (training.Run, error)
	certificateChanger
	Reprint(ctx context.Context, certificate int64) (data.Document, error)
	Printers(ctx context.Context) (names []string, standard string, err error)
	Log(ctx context.Context, cohort int64) ([]training.Printed, error)

	cohortPapers
	courseKeeper
}

// trainingsWidth is how wide the list of cohorts is: a course of four days has its certificate numbers beside it on a
// window of 1280.
const trainingsWidth = 394

// trainingsPage is the screen "Trainingen".
type trainingsPage struct {
	*ui.Editor

	s      *ui.Shell
	job    trainings
	people peopleFinder
	papers Papers
	undo   undoer
	now    clock
	places Seating
	bills  map[int64]enrolment.Bill // of the cohort that is shown, by enrolment

	chips  *block.Chips
	filter *block.SearchField
	list   *block.List
	detail *block.Detail
	split  *block.Split
	lane   *ui.Lane
	reader *ui.Lane
	asked  int64 // the page that reader reads
	finder *ui.Lane

	// The page of a cohort; its pieces stay while it is worked on, so that the
	// keyboard and the place on the page stay too.
	head, panel, under *fyne.Container
	table              *block.Table
	seek               *block.SearchField // filters the table of a large group
	columns            string

	rows    int
	stage   string // of the list that is shown
	page    training.Page
	then    then
	course  data.Course
	courses []data.Course
	designs []training.Design // once the courses were shown
}

// stageCourses is the chip of the courses, beside the parts of the list of cohorts.
const stageCourses = "courses"

// Trainings is the screen of the cohorts: who takes part, who was there on which
// day, and the certificates.
func Trainings(job trainings, people peopleFinder, papers Papers, u undoer, now clock, places Seating) ui.Screen {
	return ui.Screen{ID: ui.ScreenTrainings, New: func(s *ui.Shell) ui.Page {
		p := &trainingsPage{
			s: s, job: job, people: people, papers: papers, undo: u, now: now, places: places, detail: block.NewDetail(), stage: string(training.StageRunning),
			lane: s.Tasks.Lane(), reader: s.Tasks.Lane(), finder: s.Tasks.Lane(),
			head: block.Column(6), panel: block.Column(8), under: block.Column(14),
		}
		p.list = block.NewList(words.T("Geen trainingen"), words.T("Een trainingsgroep plan je met “Nieuwe trainingsgroep” (N). Een bestand met groepen sleep je naar dit venster."))
		p.list.OnChoose = func(_ int, it block.Item) { p.choose(it.ID) }
		p.list.OnOpen = func(int, block.Item) { p.enterCourse() }
		p.list.OnNearEnd = p.more
		p.Editor = ui.NewEditor(s, p.detail, p.list, p.showAgain).Awaits(p.reader)
		p.chips = block.NewChips(func(string) { p.turn() }, stageChoices(nil)...).Remember(s.Memory(), "trainingen")
		p.stage = p.chips.Chosen()
		p.filter = newFilter(p.list)
		listMenu(s, p.list, p.reader, "cohort.present", "cohort.print", "cohort.preview", "", "participant.add", "participant.file", "cohort.list", "participant.export", "", "cohort.edit", "cohort.new", "course.new")
		left := block.Frame(block.ListTop(p.chips, p.filter), nil, nil, nil, p.list)
		p.split = block.NewSplit(trainingsWidth, words.T("Trainingen"), left, p.detail).Follow(p.list)
		p.list.Counted(words.T("trainingsgroep"), words.T("trainingsgroepen")).Tabled(p.split, s.Memory(), "trainingsgroepen", cohortColumns()...)
		p.list.OnSort, p.list.Whole = p.Reload, true
		p.In(p.split)
		return p
	}}
}

func stageChoices(counts map[training.Stage]int) []block.Choice {
	return []block.Choice{
		{ID: string(training.StageRunning), Text: words.T("Lopend"), Count: counts[training.StageRunning]},
		{ID: string(training.StagePlanned), Text: words.T("Gepland")},
		{ID: string(training.StageFinished), Text: words.T("Afgerond")},
		{ID: stageCourses, Text: words.T("Opleidingen")},
	}
}

func (p *trainingsPage) Title() string              { return words.T("Trainingen") }
func (p *trainingsPage) List() *block.List          { return p.list }
func (p *trainingsPage) Content() fyne.CanvasObject { return p.split }
func (p *trainingsPage) First() fyne.Focusable      { return p.list.Keys() }
func (p *trainingsPage) Shown()                     { p.Reload() }

// Open shows one cohort.
func (p *trainingsPage) Open(key string) {
	p.PutAway(func() {
		p.split.ShowPage()
		p.open(number(key))
	})
}

// Back leaves the page where it stands alone.
func (p *trainingsPage) Back() bool { return p.split.Back() }

// showAgain puts what was shown in the place of a form.
func (p *trainingsPage) showAgain() {
	p.columns = ""
	switch {
	case p.stage == stageCourses:
		p.openCourse(p.course.ID)
	case p.page.ID == 0:
		p.Reload()
	default:
		p.show(true)
	}
}

// turn shows another part of the list.
func (p *trainingsPage) turn() {
	if p.chips.Chosen() == p.stage {
		return
	}
	p.stage = p.chips.Chosen()
	p.PutAway(func() {
		p.page, p.course, p.columns = training.Page{}, data.Course{}, ""
		p.list.SetItems(nil)
		p.Reload()
	})
}

type trainingList struct {
	items   []block.Item
	courses []data.Course
	designs []training.Design
	counts  map[training.Stage]int
	waiting int
}

// Reload reads the list again, and what is chosen.
func (p *trainingsPage) Reload() {
	stage, today := p.stage, p.s.Today()
	if stage == stageCourses {
		p.list.SetTable("opleidingen", courseColumns()...)
	} else {
		p.list.SetTable("trainingsgroepen", cohortColumns()...)
	}
	// As many as were there, so that the place in a long list stays.
	limit := max(pageSize, (p.rows+pageSize-1)/pageSize*pageSize)
	if by, _ := p.list.Sorted(); by != "" {
		limit = mostGroups // what the columns say is worked out of what happened: all of them are read to be sorted
	}
	ui.Load(p.lane, func(ctx context.Context) (trainingList, error) {
		var l trainingList
		var err error
		if l.courses, err = p.job.Courses(ctx); err != nil {
			return l, err
		}
		if stage == stageCourses {
			if l.designs, err = p.job.Designs(ctx); err != nil {
				return l, err
			}
		}
		running, err := p.job.List(ctx, training.StageRunning, 0, limit)
		if err != nil {
			return l, err
		}
		for _, r := range running {
			if r.Pill.Tone == training.Blue {
				l.waiting++
			}
		}
		switch stage {
		case stageCourses:
			l.items = courseItems(l.courses)
		case string(training.StageRunning):
			l.items = cohortItems(running, today)
		default:
			rows, err := p.job.List(ctx, training.Stage(stage), 0, limit)
			if err != nil {
				return l, err
			}
			l.items = cohortItems(rows, today)
		}
		l.counts, err = p.job.Counts(ctx)
		return l, err
	}, func(l trainingList) {
		p.rows, p.courses = len(l.items), l.courses
		if l.designs != nil {
			p.designs = l.designs
		}
		p.counted(l.counts)
		p.list.SetItems(l.items)
		p.chips.SetChoices(stageChoices(l.counts)...)
		p.split.Refresh()
		p.s.SetCount(ui.ScreenTrainings, l.waiting, false)
		switch {
		case p.Editing():
		case p.stage == stageCourses:
			p.reloadCourse()
		case p.asked != 0 && p.reader.Busy():
			p.open(p.asked)
		case p.page.ID != 0:
			p.open(p.page.ID)
		case len(l.items) == 0:
			p.columns = ""
			p.detail.Set(block.NewEmpty(look.IconTraining, words.T("Geen trainingsgroepen"), words.T("Hier staat de groep die je links kiest."), block.NewButton(words.T("Nieuwe trainingsgroep"), p.plan).WithHint("N")))
		case !p.split.Narrow():
			p.list.Choose(0)
		}
		p.s.Changed()
	})
}

// mostGroups is more than any office gives.
const mostGroups = 20_000

// more reads the next page of the list.
func (p *trainingsPage) more() {
	if by, _ := p.list.Sorted(); by != "" || p.lane.Busy() || p.stage == stageCourses || p.rows == 0 || p.rows%pageSize != 0 {
		return
	}
	stage, from, today := training.Stage(p.stage), p.rows, p.s.Today()
	ui.Load(p.lane, func(ctx context.Context) ([]block.Item, error) {
		rows, err := p.job.List(ctx, stage, from, pageSize)
		return cohortItems(rows, today), err
	}, func(items []block.Item) {
		p.rows += len(items)
		p.list.Append(items)
	})
}

func cohortItems(rows []training.Row, today string) []block.Item {
	items := make([]block.Item, len(rows))
	for i, r := range rows {
		// The town first: it tells groups of one course apart, also where the line is too long.
		items[i] = block.Item{ID: key(r.ID), Title: r.Course, Detail: joined(" · ", r.Town, r.Detail), Right: nearDay(r.Day, today), Pill: r.Pill.Text, Tone: tone(string(r.Pill.Tone)), Row: cohortRow(r)}
	}
	return items
}

// choose shows what is chosen in the list.
func (p *trainingsPage) choose(id string) {
	p.Choose(id, func(id string) {
		p.columns = ""
		if p.stage == stageCourses {
			p.openCourse(number(id))
			return
		}
		p.open(number(id))
	})
}

// follow lets the list show the part in which the cohort stands that is shown: what
// was done may have moved it there. It says whether the list changed.
func (p *trainingsPage) follow() bool {
	stage := string(p.page.Stage)
	if p.page.ID == 0 || p.stage == stageCourses || p.stage == stage {
		return false
	}
	p.stage, p.rows = stage, 0
	p.chips.Choose(stage)
	p.Reload()
	return true
}

type openedCohort struct {
	page  training.Page
	log   []training.Printed
	bills map[int64]enrolment.Bill
	rows  []block.Row
}

// Do shows a cohort and does a command with it.
func (p *trainingsPage) Do(id, command string) {
	p.then = then{id, command}
	p.Open(id)
}

// open reads a cohort and shows it.
func (p *trainingsPage) open(id int64) {
	p.asked = id
	p.then.opening(key(id))
	ui.LoadOr(p.reader, func(ctx context.Context) (openedCohort, error) {
		var o openedCohort
		var err error
		if o.page, err = p.job.Cohort(ctx, id); err != nil {
			return o, err
		}
		if o.bills, err = p.places.Enrolments.Bills(ctx, id); err != nil {
			return o, err
		}
		o.rows = participantRows(o.page, o.bills)
		o.log, err = p.job.Log(ctx, id)
		return o, err
	}, func(o openedCohort, err error) {
		p.asked = 0
		if errors.Is(err, data.ErrNotFound) && p.page.ID == id {
			// It went by undoing how it was made.
			p.page = training.Page{}
			p.columns = ""
			p.detail.Set(block.NewEmpty(look.IconTraining, words.T("Deze trainingsgroep is er niet meer"), words.T("Kies links een andere.")))
			p.s.Changed()
			return
		}
		if err != nil {
			if !p.Editing() {
				p.page, p.columns = training.Page{}, ""
			}
			p.Unread(err, func() { p.open(id) })
			return
		}
		if p.Editing() {
			return
		}
		p.page, p.bills = o.page, o.bills
		p.At(key(id))
		if p.follow() {
			return
		}
		p.list.ChooseID(key(id))
		p.show(p.fill(o))
		p.s.Changed()
		p.Ready(key(id))
		p.then.shown(p.s, key(id))
	})
}

// Dropped takes files: cohorts, or a list of people for the cohort that is shown.
func (p *trainingsPage) Dropped(paths []string) {
	for _, path := range paths {
		switch strings.ToLower(filepath.Ext(path)) {
		case ".json":
			p.importFile(path)
		case ".xlsx", ".csv":
			if p.page.ID == 0 || !p.InSight() {
				p.s.Fail(data.Refuse("Kies eerst de trainingsgroep waar deze deelnemers bij horen. Er is niets ingelezen."))
				return
			}
			p.addFile(path)
		default:
			p.s.Fail(data.Refuse("Dit soort bestand kan hier niet worden ingelezen. Sleep een lijst met deelnemers (.xlsx of .csv) of trainingsgroepen (.json) hierheen."))
		}
	}
}

// importAsk asks for a file with cohorts.
func (p *trainingsPage) importAsk() {
	p.s.Files().Open(words.T("Trainingsgroepen inlezen"), []string{".json"}, p.importFile)
}

type importedCohorts struct {
	done   []training.Imported
	change int64
}

func (p *trainingsPage) importFile(path string) {
	ui.Act(p.s.Tasks, words.T("Trainingsgroepen inlezen"), func(ctx context.Context, _ *ui.Progress) (importedCohorts, error) {
		done, change, err := p.job.ImportCohort(ctx, path, training.ImportOptions{})
		return importedCohorts{done, change}, err
	}, func(r importedCohorts) {
		fresh, people := 0, 0
		var notes []string
		for _, c := range r.done {
			if !c.Known {
				fresh++
				people += c.Participants
			}
			for _, w := range c.Warnings {
				notes = append(notes, c.Cohort+": "+w)
			}
		}
		said := words.T("%s ingelezen met %s", dutch.Count(fresh, words.T("trainingsgroep"), words.T("trainingsgroepen")), dutch.Count(people, words.T("deelnemer"), words.T("deelnemers")))
		if fresh == 0 {
			p.s.Say(words.T("Alles in dit bestand was er al; er is niets veranderd."))
		} else {
			p.s.Done(said, undo(p.undo, r.change))
		}
		p.tell(words.T("Kijk dit na"), said+".", notes)
		p.Reload()
	})
}

// tell shows notes, where there are any.
func (p *trainingsPage) tell(title, text string, notes []string) {
	if len(notes) == 0 {
		return
	}
	lines := block.Column(6)
	for _, n := range notes {
		lines.Add(block.NewParagraph(n))
	}
	p.s.Ask(&block.Dialog{Title: title, Text: text, Content: lines, Width: 620})
}
