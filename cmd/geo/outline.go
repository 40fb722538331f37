package main

import (
	"encoding/xml"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"

	"kiesvoorhetkind.nl/kantoor/app/geo"
)

// province is a province with its rings, in the units of the drawing.
type province struct {
	name  string
	rings [][]geo.Point
}

// drawing is what is read of the SVG.
type drawing struct {
	ViewBox string `xml:"viewBox,attr"`
	Paths   []struct {
		Name string `xml:"name,attr"`
		D    string `xml:"d,attr"`
	} `xml:"path"`
}

// readDrawing reads the provinces of an SVG of which each path has a name.
func readDrawing(raw []byte) ([]province, error) {
	var d drawing
	if err := xml.Unmarshal(raw, &d); err != nil {
		return nil, fmt.Errorf("svg: %w", err)
	}
	var out []province
	for _, p := range d.Paths {
		rings, err := readPath(p.D)
		if err != nil {
			return nil, fmt.Errorf("svg, %s: %w", p.Name, err)
		}
		out = append(out, province{name: p.Name, rings: rings})
	}
	return out, nil
}

var token = regexp.MustCompile(`[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|\S`)

// readPath reads the part of SVG's path data that outlines are written in: moves, straight lines and
// closing, absolute and relative.
func readPath(d string) ([][]geo.Point, error) {
	var rings [][]geo.Point
	var ring []geo.Point
	var at, start geo.Point
	end := func() {
		if len(ring) > 2 {
			rings = append(rings, ring)
		}
		ring = nil
	}
	tokens := token.FindAllString(strings.ReplaceAll(d, ",", " "), -1)
	command := ""
	for i := 0; i < len(tokens); {
		if c := tokens[i]; len(c) == 1 && (c[0] >= 'A' && c[0] <= 'Z' || c[0] >= 'a' && c[0] <= 'z') {
			command = c
			i++
			if command == "z" || command == "Z" {
				end()
				at = start
				continue
			}
		}
		read := func() (float64, error) {
			if i >= len(tokens) {
				return 0, fmt.Errorf("path ends within %q", command)
			}
			n, err := strconv.ParseFloat(tokens[i], 64)
			if err != nil || math.IsInf(n, 0) || math.IsNaN(n) {
				return 0, fmt.Errorf("no number: %q", tokens[i])
			}
			i++
			return n, nil
		}
		var to geo.Point
		var err error
		switch command {
		case "m", "M", "l", "L":
			if to.X, err = read(); err == nil {
				to.Y, err = read()
			}
		case "h":
			to.X, err = read()
		case "H":
			to.Y = at.Y
			to.X, err = read()
		case "v":
			to.Y, err = read()
		case "V":
			to.X = at.X
			to.Y, err = read()
		default:
			return nil, fmt.Errorf("unknown command %q", command)
		}
		if err != nil {
			return nil, err
		}
		if command == strings.ToLower(command) {
			to.X, to.Y = to.X+at.X, to.Y+at.Y
		}
		switch command {
		case "m", "M":
			end()
			start = to
			// Pairs after the first are lines.
			command = map[string]string{"m": "l", "M": "L"}[command]
			ring = append(ring, to)
		default:
			if ring == nil {
				ring = append(ring, at)
			}
			ring = append(ring, to)
		}
		at = to
	}
	end()
	return rings, nil
}

// simplify leaves out the points that lie within a distance of the line without them (Douglas and
// Peucker). A ring keeps at least a triangle.
func simplify(ring []geo.Point, within float64) []geo.Point {
	if len(ring) < 5 {
		return ring
	}
	// A ring has no ends, so it is cut in two at the point farthest from its first.
	far := 0
	for i, p := range ring {
		if dist(p, ring[0]) > dist(ring[far], ring[0]) {
			far = i
		}
	}
	first := thin(ring[:far+1], within)
	second := thin(append(append([]geo.Point(nil), ring[far:]...), ring[0]), within)
	out := append(append([]geo.Point(nil), first...), second[1:len(second)-1]...)
	if len(out) < 3 {
		return ring
	}
	return out
}

func thin(line []geo.Point, within float64) []geo.Point {
	if len(line) < 3 {
		return line
	}
	worst, most := 0, within
	for i := 1; i < len(line)-1; i++ {
		if d := geo.ToSegment(line[i], line[0], line[len(line)-1]); d > most {
			worst, most = i, d
		}
	}
	if worst == 0 {
		return []geo.Point{line[0], line[len(line)-1]}
	}
	left := thin(line[:worst+1], within)
	return append(append([]geo.Point(nil), left[:len(left)-1]...), thin(line[worst:], within)...)
}

func dist(a, b geo.Point) float64 { return math.Hypot(a.X-b.X, a.Y-b.Y) }
