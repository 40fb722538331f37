package understand

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// address is a postal address with who stands above it.
type address struct {
	organisation, name, attention, department string
	street, number, postcode, town, country   string
	extra                                     string
	label                                     string // delivery, invoice, post, visit, old, new or ""
	start, end                                int
	below                                     bool // it stands in the signature
}

func (a *address) short() string {
	s := squeeze(a.street + " " + a.number)
	t := squeeze(a.postcode + " " + a.town)
	if s != "" && t != "" {
		return s + ", " + t
	}
	return s + t
}

const (
	streetSuffix = `(?:straat|str\.|laan|weg|plein|pad|hof|singel|kade|dijk|dijkje|gracht|steeg|park|plantsoen|dreef|baan|markt|wal|veld|land|poort|berg|wijk|hoek|burg|brink|akker|ring|haven|dam|boulevard|allee|hage|horst|kamp|erf|oord|werf|gang|stee|zoom|rode|straatje|laantje|lei|steenweg|strjitte|leane|loane|wei|weide|bos|vliet|sluis|kolk|terp|pleintje|hoeve|veen|stroom|rak|tuin|heide|es|loop|beek|wetering|vaart|zijde|einde|end|pas|donk|meent)`
	numberForm   = `\d{1,5}(?:[ ]?(?:-|–|/)[ ]?(?:\d{1,4}|[A-Za-z]{1,3})\b|[A-Za-z]{1,2}\b|[ ](?:[A-Ka-k]|[IVX]{1,5})\b)?(?:[ ](?i:bus|bis|hs|huis|zwart|rood|achter|voor|boven|beneden|links|rechts|a|b|c|bg|sous|unit)(?:[ ]\d{1,4})?\b)?(?:[ ]?-[ ]?[A-Z]\b)?`
)

var (
	rePostcode   = expression(`\b([1-9]\d{3})[ \t]{0,3}\n?[ \t]{0,3}([A-Z]{2})\b`)
	rePostcodeLC = expression(`(?i)\b([1-9]\d{3})[ ]?([a-z]{2})\b[ ,]+\p{L}`)
	reBelgian    = expression(`(?m)(?:^|[,\n])[ \t]*(?:B-?[ ]?)?([1-9]\d{3})[ ]{1,3}(\p{Lu}[\p{L}'’\-]+(?:[ \-]\p{Lu}[\p{L}'’\-]+){0,3})`)
	reStreetNr   = expression(`^(.*?[\p{L}.'’)])[ ]+(` + numberForm + `)\s*$`)
	reStreetLine = expression(`(?i)^(?:[\p{L}'’.\- ]{2,40}` + streetSuffix + `|postbus|antwoordnummer)[ ]+` + numberForm)
	reTownWords  = expression(`^[ ,]*((?:'s|’s|'t|’t|\p{Lu})[\p{L}'’\-]*(?:[ ](?:aan|den|de|der|het|'t|’t|en|op|in|bij|van|a/d|\p{Lu}[\p{L}'’\-]*))*)`)
	reStreetWord = expression(`(?i)` + streetSuffix + `$`)
	reAttention  = expression(`(?i)\b(?:t\.?\s?a\.?\s?v\.?|ter attentie van|attn\.?|attentie|c/o)\s*:?\s*`)
)

// readAddresses finds the postal addresses of the letter and of the signature.
func (l *letter) readAddresses() []address {
	var out []address
	for _, p := range []*page{l.body, l.below} {
		seen := map[int]bool{}
		add := func(m []int) {
			if seen[m[2]] || len(out) > 40 {
				return
			}
			seen[m[2]] = true
			if a, ok := l.addressAt(p, m); ok {
				a.below = p == l.below
				out = append(out, a)
			}
		}
		for _, m := range rePostcode.FindAllStringSubmatchIndex(p.flat, 40) {
			add(m)
		}
		for _, m := range rePostcodeLC.FindAllStringSubmatchIndex(p.flat, 40) {
			if w := strings.ToLower(p.flat[m[4]:m[5]]); !postcodeStops[w] {
				add(m)
			}
		}
		for _, m := range reBelgian.FindAllStringSubmatchIndex(p.flat, 40) {
			if a, ok := l.belgianAt(p, m); ok && !seen[m[2]] {
				a.below = p == l.below
				out = append(out, a)
			}
		}
	}
	if a, ok := l.tableAddress(); ok {
		replaced := false
		for i := range out {
			if out[i].postcode != a.postcode || a.postcode == "" {
				continue
			}
			replaced = true
			if out[i].street == "" || out[i].town == "" {
				a.label, a.below = out[i].label, out[i].below
				out[i] = a
			}
		}
		if !replaced {
			out = append([]address{a}, out...)
		}
	}
	return out
}

// postcodeStops are the two letters behind a number that make it no postcode.
var postcodeStops = set(`is en in om op te de of ik we ze en ml mm cm km kg jr dd al na nu er`)

// addressAt reads the address around a Dutch postcode (m: match, digits, letters).
func (l *letter) addressAt(p *page, m []int) (address, bool) {
	a := address{start: m[0], end: m[5]}
	a.postcode = p.flat[m[2]:m[3]] + " " + strings.ToUpper(p.flat[m[4]:m[5]])
	tail := p.flat[m[5]:min(len(p.flat), m[5]+80)]
	tail = strings.TrimLeft(tail, " ,")
	skipped := len(p.flat[m[5]:min(len(p.flat), m[5]+80)]) - len(tail)
	if strings.HasPrefix(tail, "te ") {
		tail = tail[3:]
		skipped += 3
	}
	if strings.HasPrefix(tail, "\n") {
		tail = strings.TrimLeft(tail, "\n ")
	}
	if t := reTownWords.FindStringSubmatch(tail); t != nil {
		a.town = l.town(t[1])
		a.end = m[5] + skipped + len(t[1])
	} else if w := strings.FieldsFunc(tail, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' && r != '\'' }); len(w) > 0 && l.r.towns[fold(w[0])] != "" {
		a.town = l.r.towns[fold(w[0])]
	}
	if labelKey(a.town) != "" {
		a.town = ""
	}
	l.above(p, &a, m[0])
	a.end = min(a.end, len(p.flat))
	return a, a.street != "" || a.town != "" || len(l.table) > 0
}

// belgianAt accepts four digits and a town below a street and number.
func (l *letter) belgianAt(p *page, m []int) (address, bool) {
	a := address{start: m[2], end: m[5], postcode: p.flat[m[2]:m[3]]}
	a.town = l.town(p.flat[m[4]:m[5]])
	l.above(p, &a, m[2])
	after := fold(p.flat[m[5]:min(len(p.flat), m[5]+40)])
	head := strings.TrimLeft(after, " \n,(")
	belgian := strings.HasPrefix(head, "belgie") || strings.HasPrefix(head, "belgium") || strings.Contains(a.number, "bus") || strings.HasSuffix(l.senderEmail(), ".be")
	if !belgian || a.street == "" {
		return a, false
	}
	a.country = "België"
	return a, true
}

// town writes a town the usual way: known ones as in the list, capitals lowered.
func (l *letter) town(s string) string {
	s = plainQuotes(strings.Trim(squeeze(s), " .,-"))
	for t := s; t != ""; {
		if known := l.r.towns[fold(t)]; known != "" {
			// "Hoek van Holland Haven" is longer than a known town but is the town all the same.
			if t == s {
				return known
			}
			break
		}
		k := strings.LastIndexByte(t, ' ')
		if k < 0 {
			break
		}
		t = t[:k]
	}
	if allCaps(s) {
		words := strings.Fields(s)
		for i, w := range words {
			words[i] = capitalise(w)
		}
		s = strings.Join(words, " ")
	}
	words := strings.Fields(s)
	for len(words) > 0 && (prefixes[words[len(words)-1]] || fold(words[len(words)-1]) == "en" || nameStops[fold(words[len(words)-1])]) {
		words = words[:len(words)-1]
	}
	return strings.Join(words, " ")
}

// above reads what stands before the postcode: street and number, and above these the
// people, in lines or parted by commas.
func (l *letter) above(p *page, a *address, at int) {
	from := max(0, at-420)
	for from < at && !utf8.RuneStart(p.flat[from]) {
		from++
	}
	text := p.flat[from:at]
	// A blank line ends an address; the line above it may be its label.
	heading := ""
	if k := lastBlankLine(text); k >= 0 {
		head := strings.TrimRight(text[:k], " \n")
		from += k
		text = text[k:]
		heading = lastLine(head)
	}
	segs := segments(text)
	i := l.streetSegment(a, text, segs, from)
	if a.street == "" {
		a.extra = ""
		return
	}
	// On the street's own line the address begins with the sentence.
	limit := 0
	if n := p.sentenceAt(a.start); n >= 0 {
		limit = p.sents[n].start - from
	}
	street := a.start - from
	top := street
	for i--; i >= 0; i-- {
		s := text[segs[i].start:segs[i].end]
		if strings.IndexByte(text[segs[i].start:max(segs[i].start, street)], '\n') < 0 && segs[i].start < limit {
			if segs[i].end <= limit {
				break
			}
			s = text[limit:segs[i].end]
		}
		s = strings.TrimSpace(strings.Trim(s, ",; "))
		if s == "" {
			continue
		}
		stop := false
		if key := labelKey(s); key != "" {
			if a.label == "" {
				a.label = labelOf(s, true)
			}
			top = segs[i].start
			break
		}
		if k := strings.LastIndex(s, ":"); k >= 0 {
			if a.label == "" {
				a.label = labelOf(s[:k+1], true)
			}
			s, stop = strings.TrimSpace(s[k+1:]), true
		}
		if m := reLeadIn.FindStringIndex(s); m != nil && isUpper(s[m[1]:]) {
			// "Stuur maar naar Kinderopvang De Hoek": the name begins behind the preposition.
			if a.label == "" {
				a.label = labelOf(s[:m[1]], false)
			}
			s, stop = s[m[1]:], true
		} else if len(strings.Fields(s)) > 9 || proseLine(s) {
			if a.label == "" {
				a.label = labelOf(s, false)
			}
			l.phraseOrganisation(a, s)
			break
		}
		if s != "" {
			l.aboveStreet(a, s)
			top = segs[i].start
		}
		if stop {
			break
		}
	}
	if a.label == "" && strings.TrimSpace(text[:top]) == "" && heading != "" {
		a.label = labelOf(heading, !strings.HasSuffix(heading, ":"))
	}
	if a.label == "" {
		a.label = l.labelBefore(p, a, from+top)
	}
}

var reLeadIn = expression(`^.*\b(?:naar|aan|op naam van|ten name van|t\.n\.v\.|bij|adres(?: is)?)\s+(?:(?:de|het|onze|mijn|ons)\s+)?`)

// streetSegment finds the segment with street and number, from the postcode backwards,
// and gives its index; what stands between is an addition such as a floor.
func (l *letter) streetSegment(a *address, text string, segs []line, from int) int {
	passed := 0
	for i := len(segs) - 1; i >= 0; i-- {
		s := strings.TrimRight(strings.TrimSpace(text[segs[i].start:segs[i].end]), " ,")
		if s == "" {
			continue
		}
		extra := ""
		if k := strings.LastIndexByte(s, '('); k > 0 && strings.HasSuffix(s, ")") {
			s, extra = strings.TrimSpace(s[:k]), strings.Trim(s[k:], "() ")
		}
		street := s
		if k := strings.LastIndex(street, ": "); k >= 0 {
			street = street[k+2:]
		}
		if k := strings.LastIndex(street, ". "); k > 6 {
			street = strings.TrimSpace(street[k+2:])
		}
		street = strings.TrimLeft(street, "( ")
		n := reStreetNr.FindStringSubmatch(trimToStreet(street))
		if n == nil || len(n[1]) > 60 {
			if passed++; passed > 2 || len(s) > 60 || strings.HasSuffix(s, ":") || proseLine(s) {
				return -1
			}
			if a.extra == "" {
				a.extra = strings.Trim(s, "() ")
			}
			continue
		}
		if extra != "" {
			a.extra = extra
		}
		a.street, a.number = plainQuotes(strings.TrimSpace(n[1])), plainQuotes(squeeze(n[2]))
		if allCaps(a.street) && len(a.street) > 3 || a.street == strings.ToLower(a.street) {
			a.street = capitaliseAll(a.street)
		}
		a.start = from + segs[i].start + max(0, strings.Index(text[segs[i].start:segs[i].end], n[1]))
		if k := strings.LastIndex(s, ": "); k >= 0 && a.label == "" {
			a.label = labelOf(s[:k+1], true)
		}
		return i
	}
	return -1
}

// aboveStreet puts one line or segment above the street where it belongs.
func (l *letter) aboveStreet(a *address, s string) {
	s = plainQuotes(strings.Trim(squeeze(s), " ,;.-*"))
	if !strings.Contains(s, ")") {
		s = strings.TrimLeft(s, "( ")
	}
	if m := reAttention.FindStringIndex(s); m != nil {
		who := strings.TrimSpace(s[m[1]:])
		if before := strings.Trim(s[:m[0]], " ,"); before != "" {
			l.aboveStreet(a, before)
		}
		first, _, _ := strings.Cut(who, ",")
		first = strings.TrimSpace(reParen.ReplaceAllString(first+" ", " "))
		switch {
		case departmentLine(who) || !looksLikeName(first):
			a.attention = who
		default:
			a.name = cleanPerson(first).full()
			if _, rest, ok := strings.Cut(who, ","); ok && departmentLine(rest) {
				a.department = strings.TrimSpace(rest)
			}
		}
		return
	}
	low := fold(s)
	domain := domainWord(l.m.From.Email)
	switch {
	case s == "" || strings.HasPrefix(low, "fam.") || strings.HasPrefix(low, "familie ") || strings.HasPrefix(low, "fam "):
	case strings.HasPrefix(low, "tel") || rePhone.MatchString(s) || reEmail.MatchString(s):
	case departmentLine(s):
		if strings.HasPrefix(low, "afdeling") || strings.HasPrefix(low, "afd") {
			if a.attention == "" {
				a.attention = s
			}
			if a.department != "" && !isUpper(a.department) {
				// "Afdeling Financiën, crediteurenadministratie" is one desk.
				a.attention += ", " + a.department
				a.department = ""
			}
		} else if a.department == "" {
			a.department = s
		}
	case isOrganisation(s, domain) && !sameName(s, l.m.From.Name):
		if a.organisation == "" {
			a.organisation = trimOrganisation(s)
			return
		}
		// The line nearer to the street was a part of this one.
		if a.department == "" {
			a.department = a.organisation
		}
		a.organisation = trimOrganisation(s)
	case looksLikeName(s) && (sameName(s, l.m.From.Name) || a.organisation != "" && a.name == "" || surnameIn(s, l.m.From.Name) || titled(s)):
		if a.name == "" {
			a.name = cleanPerson(s).full()
		}
	case reStreetLine.MatchString(s):
		a.extra = s
	case isUpper(s) && a.organisation == "" && len(strings.Fields(s)) <= 7 && !nameStops[low]:
		// Unknown capitalised line: a name when it looks like one and nothing else is there.
		if looksLikeName(s) && strings.Contains(s, " en ") {
			return
		}
		if looksLikeName(s) && a.name == "" && len(strings.Fields(s)) >= 2 && cleanPerson(s).surname != "" && !strings.ContainsAny(s, "&+") {
			a.name = cleanPerson(s).full()
			return
		}
		a.organisation = trimOrganisation(s)
	}
}

func titled(s string) bool {
	w, _, _ := strings.Cut(s, " ")
	return titles[strings.Trim(fold(w), ".")]
}

func surnameIn(s, from string) bool {
	p := cleanPerson(from)
	return p.surname != "" && strings.Contains(fold(s), fold(p.surname)) && !isOrganisation(s, "")
}

func departmentLine(s string) bool {
	first := ""
	if f := strings.Fields(fold(s)); len(f) > 0 {
		first = strings.Trim(f[0], ".,")
	}
	return departmentWords[first] || set(`afd wijkteam cluster sector unit locatie vestiging dienst groep bureau kamer gebouw directie`)[first]
}
