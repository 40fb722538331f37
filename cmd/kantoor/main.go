// Command kantoor is the window of the office. It reads the flags, sees to it that a person has one window on an office
// and that a crash is explained at the next start, opens the office beside the window, and runs the two; the window
// itself is app/ui, the jobs are app.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"runtime/debug"
	"time"

	"kiesvoorhetkind.nl/kantoor/app"
	"kiesvoorhetkind.nl/kantoor/app/single"
)

// The identity of the program; the same as in FyneApp.toml, which a test compares.
const (
	appID      = "nl.kiesvoorhetkind.kantoor"
	appName    = "KIES Kantoor"
	appVersion = "0.1.0"
	appBuild   = 1
)

// began is when the program began, as near as it can tell.
var began = time.Now()

// options are the flags.
type options struct {
	address, who string
	gallery      bool
	look, called string // a backup, of which a copy is opened to look in, and of which moment it is
}

func main() {
	var o options
	flag.StringVar(&o.address, "data", "", "the office: a file, or postgres://...; the desk's own when empty")
	flag.StringVar(&o.who, "who", "", "who sits at the desk; the system's user when empty")
	flag.BoolVar(&o.gallery, "gallery", false, "show the blocks that the window is built of, with invented values")
	flag.Parse()
	os.Exit(run(o))
}

// The exit statuses: the end as it should be, also of a second start that brought the first window to the front; no
// window or no office; and a breakdown, as the language has it.
const (
	done = iota
	refused
	broken
)

func run(o options) int {
	if o.address == "" {
		o.address = app.DefaultAddress()
	}
	if o.gallery {
		w := newWindow(quietDesk(), nil)
		w.gallery()
		return w.run()
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	d, err := takeDesk(ctx, o.address)
	if errors.Is(err, single.ErrShown) {
		return done
	}
	defer d.breakdown()
	var opened *opening
	all := &openings{}
	w := newWindow(d, func() {
		if err == nil {
			opened = all.open(ctx, o)
		}
	})
	if err != nil {
		w.refuse(err, nil)
		d.close()
		return max(w.run(), refused)
	}
	w.own, w.ctx, w.all = o, ctx, all
	w.office(opened)
	status := w.run()
	d.quiet()
	cancel() // before what is busy: putting a backup back would open the office again
	w.kept.Close(5 * time.Second)
	w.tasks.Close(5 * time.Second)
	if err := all.close(5 * time.Second); err != nil {
		d.log.Error("the office does not close", "error", err)
		status = refused
	}
	d.end()
	return status
}

// breakdown ends the program after a fault in the window itself, with the traces on disk and nothing of what was on the
// screen. Everything that was saved is in the store, and what was typed goes there too.
func (d *desk) breakdown() {
	if recover() == nil {
		return
	}
	text, err := d.broke(debug.Stack())
	if d.rescue != nil {
		d.rescue()
	}
	fmt.Fprintln(os.Stderr, "panic: in the window\n"+text)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	os.Exit(broken)
}
