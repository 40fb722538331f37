package block

import (
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// paragraphLimit is the most bytes that a Paragraph draws: a longer text costs more than a frame.
const paragraphLimit = 20_000

// lineSpacing is the room between lines of running text.
const lineSpacing = 1.1

// Span is a piece of a running text.
type Span struct {
	Text string
	Bold bool
	// Mark puts a soft ground behind it, for what was recognised in a text.
	Mark bool
	// Key draws it as a key of the keyboard; see KeySpan.
	Key bool
	// Color is that of the ink; empty is normal.
	Color fyne.ThemeColorName
	// ring shows that it has the keyboard.
	ring bool
}

// Paragraph is running text over as many lines as it needs; line feeds in it stay. What goes beyond 20,000 bytes is
// left out and a last line says so: offer the whole text elsewhere.
type Paragraph struct {
	widget.BaseWidget

	Spans    []Span
	SizeName fyne.ThemeSizeName
	Color    fyne.ThemeColorName

	placed  placedText
	oneLine bool
}

var _ fyne.SecondaryTappable = (*Paragraph)(nil)

// NewParagraph returns running text.
func NewParagraph(text string) *Paragraph {
	return NewSpans(Span{Text: text})
}

// NewSpans returns running text of several pieces.
func NewSpans(spans ...Span) *Paragraph {
	p := &Paragraph{Spans: spans, SizeName: look.SizeText, Color: look.Ink}
	p.ExtendBaseWidget(p)
	return p
}

// NewQuietParagraph returns small, quiet running text.
func NewQuietParagraph(text string) *Paragraph {
	p := NewParagraph(text)
	p.SizeName, p.Color = look.SizeSmall, look.Quiet
	return p
}

// SetText shows another text.
func (p *Paragraph) SetText(text string) { p.SetSpans(Span{Text: text}) }

// SetSpans shows another text.
func (p *Paragraph) SetSpans(spans ...Span) {
	p.Spans = spans
	p.placed = placedText{}
	p.Refresh()
}

// String answers the whole text, without marks.
func (p *Paragraph) String() string {
	var b strings.Builder
	for _, s := range p.Spans {
		b.WriteString(s.Text)
	}
	return b.String()
}

// TappedSecondary is for the toolkit: the text can be copied.
func (p *Paragraph) TappedSecondary(e *fyne.PointEvent) {
	showMenu(p, fyne.NewMenu("", fyne.NewMenuItem(words.T("Kopiëren"), func() {
		fyne.CurrentApp().Clipboard().SetContent(p.String())
	})), e.AbsolutePosition)
}

// CreateRenderer is for the toolkit.
func (p *Paragraph) CreateRenderer() fyne.WidgetRenderer {
	p.ExtendBaseWidget(p)
	r := &paragraphRenderer{p: p}
	r.draw()
	return r
}

type fragment struct {
	span int
	text string
	x, w float32
	line int
}

type placedText struct {
	width, size, lineHeight float32
	lines                   int
	fragments               []fragment
}

// place breaks the text into lines for a width; what it found before is used again while nothing changed.
func (p *Paragraph) place(width float32) *placedText {
	size := look.Size(p.SizeName)
	if p.placed.lines > 0 && p.placed.width == width && p.placed.size == size {
		return &p.placed
	}
	t := placedText{width: width, size: size, lineHeight: measure(words.T("Ag"), size, false).Height * lineSpacing}
	x, line, left := float32(0), 0, paragraphLimit
	add := func(span int, text string, w float32) {
		if n := len(t.fragments); n > 0 && t.fragments[n-1].span == span && t.fragments[n-1].line == line {
			t.fragments[n-1].text += text
			t.fragments[n-1].w += w
		} else if text != "" {
			t.fragments = append(t.fragments, fragment{span: span, text: text, x: x, w: w, line: line})
		}
		x += w
	}
	for i, s := range p.Spans {
		text := s.Text
		cut := len(text) > left
		if cut {
			text = words.T("%s\n… (de rest staat in het origineel)", strings.ToValidUTF8(text[:left], ""))
		}
		left -= len(s.Text)
		style := fyne.TextStyle{Bold: s.Bold}
		parts := strings.Split(strings.ReplaceAll(text, "\r", ""), "\n")
		for n, part := range parts {
			if n > 0 {
				x = 0
				line++
			}
			for part != "" {
				word := nextPiece(part, func(piece string) bool {
					w := fyne.MeasureText(piece, size, style).Width
					if n == len(parts)-1 && piece == part {
						w += p.glued(i+1, size)
					}
					return width <= 0 || w <= width
				})
				if n == 0 && len(part) == len(parts[0]) && t.within(line) {
					word = nextWord(part) // it ends a word of the span before
				}
				part = part[len(word):]
				bare := strings.TrimRight(word, " \t")
				w := fyne.MeasureText(bare, size, style).Width
				glued := float32(0)
				if n == len(parts)-1 && part == "" && word == bare {
					glued = p.glued(i+1, size)
				}
				if x > 0 && width > 0 && x+w+glued > width {
					x = 0
					line++
				}
				for width > 0 && w > width && utf8.RuneCountInString(bare) > 1 {
					head := cutWord(fit(bare, size, style, width))
					if head == "" {
						_, n := utf8.DecodeRuneInString(bare)
						head = bare[:n]
					}
					add(i, head, width)
					x = 0
					line++
					bare, word = bare[len(head):], word[len(head):]
					w = fyne.MeasureText(bare, size, style).Width
				}
				if word != bare {
					w = fyne.MeasureText(word, size, style).Width
				}
				add(i, strings.ReplaceAll(word, "\t", "    "), w)
			}
		}
		if cut {
			break
		}
	}
	t.lines = line + 1
	p.placed = t
	return &p.placed
}

// within says whether a line ends without a blank so far, so that what follows belongs to its last word.
func (t *placedText) within(line int) bool {
	n := len(t.fragments)
	return n > 0 && t.fragments[n-1].line == line && strings.TrimRight(t.fragments[n-1].text, " \t") == t.fragments[n-1].text
}

// glued answers how much of the next spans belongs to a word that ends without a blank: the full stop after a key.
func (p *Paragraph) glued(next int, size float32) float32 {
	w := float32(0)
	for ; next < len(p.Spans); next++ {
		s := p.Spans[next]
		line, _, more := strings.Cut(s.Text, "\n")
		word := nextWord(line)
		bare := strings.TrimRight(word, " \t")
		w += fyne.MeasureText(bare, size, fyne.TextStyle{Bold: s.Bold}).Width
		if more || word != bare || word != line {
			break
		}
	}
	return w
}

// nextWord answers the first word of s with the blanks after it.
func nextWord(s string) string {
	blank := false
	for i, r := range s {
		if r == ' ' || r == '\t' {
			blank = true
		} else if blank {
			return s[:i]
		}
	}
	return s
}

// KeySpan is a key as it stands on the keyboard, "Ctrl K", never broken over two lines.
func KeySpan(key string) Span {
	const space = "\u00a0"
	return Span{Text: space + strings.ReplaceAll(key, " ", space) + space, Key: true}
}

// cutWord takes what does not belong together off the end of a part of a word that is too wide for its line, such as an
// address or a double name.
func cutWord(head string) string {
	if at := strings.LastIndexAny(head, "@.-/_"); at > len(head)/2 && at < len(head)-1 {
		return head[:at+1]
	}
	return head
}

// breakLines breaks a text at its blanks into lines of a width, and within a word that is wider than that.
func breakLines(text string, size float32, bold bool, width float32) []string {
	if measure(text, size, bold).Width <= width+0.5 {
		return []string{text}
	}
	style := fyne.TextStyle{Bold: bold}
	var lines []string
	line := ""
	for text != "" {
		word := nextPiece(text, func(piece string) bool { return measure(piece, size, bold).Width <= width })
		text = text[len(word):]
		if line != "" && measure(line+strings.TrimRight(word, " "), size, bold).Width > width+0.5 {
			lines = append(lines, strings.TrimRight(line, " "))
			line = ""
		}
		line += word
		for measure(strings.TrimRight(line, " "), size, bold).Width > width+0.5 && utf8.RuneCountInString(line) > 1 {
			head := cutWord(fit(line, size, style, width))
			if head == "" {
				_, n := utf8.DecodeRuneInString(line)
				head = line[:n]
			}
			lines = append(lines, head)
			line = line[len(head):]
		}
	}
	return append(lines, strings.TrimRight(line, " "))
}

type paragraphRenderer struct {
	p       *Paragraph
	objects []fyne.CanvasObject
}

func (r *paragraphRenderer) draw() {
	t := r.p.place(r.p.BaseWidget.Size().Width)
	objects := make([]fyne.CanvasObject, 0, len(t.fragments))
	for _, f := range t.fragments {
		y := float32(f.line) * t.lineHeight
		if s := r.p.Spans[f.span]; s.ring {
			m := canvas.NewRectangle(look.Color(look.Clear))
			m.StrokeColor, m.StrokeWidth, m.CornerRadius = look.Color(look.Accent), 2, 5
			m.Move(fyne.NewPos(f.x-3, y-1))
			m.Resize(fyne.NewSize(f.w+6, t.lineHeight+2))
			objects = append(objects, m)
		} else if s.Mark || s.Key {
			w := f.w
			if bare := strings.TrimRight(f.text, " \t"); bare != f.text {
				w = fyne.MeasureText(bare, t.size, fyne.TextStyle{Bold: s.Bold}).Width // not the blank at the end of a line
			}
			m := canvas.NewRectangle(look.Color(look.Mark))
			m.CornerRadius = 3
			if s.Key {
				m.FillColor, m.StrokeColor, m.StrokeWidth = look.Color(look.Side), look.Color(look.Edge), 1
			}
			m.Move(fyne.NewPos(f.x-1, y+1))
			m.Resize(fyne.NewSize(w+2, t.lineHeight-2))
			objects = append(objects, m)
		}
	}
	for _, f := range t.fragments {
		s := r.p.Spans[f.span]
		c := s.Color
		if c == "" {
			c = r.p.Color
		}
		text := canvas.NewText(f.text, look.Color(c))
		text.TextSize = t.size
		text.TextStyle.Bold = s.Bold
		text.Move(fyne.NewPos(f.x, float32(f.line)*t.lineHeight))
		text.Resize(fyne.NewSize(f.w, t.lineHeight))
		objects = append(objects, text)
	}
	r.objects = objects
}

func (r *paragraphRenderer) Layout(size fyne.Size) {
	if r.p.placed.width != size.Width || len(r.objects) == 0 {
		r.draw()
		canvas.Refresh(r.p)
	}
}

func (r *paragraphRenderer) MinSize() fyne.Size {
	t := r.p.place(r.p.BaseWidget.Size().Width)
	return fyne.NewSize(look.Scaled(60), float32(t.lines)*t.lineHeight)
}

func (r *paragraphRenderer) Refresh() {
	r.p.placed = placedText{}
	r.draw()
	canvas.Refresh(r.p)
}

func (r *paragraphRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *paragraphRenderer) Destroy()                     {}

// Natural makes the text as wide as it needs on one line, to stand beside others; it breaks only where it is given less.
func (p *Paragraph) Natural() *Paragraph {
	p.oneLine = true
	return p
}

// naturalWidth answers the width of the widest line when nothing is broken.
func (p *Paragraph) naturalWidth() float32 {
	size, widest, x := look.Size(p.SizeName), float32(0), float32(0)
	for _, s := range p.Spans {
		for n, part := range strings.Split(s.Text, "\n") {
			if n > 0 {
				x = 0
			}
			x += measure(part, size, s.Bold).Width
			widest = max(widest, x)
		}
	}
	return widest + 1
}
