package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"reflect"
	"runtime/debug"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	fyneapp "fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/driver"

	"kiesvoorhetkind.nl/kantoor/app"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/gallery"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/app/ui/screen"
	"kiesvoorhetkind.nl/kantoor/assets/logo"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

const (
	// grace is how long the first picture waits for an office that is nearly open, so that it has everything at once.
	grace = 40 * time.Millisecond
	// telling is how long an opening takes before the window says that it waits for it.
	telling = 400 * time.Millisecond
	// tidy is how much, in percent of what is in use, may lie unused in memory before it is cleared, once the window stands:
	// half of what the language takes by itself.
	tidy = 50
)

// window is the program's one window and what goes on in it.
type window struct {
	d      *desk
	a      fyne.App
	w      fyne.Window
	work   func() *ui.Tasks // makes what the work of an office is done in
	kept   *ui.Tasks        // for as long as the window stands
	tasks  *ui.Tasks        // of the office that is shown
	shell  *ui.Shell
	opened *opening
	all    *openings
	parted chan struct{} // closed once the office that was left last is closed; nil when none was left

	own    options // the desk's own office
	ctx    context.Context
	away   string // what the window says of the office that is shown for a while; "" for the desk's own
	moving bool   // another office is being opened
}

// newWindow makes the window. What need not wait for it begins before the toolkit looks for a screen, which takes a while:
// begin (may be nil) once the language is known, and reading the typefaces.
func newWindow(d *desk, begin func()) *window {
	fyneapp.SetMetadata(fyne.AppMetadata{
		ID: appID, Name: appName, Version: appVersion, Build: appBuild, Icon: fyne.NewStaticResource("icon.png", logo.Icon),
		Migrations: map[string]bool{"fyneDo": true},
	})
	a := fyneapp.NewWithID(appID)
	seen := view(a.Preferences())
	if err := speak(seen.Language); err != nil {
		d.log.Error("the toolkit keeps its own words", "error", err)
	}
	a.Settings().SetTheme(look.New(seen.Mode, seen.Text))
	if begin != nil {
		begin()
	}
	read := readFaces()
	work := func() *ui.Tasks { return ui.NewTasks(d.log) }
	v := &window{d: d, a: a, w: a.NewWindow(appName), work: work, kept: work(), tasks: work()}
	<-read // two at once cannot measure text
	d.rescue = v.rescue
	v.w.Resize(windowSize(a.Preferences()))
	v.w.SetOnClosed(func() { keepSize(a.Preferences(), v.w.Canvas().Size()) })
	return v
}

// readFaces has the toolkit read the typefaces of the window, which it does where a text is first measured. Until ready no
// other text may be measured.
func readFaces() (ready chan struct{}) {
	ready = make(chan struct{})
	go func() {
		defer close(ready)
		for _, bold := range []bool{false, true} {
			fyne.MeasureText("a", look.Size(look.SizeText), fyne.TextStyle{Bold: bold})
		}
	}()
	return ready
}

// frame makes the window's frame in the place of what was shown.
func (v *window) frame() {
	ui.Clear(v.w)
	p := v.a.Preferences()
	v.shell = ui.New(ui.Config{
		App: v.a, Window: v.w, Tasks: v.tasks, Log: v.d.log, Name: appName, Mark: v.mark(),
		View: view(p), OnView: func(view ui.View) { keepView(p, view) },
		Memory: lists{p},
	})
	if v.d.book != nil {
		v.shell.Offer(ui.Command{ID: "log", Text: words.T("Logboek bekijken"), Words: words.T("fouten storing hulp"), Run: v.showLog})
	}
}

// rescue keeps what is typed in forms when the window has broken down, which may make that impossible as well.
func (v *window) rescue() {
	defer func() {
		if recover() != nil {
			v.d.log.Error("what is typed is not kept")
		}
	}()
	v.typed()()
}

// typed takes what is typed in the forms of the office that is shown, and answers what keeps it, beside the window. Nothing
// can be kept in a backup.
func (v *window) typed() (keep func()) {
	if v.shell == nil || v.opened == nil || v.opened.called != "" {
		return func() {}
	}
	return v.shell.Typed()
}

func (v *window) showLog() { screen.Log(v.shell, v.d.book, time.Now) }

// gallery shows the blocks that the window is built of.
func (v *window) gallery() {
	v.frame()
	v.shell.SetFinder(gallery.Finder{})
	v.shell.Register(gallery.Screens()...)
	v.shell.Start()
}

// office shows an office once it is open: in the first picture where that is in time, else the frame stands there
// meanwhile.
func (v *window) office(op *opening) {
	v.opened = op
	if op.within(grace) {
		v.enter(op)
		return
	}
	v.await(op)
}

func (v *window) await(op *opening) {
	v.opened = op
	v.frame()
	v.shell.Register(screen.Places()...)
	tell := v.tasks.After(telling, func() { v.shell.Wait(words.T("Het kantoor gaat open…")) })
	ui.LoadOr(v.tasks.Lane(), func(ctx context.Context) (struct{}, error) {
		select {
		case <-op.ready:
			return struct{}{}, nil
		case <-ctx.Done():
			return struct{}{}, ctx.Err()
		}
	}, func(_ struct{}, err error) {
		tell()
		if err == nil {
			v.enter(op)
		}
	})
}

// reopen opens the desk's own office once more.
func (v *window) reopen() { v.await(v.all.open(v.ctx, v.own)) }

// enter shows the office that opened, or why it did not.
func (v *window) enter(op *opening) {
	if op.err != nil {
		v.d.log.Error("the office does not open", "error", op.err)
		v.refuse(op.err, v.reopen)
		return
	}
	v.d.log.Info("office open", "took", op.took.Round(time.Millisecond))
	if v.shell == nil {
		v.frame()
	}
	office := op.office
	v.shell.Seat(office.Who(), func() string { return string(data.DayOf(office.Store.Now())) })
	v.shell.SetFinder(screen.Finder{Store: office.Store})
	v.shell.SetDrafts(office.Drafts)
	v.shell.Register(screen.All(office, v.outside())...)
	v.shell.Start()
	v.begin(op)
	v.explain(office)
}

// explain tells that the last run stopped unexpectedly, once.
func (v *window) explain(office *app.Office) {
	if v.d.last == nil || v.d.book == nil {
		return
	}
	screen.Stopped(v.shell, v.d.last.At, office.Store.Now(), v.showLog)
	v.d.last = nil
}

// refuse tells why there is no office, after what else there is to tell of it.
func (v *window) refuse(err error, again func(), before ...string) {
	v.tasks.Leave()
	v.shell, v.tasks = nil, v.work()
	var restore func()
	if data.Damaged(err) {
		restore = func() { v.rescueFrom(err, again) }
	}
	content, first := screen.Refused(strings.Join(append(before, ui.UserText(err)), "\n\n"), again, restore, v.w.Close)
	ui.Clear(v.w)
	v.w.SetPadded(false)
	v.w.SetContent(content)
	v.w.Canvas().Focus(first)
}

// run shows the window until it is closed. It answers the exit status.
func (v *window) run() int {
	if err := v.show(); err != nil {
		v.d.log.Error("no window", "error", err)
		v.tell(v.why())
		return refused
	}
	v.d.log.Info("first frame", "took", time.Since(began).Round(time.Millisecond))
	debug.SetGCPercent(tidy)
	if v.d.turn != nil {
		v.kept.Keep("one window", func(ctx context.Context, tell func(func())) error {
			return v.d.turn.Serve(ctx, func() { tell(v.forward) })
		})
	}
	v.kept.Keep("sign of life", func(ctx context.Context, _ func(func())) error { return v.d.live(ctx) })
	v.a.Run()
	v.typed()()
	if v.opened != nil && v.opened.within(0) && v.opened.err != nil {
		return refused
	}
	return done
}

var errNoWindow = errors.New("the toolkit made no window")

// show puts the window on the screen and draws it. Where there is no screen or no OpenGL the toolkit logs that, and then
// panics or goes on without a window.
func (v *window) show() (err error) {
	shown := false
	defer func() {
		if shown {
			return
		}
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: %T", errNoWindow, p)
		}
	}()
	v.w.Show()
	n, ok := v.w.(driver.NativeWindow)
	if !ok {
		return nil
	}
	n.RunNative(func(c any) {
		// One field in every system's context: the window's handle.
		handle := reflect.ValueOf(c)
		shown = handle.Kind() == reflect.Struct && handle.NumField() > 0 && !handle.Field(0).IsZero()
	})
	if !shown {
		return errNoWindow
	}
	return nil
}

// why says in the user's words why there is no window.
func (v *window) why() string {
	if v.d.toolkit.holds("failed to initialise GLFW") {
		return words.T("KIES Kantoor kan geen venster openen: er is geen beeldscherm te bereiken. Je gegevens zijn bewaard gebleven. Start het programma op een bureaublad.")
	}
	return words.T("KIES Kantoor kan geen venster openen: deze computer biedt geen OpenGL 2.1. Je gegevens zijn bewaard gebleven. Werk de grafische driver bij, of vraag je beheerder om 3D-versnelling aan te zetten.")
}

// tell says something where there is no window.
func (v *window) tell(text string) {
	fmt.Fprintln(os.Stderr, text)
	messageBox(appName, text)
}

// forward brings the window to the front.
func (v *window) forward() {
	v.w.Show()
	v.w.RequestFocus()
	if n, ok := v.w.(driver.NativeWindow); ok {
		n.RunNative(func(c any) {
			if windows, ok := c.(driver.WindowsWindowContext); ok {
				restore(windows.HWND)
			}
		})
	}
}
