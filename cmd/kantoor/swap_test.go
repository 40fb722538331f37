package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/data"
)

// standing is a window without a screen whose work is done in line.
func standing(t *testing.T, o options) *window {
	t.Helper()
	d := quietDesk()
	work := func() *ui.Tasks { return ui.NewInlineTasks(d.log) }
	v := &window{
		d: d, a: test.NewTempApp(t), w: test.NewTempWindow(t, nil), work: work, kept: ui.NewTasks(d.log), tasks: work(),
		own: o, ctx: t.Context(), all: &openings{},
	}
	t.Cleanup(func() {
		v.kept.Close(time.Minute)
		if err := v.all.close(time.Minute); err != nil {
			t.Error(err)
		}
	})
	op := v.all.open(v.ctx, o)
	<-op.ready
	v.opened = op
	v.enter(op)
	return v
}

// reads says what stands in the window.
func (v *window) reads(t *testing.T) string {
	t.Helper()
	var texts []string
	for _, o := range test.LaidOutObjects(v.w.Content()) {
		if p, ok := o.(*block.Paragraph); ok && p.Visible() {
			texts = append(texts, p.String())
		}
	}
	return strings.Join(texts, "\n")
}

// draft opens a form in a dialog, of which something is typed.
func draft(t *testing.T, v *window) *block.Dialog {
	t.Helper()
	typed := ""
	d := &block.Dialog{}
	e := &ui.Edit{Form: "proef", Title: "Proef", Rows: func(r *ui.Rows) { r.Text("Naam", &typed) }}
	v.shell.AskEdit(e, d)
	v.w.Canvas().Focused().TypedRune('K')
	return d
}

func drafts(t *testing.T, op *opening) []data.Draft {
	t.Helper()
	list, err := op.office.Drafts.List(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestFormThatIsOpenWhileOfficesSwap(t *testing.T) {
	o := options{address: home(t), who: "Annelies"}
	own, file := opened(t, o)
	if err := own.close(time.Minute); err != nil {
		t.Fatal(err)
	}
	v := standing(t, o)
	form := draft(t, v)
	v.Look(file, "gisteren")
	if v.away == "" || people(t, v.opened) != 1 {
		t.Fatal("the backup is not shown")
	}
	if n := len(v.w.Canvas().Overlays().List()); n != 0 {
		t.Fatalf("%d are open over the backup", n)
	}
	form.Close()
	v.w.Canvas().Unfocus()
	if v.shell.Run("back") {
		t.Fatal("there is something to go back to")
	}
	v.w.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyF1})
	if !v.shell.Run("back") {
		t.Error("F1 does not open the manual of the office that is shown")
	}
	copied, _ := v.opened.office.Where()
	v.ShowOwn()
	if v.away != "" || people(t, v.opened) != 2 {
		t.Fatal("the own office is not back")
	}
	if kept := drafts(t, v.opened); len(kept) != 1 || kept[0].Texts[0].Text != "K" {
		t.Errorf("of the form is kept: %+v", kept)
	}
	<-v.parted
	if _, err := os.Stat(copied); !os.IsNotExist(err) {
		t.Errorf("a copy is left: %v", err)
	}
}

// What the old office was still busy with opens no dialog over the one that has its place.
func TestWorkOfTheOldOfficeOpensNothing(t *testing.T) {
	o := options{address: home(t), who: "Annelies"}
	own, file := opened(t, o)
	if err := own.close(time.Minute); err != nil {
		t.Fatal(err)
	}
	v := standing(t, o)
	for _, by := range []struct {
		name string
		swap func()
	}{
		{"looking in a backup", func() { v.Look(file, "gisteren") }},
		{"going back", v.ShowOwn},
		{"putting it back", func() { v.Restore(file, "gisteren") }},
	} {
		name, swap := by.name, by.swap
		old, ended := v.shell, false
		ask := func() { old.Ask(&block.Dialog{Title: "Van het oude kantoor", Text: "Klaar."}) }
		ui.Act(old.Tasks, "Bezig", func(context.Context, *ui.Progress) (int, error) {
			ui.Load(old.Tasks.Lane(), func(context.Context) (int, error) {
				swap()
				ended = true
				return 0, nil
			}, func(int) { ask() })
			return 0, nil
		}, func(int) { ask() })
		if v.shell == old || !ended {
			t.Fatalf("%s: the office was not swapped", name)
		}
		if n := len(v.w.Canvas().Overlays().List()); n != 0 {
			t.Errorf("%s: %d dialogs of the office that was left", name, n)
		}
	}
}

func TestFormThatIsOpenWhileABackupIsPutBack(t *testing.T) {
	o := options{address: home(t), who: "Annelies"}
	own, file := opened(t, o)
	if err := own.close(time.Minute); err != nil {
		t.Fatal(err)
	}
	v := standing(t, o)
	draft(t, v)
	if err := os.Truncate(file, 5000); err != nil {
		t.Fatal(err)
	}
	v.Restore(file, "gisteren")
	if people(t, v.opened) != 2 || len(v.w.Canvas().Overlays().List()) != 0 || len(drafts(t, v.opened)) != 1 {
		t.Errorf("open over it: %d, kept of the form: %+v", len(v.w.Canvas().Overlays().List()), drafts(t, v.opened))
	}
}

// Where nothing can be put back and the office does not open either, both are told.
func TestRescueThatFailsSaysWhy(t *testing.T) {
	o := options{address: home(t), who: "Annelies"}
	own, file := opened(t, o)
	if err := own.close(time.Minute); err != nil {
		t.Fatal(err)
	}
	for _, f := range []string{o.address, file} {
		if err := os.Truncate(f, 5000); err != nil {
			t.Fatal(err)
		}
	}
	v := standing(t, o)
	if v.shell != nil {
		t.Fatal("a damaged office opens")
	}
	v.Restore(file, "gisteren")
	if text := v.reads(t); !strings.Contains(text, "Deze back-up is beschadigd") || !strings.Contains(text, ui.UserText(v.opened.err)) {
		t.Errorf("the window says\n%s", text)
	}
	if v.moving || v.shell != nil {
		t.Error("nothing can be tried again")
	}
}

func TestNothingIsOpenedForAWindowThatClosed(t *testing.T) {
	o := options{address: home(t), who: "Annelies"}
	op, file := opened(t, o)
	life, end := context.WithCancel(t.Context())
	end()
	all := &openings{}
	b := restoreOffice(life, op, file, o.address, func() *opening { return all.open(life, o) })
	if b.op.office != nil || !errors.Is(b.op.err, context.Canceled) {
		t.Errorf("it is open again: %v", b.op.err)
	}
	// One that was opened and never shown.
	look := o
	look.look = file
	op = all.open(t.Context(), look)
	<-op.ready
	people(t, op)
	address, _ := op.office.Where()
	for range 2 {
		if err := all.close(time.Minute); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := os.Stat(address); !os.IsNotExist(err) {
		t.Errorf("a copy is left: %v", err)
	}
}

func TestLooksAtBackupsDoNotShareACopy(t *testing.T) {
	o := options{address: home(t), who: "Annelies"}
	own, file := opened(t, o)
	if err := own.close(time.Minute); err != nil {
		t.Fatal(err)
	}
	o.look = file
	first, next := openOffice(t.Context(), o), openOffice(t.Context(), o)
	<-first.ready
	<-next.ready
	people(t, first)
	if err := first.close(time.Minute); err != nil {
		t.Fatal(err)
	}
	address, _ := next.office.Where()
	if _, err := os.Stat(address); err != nil || people(t, next) != 1 {
		t.Errorf("the next look lost its copy: %v", err)
	}
	if err := next.close(time.Minute); err != nil {
		t.Fatal(err)
	}
	// What a power cut left goes at the next start.
	folder := filepath.Dir(filepath.Dir(address))
	left := filepath.Join(folder, "1", "kantoor.db")
	if err := os.MkdirAll(filepath.Dir(left), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(left, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	sit(t, o.address).end()
	if _, err := os.Stat(folder); !os.IsNotExist(err) {
		t.Errorf("a copy is left after a start: %v", err)
	}
}
