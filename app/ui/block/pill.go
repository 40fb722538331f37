package block

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"kiesvoorhetkind.nl/kantoor/app/ui/look"
)

// Pill is a status: a word in its colour.
type Pill struct {
	widget.BaseWidget

	Text string
	Tone look.Tone
}

// NewPill returns a pill.
func NewPill(text string, tone look.Tone) *Pill {
	p := &Pill{Text: text, Tone: tone}
	p.ExtendBaseWidget(p)
	return p
}

// Set shows another status.
func (p *Pill) Set(text string, tone look.Tone) {
	if p.Text == text && p.Tone == tone {
		return
	}
	p.Text, p.Tone = text, tone
	p.Refresh()
}

// CreateRenderer is for the toolkit.
func (p *Pill) CreateRenderer() fyne.WidgetRenderer {
	p.ExtendBaseWidget(p)
	r := &pillRenderer{p: p}
	r.objects = r.shape.objects()
	r.shape.set(p.Text, p.Tone)
	return r
}

type pillRenderer struct {
	p       *Pill
	shape   pillShape
	objects []fyne.CanvasObject
}

func (r *pillRenderer) Layout(size fyne.Size)        { r.shape.place(fyne.NewPos(0, 0), size) }
func (r *pillRenderer) MinSize() fyne.Size           { return pillSize(r.p.Text) }
func (r *pillRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *pillRenderer) Destroy()                     {}

func (r *pillRenderer) Refresh() {
	r.shape.set(r.p.Text, r.p.Tone)
	r.Layout(r.p.Size())
	r.shape.refresh()
}

// pillShape draws a pill within another block, such as a row of a list.
type pillShape struct {
	back *canvas.Rectangle
	word *canvas.Text
	text string
	tone look.Tone
}

func (s *pillShape) objects() []fyne.CanvasObject {
	if s.back == nil {
		s.back = canvas.NewRectangle(nil)
		s.word = canvas.NewText("", nil)
		s.word.TextStyle.Bold = true
		s.word.Alignment = fyne.TextAlignCenter
	}
	return []fyne.CanvasObject{s.back, s.word}
}

func (s *pillShape) set(text string, tone look.Tone) {
	s.text, s.tone = text, tone
	s.back.FillColor = look.Color(tone.Back())
	s.word.Color = look.Color(tone.Front())
	s.word.TextSize = look.Size(look.SizeTiny)
	s.word.Text = text
	s.back.Hidden = text == ""
	s.word.Hidden = text == ""
}

func (s *pillShape) place(pos fyne.Position, size fyne.Size) {
	s.back.CornerRadius = size.Height / 2
	s.back.Move(pos)
	s.back.Resize(size)
	s.word.Text = fit(s.text, s.word.TextSize, s.word.TextStyle, size.Width-look.Scaled(8))
	h := s.word.MinSize().Height
	s.word.Move(fyne.NewPos(pos.X, pos.Y+(size.Height-h)/2))
	s.word.Resize(fyne.NewSize(size.Width, h))
}

func (s *pillShape) refresh() {
	s.back.Refresh()
	s.word.Refresh()
}

func pillSize(text string) fyne.Size {
	if text == "" {
		return fyne.Size{}
	}
	m := measure(text, look.Size(look.SizeTiny), true)
	return fyne.NewSize(m.Width+look.Scaled(16), m.Height+look.Scaled(3))
}
