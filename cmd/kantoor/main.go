// Command kantoor is the window of the office. It reads the flags, opens what the window needs, and starts it; the
// window itself is app/ui, the jobs are app.
package main

import (
	"flag"
	"log/slog"
	"os"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/gallery"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/logo"
)

// The identity of the program; the same as in FyneApp.toml, which a test compares.
const (
	appID      = "nl.kiesvoorhetkind.kantoor"
	appName    = "KIES Kantoor"
	appVersion = "0.1.0"
	appBuild   = 1
)

func main() {
	data := flag.String("data", "", "the office: a file, or postgres://...; the desk's own when empty")
	blocks := flag.Bool("gallery", false, "show the blocks that the window is built of, with invented values")
	flag.Parse()
	os.Exit(run(*data, *blocks))
}

func run(_ string, blocks bool) int {
	log := slog.New(slog.NewTextHandler(os.Stderr, nil))
	app.SetMetadata(fyne.AppMetadata{
		ID: appID, Name: appName, Version: appVersion, Build: appBuild, Icon: fyne.NewStaticResource("icon.png", logo.Icon),
		Migrations: map[string]bool{"fyneDo": true},
	})
	a := app.NewWithID(appID)
	if err := look.UseDutch(); err != nil {
		log.Error("the toolkit keeps its English words", "error", err)
	}
	w := a.NewWindow(appName)
	w.Resize(windowSize(a.Preferences()))
	tasks := ui.NewTasks(log)
	shell := ui.New(ui.Config{
		App: a, Window: w, Tasks: tasks, Log: log, Name: appName,
		View: view(a.Preferences()), OnView: func(v ui.View) { keepView(a.Preferences(), v) },
	})
	if blocks {
		shell.SetFinder(gallery.Finder{})
		shell.Register(gallery.Screens()...)
	}
	shell.Start()
	w.SetOnClosed(func() { keepSize(a.Preferences(), w.Canvas().Size()) })
	w.ShowAndRun()
	tasks.Close(5 * time.Second)
	return 0
}
