package main

import (
	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// What is kept of the window from one day to the next; nothing of the office is.
const (
	keyMode   = "view.mode"
	keyText   = "view.text"
	keyWords  = "view.language"
	keyWidth  = "window.width"
	keyHeight = "window.height"
)

func view(p fyne.Preferences) ui.View {
	return ui.View{
		Mode: look.Mode(p.IntWithFallback(keyMode, int(look.System))),
		Text: p.IntWithFallback(keyText, look.SmallestText), Language: words.Language(p.StringWithFallback(keyWords, string(words.Dutch))),
	}
}

func keepView(p fyne.Preferences, v ui.View) {
	p.SetInt(keyMode, int(v.Mode))
	p.SetInt(keyText, v.Text)
	p.SetString(keyWords, string(v.Language))
}

// speak has the window speak a language. The toolkit's own words are English by themselves.
func speak(l words.Language) error {
	if err := words.Use(l); err != nil || l == words.English {
		return err
	}
	return look.UseDutch()
}

// lists keeps how lists are seen, for ui.Config.
type lists struct{ p fyne.Preferences }

// Get answers what is kept under a key.
func (l lists) Get(key string) string { return l.p.String("list." + key) }

// Set keeps a value under a key.
func (l lists) Set(key, value string) { l.p.SetString("list."+key, value) }

// The window as it first opens, in units: all of it is in view on a screen of 1366 by 768 that also has a title bar of 31
// and a task bar of 40. The system does not make a window smaller that is larger than the screen, and what is lost then
// is the bottom line with the keys.
const (
	firstWidth  = 1280
	firstHeight = 690
)

func windowSize(p fyne.Preferences) fyne.Size {
	return fyne.NewSize(
		float32(max(640, p.FloatWithFallback(keyWidth, firstWidth))),
		float32(max(480, p.FloatWithFallback(keyHeight, firstHeight))),
	)
}

func keepSize(p fyne.Preferences, size fyne.Size) {
	if size.Width > 0 && size.Height > 0 {
		p.SetFloat(keyWidth, float64(size.Width))
		p.SetFloat(keyHeight, float64(size.Height))
	}
}
