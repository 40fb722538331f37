package sales

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"kiesvoorhetkind.nl/kantoor/app/dutch"
)

// tidy makes one line of a text: composed letters (NFC), no signs that do not
// print, single spaces.
func tidy(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r) || r == unicode.ReplacementChar || unicode.Is(unicode.Cf, r):
			return -1
		}
		return r
	}, norm.NFC.String(strings.ToValidUTF8(s, "")))
	return strings.Join(strings.Fields(s), " ")
}

// tidyLines is tidy for a text of several lines.
func tidyLines(s string) string {
	lines := strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n")
	for i := range lines {
		lines[i] = tidy(lines[i])
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

var dutchPostcode = regexp.MustCompile(`^([1-9][0-9]{3}) ?([A-Za-z]{2})$`)

// tidyPostcode writes a Dutch postcode as "1234 AB"; others stay as they are.
func tidyPostcode(s string) string {
	if m := dutchPostcode.FindStringSubmatch(s); m != nil {
		return m[1] + " " + strings.ToUpper(m[2])
	}
	return s
}

// tidyCountry makes a code of a country's name; none is the Netherlands, and one
// that is not known stays as it is.
func tidyCountry(s string) string {
	if s == "" {
		return "NL"
	}
	if code, known := dutch.CountryCode(s); known {
		return code
	}
	if len(s) == 2 {
		return strings.ToUpper(s)
	}
	return s
}

// mailAddress says whether a text looks like one mail address.
func mailAddress(s string) bool {
	local, domain, ok := strings.Cut(s, "@")
	return ok && local != "" && strings.Contains(domain, ".") && !strings.ContainsAny(s, " ,;<>\"") && !strings.Contains(domain, "@") &&
		!strings.HasPrefix(domain, ".") && !strings.HasSuffix(domain, ".")
}

func digits(s string, n int) bool {
	return len(s) == n && strings.Trim(s, "0123456789") == ""
}
