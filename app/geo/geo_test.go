package geo_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"kiesvoorhetkind.nl/kantoor/app/geo"
)

// TestTownsLieInTheirProvince: the projection was fitted, so this says how good it is. Vijfheerenlanden
// went from Zuid-Holland to Utrecht in 2019, after the outlines were drawn.
func TestTownsLieInTheirProvince(t *testing.T) {
	m := geo.Known()
	if len(m.Provinces) != 12 || len(m.Towns) < 3300 || len(m.Municipalities()) != 342 {
		t.Fatalf("%d provinces, %d towns, %d municipalities", len(m.Provinces), len(m.Towns), len(m.Municipalities()))
	}
	rings := map[string][][]geo.Point{}
	for _, p := range m.Provinces {
		rings[p.Name] = p.Rings
	}
	outside, far := 0, 0
	for _, town := range m.Towns {
		if town.Country != "NL" || town.Municipality == "Vijfheerenlanden" {
			continue
		}
		km := geo.Outside(m.At(town), rings[town.Province]) * m.KmPerUnit()
		if km > 0 {
			outside++
		}
		if km > 1 {
			far++
			t.Errorf("%s lies %.1f km outside %s", town.Name, km, town.Province)
		}
	}
	if outside > 40 || far > 0 {
		t.Errorf("%d towns outside their province, %d by more than a kilometre", outside, far)
	}
	if r := m.Residual(); r.Outside < outside || r.BeyondKm[5] > 4 {
		t.Errorf("the residual is %+v", r)
	}
	if km := m.KmPerUnit(); km < 0.40 || km > 0.46 {
		t.Errorf("a unit is %.2f km", km)
	}
}

func TestPlace(t *testing.T) {
	m := geo.Known()
	for _, c := range []struct{ town, postcode, province, country, want string }{
		{"Utrecht", "3511 AB", "", "NL", "Utrecht/Utrecht"},
		{"den haag", "", "", "NL", "Den Haag/Zuid-Holland"},
		{"'s-Gravenhage", "", "", "", "Den Haag/Zuid-Holland"},
		{"Den Bosch", "", "", "", "'s-Hertogenbosch/Noord-Brabant"},
		{"St. Oedenrode", "", "", "NL", "Meierijstad/Noord-Brabant"},
		{"Hengelo", "7551 AB", "", "NL", "Hengelo/Overijssel"},
		{"Hengelo", "7255 AB", "", "NL", "Bronckhorst/Gelderland"},
		{"Hengelo (Gld)", "7255 AB", "", "NL", "Bronckhorst/Gelderland"},
		{"Rijswijk", "2284 AB", "", "NL", "Rijswijk/Zuid-Holland"},
		{"Bergen op Zoom", "", "", "NL", "Bergen op Zoom/Noord-Brabant"},
		{"Hasselt", "8061 AB", "", "NL", "Zwartewaterland/Overijssel"},
		{"Hasselt", "3500", "", "BE", "/Belgisch-Limburg"},
		{"Hasselt", "B-3500", "", "", "/Belgisch-Limburg"},
		{"Gent", "", "", "", "/Oost-Vlaanderen"},
		{"Almere", "", "", "NL", "Almere/Flevoland"},
		{"Veenwouden", "", "", "NL", "Dantumadiel/Friesland"},
		{"Atlantis", "", "", "", ""},
	} {
		got := ""
		if town, ok := m.Place(c.town, c.postcode, c.province, c.country); ok {
			got = town.Municipality + "/" + town.Province
		}
		if got != c.want {
			t.Errorf("%s %s %s: %q, want %q", c.town, c.postcode, c.country, got, c.want)
		}
	}
}

func TestProvince(t *testing.T) {
	m := geo.Known()
	for _, c := range []struct{ town, postcode, country, want string }{
		{"Nes", "9163 AB", "NL", "Friesland"}, // two of them, in one province
		{"Onbekend", "3511 AB", "NL", "Utrecht"},
		{"", "9711 KK", "NL", "Groningen"},
		{"", "4141 AB", "NL", "Zuid-Holland"},
		{"", "7941 AA", "NL", "Drenthe"},
		{"", "8322 AA", "NL", "Flevoland"},
		{"", "B-9000", "", "Oost-Vlaanderen"},
		{"", "2910", "BE", "Antwerpen"},
		{"", "3500", "BE", "Belgisch-Limburg"},
		{"", "", "NL", ""},
		{"", "50667", "DE", ""},
		{"Alphen", "", "NL", ""},
		{"Rijswijk", "", "NL", "Zuid-Holland"},
	} {
		if got := m.Province(c.town, c.postcode, c.country); got != c.want {
			t.Errorf("%s %s %s: %q, want %q", c.town, c.postcode, c.country, got, c.want)
		}
	}
}

// TestPostcodesHaveOneProvince: no run of digits stands in two provinces, and every province that is
// named is one that lists know.
func TestPostcodesHaveOneProvince(t *testing.T) {
	holes := 0
	for n := 1000; n <= 9999; n++ {
		code := string([]byte{byte('0' + n/1000), byte('0' + n/100%10), byte('0' + n/10%10), byte('0' + n%10)})
		first := geo.ProvinceOfPostcode(code+" AB", "")
		for range 5 { // the runs are kept in a map
			if again := geo.ProvinceOfPostcode(code+" AB", ""); again != first {
				t.Fatalf("%s lies in %s and in %s", code, first, again)
			}
		}
		if first == "" {
			holes++
		} else if !slices.Contains(geo.DutchProvinces, first) {
			t.Errorf("%s lies in %s, which is none", code, first)
		}
		if by := geo.ProvinceOfPostcode(code, "BE"); !geo.IsBelgian(by) || !slices.Contains(geo.BelgianProvinces, by) {
			t.Errorf("%s in Belgium lies in %q", code, by)
		}
	}
	if holes > 60 {
		t.Errorf("%d postcodes lie in no province", holes)
	}
}

func TestCountryOf(t *testing.T) {
	m := geo.Known()
	for _, c := range []struct{ town, postcode, want string }{
		{"Gent", "9000", "BE"},
		{"", "B-1000", "BE"},
		{"", "1234 ab", "NL"},
		{"Utrecht", "3511", "NL"},
		{"Hasselt", "3500", "BE"},
		{"Hasselt", "8061", "NL"},
		{"Deurne", "2100", "BE"},
		{"Deurne", "5751", "NL"},
		{"Atlantis", "1234", ""},
		{"Beek", "", ""},
		{"", "", ""},
	} {
		if got := m.CountryOf(c.town, c.postcode); got != c.want {
			t.Errorf("%s %s: %q, want %q", c.town, c.postcode, got, c.want)
		}
	}
}

func TestSuggest(t *testing.T) {
	m := geo.Known()
	for typed, want := range map[string]string{
		"Amersfort": "Amersfoort", "Roterdam": "Rotterdam", "s hertogenbosh": "'s-Hertogenbosch", "Bergen op Zom": "Bergen op Zoom", "Zwole": "Zwolle", "Mechlen": "Mechelen",
	} {
		if got := m.Suggest(typed, "", 3); len(got) == 0 || got[0] != want {
			t.Errorf("%s: %v, want %s", typed, got, want)
		}
	}
	for _, known := range []string{"Den Bosch", "utrecht", "Gent", "Ny", "Samarkand"} {
		if got := m.Suggest(known, "", 3); len(got) > 0 {
			t.Errorf("%s: %v, want none", known, got)
		}
	}
}

func TestNames(t *testing.T) {
	m := geo.Known()
	for name, other := range map[string]string{"Den Haag": "'s-Gravenhage", "'s-gravenhage": "Den Haag", "Den Bosch": "'s-Hertogenbosch", "Antwerpen": "Antwerp"} {
		if got := m.Names(name); got[0] != name || !slices.Contains(got, other) {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestTownsOf(t *testing.T) {
	m := geo.Known()
	has := func(municipality string, towns ...string) {
		t.Helper()
		var got []string
		for _, town := range m.TownsOf(municipality, "") {
			got = append(got, town.Name)
		}
		for _, want := range towns {
			if !slices.Contains(got, want) {
				t.Errorf("%s: %v, want %s", municipality, got, want)
			}
		}
	}
	has("Gemeente Meierijstad", "Veghel", "Schijndel", "Sint-Oedenrode")
	has("gemeente Den Haag", "Den Haag", "Scheveningen")
	has("'s-Gravenhage", "Den Haag")
	has("Gemeente Moerdijk", "Zevenbergen")
	for province, town := range map[string]string{"Limburg": "Well", "Noord-Holland": "Egmond aan Zee"} {
		if !slices.ContainsFunc(m.TownsOf("Bergen", province), func(t geo.Town) bool { return t.Name == town }) {
			t.Errorf("Bergen in %s has no %s", province, town)
		}
	}
	if got := m.TownsOf("Praktijk De Linde", ""); got != nil {
		t.Errorf("no municipality has %v", got)
	}
}

// TestEveryTownIsFoundByItsName, whatever case and signs it is written with.
func TestEveryTownIsFoundByItsName(t *testing.T) {
	m := geo.Known()
	rapid.Check(t, func(t *rapid.T) {
		town := rapid.SampledFrom(m.Towns).Draw(t, "town")
		written := rapid.SampledFrom([]string{town.Name, strings.ToUpper(town.Name), strings.ReplaceAll(town.Name, "-", " "), " " + town.Name}).Draw(t, "written")
		if !slices.ContainsFunc(m.Find(written, town.Country), func(f geo.Town) bool { return f == town }) {
			t.Fatalf("%q does not find %s", written, town.Name)
		}
		if got := m.Province(written, "", town.Country); got != "" && got != town.Province {
			// Several towns of the name: the one its municipality is named after.
			if len(m.Find(written, town.Country)) < 2 {
				t.Fatalf("%q lies in %s, not %s", written, got, town.Province)
			}
		}
	})
}

func TestReadRefuses(t *testing.T) {
	for _, text := range []string{"ring 1 2 3 4 5 6", "province A\nring 1 2 3", "in NL", "52.1 5.1 Zwervershuis", "in NL|A|B\n52.1 x Dorp", "projection 1 2"} {
		if _, err := geo.Read([]byte(text)); err == nil {
			t.Errorf("%q was read", text)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("projection 1 2 3 4 5 6\nprovince A\nring 1 2 3 4 5 6\nin NL|A|B\n52.1 5.1 Dorp")
	f.Fuzz(func(t *testing.T, text string) {
		m, err := geo.Read([]byte(text))
		if err == nil {
			m.Size()
			m.Suggest("Dorpje", "", 3)
		}
	})
}

// TestClipStaysWithin: what is cut off a ring lies within the rectangle, and a ring within it is left alone.
func TestClipStaysWithin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		coordinate := rapid.Float64Range(-50, 50)
		var ring []geo.Point
		for range rapid.IntRange(3, 12).Draw(t, "points") {
			ring = append(ring, geo.Point{X: coordinate.Draw(t, "x"), Y: coordinate.Draw(t, "y")})
		}
		low, high := geo.Point{X: -10, Y: -5}, geo.Point{X: 20, Y: 15}
		for _, p := range geo.Clip(ring, low, high) {
			if p.X < low.X-1e-6 || p.Y < low.Y-1e-6 || p.X > high.X+1e-6 || p.Y > high.Y+1e-6 {
				t.Fatalf("%v lies outside", p)
			}
		}
		if all := geo.Clip(ring, geo.Point{X: -51, Y: -51}, geo.Point{X: 51, Y: 51}); !slices.Equal(all, ring) {
			t.Fatalf("%v became %v", ring, all)
		}
	})
}
