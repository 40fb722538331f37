package main

import (
	"math"
	"testing"

	"kiesvoorhetkind.nl/kantoor/app/geo"
)

func TestReadPath(t *testing.T) {
	rings, err := readPath("m 10,10 l 5,0 0,5 z m 20,0 h 4 v 4 H 30 V 2 z M 1 1 2 2 L 3,1 Z m 1e1 1 5 5 5-10z")
	if err != nil {
		t.Fatal(err)
	}
	want := [][]geo.Point{
		{{X: 10, Y: 10}, {X: 15, Y: 10}, {X: 15, Y: 15}},
		{{X: 30, Y: 10}, {X: 34, Y: 10}, {X: 34, Y: 14}, {X: 30, Y: 14}, {X: 30, Y: 2}},
		{{X: 1, Y: 1}, {X: 2, Y: 2}, {X: 3, Y: 1}},
		{{X: 11, Y: 2}, {X: 16, Y: 7}, {X: 21, Y: -3}},
	}
	if len(rings) != len(want) {
		t.Fatalf("%d rings: %v", len(rings), rings)
	}
	for i := range want {
		if len(rings[i]) != len(want[i]) {
			t.Fatalf("ring %d: %v", i, rings[i])
		}
		for j := range want[i] {
			if dist(rings[i][j], want[i][j]) > 1e-9 {
				t.Errorf("ring %d, point %d: %v, want %v", i, j, rings[i][j], want[i][j])
			}
		}
	}
	for _, bad := range []string{"m 1", "c 1 2 3 4 5 6", "1 2", "m 1 x", "m 1 2 a 3"} {
		if rings, err := readPath(bad); err == nil {
			t.Errorf("%q: %v", bad, rings)
		}
	}
}

func FuzzReadPath(f *testing.F) {
	f.Add("m 10,10 l 5,0 0,5 z")
	f.Fuzz(func(t *testing.T, d string) {
		rings, err := readPath(d)
		if err != nil {
			return
		}
		for _, ring := range rings {
			if len(simplify(ring, 0.5)) < 3 {
				t.Fatalf("a ring of %d points became less than a triangle", len(ring))
			}
		}
	})
}

// TestFitFindsTheProjection: a drawing of provinces that were projected is read back, from towns alone.
func TestFitFindsTheProjection(t *testing.T) {
	m := geo.Known()
	moved := geo.Projection{X0: -700, XLng: 201, XLat: 2, Y0: 12806, YLng: -1, YLat: -201}
	var provinces []province
	for _, p := range m.Provinces {
		q := province{name: p.Name}
		for _, ring := range p.Rings {
			var out []geo.Point
			for _, at := range ring {
				// Back to earth by the known projection and out again by the other.
				k := m.Projection
				whole := k.XLng*k.YLat - k.XLat*k.YLng
				lng := (k.YLat*(at.X-k.X0) - k.XLat*(at.Y-k.Y0)) / whole
				merc := (k.XLng*(at.Y-k.Y0) - k.YLng*(at.X-k.X0)) / whole
				out = append(out, geo.Point{X: moved.X0 + moved.XLng*lng + moved.XLat*merc, Y: moved.Y0 + moved.YLng*lng + moved.YLat*merc})
			}
			q.rings = append(q.rings, out)
		}
		provinces = append(provinces, q)
	}
	var towns []located
	for i, town := range m.Towns {
		if town.Country == "NL" && i%3 == 0 {
			towns = append(towns, located{town.Province, town.Lat, town.Lng})
		}
	}
	p := fit(provinces, towns)
	for _, at := range [][2]float64{{53.2, 6.5}, {51.5, 3.6}, {50.85, 5.7}, {52.37, 4.9}} {
		a, b := p.Project(at[0], at[1]), moved.Project(at[0], at[1])
		// Five units of this drawing are less than two kilometres.
		if d := math.Hypot(a.X-b.X, a.Y-b.Y); d > 5 {
			t.Errorf("%v is drawn %.1f units away", at, d)
		}
	}
}

func TestSimplifyKeepsTheShape(t *testing.T) {
	var ring []geo.Point
	for i := range 400 {
		a := float64(i) / 400 * 2 * math.Pi
		ring = append(ring, geo.Point{X: 100 * math.Cos(a), Y: 60 * math.Sin(a)})
	}
	small := simplify(ring, 0.5)
	if len(small) > 60 {
		t.Errorf("%d points are left of %d", len(small), len(ring))
	}
	for _, at := range ring {
		near := math.Inf(1)
		for i, a := range small {
			near = min(near, geo.ToSegment(at, a, small[(i+1)%len(small)]))
		}
		if near > 0.5 {
			t.Errorf("%v lies %.2f from the simplified line", at, near)
		}
	}
}
