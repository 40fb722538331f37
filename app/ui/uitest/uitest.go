// Package uitest works a window in tests as somebody at a desk would: it clicks on what it can see by its words, types
// and presses keys, counts those steps, and reads what the window shows. All work runs in line.
package uitest

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
)

// Day is the day at the desk.
const Day = "2026-03-03"

// Desk is a window with somebody at it.
type Desk struct {
	*ui.Shell

	t      testing.TB
	win    fyne.Window
	log    bytes.Buffer
	config ui.Config
	// Steps counts clicks and keys since Reset; what is typed into a field is not counted.
	Steps int
}

// New opens a window of 1440 by 900 with screens, the first of them shown.
func New(t testing.TB, finder ui.Finder, files ui.Files, screens ...ui.Screen) *Desk {
	t.Helper()
	d := &Desk{t: t}
	app := test.NewTempApp(t)
	d.win = test.NewTempWindow(t, nil)
	log := slog.New(slog.NewTextHandler(&d.log, nil))
	d.config = ui.Config{
		App: app, Window: d.win, Tasks: ui.NewInlineTasks(log), Log: log, User: "Annelies",
		Today: func() string { return Day }, Finder: finder, Files: files,
	}
	d.Shell = ui.New(d.config)
	d.win.Resize(fyne.NewSize(1440, 900))
	d.Register(screens...)
	d.Start()
	return d
}

// Resize gives the window another size.
func (d *Desk) Resize(width, height float32) { d.win.Resize(fyne.NewSize(width, height)) }

// Reset begins to count steps anew.
func (d *Desk) Reset() { d.Steps = 0 }

// Pass lets time go by.
func (d *Desk) Pass(t time.Duration) { d.Tasks.Advance(t) }

// Log answers what was logged.
func (d *Desk) Log() string { return d.log.String() }

// top is what can be clicked on: the dialog that is open, else the window.
func (d *Desk) top() fyne.CanvasObject {
	if o := d.win.Canvas().Overlays().Top(); o != nil {
		return o
	}
	return d.win.Canvas().Content()
}

// Texts answers all texts that can be seen, from top to bottom as they were laid out.
func (d *Desk) Texts() []string { return d.TextsIn(d.top()) }

// TextsIn answers the texts that can be seen in a part of the window.
func (d *Desk) TextsIn(part fyne.CanvasObject) []string {
	var texts []string
	for _, o := range test.LaidOutObjects(part) {
		if text, ok := o.(*canvas.Text); ok && text.Visible() && text.Text != "" {
			texts = append(texts, text.Text)
		}
	}
	return texts
}

// Sees says whether a text can be seen, also when it runs over several lines.
func (d *Desk) Sees(text string) bool {
	texts := d.Texts()
	return strings.Contains(strings.Join(texts, "\n"), text) ||
		strings.Contains(strings.Join(strings.Fields(strings.Join(texts, " ")), " "), text)
}

// MustSee fails the test when a text cannot be seen.
func (d *Desk) MustSee(texts ...string) {
	d.t.Helper()
	for _, text := range texts {
		if !d.Sees(text) {
			d.t.Errorf("cannot see %q among %q", text, d.Texts())
		}
	}
}

// Click clicks on a button, link, chip or screen by its text, or else on the row of a list or table that has them.
func (d *Desk) Click(text string) {
	d.t.Helper()
	d.Steps++
	objects := test.LaidOutObjects(d.top())
	for _, exact := range []bool{true, false} {
		for _, o := range objects {
			l, ok := o.(interface {
				fyne.Tappable
				Label() string
			})
			if ok && (l.Label() == text || !exact && strings.HasPrefix(l.Label(), text)) {
				l.Tapped(&fyne.PointEvent{})
				return
			}
		}
	}
	for _, o := range objects {
		switch o := o.(type) {
		case *block.List:
			for i, it := range o.Items() {
				if strings.Contains(it.Title+"\n"+it.Detail+"\n"+it.Pill, text) {
					o.Tap(i)
					return
				}
			}
		case *block.Table:
			for i, r := range o.Shown() {
				for _, c := range r.Cells {
					if c.Text == text {
						o.Tap(i, "")
						return
					}
				}
			}
		}
	}
	d.t.Fatalf("there is no %q to click on among %q", text, d.Texts())
}

// ClickCell clicks in a table on a column of the row that has the words.
func (d *Desk) ClickCell(text, column string) {
	d.t.Helper()
	d.Steps++
	for _, o := range test.LaidOutObjects(d.top()) {
		if table, ok := o.(*block.Table); ok {
			for i, r := range table.Shown() {
				for _, c := range r.Cells {
					if c.Text == text {
						table.Tap(i, column)
						return
					}
				}
			}
		}
	}
	d.t.Fatalf("no table has a row with %q", text)
}

// Press presses keys without a modifier, one after the other; each is a step.
func (d *Desk) Press(keys ...fyne.KeyName) {
	d.t.Helper()
	for _, k := range keys {
		d.Steps++
		e := &fyne.KeyEvent{Name: k}
		r := []rune(string(k))
		if f := d.win.Canvas().Focused(); f != nil {
			f.TypedKey(e)
			if len(r) == 1 {
				f.TypedRune([]rune(strings.ToLower(string(k)))[0])
			}
			continue
		}
		if f := d.win.Canvas().OnTypedKey(); f != nil {
			f(e)
		}
		if f := d.win.Canvas().OnTypedRune(); f != nil && len(r) == 1 {
			f([]rune(strings.ToLower(string(k)))[0])
		}
	}
}

// Command does a command by its shortcut; one step. The test fails when it cannot be done.
func (d *Desk) Command(id string) {
	d.t.Helper()
	d.Steps++
	if !d.Run(id) {
		d.t.Fatalf("the command %s cannot be done now", id)
	}
}

// Type types into what has the keyboard.
func (d *Desk) Type(text string) {
	d.t.Helper()
	f := d.win.Canvas().Focused()
	if f == nil {
		d.t.Fatalf("nothing has the keyboard to type %q", text)
	}
	for _, r := range text {
		f.TypedRune(r)
	}
}

// Fill gives a field the keyboard, empties it and types into it.
func (d *Desk) Fill(f block.Field, text string) {
	d.t.Helper()
	d.win.Canvas().Focus(f.Keys())
	if s, ok := f.Keys().(fyne.Shortcutable); ok {
		s.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
	d.Type(text)
}

// Focused answers what has the keyboard.
func (d *Desk) Focused() fyne.Focusable { return d.win.Canvas().Focused() }
