package message

import (
	"strings"
)

// parseAddresses reads an address header as people's programs write it: names in
// quotes, as encoded words or in a comment behind the address, groups, semicolons
// between addresses, commas in names without quotes. What holds no address is left
// out; at most maxPeople are read.
func parseAddresses(s string) []Address {
	var out []Address
	carried := ""
	for _, piece := range splitAddresses(s) {
		if carried != "" {
			piece = carried + "," + piece
			carried = ""
		}
		a, ok := parseAddress(piece)
		if !ok {
			// "Bakker, Femke <f@...>": the first half of a name without quotes.
			if strings.TrimSpace(piece) != "" && len(piece) < 300 {
				carried = piece
			}
			continue
		}
		out = append(out, a)
		if len(out) == maxPeople {
			break
		}
	}
	return out
}

// splitAddresses splits at the commas and semicolons outside quotes, brackets
// and comments, and drops the names of groups.
func splitAddresses(s string) []string {
	s = strings.NewReplacer("\r", "", "\n", "", "\x00", "").Replace(s)
	s = capped(s)
	if leftOpen(s) {
		// A quote left open would hide every address behind it.
		s = strings.ReplaceAll(s, `"`, "")
	}
	var out []string
	start, quoted, angle, comment := 0, false, false, 0
	lastClose := strings.LastIndexByte(s, ')')
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\' && (quoted || comment > 0):
			i++
		case c == '"' && comment == 0:
			quoted = !quoted
		case quoted:
		case c == '(':
			comment++
		case c == ')' && comment > 0:
			comment--
		case comment > 0:
			// A comment left open ends with the address.
			if i > lastClose {
				comment = 0
				i--
			}
		case c == '<':
			angle = true
		case c == '>':
			angle = false
		case (c == ',' || c == ';') && !angle:
			out = append(out, s[start:i])
			start = i + 1
		case c == ':' && !angle && !strings.Contains(s[start:i], "@") && !strings.HasSuffix(strings.ToLower(s[start:i]), "mailto"):
			start = i + 1
		}
	}
	return append(out, s[start:])
}

// leftOpen says whether a quote has no end.
func leftOpen(s string) bool {
	quoted := false
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && quoted:
			i++
		case s[i] == '"':
			quoted = !quoted
		}
	}
	return quoted
}

// angle is where the <...> with the address begins, or -1. One in quotes or parentheses belongs
// to the name, whatever address it shows.
func angle(s string) int {
	first, quoted := -1, false
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && quoted:
			i++
		case s[i] == '"':
			quoted = !quoted
		case quoted:
		case s[i] == '(':
			i += comment(s[i:])
		case s[i] != '<':
		case first < 0:
			first = i
			fallthrough
		default:
			if within, _, _ := strings.Cut(s[i:], ">"); strings.Contains(within, "@") {
				return i
			}
		}
	}
	return first
}

// comment is how many bytes a comment at the start of s takes up to its closing parenthesis, 0
// for one left open.
func comment(s string) int {
	depth := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return 0
}

func parseAddress(s string) (Address, bool) {
	plain, comments := cutComments(s)
	var name, email string
	if i := angle(plain); i >= 0 && strings.Contains(plain[i:], "@") {
		name = plain[:i]
		email, _, _ = strings.Cut(plain[i+1:], ">")
	} else {
		for _, f := range strings.Fields(plain) {
			if strings.Contains(f, "@") {
				email = f
			} else {
				name += " " + f
			}
		}
	}
	email = cleanEmail(email)
	if email == "" {
		return Address{}, false
	}
	name = cleanName(name)
	if name == "" {
		name = cleanName(comments)
	}
	if strings.EqualFold(name, email) {
		name = ""
	}
	return Address{Name: name, Email: email}, true
}

// cutComments takes the text in parentheses out of an address, but leaves a
// parenthesis in a name in front of <...> where it stands: in Dutch offices
// "Smeets, A. (Anja)" and "(school)" are part of the name.
func cutComments(s string) (plain, comments string) {
	if i := angle(s); i >= 0 {
		address, behind, _ := strings.Cut(s[i+1:], ">")
		plain = s[:i] + "<" + address + ">"
		_, comments = cutParentheses(behind)
		return plain, comments
	}
	return cutParentheses(s)
}

func cutParentheses(s string) (outside, inside string) {
	var out, in strings.Builder
	depth := 0
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '(':
			depth++
			continue
		case s[i] == ')' && depth > 0:
			depth--
			in.WriteByte(' ')
			continue
		}
		if depth > 0 {
			in.WriteByte(s[i])
		} else {
			out.WriteByte(s[i])
		}
	}
	return out.String(), in.String()
}

// cleanName decodes a name and takes quotes and backslashes away.
func cleanName(s string) string {
	s = strings.TrimSpace(s)
	if strings.Contains(s, `"`) {
		s = strings.NewReplacer(`\"`, `"`, `\\`, `\`, `"`, "").Replace(s)
	}
	s = oneLine(decodeWords(s), 200)
	// Outlook writes 'name' in quotes of its own.
	if len(s) > 2 && strings.HasPrefix(s, "'") && strings.HasSuffix(s, "'") {
		s = strings.TrimSpace(s[1 : len(s)-1])
	}
	return s
}

// cleanEmail is the bare address, or "" when it has no text on both sides of
// its @.
func cleanEmail(s string) string {
	s = oneLine(decodeWords(s), 320)
	s = strings.ReplaceAll(strings.Trim(s, " <>\"',;"), " ", "")
	if len(s) > 7 && strings.EqualFold(s[:7], "mailto:") {
		s = s[7:]
	}
	s = strings.TrimRight(s, ".")
	i := strings.LastIndexByte(s, '@')
	if i < 1 || i == len(s)-1 || strings.ContainsAny(s[i:], "<>()[]\\,;:\"") && !strings.HasPrefix(s[i:], "@[") {
		return ""
	}
	return s
}
