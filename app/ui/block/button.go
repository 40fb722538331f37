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

	// iconLast stands the icon behind the text.
	iconLast bool

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
func (b *Button) FocusGained() { b.focused = true; b.Refresh(); came(b) }

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
		icon: &canvas.Image{FillMode: canvas.ImageFillContain}, hint: canvas.NewText("", nil),
	}
	r.apply()
	return r
}

type buttonRenderer struct {
	b          *Button
	ring, back *canvas.Rectangle
	icon       *canvas.Image
	hint       *canvas.Text
	// words is the text, a line each.
	words   []*canvas.Text
	front   fyne.ThemeColorName
	objects []fyne.CanvasObject
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
		fill, line, front = look.FieldPaper, look.Edge, look.Ink
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
	r.front = front
	r.breakWords()
	r.hint.Text, r.hint.Color = r.b.Hint, look.Color(front)
	r.hint.TextSize = look.Size(look.SizeSmall)
	r.icon.Hidden = r.b.Icon == ""
	if r.b.Icon != "" {
		r.icon.Resource = r.b.Icon.Resource(front)
	}
}

// side answers the room at the sides of the words, between them and what stands beside them, and the side of the icon.
func (b *Button) side() (x, gap, icon float32) {
	x, gap, icon = look.Scaled(14), look.Scaled(8), look.Scaled(16)
	if b.Kind == Link {
		x = 0
		if b.Text == "" {
			x = look.Scaled(6)
		}
	}
	return x, gap, icon
}

// around answers the width that everything but the words takes.
func (b *Button) around() float32 {
	x, gap, icon := b.side()
	w := 2 * x
	if b.Hint != "" {
		w += gap + measure(b.Hint, look.Size(look.SizeSmall), false).Width
	}
	if b.Icon != "" {
		w += icon
		if b.Text != "" {
			w += gap
		}
	}
	return w
}

// OwnWidth answers the width at which the words stand on one line.
func (b *Button) OwnWidth() float32 {
	return b.around() + measure(b.Text, look.Size(look.SizeSmall), true).Width
}

// widestWords is the least width that a button or text with many words asks for, at the normal text size.
const widestWords = 280

// lines breaks the words for the width that the button has.
func (b *Button) lines() []string {
	width := b.Size().Width
	if width <= 0 {
		width = min(b.OwnWidth(), look.Scaled(widestWords))
	}
	return breakLines(b.Text, look.Size(look.SizeSmall), true, width-b.around())
}

func (r *buttonRenderer) breakWords() {
	lines := r.b.lines()
	for len(r.words) < len(lines) {
		r.words = append(r.words, canvas.NewText("", nil))
	}
	r.words = r.words[:len(lines)]
	r.objects = []fyne.CanvasObject{r.ring, r.back, r.icon, r.hint}
	for i, w := range r.words {
		w.Text, w.Color = lines[i], look.Color(r.front)
		w.TextSize, w.TextStyle.Bold = look.Size(look.SizeSmall), true
		r.objects = append(r.objects, w)
	}
}

func (r *buttonRenderer) MinSize() fyne.Size {
	h := look.Scaled(32)
	if r.b.Kind == Link {
		h = look.Scaled(28)
	}
	line := measure("Ag", look.Size(look.SizeSmall), true).Height
	return fyne.NewSize(min(r.b.OwnWidth(), look.Scaled(widestWords)), max(h, line*float32(len(r.b.lines()))+6))
}

func (r *buttonRenderer) Layout(size fyne.Size) {
	r.breakWords()
	_, gap, iconSide := r.b.side()
	r.back.Resize(size)
	r.ring.Move(fyne.NewPos(-2, -2))
	r.ring.Resize(size.AddWidthHeight(4, 4))
	words, line := float32(0), float32(0)
	for _, w := range r.words {
		m := w.MinSize()
		words, line = max(words, m.Width), m.Height
	}
	sides, _, _ := r.b.side()
	x := (size.Width - words - r.b.around() + 2*sides) / 2
	if r.b.Icon != "" {
		at := x
		if r.b.iconLast {
			at += words + gap
		} else {
			x += iconSide + gap
		}
		r.icon.Move(fyne.NewPos(at, (size.Height-iconSide)/2))
		r.icon.Resize(fyne.NewSize(iconSide, iconSide))
	}
	y := (size.Height - line*float32(len(r.words))) / 2
	for _, w := range r.words {
		m := w.MinSize()
		at := x
		if r.b.Kind != Link {
			at += (words - m.Width) / 2
		}
		w.Move(fyne.NewPos(at, y))
		w.Resize(m)
		y += line
	}
	hint := r.hint.MinSize()
	r.hint.Move(fyne.NewPos(x+words+gap, (size.Height-hint.Height)/2))
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
