package register

import (
	"kiesvoorhetkind.nl/kantoor/app/geo"
	"kiesvoorhetkind.nl/kantoor/data"
)

// place is an address as its record holds it.
type place struct{ postcode, town, province, country *string }

func placeOf(p *data.Person) place { return place{&p.Postcode, &p.Town, &p.Province, &p.Country} }

func placeOfOrganisation(o *data.Organisation) place {
	return place{&o.Postcode, &o.Town, &o.Province, &o.Country}
}

// settle puts an address in the office's forms: postcode "1234 AB" or "2910", capitals of the town, the province in full.
// The country follows from the postcode, the province or the town where "Nederland" was only what a form begins with; a
// province that is not filled in follows from the town, else from the postcode. What somebody wrote stays otherwise: a
// province that does not go with the town, and a town that is not known, are for people to look at.
func (a place) settle() {
	*a.town, *a.province = tidyTown(oneLine(*a.town)), readProvince(oneLine(*a.province))
	if *a.country == "" || *a.country == "NL" {
		*a.country = countryOf(*a.town, *a.postcode, *a.province)
	}
	if *a.country == "BE" && *a.province == "Limburg" {
		*a.province = "Belgisch-Limburg"
	}
	if code := readPostcode(*a.postcode, *a.country); code.text != "" && (code.fault == "" || *a.country == "NL") {
		*a.postcode = code.text
	}
	if *a.province == "" {
		*a.province = geo.Known().Province(*a.town, *a.postcode, *a.country)
	}
}

// movedFrom has a province that followed from the address before follow from the one of now.
func (a place) movedFrom(b place) {
	if *a.province != *b.province || *a.town == *b.town && *a.postcode == *b.postcode {
		return
	}
	if derived := geo.Known().Province(*b.town, *b.postcode, *b.country); derived == *b.province {
		*a.province = ""
		a.settle()
	}
}

// countryOf is the Netherlands, unless what is written says Belgium.
func countryOf(town, code, province string) string {
	if c := readPostcode(code, "").country; c != "" {
		return c
	}
	if geo.IsBelgian(province) {
		return "BE"
	}
	// Four digits are all of a Belgian postcode; of a Dutch one the letters may be missing.
	if (code == "" || fourDigits.MatchString(code)) && (province == "" || province == "Limburg") && geo.Known().CountryOf(town, code) == "BE" {
		return "BE"
	}
	return "NL"
}

// TownsLike proposes names for a town that is not known and looks like others; none for one that is known, and for a
// country other than the Netherlands and Belgium.
func (r *Register) TownsLike(town, country string) []string {
	if country != "" && country != "NL" && country != "BE" {
		return nil
	}
	return geo.Known().Suggest(oneLine(town), country, 3)
}
