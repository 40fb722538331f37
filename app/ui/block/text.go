package block

import (
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"kiesvoorhetkind.nl/kantoor/app/ui/look"
)

// Text is one line of text. Where there is less room than it needs it is cut at the edge.
type Text struct {
	widget.BaseWidget

	Text     string
	Color    fyne.ThemeColorName
	SizeName fyne.ThemeSizeName
	Bold     bool
	Align    fyne.TextAlign
	// Clip lets it shrink below the width of its text; for free text that stands in full elsewhere.
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
	r := &textRenderer{t: t, line: canvas.NewText("", look.Color(t.Color))}
	r.objects = []fyne.CanvasObject{r.line}
	r.apply()
	return r
}

type textRenderer struct {
	t       *Text
	line    *canvas.Text
	objects []fyne.CanvasObject
}

func (r *textRenderer) apply() {
	r.line.Color = look.Color(r.t.Color)
	r.line.TextSize = look.Size(r.t.SizeName)
	r.line.TextStyle.Bold = r.t.Bold
	r.line.Alignment = r.t.Align
	r.line.Text = fit(r.t.Text, r.line.TextSize, r.line.TextStyle, r.t.BaseWidget.Size().Width)
}

func (r *textRenderer) Layout(size fyne.Size) {
	r.line.Text = fit(r.t.Text, r.line.TextSize, r.line.TextStyle, size.Width)
	r.line.Resize(size)
}

func (r *textRenderer) MinSize() fyne.Size {
	size := measure(r.t.Text, look.Size(r.t.SizeName), r.t.Bold)
	if r.t.Clip {
		size.Width = min(size.Width, look.Scaled(24))
	}
	return size
}

func (r *textRenderer) Refresh() {
	r.apply()
	r.line.Refresh()
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
