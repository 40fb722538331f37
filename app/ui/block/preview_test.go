package block

import (
	"fmt"
	"image"
	"image/color"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// leafed is a preview of a paper of four pages in a window, and what it asked for.
type leafed struct {
	*Preview
	win   fyne.Window
	asked []string
	given image.Image
}

var fourPages = []fyne.Size{{Width: 595, Height: 842}, {Width: 842, Height: 595}, {Width: 595, Height: 842}, {Width: 100, Height: 100}}

func newLeafed(t *testing.T) *leafed {
	t.Helper()
	test.NewTempApp(t)
	l := &leafed{Preview: NewPreview()}
	l.OnNeed = func(page, width int) {
		l.asked = append(l.asked, fmt.Sprintf("%d:%d", page, width))
		size := fourPages[page]
		l.given = image.NewRGBA(image.Rect(0, 0, width, int(float32(width)*size.Height/size.Width+0.5)))
		l.SetPicture(page, width, l.given)
	}
	l.win = test.NewTempWindow(t, l.Preview)
	l.win.Resize(fyne.NewSize(600, 500))
	l.win.Canvas().Focus(l.Keys())
	return l
}

func (l *leafed) press(keys ...fyne.KeyName) {
	for _, k := range keys {
		l.view.TypedKey(&fyne.KeyEvent{Name: k})
	}
}

func TestPreviewLeafsByKeyboard(t *testing.T) {
	l := newLeafed(t)
	if l.message == "" || len(l.asked) != 0 {
		t.Fatalf("before there is a paper it says %q and asked %v", l.message, l.asked)
	}
	l.SetPages(fourPages)
	if l.win.Canvas().Focused() != l.Keys() {
		t.Fatal("the paper has not got the keyboard")
	}
	for _, step := range []struct {
		key  fyne.KeyName
		page int
	}{
		{fyne.KeyPageDown, 1},
		{fyne.KeyRight, 2},
		{fyne.KeyDown, 3},
		{fyne.KeyPageDown, 3},
		{fyne.KeyUp, 2},
		{fyne.KeyLeft, 1},
		{fyne.KeyPageUp, 0},
		{fyne.KeyPageUp, 0},
		{fyne.KeyEnd, 3},
		{fyne.KeyHome, 0},
	} {
		l.press(step.key)
		if l.Page() != step.page {
			t.Errorf("after %s on page %d, want %d", step.key, l.Page(), step.page)
		}
		if want := fmt.Sprintf("Pagina %d van 4", step.page+1); l.count.Text != want {
			t.Errorf("it says %q", l.count.Text)
		}
		if last := l.asked[len(l.asked)-1]; !strings.HasPrefix(last, fmt.Sprintf("%d:", step.page)) || l.picture != l.given {
			t.Errorf("on page %d it asked for %s and shows %v", step.page, last, l.picture == l.given)
		}
	}
	if l.next.Disabled() || !l.prev.Disabled() {
		t.Error("on the first page one can go back and not on")
	}
}

// Of a part that is printed only that part is leafed through, under the numbers that its pages have.
func TestPreviewLeafsThroughAPart(t *testing.T) {
	l := newLeafed(t)
	l.Only(2, 3) // before the paper is there
	l.SetPages(fourPages)
	for _, step := range []struct {
		key  fyne.KeyName
		page int
	}{{fyne.KeyHome, 2}, {fyne.KeyPageUp, 2}, {fyne.KeyPageDown, 3}, {fyne.KeyPageDown, 3}, {fyne.KeyHome, 2}, {fyne.KeyEnd, 3}} {
		l.press(step.key)
		if want := fmt.Sprintf("Pagina %d van 4", step.page+1); l.Page() != step.page || l.count.Text != want {
			t.Errorf("after %s on page %d, %q; want %d", step.key, l.Page(), l.count.Text, step.page)
		}
	}
	if !l.next.Disabled() || l.prev.Disabled() || l.prev.Hidden {
		t.Error("the arrows do not stop where the part does")
	}
	l.Only(1, 1)
	if l.Page() != 1 || !l.prev.Hidden || !strings.HasPrefix(l.asked[len(l.asked)-1], "1:") {
		t.Errorf("one page: on %d, asked %v", l.Page(), l.asked)
	}
	l.Only(0, 3)
	if l.Page() != 1 || l.prev.Hidden || l.prev.Disabled() {
		t.Errorf("all again: on %d", l.Page())
	}
}

func TestPreviewZooms(t *testing.T) {
	l := newLeafed(t)
	l.SetPages(fourPages)
	whole := l.view.sheet.Size()
	if room := l.view.Size(); whole.Height > room.Height || whole.Width > room.Width {
		t.Fatalf("the whole page is %v in %v", whole, room)
	}
	l.view.TypedRune('9')
	if w, room := l.view.sheet.Size().Width, l.view.Size().Width-2*paperMargin; w < room-1 || w > room+1 {
		t.Errorf("as wide as there is room: %v", w)
	}
	// The page is now higher than there is room: the arrow scrolls down it, and goes on at its end.
	presses := 0
	for l.Page() == 0 && presses < 100 {
		l.press(fyne.KeyDown)
		presses++
	}
	if presses < 4 || l.Page() != 1 || l.view.scroll.Offset.Y != 0 {
		t.Errorf("after %d presses on page %d at %v", presses, l.Page(), l.view.scroll.Offset)
	}
	l.press(fyne.KeyUp)
	if l.Page() != 0 || l.view.scroll.Offset.Y < 100 {
		t.Errorf("back on page %d at %v, want its end", l.Page(), l.view.scroll.Offset)
	}
	wide := l.view.sheet.Size().Width
	l.view.TypedRune('+')
	if got := l.view.sheet.Size().Width; got < wide*1.2 || got > wide*1.3 {
		t.Errorf("larger: %v after %v", got, wide)
	}
	for range 20 {
		l.view.TypedRune('-')
	}
	if l.view.sheet.Size() != whole {
		t.Errorf("as small as can be: %v, want the whole page %v", l.view.sheet.Size(), whole)
	}
}

// The picture has as many pixels as it is shown in, and is asked for once.
func TestPreviewIsSharp(t *testing.T) {
	l := newLeafed(t)
	l.SetPages(fourPages)
	for _, size := range []fyne.Size{{Width: 613, Height: 487}, {Width: 333, Height: 800}} {
		l.asked = nil
		l.win.Resize(size)
		l.Refresh()
		shown := l.view.picture.Size()
		pixels := l.given.Bounds().Size()
		if int(shown.Width+0.5) != pixels.X || int(shown.Height+0.5) != pixels.Y || len(l.asked) != 1 {
			t.Errorf("at %v: %v shown in %v, asked %v", size, pixels, shown, l.asked)
		}
	}
}

func TestPreviewSaysWhatIsWrong(t *testing.T) {
	l := newLeafed(t)
	l.SetError("Deze PDF is beschadigd.")
	if !l.wrong || l.view.message.Hidden || l.view.message.String() != "Deze PDF is beschadigd." || !l.view.sheet.Hidden || len(l.asked) != 0 {
		t.Errorf("says %q", l.view.message.String())
	}
	l.SetPages(fourPages)
	if !l.view.message.Hidden || l.view.sheet.Hidden || l.picture == nil {
		t.Error("the paper that came after is not shown")
	}
	// An answer for a page that was left is dropped, and so is what it shows.
	before := l.picture
	l.SetPicture(2, 99, image.NewUniform(color.Black))
	if l.picture != before {
		t.Error("the picture of another page is shown")
	}
}

// A page is white for a moment; when that lasts it says why.
func TestPreviewSaysThatItDraws(t *testing.T) {
	l := newLeafed(t)
	l.OnNeed = func(page, width int) {}
	l.SetPages(fourPages)
	if !l.view.waits.Hidden {
		t.Error("says at once that it draws")
	}
	l.SetWaiting()
	if l.view.waits.Hidden || l.view.sheet.Hidden {
		t.Error("does not say that it draws")
	}
	l.SetPicture(l.Preview.asked.page, l.Preview.asked.width, image.NewRGBA(image.Rect(0, 0, 9, 9)))
	l.SetWaiting()
	if !l.view.waits.Hidden || l.view.picture.Hidden {
		t.Error("still says that it draws")
	}
}

// In a dialog the paper has the keyboard; Enter and Esc are the dialog's.
func TestPreviewBesideADialog(t *testing.T) {
	for _, key := range []fyne.KeyName{fyne.KeyReturn, fyne.KeyEscape} {
		l := newLeafed(t)
		l.win.SetContent(NewText("achtergrond"))
		l.SetPages(fourPages)
		done, closed := 0, 0
		d := &Dialog{Title: "Afdrukken", Text: strings.Repeat("woorden ", 40), Beside: l.Preview, First: l.Keys(), OK: "Afdrukken", OnOK: func() bool { done++; return true }, OnClosed: func() { closed++ }}
		d.Show(l.win.Canvas())
		if l.win.Canvas().Focused() != l.Keys() {
			t.Fatal("the paper has not got the keyboard")
		}
		l.press(fyne.KeyPageDown)
		if l.Page() != 1 {
			t.Error("PgDn does not leaf")
		}
		if w := l.view.Size().Width; w < 150 || w+d.scroll.Size().Width > 600 {
			t.Errorf("the paper is %v wide, the words %v", w, d.scroll.Size().Width)
		}
		if got, want := d.scroll.content.Size().Width, d.scroll.Size().Width; got != want {
			t.Errorf("the words are laid out at %v in %v", got, want)
		}
		l.press(key)
		if want := map[fyne.KeyName]int{fyne.KeyReturn: 1}[key]; done != want || closed != 1 {
			t.Errorf("%s: done %d, closed %d", key, done, closed)
		}
	}
}
