package intake

import (
	"strings"

	"kiesvoorhetkind.nl/kantoor/app/document"
	"kiesvoorhetkind.nl/kantoor/app/dutch"
	"kiesvoorhetkind.nl/kantoor/app/sales"
	"kiesvoorhetkind.nl/kantoor/data"
)

func first(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}

func filled(texts ...string) []string {
	var out []string
	for _, t := range texts {
		if strings.TrimSpace(t) != "" {
			out = append(out, t)
		}
	}
	return out
}

func address(d sales.Delivery) string {
	return strings.Join(filled(
		strings.Join(filled(d.Organisation, d.Name), ", "),
		strings.TrimSpace(d.Street+" "+d.HouseNumber),
		strings.TrimSpace(d.Postcode+" "+d.Town),
		map[bool]string{true: d.Country}[d.Country != "" && d.Country != "NL"],
	), "\n")
}

func money(c data.Cents) string { return document.Money(int64(c)) }

// country turns what a mail calls a country into its code; none is the
// Netherlands, and one that is not known stays as it is written.
func country(name string) string {
	if name == "" {
		return "NL"
	}
	if code, known := dutch.CountryCode(name); known {
		return code
	}
	return name
}
