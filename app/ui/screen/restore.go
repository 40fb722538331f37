package screen

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/backup"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/dutch"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// planner says what putting a backup back would do.
type planner interface {
	Plan(ctx context.Context, file string) (backup.Plan, error)
}

// restoring is what putting a backup back asks.
type restoring struct {
	s       *ui.Shell
	job     planner
	offices Offices
	now     clock
}

// backupKinds are the endings of a backup's file.
var backupKinds = []string{".db"}

func isBackup(path string) bool {
	return slices.Contains(backupKinds, strings.ToLower(filepath.Ext(path)))
}

// offerRestore makes putting a backup back possible from every screen: by command, and by dropping its file on the window.
func offerRestore(job planner, offices Offices, now clock) func(*ui.Shell) {
	return func(s *ui.Shell) {
		if offices == nil {
			return
		}
		r := restoring{s, job, offices, now}
		s.OfferAnywhere(ui.Command{ID: "backup.restore", Text: words.T("Back-up terugzetten …"), Words: words.T("herstellen reservekopie kopie terughalen verloren kapot"), Run: r.choose})
		s.OfferDrop(isBackup, func(paths []string) {
			if len(paths) > 1 {
				s.Say(words.T("Zet hier één back-up neer."))
				return
			}
			r.ask(paths[0])
		})
	}
}

// choose asks for a file.
func (r restoring) choose() {
	if r.refused() {
		return
	}
	r.s.Files().Open(words.T("Welke back-up zet je terug?"), backupKinds, r.ask)
}

// refused says that this is not the office that a backup is put back in.
func (r restoring) refused() bool {
	if r.offices.Away() {
		r.s.Say(words.T("Ga eerst terug naar je eigen kantoor. Daar zet je een back-up terug."))
		return true
	}
	return false
}

// ask looks a backup over, and says what will change before it does that.
func (r restoring) ask(file string) {
	if r.refused() {
		return
	}
	// What is typed at this desk counts with what would go.
	r.s.KeepTyped()
	ui.Act(r.s.Tasks, words.T("Back-up nakijken"), func(ctx context.Context, _ *ui.Progress) (backup.Plan, error) { return r.job.Plan(ctx, file) }, func(p backup.Plan) {
		now := r.now()
		r.s.Ask(&block.Dialog{
			Title: words.T("Deze back-up terugzetten?"), Content: block.Column(14, r.about(p, now)...), Width: 600,
			OK: words.T("Terugzetten"), Danger: true,
			OnOK: func() bool {
				// The dialog goes first: the window it stands on is made anew.
				r.s.Tasks.After(0, func() { r.offices.Restore(file, whenMade(p.Found, now)) })
				return true
			},
		})
	})
}

// about tells what is in a backup and what will change.
func (r restoring) about(p backup.Plan, now time.Time) []fyne.CanvasObject {
	in := []block.Fact{
		{Label: words.T("Back-up"), Value: joined(" · ", whenMade(p.Found, now), size(int(p.Bytes)))},
		{Label: words.T("Daarin"), Value: within(p.Size)},
	}
	if !p.Kin {
		in = append(in, block.Fact{Label: words.T("Kantoor"), Value: p.Name})
	}
	if !p.Size.Last.At.IsZero() {
		in = append(in, block.Fact{Label: words.T("Laatste werk"), Value: lastDone(p.Size.Last, now)})
	}
	objects := []fyne.CanvasObject{block.FactsBelow(in...)}
	switch {
	case p.Broken:
		return append(objects, warning(words.T("Het kantoor zelf is beschadigd. Wat er na deze back-up is gedaan, is er daarna niet meer. Het beschadigde bestand wordt bewaard, voor wie er nog iets uit kan halen.")))
	case p.Empty:
		return append(objects, block.NewParagraph(words.T("Dit kantoor is nog leeg. Daarna staat alles uit de back-up hier. Alleen de wachtwoorden van mailboxen vul je opnieuw in bij Instellingen: die zitten niet in een back-up.")))
	case !p.Kin:
		objects = append(objects, warning(words.T("Deze back-up is niet van dit kantoor. Alles wat hier nu staat, gaat eruit.")))
	case p.Since.Changes == 0 && p.Typed > 0:
		objects = append(objects, block.NewParagraph(words.T("Van wat is opgeslagen verdwijnt niets.")))
	case p.Since.Changes == 0 && p.More.Changes == 0:
		objects = append(objects, block.NewParagraph(words.T("Sinds deze back-up is hier niets gewijzigd. Terugzetten verandert dus niets.")))
	case p.Since.Changes == 0:
		objects = append(objects, block.NewParagraph(words.T("Er verdwijnt niets.")))
	}
	if p.Since.Changes > 0 {
		objects = append(objects, block.Section(words.T("Wat er verdwijnt"), done(p.Since, now)...))
	}
	if p.Typed > 0 {
		objects = append(objects, warning(words.T("%s ingevuld en nog niet opgeslagen, van iedereen samen. Wat daarin staat, verdwijnt. Sla het eerst op als het nog nodig is.", dutch.Count(p.Typed, words.T("formulier"), words.T("formulieren")))))
	}
	if p.Kin && p.More.Changes > 0 {
		objects = append(objects, block.Section(words.T("Wat er terugkomt"), done(p.More, now)...))
	}
	return append(objects, block.NewQuietParagraph(words.T("Wat er nu staat, wordt eerst zelf als back-up bewaard. Daarmee kun je dit terugdraaien. Het kantoor gaat even dicht en weer open.")))
}

func warning(text string) fyne.CanvasObject {
	p := block.NewParagraph(text)
	p.Color = look.Amber.Front()
	return block.Beside(10, 1, block.NewIcon(look.IconWarning, look.Amber.Front()), p)
}

// whenMade says of which moment a backup is, in full: "vandaag om 09:36" or "di 3 mrt 2026 om 09:36".
func whenMade(f backup.Found, now time.Time) string {
	made := f.Made.In(data.Amsterdam())
	if data.DayOf(made) == data.DayOf(now) {
		return words.T("vandaag om %s", made.Format("15:04"))
	}
	return words.T("%s om %s", day(data.DayOf(made)), made.Format("15:04"))
}

// within says how much is in a backup.
func within(z data.Size) string {
	return joined(", ", dutch.Count(z.People, words.T("professional"), words.T("professionals")), dutch.Count(z.Invoices, words.T("factuur"), words.T("facturen")))
}

// lastDone says what was done last, when and by whom.
func lastDone(e data.HistoryEntry, now time.Time) string {
	return joined(" · ", when(e.At, now), e.Who, e.Title)
}

// done tells a part of the history.
func done(d data.Done, now time.Time) []fyne.CanvasObject {
	var by []string
	for _, b := range d.By {
		who := b.Who
		if who == "" {
			who = words.T("onbekend")
		}
		by = append(by, who+" "+dutch.Number(b.Changes))
	}
	objects := []fyne.CanvasObject{block.FactsBelow(
		block.Fact{Label: words.T("Gedaan"), Value: joined(" · ", dutch.Count(d.Changes, words.T("wijziging"), words.T("wijzigingen")), strings.Join(by, ", "))},
		block.Fact{Label: words.T("Het laatst"), Value: lastDone(d.Last, now)})}
	if n := len(d.Invoices); n > 0 {
		objects = append(objects, warning(words.T("%s met een nummer: %s. Is er al een verstuurd, noteer dan het nummer: het wordt daarna opnieuw gegeven.", dutch.Count(n, words.T("factuur"), words.T("facturen")), few(d.Invoices))))
	}
	if n := len(d.Certificates); n > 0 {
		objects = append(objects, warning(words.T("%s uitgegeven: %s. Wat al is uitgereikt, herkent het programma daarna niet meer.", dutch.Count(n, words.T("certificaat"), words.T("certificaten")), few(d.Certificates))))
	}
	return objects
}

// few names the first and the last of many.
func few(numbers []string) string {
	const most = 3
	if len(numbers) <= most {
		return strings.Join(numbers, ", ")
	}
	return words.T("%s tot en met %s", numbers[0], numbers[len(numbers)-1])
}

// Looking says that a backup is shown, called by its moment, and leads back.
func Looking(s *ui.Shell, called string, back func()) {
	s.Notify(ui.Notice{
		Text:  words.T("Je kijkt in de back-up van %s. Je kunt alles openen en zoeken; er verandert niets.", called),
		Links: []ui.NoticeLink{{Text: words.T("Naar mijn eigen kantoor"), Open: back}},
	})
}

// Restored says what came of putting a backup back, and offers to take it back: called is what was said of the backup.
func Restored(s *ui.Shell, job planner, offices Offices, now func() time.Time, called string, r data.Restored, err error) {
	switch {
	case ctxDone(err):
		s.Say(NotRestored(err))
	case err != nil:
		s.Fail(err)
	default:
		n := ui.Notice{Text: words.T("De back-up van %s staat terug. Kijk of alles er is wat je verwacht.", called), Good: true}
		if text, ok := data.UserText(r.Warning); ok {
			n.Text, n.Good = text, false
		}
		if r.Kept != "" && !r.Damaged {
			n.Text += " " + words.T("Wat er stond, is bewaard.")
			n.Links = []ui.NoticeLink{{Text: words.T("Terugdraaien …"), Open: func() { restoring{s, job, offices, now}.ask(r.Kept) }}}
		}
		s.Notify(n)
	}
}

// NotRestored says why nothing was put back.
func NotRestored(err error) string {
	if ctxDone(err) {
		return words.T("Het terugzetten is afgebroken. Er is niets gewijzigd.")
	}
	return ui.UserText(err)
}
