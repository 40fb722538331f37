package document

import (
	"strings"
	"testing"
)

// mapValues is a country of two squares with dots at its edges, where names have least room.
func mapValues() MapValues {
	square := func(x, y, side float64) []MapPoint {
		return []MapPoint{{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}}
	}
	v := MapValues{
		Title: "KIES in Verzonnendam", About: []string{"5 professionals"}, Shapes: [][]MapPoint{square(0, 0, 60), square(60, 40, 60)}, Strong: [][]MapPoint{square(10, 10, 20)},
		Frame: MapFrame{High: MapPoint{120, 100}}, Credit: "Kaart: iemand", Columns: []ListColumn{{Title: "Plaats"}, {Title: "Naam"}}, Closing: "Organisaties: geen.",
	}
	for i, at := range []MapPoint{{0, 0}, {120, 100}, {60, 50}, {61, 51}, {119, 1}, {5, 99}} {
		v.Dots = append(v.Dots, MapDot{MapPoint: at, Name: strings.Repeat("Verzonnendam ", 1+i%3), Count: []int{40, 9, 3, 1, 0, 1}[i]})
	}
	for range 120 {
		v.Rows = append(v.Rows, []string{"Verzonnendam aan de lange vaart", "Van Nguyễn-Łukaszewska tot Oud-Beijerland, Đorđe"})
	}
	return v
}

// TestMapStaysOnThePaper: whatever lies at the edge, nothing is drawn beside the paper, and the list goes on.
func TestMapStaysOnThePaper(t *testing.T) {
	whole := mapValues()
	part := mapValues()
	part.Whole, part.WholeFrame = whole.Shapes, whole.Frame
	part.Frame = MapFrame{Low: MapPoint{-20, -20}, High: MapPoint{140, 120}}
	for name, v := range map[string]MapValues{"country": whole, "part": part} {
		pdf, err := Map(v, testLook())
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		again, err := Map(v, testLook())
		if err != nil || string(again) != string(pdf) {
			t.Errorf("%s: the same map gives other bytes, %v", name, err)
		}
	}
	for name, v := range map[string]MapValues{"without a size": {Title: "x"}, "too many columns": {Title: "x", Frame: whole.Frame, Columns: make([]ListColumn, maxColumns+1)}} {
		if _, err := Map(v, testLook()); err == nil {
			t.Errorf("a map %s was made", name)
		}
	}
}
