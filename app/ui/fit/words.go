package fit

import (
	"strings"

	"fyne.io/fyne/v2"
)

// english are words of the toolkit and of programs in general that are no Dutch ones.
var english = map[string]bool{}

func init() {
	for _, w := range strings.Fields(`cancel close save file copy paste cut undo redo quit search edit select
		advanced confirm error favourites loading yes submit back next previous settings about
		monday tuesday wednesday thursday friday saturday sunday january february march may june july august october
		filename show hidden invalid required`) {
		english[w] = true
	}
}

// English finds texts that are drawn in English: a single word of it, or the toolkit's own sentences. What somebody wrote
// or received is not looked at: names and mails may be in any language.
func English(c fyne.Canvas) []Finding {
	var found []Finding
	for _, w := range draw(c).words {
		if text := strings.ToLower(strings.Trim(w.text.Text, " .…:()")); english[text] || strings.HasPrefix(text, "select one") {
			found = append(found, Finding{"is English", w.path(), w.text.Text})
		}
	}
	return found
}

// EnglishMenu finds words of menus that are English.
func EnglishMenu(menu *fyne.MainMenu) []Finding {
	var found []Finding
	for _, m := range menu.Items {
		for _, i := range append([]*fyne.MenuItem{{Label: m.Label}}, m.Items...) {
			for _, word := range strings.Fields(strings.ToLower(i.Label)) {
				if english[strings.Trim(word, " .…:()")] {
					found = append(found, Finding{"is English", m.Label, i.Label})
				}
			}
		}
	}
	return found
}
