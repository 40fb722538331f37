package understand

import (
	"strings"
)

var (
	reAnonymous    = expression(`(?i)\b(?:anoniem|anonieme)\b`)
	reConfidential = expression(`(?i)\b(?:vertrouwelijk|mijn naam (?:mag|moet|wil|graag)\b.{0,40}\b(?:niet|geen|buiten)|naam niet (?:noemen|genoemd|doorgeven)|zonder mijn naam|in vertrouwen behandel\w*|mijn naam erbuiten|buiten beschouwing|niet weten dat ik)\b`)
	reContacted    = expression(`(?i)\b(?:gemaild|gebeld|mailde|belde|mails? van|geen reactie|nog een keer|ontvangstbevestiging|bevestiging|gestuurd|antwoord\w*|doorgegeven|aangevraagd|teruggebeld|mailtje|nogmaals|jouw mail|uw mail)\b`)
	reEscalation   = expression(`(?i)\b(?:niets meer gehoord|niks meer gehoord|geen (?:reactie|antwoord) (?:meer )?(?:gekregen|ontvangen|gehad)|werkdagen zijn .{0,30}voorbij|termijn .{0,20}(?:verstreken|voorbij)|nogmaals|tweede keer|derde (?:mail|keer)|opnieuw een klacht)\b`)
	reInvoiceSaid  = expression(`(?i)\bfactuur\w*\s*\(?(?:nr\.?|nummer)?\s*(20\d{2}-\d{3,6})\b`)
	reNameWrong    = expression(`(?i:\bnaam\b[^.!?\n]{0,50}\b(?:verkeerd|fout|onjuist)\b[^.!?\n]{0,24}?)[:\s]*["“„']([^"”“'\n]{3,60})["”']`)
)

// complaintFields reads a complaint of any kind.
func (l *letter) complaintFields(f map[string]any, intent string) {
	participant := intent != ComplaintProfessional
	about, start, end := "", 0, 0
	if intent != ComplaintTraining {
		about, start, end = l.aboutPerson()
		l.found("about", start, end)
	}
	c, ok := l.namedCourse()
	text := clip(l.body.flat, 20000)
	if intent == ComplaintTraining {
		about = l.aboutTraining(c, ok)
	}
	put(f, "about", about)
	f["event_date"] = l.eventDate(c, ok, participant)
	org := l.org
	if intent == ComplaintProfessional {
		if reParent.MatchString(text) || org == "" {
			if o := l.accusedOrganisation(about); o != "" {
				org = o
			}
		}
	}
	put(f, "organisation", org)
	role := l.role(participant)
	name := l.name()
	if reAnonymous.MatchString(text) || reAnonymous.MatchString(l.subject.flat) {
		f["anonymous"] = true
		if l.m.From.Name == "" || !strings.Contains(l.m.From.Name, " ") {
			name = nil
		}
	} else if reConfidential.MatchString(text) || strings.Contains(fold(l.subject.flat), "vertrouwelijk") {
		f["confidential"] = true
	}
	f["name"] = name
	if complainant := l.complainant(); complainant != nil {
		f["complainant"] = complainant
		if role == "" || role == "deelnemer" {
			role = "verwijzer"
		}
		role += ", namens ouder"
	}
	put(f, "role", role)
	if participant {
		put(f, "training", c.name)
		if t := l.trainingPlace(c, ok); t != nil {
			f["town"] = t
		}
	} else if t := l.professionalTown(about); t != "" {
		f["town"] = t
	}
	if p := l.contactPhone(true); p != nil {
		f["phone"] = p
	}
	f["wants"] = l.wants()
	some(f, "answer_before", l.answerBefore())
	if age, span := l.childAge(l.body); age > 0 && !participant && reParent.MatchString(text) {
		// An age stands in a complaint's fields only where it was told in so many words.
		if before := text[max(0, span.Start-2):span.Start]; strings.HasSuffix(before, "(") {
			f["child_age"] = age
			l.found("child_age", span.Start, span.End)
		}
	}
	if l.oldKind == kindQuoted && reEscalation.MatchString(text) {
		f["escalation"] = true
	}
	if m := reInvoiceSaid.FindStringSubmatch(text); m != nil {
		f["mentions_invoice"] = m[1]
	}
	if m := reNameWrong.FindStringSubmatch(text); m != nil {
		f["certificate_name_wrong"] = squeeze(m[1])
		f["certificate_name"] = l.name()
	}
	var earlier []string
	for _, d := range l.dates(l.body, past) {
		if d.sent >= 0 && reEarlierMail.MatchString(l.body.sentenceText(d.sent)) {
			earlier = append(earlier, d.day.String())
		}
	}
	some(f, "earlier_mails", earlier)
}

var reEarlierMail = expression(`(?i)\bmijn (?:eerdere )?(?:e-?)?mails? van\b`)

// complainant is the person whose complaint somebody else passes on.
func (l *letter) complainant() map[string]any {
	for i := range l.m.Inner {
		from := l.m.Inner[i].From
		if from.Email == "" || strings.EqualFold(from.Email, l.m.From.Email) || l.r.own[strings.ToLower(from.Email)] {
			continue
		}
		out := map[string]any{"email": strings.ToLower(from.Email)}
		put(out, "name", cleanPerson(from.Name).full())
		return out
	}
	if l.oldKind != kindForwarded {
		return nil
	}
	name, email := quotedFrom(l.old.flat)
	if email == "" && name == "" || strings.EqualFold(email, l.m.From.Email) || l.r.own[email] {
		return nil
	}
	out := map[string]any{}
	put(out, "name", cleanPerson(name).full())
	put(out, "email", email)
	return out
}

// eventDate is the day on which it happened: the first past day that is not one of
// mails and calls; for a training its own day before others.
func (l *letter) eventDate(c course, ok, participant bool) any {
	type candidate struct {
		when
		points float64
		body   bool
	}
	var list []candidate
	// A training that is called off lies ahead.
	direction := past
	if participant && reCalledOff.MatchString(l.subject.flat+" "+clip(l.body.flat, 8000)) {
		direction = nearest
	}
	weigh := func(p *page, day Day, base float64) {
		for k, d := range datesIn(p, day, direction) {
			x := candidate{d, base - 0.3*float64(min(k, 8)), p == l.body}
			if d.relative && !l.m.DateFound {
				// "Gisteren" tells nothing where the mail's own day is not known.
				x.points -= 6
			}
			if d.sent >= 0 {
				text := p.sentenceText(d.sent)
				around := strings.ToValidUTF8(p.flat[max(p.sents[d.sent].start, d.start-44):min(p.sents[d.sent].end, d.end+30)], "")
				if reContacted.MatchString(around) {
					x.points -= 3
				}
				if participant && (reTrainingTalk.MatchString(text) || reDayNumber.MatchString(text)) {
					x.points += 1.5
				}
				if reEventWord.MatchString(text) {
					x.points++
				}
				if reBirth.MatchString(text) || reRuling.MatchString(text) {
					x.points -= 4
				}
			}
			before := strings.ToValidUTF8(p.flat[max(0, d.start-26):d.start], "")
			if reAnswerBefore.MatchString(before) || reStartsOn.MatchString(before) {
				x.points -= 4
			}
			if d.relative && strings.HasPrefix(fold(p.flat[d.start:d.end]), "vandaag") {
				x.points--
			}
			if day.daysTo(d.day) > 45 {
				x.points -= 3
			}
			if d.yearGiven && day.daysTo(d.day) < -800 {
				x.points -= 3
			}
			list = append(list, x)
		}
	}
	weigh(l.body, l.day, 3)
	weigh(l.subject, l.day, 2.6)
	for i := range l.m.Inner {
		in := l.m.Inner[i]
		day := l.day
		if in.DateFound {
			day = dayOf(in.Date)
		}
		weigh(newPage(flatten(valid(clip(in.Text, maxText)))), day, 2)
	}
	if l.oldKind == kindForwarded {
		weigh(l.old, l.day, 1)
	}
	if len(list) == 0 && l.oldKind == kindQuoted {
		weigh(l.old, l.day, 1)
	}
	best := candidate{points: -1}
	for _, x := range list {
		if x.points > best.points {
			best = x
		}
	}
	if best.points < 0 {
		return nil
	}
	if best.body {
		l.found("event_date", best.start, best.end)
	}
	return best.day.String()
}

var (
	reCalledOff = expression(`(?i)\b(?:geannuleerd|annulering|afgezegd|gecanceld|afzeggen|niet door(?:gaat|ging)?)\b`)
	reEventWord = expression(`(?i)\b(?:was|waren|heeft|had|kwam|zei|gebeurde|vond|eerste keer|laatste dag|bijeenkomst|tijdens|stond|hoorde|kreeg|afgelopen|sessie|gesprek)\b`)
	reDayNumber = expression(`(?i)\b(?:dag (?:\d|één|twee|drie|vier)|(?:eerste|tweede|derde|vierde|laatste) dag)\b`)
	reStartsOn  = expression(`(?i)\b(?:start|begint|starten|vanaf|per)\s*(?:op )?$`)
	reRuling    = expression(`(?i)\b(?:rechtbank|beschikking|ouderschapsplan|zitting)\b`)
)

// aboutTraining sums up a complaint about a training: which one, and what of it.
func (l *letter) aboutTraining(c course, ok bool) string {
	text := clip(l.body.flat, 20000) + "\n" + l.subject.flat
	head := ""
	if ok {
		head = c.name
		if s, isText := l.eventDate(c, ok, true).(string); isText {
			head += " " + spoken(s)
		}
	}
	if t, isText := l.trainingPlace(c, ok).(string); isText && t != "" {
		head = squeeze(head + " " + t)
	}
	var what []string
	for _, a := range aspects {
		if a.re.MatchString(text) && len(what) < 3 {
			what = append(what, a.name)
		}
	}
	switch {
	case len(what) == 0 && head == "":
		return cleanSubject(l.m.Subject)
	case len(what) == 0:
		return head
	case head == "":
		return strings.Join(what, ", ")
	}
	return head + ": " + strings.Join(what, ", ")
}

// spoken writes 2026-04-23 as people say it: "23 april".
func spoken(day string) string {
	names := [...]string{"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"}
	if len(day) != len("2006-01-02") {
		return day
	}
	m := number(day[5:7])
	if m < 1 || m > 12 {
		return day
	}
	return strings.TrimPrefix(day[8:], "0") + " " + names[m-1]
}

var reInTown = expression(`\b(?:in|te|uit)\s+((?:'s|’s|\p{Lu})[\p{L}'’\-]+(?:[ ](?:aan|den|de|op|\p{Lu}[\p{L}\-]+))*)`)

// professionalTown is the town in the sentence that names the professional.
func (l *letter) professionalTown(about string) string {
	if about == "" {
		return ""
	}
	p := l.body
	at := strings.Index(p.flat, about)
	if at < 0 {
		return ""
	}
	i := p.sentenceAt(at)
	if i < 0 {
		return ""
	}
	text := p.flat[p.sents[i].start:p.sents[i].end]
	for _, m := range reInTown.FindAllStringSubmatch(text, 5) {
		if t := l.town(m[1]); l.r.towns[fold(t)] != "" {
			return t
		}
	}
	return ""
}
