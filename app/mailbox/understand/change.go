package understand

import (
	"sort"
	"strings"
)

// change is one thing in somebody's profile that must become another.
type change struct {
	field      string
	old, value any // nil: not known, or to be removed
	start, end int
}

var (
	reWasBecomes = expression(`(?i)\b(?:was|oud|oude?\s+\p{L}+(?:-?\p{L}+)?(?: was| is)?|voorheen)\s*:?\s+(.{2,90}?)\s*(?:,|;|\(.{0,60}?\),?)?\s*(?:en\s+)?(?:\bwordt\b|\bnu\b|\bword\b|→|->|=>|\bis nu\b|\bmoet (?:nu )?(?:worden|zijn)\b|\bnieuw(?:e)?\b(?:\s+\p{L}+)?(?: is| wordt)?)\s*:?\s+([^\n]{2,90})`)
	reOldLine    = expression(`(?i)^\s*[-•*]?\s*(?:oude?|was|voorheen|huidige?|van)(?:\s+(naam|achternaam|adres|e-?mail(?:adres)?|mail(?:adres)?|telefoon(?:nummer)?|nummer|mobiel|website|organisatie|praktijk|werkgever))?\s*:\s*(.*)$`)
	reNewLine    = expression(`(?i)^\s*[-•*]?\s*(?:nieuwe?|wordt|voortaan|nu|naar)(?:\s+(naam|achternaam|adres|e-?mail(?:adres)?|mail(?:adres)?|telefoon(?:nummer)?|nummer|mobiel|website|organisatie|praktijk|werkgever))?\s*:\s*(.*)$`)
	reNowWas     = expression(`(?i)(?:is nu:?|wordt:?|is voortaan:?|nieuwe? (?:\p{L}+ )?(?:is|wordt):?)\s+([^\n(]{5,60}?)\s*\(\s*(?:was|oud|voorheen)\s*:?\s*([^)]{3,60})\)`)
	reEffective  = expression(`(?i)\b(?:per|vanaf|met ingang van|m\.?i\.?v\.?|ingaande|sinds|ingaand op)\s*$`)
	reUrgent     = expression(`(?i)\b(?:met spoed|spoed|dringend|zo snel mogelijk|per direct|vandaag nog|onmiddellijk|z\.?s\.?m\.?|asap)\b`)
	reRemove     = expression(`(?i)\b(?:helemaal weg|weghalen|verwijder\w*|eraf|er ?af|schrappen|weg mag|(?:mag|kan|moet) (?:weg|eruit|eraf)|halen|wissen|niet meer (?:zichtbaar|op de (?:kaart|site|website)|vermeld\w*|tonen))\b`)
	reOwnLabel   = expression(`^[-•*]?\s*\p{L}[\p{L} \-]{2,30}:\s+\S`)
	reOnMap      = expression(`(?i)\b(?:van de (?:land)?kaart|op de (?:land)?kaart)\b`)
	reOffMap     = expression(`(?i)\b(?:adres|gegevens|profiel)\b[^.!?\n]{0,40}\bvan de (?:land)?kaart\b|\b(?:adres|huisadres|privéadres)\b[^.!?\n]{0,40}\bniet (?:meer )?(?:zichtbaar|op de (?:land)?kaart)\b`)
	reStill      = expression(`(?i)\b(?:blijft|blijven|hetzelfde|ongewijzigd|onveranderd)\b`)
	reNewWord    = expression(`(?i)\b(?:nieuwe?|voortaan|wordt|nu|verhuisd|gewijzigd|veranderd|ander|andere)\b`)
	reOldWord    = expression(`(?i)\b(?:oude?|was|voorheen|vorige|tot nu toe|niet meer|bestaat niet)\b`)
	reOrgChange  = expression(`(?i:\b(?:praktijk|organisatie|bedrijf|we|wij|ik|werk|die)\b[^.!?\n]{0,40}\b(?:heet(?:en)?|ga(?:at|an)? verder als|werk(?:en)? (?:nu |voortaan |per [^.!?\n]{3,20} )?(?:bij|voor))\b(?: voortaan| nu| vanaf [^.!?\n]{3,20}| per [^.!?\n]{3,20})?)\s+(?:(?:de|het|bij|voor)\s+)?(\p{Lu}[\p{L}'’&\-]*(?:\s+(?:&\s+|en\s+|de\s+|het\s+|van\s+|der\s+|voor\s+)*\p{Lu}[\p{L}'’&\-]*)*)`)
	reSurname    = expression(`(?i)\b(?:(?:nieuwe )?achternaam|meisjesnaam|ik heet|heet (?:ik )?(?:nu|voortaan|sinds))\b`)
	reMapName    = expression(`(?i)\b(?:op de (?:land)?kaart|in (?:mijn|het) profiel|op de (?:web)?site)\b[^.!?\n]{0,40}\bnaam\b[^.!?\n]{0,30}["“']([^"”'\n]{3,50})["”']`)
)

// changes lists what the writer wants changed in the profile.
func (l *letter) changes() []change {
	if l.changed != nil {
		return *l.changed
	}
	var out []change
	add := func(c change) {
		if c.field == "" || c.old == c.value {
			return
		}
		for i := range out {
			if out[i].field == c.field {
				if out[i].old == nil && c.old != out[i].value {
					out[i].old = c.old
				}
				if out[i].value == nil {
					out[i].value = c.value
				}
				return
			}
		}
		out = append(out, c)
	}
	l.blockChanges(add)
	l.lineChanges(add)
	l.sentenceChanges(add)
	l.placeChanges(out)
	l.changed = &out
	return out
}

// placeChanges finds where the changes stand and puts them in the order of the letter.
func (l *letter) placeChanges(list []change) {
	low := strings.ToLower(l.body.flat)
	digits := func(s string) string {
		var b strings.Builder
		for _, r := range s {
			if r >= '0' && r <= '9' {
				b.WriteRune(r)
			}
		}
		return b.String()
	}
	phones := l.phonesIn(l.body)
	for i := range list {
		at, length := len(low), 0
		for _, v := range []any{list[i].old, list[i].value} {
			s, isText := v.(string)
			if !isText || s == "" {
				continue
			}
			first, _, _ := strings.Cut(strings.ToLower(s), ",")
			if k := strings.Index(low, first); k >= 0 && k < at {
				at, length = k, len(first)
			}
			for _, p := range phones {
				if digits(p.form) == digits(s) && p.start < at {
					at, length = p.start, p.end-p.start
				}
			}
		}
		list[i].start, list[i].end = at, at+length
		if length > 0 {
			l.found("changes", at, at+length)
		}
	}
	sort.SliceStable(list, func(i, j int) bool { return list[i].start < list[j].start })
}

// blockChanges reads "Was:" and "Wordt:" with several lines below each.
func (l *letter) blockChanges(add func(change)) {
	lines := splitLines(l.body.flat)
	side, label := 0, ""
	var text [3]string
	var first [3]string
	flush := func() {
		if text[1] == "" || text[2] == "" {
			return
		}
		l.pair(first[1]+first[2], text[1], text[2], add)
	}
	for _, x := range lines {
		s := strings.TrimSpace(l.body.flat[x.start:x.end])
		if m := reOldLine.FindStringSubmatch(s); m != nil {
			flush()
			text, first = [3]string{}, [3]string{}
			side, label = 1, m[1]
			text[1], first[1] = m[2], label
			continue
		}
		if m := reNewLine.FindStringSubmatch(s); m != nil {
			side, label = 2, m[1]
			text[2], first[2] = m[2], label
			continue
		}
		if s == "" {
			if side == 2 && text[2] != "" {
				flush()
				side, text, first = 0, [3]string{}, [3]string{}
			}
			continue
		}
		if side > 0 && text[side] != "" && reOwnLabel.MatchString(s) {
			// The next line has a label of its own.
			flush()
			side, text, first = 0, [3]string{}, [3]string{}
			continue
		}
		if side > 0 && len(text[side]) < 300 {
			text[side] += "\n" + s
		}
	}
	flush()
}

// pair compares an old and a new text and tells which kinds of data in them differ.
func (l *letter) pair(label, was, becomes string, add func(change)) {
	oldPart, newPart := l.dataIn(was), l.dataIn(becomes)
	n := 0
	for _, f := range []string{"address", "phone", "mobile", "email", "website"} {
		if newPart[f] != "" {
			add(change{field: f, old: orNil(oldPart[f]), value: newPart[f]})
			n++
		}
	}
	if n > 0 {
		return
	}
	was, becomes = tidy(was), tidy(becomes)
	if len(was) > 80 || len(becomes) > 80 || !isUpper(becomes) && !prefixes[firstWord(becomes)] {
		return
	}
	switch label := fold(label); {
	case strings.Contains(label, "organisatie") || strings.Contains(label, "praktijk") || strings.Contains(label, "werkgever") || isOrganisation(becomes, ""):
		add(change{field: "organisation", old: orNil(trimOrganisation(was)), value: trimOrganisation(becomes)})
	case strings.Contains(label, "naam") || looksLikeName(was) && looksLikeName(becomes):
		l.nameChange(was, becomes, add)
	}
}

func tidy(s string) string {
	s, _, _ = strings.Cut(strings.TrimSpace(s), "\n")
	return strings.Trim(squeeze(s), " .,;:\"'“”")
}

// nameChange tells a new surname from a new name.
func (l *letter) nameChange(was, becomes string, add func(change)) {
	a, b := cleanPerson(was), cleanPerson(becomes)
	if a.empty() || b.empty() {
		return
	}
	sa, sb := squeeze(a.prefix+" "+a.surname), squeeze(b.prefix+" "+b.surname)
	if a.surname == "" {
		sa = a.first
	}
	if b.surname == "" {
		sb = b.first
	}
	if sa != "" && sb != "" {
		add(change{field: "surname", old: sa, value: sb})
	}
}

func orNil(s string) any {
	if s == "" {
		return nil
	}
	return s
}

var rePlainAddress = expression(`((?:\p{Lu}|'s|’s|'t|’t|\d{1,2}e )[\p{L}'’.\-]*(?:[ ](?:van|de|der|den|het|'t|en|op|aan|in|ten|ter|te|la|\p{Lu}[\p{L}'’.\-]*)){0,5})[ ](` + numberForm + `)(?:,?\s*(?:[ ]?in|te|,|\n)\s*|\s+)((?:[1-9]\d{3}\s?[A-Z]{2}[ ]+)?(?:'s-|’s-)?\p{Lu}[\p{L}'’\-]+(?:[ ](?:aan|den|de|op|\p{Lu}[\p{L}\-]+))*)`)

// dataIn finds the kinds of data that a profile holds in a piece of text.
func (l *letter) dataIn(s string) map[string]string {
	out := map[string]string{}
	if m := reEmail.FindString(s); m != "" {
		out["email"] = strings.ToLower(m)
		s = reEmail.ReplaceAllString(s, " ")
	}
	for _, m := range rePhone.FindAllString(s, 4) {
		if f := formatPhone(m, false); f != "" {
			k := "phone"
			if strings.HasPrefix(f, "06-") {
				k = "mobile"
			}
			if out[k] == "" {
				out[k] = f
			}
		}
	}
	if m := reSite.FindString(s); m != "" {
		out["website"] = strings.ToLower(strings.TrimRight(strings.TrimPrefix(strings.TrimPrefix(m, "https://"), "http://"), "/.,"))
	}
	out["address"] = l.addressText(s)
	return out
}

// addressText puts an address into one line: "Hoofdweg 22a, 1234 AB Diemen".
func (l *letter) addressText(s string) string {
	if m := rePlainAddress.FindStringSubmatch(s); m != nil {
		town := squeeze(m[3])
		if p := rePostcode.FindStringSubmatch(town); p != nil {
			town = p[1] + " " + p[2] + " " + l.town(strings.TrimSpace(strings.TrimPrefix(town, p[0])))
		} else {
			town = l.town(town)
		}
		if number(firstWord(m[2])) > 0 && (reStreetWord.MatchString(m[1]) || rePostcode.MatchString(m[3]) || l.r.towns[fold(town)] != "" || strings.EqualFold(m[1], "postbus")) {
			return plainQuotes(squeeze(trimToStreet(m[1]+" "+m[2]))) + ", " + town
		}
	}
	return ""
}

// lineChanges reads "- adres: was X, wordt Y" and "... is nu X (was Y)".
func (l *letter) lineChanges(add func(change)) {
	for _, x := range splitLines(l.body.flat) {
		s := l.body.flat[x.start:x.end]
		if len(s) > 1500 || strings.TrimSpace(s) == "" {
			continue
		}
		for _, m := range reNowWas.FindAllStringSubmatch(s, 4) {
			l.pair(s[:min(40, len(s))], m[2], m[1], add)
		}
		m := reWasBecomes.FindStringSubmatchIndex(s)
		if m == nil {
			continue
		}
		label := s[:m[0]]
		if k := strings.LastIndexAny(label, ".!?"); k >= 0 {
			label = label[k+1:]
		}
		was, becomes := s[m[2]:m[3]], s[m[4]:m[5]]
		if k := strings.Index(becomes, ". "); k > 0 {
			becomes = becomes[:k]
		}
		l.pair(label, was, becomes, add)
	}
	if m := reMapName.FindStringSubmatch(l.body.flat); m != nil && !l.person.empty() {
		add(change{field: "display_name_on_map", old: m[1], value: l.displayName(m[1])})
	}
}

// displayName is the writer's name as far as a wrong spelling of it went.
func (l *letter) displayName(wrong string) string {
	words := strings.Fields(l.person.full())
	if n := len(strings.Fields(wrong)); n < len(words) {
		words = words[:n]
	}
	return strings.Join(words, " ")
}

// profileFields reads what must change in a profile.
func (l *letter) profileFields(f map[string]any) {
	f["name"] = l.name()
	list := l.changes()
	values := make([]map[string]any, 0, len(list))
	org := l.org
	for _, c := range list {
		values = append(values, map[string]any{"field": c.field, "old": c.old, "new": c.value})
		if s, isText := c.value.(string); isText && c.field == "organisation" {
			org = s
		}
	}
	f["changes"] = values
	if len(list) == 0 {
		f["changes"] = nil
	}
	some(f, "organisation", org)
	if d := l.effective(); d != "" {
		f["effective"] = d
	}
	if reUrgent.MatchString(l.body.flat) || reUrgent.MatchString(l.subject.flat) {
		f["urgent"] = true
		some(f, "wants", l.wants())
	}
	some(f, "attachment", l.attachment(nil))
}

// effective is the day from which a change holds.
func (l *letter) effective() string {
	for _, d := range l.dates(l.body, nearest) {
		before := strings.ToValidUTF8(l.body.flat[max(0, d.start-20):d.start], "")
		if reEffective.MatchString(before) {
			l.found("effective", d.start, d.end)
			return d.day.String()
		}
	}
	return ""
}
