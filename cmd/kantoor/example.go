package main

import (
	"context"
	"path/filepath"
	"time"

	"kiesvoorhetkind.nl/kantoor/app"
	"kiesvoorhetkind.nl/kantoor/app/demo"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/screen"
)

// The window shows the desk's own office, or the example to try things in, which is a file of its own among the
// program's data.

var _ screen.Offices = (*window)(nil)

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
	if !v.example {
		return nil
	}
	m, _ := screen.MarkExample(v.back)
	return &m
}

// begin starts what goes on beside the screens of an office that was just opened, and the first run where it is new.
func (v *window) begin(op *opening) {
	if v.example {
		_, back := screen.MarkExample(v.back)
		v.shell.Offer(back)
		return
	}
	screen.KeepBackups(v.shell, op.office.Backups, func(err error) { v.d.log.Error("no backup was made", "error", err) })
	if op.fresh {
		v.shell.Go(screen.WelcomeRoute)
	}
}

// back is the way out of the example.
func (v *window) back() {
	if err := v.ShowOwn(); err != nil {
		v.d.log.Error("the office does not open", "error", err)
		v.shell.Fail(err)
	}
}

// Example says whether the example is shown.
func (v *window) Example() bool { return v.example }

// ShowOwn opens the desk's own office.
func (v *window) ShowOwn() error { return v.change(v.own, false) }

// ShowExample opens the example, for whom it was made.
func (v *window) ShowExample() error {
	return v.change(options{address: exampleFile(), who: demo.Who}, true)
}

// MakeExample fills the example where it is not there yet.
func (v *window) MakeExample(ctx context.Context, progress func(done, total int)) error {
	return demo.Example(ctx, exampleFile(), progress)
}

// change shows another office in the place of the one that is shown. On an error the window stays as it was.
func (v *window) change(o options, example bool) error {
	op := openOffice(v.ctx, o)
	<-op.ready
	if op.err != nil {
		return op.err
	}
	if v.shell != nil {
		v.shell.KeepTyped()
	}
	before, tasks := v.opened, v.tasks
	v.opened, v.tasks, v.shell, v.example = op, ui.NewTasks(v.d.log), nil, example
	v.enter(op)
	tasks.Close(5 * time.Second)
	if err := before.close(5 * time.Second); err != nil {
		v.d.log.Error("the office does not close", "error", err)
	}
	return nil
}
