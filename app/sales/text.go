package sales

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"kiesvoorhetkind.nl/kantoor/data"
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

// tidyCountry makes a code of two letters of the names that customers use most.
func tidyCountry(s string) string {
	switch data.Fold(s) {
	case "", "nl", "nederland", "netherlands", "the netherlands", "holland":
		return "NL"
	case "be", "belgie", "belgium", "belgique":
		return "BE"
	case "de", "duitsland", "germany", "deutschland":
		return "DE"
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
