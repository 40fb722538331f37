package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"time"

	"kiesvoorhetkind.nl/kantoor/app"
	"kiesvoorhetkind.nl/kantoor/app/backup"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/screen"
	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// A backup is put back with the office closed, so the window stands without one for as long as that takes.

// Restore puts a backup in the place of the desk's own office, which is closed for that, and opens the office again,
// whatever came of it; called is what the window says of the backup.
func (v *window) Restore(file, called string) {
	if v.moving || v.away != "" {
		return
	}
	before, tasks, keep, parted := v.opened, v.tasks, v.typed(), v.parted
	tasks.Leave()
	v.moving, v.tasks, v.shell = true, v.work(), nil
	v.frame()
	v.shell.Register(screen.Places()...)
	v.shell.Wait(words.T("De back-up wordt teruggezet…"))
	ui.ActOr(v.tasks, words.T("Back-up terugzetten"), func(ctx context.Context, _ *ui.Progress) (*putBack, error) {
		tasks.Close(parting)
		keep()
		if err := wait(v.ctx, parted); err != nil {
			return nil, err
		}
		return restoreOffice(ctx, before, file, v.own.address, func() *opening { return v.all.open(v.ctx, v.own) }), nil
	}, func(b *putBack, err error) {
		v.moving = false
		if err != nil { // the work itself broke down: what is open now is not known
			v.reopen()
			v.shell.Fail(err)
			return
		}
		v.opened = b.op
		if b.err != nil {
			v.d.log.Error("no backup was put back", "error", b.err)
		}
		if b.err != nil && b.op.err != nil {
			v.d.log.Error("the office does not open", "error", b.op.err)
			v.refuse(b.op.err, v.reopen, screen.NotRestored(b.err))
			return
		}
		v.enter(b.op)
		if b.op.err == nil {
			screen.Restored(v.shell, b.op.office.Backups, v, b.op.office.Store.Now, called, b.restored, b.err)
		}
	})
}

// rescueFrom shows the backups there are in the place of an office that did not open.
func (v *window) rescueFrom(err error, again func()) {
	v.frame()
	job := backup.Rescue{Folders: []string{app.KeptFolder(v.own.address), backup.Suggestion()}}
	v.shell.Show(screen.Rescue(v.shell, job, v, time.Now, func() { v.refuse(err, again) }))
}

// lookFolder is where the copies of backups that are looked in stand, in the folder of a desk.
func lookFolder(desk string) string { return filepath.Join(desk, "inkijken") }

// copyToLook copies a backup into a folder that is the person's own, to be opened there; drop takes the copy away. Every
// copy has a folder to itself: the one before may still be closing.
func copyToLook(ctx context.Context, o options) (address string, drop func() error, err error) {
	desk, err := app.DeskFolder(o.address)
	if err != nil {
		return "", nil, err
	}
	if err := os.MkdirAll(lookFolder(desk), 0o700); err != nil {
		return "", nil, err
	}
	dir, err := os.MkdirTemp(lookFolder(desk), "")
	if err != nil {
		return "", nil, err
	}
	drop = func() error { return os.RemoveAll(dir) }
	address, err = app.CopyToLook(ctx, o.look, dir)
	if err != nil {
		return "", nil, errors.Join(err, drop())
	}
	return address, drop, nil
}
