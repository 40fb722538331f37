package main

import (
	"context"
	"errors"
	"os"
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

// Look opens a copy of a backup to look in; called is what the window says of it.
func (v *window) Look(file, called string) {
	own := v.own
	v.change(words.T("Back-up openen"), called, options{address: own.address, who: own.who, look: file})
}

// change opens another office beside the window and then shows it in the place of the one that is shown. On an error, or
// when it is broken off, the window stays as it was.
func (v *window) change(title, away string, o options) {
	if v.moving {
		return
	}
	v.moving = true
	tasks := v.tasks
	ui.ActOr(tasks, title, func(ctx context.Context, _ *ui.Progress) (*opening, error) {
		op := openOffice(ctx, o)
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
			v.shell.KeepTyped()
			v.leave(v.opened, tasks)
			v.opened, v.tasks, v.shell, v.away = op, ui.NewTasks(v.d.log), nil, away
			v.enter(op)
		}
	})
}

// leave closes an office that is not shown any more, beside the window.
func (v *window) leave(op *opening, tasks *ui.Tasks) {
	v.kept.Keep("leaving", func(context.Context, func(func())) error {
		tasks.Close(parting)
		return op.close(parting)
	})
}

// Restore puts a backup in the place of the desk's own office, which is closed for that, and opens the office again,
// whatever came of it; called is what the window says of the backup.
func (v *window) Restore(file, called string) {
	if v.moving || v.away != "" {
		return
	}
	if v.shell != nil {
		v.shell.KeepTyped()
	}
	before, tasks := v.opened, v.tasks
	v.moving, v.tasks, v.shell = true, ui.NewTasks(v.d.log), nil
	v.frame()
	v.shell.Register(screen.Places()...)
	v.shell.Wait(words.T("De back-up wordt teruggezet…"))
	ui.ActOr(v.tasks, words.T("Back-up terugzetten"), func(ctx context.Context, _ *ui.Progress) (*putBack, error) {
		tasks.Close(parting)
		return restoreOffice(ctx, v.ctx, before, file, v.own), nil
	}, func(b *putBack, err error) {
		v.moving = false
		if err != nil { // the work itself broke down: what is open now is not known
			v.opened = openOffice(v.ctx, v.own)
			v.await(v.opened)
			v.shell.Fail(err)
			return
		}
		v.opened = b.op
		v.enter(b.op)
		if b.err != nil {
			v.d.log.Error("no backup was put back", "error", b.err)
		}
		if v.shell != nil && b.op.err == nil {
			screen.Restored(v.shell, b.op.office.Backups, v, b.op.office.Store.Now, called, b.restored, b.err)
		}
	})
}

// copyToLook copies a backup into a folder that is the person's own, to be opened there; drop takes the copy away.
func copyToLook(ctx context.Context, o options) (address string, drop func() error, err error) {
	desk, err := app.DeskFolder(o.address)
	if err != nil {
		return "", nil, err
	}
	dir := filepath.Join(desk, "inkijken")
	drop = func() error { return os.RemoveAll(dir) }
	if err := drop(); err != nil { // one that was left by a power cut
		return "", nil, err
	}
	address, err = app.CopyToLook(ctx, o.look, dir)
	if err != nil {
		return "", nil, errors.Join(err, drop())
	}
	return address, drop, nil
}
