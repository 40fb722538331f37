package document

import (
	"math"
	"strconv"
)

// MapPoint is a place on a drawn map, in units of the drawing; Y goes down.
type MapPoint struct{ X, Y float64 }

// MapDot is a place on a map with how many are there.
type MapDot struct {
	MapPoint
	Name  string
	Count int
}

// MapFrame is a part of a drawing: from Low to High.
type MapFrame struct{ Low, High MapPoint }

// MapValues is a map with dots, and a list of what the dots are.
type MapValues struct {
	Title string
	About []string // lines under the title
	// Shapes are closed lines, of the part that Frame shows: whoever gives them cuts off what lies outside it.
	Shapes [][]MapPoint
	Frame  MapFrame
	Strong [][]MapPoint // of the shapes, those that the map is about
	Dots   []MapDot     // within the frame, the largest first; those without a count are places where nobody is
	// Whole, where Frame is a part of the country, is the country in small beside it, in which the part is marked.
	Whole      [][]MapPoint
	WholeFrame MapFrame
	// Credit names whose work the map is; it stands under it.
	Credit  string
	Columns []ListColumn
	Rows    [][]string
	Closing string
}

// mapHeight is the most of the page that the map takes, in millimetres, so that the list begins on it where it is short.
const (
	mapHeight   = 178.0
	partHeight  = 112.0
	wholeWidth  = 38.0
	mostLabels  = 40
	labelled    = 12 // of the whole country only the largest have their name
	smallestDot = 0.9
)

// Map prints a map with the list under it.
func Map(v MapValues, o Look) ([]byte, error) {
	p, err := o.paper(v.Title)
	if err != nil {
		return nil, err
	}
	if v.Frame.High.X <= v.Frame.Low.X || v.Frame.High.Y <= v.Frame.Low.Y {
		return nil, refuse("de kaart is niet gemaakt: hij heeft geen omvang")
	}
	if len(v.Columns) > maxColumns {
		return nil, refuse("de kaart is niet gemaakt: de lijst heeft %d kolommen, het mogen er %d zijn", len(v.Columns), maxColumns)
	}
	f := newFlow(p, a4Short, a4Long)
	f.name = p.info.title
	f.y = f.letterhead() + 8
	title := titleText
	cleaned, _ := clean(v.Title)
	for _, line := range title.wrap(cleaned, f.width()) {
		f.sheet().text(f.left(), f.y+title.capital(), title, line)
		f.y += title.leading()
	}
	f.y++
	for _, line := range v.About {
		f.text(bodyText.inked(quiet), line, f.width())
	}
	f.y += 4
	v.draw(f)
	credit, lost := smallText.sized(7).paragraphs(v.Credit, f.width())
	f.sheet().lost = append(f.sheet().lost, lost...)
	f.lines(f.left(), smallText.sized(7), credit)
	if len(v.Columns) > 0 && len(v.Rows) > 0 {
		f.y += 6
		columns := make([]column, len(v.Columns))
		for i, c := range v.Columns {
			heading, _ := clean(c.Title)
			columns[i] = column{head: heading, width: c.Width, right: c.Right}
		}
		t := &table{flow: f, columns: columns, style: bodyText.sized(9), pad: 1.5}
		spread(columns, v.Rows, t.style, t.pad, f.width())
		for _, row := range v.Rows {
			t.row(row)
		}
		t.end()
	}
	if v.Closing != "" {
		f.y += 4
		f.text(bodyText.inked(quiet), v.Closing, f.width())
	}
	return f.finish()
}

// drawing puts points of the map on the paper.
type drawing struct {
	frame       MapFrame
	x, y, scale float64 // millimetres, and millimetres a unit
}

// fit places a frame in a room, as large as it gets.
func fit(frame MapFrame, x, y, w, h float64) drawing {
	return drawing{frame: frame, x: x, y: y, scale: min(w/(frame.High.X-frame.Low.X), h/(frame.High.Y-frame.Low.Y))}
}

func (d drawing) at(p MapPoint) (x, y float64) {
	return d.x + (p.X-d.frame.Low.X)*d.scale, d.y + (p.Y-d.frame.Low.Y)*d.scale
}

func (d drawing) size() (w, h float64) {
	return (d.frame.High.X - d.frame.Low.X) * d.scale, (d.frame.High.Y - d.frame.Low.Y) * d.scale
}

// The colours of the land, and of what the map is about.
var (
	land   = colour{0xE9, 0xEE, 0xF1}
	strong = colour{0xD3, 0xE3, 0xE7}
)

func (d drawing) shapes(s *sheet, shapes [][]MapPoint, width float64, land colour) {
	for _, ring := range shapes {
		if len(ring) < 3 {
			continue
		}
		points := make([]point, len(ring))
		for i, p := range ring {
			points[i].x, points[i].y = d.at(p)
		}
		s.marks = append(s.marks, pathMark{points: points, closed: true, width: width, ink: white, fill: &land})
	}
}

// draw puts the map at the place of the flow.
func (v MapValues) draw(f *flow) {
	s := f.sheet()
	width, height := f.width(), min(mapHeight, f.bottom()-f.y-8)
	part := len(v.Whole) > 0
	if part {
		width, height = width-wholeWidth-6, min(partHeight, height)
	}
	d := fit(v.Frame, f.left(), f.y, width, height)
	w, h := d.size()
	if !part {
		d.x += (width - w) / 2
	} else {
		s.rect(d.x, d.y, w, h, colour{0xF7, 0xF9, 0xFA})
	}
	d.shapes(s, v.Shapes, 0.25, land)
	d.shapes(s, v.Strong, 0.25, strong)
	if part {
		s.marks = append(s.marks, pathMark{points: []point{{x: d.x, y: d.y}, {x: d.x + w, y: d.y}, {x: d.x + w, y: d.y + h}, {x: d.x, y: d.y + h}}, closed: true, width: 0.2, ink: rule})
		v.drawWhole(f, f.right()-wholeWidth, f.y)
	}
	v.dots(s, d, part)
	f.y += h + 3
}

// drawWhole draws the country in small, with the part that is shown.
func (v MapValues) drawWhole(f *flow, x, y float64) {
	s := f.sheet()
	d := fit(v.WholeFrame, x, y, wholeWidth, wholeWidth*1.5)
	d.shapes(s, v.Whole, 0.1, land)
	x0, y0 := d.at(v.Frame.Low)
	x1, y1 := d.at(v.Frame.High)
	w, h := d.size()
	x0, y0, x1, y1 = max(x0, d.x), max(y0, d.y), min(x1, d.x+w), min(y1, d.y+h)
	s.marks = append(s.marks, pathMark{points: []point{{x: x0, y: y0}, {x: x1, y: y0}, {x: x1, y: y1}, {x: x0, y: y1}}, closed: true, width: 0.5, ink: f.paper.accent})
}

// dotRadius is that of a dot in millimetres: the area goes with the count.
func dotRadius(count int, part bool) float64 {
	r, most := smallestDot*math.Sqrt(float64(max(1, count))), 5.0
	if part {
		r, most = 1.5*math.Sqrt(float64(max(1, count))), 6
	}
	return min(r, most)
}

// dots draws the dots and the names of as many as have room.
func (v MapValues) dots(s *sheet, d drawing, part bool) {
	accent := deep
	type box struct{ x0, y0, x1, y1 float64 }
	var taken []box
	w, h := d.size()
	for _, dot := range v.Dots {
		x, y := d.at(dot.MapPoint)
		r := dotRadius(dot.Count, part)
		x, y = max(d.x+r, min(x, d.x+w-r)), max(d.y+r, min(y, d.y+h-r))
		fill := accent
		if dot.Count == 0 {
			r, fill = 0.7, quiet
		}
		s.circle(x, y, r, 0.25, white, fill)
		taken = append(taken, box{x - r, y - r, x + r, y + r})
	}
	most := labelled
	if part {
		most = mostLabels
	}
	st := style{face: sans, size: 7.5, ink: ink}
	for i, dot := range v.Dots[:min(most, len(v.Dots))] {
		text := dot.Name
		if dot.Count > 1 {
			text += " " + strconv.Itoa(dot.Count)
		}
		st := st
		if dot.Count == 0 {
			st.ink = quiet
		}
		text, _ = clean(text)
		x, y := d.at(dot.MapPoint)
		r := dotRadius(dot.Count, part)
		wide, up := st.width(text), st.capital()
		// At the right, the left, above or below the dot, where there is room.
		for _, at := range [][2]float64{{x + r + 0.8, y + up/2}, {x - r - 0.8 - wide, y + up/2}, {x - wide/2, y - r - 0.9}, {x - wide/2, y + r + 0.9 + up}} {
			b := box{at[0] - 0.3, at[1] - up - 0.4, at[0] + wide + 0.3, at[1] + 0.6}
			free := b.x0 >= d.x && b.x1 <= d.x+w && b.y0 >= d.y && b.y1 <= d.y+h
			for j, o := range taken {
				free = free && (j == i || b.x1 < o.x0 || b.x0 > o.x1 || b.y1 < o.y0 || b.y0 > o.y1)
			}
			if free {
				taken = append(taken, b)
				s.text(at[0], at[1], st, text)
				break
			}
		}
	}
}
