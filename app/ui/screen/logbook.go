package screen

import (
	"context"
	"fmt"
	"log/slog"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/logbook"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// logText is what the page asks of the log.
type logText interface {
	Text(most int) (string, error)
	Dir() string
}

// mostLog is how much of the log is shown, in bytes.
const mostLog = 256 << 10

// logWords are the messages of the log in the user's words; others are shown as they are.
var logWords = map[string]string{
	"no backup was made":                   words.Later("de back-up is niet gemaakt"),
	"no backup was put back":               words.Later("de back-up is niet teruggezet"),
	"begin":                                words.Later("Programma gestart"),
	"end":                                  words.Later("Programma afgesloten"),
	"first frame":                          words.Later("Venster getoond"),
	"office open":                          words.Later("Kantoor geopend"),
	"the office does not open":             words.Later("Kantoor niet geopend"),
	"the office does not close":            words.Later("Kantoor niet goed gesloten"),
	"the last run did not end":             words.Later("Vorige keer onverwacht gestopt"),
	"the program breaks down":              words.Later("Programma vastgelopen"),
	"work failed":                          words.Later("Iets lukte niet"),
	"work broke down":                      words.Later("Werk vastgelopen"),
	"background work stopped":              words.Later("Werk op de achtergrond gestopt"),
	"work still busy at closing":           words.Later("Werk nog bezig bij het afsluiten"),
	"slow work":                            words.Later("Iets duurde lang"),
	"toolkit":                              words.Later("Melding van het venster"),
	"the toolkit keeps its own words":      words.Later("Woorden van het venster niet vertaald"),
	"cannot tell whether it runs already":  words.Later("Niet te zien of het programma al open is"),
	"file does not open":                   words.Later("Bestand ging niet open"),
	"the manual cannot be read":            words.Later("Handleiding niet te lezen"),
	"no crash file":                        words.Later("Kan een storing niet vastleggen"),
	"no folder for this desk":              words.Later("Geen map voor dit bureau"),
	"no log file":                          words.Later("Geen logboek op schijf"),
	"no window":                            words.Later("Geen venster"),
	"saving failed":                        words.Later("Opslaan lukte niet"),
	"the desk is not left as it should be": words.Later("Niet alles afgesloten"),
	"what is typed is not kept":            words.Later("Wat getypt is, is niet bewaard"),
	"what was typed cannot be read":        words.Later("Wat getypt was, is niet te lezen"),
}

// logPage shows what the program noted about itself, for whoever is asked to help.
type logPage struct {
	s      *ui.Shell
	book   logText
	now    func() time.Time
	show   func(path string) error
	text   string
	list   *block.List
	detail *block.Detail
	split  *block.Split
	body   fyne.CanvasObject
	lane   *ui.Lane
	all    []logbook.Entry // as in the list
}

// Log opens the page of the log.
func Log(s *ui.Shell, book logText, now func() time.Time) {
	s.Show(newLogPage(s, book, now, showFile))
}

func newLogPage(s *ui.Shell, book logText, now func() time.Time, show func(string) error) *logPage {
	p := &logPage{s: s, book: book, now: now, show: show, lane: s.Tasks.Lane(), detail: block.NewDetail()}
	p.list = block.NewList(words.T("Nog niets in het logboek"), words.T("Hier komt wat het programma over zichzelf bijhoudt."))
	p.list.OnChoose = func(i int, _ block.Item) { p.choose(i) }
	p.split = block.NewSplit(block.ListWidth, words.T("Logboek"), p.list, p.detail).Follow(p.list)
	p.body = block.Frame(block.Column(0, block.Pad(16, 20, 14, 20, block.Column(10,
		block.NewHeading(words.T("Logboek")),
		block.NewQuietParagraph(words.T("Wat het programma over zichzelf bijhoudt, het nieuwste bovenaan. Er staan geen gegevens van mensen in. Vraag je hulp, stuur het dan mee.")),
		block.Spread(8, block.NewPrimary(words.T("Logboek kopiëren"), p.copy), block.NewButton(words.T("Map openen"), p.openFolder)),
	)), block.HLine()), nil, nil, nil, p.split)
	return p
}

func (p *logPage) Title() string              { return words.T("Logboek") }
func (p *logPage) Content() fyne.CanvasObject { return p.body }
func (p *logPage) First() fyne.Focusable      { return p.list.Keys() }
func (p *logPage) Back() bool                 { return p.split.Back() }
func (p *logPage) Shown()                     { p.Reload() }

type logRead struct {
	text  string
	items []block.Item
	all   []logbook.Entry
}

func (p *logPage) Reload() {
	now := p.now()
	ui.Load(p.lane, func(context.Context) (logRead, error) {
		text, err := p.book.Text(mostLog)
		if err != nil {
			return logRead{}, data.Explain(words.T("Het logboek kan nu niet worden gelezen. Open de map om het zelf te bekijken."), err)
		}
		r := logRead{text: text}
		entries := logbook.Entries(text)
		for i := len(entries) - 1; i >= 0; i-- {
			e := entries[i]
			it := block.Item{ID: strconv.Itoa(i), Title: logTitle(e), Detail: logDetail(e, now)}
			if !e.At.IsZero() {
				it.Right = moment(e.At, now)
			}
			switch {
			case e.Level >= slog.LevelError:
				it.Pill, it.Tone = words.T("fout"), look.Red
			case e.Level >= slog.LevelWarn:
				it.Pill, it.Tone = words.T("let op"), look.Amber
			}
			r.items, r.all = append(r.items, it), append(r.all, e)
		}
		return r, nil
	}, func(r logRead) {
		p.text, p.all = r.text, r.all
		p.list.SetItems(r.items)
		if p.list.Index() < 0 && len(r.items) > 0 && !p.split.Narrow() {
			p.list.Choose(0)
		}
	})
}

// moment is a time of day where that says enough, else the day with it.
func moment(at, now time.Time) string {
	at, now = at.In(data.Amsterdam()), now.In(data.Amsterdam())
	day := when(at, now)
	if clock := at.Format("15:04"); day != clock {
		return day + " " + clock
	}
	return day
}

func logTitle(e logbook.Entry) string {
	if dutch, ok := logWords[e.Message]; ok {
		return words.T(dutch)
	}
	return e.Message
}

// logLabels are the attributes in the user's words.
var logLabels = map[string]string{
	"error": words.Later("Oorzaak"), "text": words.Later("Melding"), "what": words.Later("Wat"), "work": words.Later("Waar"), "version": words.Later("Versie"), "form": words.Later("Formulier"), "kind": words.Later("Soort"),
	"system": words.Later("Systeem"), "took": words.Later("Duurde"), "count": words.Later("Aantal"), "at": words.Later("Tijdstip"),
}

// logValue writes an attribute as people read it.
func logValue(f logbook.Field, now time.Time) string {
	if at, err := time.Parse(time.RFC3339Nano, f.Value); err == nil {
		return moment(at, now)
	}
	return f.Value
}

// logDetail is the attributes on one line, without traces.
func logDetail(e logbook.Entry, now time.Time) string {
	var parts []string
	for _, f := range e.Fields {
		if !strings.Contains(f.Value, "\n") {
			parts = append(parts, logValue(f, now))
		}
	}
	return joined(" · ", parts...)
}

func (p *logPage) choose(i int) {
	if i < 0 || i >= len(p.all) {
		p.detail.Set()
		return
	}
	e := p.all[i]
	facts := []block.Fact{}
	var traces []fyne.CanvasObject
	if !e.At.IsZero() {
		facts = append(facts, block.Fact{Label: words.T("Wanneer"), Value: e.At.In(data.Amsterdam()).Format("2-1-2006 15:04:05")})
	}
	for _, f := range e.Fields {
		if strings.Contains(f.Value, "\n") {
			traces = append(traces, block.NewParagraph(f.Value))
			continue
		}
		label, ok := logLabels[f.Key]
		if !ok {
			label = f.Key
		}
		facts = append(facts, block.Fact{Label: words.T(label), Value: logValue(f, p.now())})
	}
	objects := []fyne.CanvasObject{block.Head(logTitle(e)), block.Facts(facts...)}
	if len(traces) > 0 {
		objects = append(objects, block.Section(words.T("Waar in het programma"), traces...))
	}
	p.detail.Set(objects...)
	p.s.At("")
}

func (p *logPage) copy() {
	fyne.CurrentApp().Clipboard().SetContent(p.text)
	p.s.Say(words.T("Het logboek is gekopieerd. Plak het in je mail."))
}

func (p *logPage) openFolder() {
	if err := p.show(p.book.Dir()); err != nil {
		p.s.Fail(data.Explain(words.T("De map gaat niet open. Kopieer het logboek."), fmt.Errorf("open folder: %w", err)))
	}
}

func (p *logPage) Commands() []ui.Command {
	return []ui.Command{
		{ID: "log.copy", Text: words.T("Logboek kopiëren"), Hint: words.T("kopiëren"), Key: ui.Plain("C"), Run: p.copy},
		{ID: "log.folder", Text: words.T("Map van het logboek openen"), Hint: words.T("map openen"), Key: ui.Plain("M"), Run: p.openFolder},
	}
}
