package block

import (
	"image"
	"image/color"
	"image/draw"
	"math"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
	"golang.org/x/image/vector"

	"kiesvoorhetkind.nl/kantoor/app/ui/look"
)

// MapPoint is a place on a drawn map, in units of the drawing; Y goes down.
type MapPoint struct{ X, Y float64 }

// MapDot is a place on a map with how many are there; one without a count is only a name.
type MapDot struct {
	MapPoint
	ID, Name string
	Count    int
}

// MapDrawing is what a Map shows.
type MapDrawing struct {
	Shapes, Strong [][]MapPoint // closed lines; the strong ones are those that the map is about
	Low, High      MapPoint     // what is shown
	Framed         bool         // a part of a larger drawing
	Dots           []MapDot     // the largest first
}

// Map draws outlines and dots. What the dot under the pointer is stands below it; a click on one calls OnTap. Whatever it
// says stands in a list beside it too, for the keyboard.
type Map struct {
	widget.BaseWidget

	// OnTap is called with the ID of a dot; may be nil.
	OnTap func(id string)

	drawing MapDrawing
	raster  *canvas.Raster
	names   *fyne.Container
	said    *Text
	high    float32
}

var (
	_ desktop.Hoverable  = (*Map)(nil)
	_ desktop.Cursorable = (*Map)(nil)
	_ fyne.Tappable      = (*Map)(nil)
)

// NewMap returns a map of at most a height, at the normal text size.
func NewMap(high float32, d MapDrawing) *Map {
	m := &Map{drawing: d, high: high, said: NewQuiet(" "), names: container.NewWithoutLayout()}
	m.raster = canvas.NewRaster(m.draw)
	m.ExtendBaseWidget(m)
	return m
}

// CreateRenderer is for the toolkit.
func (m *Map) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.New(&mapLayout{m}, m.raster, m.names, m.said))
}

// Refresh draws anew, as after the colours changed.
func (m *Map) Refresh() {
	m.raster.Refresh()
	m.place(m.raster.Size())
	m.BaseWidget.Refresh()
}

type mapLayout struct{ m *Map }

func (l *mapLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(look.Scaled(160), look.Scaled(l.m.high)+l.m.said.MinSize().Height+4)
}

func (l *mapLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	under := l.m.said.MinSize().Height
	room := fyne.NewSize(size.Width, max(1, size.Height-under-4))
	l.m.raster.Resize(room)
	l.m.names.Resize(room)
	l.m.said.Move(fyne.NewPos(0, size.Height-under))
	l.m.said.Resize(fyne.NewSize(size.Width, under))
	l.m.place(room)
}

// spread says how the drawing lies in a room: what to multiply with, and where it begins.
func (m *Map) spread(w, h float64) (scale, x, y float64) {
	d := m.drawing
	wide, high := d.High.X-d.Low.X, d.High.Y-d.Low.Y
	if wide <= 0 || high <= 0 {
		return 0, 0, 0
	}
	scale = min(w/wide, h/high)
	return scale, -d.Low.X * scale, -d.Low.Y * scale
}

// radius is that of a dot, in units: the area goes with the count.
func (m *Map) radius(d MapDot) float64 {
	least, most := 3.5, 13.0
	if m.drawing.Framed {
		least, most = 5, 16
	}
	if d.Count == 0 {
		return 2.5
	}
	return float64(look.Scaled(float32(min(most, least*math.Sqrt(float64(d.Count))))))
}

// mostNames is how many dots have their name beside them, where there is room.
const mostNames = 14

// place puts the names of the largest dots beside them, as far as they do not come over each other.
func (m *Map) place(size fyne.Size) {
	scale, x, y := m.spread(float64(size.Width), float64(size.Height))
	m.names.Objects = nil
	if scale == 0 {
		return
	}
	type box struct{ pos, end fyne.Position }
	var taken []box
	for _, d := range m.drawing.Dots {
		r := float32(m.radius(d))
		at := fyne.NewPos(float32(d.X*scale+x), float32(d.Y*scale+y))
		taken = append(taken, box{at.SubtractXY(r, r), at.AddXY(r, r)})
	}
	for i, d := range m.drawing.Dots[:min(mostNames, len(m.drawing.Dots))] {
		text := canvas.NewText(d.Name, look.Color(look.Ink))
		if d.Count > 1 {
			text.Text += " " + strconv.Itoa(d.Count)
		}
		if d.Count == 0 {
			text.Color = look.Color(look.Quiet)
		}
		text.TextSize = look.Size(look.SizeTiny)
		own := text.MinSize()
		at := fyne.NewPos(float32(d.X*scale+x), float32(d.Y*scale+y))
		r := float32(m.radius(d)) + 2
		for _, pos := range []fyne.Position{at.AddXY(r, -own.Height/2), at.AddXY(-r-own.Width, -own.Height/2), at.AddXY(-own.Width/2, -r-own.Height), at.AddXY(-own.Width/2, r)} {
			end := pos.Add(own)
			free := pos.X >= 0 && pos.Y >= 0 && end.X <= size.Width && end.Y <= size.Height
			for j, o := range taken {
				free = free && (j == i || end.X < o.pos.X || pos.X > o.end.X || end.Y < o.pos.Y || pos.Y > o.end.Y)
			}
			if free {
				text.Move(pos)
				text.Resize(own)
				m.names.Objects = append(m.names.Objects, text)
				taken = append(taken, box{pos, end})
				break
			}
		}
	}
}

// draw draws the outlines and dots for a number of pixels.
func (m *Map) draw(w, h int) image.Image {
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	scale, x, y := m.spread(float64(w), float64(h))
	if scale == 0 {
		return out
	}
	at := func(p MapPoint) (float32, float32) { return float32(p.X*scale + x), float32(p.Y*scale + y) }
	z := vector.NewRasterizer(w, h) // one for all: it takes as much memory as the picture
	paint := func(c color.Color, in image.Rectangle, shape func(*vector.Rasterizer)) {
		if in = in.Intersect(out.Bounds()); in.Empty() {
			return
		}
		z.Reset(in.Dx(), in.Dy())
		z.DrawOp = draw.Over
		shape(z)
		z.Draw(out, in, image.NewUniform(c), image.Point{})
	}
	disc := func(c color.Color, x, y, r float32) {
		in := image.Rect(int(x-r)-1, int(y-r)-1, int(x+r)+2, int(y+r)+2).Intersect(out.Bounds())
		paint(c, in, func(z *vector.Rasterizer) { circle(z, x-float32(in.Min.X), y-float32(in.Min.Y), r) })
	}
	if m.drawing.Framed {
		draw.Draw(out, image.Rect(0, 0, min(w, int((m.drawing.High.X-m.drawing.Low.X)*scale)), min(h, int((m.drawing.High.Y-m.drawing.Low.Y)*scale))), image.NewUniform(look.Color(look.Aside)), image.Point{}, draw.Src)
	}
	for i, rings := range [][][]MapPoint{m.drawing.Shapes, m.drawing.Strong} {
		land := look.Line
		if i == 1 {
			land = look.Mark
		}
		for _, ring := range rings {
			paint(look.Color(land), out.Bounds(), func(z *vector.Rasterizer) { path(z, ring, at) })
		}
		paint(look.Color(look.Paper), out.Bounds(), func(z *vector.Rasterizer) {
			for _, ring := range rings {
				stroke(z, ring, at, max(1, float32(w)/700))
			}
		})
	}
	// Pixels a unit, which a screen of many dots has more of.
	pixels := 1.0
	if own := float64(m.raster.Size().Width); own > 0 {
		pixels = float64(w) / own
	}
	for _, d := range m.drawing.Dots {
		cx, cy := at(d.MapPoint)
		r := float32(m.radius(d) * pixels)
		ink := look.Accent
		if d.Count == 0 {
			ink = look.Quiet
		}
		disc(look.Color(look.Paper), cx, cy, r+float32(pixels))
		disc(look.Color(ink), cx, cy, r)
	}
	return out
}

func path(z *vector.Rasterizer, ring []MapPoint, at func(MapPoint) (float32, float32)) {
	for i, p := range ring {
		x, y := at(p)
		if i == 0 {
			z.MoveTo(x, y)
		} else {
			z.LineTo(x, y)
		}
	}
	z.ClosePath()
}

// stroke draws a closed line as a narrow four-sided shape for each of its parts.
func stroke(z *vector.Rasterizer, ring []MapPoint, at func(MapPoint) (float32, float32), width float32) {
	for i, p := range ring {
		ax, ay := at(p)
		bx, by := at(ring[(i+1)%len(ring)])
		dx, dy := bx-ax, by-ay
		length := float32(math.Hypot(float64(dx), float64(dy)))
		if length == 0 {
			continue
		}
		nx, ny := -dy/length*width/2, dx/length*width/2
		z.MoveTo(ax+nx, ay+ny)
		z.LineTo(bx+nx, by+ny)
		z.LineTo(bx-nx, by-ny)
		z.LineTo(ax-nx, ay-ny)
		z.ClosePath()
	}
}

func circle(z *vector.Rasterizer, x, y, r float32) {
	const handle = 0.5523 // with which a curve comes nearest to a quarter of a circle
	k := r * handle
	z.MoveTo(x+r, y)
	z.CubeTo(x+r, y+k, x+k, y+r, x, y+r)
	z.CubeTo(x-k, y+r, x-r, y+k, x-r, y)
	z.CubeTo(x-r, y-k, x-k, y-r, x, y-r)
	z.CubeTo(x+k, y-r, x+r, y-k, x+r, y)
	z.ClosePath()
}

// under gives the dot at a place, the smallest of those that overlap there.
func (m *Map) under(pos fyne.Position) (MapDot, bool) {
	size := m.raster.Size()
	scale, x, y := m.spread(float64(size.Width), float64(size.Height))
	for i := len(m.drawing.Dots) - 1; i >= 0; i-- {
		d := m.drawing.Dots[i]
		if math.Hypot(d.X*scale+x-float64(pos.X), d.Y*scale+y-float64(pos.Y)) <= m.radius(d)+2 {
			return d, true
		}
	}
	return MapDot{}, false
}

func (m *Map) say(pos fyne.Position) {
	text := " "
	if d, ok := m.under(pos); ok {
		text = d.Name
		if d.Count > 0 {
			text += ": " + strconv.Itoa(d.Count)
		}
	}
	if text != m.said.Text {
		m.said.SetText(text)
	}
}

// MouseIn is for the toolkit.
func (m *Map) MouseIn(e *desktop.MouseEvent) { m.say(e.Position) }

// MouseMoved is for the toolkit.
func (m *Map) MouseMoved(e *desktop.MouseEvent) { m.say(e.Position) }

// MouseOut is for the toolkit.
func (m *Map) MouseOut() { m.said.SetText(" ") }

// Cursor is for the toolkit.
func (m *Map) Cursor() desktop.Cursor { return desktop.DefaultCursor }

// Tapped is for the toolkit.
func (m *Map) Tapped(e *fyne.PointEvent) {
	if d, ok := m.under(e.Position); ok && m.OnTap != nil && d.ID != "" {
		m.OnTap(d.ID)
	}
}
