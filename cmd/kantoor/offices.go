package main

import (
	"context"
	"errors"
	"log/slog"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app"
	"kiesvoorhetkind.nl/kantoor/app/demo"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/screen"
	"kiesvoorhetkind.nl/kantoor/data"
)

// offices shows an office in the window: the desk's own, or the example to try things in, which is a file of its own
// beside the program's data.
type offices struct {
	app     fyne.App
	window  fyne.Window
	log     *slog.Logger
	logFile string // "" when there is none
	own     string // address of the desk's own office
	who     string // from the command line; "" is who is signed in
	example string // file of the example office

	office *app.Office
	tasks  *ui.Tasks
	shown  string // address of the office that is shown
}

var _ screen.Offices = (*offices)(nil)

func newOffices(a fyne.App, w fyne.Window, log *slog.Logger, address, who string) *offices {
	if address == "" {
		address = app.DefaultAddress()
	}
	return &offices{app: a, window: w, log: log, own: address, who: who, example: filepath.Join(filepath.Dir(app.DefaultAddress()), "voorbeeld", "kantoor.db")}
}

// show opens an office and stands its screens in the window. On an error the window stays as it was.
func (o *offices) show(address, who string) error {
	office, err := open(address, who)
	if err != nil {
		return err
	}
	fresh := false
	if address == o.own {
		state, err := office.Setup.State(context.Background())
		if err != nil {
			return errors.Join(err, office.Close())
		}
		fresh = state.Fresh
	}
	before, tasks := o.office, o.tasks
	o.office, o.tasks, o.shown = office, ui.NewTasks(o.log), address
	shell := ui.New(o.config())
	shell.SetFinder(screen.Finder{Store: office.Store})
	shell.Register(screen.All(office, screen.Outside{Facts: o.facts, Log: o.logFile, Offices: o})...)
	shell.Start()
	if o.Example() {
		_, back := screen.MarkExample(o.back)
		shell.AddCommands(back)
	} else {
		screen.KeepBackups(shell, office.Backups, func(err error) { o.log.Error("no backup was made", "error", err) })
	}
	if fresh {
		shell.Go(screen.WelcomeRoute)
	}
	return end(before, tasks)
}

// end lets go of an office that is not shown any more.
func end(office *app.Office, tasks *ui.Tasks) error {
	if tasks != nil {
		tasks.Close(5 * time.Second)
	}
	if office == nil {
		return nil
	}
	return office.Close()
}

func (o *offices) config() ui.Config {
	office := o.office
	config := ui.Config{
		App: o.app, Window: o.window, Tasks: o.tasks, Log: o.log, Name: appName,
		View: view(o.app.Preferences()), OnView: func(v ui.View) { keepView(o.app.Preferences(), v) },
		User: office.Who(), Today: func() string { return string(data.DayOf(office.Store.Now())) },
	}
	if o.Example() {
		mark, _ := screen.MarkExample(o.back)
		config.Mark = &mark
	}
	return config
}

// back is the way out of the example.
func (o *offices) back() {
	if err := o.ShowOwn(); err != nil {
		o.log.Error("the office does not open", "error", err)
		o.window.SetContent(screen.Refused(ui.UserText(err), o.window.Close))
	}
}

// Example says whether the example is shown.
func (o *offices) Example() bool { return o.shown == o.example && o.own != o.example }

// ShowOwn opens the desk's own office.
func (o *offices) ShowOwn() error { return o.show(o.own, o.who) }

// ShowExample opens the example, for whom it was made.
func (o *offices) ShowExample() error { return o.show(o.example, demo.Who) }

// MakeExample fills the example where it is not there yet.
func (o *offices) MakeExample(ctx context.Context, progress func(done, total int)) error {
	return demo.Example(ctx, o.example, progress)
}

// facts say what runs here.
func (o *offices) facts() []block.Fact { return aboutFacts(o.window) }
