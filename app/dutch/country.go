package dutch

import "strings"

// countries are the Dutch names of the countries that the office meets, by code (ISO 3166).
var countries = map[string]string{
	"NL": "Nederland", "BE": "België", "DE": "Duitsland", "FR": "Frankrijk", "LU": "Luxemburg", "GB": "Verenigd Koninkrijk", "ES": "Spanje",
	"CH": "Zwitserland", "AT": "Oostenrijk", "CW": "Curaçao", "AW": "Aruba", "BQ": "Caribisch Nederland", "SR": "Suriname",
}

// countryWords are the other ways in which people write them, by code.
var countryWords = map[string]string{
	"NL": "n ned nld netherlands holland", "BE": "b belgie belgium belgique bel vlaanderen", "DE": "d germany deutschland",
	"FR": "f france", "GB": "uk engeland", "CW": "curacao", "BQ": "bonaire",
}

var countryCodes = func() map[string]string {
	m := map[string]string{"the netherlands": "NL"}
	for code, name := range countries {
		m[strings.ToLower(code)], m[strings.ToLower(name)] = code, code
	}
	for code, words := range countryWords {
		for w := range strings.FieldsSeq(words) {
			m[w] = code
		}
	}
	return m
}()

// Country is the Dutch name of a country's code; what is no known code stays as it is.
func Country(code string) string {
	if name, ok := countries[code]; ok {
		return name
	}
	return code
}

// CountryCode is the code of a country as people write it; false for one that is not known.
func CountryCode(name string) (string, bool) {
	code, ok := countryCodes[strings.ToLower(strings.ReplaceAll(strings.Join(strings.Fields(name), " "), ".", ""))]
	return code, ok
}
