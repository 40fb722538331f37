package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// aboutFacts say what runs here, for who helps: nothing of the office and nothing of people.
func aboutFacts(w fyne.Window) []block.Fact {
	facts := []block.Fact{
		{Label: words.T("Versie"), Value: fmt.Sprintf("%s (%d)", appVersion, appBuild)},
		{Label: words.T("Systeem"), Value: runtime.GOOS + "/" + runtime.GOARCH + ", " + runtime.Version()},
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return facts
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			facts = append(facts, block.Fact{Label: words.T("Gebouwd van"), Value: s.Value})
		}
	}
	for _, m := range info.Deps {
		switch m.Path {
		case "fyne.io/fyne/v2":
			size := w.Canvas().Size()
			facts = append(facts, block.Fact{Label: words.T("Venster"), Value: words.T("Fyne %s met OpenGL, %.0f bij %.0f, schaal %.2f", m.Version, size.Width, size.Height, w.Canvas().Scale())})
		case "modernc.org/sqlite":
			facts = append(facts, block.Fact{Label: "SQLite", Value: m.Version})
		}
	}
	return facts
}
