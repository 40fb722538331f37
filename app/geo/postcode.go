package geo

import (
	"slices"
	"strings"
)

// span is a run of postcodes, by their digits.
type span struct{ from, to int }

// dutchSpans says in which province the digits of a Dutch postcode lie. PostNL gives postcodes to
// delivery areas, not to provinces, so along the borders a run can hold a village of the neighbour:
// this is our reading of the published runs, used only where the town does not decide.
var dutchSpans = map[string][]span{
	"Noord-Holland": {{1000, 1299}, {1380, 1384}, {1394, 1395}, {1397, 1425}, {1430, 2158}, {2165, 2165}},
	"Flevoland":     {{1300, 1379}, {3890, 3899}, {8200, 8259}, {8300, 8322}},
	"Utrecht":       {{1390, 1393}, {1396, 1396}, {1426, 1427}, {3382, 3464}, {3467, 3769}, {3795, 3836}, {3900, 3924}, {3926, 3999}, {4120, 4125}, {4130, 4139}, {4163, 4169}, {4230, 4239}},
	"Zuid-Holland":  {{1428, 1429}, {2159, 2164}, {2166, 3381}, {3465, 3466}, {4126, 4129}, {4140, 4162}, {4200, 4209}, {4220, 4229}, {4240, 4249}},
	"Gelderland":    {{3770, 3794}, {3837, 3889}, {3925, 3925}, {4000, 4119}, {4170, 4199}, {4210, 4219}, {5300, 5335}, {6500, 6583}, {6600, 7399}, {7439, 7439}, {8050, 8054}, {8070, 8099}, {8160, 8195}},
	"Noord-Brabant": {{4250, 4299}, {4600, 4671}, {4680, 4681}, {4700, 5299}, {5340, 5765}, {5818, 5849}, {6020, 6029}},
	"Zeeland":       {{4300, 4599}, {4672, 4679}, {4682, 4699}},
	"Limburg":       {{5766, 5817}, {5850, 6019}, {6030, 6499}, {6584, 6599}},
	"Overijssel":    {{7400, 7438}, {7440, 7739}, {7767, 7799}, {7950, 7955}, {8000, 8049}, {8055, 8069}, {8100, 8159}, {8196, 8199}, {8260, 8299}, {8323, 8349}, {8355, 8379}},
	"Drenthe":       {{7740, 7766}, {7800, 7949}, {7956, 7999}, {8350, 8354}, {8380, 8387}, {9300, 9349}, {9400, 9478}, {9480, 9499}, {9510, 9539}, {9564, 9564}, {9570, 9579}, {9654, 9659}, {9749, 9749}, {9760, 9769}},
	"Friesland":     {{8388, 9299}, {9850, 9859}, {9870, 9879}},
	"Groningen":     {{9350, 9399}, {9479, 9479}, {9500, 9509}, {9540, 9563}, {9565, 9569}, {9580, 9653}, {9660, 9748}, {9750, 9759}, {9770, 9849}, {9860, 9869}, {9880, 9999}},
}

// belgianSpans are those of bpost, which follow the provinces.
var belgianSpans = map[string][]span{
	"Brussel": {{1000, 1299}}, "Waals-Brabant": {{1300, 1499}}, "Vlaams-Brabant": {{1500, 1999}, {3000, 3499}}, "Antwerpen": {{2000, 2999}},
	"Belgisch-Limburg": {{3500, 3999}}, "Luik": {{4000, 4999}}, "Namen": {{5000, 5999}}, "Henegouwen": {{6000, 6599}, {7000, 7999}},
	"Luxemburg": {{6600, 6999}}, "West-Vlaanderen": {{8000, 8999}}, "Oost-Vlaanderen": {{9000, 9999}},
}

// digits are the four digits that a postcode begins with; 0 when it does not.
func digits(postcode string) int {
	s := strings.TrimSpace(strings.ToUpper(postcode))
	for _, country := range []string{"NL-", "NL", "BE-", "BE", "B-", "B"} {
		if rest, ok := strings.CutPrefix(s, country); ok {
			s = strings.TrimSpace(rest)
			break
		}
	}
	if len(s) < 4 {
		return 0
	}
	n := 0
	for _, r := range s[:4] {
		if r < '0' || r > '9' {
			return 0
		}
		n = n*10 + int(r-'0')
	}
	return n
}

// CountryOfPostcode gives the country that the form of a postcode says: letters behind are Dutch, "B-" before is Belgian;
// empty for four digits alone, which can be either.
func CountryOfPostcode(postcode string) string {
	s := strings.TrimSpace(strings.ToUpper(postcode))
	switch {
	case digits(s) == 0:
		return ""
	case strings.HasPrefix(s, "B"):
		return "BE"
	case strings.HasPrefix(s, "NL"):
		return "NL"
	}
	if rest := strings.TrimSpace(s[4:]); len(rest) == 2 && rest[0] >= 'A' && rest[0] <= 'Z' && rest[1] >= 'A' && rest[1] <= 'Z' {
		return "NL"
	}
	return ""
}

// ProvinceOfPostcode gives the province of a Dutch or Belgian postcode by its digits; empty for another
// country, or digits that no province has.
func ProvinceOfPostcode(postcode, country string) string {
	n := digits(postcode)
	if by := CountryOfPostcode(postcode); by != "" {
		country = by
	}
	spans := dutchSpans
	switch country {
	case "BE":
		spans = belgianSpans
	case "NL", "":
	default:
		return ""
	}
	for province, runs := range spans {
		for _, r := range runs {
			if n >= r.from && n <= r.to {
				return province
			}
		}
	}
	return ""
}

// Province gives the province of an address: of its town, where only one fits, else of its postcode.
func (m *Map) Province(town, postcode, country string) string {
	if t, ok := m.Place(town, postcode, "", country); ok {
		return t.Province
	}
	by := ProvinceOfPostcode(postcode, country)
	if found := m.Find(town, country); by == "" && len(found) > 0 {
		for _, t := range found {
			if t.Province != found[0].Province {
				return ""
			}
		}
		return found[0].Province
	}
	return by
}

// CountryOf tells the country of an address that does not name it: by the form of the postcode, else by where a town of
// this name lies and whether the digits agree with it. Empty where that does not decide.
func (m *Map) CountryOf(town, postcode string) string {
	if by := CountryOfPostcode(postcode); by != "" {
		return by
	}
	dutch, belgian := m.Find(town, "NL"), m.Find(town, "BE")
	switch {
	case len(dutch)+len(belgian) == 0:
		return ""
	case len(belgian) == 0:
		return "NL"
	case len(dutch) == 0:
		return "BE"
	}
	agrees := func(found []Town, country string) bool {
		by := ProvinceOfPostcode(postcode, country)
		return slices.ContainsFunc(found, func(t Town) bool { return t.Province == by })
	}
	switch nl, be := agrees(dutch, "NL"), agrees(belgian, "BE"); {
	case nl && !be:
		return "NL"
	case be && !nl:
		return "BE"
	}
	return ""
}

// IsBelgian says whether a province is one of Belgium.
func IsBelgian(province string) bool { return len(belgianSpans[province]) > 0 }

// DutchProvinces and BelgianProvinces are in the order of lists.
var (
	DutchProvinces   = []string{"Drenthe", "Flevoland", "Friesland", "Gelderland", "Groningen", "Limburg", "Noord-Brabant", "Noord-Holland", "Overijssel", "Utrecht", "Zeeland", "Zuid-Holland"}
	BelgianProvinces = []string{"Antwerpen", "Belgisch-Limburg", "Brussel", "Henegouwen", "Luik", "Luxemburg", "Namen", "Oost-Vlaanderen", "Vlaams-Brabant", "Waals-Brabant", "West-Vlaanderen"}
)
