package oldpaper

import "testing"

func TestKilometresBetweenTowns(t *testing.T) {
	for _, c := range []struct {
		a, b        string
		least, most int
		known       bool
	}{
		{"Hattem", "Zwolle", 3, 9, true},
		{"Utrecht", "Groningen", 140, 180, true},
		{"Den Haag", "'s-Gravenhage", 0, 0, true},
		{"zwolle", "Zwolle", 0, 0, true},
		{"Nergenshuizen", "Zwolle", 0, 0, false},
	} {
		km, known := Kilometres(c.a, c.b)
		back, _ := Kilometres(c.b, c.a)
		if known != c.known || km < c.least || km > c.most || km != back {
			t.Errorf("%s and %s: %d (%t), back %d", c.a, c.b, km, known, back)
		}
	}
}
