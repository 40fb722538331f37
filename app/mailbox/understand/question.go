package understand

import (
	"strings"
)

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
	reOurReference = expression(`(?i)\b(?:ons|onze|uw) (?:kenmerk|referentie|zaaknummer)\s*:?\s*([A-Z0-9][A-Z0-9/.\-]{3,30})`)
	reMailOnly     = expression(`(?i)\b(?:bellen (?:liever|kan|lukt) niet|liever (?:per |via )?(?:de )?mail|liever mailen|liever niet bellen|kunnen jullie mij mailen|graag (?:per|via) (?:de )?mail)\b`)
	reCallOnly     = expression(`(?i)\b(?:liever (?:telefonisch|bellen|gebeld)|graag telefonisch|bel(?:t u|len jullie)? (?:mij|me) liever|graag gebeld)\b`)
	reVisit        = expression(`(?i)\b(?:presentatie|voorlichting|workshop|lezing|bijeenkomst verzorgen|langs ?komen|ouderavond|studiemiddag)\b`)
	reHome         = expression(`(?i:\b(?:wij|we|ik) (?:wonen|woon|zitten|zit|komen uit|kom uit|werken in|werk in)(?: (?:zelf|nu|allebei|hier))?(?: in| te)?|\bin de buurt van|\bin de omgeving van|\bwoonachtig (?:in|te)|\bomgeving|\bregio|\bin onze gemeente|\buit)\s+((?:'s-|’s-)?\p{Lu}[\p{L}'’\-]+(?:[ ](?:aan|den|de|op|bij|\p{Lu}[\p{L}\-]+))*)`)
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
