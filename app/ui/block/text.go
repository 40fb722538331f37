package block

import (
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"kiesvoorhetkind.nl/kantoor/app/ui/look"
)

// Text is a short text on one line. Where there is less room than it needs it goes on on a next line.
type Text struct {
	widget.BaseWidget

	Text     string
	Color    fyne.ThemeColorName
	SizeName fyne.ThemeSizeName
	Bold     bool
	Align    fyne.TextAlign
	// Clip cuts it at the edge in the place of that, and lets it shrink below the width of its text; for free text that
	// stands in full elsewhere.
	Clip bool
}

// NewText returns a line of normal text.
func NewText(s string) *Text {
	t := &Text{Text: s, Color: look.Ink, SizeName: look.SizeText}
	t.ExtendBaseWidget(t)
	return t
}

// NewBold returns a line of bold text.
func NewBold(s string) *Text {
	t := NewText(s)
	t.Bold = true
	return t
}

// NewHeading returns the heading of a page.
func NewHeading(s string) *Text {
	t := NewBold(s)
	t.SizeName = look.SizeHeading
	return t
}

// NewQuiet returns a small, quiet line.
func NewQuiet(s string) *Text {
	t := NewText(s)
	t.SizeName, t.Color = look.SizeSmall, look.Quiet
	return t
}

// NewSectionTitle returns the title above a section of a page.
func NewSectionTitle(s string) *Text {
	t := NewQuiet(s)
	t.Bold = true
	return t
}

// SetText shows another text.
func (t *Text) SetText(s string) {
	if s == t.Text {
		return
	}
	t.Text = s
	t.Refresh()
}

// SetColor shows the text in another colour.
func (t *Text) SetColor(c fyne.ThemeColorName) {
	if c == t.Color {
		return
	}
	t.Color = c
	t.Refresh()
}

// CreateRenderer is for the toolkit.
func (t *Text) CreateRenderer() fyne.WidgetRenderer {
	t.ExtendBaseWidget(t)
	r := &textRenderer{t: t}
	r.apply(t.BaseWidget.Size().Width)
	return r
}

// OwnWidth answers the width at which the text stands on one line.
func (t *Text) OwnWidth() float32 { return measure(t.Text, look.Size(t.SizeName), t.Bold).Width }

// broken answers the lines of the text at a width, all of it on one where no width is known yet.
func (t *Text) broken(width float32) []string {
	size := look.Size(t.SizeName)
	switch {
	case width <= 0 || t.Text == "":
		return []string{t.Text}
	case t.Clip:
		return []string{fit(t.Text, size, fyne.TextStyle{Bold: t.Bold}, width)}
	}
	return breakLines(t.Text, size, t.Bold, width)
}

type textRenderer struct {
	t       *Text
	lines   []*canvas.Text
	objects []fyne.CanvasObject
}

func (r *textRenderer) apply(width float32) {
	lines := r.t.broken(width)
	if len(lines) != len(r.lines) {
		r.lines, r.objects = make([]*canvas.Text, len(lines)), make([]fyne.CanvasObject, len(lines))
		for i := range lines {
			r.lines[i] = canvas.NewText("", nil)
			r.objects[i] = r.lines[i]
		}
	}
	for i, l := range r.lines {
		l.Text, l.Color, l.Alignment = lines[i], look.Color(r.t.Color), r.t.Align
		l.TextSize, l.TextStyle.Bold = look.Size(r.t.SizeName), r.t.Bold
	}
}

func (r *textRenderer) Layout(size fyne.Size) {
	r.apply(size.Width)
	if len(r.lines) == 1 {
		r.lines[0].Move(fyne.NewPos(0, 0))
		r.lines[0].Resize(size)
		return
	}
	high := r.lines[0].MinSize().Height
	y := max(0, (size.Height-high*float32(len(r.lines)))/2)
	for i, l := range r.lines {
		l.Move(fyne.NewPos(0, y+float32(i)*high))
		l.Resize(fyne.NewSize(size.Width, high))
	}
}

func (r *textRenderer) MinSize() fyne.Size {
	size := measure(r.t.Text, look.Size(r.t.SizeName), r.t.Bold)
	if r.t.Clip {
		size.Width = min(size.Width, look.Scaled(24))
		return size
	}
	most := look.Scaled(widestWords)
	if size.Width <= most && r.t.BaseWidget.Size().Width >= size.Width {
		return size
	}
	width := r.t.BaseWidget.Size().Width
	if width <= 0 {
		width = min(size.Width, most)
	}
	return fyne.NewSize(min(size.Width, most), size.Height*float32(len(r.t.broken(width))))
}

func (r *textRenderer) Refresh() {
	r.Layout(r.t.BaseWidget.Size())
	for _, l := range r.lines {
		l.Refresh()
	}
	canvas.Refresh(r.t)
}

func (r *textRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *textRenderer) Destroy()                     {}

func measure(s string, size float32, bold bool) fyne.Size {
	return fyne.MeasureText(s, size, fyne.TextStyle{Bold: bold})
}

// fit answers the longest start of s that is no wider than width; all of it where no width is known yet.
func fit(s string, size float32, style fyne.TextStyle, width float32) string {
	if s == "" || width <= 0 {
		return s
	}
	// Half a unit of grace: a text laid out at its own measured width must not lose its last letter to rounding.
	width += 0.5
	if fyne.MeasureText(s, size, style).Width <= width {
		return s
	}
	low, high := 0, len(s)
	for low < high {
		mid := (low + high + 1) / 2
		for mid < high && !utf8.RuneStart(s[mid]) {
			mid++
		}
		if mid == len(s) || fyne.MeasureText(s[:mid], size, style).Width > width {
			high = mid - 1
			for high > low && !utf8.RuneStart(s[high]) {
				high--
			}
			continue
		}
		low = mid
	}
	return s[:low]
}

// shorten answers s, or as much of its start as there is room for with dots after it.
func shorten(s string, size float32, style fyne.TextStyle, width float32) string {
	if fit(s, size, style, width) == s {
		return s
	}
	const dots = "…"
	head := fit(s, size, style, max(width-fyne.MeasureText(dots, size, style).Width, 1))
	return strings.TrimRight(head, " ·,;:-") + dots
}
