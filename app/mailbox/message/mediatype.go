package message

import (
	"sort"
	"strconv"
	"strings"
)

// parseMediaType reads "type/sub; name=value" as it is found in mail: quotes left
// open, spaces, doubled parameters, RFC 2231 pieces in any charset. It never
// fails; an unusable type is "".
func parseMediaType(s string) (mediaType string, params map[string]string) {
	fields := splitOutsideQuotes(s, ';')
	params = map[string]string{}
	if len(fields) == 0 {
		return "", params
	}
	mediaType = strings.ToLower(strings.TrimSpace(fields[0]))
	if i := strings.IndexAny(mediaType, " \t\""); i >= 0 {
		mediaType = mediaType[:i]
	}
	switch {
	case mediaType == "text":
		mediaType = "text/plain"
	case mediaType == "html":
		mediaType = "text/html"
	}
	type piece struct {
		n       int
		encoded bool
		value   string
	}
	pieces := map[string][]piece{}
	for _, f := range fields[1:] {
		name, value, ok := strings.Cut(f, "=")
		if !ok {
			continue
		}
		name = strings.ToLower(strings.TrimSpace(name))
		value = unquote(strings.TrimSpace(value))
		base, star, continued := strings.Cut(name, "*")
		if !continued {
			if _, seen := params[name]; !seen && name != "" {
				params[name] = value
			}
			continue
		}
		encoded := star == "" || strings.HasSuffix(star, "*")
		n, err := strconv.Atoi(strings.TrimSuffix(star, "*"))
		if err != nil {
			n = 0
		}
		pieces[base] = append(pieces[base], piece{n, encoded, value})
	}
	for name, list := range pieces {
		sort.SliceStable(list, func(i, j int) bool { return list[i].n < list[j].n })
		charset := ""
		var b strings.Builder
		for i, p := range list {
			v := p.value
			if p.encoded {
				if i == 0 {
					if parts := strings.SplitN(v, "'", 3); len(parts) == 3 {
						charset, v = parts[0], parts[2]
					}
				}
				v = percentDecode(v)
			}
			b.WriteString(v)
		}
		// What a program writes in both forms stands in full in the RFC 2231 form.
		text, _ := decodeCharset([]byte(b.String()), charset, false)
		params[name] = text
	}
	return mediaType, params
}

// splitOutsideQuotes splits at sep, but not inside double quotes.
func splitOutsideQuotes(s string, sep byte) []string {
	var out []string
	start, quoted := 0, false
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && quoted:
			i++
		case s[i] == '"':
			quoted = !quoted
		case s[i] == sep && !quoted:
			out = append(out, s[start:i])
			start = i + 1
		}
	}
	if start < len(s) {
		out = append(out, s[start:])
	}
	return out
}

// unquote takes the double quotes and their backslashes away.
func unquote(s string) string {
	if !strings.HasPrefix(s, `"`) {
		// A comment or stray word behind an unquoted value is no part of it, a
		// file name with spaces is.
		return strings.Trim(s, `"`)
	}
	s = s[1:]
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '"' {
			break
		}
		// Windows programs write paths with bare backslashes in quotes.
		if s[i] == '\\' && i+1 < len(s) && (s[i+1] == '"' || s[i+1] == '\\') {
			i++
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

func percentDecode(s string) string {
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) {
			if v, ok := hexByte(s[i+1], s[i+2]); ok {
				b = append(b, v)
				i += 2
				continue
			}
		}
		b = append(b, s[i])
	}
	return string(b)
}
