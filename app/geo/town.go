package geo

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"kiesvoorhetkind.nl/kantoor/data"
)

// key makes names of towns comparable: without accents, signs and spaces, so that "Sint-Oedenrode" and
// "sint oedenrode" are one, and "St." is "Sint".
func key(name string) string {
	s := data.Fold(name)
	for _, short := range []string{"st. ", "st "} {
		if rest, ok := strings.CutPrefix(s, short); ok {
			s = "sint " + rest
		}
	}
	if i := strings.IndexByte(s, '('); i > 0 {
		s = s[:i]
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

func (m *Map) index() {
	m.byName = map[string][]int{}
	for i, t := range m.Towns {
		k := key(t.Name)
		m.byName[k] = append(m.byName[k], i)
	}
	m.others = map[string][]string{}
}

// name takes other names of towns, a line each: "NL Den Haag = The Hague, 's-Gravenhage", and after a plus
// a town that is not there, as Read reads it.
func (m *Map) name(lines string) {
	for line := range strings.Lines(lines) {
		if more, ok := strings.CutPrefix(line, "+ "); ok {
			m.add(more)
			continue
		}
		left, right, ok := strings.Cut(strings.TrimSpace(line), " = ")
		country, first, named := strings.Cut(left, " ")
		if !ok || !named || strings.HasPrefix(line, "#") {
			continue
		}
		all := append([]string{first}, strings.Split(right, ", ")...)
		var found []int
		for _, n := range all {
			for _, i := range m.byName[key(n)] {
				if m.Towns[i].Country == country && !slices.Contains(found, i) {
					found = append(found, i)
				}
			}
		}
		for _, i := range found {
			m.Towns[i].Name = first
		}
		for _, n := range all {
			m.byName[key(n)] = append(m.byName[key(n)], found...)
			slices.Sort(m.byName[key(n)])
			m.byName[key(n)] = slices.Compact(m.byName[key(n)])
			m.others[key(n)] = all
		}
	}
}

// add takes a town, "NL|Limburg|Echt-Susteren 51.065 5.857 Susteren", that is not there yet.
func (m *Map) add(line string) {
	words := strings.Fields(line)
	for i := len(words) - 2; i > 0; i-- {
		lat, bad := strconv.ParseFloat(words[i], 64)
		lng, worse := strconv.ParseFloat(words[i+1], 64)
		in := strings.Split(strings.Join(words[:i], " "), "|")
		if bad != nil || worse != nil || len(in) != 3 || i+2 >= len(words) {
			continue
		}
		t := Town{Name: strings.Join(words[i+2:], " "), Country: in[0], Province: in[1], Municipality: in[2], Lat: lat, Lng: lng}
		if !slices.ContainsFunc(m.Find(t.Name, t.Country), func(have Town) bool { return have.Municipality == t.Municipality }) {
			m.byName[key(t.Name)] = append(m.byName[key(t.Name)], len(m.Towns))
			m.Towns = append(m.Towns, t)
		}
		return
	}
}

// Find gives the towns of a name, or of another name for it; of a country where one is given.
func (m *Map) Find(name, country string) []Town {
	var out []Town
	for _, i := range m.byName[key(name)] {
		if t := m.Towns[i]; country == "" || t.Country == country {
			out = append(out, t)
		}
	}
	return out
}

// Names gives everything that people write for a town, the name itself first: a filter on one finds all.
func (m *Map) Names(name string) []string {
	out, others := []string{name}, m.others[key(name)]
	if found := m.Find(name, ""); len(found) > 0 {
		others = append([]string{found[0].Name}, others...)
		if saint, ok := strings.CutPrefix(found[0].Name, "Sint-"); ok {
			others = append(others, "Sint "+saint, "St. "+saint, "St "+saint)
		}
	}
	for _, n := range others {
		if !slices.ContainsFunc(out, func(have string) bool { return data.Fold(have) == data.Fold(n) }) {
			out = append(out, n)
		}
	}
	return out
}

// Place gives the town that an address means: of the towns of that name the one in its province, which
// may follow from the postcode. False when no town is known by the name, or several fit.
func (m *Map) Place(town, postcode, province, country string) (Town, bool) {
	found := m.Find(town, country)
	if country == "" && len(found) > 0 {
		// Belgian villages have Dutch names too; who does not say so means the Netherlands.
		if dutch := m.Find(town, "NL"); len(dutch) > 0 && (CountryOfPostcode(postcode) != "BE") {
			found = dutch
		}
	}
	if len(found) > 1 {
		if province == "" {
			province = ProvinceOfPostcode(postcode, country)
		}
		if near := slices.DeleteFunc(slices.Clone(found), func(t Town) bool { return t.Province != province }); len(near) > 0 {
			found = near
		}
	}
	if len(found) > 1 {
		// The one that its municipality is named after is the one that is meant.
		if own := slices.DeleteFunc(slices.Clone(found), func(t Town) bool { return municipalityKey(t.Municipality) != key(t.Name) }); len(own) == 1 {
			found = own
		}
	}
	// A town and a hamlet of one name in one municipality are one place.
	if len(found) > 0 && !slices.ContainsFunc(found, func(t Town) bool { return t.Province != found[0].Province || t.Municipality != found[0].Municipality }) {
		return found[0], true
	}
	return Town{}, false
}

// Suggest gives names of towns of which somebody may have meant one: those with at most two letters
// otherwise, the nearest first. None where the name is known.
func (m *Map) Suggest(name, country string, limit int) []string {
	k := key(name)
	if len(m.Find(name, "")) > 0 || len([]rune(k)) < 4 {
		return nil
	}
	most := 1
	if len([]rune(k)) >= 7 {
		most = 2
	}
	type near struct {
		name string
		d    int
	}
	var found []near
	for have, towns := range m.byName {
		if abs(len(have)-len(k)) > most+1 {
			continue
		}
		d := distance([]rune(k), []rune(have), most)
		if d > most {
			continue
		}
		for _, i := range towns {
			t := m.Towns[i]
			if country != "" && t.Country != country {
				continue
			}
			if !slices.ContainsFunc(found, func(n near) bool { return n.name == t.Name }) {
				found = append(found, near{t.Name, d})
			}
		}
	}
	slices.SortFunc(found, func(a, b near) int {
		if a.d != b.d {
			return a.d - b.d
		}
		return strings.Compare(a.name, b.name)
	})
	var out []string
	for _, n := range found[:min(limit, len(found))] {
		out = append(out, n.name)
	}
	return out
}

func abs(n int) int { return max(n, -n) }

// distance counts the letters that differ, are missing or too many, two exchanged being one; more than
// most is not counted on.
func distance(a, b []rune, most int) int {
	before, row := make([]int, len(b)+1), make([]int, len(b)+1)
	var older []int
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		older, before = before, row
		row = make([]int, len(b)+1)
		row[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(before[j]+1, row[j-1]+1, before[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], older[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least > most {
			return least
		}
	}
	return row[len(b)]
}

// Municipality is a Dutch municipality. Two have one name, in different provinces.
type Municipality struct{ Name, Province string }

// Municipalities gives the Dutch municipalities by name.
func (m *Map) Municipalities() []Municipality {
	var out []Municipality
	seen := map[Municipality]bool{}
	for _, t := range m.Towns {
		if one := (Municipality{t.Municipality, t.Province}); one.Name != "" && !seen[one] {
			seen[one] = true
			out = append(out, one)
		}
	}
	slices.SortFunc(out, func(a, b Municipality) int {
		return strings.Compare(data.Fold(a.Name+"|"+a.Province), data.Fold(b.Name+"|"+b.Province))
	})
	return out
}

// TownsOf gives the towns of a municipality, known by its name with or without "gemeente", in a province where one is
// given; none where no municipality has that name.
func (m *Map) TownsOf(municipality, province string) []Town {
	want := municipalityKey(municipality)
	var out []Town
	for _, t := range m.Towns {
		if t.Municipality != "" && municipalityKey(t.Municipality) == want && (province == "" || province == t.Province) {
			out = append(out, t)
		}
	}
	return out
}

// municipalityKey makes names of municipalities comparable.
func municipalityKey(name string) string {
	s := data.Fold(name)
	for _, word := range []string{"gemeente ", "gem. ", "stad "} {
		s = strings.TrimPrefix(s, word)
	}
	k := key(s)
	switch k {
	case "sgravenhage":
		return "denhaag"
	case "denbosch":
		return "shertogenbosch"
	}
	return k
}
