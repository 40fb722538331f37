package screen

import (
	"context"
	"errors"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/mailbox"
	"kiesvoorhetkind.nl/kantoor/app/oldpaper"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/dutch"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// oldPapers is what the screen asks of the job.
type oldPapers interface {
	List(ctx context.Context, states ...string) ([]oldpaper.Row, error)
	Counts(ctx context.Context) (map[string]int, error)
	Page(ctx context.Context, id int64) (oldpaper.Page, error)
	Copy(ctx context.Context, id int64) (data.Document, error)
	Begin(ctx context.Context, c oldpaper.Claim) (oldpaper.Begun, error)
	AddCopy(ctx context.Context, id int64, name string, content []byte) (int64, error)
	Save(ctx context.Context, id, version int64, c oldpaper.Claim) (int64, error)
	Remove(ctx context.Context, id int64) (int64, error)
	Accept(ctx context.Context, id int64, c oldpaper.Choice) (oldpaper.Outcome, error)
	Refuse(ctx context.Context, id, person int64, reason string) (int64, error)
	AskMore(ctx context.Context, id, person int64, what string) (int64, error)
	Reopen(ctx context.Context, id int64) (int64, error)
	Withdraw(ctx context.Context, id int64, reason string) (int64, error)
	Letter(ctx context.Context, id int64, office string) (oldpaper.Letter, error)
	Formers(ctx context.Context) ([]oldpaper.Former, error)
	Former(ctx context.Context, id int64) (oldpaper.Former, error)
	SaveFormer(ctx context.Context, f oldpaper.Former) (id, change int64, err error)
	RemoveFormer(ctx context.Context, id int64) (int64, error)
}

// The chips of the list.
const (
	chipUndecided = "open"
	chipDecided   = "decided"
	chipFormer    = "former"
)

// oldPapersPage is the screen "Oude certificaten".
type oldPapersPage struct {
	*ui.Editor

	s      *ui.Shell
	job    oldPapers
	people peopleFinder
	box    drafter
	papers Papers
	undo   undoer
	office func(ctx context.Context) (string, error)

	chips  *block.Chips
	filter *block.SearchField
	list   *block.List
	detail *block.Detail
	both   *block.Abreast
	split  *block.Split
	lane   *ui.Lane
	reader *ui.Lane
	asked  string
	then   then

	key    string // what is shown: a number, or one of a former training after "f"
	page   oldpaper.Page
	former oldpaper.Former
	view   *preview
	seen   int64 // the document that view shows

	training int   // the candidate that is chosen; -1 for none
	person   int64 // whose it is; 0 for somebody new
	picked   string
	chosen   bool // the office chose for itself
}

// OldPapers is the screen on which the office decides about copies of old certificates. office gives the name that letters
// are signed with.
func OldPapers(job oldPapers, people peopleFinder, box drafter, papers Papers, u undoer, office func(ctx context.Context) (string, error)) ui.Screen {
	return ui.Screen{ID: ui.ScreenOldPapers, New: func(s *ui.Shell) ui.Page {
		p := &oldPapersPage{
			s: s, job: job, people: people, box: box, papers: papers, undo: u, office: office, training: -1,
			lane: s.Tasks.Lane(), reader: s.Tasks.Lane(), detail: block.NewDetail(),
		}
		p.list = block.NewList(words.T("Geen oude certificaten"), words.T("Stuurt iemand een kopie van een oud certificaat, dan begin je in de post met “Certificaat beoordelen”. Kwam de kopie per brief, druk dan op N."))
		p.list.OnChoose = func(_ int, it block.Item) { p.Choose(it.ID, p.open) }
		p.Editor = ui.NewEditor(s, p.detail, p.list, p.show).Awaits(p.reader)
		p.chips = block.NewChips(func(string) { p.turn() }, p.choices(nil)...)
		p.list.Counted(words.T("certificaat"), words.T("certificaten"))
		p.filter = newFilter(p.list)
		listMenu(s, p.list, p.reader, "oldpaper.accept", "oldpaper.ask", "oldpaper.refuse", "", "oldpaper.new", "oldpaper.former")
		left := block.Frame(block.ListTop(p.chips, p.filter), nil, nil, nil, p.list)
		p.both = block.NewAbreast(p.detail)
		p.split = block.NewSplit(340, words.T("Oude certificaten"), left, p.both).Follow(p.list)
		p.In(p.split)
		return p
	}}
}

// judge takes in the certificate of a mail.
type judge interface {
	BeginFromLetter(ctx context.Context, l mailbox.Letter) (oldpaper.Begun, error)
}

func (p *oldPapersPage) Title() string              { return words.T("Oude certificaten") }
func (p *oldPapersPage) Content() fyne.CanvasObject { return p.split }
func (p *oldPapersPage) First() fyne.Focusable      { return p.list.Keys() }
func (p *oldPapersPage) Back() bool                 { return p.split.Back() }
func (p *oldPapersPage) Shown()                     { p.Reload() }
func (p *oldPapersPage) Filter() fyne.Focusable     { return p.filter }

// keyFor begins the key of a route that asks for the certificate of somebody in the register.
const keyFor = "voor "

// Open shows a copy by its number, a former training by its number after an f, or begins one for somebody.
func (p *oldPapersPage) Open(key string) {
	if who, ok := strings.CutPrefix(key, keyFor); ok {
		p.addFor(who)
		return
	}
	p.PutAway(func() {
		if strings.HasPrefix(key, "f") && p.chips.Chosen() != chipFormer {
			p.chips.Choose(chipFormer)
		}
		p.split.ShowPage()
		p.open(key)
	})
}

// Do shows a copy and does a command with it.
func (p *oldPapersPage) Do(id, command string) {
	p.then = then{id, command}
	p.Open(id)
}

func (p *oldPapersPage) choices(counts map[string]int) []block.Choice {
	return []block.Choice{
		{ID: chipUndecided, Text: words.T("Te doen"), Count: counts[oldpaper.Open] + counts[oldpaper.Asked]},
		{ID: chipDecided, Text: words.T("Beslist")},
		{ID: chipFormer, Text: words.T("Trainingen van vroeger")},
	}
}

// turn shows another list from its first.
func (p *oldPapersPage) turn() {
	p.key, p.page, p.former = "", oldpaper.Page{}, oldpaper.Former{}
	p.list.SetItems(nil)
	p.Reload()
}

type oldPaperList struct {
	items  []block.Item
	counts map[string]int
}

// Reload reads the list again.
func (p *oldPapersPage) Reload() {
	which, today := p.chips.Chosen(), p.s.Today()
	ui.Load(p.lane, func(ctx context.Context) (oldPaperList, error) {
		var l oldPaperList
		var err error
		if l.counts, err = p.job.Counts(ctx); err != nil {
			return l, err
		}
		if which == chipFormer {
			formers, err := p.job.Formers(ctx)
			for _, f := range formers {
				l.items = append(l.items, block.Item{ID: "f" + key(f.ID), Title: f.Title(), Detail: joined(" · ", strings.Join(f.Trainers, ", "), f.Source), Right: f.When})
			}
			return l, err
		}
		states := oldpaper.Undecided
		if which == chipDecided {
			states = oldpaper.Decided
		}
		rows, err := p.job.List(ctx, states...)
		for _, r := range rows {
			l.items = append(l.items, block.Item{ID: key(r.ID), Title: r.Name, Detail: r.Detail, Right: dutch.ShortDay(string(r.Received), today), Pill: oldpaper.StateName(r.State), Tone: paperTone(r.State)})
		}
		return l, err
	}, func(l oldPaperList) {
		p.list.SetItems(l.items)
		p.chips.SetChoices(p.choices(l.counts)...)
		p.split.Refresh()
		switch {
		case p.Editing():
		case p.asked != "" && p.reader.Busy():
		case p.key != "":
			p.open(p.key)
		case len(l.items) == 0:
			p.nothing()
		case !p.split.Narrow():
			p.list.Choose(0)
		}
		p.s.Changed()
	})
}

func paperTone(state string) look.Tone {
	switch state {
	case oldpaper.Open:
		return look.Blue
	case oldpaper.Asked:
		return look.Amber
	case oldpaper.Accepted:
		return look.Green
	}
	return look.Grey
}

func (p *oldPapersPage) nothing() {
	p.compare(0)
	if p.chips.Chosen() == chipFormer {
		p.detail.Set(block.NewEmpty(look.IconTraining, words.T("Nog geen trainingen van vroeger"), words.T("Weet je dat er in een jaar ergens een training was die niet in het programma staat? Noteer haar met V: dan telt ze mee bij het zoeken.")),
			block.Spread(8, block.NewPrimary(words.T("Training van vroeger noteren"), func() { p.editFormer(oldpaper.Former{}) }).WithHint("V")))
		return
	}
	p.detail.Set(block.NewEmpty(look.IconAward, words.T("Niets te beoordelen"), words.T("Hier staat het certificaat dat je links kiest.")))
}

// open reads what was chosen and shows it.
func (p *oldPapersPage) open(id string) {
	p.asked = id
	p.then.opening(id)
	if former, ok := strings.CutPrefix(id, "f"); ok {
		ui.LoadOr(p.reader, func(ctx context.Context) (oldpaper.Former, error) { return p.job.Former(ctx, number(former)) }, func(f oldpaper.Former, err error) {
			if p.opened(id, err) {
				p.former, p.page = f, oldpaper.Page{}
				p.came(id)
			}
		})
		return
	}
	ui.LoadOr(p.reader, func(ctx context.Context) (oldpaper.Page, error) { return p.job.Page(ctx, number(id)) }, func(page oldpaper.Page, err error) {
		if !p.opened(id, err) {
			return
		}
		if page.Paper.ID != p.page.Paper.ID || page.Paper.Version != p.page.Paper.Version {
			p.chosen = false
		}
		p.page, p.former = page, oldpaper.Former{}
		p.suggest()
		p.came(id)
	})
}

// opened says whether what was read can be shown.
func (p *oldPapersPage) opened(id string, err error) bool {
	p.asked = ""
	switch {
	case errors.Is(err, data.ErrNotFound):
		p.key, p.page, p.former = "", oldpaper.Page{}, oldpaper.Former{}
		p.nothing()
		p.s.Changed()
		return false
	case err != nil:
		if !p.Editing() {
			p.key, p.page, p.former = "", oldpaper.Page{}, oldpaper.Former{}
		}
		p.Unread(err, func() { p.open(id) })
		return false
	}
	return !p.Editing()
}

func (p *oldPapersPage) came(id string) {
	p.key = id
	p.At(id)
	p.list.ChooseID(id)
	p.show()
	p.Ready(id)
	p.then.shown(p.s, id)
}

// suggest chooses what fits best, where the office did not choose for itself.
func (p *oldPapersPage) suggest() {
	if p.chosen {
		p.training = min(p.training, len(p.page.Ranking.Trainings)-1)
		return
	}
	p.training, p.person, p.picked = -1, p.page.Paper.PersonID, p.page.Person
	if t := p.page.Ranking.Trainings; len(t) > 0 && fitsWell(t[0].Verdict) {
		p.training = 0
	} else {
		// Noted from this copy a moment ago: that it agrees proves nothing, and it is what the office means.
		p.training = slices.IndexFunc(t, func(c oldpaper.Candidate) bool { return c.Verdict == oldpaper.Recorded })
	}
	if p.person == 0 {
		if people := p.page.Ranking.People; len(people) > 0 && fitsWell(people[0].Verdict) {
			p.person, p.picked = people[0].ID, people[0].Name
		}
	}
}

func fitsWell(v oldpaper.Verdict) bool { return v == oldpaper.Strong || v == oldpaper.Likely }

// candidate is the training that is chosen; nil for none.
func (p *oldPapersPage) candidate() *oldpaper.Candidate {
	if p.training < 0 || p.training >= len(p.page.Ranking.Trainings) {
		return nil
	}
	return &p.page.Ranking.Trainings[p.training]
}

// Commands of the screen.
func (p *oldPapersPage) Commands() []ui.Command {
	paper := func() bool { return p.page.Paper.ID != 0 }
	open := func() bool {
		return paper() && (p.page.Paper.State == oldpaper.Open || p.page.Paper.State == oldpaper.Asked)
	}
	former := func() bool { return p.former.ID != 0 }
	return []ui.Command{
		{ID: "oldpaper.accept", Text: words.T("Aanvaarden"), Words: words.T("echt goedkeuren certificaat"), Hint: words.T("aanvaarden"), Key: ui.Plain(fyne.KeyReturn), Enabled: open, Run: p.accept},
		{ID: "oldpaper.ask", Text: words.T("Meer vragen"), Words: words.T("ontbreekt kopie brief"), Hint: words.T("meer vragen"), Key: ui.Plain("M"), Enabled: open, Run: p.askMore},
		{ID: "oldpaper.refuse", Text: words.T("Afwijzen"), Words: words.T("onecht weigeren"), Hint: words.T("afwijzen"), Key: ui.Plain("W"), Enabled: open, Run: p.refuse},
		{ID: "oldpaper.training", Text: words.T("Volgende training kiezen"), Key: ui.Plain("T"), Enabled: func() bool { return open() && len(p.page.Ranking.Trainings) > 0 }, Run: p.nextTraining},
		{ID: "oldpaper.person", Text: words.T("Volgende professional kiezen"), Key: ui.Plain("P"), Enabled: open, Run: p.nextPerson},
		{ID: "oldpaper.edit", Text: words.T("Gegevens wijzigen"), Words: words.T("bewerken"), Key: ui.Plain("E"), Enabled: func() bool { return open() || former() }, Run: p.edit},
		{ID: "oldpaper.copy", Text: words.T("Kopie toevoegen"), Words: words.T("scan foto"), Key: ui.Plain("K"), Enabled: open, Run: p.chooseCopy},
		{ID: "oldpaper.letter", Text: words.T("Brief schrijven"), Words: words.T("antwoord mail"), Key: ui.Plain("B"), Enabled: paper, Run: p.write},
		{ID: "oldpaper.remove", Text: words.T("Aanvraag weggooien"), Words: words.T("verwijderen"), Enabled: open, Run: p.remove},
		{ID: "oldpaper.new", Anywhere: true, Text: words.T("Oud certificaat beoordelen"), Words: words.T("kopie papier zonder nummer echt"), Key: ui.Plain("N"), Run: p.add},
		{ID: "oldpaper.list", Anywhere: true, Text: words.T("Oude certificaten"), Words: words.T("beoordeeld aanvaard afgewezen trainingen van vroeger"), Run: func() { p.list.Focus() }},
		{ID: "oldpaper.former", Anywhere: true, Text: words.T("Training van vroeger noteren"), Words: words.T("oude training nooit ingevoerd"), Key: ui.Plain("V"), Run: func() { p.editFormer(oldpaper.Former{}) }},
	}
}
