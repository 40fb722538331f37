package register

import (
	"regexp"
	"strings"
	"unicode"

	"kiesvoorhetkind.nl/kantoor/app/dutch"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// postcode is a postcode in one form and what had to be done or said about it.
type postcode struct {
	text     string // "1234 AB" or, in Belgium, "2910"
	country  string // NL or BE where the form says so, else empty
	repaired bool   // a letter O among the digits was read as a nought, or the reverse
	fault    string // in Dutch, empty when it is whole
}

var (
	dutchPostcode   = regexp.MustCompile(`^([1-9][0-9]{3}) ?([A-Z]{2})$`)
	belgianPostcode = regexp.MustCompile(`^(?:B|BE)[- ]?([1-9][0-9]{3})$`)
	fourDigits      = regexp.MustCompile(`^[1-9][0-9]{3}$`)
	almostPostcode  = regexp.MustCompile(`^[1-9OIL][0-9OIL]{3} ?[A-Z0]{2}$`)
)

// readPostcode reads a postcode. country is what is known otherwise, empty if nothing.
func readPostcode(s, country string) postcode {
	s = strings.ToUpper(oneLine(s))
	s = strings.TrimPrefix(strings.TrimPrefix(s, "NL-"), "NL ")
	compact := strings.NewReplacer(" ", "", ".", "").Replace(s)
	switch {
	case s == "":
		return postcode{}
	case dutchPostcode.MatchString(compact):
		return postcode{text: compact[:4] + " " + compact[4:], country: "NL"}
	case belgianPostcode.MatchString(s):
		return postcode{text: belgianPostcode.FindStringSubmatch(s)[1], country: "BE"}
	case fourDigits.MatchString(compact):
		p := postcode{text: compact}
		if country == "NL" {
			p.fault = words.T("de letters van de postcode ontbreken")
		}
		return p
	case almostPostcode.MatchString(compact):
		digits := strings.NewReplacer("O", "0", "I", "1", "L", "1").Replace(compact[:4])
		letters := strings.ReplaceAll(compact[4:], "0", "O")
		if whole := digits + letters; dutchPostcode.MatchString(whole) {
			return postcode{text: digits + " " + letters, country: "NL", repaired: true}
		}
	}
	if country != "" && country != "NL" && country != "BE" && len(s) <= 12 {
		return postcode{text: s, country: country}
	}
	return postcode{text: s, fault: words.T("geen geldige postcode")}
}

func readCountry(s string) (code string, known bool) {
	if strings.TrimSpace(s) == "" {
		return "", true
	}
	return dutch.CountryCode(s)
}

// provinces are the wordings of provinces, folded and without signs, by how they are written in full.
var provinces = func() map[string]string {
	m := map[string]string{}
	for full, others := range map[string]string{
		"Noord-Brabant": "nb noordbrabant nbrabant brabant", "Zuid-Holland": "zh zuidholland zholland", "Noord-Holland": "nh noordholland nholland",
		"Utrecht": "ut utr utrecht", "Gelderland": "gld gl ge gelderland", "Overijssel": "ov overijssel", "Limburg": "lb li lim limburg limburgnl",
		"Drenthe": "dr drenthe", "Flevoland": "fl flevoland", "Friesland": "fr fryslan friesland frl", "Groningen": "gr gn groningen", "Zeeland": "zl ze zeeland zld",
		"Antwerpen": "antwerpen ant", "Oost-Vlaanderen": "oostvlaanderen ovl", "West-Vlaanderen": "westvlaanderen wvl", "Vlaams-Brabant": "vlaamsbrabant vlbrabant vbr",
		"Belgisch-Limburg": "limburgb limburgbe limburgbelgie belgischlimburg blimburg", "Waals-Brabant": "waalsbrabant", "Brussel": "brussel bhg",
		"Henegouwen": "henegouwen", "Luik": "luik", "Luxemburg": "luxemburg", "Namen": "namen",
	} {
		for w := range strings.FieldsSeq(others) {
			m[w] = full
		}
	}
	return m
}()

// readProvince writes a province in full; one it does not know stays as it was.
func readProvince(s string) string {
	plain := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return r
		}
		return -1
	}, data.Fold(s))
	if full, ok := provinces[plain]; ok {
		return full
	}
	return oneLine(s)
}

var (
	endOfStreet   = regexp.MustCompile(`^(.*?\pL.*?)[ ,]+(\d+\s*(?:[-/ ]?\s*(?:[A-Za-z]|\d{1,4}|bis|ter|hs|rood|zwart|I{1,3}|IV|bus \d+|[a-z]{1,2}\d?))?)$`)
	singleLetter  = regexp.MustCompile(`^[A-Za-z]$`)
	numberSpaces  = regexp.MustCompile(`^(\d+) ?([A-Za-z])$`)
	numberWords   = regexp.MustCompile(`^(\d+)(bis|ter|hs|rood|zwart|I{1,3}|bus)\b`)
	wholeAddress  = regexp.MustCompile(`^(.*?\pL.*?\d[^\s,;]*(?: [A-Za-z]{1,3})?)[ ,;]+((?:B-|NL-)?\d{4} ?[A-Za-z]{2}|B-\d{4})[ ,;]+(\pL.*)$`)
	placePostcode = regexp.MustCompile(`^((?:B-|BE-|NL-)?\d{4}(?: ?[A-Za-z]{2}\b)?)[ ,]+(.+)$`)
)

// splitStreet takes the house number off a street that has it.
func splitStreet(s string) (street, number string) {
	if m := endOfStreet.FindStringSubmatch(s); m != nil {
		return strings.TrimSpace(m[1]), strings.TrimSpace(m[2])
	}
	return s, ""
}

// houseNumber puts number and addition together: "12" and "a" is "12a", "12" and
// "-3" is "12-3", "12" and "bis" is "12 bis".
func houseNumber(number, addition string) string {
	number, addition = oneLine(number), oneLine(addition)
	if m := numberSpaces.FindStringSubmatch(number); m != nil {
		number = m[1] + m[2]
	}
	number = numberWords.ReplaceAllString(number, "$1 $2")
	switch {
	case addition == "":
		return number
	case number == "":
		return addition
	case singleLetter.MatchString(addition) || strings.HasPrefix(addition, "-") || strings.HasPrefix(addition, "/"):
		return number + addition
	case addition[0] >= '0' && addition[0] <= '9':
		return number + "-" + addition
	}
	return number + " " + addition
}

// splitPlace takes "1234 AB Dorp" apart.
func splitPlace(s string) (code, town string) {
	if m := placePostcode.FindStringSubmatch(s); m != nil {
		return m[1], m[2]
	}
	return "", s
}

// tidyTown gives a town its capitals: "WIJK BIJ DUURSTEDE" and "wijk bij duurstede"
// are "Wijk bij Duurstede".
func tidyTown(s string) string {
	if s == "" || s != strings.ToUpper(s) && s != strings.ToLower(s) {
		return s
	}
	small := wordSet("aan bij de den der het in op en van over tot onder boven ter ten 't 's")
	parts := strings.Fields(strings.ToLower(s))
	for i, p := range parts {
		if i > 0 && i < len(parts) && small[p] {
			continue
		}
		sub := strings.Split(p, "-")
		for j, w := range sub {
			if w != "" && (w != "'s" || len(sub) == 1 && len(parts) == 1) && (j == 0 || !small[w]) {
				sub[j] = tidyCase(w)
			}
		}
		parts[i] = strings.Join(sub, "-")
	}
	return strings.Join(parts, " ")
}
