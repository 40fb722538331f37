package report

import (
	"bytes"
	"context"
	"encoding/json"
	"math"
	"slices"
	"strings"

	"kiesvoorhetkind.nl/kantoor/app/geo"
	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/sheet"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Where says of what part of the country a map is; the zero value is everything.
type Where struct {
	Municipality int64 // an organisation of the register
	Province     string
	Country      string
}

// PublicMap is who stands on the public map of a part of the country, who does not and why.
type PublicMap struct {
	Title    string // of the municipality, the province or the country
	Towns    []string
	OwnTowns bool // the office wrote them down
	// Shown and LeftOut are by name, and no more of each than was asked for; these are how many there are.
	Shown, LeftOut           []register.Worker
	ShownCount, LeftOutCount int
	Organisations            []data.Organisation // only of a municipality
	Dots                     []Dot
	// Abroad counts those who are shown and work in Belgium or elsewhere, and NoDot those whose town is not known: they are
	// in the list and not drawn.
	Abroad, NoDot int

	province string // of a municipality
}

// Dot is a town in which people are.
type Dot struct {
	Town  geo.Town
	Count int
	First int64 // the first of them by name; 0 where nobody is
}

// Everybody is more people than there are in a register.
const Everybody = math.MaxInt

// PublicMap gives the map of a part of the country, with at most so many of those who are on it and of those who are left
// out by name. Left out are members whose data are not complete; of a municipality also who works there and is no member.
func (r *Reports) PublicMap(ctx context.Context, where Where, most int) (PublicMap, error) {
	var m PublicMap
	err := r.store.Read(ctx, func(tx *data.Tx) (err error) {
		m, err = publicMap(ctx, tx, where, most)
		return err
	})
	return m, err
}

func publicMap(ctx context.Context, tx *data.Tx, where Where, most int) (PublicMap, error) {
	m := PublicMap{Title: where.Province}
	towns := map[geo.Town]int{}
	if where.Municipality != 0 {
		a, err := register.AreaIn(tx, where.Municipality)
		if err != nil {
			return m, err
		}
		m.Title, m.Towns, m.OwnTowns, m.Organisations = a.Name, a.Towns, a.Own, a.Organisations
		m.province = a.Province
		for _, w := range a.Professionals {
			if m.count(towns, w.ID, w.Workplace, most) {
				m.list(w)
			}
		}
	} else if err := m.members(ctx, tx, where, towns, most); err != nil {
		return m, err
	}
	// The largest first, so that small ones are drawn over them.
	slices.SortStableFunc(m.Dots, func(a, b Dot) int {
		if a.Count != b.Count {
			return b.Count - a.Count
		}
		return strings.Compare(a.Town.Name, b.Town.Name)
	})
	return m, nil
}

// members goes through who is a member today, some at a time: only those in the lists are read whole.
func (m *PublicMap) members(ctx context.Context, tx *data.Tx, where Where, towns map[geo.Town]int, most int) error {
	known := map[int64]*data.Organisation{}
	var last *data.Person
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		people, err := tx.MemberPlaces(tx.Today(), last, page)
		if err != nil {
			return err
		}
		at, err := register.Workplaces(tx, people, known)
		if err != nil {
			return err
		}
		var listed []data.Person
		var there []register.Workplace
		for i, p := range people {
			if in(at[i], where) && m.count(towns, p.ID, at[i], most) {
				listed, there = append(listed, p), append(there, at[i])
			}
		}
		workers, err := register.Workers(tx, listed, there)
		if err != nil {
			return err
		}
		for _, w := range workers {
			m.list(w)
		}
		if len(people) < page {
			return nil
		}
		last = &people[len(people)-1]
	}
}

func (m *PublicMap) list(w register.Worker) {
	if w.Visibility.Visible {
		m.Shown = append(m.Shown, w)
	} else {
		m.LeftOut = append(m.LeftOut, w)
	}
}

// in says whether somebody works in a part of the country.
func in(w register.Workplace, where Where) bool {
	province := w.Visibility.Place.Province
	if province == "" {
		province = w.Address.Province
	}
	if province == "" {
		province = geo.ProvinceOfPostcode(w.Address.Postcode, w.Address.Country)
	}
	return (where.Province == "" || where.Province == province) && (where.Country == "" || where.Country == w.Address.Country)
}

// count counts somebody, in their town when they are shown, and says whether they are among so many of a list.
func (m *PublicMap) count(towns map[geo.Town]int, id int64, w register.Workplace, most int) bool {
	if !w.Visibility.Visible {
		m.LeftOutCount++
		return m.LeftOutCount <= most
	}
	m.ShownCount++
	town := w.Visibility.Place
	switch {
	case w.Address.Country != "NL":
		m.Abroad++
	case town.Name == "":
		m.NoDot++
	default:
		i, known := towns[town]
		if !known {
			i = len(m.Dots)
			towns[town] = i
			m.Dots = append(m.Dots, Dot{Town: town, First: id})
		}
		m.Dots[i].Count++
	}
	return m.ShownCount <= most
}

// Notes say in sentences what the map leaves out.
func (m PublicMap) Notes() []string {
	var out []string
	add := func(n int, one, many string) {
		switch {
		case n == 1:
			out = append(out, words.T(one))
		case n > 1:
			out = append(out, words.T(many, n))
		}
	}
	add(m.Abroad, words.Later("1 professional werkt buiten Nederland: wel in de lijst, niet getekend."), words.Later("%d professionals werken buiten Nederland: wel in de lijst, niet getekend."))
	add(m.NoDot, words.Later("Van 1 professional is de plaats niet bekend op onze kaart: wel in de lijst, niet getekend."), words.Later("Van %d professionals is de plaats niet bekend op onze kaart: wel in de lijst, niet getekend."))
	add(m.LeftOutCount, words.Later("1 professional staat niet op de kaart; de reden staat erachter."), words.Later("%d professionals staan niet op de kaart; de reden staat erachter."))
	return out
}

// Table is the list for the website, of who stands on the map: no street, no mail address, and no place more exact than
// the town.
func (m PublicMap) Table() sheet.Table {
	t := sheet.Table{Title: words.T("Kaart"), Columns: []string{
		words.T("Naam"), words.T("Functies"), words.T("Organisatie"), words.T("Plaats"), words.T("Gemeente"), words.T("Provincie"), words.T("Land"), words.T("Breedte"), words.T("Lengte"),
	}}
	for _, w := range m.Shown {
		p := m.site(w)
		lat, lng := "", ""
		if p.at != nil {
			lat, lng = coordinate(p.at.Lat), coordinate(p.at.Lng)
		}
		t.Rows = append(t.Rows, []sheet.Cell{
			sheet.Text(p.Name), sheet.Text(strings.Join(p.Roles, ", ")), sheet.Text(p.Organisation), sheet.Text(p.Town), sheet.Text(p.Municipality), sheet.Text(p.Province), sheet.Text(p.Country),
			sheet.Text(lat), sheet.Text(lng),
		})
	}
	return t
}

// LeftOutTable is who is not on the map, and why.
func (m PublicMap) LeftOutTable() sheet.Table {
	t := sheet.Table{Title: words.T("Niet op de kaart"), Columns: []string{words.T("Naam"), words.T("Plaats"), words.T("Organisatie"), words.T("Waarom niet op de kaart")}}
	for _, w := range m.LeftOut {
		t.Rows = append(t.Rows, []sheet.Cell{sheet.Text(w.ListName), sheet.Text(w.Address.Town), sheet.Text(w.Organisation), sheet.Text(w.Visibility.Text)})
	}
	return t
}

// onSite is what the website is told of somebody; the names are those in the file.
type onSite struct {
	Name         string   `json:"name"`
	Roles        []string `json:"roles"`
	Organisation string   `json:"organisation"`
	Town         string   `json:"town"`
	Municipality string   `json:"municipality,omitempty"`
	Province     string   `json:"province,omitempty"`
	Country      string   `json:"country"`
	at           *geo.Town
}

func (m PublicMap) site(w register.Worker) onSite {
	p := onSite{Name: w.Name, Roles: []string{}, Organisation: w.Organisation, Town: w.Address.Town, Province: w.Address.Province, Country: w.Address.Country}
	for _, kind := range w.Roles {
		p.Roles = append(p.Roles, register.RoleName(kind))
	}
	if t := w.Visibility.Place; t.Name != "" {
		p.Town, p.Municipality, p.Province, p.at = t.Name, t.Municipality, t.Province, &t
	}
	return p
}

// feature and its parts are those of RFC 7946.
type feature struct {
	Type       string    `json:"type"`
	Geometry   *geometry `json:"geometry"`
	Properties onSite    `json:"properties"`
}

type geometry struct {
	Type        string     `json:"type"`
	Coordinates [2]float64 `json:"coordinates"` // longitude, latitude
}

// GeoJSON is who stands on the map as RFC 7946 has it: a point in the middle of the town for each, null where the town is
// not known.
func (m PublicMap) GeoJSON() ([]byte, error) {
	collection := struct {
		Type        string    `json:"type"`
		Attribution string    `json:"attribution"`
		Features    []feature `json:"features"`
	}{"FeatureCollection", geo.Attribution, []feature{}}
	for _, w := range m.Shown {
		p := m.site(w)
		f := feature{Type: "Feature", Properties: p}
		if p.at != nil {
			f.Geometry = &geometry{"Point", [2]float64{p.at.Lng, p.at.Lat}}
		}
		collection.Features = append(collection.Features, f)
	}
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", " ")
	err := encoder.Encode(collection)
	return b.Bytes(), err
}
