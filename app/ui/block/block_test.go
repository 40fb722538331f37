package block

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"kiesvoorhetkind.nl/kantoor/app/ui/look"
)

// window shows an object in a window of a size, with text at a percentage.
func window(t testing.TB, o fyne.CanvasObject, width, height float32, percent int) fyne.Window {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(look.New(look.Light, percent))
	w := test.NewTempWindow(t, o)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(width, height))
	return w
}

func press(f fyne.Focusable, keys ...fyne.KeyName) {
	for _, k := range keys {
		f.TypedKey(&fyne.KeyEvent{Name: k})
	}
}

func items(n int) []Item {
	list := make([]Item, n)
	for i := range list {
		list[i] = Item{ID: fmt.Sprint(i), Title: fmt.Sprintf("Titel %d", i), Detail: "detail", Right: "10:42", Pill: "nieuw"}
	}
	return list
}

func TestListByKeyboard(t *testing.T) {
	l := NewList("Leeg", "")
	var opened []string
	l.OnOpen = func(_ int, it Item) { opened = append(opened, it.ID) }
	l.SetItems(items(100))
	w := window(t, l, 400, 660, 100)
	w.Canvas().Focus(l.Keys())
	for _, c := range []struct {
		key  fyne.KeyName
		want int
	}{
		{fyne.KeyDown, 1},
		{fyne.KeyDown, 2},
		{fyne.KeyUp, 1},
		{fyne.KeyPageDown, 10},
		{fyne.KeyEnd, 99},
		{fyne.KeyDown, 99},
		{fyne.KeyPageUp, 90},
		{fyne.KeyHome, 0},
		{fyne.KeyUp, 0},
	} {
		press(l.Keys(), c.key)
		if l.Index() != c.want {
			t.Errorf("%s leads to %d, want %d", c.key, l.Index(), c.want)
		}
	}
	press(l.Keys(), fyne.KeyEnd, fyne.KeyReturn)
	if len(opened) != 1 || opened[0] != "99" {
		t.Errorf("opened %v", opened)
	}
	if _, ok := l.rows.content.shown[99]; !ok {
		t.Error("the current item is not in view")
	}
	if n := len(l.rows.content.shown); n > 12 {
		t.Errorf("%d rows are kept for a view of 10", n)
	}
}

func TestListKeepsWhatWasChosen(t *testing.T) {
	l := NewList("Leeg", "")
	l.SetItems(items(5))
	window(t, l, 400, 400, 100)
	chosen := 0
	l.OnChoose = func(int, Item) { chosen++ }
	l.Choose(3)
	l.SetItems(append([]Item{{ID: "new"}}, items(5)...))
	if it, _ := l.Current(); it.ID != "3" || l.Index() != 4 || chosen != 1 {
		t.Errorf("current is %q at %d after %d choices", it.ID, l.Index(), chosen)
	}
	l.SetItems(nil)
	if _, ok := l.Current(); ok || !l.empty.Visible() {
		t.Error("an empty list has a current item or says nothing")
	}
}

func TestListAsksForMoreOnceForEachLength(t *testing.T) {
	l := NewList("Leeg", "")
	asked := 0
	l.OnNearEnd = func() { asked++ }
	l.SetItems(items(50))
	w := window(t, l, 400, 660, 100)
	w.Canvas().Focus(l.Keys())
	if asked != 0 {
		t.Fatalf("asked %d times at the top of 50", asked)
	}
	press(l.Keys(), fyne.KeyEnd, fyne.KeyUp, fyne.KeyDown)
	if asked != 1 {
		t.Errorf("asked %d times at the end", asked)
	}
	l.Append(items(50))
	press(l.Keys(), fyne.KeyEnd)
	if asked != 2 {
		t.Errorf("asked %d times after more came", asked)
	}
}

func TestClickAndDoubleClick(t *testing.T) {
	l := NewList("Leeg", "")
	var chosen, opened []int
	l.OnChoose = func(i int, _ Item) { chosen = append(chosen, i) }
	l.OnOpen = func(i int, _ Item) { opened = append(opened, i) }
	l.SetItems(items(5))
	window(t, l, 400, 660, 100)
	at := &fyne.PointEvent{Position: fyne.NewPos(20, 66*2+10)}
	l.rows.content.Tapped(at)
	l.rows.content.Tapped(at)
	if fmt.Sprint(chosen, opened) != "[2] [2]" {
		t.Errorf("chosen %v, opened %v", chosen, opened)
	}
}

func TestSplitStandsBehindWhenNarrow(t *testing.T) {
	l := NewList("Leeg", "")
	l.SetItems(items(5))
	page := NewDetail()
	s := NewSplit(340, "Post", l, page).Follow(l)
	w := window(t, s, 1200, 600, 100)
	if s.Narrow() || !l.Visible() || !page.Visible() {
		t.Fatal("not both in view in a wide window")
	}
	w.Resize(fyne.NewSize(700, 600))
	if !s.Narrow() || !l.Visible() || page.Visible() {
		t.Fatalf("narrow: %v, list %v, page %v", s.Narrow(), l.Visible(), page.Visible())
	}
	w.Canvas().Focus(l.Keys())
	press(l.Keys(), fyne.KeyReturn)
	if l.Visible() || !page.Visible() {
		t.Error("Enter does not lead to the page")
	}
	if !s.Back() || !l.Visible() || s.Back() {
		t.Error("back does not lead to the list, once")
	}
	w.Resize(fyne.NewSize(1200, 600))
	if s.Narrow() || !page.Visible() {
		t.Error("not both in view again")
	}
}

func TestLargeTextMakesAWindowNarrow(t *testing.T) {
	s := NewSplit(340, "Post", NewList("", ""), NewDetail())
	window(t, s, 1200, 600, 200)
	if !s.Narrow() {
		t.Error("list and page stand beside each other at twice the text")
	}
}

func TestParagraphBreaksAtWords(t *testing.T) {
	p := NewParagraph("een twee drie vier vijf zes zeven acht negen tien\n\nelf")
	window(t, p, 120, 400, 100)
	p.Resize(fyne.NewSize(120, 400))
	lines := map[int]string{}
	for _, f := range p.place(120).fragments {
		lines[f.line] += f.text
		if f.x+measure(strings.TrimRight(f.text, " "), 14, false).Width > 120.5 {
			t.Errorf("line %q is wider than 120", f.text)
		}
	}
	var all []string
	for i := 0; i < p.placed.lines; i++ {
		all = append(all, strings.TrimSpace(lines[i]))
	}
	joined := strings.Join(all, " ")
	if strings.Join(strings.Fields(joined), " ") != "een twee drie vier vijf zes zeven acht negen tien elf" || all[len(all)-2] != "" {
		t.Errorf("lines %q", all)
	}
	if h := p.MinSize().Height; h < float32(p.placed.lines)*14 {
		t.Errorf("%d lines in a height of %v", p.placed.lines, h)
	}
}

func TestPunctuationStaysWithTheWordBeforeIt(t *testing.T) {
	const marked = "22 februari 2026"
	for _, after := range []string{".", ".\n\nEn nog een lange alinea erna", ", begin", ".\n"} {
		p := NewSpans(Span{Text: "Dat was op "}, Span{Text: marked, Mark: true}, Span{Text: after}, Span{Text: "Ik wil dat dit stopt.", Mark: true})
		for width := float32(90); width < 260; width++ {
			at := map[int]int{}
			for _, f := range p.place(width).fragments {
				if _, seen := at[f.span]; !seen || f.span == 1 {
					at[f.span] = f.line // where it begins, and where what is marked ends
				}
			}
			if at[2] != at[1] {
				t.Fatalf("%q stands on line %d and what it follows on %d, at a width of %v", after, at[2], at[1], width)
			}
		}
	}
}

func TestParagraphBreaksALongWord(t *testing.T) {
	p := NewParagraph(strings.Repeat("x", 200))
	window(t, p, 100, 400, 100)
	got := ""
	for _, f := range p.place(100).fragments {
		got += f.text
		if measure(f.text, 14, false).Width > 100.5 {
			t.Errorf("%q is wider than 100", f.text)
		}
	}
	if got != strings.Repeat("x", 200) {
		t.Errorf("%d letters of 200", len(got))
	}
}

func TestParagraphIsCappedAndSaysSo(t *testing.T) {
	p := NewParagraph(strings.Repeat("woord ", 10_000))
	window(t, p, 400, 400, 100)
	f := p.place(400).fragments
	if last := f[len(f)-1].text; !strings.Contains(last, "origineel") {
		t.Errorf("the last line is %q", last)
	}
}

func TestFitCutsAtALetter(t *testing.T) {
	test.NewTempApp(t)
	s := "Szczęśniak-Źrebiec, Grażyna"
	style := fyne.TextStyle{}
	if got := fit(s, 14, style, 1000); got != s {
		t.Errorf("cut to %q with room enough", got)
	}
	for w := float32(1); w < 200; w += 3 {
		got := fit(s, 14, style, w)
		if !strings.HasPrefix(s, got) || strings.ContainsRune(got, '\uFFFD') {
			t.Fatalf("cut to %q", got)
		}
		if got != "" && fyne.MeasureText(got, 14, style).Width > w+0.5 {
			t.Errorf("%q is wider than %v", got, w)
		}
	}
	exact := fyne.MeasureText(s, 14, style).Width
	if got := fit(s, 14, style, exact); got != s {
		t.Errorf("cut to %q at its own width", got)
	}
}

func TestButtonTakesEnterAndSpace(t *testing.T) {
	n := 0
	b := NewButton("Doen", func() { n++ })
	w := window(t, b, 200, 60, 100)
	press(b, fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace)
	test.Tap(b)
	if n != 4 || w.Canvas().Focused() != b {
		t.Errorf("pressed %d times, focus %v", n, w.Canvas().Focused())
	}
	b.Disable()
	press(b, fyne.KeyReturn)
	test.Tap(b)
	if n != 4 {
		t.Error("a disabled button was pressed")
	}
}

func TestUnusedKeysReachTheWindow(t *testing.T) {
	f := NewTextField("")
	l := NewList("", "")
	w := window(t, Column(0, f, High(100, l)), 300, 300, 100)
	var got []fyne.KeyName
	w.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) { got = append(got, e.Name) })
	press(f, fyne.KeyEscape, fyne.KeyReturn, fyne.KeyLeft, fyne.KeyF1)
	press(l.Keys(), fyne.KeyEscape, fyne.KeyDelete, fyne.KeyDown)
	if fmt.Sprint(got) != "[Escape Return F1 Escape Delete]" {
		t.Errorf("the window got %v", got)
	}
}

func TestChips(t *testing.T) {
	var got []string
	c := NewChips(func(id string) { got = append(got, id) }, Choice{ID: "new", Text: "Nieuw", Count: 6}, Choice{ID: "all", Text: "Alles"})
	w := window(t, c, 300, 60, 100)
	if c.Chosen() != "new" || c.chips[0].label() != "Nieuw 6" {
		t.Errorf("begins at %q, %q", c.Chosen(), c.chips[0].label())
	}
	press(c.chips[1], fyne.KeySpace, fyne.KeySpace)
	test.Tap(c.chips[0])
	if strings.Join(got, " ") != "all new" {
		t.Errorf("changes %v", got)
	}
	w.Canvas().Focus(c.chips[0])
	press(c.chips[0], fyne.KeyLeft, fyne.KeyRight)
	if w.Canvas().Focused() != c.chips[1] {
		t.Errorf("the arrows give the keyboard to %T", w.Canvas().Focused())
	}
	press(c.chips[1], fyne.KeyRight)
	if w.Canvas().Focused() != c.chips[1] || c.Chosen() != "new" {
		t.Error("an arrow leaves the chips, or chooses by itself")
	}
	c.SetChoices(Choice{ID: "all", Text: "Alles", Count: 3}, Choice{ID: "new", Text: "Nieuw"})
	if c.Chosen() != "new" || !c.chips[1].chosen {
		t.Error("other counts lose what was chosen")
	}
}

func TestNothingIsCutAtTwiceTheText(t *testing.T) {
	b := NewButton("Certificaten afdrukken (7)", func() {})
	p := NewPill("klaar om te printen", look.Blue)
	row := Spread(8, b, p, NewButton("Voorbeeld", func() {}))
	window(t, Column(0, row), 420, 400, 200)
	for _, o := range row.Objects {
		if o.Size().Width+0.5 < o.MinSize().Width || o.Position().X+o.Size().Width > 420 {
			t.Errorf("an object of %v stands at %v with %v", o.MinSize(), o.Position(), o.Size())
		}
	}
}
