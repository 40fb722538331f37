package understand

import (
	"strings"
)

var (
	reCertCue   = expression(`(?i)\b(?:certificaat|certificering|gecertificeerd|diploma|behaald|afgerond|opgeleid|training gedaan|basistraining|opleiding)\b`)
	reCertNr    = expression(`\b([A-Z]{2,3}-(?:19|20)\d{2}-\d{2,5})\b`)
	reTrainers  = expression(`(?i:\b(?:trainers?|trainsters|trainer was|docenten|opleiders)\b\s*(?:waren|was|:|van (?:toen|destijds))?\s*:?\s*(?:toen )?)((?:\p{Lu}[\p{L}'’\-]+|\p{Lu}\.)(?:\s+(?:van|de|der|den|het|'t|’t|ten|ter|te|\p{Lu}[\p{L}'’\-]+))*(?:\s*(?:,|en|&|\+)\s*(?:\p{Lu}[\p{L}'’\-]+|\p{Lu}\.)(?:\s+(?:van|de|der|den|het|'t|’t|ten|ter|te|\p{Lu}[\p{L}'’\-]+))*){0,3})`)
	reGivenBy   = expression(`(?i:\b(?:gegeven door|onder leiding van|o\.l\.v\.|getraind door|opgeleid door|les van|training bij|bij trainers?)\s+)((?:\p{Lu}[\p{L}'’\-]+|\p{Lu}\.)(?:\s+(?:van|de|der|den|het|'t|’t|ten|ter|te|\p{Lu}[\p{L}'’\-]+))*(?:\s*(?:,|en|&|\+)\s*(?:\p{Lu}[\p{L}'’\-]+)(?:\s+(?:van|de|der|den|het|'t|’t|ten|ter|te|\p{Lu}[\p{L}'’\-]+))*){0,3})`)
	reNameThen  = expression(`(?i:\b(?:toen nog(?: gewoon)?|destijds|op naam van|onder (?:mijn meisjesnaam|de naam)|meisjesnaam(?: is| was)?|achternaam was toen(?: nog)?|heette toen(?: nog)?|certificaat (?:staat )?op (?:de )?naam(?: van)?|certificaat)\s+)((?:(?:van|de|der|den|ten|ter|'t)\s+)*\p{Lu}[\p{L}'’\-]+(?:\s+(?:(?:van|de|der|den|ten|ter|'t)\s+)*\p{Lu}[\p{L}'’\-]+)*)`)
	reCertPlace = expression(`(?i:\b(?:locatie|plaats|in|te)\s*:?\s+)((?:'s-|’s-)?\p{Lu}[\p{L}'’\-]+(?:[ ](?:aan|den|de|op|\p{Lu}[\p{L}\-]+))*)`)
	reCopyFile  = expression(`(?i)certific|diploma|scan|kopie|img|foto|\.pdf$|\.jpe?g$|\.png$`)
)

// certificateDate finds the day on the certificate that a letter names.
func (l *letter) certificateDate() (string, when) {
	if v, s := l.tableValue("certificate_date"); v != "" {
		if d := datesIn(newPage(v), l.day, past); len(d) > 0 {
			return d[0].day.String(), when{start: s.Start, end: s.End}
		}
	}
	p := l.body
	for k, d := range l.dates(p, past) {
		if k > 30 || d.sent < 0 || !d.yearGiven || !d.day.before(l.day) {
			continue
		}
		around := p.text(p.sents[max(0, d.sent-2)].start, p.sents[d.sent].end)
		if reCertCue.MatchString(around) && !reBirth.MatchString(p.sentenceText(d.sent)) {
			return d.day.String(), d
		}
	}
	// A form says only "datum".
	if v, s := l.tableValue("date"); v != "" {
		if d := datesIn(newPage(v), l.day, past); len(d) > 0 && d[0].yearGiven && d[0].day.daysTo(l.day) > 30 {
			return d[0].day.String(), when{start: s.Start, end: s.End, sent: p.sentenceAt(s.Start)}
		}
	}
	return "", when{}
}

// membershipFields reads a request to become or stay a member.
func (l *letter) membershipFields(f map[string]any) {
	f["name"] = l.name()
	day, where := l.certificateDate()
	put(f, "certificate_date", day)
	l.found("certificate_date", where.start, where.end)
	f["location"], f["trainers"], f["certificate_number"] = nil, nil, nil
	if v, _ := l.tableValue("location"); v != "" {
		f["location"] = l.town(firstPart(v))
	} else if v, s := l.tableValue("town"); v != "" && where.end > 0 && s.Start > where.end && s.Start-where.end < 60 {
		f["location"] = l.town(v)
		l.found("location", s.Start, s.End)
	} else if t := l.certificatePlace(where); t != "" {
		f["location"] = t
	}
	some(f, "trainers", l.trainerNames())
	if m := reCertNr.FindStringSubmatchIndex(l.body.flat); m != nil {
		f["certificate_number"] = l.body.flat[m[2]:m[3]]
		l.found("certificate_number", m[2], m[3])
	} else if v, _ := l.tableValue("certificate_number"); v != "" {
		f["certificate_number"] = v
	}
	put(f, "attachment", l.attachment(reCopyFile))
	some(f, "certificate_name", l.formerName())
	if all := l.r.courses.in(l.body); len(all) > 0 && l.r.courses.list[all[0].term].AgeGroup == "" && where.end > 0 {
		for _, m := range all {
			if i := m.sent; where.sent >= i && where.sent-i <= 1 && strings.HasPrefix(l.r.courses.list[m.term].Name, "KIES") {
				f["certificate"] = l.r.courses.list[m.term].Name
			}
		}
	}
	some(f, "organisation", l.org)
	if a := l.deliveryAddress(); a != nil {
		l.addressFields(f, a)
	}
	if p := l.contactPhone(true); p != nil {
		f["phone"] = p
	}
	if day == "" {
		for i, s := range l.body.sents {
			text := l.body.flat[s.start:s.end]
			if s.question && strings.Contains(fold(text), "lid") {
				f["question"] = clause(strings.TrimRight(l.body.sentenceText(i), "?"))
				break
			}
		}
	}
	some(f, "remarks", l.remarks(true))
}

func firstPart(s string) string {
	s, _, _ = strings.Cut(s, ",")
	return strings.TrimSpace(s)
}

// certificatePlace is the town in the sentences around the certificate's date.
func (l *letter) certificatePlace(where when) string {
	p := l.body
	if where.end == 0 {
		for i, s := range p.sents {
			if text := p.flat[s.start:s.end]; reCertCue.MatchString(text) && i < 60 {
				if t, span := l.placeIn(p, s.start, s.end); t != "" {
					l.found("location", span.Start, span.End)
					return t
				}
			}
		}
		return ""
	}
	for _, off := range []int{0, 1, -1, 2} {
		i := where.sent + off
		if i < 0 || i >= len(p.sents) {
			continue
		}
		s := p.sents[i]
		text := p.flat[s.start:s.end]
		if m := reCertPlace.FindStringSubmatchIndex(text); m != nil && !reNoPlace.MatchString(text[max(0, m[0]-20):m[1]]) {
			if t := l.town(text[m[2]:m[3]]); l.r.towns[fold(t)] != "" || strings.Contains(fold(text[m[0]:m[2]]), "locatie") || strings.Contains(fold(text[m[0]:m[2]]), "plaats") {
				l.found("location", s.start+m[2], s.start+m[3])
				return t
			}
		}
		if t, span := l.placeIn(p, s.start, s.end); t != "" {
			l.found("location", span.Start, span.End)
			return t
		}
	}
	return ""
}

// trainerNames lists the trainers of a certificate.
func (l *letter) trainerNames() []string {
	text, base := l.body.flat, 0
	var m []int
	if v, s := l.tableValue("trainers"); v != "" {
		text, base = v, s.Start
		m = []int{0, len(v), 0, len(v)}
	} else if m = reTrainers.FindStringSubmatchIndex(text); m == nil {
		m = reGivenBy.FindStringSubmatchIndex(text)
	}
	if m == nil {
		return nil
	}
	l.found("trainers", base+m[2], base+m[3])
	list := squeeze(text[m[2]:m[3]])
	var out []string
	for _, n := range reAnd.Split(list, -1) {
		n = plainQuotes(strings.Trim(n, " .,"))
		if n != "" && looksLikeName(n) && l.r.towns[fold(n)] == "" {
			out = append(out, n)
		}
	}
	return out
}

var reAnd = expression(`\s*(?:,|&|\+|\ben\b)\s*`)

// formerName is the name on an old certificate where it differs from today's.
func (l *letter) formerName() string {
	texts := []string{l.body.flat, l.below.flat, l.m.Subject}
	for _, t := range texts {
		for _, m := range reNameThen.FindAllStringSubmatch(t, 6) {
			s := plainQuotes(squeeze(m[1]))
			if l.r.towns[fold(s)] != "" || nameStops[fold(firstWord(s))] || isOrganisation(s, "") {
				continue
			}
			p := cleanPerson(s)
			if strings.Contains(s, " ") && p.first != "" && fold(p.first) == fold(l.person.first) {
				if !strings.EqualFold(s, l.person.full()) {
					return s
				}
				continue
			}
			// A surname alone: the given name has stayed.
			surname := squeeze(p.prefix + " " + p.surname)
			if p.surname == "" {
				surname = p.first
			}
			if surname != "" && l.person.first != "" && strings.Contains(fold(l.person.surname), fold(p.surname+p.first)) && fold(surname) != fold(l.person.surname) {
				return squeeze(l.person.first + " " + surname)
			}
		}
	}
	return ""
}
