package main

import (
	"context"
	"errors"
	"path/filepath"
	"time"

	"kiesvoorhetkind.nl/kantoor/app"
	"kiesvoorhetkind.nl/kantoor/app/demo"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/screen"
	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// The window shows the desk's own office, or for a while another one: the example to try things in, which is a file of
// its own among the program's data, or a backup to look in.

var _ screen.Offices = (*window)(nil)

// parting is how long is waited for the work of an office that is left, and for its closing.
const parting = 5 * time.Second

func exampleFile() string {
	return filepath.Join(filepath.Dir(app.DefaultAddress()), "voorbeeld", "kantoor.db")
}

// outside is what the screens may ask of the program.
func (v *window) outside() screen.Outside {
	out := screen.Outside{Facts: func() []block.Fact { return aboutFacts(v.w) }, Offices: v}
	if v.d.book != nil {
		out.Log = v.d.book.Dir()
	}
	return out
}

// mark is nil where the desk's own office is shown.
func (v *window) mark() *ui.Mark {
	if v.away == "" {
		return nil
	}
	m, _ := screen.MarkAway(v.away, v.ShowOwn)
	return &m
}

// begin starts what goes on beside the screens of an office that was just opened, and the first run where it is new.
func (v *window) begin(op *opening) {
	if v.away != "" {
		_, back := screen.MarkAway(v.away, v.ShowOwn)
		v.shell.Offer(back)
		if op.called != "" {
			screen.Looking(v.shell, op.called, v.ShowOwn)
		}
		return
	}
	screen.KeepBackups(v.shell, op.office.Backups, func(err error) { v.d.log.Error("no backup was made", "error", err) })
	if op.fresh {
		v.shell.Go(screen.WelcomeRoute)
	}
}

// Away says whether another office than the desk's own is shown.
func (v *window) Away() bool { return v.away != "" }

// ShowOwn goes back to the desk's own office.
func (v *window) ShowOwn() { v.change(words.T("Je eigen kantoor openen"), "", v.own) }

// ShowExample opens the example, for whom it was made.
func (v *window) ShowExample() {
	v.change(words.T("Voorbeeldkantoor openen"), words.T("Voorbeeldkantoor"), options{address: exampleFile(), who: demo.Who})
}

// MakeExample fills the example where it is not there yet.
func (v *window) MakeExample(ctx context.Context, progress func(done, total int)) error {
	return demo.Example(ctx, exampleFile(), progress)
}

// Look opens a copy of a backup to look in; called says of which moment it is.
func (v *window) Look(file, called string) {
	v.change(words.T("Back-up openen"), words.T("Back-up"), options{address: v.own.address, who: v.own.who, look: file, called: called})
}

// change opens another office beside the window and then shows it in the place of the one that is shown. On an error, or
// when it is broken off, the window stays as it was.
func (v *window) change(title, away string, o options) {
	if v.moving {
		return
	}
	v.moving = true
	tasks, parted := v.tasks, v.parted
	ui.ActOr(tasks, title, func(ctx context.Context, _ *ui.Progress) (*opening, error) {
		if err := wait(ctx, parted); err != nil {
			return nil, err
		}
		op := v.all.open(ctx, o)
		<-op.ready
		if err := ctx.Err(); err != nil {
			return nil, errors.Join(err, op.close(0))
		}
		return op, op.err
	}, func(op *opening, err error) {
		v.moving = false
		switch {
		case errors.Is(err, context.Canceled):
		case err != nil:
			v.d.log.Error("the office does not open", "error", err)
			v.shell.Fail(err)
		default:
			keep := v.typed()
			ui.Clear(v.w)
			v.leave(v.opened, tasks, keep)
			v.opened, v.tasks, v.shell, v.away = op, v.work(), nil, away
			v.enter(op)
		}
	})
}

// leave closes an office that is not shown any more, beside the window, once what is typed there is kept.
func (v *window) leave(op *opening, tasks *ui.Tasks, keep func()) {
	tasks.Leave()
	parted := make(chan struct{})
	v.parted = parted
	v.kept.Keep("leaving", func(context.Context, func(func())) error {
		defer close(parted)
		tasks.Close(parting)
		keep()
		return op.close(parting)
	})
}

// wait waits until an office that was left is closed: it may be the one that is opened next.
func wait(ctx context.Context, parted <-chan struct{}) error {
	if parted == nil {
		return nil
	}
	select {
	case <-parted:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
