package block

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestTextLinkWrapsAndIsFollowed(t *testing.T) {
	test.NewTempApp(t)
	followed := 0
	l := NewTextLink("KIES coach 7-12 jaar basistraining, dag 4", func() { followed++ })
	w := test.NewTempWindow(t, l)
	w.Resize(fyne.NewSize(160, 200))
	if one := NewText("x").MinSize().Height; l.placed.lines < 2 || l.MinSize().Height < one*1.5 {
		t.Errorf("%d lines, %v high", l.placed.lines, l.MinSize().Height)
	}
	test.Tap(l)
	l.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	l.TypedRune(' ')
	if followed != 3 {
		t.Errorf("followed %d times", followed)
	}
}
