package report

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"kiesvoorhetkind.nl/kantoor/app/document"
	"kiesvoorhetkind.nl/kantoor/app/geo"
	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/data"
)

// leastKm is the least width of a part of the country that is drawn: less says nothing about where it lies.
const leastKm = 30

// frame is the part of the drawing that a map shows, and whether that is a part of the country.
func (m PublicMap) frame(where Where, shape float64) (low, high geo.Point, part bool) {
	known := geo.Known()
	var towns []geo.Town
	switch {
	case where.Municipality != 0:
		for _, name := range m.Towns {
			if t, ok := known.Place(name, "", m.province, "NL"); ok {
				towns = append(towns, t)
			}
		}
		for _, d := range m.Dots {
			towns = append(towns, d.Town)
		}
	case where.Province != "" && !geo.IsBelgian(where.Province):
		for _, t := range known.Towns {
			if t.Province == where.Province && t.Country == "NL" {
				towns = append(towns, t)
			}
		}
	}
	low, high = known.Around(towns, leastKm, shape)
	return low, high, len(towns) > 0
}

// Sketch is a map as it is drawn: the outlines in a frame with the dots.
type Sketch struct {
	Shapes    [][]geo.Point
	Strong    [][]geo.Point // of the province that the map is of
	Low, High geo.Point
	Part      bool // of the country
	Dots      []Dot
}

// Sketch gives what is drawn of a map; shape is the height by the width of a part of the country.
func (m PublicMap) Sketch(where Where, shape float64) Sketch {
	k := Sketch{Dots: m.Dots}
	k.Low, k.High, k.Part = m.frame(where, shape)
	if where.Municipality != 0 {
		k.Dots = append(slices.Clone(k.Dots), m.empty()...)
	}
	for _, p := range geo.Known().Provinces {
		for _, ring := range p.Rings {
			if k.Part {
				ring = geo.Clip(ring, k.Low, k.High)
			}
			switch {
			case ring == nil:
			case p.Name == where.Province:
				k.Strong = append(k.Strong, ring)
			default:
				k.Shapes = append(k.Shapes, ring)
			}
		}
	}
	return k
}

// empty are the towns of a municipality in which nobody is.
func (m PublicMap) empty() []Dot {
	var out []Dot
	for _, name := range m.Towns {
		t, known := geo.Known().Place(name, "", m.province, "NL")
		if known && !slices.ContainsFunc(m.Dots, func(d Dot) bool { return d.Town.Name == t.Name }) {
			out = append(out, Dot{Town: t})
		}
	}
	return out
}

// MapPDF prints the map, with who stands on it by town.
func (r *Reports) MapPDF(ctx context.Context, where Where) ([]byte, error) {
	var m PublicMap
	var look document.Look
	err := r.store.Read(ctx, func(tx *data.Tx) (err error) {
		if m, err = publicMap(ctx, tx, where, Everybody); err != nil {
			return err
		}
		look, err = r.Look(tx)
		look.Created = tx.Now()
		return err
	})
	if err != nil {
		return nil, err
	}
	v := document.MapValues{Title: "KIES in Nederland", Credit: geo.Attribution}
	if m.Title != "" {
		v.Title = "KIES in " + strings.TrimPrefix(m.Title, "Gemeente ")
	}
	v.About = []string{counted(len(m.Shown), "professional", "professionals") + " die lid zijn van het platform, naar de plaats waar zij werken."}
	const shape = 0.85
	sketch := m.Sketch(where, shape)
	v.Strong = rings(sketch.Strong)
	v.Shapes, v.Frame = rings(sketch.Shapes), document.MapFrame{Low: spot(sketch.Low), High: spot(sketch.High)}
	if sketch.Part {
		whole := PublicMap{}.Sketch(Where{}, shape)
		v.Whole, v.WholeFrame = rings(whole.Shapes), document.MapFrame{Low: spot(whole.Low), High: spot(whole.High)}
	}
	for _, d := range sketch.Dots {
		v.Dots = append(v.Dots, document.MapDot{MapPoint: spot(geo.Known().At(d.Town)), Name: d.Town.Name, Count: d.Count})
	}
	v.Columns = []document.ListColumn{{Title: "Plaats"}, {Title: "Naam"}, {Title: "Functie"}, {Title: "Organisatie"}}
	for _, w := range byTown(m.Shown) {
		var roles []string
		for _, kind := range w.Roles {
			roles = append(roles, register.RoleOnPaper(kind))
		}
		v.Rows = append(v.Rows, []string{townOf(w), w.ListName, strings.Join(roles, ", "), w.Organisation})
	}
	if len(m.Organisations) > 0 {
		var names []string
		for _, o := range m.Organisations {
			names = append(names, o.Name)
		}
		v.Closing = "Organisaties in het register: " + strings.Join(names, ", ") + "."
	}
	return document.Map(v, look)
}

// byTown puts people in the order of their towns, and there by name.
func byTown(people []register.Worker) []register.Worker {
	out := slices.Clone(people)
	sortedBy(out, townOf)
	return out
}

func townOf(w register.Worker) string {
	if t := w.Visibility.Place; t.Name != "" {
		return t.Name
	}
	return w.Address.Town
}

func spot(p geo.Point) document.MapPoint { return document.MapPoint{X: p.X, Y: p.Y} }

func rings(shapes [][]geo.Point) [][]document.MapPoint {
	out := make([][]document.MapPoint, len(shapes))
	for i, ring := range shapes {
		for _, p := range ring {
			out[i] = append(out[i], spot(p))
		}
	}
	return out
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}
