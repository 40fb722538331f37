// Command kantoor is the window of the office. It reads the flags, opens the office, and starts the window; the
// window itself is app/ui, the jobs are app.
package main

import (
	"context"
	"errors"
	"flag"
	"log/slog"
	"os"
	"os/user"

	"fyne.io/fyne/v2"
	fyneapp "fyne.io/fyne/v2/app"

	"kiesvoorhetkind.nl/kantoor/app"
	"kiesvoorhetkind.nl/kantoor/app/keychain"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/gallery"
	"kiesvoorhetkind.nl/kantoor/app/ui/screen"
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
	address := flag.String("data", "", "the office: a file, or postgres://...; the desk's own when empty")
	who := flag.String("who", "", "who sits at the desk; the system's user when empty")
	blocks := flag.Bool("gallery", false, "show the blocks that the window is built of, with invented values")
	flag.Parse()
	os.Exit(run(*address, *who, *blocks))
}

func run(address, who string, blocks bool) int {
	log := slog.New(slog.NewTextHandler(os.Stderr, nil))
	fyneapp.SetMetadata(fyne.AppMetadata{
		ID: appID, Name: appName, Version: appVersion, Build: appBuild, Icon: fyne.NewStaticResource("icon.png", logo.Icon),
		Migrations: map[string]bool{"fyneDo": true},
	})
	a := fyneapp.NewWithID(appID)
	if err := speak(view(a.Preferences()).Language); err != nil {
		log.Error("the window does not speak the chosen language", "error", err)
	}
	w := a.NewWindow(appName)
	w.Resize(windowSize(a.Preferences()))
	all := newOffices(a, w, log, address, who)
	if blocks {
		all.tasks = ui.NewTasks(log)
		shell := ui.New(ui.Config{
			App: a, Window: w, Tasks: all.tasks, Log: log, Name: appName,
			View: view(a.Preferences()), OnView: func(v ui.View) { keepView(a.Preferences(), v) },
		})
		shell.SetFinder(gallery.Finder{})
		shell.Register(gallery.Screens()...)
		shell.Start()
	} else if err := all.ShowOwn(); err != nil {
		log.Error("the office does not open", "error", err)
		w.SetContent(screen.Refused(ui.UserText(err), w.Close))
		w.ShowAndRun()
		return 1
	}
	w.SetOnClosed(func() { keepSize(a.Preferences(), w.Canvas().Size()) })
	w.ShowAndRun()
	if err := end(all.office, all.tasks); err != nil {
		log.Error("the office does not close", "error", err)
		return 1
	}
	return 0
}

// open opens the office for who sits here.
func open(address, who string) (*app.Office, error) {
	ctx := context.Background()
	office, err := app.Open(ctx, app.Options{Address: address, Who: who, Secrets: keychain.System{}})
	if err != nil || who != "" {
		return office, err
	}
	login := ""
	if u, err := user.Current(); err == nil {
		login = u.Username
	}
	if err := office.SignIn(ctx, login); err != nil {
		return nil, errors.Join(err, office.Close())
	}
	return office, nil
}
