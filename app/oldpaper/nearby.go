package oldpaper

import (
	"math"

	"kiesvoorhetkind.nl/kantoor/app/geo"
)

// Kilometres says how far apart two towns of the Netherlands and Belgium lie, as the crow flies; of towns that share a
// name the nearest pair. Other names of one town ("Den Haag") are no distance apart.
func Kilometres(a, b string) (km int, known bool) {
	best := math.Inf(1)
	for _, x := range geo.Known().Find(a, "") {
		for _, y := range geo.Known().Find(b, "") {
			best = min(best, apart(x, y))
		}
	}
	if math.IsInf(best, 1) {
		return 0, false
	}
	return int(math.Round(best)), true
}

// apart is the distance on a globe with a radius of 6,371 km.
func apart(a, b geo.Town) float64 {
	const radius, degree = 6371, math.Pi / 180
	lat, lng := (b.Lat-a.Lat)*degree/2, (b.Lng-a.Lng)*degree/2
	h := math.Sin(lat)*math.Sin(lat) + math.Cos(a.Lat*degree)*math.Cos(b.Lat*degree)*math.Sin(lng)*math.Sin(lng)
	return 2 * radius * math.Asin(math.Sqrt(min(1, h)))
}
