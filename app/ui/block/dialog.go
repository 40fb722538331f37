package block

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// Dialog asks before something that cannot be taken back, or for a few values. Enter is its OK, as are Ctrl+S and Ctrl+Enter
// in a field, and Esc its Cancel; the keyboard begins at First (else at Cancel when Danger, else at OK) and goes back to
// where it was.
type Dialog struct {
	Title string
	// Text is the question; may be empty.
	Text string
	// Content stands under the text; may be nil.
	Content fyne.CanvasObject
	// Beside stands at the left of all this in as much room as the window has, such as a Preview; may be nil.
	Beside fyne.CanvasObject
	// OK and Cancel are the buttons; Cancel is "Annuleren" when empty, and no OK leaves one button, "Sluiten".
	OK, Cancel string
	// Danger is for what cannot be undone: OK is red, and Enter has to be pressed on it.
	Danger bool
	// Width in units at the normal text size, without what stands beside; 440 when 0.
	Width float32
	First fyne.Focusable
	// OnOK does it; false keeps the dialog open.
	OnOK func() bool
	// OnCancel is called when the dialog is left without OK.
	OnCancel func()
	// OnClosed is called when the dialog is closed in whatever way.
	OnClosed func()
	// OnKey deals with another key, such as a function key, and answers whether it did; may be nil.
	OnKey func(*fyne.KeyEvent) bool
	// Edited says whether there is something unsaved; then the first Esc only asks.
	Edited func() bool

	canvas   fyne.Canvas
	popup    *widget.PopUp
	warning  *Paragraph
	ok       *Button
	cancel   *Button
	keys     func(*fyne.KeyEvent)
	runes    func(rune)
	warned   bool
	isClosed bool
	body     *fyne.Container
	scroll   *Scroll
	inner    *fyne.Container
}

// Show opens the dialog over a window.
func (d *Dialog) Show(c fyne.Canvas) {
	d.canvas = c
	d.warning = NewQuietParagraph(words.T("Je hebt iets veranderd dat nog niet is opgeslagen. Druk nog een keer op Esc om het weg te gooien."))
	d.warning.Color = look.Wrong
	d.warning.Hide()
	cancel := d.Cancel
	if cancel == "" {
		cancel = words.T("Annuleren")
		if d.OK == "" {
			cancel = words.T("Sluiten")
		}
	}
	d.cancel = NewButton(cancel, d.leave)
	buttons := []fyne.CanvasObject{d.cancel}
	if d.OK != "" {
		d.ok = NewPrimary(d.OK, d.accept)
		if d.Danger {
			d.ok.Kind = Danger
		}
		buttons = []fyne.CanvasObject{d.ok, d.cancel}
	}
	heading := NewSpans(Span{Text: d.Title, Bold: true})
	heading.SizeName = look.SizeSubheading
	inner := Column(12)
	d.inner = inner
	if d.Text != "" {
		inner.Add(NewParagraph(d.Text))
	}
	if d.Content != nil {
		inner.Add(d.Content)
	}
	inner.Add(d.warning)
	// The bar of what scrolls stands in the room at the right, not over the fields.
	d.scroll = NewScroll(Pad(ringRoom, scrollRoom, ringRoom, ringRoom, inner))
	serve(inner.Objects, d.scroll.reveal, d.Relayout)
	d.body = container.New(&dialogLayout{d: d, inner: inner},
		heading, d.scroll, Spread(10, buttons...))
	whole := container.New(&pad{16, 18, 16, 18}, d.body)
	if d.Beside != nil {
		whole = container.New(&dialogBeside{d}, d.Beside, whole)
	}
	d.popup = widget.NewModalPopUp(whole, c)
	d.keys, d.runes = c.OnTypedKey(), c.OnTypedRune()
	c.SetOnTypedKey(d.key)
	c.SetOnTypedRune(func(rune) {})
	d.popup.Show()
	open = append(open, d)
	// The text wraps at the width that it has only now.
	d.popup.Resize(d.popup.MinSize())
	first := d.First
	if first == nil {
		first = d.cancel
		if d.ok != nil && !d.Danger {
			first = d.ok
		}
	}
	c.Focus(first)
}

// Drawn is to be called once the window has drawn the dialog: only then is it known where in it the keyboard is, which is
// brought into view.
func (d *Dialog) Drawn() {
	if o, ok := d.canvas.Focused().(fyne.CanvasObject); ok && !d.isClosed {
		came(o)
	}
}

func (d *Dialog) key(e *fyne.KeyEvent) {
	if d.OnKey != nil && d.OnKey(e) {
		return
	}
	switch e.Name {
	case fyne.KeyEscape:
		d.leave()
	case fyne.KeyReturn, fyne.KeyEnter:
		d.enter()
	}
}

// enter is OK by the keyboard.
func (d *Dialog) enter() {
	if d.ok != nil && !d.Danger && !d.ok.Disabled() {
		d.accept()
	}
}

// acceptOver presses OK in the dialog that a field stands in, and says whether it stands in one.
func acceptOver(field fyne.CanvasObject) bool {
	c := fyne.CurrentApp().Driver().CanvasForObject(field)
	for _, d := range slices.Backward(open) {
		if d.canvas == c {
			d.enter()
			return true
		}
	}
	return false
}

func (d *Dialog) accept() {
	if d.OnOK == nil || d.OnOK() {
		d.Close()
	}
}

func (d *Dialog) leave() {
	if d.Edited != nil && d.Edited() && !d.warned {
		d.warned = true
		d.warning.Show()
		d.Relayout()
		return
	}
	d.Close()
	if d.OnCancel != nil {
		d.OnCancel()
	}
}

// Relayout is to be called after something in the dialog became higher or lower.
func (d *Dialog) Relayout() {
	if d.popup != nil {
		serve(d.inner.Objects, d.scroll.reveal, d.Relayout)
		d.popup.Resize(d.popup.MinSize())
		d.popup.Refresh()
	}
}

// SetOK lets OK be pressed or not, for a dialog whose values are not complete yet.
func (d *Dialog) SetOK(on bool) {
	if d.ok != nil {
		d.ok.setDisabled(!on)
	}
}

// Close closes the dialog without calling anything.
func (d *Dialog) Close() {
	if d.isClosed {
		return
	}
	d.isClosed = true
	open = slices.DeleteFunc(open, func(o *Dialog) bool { return o == d })
	d.popup.Hide()
	d.canvas.SetOnTypedKey(d.keys)
	d.canvas.SetOnTypedRune(d.runes)
	if d.OnClosed != nil {
		d.OnClosed()
	}
}

// CloseDialogs closes the dialogs over a window, the upper first, as Close does.
func CloseDialogs(c fyne.Canvas) {
	for i := len(open) - 1; i >= 0; i = min(i, len(open)) - 1 {
		if open[i].canvas == c {
			open[i].Close()
		}
	}
}

// ringRoom is the room around what a dialog holds in which the ring of what has the keyboard is drawn; at the edge of what
// scrolls it would be cut off.
const ringRoom = 4

// scrollRoom is how much of the edge of a dialog the bar of its middle takes, in units.
const scrollRoom = 12

// dialogLayout keeps a dialog within its window: the middle scrolls where it is too high.
type dialogLayout struct {
	d     *Dialog
	inner *fyne.Container
}

func (l *dialogLayout) width() float32 {
	if l.d.Beside != nil {
		return l.d.besideWidth()
	}
	w := l.d.Width
	if w <= 0 {
		w = 440
	}
	return min(look.Scaled(w), max(160, l.d.canvas.Size().Width-80))
}

func (l *dialogLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	w := l.width()
	// A unit more than is needed: rounding must not make the middle scroll.
	h := heightAt(o[0], w) + heightAt(l.inner, w) + heightAt(o[2], w) + 29
	return fyne.NewSize(w, min(h, max(160, l.d.canvas.Size().Height-80)))
}

func (l *dialogLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	top := heightAt(o[0], size.Width)
	bottom := heightAt(o[2], size.Width)
	o[0].Move(fyne.NewPos(0, 0))
	o[0].Resize(fyne.NewSize(size.Width, top))
	o[1].Move(fyne.NewPos(-ringRoom, top+12-ringRoom))
	o[1].Resize(fyne.NewSize(size.Width+ringRoom+scrollRoom, max(0, size.Height-top-bottom-28+2*ringRoom)))
	o[2].Move(fyne.NewPos(0, size.Height-bottom))
	o[2].Resize(fyne.NewSize(size.Width, bottom))
}
