package report

import (
	"bytes"
	"context"
	"encoding/json"
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
	Title         string // of the municipality, the province or the country
	Towns         []string
	OwnTowns      bool // the office wrote them down
	Shown         []register.Worker
	LeftOut       []register.Worker
	Organisations []data.Organisation // only of a municipality
	Dots          []Dot
	// Abroad counts those who are shown and work in Belgium or elsewhere, and NoDot those whose town is not known: they are
	// in the list and not drawn.
	Abroad, NoDot int

	province string // of a municipality
}

// Dot is a town in which people are.
type Dot struct {
	Town   geo.Town
	Count  int
	Names  []string // as lists sort them
	People []int64
}

// PublicMap gives the map of a part of the country. Left out are members whose data are not complete; of a municipality
// also who works there and is no member.
func (r *Reports) PublicMap(ctx context.Context, where Where) (PublicMap, error) {
	var m PublicMap
	err := r.store.Read(ctx, func(tx *data.Tx) (err error) {
		m, err = publicMap(ctx, tx, where)
		return err
	})
	return m, err
}

func publicMap(ctx context.Context, tx *data.Tx, where Where) (PublicMap, error) {
	m := PublicMap{Title: where.Province}
	take := func(workers []register.Worker) {
		for _, w := range workers {
			if w.Visibility.Visible {
				m.Shown = append(m.Shown, w)
			} else {
				m.LeftOut = append(m.LeftOut, w)
			}
		}
	}
	if where.Municipality != 0 {
		a, err := register.AreaIn(tx, where.Municipality)
		if err != nil {
			return m, err
		}
		m.Title, m.Towns, m.OwnTowns, m.Organisations = a.Name, a.Towns, a.Own, a.Organisations
		m.province = a.Province
		take(a.Professionals)
	} else {
		err := everyOf(ctx, tx, data.PeopleFilter{MemberOn: tx.Today()}, func(people []data.Person) error {
			workers, err := register.Workers(tx, people)
			if err != nil {
				return err
			}
			take(slices.DeleteFunc(workers, func(w register.Worker) bool { return !in(w, where) }))
			return nil
		})
		if err != nil {
			return m, err
		}
	}
	m.draw()
	return m, nil
}

// in says whether somebody works in a part of the country.
func in(w register.Worker, where Where) bool {
	province := w.Visibility.Place.Province
	if province == "" {
		province = w.Address.Province
	}
	if province == "" {
		province = geo.ProvinceOfPostcode(w.Address.Postcode, w.Address.Country)
	}
	return (where.Province == "" || where.Province == province) && (where.Country == "" || where.Country == w.Address.Country)
}

// draw counts who is shown by town.
func (m *PublicMap) draw() {
	at := map[geo.Town]int{}
	for _, w := range m.Shown {
		town := w.Visibility.Place
		switch {
		case w.Address.Country != "NL":
			m.Abroad++
			continue
		case town.Name == "":
			m.NoDot++
			continue
		}
		i, known := at[town]
		if !known {
			i = len(m.Dots)
			at[town] = i
			m.Dots = append(m.Dots, Dot{Town: town})
		}
		d := &m.Dots[i]
		d.Count++
		d.Names, d.People = append(d.Names, w.ListName), append(d.People, w.ID)
	}
	// The largest first, so that small ones are drawn over them.
	slices.SortStableFunc(m.Dots, func(a, b Dot) int {
		if a.Count != b.Count {
			return b.Count - a.Count
		}
		return strings.Compare(a.Town.Name, b.Town.Name)
	})
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
	add(len(m.LeftOut), words.Later("1 professional staat niet op de kaart; de reden staat erachter."), words.Later("%d professionals staan niet op de kaart; de reden staat erachter."))
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
