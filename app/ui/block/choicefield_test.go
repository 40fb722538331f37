package block

import (
	"strconv"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// choiceForm is a window with a field of four choices, of which the second is chosen.
func choiceForm(t *testing.T) (fyne.Window, *ChoiceField, *int) {
	t.Helper()
	f := NewChoiceField(Choice{ID: "h", Text: "hoog"}, Choice{ID: "l", Text: "laag"}, Choice{ID: "v", Text: "vrijgesteld"}, Choice{ID: "e", Text: "Verlegd"})
	f.SetValue("l")
	edits := 0
	f.OnEdit(func() { edits++ })
	w := window(t, Column(4, f, NewTextField("")), 400, 400, 100)
	w.Canvas().Focus(f)
	return w, f, &edits
}

func TestChoiceFieldByKeyboardAlone(t *testing.T) {
	for _, c := range []struct {
		name  string
		keys  []fyne.KeyName
		want  string
		open  bool
		edits int
	}{
		{"opened", []fyne.KeyName{fyne.KeyDown}, "l", true, 0},
		{"opened by a blank", []fyne.KeyName{fyne.KeySpace}, "l", true, 0},
		{"taken as it is", []fyne.KeyName{fyne.KeyDown, fyne.KeyReturn}, "l", false, 1},
		{"the next", []fyne.KeyName{fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn}, "v", false, 1},
		{"the one before", []fyne.KeyName{fyne.KeyDown, fyne.KeyUp, fyne.KeyEnter}, "h", false, 1},
		{"past the end", []fyne.KeyName{fyne.KeyDown, fyne.KeyEnd, fyne.KeyDown, fyne.KeyReturn}, "e", false, 1},
		{"before the start", []fyne.KeyName{fyne.KeyUp, fyne.KeyHome, fyne.KeyUp, fyne.KeyReturn}, "h", false, 1},
		{"left by Esc", []fyne.KeyName{fyne.KeyDown, fyne.KeyDown, fyne.KeyEscape}, "l", false, 0},
		{"opened again after Esc", []fyne.KeyName{fyne.KeyDown, fyne.KeyEscape, fyne.KeyDown, fyne.KeyDown, fyne.KeySpace}, "v", false, 1},
		{"without opening", []fyne.KeyName{fyne.KeyRight}, "v", false, 1},
	} {
		w, f, edits := choiceForm(t)
		for _, k := range c.keys {
			w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: k})
		}
		open := w.Canvas().Overlays().Top() != nil
		if f.Value() != c.want || open != c.open || *edits != c.edits {
			t.Errorf("%s: chosen %q after %d changes, open %v", c.name, f.Value(), *edits, open)
		}
		if !open && w.Canvas().Focused() != f {
			t.Errorf("%s: %T has the keyboard", c.name, w.Canvas().Focused())
		}
	}
}

func TestTabTakesTheChoiceAndGoesOn(t *testing.T) {
	for _, c := range []struct {
		keys  []fyne.KeyName
		want  string
		edits int
	}{
		{[]fyne.KeyName{fyne.KeyDown, fyne.KeyDown, fyne.KeyTab}, "v", 1},
		{[]fyne.KeyName{fyne.KeyDown, fyne.KeyTab}, "l", 0},
	} {
		w, f, edits := choiceForm(t)
		for _, k := range c.keys {
			w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: k})
		}
		if f.Value() != c.want || *edits != c.edits || w.Canvas().Overlays().Top() != nil {
			t.Errorf("%v: chosen %q after %d changes", c.keys, f.Value(), *edits)
		}
		if _, next := w.Canvas().Focused().(*TextField); !next {
			t.Errorf("%v: %T has the keyboard", c.keys, w.Canvas().Focused())
		}
	}
}

func TestALetterJumpsInAChoiceField(t *testing.T) {
	for _, open := range []bool{false, true} {
		for typed, want := range map[string]string{"h": "h", "V": "v", "vv": "e", "vvv": "v", "q": "l", "lq": "l"} {
			w, f, _ := choiceForm(t)
			if open {
				f.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
			}
			for _, r := range typed {
				w.Canvas().Focused().TypedRune(r)
			}
			if open {
				if f.Value() != "l" {
					t.Errorf("%q in the open list chooses already", typed)
				}
				w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
			}
			if f.Value() != want {
				t.Errorf("%q, open %v: chosen %q", typed, open, f.Value())
			}
		}
	}
}

func TestAChoiceIsClicked(t *testing.T) {
	w, f, _ := choiceForm(t)
	test.Tap(f)
	top := w.Canvas().Overlays().Top()
	if top == nil {
		t.Fatal("a click does not open the list")
	}
	tapped := false
	for _, o := range test.LaidOutObjects(top) {
		at, ok := o.(fyne.Tappable)
		if s, text := o.(interface{ MinSize() fyne.Size }); ok && text && s.MinSize().Height < 60 && !tapped {
			at.Tapped(&fyne.PointEvent{})
			tapped = true
		}
	}
	if f.Value() != "h" || w.Canvas().Overlays().Top() != nil {
		t.Errorf("a click on the first chooses %q", f.Value())
	}
	f.Disable()
	test.Tap(f)
	if w.Canvas().Overlays().Top() != nil {
		t.Error("a field out of use opens")
	}
}

func TestLongListOfChoicesShowsWhatIsChosen(t *testing.T) {
	var choices []Choice
	for i := range 60 {
		choices = append(choices, Choice{ID: strconv.Itoa(i), Text: "Keuze " + strconv.Itoa(i)})
	}
	f := NewChoiceField(choices...)
	f.SetValue("50")
	w := window(t, Column(4, f), 400, 400, 100)
	w.Canvas().Focus(f)
	f.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	m, ok := w.Canvas().Focused().(*choiceMenu)
	if !ok {
		t.Fatalf("the keyboard is at %T", w.Canvas().Focused())
	}
	inView := func(i int) bool {
		row, from := m.rows[i], m.scroll.scroll.Offset.Y
		return row.Position().Y >= from && row.Position().Y+row.Size().Height <= from+m.scroll.Size().Height
	}
	if !inView(50) || m.scroll.Size().Height > 400 {
		t.Errorf("what is chosen is out of view, in a list of %v high", m.scroll.Size().Height)
	}
	m.TypedKey(&fyne.KeyEvent{Name: fyne.KeyHome})
	if !inView(0) || inView(50) {
		t.Error("Home does not bring the first into view")
	}
	m.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if f.Value() != "0" {
		t.Errorf("took %q", f.Value())
	}
}

func TestOpenChoicesLeaveTheFieldInView(t *testing.T) {
	var choices []Choice
	for i := range 30 {
		choices = append(choices, Choice{ID: strconv.Itoa(i), Text: "Keuze " + strconv.Itoa(i)})
	}
	for _, above := range []float32{10, 150, 300} {
		f := NewChoiceField(choices...)
		w := window(t, Pad(above, 20, 0, 20, Column(0, f)), 400, 400, 100)
		test.Tap(f)
		m, ok := w.Canvas().Focused().(*choiceMenu)
		if !ok {
			t.Fatal("the list is not open")
		}
		at, size := fyne.CurrentApp().Driver().AbsolutePositionForObject(m), m.Size()
		if at.Y < above+f.Size().Height-1 && at.Y+size.Height > above+1 {
			t.Errorf("the list at %v of %v lies over the field at %v", at, size, above)
		}
		if at.Y < 0 || at.Y+size.Height > 400 {
			t.Errorf("the list at %v of %v goes out of the window", at, size)
		}
		m.close()
	}
}

func TestOpenChoicesAreAsHighAsTheirRows(t *testing.T) {
	f := NewChoiceField(Choice{ID: "a", Text: "een andere reden; lidmaatschap en functie blijven zoals ze zijn"}, Choice{ID: "b", Text: "kort"})
	w := window(t, Pad(10, 20, 0, 20, Column(0, f)), 800, 400, 100)
	test.Tap(f)
	m, ok := w.Canvas().Focused().(*choiceMenu)
	if !ok {
		t.Fatal("the list is not open")
	}
	rows := m.rows[0].Size().Height + m.rows[1].Size().Height
	if room := m.scroll.Size().Height; room > rows+8 || room < rows {
		t.Errorf("rows of %v high in a list of %v", rows, room)
	}
	m.close()
}
