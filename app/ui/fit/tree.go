// Package fit looks at a window as it is drawn and tells what cannot be read: texts that are cut, that run out of what
// holds them or over each other, that have too little contrast, that are not Dutch, and what the keyboard cannot come at.
// It knows the blocks only by what they draw. Which screens are looked at, and with what in them, is left to its tests.
package fit

import (
	"fmt"
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
)

// tolerance is what a text may be out of place, in units: less cannot be seen.
const tolerance = 1.5

// box is a rectangle on the window, in units.
type box struct{ x1, y1, x2, y2 float32 }

func boxOf(pos fyne.Position, size fyne.Size) box {
	return box{pos.X, pos.Y, pos.X + size.Width, pos.Y + size.Height}
}

func (b box) and(o box) box {
	return box{max(b.x1, o.x1), max(b.y1, o.y1), min(b.x2, o.x2), min(b.y2, o.y2)}
}

func (b box) empty() bool    { return b.x2-b.x1 <= 0 || b.y2-b.y1 <= 0 }
func (b box) wide() float32  { return b.x2 - b.x1 }
func (b box) high() float32  { return b.y2 - b.y1 }
func (b box) String() string { return fmt.Sprintf("%.0f,%.0f-%.0f,%.0f", b.x1, b.y1, b.x2, b.y2) }

// node is an object of the window where it is drawn.
type node struct {
	object fyne.CanvasObject
	parent *node
	at     box
	// seen is the part of the window that is not clipped away here.
	seen box
	// up says whether what is clipped can be scrolled to, up or down.
	up bool
}

// path answers the widgets from the window down to the node.
func (n *node) path() string {
	var names []string
	for p := n; p != nil; p = p.parent {
		if _, ok := p.object.(fyne.Widget); ok {
			names = append(names, strings.TrimPrefix(fmt.Sprintf("%T", p.object), "*"))
		}
	}
	for i, k := 0, len(names)-1; i < k; i, k = i+1, k-1 {
		names[i], names[k] = names[k], names[i]
	}
	if len(names) > 6 {
		names = append([]string{"…"}, names[len(names)-6:]...)
	}
	return strings.Join(names, " > ")
}

// within answers the nearest object above the node, or the node's own, that is a T.
func within[T any](n *node) (T, *node) {
	for ; n != nil; n = n.parent {
		if o, ok := n.object.(T); ok {
			return o, n
		}
	}
	var none T
	return none, nil
}

// word is a text as it is drawn.
type word struct {
	node
	text *canvas.Text
	// ink is where its letters are, clipped or not.
	ink box
	// order counts what was drawn before it.
	order int
}

// fill is an area of one colour, or the line around one.
type fill struct {
	node
	color color.NRGBA
	width float32
	order int
}

// picture is what is drawn on a window, in the order in which it is.
type picture struct {
	words []*word
	fills []fill
	lines []fill
	icons []fill
	nodes []*node
	size  fyne.Size
}

// draw reads what is drawn on a canvas, the overlays last.
func draw(c fyne.Canvas) *picture {
	p := &picture{size: c.Size()}
	whole := boxOf(fyne.NewPos(0, 0), p.size)
	trees := append([]fyne.CanvasObject{c.Content()}, c.Overlays().List()...)
	for _, tree := range trees {
		p.walk(tree, nil, fyne.NewPos(0, 0), whole, false)
	}
	return p
}

func plainColor(c color.Color) color.NRGBA {
	if c == nil {
		return color.NRGBA{}
	}
	return color.NRGBAModel.Convert(c).(color.NRGBA)
}

func (p *picture) walk(o fyne.CanvasObject, parent *node, offset fyne.Position, seen box, up bool) {
	if o == nil || !o.Visible() {
		return
	}
	pos := offset.Add(o.Position())
	n := &node{object: o, parent: parent, at: boxOf(pos, o.Size()), seen: seen, up: up}
	var children []fyne.CanvasObject
	switch o := o.(type) {
	case *fyne.Container:
		children = o.Objects
	case fyne.Widget:
		r := test.WidgetRenderer(o)
		children = r.Objects()
		_, clips := r.(interface{ IsClip() })
		if _, scrolls := o.(fyne.Scrollable); scrolls || clips {
			seen, up = seen.and(n.at), scrolls
		}
	case *canvas.Rectangle:
		part := *n
		part.at = n.at.and(seen)
		if part.at.empty() {
			break
		}
		if c := plainColor(o.FillColor); c.A > 0 {
			p.fills = append(p.fills, fill{node: part, color: c, order: len(p.nodes)})
		}
		if c := plainColor(o.StrokeColor); c.A > 0 && o.StrokeWidth > 0 {
			p.lines = append(p.lines, fill{node: *n, color: c, width: o.StrokeWidth, order: len(p.nodes)})
		}
	case *canvas.Image:
		if c, ok := drawnIn(o); ok && !n.at.and(seen).empty() {
			p.icons = append(p.icons, fill{node: *n, color: c, order: len(p.nodes)})
		}
	case *canvas.Text:
		if strings.TrimSpace(o.Text) != "" {
			p.words = append(p.words, newWord(n, o, len(p.nodes)))
		}
	}
	p.nodes = append(p.nodes, n)
	for _, child := range children {
		p.walk(child, n, pos, seen, up)
	}
}

// newWord finds where the letters of a text are, as the painter places them.
func newWord(n *node, t *canvas.Text, order int) *word {
	need, at := t.MinSize(), n.at
	if trimmed := strings.TrimRight(t.Text, " "); trimmed != t.Text {
		need.Width = fyne.MeasureText(trimmed, t.TextSize, t.TextStyle).Width
	}
	switch t.Alignment {
	case fyne.TextAlignTrailing:
		at.x1 = at.x2 - need.Width
	case fyne.TextAlignCenter:
		at.x1 += (at.wide() - need.Width) / 2
	}
	if at.high() > need.Height {
		at.y1 += (at.high() - need.Height) / 2
	}
	ink := box{at.x1, at.y1, at.x1 + need.Width, at.y1 + need.Height}
	return &word{node: *n, text: t, ink: ink, order: order}
}
