package block

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"kiesvoorhetkind.nl/kantoor/app/ui/look"
)

// TextLink is a link whose words may run over several lines, where a Button would be wider than its place. Click, Enter
// and Space follow it.
type TextLink struct {
	Paragraph

	OnTap func()
	// OnFocus is called when the link gets the keyboard; may be nil.
	OnFocus func()
}

var (
	_ fyne.Tappable      = (*TextLink)(nil)
	_ fyne.Focusable     = (*TextLink)(nil)
	_ desktop.Cursorable = (*TextLink)(nil)
)

// NewTextLink returns a link.
func NewTextLink(text string, tap func()) *TextLink {
	l := &TextLink{OnTap: tap}
	l.Spans = []Span{{Text: text, Bold: true, Color: look.Accent}}
	l.SizeName, l.Color = look.SizeText, look.Ink
	l.ExtendBaseWidget(l)
	return l
}

// SetText has the link say something else.
func (l *TextLink) SetText(text string) {
	s := l.Spans[0]
	s.Text = text
	l.SetSpans(s)
}

// Tapped is for the toolkit.
func (l *TextLink) Tapped(*fyne.PointEvent) { l.OnTap() }

// Cursor is for the toolkit.
func (l *TextLink) Cursor() desktop.Cursor { return desktop.PointerCursor }

// FocusGained is for the toolkit.
func (l *TextLink) FocusGained() {
	l.mark(true)
	came(l)
	if l.OnFocus != nil {
		l.OnFocus()
	}
}

// FocusLost is for the toolkit.
func (l *TextLink) FocusLost() { l.mark(false) }

func (l *TextLink) mark(on bool) {
	s := l.Spans[0]
	s.ring = on
	l.SetSpans(s)
}

// TypedRune is for the toolkit.
func (l *TextLink) TypedRune(r rune) {
	if r == ' ' {
		l.OnTap()
	}
}

// TypedKey is for the toolkit.
func (l *TextLink) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter {
		l.OnTap()
	}
}
