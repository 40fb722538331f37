package register

import (
	"regexp"
	"slices"
	"strings"

	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// address is a mail address as people have them: letters, digits and a few signs,
// a domain with a dot and letters at its end.
var address = regexp.MustCompile(`^[a-z0-9!#$%&'*+/=?^_{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_{|}~-]+)*@([\p{L}0-9]([\p{L}0-9-]*[\p{L}0-9])?\.)+[\p{L}]{2,}$`)

// validEmail says whether a text is one usable mail address.
func validEmail(s string) bool { return len(s) <= 254 && address.MatchString(s) }

var between = regexp.MustCompile(`(?i)[\s;,/|]+(en |of |and |or )?`)

// readEmails reads the mail addresses of a cell, in lower case. wrong says what
// is not right with the rest, empty when all was read.
func readEmails(cell string) (addresses []string, wrong string) {
	cell = strings.ToLower(oneLine(cell))
	if cell == "" {
		return nil, ""
	}
	for part := range strings.SplitSeq(between.ReplaceAllString(cell, " "), " ") {
		part = strings.Trim(strings.TrimPrefix(part, "mailto:"), "<>()[]\"'.:")
		switch {
		case part == "" || part == "-":
		case validEmail(part):
			addresses = append(addresses, part)
		case wrong == "":
			wrong = emailFault(cell)
		}
	}
	if wrong != "" && strings.Contains(cell, ",") {
		// The comma stands in the address itself, so what is before it is half of one.
		return nil, wrong
	}
	return addresses, wrong
}

// emailFault says in Dutch what is wrong with a mail address.
func emailFault(s string) string {
	switch {
	case !strings.Contains(s, "@") && (strings.Contains(s, "(at)") || strings.Contains(s, "[at]") || strings.Contains(s, " at ")):
		return words.T("geen geldig e-mailadres: het @-teken staat er als (at)")
	case !strings.Contains(s, "@") && !strings.Contains(s, "."):
		return words.T("geen e-mailadres")
	case !strings.Contains(s, "@"):
		return words.T("geen geldig e-mailadres: het @-teken ontbreekt")
	case strings.Count(s, "@") > 1:
		return words.T("geen geldig e-mailadres: meer dan één @-teken")
	case strings.Contains(s, ","):
		return words.T("geen geldig e-mailadres: komma in plaats van punt")
	}
	return words.T("geen geldig e-mailadres")
}

// phoneNumber is one telephone number in one form, and what stood with it.
type phoneNumber struct {
	number   string
	mobile   bool
	repaired bool   // a leading zero was put back
	remark   string // "werk"
	fault    string // in Dutch, empty when it can be dialled
}

// shortAreas are the Dutch area codes of three digits; others have four.
var shortAreas = wordSet("010 013 015 020 023 024 026 030 033 035 036 038 040 043 045 046 050 053 055 058 070 071 072 073 074 075 076 077 078 079 085 088 084 087 091 097")

var (
	brackets    = regexp.MustCompile(`\(\s*([^()]*\pL[^()]*)\)`)
	phoneSigns  = regexp.MustCompile(`[^\d+]`)
	phoneParts  = regexp.MustCompile(`\s*(?:/|;|\||,| of | en )\s*`)
	twoNumbers  = regexp.MustCompile(`\d{4,}.*[/;|,].*\d{4,}|\d{4,}.* (of|en) .*\d{4,}`)
	phoneRemark = regexp.MustCompile(`(?i)\b(werk|prive|privé|thuis|mobiel|tel|vast|overdag|avond|alleen|niet|na|bellen)\b`)
)

// readPhones reads the telephone numbers of a cell, most cells one. Country (NL,
// BE) says how a number without a country code is read.
func readPhones(cell, country string) []phoneNumber {
	if lines := strings.Split(tidy(cell), "\n"); len(lines) > 1 && len(lines) < 5 {
		var out []phoneNumber
		for _, l := range lines {
			out = append(out, readPhones(l, country)...)
		}
		return out
	}
	cell = oneLine(cell)
	if cell == "" {
		return nil
	}
	parts := []string{cell}
	if several := phoneParts.Split(cell, 4); twoNumbers.MatchString(cell) || wholeNumbers(several) {
		parts = several
	}
	var out []phoneNumber
	for _, part := range parts {
		if strings.TrimSpace(part) != "" {
			out = append(out, readPhone(part, country))
		}
	}
	return out
}

// wholeNumbers says whether each part has as many digits as a telephone number with its area has.
func wholeNumbers(parts []string) bool {
	return !slices.ContainsFunc(parts, func(p string) bool {
		digits := 0
		for _, r := range p {
			if r >= '0' && r <= '9' {
				digits++
			}
		}
		return digits < 9
	})
}

func readPhone(s, country string) phoneNumber {
	var p phoneNumber
	if m := brackets.FindStringSubmatch(s); m != nil {
		p.remark = strings.TrimSpace(m[1])
		s = brackets.ReplaceAllString(s, "")
	}
	if m := phoneRemark.FindString(s); m != "" && p.remark == "" {
		p.remark = m
	}
	digits := phoneSigns.ReplaceAllString(strings.ReplaceAll(s, "(0)", ""), "")
	if strings.Count(digits, "+") > 1 || strings.LastIndex(digits, "+") > 0 {
		return phoneNumber{number: s, remark: p.remark, fault: words.T("geen telefoonnummer")}
	}
	if rest, ok := strings.CutPrefix(digits, "00"); ok && len(rest) > 8 {
		digits = "+" + rest
	}
	if strings.HasPrefix(digits, "31") && len(digits) == 11 {
		digits = "+" + digits
	}
	if rest, ok := strings.CutPrefix(digits, "+31"); ok {
		digits = "0" + strings.TrimPrefix(rest, "0")
	} else if strings.HasPrefix(digits, "+") {
		return foreign(p, s, digits)
	}
	if country == "BE" {
		if len(digits) > 0 && digits[0] != '0' && (len(digits) == 8 || len(digits) == 9) {
			digits, p.repaired = "0"+digits, true
		}
		if n := len(digits); n == 9 || n == 10 {
			p.mobile = strings.HasPrefix(digits, "04") && n == 10
			p.number = "+32 " + digits[1:]
			return p
		}
	}
	if len(digits) == 9 && digits[0] != '0' {
		digits, p.repaired = "0"+digits, true
	}
	if len(digits) != 10 || digits[0] != '0' {
		p.number, p.repaired, p.fault = strings.TrimSpace(s), false, words.T("geen telefoonnummer van tien cijfers")
		return p
	}
	switch {
	case strings.HasPrefix(digits, "06"):
		p.mobile, p.number = true, "06-"+digits[2:]
		if strings.EqualFold(p.remark, "mobiel") {
			p.remark = "" // as the number says itself
		}
	case shortAreas[digits[:3]]:
		p.number = digits[:3] + "-" + digits[3:]
	default:
		p.number = digits[:4] + "-" + digits[4:]
	}
	return p
}

// foreign keeps the groups in which a number abroad was written.
func foreign(p phoneNumber, written, digits string) phoneNumber {
	if len(digits) < 9 || len(digits) > 16 {
		p.number, p.fault = strings.TrimSpace(written), words.T("geen telefoonnummer")
		return p
	}
	p.mobile = strings.HasPrefix(digits, "+324") && len(digits) == len("+32470123456")
	p.number = digits
	if groups := strings.Fields(written); strings.HasPrefix(written, "+") && len(groups) > 1 {
		p.number = strings.Join(groups, " ")
	} else if len(digits) > 4 {
		p.number = digits[:3] + " " + digits[3:]
	}
	return p
}
