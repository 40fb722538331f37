package understand

import (
	"strings"
)

// course is a course named in a mail.
type course struct {
	name       string
	page       *page
	start, end int
	sent       int
}

// namedCourse is the course a mail is about: the one in the letter near a word for
// enrolling, else the first of letter, subject and quoted mail.
func (l *letter) namedCourse() (course, bool) {
	pages := []*page{l.body, l.subject}
	if l.oldKind != kindNew {
		pages = append(pages, l.old)
	}
	best, most := course{}, -1.0
	if v, s := l.tableValue("training"); v != "" {
		p := newPage(v)
		if all := l.r.courses.in(p); len(all) > 0 {
			t := l.r.courses.list[all[0].term]
			return course{l.courseName(t, p, all[0]), l.body, s.Start, s.End, l.body.sentenceAt(s.Start)}, true
		}
	}
	for n, p := range pages {
		for k, m := range l.r.courses.in(p) {
			points := 10 - 3*float64(n) - 0.5*float64(min(k, 8))
			s := p.sents[m.sent]
			text := p.flat[s.start:s.end]
			if reEnrolWord.MatchString(text) {
				points += 4
			}
			if reDoneBefore.MatchString(text) && !reEnrolWord.MatchString(text) {
				points -= 6
			}
			if points > most {
				most = points
				best = course{l.courseName(l.r.courses.list[m.term], p, m), p, p.words[m.first].start, p.words[m.last-1].end, m.sent}
			}
		}
	}
	return best, most > -1
}

var (
	reEnrolWord  = expression(`(?i)\b(?:meld|aanmeld\w*|schrijf|inschrij\w*|plek\w*|plaats|meedoen|deelnemen|volgen|interesse|belangstelling|offerte|klacht|gevolgd|tijdens|reserve\w*|opgeven|start\w*)\b`)
	reDoneBefore = expression(`(?i)\b(?:gedaan in|afgerond|in 20\d\d|ooit|al gedaan|destijds|eerder|vorig jaar|sinds|heb (?:ik )?(?:al )?de)\b`)
)

// courseName is the course's own name, with the age group a mail names in its place and
// "KIES coach" behind a deepening day where the mail has it.
func (l *letter) courseName(t Term, p *page, m mention) string {
	s := p.sents[m.sent]
	from := max(s.start, p.words[m.first].start-34)
	to := min(s.end, p.words[m.last-1].end+24)
	for from > 0 && p.flat[from]&0xC0 == 0x80 {
		from--
	}
	near := p.flat[from:to]
	name := withAge(t, near)
	after := fold(p.flat[p.words[m.last-1].end:to])
	if t.Name == "verdiepingsdag" && strings.HasPrefix(strings.TrimLeft(after, " ("), "kies coach") {
		return name + " KIES coach"
	}
	return name
}

var (
	rePlaceAfter = expression(`(?:\b(?:in|te|[Ll]ocatie|[Pp]laats|regio|omgeving|naar)\s*:?\s+|[,(\-–]\s*|\d\s+|\bstart\s+)((?:'s|’s|'t|’t|\p{Lu})[\p{L}'’\-]*(?:[ ](?:aan|den|de|op|bij|\p{Lu}[\p{L}'’\-]*))*)`)
	reNoPlace    = expression(`(?i)\b(?:ik (?:woon|kom)|wij wonen|we wonen|werkzaam in|praktijk in|woonachtig|gedaan in)\b`)
)

// placeIn finds the town of a training in a sentence.
func (l *letter) placeIn(p *page, start, end int) (string, Span) {
	text := p.flat[start:end]
	for _, m := range rePlaceAfter.FindAllStringSubmatchIndex(text, 20) {
		s := plainQuotes(text[m[2]:m[3]])
		for t := s; t != ""; {
			if known := l.r.towns[fold(t)]; known != "" {
				if reNoPlace.MatchString(text[max(0, m[0]-24):m[2]]) {
					break
				}
				return known, Span{"town", start + m[2], start + m[2] + len(t)}
			}
			k := strings.LastIndexByte(t, ' ')
			if k < 0 {
				break
			}
			t = t[:k]
		}
	}
	for i := p.sents; len(i) > 0; i = i[1:] {
		if i[0].start < start || i[0].start >= end {
			continue
		}
		for k := i[0].first; k < i[0].last; k++ {
			w := p.words[k]
			if known := l.r.towns[w.s]; known != "" && isUpper(p.flat[w.start:w.end]) && !reNoPlace.MatchString(text) {
				return known, Span{"town", w.start, w.end}
			}
		}
	}
	return "", Span{}
}

// trainingPlace is the town of the course: in its sentence, the subject, or a label.
func (l *letter) trainingPlace(c course, ok bool) any {
	if v, s := l.tableValue("location"); v != "" {
		l.found("town", s.Start, s.End)
		return l.town(v)
	}
	if ok && c.sent >= 0 && c.page != l.old {
		s := c.page.sents[c.sent]
		if t, span := l.placeIn(c.page, s.start, s.end); t != "" {
			if c.page == l.body {
				l.found("town", span.Start, span.End)
			}
			return t
		}
	}
	if t, _ := l.placeIn(l.subject, 0, len(l.subject.flat)); t != "" {
		return t
	}
	for i, s := range l.body.sents {
		if len(l.r.courses.in(l.body)) == 0 && i > 40 {
			break
		}
		text := l.body.flat[s.start:s.end]
		if reTrainingTalk.MatchString(text) {
			if t, span := l.placeIn(l.body, s.start, s.end); t != "" {
				l.found("town", span.Start, span.End)
				return t
			}
		}
	}
	for _, m := range reInTown.FindAllStringSubmatchIndex(l.body.flat, 20) {
		t := l.r.towns[fold(l.body.flat[m[2]:m[3]])]
		if t != "" && !reNoPlace.MatchString(strings.ToValidUTF8(l.body.flat[max(0, m[0]-30):m[3]], "")) {
			l.found("town", m[2], m[3])
			return t
		}
	}
	if l.oldKind != kindNew {
		for i := range l.old.sents {
			s := l.old.sents[i]
			if reTrainingTalk.MatchString(l.old.flat[s.start:s.end]) {
				if t, _ := l.placeIn(l.old, s.start, s.end); t != "" {
					return t
				}
			}
		}
	}
	return nil
}

var reTrainingTalk = expression(`(?i)\b(?:\w*training\w*|nascholing\w*|verdiepingsdag\w*|studiedag\w*|scholing|opleiding|cursus|groep|start\w*|begint|locatie|datum)\b`)

// trainingDate is the first day of the course asked for.
func (l *letter) trainingDate(c course, ok bool) any {
	if v, _ := l.tableValue("date"); v != "" {
		if d := datesIn(newPage(v), l.day, future); len(d) > 0 {
			return d[0].day.String()
		}
	}
	best, most := when{}, 0
	consider := func(p *page, base int) {
		for _, d := range l.dates(p, future) {
			points := base
			if ok && p == c.page && d.sent == c.sent {
				points += 4
			}
			if d.sent >= 0 {
				text := p.sentenceText(d.sent)
				if reEnrolWord.MatchString(text) || reTrainingTalk.MatchString(text) {
					points += 2
				}
				if reBirth.MatchString(text) {
					points -= 10
				}
				if reContactDay.MatchString(text) && !reTrainingTalk.MatchString(text) {
					points -= 4
				}
			}
			if d.relative {
				points -= 3
			}
			if d.day.before(l.day) {
				points -= 6
			}
			if points > most {
				best, most = d, points
				if p == l.body {
					best.start, best.end = d.start, d.end
				} else {
					best.start, best.end = 0, 0
				}
			}
		}
	}
	consider(l.body, 2)
	consider(l.subject, 3)
	if most == 0 && l.oldKind == kindQuoted {
		consider(l.old, 1)
	}
	if most <= 0 {
		return nil
	}
	l.found("date", best.start, best.end)
	return best.day.String()
}

var (
	reBirth      = expression(`(?i)\b(?:geboren|geboortedatum|geb\.?)\b`)
	reContactDay = expression(`(?i)\b(?:gemaild|gebeld|telefoon\w*|gesproken|mail|nieuwsbrief|factuur|bevestiging|ontvangstbevestiging|reactie|antwoord)\b`)
)

// signupFields reads an enrolment.
func (l *letter) signupFields(f map[string]any) {
	c, ok := l.namedCourse()
	put(f, "training", c.name)
	if ok && c.page == l.body {
		l.found("training", c.start, c.end)
	}
	f["date"] = l.trainingDate(c, ok)
	f["town"] = l.trainingPlace(c, ok)
	people := l.participants()
	name := l.person.full()
	if v, _ := l.tableValue("name"); v != "" {
		first, _, _ := strings.Cut(v, "(")
		if looksLikeName(strings.TrimSpace(first)) {
			name = cleanPerson(first).full()
		}
	}
	org := l.org
	if len(people) > 0 {
		if n, isText := people[0]["name"].(string); isText {
			if name != "" && !sameName(n, name) {
				f["contact"] = l.person.full()
			}
			name = n
		}
		if len(people) > 1 {
			f["participants"] = people
		}
	}
	put(f, "name", name)
	f["invoice_email"] = l.invoiceEmail()
	if f["invoice_email"] == nil && reMailSame.MatchString(l.body.flat) {
		put(f, "invoice_email", l.senderEmail())
	}
	f["invoice_reference"] = l.invoiceReference()
	payer := l.payer()
	inv := l.invoiceAddress()
	if inv == nil {
		for i := range l.addresses {
			a := &l.addresses[i]
			if !a.below && a.label != "delivery" && inv == nil && l.invoiceTalk(a) {
				inv = a
			}
		}
	}
	if inv != nil {
		if inv.organisation == "" {
			inv.organisation = payer
		}
		if org == "" {
			org = inv.organisation
		}
		if payer == "" || org == "" || matchesDomain(payer, domainWord(l.m.From.Email)) {
			if inv.organisation != "" && (org == "" || strings.Contains(fold(inv.organisation), fold(org))) {
				org = inv.organisation
			}
		}
		f["invoice_address"] = inv.value(l, org)
	} else if org == "" {
		org = payer
	} else if payer != "" && fold(payer) != fold(org) {
		if strings.Contains(fold(payer), fold(org)) {
			org = payer
		} else {
			f["invoice_organisation"] = payer
		}
	}
	put(f, "organisation", org)
	some(f, "certificate_name", l.certificateName())
	if p := l.contactPhone(true); p != nil {
		f["phone"] = p
	}
	if m := reBorn.FindStringSubmatchIndex(l.body.flat); m != nil {
		if d := datesIn(newPage(l.body.flat[m[0]:min(len(l.body.flat), m[1]+30)]), l.day, past); len(d) > 0 {
			f["birth_date"] = d[0].day.String()
			if g := reBornIn.FindStringSubmatch(l.body.flat[m[0]:min(len(l.body.flat), m[1]+60)]); g != nil {
				f["birth_place"] = plainQuotes(g[1])
			}
		}
	}
	some(f, "remarks", l.remarks(true))
}

var (
	reMailSame = expression(`(?i)\bmail(?:adres)? blijft (?:ook )?hetzelfde`)
	reBorn     = expression(`(?i)\b(?:geboren|geboortedatum|geb\.?)\b(?: op)?\s*:?\s*`)
	reBornIn   = expression(`(?:\bte|\bin)\s+(\p{Lu}[\p{L}'’\-]+(?:[ ]\p{Lu}[\p{L}\-]+)?)`)
	reCertName = expression(`(?i:(?:naam (?:voor )?(?:op )?(?:het )?certificaat(?: graag| moet zijn| is|:)*|(?:voor )?(?:op )?het certificaat (?:graag |[^.:\n]{0,30}\bnaam\b[^.:\n]{0,30}|moet staan|mag|s\.v\.p\. )*|certificaat op naam van|certificaat graag op (?:de )?naam(?: van)?|op (?:mijn|het) certificaat (?:graag|mag|moet)?(?: de naam)?)\s*:?\s*)((?:(?:\p{Lu}[\p{L}'’\-]*\.?|(?:\p{Lu}\.)+|van|de|der|den|het|'t|ten|ter|te|tot|el)\s*){2,9})`)
)

// invoiceTalk says whether the sentence before an address is about the invoice.
func (l *letter) invoiceTalk(a *address) bool {
	i := l.body.sentenceAt(a.start)
	for k := max(0, i-3); i >= 0 && k <= i; k++ {
		if l.body.aboutInvoice(k) {
			return true
		}
	}
	return false
}

// certificateName is the name that must stand on the certificate, where the mail says so.
func (l *letter) certificateName() string {
	if v, s := l.tableValue("certificate_name"); v != "" {
		l.found("certificate_name", s.Start, s.End)
		v, _, _ = strings.Cut(v, "(")
		return strings.TrimSpace(v)
	}
	m := reCertName.FindStringSubmatchIndex(l.body.flat)
	if m == nil {
		return ""
	}
	s := plainQuotes(strings.Trim(squeeze(strings.Split(l.body.flat[m[2]:m[3]], "\n")[0]), " .,"))
	words := strings.Fields(s)
	for i, w := range words {
		if strings.HasSuffix(w, ".") && !reInitials.MatchString(w) {
			// The point ends the sentence.
			words = words[:i+1]
			words[i] = strings.TrimRight(w, ".")
			break
		}
	}
	for len(words) > 0 && prefixes[fold(words[len(words)-1])] {
		words = words[:len(words)-1]
	}
	if len(words) < 2 {
		return ""
	}
	// "E.M. Bruins" keeps the point of its initials; a sentence's own point goes.
	l.found("certificate_name", m[2], m[3])
	return strings.Join(words, " ")
}
