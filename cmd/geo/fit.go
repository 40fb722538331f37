package main

import (
	"math"

	"kiesvoorhetkind.nl/kantoor/app/geo"
)

// located is a town with the province that it belongs to.
type located struct {
	province string
	lat, lng float64
}

// fit finds the projection with which the towns lie within the outlines of their provinces: the
// drawing does not say how it was projected. It starts from the corners of the outlines and of the
// country, and goes on with whatever makes the sum of the squared distances of the towns that lie
// outside smaller.
func fit(provinces []province, towns []located) geo.Projection {
	low, high := bounds(provinces)
	p := geo.Projection{
		XLng: (high.X - low.X) / (east - west),
		YLat: (low.Y - high.Y) / (geo.Mercator(north) - geo.Mercator(south)),
	}
	p.X0 = low.X - p.XLng*west
	p.Y0 = low.Y - p.YLat*geo.Mercator(north)
	// First every town counts by its distance, to come near; then those far away hardly do, since there it is the border
	// that moved since the drawing, not the projection.
	for _, most := range []float64{math.Inf(1), mostMisfit} {
		p = settle(p, func(q geo.Projection) float64 { return misfit(q, provinces, towns, most) })
	}
	return p
}

// The mainland with the islands: Sint Anna ter Muiden to Bad Nieuweschans and Kuttingen to Rottumerplaat.
const west, east, south, north = 3.358, 7.227, 50.7504, 53.555

// settle changes one parameter after another, in ever smaller steps, while that makes it better.
func settle(p geo.Projection, misfit func(geo.Projection) float64) geo.Projection {
	best := misfit(p)
	wide, high := east-west, geo.Mercator(north)-geo.Mercator(south)
	// A step of each parameter moves a corner of the country by about as much.
	steps := []float64{4, 4, 4 / wide, 4 / wide, 4 / high, 4 / high}
	centre := [2]float64{(west + east) / 2, geo.Mercator((south + north) / 2)}
	for range 80 {
		better := false
		for i := range steps {
			for _, way := range []float64{1, -1} {
				q := p
				d := way * steps[i]
				switch i {
				case 0:
					q.X0 += d
				case 1:
					q.Y0 += d
				case 2: // turned about the middle, so that it does not move everything
					q.XLng, q.X0 = q.XLng+d, q.X0-d*centre[0]
				case 3:
					q.YLng, q.Y0 = q.YLng+d, q.Y0-d*centre[0]
				case 4:
					q.YLat, q.Y0 = q.YLat+d, q.Y0-d*centre[1]
				case 5:
					q.XLat, q.X0 = q.XLat+d, q.X0-d*centre[1]
				}
				if m := misfit(q); m < best {
					p, best, better = q, m, true
				}
			}
		}
		if !better {
			for i := range steps {
				steps[i] /= 2
			}
		}
	}
	return p
}

func bounds(provinces []province) (low, high geo.Point) {
	low, high = geo.Point{X: math.Inf(1), Y: math.Inf(1)}, geo.Point{X: math.Inf(-1), Y: math.Inf(-1)}
	for _, p := range provinces {
		for _, ring := range p.rings {
			for _, at := range ring {
				low = geo.Point{X: min(low.X, at.X), Y: min(low.Y, at.Y)}
				high = geo.Point{X: max(high.X, at.X), Y: max(high.Y, at.Y)}
			}
		}
	}
	return low, high
}

// mostMisfit is how far a town outside its province counts, in units of the drawing.
const mostMisfit = 5.0

// misfit is the sum of the squared distances of the towns that lie outside their provinces.
func misfit(p geo.Projection, provinces []province, towns []located, most float64) float64 {
	rings := map[string][][]geo.Point{}
	for _, q := range provinces {
		rings[q.name] = q.rings
	}
	sum := 0.0
	for _, t := range towns {
		d := min(most, geo.Outside(p.Project(t.lat, t.lng), rings[t.province]))
		sum += d * d
	}
	return sum
}
