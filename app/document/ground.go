package document

import "math"

// layoutShape is one thing on the ground of a certificate, behind the texts.
type layoutShape interface {
	marks(l *layout, accent colour) []mark
}

// shape reads a thing on the ground.
func (n *layoutNode) shape() layoutShape {
	var s layoutShape
	switch n.oneOf("shape", "field", "line", "frame", "wave", "rosette") {
	case "field":
		s = fieldShape{n.number("x", 0, mostMeasure), n.number("y", 0, mostMeasure), n.number("width", 0.05, mostMeasure), n.number("height", 0.05, mostMeasure), n.ink("colour")}
	case "line":
		s = lineShape{n.number("x", 0, mostMeasure), n.number("y", 0, mostMeasure), n.number("to_x", 0, mostMeasure), n.number("to_y", 0, mostMeasure), n.number("thick", 0.02, 20), n.ink("colour")}
	case "frame":
		s = frameShape{n.number("margin", 0, 200), n.optional("corner", 0, 100, 0), n.number("thick", 0.02, 20), n.ink("colour")}
	case "wave":
		s = waveShape{
			n.number("x", 0, mostMeasure), n.number("y", 0, mostMeasure), n.number("width", 1, mostMeasure), n.number("height", 0.5, 100),
			n.whole("lines", 1, 16), n.whole("waves", 1, 80), n.number("thick", 0.02, 5), n.ink("colour"),
		}
	case "rosette":
		s = rosetteShape{
			n.number("x", 0, mostMeasure), n.number("y", 0, mostMeasure), n.number("radius", 2, 500),
			n.whole("lines", 1, 24), n.whole("petals", 2, 48), n.number("thick", 0.02, 5), n.ink("colour"),
		}
	}
	n.done()
	return s
}

// fieldShape is a filled rectangle.
type fieldShape struct {
	x, y, w, h float64
	ink        inkName
}

func (s fieldShape) marks(_ *layout, accent colour) []mark {
	return []mark{rectMark{s.x, s.y, s.w, s.h, s.ink.fill(accent)}}
}

type lineShape struct {
	x, y, toX, toY, thick float64
	ink                   inkName
}

func (s lineShape) marks(_ *layout, accent colour) []mark {
	return []mark{pathMark{points: []point{{x: s.x, y: s.y}, {x: s.toX, y: s.toY}}, width: s.thick, ink: s.ink.fill(accent)}}
}

// frameShape goes round the paper; a corner is cut out of it as a quarter circle
// around the corner itself.
type frameShape struct {
	margin, corner, thick float64
	ink                   inkName
}

func (s frameShape) marks(l *layout, accent colour) []mark {
	x0, y0, x1, y1, r := s.margin, s.margin, l.width-s.margin, l.height-s.margin, s.corner
	m := pathMark{closed: true, width: s.thick, ink: s.ink.fill(accent)}
	if r == 0 {
		m.points = []point{{x: x0, y: y0}, {x: x1, y: y0}, {x: x1, y: y1}, {x: x0, y: y1}}
		return []mark{m}
	}
	m.points = []point{
		{x: x0 + r, y: y0},
		{x: x1 - r, y: y0},
		{x: x1, y: y0 + r, bend: true, cx: x1, cy: y0},
		{x: x1, y: y1 - r},
		{x: x1 - r, y: y1, bend: true, cx: x1, cy: y1},
		{x: x0 + r, y: y1},
		{x: x0, y: y1 - r, bend: true, cx: x0, cy: y1},
		{x: x0, y: y0 + r},
		{x: x0 + r, y: y0, bend: true, cx: x0, cy: y0},
	}
	return []mark{m}
}

// waveShape is a band of fine lines that swing through each other, as on bonds.
type waveShape struct {
	x, y, w, h   float64
	lines, waves int
	thick        float64
	ink          inkName
}

func (s waveShape) marks(_ *layout, accent colour) []mark {
	half := (s.h - s.thick) / 2
	out := make([]mark, s.lines)
	for i := range s.lines {
		phase := 2 * math.Pi * float64(i) / float64(s.lines)
		turns := 2 * math.Pi * float64(s.waves)
		out[i] = newCurve(4*s.waves, false, s.thick, s.ink.fill(accent), func(t float64) (x, y float64) {
			// Where the band begins and ends its lines come together.
			swing := half * math.Min(1, float64(s.waves)*math.Min(t, 1-t))
			return s.x + t*s.w, s.y + s.h/2 + swing*math.Sin(t*turns+phase)
		})
	}
	return out
}

// rosetteShape is a flower of fine lines around a middle.
type rosetteShape struct {
	x, y, radius  float64
	lines, petals int
	thick         float64
	ink           inkName
}

func (s rosetteShape) marks(_ *layout, accent colour) []mark {
	out := make([]mark, s.lines)
	petals := float64(s.petals)
	for i := range s.lines {
		turn := 2 * math.Pi * float64(i) / petals / float64(s.lines)
		out[i] = newCurve(8*s.petals, true, s.thick, s.ink.fill(accent), func(t float64) (x, y float64) {
			a := 2 * math.Pi * t
			r := (s.radius - s.thick) * (0.66 + 0.34*math.Cos(petals*(a-turn)))
			return s.x + r*math.Cos(a), s.y + r*math.Sin(a)
		})
	}
	return out
}

// curveMark is a smooth line: a point, and for each further one two handles before it.
type curveMark struct {
	start  point
	parts  [][3]point
	closed bool
	width  float64
	ink    colour
}

// newCurve follows a function of 0 to 1 in so many parts.
func newCurve(parts int, closed bool, width float64, ink colour, at func(t float64) (x, y float64)) curveMark {
	const small = 1e-5
	slope := func(t float64) (dx, dy float64) {
		from, to := math.Max(0, t-small), math.Min(1, t+small)
		x0, y0 := at(from)
		x1, y1 := at(to)
		return (x1 - x0) / (to - from), (y1 - y0) / (to - from)
	}
	m := curveMark{closed: closed, width: width, ink: ink, parts: make([][3]point, parts)}
	x, y := at(0)
	m.start = point{x: x, y: y}
	third := 1 / float64(parts) / 3
	for i := range parts {
		from, to := float64(i)/float64(parts), float64(i+1)/float64(parts)
		dx0, dy0 := slope(from)
		dx1, dy1 := slope(to)
		nx, ny := at(to)
		m.parts[i] = [3]point{{x: x + dx0*third, y: y + dy0*third}, {x: nx - dx1*third, y: ny - dy1*third}, {x: nx, y: ny}}
		x, y = nx, ny
	}
	return m
}

func (m curveMark) box() (float64, float64, float64, float64) {
	x0, y0, x1, y1 := m.start.x, m.start.y, m.start.x, m.start.y
	for _, p := range m.parts {
		x0, x1 = min(x0, p[2].x), max(x1, p[2].x)
		y0, y1 = min(y0, p[2].y), max(y1, p[2].y)
	}
	half := m.width / 2
	return x0 - half, y0 - half, x1 + half, y1 + half
}
