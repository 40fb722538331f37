package block

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"kiesvoorhetkind.nl/kantoor/app/ui/look"
)

// ButtonKind says how a button looks.
type ButtonKind int

// The kinds: at most one primary button stands on a page; a link is a button without an edge.
const (
	Secondary ButtonKind = iota
	Primary
	Link
	Danger
)

// Button does something when it is clicked, or by Enter or Space.
type Button struct {
	widget.BaseWidget

	Text string
	// Hint is the key that does the same, shown in the button; may be empty.
	Hint string
	Icon look.Icon
	Kind ButtonKind
	// OnDark draws a link for the dark bar.
	OnDark bool
	OnTap  func()

	disabled, focused, hovered bool
}

var (
	_ fyne.Focusable    = (*Button)(nil)
	_ fyne.Tappable     = (*Button)(nil)
	_ fyne.Disableable  = (*Button)(nil)
	_ desktop.Hoverable = (*Button)(nil)
)

// NewButton returns an ordinary button.
func NewButton(text string, tap func()) *Button {
	b := &Button{Text: text, OnTap: tap}
	b.ExtendBaseWidget(b)
	return b
}

// NewPrimary returns the button of the page's main step.
func NewPrimary(text string, tap func()) *Button {
	b := NewButton(text, tap)
	b.Kind = Primary
	return b
}

// NewLink returns a button that looks like a link.
func NewLink(text string, tap func()) *Button {
	b := NewButton(text, tap)
	b.Kind = Link
	return b
}

// NewIconButton returns a button with only an icon.
func NewIconButton(i look.Icon, tap func()) *Button {
	b := NewButton("", tap)
	b.Kind, b.Icon = Link, i
	return b
}

// WithIcon puts an icon before the text.
func (b *Button) WithIcon(i look.Icon) *Button {
	b.Icon = i
	return b
}

// WithHint shows the key that does the same.
func (b *Button) WithHint(key string) *Button {
	b.Hint = key
	return b
}

// SetText shows another text.
func (b *Button) SetText(s string) {
	if b.Text != s {
		b.Text = s
		b.Refresh()
	}
}

// Label answers what the button says, for tests that look for it.
func (b *Button) Label() string { return b.Text }

// Tapped is for the toolkit.
func (b *Button) Tapped(*fyne.PointEvent) {
	if b.disabled {
		return
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(b); c != nil {
		c.Focus(b)
	}
	b.act()
}

func (b *Button) act() {
	if !b.disabled && b.OnTap != nil {
		b.OnTap()
	}
}

// TypedKey is for the toolkit: Enter and Space press the button, other keys go to the window.
func (b *Button) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		b.act()
	default:
		passKey(b, e)
	}
}

// TypedRune is for the toolkit.
func (b *Button) TypedRune(r rune) {
	if r != ' ' {
		passRune(b, r)
	}
}

// FocusGained is for the toolkit.
func (b *Button) FocusGained() { b.focused = true; b.Refresh() }

// FocusLost is for the toolkit.
func (b *Button) FocusLost() { b.focused = false; b.Refresh() }

// MouseIn is for the toolkit.
func (b *Button) MouseIn(*desktop.MouseEvent) { b.hovered = true; b.Refresh() }

// MouseMoved is for the toolkit.
func (b *Button) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is for the toolkit.
func (b *Button) MouseOut() { b.hovered = false; b.Refresh() }

// Enable lets the button be pressed.
func (b *Button) Enable() { b.setDisabled(false) }

// Disable stops the button from being pressed.
func (b *Button) Disable() { b.setDisabled(true) }

// Disabled says whether the button cannot be pressed.
func (b *Button) Disabled() bool { return b.disabled }

func (b *Button) setDisabled(v bool) {
	if b.disabled != v {
		b.disabled = v
		b.Refresh()
	}
}

// CreateRenderer is for the toolkit.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	b.ExtendBaseWidget(b)
	r := &buttonRenderer{
		b: b, ring: canvas.NewRectangle(nil), back: canvas.NewRectangle(nil),
		icon: &canvas.Image{FillMode: canvas.ImageFillContain}, word: canvas.NewText("", nil), hint: canvas.NewText("", nil),
	}
	r.objects = []fyne.CanvasObject{r.ring, r.back, r.icon, r.word, r.hint}
	r.apply()
	return r
}

type buttonRenderer struct {
	b          *Button
	ring, back *canvas.Rectangle
	icon       *canvas.Image
	word, hint *canvas.Text
	objects    []fyne.CanvasObject
}

func (r *buttonRenderer) colours() (fill, line, front fyne.ThemeColorName) {
	switch {
	case r.b.Kind == Link:
		fill, front = look.Clear, look.Accent
		if r.b.hovered {
			front = look.Ink
		}
		switch {
		case r.b.OnDark:
			fill, front = look.Clear, look.ToastLink
		case r.b.Text == "":
			front = look.Quiet
		}
	case r.b.disabled:
		return look.Tone(look.Grey).Back(), look.Line, look.Quiet
	case r.b.Kind == Primary:
		fill, front = look.Accent, look.OnAccent
		if r.b.hovered {
			fill = look.AccentSoft
		}
	case r.b.Kind == Danger:
		fill, front = look.Badge, look.OnBadge
	default:
		fill, line, front = look.FieldPaper, look.FieldLine, look.Ink
		if r.b.hovered {
			fill = look.Hover
		}
	}
	if r.b.disabled {
		front = look.Quiet
	}
	return fill, line, front
}

func (r *buttonRenderer) apply() {
	fill, line, front := r.colours()
	r.back.FillColor = look.Color(fill)
	r.back.CornerRadius = 5
	r.back.StrokeWidth = 0
	if line != "" {
		r.back.StrokeColor, r.back.StrokeWidth = look.Color(line), 1
	}
	r.ring.FillColor = look.Color(look.Clear)
	r.ring.StrokeColor, r.ring.StrokeWidth, r.ring.CornerRadius = look.Color(look.Accent), 2, 7
	r.ring.Hidden = !r.b.focused || r.b.disabled
	r.word.Text, r.word.Color = r.b.Text, look.Color(front)
	r.word.TextSize, r.word.TextStyle.Bold = look.Size(look.SizeSmall), true
	r.hint.Text, r.hint.Color = r.b.Hint, look.Color(front)
	r.hint.TextSize = look.Size(look.SizeSmall)
	r.icon.Hidden = r.b.Icon == ""
	if r.b.Icon != "" {
		r.icon.Resource = r.b.Icon.Resource(front)
	}
}

func (r *buttonRenderer) side() (x, gap, iconSide float32) {
	x, gap, iconSide = look.Scaled(14), look.Scaled(8), look.Scaled(16)
	if r.b.Kind == Link {
		x = 0
		if r.b.Text == "" {
			x = look.Scaled(6)
		}
	}
	return x, gap, iconSide
}

func (r *buttonRenderer) MinSize() fyne.Size {
	x, gap, iconSide := r.side()
	word := measure(r.b.Text, look.Size(look.SizeSmall), true)
	w := word.Width
	if r.b.Hint != "" {
		w += gap + measure(r.b.Hint, look.Size(look.SizeSmall), false).Width
	}
	if r.b.Icon != "" {
		w += iconSide
		if r.b.Text != "" {
			w += gap
		}
	}
	h := look.Scaled(32)
	if r.b.Kind == Link {
		h = look.Scaled(28)
	}
	return fyne.NewSize(w+2*x, max(h, word.Height+6))
}

func (r *buttonRenderer) Layout(size fyne.Size) {
	_, gap, iconSide := r.side()
	r.back.Resize(size)
	r.ring.Move(fyne.NewPos(-2, -2))
	r.ring.Resize(size.AddWidthHeight(4, 4))
	word, hint := r.word.MinSize(), r.hint.MinSize()
	inner := word.Width
	if r.b.Text == "" {
		inner = 0
	}
	if r.b.Icon != "" {
		inner += iconSide
		if r.b.Text != "" {
			inner += gap
		}
	}
	if r.b.Hint != "" {
		inner += gap + hint.Width
	}
	x := (size.Width - inner) / 2
	if r.b.Icon != "" {
		r.icon.Move(fyne.NewPos(x, (size.Height-iconSide)/2))
		r.icon.Resize(fyne.NewSize(iconSide, iconSide))
		x += iconSide + gap
	}
	r.word.Move(fyne.NewPos(x, (size.Height-word.Height)/2))
	r.word.Resize(word)
	r.hint.Move(fyne.NewPos(x+word.Width+gap, (size.Height-hint.Height)/2))
	r.hint.Resize(hint)
}

func (r *buttonRenderer) Refresh() {
	r.apply()
	r.Layout(r.b.Size())
	for _, o := range r.objects {
		o.Refresh()
	}
}

func (r *buttonRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *buttonRenderer) Destroy()                     {}
