package screen

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// filter shows the settings that have every word that is searched for: of a part whose own words fit all of them.
func (p *settingsPage) filter() {
	objects := []fyne.CanvasObject{block.Head(words.T("Instellingen"))}
	p.fits = nil
	var lines []block.Line
	for _, only := range p.tests() {
		for _, t := range p.parts {
			if t.only(only) {
				objects = append(objects, t.whole)
				p.fits = append(p.fits, t)
				lines = append(lines, block.Line{Name: t.title})
			}
		}
		if len(p.fits) > 0 {
			break
		}
	}
	if len(p.fits) == 0 {
		objects = append(objects, block.NewEmpty(look.IconSearch, words.T("Geen instelling gevonden"), words.T("Probeer een ander woord, of maak het zoekveld leeg.")))
	}
	p.index.Set(lines...)
	p.detail.Set(objects...)
}

// filterRows leaves out of a part that was filled anew what is not searched for. A part that turns out to have something
// of what is searched for comes to the others.
func (p *settingsPage) filterRows(t *part) {
	for i, only := range p.tests() {
		if t.only(only) {
			if i == 0 && p.search.Value() != "" && !slices.Contains(p.fits, t) {
				p.filter()
			}
			return
		}
	}
}

// tests say what fits what is searched for, the next for where nothing fits the one before: the title of a part, words
// that begin so, words with it inside.
func (p *settingsPage) tests() []func(text string) bool {
	for _, t := range p.parts {
		if t.title == p.search.Value() {
			return []func(string) bool{func(text string) bool { return strings.HasPrefix(text, t.title+"\n") }}
		}
	}
	wanted := strings.Fields(data.Fold(p.search.Value()))
	return []func(string) bool{
		func(text string) bool { return begins(text, wanted) },
		func(text string) bool { return holds(text, wanted) },
	}
}

// plain makes a text of words with a blank before each, as data.Fold writes them.
func plain(text string) string {
	return " " + strings.NewReplacer("-", " ", ",", " ", ".", " ", "(", " ", "\n", " ").Replace(data.Fold(text))
}

// begins says whether a text has for each wanted word one that begins so.
func begins(text string, wanted []string) bool {
	text = plain(text)
	return !slices.ContainsFunc(wanted, func(w string) bool { return !strings.Contains(text, plain(w)) })
}

// holds says whether a text has each wanted word somewhere.
func holds(text string, wanted []string) bool {
	text = plain(text)
	return !slices.ContainsFunc(wanted, func(w string) bool { return !strings.Contains(text, plain(w)[1:]) })
}

// only shows the settings of the part that fit, and says whether there is any.
func (t *part) only(fits func(text string) bool) bool {
	whole := fits(t.title + "\n" + t.about + " " + t.words)
	if t.form == nil {
		return whole
	}
	keep := func(i int) bool { return fits(t.title + "\n " + t.rows[i].told) }
	if whole {
		keep = nil
	}
	return t.form.Only(keep) > 0 || whole
}

// settingHits finds the parts of the settings by their words.
func settingHits(text string) []ui.Hit {
	var hits []ui.Hit
	if wanted := strings.Fields(data.Fold(text)); len(wanted) > 0 {
		for _, t := range (&settingsPage{}).subjects() { // only their words are asked for
			if begins(t.title+" "+t.words+" "+t.found, wanted) {
				// Found by another word than its name it comes after what can be done.
				hits = append(hits, ui.Hit{Title: t.title, Kind: words.T("instelling"), Last: !begins(t.title, wanted), Route: ui.Route{Screen: ui.ScreenSettings, Key: t.id}})
			}
		}
	}
	return hits
}
