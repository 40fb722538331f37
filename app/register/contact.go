package register

import (
	"regexp"
	"strings"
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
	if wrong != "" && len(addresses) > 0 && !strings.Contains(strings.Join(addresses, " "), "@") {
		return nil, wrong
	}
	return addresses, wrong
}

// emailFault says in Dutch what is wrong with a mail address.
func emailFault(s string) string {
	switch {
	case !strings.Contains(s, "@") && (strings.Contains(s, "(at)") || strings.Contains(s, "[at]") || strings.Contains(s, " at ")):
		return "geen geldig e-mailadres: het @-teken staat er als (at)"
	case !strings.Contains(s, "@") && !strings.Contains(s, "."):
		return "geen e-mailadres"
	case !strings.Contains(s, "@"):
		return "geen geldig e-mailadres: het @-teken ontbreekt"
	case strings.Count(s, "@") > 1:
		return "geen geldig e-mailadres: meer dan één @-teken"
	case strings.Contains(s, ","):
		return "geen geldig e-mailadres: komma in plaats van punt"
	}
	return "geen geldig e-mailadres"
}
