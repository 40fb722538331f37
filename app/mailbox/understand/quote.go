package understand

import (
	"strings"
)

// kind of a line in a mail.
type kind byte

const (
	kindNew       kind = iota // written this time
	kindQuoted                // an earlier mail, quoted
	kindForwarded             // somebody else's mail, passed on
	kindSignature             // below the closing words
	kindNoise                 // disclaimer, "sent from my phone", unsubscribe lines
)

var (
	reAttribution = expression(`(?i)^\s*>*\s*(?:op|on|le|am|el)\s.{4,200}\b(?:schreef|wrote|heeft.{0,80}geschreven|a écrit|schrieb|het volgende geschreven)\b.{0,160}:\s*$`)
	reAttrSplit   = expression(`(?i)^\s*(?:op|on)\s+(?:ma|di|wo|do|vr|za|zo|mon|tue|wed|thu|fri|sat|sun|\d)\S*.{6,}`)
	reWroteEnd    = expression(`(?i)(?:schreef|wrote|geschreven)\b.{0,160}:\s*$`)
	reDivider     = expression(`(?i)^[\s>*]*[-_=*]{2,}\s*(oorspronkelijk bericht|original message|oorspronkelijk e-?mailbericht|doorgestuurd bericht|forwarded message|forwarded by|doorgezonden bericht)`)
	reBeginFwd    = expression(`(?i)^[\s>]*(begin doorgestuurd bericht|begin forwarded message|doorgestuurd bericht)\s*:?\s*$`)
	reHeaderFrom  = expression(`(?i)^[\s>*]*(van|from|de|von)\s*:\*?\s*\S`)
	reHeaderOther = expression(`(?i)^[\s>*]*(verzonden|sent|datum|date|aan|to|cc|onderwerp|subject|betreft)\s*:`)
	reRule        = expression(`^\s*_{10,}\s*$`)
	reFwdSubject  = expression(`(?i)^\s*(fwd?|doorst|dst|tr|wg)\s*:`)
	reReSubject   = expression(`(?i)^\s*((re|antw|antwoord|betr|aw|sv|fwd?|doorst|dst|tr|wg)\s*(\[\d+\])?\s*:\s*)+`)
)

// cutQuotes says of each line whether it was written this time. The rules are those of
// the mail programs: "Op ... schreef ...:", Outlook's header block, dividers and ">".
func cutQuotes(text string, lines []line, subject string) []kind {
	kinds := make([]kind, len(lines))
	forwardedMail := reFwdSubject.MatchString(subject)
	get := func(i int) string { return clip(text[lines[i].start:lines[i].end], 400) }
	rest := func(from int, k kind) []kind {
		for j := from; j < len(kinds); j++ {
			kinds[j] = k
		}
		return kinds
	}
	behind := func(marker bool) kind {
		if marker || forwardedMail {
			return kindForwarded
		}
		return kindQuoted
	}
	for i := 0; i < len(lines); i++ {
		s := get(i)
		trimmed := strings.TrimSpace(s)
		switch {
		case trimmed == "":
		case strings.HasPrefix(trimmed, ">"):
			// A lone line with > is somebody's motto; a quote has more or an attribution above it.
			above := i - 1
			for above >= 0 && strings.TrimSpace(get(above)) == "" {
				above--
			}
			if above >= 0 && kinds[above] == kindQuoted || i+1 < len(lines) && strings.HasPrefix(strings.TrimSpace(get(i+1)), ">") {
				kinds[i] = kindQuoted
			}
		case reBeginFwd.MatchString(s):
			return rest(i, kindForwarded)
		case reDivider.MatchString(s):
			low := strings.ToLower(s)
			return rest(i, behind(strings.Contains(low, "doorge") || strings.Contains(low, "forward")))
		case reRule.MatchString(s) && i+1 < len(lines) && headerBlock(get, i+1, len(lines)):
			return rest(i, behind(false))
		case headerBlock(get, i, len(lines)):
			return rest(i, behind(false))
		default:
			n := attribution(get, i, len(lines))
			if n == 0 {
				continue
			}
			for j := i; j < i+n; j++ {
				kinds[j] = kindQuoted
			}
			if !quoteSignsFollow(get, i+n, len(lines)) {
				return rest(i, behind(false))
			}
			i += n - 1
		}
	}
	// Blank lines inside a quote belong to it.
	for i := 1; i < len(kinds); i++ {
		if kinds[i] == kindNew && kinds[i-1] == kindQuoted && strings.TrimSpace(get(i)) == "" {
			kinds[i] = kindQuoted
		}
	}
	return kinds
}

// attribution counts the lines (1 to 3) of an "Op ... schreef ...:" that starts at line i.
func attribution(get func(int) string, i, n int) int {
	s := get(i)
	if reAttribution.MatchString(s) {
		return 1
	}
	if !reAttrSplit.MatchString(s) {
		return 0
	}
	for k := 1; k <= 2 && i+k < n; k++ {
		s += " " + strings.TrimSpace(get(i+k))
		if reAttribution.MatchString(s) && reWroteEnd.MatchString(s) {
			return k + 1
		}
	}
	return 0
}

// headerBlock recognises "Van: / Verzonden: / Aan: / Onderwerp:" from line i.
func headerBlock(get func(int) string, i, n int) bool {
	if !reHeaderFrom.MatchString(get(i)) {
		return false
	}
	found := 0
	for j := i + 1; j < n && j <= i+8; j++ {
		if reHeaderOther.MatchString(get(j)) {
			found++
		}
	}
	return found >= 2
}

func quoteSignsFollow(get func(int) string, from, n int) bool {
	for j := from; j < n && j < from+4; j++ {
		if strings.HasPrefix(strings.TrimSpace(get(j)), ">") {
			return true
		}
	}
	return false
}

// cleanSubject takes Re:, Fwd:, Antw: and the like off a subject.
func cleanSubject(s string) string {
	return squeeze(reReSubject.ReplaceAllString(clip(s, 1000), ""))
}

var reQuotedFrom = expression(`(?im)^[\s>*]*(?:van|from)\s*:\*?\s*(.{3,160})$`)

// quotedFrom reads the writer of a forwarded mail from its header block.
func quotedFrom(s string) (name, email string) {
	m := reQuotedFrom.FindStringSubmatch(s)
	if m == nil {
		return "", ""
	}
	who := strings.TrimSpace(m[1])
	email = strings.ToLower(reEmail.FindString(who))
	if k := strings.IndexAny(who, "<[("); k >= 0 {
		who = who[:k]
	} else if email != "" {
		who = strings.Replace(who, email, "", 1)
	}
	return strings.Trim(strings.TrimSpace(who), `"'`), email
}
