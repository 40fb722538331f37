package understand

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// person is a name taken apart the Dutch way.
type person struct {
	first    string // given name, or initials where no given name is known
	prefix   string // tussenvoegsel: "van der"
	surname  string
	initials bool // first holds initials only
}

func (p person) full() string {
	return squeeze(p.first + " " + p.prefix + " " + p.surname)
}

func (p person) empty() bool { return p.first == "" && p.surname == "" }

var prefixes = map[string]bool{
	"van": true, "de": true, "der": true, "den": true, "het": true, "'t": true, "ten": true, "ter": true, "te": true,
	"in": true, "op": true, "tot": true, "von": true, "zu": true, "du": true, "la": true, "le": true, "el": true, "al": true,
	"bij": true, "aan": true, "over": true, "onder": true, "uit": true, "voor": true, "vd": true, "v.d.": true, "d'": true,
	"den-": true, "dos": true, "da": true, "di": true, "ben": true, "af": true, "vander": true, "'s": true, "v/d": true,
}

var titles = map[string]bool{
	"mr": true, "drs": true, "dr": true, "ir": true, "ing": true, "prof": true, "bc": true, "msc": true, "bsc": true, "ma": true,
	"ba": true, "phd": true, "mba": true, "dhr": true, "mw": true, "mevr": true, "mevrouw": true, "meneer": true, "heer": true,
	"de heer": true, "mvr": true, "hr": true, "mrs": true, "ds": true, "llm": true, "h.o": true, "mfn": true,
}

var (
	reParen    = expression(`\s*[(\[][^)\]]*[)\]]\s*`)
	reInitials = expression(`^(?:[A-Z]\.?-?){1,6}$|^(?:[A-Z][a-z]{0,2}\.){1,6}$`)
	reNameWord = expression(`^[\p{Lu}'’][\p{L}'’\-.]*$`)
)

// cleanPerson reads a display name: "Bruins, E.M.J. (Els)", "Berg, Els van den",
// "mr. E. (Els) Bruins-de Wit", "Els Bruins | De Hoek". An empty person
// comes back for what is no name.
func cleanPerson(s string) person {
	s = plainQuotes(squeeze(clip(s, 200)))
	s = strings.Trim(s, `"' `)
	if strings.Contains(s, "@") || s == "" {
		return person{}
	}
	for _, sep := range []string{" | ", " - ", " – ", " / ", " via ", " namens ", " @ "} {
		if a, _, ok := strings.Cut(s, sep); ok && len(strings.Fields(a)) >= 2 {
			s = a
		}
	}
	given := ""
	if m := reParen.FindString(s); m != "" {
		inner := strings.Trim(m, " ()[]")
		if reNameWord.MatchString(inner) && !reInitials.MatchString(inner) && !orgWords[fold(inner)] {
			given = inner
		}
		s = squeeze(reParen.ReplaceAllString(s, " "))
	}
	if a, b, ok := strings.Cut(s, ","); ok {
		b, _, _ = strings.Cut(b, ",")
		if first := strings.TrimSpace(b); first != "" && !titles[strings.Trim(fold(first), ".")] {
			// The tussenvoegsel stands behind the given name: "Berg, Els van den".
			s = first + " " + strings.TrimSpace(a)
		} else {
			s = a
		}
	}
	words := strings.Fields(s)
	for len(words) > 1 && titles[strings.Trim(fold(words[0]), ".")] {
		words = words[1:]
	}
	for len(words) > 1 && titles[strings.Trim(fold(words[len(words)-1]), ".")] {
		words = words[:len(words)-1]
	}
	if len(words) == 0 || len(words) > 9 {
		return person{}
	}
	if allCaps(s) && len(s) > 4 {
		for i, w := range words {
			if utf8.RuneCountInString(w) > 1 && !strings.Contains(w, ".") {
				words[i] = capitalise(w)
			}
		}
	}
	for i, w := range words {
		low := fold(w)
		if !reNameWord.MatchString(w) && !prefixes[low] && !(i == 0 && len(words) <= 3 && onlyLetters(w)) && !onlyLetters(w) {
			return person{}
		}
	}
	// A name typed without capitals gets them.
	if !strings.ContainsFunc(strings.Join(words, ""), unicode.IsUpper) {
		for i, w := range words {
			if i == 0 || !prefixes[w] {
				words[i] = capitalise(w)
			}
		}
	}
	p := person{}
	i := 0
	for i < len(words) && !prefixes[fold(words[i])] && (i == 0 || i < len(words)-1) {
		if i > 0 && !reInitials.MatchString(words[i]) && len(words)-i <= 1 {
			break
		}
		if i > 0 && !reInitials.MatchString(words[i]) && !prefixAhead(words[i:]) {
			break
		}
		p.first = squeeze(p.first + " " + words[i])
		i++
	}
	for i < len(words)-1 && prefixes[fold(words[i])] {
		p.prefix = squeeze(p.prefix + " " + words[i])
		i++
	}
	p.surname = strings.Join(words[i:], " ")
	p.initials = reInitials.MatchString(strings.ReplaceAll(p.first, " ", ""))
	if given != "" {
		p.first, p.initials = given, false
	}
	return p
}

func prefixAhead(words []string) bool {
	for _, w := range words[1:] {
		if prefixes[fold(w)] {
			return true
		}
	}
	return false
}

// looksLikeName says whether a short text can be a person's name.
func looksLikeName(s string) bool {
	s = plainQuotes(strings.Trim(s, " ,.!*_"))
	words := strings.Fields(reParen.ReplaceAllString(s, " "))
	if len(words) == 0 || len(words) > 8 || len(s) > 80 || strings.ContainsAny(s, "@:;!?/\\|0123456789\"") {
		return false
	}
	capitals := 0
	for i, w := range words {
		low := strings.Trim(fold(w), ".,")
		switch {
		case prefixes[low] || titles[low] || low == "en":
		case nameStops[low] || functionWords[low] || orgWords[low]:
			return false
		case reNameWord.MatchString(strings.Trim(w, ",")):
			capitals++
		case i == 0 && len(words) == 1 && len(w) > 1 && onlyLetters(w):
			capitals++
		default:
			return false
		}
	}
	return capitals >= 1
}

// sameName says whether two spellings can be one person: equal surnames and a first
// name that begins alike, or the first name alone.
func sameName(a, b string) bool {
	pa, pb := cleanPerson(a), cleanPerson(b)
	if pa.empty() || pb.empty() {
		return false
	}
	fa, fb := fold(pa.full()), fold(pb.full())
	if fa == fb {
		return true
	}
	if pa.first == "" || pb.first == "" || pa.surname == "" || pb.surname == "" {
		return false
	}
	sa, sb := fold(pa.surname), fold(pb.surname)
	return sa == sb && head1(pa.first) == head1(pb.first)
}

// head1 is the first letter of a name, folded.
func head1(s string) string {
	s = fold(s)
	_, n := utf8.DecodeRuneInString(s)
	return s[:n]
}

// plainQuotes makes typographic apostrophes plain, as names are kept.
func plainQuotes(s string) string {
	return strings.NewReplacer("’", "'", "‘", "'", "`", "'", "´", "'", "\u00a0", " ").Replace(s)
}

func allCaps(s string) bool {
	letters := false
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		letters = letters || unicode.IsUpper(r)
	}
	return letters
}

func capitalise(w string) string {
	if prefixes[strings.ToLower(w)] {
		return strings.ToLower(w)
	}
	var b strings.Builder
	up := true
	for _, r := range w {
		if up && unicode.IsLetter(r) {
			b.WriteRune(unicode.ToUpper(r))
			up = false
		} else {
			b.WriteRune(unicode.ToLower(r))
		}
		if r == '-' {
			up = true
		}
	}
	out := b.String()
	if strings.HasPrefix(out, "Ij") {
		out = "IJ" + out[2:]
	}
	return out
}

func onlyLetters(w string) bool {
	for _, r := range w {
		if !unicode.IsLetter(r) && r != '-' && r != '\'' && r != '.' {
			return false
		}
	}
	return w != ""
}

func isUpper(w string) bool {
	w = strings.TrimLeft(w, `"'’‘(`)
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r)
}

// readSender settles who wrote the mail and for which organisation.
func (l *letter) readSender() {
	from := plainQuotes(l.m.From.Name)
	if !strings.ContainsFunc(from, unicode.IsUpper) {
		from = capitaliseAll(from)
	}
	l.readSignature()
	p := person{}
	if looksLikeName(personPart(from)) && !isOrganisation(from, "") || strings.ContainsAny(from, "(|,") {
		p = cleanPerson(from)
		if isOrganisation(p.full(), "") || p.surname == "" && p.first != "" && functionWords[fold(p.first)] {
			p = person{}
		}
	}
	signed := cleanPerson(l.sig.Name)
	if m := l.introduced(); m != "" && (p.empty() || p.surname == "") && (signed.empty() || signed.surname == "") {
		signed = cleanPerson(m)
	}
	switch {
	case p.empty():
		p = signed
	case p.surname == "" || p.first == "":
		if signed.surname != "" && signed.first != "" {
			p = signed
		}
	case signed.surname != "" && signed.first != "" && !signed.initials:
		// Another member of the family writes from this address, or a fuller name is given.
		sameFamily := fold(signed.surname) == fold(p.surname) && fold(signed.first) != fold(p.first)
		longer := strings.Contains(fold(signed.surname), fold(p.surname)) && len(signed.surname) > len(p.surname) && fold(signed.first) == fold(p.first)
		if sameFamily || longer || p.initials && fold(signed.surname) == fold(p.surname) {
			p = signed
		}
	}
	l.person = p
	l.org = l.organisation()
}

// personPart is the display name up to what mail programs and people put behind it.
func personPart(s string) string {
	for _, sep := range []string{" | ", " - ", " – ", "(", " via "} {
		if a, _, ok := strings.Cut(s, sep); ok {
			s = a
		}
	}
	if a, b, ok := strings.Cut(s, ","); ok {
		s = b + " " + a
	}
	return strings.TrimSpace(s)
}

var reIntroduced = expression(`(?i:\b(?:mijn naam is|ik ben|ik heet|u spreekt met|naam\s*:))\s+((?:\p{Lu}[\p{L}'’.\-]*|van|de|der|den|het|'t|ten|ter)(?:\s+(?:\p{Lu}[\p{L}'’.\-]*|van|de|der|den|het|'t|ten|ter)){0,5})`)

// introduced is the name in "mijn naam is ...".
func (l *letter) introduced() string {
	m := reIntroduced.FindStringSubmatch(l.body.flat)
	if m == nil || !looksLikeName(m[1]) {
		return ""
	}
	return m[1]
}
