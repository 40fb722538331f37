package understand

import (
	"regexp"
	"strings"
)

var (
	reCertCue   = regexp.MustCompile(`(?i)\b(?:certificaat|certificering|gecertificeerd|diploma|behaald|afgerond|opgeleid|training gedaan|basistraining|opleiding)\b`)
	reCertNr    = regexp.MustCompile(`\b([A-Z]{2,3}-(?:19|20)\d{2}-\d{2,5})\b`)
	reTrainers  = regexp.MustCompile(`(?i:\b(?:trainers?|trainsters|trainer was|docenten|opleiders)\b\s*(?:waren|was|:|van (?:toen|destijds))?\s*:?\s*(?:toen )?)((?:\p{Lu}[\p{L}'’\-]+|\p{Lu}\.)(?:\s+(?:van|de|der|den|het|'t|’t|ten|ter|te|\p{Lu}[\p{L}'’\-]+))*(?:\s*(?:,|en|&|\+)\s*(?:\p{Lu}[\p{L}'’\-]+|\p{Lu}\.)(?:\s+(?:van|de|der|den|het|'t|’t|ten|ter|te|\p{Lu}[\p{L}'’\-]+))*){0,3})`)
	reGivenBy   = regexp.MustCompile(`(?i:\b(?:gegeven door|onder leiding van|o\.l\.v\.|getraind door|opgeleid door|les van|training bij|bij trainers?)\s+)((?:\p{Lu}[\p{L}'’\-]+|\p{Lu}\.)(?:\s+(?:van|de|der|den|het|'t|’t|ten|ter|te|\p{Lu}[\p{L}'’\-]+))*(?:\s*(?:,|en|&|\+)\s*(?:\p{Lu}[\p{L}'’\-]+)(?:\s+(?:van|de|der|den|het|'t|’t|ten|ter|te|\p{Lu}[\p{L}'’\-]+))*){0,3})`)
	reNameThen  = regexp.MustCompile(`(?i:\b(?:toen nog(?: gewoon)?|destijds|op naam van|onder (?:mijn meisjesnaam|de naam)|meisjesnaam(?: is| was)?|achternaam was toen(?: nog)?|heette toen(?: nog)?|certificaat (?:staat )?op (?:de )?naam(?: van)?|certificaat)\s+)((?:(?:van|de|der|den|ten|ter|'t)\s+)*\p{Lu}[\p{L}'’\-]+(?:\s+(?:(?:van|de|der|den|ten|ter|'t)\s+)*\p{Lu}[\p{L}'’\-]+)*)`)
	reCertPlace = regexp.MustCompile(`(?i:\b(?:locatie|plaats|in|te)\s*:?\s+)((?:'s-|’s-)?\p{Lu}[\p{L}'’\-]+(?:[ ](?:aan|den|de|op|\p{Lu}[\p{L}\-]+))*)`)
	reCopyFile  = regexp.MustCompile(`(?i)certific|diploma|scan|kopie|img|foto|\.pdf$|\.jpe?g$|\.png$`)
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

var reAnd = regexp.MustCompile(`\s*(?:,|&|\+|\ben\b)\s*`)

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

var (
	reLoginWith = regexp.MustCompile(`(?i)\b(?:ik (?:vul|log|gebruik|probeer)|inlog\w*|log in|ingelogd|met (?:mijn )?(?:mail|e-?mail)?adres|account|gebruikersnaam|aangemeld met)\b`)
	reProblem   = regexp.MustCompile(`(?i)\b(?:niet|geen|nooit|niks|lukt|foutmelding|error|fout|onbekend|geblokkeerd|verlopen|komt er|kwijt|vergeten|te groot|werkt|weigert|rode|leeg|doet)\b`)
)

// accessFields reads trouble with the platform. A password in the text is never taken over.
func (l *letter) accessFields(f map[string]any) {
	f["name"] = l.name()
	f["login_email"] = l.senderEmail()
	if v, _ := l.tableValue("login_email"); reEmail.MatchString(v) {
		f["login_email"] = strings.ToLower(reEmail.FindString(v))
	}
	other := ""
	for _, e := range emailsIn(l.body) {
		address := strings.ToLower(l.body.flat[e.Start:e.End])
		if l.r.own[address] {
			continue
		}
		i := l.body.sentenceAt(e.Start)
		head := ""
		if i >= 0 {
			head = l.body.flat[l.body.sents[i].start:e.Start]
		}
		switch {
		case reLoginWith.MatchString(head) && !reOldWord.MatchString(l.body.flat[e.End:min(len(l.body.flat), e.End+60)]) && !strings.Contains(fold(head), "nieuwsbrief"):
			f["login_email"] = address
			l.found("login_email", e.Start, e.End)
		case address != l.senderEmail() && other == "":
			other = address
		}
	}
	if other != "" && other != f["login_email"] && len(l.changes()) == 0 && !l.leaves(other) {
		f["other_email"] = other
	}
	var problem []string
	for i, s := range l.body.sents {
		text := l.body.flat[s.start:s.end]
		if rePassword.MatchString(text) || !reProblem.MatchString(text) || len(problem) >= 3 {
			continue
		}
		if reAccessTalk.MatchString(text) {
			problem = append(problem, clause(l.body.sentenceText(i)))
			l.found("problem", s.start, s.end)
		}
	}
	if len(problem) == 0 {
		problem = append(problem, cleanSubject(l.m.Subject))
	}
	f["problem"] = strings.Join(problem, "; ")
	some(f, "attachment", l.attachment(nil))
	if rePassword.MatchString(l.body.flat) {
		f["remarks"] = "noemt een wachtwoord in de mail: niet overnemen"
	}
}

var (
	rePassword   = regexp.MustCompile(`(?i)\bwachtwoord\b.{0,30}\b(?:was|is|:)\s*(?:iets met\s*)?["'“‘]?\S*\d`)
	reAccessTalk = regexp.MustCompile(`(?i)\b(?:inlog\w*|in te loggen|log in|wachtwoord|platform|mail\w*|account|upload\w*|foto|profiel\w*|link|download\w*|werkbladen|code|toegang|spam\w*|site|kom|kan|krijg|pagina|scherm|melding)\b`)
)

// leaves says whether a mail address goes out of use by what stands behind it.
func (l *letter) leaves(address string) bool {
	k := strings.Index(strings.ToLower(l.body.flat), address)
	if k < 0 {
		return false
	}
	i := l.body.sentenceAt(k)
	return i >= 0 && reAddressGone.MatchString(l.body.flat[k:l.body.sents[i].end])
}

var reAddressGone = regexp.MustCompile(`(?i)\b(?:werk(?:te)? ik (?:sinds [^.]{1,20} )?niet meer|niet meer|bestaat niet|eruit|er ?uit|vervalt|opgeheven|niet langer)\b`)

// questionFields reads a question.
func (l *letter) questionFields(f map[string]any) {
	f["name"] = l.name()
	put(f, "role", l.role(false))
	f["topic"] = l.topic()
	f["questions"] = nil
	some(f, "questions", l.questions())
	f["child_age"] = nil
	if age, where := l.childAge(l.body); age > 0 {
		f["child_age"] = age
		l.found("child_age", where.Start, where.End)
	}
	some(f, "organisation", l.org)
	if t := l.home(); t != "" {
		f["town"] = t
	}
	if p := l.contactPhone(false); p != nil {
		f["phone"] = p
	}
	some(f, "answer_before", l.answerBefore())
	if m := reOurReference.FindStringSubmatch(l.m.Subject + "\n" + l.body.flat); m != nil {
		f["reference"] = strings.TrimRight(m[1], ".)")
	}
	switch text := l.body.flat; {
	case reMailOnly.MatchString(text):
		f["contact_by"] = "mail"
	case reCallOnly.MatchString(text):
		f["contact_by"] = "telefoon"
	}
	for _, d := range l.dates(l.body, future) {
		if d.sent >= 0 && reVisit.MatchString(l.body.text(l.body.sents[d.sent].start, l.body.sents[min(d.sent+1, len(l.body.sents)-1)].end)) && !d.day.before(l.day) && f["answer_before"] != d.day.String() {
			f["requested_date"] = d.day.String()
			break
		}
	}
}

var (
	reOurReference = regexp.MustCompile(`(?i)\b(?:ons|onze|uw) (?:kenmerk|referentie|zaaknummer)\s*:?\s*([A-Z0-9][A-Z0-9/.\-]{3,30})`)
	reMailOnly     = regexp.MustCompile(`(?i)\b(?:bellen (?:liever|kan|lukt) niet|liever (?:per |via )?(?:de )?mail|liever mailen|liever niet bellen|kunnen jullie mij mailen|graag (?:per|via) (?:de )?mail)\b`)
	reCallOnly     = regexp.MustCompile(`(?i)\b(?:liever (?:telefonisch|bellen|gebeld)|graag telefonisch|bel(?:t u|len jullie)? (?:mij|me) liever|graag gebeld)\b`)
	reVisit        = regexp.MustCompile(`(?i)\b(?:presentatie|voorlichting|workshop|lezing|bijeenkomst verzorgen|langs ?komen|ouderavond|studiemiddag)\b`)
	reHome         = regexp.MustCompile(`(?i:\b(?:wij|we|ik) (?:wonen|woon|zitten|zit|komen uit|kom uit|werken in|werk in)(?: (?:zelf|nu|allebei|hier))?(?: in| te)?|\bin de buurt van|\bin de omgeving van|\bwoonachtig (?:in|te)|\bomgeving|\bregio|\bin onze gemeente|\buit)\s+((?:'s-|’s-)?\p{Lu}[\p{L}'’\-]+(?:[ ](?:aan|den|de|op|bij|\p{Lu}[\p{L}\-]+))*)`)
)

// home is the town the writer lives in or asks about.
func (l *letter) home() string {
	for _, m := range reHome.FindAllStringSubmatchIndex(l.body.flat, 8) {
		t := l.town(l.body.flat[m[2]:m[3]])
		if t != "" && !nameStops[fold(t)] && months[fold(t)] == 0 {
			l.found("town", m[2], m[3])
			return t
		}
	}
	if a := l.deliveryAddress(); a != nil && !a.below {
		return a.town
	}
	return ""
}

// invoiceFields reads a mail about an invoice that was sent.
func (l *letter) invoiceFields(f map[string]any) {
	f["name"] = nil
	if !l.person.empty() && !isOrganisation(l.person.full(), "") {
		f["name"] = l.person.full()
	}
	put(f, "organisation", l.org)
	nr := ""
	for _, p := range []*page{l.subject, l.body, l.old} {
		if m := reInvoiceOwn.FindStringSubmatchIndex(p.flat); m != nil && nr == "" {
			nr = p.flat[m[2]:m[3]]
			if p == l.body {
				l.found("invoice_number", m[2], m[3])
			}
		}
	}
	if nr == "" {
		if m := reInvoiceNr.FindStringSubmatch(l.subject.flat + "\n" + l.body.flat); m != nil {
			nr = m[1]
		}
	}
	put(f, "invoice_number", nr)
	f["request"] = l.invoiceRequest()
	for _, d := range l.dates(l.body, past) {
		before := fold(strings.ToValidUTF8(l.body.flat[max(0, d.start-14):d.start], ""))
		if d.sent >= 0 && (strings.Contains(before, "d.d") || strings.Contains(before, "dd ") || strings.Contains(before, "factuur van")) || strings.HasSuffix(before, " van ") && l.body.aboutInvoice(d.sent) && !strings.Contains(before, "mail van") {
			f["invoice_date"] = d.day.String()
			l.found("invoice_date", d.start, d.end)
			break
		}
	}
	f["invoice_email"] = l.invoiceEmail()
	if f["invoice_email"] == nil {
		for _, e := range emailsIn(l.body) {
			head := fold(strings.ToValidUTF8(l.body.flat[max(0, e.Start-60):e.Start], ""))
			if reSendTo.MatchString(head) && !l.r.own[strings.ToLower(l.body.flat[e.Start:e.End])] {
				f["invoice_email"] = strings.ToLower(l.body.flat[e.Start:e.End])
				l.found("invoice_email", e.Start, e.End)
				break
			}
		}
	}
	f["invoice_reference"] = nil
	if po := l.purchaseOrder(); po != "" {
		f["invoice_reference"] = po
	} else if ref := l.invoiceReference(); ref != nil {
		f["invoice_reference"] = ref
	}
	for i := range l.addresses {
		if a := &l.addresses[i]; !a.below {
			f["invoice_address"] = a.value(l, l.org)
			break
		}
	}
}

var (
	reSendTo         = regexp.MustCompile(`\b(?:zend\w*|stu+r\w*|mail\w*|opstur\w*|toestur\w*)\b.{0,40}\b(?:aan|naar)\s*$`)
	reInvoiceRequest = regexp.MustCompile(`(?i)\b(?:wilt u|kunt u|kunnen jullie|willen jullie|kun je|wil je|verzoek\w*|graag|svp|s\.v\.p\.|mag ik|zou u|zouden jullie|ontvang\w* (?:wij|ik) graag|kan ik|kan de|is het mogelijk)\b`)
)

// invoiceRequest is what is asked for, with the listed faults of the invoice.
func (l *letter) invoiceRequest() any {
	p := l.body
	var asked, faults []string
	for i, s := range p.sents {
		text := p.sentenceText(i)
		switch {
		case s.bullet && len(faults) < 5:
			faults = append(faults, clause(text))
		case reInvoiceRequest.MatchString(text) && !rePolite.MatchString(text) && len(asked) < 2:
			asked = append(asked, clause(strings.TrimRight(text, "?")))
			l.found("request", s.start, s.end)
		}
	}
	if len(asked) == 0 {
		for i := range p.sents {
			if text := p.sentenceText(i); p.aboutInvoice(i) && len(strings.Fields(text)) > 3 {
				asked = append(asked, clause(text))
				break
			}
		}
	}
	out := strings.Join(append(asked, faults...), "; ")
	if out == "" {
		return nil
	}
	return out
}
