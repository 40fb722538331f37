package block

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestMoreIsWorkedByKeyboard(t *testing.T) {
	var done []string
	do := func(text string) func() { return func() { done = append(done, text) } }
	asked := 0
	b := NewMore(func() []MoreItem {
		asked++
		return []MoreItem{{Text: "Functie toevoegen", Hint: "F", Run: do("functie")}, {Text: "Foto kiezen", Run: do("foto")}, {Text: "Samenvoegen", Hint: "S", Apart: true, Run: do("samen")}}
	})
	w := window(t, Column(4, b), 400, 400, 100)
	open := func() *choiceMenu {
		t.Helper()
		w.Canvas().Focus(b)
		b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		m, ok := w.Canvas().Focused().(*choiceMenu)
		if !ok {
			t.Fatalf("the keyboard is at %T", w.Canvas().Focused())
		}
		return m
	}
	m := open()
	m.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	m.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	open().TypedRune('s')
	open().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if w.Canvas().Overlays().Top() != nil || w.Canvas().Focused() != fyne.Focusable(b) {
		t.Errorf("after Esc the keyboard is at %T", w.Canvas().Focused())
	}
	test.Tap(open().rows[0])
	if len(done) != 3 || done[0] != "foto" || done[1] != "samen" || done[2] != "functie" || asked != 4 {
		t.Errorf("did %q, asked %d times", done, asked)
	}
}

func TestMoreStaysWithinALowWindow(t *testing.T) {
	var items []MoreItem
	for range 7 {
		items = append(items, MoreItem{Text: "Einddatum lidmaatschap bepalen", Hint: "L", Run: func() {}})
	}
	b := NewMore(func() []MoreItem { return items })
	w := window(t, Column(4, High(80, NewText("")), b), 300, 300, 100)
	test.Tap(b)
	m := w.Canvas().Focused().(*choiceMenu)
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(m)
	if at.Y < 0 || at.Y+m.Size().Height > 300 || at.X < 0 || at.X+m.Size().Width > 300 {
		t.Errorf("stands at %v, %v large", at, m.Size())
	}
}
