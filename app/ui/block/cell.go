package block

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"kiesvoorhetkind.nl/kantoor/app/ui/look"
)

// cellShape draws one Cell of a row; it leaves alone what did not change.
type cellShape struct {
	word *canvas.Text
	// more are the lines after the first.
	more []*canvas.Text
	pill pillShape
	mark mark

	cell  Cell
	col   TableColumn
	x, w  float32
	h     float32
	quiet bool
}

func newCellShape() *cellShape {
	return &cellShape{word: canvas.NewText("", nil), mark: newMark()}
}

func (c *cellShape) objects() []fyne.CanvasObject {
	objects := append(append([]fyne.CanvasObject{c.word}, c.pill.objects()...), c.mark.objects()...)
	for _, m := range c.more {
		objects = append(objects, m)
	}
	return objects
}

func (c *cellShape) set(cell Cell, col TableColumn, quiet bool) {
	c.cell, c.col, c.quiet = cell, col, quiet
	c.word.Hidden = true
	c.further(0)
	c.mark.hide()
	c.pill.set("", look.Grey)
	switch cell.Kind {
	case Status:
		c.pill.set(cell.Text, cell.Tone)
	case Yes, No, Unset:
	default:
		ink := look.Ink
		if quiet || cell.Kind == QuietText {
			ink = look.Quiet
		}
		c.word.Hidden = cell.Text == ""
		c.word.Color, c.word.TextSize = look.Color(ink), look.Size(look.SizeText)
		c.word.TextStyle.Bold = cell.Kind == BoldText
	}
}

func (c *cellShape) place(x, w, h float32) {
	c.x, c.w, c.h = x, w, h
	at := func(width float32) float32 {
		switch c.col.Align {
		case Right:
			return x + w - width
		case Center:
			return x + (w-width)/2
		}
		return x
	}
	switch c.cell.Kind {
	case Status:
		m := pillSize(c.cell.Text)
		m.Width = min(m.Width, w)
		c.pill.place(fyne.NewPos(at(m.Width), (h-m.Height)/2), m)
	case Yes, No, Unset:
		side := look.Scaled(18)
		c.mark.dot(c.cell.Kind, fyne.NewPos(at(side), (h-side)/2), side)
	default:
		lines := c.cell.lines(c.col, c.word.TextSize, w)
		high := c.word.MinSize().Height
		y := (h - high*float32(len(lines))) / 2
		for i, o := range append([]*canvas.Text{c.word}, c.further(len(lines)-1)...) {
			o.Text = fit(lines[i], o.TextSize, o.TextStyle, w)
			m := o.MinSize()
			o.Move(fyne.NewPos(at(m.Width), y+float32(i)*high))
			o.Resize(m)
		}
	}
}

// ring shows that the keyboard is at this cell.
func (c *cellShape) ring(on bool) {
	if on {
		c.mark.ring(fyne.NewPos(c.x-2, 3), fyne.NewSize(c.w+4, c.h-7))
	} else {
		c.mark.edge.Hidden = true
	}
}

// mark draws a yes, a no, a box to choose a row with, and the ring of the keyboard.
type mark struct {
	back, edge *canvas.Rectangle
	icon       *canvas.Image
}

func newMark() mark {
	m := mark{back: canvas.NewRectangle(nil), edge: canvas.NewRectangle(nil), icon: &canvas.Image{FillMode: canvas.ImageFillContain}}
	m.hide()
	m.edge.Hidden = true
	return m
}

func (m mark) objects() []fyne.CanvasObject { return []fyne.CanvasObject{m.edge, m.back, m.icon} }

func (m mark) hide() {
	m.back.Hidden, m.icon.Hidden = true, true
}

func (m mark) dot(kind CellKind, pos fyne.Position, side float32) {
	tone, icon := look.Green, look.IconCheck
	switch kind {
	case No:
		tone, icon = look.Red, look.IconMinus
	case Unset:
		tone, icon = look.Grey, ""
	}
	m.back.Hidden = false
	m.back.FillColor, m.back.StrokeWidth = look.Color(tone.Back()), 0
	m.back.CornerRadius = side / 2
	m.back.Move(pos)
	m.back.Resize(fyne.NewSize(side, side))
	m.draw(icon, tone.Front(), pos, side, 0.62)
}

func (m mark) draw(icon look.Icon, ink fyne.ThemeColorName, pos fyne.Position, side, part float32) {
	m.icon.Hidden = icon == ""
	if icon == "" {
		return
	}
	if res := icon.Resource(ink); res != m.icon.Resource {
		m.icon.Resource = res
		m.icon.Refresh()
	}
	in := side * part
	m.icon.Move(pos.AddXY((side-in)/2, (side-in)/2))
	m.icon.Resize(fyne.NewSize(in, in))
}

func (m mark) check(on bool, pos fyne.Position, room fyne.Size) {
	side := look.Scaled(16)
	pos = pos.AddXY(8, (room.Height-side)/2)
	m.back.Hidden = false
	m.back.CornerRadius = 4
	m.back.StrokeWidth, m.back.StrokeColor = 1, look.Color(look.Quiet)
	m.back.FillColor = look.Color(look.FieldPaper)
	icon := look.Icon("")
	if on {
		m.back.FillColor, m.back.StrokeColor = look.Color(look.Accent), look.Color(look.Accent)
		icon = look.IconCheck
	}
	m.back.Move(pos)
	m.back.Resize(fyne.NewSize(side, side))
	m.draw(icon, look.OnAccent, pos, side, 0.8)
}

func (m mark) ring(pos fyne.Position, size fyne.Size) {
	m.edge.Hidden = false
	m.edge.FillColor = look.Color(look.Clear)
	m.edge.StrokeColor, m.edge.StrokeWidth, m.edge.CornerRadius = look.Color(look.Accent), 2, 5
	m.edge.Move(pos)
	m.edge.Resize(size)
}
