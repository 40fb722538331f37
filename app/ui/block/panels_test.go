package block

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"kiesvoorhetkind.nl/kantoor/app/ui/look"
)

func TestErrorPanelGrowsWithItsText(t *testing.T) {
	again := 0
	b := NewButton("Opnieuw", func() { again++ })
	p := NewErrorPanel("De post kon niet worden opgehaald.", b)
	w := window(t, Column(4, p), 400, 400, 100)
	short := p.Size().Height
	p.SetText(strings.Repeat("De post kon niet worden opgehaald. Wat er al was, is er nog. ", 6))
	w.Content().Refresh()
	w.Resize(fyne.NewSize(401, 400))
	if p.Size().Height <= short || !strings.HasPrefix(p.Text(), "De post") {
		t.Errorf("with a long text it is %v high, with a short one %v", p.Size().Height, short)
	}
	b.Tapped(nil)
	if again != 1 {
		t.Error("its button does nothing")
	}
}

func TestProgressPanel(t *testing.T) {
	cancelled := 0
	p := NewProgressPanel("Certificaten maken", func() { cancelled++ })
	window(t, p, 400, 200, 100)
	for _, c := range []struct {
		done, total int
		note        string
		want        string
		known       bool
	}{
		{0, 0, "", "", false},
		{0, 0, "bestand schrijven", "bestand schrijven", false},
		{120, 1284, "", "120 van 1.284", true},
		{1300, 1284, "Deventer", "1.300 van 1.284 · Deventer", true},
	} {
		p.Set(c.done, c.total, c.note)
		if p.count.Text != c.want || p.bar.Visible() != c.known || p.wait.Visible() == c.known {
			t.Errorf("%+v says %q, bar %v, waits %v", c, p.count.Text, p.bar.Visible(), p.wait.Visible())
		}
	}
	if p.bar.Value != 1284 {
		t.Errorf("the bar stands at %v", p.bar.Value)
	}
	p.cancel.Tapped(nil)
	p.cancel.Tapped(nil)
	if cancelled != 1 || p.cancel.Text != "Wordt gestopt" {
		t.Errorf("cancelled %d times, and says %q", cancelled, p.cancel.Text)
	}
	p.Begin("Post ophalen")
	p.cancel.Tapped(nil)
	if cancelled != 2 || p.title.Text != "Post ophalen" || p.count.Text != "" {
		t.Error("other work cannot be cancelled")
	}
	p.End()
	if NewProgressPanel("Opslaan", nil).cancel.Visible() {
		t.Error("what cannot be stopped has a button that stops it")
	}
}

func TestDropZone(t *testing.T) {
	chosen := 0
	z := NewDropZone("Zet hier de ledenlijst neer, of klik om te kiezen", "Excel (.xlsx) of .csv", func() { chosen++ })
	w := window(t, Pad(10, 10, 10, 10, z), 400, 160, 100)
	z.Tapped(nil)
	press(z, fyne.KeyReturn, fyne.KeySpace, fyne.KeyDown)
	if chosen != 3 {
		t.Errorf("asked %d times", chosen)
	}
	var passed []fyne.KeyName
	w.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) { passed = append(passed, e.Name) })
	press(z, fyne.KeyEscape)
	if len(passed) != 1 {
		t.Error("Esc does not reach the window")
	}
	v := &dropRenderer{z: z}
	v.back = newMark().back
	ink := func() any {
		v.draw(fyne.NewSize(380, 140))
		return v.dashes[0].StrokeColor
	}
	if len(v.dashes) == 0 && ink() != look.Color(look.Accent) {
		t.Error("with the keyboard it has no other line")
	}
	w.Canvas().Unfocus()
	if ink() != look.Color(look.FieldLine) {
		t.Error("it stays lit")
	}
	z.MouseIn(&desktop.MouseEvent{})
	if ink() != look.Color(look.Accent) || z.Cursor() != desktop.PointerCursor {
		t.Error("under the mouse it has no other line")
	}
	z.Disable()
	z.Tapped(nil)
	press(z, fyne.KeyReturn)
	if chosen != 3 || ink() != look.Color(look.FieldLine) || z.Cursor() != desktop.DefaultCursor {
		t.Error("switched off it still takes files")
	}
	few := len(v.dashes)
	v.draw(fyne.NewSize(900, 300))
	for _, l := range v.dashes {
		for _, at := range []fyne.Position{l.Position1, l.Position2} {
			if at.X < 0 || at.X > 900 || at.Y < 0 || at.Y > 300 {
				t.Fatalf("a dash at %v", at)
			}
		}
	}
	if len(v.dashes) <= few {
		t.Error("a larger one has no more dashes")
	}
}
