package register

import (
	"regexp"
	"strings"
	"unicode"

	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// Why a row of a list is no person.
var (
	reasonBlank     = words.Later("lege rij")
	reasonHeader    = words.Later("kopregel")
	reasonTitle     = words.Later("titel boven de lijst")
	reasonTotal     = words.Later("totaalregel")
	reasonSeparator = words.Later("tussenkop of scheidingsregel")
	reasonNoName    = words.Later("geen naam ingevuld")
)

var (
	totals     = regexp.MustCompile(`(?i)^\W*(sub)?tota(al|len)\b|^\W*(totaal )?aantal\b|^\W*(som|gemiddelde?|saldo)\b\W*$|^\W*(sub)?total\b`)
	separators = regexp.MustCompile(`^[\s\-–—=_*#~.+<>|/\\]{2,}`)
)

// noPerson says why a row below the headings is no person; empty when it is one.
func noPerson(row []string, l layout) string {
	filled := filledCells(row)
	if len(filled) == 0 {
		return reasonBlank
	}
	known, same, name, details := 0, 0, "", 0
	for i, c := range l.columns {
		if c.field != fUnknown {
			known++
		}
		if i >= len(row) {
			continue
		}
		v := oneLine(row[i])
		if v == "" {
			continue
		}
		if strings.EqualFold(v, c.heading) {
			same++
		}
		switch c.field {
		case fName, fSurname, fFirst, fInitials:
			name = strings.TrimSpace(name + " " + v)
		case fUnknown, fSerial:
		default:
			details++
		}
	}
	switch {
	case same > 1 && same*2 > len(filled):
		return reasonHeader
	case totals.MatchString(filled[0]) && (name == "" || totals.MatchString(name)) && details < 6:
		return reasonTotal
	case !strings.ContainsFunc(strings.Join(filled, ""), unicode.IsLetter) && name == "":
		return reasonNoName
	case separators.MatchString(filled[0]) && len(filled) <= 2:
		return reasonSeparator
	case len(filled) == 1 && known > 2:
		return reasonSeparator
	case !strings.ContainsFunc(name, unicode.IsLetter):
		return reasonNoName
	}
	return ""
}

func filledCells(row []string) []string {
	var out []string
	for _, c := range row {
		if v := oneLine(c); v != "" {
			out = append(out, v)
		}
	}
	return out
}

// short cuts a long text for a message.
func short(s string) string {
	if r := []rune(s); len(r) > 80 {
		return string(r[:79]) + "…"
	}
	return s
}
