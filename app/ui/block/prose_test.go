package block

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// newReader shows a page of many paragraphs in a window.
func newReader(t *testing.T) *Reader {
	t.Helper()
	test.NewTempApp(t)
	r := NewReader(300)
	win := test.NewTempWindow(t, r)
	win.SetPadded(false)
	win.Resize(fyne.NewSize(600, 400))
	var parts []fyne.CanvasObject
	for range 40 {
		parts = append(parts, NewParagraph(strings.Repeat("woord ", 30)))
	}
	r.Set(10, parts...)
	return r
}

func TestReaderIsReadWithTheKeyboard(t *testing.T) {
	r := newReader(t)
	key := func(name fyne.KeyName) float32 {
		r.TypedKey(&fyne.KeyEvent{Name: name})
		return r.Offset()
	}
	down := key(fyne.KeyDown)
	if down <= 0 || key(fyne.KeyUp) != 0 || key(fyne.KeyUp) != 0 {
		t.Errorf("arrows scroll to %v and back to %v", down, r.Offset())
	}
	if page := key(fyne.KeyPageDown); page < 200 || page > 400 {
		t.Errorf("a page is %v of 400", page)
	}
	r.TypedRune(' ')
	second := r.Offset()
	end := key(fyne.KeyEnd)
	if end <= second || key(fyne.KeyDown) != end {
		t.Errorf("space goes to %v, the end is %v, beyond it %v", second, end, r.Offset())
	}
	if key(fyne.KeyPageUp) >= end || key(fyne.KeyHome) != 0 {
		t.Error("does not scroll back")
	}
}

func TestReaderBringsAPartToTheTop(t *testing.T) {
	r := newReader(t)
	r.To(5)
	if got, want := r.Offset(), r.text.Objects[5].Position().Y; got != want || want == 0 {
		t.Errorf("scrolled to %v, the part is at %v", got, want)
	}
	r.To(39)
	if r.Offset() >= r.text.Objects[39].Position().Y {
		t.Error("scrolled beyond the end")
	}
	r.To(0)
	if r.Offset() != 0 {
		t.Errorf("the beginning is at %v", r.Offset())
	}
}

// Before it was shown a page has no places; the wish is kept.
func TestReaderKeepsWhereToGo(t *testing.T) {
	test.NewTempApp(t)
	r := NewReader(300)
	r.Set(10, NewParagraph(strings.Repeat("een ", 200)), NewParagraph(strings.Repeat("twee ", 900)))
	r.To(1)
	win := test.NewTempWindow(t, r)
	win.Resize(fyne.NewSize(600, 400))
	if r.Offset() == 0 || r.Offset() != r.text.Objects[1].Position().Y {
		t.Errorf("scrolled to %v, the part is at %v", r.Offset(), r.text.Objects[1].Position().Y)
	}
}

func TestLinesAreNoWiderThanTheyReadWell(t *testing.T) {
	r := newReader(t)
	if w := r.text.Size().Width; w != 300 {
		t.Errorf("lines of %v", w)
	}
}

func TestPictureKeepsItsShape(t *testing.T) {
	test.NewTempApp(t)
	p := Picture(fyne.NewStaticResource("x.svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="4" height="1"/>`)), 400, 100)
	p.Resize(fyne.NewSize(800, 10))
	if h := p.MinSize().Height; h != 100 {
		t.Errorf("%v high with room", h)
	}
	p.Resize(fyne.NewSize(200, 10))
	if h := p.MinSize().Height; h != 50 {
		t.Errorf("%v high at half the width", h)
	}
}

func TestAKeyIsNotBroken(t *testing.T) {
	test.NewTempApp(t)
	p := NewSpans(Span{Text: "Kies Opslaan"}, Span{Text: " "}, KeySpan("Ctrl Shift S"), Span{Text: ". En dan verder."})
	for width := float32(70); width < 400; width += 7 {
		placed := p.place(width)
		key := -1
		for _, f := range placed.fragments {
			if f.span == 2 && key < 0 {
				key = f.line
			} else if f.span == 2 && width > 130 {
				t.Errorf("at %v the key is broken", width)
			}
			if f.span == 3 && strings.HasPrefix(f.text, ".") && f.x == 0 && width > 130 {
				t.Errorf("at %v the full stop after the key begins a line", width)
			}
		}
	}
}
